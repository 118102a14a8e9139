//! A sweep as it is played and written into the manifest: every default filled in, every path in its one spelling.

use crate::batch::design::Design;
use crate::batch::draft::Recorded;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// A sweep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sweep {
    /// Question in words.
    pub question: Option<String>,
    /// Scenario as named by its author.
    pub scenario: String,
    /// Root seed.
    pub seed: u64,
    /// Games a cell.
    pub replicates: u64,
    /// Games that are written at a time.
    pub chunk: u64,
    /// Tables that are written.
    pub record: Vec<Recorded>,
    /// Fields set for all cells.
    pub set: BTreeMap<String, Value>,
    /// Who leads a seat in all cells.
    pub policy: BTreeMap<String, String>,
    /// Blocks of cells.
    pub blocks: Vec<Block>,
}

/// A block of cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Name; "block 1" and so on when its author gave none.
    pub name: String,
    /// Design.
    pub design: Design,
    /// Games a cell.
    pub replicates: u64,
    /// Points of a sampled design.
    pub samples: Option<u64>,
    /// Fields set for the block.
    pub set: BTreeMap<String, Value>,
    /// Who leads a seat in the block.
    pub policy: BTreeMap<String, String>,
    /// What varies.
    pub vary: Vec<Vary>,
    /// First cell.
    pub first_cell: u64,
    /// Number of cells.
    pub cells: u64,
    /// First game.
    pub first_game: u64,
    /// Number of games.
    pub games: u64,
}

/// A path and its values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Vary {
    /// Listed values.
    Listed {
        /// Path.
        path: String,
        /// Values.
        values: Vec<Value>,
    },
    /// Any value of an interval.
    Interval {
        /// Path.
        path: String,
        /// Least.
        from: f64,
        /// Greatest.
        to: f64,
        /// `linear` or `log`.
        scale: String,
    },
}

impl Vary {
    /// The path.
    pub fn path(&self) -> &str {
        match self {
            Vary::Listed { path, .. } | Vary::Interval { path, .. } => path,
        }
    }
}

impl Sweep {
    /// Fingerprint of the specification.
    pub fn hash(&self) -> u64 {
        // A struct of plain values can always be written.
        xxh3_64(&serde_json::to_vec(self).unwrap_or_default())
    }
}
