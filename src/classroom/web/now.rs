//! The first page of a seat: what is asked, what can be done, what happened, what comes.

use crate::classroom::desk::asked;
use crate::classroom::pace::Stage;
use crate::classroom::room::Room;
use crate::classroom::web::part::{self, Part};
use crate::classroom::web::say::{counted, engine, rich};
use crate::classroom::web::seat::{Frame, frame};
use crate::classroom::web::shell::change;
use crate::classroom::web::{App, Person, act, ballot, results, talks};
use crate::language::Language;
use crate::record::story::{Chronicle, Item, Telling, Voice, commitment, deed};
use crate::record::{names, outlook, preview, words};
use crate::rules::action::{Action, Settlement};
use crate::rules::case::NationId;
use crate::rules::menu::Purpose;
use crate::rules::observation::Observation;
use crate::rules::state::Ask;
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

/// Days ahead that the page shows; the page of the world shows all.
const AHEAD: i32 = 21;
/// Seconds after which a page without scripts looks again, while nobody types on it.
const AGAIN: u32 = 20;

/// The page.
pub async fn show(State(app): State<App>, person: Person) -> Response {
    let place = person.place;
    let over = app.hall.room().desk(place.table).is_some_and(|desk| desk.is_over());
    if over {
        let shown = Frame { title: "class-debrief", address: "/seat", reload: None };
        let body = results::personal(&app, person.id).await;
        return frame(&app, person, &shown, |_| body);
    }
    let asked = {
        let mut room = app.hall.room();
        room.stage == Stage::Play && room.desk(place.table).is_some_and(|desk| desk.ask(place.seat).is_some())
    };
    let shown = Frame { title: "class-page-now", address: "/seat", reload: (!asked).then_some(AGAIN) };
    frame(&app, person, &shown, |room| match room.stage {
        Stage::Play | Stage::Debrief => playing(&app, room, person),
        stage => before(&app, room, person, stage),
    })
}

/// The page before the games begin.
fn before(app: &App, room: &Room, person: Person, stage: Stage) -> Markup {
    let (case, say) = (&room.case, room.say());
    let place = person.place;
    let (name, recovery) =
        room.roster.person(person.id).map(|known| (known.name.clone(), known.recovery.clone())).unwrap_or_default();
    html! {
        h1 { (case.title) }
        p.lead {
            (rich(say, "class-welcome", &[
                ("name", html! { (name) }),
                ("role", html! { strong { (place.role.name(say)) } }),
                ("nation", html! { strong { (case.nation(place.seat).name) } }),
                ("table", html! { (place.table + 1) }),
            ]))
        }
        @if let Some(text) = room.announcements.last() { p.banner.teacher { strong { (say.text("class-teacher-says")) } " " (text) } }
        section.card aria-labelledby="wait" {
            h2 #wait { (say.text(if stage == Stage::Joining { "class-joining" } else { "class-read-and-confer" })) }
            @if stage == Stage::Joining {
                p { (counted(say, "class-joining-what", room.roster.seated())) }
            } @else {
                p { (rich(say, "class-confer-what", &[("briefing", html! { a href="/seat/briefing" { (say.text("class-page-briefing")) } })])) }
            }
            p { (rich(say, "class-recovery-code", &[("code", html! { code.code { (recovery) } })])) }
        }
        (part::before(say, &Part::of(app, room, person)))
        @if !say.is_engines() { p.aside { (say.text("engine-english")) } }
        section.prose lang=[engine(say)] { p { (case.summary) } }
    }
}

/// The page while the game is on.
fn playing(app: &App, room: &mut Room, person: Person) -> Markup {
    let place = person.place;
    let (seat, say) = (place.seat, room.say());
    let case = room.case.clone();
    let package = act::package_of(room, person.id);
    let members: Vec<u32> = room.roster.at(place.table, Some(seat)).iter().map(|member| member.id).collect();
    let announced = room.announcements.last().cloned();
    let voter = ballot::voter(room, person);
    let group = room.roster.group_of(&case, person.id);
    let own = Part::of(app, room, person);
    let Some(desk) = room.desk(place.table) else { return html! { p { (say.text("class-no-table")) } } };
    let step = desk.step();
    let waits: Vec<(NationId, Ask)> = desk.game.up();
    let led: Vec<Option<&'static str>> = case.nation_ids().map(|nation| desk.led_by(nation)).collect();
    let (stand_in, paused, polls) = (desk.has_stand_in(seat), desk.paused, desk.polls_now(&members));
    let notes: Vec<String> = desk.notes.iter().rev().take(3).cloned().collect();
    let chronicle = desk.game.observe(seat, |view| Some(Chronicle::known(&case, view)));
    let turn = desk.turn();
    let body = desk.game.observe(seat, |view| {
        Some(html! {
            (head(say, view))
            @if stand_in {
                div.banner role="alert" {
                    p { (say.text_with("class-you-were-away", &[("policy", led[seat.index()].unwrap_or_default().into())])) }
                    form method="post" action="/seat/back" { button.main type="submit" { (say.text("class-i-am-back")) } }
                }
            }
            @if paused { p.banner role="status" { (say.text("class-paused-what")) } }
            @if let Some(text) = &announced { p.banner.teacher { strong { (say.text("class-teacher-says")) } " " (text) } }
            @if !stand_in {
                @match view.ask() {
                    Some(ask) => (question(say, view, ask, &step, package, &polls, voter.as_ref())),
                    None => { (waiting(say, view, &waits, &led)) (talks::show(say, view, &step, package, &polls)) },
                }
            }
            @if !stand_in { (answers(say, view)) (part::playing(say, view, &own)) (ballot::win_set(say, view, group)) }
            @if let Some(chronicle) = &chronicle { (news(say, chronicle, turn)) }
            (ahead(say, view))
            (standing(say, view))
            @if !notes.is_empty() {
                section aria-labelledby="notes" {
                    h2 #notes { (say.text("class-at-this-table")) }
                    ul lang=[engine(say)] { @for note in &notes { li { (note) } } }
                }
            }
        })
    });
    body.unwrap_or_default()
}

/// When it is, and how long to the summit.
fn head(say: &Language, view: &Observation) -> Markup {
    let case = view.case();
    let slot = view.slot();
    let stage = case.calendar.stages.get(slot.stage).map(String::as_str).unwrap_or_default();
    let days = case.summit.day - view.today();
    let place = || ("place", case.summit.place.as_str().into());
    html! {
        h1 lang=[engine(say)] { (names::days(case, slot)) }
        p.lead {
            (say.text_with("class-turn", &[("turn", (view.turn() + 1).into()), ("turns", case.calendar.turns.len().into())]))
            " · " span lang=[engine(say)] { (stage) } " · "
            @match view.outcome() {
                Some(outcome) => { (say.text("class-summit-ended")) " " span lang=[engine(say)] { (outcome.name()) } },
                None if days <= 0 => (say.text_with("class-summit-today", &[place()])),
                None => (say.text_with("class-summit-in", &[place(), ("days", days.into())])),
            }
        }
    }
}

fn waiting(say: &Language, view: &Observation, waits: &[(NationId, Ask)], led: &[Option<&'static str>]) -> Markup {
    let case = view.case();
    html! {
        section.card aria-labelledby="wait" {
            h2 #wait { (say.text("class-nothing-to-decide")) }
            @if waits.is_empty() {
                p { (say.text("class-goes-on")) }
            } @else {
                p { (say.text("class-table-waits")) }
                ul {
                    @for (seat, ask) in waits {
                        li {
                            (case.nation(*seat).name) ": " (asked(say, *ask))
                            @if led.get(seat.index()).copied().flatten().is_some() { " " (say.text("class-led-by-policy")) }
                        }
                    }
                }
            }
            p.aside {
                (rich(say, "class-meanwhile", &[
                    ("world", html! { a href="/seat/world" { (say.text("class-page-world")) } }),
                    ("messages", html! { a href="/seat/messages" { (say.text("class-page-messages")) } }),
                ]))
            }
        }
    }
}

/// What is asked of the seat, and the answers to it.
fn question(
    say: &Language,
    view: &Observation,
    ask: Ask,
    step: &str,
    package: crate::bargaining::Package,
    polls: &[crate::classroom::desk::Poll],
    voter: Option<&ballot::Voter>,
) -> Markup {
    match ask {
        Ask::Posture => moves(say, view, step),
        Ask::Talk => talks::show(say, view, step, package, polls),
        Ask::Settle(position) => settle(say, view, step, usize::from(position)),
        Ask::Attend => attend(say, view, step),
        Ask::Comply(position) => comply(say, view, step, usize::from(position)),
        Ask::Vote(group) => ballot::show(say, view, step, group, voter),
    }
}

/// A button that takes a decision.
pub fn button(view: &Observation, step: &str, action: &Action, text: &str, main: bool) -> Markup {
    html! {
        form.inline method="post" action="/seat/act" {
            input type="hidden" name="step" value=(step);
            input type="hidden" name="action" value=(words::write(view.case(), view.seat(), action));
            button .main[main] type="submit" { (text) }
        }
    }
}

fn purpose(say: &Language, purpose: Purpose) -> String {
    say.text(match purpose {
        Purpose::Talks => "class-moves-talks",
        Purpose::Pressure => "class-moves-pressure",
        Purpose::Easing => "class-moves-easing",
        Purpose::Words => "class-moves-words",
        Purpose::Allies => "class-moves-allies",
        Purpose::Home => "class-moves-home",
        Purpose::Summit => "class-moves-summit",
    })
}

fn moves(say: &Language, view: &Observation, step: &str) -> Markup {
    let case = view.case();
    let own = view.own();
    let mut actions = Vec::new();
    view.menu(&mut actions);
    let made: Vec<String> =
        view.moves().map(|action| names::capital(&deed(case, view.seat(), action, Voice::Second))).collect();
    html! {
        section.card.ask aria-labelledby="moves" {
            h2 #moves { (say.text("class-your-moves")) }
            p {
                (rich(say, "class-moves-left", &[
                    ("public", html! { strong { (own.public_moves) } }),
                    ("private", html! { strong { (own.private_moves) } }),
                    ("capital", html! { strong { (say.number(own.capital, 1)) } }),
                ]))
            }
            @if !made.is_empty() {
                p { (say.text("class-made")) }
                ul lang=[engine(say)] { @for text in &made { li { (text) "." } } }
                form.inline method="post" action="/seat/undo" {
                    input type="hidden" name="step" value=(step);
                    button type="submit" { (say.text("class-undo")) }
                }
            }
            @for kind in Purpose::ALL {
                @let group: Vec<&Action> = actions.iter().filter(|action| Purpose::of(view, action) == Some(kind)).collect();
                @if !group.is_empty() {
                    details #(format!("group-{kind:?}")) {
                        summary { (purpose(say, kind)) " " span.count { (group.len()) } }
                        ul.moves lang=[engine(say)] {
                            @for action in group {
                                li {
                                    (button(view, step, action, &format!("{}.", names::capital(&deed(case, view.seat(), action, Voice::Second))), false))
                                    @let notes = preview::notes(view, action);
                                    @if !notes.is_empty() { p.notes { (notes.join(" · ")) } }
                                }
                            }
                        }
                    }
                }
            }
            div.actions {
                (button(view, step, &Action::EndTurn, &say.text("class-end-moves"), true))
                p.aside { (say.text("class-moves-time")) }
            }
        }
    }
}

fn settle(say: &Language, view: &Observation, step: &str, position: usize) -> Markup {
    let case = view.case();
    let Some((_, known)) = view.commitments().find(|(at, _)| *at == position) else { return html! {} };
    let (now, then) = (view.levels(), view.levels_with(known.measure, known.level));
    let cost = view.audience_cost(known);
    let choices = [
        (
            Settlement::Execute,
            "settle-execute",
            rich(
                say,
                "class-settle-execute",
                &[
                    ("mine", change(say, view.payoff(&then) - view.payoff(&now))),
                    ("nation", html! { (case.nation(known.to).name) }),
                    ("theirs", change(say, view.reputed_payoff(known.to, &then) - view.reputed_payoff(known.to, &now))),
                ],
            ),
        ),
        (
            Settlement::Postpone,
            "settle-postpone",
            rich(
                say,
                "class-settle-postpone",
                &[
                    ("cost", html! { (say.number(case.parameters.postponement_share * cost, 1)) }),
                    ("times", html! { (crate::rules::legal::POSTPONEMENTS.saturating_sub(known.postponed)) }),
                ],
            ),
        ),
        (
            Settlement::BackDown,
            "settle-back-down",
            rich(say, "class-settle-back-down", &[("cost", html! { (say.number(cost, 1)) })]),
        ),
    ];
    html! {
        section.card.ask aria-labelledby="due" {
            h2 #due { (say.text("settle-title")) }
            p lang=[engine(say)] { (names::capital(&commitment(case, known))) "." }
            ul.moves {
                @for (settlement, text, effect) in &choices {
                    @let action = Action::Settle(*settlement);
                    @if view.check(&action).is_ok() {
                        li { (button(view, step, &action, &say.text(text), false)) p.notes { (effect) } }
                    }
                }
            }
        }
    }
}

fn attend(say: &Language, view: &Observation, step: &str) -> Markup {
    let [prospect, appointment, tension] = view.attendance_terms();
    html! {
        section.card.ask aria-labelledby="attend" {
            h2 #attend { (say.text_with("attend-title", &[("place", view.case().summit.place.as_str().into())])) }
            p {
                (rich(say, "attend-what", &[
                    ("prospect", change(say, prospect)),
                    ("appointment", change(say, appointment)),
                    ("tension", change(say, tension)),
                    ("sum", html! { strong { (change(say, prospect + appointment + tension)) } }),
                ]))
            }
            ul.moves {
                li { (button(view, step, &Action::Attend(true), &say.text("class-attend-go"), true)) }
                li { (button(view, step, &Action::Attend(false), &say.text("class-attend-stay"), false)) p.notes { (say.text("class-attend-cancelled")) } }
            }
        }
    }
}

fn comply(say: &Language, view: &Observation, step: &str, position: usize) -> Markup {
    let case = view.case();
    let [regime, word] = view.temptation(position);
    html! {
        section.card.ask aria-labelledby="comply" {
            h2 #comply { (say.text("comply-title")) }
            @if let Some(agreement) = view.agreements().get(position) {
                p {
                    (rich(say, "class-comply-with", &[
                        ("nations", html! { (agreement.parties.without(view.seat()).iter().map(|nation| case.nation(nation).name.as_str()).collect::<Vec<_>>().join(", ")) }),
                        ("day", html! { span lang=[engine(say)] { (names::day(case, agreement.expires)) } }),
                    ]))
                }
                div lang=[engine(say)] { (ballot::terms(case, agreement.package)) }
            }
            p {
                (rich(say, "comply-what", &[
                    ("regime", change(say, regime)),
                    ("word", change(say, word)),
                    ("sum", html! { strong { (change(say, regime + word)) } }),
                ]))
            }
            ul.moves {
                li { (button(view, step, &Action::Comply(true), &say.text("comply-yes"), true)) }
                li { (button(view, step, &Action::Comply(false), &say.text("comply-no"), false)) p.notes { (say.text("class-comply-breaks")) } }
            }
        }
    }
}

fn answers(say: &Language, view: &Observation) -> Markup {
    let waiting = outlook::waiting(view);
    html! {
        @if !waiting.is_empty() {
            section.card aria-labelledby="answers" {
                h2 #answers { (say.text("class-waiting-for-you")) }
                ul lang=[engine(say)] { @for text in &waiting { li { (text) } } }
            }
        }
    }
}

fn story(say: &Language, chronicle: &Chronicle, items: &[Item]) -> Markup {
    html! {
        ul.news lang=[engine(say)] {
            @for item in items {
                li {
                    span.day { (names::day(&chronicle.case, item.day)) }
                    div {
                        p { (item.text) @if item.private { " " span.aside lang=(say.tongue().code()) { "(" (say.text("private")) ")" } } }
                        @for detail in &item.details { p.notes { (detail) } }
                    }
                }
            }
        }
    }
}

fn news(say: &Language, chronicle: &Chronicle, turn: u16) -> Markup {
    let items = |turn: u16| chronicle.tell_turn(turn, Telling::default());
    let now = items(turn);
    html! {
        section aria-labelledby="news" {
            h2 #news { (say.text("class-news")) }
            @if now.is_empty() { p.empty { (say.text("class-no-news")) } } @else { (story(say, chronicle, &now)) }
            @if turn > 0 {
                details #earlier open[now.is_empty()] {
                    summary { (say.text("class-turn-before")) }
                    (story(say, chronicle, &items(turn - 1)))
                }
            }
            @if turn > 1 {
                details #history {
                    summary { (say.text("class-earlier")) }
                    @for earlier in (0..turn - 1).rev() { (story(say, chronicle, &items(earlier))) }
                }
            }
        }
    }
}

fn ahead(say: &Language, view: &Observation) -> Markup {
    let case = view.case();
    let dates = outlook::dates(view);
    let (near, far): (Vec<_>, Vec<_>) = dates.iter().partition(|due| due.day < view.today() + AHEAD);
    html! {
        section aria-labelledby="ahead" {
            h2 #ahead { (say.text("dates")) }
            @if near.is_empty() { p.empty { (say.text("class-nothing-soon")) } }
            ul.news lang=[engine(say)] {
                @for due in &near {
                    li.mine[due.mine] {
                        span.day.soon[due.day < view.slot().until] { (names::day(case, due.day)) }
                        p { (due.text) }
                    }
                }
            }
            @if !far.is_empty() { p { a href="/seat/world#calendar" { (counted(say, "class-later-dates", far.len())) } } }
        }
    }
}

fn standing(say: &Language, view: &Observation) -> Markup {
    let own = view.own();
    html! {
        section aria-labelledby="standing" {
            h2 #standing { (say.text("class-standing")) }
            table.figures {
                tbody {
                    tr { th scope="row" { (say.text("class-payoff-now")) } td { (say.number(own.payoff, 1)) } }
                    tr { th scope="row" { (say.text("class-batna")) } td { (say.number(own.no_deal, 1)) } }
                    tr { th scope="row" { (say.text("standing-capital")) } td { (say.number(own.capital, 1)) } }
                    tr { th scope="row" { (say.text("class-approval")) } td { (say.percent(own.approval / 100.0, 0)) } }
                }
            }
        }
    }
}
