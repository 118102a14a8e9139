//! The first page of a seat: what is asked, what can be done, what happened, what comes.

use crate::classroom::desk::asked;
use crate::classroom::pace::Stage;
use crate::classroom::room::Room;
use crate::classroom::web::seat::{Frame, frame};
use crate::classroom::web::shell::change;
use crate::classroom::web::{App, Person, act, results, talks};
use crate::record::story::{Chronicle, Item, Telling, Voice, commitment, deed};
use crate::record::{debrief, names, outlook, preview, words};
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
        let shown = Frame { title: "Debrief", address: "/seat", reload: None };
        let body = results::personal(&app, person.id).await;
        return frame(&app, person, &shown, |_| body);
    }
    let asked = {
        let mut room = app.hall.room();
        room.stage == Stage::Play && room.desk(place.table).is_some_and(|desk| desk.ask(place.seat).is_some())
    };
    let shown = Frame { title: "Now", address: "/seat", reload: (!asked).then_some(AGAIN) };
    frame(&app, person, &shown, |room| match room.stage {
        Stage::Play | Stage::Debrief => playing(room, person),
        stage => before(room, person, stage),
    })
}

/// The page before the games begin.
fn before(room: &Room, person: Person, stage: Stage) -> Markup {
    let case = &room.case;
    let place = person.place;
    let (name, recovery) =
        room.roster.person(person.id).map(|known| (known.name.clone(), known.recovery.clone())).unwrap_or_default();
    html! {
        h1 { (case.title) }
        p.lead { "Welcome, " (name) ". You are " strong { (place.role.name()) } " of " strong { (names::nation(case, place.seat)) } " at table " (place.table + 1) "." }
        section.card aria-labelledby="wait" {
            h2 #wait { (if stage == Stage::Joining { "The class is joining" } else { "Read and confer" }) }
            @if stage == Stage::Joining {
                p { (room.roster.seated()) " have taken a seat. The teacher starts the briefing; this page follows by itself." }
            } @else {
                p { "Read your " a href="/seat/briefing" { "briefing" } ", and agree in your delegation what you want, what you could give, and what you would not sign. The teacher starts the games; this page follows by itself." }
            }
            p { "Your recovery code, should this device fail: " code.code { (recovery) } }
        }
        section aria-labelledby="task" {
            h2 #task { "Your part" }
            p { (place.role.task()) }
        }
        section.prose { p { (case.summary) } }
    }
}

/// The page while the game is on.
fn playing(room: &mut Room, person: Person) -> Markup {
    let place = person.place;
    let seat = place.seat;
    let case = room.case.clone();
    let package = act::package_of(room, person.id);
    let members: Vec<u32> = room.roster.at(place.table, Some(seat)).iter().map(|member| member.id).collect();
    let announced = room.announcements.last().cloned();
    let Some(desk) = room.desk(place.table) else { return html! { p { "There is no such table." } } };
    let step = desk.step();
    let waits: Vec<(NationId, Ask)> = desk.game.up();
    let led: Vec<Option<&'static str>> = case.nation_ids().map(|nation| desk.led_by(nation)).collect();
    let (stand_in, paused, polls) = (desk.has_stand_in(seat), desk.paused, desk.polls_now(&members));
    let notes: Vec<String> = desk.notes.iter().rev().take(3).cloned().collect();
    let chronicle = desk.game.observe(seat, |view| Some(Chronicle::known(&case, view)));
    let turn = desk.turn();
    let body = desk.game.observe(seat, |view| {
        Some(html! {
            (head(view))
            @if stand_in {
                div.banner role="alert" {
                    p { "You were away: the built-in policy “" (led[seat.index()].unwrap_or_default()) "” leads your seat." }
                    form method="post" action="/seat/back" { button.main type="submit" { "I’m back" } }
                }
            }
            @if paused { p.banner role="status" { "The teacher has paused the table. The clock stands still; you can read and prepare." } }
            @if let Some(text) = &announced { p.banner.teacher { strong { "Teacher: " } (text) } }
            @if !stand_in {
                @match view.ask() {
                    Some(ask) => (question(view, ask, &step, package, &polls)),
                    None => { (waiting(view, &waits, &led)) (talks::show(view, &step, package, &polls)) },
                }
            }
            @if !stand_in { (answers(view)) }
            @if let Some(chronicle) = &chronicle { (news(chronicle, turn)) }
            (ahead(view))
            (standing(view))
            @if !notes.is_empty() {
                section aria-labelledby="notes" {
                    h2 #notes { "At this table" }
                    ul { @for note in &notes { li { (note) } } }
                }
            }
        })
    });
    body.unwrap_or_default()
}

/// When it is, and how long to the summit.
fn head(view: &Observation) -> Markup {
    let case = view.case();
    let slot = view.slot();
    let stage = case.calendar.stages.get(slot.stage).map(String::as_str).unwrap_or_default();
    let days = case.summit.day - view.today();
    html! {
        h1 { (names::days(case, slot)) }
        p.lead {
            "Turn " (view.turn() + 1) " of " (case.calendar.turns.len()) " · " (stage) " · "
            @match (view.outcome(), days) {
                (Some(outcome), _) => { "the summit ended: " (outcome.name()) },
                (None, 0) => { (case.summit.place) " is today" },
                (None, 1) => { "1 day to " (case.summit.place) },
                (None, days) => { (days) " days to " (case.summit.place) },
            }
        }
    }
}

fn waiting(view: &Observation, waits: &[(NationId, Ask)], led: &[Option<&'static str>]) -> Markup {
    let case = view.case();
    html! {
        section.card aria-labelledby="wait" {
            h2 #wait { "You have nothing to decide now" }
            @if waits.is_empty() {
                p { "The game goes on by itself." }
            } @else {
                p { "The table waits for:" }
                ul {
                    @for (seat, ask) in waits {
                        li {
                            (names::capital(&names::nation(case, *seat))) ": " (asked(*ask))
                            @if led.get(seat.index()).copied().flatten().is_some() { " (led by a built-in policy)" }
                        }
                    }
                }
            }
            p.aside { "When it is your turn, this page says so. Meanwhile read the " a href="/seat/world" { "state of the world" } " or write a " a href="/seat/messages" { "message" } "." }
        }
    }
}

/// What is asked of the seat, and the answers to it.
fn question(
    view: &Observation,
    ask: Ask,
    step: &str,
    package: crate::bargaining::Package,
    polls: &[crate::classroom::desk::Poll],
) -> Markup {
    match ask {
        Ask::Posture => moves(view, step),
        Ask::Talk => talks::show(view, step, package, polls),
        Ask::Settle(position) => settle(view, step, usize::from(position)),
        Ask::Attend => attend(view, step),
        Ask::Comply(position) => comply(view, step, usize::from(position)),
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

fn moves(view: &Observation, step: &str) -> Markup {
    let case = view.case();
    let own = view.own();
    let mut actions = Vec::new();
    view.menu(&mut actions);
    let made: Vec<String> =
        view.moves().map(|action| names::capital(&deed(case, view.seat(), action, Voice::Second))).collect();
    html! {
        section.card.ask aria-labelledby="moves" {
            h2 #moves { "Your moves" }
            p {
                strong { (own.public_moves) } " public and " strong { (own.private_moves) } " private left · political capital "
                strong { (format!("{:.1}", own.capital)) }
            }
            @if !made.is_empty() {
                p { "Made this turn; they take effect when all delegations have ended their moves:" }
                ul { @for text in &made { li { (text) "." } } }
                form.inline method="post" action="/seat/undo" {
                    input type="hidden" name="step" value=(step);
                    button type="submit" { "Take back the last move" }
                }
            }
            @for purpose in Purpose::ALL {
                @let group: Vec<&Action> = actions.iter().filter(|action| Purpose::of(view, action) == Some(purpose)).collect();
                @if !group.is_empty() {
                    details #(format!("group-{purpose:?}")) {
                        summary { (names::capital(purpose.name())) " " span.count { (group.len()) } }
                        ul.moves {
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
                (button(view, step, &Action::EndTurn, "End our moves", true))
                p.aside { "If time runs out, the moves you have made stand; if you have made none, a built-in policy moves for you this once." }
            }
        }
    }
}

fn settle(view: &Observation, step: &str, position: usize) -> Markup {
    let case = view.case();
    let Some((_, known)) = view.commitments().find(|(at, _)| *at == position) else { return html! {} };
    let now = view.levels();
    let mut then = now;
    if let Some(slot) = then.get_mut(known.measure.index()) {
        *slot = known.level;
    }
    let cost = view.audience_cost(known);
    let choices = [
        (
            Settlement::Execute,
            "Carry it out",
            html! {
                "your payoff " (change(view.payoff(&then) - view.payoff(&now))) ", " (names::possessive(case, known.to)) " about "
                (change(view.reputed_payoff(known.to, &then) - view.reputed_payoff(known.to, &now)))
            },
        ),
        (
            Settlement::Postpone,
            "Put it off",
            html! {
                "an audience cost of " (format!("{:.1}", case.parameters.postponement_share * cost)) " points now; it can be put off "
                (crate::rules::legal::POSTPONEMENTS.saturating_sub(known.postponed)) " more times"
            },
        ),
        (
            Settlement::BackDown,
            "Back down",
            html! { "an audience cost of " (format!("{cost:.1}")) " points, and your next word weighs less" },
        ),
    ];
    html! {
        section.card.ask aria-labelledby="due" {
            h2 #due { "Your word falls due" }
            p { (names::capital(&commitment(case, known))) "." }
            ul.moves {
                @for (settlement, text, effect) in &choices {
                    @let action = Action::Settle(*settlement);
                    @if view.check(&action).is_ok() {
                        li { (button(view, step, &action, text, false)) p.notes { (effect) } }
                    }
                }
            }
        }
    }
}

fn attend(view: &Observation, step: &str) -> Markup {
    let [prospect, appointment, tension] = view.attendance_terms();
    html! {
        section.card.ask aria-labelledby="attend" {
            h2 #attend { "Do you go to " (view.case().summit.place) "?" }
            p {
                "What the summit may bring " (change(prospect)) ", keeping the appointment " (change(appointment))
                ", meeting a rival at this tension " (change(tension)) ": " (change(prospect + appointment + tension)) " points in all for going."
            }
            ul.moves {
                li { (button(view, step, &Action::Attend(true), "Go and negotiate", true)) }
                li { (button(view, step, &Action::Attend(false), "Stay away", false)) p.notes { "the summit is then cancelled" } }
            }
        }
    }
}

fn comply(view: &Observation, step: &str, position: usize) -> Markup {
    let case = view.case();
    let [regime, word] = view.temptation(position);
    html! {
        section.card.ask aria-labelledby="comply" {
            h2 #comply { "Do you keep the agreement for another turn?" }
            @if let Some(agreement) = view.agreements().get(position) {
                p {
                    "With " (names::nations(case, agreement.parties.without(view.seat()).iter())) ", until "
                    (names::day(case, agreement.expires)) ": " (names::package(case, agreement.package)) "."
                }
            }
            p {
                "Breaking it: " (change(regime)) " points from the measures, " (change(word)) " from a broken word: "
                (change(regime + word)) " in all."
            }
            ul.moves {
                li { (button(view, step, &Action::Comply(true), "Keep it", true)) }
                li { (button(view, step, &Action::Comply(false), "Break it", false)) p.notes { "the measures go back, and your word is worth less everywhere" } }
            }
        }
    }
}

fn answers(view: &Observation) -> Markup {
    let waiting = outlook::waiting(view);
    html! {
        @if !waiting.is_empty() {
            section.card aria-labelledby="answers" {
                h2 #answers { "Waiting for your answer" }
                ul { @for text in &waiting { li { (text) } } }
            }
        }
    }
}

fn story(chronicle: &Chronicle, items: &[Item]) -> Markup {
    html! {
        ul.news {
            @for item in items {
                li {
                    span.day { (names::day(&chronicle.case, item.day)) }
                    div {
                        p { (item.text) @if item.private { " " span.aside { "(private)" } } }
                        @for detail in &item.details { p.notes { (detail) } }
                    }
                }
            }
        }
    }
}

fn news(chronicle: &Chronicle, turn: u16) -> Markup {
    let items = |turn: u16| chronicle.tell_turn(turn, Telling::default());
    let now = items(turn);
    html! {
        section aria-labelledby="news" {
            h2 #news { "News" }
            @if now.is_empty() { p.empty { "Nothing that you know of yet this turn." } } @else { (story(chronicle, &now)) }
            @if turn > 0 {
                details #earlier open[now.is_empty()] {
                    summary { "The turn before" }
                    (story(chronicle, &items(turn - 1)))
                }
            }
            @if turn > 1 {
                details #history {
                    summary { "All that happened earlier" }
                    @for earlier in (0..turn - 1).rev() { (story(chronicle, &items(earlier))) }
                }
            }
        }
    }
}

fn ahead(view: &Observation) -> Markup {
    let case = view.case();
    let dates = outlook::dates(view);
    let (near, far): (Vec<_>, Vec<_>) = dates.iter().partition(|due| due.day < view.today() + AHEAD);
    html! {
        section aria-labelledby="ahead" {
            h2 #ahead { "What comes if nobody does anything" }
            @if near.is_empty() { p.empty { "Nothing in the next three weeks." } }
            ul.news {
                @for due in &near {
                    li.mine[due.mine] {
                        span.day.soon[due.day < view.slot().until] { (names::day(case, due.day)) }
                        p { (due.text) }
                    }
                }
            }
            @if !far.is_empty() { p { a href="/seat/world#calendar" { (far.len()) " later dates" } } }
        }
    }
}

fn standing(view: &Observation) -> Markup {
    let own = view.own();
    html! {
        section aria-labelledby="standing" {
            h2 #standing { "Where you stand" }
            table.figures {
                tbody {
                    tr { th scope="row" { "Your payoff now, 0 to 100" } td { (format!("{:.1}", own.payoff)) } }
                    tr { th scope="row" { "What you get without a deal (BATNA)" } td { (format!("{:.1}", own.no_deal)) } }
                    tr { th scope="row" { "Political capital" } td { (format!("{:.1}", own.capital)) } }
                    tr { th scope="row" { "Approval at home" } td { (format!("{:.0} %", own.approval)) } }
                }
            }
        }
    }
}

/// The debrief of the own table.
pub fn own_debrief(made: &debrief::Debrief) -> Markup {
    html! {
        h2 { "Debrief of your table" }
        p.lead { "The game is over: everything may be known now. Talk about it with your counterparts." }
        @for section in debrief::sections(made) {
            section.prose {
                h3 { (section.title) }
                ul.plain { @for line in section.lines.iter().filter(|line| !line.contains("`--json`")) {
                        // Columns of the text keep their places.
                        li .mono[line.contains("  ")] { (line) }
                    } }
            }
        }
    }
}
