//! α-Rank: which strategies last when populations imitate what does better (Omidshafiei et al. 2019).
//!
//! Two populations, one a seat, each play one strategy at a time. Now and then somebody tries another, and takes over the population
//! or dies out. Where that leads in the long run ranks the profiles. Unlike ratings of one number a strategy, it shows cycles as
//! cycles and always has one answer.

use crate::statistics::equilibrium::Bimatrix;

/// How selection works.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Selection {
    /// Ranking intensity α: how strongly a difference of one unit of payoff selects.
    pub intensity: f64,
    /// Members of each population.
    pub members: u32,
}

impl Default for Selection {
    /// One a payoff point in populations of 50: a difference of a point decides nearly always.
    fn default() -> Self {
        Selection { intensity: 1.0, members: 50 }
    }
}

/// Long-run shares of time of the profiles, `[row][column]`; they add to one.
pub fn masses(game: &Bimatrix, selection: Selection) -> Vec<Vec<f64>> {
    let (rows, columns) = game.size();
    let count = rows * columns;
    if count < 2 {
        return vec![vec![1.0; columns]; rows];
    }
    let trial = 1.0 / (rows + columns - 2) as f64;
    let mut moves = vec![vec![0.0; count]; count];
    for row in 0..rows {
        for column in 0..columns {
            let from = row * columns + column;
            for other in (0..rows).filter(|other| *other != row) {
                let gain = game.row[other][column] - game.row[row][column];
                moves[from][other * columns + column] = trial * fixation(gain, selection);
            }
            for other in (0..columns).filter(|other| *other != column) {
                let gain = game.column[row][other] - game.column[row][column];
                moves[from][row * columns + other] = trial * fixation(gain, selection);
            }
        }
    }
    stationary(moves).chunks(columns).map(<[f64]>::to_vec).collect()
}

/// Chance that one who gains this much over all others takes over the population (Fermi process, Traulsen et al. 2006).
fn fixation(gain: f64, selection: Selection) -> f64 {
    let (strength, members) = (selection.intensity * gain, f64::from(selection.members));
    if strength.abs() * members < 1e-9 {
        return 1.0 / members;
    }
    // For a loss both differences are huge; written so that neither overflows.
    if strength > 0.0 {
        libm::expm1(-strength) / libm::expm1(-members * strength)
    } else {
        let fade = libm::exp((members - 1.0) * strength);
        fade * libm::expm1(strength) / libm::expm1(members * strength)
    }
}

/// Stationary chances of a chain, from the chances of its moves between different states, by the elimination of Grassmann, Taksar &
/// Heyman (1985), which never subtracts and so keeps the smallest chances exact.
fn stationary(mut moves: Vec<Vec<f64>>) -> Vec<f64> {
    let count = moves.len();
    for last in (1..count).rev() {
        let leaving: f64 = moves[last][..last].iter().sum();
        // A state that is never left for an earlier one within the numbers a machine knows keeps the little there is.
        let leaving = leaving.max(f64::MIN_POSITIVE);
        for from in 0..last {
            let share = moves[from][last] / leaving;
            moves[from][last] = share;
            if share > 0.0 {
                for to in (0..last).filter(|to| *to != from) {
                    moves[from][to] += share * moves[last][to];
                }
            }
        }
    }
    let mut chances = vec![1.0; count];
    for state in 1..count {
        chances[state] = (0..state).map(|from| chances[from] * moves[from][state]).sum();
        // A scale that keeps the sum within range of the numbers a machine knows.
        let most = chances[..=state].iter().copied().fold(0.0, f64::max);
        chances[..=state].iter_mut().for_each(|chance| *chance /= most);
    }
    let sum: f64 = chances.iter().sum();
    chances.iter().map(|chance| chance / sum).collect()
}
