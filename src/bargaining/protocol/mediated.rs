//! A single negotiating text (Raiffa 1982) as a mediator improves it (Klein, Faratin, Sayama & Bar-Yam 2003).

use crate::bargaining::domain::{Domain, Outcome};
use crate::bargaining::protocol::Protocol;
use crate::bargaining::session::{Chance, Clock, Deal, Ending, Members, Negotiator, Offer, RoundResult};
use std::sync::Arc;

/// The mediator drafts a text, and every round puts a changed one to the vote: the text that stands with one issue settled otherwise. A
/// change that all prefer replaces the text. At the deadline the text that stands is agreed if everybody signs it. The mediator
/// knows no preferences, so what it finds is a hilltop for all, and not always a high one.
#[derive(Clone, Debug)]
pub struct SingleText {
    domain: Arc<Domain>,
    chance: Chance,
    standing: Option<Outcome>,
}

impl SingleText {
    /// A mediator for a domain.
    pub fn new(domain: Arc<Domain>) -> SingleText {
        SingleText { domain, chance: Chance::new(0), standing: None }
    }

    /// A text to vote on: any to begin with, then the standing one with another value of one issue that has several.
    fn draft(&mut self) -> Outcome {
        let Some(standing) = self.standing else { return self.chance.below(self.domain.count()) };
        let sizes = self.domain.sizes();
        let several = sizes.iter().filter(|size| **size > 1).count() as u64;
        if several == 0 {
            return standing;
        }
        let pick = self.chance.below(several) as usize;
        let issue = (0..sizes.len()).filter(|issue| sizes[*issue] > 1).nth(pick).unwrap_or(0);
        let now = self.domain.value(standing, issue);
        let other = self.chance.below(sizes[issue] - 1) as usize;
        self.domain.with(standing, issue, if other >= now { other + 1 } else { other })
    }
}

impl Protocol for SingleText {
    fn begin(&mut self, _parties: usize, seed: u64) {
        self.chance = Chance::new(seed);
        self.standing = None;
    }

    fn round(
        &mut self,
        clock: Clock,
        parties: &mut [Box<dyn Negotiator>],
        trace: &mut Vec<Offer>,
        _deals: &mut Vec<Deal>,
    ) -> RoundResult {
        let text = self.draft();
        trace.push(Offer { round: clock.round, party: parties.len() as u32, outcome: text });
        let mut all = true;
        // Votes are secret and simultaneous: everybody is asked, whatever the others said.
        for party in parties.iter_mut() {
            all &= party.prefers(clock, text, self.standing);
        }
        if all {
            self.standing = Some(text);
        }
        None
    }

    fn close(&mut self, _clock: Clock, parties: &mut [Box<dyn Negotiator>], deals: &mut Vec<Deal>) -> Ending {
        match self.standing.filter(|text| parties.iter().all(|party| party.signs(*text))) {
            Some(outcome) => {
                deals.push(Deal { outcome, members: Members::all(parties.len()) });
                Ending::Agreement
            }
            None => Ending::TimedOut,
        }
    }
}
