//! Very many games: lanes of one World a worker, refilled in place, and what they come to.
//!
//! A sweep is written as a [`draft`], resolved and checked into a [`plan`] ([`design`] chooses the cells), played by [`run`] and written as
//! tables ([`columns`], [`tables`]) chunk by chunk ([`chunks`]) into a [`folder`] with its [`manifest`].

pub mod again;
pub mod chunks;
pub mod columns;
pub mod design;
pub mod draft;
pub mod files;
pub mod folder;
pub mod forecast;
pub mod lattice;
pub mod manifest;
pub mod merge;
pub mod plan;
mod planning;
pub mod play;
pub mod records;
pub mod run;
pub mod slurm;
pub mod sweep;
pub mod tables;
pub mod tally;
pub mod tournament;

use crate::delegations::policy::Leadership;
use crate::rules::case::Case;
use crate::rules::digest;
use crate::rules::state::{Outcome, Table};
use play::{Failure, LANES, Replicates, Watch, replicates};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tally::LISTED;
use xxhash_rust::xxh3::Xxh3;

/// Worker threads; 0 for one a core.
///
/// # Errors
/// What the system says when they cannot be started.
pub fn workers(threads: usize) -> Result<rayon::ThreadPool, String> {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| error.to_string())
}

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
    /// Why it failed, if it did.
    pub failure: Option<Failure>,
}

/// Keeps a row a game.
struct Rows;

impl Watch for Rows {
    type Kept = Row;

    fn over(&mut self, _lane: usize, replicate: u64, table: &mut Table, failure: Option<Failure>) -> Row {
        Row {
            index: replicate,
            outcome: table.game.outcome.unwrap_or(Outcome::NoDeal),
            payoffs: table.case.nation_ids().map(|nation| table.score(nation)).collect(),
            digest: digest::of(table),
            failure,
        }
    }
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
    let order = Replicates { case, leaderships, root: seed, first, count, width, recording: false };
    replicates(order, &mut Rows)
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
    /// Games that failed.
    pub failed: u64,
    /// The first of them, by index, with the reason.
    pub list: Vec<(u64, Failure)>,
}

impl Batch<'_> {
    /// Plays the batch; `progress` is told of finished games.
    ///
    /// # Errors
    /// When the worker threads cannot be started.
    pub fn play(&self, progress: impl Fn(u64) + Sync) -> Result<Summary, String> {
        let pool = workers(self.threads)?;
        let next = AtomicU64::new(0);
        let sums = Mutex::new(InOrder { sums: Sums::new(self.case.nations.len()), next: 0, early: BTreeMap::new() });
        pool.broadcast(|_| {
            while !self.stop.load(Ordering::Relaxed) {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let first = number * CHUNK;
                if first >= self.games {
                    return;
                }
                let count = CHUNK.min(self.games - first);
                let rows = chunk(&self.case, self.seed, first, count, &self.leaderships, LANES);
                sums.lock().unwrap_or_else(PoisonError::into_inner).enter(number, rows);
                progress(count);
            }
        });
        Ok(sums.into_inner().unwrap_or_else(PoisonError::into_inner).sums.summary())
    }
}

/// Sums that take chunks in their order, whichever is finished first.
struct InOrder {
    sums: Sums,
    next: u64,
    /// Chunks that are finished before their turn; workers take them in order, so that they are few.
    early: BTreeMap<u64, Vec<Row>>,
}

impl InOrder {
    fn enter(&mut self, number: u64, rows: Vec<Row>) {
        self.early.insert(number, rows);
        while let Some(rows) = self.early.remove(&self.next) {
            self.next += 1;
            for row in rows {
                self.sums.enter(&row);
            }
        }
    }
}

/// Sums over games in order.
struct Sums {
    games: u64,
    failed: u64,
    list: Vec<(u64, Failure)>,
    outcomes: [u64; 7],
    sums: Vec<f64>,
    squares: Vec<f64>,
    digest: Xxh3,
}

impl Sums {
    fn new(nations: usize) -> Self {
        Sums {
            games: 0,
            failed: 0,
            list: Vec::new(),
            outcomes: [0; 7],
            sums: vec![0.0; nations],
            squares: vec![0.0; nations],
            digest: Xxh3::new(),
        }
    }

    fn enter(&mut self, row: &Row) {
        self.games += 1;
        self.outcomes[row.outcome as usize] += 1;
        if let Some(failure) = row.failure {
            self.failed += 1;
            if self.list.len() < LISTED {
                self.list.push((row.index, failure));
            }
        }
        self.digest.update(&row.digest.to_le_bytes());
        for (nation, payoff) in row.payoffs.iter().enumerate() {
            self.sums[nation] += payoff;
            self.squares[nation] += payoff * payoff;
        }
    }

    fn summary(self) -> Summary {
        let count = self.games.max(1) as f64;
        let payoffs = self
            .sums
            .iter()
            .zip(&self.squares)
            .map(|(sum, square)| {
                let mean = sum / count;
                let variance = (square / count - mean * mean).max(0.0);
                (mean, (variance / count).sqrt())
            })
            .collect();
        Summary {
            games: self.games,
            outcomes: self.outcomes,
            payoffs,
            digest: self.digest.digest(),
            failed: self.failed,
            list: self.list,
        }
    }
}
