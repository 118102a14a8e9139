//! A game's own meeting as a protocol of the library.

use crate::bargaining::domain::Outcome;
use crate::bargaining::floor::{Floor, Then, Word};
use crate::bargaining::protocol::Protocol;
use crate::bargaining::session::{Clock, Deal, Ending, Heard, Members, Negotiator, Offer, RoundResult};

/// Most rounds of a meeting.
pub const MOST_ROUNDS: u32 = u16::MAX as u32;

/// Alternating offers in which packages may be partial (domains of [`partial`](crate::bargaining::partial) have a value for what is left
/// open), one of two may ask what the other would want for something, who leaves a table of more than two leaves the rest to talk on,
/// and the last offer is put to the vote. Its rules are those of [`Floor`]; a word that they do not allow is no word.
#[derive(Clone, Debug, Default)]
pub struct Meeting {
    draft: Option<Outcome>,
    floor: Floor<usize, Outcome>,
    next: Option<Then>,
}

impl Meeting {
    /// A meeting that starts from the draft of talks before.
    pub fn starting_from(draft: Outcome) -> Meeting {
        Meeting { draft: Some(draft), ..Meeting::default() }
    }

    /// Lets the party that is up speak.
    fn word(
        &mut self,
        clock: Clock,
        place: usize,
        parties: &mut [Box<dyn Negotiator>],
        trace: &mut Vec<Offer>,
    ) -> Result<Then, RoundResult> {
        let floor = &mut self.floor;
        let by = floor.parties[place];
        let standing = floor.standing.map(|(offer, _)| (offer.by, offer.package)).filter(|(author, _)| *author != by);
        let heard = Heard { standing, asked: floor.asked.take(), vote: floor.vote };
        Ok(match parties[by].say(clock, heard) {
            Word::Accept if standing.is_some() => floor.accept(place),
            Word::Offer(outcome) if !floor.vote => {
                trace.push(Offer { round: clock.round, party: by as u32, outcome });
                for other in floor.parties.iter().filter(|other| **other != by) {
                    parties[*other].hear(clock, by, outcome);
                }
                floor.offer(place, outcome)
            }
            Word::Ask(outcome) if !floor.vote && floor.parties.len() == 2 => floor.ask(outcome),
            Word::Leave if floor.parties.len() > 2 => {
                floor.leave(place);
                floor.after_leaving()
            }
            Word::Leave if floor.vote => Then::OutOfTime,
            Word::Leave => return Err(Some((Ending::Broken, Some(by)))),
            Word::Accept | Word::Offer(_) | Word::Ask(_) => floor.proceed(),
        })
    }
}

impl Protocol for Meeting {
    fn begin(&mut self, parties: usize, _seed: u64) {
        self.floor.parties.clear();
        self.floor.parties.extend(0..parties);
        self.next = None;
    }

    fn round(
        &mut self,
        clock: Clock,
        parties: &mut [Box<dyn Negotiator>],
        trace: &mut Vec<Offer>,
        deals: &mut Vec<Deal>,
    ) -> RoundResult {
        let mut next = self.next.take().unwrap_or_else(|| {
            for party in parties.iter_mut() {
                self.draft.into_iter().for_each(|draft| party.receive(draft));
            }
            self.floor.open(clock.rounds.min(MOST_ROUNDS) as u16)
        });
        loop {
            let last = match next {
                Then::Speaks(place) if self.floor.vote || u32::from(self.floor.round) == clock.round => {
                    next = match self.word(clock, place, parties, trace) {
                        Ok(then) => then,
                        Err(over) => return over,
                    };
                    self.floor.parties.get(place).copied()
                }
                Then::Speaks(_) => {
                    self.next = Some(next);
                    return None;
                }
                Then::Agreed | Then::OutOfTime => None,
            };
            match next {
                Then::Agreed => {
                    let members = self.floor.accepted().fold(Members::default(), Members::with);
                    deals.extend(self.floor.standing.map(|(offer, _)| Deal { outcome: offer.package, members }));
                    return Some((Ending::Agreement, last));
                }
                Then::OutOfTime => return Some((Ending::TimedOut, None)),
                Then::Speaks(_) => {}
            }
        }
    }
}
