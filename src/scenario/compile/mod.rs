//! From names to indices: checks what belongs together and builds the [`Case`].

mod calendar;
mod issues;
mod measures;
mod opening;
mod people;
mod regimes;

use crate::economy::Dataset;
use crate::problem::{Place, Problem, valid_names};
use crate::rules::case::*;
use crate::rules::parameters::Parameters;
use crate::rules::regime::RegimeTable;
use crate::rules::value::{hope, reputation};
use crate::scenario::document::Document;
use crate::scenario::source::Texts;
use crate::scenario::spec::*;
use people::People;
use std::collections::BTreeMap;

/// Weights that should add up to one may miss it by this much.
const WEIGHT_TOLERANCE: f64 = 1e-6;

/// Names of the built-in policies, which a scenario may mix. The policies themselves lie above this module; a test compares.
pub const POLICY_NAMES: [&str; 10] =
    ["hawk", "dove", "tit-for-tat", "brinkman", "legalist", "pragmatist", "random", "novice", "seasoned", "master"];

/// What the compiler reads.
pub struct Sources<'s> {
    /// Name of the scenario.
    pub id: &'s str,
    /// Files of the scenario.
    pub texts: &'s Texts,
    /// Files of its economy.
    pub economy_texts: &'s Texts,
    /// `scenario.toml` with its places.
    pub document: &'s Document<'s>,
    /// `scenario.toml`, mended where its structure is wrong.
    pub spec: &'s ScenarioSpec,
    /// Paths of the specification whose value is not the author's.
    pub doubtful: &'s [String],
    /// The economy; none when it has mistakes of its own, and names that refer to it cannot be checked.
    pub dataset: Option<&'s Dataset>,
}

/// Every name that is not defined, every sum that does not add up, every date out of order, and whatever else is wrong with what
/// the structure allows; each with its place.
pub fn check(sources: &Sources) -> Vec<Problem> {
    let mut compiler = Compiler { sources, spec: sources.spec, problems: Vec::new(), dates: true };
    compiler.parts();
    compiler.problems
}

/// Builds the case of a scenario.
///
/// # Errors
/// What [`check`] finds, and an economy without an equilibrium under one of the measures.
pub fn compile(sources: &Sources, dataset: &Dataset) -> Result<Case, Vec<Problem>> {
    let mut compiler = Compiler { sources, spec: sources.spec, problems: Vec::new(), dates: true };
    let parts = compiler.parts();
    let economy = compiler.economy(dataset);
    let economy = match economy {
        Some(economy) if compiler.problems.is_empty() => economy,
        _ => return Err(compiler.problems),
    };
    let plan = compiler.plan(dataset, &parts);
    let starts: Vec<u8> = parts.measures.iter().map(|measure| measure.start).collect();
    let nations = parts.people.nations.len();
    let regimes = RegimeTable::new(plan, economy, &starts, &issues::option_ranges(nations, &parts.issues));
    let mut issues = parts.issues;
    issues::scale_effects(nations, &mut issues, &regimes);
    let spec = sources.spec;
    let mut case = Case {
        id: sources.id.to_string(),
        title: spec.title.clone(),
        summary: spec.summary.clone(),
        situation: sources.texts.get(people::SITUATION).cloned().unwrap_or_default(),
        hash: hash(sources.texts, sources.economy_texts),
        calendar: parts.calendar,
        summit: parts.summit,
        parameters: parts.parameters,
        nations: parts.people.nations,
        negotiators: parts.people.negotiators,
        measures: parts.measures,
        issues,
        channels: parts.channels,
        relations: parts.relations,
        commitments: parts.commitments,
        agreements: parts.agreements,
        events: parts.events,
        incidents: parts.incidents,
        record: parts.record,
        reputations: Vec::new(),
        hopes: Vec::new(),
        regimes,
    };
    case.reputations = case.nation_ids().map(|nation| reputation(&case, nation)).collect();
    case.hopes = case.nation_ids().map(|nation| hope(&case, nation)).collect();
    Ok(case)
}

/// A fingerprint of the files that decide a game; documentation and line endings do not count.
fn hash(texts: &Texts, economy: &Texts) -> u64 {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    let decisive = texts.iter().filter(|(path, _)| path.ends_with(".toml"));
    let data = economy.iter().filter(|(path, _)| !path.ends_with(".md"));
    for (path, text) in decisive.chain(data) {
        hasher.update(path.as_bytes());
        hasher.update(&[0]);
        hasher.update(text.replace("\r\n", "\n").as_bytes());
        hasher.update(&[0]);
    }
    hasher.digest()
}

/// What the compiler makes of the specification before the economy is solved.
struct Parts {
    calendar: Calendar,
    summit: SummitCase,
    parameters: Parameters,
    people: People,
    measures: Vec<MeasureCase>,
    issues: Vec<IssueCase>,
    channels: Vec<ChannelCase>,
    relations: Vec<RelationCase>,
    commitments: Vec<CommitmentCase>,
    agreements: Vec<AgreementCase>,
    events: Vec<EventCase>,
    incidents: Vec<IncidentCase>,
    record: Option<RecordCase>,
    inputs: Vec<String>,
}

struct Compiler<'s> {
    sources: &'s Sources<'s>,
    spec: &'s ScenarioSpec,
    problems: Vec<Problem>,
    /// Whether the calendar is in order, so that dates can be judged by it.
    dates: bool,
}

fn goals_of(weights: &GoalWeights) -> Goals {
    [
        weights.prosperity,
        weights.lobby,
        weights.security,
        weights.autonomy,
        weights.cooperation,
        weights.standing,
        weights.points,
    ]
}

fn level_of(level: ChannelSpec) -> Level {
    match level {
        ChannelSpec::BackChannel => Level::BackChannel,
        ChannelSpec::PhoneCall => Level::PhoneCall,
        ChannelSpec::Technical => Level::Technical,
        ChannelSpec::Ministerial => Level::Ministerial,
        ChannelSpec::Leaders => Level::Leaders,
    }
}

impl Compiler<'_> {
    /// Whether the value at a path is the author's own.
    fn sure(&self, path: &str) -> bool {
        !self.sources.doubtful.iter().any(|doubtful| within(path, doubtful))
    }

    /// Whether the value at a path and all below it are the author's own.
    fn wholly_sure(&self, path: &str) -> bool {
        self.sure(path) && !self.sources.doubtful.iter().any(|doubtful| within(doubtful, path))
    }

    /// Reports a mistake at a path, unless its structure is at fault already.
    fn report(&mut self, path: &str, what: impl Into<String>, remedy: impl Into<String>) {
        if self.sure(path) {
            let place = self.sources.document.place(path);
            self.problems.push(Problem::new(place, what, remedy));
        }
    }

    /// Reports a mistake about a day, unless the calendar is at fault already.
    fn report_day(&mut self, path: &str, what: impl Into<String>, remedy: impl Into<String>) {
        if self.dates && self.wholly_sure("calendar") {
            self.report(path, what, remedy);
        }
    }

    /// Position of a name in a list; reports an unknown one and answers with the first.
    fn find(&mut self, path: &str, kind: &str, name: &str, known: &[String]) -> usize {
        let place = self.sources.document.place(path);
        self.find_at(path, place, kind, name, known)
    }

    /// As [`Compiler::find`] for a name that is the key of a table.
    fn find_key(&mut self, path: &str, kind: &str, name: &str, known: &[String]) -> usize {
        let place = self.sources.document.key_place(path);
        self.find_at(path, place, kind, name, known)
    }

    fn find_at(&mut self, path: &str, place: Place, kind: &str, name: &str, known: &[String]) -> usize {
        known.iter().position(|candidate| candidate == name).unwrap_or_else(|| {
            // An empty name stands for one whose definition is at fault: this may be what it was meant to be.
            if self.sure(path) && !known.iter().any(String::is_empty) {
                let names: Vec<&str> = known.iter().map(String::as_str).collect();
                self.problems.push(Problem::new(
                    place,
                    format!("unknown {kind} \"{name}\""),
                    valid_names(name, &names),
                ));
            }
            0
        })
    }

    /// Whether a code is a nation's, so that what is wrong about it can be said.
    fn is_nation(&self, code: &str) -> bool {
        self.spec.nations.iter().any(|nation| nation.code == code)
    }

    fn codes(&self) -> Vec<String> {
        self.spec.nations.iter().map(|nation| nation.code.clone()).collect()
    }

    fn nation(&mut self, path: &str, code: &str) -> NationId {
        NationId::at(self.find(path, "nation", code, &self.codes()))
    }

    fn nations(&mut self, path: &str, codes: &[String]) -> Nations {
        let mut set = Nations::NONE;
        for (index, code) in codes.iter().enumerate() {
            let inner = format!("{path}[{index}]");
            let nation = self.nation(&inner, code);
            if codes[..index].contains(code) {
                self.report(&inner, format!("\"{code}\" is named twice"), "name each nation once");
            }
            set = set.with(nation);
        }
        set
    }

    fn measure_ids(&self) -> Vec<String> {
        self.spec.measures.iter().map(|measure| measure.id.clone()).collect()
    }

    fn measure(&mut self, path: &str, id: &str) -> MeasureId {
        MeasureId::at(self.find(path, "measure", id, &self.measure_ids()))
    }

    /// A level of a measure; none where the measure is unknown.
    fn level(&mut self, path: &str, measure: &str, level: &str) -> Option<u8> {
        let spec = self.spec.measures.iter().find(|known| known.id == measure)?;
        let known: Vec<String> = spec.levels.iter().map(|level| level.name.clone()).collect();
        let mistakes = self.problems.len();
        let position = self.find(path, &format!("level of \"{measure}\""), level, &known);
        (self.problems.len() == mistakes && position < known.len()).then_some(position as u8)
    }

    /// Levels by measure; those that are not defined are left out.
    fn levels(&mut self, path: &str, levels: &BTreeMap<String, String>) -> Vec<(MeasureId, u8)> {
        let known = self.measure_ids();
        let mut found = Vec::new();
        for (id, level) in levels {
            let inner = format!("{path}.{id}");
            let measure = MeasureId::at(self.find_key(&inner, "measure", id, &known));
            if let Some(level) = self.level(&inner, id, level) {
                found.push((measure, level));
            }
        }
        found
    }

    /// Severity of a level of a measure, 0 where there is no such level.
    fn severity(&self, measure: MeasureId, level: u8) -> f64 {
        self.spec.measures.get(measure.index()).and_then(|m| m.levels.get(level as usize)).map_or(0.0, |l| l.severity)
    }

    fn unique(&mut self, list: &str, field: &str, names: &[String]) {
        for (index, name) in names.iter().enumerate() {
            if !name.is_empty() && names[..index].contains(name) {
                let path = format!("{list}[{index}].{field}");
                self.report(&path, format!("\"{name}\" is defined twice"), "give each its own name");
            }
        }
    }

    fn weights(&mut self, path: &str, what: &str, total: f64) {
        if (total - 1.0).abs() > WEIGHT_TOLERANCE && self.wholly_sure(path) {
            self.report(path, format!("{what} add up to {total:.4}"), "they must add up to 1");
        }
    }

    fn parts(&mut self) -> Parts {
        let spec = self.spec;
        self.unique("nation", "code", &self.codes());
        self.unique("nation", "name", &spec.nations.iter().map(|n| n.name.clone()).collect::<Vec<_>>());
        self.unique("measure", "id", &self.measure_ids());
        self.unique("issue", "id", &spec.issues.iter().map(|i| i.id.clone()).collect::<Vec<_>>());
        let parameters = self.parameters();
        let calendar = self.calendar();
        let summit = self.summit(&calendar);
        let inputs = self.inputs();
        let people = self.people(&inputs);
        let measures = self.measures(&calendar, &inputs);
        let issues = self.issues(&calendar);
        let channels = self.channels(&calendar, &issues);
        let relations = self.relations();
        let commitments = self.commitments(&calendar);
        let agreements = self.agreements(&calendar);
        let events = self.events(&calendar);
        let incidents = self.incidents();
        let record = self.record(&issues);
        self.closable(&issues, &channels, &people, &summit);
        Parts {
            calendar,
            summit,
            parameters,
            people,
            measures,
            issues,
            channels,
            relations,
            commitments,
            agreements,
            events,
            incidents,
            record,
            inputs,
        }
    }

    fn parameters(&mut self) -> Parameters {
        let mut parameters = Parameters::default();
        let known: Vec<String> = Parameters::LIST.iter().map(|info| info.name.to_string()).collect();
        for (name, value) in &self.spec.parameters {
            let path = format!("parameters.{name}");
            match Parameters::LIST.iter().find(|info| info.name == name) {
                Some(info) if *value < info.low || *value > info.high => {
                    let what = format!("\"{name}\" is {value}, out of range");
                    self.report(&path, what, format!("valid: {} to {}", info.low, info.high));
                }
                Some(_) => {
                    parameters.set(name, *value);
                }
                None => {
                    self.find_key(&path, "parameter", name, &known);
                }
            }
        }
        parameters
    }
}

/// Whether a path is another or lies below it.
fn within(path: &str, other: &str) -> bool {
    path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
