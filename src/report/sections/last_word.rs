//! What speaking last at the leaders' table is worth.

use crate::record::document::Part;
use crate::report::chart::rows::{self, Row, Shape};
use crate::report::chart::series::{self, Line, Series};
use crate::report::chart::{Chart, Colour};
use crate::report::figure::{Table, figure};
use crate::report::findings::{self, Ranking};
use crate::report::results::Results;
use maud::html;

/// The part; none where the leaders met too seldom to tell.
///
/// # Errors
/// When a chart cannot be drawn.
pub fn section(results: &Results, ranking: &Ranking) -> Result<Option<Part>, String> {
    let Some(found) = findings::last_word(results, ranking) else { return Ok(None) };
    let parties = results.parties();
    let by = ranking.order.first().map(|path| results.label(*path));
    let names = parties.map(|party| results.manifest.nations[party].name.as_str());
    let words = |(worth, half): (f64, f64)| format!("{worth:+.2}, {:+.2} to {:+.2}", worth - half, worth + half);
    let table = Table::new(
        "What the last word is worth",
        &[by.as_deref().unwrap_or("games"), names[0], names[1]],
        found
            .names
            .iter()
            .zip(&found.worth)
            .map(|(name, worth)| vec![name.clone(), words(worth[0]), words(worth[1])])
            .collect(),
    );
    let chart = match (&found.middles, &by) {
        (Some(middles), Some(by)) if middles.len() > 1 => {
            let lines: Vec<Line> = parties
                .iter()
                .enumerate()
                .map(|(side, party)| {
                    let point = |(x, worth): (&f64, &[(f64, f64); 2])| {
                        let (worth, half) = worth[side];
                        (*x, worth, worth - half, worth + half)
                    };
                    let points = middles.iter().zip(&found.worth).map(point).collect();
                    let label = results.manifest.nations[*party].code.clone();
                    Line { label, colour: Colour::Nation(*party), points, steps: false }
                })
                .collect();
            let series = Series { lines: &lines, unit: "points", positions: by, zero: true, dots: true };
            Chart::of(|column| series::draw(&series, column))?
        }
        _ => {
            let rows: Vec<Row> = found
                .names
                .iter()
                .zip(&found.worth)
                .flat_map(|(name, worth)| {
                    names.iter().zip(worth).map(move |(nation, (worth, half))| Row {
                        label: format!("{nation}, {name}"),
                        value: *worth,
                        interval: (worth - half, worth + half),
                        words: format!("{worth:+.2}"),
                        stressed: true,
                    })
                })
                .collect();
            Chart::of(|column| rows::draw(&rows, Shape::Dots, column))?
        }
    };
    let sentence = format!(
        "Mean payoff of {} and {} where they speak last in every round of the leaders' talks, less that where the other does, with the \
         95 % interval. Who speaks last is drawn for every meeting; games without one are left out.",
        results.called[parties[0]], results.called[parties[1]]
    );
    let body = html! { (figure("Worth of the last word, points of payoff", &sentence, &chart, &table)) };
    Ok(Some(Part { id: "last-word", title: "Who speaks last", body }))
}
