//! A results folder as the report reads it: its manifest, and the columns that it shows.

use crate::batch::manifest::Manifest;
use crate::batch::sweep::Block;
use crate::rules::state::Outcome;

/// A value of a varied path.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// Anything else, as text.
    Text(String),
    /// The cell leaves it open.
    Open,
}

impl Value {
    /// As it is written in a table.
    pub fn text(&self) -> String {
        match self {
            Value::Number(number) => plain(*number),
            Value::Text(text) => text.clone(),
            Value::Open => "none".to_string(),
        }
    }
}

/// A number with as few decimals, up to three, as tell it apart.
pub fn plain(number: f64) -> String {
    let text = format!("{number:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// The columns of `games.parquet` that the report shows, a value a game.
#[derive(Clone, Debug, Default)]
pub struct Games {
    /// Cell.
    pub cell: Vec<usize>,
    /// Replicate.
    pub replicate: Vec<u64>,
    /// Seed.
    pub seed: Vec<u64>,
    /// Outcome class.
    pub outcome: Vec<Outcome>,
    /// Payoff, by nation and game.
    pub payoffs: Vec<Vec<f64>>,
    /// Who led each seat, by nation and game.
    pub policies: Vec<Vec<String>>,
    /// Day of the first agreement between the summit's parties.
    pub agreement_day: Vec<Option<i32>>,
    /// Highest tension.
    pub tension_peak: Vec<f64>,
    /// Threats made.
    pub threats: Vec<f64>,
    /// Bluffs.
    pub bluffs: Vec<f64>,
    /// Who spoke last at the leaders' table, by position.
    pub last_word: Vec<Option<usize>>,
}

/// The columns of `turns.parquet` that the report shows, a value a game and turn.
#[derive(Clone, Debug, Default)]
pub struct Turns {
    /// Turn, from 1.
    pub turn: Vec<usize>,
    /// Tension between the summit's parties, 0 to 1.
    pub tension: Vec<f64>,
    /// Payoff of the state as it stands, of the summit's parties, by party and row.
    pub payoffs: [Vec<f64>; 2],
}

/// A results folder.
#[derive(Clone, Debug)]
pub struct Results {
    /// What was played.
    pub manifest: Manifest,
    /// Nations as they are called in a sentence, in the scenario's order.
    pub called: Vec<String>,
    /// Numbers of the cells in the sweep, in order: a shard need not hold them all.
    pub cells: Vec<u64>,
    /// Values of the varied paths, by path and cell.
    pub values: Vec<Vec<Value>>,
    /// Games.
    pub games: Games,
    /// Turns, where they were recorded.
    pub turns: Option<Turns>,
}

impl Results {
    /// Number of games.
    pub fn count(&self) -> usize {
        self.games.cell.len()
    }

    /// Positions of the two parties among the nations.
    pub fn parties(&self) -> [usize; 2] {
        let position =
            |code: &String| self.manifest.nations.iter().position(|nation| nation.code == *code).unwrap_or(0);
        [position(&self.manifest.parties[0]), position(&self.manifest.parties[1])]
    }

    /// Varied paths that take more than one value, by position.
    pub fn moving(&self) -> Vec<usize> {
        let moves = |path: &usize| self.values[*path].iter().any(|value| *value != self.values[*path][0]);
        (0..self.values.len()).filter(moves).collect()
    }

    /// Whether each cell belongs to a block that varies a path; all of them where none says so.
    pub fn cells_that_vary(&self, path: usize) -> Vec<bool> {
        let path = &self.manifest.varied[path].path;
        let blocks = || self.manifest.sweep.blocks.iter();
        let varies = |block: &Block| block.vary.iter().any(|vary| vary.path() == path);
        if !blocks().any(varies) {
            return vec![true; self.cells.len()];
        }
        let of = |cell: &u64| {
            blocks().any(|block| (block.first_cell..block.first_cell + block.cells).contains(cell) && varies(block))
        };
        self.cells.iter().map(of).collect()
    }

    /// A varied path's last parts: two, or as many as tell it from the others and do not begin with a position in a list.
    pub fn label(&self, path: usize) -> String {
        let of = |path: usize, parts: usize| -> String {
            let all: Vec<&str> = self.manifest.varied[path].path.split('.').collect();
            all[all.len().saturating_sub(parts)..].join(".")
        };
        let others = || (0..self.manifest.varied.len()).filter(|other| *other != path);
        let longest = self.manifest.varied[path].path.split('.').count();
        (2..longest)
            .map(|parts| (parts, of(path, parts)))
            .filter(|(_, label)| !label.starts_with(|first: char| first.is_ascii_digit()))
            .find(|(parts, label)| others().all(|other| of(other, *parts) != *label))
            .map_or_else(|| self.manifest.varied[path].path.clone(), |(_, label)| label)
    }
}

/// Whether an outcome is an agreement that held at home.
pub fn is_agreement(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::ComprehensiveDeal | Outcome::Framework | Outcome::Extension)
}
