//! What a sweep comes to: its cells, what each sets, and the games in their order.

use crate::batch::again;
use crate::batch::design::Cells;
use crate::batch::draft::{Draft, Recorded};
use crate::batch::planning;
use crate::batch::sweep::Sweep;
use crate::delegations::parameters;
use crate::delegations::policy::Leadership;
use crate::problem::{Place, Problem};
use crate::rules::case::Case;
use crate::rules::random::replicate_seed;
use crate::scenario::overrides::{Adjustable, FieldPath};
use serde_json::Value;
use std::sync::Arc;

/// Most cells of a sweep.
pub const MAX_CELLS: u64 = 1_000_000;
/// Most games of a sweep.
pub const MAX_GAMES: u64 = 1_000_000_000_000;

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A field of the scenario.
    Field(FieldPath),
    /// Who leads a seat, by the nation's position.
    Policy(usize),
    /// A parameter of the policy that leads a seat.
    PolicyParameter(usize, String),
}

/// Type of a varied path's column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VariedKind {
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
    /// True or false.
    Boolean,
    /// Texts, and lists and tables written as JSON.
    Text,
}

/// A path that varies somewhere in the sweep.
#[derive(Clone, Debug)]
pub struct Varied {
    /// Path in its one spelling.
    pub path: String,
    /// Column of games.parquet.
    pub column: String,
    /// Type of the column.
    pub kind: VariedKind,
    pub(super) target: Target,
}

/// A setting with what it leads to.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    pub path: String,
    pub target: Target,
    pub value: Value,
}

/// A block, ready to be played.
pub(super) struct PlannedBlock {
    pub cells: Cells,
    /// Of each varied path of the block, its position among all.
    pub vary: Vec<usize>,
    pub set: Vec<Setting>,
    pub place: Place,
}

/// A sweep, checked and ready to be played.
pub struct Plan {
    pub(super) sweep: Sweep,
    pub(super) base: Adjustable,
    pub(super) set: Vec<Setting>,
    pub(super) varied: Vec<Varied>,
    pub(super) blocks: Vec<PlannedBlock>,
}

/// A cell: its settings in order, the later ones over the earlier.
pub struct Cell {
    /// Block that it belongs to.
    pub block: usize,
    settings: Vec<Setting>,
}

impl Plan {
    /// Reads, resolves and checks a sweep.
    ///
    /// # Errors
    /// Every mistake, each with its place.
    pub fn new(draft: &Draft) -> Result<Plan, Vec<Problem>> {
        planning::plan(draft)
    }

    /// The sweep with every default filled in.
    pub fn sweep(&self) -> &Sweep {
        &self.sweep
    }

    /// The scenario without the sweep's settings.
    pub fn base(&self) -> &Arc<Case> {
        self.base.case()
    }

    /// The paths that vary, in the order of their columns.
    pub fn varied(&self) -> &[Varied] {
        &self.varied
    }

    /// Number of cells.
    pub fn cells(&self) -> u64 {
        self.sweep.blocks.last().map_or(0, |block| block.first_cell + block.cells)
    }

    /// Number of games.
    pub fn games(&self) -> u64 {
        self.sweep.blocks.last().map_or(0, |block| block.first_game + block.games)
    }

    /// Number of chunks.
    pub fn chunks(&self) -> u64 {
        self.games().div_ceil(self.sweep.chunk)
    }

    /// Games of a chunk: the first, and the one after the last.
    pub fn chunk(&self, chunk: u64) -> (u64, u64) {
        let first = chunk * self.sweep.chunk;
        (first, (first + self.sweep.chunk).min(self.games()))
    }

    /// Whether a table is written.
    pub fn records(&self, table: Recorded) -> bool {
        self.sweep.record.contains(&table)
    }

    /// Cell and replicate of a game, and how many replicates of the cell there are from this one on.
    pub fn locate(&self, game: u64) -> (u64, u64, u64) {
        let at = self.sweep.blocks.partition_point(|block| block.first_game <= game).saturating_sub(1);
        let block = &self.sweep.blocks[at];
        let within = game - block.first_game;
        let replicate = within % block.replicates;
        (block.first_cell + within / block.replicates, replicate, block.replicates - replicate)
    }

    /// Seed of a replicate.
    pub fn seed(&self, replicate: u64) -> u64 {
        replicate_seed(self.sweep.seed, replicate)
    }

    /// A cell by number.
    pub fn cell(&self, cell: u64) -> Cell {
        let at = self.sweep.blocks.partition_point(|block| block.first_cell <= cell).saturating_sub(1);
        let block = &self.blocks[at];
        let values = block.cells.values(cell - self.sweep.blocks[at].first_cell);
        let varied = block.vary.iter().zip(values).map(|(position, value)| {
            let varied = &self.varied[*position];
            Setting { path: varied.path.clone(), target: varied.target.clone(), value }
        });
        let mut settings: Vec<Setting> = Vec::new();
        for setting in self.set.iter().chain(&block.set).cloned().chain(varied) {
            settings.retain(|earlier| earlier.target != setting.target);
            settings.push(setting);
        }
        Cell { block: at, settings }
    }

    /// The values of all varied paths in a cell; none where a path is left open.
    pub fn values(&self, cell: &Cell) -> Vec<Option<Value>> {
        let value = |varied: &Varied| {
            let set = cell.settings.iter().find(|setting| setting.target == varied.target);
            // Where the whole of which a field is a part was set, nothing is known of the field by itself.
            let swallowed = cell.settings.iter().any(|setting| match (&setting.target, &varied.target) {
                (Target::Field(whole), Target::Field(part)) => whole.contains(part),
                _ => false,
            });
            set.map(|setting| setting.value.clone()).or_else(|| match &varied.target {
                Target::Field(_) if swallowed => None,
                Target::Field(path) => self.base.value(path).and_then(|value| serde_json::to_value(value).ok()),
                Target::Policy(_) => Some(Value::from("mix")),
                Target::PolicyParameter(..) => None,
            })
        };
        self.varied.iter().map(value).collect()
    }

    /// Who leads each seat in a cell, as text; "mix" where the scenario decides.
    pub(super) fn policies(&self, cell: &Cell) -> Vec<String> {
        let mut policies = vec!["mix".to_string(); self.base().nations.len()];
        for setting in &cell.settings {
            if let (Target::Policy(seat), Some(text)) = (&setting.target, setting.value.as_str()) {
                policies[*seat] = text.to_string();
            }
        }
        for setting in &cell.settings {
            if let Target::PolicyParameter(seat, name) = &setting.target {
                let joint = if policies[*seat].contains(':') { ',' } else { ':' };
                policies[*seat] = format!("{}{joint}{name}={}", policies[*seat], setting.value);
            }
        }
        policies
    }

    fn leaderships(&self, cell: &Cell) -> Result<Vec<Leadership>, Vec<String>> {
        let mut mistakes = Vec::new();
        let mut leaderships = Vec::new();
        for (nation, text) in self.base().nations.iter().zip(self.policies(cell)) {
            if text.starts_with("mix:") {
                mistakes.push(format!(
                    "a parameter of the policy of {} is set, and no policy; set \"policy.{}\" as well",
                    nation.code, nation.code
                ));
                continue;
            }
            match parameters::leadership(&text) {
                Ok(leadership) => leaderships.push(leadership),
                Err(found) => mistakes.extend(found.into_iter().map(|mistake| format!("{text}: {mistake}"))),
            }
        }
        if mistakes.is_empty() { Ok(leaderships) } else { Err(mistakes) }
    }

    /// Fields that a cell sets, in order.
    fn fields(cell: &Cell) -> impl Iterator<Item = (&Setting, &FieldPath)> {
        cell.settings.iter().filter_map(|setting| match &setting.target {
            Target::Field(path) => Some((setting, path)),
            _ => None,
        })
    }

    fn changes(cell: &Cell) -> impl Iterator<Item = (&FieldPath, &Value)> {
        Self::fields(cell).map(|(setting, path)| (path, &setting.value))
    }

    /// Every mistake of a cell that shows without solving its economy.
    pub(super) fn check(&self, cell: &Cell) -> Vec<String> {
        let changes = again::fields(Self::changes(cell));
        let borrowed: Vec<_> = changes.iter().map(|(path, value)| (*path, value)).collect();
        let mut mistakes = self.leaderships(cell).err().unwrap_or_default();
        if !borrowed.is_empty() {
            mistakes.extend(self.base.check(&borrowed).iter().map(told));
        }
        mistakes
    }

    /// The scenario and the leaders of a cell.
    ///
    /// # Errors
    /// What is wrong with the cell, as problems of its block.
    pub fn case(&self, number: u64) -> Result<(Arc<Case>, Vec<Leadership>), Vec<Problem>> {
        let cell = self.cell(number);
        let place = &self.blocks[cell.block].place;
        let refused = |what: &str| Problem::new(place.clone(), format!("{}: {what}", self.describe(number)), "");
        let leaderships = self
            .leaderships(&cell)
            .map_err(|mistakes| mistakes.iter().map(|mistake| refused(mistake)).collect::<Vec<_>>())?;
        let case = again::changed(&self.base, Self::changes(&cell))
            .map_err(|problems| problems.iter().map(|problem| refused(&told(problem))).collect::<Vec<_>>())?;
        if names(&case) != names(self.base()) {
            return Err(vec![refused("it names other nations, issues, options or measures than the scenario")]);
        }
        Ok((case, leaderships))
    }

    /// A cell in words: its number and the values of what varies in it.
    pub fn describe(&self, number: u64) -> String {
        let cell = self.cell(number);
        let varied: Vec<String> = self.blocks[cell.block]
            .vary
            .iter()
            .filter_map(|position| {
                let varied = self.varied.get(*position)?;
                let setting = cell.settings.iter().find(|setting| setting.target == varied.target)?;
                Some(format!("{} = {}", varied.path, setting.value))
            })
            .collect();
        if varied.is_empty() { format!("cell {number}") } else { format!("cell {number} ({})", varied.join(", ")) }
    }

    /// The command that plays a game again.
    pub fn command(&self, number: u64, replicate: u64) -> String {
        let cell = self.cell(number);
        let policies = self.policies(&cell);
        let leaders = self.base().nations.iter().zip(&policies);
        again::command(
            &self.sweep.scenario,
            self.seed(replicate),
            Self::fields(&cell).map(|(setting, _)| (setting.path.as_str(), &setting.value)),
            leaders.map(|(nation, policy)| (nation.code.as_str(), policy.as_str())),
        )
    }

    /// Settings of a cell as text, the same for the same cell.
    pub(super) fn fingerprint(&self, number: u64) -> u64 {
        let cell = self.cell(number);
        let mut settings: Vec<String> =
            cell.settings.iter().map(|setting| format!("{}={}", setting.path, setting.value)).collect();
        settings.sort();
        xxhash_rust::xxh3::xxh3_64(settings.join("\n").as_bytes())
    }
}

fn told(problem: &Problem) -> String {
    match problem.remedy.as_str() {
        "" => problem.what.clone(),
        remedy => format!("{}; {remedy}", problem.what),
    }
}

/// What columns and packages are named after.
fn names(case: &Case) -> Vec<&str> {
    let nations = case.nations.iter().map(|nation| nation.code.as_str());
    let issues = case.issues.iter().flat_map(|issue| {
        std::iter::once(issue.id.as_str()).chain(issue.options.iter().map(|option| option.name.as_str()))
    });
    let measures = case.measures.iter().map(|measure| measure.id.as_str());
    nations.chain(issues).chain(measures).collect()
}

/// Games that are written at a time when the sweep does not say: 1,024 to 65,536 in powers of two, about 256 chunks; 1,024 where turns
/// or actions are recorded, whose rows are many.
pub fn usual_chunk(games: u64, record: &[Recorded]) -> u64 {
    if record.len() > 1 {
        return 1024;
    }
    (games / 256).max(1).next_power_of_two().clamp(1024, 65_536)
}
