//! A sweep as its author writes it: a TOML file, or flags; every setting with its place.

use crate::batch::design::Design;
use crate::problem::{Place, Problem};
use crate::scenario::document::Document;
use crate::scenario::shape;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Largest sweep file, bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A table of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Recorded {
    /// A row a game; always written.
    Games,
    /// A row a game and turn.
    Turns,
    /// A row a decision.
    Actions,
}

impl Recorded {
    /// Every table.
    pub const ALL: [Recorded; 3] = [Recorded::Games, Recorded::Turns, Recorded::Actions];

    /// Its name, which is also that of its file without the ending.
    pub fn name(self) -> &'static str {
        match self {
            Recorded::Games => "games",
            Recorded::Turns => "turns",
            Recorded::Actions => "actions",
        }
    }

    /// Its file.
    pub fn file(self) -> &'static str {
        match self {
            Recorded::Games => "games.parquet",
            Recorded::Turns => "turns.parquet",
            Recorded::Actions => "actions.parquet",
        }
    }
}

/// The format of a sweep file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "paths and values are read from the document, which knows their places")]
struct SweepSpec {
    /// The question that the sweep answers, in words.
    question: Option<String>,
    /// A shipped scenario, or a folder; a relative one is looked for beside the sweep file.
    #[schemars(length(min = 1))]
    scenario: String,
    /// Root seed.
    #[serde(default = "one")]
    #[schemars(range(min = 0))]
    seed: u64,
    /// Games a cell.
    #[schemars(range(min = 1, max = 4_000_000_000.0))]
    replicates: u64,
    /// Games that are written at a time.
    #[schemars(range(min = 1, max = 65_536))]
    chunk: Option<u64>,
    /// Tables besides games.parquet: "turns", "actions".
    #[serde(default)]
    #[schemars(length(max = 3))]
    record: Vec<Recorded>,
    /// Fields of the scenario that are set for all cells.
    #[serde(default)]
    set: Value,
    /// Who leads a seat in all cells.
    #[serde(default)]
    policy: Value,
    /// Blocks of cells.
    #[serde(default, rename = "block")]
    #[schemars(length(max = 1000))]
    blocks: Vec<BlockSpec>,
}

/// A block of cells.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "paths and values are read from the document, which knows their places")]
struct BlockSpec {
    /// What the block is called.
    name: Option<String>,
    /// How its cells are chosen.
    #[serde(default)]
    design: Option<Design>,
    /// Games a cell, when other than the sweep's.
    #[schemars(range(min = 1, max = 4_000_000_000.0))]
    replicates: Option<u64>,
    /// Points of a sampled design.
    #[schemars(range(min = 1, max = 1_000_000))]
    samples: Option<u64>,
    /// Fields of the scenario that are set for the block.
    #[serde(default)]
    set: Value,
    /// Who leads a seat in the block.
    #[serde(default)]
    policy: Value,
    /// Paths and the values that they take.
    #[serde(default)]
    vary: Value,
    /// Rows of a table: a value for each path.
    #[serde(default)]
    rows: Value,
}

fn one() -> u64 {
    1
}

/// A value for a path, and where it is written.
#[derive(Clone, Debug)]
pub struct Written {
    /// Path as written.
    pub path: String,
    /// Value as written.
    pub value: Value,
    /// Where.
    pub place: Place,
}

/// A block as written.
#[derive(Clone, Debug)]
pub struct BlockDraft {
    /// Where it begins.
    pub place: Place,
    /// Name.
    pub name: Option<String>,
    /// Design; none when it is left open.
    pub design: Option<Design>,
    /// Games a cell.
    pub replicates: Option<u64>,
    /// Points of a sampled design.
    pub samples: Option<u64>,
    /// Fields set for the block.
    pub set: Vec<Written>,
    /// Who leads a seat in the block.
    pub policy: Vec<Written>,
    /// What varies: lists, or tables with `from` and `to`.
    pub vary: Vec<Written>,
    /// Rows of a table design.
    pub rows: Vec<Vec<Written>>,
}

/// A sweep as written.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Question in words.
    pub question: Option<String>,
    /// Scenario as written.
    pub scenario: String,
    /// Where the scenario is found when it is not a shipped one.
    pub folder: Option<std::path::PathBuf>,
    /// Where the scenario is named.
    pub scenario_place: Place,
    /// Root seed.
    pub seed: u64,
    /// Games a cell.
    pub replicates: u64,
    /// Games that are written at a time; none for the usual.
    pub chunk: Option<u64>,
    /// Tables besides the games.
    pub record: Vec<Recorded>,
    /// Fields set for all cells.
    pub set: Vec<Written>,
    /// Who leads a seat in all cells.
    pub policy: Vec<Written>,
    /// Blocks; none for a single cell.
    pub blocks: Vec<BlockDraft>,
}

/// Reads a sweep file.
///
/// # Errors
/// What cannot be read, and every mistake of its structure, each with its place.
pub fn read(path: &Path) -> Result<Draft, Vec<Problem>> {
    let file = path.display().to_string();
    let refused = |what: String, remedy: &str| vec![Problem::new(Place::file(&file), what, remedy)];
    let length = std::fs::metadata(path).map_err(|error| refused(format!("cannot be read: {error}"), ""))?.len();
    if length > LARGEST {
        return Err(refused("larger than 64 MiB".to_string(), "divide the sweep"));
    }
    let text = std::fs::read_to_string(path).map_err(|error| refused(format!("cannot be read: {error}"), ""))?;
    parse(&file, &text, path.parent())
}

/// Reads the text of a sweep file.
///
/// # Errors
/// Every mistake of its structure, each with its place.
pub fn parse(file: &str, text: &str, folder: Option<&Path>) -> Result<Draft, Vec<Problem>> {
    let document = Document::parse(file, text)?;
    let schema = serde_json::to_value(schemars::schema_for!(SweepSpec)).unwrap_or_default();
    let shape = shape::check(&document, &schema, "the sweep");
    let mut reader = Reader { document: &document, problems: shape.problems };
    let spec: SweepSpec = match serde_json::from_value(shape.value) {
        Ok(spec) => spec,
        Err(error) => {
            // The schema is generated from these types, so this tells of a mistake that it cannot express.
            if reader.problems.is_empty() {
                reader.problems.push(Problem::new(Place::file(file), error.to_string(), ""));
            }
            return Err(reader.problems);
        }
    };
    let root = document.root();
    let none = toml::de::DeArray::new();
    let tables = root.get("block").and_then(|blocks| blocks.get_ref().as_array()).unwrap_or(&none);
    let blocks = spec.blocks.into_iter().zip(tables).map(|(block, table)| reader.block(block, table)).collect();
    let draft = Draft {
        question: spec.question,
        folder: folder.map(|folder| folder.join(&spec.scenario)).filter(|folder| folder.is_dir()),
        scenario: spec.scenario,
        scenario_place: document.place("scenario"),
        seed: spec.seed,
        replicates: spec.replicates,
        chunk: spec.chunk,
        record: spec.record,
        set: reader.settings(root, "set"),
        policy: reader.settings(root, "policy"),
        blocks,
    };
    reader.problems.sort();
    if reader.problems.is_empty() { Ok(draft) } else { Err(reader.problems) }
}

struct Reader<'d, 'i> {
    document: &'d Document<'i>,
    problems: Vec<Problem>,
}

impl Reader<'_, '_> {
    fn block(&mut self, spec: BlockSpec, table: &Spanned<DeValue>) -> BlockDraft {
        let empty = DeTable::new();
        let inner = table.get_ref().as_table().unwrap_or(&empty);
        let mut rows = Vec::new();
        if let Some(listed) = inner.get("rows") {
            match listed.get_ref().as_array() {
                Some(items) => {
                    for item in items {
                        match item.get_ref().as_table() {
                            Some(row) => rows.push(self.flat(row, "")),
                            None => self.report(
                                item.span().start,
                                "a row must be a table of paths and values".to_string(),
                                "for example { \"parameters.incident_base\" = -3.0, \"policy.ALP\" = \"hawk\" }",
                            ),
                        }
                    }
                }
                None => self.report(
                    listed.span().start,
                    "\"rows\" must be a list of tables".to_string(),
                    "for example rows = [{ \"parameters.incident_base\" = -3.0 }]",
                ),
            }
        }
        BlockDraft {
            place: self.document.at(table.span().start),
            name: spec.name,
            design: spec.design,
            replicates: spec.replicates,
            samples: spec.samples,
            set: self.settings(inner, "set"),
            policy: self.settings(inner, "policy"),
            vary: self.settings(inner, "vary"),
            rows,
        }
    }

    fn report(&mut self, offset: usize, what: String, remedy: &str) {
        self.problems.push(Problem::new(self.document.at(offset), what, remedy));
    }

    /// The settings under a key, in the order of the file.
    fn settings(&mut self, table: &DeTable, key: &str) -> Vec<Written> {
        let Some(value) = table.get(key) else { return Vec::new() };
        match value.get_ref().as_table() {
            Some(inner) => self.flat(inner, ""),
            None => {
                self.report(
                    value.span().start,
                    format!("\"{key}\" must be a table of paths, not {}", value.get_ref().type_str()),
                    "write each path with its value",
                );
                Vec::new()
            }
        }
    }

    /// Paths and values of a table; tables within it are part of the path, unless they say from where to where.
    fn flat(&mut self, table: &DeTable, prefix: &str) -> Vec<Written> {
        let mut found = Vec::new();
        for (key, value) in table {
            let path =
                if prefix.is_empty() { key.get_ref().to_string() } else { format!("{prefix}.{}", key.get_ref()) };
            match value.get_ref() {
                DeValue::Table(inner) if !inner.is_empty() && !is_range(inner) => found.extend(self.flat(inner, &path)),
                other => match shape::json(other) {
                    Some(json) => {
                        let place = self.document.at(value.span().start);
                        found.push(Written { path, value: json, place });
                    }
                    None => self.report(
                        value.span().start,
                        format!("\"{path}\" holds what a scenario has no use for"),
                        "dates stand in quotes, and numbers are finite",
                    ),
                },
            }
        }
        found.sort_by_key(|written| (written.place.line, written.place.column));
        found
    }
}

/// Keys of a table that says from where to where.
const RANGE: [&str; 4] = ["from", "to", "steps", "scale"];

fn is_range(table: &DeTable) -> bool {
    table.contains_key("from") && table.keys().all(|key| RANGE.contains(&key.get_ref().as_ref()))
}
