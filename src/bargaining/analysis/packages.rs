//! What could have been agreed at a game's table: the frontier over partial packages of two parties, and the solution points on it.
//!
//! The frontier of linear-additive preferences is built issue by issue: the undominated sums so far with every option of the next
//! issue, pruned again. Solutions are those of the axiomatic theory for a finite set of packages: Nash (1950) maximises the
//! product of gains over disagreement, Kalai & Smorodinsky (1975) equalises gains as shares of the best that each could have,
//! Kalai (1977) equalises the gains themselves (egalitarian), and the utilitarian point maximises their sum.

use crate::bargaining::analysis::distance;
use crate::bargaining::analysis::solution::{greatest, least, product, shares};
use crate::bargaining::{MAX_ISSUES, Package, Preferences};

/// A package and its worth to each of two parties.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The package.
    pub package: Package,
    /// Worth to the first and to the second party.
    pub values: [f64; 2],
}

impl Point {
    /// Whether another point is at least as good for both and better for one, by more than rounding.
    fn is_dominated_by(&self, other: &Point) -> bool {
        let [one, two] = [0, 1].map(|party| other.values[party] - self.values[party]);
        one >= -1e-9 && two >= -1e-9 && (one > 1e-9 || two > 1e-9)
    }
}

/// The points that no other point dominates, from the first party's best to the second's; of equals the first.
pub fn undominated(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|a, b| b.values[0].total_cmp(&a.values[0]).then(b.values[1].total_cmp(&a.values[1])));
    let mut frontier: Vec<Point> = Vec::new();
    for point in points {
        if frontier.last().is_none_or(|last| point.values[1] > last.values[1] + 1e-9) {
            frontier.push(point);
        }
    }
    frontier
}

/// The Pareto frontier over all packages, partial ones included, of two parties with linear-additive preferences.
///
/// An issue is on the table when both know its options; leaving it open is worth nothing to both.
pub fn frontier(one: &Preferences, other: &Preferences) -> Vec<Point> {
    let start = Point { package: Package::EMPTY, values: [one.base, other.base] };
    (0..MAX_ISSUES).fold(vec![start], |sums, issue| {
        let options = usize::from(one.options[issue].min(other.options[issue]));
        if options == 0 {
            return sums;
        }
        let grown = sums.iter().flat_map(|sum| {
            (0..options)
                .map(move |option| Point {
                    package: sum.package.with(issue, Some(option)),
                    values: [sum.values[0] + one.value[issue][option], sum.values[1] + other.value[issue][option]],
                })
                .chain([*sum])
        });
        undominated(grown.collect())
    })
}

/// The solution points of a finite set of packages against a disagreement point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Solutions {
    /// Greatest product of gains (Nash 1950).
    pub nash: Point,
    /// Greatest smaller gain as a share of the best that each could have (Kalai & Smorodinsky 1975).
    pub kalai_smorodinsky: Point,
    /// Greatest smaller gain (Kalai 1977).
    pub egalitarian: Point,
    /// Greatest sum.
    pub utilitarian: Point,
}

/// The solution points among packages that leave nobody below `disagreement`; none when there are none.
pub fn solutions(points: &[Point], disagreement: [f64; 2]) -> Option<Solutions> {
    let gains = |point: &Point| [0, 1].map(|party| point.values[party] - disagreement[party]);
    let rational: Vec<Point> =
        points.iter().copied().filter(|point| gains(point).iter().all(|gain| *gain >= -1e-9)).collect();
    let most = [0, 1].map(|party: usize| rational.iter().map(|point| gains(point)[party]).fold(0.0, f64::max));
    // Of points that score the same the one with the greater sum of gains is taken, and of those the first.
    let greatest = |score: &dyn Fn(&[f64; 2]) -> Vec<f64>| {
        let scored = |point: &Point| {
            let gains = gains(point);
            score(&gains).into_iter().chain([gains[0] + gains[1]]).collect()
        };
        greatest(&rational, scored).first().copied()
    };
    Some(Solutions {
        nash: greatest(&|gains| vec![product(&gains.map(|gain| gain.max(0.0)))])?,
        kalai_smorodinsky: greatest(&|gains| shares(gains, &most))?,
        egalitarian: greatest(&|gains| vec![least(gains)])?,
        utilitarian: greatest(&|_| Vec::new())?,
    })
}

/// Distance to the nearest point of a frontier; zero on it, and none when it is empty.
pub fn distance_to(frontier: &[Point], from: [f64; 2]) -> Option<f64> {
    let mine = Point { package: Package::EMPTY, values: from };
    if !frontier.is_empty() && !frontier.iter().any(|point| mine.is_dominated_by(point)) {
        return Some(0.0);
    }
    frontier.iter().map(|point| distance(from, point.values)).min_by(f64::total_cmp)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preferences(values: &[&[f64]]) -> Preferences {
        let mut preferences = Preferences {
            value: [[0.0; crate::bargaining::MAX_OPTIONS]; MAX_ISSUES],
            options: [0; MAX_ISSUES],
            base: 0.0,
        };
        for (issue, options) in values.iter().enumerate() {
            preferences.options[issue] = options.len() as u8;
            preferences.value[issue][..options.len()].copy_from_slice(options);
        }
        preferences
    }

    /// Every package, the slow way.
    fn all(one: &Preferences, other: &Preferences) -> Vec<Point> {
        let mut packages = vec![Package::EMPTY];
        for issue in 0..MAX_ISSUES {
            let options = one.options[issue] as usize;
            let with: Vec<Package> =
                packages.iter().flat_map(|p| (0..options).map(move |option| p.with(issue, Some(option)))).collect();
            packages.extend(with);
        }
        packages
            .into_iter()
            .map(|package| Point { package, values: [one.utility(package), other.utility(package)] })
            .collect()
    }

    #[test]
    fn the_frontier_is_what_enumeration_leaves_undominated() {
        let one = preferences(&[&[5.0, 2.0, -1.0], &[0.5, 3.0], &[-4.0, 1.0, 2.0]]);
        let other = preferences(&[&[-3.0, 1.0, 4.0], &[2.0, -1.0], &[6.0, 0.0, -2.5]]);
        let quick: Vec<[f64; 2]> = frontier(&one, &other).iter().map(|point| point.values).collect();
        let points = all(&one, &other);
        let slow: Vec<[f64; 2]> = undominated(points.clone()).iter().map(|point| point.values).collect();
        assert_eq!(quick, slow);
        for point in &slow {
            assert!(!points.iter().any(|p| p.values[0] > point[0] + 1e-9 && p.values[1] > point[1] + 1e-9));
        }
    }

    #[test]
    fn solution_points_of_a_table_worked_by_hand() {
        let at = |values: [f64; 2], option: usize| Point { package: Package::EMPTY.with(0, Some(option)), values };
        // Gains over (1, 0): (9, 1), (6, 3), (4, 4), (1, 5); one point below disagreement.
        let points = [at([10.0, 1.0], 0), at([7.0, 3.0], 1), at([5.0, 4.0], 2), at([2.0, 5.0], 3), at([0.0, 9.0], 4)];
        let found = solutions(&points, [1.0, 0.0]).expect("there are gains");
        assert_eq!(found.nash.values, [7.0, 3.0]);
        // Shares of (9, 5): 0.11 and 0.2; 0.67 and 0.6; 0.44 and 0.8; 0.11 and 1.
        assert_eq!(found.kalai_smorodinsky.values, [7.0, 3.0]);
        assert_eq!(found.egalitarian.values, [5.0, 4.0]);
        assert_eq!(found.utilitarian.values, [10.0, 1.0]);
        assert_eq!(solutions(&points, [20.0, 20.0]), None);
    }

    #[test]
    fn a_point_on_the_frontier_has_no_distance_to_it() {
        let at = |values: [f64; 2]| Point { package: Package::EMPTY, values };
        let line = undominated(vec![at([4.0, 0.0]), at([0.0, 3.0]), at([-1.0, 2.0])]);
        assert_eq!(line.len(), 2);
        assert_eq!(distance_to(&line, [4.0, 0.0]), Some(0.0));
        assert_eq!(distance_to(&line, [0.0, 0.0]), Some(3.0));
        assert_eq!(distance_to(&[], [0.0, 0.0]), None);
    }
}
