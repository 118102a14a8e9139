//! How payoffs are distributed.

use crate::record::document::Part;
use crate::report::chart::Chart;
use crate::report::chart::ridges::{self, Ridge};
use crate::report::figure::{Table, figure};
use crate::report::findings;
use crate::report::results::Results;
use maud::html;

/// Width of the classes of the distributions, in points of payoff.
const CLASS: f64 = 2.0;

/// The part.
///
/// # Errors
/// When a chart cannot be drawn.
pub fn section(results: &Results) -> Result<Part, String> {
    let found = findings::payoffs(results);
    let nations = &results.manifest.nations;
    let all = || results.games.payoffs.iter().flatten().copied();
    let from = (all().fold(100.0, f64::min) / 10.0).floor() * 10.0;
    let to = ((all().fold(0.0, f64::max) / 10.0).ceil() * 10.0).max(from + 10.0);
    let classes = ((to - from) / CLASS) as usize;
    let ridges: Vec<Ridge> = results
        .games
        .payoffs
        .iter()
        .enumerate()
        .map(|(nation, values)| {
            let mut shares = vec![0.0; classes];
            let class = |value: f64| (((value - from) / CLASS).max(0.0) as usize).min(classes - 1);
            values.iter().for_each(|value| shares[class(*value)] += 1.0 / values.len() as f64);
            Ridge { label: nations[nation].name.clone(), nation, shares, mean: found[nation].sample.mean }
        })
        .collect();
    let chart = Chart::of(|column| ridges::draw(&ridges, (from, to), column))?;
    let rows = found
        .iter()
        .zip(nations)
        .map(|(payoffs, nation)| {
            let (low, high) = payoffs.sample.interval();
            let mut row = vec![
                nation.name.clone(),
                format!("{:.2}", payoffs.sample.mean),
                format!("{low:.2} to {high:.2}"),
                format!("{:.1}", payoffs.sample.deviation()),
            ];
            row.extend(payoffs.quantiles.map(|quantile| format!("{quantile:.1}")));
            row
        })
        .collect();
    let table = Table::new(
        "Payoffs",
        &["nation", "mean", "95 % interval", "standard deviation", "5th percentile", "25th", "median", "75th", "95th"],
        rows,
    );
    let sentence = "How often each payoff came, by nation; the line is the mean over all games. A payoff is the discounted mean a week \
                    over the game and the year after, from 0 to 100.";
    let body = html! { (figure("Payoffs, points from 0 to 100", sentence, &chart, &table)) };
    Ok(Part { id: "payoffs", title: "What the nations got", body })
}
