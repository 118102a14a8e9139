//! Every target of every expected.json within its tolerance, through the library and through the command.

use crate::world;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use summitry::economy::{Dataset, Model, Objective, Output, Policy, Solution};

/// An expected.json.
#[derive(Deserialize)]
pub struct Expected {
    pub cases: Vec<Case>,
}

/// A policy and what it should lead to.
#[derive(Deserialize)]
pub struct Case {
    pub id: String,
    pub kind: Option<String>,
    pub policy: Option<String>,
    #[serde(default)]
    pub policies: Vec<String>,
    #[serde(default)]
    pub model: BTreeMap<String, Value>,
    #[serde(default)]
    pub targets: Vec<Target>,
    exporter: Option<String>,
    importer: Option<String>,
    sector: Option<String>,
    grid: Option<(f64, f64, usize)>,
    region: Option<String>,
    value: Option<f64>,
    pub tolerance: Option<f64>,
}

/// A number and its tolerance.
#[derive(Deserialize)]
pub struct Target {
    pub output: String,
    pub arg: Option<Value>,
    pub region: String,
    pub value: f64,
    pub tolerance: f64,
}

impl Target {
    /// `NAME` or `NAME:ARG`, as the command takes it.
    pub fn name(&self) -> String {
        match &self.arg {
            None => self.output.clone(),
            Some(Value::String(text)) => format!("{}:{text}", self.output),
            Some(Value::Array(codes)) => {
                let codes: Vec<&str> = codes.iter().filter_map(Value::as_str).collect();
                format!("{}:{}", self.output, codes.join(";"))
            }
            Some(other) => panic!("argument {other}"),
        }
    }

    /// The number that the target is about, among those of all regions.
    pub fn pick(&self, values: &BTreeMap<String, f64>) -> f64 {
        if self.region == "max-abs" {
            return values.values().fold(0.0, |most: f64, value| most.max(value.abs()));
        }
        if let Some(left_out) = self.region.strip_prefix("mean-excluding:") {
            let others: Vec<f64> =
                values.iter().filter(|(code, _)| *code != left_out).map(|(_, value)| *value).collect();
            return others.iter().sum::<f64>() / others.len() as f64;
        }
        values[&self.region]
    }
}

/// A switch's value as the command takes it.
pub fn switch_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_string)
}

fn model(dataset: &Dataset, case: &Case) -> Model {
    let mut switches = dataset.switches.clone();
    for (name, value) in &case.model {
        switches.set(name, &switch_text(value)).expect("a switch");
    }
    Model::new(dataset, switches)
}

fn solve(model: &Model, policy: &Policy, case: &str) -> Solution {
    model.solve(policy).unwrap_or_else(|why| panic!("{case}: {why}"))
}

/// Reads an expected.json.
pub fn read(path: &Path) -> Expected {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).expect("expected.json")
}

/// The tariff with the highest real income on a grid, by a parabola through the best three points.
fn best_tariff(dataset: &Dataset, model: &Model, case: &Case) -> f64 {
    let position =
        |code: &Option<String>, known: Vec<String>| known.iter().position(|c| Some(c) == code.as_ref()).expect("code");
    let exporter = position(&case.exporter, dataset.region_codes());
    let importer = position(&case.importer, dataset.region_codes());
    let sector = position(&case.sector, dataset.sector_codes());
    let region = position(&case.region, dataset.region_codes());
    let (from, to, points) = case.grid.expect("grid");
    let width = (to - from) / (points - 1) as f64;
    let values: Vec<f64> = (0..points)
        .map(|point| {
            let mut policy = Policy::base(dataset);
            policy.tariff[dataset.flow_index(exporter, importer, sector)] = from + width * point as f64;
            model.output(&solve(model, &policy, &case.id), &Output::Welfare, region)
        })
        .collect();
    let best = (0..points).max_by(|&a, &b| values[a].total_cmp(&values[b])).expect("points");
    let (left, top, right) = (values[best - 1], values[best], values[best + 1]);
    from + width * (best as f64 + 0.5 * (left - right) / (left - 2.0 * top + right))
}

/// Runs one expected.json through the library; the number of targets and those missed.
fn run_library(dataset: &Dataset, expected: &Expected) -> (usize, Vec<String>) {
    let (mut count, mut missed) = (0, Vec::new());
    let mut check = |name: String, got: f64, want: f64, tolerance: f64| {
        count += 1;
        let met = (got - want).abs() <= tolerance;
        if !met {
            missed.push(format!("{}: {name}: {got} instead of {want} ± {tolerance}", dataset.name));
        }
    };
    for case in &expected.cases {
        let model = model(dataset, case);
        match case.kind.as_deref() {
            Some("argmax") => {
                let best = best_tariff(dataset, &model, case);
                check(case.id.clone(), best, case.value.expect("value"), case.tolerance.expect("tolerance"));
            }
            Some("equal") => {
                let real: Vec<Vec<f64>> = case
                    .policies
                    .iter()
                    .map(|path| {
                        let solution = solve(&model, &world::policy(dataset, Some(path)), &case.id);
                        (0..dataset.region_count())
                            .map(|n| model.output(&solution, &Output::Welfare, n) / 100.0)
                            .collect()
                    })
                    .collect();
                let gap = real[0].iter().zip(&real[1]).fold(0.0, |most: f64, (a, b)| most.max((a - b).abs()));
                check(case.id.clone(), gap, 0.0, case.tolerance.expect("tolerance"));
            }
            _ => {
                let solution = solve(&model, &world::policy(dataset, case.policy.as_deref()), &case.id);
                for target in &case.targets {
                    let output = Output::parse(&target.name(), dataset).expect("an output");
                    let codes = dataset.region_codes().into_iter().enumerate();
                    let values = codes.map(|(n, code)| (code, model.output(&solution, &output, n))).collect();
                    let name = format!("{} {} {}", case.id, target.name(), target.region);
                    check(name, target.pick(&values), target.value, target.tolerance);
                }
            }
        }
    }
    (count, missed)
}

fn assert_met(result: (usize, Vec<String>), least: usize) {
    let (count, missed) = result;
    assert!(missed.is_empty(), "{} of {count} targets missed:\n{}", missed.len(), missed.join("\n"));
    assert!(count >= least, "only {count} targets were read");
}

/// The expected.json of a shipped economy.
pub fn fixture(name: &str) -> Expected {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/economy").join(name).join("expected.json"))
}

#[test]
fn textbook_cases_meet_theory() {
    for (name, targets) in [("acr-autarky", 2), ("lerner", 1), ("soe-optimal-tariff", 1), ("zero-change", 5)] {
        assert_met(run_library(&world::shipped(name), &fixture(name)), targets);
    }
}

#[test]
fn the_world_of_2024_meets_its_reference() {
    assert_met(run_library(&world::shipped("world-2024"), &fixture("world-2024")), 200);
}

#[test]
fn trade_wars_and_trade_talks_are_reproduced() {
    let Some(path) = world::reference("economy/ossa2014") else {
        eprintln!(
            "skipped: the licensed dataset ossa2014 is not at hand; SUMMITRY_REFERENCE names the folder that holds economy/ossa2014"
        );
        return;
    };
    assert_met(run_library(&world::folder(&path), &read(&path.join("expected.json"))), 40);
}

/// The search does not see the published tariffs; it must find as good ones (Ossa 2014, Table 3a).
#[test]
fn the_published_optimum_is_found_again() {
    let Some(path) = world::reference("economy/ossa2014") else {
        eprintln!("skipped: the licensed dataset ossa2014 is not at hand");
        return;
    };
    let dataset = world::folder(&path);
    let model = Model::new(&dataset, dataset.switches.clone());
    let region = dataset.region_codes().iter().position(|code| code == "USA").expect("a region");
    let chosen = model.optimal_tariffs(&Policy::base(&dataset), region, Objective::RealIncome).expect("an optimum");
    let found = model.output(&chosen.solution, &Output::Welfare, region);
    let published = model.output(
        &solve(&model, &world::policy(&dataset, Some("policies/optimal-bas-USA.csv")), "USA"),
        &Output::Welfare,
        region,
    );
    assert!((found - 2.3).abs() <= 0.051 && found >= published - 1e-3, "{found} against {published}");
}
