//! What the verbs read: a dataset, switches of the model, policies, regions.

use crate::cli::Failure;
use crate::economy::{Dataset, Model, NoEquilibrium, Policy, PolicyRow, Switches};
use crate::problem::{Place, Problem, valid_names};
use crate::scenario::source;
use clap::Args;
use std::path::Path;

/// The dataset and the switches of the model.
#[derive(Args)]
pub struct ModelArguments {
    /// Folder of a dataset, or the name of a shipped one.
    pub dataset: String,
    /// A switch of the model, for example elasticities=short or mobility=1.5; may be repeated.
    #[arg(long, value_name = "KEY=VALUE")]
    pub model: Vec<String>,
}

/// Reads a dataset: a folder, or a shipped one by name.
pub fn dataset(name: &str) -> Result<Dataset, Failure> {
    let path = Path::new(name);
    let texts = if path.is_dir() {
        source::read_folder(path)?
    } else {
        source::economy(name).ok_or_else(|| {
            let known = source::shipped_economies();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let remedy =
                format!("give a folder with a dataset.toml, or a shipped economy: {}", valid_names(name, &known));
            vec![Problem::new(Place::file(name), "there is no such economy", remedy)]
        })?
    };
    Ok(Dataset::parse(name.trim_end_matches('/'), &texts)?)
}

impl ModelArguments {
    /// The model that the arguments ask for; all mistakes of the switches at once.
    pub fn model(&self) -> Result<Model, Failure> {
        let dataset = dataset(&self.dataset)?;
        let switches = switches(&dataset, &self.model)?;
        Ok(Model::new(&dataset, switches))
    }
}

fn switches(dataset: &Dataset, flags: &[String]) -> Result<Switches, Failure> {
    let mut switches = dataset.switches.clone();
    let mut mistakes = Vec::new();
    for flag in flags {
        let done = match flag.split_once('=') {
            Some((name, value)) => switches.set(name.trim(), value.trim()),
            None => Err(format!("valid: KEY=VALUE with KEY one of {}", Switches::NAMES.join(", "))),
        };
        if let Err(mistake) = done {
            mistakes.push(format!("--model {flag}: {mistake}"));
        }
    }
    if mistakes.is_empty() { Ok(switches) } else { Err(Failure::Flag(mistakes.join("\nerror: "))) }
}

/// The policy in a file, or one that the dataset brings along, by name; the base year's when none is given.
pub fn policy(dataset: &Dataset, given: Option<&str>) -> Result<Policy, Failure> {
    Ok(Policy::of(dataset, &rows(dataset, given)?))
}

fn rows(dataset: &Dataset, given: Option<&str>) -> Result<Vec<PolicyRow>, Failure> {
    let Some(given) = given else { return Ok(Vec::new()) };
    let path = Path::new(given);
    if path.is_file() {
        let text = std::fs::read_to_string(path).map_err(|error| {
            vec![Problem::new(Place::file(given), format!("cannot be read: {error}"), "a policy is a UTF-8 text file")]
        })?;
        return Ok(dataset.read_policy(given, &text)?);
    }
    let name = given.trim_start_matches("policies/").trim_end_matches(".csv");
    dataset.policies.get(name).cloned().ok_or_else(|| {
        let known: Vec<&str> = dataset.policies.keys().map(String::as_str).collect();
        let remedy = format!("give a CSV file, or a policy of the dataset: {}", valid_names(name, &known));
        Failure::Input(vec![Problem::new(Place::file(given), "there is no such policy", remedy)])
    })
}

/// A region by its code.
pub fn region(dataset: &Dataset, code: &str) -> Result<usize, Failure> {
    let codes = dataset.region_codes();
    codes.iter().position(|known| known.eq_ignore_ascii_case(code)).ok_or_else(|| {
        let known: Vec<&str> = codes.iter().map(String::as_str).collect();
        Failure::Flag(format!("--region {code}: there is no such region; {}", valid_names(code, &known)))
    })
}

impl From<NoEquilibrium> for Failure {
    fn from(why: NoEquilibrium) -> Self {
        Failure::System(why.to_string())
    }
}
