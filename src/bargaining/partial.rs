//! A game's issue tables in the terms of the library: partial packages as complete outcomes.

use crate::bargaining::domain::{Domain, DomainError, Issue, Outcome, Range};
use crate::bargaining::profile::{Evaluator, Profile, Statement};
use crate::bargaining::{MAX_ISSUES, Preferences};
use std::sync::Arc;

/// A value of an issue that leaves it unsettled, as partial packages of a game may.
pub const OPEN: &str = "open";

/// Whether an outcome leaves an issue open.
pub fn is_open(domain: &Domain, outcome: Outcome, issue: usize) -> bool {
    match &domain.issues()[issue].range {
        Range::Discrete(values) => values.get(domain.value(outcome, issue)).is_some_and(|value| value == OPEN),
        _ => false,
    }
}

/// Whether an outcome settles everything that another settles in the same way.
pub fn contains(domain: &Domain, outcome: Outcome, other: Outcome) -> bool {
    (0..domain.issues().len())
        .all(|issue| is_open(domain, other, issue) || domain.value(outcome, issue) == domain.value(other, issue))
}

/// Preferences over a game's partial packages in the terms of this library: every issue gets a last value that leaves it open.
///
/// Worths are moved and scaled so that the worst package is worth 0 and the best 1; `reservation` is in the units of the
/// preferences. Such a scale keeps who prefers what, the Pareto frontier, and the solutions of Nash and of Kalai and Smorodinsky; the
/// egalitarian and utilitarian points compare units and have none here.
pub fn of_preferences(
    name: &str,
    domain: Arc<Domain>,
    issues: &[usize],
    preferences: &Preferences,
    reservation: f64,
) -> Profile {
    let worths: Vec<Vec<f64>> = issues
        .iter()
        .filter(|issue| **issue < MAX_ISSUES)
        .map(|issue| {
            let options = usize::from(preferences.options[*issue]);
            preferences.value[*issue][..options].iter().copied().chain([0.0]).collect()
        })
        .collect();
    let least = |values: &Vec<f64>| values.iter().copied().fold(f64::INFINITY, f64::min);
    let spread = |values: &Vec<f64>| values.iter().map(|value| value - least(values)).fold(0.0, f64::max);
    let scale = worths.iter().map(spread).sum::<f64>().max(f64::MIN_POSITIVE);
    let worst = preferences.base + worths.iter().map(least).sum::<f64>();
    let statement = Statement {
        weights: worths.iter().map(|values| spread(values) / scale).collect(),
        group_weights: Vec::new(),
        evaluators: worths
            .iter()
            .map(|values| Evaluator::Discrete(values.iter().map(|value| value - least(values)).collect()))
            .collect(),
        constraints: None,
        // A hair lower, so that scaling makes nothing irrational that is worth just as much.
        reservation: ((reservation - worst) / scale - 1e-12).clamp(0.0, 1.0),
        discount: 1.0,
    };
    Profile::new(name, domain, statement)
}

/// The domain of a game's issues, given as names of issues and of their options, each with a last value that leaves it open.
///
/// # Errors
///
/// When there is no issue.
pub fn domain_of_packages(
    name: &str,
    issues: impl IntoIterator<Item = (String, Vec<String>)>,
) -> Result<Domain, DomainError> {
    let issues = issues.into_iter().map(|(name, mut options)| {
        options.push(OPEN.to_string());
        Issue { name, range: Range::Discrete(options), group: None }
    });
    Domain::new(name, issues.collect(), Vec::new())
}
