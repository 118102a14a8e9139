//! One negotiation: its clock, who sits at the table, what was offered, how it ended.

use crate::bargaining::domain::Outcome;
use crate::bargaining::floor::Word;
use crate::bargaining::protocol::Protocol;
use rand::{RngExt as _, SeedableRng as _, rngs::Xoshiro256PlusPlus};

/// Most parties of a session.
pub const MOST_PARTIES: usize = 64;

/// Where the talks stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The round, from 0.
    pub round: u32,
    /// Number of rounds.
    pub rounds: u32,
}

impl Clock {
    /// Share of the talks that is over, strictly between 0 and 1: all who move in a round see the same, as in NegMAS.
    pub fn time(self) -> f64 {
        f64::from(self.round + 1) / (f64::from(self.rounds) + 1.0)
    }

    /// Whether no round follows.
    pub fn is_last(self) -> bool {
        self.round + 1 >= self.rounds
    }
}

/// A party's place at the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Its position.
    pub place: usize,
    /// Number of parties.
    pub parties: usize,
    /// Number of rounds.
    pub rounds: u32,
    /// What its own chance is seeded with.
    pub seed: u64,
}

/// What a party says to an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Response {
    /// It agrees.
    Accept,
    /// It goes on talking.
    Reject,
    /// It leaves the table, which ends the talks.
    End,
}

/// The total power, its own included, of the coalitions with which a party would carry an offer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PowerBounds {
    /// The least.
    pub least: f64,
    /// The greatest.
    pub most: f64,
}

impl PowerBounds {
    /// Any coalition will do.
    pub const ANY: PowerBounds = PowerBounds { least: 0.0, most: f64::INFINITY };
}

/// What a party finds on the table of a meeting when it is up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Another's offer, and whose.
    pub standing: Option<(usize, Outcome)>,
    /// What it was asked to name its price for.
    pub asked: Option<Outcome>,
    /// Whether the rounds are over and only a yes or no is left.
    pub vote: bool,
}

/// A party as a protocol sees it.
pub trait Negotiator {
    /// Takes a seat; forgets any session before.
    fn begin(&mut self, seat: Seat);
    /// Hears another party's offer as soon as it is made.
    fn hear(&mut self, clock: Clock, from: usize, offer: Outcome);
    /// Answers the offer of another party, which it has heard.
    fn respond(&mut self, clock: Clock, from: usize, offer: Outcome) -> Response;
    /// Makes an offer; none ends the talks.
    fn propose(&mut self, clock: Clock) -> Option<Outcome>;
    /// Learns of a draft that talks before have left: what it agreed to then it agrees to when it is offered again.
    fn receive(&mut self, draft: Outcome) {
        let _ = draft;
    }
    /// "What would you want for this?": an offer that holds what is settled in what was asked, or another where it would sign none
    /// that does. None ends the talks.
    fn price(&mut self, clock: Clock, asked: Outcome) -> Option<Outcome> {
        let _ = asked;
        self.propose(clock)
    }
    /// What it says at a [`Meeting`](crate::bargaining::protocol::Meeting): by itself its answer to what lies on the table, then to
    /// what it was asked, then an offer.
    fn say(&mut self, clock: Clock, heard: Heard) -> Word<Outcome> {
        if let Some((from, offer)) = heard.standing {
            match self.respond(clock, from, offer) {
                Response::Accept => return Word::Accept,
                Response::End => return Word::Leave,
                Response::Reject if heard.vote => return Word::Leave,
                Response::Reject => {}
            }
        }
        let offer = match heard.asked {
            Some(asked) => self.price(clock, asked),
            None => self.propose(clock),
        };
        offer.map_or(Word::Leave, Word::Offer)
    }
    /// The coalitions with which it would carry an offer that it has accepted or made, where coalitions may close their own deals.
    fn coalitions(&mut self, clock: Clock, offer: Outcome) -> PowerBounds {
        let _ = (clock, offer);
        PowerBounds::ANY
    }
    /// Whether it would rather have a mediator's text than the one that stands; with none standing, than nothing.
    fn prefers(&mut self, clock: Clock, text: Outcome, standing: Option<Outcome>) -> bool;
    /// Whether an outcome is worth no less to it than no agreement.
    fn signs(&self, outcome: Outcome) -> bool;
}

/// One offer of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The round, from 0.
    pub round: u32,
    /// Who made it, by place; the number of parties stands for a mediator.
    pub party: u32,
    /// What was offered.
    pub outcome: Outcome,
}

/// Some of the parties, by place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Members(u64);

impl Members {
    /// All of this many parties.
    pub fn all(parties: usize) -> Members {
        Members(if parties >= MOST_PARTIES { u64::MAX } else { (1 << parties) - 1 })
    }

    /// These and one more.
    #[must_use]
    pub fn with(self, place: usize) -> Members {
        Members(self.0 | 1 << place)
    }

    /// These without those.
    #[must_use]
    pub fn without(self, others: Members) -> Members {
        Members(self.0 & !others.0)
    }

    /// These after a party has left whose place those beyond it move up to fill.
    #[must_use]
    pub fn without_place(self, place: usize) -> Members {
        let before = Members::all(place).0;
        Members(self.0 & before | self.0 >> 1 & !before)
    }

    /// Whether a party is among them.
    pub fn has(self, place: usize) -> bool {
        place < MOST_PARTIES && self.0 >> place & 1 == 1
    }

    /// Their number.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Their places in order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..MOST_PARTIES).filter(move |place| self.has(*place))
    }
}

/// An agreement and whom it binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deal {
    /// What was agreed.
    pub outcome: Outcome,
    /// Who agreed.
    pub members: Members,
}

/// How talks end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With one agreement or, where coalitions may close their own, several.
    Agreement,
    /// The rounds ran out, or chance ended the talks.
    TimedOut,
    /// A party left the table.
    Broken,
}

impl Ending {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Ending::Agreement => "agreement",
            Ending::TimedOut => "timedout",
            Ending::Broken => "broken",
        }
    }
}

/// What came of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// How it ended.
    pub ending: Ending,
    /// The agreements; empty when there is none.
    pub deals: Vec<Deal>,
    /// Rounds that were begun.
    pub rounds: u32,
    /// Who said the last word, where somebody did: the last to accept, or who left.
    pub by: Option<usize>,
}

/// What a protocol reports of a round that ended the talks.
pub type RoundResult = Option<(Ending, Option<usize>)>;

/// How long a session may last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Most rounds, at least 1.
    pub rounds: u32,
    /// Chance, after each round, that there is another; 1 for talks that only the deadline ends.
    pub continue_probability: f64,
}

impl Limits {
    /// A number of rounds, for certain.
    pub fn rounds(rounds: u32) -> Limits {
        Limits { rounds, continue_probability: 1.0 }
    }
}

/// A reproducible source of chance: xoshiro256++ (Blackman & Vigna 2021), portable by name.
#[derive(Clone, Debug)]
pub struct Chance(Xoshiro256PlusPlus);

impl Chance {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Chance {
        Chance(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// Uniform in [0, 1), with 53 bits.
    pub fn uniform(&mut self) -> f64 {
        (self.0.random::<u64>() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Uniform among the numbers below `count`, which is at least 1.
    pub fn below(&mut self, count: u64) -> u64 {
        ((self.uniform() * count as f64) as u64).min(count.saturating_sub(1))
    }
}

/// The seed of a stream of chance: every party and purpose has one of its own.
pub fn stream(seed: u64, purpose: u64) -> u64 {
    // The finaliser of SplitMix64 (Steele, Lea & Flood 2014).
    let mut z = seed.wrapping_add((purpose + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ z >> 31
}

/// Plays a session to its end; offers are added to `trace`.
///
/// The same parties, protocol, limits and seed give the same session. With more than [`MOST_PARTIES`] the rest have no seat.
pub fn run(
    protocol: &mut dyn Protocol,
    parties: &mut [Box<dyn Negotiator>],
    limits: Limits,
    seed: u64,
    trace: &mut Vec<Offer>,
) -> Ended {
    let count = parties.len().min(MOST_PARTIES);
    let parties = &mut parties[..count];
    let rounds = limits.rounds.max(1);
    for (place, party) in parties.iter_mut().enumerate() {
        party.begin(Seat { place, parties: count, rounds, seed: stream(seed, place as u64) });
    }
    protocol.begin(count, stream(seed, u64::MAX - 1));
    let mut deals = Vec::new();
    let mut chance = None;
    for round in 0..rounds {
        let clock = Clock { round, rounds };
        if let Some((ending, by)) = protocol.round(clock, parties, trace, &mut deals) {
            return Ended { ending, deals, rounds: round + 1, by };
        }
        if limits.continue_probability < 1.0 {
            let chance = chance.get_or_insert_with(|| Chance::new(stream(seed, u64::MAX - 2)));
            if chance.uniform() >= limits.continue_probability {
                let ending = protocol.close(clock, parties, &mut deals);
                return Ended { ending, deals, rounds: round + 1, by: None };
            }
        }
    }
    let ending = protocol.close(Clock { round: rounds - 1, rounds }, parties, &mut deals);
    Ended { ending, deals, rounds, by: None }
}
