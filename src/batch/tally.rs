//! What games come to, added up so that the order does not matter: part by part, on any number of threads, in any number of shards.

use crate::batch::records::GameRecord;
use crate::rules::state::Outcome;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// Most failed games that are listed.
pub const LISTED: usize = 1000;
/// Payoffs are added up as whole numbers of this many to a point, which gives the same sum in any order.
const PARTS: f64 = (1u64 << 32) as f64;

/// A game that failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedGame {
    /// Index within the sweep.
    pub game: u64,
    /// Why.
    pub why: String,
    /// The command that plays it again.
    pub command: String,
}

/// Sums over games.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Games.
    pub games: u64,
    /// How often each class came, in the order of [`Outcome::ALL`].
    pub outcomes: [u64; 7],
    /// Sum of payoffs by nation, in parts of a point.
    pub sums: Vec<i128>,
    /// Sum of squared payoffs by nation, in parts.
    pub squares: Vec<i128>,
    /// Fingerprint: sum of the fingerprints of each game's index and final state.
    pub digest: u64,
    /// Games that failed.
    pub failed: u64,
    /// The first of them.
    pub list: Vec<FailedGame>,
}

impl Tally {
    /// Enters a game; `command` is asked for when it failed.
    pub fn enter(&mut self, game: &GameRecord, command: impl FnOnce() -> String) {
        self.games += 1;
        self.outcomes[game.outcome as usize] += 1;
        self.sums.resize(game.nations.len(), 0);
        self.squares.resize(game.nations.len(), 0);
        for (seat, nation) in game.nations.iter().enumerate() {
            self.sums[seat] += (nation.payoff * PARTS).round() as i128;
            self.squares[seat] += (nation.payoff * nation.payoff * PARTS).round() as i128;
        }
        let mut key = [0; 16];
        key[..8].copy_from_slice(&game.spot.game.to_le_bytes());
        key[8..].copy_from_slice(&game.digest.to_le_bytes());
        self.digest = self.digest.wrapping_add(xxh3_64(&key));
        if let Some(failure) = game.failure {
            self.failed += 1;
            if self.list.len() < LISTED {
                let why = failure.why().to_string();
                self.list.push(FailedGame { game: game.spot.game, why, command: command() });
            }
        }
    }

    /// Adds another tally.
    pub fn add(&mut self, other: &Tally) {
        self.games += other.games;
        for (own, more) in self.outcomes.iter_mut().zip(other.outcomes) {
            *own += more;
        }
        let nations = self.sums.len().max(other.sums.len());
        self.sums.resize(nations, 0);
        self.squares.resize(nations, 0);
        for (own, more) in self.sums.iter_mut().zip(&other.sums).chain(self.squares.iter_mut().zip(&other.squares)) {
            *own += more;
        }
        self.digest = self.digest.wrapping_add(other.digest);
        self.failed += other.failed;
        self.list.extend(other.list.iter().cloned());
        self.list.sort_by_key(|failed| failed.game);
        self.list.truncate(LISTED);
    }

    /// How often a class came.
    pub fn of(&self, class: Outcome) -> u64 {
        self.outcomes[class as usize]
    }

    /// Mean payoff of a nation and its standard error.
    pub fn payoff(&self, seat: usize) -> (f64, f64) {
        let count = self.games.max(1) as f64;
        let part = |sums: &[i128]| sums.get(seat).map_or(0.0, |sum| *sum as f64 / PARTS / count);
        let mean = part(&self.sums);
        let variance = (part(&self.squares) - mean * mean).max(0.0);
        (mean, (variance / count).sqrt())
    }
}
