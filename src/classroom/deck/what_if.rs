//! The slide of counterfactuals: what each side would have got on average if it had been led in another way from a turn on.

use super::Slide;
use crate::classroom::compare::{Comparison, Finished};
use crate::record::debrief::WhatIf;
use maud::{Markup, html};

/// Tables that are shown; the export holds all.
const SHOWN: usize = 8;
/// Difference of payoffs below which one way of leading is as good as another, points.
const ALIKE: f64 = 1.0;

/// The best that a side would have got from a turn on.
struct Better<'c> {
    table: &'c Finished,
    /// Name of the side.
    name: &'c str,
    /// What it got, 0 to 100.
    got: f64,
    best: &'c WhatIf,
}

impl Better<'_> {
    fn gain(&self) -> f64 {
        self.best.mean_payoff - self.got
    }

    /// Whether it is more than chance would do: the lower end of the interval (95 %) is still above.
    fn is_plain(&self) -> bool {
        self.gain() - 1.96 * self.best.standard_error > ALIKE
    }
}

/// Every table and party with the best policy from each turn that was tried.
fn all(class: &Comparison) -> Vec<Better<'_>> {
    class
        .tables
        .iter()
        .flat_map(|table| {
            let turns = table.what_if.iter().map(|branch| branch.turn).collect::<std::collections::BTreeSet<_>>();
            turns.into_iter().flat_map(move |turn| {
                table.debrief.nations.iter().filter_map(move |score| {
                    let own = table.what_if.iter().filter(|branch| {
                        branch.turn == turn && branch.nation == score.nation && branch.policy.is_some()
                    });
                    let best = own.max_by(|a, b| a.mean_payoff.total_cmp(&b.mean_payoff))?;
                    Some(Better { table, name: &score.name, got: score.payoff, best })
                })
            })
        })
        .collect()
}

/// How often a deal came of it.
fn deals(branch: &WhatIf) -> u64 {
    let failed = ["no_deal", "cancelled", "walkout", "ratification_failed"];
    branch.outcomes.iter().filter(|(key, _)| !failed.contains(&key.as_str())).map(|(_, count)| count).sum()
}

/// The slide; none where nothing was imagined.
pub(super) fn slide(class: &Comparison) -> Option<Slide> {
    let all = all(class);
    let games = all.first()?.best.games;
    let best = all.iter().filter(|better| better.is_plain()).max_by(|a, b| a.gain().total_cmp(&b.gain()));
    let question = match best {
        Some(better) => format!(
            "Table {}: led like a {} from turn {} on, {} would have got {:.1} on average instead of {:.1}. What would it have had to do, and would the other side have let it?",
            better.table.table,
            better.best.policy.as_deref().unwrap_or_default(),
            better.best.turn,
            better.name,
            better.best.mean_payoff,
            better.got
        ),
        None => "At no table would another way of leading plainly have paid. Was that skill, or was there nothing more to get?".to_string(),
    };
    Some(Slide {
        title: "What if? Led otherwise".to_string(),
        body: body(class, &all, games),
        question,
        notes: "Each game was played on by built-in policies from that turn: the hawk presses, the brinkman threatens and waits, the pragmatist trades, the dove concedes. The other side is led by the scenario’s usual mix, so this says what tends to pay against anybody, not against the people who sat there. The ± is the 95 % interval of the mean.".to_string(),
    })
}

fn body(class: &Comparison, all: &[Better<'_>], games: u64) -> Markup {
    html! {
        table.small {
            caption { "Payoff, 0 to 100: what a side got, and the mean of " (games) " continuations under the policy that would have served it best." }
            thead { tr { th scope="col" { "Table" } th scope="col" { "Side" } th.number scope="col" { "It got" } th scope="col" { "Led from" } th scope="col" { "Best like a" } th.number scope="col" { "Mean" } th.number scope="col" { "Deals" } } }
            tbody {
                @for better in all.iter().filter(|better| usize::from(better.table.table) <= SHOWN) {
                    tr {
                        th scope="row" { (better.table.table) }
                        td { (better.name) }
                        td.number { (format!("{:.1}", better.got)) }
                        td { "turn " (better.best.turn) }
                        td { (better.best.policy.as_deref().unwrap_or_default()) }
                        td.number { (format!("{:.1} ± {:.1}", better.best.mean_payoff, 1.96 * better.best.standard_error)) }
                        td.number { (deals(better.best)) " of " (better.best.games) }
                    }
                }
            }
        }
        @if class.tables.len() > SHOWN { p.small { "Tables 1 to " (SHOWN) "; “Everything (JSON)” holds all of them." } }
    }
}
