//! The state of the world as a seat sees it: goals, the others, measures, dates, words, people.

use crate::classroom::web::seat::{Frame, frame};
use crate::classroom::web::{App, Person};
use crate::record::story::commitment;
use crate::record::{economy, names, outlook};
use crate::rules::case::*;
use crate::rules::observation::Observation;
use crate::rules::state::{Attendance, End};
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

/// The page.
pub async fn show(State(app): State<App>, person: Person) -> Response {
    let shown = Frame { title: "World", address: "/seat/world", reload: Some(30) };
    frame(&app, person, &shown, |room| {
        let body = room.desk(person.place.table).and_then(|desk| {
            desk.game.observe(person.place.seat, |view| {
                Some(html! {
                    h1 { "The state of the world, as you see it" }
                    (goals(view))
                    (others(view))
                    (calendar(view))
                    (measures(view))
                    (words(view))
                    (home(view))
                    (no_deal(view))
                    (people(view))
                })
            })
        });
        body.unwrap_or_default()
    })
}

fn goals(view: &Observation) -> Markup {
    let weights = &view.case().nation(view.seat()).goals;
    html! {
        section aria-labelledby="goals" {
            h2 #goals { "What you want, and how far it is met" }
            table.figures {
                thead { tr { th scope="col" { "Goal" } th scope="col" { "Met, 0 to 100" } th scope="col" { "Weight" } } }
                tbody {
                    @for (goal, value) in Goal::ALL.iter().zip(view.goals()) {
                        @let weight = weights[*goal as usize];
                        @if weight > 0.0 {
                            tr { th scope="row" { (names::capital(goal.name())) } td { (format!("{:.0}", 100.0 * value)) } td { (format!("{:.0} %", 100.0 * weight)) } }
                        }
                    }
                }
            }
        }
    }
}

fn others(view: &Observation) -> Markup {
    let case = view.case();
    html! {
        section aria-labelledby="others" {
            h2 #others { "The others" }
            div.wide tabindex="0" role="region" aria-label="Table of the other delegations" {
                table.figures {
                    thead { tr {
                        th scope="col" { "Delegation" } th scope="col" { "Tension, 0 to 1" } th scope="col" { "Your trust, 0 to 1" }
                        th scope="col" { "Executes threats" } th scope="col" { "Keeps promises" } th scope="col" { "Approval at home" }
                    } }
                    tbody {
                        @for other in case.nation_ids().filter(|other| *other != view.seat()) {
                            tr {
                                th scope="row" { (case.nation(other).name) }
                                td { (format!("{:.2}", view.tension(other))) }
                                td { (format!("{:.2}", view.trust(other))) }
                                td { (format!("{:.0} %", 100.0 * view.threat_credibility(other))) }
                                td { (format!("{:.0} %", 100.0 * view.promise_credibility(other))) }
                                td { (format!("{:.0} %", view.approval(other))) }
                            }
                        }
                    }
                }
            }
            p { "Market stress: " (format!("{:.2}", view.market())) " of 1." }
            @if view.outcome().is_none() {
                ul {
                    @for party in case.summit.parties {
                        li {
                            "The meeting in " (case.summit.place) ": " (names::nation(case, party)) " "
                            (match view.attendance(party) {
                                Attendance::Expected => "is expected",
                                Attendance::Confirmed => "has confirmed",
                                Attendance::Doubtful => "has put it in doubt",
                                Attendance::Cancelled => "will not come",
                            }) "."
                        }
                    }
                }
            }
        }
    }
}

fn calendar(view: &Observation) -> Markup {
    let dates = outlook::dates(view);
    html! {
        section aria-labelledby="calendar" {
            h2 #calendar { "Calendar: what comes if nobody does anything" }
            @if dates.is_empty() { p.empty { "Nothing is ahead. Meetings, deadlines and measures that are announced appear here." } }
            ul.news {
                @for due in &dates {
                    li.mine[due.mine] { span.day.soon[due.day < view.slot().until] { (names::day(view.case(), due.day)) } p { (due.text) } }
                }
            }
        }
    }
}

fn measures(view: &Observation) -> Markup {
    let case = view.case();
    html! {
        section aria-labelledby="measures" {
            h2 #measures { "Measures" }
            @for owner in case.nation_ids() {
                @let owned: Vec<MeasureId> = case.measure_ids().filter(|id| case.measure(*id).owner == owner).collect();
                @if !owned.is_empty() {
                    h3 { (names::capital(&names::nation(case, owner))) }
                    ul {
                        @for id in owned {
                            @let state = view.measure(id);
                            li {
                                (names::capital(&case.measure(id).name)) ": " strong { (case.level(id, state.level).name) }
                                @if let Some((level, day)) = state.scheduled { span.soon { ", from " (names::day(case, day)) ": " (case.level(id, level).name) } }
                                @if let Some(level) = state.suspended { " (suspended; can return to " (names::level(case, id, level)) ")" }
                                p.notes { "From mild to harsh: " (case.measure(id).levels.iter().map(|level| level.name.clone()).collect::<Vec<_>>().join(" · ")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn words(view: &Observation) -> Markup {
    let case = view.case();
    let known: Vec<_> = view.commitments().map(|(_, known)| *known).collect();
    html! {
        section aria-labelledby="words" {
            h2 #words { "Threats and promises" }
            @if known.is_empty() { p.empty { "No threats or promises yet; they appear here with how each ends." } }
            ul {
                @for word in &known {
                    li {
                        (names::capital(&commitment(case, word))) ": "
                        @match word.end {
                            None => span.soon { "stands" },
                            Some((end, day)) => {
                                span.loss[matches!(end, End::Broken | End::Bluffed)] { (format!("{end:?}").to_lowercase()) } " on " (names::day(case, day))
                            },
                        } "."
                    }
                }
            }
        }
    }
}

fn home(view: &Observation) -> Markup {
    let nation = view.case().nation(view.seat());
    html! {
        section aria-labelledby="home" {
            h2 #home { "At home" }
            p { "Groups whose votes decide whether what you sign is ratified; " (format!("{:.0} %", 100.0 * nation.quota)) " are needed." }
            table.figures {
                thead { tr { th scope="col" { "Group" } th scope="col" { "Votes" } th.text scope="col" { "Wants" } } }
                tbody {
                    @for group in &nation.constituencies {
                        @let mut wants: Vec<(f64, &str)> = Goal::ALL.iter().map(|goal| (group.goals[*goal as usize], goal.name())).filter(|(weight, _)| *weight > 0.0).collect();
                        @let () = wants.sort_by(|a, b| b.0.total_cmp(&a.0));
                        tr {
                            th scope="row" { (group.name) }
                            td { (format!("{:.0} %", 100.0 * group.weight)) }
                            td.text { (names::list(wants.into_iter().take(3).map(|(_, name)| name.to_string()).collect())) }
                        }
                    }
                }
            }
        }
    }
}

fn no_deal(view: &Observation) -> Markup {
    let change = economy::change(view.case(), view.seat(), &view.levels(), &view.no_deal_levels());
    html! {
        section aria-labelledby="no-deal" {
            h2 #no-deal { "If nothing is agreed: your economy" }
            @match change {
                Some(change) => ul.plain { @for line in economy::lines(&change) { li { (line) } } },
                None => p { "Your trade, prices and supplies would not change." },
            }
            p.aside { "By the trade model, against the measures in force, once all has adjusted." }
        }
    }
}

fn people(view: &Observation) -> Markup {
    let case = view.case();
    html! {
        section aria-labelledby="people" {
            h2 #people { "Negotiators" }
            @for nation in case.nation_ids() {
                h3 { (names::capital(&names::nation(case, nation))) }
                ul {
                    @for id in case.nation(nation).negotiators.iter().copied() {
                        @let person = case.negotiator(id);
                        @let state = view.negotiator(id);
                        li {
                            (person.office) @if !person.holder.is_empty() { ", " (person.holder) }
                            @if let Some(rapport) = state.rapport { ": rapport with you " (format!("{rapport:+.2}")) }
                            @if state.replaced { "; replaced by an understudy" }
                            @if let Some(turn) = state.off_message {
                                "; spoke without orders in turn " (turn + 1) @if state.disavowed { " (disavowed)" }
                            }
                        }
                    }
                }
            }
        }
    }
}
