//! From a sweep as written to one that can be played: paths resolved, values checked, cells counted; every mistake at once.

use crate::batch::design::{Cells, Design, MAX_SAMPLED, Range, number, steps};
use crate::batch::draft::{BlockDraft, Draft, Recorded, Written};
use crate::batch::plan::{MAX_CELLS, MAX_GAMES, Plan, PlannedBlock, Setting, Target, Varied, VariedKind, usual_chunk};
use crate::batch::sweep::{Block, Sweep, Vary};
use crate::batch::tables::column_name;
use crate::delegations::parameters;
use crate::problem::{Place, Problem, valid_names};
use crate::scenario::overrides::{Adjustable, FieldKind, field_of};
use serde_json::Value;

/// Cells that are checked whole before the first game; of more, as many evenly spaced ones.
const CHECKED: u64 = 500;
/// Longest list of values of one path.
const LONGEST: usize = 100_000;

/// Reads, resolves and checks a sweep.
pub(super) fn plan(draft: &Draft) -> Result<Plan, Vec<Problem>> {
    let found = draft.folder.as_ref().map(|folder| folder.display().to_string());
    let base = Adjustable::load(found.as_ref().unwrap_or(&draft.scenario)).map_err(|problems| {
        let missing = problems.iter().any(|problem| problem.place == Place::file(&draft.scenario));
        if missing {
            let moved = |problem: Problem| Problem::new(draft.scenario_place.clone(), problem.what, problem.remedy);
            problems.into_iter().map(moved).collect()
        } else {
            problems
        }
    })?;
    let mut planner = Planner { base: &base, problems: Vec::new(), varied: Vec::new() };
    let policies = |written: &[Written]| -> Vec<Written> {
        written.iter().map(|one| Written { path: format!("policy.{}", one.path), ..one.clone() }).collect()
    };
    let written: Vec<Written> = draft.set.iter().cloned().chain(policies(&draft.policy)).collect();
    let set = planner.settings(&written);
    let single = [single(&draft.scenario_place)];
    let drafts = if draft.blocks.is_empty() { &single[..] } else { &draft.blocks };
    let mut record = vec![Recorded::Games];
    record.extend(draft.record.iter().filter(|table| **table != Recorded::Games));
    record.sort();
    record.dedup();
    let mut sweep = Sweep {
        question: draft.question.clone(),
        scenario: draft.scenario.clone(),
        seed: draft.seed,
        replicates: draft.replicates,
        chunk: 0,
        record,
        set: fields(&set),
        policy: leaders(&base, &set),
        blocks: Vec::new(),
    };
    let mut blocks = Vec::new();
    let (mut cells, mut games) = (0u64, 0u64);
    for (index, block) in drafts.iter().enumerate() {
        let written: Vec<Written> = block.set.iter().cloned().chain(policies(&block.policy)).collect();
        let set = planner.settings(&written);
        let Ranges { design, vary, ranges, told } = planner.block(block, &set);
        let replicates = block.replicates.unwrap_or(draft.replicates);
        let made = Cells::new(design, ranges, block.samples.unwrap_or(0), draft.seed, index as u64);
        let count = made.count().filter(|count| *count <= MAX_CELLS);
        let total = count.and_then(|count| count.checked_mul(replicates)).and_then(|more| games.checked_add(more));
        let (Some(count), Some(total)) = (count, total.filter(|total| *total <= MAX_GAMES)) else {
            planner.report(
                &block.place,
                "the block has too many cells or games".to_string(),
                &format!("valid: at most {MAX_CELLS} cells and {MAX_GAMES} games"),
            );
            continue;
        };
        sweep.blocks.push(Block {
            name: block.name.clone().unwrap_or_else(|| format!("block {}", index + 1)),
            design,
            replicates,
            samples: block.samples.filter(|_| design.samples()),
            set: fields(&set),
            policy: leaders(&base, &set),
            vary: told,
            first_cell: cells,
            cells: count,
            first_game: games,
            games: total - games,
        });
        blocks.push(PlannedBlock { cells: made, vary, set, place: block.place.clone() });
        (cells, games) = (cells + count, total);
    }
    if cells > MAX_CELLS {
        planner.report(
            &draft.scenario_place,
            format!("the sweep has {cells} cells"),
            &format!("valid: at most {MAX_CELLS}"),
        );
    }
    let mut problems = planner.problems;
    let varied = planner.varied;
    if !problems.is_empty() {
        problems.sort();
        problems.dedup();
        return Err(problems);
    }
    sweep.chunk = draft.chunk.unwrap_or_else(|| usual_chunk(games, &sweep.record));
    let plan = Plan { sweep, base, set, varied, blocks };
    overlaps(&plan, &mut problems);
    check_cells(&plan, &mut problems);
    if problems.is_empty() { Ok(plan) } else { Err(problems) }
}

/// The one block of a sweep in which nothing varies.
fn single(place: &Place) -> BlockDraft {
    BlockDraft {
        place: place.clone(),
        name: Some("all games".to_string()),
        design: Some(Design::Single),
        replicates: None,
        samples: None,
        set: Vec::new(),
        policy: Vec::new(),
        vary: Vec::new(),
        rows: Vec::new(),
    }
}

fn fields(set: &[Setting]) -> std::collections::BTreeMap<String, Value> {
    let field = |setting: &&Setting| matches!(setting.target, Target::Field(_) | Target::PolicyParameter(..));
    set.iter().filter(field).map(|setting| (setting.path.clone(), setting.value.clone())).collect()
}

fn leaders(base: &Adjustable, set: &[Setting]) -> std::collections::BTreeMap<String, String> {
    set.iter()
        .filter_map(|setting| match setting.target {
            Target::Policy(seat) => {
                Some((base.case().nations.get(seat)?.code.clone(), setting.value.as_str()?.to_string()))
            }
            _ => None,
        })
        .collect()
}

struct Planner<'a> {
    base: &'a Adjustable,
    problems: Vec<Problem>,
    varied: Vec<Varied>,
}

/// What varies in a block.
struct Ranges {
    design: Design,
    /// Of each path, its position among all varied ones.
    vary: Vec<usize>,
    ranges: Vec<Range>,
    /// What the manifest says of each.
    told: Vec<Vary>,
}

/// Values of a path as they are played and as they are written into the manifest.
type Ranged = (Range, Vary);

impl Planner<'_> {
    fn report(&mut self, place: &Place, what: String, remedy: &str) {
        self.problems.push(Problem::new(place.clone(), what, remedy));
    }

    /// What a path leads to, and its one spelling.
    fn target(&self, path: &str) -> Result<(Target, String), String> {
        let Some(rest) = path.strip_prefix("policy.").or_else(|| path.strip_prefix("policies.")) else {
            let field = self.base.field(path)?;
            let name = field.name().to_string();
            if matches!(name.rsplit('.').next(), Some("code" | "id" | "name")) {
                return Err(format!("\"{name}\" says which one it is, and cannot be changed"));
            }
            return Ok((Target::Field(field), name));
        };
        let (code, parameter) = rest.split_once('.').map_or((rest, None), |(code, name)| (code, Some(name)));
        let nations = &self.base.case().nations;
        let known: Vec<&str> = nations.iter().map(|nation| nation.code.as_str()).collect();
        let seat = known
            .iter()
            .position(|known| known.eq_ignore_ascii_case(code))
            .ok_or_else(|| format!("there is no nation \"{code}\"; {}", valid_names(code, &known)))?;
        let Some(name) = parameter else { return Ok((Target::Policy(seat), format!("policy.{}", known[seat]))) };
        let parameters: Vec<&str> = parameters::names().collect();
        if !parameters.contains(&name) {
            return Err(format!("policies have no parameter \"{name}\"; {}", valid_names(name, &parameters)));
        }
        Ok((Target::PolicyParameter(seat, name.to_string()), format!("policy.{}.{name}", known[seat])))
    }

    /// Reports what is wrong with a value for a target.
    fn check(&mut self, target: &Target, path: &str, value: &Value, place: &Place) {
        let mistakes = match target {
            Target::Field(field) => match field_of(value) {
                Some(value) => self.base.mistakes(field, &value),
                None => vec!["no field takes nothing".to_string()],
            },
            Target::Policy(_) => match value.as_str() {
                Some(text) => parameters::leadership(text).err().unwrap_or_default(),
                None => vec![format!("a policy is a text such as \"hawk\", not {value}")],
            },
            Target::PolicyParameter(_, name) => match value.as_f64() {
                Some(_) => parameters::read(&format!("pragmatist:{name}={value}")).err().unwrap_or_default(),
                None => vec![format!("\"{name}\" must be a number, not {value}")],
            },
        };
        for mistake in mistakes {
            self.report(place, format!("\"{path}\": {mistake}"), "");
        }
    }

    fn settings(&mut self, written: &[Written]) -> Vec<Setting> {
        let mut settings: Vec<Setting> = Vec::new();
        for one in written {
            match self.target(&one.path) {
                Ok((target, path)) => {
                    self.check(&target, &path, &one.value, &one.place);
                    if settings.iter().any(|earlier| earlier.target == target) {
                        self.report(&one.place, format!("\"{path}\" is set twice"), "set it once");
                    }
                    settings.push(Setting { path, target, value: one.value.clone() });
                }
                Err(why) => self.report(&one.place, why, ""),
            }
        }
        settings
    }

    /// Position of a varied path among all; enters it when it is new.
    fn varied(&mut self, target: Target, path: &str) -> usize {
        if let Some(known) = self.varied.iter().position(|varied| varied.target == target) {
            return known;
        }
        let kind = match &target {
            Target::Policy(_) => VariedKind::Text,
            Target::PolicyParameter(..) => VariedKind::Number,
            Target::Field(field) => match self.base.kind(field) {
                FieldKind::Integer => VariedKind::Integer,
                FieldKind::Number => VariedKind::Number,
                FieldKind::Boolean => VariedKind::Boolean,
                FieldKind::Text | FieldKind::Structure => VariedKind::Text,
            },
        };
        let taken: Vec<&str> = self.varied.iter().map(|varied| varied.column.as_str()).collect();
        let column = column_name(&format!("vary_{path}"), &taken);
        self.varied.push(Varied { path: path.to_string(), column, kind, target });
        self.varied.len() - 1
    }

    /// Design, varied paths, ranges, and what the manifest says of them.
    fn block(&mut self, block: &BlockDraft, set: &[Setting]) -> Ranges {
        let usual = match (block.vary.is_empty(), block.rows.is_empty()) {
            (true, true) => Design::Single,
            (_, false) => Design::Table,
            _ => Design::Factorial,
        };
        let design = block.design.unwrap_or(usual);
        let written = if design == Design::Table { self.columns(block) } else { block.vary.clone() };
        if design == Design::Table && !block.vary.is_empty() {
            self.report(&block.place, "a table has rows, and nothing else varies".to_string(), "remove \"vary\"");
        }
        if design != Design::Table && !block.rows.is_empty() {
            self.report(&block.place, "only a table has rows".to_string(), "write design = \"table\"");
        }
        if written.is_empty() && design != Design::Single {
            let remedy = "name at least one path with its values in [block.vary], or rows of a table";
            self.report(&block.place, "the design is empty: nothing varies".to_string(), remedy);
        }
        if design == Design::Single && !written.is_empty() {
            self.report(&block.place, "design \"single\" varies nothing".to_string(), "write design = \"factorial\"");
        }
        match (design.samples(), block.samples) {
            (true, None) => {
                self.report(&block.place, "the design lacks \"samples\"".to_string(), "write how many points it draws");
            }
            (false, Some(_)) => {
                self.report(&block.place, "\"samples\" is for sampled designs".to_string(), SAMPLED);
            }
            _ => {}
        }
        if design.samples() && written.len() > MAX_SAMPLED {
            let what = format!("{} paths vary", written.len());
            self.report(&block.place, what, &format!("a sampled design varies at most {MAX_SAMPLED}"));
        }
        let (mut vary, mut ranges, mut listed) = (Vec::new(), Vec::new(), Vec::new());
        for one in &written {
            let (target, path) = match self.target(&one.path) {
                Ok(found) => found,
                Err(why) => {
                    self.report(&one.place, why, "");
                    continue;
                }
            };
            if set.iter().any(|setting| setting.target == target) {
                self.report(
                    &one.place,
                    format!("\"{path}\" is set for the block and varies in it"),
                    "do one of the two",
                );
            }
            let position = self.varied(target.clone(), &path);
            if vary.contains(&position) {
                self.report(&one.place, format!("\"{path}\" varies twice in the block"), "name it once");
            }
            let Some((range, told)) = self.range(design, &target, &path, one) else { continue };
            vary.push(position);
            ranges.push(range);
            listed.push(told);
        }
        if design == Design::Zipped {
            self.same_lengths(block, &written);
        }
        Ranges { design, vary, ranges, told: listed }
    }

    fn same_lengths(&mut self, block: &BlockDraft, written: &[Written]) {
        let lengths: Vec<(usize, &str)> =
            written.iter().filter_map(|one| Some((one.value.as_array()?.len(), one.path.as_str()))).collect();
        if let Some(((first, path), (other, odd))) =
            lengths.first().and_then(|first| Some((first, lengths.iter().find(|(length, _)| *length != first.0)?)))
        {
            let what = format!("\"{path}\" has {first} values and \"{odd}\" has {other}");
            self.report(&block.place, what, "lists of a zipped design are of one length");
        }
    }

    /// The columns of a table's rows.
    fn columns(&mut self, block: &BlockDraft) -> Vec<Written> {
        let Some(first) = block.rows.first() else { return Vec::new() };
        let paths: Vec<&str> = first.iter().map(|one| one.path.as_str()).collect();
        let mut columns: Vec<Written> =
            first.iter().map(|one| Written { value: Value::Array(Vec::new()), ..one.clone() }).collect();
        for row in &block.rows {
            for path in &paths {
                if !row.iter().any(|one| one.path == *path) {
                    let place = row.first().map_or(&block.place, |one| &one.place);
                    self.report(place, format!("the row lacks \"{path}\""), "every row has the paths of the first");
                }
            }
            for one in row {
                match columns.iter_mut().find(|column| column.path == one.path) {
                    Some(Written { value: Value::Array(values), .. }) => values.push(one.value.clone()),
                    _ => self.report(
                        &one.place,
                        format!("the first row has no \"{}\"", one.path),
                        "every row has the paths of the first",
                    ),
                }
            }
        }
        columns
    }

    fn range(&mut self, design: Design, target: &Target, path: &str, one: &Written) -> Option<Ranged> {
        match &one.value {
            Value::Array(values) => {
                if values.is_empty() || values.len() > LONGEST {
                    let what = format!("\"{path}\" has {} values", values.len());
                    self.report(&one.place, what, &format!("valid: 1 to {LONGEST}"));
                    return None;
                }
                let mut checked: Vec<&Value> = Vec::new();
                for value in values {
                    if !checked.contains(&value) {
                        self.check(target, path, value, &one.place);
                        if checked.len() < CHECKED as usize {
                            checked.push(value);
                        }
                    } else if design == Design::Factorial {
                        self.report(&one.place, format!("\"{path}\" has the value {value} twice"), "list it once");
                    }
                }
                let told = Vary::Listed { path: path.to_string(), values: values.clone() };
                Some((Range::Values(values.clone()), told))
            }
            Value::Object(range) => self.interval(design, target, path, one, range),
            _ => {
                let remedy = "valid: a list of values, or { from = 0, to = 1, steps = 5 }";
                self.report(&one.place, format!("\"{path}\" has a single value"), remedy);
                None
            }
        }
    }

    fn interval(
        &mut self,
        design: Design,
        target: &Target,
        path: &str,
        one: &Written,
        range: &serde_json::Map<String, Value>,
    ) -> Option<Ranged> {
        let end = |name: &str| range.get(name).and_then(Value::as_f64);
        let (Some(from), Some(to)) = (end("from"), end("to")) else {
            self.report(&one.place, format!("\"{path}\" lacks a number \"from\" or \"to\""), "write both");
            return None;
        };
        let scale = range.get("scale").and_then(Value::as_str).unwrap_or("linear");
        let log = scale == "log";
        if !["linear", "log"].contains(&scale) || range.get("scale").is_some_and(|scale| !scale.is_string()) {
            self.report(&one.place, format!("\"{path}\" has the scale {}", range["scale"]), "valid: linear, log");
            return None;
        }
        if from >= to || (log && from <= 0.0) {
            let remedy = "\"from\" must be less than \"to\", and above zero on a logarithmic scale";
            self.report(&one.place, format!("\"{path}\" runs from {from} to {to}"), remedy);
            return None;
        }
        let whole = matches!(target, Target::Field(field) if self.base.kind(field) == FieldKind::Integer);
        let one_of = |value: f64| if whole && value.fract() == 0.0 { Value::from(value as i64) } else { number(value) };
        self.check(target, path, &one_of(from), &one.place);
        self.check(target, path, &one_of(to), &one.place);
        if design.samples() {
            if range.contains_key("steps") {
                self.report(&one.place, format!("\"{path}\" has steps"), "a sampled design draws from the whole range");
            }
            let told = Vary::Interval { path: path.to_string(), from, to, scale: scale.to_string() };
            return Some((Range::Interval { from, to, log, whole }, told));
        }
        let count = range.get("steps").and_then(Value::as_u64).filter(|count| (2..=LONGEST as u64).contains(count));
        let Some(count) = count else {
            let remedy = format!("valid: \"steps\" from 2 to {LONGEST}, or a sampled design");
            self.report(
                &one.place,
                format!("\"{path}\" does not say in how many steps it goes from {from} to {to}"),
                &remedy,
            );
            return None;
        };
        let values: Vec<Value> = steps(from, to, count, log).into_iter().map(one_of).collect();
        for value in &values {
            self.check(target, path, value, &one.place);
        }
        Some((Range::Values(values.clone()), Vary::Listed { path: path.to_string(), values }))
    }
}

const SAMPLED: &str = "remove it, or write design = \"latin-hypercube\", \"sobol\" or \"saltelli\"";

/// Reports cells that come twice, which would play the same games again.
fn overlaps(plan: &Plan, problems: &mut Vec<Problem>) {
    let mut cells: Vec<(u64, u64)> = (0..plan.cells()).map(|cell| (plan.fingerprint(cell), cell)).collect();
    cells.sort();
    let mut told: Vec<(usize, usize)> = Vec::new();
    for pair in cells.windows(2) {
        let [(one, first), (other, second)] = pair else { continue };
        let blocks = (plan.cell(*first).block, plan.cell(*second).block);
        let sampled = blocks.0 == blocks.1 && plan.sweep().blocks[blocks.0].design.samples();
        if one != other || sampled || told.contains(&blocks) {
            continue;
        }
        told.push(blocks);
        let names = [blocks.0, blocks.1].map(|block| plan.sweep().blocks[block].name.as_str());
        let what = format!(
            "{} of \"{}\" is {} of \"{}\" again",
            plan.describe(*second),
            names[1],
            plan.describe(*first),
            names[0]
        );
        problems.push(Problem::new(
            plan.blocks[blocks.1].place.clone(),
            format!("blocks overlap: {what}"),
            "leave it out of one of them; a cell that comes twice plays the same games twice",
        ));
    }
}

/// Reports what is wrong with cells as a whole: sums that do not add up, names that no longer exist.
fn check_cells(plan: &Plan, problems: &mut Vec<Problem>) {
    let cells = plan.cells();
    let checked = cells.min(CHECKED);
    let mut told: Vec<String> = Vec::new();
    for step in 0..checked {
        let number = if checked > 1 { (step * (cells - 1)) / (checked - 1) } else { 0 };
        let cell = plan.cell(number);
        for mistake in plan.check(&cell) {
            if !told.contains(&mistake) {
                let place = plan.blocks[cell.block].place.clone();
                problems.push(Problem::new(place, format!("{}: {mistake}", plan.describe(number)), ""));
                told.push(mistake);
            }
        }
    }
}
