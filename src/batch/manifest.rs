//! manifest.json: what was played, from what, and what it came to.

use crate::batch::draft::Recorded;
use crate::batch::files::{self, Seal, hex};
use crate::batch::plan::{Plan, VariedKind};
use crate::batch::sweep::Sweep;
use crate::batch::tally::{FailedGame, Tally};
use crate::problem::{Place, Problem};
use crate::record::log::RULES_VERSION;
use crate::rules::state::Outcome;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Its file.
pub const FILE: &str = "manifest.json";
/// Version of the results format.
pub const FORMAT: u32 = 1;
/// Largest manifest that is read, bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// A part of a sweep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// Which part, from 0.
    pub index: u64,
    /// Of how many.
    pub of: u64,
}

impl Shard {
    /// Chunks of the shard: the first, and the one after the last.
    pub fn chunks(self, all: u64) -> (u64, u64) {
        let at = |index: u64| (u128::from(index) * u128::from(all) / u128::from(self.of.max(1))) as u64;
        (at(self.index), at(self.index + 1))
    }
}

/// A nation as tables and charts name it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NationName {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// An issue and its options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IssueName {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Options in order.
    pub options: Vec<String>,
}

/// A measure and its levels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureName {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Code of its owner.
    pub owner: String,
    /// Levels in order.
    pub levels: Vec<String>,
}

/// A varied path and its column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VariedName {
    /// Path.
    pub path: String,
    /// Column of games.parquet.
    pub column: String,
    /// `integer`, `number`, `boolean` or `text`.
    #[serde(rename = "type")]
    pub kind: String,
}

/// A mean and how far it may be off.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mean {
    /// Mean.
    pub mean: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// The games that failed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Failed {
    /// How many.
    pub games: u64,
    /// The first of them.
    pub list: Vec<FailedGame>,
}

/// The manifest of a results folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the results format.
    pub format: u32,
    /// Version of the program.
    pub program: String,
    /// Version of the rules.
    pub rules: u32,
    /// Whether every table is whole.
    pub complete: bool,
    /// Which part of the sweep the folder holds; none for all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<Shard>,
    /// The specification.
    pub sweep: Sweep,
    /// Its fingerprint.
    pub sweep_hash: String,
    /// Fingerprint of the scenario's and its economy's files.
    pub scenario_hash: String,
    /// Title of the scenario.
    pub scenario_title: String,
    /// Nations in order.
    pub nations: Vec<NationName>,
    /// Codes of the two that meet at the summit.
    pub parties: [String; 2],
    /// Issues in order.
    pub issues: Vec<IssueName>,
    /// Measures in order.
    pub measures: Vec<MeasureName>,
    /// What varies.
    pub varied: Vec<VariedName>,
    /// The tables.
    pub files: BTreeMap<String, Seal>,
    /// Games.
    pub games: u64,
    /// Cells of the sweep.
    pub cells: u64,
    /// Chunks.
    pub chunks: u64,
    /// How often each class came.
    pub outcomes: BTreeMap<String, u64>,
    /// Mean payoffs by nation.
    pub payoffs: BTreeMap<String, Mean>,
    /// Fingerprint over all games.
    pub digest: String,
    /// Games that failed.
    pub failed: Failed,
    /// Of a shard, the sums that are added up when shards are merged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tally: Option<Tally>,
}

impl Manifest {
    /// The manifest of a plan, or of a part of it, before the first game.
    pub fn begun(plan: &Plan, shard: Option<Shard>) -> Self {
        let case = plan.base();
        let code = |nation: crate::rules::case::NationId| case.nation(nation).code.clone();
        let (first, end) = shard.map_or((0, plan.chunks()), |shard| shard.chunks(plan.chunks()));
        Manifest {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_string(),
            rules: RULES_VERSION,
            complete: false,
            shard,
            sweep: plan.sweep().clone(),
            sweep_hash: hex(plan.sweep().hash()),
            scenario_hash: hex(case.hash),
            scenario_title: case.title.clone(),
            nations: case
                .nations
                .iter()
                .map(|nation| NationName { code: nation.code.clone(), name: nation.name.clone() })
                .collect(),
            parties: case.summit.parties.map(code),
            issues: case
                .issues
                .iter()
                .map(|issue| IssueName {
                    id: issue.id.clone(),
                    name: issue.name.clone(),
                    options: issue.options.iter().map(|option| option.name.clone()).collect(),
                })
                .collect(),
            measures: case
                .measures
                .iter()
                .map(|measure| MeasureName {
                    id: measure.id.clone(),
                    name: measure.name.clone(),
                    owner: code(measure.owner),
                    levels: measure.levels.iter().map(|level| level.name.clone()).collect(),
                })
                .collect(),
            varied: plan
                .varied()
                .iter()
                .map(|varied| VariedName {
                    path: varied.path.clone(),
                    column: varied.column.clone(),
                    kind: match varied.kind {
                        VariedKind::Integer => "integer",
                        VariedKind::Number => "number",
                        VariedKind::Boolean => "boolean",
                        VariedKind::Text => "text",
                    }
                    .to_string(),
                })
                .collect(),
            files: BTreeMap::new(),
            games: 0,
            cells: plan.cells(),
            chunks: end - first,
            outcomes: BTreeMap::new(),
            payoffs: BTreeMap::new(),
            digest: String::new(),
            failed: Failed::default(),
            tally: None,
        }
    }

    /// The manifest once every table is whole.
    pub fn completed(mut self, tally: &Tally, files: BTreeMap<String, Seal>) -> Self {
        self.complete = true;
        self.files = files;
        self.games = tally.games;
        self.outcomes = Outcome::ALL.iter().map(|class| (class.key().to_string(), tally.of(*class))).collect();
        let mean = |seat: usize| {
            let (mean, standard_error) = tally.payoff(seat);
            Mean { mean, standard_error }
        };
        self.payoffs =
            self.nations.iter().enumerate().map(|(seat, nation)| (nation.code.clone(), mean(seat))).collect();
        self.digest = hex(tally.digest);
        self.failed = Failed { games: tally.failed, list: tally.list.clone() };
        self.tally = self.shard.map(|_| tally.clone());
        self
    }

    /// The same before the first game: what it came to is left out.
    pub(super) fn emptied(self) -> Self {
        Manifest {
            complete: false,
            files: BTreeMap::new(),
            games: 0,
            outcomes: BTreeMap::new(),
            payoffs: BTreeMap::new(),
            digest: String::new(),
            failed: Failed::default(),
            tally: None,
            ..self
        }
    }

    /// Number of shards of the sweep; 1 for a whole batch.
    pub fn parts(&self) -> u64 {
        self.shard.map_or(1, |shard| shard.of)
    }

    /// The tables that are written.
    pub fn tables(&self) -> impl Iterator<Item = Recorded> + '_ {
        Recorded::ALL.into_iter().filter(|table| self.sweep.record.contains(table))
    }

    /// Writes it into a folder.
    ///
    /// # Errors
    /// When the disk is full, or the system refuses.
    pub fn save(&self, folder: &Path) -> Result<(), Problem> {
        let path = folder.join(FILE);
        let mut text = serde_json::to_string_pretty(self).map_err(|error| files::refused(&path, &error))?;
        text.push('\n');
        files::save(&path, text.as_bytes())?;
        files::settle(folder);
        Ok(())
    }

    /// Reads the manifest of a folder.
    ///
    /// # Errors
    /// When there is none, when it cannot be read, or is of another format.
    pub fn load(folder: &Path) -> Result<Self, Problem> {
        let path = folder.join(FILE);
        let place = Place::file(path.display().to_string());
        let refused = |what: String, remedy: &str| Problem::new(place.clone(), what, remedy);
        let length = std::fs::metadata(&path)
            .map_err(|error| {
                refused(format!("cannot be read: {error}"), "name a folder that `summitry batch --out` wrote")
            })?
            .len();
        if length > LARGEST {
            return Err(refused("larger than 256 MiB".to_string(), "it is no manifest of a batch"));
        }
        let text = std::fs::read_to_string(&path).map_err(|error| refused(format!("cannot be read: {error}"), ""))?;
        let value: serde_json::Value = serde_json::from_str(&text)
            .map_err(|error| refused(format!("is no JSON: {error}"), "play the batch anew with --overwrite"))?;
        match value.get("format").and_then(serde_json::Value::as_u64) {
            Some(format) if format == u64::from(FORMAT) => {}
            Some(format) => {
                let what = format!("is of results format {format}, this program writes {FORMAT}");
                return Err(refused(what, "use the program that wrote it, or play the batch anew with --overwrite"));
            }
            None => return Err(refused("is no manifest of a batch".to_string(), "name another folder")),
        }
        serde_json::from_value(value)
            .map_err(|error| refused(format!("is damaged: {error}"), "play the batch anew with --overwrite"))
    }

    /// How another manifest's batch is another than this one's; none when both are of one batch.
    pub fn differs(&self, other: &Manifest) -> Option<String> {
        let pairs = [
            ("version of the program", self.program.clone(), other.program.clone()),
            ("version of the rules", self.rules.to_string(), other.rules.to_string()),
            ("scenario", self.sweep.scenario.clone(), other.sweep.scenario.clone()),
            ("root seed", self.sweep.seed.to_string(), other.sweep.seed.to_string()),
            ("specification", self.sweep_hash.clone(), other.sweep_hash.clone()),
            ("scenario's files (fingerprint)", self.scenario_hash.clone(), other.scenario_hash.clone()),
        ];
        pairs
            .into_iter()
            .find(|(_, own, theirs)| own != theirs)
            .map(|(what, own, theirs)| format!("{what}: {own} there, {theirs} here"))
    }
}
