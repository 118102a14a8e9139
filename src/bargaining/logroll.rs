//! Trade-offs: of all packages worth a target to oneself, one that is worth much to the other.

use crate::bargaining::{MAX_ISSUES, Package, Preferences};

/// Most single exchanges tried.
const MOST_STEPS: usize = 64;

/// A package worth at least `target` to `own` (in its units) and as much as possible to `theirs`.
///
/// Starts from a package and gives up, again and again, the option that gains the other most per unit of own loss (greedy for the
/// multiple-choice knapsack; in the spirit of the iso-utility search of Faratin, Sierra & Jennings 2002), then fills what is left
/// of the slack with the exchanges that help the other most. An issue may be left open, which is worth nothing to either. A start
/// that is worth less than the target comes back, with what helps the other at no loss.
pub fn logroll(own: &Preferences, theirs: &Preferences, target: f64, start: Package) -> Package {
    let mut package = start;
    let mut value = own.utility(package);
    for by_ratio in [true, false] {
        for _ in 0..MOST_STEPS {
            let mut best: Option<(f64, usize, Option<usize>, f64)> = None;
            for issue in (0..MAX_ISSUES).filter(|issue| own.options[*issue] > 0) {
                let now = package.get(issue);
                let (mine, other) = (own.of(issue, now), theirs.of(issue, now));
                let options = (0..own.options[issue] as usize).map(Some).chain([None]);
                for option in options.filter(|option| *option != now) {
                    let gain = theirs.of(issue, option) - other;
                    let loss = mine - own.of(issue, option);
                    if gain <= 1e-12 || value - loss < target {
                        continue;
                    }
                    let score = if by_ratio { gain / loss.max(1e-9) } else { gain };
                    if best.is_none_or(|(known, ..)| score > known) {
                        best = Some((score, issue, option, loss));
                    }
                }
            }
            let Some((_, issue, option, loss)) = best else { break };
            package.set(issue, option);
            value -= loss;
        }
    }
    package
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bargaining::MAX_OPTIONS;

    fn preferences(values: &[&[f64]]) -> Preferences {
        let mut preferences =
            Preferences { value: [[0.0; MAX_OPTIONS]; MAX_ISSUES], options: [0; MAX_ISSUES], base: 0.0 };
        for (issue, options) in values.iter().enumerate() {
            preferences.options[issue] = options.len() as u8;
            preferences.value[issue][..options.len()].copy_from_slice(options);
        }
        preferences
    }

    #[test]
    fn what_is_cheap_to_me_and_dear_to_the_other_is_given_first() {
        let own = preferences(&[&[5.0, 0.0], &[1.0, 0.0]]);
        let theirs = preferences(&[&[0.0, 2.0], &[0.0, 4.0]]);
        let package = logroll(&own, &theirs, 5.0, own.best());
        assert_eq!((package.get(0), package.get(1)), (Some(0), Some(1)));
        assert_eq!(logroll(&own, &theirs, 6.5, own.best()), own.best());
    }

    #[test]
    fn an_issue_that_only_hurts_stays_open() {
        let own = preferences(&[&[3.0, 1.0], &[-1.0, -2.0]]);
        let theirs = preferences(&[&[-1.0, 2.0], &[-0.5, -0.5]]);
        let package = logroll(&own, &theirs, 1.0, own.best());
        assert_eq!((package.get(0), package.get(1)), (Some(1), None));
    }
}
