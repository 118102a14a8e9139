//! Trade-offs: of all packages worth a target to oneself, one that is worth much to the other.

use crate::bargaining::{MAX_ISSUES, Package, Preferences};

/// Most single exchanges tried.
const MOST_STEPS: usize = 64;

/// A package worth at least `target` to `own` (in its units) and as much as possible to `theirs`.
///
/// Starts from the own best package and gives up, again and again, the option that gains the other most per unit of own loss
/// (greedy for the multiple-choice knapsack; in the spirit of the iso-utility search of Faratin, Sierra & Jennings 2002), then
/// fills what is left of the slack with the exchanges that help the other most. Where `start` settles an issue, its option is
/// taken among equals. A target above the own best gives the own best.
pub fn logroll(own: &Preferences, theirs: &Preferences, target: f64, start: Option<Package>) -> Package {
    let mut package = own.best();
    let mut value = own.utility(package);
    for by_ratio in [true, false] {
        for _ in 0..MOST_STEPS {
            let mut best: Option<(f64, usize, usize, f64)> = None;
            for issue in 0..MAX_ISSUES {
                let Some(now) = package.get(issue) else { continue };
                for option in (0..own.options[issue] as usize).filter(|option| *option != now) {
                    let gain = theirs.value[issue][option] - theirs.value[issue][now];
                    let loss = own.value[issue][now] - own.value[issue][option];
                    let near = start.and_then(|start| start.get(issue)) == Some(option);
                    if !(gain > 1e-12 || (near && gain >= 0.0 && loss <= 0.0)) || value - loss < target {
                        continue;
                    }
                    let score = if by_ratio { gain / loss.max(1e-9) } else { gain };
                    let score = score * if near { 1.0 + 1e-6 } else { 1.0 };
                    if best.is_none_or(|(known, ..)| score > known) {
                        best = Some((score, issue, option, loss));
                    }
                }
            }
            let Some((_, issue, option, loss)) = best else { break };
            package.set(issue, Some(option));
            value -= loss;
        }
    }
    package
}
