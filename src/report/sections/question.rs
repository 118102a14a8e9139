//! The question as specified: scenario, what varies and how, what is held fixed, who leads, how often, from which seed.

use crate::report::figure::{Section, Table, count};
use crate::report::results::{Block, Results, Vary};
use maud::{Markup, html};

/// The part.
pub fn section(results: &Results) -> Section {
    let manifest = &results.manifest;
    let sweep = &manifest.sweep;
    let cells = manifest.cells;
    let varied = sweep.blocks.iter().any(|block| !block.vary.is_empty());
    let body = html! {
        @if let Some(question) = &sweep.question { blockquote { p { (question) } } }
        dl {
            dt { "Scenario" }
            dd { (manifest.scenario_title) " (" code { (sweep.scenario) } ")" }
            dt { "Games" }
            dd { (count(manifest.games)) " in " (count(cells)) @if cells == 1 { " cell" } @else { " cells" }
                ": a cell is one combination of values, played once a replicate" }
            dt { "Chance" }
            dd { "Root seed " code { (sweep.seed) } ". Games of the same replicate have the same seed in every cell (common random \
                numbers), so that cells are compared game by game." }
            @if let Some(shard) = manifest.shard {
                dt { "Part" }
                dd { "Shard " (shard.index) " of " (shard.of) ", counted from 0: the rest of the sweep is not in this report." }
            }
            @if !sweep.set.is_empty() { dt { "Held fixed" } dd { (assignments(&sweep.set)) } }
            @if !sweep.policy.is_empty() { dt { "Leaders" } dd { (assignments(&sweep.policy)) "; all others as the scenario mixes them" } }
            @if manifest.failed.games > 0 {
                dt { "Failed" }
                dd { (count(manifest.failed.games)) " games met a policy for which the trade model has no equilibrium. They are counted \
                    with what they came to; " code { "manifest.json" } " lists the commands that play them again." }
            }
        }
        @if varied {
            @for (position, block) in sweep.blocks.iter().enumerate() { (of_block(block, position, sweep.blocks.len())) }
        } @else {
            p { "Nothing varies in this batch: every game is of the scenario as it stands. " code { "--sweep PATH=VALUE,VALUE" }
                " would vary a field of it." }
        }
    };
    Section { id: "question", title: "The question", body }
}

fn assignments(set: &serde_json::Map<String, serde_json::Value>) -> Markup {
    let parts: Vec<String> = set.iter().map(|(path, value)| format!("{path} = {}", written(value))).collect();
    html! { (parts.join("; ")) }
}

fn of_block(block: &Block, position: usize, blocks: usize) -> Markup {
    let name = block.name.clone().unwrap_or_else(|| format!("block {}", position + 1));
    let design = match block.design.as_str() {
        "factorial" => "every combination of the values (factorial design)".to_string(),
        "zipped" => "the first values together, then the second, and so on (zipped design)".to_string(),
        "latin-hypercube" => sampled(block, "points of a Latin hypercube"),
        "sobol" => sampled(block, "points of a Sobol sequence"),
        "saltelli" => sampled(block, "base points of a Saltelli design, crossed for each field"),
        "table" => "the combinations of a table".to_string(),
        _ => "the scenario as it stands".to_string(),
    };
    let caption = if blocks == 1 { "What varies".to_string() } else { format!("What varies in {name}") };
    let rows = block.vary.iter().map(|vary| vec![vary.path.clone(), values(vary)]).collect();
    html! {
        @if blocks > 1 { h3 { (crate::report::figure::capital(&name)) } }
        p { "Varied as " (design) ", " (count(block.replicates)) @if block.replicates == 1 { " game" } @else { " games" } " a cell." }
        @if !block.set.is_empty() { p { "Held fixed here: " (assignments(&block.set)) "." } }
        @if !block.policy.is_empty() { p { "Led here by: " (assignments(&block.policy)) "." } }
        @if !block.vary.is_empty() { (Table::new(caption, &["field", "values"], rows).markup()) }
    }
}

fn sampled(block: &Block, what: &str) -> String {
    format!("{} {what}", count(block.samples.unwrap_or(block.cells)))
}

fn values(vary: &Vary) -> String {
    match (&vary.values, &vary.from, &vary.to) {
        (Some(values), ..) => values.iter().map(written).collect::<Vec<_>>().join(", "),
        (_, Some(from), Some(to)) => {
            let scale = vary.scale.as_deref().filter(|scale| *scale != "linear");
            let scale = scale.map(|scale| format!(", {scale} scale")).unwrap_or_default();
            format!("{} to {}{scale}", written(from), written(to))
        }
        _ => String::new(),
    }
}

fn written(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_string)
}
