//! The frontier and the solution points of any number of parties over all outcomes of a domain.
//!
//! Definitions are those of NegMAS 0.16; where the theory says otherwise, both are given.

use crate::bargaining::agent::TooLarge;
use crate::bargaining::analysis::solution::{greatest, least, product, shares};
use crate::bargaining::domain::Outcome;
use crate::bargaining::profile::Profile;
use std::cmp::Ordering;
use std::sync::Arc;

/// An outcome and what it is worth to every party.
#[derive(Clone, Debug, PartialEq)]
pub struct Payoffs {
    /// The outcome.
    pub outcome: Outcome,
    /// Its worth by party.
    pub utilities: Vec<f64>,
}

impl Payoffs {
    fn sum(&self) -> f64 {
        self.utilities.iter().sum()
    }

    /// Whether it is at least as good for everybody.
    fn covers(&self, other: &[f64]) -> bool {
        self.utilities.iter().zip(other).all(|(mine, theirs)| mine >= theirs)
    }
}

/// What a set of profiles makes possible.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// What each has without agreement: the reservation value, or the worst outcome where that is better.
    pub disagreement: Vec<f64>,
    /// Best utility of each.
    pub best: Vec<f64>,
    /// The Pareto frontier among outcomes that are rational for everybody, from the greatest sum of utilities to the least; one
    /// outcome, the first, for each point.
    pub frontier: Vec<Payoffs>,
    /// Number of outcomes on the frontier, where several may have the same utilities.
    pub outcomes_on_frontier: u64,
    /// Greatest product of gains over disagreement (Nash 1950). Here and below, all points of the frontier that tie.
    pub nash: Vec<Payoffs>,
    /// Greatest smallest gain (Kalai 1977).
    pub kalai_egalitarian: Vec<Payoffs>,
    /// Most equal gains as shares of what each could gain at best: the least difference between the greatest and the least of them,
    /// which is how NegMAS finds the point of Kalai & Smorodinsky (1975) among finitely many.
    pub kalai_smorodinsky: Vec<Payoffs>,
    /// Greatest smallest gain as a share of what each could gain at best, ties broken by the next smallest (Imai 1983): the point of
    /// Kalai & Smorodinsky as the theory has it where outcomes are finitely many. It is never worse for everybody than the one above.
    pub kalai_smorodinsky_max_min: Vec<Payoffs>,
    /// Greatest sum of utilities.
    pub max_welfare: Vec<Payoffs>,
    /// Distance of the closest rational outcome to everybody's best, in shares of it; none when no outcome is rational.
    pub opposition: Option<f64>,
    /// Share of the outcomes that are rational for everybody.
    pub rational_fraction: f64,
}

/// Analyses profiles over the same domain, at least one.
///
/// # Errors
///
/// When the domain has too many outcomes to go through.
pub fn analyse(profiles: &[Arc<Profile>]) -> Result<Analysis, TooLarge> {
    let mut tables = Vec::with_capacity(profiles.len());
    for profile in profiles {
        tables.push(profile.table().ok_or(TooLarge { outcomes: profile.domain().count() })?);
    }
    let columns: Vec<&[f64]> = tables.iter().map(|table| table.utilities()).collect();
    let reservations: Vec<f64> = profiles.iter().map(|profile| profile.reservation()).collect();
    let count = columns.first().map_or(0, |column| column.len());
    let is_rational = |at: &usize| columns.iter().zip(&reservations).all(|(column, least)| column[*at] >= *least);
    let rational: Vec<u32> = (0..count).filter(is_rational).map(|at| at as u32).collect();
    let share = rational.len() as f64 / count.max(1) as f64;
    let (frontier, outcomes_on_frontier) = match columns.as_slice() {
        [one, other] => planar(one, other, rational),
        _ => spatial(&columns, rational),
    };
    let frontier = in_order(frontier);
    let disagreement: Vec<f64> =
        tables.iter().zip(&reservations).map(|(table, reservation)| reservation.max(table.worst())).collect();
    let best: Vec<f64> = tables.iter().map(|table| table.best()).collect();
    let gains = |one: &Payoffs| -> Vec<f64> { one.utilities.iter().zip(&disagreement).map(|(u, d)| u - d).collect() };
    let most: Vec<f64> = best.iter().zip(&disagreement).map(|(best, d)| best - d).collect();
    let shares = |one: &Payoffs| shares(&gains(one), &most);
    let off = |one: &Payoffs| {
        let shares = one.utilities.iter().zip(&best).map(|(u, best)| if *best > 0.0 { u / best } else { 1.0 });
        libm::sqrt(shares.map(|share| (1.0 - share) * (1.0 - share)).sum())
    };
    Ok(Analysis {
        nash: greatest(&frontier, |one| vec![product(&gains(one))]),
        kalai_egalitarian: greatest(&frontier, |one| vec![least(&gains(one))]),
        kalai_smorodinsky: greatest(&frontier, |one| {
            let shares = shares(one);
            vec![shares.first().unwrap_or(&0.0) - shares.last().unwrap_or(&0.0)]
        }),
        kalai_smorodinsky_max_min: greatest(&frontier, shares),
        max_welfare: greatest(&frontier, |one| vec![one.sum()]),
        opposition: frontier.iter().map(off).reduce(f64::min),
        rational_fraction: share,
        disagreement,
        best,
        outcomes_on_frontier,
        frontier,
    })
}

/// From the greatest sum to the least; equal sums by who is better off, first party first.
fn in_order(mut points: Vec<Payoffs>) -> Vec<Payoffs> {
    points.sort_by(|a, b| {
        let by_party = || a.utilities.iter().zip(&b.utilities).map(|(a, b)| b.total_cmp(a)).find(|one| one.is_ne());
        b.sum().total_cmp(&a.sum()).then_with(|| by_party().unwrap_or(Ordering::Equal))
    });
    points
}

/// The frontier of two parties by a sweep from the first's best, and the number of outcomes on it.
fn planar(one: &[f64], other: &[f64], mut rational: Vec<u32>) -> (Vec<Payoffs>, u64) {
    let at = |outcome: u32| (one[outcome as usize], other[outcome as usize]);
    rational.sort_by(|a, b| {
        let ((a_one, a_other), (b_one, b_other)) = (at(*a), at(*b));
        b_one.total_cmp(&a_one).then(b_other.total_cmp(&a_other))
    });
    let mut frontier: Vec<Payoffs> = Vec::new();
    let mut outcomes = 0;
    let mut last: Option<(f64, f64)> = None;
    for outcome in rational {
        let (first, second) = at(outcome);
        if last == Some((first, second)) {
            outcomes += 1;
        } else if last.is_none_or(|(_, most)| second > most) {
            last = Some((first, second));
            outcomes += 1;
            frontier.push(Payoffs { outcome: outcome.into(), utilities: vec![first, second] });
        }
    }
    (frontier, outcomes)
}

/// The frontier of any number of parties: whoever dominates a point has the greater sum, so each is held against those before it.
fn spatial(columns: &[&[f64]], rational: Vec<u32>) -> (Vec<Payoffs>, u64) {
    let of = |outcome: u32| -> Vec<f64> { columns.iter().map(|column| column[outcome as usize]).collect() };
    let mut order: Vec<(f64, u32)> = rational.into_iter().map(|outcome| (of(outcome).iter().sum(), outcome)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut found: Vec<(Payoffs, u64)> = Vec::new();
    for (_, outcome) in order {
        let utilities = of(outcome);
        match found.iter_mut().find(|(point, _)| point.covers(&utilities)) {
            Some((point, count)) => *count += u64::from(point.utilities == utilities),
            None => found.push((Payoffs { outcome: outcome.into(), utilities }, 1)),
        }
    }
    // Sums that rounding made equal may stand in either order.
    let all: Vec<Vec<f64>> = found.iter().map(|(point, _)| point.utilities.clone()).collect();
    found.retain(|(point, _)| {
        !all.iter().any(|other| *other != point.utilities && other.iter().zip(&point.utilities).all(|(a, b)| a >= b))
    });
    let outcomes = found.iter().map(|(_, count)| count).sum();
    (found.into_iter().map(|(point, _)| point).collect(), outcomes)
}

/// What an agreement leaves on the table: the greatest sum of utilities among points of the frontier that are no worse for anybody, less
/// its own. Zero on the frontier; an agreement that is not rational for all is measured against what is.
pub fn left_on_the_table(analysis: &Analysis, utilities: &[f64]) -> f64 {
    let sum: f64 = utilities.iter().sum();
    let better = analysis.frontier.iter().filter(|point| point.covers(utilities));
    better.map(|point| point.sum() - sum).fold(0.0, f64::max)
}
