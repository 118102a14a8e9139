//! Stacked alternating offers (Aydoğan, Festen, Hindriks & Jonker 2017), as NegMAS 0.16 plays them.

use crate::bargaining::domain::Outcome;
use crate::bargaining::protocol::Protocol;
use crate::bargaining::session::{Clock, Deal, Ending, Members, Negotiator, Offer, Response, RoundResult};

/// Parties speak in turn. Each answers the offer that stands, and who rejects it makes another in its place; an offer that all others
/// have accepted since it was made is agreed at once. The first party opens, or another that is named, and the rest follow by place.
#[derive(Clone, Debug, Default)]
pub struct StackedAlternatingOffers {
    opener: usize,
    standing: Option<(usize, Outcome)>,
    accepted: usize,
}

impl StackedAlternatingOffers {
    /// With a party, by place, that opens.
    pub fn opened_by(opener: usize) -> Self {
        StackedAlternatingOffers { opener, ..Self::default() }
    }
}

impl Protocol for StackedAlternatingOffers {
    fn begin(&mut self, _parties: usize, _seed: u64) {
        *self = StackedAlternatingOffers::opened_by(self.opener);
    }

    fn round(
        &mut self,
        clock: Clock,
        parties: &mut [Box<dyn Negotiator>],
        trace: &mut Vec<Offer>,
        deals: &mut Vec<Deal>,
    ) -> RoundResult {
        let count = parties.len();
        for place in (0..count).map(|turn| (self.opener + turn) % count) {
            if let Some((from, offer)) = self.standing {
                match parties[place].respond(clock, from, offer) {
                    Response::Accept => {
                        self.accepted += 1;
                        if self.accepted == count {
                            deals.push(Deal { outcome: offer, members: Members::all(count) });
                            return Some((Ending::Agreement, Some(place)));
                        }
                        continue;
                    }
                    Response::End => return Some((Ending::Broken, Some(place))),
                    Response::Reject => {}
                }
            }
            let Some(outcome) = parties[place].propose(clock) else { return Some((Ending::Broken, Some(place))) };
            trace.push(Offer { round: clock.round, party: place as u32, outcome });
            self.standing = Some((place, outcome));
            self.accepted = 1;
            for (other, party) in parties.iter_mut().enumerate() {
                if other != place {
                    party.hear(clock, place, outcome);
                }
            }
        }
        None
    }
}
