//! Pages beside the class: the public screen, which holds no secret, and the page to read before class.

use crate::classroom::pace::{Stage, timetable};
use crate::classroom::roster::DELEGATION;
use crate::classroom::web::shell::{Page, page, time};
use crate::classroom::web::teacher::{control, frame, joining};
use crate::classroom::web::{App, Teacher};
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
    let body = {
        let mut room = app.hall.room();
        let case = room.case.clone();
        let (stage, code) = (room.stage, room.code.clone());
        let announced = room.announcements.last().cloned();
        let seated = room.roster.seated();
        let rows: Vec<Markup> = (0..room.tables())
            .filter_map(|table| {
                let desk = room.desk(table)?;
                if !desk.is_peopled() {
                    return None;
                }
                let [one, other] = case.summit.parties;
                let (turn, tension, outcome) =
                    desk.game.look(|table| (table.game.turn, table.tension(one, other), table.game.outcome));
                let waits: Vec<String> = desk.waits_for().iter().map(|(seat, _)| case.nation(*seat).name.clone()).collect();
                let turns = case.calendar.turns.len();
                let day = case.calendar.turns.get(turn).map(|slot| names::day(&case, slot.from));
                let left = desk.seconds_left(now);
                Some(html! {
                    tr {
                        th scope="row" { (table + 1) }
                        td { (day.unwrap_or_else(|| "over".to_string())) " (" ((turn + 1).min(turns)) " of " (turns) ")" }
                        td { (format!("{tension:.2}")) }
                        td.text {
                            @match outcome {
                                Some(outcome) => (outcome.name()),
                                None if stage == Stage::Play && !waits.is_empty() => { "waits for " (names::list(waits.clone())) },
                                None => "",
                            }
                        }
                        td { @if stage == Stage::Play { @if let Some(left) = left { (time(left)) } } }
                    }
                })
            })
            .collect();
        html! {
            h1 { (case.title) }
            p.lead { (stage.name()) " · " (seated) " in the class" }
            @if let Some(text) = announced { p.banner.teacher { (text) } }
            @if stage <= Stage::Briefing { (joining(&app, &code)) }
            @if stage == Stage::Joining { p.prose { (case.summary) } }
            @if stage >= Stage::Play {
                table.figures {
                    caption { "Tables. Tension between " (names::nations(&case, case.summit.parties)) " runs from 0 to 1." }
                    thead { tr { th scope="col" { "Table" } th scope="col" { "Day" } th scope="col" { "Tension" } th.text scope="col" { "State" } th scope="col" { "Time left" } } }
                    tbody { @for row in &rows { (row) } }
                }
                p.aside { "Late? Open " (app.addresses.first().cloned().unwrap_or_default()) " and type " span.code { (code) } "." }
            }
        }
    };
    let around = Page {
        title: "Public screen",
        live: true,
        socket: "/live/class",
        broad: true,
        screen: true,
        reload: Some(10),
        ..Page::default()
    };
    page(&around, body).into_response()
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
                (joining(&app, &room.code))
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
                p { "The pages and the scenario are in English." }
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
