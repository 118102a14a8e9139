//! The page: its frame, its parts in order, its style.

use crate::report::cases;
use crate::report::figure::{Section, count, percent, percents};
use crate::report::findings::{self, Ranking, Share};
use crate::report::results::Results;
use crate::report::sections::{
    cells, course, last_word, methods, outcomes, parameters, payoffs, question, region, stories,
};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("../../assets/report/style.css");

/// The report of a results folder as one HTML page that needs nothing else.
///
/// # Errors
/// When a chart cannot be drawn.
pub fn page(results: &Results) -> Result<String, String> {
    let case = cases::base(results);
    let ranking = findings::ranking(results);
    let mut sections = vec![
        question::section(results),
        outcomes::section(results)?,
        payoffs::section(results)?,
        course::section(results, case.as_deref())?,
    ];
    sections.extend(parameters::section(results, &ranking)?);
    sections.extend(last_word::section(results, &ranking)?);
    sections.extend(region::section(results));
    sections.extend(cells::section(results)?);
    sections.extend(stories::section(results));
    sections.push(methods::section(results));
    // A figure and its unit stay on one line.
    Ok(frame(results, &sections, &ranking).into_string().replace(" %", "\u{a0}%"))
}

fn frame(results: &Results, sections: &[Section], ranking: &Ranking) -> Markup {
    let manifest = &results.manifest;
    let title = manifest.sweep.question.clone().unwrap_or_else(|| manifest.scenario_title.clone());
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(format!("Summitry {}", manifest.program));
                title { (title) " – report" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the report" }
                header {
                    p.kicker { "Report of " (count(manifest.games)) " games" }
                    h1 { (title) }
                    p.lead { (lead(results)) (strongest(results, ranking)) }
                }
                nav aria-label="Parts of the report" {
                    ul { @for section in sections { li { a href=(format!("#{}", section.id)) { (section.title) } } } }
                }
                main id="main" {
                    @for section in sections {
                        section id=(section.id) aria-labelledby=(format!("{}-title", section.id)) {
                            h2 id=(format!("{}-title", section.id)) { (section.title) }
                            (section.body)
                        }
                    }
                }
                footer {
                    p { "Written by Summitry " (env!("CARGO_PKG_VERSION")) " from games of version " (manifest.program) ". The page is one file and \
                        needs no network." }
                }
            }
        }
    }
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
