//! What outcomes are worth: linear-additive utilities and hyper-rectangle constraints.

use crate::bargaining::domain::{Domain, Outcome, Range};

/// A linear-additive utility: one number for every value of every issue, and their sum in the order of the issues.
#[derive(Clone, Debug, PartialEq)]
pub struct Additive {
    /// Where the values of an issue start.
    starts: Vec<usize>,
    /// Weight times evaluation, issue after issue.
    worths: Vec<f64>,
}

impl Additive {
    /// From the worth of every value, issue after issue.
    pub fn new(worths: impl IntoIterator<Item = Vec<f64>>) -> Additive {
        let mut additive = Additive { starts: vec![0], worths: Vec::new() };
        for values in worths {
            additive.worths.extend(values);
            additive.starts.push(additive.worths.len());
        }
        additive
    }

    /// Number of issues.
    pub fn issues(&self) -> usize {
        self.starts.len() - 1
    }

    /// Worths of an issue's values.
    pub fn of(&self, issue: usize) -> &[f64] {
        &self.worths[self.starts[issue]..self.starts[issue + 1]]
    }

    /// Worths of an issue's values, to be changed.
    pub fn of_mut(&mut self, issue: usize) -> &mut [f64] {
        &mut self.worths[self.starts[issue]..self.starts[issue + 1]]
    }

    /// Sum of the worths of an outcome's values.
    pub fn utility(&self, domain: &Domain, outcome: Outcome) -> f64 {
        domain.values(outcome).enumerate().map(|(issue, value)| self.worths[self.starts[issue] + value]).sum()
    }

    /// Utilities of all outcomes in order. Sums of the first issues are shared, and every sum runs in the order of the issues, so
    /// the bits are those of [`Additive::utility`].
    pub fn all(&self) -> Vec<f64> {
        let mut sums = vec![0.0];
        for issue in 0..self.issues() {
            let values = self.of(issue);
            let mut longer = Vec::with_capacity(sums.len() * values.len());
            for sum in &sums {
                longer.extend(values.iter().map(|value| sum + value));
            }
            sums = longer;
        }
        sums
    }

    /// Least and greatest sum.
    pub fn range(&self) -> (f64, f64) {
        let extreme = |pick: fn(f64, f64) -> f64| {
            (0..self.issues()).filter_map(|issue| self.of(issue).iter().copied().reduce(pick)).sum()
        };
        (extreme(f64::min), extreme(f64::max))
    }

    /// The outcome of the greatest sum; of equal values the first.
    pub fn best(&self, domain: &Domain) -> Outcome {
        domain.outcome((0..self.issues()).map(|issue| {
            let values = self.of(issue);
            (0..values.len()).fold(0, |best, value| if values[value] > values[best] { value } else { best })
        }))
    }
}

/// What one side of a hyper-rectangle asks of an issue: values from `first` to `last`, by position, or any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// The issue.
    pub issue: usize,
    /// First value.
    pub first: usize,
    /// Last value, included.
    pub last: usize,
    /// Whether the values are excluded.
    pub excludes: bool,
}

impl Side {
    /// The side for an interval of an issue's values: those whose number lies between the bounds; none when no value does.
    /// Discrete values count from 1.
    pub fn between(issue: usize, range: &Range, from: f64, to: f64, excludes: bool) -> Option<Side> {
        let shift = if matches!(range, Range::Discrete(_)) { 1.0 } else { 0.0 };
        let within = |position: &usize| (from..=to).contains(&(range.number(*position) + shift));
        let size = range.size() as usize;
        let first = (0..size).find(within)?;
        let last = (first..size).rev().find(within)?;
        Some(Side { issue, first, last, excludes })
    }
}

/// A box of outcomes and what it adds to their utility (Ito, Hattori & Klein 2007).
#[derive(Clone, Debug, PartialEq)]
pub struct HyperRectangle {
    /// What lying in the box adds.
    pub utility: f64,
    /// Its sides; an issue without one may take any value.
    pub sides: Vec<Side>,
}

impl HyperRectangle {
    fn holds(&self, domain: &Domain, outcome: Outcome) -> bool {
        self.sides.iter().all(|side| {
            let within = (side.first..=side.last).contains(&domain.value(outcome, side.issue));
            within != side.excludes
        })
    }
}

/// A utility function: an additive part, boxes, and the utility that nothing exceeds.
#[derive(Clone, Debug, PartialEq)]
pub struct Utility {
    /// The linear-additive part.
    pub additive: Additive,
    /// The constraints; a function without any is linear-additive.
    pub rectangles: Vec<HyperRectangle>,
    /// What the sum of the boxes is divided by, above 0.
    pub greatest: f64,
}

/// A number kept between 0 and 1, by Genius' convention; what is no number, since it came of numbers too large, counts as 0.
pub fn kept(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) }
}

impl Utility {
    /// Utility of an outcome, from 0 to 1.
    pub fn of(&self, domain: &Domain, outcome: Outcome) -> f64 {
        let boxes: f64 = self.rectangles.iter().filter(|one| one.holds(domain, outcome)).map(|one| one.utility).sum();
        kept(self.additive.utility(domain, outcome) + boxes / self.greatest)
    }

    /// Utilities of all outcomes in order.
    pub fn all(&self, domain: &Domain) -> Vec<f64> {
        if !self.rectangles.is_empty() {
            return (0..domain.count()).map(|outcome| self.of(domain, outcome)).collect();
        }
        let mut all = self.additive.all();
        all.iter_mut().for_each(|utility| *utility = kept(*utility));
        all
    }

    /// The additive form, when that is all there is.
    pub fn linear(&self) -> Option<&Additive> {
        self.rectangles.is_empty().then_some(&self.additive)
    }
}
