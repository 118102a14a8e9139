//! Every policy against every other at two seats, under common random numbers.

use crate::batch::{self, LANES, chunk};
use crate::delegations::policy::Leadership;
use crate::rules::case::{Case, NationId};
use crate::statistics::empirical_game::Payoffs;
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Games of a pairing that a worker takes at a time.
const CHUNK: u64 = 64;

/// A tournament of one scenario to play.
pub struct Tournament<'t> {
    /// Scenario.
    pub case: Arc<Case>,
    /// Who plays, each at either seat.
    pub policies: Vec<Leadership>,
    /// Two seats at a time; all others keep their usual leaders.
    pub seats: Vec<[NationId; 2]>,
    /// Games of each pairing.
    pub games: u64,
    /// Root seed.
    pub seed: u64,
    /// Worker threads; 0 for one a core.
    pub threads: usize,
    /// Set to stop early.
    pub stop: &'t AtomicBool,
}

/// What was played at two seats.
pub struct Encounters {
    /// The seats: rows of `payoffs` lead the first, columns the second.
    pub seats: [NationId; 2],
    /// Payoffs by the policy at the first seat, the policy at the second, and game.
    pub payoffs: Payoffs,
    /// Games that failed.
    pub failed: u64,
}

impl Tournament<'_> {
    /// Games that the whole tournament takes.
    pub fn size(&self) -> u64 {
        (self.policies.len() * self.policies.len() * self.seats.len()) as u64 * self.games
    }

    /// Plays; `progress` is told of finished games. Stopped early, every pairing holds the same first games, and what was begun
    /// beyond them is not counted.
    ///
    /// Game n has the same seed in every pairing, so that news, private types and votes at home are the same.
    ///
    /// # Errors
    /// When the worker threads cannot be started.
    pub fn play(&self, progress: impl Fn(u64) + Sync) -> Result<Vec<Encounters>, String> {
        let pool = batch::workers(self.threads)?;
        let count = self.policies.len();
        let mut encounters: Vec<Encounters> = self
            .seats
            .iter()
            .map(|seats| Encounters { seats: *seats, payoffs: vec![vec![Vec::new(); count]; count], failed: 0 })
            .collect();
        let cells: Vec<(usize, usize, usize)> = (0..self.seats.len())
            .flat_map(|pair| (0..count).flat_map(move |row| (0..count).map(move |column| (pair, row, column))))
            .collect();
        for first in (0..self.games).step_by(CHUNK as usize) {
            let games = CHUNK.min(self.games - first);
            let played: Vec<_> = pool
                .install(|| {
                    let play = |&(pair, row, column): &(usize, usize, usize)| {
                        if self.stop.load(Ordering::Relaxed) {
                            return None;
                        }
                        let found = self.pairing(self.seats[pair], row, column, first, games);
                        progress(games);
                        Some(found)
                    };
                    cells.par_iter().map(play).collect::<Option<Vec<_>>>()
                })
                .unwrap_or_default();
            if played.is_empty() {
                break;
            }
            for (&(pair, row, column), (payoffs, failed)) in cells.iter().zip(played) {
                encounters[pair].payoffs[row][column].extend(payoffs);
                encounters[pair].failed += failed;
            }
        }
        Ok(encounters)
    }

    fn pairing(
        &self,
        seats: [NationId; 2],
        row: usize,
        column: usize,
        first: u64,
        games: u64,
    ) -> (Vec<(f64, f64)>, u64) {
        let mut leaderships = vec![Leadership::Mixed; self.case.nations.len()];
        leaderships[seats[0].index()] = self.policies[row];
        leaderships[seats[1].index()] = self.policies[column];
        let rows = chunk(&self.case, self.seed, first, games, &leaderships, LANES);
        let failed = rows.iter().filter(|game| game.failure.is_some()).count() as u64;
        let both = |payoffs: &[f64]| (payoffs[seats[0].index()], payoffs[seats[1].index()]);
        (rows.iter().map(|game| both(&game.payoffs)).collect(), failed)
    }
}
