//! The page: its frame, its parts in order, its style.

use crate::record::document::Document;
use crate::report::cases;
use crate::report::figure::{count, percent, percents};
use crate::report::findings::{self, Ranking, Share};
use crate::report::results::Results;
use crate::report::sections::{
    cells, course, last_word, methods, outcomes, parameters, payoffs, question, region, stories,
};
use maud::html;

const STYLE: &str = include_str!("../../assets/report/style.css");

/// The report of a results folder as one HTML page that needs nothing else.
///
/// # Errors
/// When a chart cannot be drawn.
pub fn page(results: &Results) -> Result<String, String> {
    let case = cases::base(results);
    let ranking = findings::ranking(results);
    let mut parts = vec![
        question::section(results),
        outcomes::section(results)?,
        payoffs::section(results)?,
        course::section(results, case.as_deref())?,
    ];
    parts.extend(parameters::section(results, &ranking)?);
    parts.extend(last_word::section(results, &ranking)?);
    parts.extend(region::section(results));
    parts.extend(cells::section(results)?);
    parts.extend(stories::section(results));
    parts.push(methods::section(results));
    let manifest = &results.manifest;
    let heading = manifest.sweep.question.clone().unwrap_or_else(|| manifest.scenario_title.clone());
    let document = Document {
        title: &format!("{heading} – report"),
        head: html! {
            meta name="color-scheme" content="light dark";
            meta name="generator" content=(format!("Summitry {}", manifest.program));
        },
        style: STYLE,
        kind: "report",
        kicker: &format!("Report of {} games", count(manifest.games)),
        heading: &heading,
        lead: &format!("{}{}", lead(results), strongest(results, &ranking)),
        parts: &parts,
        footer: &format!(
            "Written by Summitry {} from games of version {}. The page is one file and needs no network.",
            env!("CARGO_PKG_VERSION"),
            manifest.program
        ),
    };
    Ok(document.page())
}

/// The finding in a sentence or two.
fn lead(results: &Results) -> String {
    let outcomes = findings::outcomes(results);
    let agreed = findings::agreements(results).into_iter().filter(|agreed| *agreed).count() as u64;
    let agreed = Share { hits: agreed, of: results.count() as u64 };
    let common = outcomes.iter().max_by_key(|(_, share)| share.hits);
    let common = common.map(|(class, share)| {
        format!(
            " The most frequent outcome is {} ({}, {}).",
            class.name(),
            percent(share.value()),
            percents(share.interval())
        )
    });
    format!(
        "{} of the games end in an agreement that passes at home (95 % interval {}).{}",
        percent(agreed.value()),
        percents(agreed.interval()),
        common.unwrap_or_default()
    )
}

/// What the field that explains most does to the share of agreements, in a sentence; nothing where it does nothing that is surer than
/// chance.
fn strongest(results: &Results, ranking: &Ranking) -> String {
    let Some(path) = ranking.order.first() else { return String::new() };
    let agreed = findings::agreements(results);
    let mut cells = results.cells_that_vary(*path);
    let mut levels = findings::levels_within(results, *path, &cells);
    if levels.middles.is_none() {
        // To be without is one of the kinds.
        (levels, cells) = (findings::levels(results, *path), vec![true; results.cells.len()]);
    }
    let mut shares = vec![Share { hits: 0, of: 0 }; levels.names.len()];
    for (cell, agreed) in results.games.cell.iter().zip(&agreed).filter(|(cell, _)| cells[**cell]) {
        let share = &mut shares[levels.of_cell[*cell]];
        (share.hits, share.of) = (share.hits + u64::from(*agreed), share.of + 1);
    }
    let played = || levels.names.iter().zip(&shares).filter(|(_, share)| share.of > 0);
    let by_share = |a: &(&String, &Share), b: &(&String, &Share)| a.1.value().total_cmp(&b.1.value());
    let (Some(least), Some(most)) = (played().min_by(by_share), played().max_by(by_share)) else {
        return String::new();
    };
    if least.1.interval().1 >= most.1.interval().0 {
        return String::new();
    }
    format!(
        " Of what was varied, {} makes most of the difference: from {} of the games where it is {} to {} where it is {}.",
        results.label(*path),
        percent(least.1.value()),
        least.0,
        percent(most.1.value()),
        most.0
    )
}
