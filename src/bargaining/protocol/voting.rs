//! Alternating multiple offers with voting: everybody offers, everybody votes on every offer.
//!
//! With unanimity it is AMOP (Aydoğan, Festen, Hindriks & Jonker 2017); with a quota of power the majority protocols of Genius; with
//! partial coalitions, whose members close their own deals and leave, it is MOPAC of GeniusWeb: a vote may state the least and the
//! greatest power of the coalition that it joins.

use crate::bargaining::domain::Outcome;
use crate::bargaining::protocol::Protocol;
use crate::bargaining::session::{Clock, Deal, Ending, Members, Negotiator, Offer, PowerBounds, Response, RoundResult};

/// Most supporters of an offer among whom the best coalition is searched when they do not all go together; of more the least powerful
/// stay out.
const MOST_SEARCHED: usize = 16;
/// Powers such as two thirds of all are not exact; who meets a bound but for rounding meets it.
const HAIR: f64 = 1e-9;

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
                supporters.len() > 1 && self.power_of(supporters) >= share * self.power_of(self.present) - HAIR
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
        let mut votes: Vec<Vec<Vote>> = vec![Vec::with_capacity(present.len()); offers.len()];
        for place in &present {
            for ((from, outcome), votes) in offers.iter().zip(&mut votes) {
                let accepts = from == place
                    || match parties[*place].respond(clock, *from, *outcome) {
                        Response::Accept => true,
                        Response::Reject => false,
                        Response::End => return Some((self.left(deals), Some(*place))),
                    };
                if accepts {
                    let bounds =
                        if self.partial { parties[*place].coalitions(clock, *outcome) } else { PowerBounds::ANY };
                    votes.push(Vote { place: *place, power: self.power_of(Members::default().with(*place)), bounds });
                }
            }
        }
        while let Some(deal) = self.carried(&offers, &votes) {
            deals.push(deal);
            self.present = self.present.without(deal.members);
            if !self.partial || self.present.len() < 2 {
                return Some((Ending::Agreement, deal.members.iter().last()));
            }
            votes.iter_mut().for_each(|votes| votes.retain(|vote| self.present.has(vote.place)));
        }
        None
    }
}

/// A vote for an offer.
#[derive(Clone, Copy, Debug)]
struct Vote {
    place: usize,
    power: f64,
    bounds: PowerBounds,
}

impl Voting {
    /// The deal that carries: the offer with most power behind it, of equals the one that was made first.
    fn carried(&self, offers: &[(usize, Outcome)], votes: &[Vec<Vote>]) -> Option<Deal> {
        let mut best: Option<(f64, Deal)> = None;
        for ((_, outcome), votes) in offers.iter().zip(votes) {
            let members = coalition(votes);
            let power = self.power_of(members);
            if self.carries(members) && best.as_ref().is_none_or(|(most, _)| power > *most) {
                best = Some((power, Deal { outcome: *outcome, members }));
            }
        }
        best.map(|(_, deal)| deal)
    }

    /// How talks end that somebody leaves: a coalition that has closed its deal keeps it.
    fn left(&self, deals: &[Deal]) -> Ending {
        if deals.is_empty() { Ending::Broken } else { Ending::Agreement }
    }
}

/// The most powerful of the supporters of an offer who go together: their power in all lies within the bounds of each.
fn coalition(votes: &[Vote]) -> Members {
    let mut votes = votes.to_vec();
    loop {
        let all: f64 = votes.iter().map(|vote| vote.power).sum();
        let before = votes.len();
        // Who asks for more power than all who are left have together joins nobody.
        votes.retain(|vote| vote.bounds.least <= all + HAIR);
        if votes.iter().all(|vote| all <= vote.bounds.most + HAIR) && votes.len() == before {
            return votes.iter().fold(Members::default(), |members, vote| members.with(vote.place));
        }
        if votes.len() == before {
            break;
        }
    }
    votes.sort_by(|a, b| b.power.total_cmp(&a.power).then(a.place.cmp(&b.place)));
    votes.truncate(MOST_SEARCHED);
    let mut best = (0.0, Members::default());
    search(&votes, (Members::default(), 0.0), PowerBounds::ANY, &mut best);
    best.1
}

/// Tries the first vote in and out of a coalition, and so on with the rest.
fn search(votes: &[Vote], (members, power): (Members, f64), bounds: PowerBounds, best: &mut (f64, Members)) {
    let rest: f64 = votes.iter().map(|vote| vote.power).sum();
    if power > bounds.most + HAIR || power + rest < bounds.least - HAIR || power + rest <= best.0 {
        return;
    }
    let Some((vote, votes)) = votes.split_first() else {
        if members.len() > 1 {
            *best = (power, members);
        }
        return;
    };
    let narrower = PowerBounds { least: bounds.least.max(vote.bounds.least), most: bounds.most.min(vote.bounds.most) };
    search(votes, (members.with(vote.place), power + vote.power), narrower, best);
    search(votes, (members, power), bounds, best);
}
