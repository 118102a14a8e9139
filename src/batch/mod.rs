//! Very many games: hundreds of lanes of one World a worker, refilled in place, and what they come to.

use crate::delegations::policy::{BuiltIn, Leadership};
use crate::record::debrief;
use crate::rules::case::{Case, NationId};
use crate::rules::seat::Occupant;
use crate::rules::state::{Outcome, Phase};
use crate::rules::{digest, opening};
use crate::world::lanes::Lanes;
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use xxhash_rust::xxh3::Xxh3;

/// Games of a World at a time.
const LANES: usize = 32;
/// Games that a worker takes at a time.
const CHUNK: u64 = 256;

/// What one game came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Index within the batch.
    pub index: u64,
    /// Outcome class.
    pub outcome: Outcome,
    /// Payoff by nation.
    pub payoffs: Vec<f64>,
    /// Fingerprint of the final state.
    pub digest: u64,
    /// Whether the trade model failed for a policy of the game.
    pub unsolved: bool,
}

/// Plays games `first..first + count` of a batch, in lanes; rows come in order of index whatever the number of lanes.
pub fn chunk(
    case: &Arc<Case>,
    seed: u64,
    first: u64,
    count: u64,
    leaderships: &[Leadership],
    width: usize,
) -> Vec<Row> {
    let lanes_wanted = width.clamp(1, count.max(1) as usize);
    let mut lanes = Lanes::new(case.clone(), lanes_wanted);
    let mut next = first;
    let end = first + count;
    lanes.each(|table, seats| {
        seats.0 = case
            .nation_ids()
            .map(|nation| {
                let leadership = leaderships.get(nation.index()).copied().unwrap_or(Leadership::Mixed);
                Some(Box::new(BuiltIn::new(case.clone(), nation, leadership)) as Box<dyn Occupant>)
            })
            .collect();
        begin(table, seats, seed, next);
        next += 1;
    });
    let mut rows = Vec::with_capacity(count as usize);
    while rows.len() < count as usize {
        lanes.turn();
        lanes.each(|table, seats| {
            if table.game.phase != Phase::Over || table.game.index == u64::MAX {
                return;
            }
            rows.push(Row {
                index: table.game.index,
                outcome: table.game.outcome.unwrap_or(Outcome::NoDeal),
                payoffs: table.case.nation_ids().map(|nation| debrief::payoff(table, nation)).collect(),
                digest: digest::of(table),
                unsolved: table.game.unsolved,
            });
            if next < end {
                begin(table, seats, seed, next);
                next += 1;
            } else {
                // A lane without a further game stays over and is not counted again.
                table.game.index = u64::MAX;
            }
        });
    }
    rows.sort_by_key(|row| row.index);
    rows
}

fn begin(table: &mut crate::rules::state::Table, seats: &mut crate::world::components::Seats, seed: u64, index: u64) {
    opening::set(table, seed, index, false);
    for (seat, occupant) in seats.0.iter_mut().enumerate() {
        if let Some(occupant) = occupant {
            occupant.begin(seed, index, NationId::at(seat).0);
        }
    }
}

/// A batch to play.
pub struct Batch<'b> {
    /// Scenario.
    pub case: Arc<Case>,
    /// Number of games.
    pub games: u64,
    /// Root seed.
    pub seed: u64,
    /// Who leads each seat.
    pub leaderships: Vec<Leadership>,
    /// Worker threads; 0 for one a core.
    pub threads: usize,
    /// Set to stop early.
    pub stop: &'b AtomicBool,
}

/// What a batch came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Games played.
    pub games: u64,
    /// How often each class came, in the order of [`Outcome::ALL`].
    pub outcomes: [u64; 7],
    /// Mean payoff by nation and its standard error.
    pub payoffs: Vec<(f64, f64)>,
    /// Fingerprint over all games in order.
    pub digest: u64,
    /// Games in which the trade model failed for a policy.
    pub unsolved: u64,
}

impl Batch<'_> {
    /// Plays the batch; `progress` is told of finished games.
    ///
    /// # Errors
    /// When the worker threads cannot be started.
    pub fn play(&self, progress: impl Fn(u64) + Sync) -> Result<Summary, String> {
        let chunks: Vec<(u64, u64)> =
            (0..self.games.div_ceil(CHUNK)).map(|n| (n * CHUNK, CHUNK.min(self.games - n * CHUNK))).collect();
        let pool =
            rayon::ThreadPoolBuilder::new().num_threads(self.threads).build().map_err(|error| error.to_string())?;
        let rows: Vec<Vec<Row>> = pool.install(|| {
            chunks
                .par_iter()
                .map(|(first, count)| {
                    if self.stop.load(Ordering::Relaxed) {
                        return Vec::new();
                    }
                    let rows = chunk(&self.case, self.seed, *first, *count, &self.leaderships, LANES);
                    progress(*count);
                    rows
                })
                .collect()
        });
        Ok(summary(&self.case, rows.into_iter().flatten()))
    }
}

fn summary(case: &Case, rows: impl Iterator<Item = Row>) -> Summary {
    let mut digest = Xxh3::new();
    let nations = case.nations.len();
    let (mut games, mut unsolved, mut outcomes) = (0u64, 0, [0; 7]);
    let (mut sums, mut squares) = (vec![0.0; nations], vec![0.0; nations]);
    for row in rows {
        games += 1;
        outcomes[row.outcome as usize] += 1;
        unsolved += u64::from(row.unsolved);
        digest.update(&row.digest.to_le_bytes());
        for (nation, payoff) in row.payoffs.iter().enumerate() {
            sums[nation] += payoff;
            squares[nation] += payoff * payoff;
        }
    }
    let count = games.max(1) as f64;
    let payoffs = sums
        .iter()
        .zip(&squares)
        .map(|(sum, square)| {
            let mean = sum / count;
            let variance = (square / count - mean * mean).max(0.0);
            (mean, (variance / count).sqrt())
        })
        .collect();
    Summary { games, outcomes, payoffs, digest: digest.digest(), unsolved }
}

/// Wilson's score interval of a share at 95 percent (Wilson 1927).
pub fn wilson(hits: u64, trials: u64) -> (f64, f64) {
    if trials == 0 {
        return (0.0, 1.0);
    }
    let z = 1.959_963_984_540_054_f64;
    let (n, share) = (trials as f64, hits as f64 / trials as f64);
    let middle = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_interval_of_a_published_example() {
        // 8 of 10: Brown, Cai & DasGupta (2001) give 0.490 to 0.943.
        let (low, high) = wilson(8, 10);
        assert!((low - 0.490).abs() < 1e-3 && (high - 0.943).abs() < 1e-3);
    }
}
