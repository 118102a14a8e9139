//! The Pareto frontier of two linear-additive utilities, issue by issue, without a list of all outcomes.

use crate::bargaining::domain::Outcome;
use crate::bargaining::utility::Additive;

/// Most points that are kept between issues; of more, evenly spread ones.
const MOST_POINTS: usize = 20_000;

/// An outcome and its worth to two parties.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Efficient {
    /// The outcome.
    pub outcome: Outcome,
    /// Worth to the first and to the second.
    pub utilities: [f64; 2],
}

/// The undominated outcomes, from the first party's best to the second's; of equals the first in order of enumeration.
///
/// Undominated sums so far meet every value of the next issue and are pruned again. The result is exact as long as no more than
/// twenty thousand points are undominated on the way.
pub fn efficient(one: &Additive, other: &Additive) -> Vec<Efficient> {
    let mut frontier = vec![Efficient { outcome: 0, utilities: [0.0; 2] }];
    for issue in 0..one.issues().min(other.issues()) {
        let values: Vec<(f64, f64)> = one.of(issue).iter().copied().zip(other.of(issue).iter().copied()).collect();
        let mut sums = Vec::with_capacity(frontier.len() * values.len());
        for sum in &frontier {
            let base = sum.outcome * values.len() as Outcome;
            sums.extend((0..).zip(&values).map(|(value, (first, second))| Efficient {
                outcome: base + value,
                utilities: [sum.utilities[0] + first, sum.utilities[1] + second],
            }));
        }
        sums.sort_by(|a, b| {
            let [first, second] = [0, 1].map(|party| b.utilities[party].total_cmp(&a.utilities[party]));
            first.then(second).then(a.outcome.cmp(&b.outcome))
        });
        frontier.clear();
        for sum in sums {
            if frontier.last().is_none_or(|last| sum.utilities[1] > last.utilities[1]) {
                frontier.push(sum);
            }
        }
        if frontier.len() > MOST_POINTS {
            let last = frontier.len() - 1;
            frontier = (0..MOST_POINTS).map(|at| frontier[at * last / (MOST_POINTS - 1)]).collect();
        }
    }
    frontier
}
