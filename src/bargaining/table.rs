//! All outcomes of a profile in order of utility: what exact tactics look offers up in.

use crate::bargaining::domain::{Domain, Outcome};
use crate::bargaining::utility::Utility;

/// Most outcomes that a sorted table is made for: about 350 MB a profile.
pub const MOST_SORTED: u64 = 1 << 24;
/// How far below its target an offer may lie when it is nearer to it than the next one above.
const NEAR: f64 = 1e-6;

/// Utilities by outcome, and the rational outcomes (no worse than the reservation value) sorted by utility, equals in order of
/// enumeration.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    utilities: Vec<f64>,
    ascending: Vec<u32>,
    ladder: Vec<f64>,
    worst: f64,
    best: f64,
    best_outcome: Outcome,
}

impl Table {
    /// The table of a utility function; none when the domain has more than [`MOST_SORTED`] outcomes.
    pub fn new(domain: &Domain, utility: &Utility, reservation: f64) -> Option<Table> {
        if domain.count() > MOST_SORTED {
            return None;
        }
        let utilities = utility.all(domain);
        // Utilities are not negative, so their bits are in the order of their values.
        let mut order: Vec<(u64, u32)> = (0..).zip(&utilities).map(|(index, u)| ((u + 0.0).to_bits(), index)).collect();
        order.sort();
        let best_outcome = order.last().map_or(0, |(_, index)| Outcome::from(*index));
        let extreme = |at: Option<&(u64, u32)>| at.map_or(0.0, |(bits, _)| f64::from_bits(*bits));
        let (worst, best) = (extreme(order.first()), extreme(order.last()));
        let first = order.partition_point(|(bits, _)| f64::from_bits(*bits) < reservation);
        let rational = order.get(first..).unwrap_or_default();
        let ascending = rational.iter().map(|(_, index)| *index).collect();
        let ladder = rational.iter().map(|(bits, _)| f64::from_bits(*bits)).collect();
        Some(Table { utilities, ascending, ladder, worst, best, best_outcome })
    }

    /// Utility of an outcome.
    pub fn utility(&self, outcome: Outcome) -> f64 {
        self.utilities[outcome as usize]
    }

    /// Utilities of all outcomes in order of enumeration.
    pub fn utilities(&self) -> &[f64] {
        &self.utilities
    }

    /// Number of rational outcomes.
    pub fn rational(&self) -> usize {
        self.ascending.len()
    }

    /// A rational outcome by its place from the worst, from 0.
    pub fn from_worst(&self, place: usize) -> Option<Outcome> {
        self.ascending.get(place).map(|index| Outcome::from(*index))
    }

    /// A rational outcome by its place from the best, from 0; of equals the last in order of enumeration comes first.
    pub fn from_best(&self, place: usize) -> Option<Outcome> {
        self.ascending.len().checked_sub(place + 1).and_then(|place| self.from_worst(place))
    }

    /// Least utility of any outcome.
    pub fn worst(&self) -> f64 {
        self.worst
    }

    /// Greatest utility of any outcome.
    pub fn best(&self) -> f64 {
        self.best
    }

    /// The best outcome, rational or not.
    pub fn best_outcome(&self) -> Outcome {
        self.best_outcome
    }

    /// Place, from the worst, of the first rational outcome worth at least this; their number when there is none.
    pub fn place(&self, target: f64) -> usize {
        self.ladder.partition_point(|utility| *utility < target)
    }

    /// The rational outcome that asks for a target and no more: the first worth at least the target, or one that misses it by
    /// less than a millionth and lies nearer; of equals the first. The best outcome when nothing is rational.
    pub fn at(&self, target: f64) -> Outcome {
        let Some(last) = self.ladder.len().checked_sub(1) else { return self.best_outcome };
        let above = self.place(target).min(last);
        if let Some(below) = above.checked_sub(1).map(|place| self.ladder[place])
            && below < target
            && below >= target - NEAR
            && target - below < self.ladder[above] - target
        {
            return Outcome::from(self.ascending[self.place(below)]);
        }
        Outcome::from(self.ascending[above])
    }
}
