//! The frequency model of HardHeaded (van Krimpen, Looije & Hajizadeh, ANAC 2011), as in Genius.

use crate::bargaining::OpponentModel;
use crate::bargaining::domain::{Domain, Outcome};
use crate::bargaining::utility::Additive;
use std::sync::Arc;

/// What an unchanged issue gains, over the number of issues.
const LEARNING: f64 = 0.2;

/// From the second offer on, an issue that did not change since the offer before gains weight, unless it has as much as leaves each
/// other issue its share; weights are kept to sum to 1. Values count how often they were offered, over the most frequent of their issue.
#[derive(Clone, Debug)]
pub struct HardHeaded {
    domain: Arc<Domain>,
    weights: Vec<f64>,
    counts: Vec<Vec<u32>>,
    last: Option<Outcome>,
}

impl HardHeaded {
    /// A model that has seen no offer: all issues weigh the same and all values are liked the same.
    pub fn new(domain: Arc<Domain>) -> HardHeaded {
        let issues = domain.sizes().len();
        let counts = domain.sizes().iter().map(|size| vec![1; *size as usize]).collect();
        HardHeaded { domain, weights: vec![1.0 / issues as f64; issues], counts, last: None }
    }

    /// Estimated weights by issue; they sum to 1.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// How often each value was offered after the first offer, plus one.
    pub fn counts(&self) -> &[Vec<u32>] {
        &self.counts
    }
}

impl OpponentModel<Outcome, Additive> for HardHeaded {
    fn observe(&mut self, offer: Outcome) {
        let Some(last) = self.last.replace(offer) else { return };
        let issues = self.weights.len();
        let gain = LEARNING / issues as f64;
        let unchanged = |issue: usize| self.domain.value(offer, issue) == self.domain.value(last, issue);
        let same = (0..issues).filter(|issue| unchanged(*issue)).count();
        let sum = 1.0 + gain * same as f64;
        let most = 1.0 - issues as f64 * gain / sum;
        for issue in 0..issues {
            let weight = self.weights[issue];
            let gains = unchanged(issue) && weight < most;
            self.weights[issue] = if gains { (weight + gain) / sum } else { weight / sum };
            let count = &mut self.counts[issue][self.domain.value(offer, issue)];
            *count = count.saturating_add(1);
        }
    }

    fn estimate(&self) -> Additive {
        Additive::new(self.weights.iter().zip(&self.counts).map(|(weight, counts)| {
            let most = f64::from(counts.iter().copied().max().unwrap_or(1));
            counts.iter().map(|count| weight * f64::from(*count) / most).collect()
        }))
    }
}
