//! The most typical and the most surprising game as short stories.

use crate::game::Leader;
use crate::record::document::Part;
use crate::report::cases;
use crate::report::figure::percent;
use crate::report::results::Results;
use crate::report::story::{self, Chosen};
use maud::{Markup, html};

/// The part; none without a game.
pub fn section(results: &Results) -> Option<Part> {
    let (typical, surprising) = story::choose(results)?;
    let body = html! {
        p { "Typical is the game whose outcome is common and whose payoffs lie near the means; surprising the one whose outcome is rare and \
            whose payoffs lie far from them." }
        (one(results, "The most typical game", &typical))
        (one(results, "The most surprising game", &surprising))
    };
    Some(Part { id: "stories", title: "Two games as stories", body })
}

fn one(results: &Results, title: &str, chosen: &Chosen) -> Markup {
    let (row, games) = (chosen.row, &results.games);
    let outcome = games.outcome[row];
    let same = games.outcome.iter().filter(|other| **other == outcome).count() as f64 / results.count() as f64;
    let nations = &results.manifest.nations;
    let leaders: Vec<String> = nations
        .iter()
        .zip(&games.policies)
        .zip(&games.payoffs)
        .map(|((nation, policies), payoffs)| format!("{} {:.1}, led by {}", nation.name, payoffs[row], policies[row]))
        .collect();
    let cell: Vec<String> = results
        .moving()
        .into_iter()
        .map(|path| format!("{} {}", results.label(path), results.values[path][games.cell[row]].text()))
        .collect();
    let command = cases::command(results, row);
    let told = replayed(results, row);
    html! {
        article {
            h3 { (title) }
            p {
                "It ended in " strong { (outcome.name()) } ", as " (percent(same)) " of the games did"
                @if !cell.is_empty() { ", with " (cell.join(", ")) }
                ". Payoffs: " (leaders.join("; ")) "."
            }
            @match told {
                Ok(told) => {
                    @if let Some(terms) = &told.terms { p { "What the leaders signed: " (terms) "." } }
                    ol.story {
                        @for (position, (day, text)) in told.items.iter().enumerate() {
                            li {
                                span.day { @if position == 0 || told.items[position - 1].0 != *day { (day) } }
                                span { (text) }
                            }
                        }
                    }
                    @if told.left_out > 0 { p.aside { (told.left_out) " lesser public acts are left out." } }
                }
                Err(why) => { p.aside { "Its story is not told here: " (why) "." } }
            }
            p { "Play it again: " code.command { (command) } }
        }
    }
}

/// The story, if the game that is played again is the one on record.
fn replayed(results: &Results, row: usize) -> Result<story::Short, String> {
    let case = cases::of_cell(results, results.games.cell[row])?;
    let leaders: Vec<Leader> =
        cases::leaders(results, row).ok_or("a leader on record is none that this program knows".to_string())?;
    let told = story::tell(&case, results.games.seed[row], &leaders);
    let same = told.payoffs.iter().zip(&results.games.payoffs).all(|(own, known)| *own == known[row]);
    if !same || told.payoffs.len() != results.games.payoffs.len() {
        return Err(
            "played again by this program it comes out differently, so it was played by another version".to_string()
        );
    }
    Ok(told)
}
