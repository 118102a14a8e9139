//! Loading a scenario by name or folder.

use crate::economy::Dataset;
use crate::problem::{Place, Problem, valid_names};
use crate::rules::case::Case;
use crate::scenario::compile::{self, Sources};
use crate::scenario::document::Document;
use crate::scenario::spec::ScenarioSpec;
use crate::scenario::{shape, source};
use std::sync::Arc;

const FILE: &str = "scenario.toml";
/// Folder of a scenario's own economy, and the name by which problems call it.
const OWN_ECONOMY: &str = "economy";

/// The JSON Schema of `scenario.toml`, generated from its types.
pub fn schema() -> serde_json::Value {
    serde_json::to_value(schemars::schema_for!(ScenarioSpec)).unwrap_or_default()
}

/// Loads a scenario: a folder, or a shipped one by name.
///
/// # Errors
/// All mistakes of the scenario and its economy, each with its place.
pub fn load(name: &str) -> Result<Arc<Case>, Vec<Problem>> {
    let (id, texts) = source::scenario(name)?;
    compile_texts(&id, &texts).map(Arc::new)
}

/// Compiles a scenario from its files.
///
/// # Errors
/// All mistakes, each with its place and in the order of the files. Only a file that is no TOML at all ends the check early.
pub fn compile_texts(id: &str, texts: &source::Texts) -> Result<Case, Vec<Problem>> {
    read_texts(id, texts, compile::compile)
}

/// Every mistake of a scenario's files that can be seen without solving its economy under the measures.
pub fn check_texts(id: &str, texts: &source::Texts) -> Vec<Problem> {
    let checked = read_texts(id, texts, |sources, _| {
        let problems = compile::check(sources);
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    });
    checked.err().unwrap_or_default()
}

/// Reads a scenario's files and hands them on when their structure is sound; all mistakes otherwise.
fn read_texts<T>(
    id: &str,
    texts: &source::Texts,
    sound: impl FnOnce(&Sources, &Dataset) -> Result<T, Vec<Problem>>,
) -> Result<T, Vec<Problem>> {
    let Some(text) = texts.get(FILE) else {
        let remedy = "a scenario is a folder with scenario.toml and briefings/*.md; `summitry scenario new` writes one";
        return Err(vec![Problem::new(Place::file(FILE), "the scenario has no such file", remedy)]);
    };
    let document = Document::parse(FILE, text)?;
    let shape = shape::check(&document, &schema(), "the scenario");
    let mut problems = shape.problems;
    let name = shape.value.get("economy").and_then(serde_json::Value::as_str).unwrap_or("").to_string();
    let economy_texts = economy(&name, texts, &document, &mut problems);
    let dataset = economy_texts.as_ref().and_then(|economy_texts| {
        let name = if name == "own" { OWN_ECONOMY } else { &name };
        Dataset::parse(name, economy_texts).map_err(|mistakes| problems.extend(mistakes)).ok()
    });
    let spec = match serde_json::from_value::<ScenarioSpec>(shape.value) {
        Ok(spec) => Some(spec),
        Err(error) => {
            // The schema is generated from these types, so this tells of a mistake that it cannot express.
            if problems.is_empty() {
                problems.push(Problem::new(Place::file(FILE), error.to_string(), ""));
            }
            None
        }
    };
    if let Some(spec) = spec.filter(|spec| !spec.nations.is_empty()) {
        let none = source::Texts::new();
        let sources = Sources {
            id,
            texts,
            economy_texts: economy_texts.as_ref().unwrap_or(&none),
            document: &document,
            spec: &spec,
            doubtful: &shape.doubtful,
            dataset: dataset.as_ref(),
        };
        match &dataset {
            Some(dataset) if problems.is_empty() => match sound(&sources, dataset) {
                Ok(made) => return Ok(made),
                Err(mistakes) => problems.extend(mistakes),
            },
            _ => problems.extend(compile::check(&sources)),
        }
    }
    problems.sort();
    problems.dedup();
    Err(problems)
}

/// The files of the economy that a scenario names.
fn economy(
    name: &str,
    texts: &source::Texts,
    document: &Document,
    problems: &mut Vec<Problem>,
) -> Option<source::Texts> {
    let prefix = format!("{OWN_ECONOMY}/");
    let own: source::Texts =
        texts.iter().filter_map(|(path, text)| Some((path.strip_prefix(&prefix)?.to_string(), text.clone()))).collect();
    if name == "own" {
        if own.is_empty() {
            let remedy = "put dataset.toml, regions.csv, sectors.csv, flows.csv and production.csv there, or name a shipped economy";
            problems.push(Problem::new(document.place("economy"), "the scenario has no folder economy/", remedy));
            return None;
        }
        return Some(own);
    }
    let shipped = source::economy(name);
    if shipped.is_some() && !own.is_empty() {
        let what = format!("the folder {prefix} is not used");
        problems.push(Problem::new(document.place("economy"), what, "write economy = \"own\", or remove the folder"));
    }
    if shipped.is_none() && !name.is_empty() {
        let known = source::shipped_economies();
        let known: Vec<&str> = known.iter().map(String::as_str).chain(["own"]).collect();
        let what = format!("there is no economy \"{name}\"");
        problems.push(Problem::new(document.place("economy"), what, valid_names(name, &known)));
    }
    shipped
}

/// Every mistake of a scenario; none when it can be played.
pub fn check(name: &str) -> Vec<Problem> {
    load(name).err().unwrap_or_default()
}
