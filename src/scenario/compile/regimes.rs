//! The scenario's hold on its economy: names of regions, sectors and inputs, the trade model, and the plan of regimes.

use super::{Compiler, Parts};
use crate::economy::{CriticalInputs, Dataset, ElasticityHorizon, Memo, Model, Use};
use crate::problem::valid_names;
use crate::rules::case::*;
use crate::rules::regime::{InputPlan, RegimePlan};
use crate::scenario::spec::*;
use std::sync::Arc;

const REGION: &str = "region of the economy";
const SECTOR: &str = "sector of the economy";
const INPUT: &str = "critical input";

impl Compiler<'_> {
    /// Position of a region's code; the first where the economy has mistakes of its own.
    pub(super) fn find_region(&mut self, path: &str, code: &str) -> usize {
        self.sources.dataset.map_or(0, |dataset| self.find(path, REGION, code, &dataset.region_codes()))
    }

    /// Position of a sector's code; the first where the economy has mistakes of its own.
    pub(super) fn find_sector(&mut self, path: &str, code: &str) -> usize {
        self.sources.dataset.map_or(0, |dataset| self.find(path, SECTOR, code, &dataset.sector_codes()))
    }

    /// As [`Compiler::find_sector`] for the key of a table.
    pub(super) fn find_sector_key(&mut self, path: &str, code: &str) -> usize {
        self.sources.dataset.map_or(0, |dataset| self.find_key(path, SECTOR, code, &dataset.sector_codes()))
    }

    /// Position of a critical input's name; the first where the economy has mistakes of its own.
    pub(super) fn find_input(&mut self, path: &str, name: &str, known: &[String]) -> usize {
        self.sources.dataset.map_or(0, |_| self.find(path, INPUT, name, known))
    }

    /// As [`Compiler::find_input`] for the key of a table.
    pub(super) fn find_input_key(&mut self, path: &str, name: &str, known: &[String]) -> usize {
        self.sources.dataset.map_or(0, |_| self.find_key(path, INPUT, name, known))
    }

    /// Names of the critical inputs that are followed.
    pub(super) fn inputs(&mut self) -> Vec<String> {
        let Some(dataset) = self.sources.dataset else { return Vec::new() };
        let mut inputs = dataset.critical.as_ref().map(CriticalInputs::input_names).unwrap_or_default();
        if inputs.len() > MAX_INPUTS {
            let what = format!("the economy has {} critical inputs", inputs.len());
            self.report("economy", what, format!("valid: at most {MAX_INPUTS}"));
            inputs.truncate(MAX_INPUTS);
        }
        if let Some(name) = self.spec.baseline.as_ref().filter(|name| !dataset.policies.contains_key(*name)) {
            let known: Vec<&str> = dataset.policies.keys().map(String::as_str).collect();
            self.report("baseline", format!("the economy has no policy \"{name}\""), valid_names(name, &known));
        }
        inputs
    }

    /// The trade model over the lattice of measure levels; none when a level alone has no equilibrium.
    pub(super) fn economy(&mut self, dataset: &Dataset) -> Option<Memo> {
        let mut switches = dataset.switches.clone();
        switches.elasticities = match self.spec.elasticities {
            Elasticities::Long => ElasticityHorizon::Long,
            Elasticities::Short => ElasticityHorizon::Short,
        };
        let base = self.spec.baseline.as_ref().and_then(|name| dataset.policies.get(name)).cloned().unwrap_or_default();
        let mut levels = Vec::new();
        for (index, measure) in self.spec.measures.iter().enumerate() {
            let rows = |(level, spec): (usize, &LevelSpec)| {
                self.rows(&format!("measure[{index}].level[{level}]"), &spec.policy)
            };
            levels.push(measure.levels.iter().enumerate().map(rows).collect());
        }
        if !self.problems.is_empty() {
            return None;
        }
        match Memo::new(Arc::new(Model::new(dataset, switches)), base, levels) {
            Ok(memo) => Some(memo),
            Err(why) => {
                self.report("measure", why.to_string(), "the baseline and each level alone must have an equilibrium");
                None
            }
        }
    }

    /// How a regime is made of the levels' effects, cuts and the economy.
    pub(super) fn plan(&mut self, dataset: &Dataset, parts: &Parts) -> RegimePlan {
        let spec = self.spec;
        let mut effects = Vec::new();
        let mut deliveries = Vec::new();
        for (index, measure) in spec.measures.iter().enumerate() {
            let mut by_level = Vec::new();
            for (level, level_spec) in measure.levels.iter().enumerate() {
                let path = format!("measure[{index}].level[{level}]");
                by_level.push(self.effects(&format!("{path}.effects"), &level_spec.effects));
                deliveries.extend(self.cuts(
                    &path,
                    MeasureId::at(index),
                    level as u8,
                    &level_spec.deliveries,
                    &parts.inputs,
                ));
            }
            effects.push(by_level);
        }
        let none = CriticalInputs::default();
        let critical = dataset.critical.as_ref().unwrap_or(&none);
        let regions = &parts.people.regions;
        let users = |name: &str, region: usize| {
            let with_weight = |user: Use| (dataset.value_added_weight(region, user.sector), user);
            critical.users(name, region).into_iter().map(with_weight).collect()
        };
        let spending = |name: &str, region: usize| -> f64 {
            let of = |user: Use| {
                let output = dataset.value_added_weight(region, user.sector)
                    / dataset.value_added[region * dataset.sector_count() + user.sector].max(1e-9);
                100.0 * output * user.exposure * user.cost_share
            };
            critical.users(name, region).into_iter().map(of).sum()
        };
        let inputs = parts.inputs.iter().map(|name| InputPlan {
            name: name.clone(),
            shares: (0..dataset.region_count()).map(|region| critical.supply_shares(name, region)).collect(),
            users: (0..dataset.region_count()).map(|region| users(name, region)).collect(),
            spending: (0..dataset.region_count()).map(|region| spending(name, region)).collect(),
        });
        RegimePlan {
            regions: regions.clone(),
            effects,
            inputs: inputs.collect(),
            deliveries,
            sectors: parts.people.sectors.clone(),
            supply_security: parts.parameters.supply_security,
            rigidity: parts.parameters.input_rigidity,
            sector_span: parts.parameters.sector_span,
            low: [[0.0; Goal::ALL.len()]; MAX_NATIONS],
            high: [[0.0; Goal::ALL.len()]; MAX_NATIONS],
        }
    }
}
