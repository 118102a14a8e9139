//! The question as specified: scenario, what varies and how, what is held fixed, who leads, how often, from which seed.

use crate::batch::design::Design;
use crate::batch::sweep::{Block, Vary};
use crate::record::document::Part;
use crate::report::figure::{Table, count};
use crate::report::results::Results;
use maud::{Markup, html};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Display;

/// The part.
pub fn section(results: &Results) -> Part {
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
            @if !sweep.set.is_empty() { dt { "Held fixed" } dd { (assignments(fields(&sweep.set))) } }
            @if !sweep.policy.is_empty() { dt { "Leaders" } dd { (assignments(&sweep.policy)) "; all others as the scenario mixes them" } }
            @if manifest.failed.games > 0 {
                dt { "Failed" }
                dd { (count(manifest.failed.games)) " games failed, the first because "
                    (manifest.failed.list.first().map_or("", |failed| failed.why.as_str()))
                    ". They are counted with what they had come to; " code { "manifest.json" }
                    " lists the commands that play them again." }
            }
        }
        @if varied {
            @for block in &sweep.blocks { (of_block(block, sweep.blocks.len())) }
        } @else {
            p { "Nothing varies in this batch: every game is of the scenario as it stands. " code { "--sweep PATH=VALUE,VALUE" }
                " would vary a field of it." }
        }
    };
    Part { id: "question", title: "The question", body }
}

fn assignments(set: impl IntoIterator<Item = (impl Display, impl Display)>) -> Markup {
    let parts: Vec<String> = set.into_iter().map(|(path, value)| format!("{path} = {value}")).collect();
    html! { (parts.join("; ")) }
}

fn fields(set: &BTreeMap<String, Value>) -> impl Iterator<Item = (&String, String)> {
    set.iter().map(|(path, value)| (path, written(value)))
}

fn of_block(block: &Block, blocks: usize) -> Markup {
    let name = &block.name;
    let design = match block.design {
        Design::Factorial => "every combination of the values (factorial design)".to_string(),
        Design::Zipped => "the first values together, then the second, and so on (zipped design)".to_string(),
        Design::LatinHypercube => sampled(block, "points of a Latin hypercube"),
        Design::Sobol => sampled(block, "points of a Sobol sequence"),
        Design::Saltelli => sampled(block, "base points of a Saltelli design, crossed for each field"),
        Design::Table => "the combinations of a table".to_string(),
        Design::Single => "the scenario as it stands".to_string(),
    };
    let caption = if blocks == 1 { "What varies".to_string() } else { format!("What varies in {name}") };
    let rows = block.vary.iter().map(|vary| vec![vary.path().to_string(), values(vary)]).collect();
    html! {
        @if blocks > 1 { h3 { (crate::report::figure::capital(name)) } }
        p { "Varied as " (design) ", " (count(block.replicates)) @if block.replicates == 1 { " game" } @else { " games" } " a cell." }
        @if !block.set.is_empty() { p { "Held fixed here: " (assignments(fields(&block.set))) "." } }
        @if !block.policy.is_empty() { p { "Led here by: " (assignments(&block.policy)) "." } }
        @if !block.vary.is_empty() { (Table::new(caption, &["field", "values"], rows).markup()) }
    }
}

fn sampled(block: &Block, what: &str) -> String {
    format!("{} {what}", count(block.samples.unwrap_or(block.cells)))
}

fn values(vary: &Vary) -> String {
    match vary {
        Vary::Listed { values, .. } => values.iter().map(written).collect::<Vec<_>>().join(", "),
        Vary::Interval { from, to, scale, .. } => {
            let scale = if scale == "linear" { String::new() } else { format!(", {scale} scale") };
            format!("{} to {}{scale}", json!(from), json!(to))
        }
    }
}

fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_string)
}
