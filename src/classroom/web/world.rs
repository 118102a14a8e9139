//! The state of the world as a seat sees it: goals, the others, measures, dates, words, people.

use crate::classroom::web::say::{engine, rich};
use crate::classroom::web::seat::{Frame, frame};
use crate::classroom::web::{App, Person};
use crate::language::Language;
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
    let shown = Frame { title: "class-page-world", address: "/seat/world", reload: Some(30) };
    frame(&app, person, &shown, |room| {
        let say = room.say();
        let body = room.desk(person.place.table).and_then(|desk| {
            desk.game.observe(person.place.seat, |view| {
                Some(html! {
                    h1 { (say.text("class-world")) }
                    (goals(say, view))
                    (others(say, view))
                    (calendar(say, view))
                    (measures(say, view))
                    (words(say, view))
                    (home(say, view))
                    (no_deal(say, view))
                    (people(say, view))
                })
            })
        });
        body.unwrap_or_default()
    })
}

fn goals(say: &Language, view: &Observation) -> Markup {
    let weights = &view.case().nation(view.seat()).goals;
    html! {
        section aria-labelledby="goals" {
            h2 #goals { (say.text("class-goals")) }
            table.figures {
                thead { tr { th scope="col" { (say.text("class-goal")) } th scope="col" { (say.text("class-goal-met")) } th scope="col" { (say.text("weight")) } } }
                tbody {
                    @for (goal, value) in Goal::ALL.iter().zip(view.goals()) {
                        @let weight = weights[*goal as usize];
                        @if weight > 0.0 {
                            tr { th scope="row" lang=[engine(say)] { (names::capital(goal.name())) } td { (say.number(100.0 * value, 0)) } td { (say.percent(weight, 0)) } }
                        }
                    }
                }
            }
        }
    }
}

fn others(say: &Language, view: &Observation) -> Markup {
    let case = view.case();
    let others: Vec<NationId> = case.nation_ids().filter(|other| *other != view.seat()).collect();
    let values = |value: &dyn Fn(NationId) -> String| others.iter().map(|other| value(*other)).collect::<Vec<_>>();
    let rows = [
        ("tension", values(&|other| say.number(view.tension(other), 2))),
        ("class-trust", values(&|other| say.number(view.trust(other), 2))),
        ("threat-credibility", values(&|other| say.percent(view.threat_credibility(other), 0))),
        ("promise-credibility", values(&|other| say.percent(view.promise_credibility(other), 0))),
        ("class-approval", values(&|other| say.percent(view.approval(other) / 100.0, 0))),
    ];
    html! {
        section aria-labelledby="others" {
            h2 #others { (say.text("class-others")) }
            div.scroll tabindex="0" role="region" aria-label=(say.text("class-others-figures")) {
                table.figures {
                    thead { tr { th scope="col" { (say.text("class-what")) } @for other in &others { th scope="col" { (case.nation(*other).name) } } } }
                    tbody { @for (key, values) in &rows { tr { th scope="row" { (say.text(key)) } @for value in values { td { (value) } } } } }
                }
            }
            p { (say.text_with("class-market", &[("stress", say.number(view.market(), 2).into())])) }
            @if view.outcome().is_none() {
                p { (say.text_with("class-meeting-in", &[("place", case.summit.place.as_str().into())])) }
                ul {
                    @for party in case.summit.parties {
                        li {
                            (case.nation(party).name) " "
                            (say.text(match view.attendance(party) {
                                Attendance::Expected => "attendance-expected",
                                Attendance::Confirmed => "attendance-confirmed",
                                Attendance::Doubtful => "attendance-doubtful",
                                Attendance::Cancelled => "attendance-cancelled",
                            })) "."
                        }
                    }
                }
            }
        }
    }
}

fn calendar(say: &Language, view: &Observation) -> Markup {
    let dates = outlook::dates(view);
    html! {
        section aria-labelledby="calendar" {
            h2 #calendar { (say.text("dates")) }
            @if dates.is_empty() { p.empty { (say.text("class-no-dates")) } }
            ul.news lang=[engine(say)] {
                @for due in &dates {
                    li.mine[due.mine] { span.day.soon[due.day < view.slot().until] { (names::day(view.case(), due.day)) } p { (due.text) } }
                }
            }
        }
    }
}

fn measures(say: &Language, view: &Observation) -> Markup {
    let case = view.case();
    html! {
        section aria-labelledby="measures" {
            h2 #measures { (say.text("measures")) }
            @for owner in case.nation_ids() {
                @let owned: Vec<MeasureId> = case.measure_ids().filter(|id| case.measure(*id).owner == owner).collect();
                @if !owned.is_empty() {
                    h3 { (case.nation(owner).name) }
                    ul {
                        @for id in owned {
                            @let state = view.measure(id);
                            li {
                                span lang=[engine(say)] { (names::capital(&case.measure(id).name)) ": " strong { (case.level(id, state.level).name) } }
                                @if let Some((level, day)) = state.scheduled {
                                    ", " span.soon { (rich(say, "class-from-day", &[("day", html! { span lang=[engine(say)] { (names::day(case, day)) } }), ("level", html! { span lang=[engine(say)] { (case.level(id, level).name) } })])) }
                                }
                                @if let Some(level) = state.suspended {
                                    " (" (rich(say, "class-suspended", &[("level", html! { span lang=[engine(say)] { (names::level(case, id, level)) } })])) ")"
                                }
                                p.notes { (say.text("class-mild-to-harsh")) " " span lang=[engine(say)] { (case.measure(id).levels.iter().map(|level| level.name.clone()).collect::<Vec<_>>().join(" · ")) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How a word ended.
fn ended(end: End) -> &'static str {
    match end {
        End::Met => "class-word-met",
        End::Executed => "class-word-executed",
        End::Broken => "class-word-broken",
        End::Bluffed => "class-word-bluffed",
        End::Withdrawn => "class-word-withdrawn",
        End::Expired => "class-word-expired",
    }
}

fn words(say: &Language, view: &Observation) -> Markup {
    let case = view.case();
    let known: Vec<_> = view.commitments().map(|(_, known)| *known).collect();
    html! {
        section aria-labelledby="words" {
            h2 #words { (say.text("words-given")) }
            @if known.is_empty() { p.empty { (say.text("words-none")) } }
            ul {
                @for word in &known {
                    li {
                        span lang=[engine(say)] { (names::capital(&commitment(case, word))) } ": "
                        @match word.end {
                            None => span.soon { (say.text("word-stands")) },
                            Some((end, day)) => {
                                span.loss[matches!(end, End::Broken | End::Bluffed)] { (say.text(ended(end))) } ", " span lang=[engine(say)] { (names::day(case, day)) }
                            },
                        } "."
                    }
                }
            }
        }
    }
}

fn home(say: &Language, view: &Observation) -> Markup {
    let nation = view.case().nation(view.seat());
    html! {
        section aria-labelledby="home" {
            h2 #home { (say.text("page-home")) }
            p { (say.text_with("class-home-what", &[("quota", say.percent(nation.quota, 0).into())])) }
            table.figures {
                thead { tr { th scope="col" { (say.text("class-group")) } th scope="col" { (say.text("class-votes")) } th.text scope="col" { (say.text("home-wants")) } } }
                tbody {
                    @for group in &nation.constituencies {
                        @let mut wants: Vec<(f64, &str)> = Goal::ALL.iter().map(|goal| (group.goals[*goal as usize], goal.name())).filter(|(weight, _)| *weight > 0.0).collect();
                        @let () = wants.sort_by(|a, b| b.0.total_cmp(&a.0));
                        tr lang=[engine(say)] {
                            th scope="row" { (group.name) }
                            td { (say.percent(group.weight, 0)) }
                            td.text { (wants.into_iter().take(3).map(|(_, name)| name).collect::<Vec<_>>().join(", ")) }
                        }
                    }
                }
            }
        }
    }
}

fn no_deal(say: &Language, view: &Observation) -> Markup {
    let change = economy::change(view.case(), view.seat(), &view.levels(), &view.no_deal_levels());
    html! {
        section aria-labelledby="no-deal" {
            h2 #no-deal { (say.text("class-no-deal")) }
            @match change {
                Some(change) => ul.plain lang=[engine(say)] { @for line in economy::lines(&change) { li { (line) } } },
                None => p { (say.text("class-no-deal-same")) },
            }
            p.aside { (say.text("class-no-deal-what")) }
        }
    }
}

fn people(say: &Language, view: &Observation) -> Markup {
    let case = view.case();
    html! {
        section aria-labelledby="people" {
            h2 #people { (say.text("negotiators")) }
            @for nation in case.nation_ids() {
                h3 { (case.nation(nation).name) }
                ul {
                    @for id in case.nation(nation).negotiators.iter().copied() {
                        @let person = case.negotiator(id);
                        @let state = view.negotiator(id);
                        li {
                            span lang=[engine(say)] { (person.office) @if !person.holder.is_empty() { ", " (person.holder) } }
                            @if let Some(rapport) = state.rapport { ": " (say.text_with("class-rapport", &[("rapport", say.change(rapport, 2).into())])) }
                            @if state.replaced { "; " (say.text("replaced")) }
                            @if let Some(turn) = state.off_message {
                                "; " (say.text_with("class-off-message", &[("turn", (turn + 1).into())])) @if state.disavowed { " (" (say.text("class-disavowed")) ")" }
                            }
                        }
                    }
                }
            }
        }
    }
}
