//! Loading a scenario by name or folder.

use crate::economy::Dataset;
use crate::problem::{Place, Problem, valid_names};
use crate::rules::case::Case;
use crate::scenario::compile;
use crate::scenario::shape::Document;
use crate::scenario::source;
use crate::scenario::spec::ScenarioSpec;
use std::sync::Arc;

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
/// All mistakes, each with its place.
pub fn compile_texts(id: &str, texts: &source::Texts) -> Result<Case, Vec<Problem>> {
    const FILE: &str = "scenario.toml";
    let Some(text) = texts.get(FILE) else {
        let remedy = "a scenario is a folder with scenario.toml and briefings/*.md; `summitry scenario new` writes one";
        return Err(vec![Problem::new(Place::file(FILE), "the scenario has no such file", remedy)]);
    };
    let document = Document::parse(FILE, text)?;
    let problems = document.check(&schema());
    if !problems.is_empty() {
        return Err(problems);
    }
    let spec: ScenarioSpec = toml::from_str(text).map_err(|error| {
        let place = error.span().map_or(Place::file(FILE), |span| Place::offset(FILE, text, span.start));
        vec![Problem::new(place, error.message().replace('\n', ", "), "")]
    })?;
    let economy = if spec.economy == "own" {
        let own: source::Texts = texts
            .iter()
            .filter_map(|(path, text)| Some((path.strip_prefix("economy/")?.to_string(), text.clone())))
            .collect();
        (!own.is_empty()).then_some(own)
    } else {
        source::economy(&spec.economy)
    };
    let Some(economy_texts) = economy else {
        let known = source::shipped_economies();
        let known: Vec<&str> = known.iter().map(String::as_str).chain(["own"]).collect();
        let what = format!("there is no economy \"{}\"", spec.economy);
        return Err(vec![Problem::new(document.place("economy"), what, valid_names(&spec.economy, &known))]);
    };
    let dataset = Dataset::parse(&spec.economy, &economy_texts)?;
    compile::compile(id, texts, &economy_texts, &document, &spec, &dataset)
}

/// Every mistake of a scenario; none when it can be played.
pub fn check(name: &str) -> Vec<Problem> {
    load(name).err().unwrap_or_default()
}
