//! The page: its frame, its parts in order, its style.

use crate::report::cases;
use crate::report::figure::{Section, count, percent, percents};
use crate::report::findings::{self, Share};
use crate::report::results::Results;
use crate::report::sections::{cells, course, methods, outcomes, parameters, payoffs, question, region, stories};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("../../assets/report/style.css");

/// The report of a results folder as one HTML page that needs nothing else.
///
/// # Errors
/// When a chart cannot be drawn.
pub fn page(results: &Results) -> Result<String, String> {
    let case = cases::base(results);
    let mut sections = vec![
        question::section(results),
        outcomes::section(results)?,
        payoffs::section(results)?,
        course::section(results, case.as_deref())?,
    ];
    sections.extend(parameters::section(results)?);
    sections.extend(region::section(results));
    sections.extend(cells::section(results)?);
    sections.extend(stories::section(results));
    sections.push(methods::section(results));
    // A figure and its unit stay on one line.
    Ok(frame(results, &sections).into_string().replace(" %", "\u{a0}%"))
}

fn frame(results: &Results, sections: &[Section]) -> Markup {
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
                    p.lead { (lead(results)) }
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
