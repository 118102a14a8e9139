//! What the swept parameters do: shares of variance, and the agreement and payoffs over one or two of them.

use crate::record::document::Part;
use crate::report::chart::heat::{self, Heat};
use crate::report::chart::rows::{self, Row, Shape};
use crate::report::chart::series::{self, Line, Series};
use crate::report::chart::{Chart, Colour};
use crate::report::figure::{Table, figure, percent, percents};
use crate::report::findings::{self, Levels, Ranking, Sensitivity, Share};
use crate::report::results::Results;
use crate::statistics::interval::Sample;
use maud::{Markup, html};

/// The part; none where nothing varies.
///
/// # Errors
/// When a chart cannot be drawn.
pub fn section(results: &Results, ranking: &Ranking) -> Result<Option<Part>, String> {
    let order = &ranking.order;
    if order.is_empty() {
        return Ok(None);
    }
    let agreed: Vec<f64> = findings::agreements(results).into_iter().map(f64::from).collect();
    let seed = results.manifest.sweep.seed;
    let parties = results.parties();
    let mut bars = Vec::new();
    if let Some(found) = &ranking.sensitivity {
        bars.push(sensitivity(results, found, "whether there is an agreement")?);
    }
    for party in parties {
        if let Some(found) = findings::sensitivity(results, &results.games.payoffs[party], seed) {
            let of = format!("what {} gets", results.called[party]);
            bars.push(sensitivity(results, &found, &of)?);
        }
    }
    let maps = match order.as_slice() {
        [first, second, ..] if meet(results, *first, *second) => {
            two(results, &findings::levels(results, *first), &findings::levels(results, *second), &agreed, order.len())?
        }
        // Fields that no block varies together are looked at one by one, each in its own blocks.
        apart => {
            let figures = apart.iter().map(|path| one(results, *path, &agreed)).collect::<Result<Vec<_>, _>>()?;
            html! { @for figure in figures { (figure) } }
        }
    };
    let body = html! { (maps) @for bar in bars { (bar) } };
    Ok(Some(Part { id: "parameters", title: "What the swept fields do", body }))
}

/// Whether some block varies both paths.
fn meet(results: &Results, one: usize, other: usize) -> bool {
    let both = results.cells_that_vary(one).into_iter().zip(results.cells_that_vary(other));
    both.into_iter().any(|(one, other)| one && other)
}

fn sensitivity(results: &Results, found: &Sensitivity, target: &str) -> Result<Markup, String> {
    let kinds = match &found.total {
        Some(total) => vec![("alone", &found.first), ("with others", total)],
        None => vec![("", &found.first)],
    };
    let mut rows: Vec<(f64, Row)> = Vec::new();
    for (kind, indices) in kinds {
        for (path, index) in indices {
            let label = results.label(*path);
            rows.push((
                index.value,
                Row {
                    label: if kind.is_empty() { label } else { format!("{label}, {kind}") },
                    value: 100.0 * index.value,
                    interval: (100.0 * index.interval.0, 100.0 * index.interval.1),
                    words: percent(index.value),
                    stressed: kind != "with others",
                },
            ));
        }
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    let chart = Chart::of(|column| rows::draw(&rows, Shape::Bars, column))?;
    let table = Table::new(
        format!("Share of the variance of {target}"),
        &["field", "share of variance", "95 % interval"],
        rows.iter()
            .map(|row| {
                let ends = percents((row.interval.0 / 100.0, row.interval.1 / 100.0));
                vec![row.label.clone(), row.words.clone(), ends]
            })
            .collect(),
    );
    let most = found.total.as_ref().unwrap_or(&found.first).iter().max_by(|a, b| a.1.value.total_cmp(&b.1.value));
    let most = most.map(|(path, _)| results.label(*path)).unwrap_or_default();
    let method = match &found.total {
        Some(_) => {
            "in the mean over a cell's games that each field explains alone (blue: first-order Sobol' index) and with others (grey: total index, in \
             which chance that the mean leaves counts too)"
        }
        None => "that each field explains alone (first-order Sobol' index)",
    };
    let together = found
        .together
        .map(|share| {
            format!(
                " Of the variance between single games, all fields together explain {}; the other {} is chance.",
                percent(share),
                percent(1.0 - share)
            )
        })
        .unwrap_or_default();
    let sentence = format!("Share of the variance of {target} {method}. {} explains most.{together}", most);
    Ok(figure(&format!("Sensitivity of {target}, % of variance"), &sentence, &chart, &table))
}

/// Games of each class of a parameter, of those cells alone.
fn split(results: &Results, levels: &Levels, cells: &[bool]) -> Vec<Vec<usize>> {
    let mut rows = vec![Vec::new(); levels.names.len()];
    let within = results.games.cell.iter().enumerate().filter(|(_, cell)| cells[**cell]);
    within.for_each(|(row, cell)| rows[levels.of_cell[*cell]].push(row));
    rows
}

fn share(rows: &[usize], agreed: &[f64]) -> Share {
    Share { hits: rows.iter().filter(|&&row| agreed[row] > 0.0).count() as u64, of: rows.len() as u64 }
}

/// Agreement and payoffs over one parameter, where it varies.
fn one(results: &Results, path: usize, agreed: &[f64]) -> Result<Markup, String> {
    let label = results.label(path);
    let cells = results.cells_that_vary(path);
    let levels = findings::levels_within(results, path, &cells);
    let groups = split(results, &levels, &cells);
    let shares: Vec<Share> = groups.iter().map(|rows| share(rows, agreed)).collect();
    let parties = results.parties();
    let payoffs: Vec<[Sample; 2]> = groups
        .iter()
        .map(|rows| parties.map(|party| Sample::of(rows.iter().map(|&row| results.games.payoffs[party][row]))))
        .collect();
    let names = parties.map(|party| results.manifest.nations[party].name.as_str());
    let rows = levels
        .names
        .iter()
        .zip(&shares)
        .zip(&payoffs)
        .map(|((name, share), payoffs)| {
            let mut row = vec![
                name.clone(),
                share.of.to_string(),
                format!("{}, {}", percent(share.value()), percents(share.interval())),
            ];
            row.extend(payoffs.iter().map(|sample| {
                let (low, high) = sample.interval();
                format!("{:.2}, {low:.2} to {high:.2}", sample.mean)
            }));
            row
        })
        .collect();
    let heads = [&label, "games", "agreement, 95 % interval", names[0], names[1]];
    let table = Table::new(format!("Agreement and payoffs by {label}"), &heads, rows);
    let sentence =
        format!("Share of games that end in an agreement that passed at home, by {label}, with the 95 % interval.");
    let title = format!("Agreement by {label}, % of games");
    let Some(middles) = &levels.middles else {
        let rows: Vec<Row> = levels
            .names
            .iter()
            .zip(&shares)
            .map(|(name, share)| Row {
                label: name.clone(),
                value: 100.0 * share.value(),
                interval: (100.0 * share.interval().0, 100.0 * share.interval().1),
                words: percent(share.value()),
                stressed: true,
            })
            .collect();
        let chart = Chart::of(|column| rows::draw(&rows, Shape::Bars, column))?;
        return Ok(figure(&title, &sentence, &chart, &table));
    };
    let points = middles
        .iter()
        .zip(&shares)
        .map(|(x, share)| (*x, 100.0 * share.value(), 100.0 * share.interval().0, 100.0 * share.interval().1))
        .collect();
    let lines = [Line { label: "agreement".to_string(), colour: Colour::Accent, points, steps: false }];
    let series = Series { lines: &lines, unit: "% of games", positions: &label, zero: true, dots: true };
    let chart = Chart::of(|column| series::draw(&series, column))?;
    let lines: Vec<Line> = parties
        .iter()
        .enumerate()
        .map(|(side, party)| {
            let point = |(x, samples): (&f64, &[Sample; 2])| {
                let (low, high) = samples[side].interval();
                (*x, samples[side].mean, low, high)
            };
            let points = middles.iter().zip(&payoffs).map(point).collect();
            let label = results.manifest.nations[*party].code.clone();
            Line { label, colour: Colour::Nation(*party), points, steps: false }
        })
        .collect();
    let series = Series { lines: &lines, unit: "points", positions: &label, zero: false, dots: true };
    let paid = Chart::of(|column| series::draw(&series, column))?;
    let says = format!(
        "Mean payoff of {} and {} by {label}, with the 95 % interval.",
        results.called[parties[0]], results.called[parties[1]]
    );
    Ok(html! {
        (figure(&title, &sentence, &chart, &table))
        (figure(&format!("Payoff by {label}, points from 0 to 100"), &says, &paid, &table))
    })
}

/// Agreement and payoffs over two parameters.
fn two(results: &Results, across: &Levels, up: &Levels, agreed: &[f64], moving: usize) -> Result<Markup, String> {
    let mut groups = vec![vec![Vec::new(); across.names.len()]; up.names.len()];
    for (row, cell) in results.games.cell.iter().enumerate() {
        groups[up.of_cell[*cell]][across.of_cell[*cell]].push(row);
    }
    let others = if moving > 2 { ", over all values of the other fields" } else { "" };
    let [x, y] = [across, up].map(|levels| results.label(levels.path));
    let map = |title: String,
               says: String,
               unit: &str,
               decimals: usize,
               value: &dyn Fn(&[usize]) -> f64|
     -> Result<Markup, String> {
        let values: Vec<Vec<Option<f64>>> = groups
            .iter()
            .map(|line| line.iter().map(|rows| (!rows.is_empty()).then(|| value(rows))).collect())
            .collect();
        let heat = Heat { across: &x, columns: &across.names, up: &y, rows: &up.names, values: &values, decimals };
        let chart = Chart::of(|column| heat::draw(&heat, column))?;
        let cell = |value: &Option<f64>| value.map_or("no game".to_string(), |value| format!("{value:.decimals$}"));
        let rows = up
            .names
            .iter()
            .zip(&values)
            .map(|(name, line)| std::iter::once(format!("{y} {name}")).chain(line.iter().map(cell)).collect())
            .collect();
        let heads: Vec<String> =
            std::iter::once(unit.to_string()).chain(across.names.iter().map(|name| format!("{x} {name}"))).collect();
        let table = Table { caption: title.clone(), head: heads, rows };
        Ok(figure(&title, &says, &chart, &table))
    };
    let agreement = map(
        "Agreement, % of games".to_string(),
        format!(
            "Share of games that end in an agreement that passed at home, by {x} and {y}{others}: the deeper, the more."
        ),
        "% of games",
        0,
        &|rows| 100.0 * share(rows, agreed).value(),
    )?;
    let mut maps = vec![agreement];
    for party in results.parties() {
        let name = &results.called[party];
        maps.push(map(
            format!("Payoff of {name}, points from 0 to 100"),
            format!("Mean payoff of {name} by {x} and {y}{others}: the deeper, the more."),
            "points",
            1,
            &|rows| Sample::of(rows.iter().map(|&row| results.games.payoffs[party][row])).mean,
        )?);
    }
    Ok(html! { @for map in maps { (map) } })
}
