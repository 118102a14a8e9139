//! Cells compared with the first, game by game.

use crate::record::document::Part;
use crate::report::chart::Chart;
use crate::report::chart::rows::{self, Row, Shape};
use crate::report::figure::{Table, chance, figure, signed};
use crate::report::findings;
use crate::report::results::Results;
use maud::html;

/// The part; none where there is one cell or no pair of games.
///
/// # Errors
/// When a chart cannot be drawn.
pub fn section(results: &Results) -> Result<Option<Part>, String> {
    let compared = findings::compared(results, results.manifest.sweep.seed);
    if compared.is_empty() {
        return Ok(None);
    }
    let moving = results.moving();
    let name = |cell: usize| -> String {
        let parts = moving.iter().map(|&path| format!("{} {}", results.label(path), results.values[path][cell].text()));
        parts.collect::<Vec<_>>().join(", ")
    };
    let rows: Vec<Row> = compared
        .iter()
        .map(|compared| {
            let (low, high) = compared.agreement.interval;
            Row {
                label: name(compared.cell),
                value: 100.0 * compared.agreement.difference,
                interval: (100.0 * low, 100.0 * high),
                words: signed(100.0 * compared.agreement.difference, 1),
                stressed: low > 0.0 || high < 0.0,
            }
        })
        .collect();
    let chart = Chart::of(|column| rows::draw(&rows, Shape::Dots, column))?;
    let parties = results.parties().map(|party| results.manifest.nations[party].name.as_str());
    let line = |compared: &findings::Compared| {
        let points = |comparison: &crate::statistics::paired::Comparison, unit: f64, decimals: usize| {
            let (low, high) = comparison.interval;
            format!(
                "{}, {} to {}",
                signed(unit * comparison.difference, decimals),
                signed(unit * low, decimals),
                signed(unit * high, decimals)
            )
        };
        let agreement = &compared.agreement;
        vec![
            name(compared.cell),
            agreement.pairs.to_string(),
            points(agreement, 100.0, 1),
            chance(agreement.sign_p_value),
            points(&compared.payoffs[0], 1.0, 2),
            points(&compared.payoffs[1], 1.0, 2),
            compared.payoffs[0].saving.map_or("–".to_string(), |saving| format!("{saving:.1}")),
        ]
    };
    let table = Table::new(
        "Differences from the first cell, with 95 % intervals",
        &[
            "cell",
            "pairs",
            "agreement, pts",
            "p-value (sign test)",
            parties[0],
            parties[1],
            "games saved by pairing, times",
        ],
        compared.iter().map(line).collect(),
    );
    let cells = results.cells.len();
    let chosen = if compared.len() + 1 < cells {
        format!(" Of {} cells, those that differ most are shown.", cells - 1)
    } else {
        String::new()
    };
    let sentence = format!(
        "How the share of agreements differs from the first cell ({}), over pairs of games with the same chance, with 95 % intervals. Grey \
         where the interval holds zero.{chosen}",
        name(0)
    );
    let title = "Difference in agreement from the first cell, pts";
    let body = html! { (figure(title, &sentence, &chart, &table)) };
    Ok(Some(Part { id: "cells", title: "Cells compared, game by game", body }))
}
