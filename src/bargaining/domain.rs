//! What is negotiated about: issues with their values, and outcomes as numbers.
//!
//! An outcome settles every issue and is named by its index in the row-major product of the issues in file order, the last issue
//! fastest. Everything about it is index arithmetic, so a domain of any size costs no more than its issues.

use std::fmt;

/// A complete outcome: its index in the product of the issues.
pub type Outcome = u64;

/// Most outcomes of a domain: indices stay exact in every program that reads JSON numbers.
pub const MOST_OUTCOMES: u64 = 1 << 53;
/// Most issues of a domain.
pub const MOST_ISSUES: usize = 1000;
/// Most values of one issue.
pub const MOST_VALUES: u64 = 1_000_000;
/// Values that a real issue is divided into: evenly spaced, both ends included, as Genius does.
pub const REAL_STEPS: u32 = 21;

/// The values of an issue.
#[derive(Clone, Debug, PartialEq)]
pub enum Range {
    /// Named values.
    Discrete(Vec<String>),
    /// Whole numbers from `lower` to `upper`, both included.
    Integer {
        /// Least value.
        lower: i64,
        /// Greatest value.
        upper: i64,
    },
    /// An interval of numbers, discretised into [`REAL_STEPS`] evenly spaced values.
    Real {
        /// Least value.
        lower: f64,
        /// Greatest value.
        upper: f64,
    },
}

impl Range {
    /// Number of values; zero for a range that is turned around.
    pub fn size(&self) -> u64 {
        match self {
            Range::Discrete(values) => values.len() as u64,
            Range::Integer { lower, upper } => upper
                .checked_sub(*lower)
                .and_then(|width| u64::try_from(width).ok())
                .map_or_else(|| if upper < lower { 0 } else { u64::MAX }, |width| width.saturating_add(1)),
            Range::Real { lower, upper } if lower == upper => 1,
            Range::Real { lower, upper } => {
                if lower < upper {
                    u64::from(REAL_STEPS)
                } else {
                    0
                }
            }
        }
    }

    /// The value at a position as a number: a discrete value by its position.
    pub fn number(&self, position: usize) -> f64 {
        match self {
            Range::Discrete(_) => position as f64,
            Range::Integer { lower, .. } => lower.saturating_add(position as i64) as f64,
            Range::Real { lower, upper } => {
                let last = f64::from(REAL_STEPS - 1);
                if position as f64 == last { *upper } else { lower + (upper - lower) * position as f64 / last }
            }
        }
    }

    /// The value at a position as text.
    pub fn text(&self, position: usize) -> String {
        match self {
            Range::Discrete(values) => values.get(position).cloned().unwrap_or_default(),
            Range::Integer { lower, .. } => lower.saturating_add(position as i64).to_string(),
            Range::Real { .. } => self.number(position).to_string(),
        }
    }
}

/// One thing to agree on.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// Its name.
    pub name: String,
    /// Its values.
    pub range: Range,
    /// The group of issues it belongs to, by position in the domain's groups; none for the root.
    pub group: Option<usize>,
}

/// A group of issues that a profile weighs together (an objective below the root, in Genius' words).
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// The group it belongs to; none for the root.
    pub parent: Option<usize>,
}

/// Why issues make no domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DomainError {
    /// There is no issue.
    Empty,
    /// There are more than [`MOST_ISSUES`].
    Issues,
    /// An issue, by position, has no value or more than [`MOST_VALUES`].
    Values(usize),
    /// There are more than [`MOST_OUTCOMES`].
    Outcomes,
}

impl fmt::Display for DomainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DomainError::Empty => write!(f, "the domain has no issue"),
            DomainError::Issues => write!(f, "the domain has more than {MOST_ISSUES} issues"),
            DomainError::Values(issue) => write!(f, "issue {} has no value or more than {MOST_VALUES}", issue + 1),
            DomainError::Outcomes => write!(f, "the domain has more than {MOST_OUTCOMES} outcomes"),
        }
    }
}

/// Issues and the arithmetic of their outcomes.
#[derive(Clone, Debug, PartialEq)]
pub struct Domain {
    name: String,
    issues: Vec<Issue>,
    groups: Vec<Group>,
    sizes: Vec<u64>,
    strides: Vec<u64>,
    count: u64,
}

impl Domain {
    /// A domain of these issues.
    ///
    /// # Errors
    ///
    /// When there is no issue or too many, an issue has no value or too many, or there are too many outcomes.
    pub fn new(name: impl Into<String>, issues: Vec<Issue>, groups: Vec<Group>) -> Result<Domain, DomainError> {
        if issues.is_empty() {
            return Err(DomainError::Empty);
        }
        if issues.len() > MOST_ISSUES {
            return Err(DomainError::Issues);
        }
        let sizes: Vec<u64> = issues.iter().map(|issue| issue.range.size()).collect();
        if let Some(issue) = sizes.iter().position(|size| !(1..=MOST_VALUES).contains(size)) {
            return Err(DomainError::Values(issue));
        }
        let mut strides = vec![1; sizes.len()];
        let mut count: u64 = 1;
        for (stride, size) in strides.iter_mut().zip(&sizes).rev() {
            *stride = count;
            count = count.checked_mul(*size).filter(|count| *count <= MOST_OUTCOMES).ok_or(DomainError::Outcomes)?;
        }
        Ok(Domain { name: name.into(), issues, groups, sizes, strides, count })
    }

    /// Name, for reports.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The issues in file order.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// The groups of issues; a parent stands before its children.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Number of values by issue.
    pub fn sizes(&self) -> &[u64] {
        &self.sizes
    }

    /// Number of outcomes.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The value of an issue in an outcome, by position.
    pub fn value(&self, outcome: Outcome, issue: usize) -> usize {
        (outcome / self.strides[issue] % self.sizes[issue]) as usize
    }

    /// The values of all issues in an outcome, by position.
    pub fn values(&self, outcome: Outcome) -> impl Iterator<Item = usize> + '_ {
        (0..self.issues.len()).map(move |issue| self.value(outcome, issue))
    }

    /// The outcome with these values, by position.
    pub fn outcome(&self, values: impl IntoIterator<Item = usize>) -> Outcome {
        self.strides.iter().zip(values).map(|(stride, value)| stride * value as u64).sum()
    }

    /// The outcome with one issue changed.
    #[must_use]
    pub fn with(&self, outcome: Outcome, issue: usize, value: usize) -> Outcome {
        outcome - self.value(outcome, issue) as u64 * self.strides[issue] + value as u64 * self.strides[issue]
    }

    /// The values of an outcome as text.
    pub fn texts(&self, outcome: Outcome) -> Vec<String> {
        self.issues.iter().zip(self.values(outcome)).map(|(issue, value)| issue.range.text(value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issue(range: Range) -> Issue {
        Issue { name: "x".to_string(), range, group: None }
    }

    #[test]
    fn the_last_issue_is_fastest_and_arithmetic_goes_both_ways() {
        let named = Range::Discrete(["a", "b"].map(str::to_string).to_vec());
        let ranges = [Range::Integer { lower: -1, upper: 1 }, named, Range::Real { lower: 0.0, upper: 1.0 }];
        let domain = Domain::new("test", ranges.map(issue).to_vec(), Vec::new()).expect("a domain");
        assert_eq!(domain.count(), 3 * 2 * 21);
        for outcome in 0..domain.count() {
            assert_eq!(domain.outcome(domain.values(outcome)), outcome);
        }
        assert_eq!(domain.texts(21 + 10), ["-1", "b", "0.5"]);
        assert_eq!(domain.with(31, 0, 2), 31 + 2 * 42);
    }

    #[test]
    fn sizes_out_of_hand_are_refused_without_overflow() {
        let wide = Range::Integer { lower: i64::MIN, upper: i64::MAX };
        assert_eq!(Domain::new("x", vec![issue(wide)], Vec::new()), Err(DomainError::Values(0)));
        let many = vec![issue(Range::Integer { lower: 1, upper: 1_000_000 }); 10];
        assert_eq!(Domain::new("x", many, Vec::new()), Err(DomainError::Outcomes));
        assert_eq!(Domain::new("x", Vec::new(), Vec::new()), Err(DomainError::Empty));
    }
}
