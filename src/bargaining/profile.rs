//! A party's preferences over a domain: weights, evaluations, constraints, reservation value and discount.

use crate::bargaining::domain::{Domain, Outcome, Range};
use crate::bargaining::table::Table;
use crate::bargaining::utility::{Additive, HyperRectangle, Utility, kept};
use std::sync::{Arc, OnceLock};

/// How the values of an issue are judged, before weighing.
#[derive(Clone, Debug, PartialEq)]
pub enum Evaluator {
    /// A number a value, none negative; by Genius' convention divided by the greatest of them.
    Discrete(Vec<f64>),
    /// Offset plus slope times the value, kept within 0 and 1. A whole number counts from the issue's lower bound.
    Linear {
        /// Judgement at zero.
        offset: f64,
        /// Change a unit.
        slope: f64,
    },
    /// Zero at both ends, `height` at the top, straight between.
    Triangular {
        /// Where it begins to rise.
        lower: f64,
        /// Where it is back at zero.
        upper: f64,
        /// Where it is highest.
        top: f64,
        /// How high it is there, from 0 to 1.
        height: f64,
    },
    /// The same for every value, from 0 to 1.
    Constant(f64),
}

impl Evaluator {
    /// Judgement of every value of an issue, from 0 to 1.
    pub fn values(&self, range: &Range) -> Vec<f64> {
        let size = range.size() as usize;
        if let Evaluator::Discrete(raw) = self {
            let greatest = raw.iter().copied().fold(0.0, f64::max);
            return raw.iter().map(|value| if greatest > 0.0 { value / greatest } else { 0.0 }).collect();
        }
        let start = if let Range::Integer { lower, .. } = range { *lower as f64 } else { 0.0 };
        (0..size).map(|position| kept(self.number(range.number(position), start))).collect()
    }

    fn number(&self, x: f64, start: f64) -> f64 {
        match *self {
            Evaluator::Discrete(_) => 0.0,
            Evaluator::Linear { offset, slope } => offset + slope * (x - start),
            Evaluator::Constant(value) => value,
            Evaluator::Triangular { lower, upper, top, height } => {
                if x < lower || x > upper {
                    0.0
                } else if x < top {
                    height * (x - lower) / (top - lower)
                } else if upper > top {
                    height * (1.0 - (x - top) / (upper - top))
                } else {
                    height
                }
            }
        }
    }
}

/// A weighted sum of hyper-rectangles as a file states it.
#[derive(Clone, Debug, PartialEq)]
pub struct ConstraintFunction {
    /// What its boxes are multiplied by.
    pub weight: f64,
    /// Its boxes.
    pub rectangles: Vec<HyperRectangle>,
}

/// Constraint utility as a file states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraints {
    /// What the sum of all boxes is divided by, so that utilities lie between 0 and 1.
    pub greatest: f64,
    /// The functions that are summed.
    pub functions: Vec<ConstraintFunction>,
}

/// What a profile says, before it is compiled.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Weight of every issue within its group.
    pub weights: Vec<f64>,
    /// Weight of every group of the domain within its parent.
    pub group_weights: Vec<f64>,
    /// How the values of every issue are judged.
    pub evaluators: Vec<Evaluator>,
    /// The constraints, where the utility has any.
    pub constraints: Option<Constraints>,
    /// Utility of no agreement, from 0 to 1.
    pub reservation: f64,
    /// What utility is multiplied by over the whole length of the talks, above 0 and up to 1; 1 for none.
    pub discount: f64,
}

/// The preferences of one party, with a table of its outcomes that is made when it is first asked for and shared by everybody who
/// holds the profile.
#[derive(Debug)]
pub struct Profile {
    name: String,
    domain: Arc<Domain>,
    statement: Statement,
    utility: Utility,
    table: OnceLock<Option<Table>>,
    peak: OnceLock<(f64, Outcome)>,
}

impl PartialEq for Profile {
    fn eq(&self, other: &Profile) -> bool {
        self.domain == other.domain && self.statement == other.statement
    }
}

impl Profile {
    /// Compiles what a profile says. Weights of nested groups multiply; a list that is too short counts as zeros.
    pub fn new(name: impl Into<String>, domain: Arc<Domain>, statement: Statement) -> Profile {
        let at = |list: &[f64], place: usize| list.get(place).copied().unwrap_or(0.0);
        let worths = domain.issues().iter().enumerate().map(|(place, issue)| {
            let mut weight = at(&statement.weights, place);
            let mut group = issue.group;
            while let Some(here) = group {
                weight *= at(&statement.group_weights, here);
                group = domain.groups().get(here).and_then(|group| group.parent).filter(|parent| *parent < here);
            }
            let mut values = statement.evaluators.get(place).map(|one| one.values(&issue.range)).unwrap_or_default();
            values.resize(issue.range.size() as usize, 0.0);
            values.iter_mut().for_each(|value| *value *= weight);
            values
        });
        let additive = Additive::new(worths);
        let rectangles = statement.constraints.iter().flat_map(|constraints| {
            constraints.functions.iter().flat_map(|function| {
                function
                    .rectangles
                    .iter()
                    .map(|one| HyperRectangle { utility: one.utility * function.weight, sides: one.sides.clone() })
            })
        });
        let greatest = statement.constraints.as_ref().map_or(1.0, |constraints| constraints.greatest);
        let utility = Utility { additive, rectangles: rectangles.collect(), greatest };
        Profile { name: name.into(), domain, statement, utility, table: OnceLock::new(), peak: OnceLock::new() }
    }

    /// Name, for reports.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The domain it is about.
    pub fn domain(&self) -> &Arc<Domain> {
        &self.domain
    }

    /// What the profile says.
    pub fn statement(&self) -> &Statement {
        &self.statement
    }

    /// The compiled utility function.
    pub fn function(&self) -> &Utility {
        &self.utility
    }

    /// Utility of no agreement.
    pub fn reservation(&self) -> f64 {
        self.statement.reservation
    }

    /// Utility of an outcome, from 0 to 1, undiscounted.
    pub fn utility(&self, outcome: Outcome) -> f64 {
        match self.table.get() {
            Some(Some(table)) => table.utility(outcome),
            _ => self.utility.of(&self.domain, outcome),
        }
    }

    /// Utility of an outcome after this share of the talks, discounted.
    pub fn discounted(&self, outcome: Outcome, time: f64) -> f64 {
        self.utility(outcome) * libm::pow(self.statement.discount, time.clamp(0.0, 1.0))
    }

    /// The sorted table; none when the domain is too large for one.
    pub fn table(&self) -> Option<&Table> {
        self.table.get_or_init(|| Table::new(&self.domain, &self.utility, self.statement.reservation)).as_ref()
    }

    /// Best utility and its outcome. Without a table and with constraints it is the best that a search finds.
    pub fn best(&self) -> (f64, Outcome) {
        match self.table.get() {
            Some(Some(table)) => (table.best(), table.best_outcome()),
            _ => *self.peak.get_or_init(|| self.search()),
        }
    }

    /// The best outcome without a table: exact for linear-additive utilities. With constraints, the highest of the corners of all boxes
    /// is climbed on, one issue at a time.
    fn search(&self) -> (f64, Outcome) {
        let domain = &self.domain;
        let plain = self.utility.additive.best(domain);
        let corners = self.utility.rectangles.iter().map(|one| {
            let sides = one.sides.iter().filter(|side| !side.excludes);
            sides.fold(plain, |outcome, side| domain.with(outcome, side.issue, side.first))
        });
        let mut best = corners.fold((self.utility(plain), plain), |best, outcome| {
            let utility = self.utility(outcome);
            if utility > best.0 { (utility, outcome) } else { best }
        });
        if self.utility.linear().is_some() {
            return best;
        }
        loop {
            let before = best.0;
            for issue in 0..domain.sizes().len() {
                for value in 0..domain.sizes()[issue] as usize {
                    let outcome = domain.with(best.1, issue, value);
                    let utility = self.utility(outcome);
                    if utility > best.0 {
                        best = (utility, outcome);
                    }
                }
            }
            if best.0 <= before {
                return best;
            }
        }
    }
}
