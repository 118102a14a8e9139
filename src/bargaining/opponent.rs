//! Opponent models: what a counterpart's offers say about what it wants.

mod bayesian;
mod concession;
mod hard_headed;

pub use bayesian::ScalableBayesian;
pub use concession::{ConcessionForecast, Forecast};
pub use hard_headed::HardHeaded;

use crate::bargaining::{MAX_ISSUES, MAX_OPTIONS, Package, Preferences};

/// Learns preferences from offers: a game's from packages, the library's from complete outcomes.
pub trait OpponentModel<Offer = Package, Estimate = Preferences> {
    /// Takes note of an offer.
    fn observe(&mut self, offer: Offer);
    /// The preferences as they look now, between 0 and 1.
    fn estimate(&self) -> Estimate;
}

/// Weight that an issue gains when the counterpart keeps its option from one offer to the next.
const LEARNING: f64 = 0.2;

/// The frequency model of the HardHeaded agent (van Krimpen, Looije & Hajizadeh 2013) for partial packages: options that are asked for
/// often are liked, issues whose option does not change matter. An issue that a package leaves open keeps what was last asked for,
/// and weights grow without the cap of [`HardHeaded`], which needs complete offers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrequencyModel {
    options: [u8; MAX_ISSUES],
    counts: [[u16; MAX_OPTIONS]; MAX_ISSUES],
    weights: [f64; MAX_ISSUES],
    last: Package,
}

impl FrequencyModel {
    /// A model that knows the number of options by issue and no offer yet; all issues weigh the same.
    pub fn new(options: [u8; MAX_ISSUES]) -> Self {
        let weights = options.map(|count| if count > 0 { 1.0 } else { 0.0 });
        FrequencyModel { options, counts: [[1; MAX_OPTIONS]; MAX_ISSUES], weights, last: Package::EMPTY }
    }
}

impl OpponentModel for FrequencyModel {
    fn observe(&mut self, package: Package) {
        for (issue, option) in package.issues().filter(|(issue, _)| self.options[*issue] > 0) {
            let count = &mut self.counts[issue][option];
            *count = count.saturating_add(1);
            if self.last.get(issue) == Some(option) {
                self.weights[issue] += LEARNING;
            }
        }
        self.last = self.last.merged(package);
    }

    fn estimate(&self) -> Preferences {
        let total: f64 = self.weights.iter().sum::<f64>().max(1e-12);
        let mut value = [[0.0; MAX_OPTIONS]; MAX_ISSUES];
        for (issue, worths) in value.iter_mut().enumerate() {
            let counts = &self.counts[issue][..self.options[issue] as usize];
            let most = f64::from(counts.iter().copied().max().unwrap_or(1));
            for (worth, count) in worths.iter_mut().zip(counts) {
                *worth = self.weights[issue] / total * f64::from(*count) / most;
            }
        }
        Preferences { value, options: self.options, base: 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_that_is_kept_is_liked_and_its_issue_matters() {
        let mut options = [0; MAX_ISSUES];
        options[0] = 3;
        options[1] = 3;
        let mut model = FrequencyModel::new(options);
        for changing in 0..3 {
            model.observe(Package::EMPTY.with(0, Some(2)).with(1, Some(changing)));
        }
        let estimate = model.estimate();
        // Weights 1.4 and 1; counts of issue 0 are 1, 1, 4.
        assert!((estimate.value[0][2] - 1.4 / 2.4).abs() < 1e-12);
        assert!((estimate.value[0][0] - 1.4 / 2.4 / 4.0).abs() < 1e-12);
        assert!((estimate.value[1][0] - 1.0 / 2.4).abs() < 1e-12);
    }
}
