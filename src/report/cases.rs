//! The scenario of a cell, as the sweep changed it, and who led a game: what a replay needs.

use crate::batch::again;
use crate::delegations::parameters;
use crate::delegations::policy::Leadership;
use crate::game::Leader;
use crate::problem::Problem;
use crate::report::results::{Results, Value};
use crate::rules::case::Case;
use crate::scenario;
use crate::scenario::overrides::Adjustable;
use std::sync::Arc;

/// The scenario without changes, where it can be loaded and is the one that was played.
pub fn base(results: &Results) -> Option<Arc<Case>> {
    let case = scenario::load(&results.manifest.sweep.scenario).ok()?;
    (format!("{:016x}", case.hash) == results.manifest.scenario_hash).then_some(case)
}

/// Who led each seat of a game, as recorded; none where the program knows no such policy.
pub fn leaders(results: &Results, row: usize) -> Option<Vec<Leader>> {
    let leader = |policies: &Vec<String>| match parameters::leadership(&policies[row]) {
        Ok(leadership @ Leadership::Fixed(_)) => Some(Leader::BuiltIn(leadership)),
        _ => None,
    };
    results.games.policies.iter().map(leader).collect()
}

/// The scenario as the sweep changed it for a cell.
///
/// # Errors
/// Why it cannot be had, as a clause.
pub fn of_cell(results: &Results, cell: usize) -> Result<Arc<Case>, String> {
    base(results).ok_or("the scenario is not the one that was played")?;
    let said = |problems: Vec<Problem>| problems.first().map(ToString::to_string).unwrap_or_default();
    let adjustable = Adjustable::load(&results.manifest.sweep.scenario).map_err(said)?;
    let settings = settings(results, cell);
    let paths = settings.iter().map(|(path, _)| adjustable.field(path)).collect::<Result<Vec<_>, _>>()?;
    again::changed(&adjustable, paths.iter().zip(settings.iter().map(|(_, value)| value))).map_err(said)
}

/// Fields that the sweep sets in a cell, in order: everywhere, in its block, and what varies. Leaders are not among them.
fn settings(results: &Results, cell: usize) -> Vec<(String, serde_json::Value)> {
    let sweep = &results.manifest.sweep;
    let number = results.cells[cell];
    let block = sweep.blocks.iter().find(|block| (block.first_cell..block.first_cell + block.cells).contains(&number));
    let fixed = sweep.set.iter().chain(block.into_iter().flat_map(|block| &block.set));
    let fixed = fixed.map(|(path, value)| (path.clone(), value.clone()));
    let varied = results.manifest.varied.iter().zip(&results.values).filter_map(|(varied, values)| {
        let value = match (&values[cell], varied.kind.as_str()) {
            (Value::Open, _) => return None,
            (Value::Number(number), "integer") => serde_json::json!(*number as i64),
            (Value::Number(number), _) => serde_json::json!(number),
            // Lists, and values of mixed kinds, are written as JSON.
            (Value::Text(text), _) => serde_json::from_str(text).unwrap_or_else(|_| serde_json::json!(text)),
        };
        Some((varied.path.clone(), value))
    });
    fixed.chain(varied).filter(|(path, _)| !path.starts_with("policy.")).collect()
}

/// The command that plays a game again.
pub fn command(results: &Results, row: usize) -> String {
    let manifest = &results.manifest;
    let settings = settings(results, results.games.cell[row]);
    let policies = manifest.nations.iter().zip(&results.games.policies);
    again::command(
        &manifest.sweep.scenario,
        results.games.seed[row],
        settings.iter().map(|(path, value)| (path.as_str(), value)),
        policies.map(|(nation, policies)| (nation.code.as_str(), policies[row].as_str())),
    )
}
