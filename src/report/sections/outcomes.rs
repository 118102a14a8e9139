//! How often each outcome came.

use crate::record::document::Part;
use crate::report::chart::Chart;
use crate::report::chart::rows::{self, Row, Shape};
use crate::report::figure::{Table, count, figure, percent, percents};
use crate::report::findings;
use crate::report::results::{Results, is_agreement};
use maud::html;

/// The part.
///
/// # Errors
/// When a chart cannot be drawn.
pub fn section(results: &Results) -> Result<Part, String> {
    let found = findings::outcomes(results);
    let rows: Vec<Row> = found
        .iter()
        .map(|(class, share)| {
            let (low, high) = share.interval();
            Row {
                label: class.name().to_string(),
                value: 100.0 * share.value(),
                interval: (100.0 * low, 100.0 * high),
                words: percent(share.value()),
                stressed: is_agreement(*class),
            }
        })
        .collect();
    let chart = Chart::of(|column| rows::draw(&rows, Shape::Bars, column))?;
    let table = Table::new(
        "Outcomes",
        &["outcome", "games", "share", "95 % interval"],
        found
            .iter()
            .map(|(class, share)| {
                vec![class.name().to_string(), count(share.hits), percent(share.value()), percents(share.interval())]
            })
            .collect(),
    );
    let agreed = findings::agreements(results).into_iter().filter(|agreed| *agreed).count() as u64;
    let agreed = findings::Share { hits: agreed, of: results.count() as u64 };
    let sentence = format!(
        "Share of games by outcome, with the 95 % interval. Blue outcomes are agreements that passed at home: {} of all games \
         ({}).",
        percent(agreed.value()),
        percents(agreed.interval())
    );
    let body = html! { (figure("Outcomes, % of games", &sentence, &chart, &table)) };
    Ok(Part { id: "outcomes", title: "What came of the games", body })
}
