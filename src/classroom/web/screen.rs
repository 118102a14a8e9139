//! Pages beside the class: the public screen, which holds no secret, and the page to read before class.

use crate::classroom::pace::{Stage, timetable};
use crate::classroom::room::Room;
use crate::classroom::roster::DELEGATION;
use crate::classroom::web::say::engine;
use crate::classroom::web::shell::{Page, page, time};
use crate::classroom::web::teacher::{control, frame, joining};
use crate::classroom::web::{App, Teacher};
use crate::language::Tongue;
use crate::record::names;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use std::time::Instant;

/// Minutes of the lessons that are planned for.
const LESSONS: [u32; 3] = [50, 75, 90];

/// What everybody in the room may see, for the projector.
pub async fn show(State(app): State<App>) -> Response {
    let now = Instant::now();
    let mut room = app.hall.room();
    let say = room.say();
    let case = room.case.clone();
    let (stage, code) = (room.stage, room.code.clone());
    let announced = room.announcements.last().cloned();
    let rows: Vec<Markup> = (0..room.tables()).filter_map(|table| row(&mut room, table, now)).collect();
    let status = say
        .text_with("class-screen-status", &[("stage", stage.name(say).into()), ("count", room.roster.seated().into())]);
    drop(room);
    let body = html! {
        h1 { (case.title) }
        p.lead { (status) }
        @if let Some(text) = announced { p.banner.teacher { (text) } }
        @if stage <= Stage::Briefing { (joining(say, &app, &code)) }
        @if stage == Stage::Joining { p.prose lang=[engine(say)] { (case.summary) } }
        @if stage >= Stage::Play {
            table.figures {
                caption {
                    (say.text_with("class-screen-tables", &[
                        ("one", case.nation(case.summit.parties[0]).name.as_str().into()),
                        ("other", case.nation(case.summit.parties[1]).name.as_str().into()),
                    ]))
                }
                thead { tr {
                    th scope="col" { (say.text("class-table")) }
                    th.text scope="col" { (say.text("class-day")) }
                    th scope="col" { (say.text("class-tension")) }
                    th.text scope="col" { (say.text("class-state")) }
                    th scope="col" { (say.text("class-time-left")) }
                } }
                tbody { @for row in &rows { (row) } }
            }
            div.late-comers { (joining(say, &app, &code)) }
        }
    };
    let title = say.text("class-screen");
    let around = Page {
        say,
        title: &title,
        live: true,
        socket: "/live/class",
        broad: true,
        screen: true,
        reload: Some(10),
        ..Page::default()
    };
    page(&around, body).into_response()
}

/// A table without its secrets; none where nobody sits.
fn row(room: &mut Room, table: u16, now: Instant) -> Option<Markup> {
    let (case, say, stage) = (room.case.clone(), room.say(), room.stage);
    let desk = room.desk(table).filter(|desk| desk.is_peopled())?;
    let [one, other] = case.summit.parties;
    let (turn, tension, outcome) =
        desk.game.look(|table| (table.game.turn, table.tension(one, other), table.game.outcome));
    let waits: Vec<&str> = desk.waits_for().iter().map(|(seat, _)| case.nation(*seat).name.as_str()).collect();
    let turns = case.calendar.turns.len();
    let day = case.calendar.turns.get(turn).map(|slot| names::day(&case, slot.from));
    let left = desk.seconds_left(now).filter(|_| stage == Stage::Play);
    Some(html! {
        tr {
            th scope="row" { (table + 1) }
            td.text {
                @if let Some(day) = day.filter(|_| !desk.is_over()) { span lang=[engine(say)] { (day) } } @else { (say.text("class-day-over")) }
                " " span.aside { (say.text_with("class-turn", &[("turn", (turn + 1).min(turns).into()), ("turns", turns.into())])) }
            }
            td { (say.number(tension, 2)) }
            td.text {
                @match outcome {
                    Some(outcome) => span lang=[engine(say)] { (names::capital(outcome.name())) },
                    None if desk.paused => (say.text("class-paused")),
                    None if stage == Stage::Play && !waits.is_empty() => (say.text_with("class-waits-for", &[("who", waits.join(", ").into())])),
                    None => "",
                }
            }
            td { @if let Some(left) = left { (time(left)) } }
        }
    })
}

/// What to see to before class.
pub async fn preflight(State(app): State<App>, _: Teacher) -> Response {
    let body = {
        let room = app.hall.room();
        let case = room.case.clone();
        let playable: Vec<&str> =
            case.nations.iter().filter(|nation| nation.playable).map(|nation| nation.name.as_str()).collect();
        let seats = playable.len();
        html! {
            h1 { "Before class" }
            section.card {
                h2 { "1. Which address works?" }
                p { "Open each of these on your phone, in the network of the room. The first that shows “Join the class” is the one; the others are no harm." }
                ul { @for address in app.addresses.iter() { li { span.code { (address) } } } }
                p.notes { "None works? The network keeps devices apart: use a phone’s hotspot, or ask for a network without client isolation. No internet is needed." }
            }
            section.card {
                h2 { "2. Are there seats for all?" }
                p { (room.tables()) " tables with " (seats) " delegations each (" (names::list(playable.iter().map(|name| (*name).to_string()).collect())) "), up to " (DELEGATION) " people a delegation: seats for " strong { (usize::from(room.tables()) * seats * DELEGATION) } ". Best is one or two a delegation." }
                table.figures {
                    thead { tr { th scope="col" { "Students" } th scope="col" { "Tables, one a delegation" } th scope="col" { "Tables, two a delegation" } } }
                    tbody { @for students in [6usize, 12, 24, 30, 60, 120] { tr { th scope="row" { (students) } td { (students.div_ceil(seats)) } td { (students.div_ceil(2 * seats)) } } } }
                }
                (control("add-table", &[], "Add a table", "Newcomers are seated there too.", ""))
            }
            section.card {
                h2 { "3. How long is the lesson?" }
                table.figures {
                    thead { tr { th scope="col" { "Part, minutes" } @for minutes in LESSONS { th scope="col" { (minutes) } } } }
                    tbody {
                        @for (at, part) in timetable(LESSONS[0]).iter().enumerate() {
                            tr { th scope="row" { (part.name) } @for minutes in LESSONS { td { (timetable(minutes)[at].minutes) } } }
                        }
                    }
                }
                p { "At least a third of the time is for the debrief, where most of the learning happens." }
                div.actions {
                    @for minutes in LESSONS {
                        (control("lesson", &[("minutes", minutes.to_string())], &format!("Plan for {minutes} minutes"), "Sets the times of moves, words and answers so that the game fits.", ""))
                    }
                }
                p.notes { "Now: " (room.pace.moves) " s for the moves of a turn, " (room.pace.word) " s a word at the table, " (room.pace.answer) " s for other answers, a policy takes over after " (room.pace.grace) " s away." }
            }
            section.card {
                h2 { "4. Language" }
                p { "The students’ pages and the public screen are in " strong { (room.tongue.own_name()) } ". What the game itself tells (news, moves, briefings, the debrief), your own pages and the deck are in English." }
                div.actions {
                    @for tongue in Tongue::ALL.into_iter().filter(|tongue| *tongue != room.tongue) {
                        (control("language", &[("language", tongue.code().to_string())], &format!("Students’ pages in {}", tongue.own_name()), "Holds at once, on every device.", ""))
                    }
                }
            }
            section.card {
                h2 { "5. Rehearse" }
                p { "Robot students can play a class of this size through to the debrief, on another port and in another file:" }
                p { code { "summitry host " (room.scenario) " --rehearse 24 --tables 4 --data rehearsal.sqlite" } }
            }
            section.card {
                h2 { "6. After class: delete the data" }
                p { "Names, decisions and messages stand in one file on this computer. Save the deck and the exports first." }
                form method="post" action="/teacher/do" {
                    input type="hidden" name="what" value="purge";
                    label for="purge" { "Type the code of the class to delete everything" }
                    input #purge name="code" required autocomplete="off" maxlength="12";
                    button.danger type="submit" { "Delete the class’s data for good" }
                }
            }
        }
    };
    frame(&app, "Before class", "/teacher/preflight", false, body)
}
