//! Alternating multiple offers with voting: everybody offers, everybody votes on every offer.
//!
//! With unanimity it is AMOP (Aydoğan, Festen, Hindriks & Jonker 2017); with a quota of power the majority protocols of Genius; with
//! partial coalitions, whose members close their own deal and leave, it follows MOPAC of GeniusWeb.

use crate::bargaining::domain::Outcome;
use crate::bargaining::protocol::Protocol;
use crate::bargaining::session::{Clock, Deal, Ending, Members, Negotiator, Offer, Response, RoundResult};

/// How much power an offer needs behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quota {
    /// Everybody's.
    Unanimity,
    /// At least this share of all power, above 0 and up to 1.
    Share(f64),
}

/// The protocol.
#[derive(Clone, Debug)]
pub struct Voting {
    /// How much power carries an offer.
    pub quota: Quota,
    /// Power of every party by place; a party beyond the list has power 1.
    pub power: Vec<f64>,
    /// Whether a coalition that carries an offer closes it for itself alone and leaves the others to talk on. The quota is then one
    /// of the power of those who are still at the table. Otherwise an offer that is carried binds its supporters, and ends the talks.
    pub partial: bool,
    present: Members,
}

impl Voting {
    /// Voting with this quota, equal power, and no partial coalitions.
    pub fn new(quota: Quota) -> Voting {
        Voting { quota, power: Vec::new(), partial: false, present: Members::default() }
    }

    fn power_of(&self, members: Members) -> f64 {
        members.iter().map(|place| self.power.get(place).copied().unwrap_or(1.0)).sum()
    }

    /// Whether these supporters carry an offer.
    fn carries(&self, supporters: Members) -> bool {
        match self.quota {
            Quota::Unanimity => supporters == self.present,
            Quota::Share(share) => {
                // Shares such as two thirds are not exact; who meets them but for rounding meets them.
                supporters.len() > 1 && self.power_of(supporters) >= share * self.power_of(self.present) - 1e-9
            }
        }
    }
}

impl Protocol for Voting {
    fn begin(&mut self, parties: usize, _seed: u64) {
        self.present = Members::all(parties);
    }

    fn round(
        &mut self,
        clock: Clock,
        parties: &mut [Box<dyn Negotiator>],
        trace: &mut Vec<Offer>,
        deals: &mut Vec<Deal>,
    ) -> RoundResult {
        let present: Vec<usize> = self.present.iter().collect();
        let mut offers: Vec<(usize, Outcome)> = Vec::with_capacity(present.len());
        for place in &present {
            let Some(outcome) = parties[*place].propose(clock) else {
                return Some((self.left(deals), Some(*place)));
            };
            trace.push(Offer { round: clock.round, party: *place as u32, outcome });
            offers.push((*place, outcome));
        }
        // Offers are made side by side: they are heard when all lie on the table.
        for (from, outcome) in &offers {
            for place in present.iter().filter(|place| *place != from) {
                parties[*place].hear(clock, *from, *outcome);
            }
        }
        let mut supporters = vec![Members::default(); offers.len()];
        for place in &present {
            for ((from, outcome), behind) in offers.iter().zip(&mut supporters) {
                let accepts = from == place
                    || match parties[*place].respond(clock, *from, *outcome) {
                        Response::Accept => true,
                        Response::Reject => false,
                        Response::End => return Some((self.left(deals), Some(*place))),
                    };
                if accepts {
                    *behind = behind.with(*place);
                }
            }
        }
        // The offer with most power behind it wins; of equals the one that was made first.
        let mut best: Option<(f64, Deal)> = None;
        for ((_, outcome), behind) in offers.iter().zip(&supporters) {
            let power = self.power_of(*behind);
            if self.carries(*behind) && best.as_ref().is_none_or(|(most, _)| power > *most) {
                best = Some((power, Deal { outcome: *outcome, members: *behind }));
            }
        }
        let (_, deal) = best?;
        deals.push(deal);
        self.present = self.present.without(deal.members);
        let over = !self.partial || self.present.len() < 2;
        over.then_some((Ending::Agreement, deal.members.iter().last()))
    }
}

impl Voting {
    /// How talks end that somebody leaves: a coalition that has closed its deal keeps it.
    fn left(&self, deals: &[Deal]) -> Ending {
        if deals.is_empty() { Ending::Broken } else { Ending::Agreement }
    }
}
