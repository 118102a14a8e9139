//! The teacher's pages: all tables at a glance, one table, the roster.

use crate::classroom::desk::{Desk, asked};
use crate::classroom::entry::Sender;
use crate::classroom::hall::authorship;
use crate::classroom::pace::Stage;
use crate::classroom::room::{LONGEST_TEXT, Room};
use crate::classroom::roster::{MOST_TABLES, Role};
use crate::classroom::secrets;
use crate::classroom::web::say::rich;
use crate::classroom::web::shell::{self, Page, page, time};
use crate::classroom::web::{App, Teacher, guard, happen};
use crate::language::{Language, Tongue};
use crate::record::names;
use crate::record::story::{Chronicle, Telling};
use crate::rules::case::{Case, NationId};
use crate::rules::state::{Ask, Phase};
use axum::extract::{ConnectInfo, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use std::net::SocketAddr;
use std::time::Instant;

/// Pages of the teacher: address, text.
const PAGES: [(&str, &str); 5] = [
    ("/teacher", "Tables"),
    ("/teacher/roster", "Roster"),
    ("/teacher/preflight", "Before class"),
    ("/teacher/debrief", "Debrief"),
    ("/screen", "Public screen"),
];

/// A page of the teacher.
pub fn frame(app: &App, title: &str, address: &str, live: bool, body: Markup) -> Response {
    let around = Page {
        title,
        place: Some("teacher".to_string()),
        links: PAGES.iter().map(|(to, text)| (*to, (*text).to_string(), *to == address, 0)).collect(),
        live,
        socket: "/live/class",
        broad: true,
        reload: live.then_some(10),
        ..Page::default()
    };
    let trouble = app.hall.trouble();
    let code = app.hall.room().code.clone();
    page(
        &around,
        html! {
            @if let Some(why) = trouble {
                p.banner role="alert" { strong { "Nothing is taken any more: " } (why) ". Free space on the disk, end the server and start it again with the same command; everything that was acknowledged is there." }
            }
            (body)
            div.pass { (joining(english(), app, &code)) }
        },
    )
    .into_response()
}

/// The address that the terminal prints: gives the teacher's browser its cookie.
pub async fn enter(
    State(app): State<App>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Path(secret): Path<String>,
) -> Response {
    let known = app.hall.room().secret.clone();
    if secrets::same(&secret, &known) {
        ([guard::set_cookie(guard::TEACHER, &known)], shell::see("/teacher")).into_response()
    } else if app.limits.wrong_code(from.ip()) {
        shell::refusal(StatusCode::FORBIDDEN, "This is not the teacher’s address. `summitry host` prints it.")
    } else {
        shell::refusal(StatusCode::TOO_MANY_REQUESTS, "Too many wrong addresses were tried. Wait half a minute.")
    }
}

/// A button that does one thing, with what it will do.
pub fn control(what: &str, fields: &[(&str, String)], text: &str, meaning: &str, class: &str) -> Markup {
    html! {
        form.inline method="post" action="/teacher/do" {
            input type="hidden" name="what" value=(what);
            @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
            button class=(class) type="submit" title=(meaning) { (text) }
        }
    }
}

/// How students join: code, address and QR code, always together.
pub fn joining(say: &Language, app: &App, code: &str) -> Markup {
    let first = app.addresses.first().cloned().unwrap_or_default();
    html! {
        div.join {
            @if let Some(picture) = shell::qr(&format!("{first}/j/{code}"), &say.text("class-qr")) { (picture) }
            div {
                p { (rich(say, "class-open-and-type", &[("address", html! { strong.address { (first) } })])) }
                p.big.code { (code) }
                @if app.addresses.len() > 1 { p.aside { (say.text("class-other-addresses")) " " (app.addresses[1..].join(" · ")) } }
            }
        }
    }
}

/// The teacher's pages are in English.
fn english() -> &'static Language {
    Language::of(Tongue::English)
}

/// All tables at a glance.
pub async fn show(State(app): State<App>, _: Teacher) -> Response {
    let body = {
        let mut room = app.hall.room();
        let cards: Vec<Markup> = (0..room.tables()).map(|table| card(&app, &mut room, table)).collect();
        let played = room.desks.iter_mut().filter(|desk| desk.is_peopled());
        let happened = played.map(|desk| desk.game.look(|table| table.game.happened)).reduce(|all, own| all & own);
        html! {
            h1 { (room.case.title) }
            (command(&room))
            div.columns {
                div {
                    h2 { "Tables" }
                    ul.desks { @for card in &cards { (card) } }
                    (happen::forms(&room.case, None, happened.unwrap_or(0)))
                }
                div { (announce()) (times(&room)) (stages(&room)) }
            }
        }
    };
    frame(&app, "Tables", "/teacher", true, body)
}

/// The controls of all tables, on top of the page.
fn command(room: &Room) -> Markup {
    let next = match room.stage {
        Stage::Joining => Some(("briefing", "Start the briefing", "Everybody reads and confers.")),
        Stage::Briefing => {
            Some(("play", "Start the games", "Every table with people begins, or goes on where it was."))
        }
        Stage::Play => Some(("debrief", "End and debrief", "Built-in policies play unfinished games to their ends.")),
        Stage::Debrief => None,
    };
    html! {
        section.card.command aria-label="All tables" {
            p { strong { (room.stage.name(english())) } " · " (room.roster.seated()) " have a seat" }
            div.actions {
                @if let Some((stage, text, meaning)) = next { (control("stage", &[("stage", stage.to_string())], text, meaning, "main")) }
                (control("pause", &[], "Pause", "Stops all clocks; nobody can decide until you let them go on.", ""))
                (control("resume", &[], "Resume", "Lets all clocks run on with what was left.", ""))
                (control("more-time", &[("seconds", "60".to_string())], "One more minute", "Adds a minute to the step that every table is at.", ""))
                (control("push", &[], "Push on", "Time is up now: moves made stand, built-in policies decide the rest of this step.", ""))
            }
            p.notes { "Pause stops all clocks; Resume lets them run on. One more minute adds to the step that every table is at. Push on ends that step now: moves made stand, built-in policies decide the rest." }
        }
    }
}

/// Other steps of the class than the next one, which the command on top of the page takes.
fn stages(room: &Room) -> Markup {
    let steps = [
        (Stage::Joining, "joining", "Back to joining", "Students take their seats. The games stand still."),
        (Stage::Briefing, "briefing", "Start the briefing", "Everybody reads and confers. The games stand still."),
        (
            Stage::Play,
            "play",
            "Start the games",
            "Every table with people begins, or goes on where it was. Clocks run.",
        ),
        (
            Stage::Debrief,
            "debrief",
            "End and debrief",
            "Built-in policies play unfinished games to their ends; everybody sees the debrief of the own table.",
        ),
    ];
    let next = Stage::ALL.into_iter().find(|stage| *stage > room.stage);
    html! {
        section.card aria-labelledby="stages" {
            h2 #stages { "Go to another step" }
            @for (stage, what, text, meaning) in steps {
                @if stage != room.stage && Some(stage) != next {
                    (control("stage", &[("stage", what.to_string())], text, meaning, ""))
                    p.notes { (meaning) }
                }
            }
        }
    }
}

fn announce() -> Markup {
    html! {
        section.card aria-labelledby="all" {
            h2 #all { "Announce to the class" }
            form method="post" action="/teacher/do" {
                input type="hidden" name="what" value="announce";
                label for="announcement" { "Text" }
                textarea #announcement name="text" rows="2" required maxlength=(LONGEST_TEXT) {}
                button type="submit" { "Announce" }
                p.notes { "Everybody sees it on top of the page; it is no part of the games." }
            }
        }
    }
}

fn times(room: &Room) -> Markup {
    html! {
        section.card aria-labelledby="times" {
            h2 #times { "Times" }
            p { (room.pace.moves) " s for moves, " (room.pace.word) " s a word, " (room.pace.answer) " s other answers, " (room.pace.grace) " s absence." }
            details #pace {
                summary { "Change the times" }
                form method="post" action="/teacher/do" {
                    input type="hidden" name="what" value="pace";
                    @for (name, text, value) in [
                        ("moves", "Moves of a turn, seconds", room.pace.moves),
                        ("word", "A word at the table, seconds", room.pace.word),
                        ("answer", "Other answers, seconds", room.pace.answer),
                        ("grace", "Absence before a policy takes over, seconds", room.pace.grace),
                    ] {
                        label for=(name) { (text) }
                        input #(name) name=(name) type="number" min="1" max="86400" required value=(value);
                    }
                    button type="submit" { "Set the times" }
                    p.notes { "Holds from the next step of each table on." }
                }
            }
        }
    }
}

/// What a table is doing, in a few words.
pub fn doing(desk: &mut Desk) -> String {
    let case = desk.case().clone();
    let (phase, turn, channel, outcome) = desk
        .game
        .look(|table| (Some(table.game.phase), table.game.turn, table.game.meeting.channel, table.game.outcome));
    let what = match (phase, channel) {
        (Some(Phase::Over), _) => "the game is over".to_string(),
        (_, Some(channel)) if desk.game.up().first().is_some_and(|(_, ask)| *ask == Ask::Talk) => {
            names::meeting(&case, channel)
        }
        _ => desk.game.up().first().map_or_else(String::new, |(_, ask)| asked(english(), *ask)),
    };
    let turns = case.calendar.turns.len();
    let outcome = outcome.map(|outcome| format!(" · summit: {}", outcome.name())).unwrap_or_default();
    format!("Turn {} of {turns}: {what}{outcome}", (turn + 1).min(turns))
}

fn card(app: &App, room: &mut Room, table: u16) -> Markup {
    let now = Instant::now();
    let case = room.case.clone();
    let stage = room.stage;
    let people: Vec<(NationId, String, bool)> = room
        .roster
        .at(table, None)
        .iter()
        .filter_map(|person| Some((person.place?.seat, person.name.clone(), app.hall.is_here(person.id, now))))
        .collect();
    let Some(desk) = room.desk(table) else { return html! {} };
    let number = [("table", table.to_string())];
    let waits = desk.waits_for();
    let left = desk.seconds_left(now);
    let late = stage == Stage::Play && left.is_some_and(|left| left < 15) && !desk.paused;
    let nobody = !people.is_empty() && people.iter().all(|(_, _, here)| !here);
    let ([one, other], paused) = (case.summit.parties, desk.paused);
    let (tension, offers) = desk.game.look(|table| (table.tension(one, other), table.game.tally.offers));
    html! {
        li.late[late] {
            h3 {
                a href=(format!("/teacher/table/{table}")) { "Table " (table + 1) }
                @if stage == Stage::Play { @if let Some(left) = left { span.aside { (time(left)) @if paused { " paused" } } } }
            }
            @if people.is_empty() {
                p.empty { "Nobody sits here yet; it is not played." }
            } @else {
                p { (doing(desk)) }
                p.aside { "Tension " (format!("{tension:.2}")) " of 1 · " (offers) " offers so far" }
                @if stage == Stage::Play && !waits.is_empty() {
                    p { "Waits for " (awaited(&case, &waits)) }
                }
                @if nobody && stage == Stage::Play { p.mistake { "Nobody of this table is there: its clock has no effect." } }
                ul.plain {
                    @for seat in case.nation_ids() {
                        @let members: Vec<_> = people.iter().filter(|(at, _, _)| *at == seat).collect();
                        li {
                            strong { (case.nation(seat).code) } " "
                            @if let Some(policy) = desk.led_by(seat) { span.soon { "policy “" (policy) "” " } }
                            @for (_, name, here) in members { span.here[*here].away[!*here] { (name) } " " }
                        }
                    }
                }
                div.actions {
                    @if paused { (control("resume", &number, "Resume", "Lets the clock of this table run on.", "")) }
                    @else { (control("pause", &number, "Pause", "Stops the clock of this table; nobody can decide.", "")) }
                    (control("more-time", &[("table", table.to_string()), ("seconds", "60".to_string())], "+1 min", "Adds a minute to this step.", ""))
                    (control("push", &number, "Push on", "Ends this step now: policies decide for whoever has not.", ""))
                }
            }
        }
    }
}

/// Who is waited for, and with what, each question once.
fn awaited(case: &Case, waits: &[(NationId, Ask)]) -> Markup {
    let mut questions: Vec<(String, Vec<String>)> = Vec::new();
    for (seat, ask) in waits {
        let (question, code) = (asked(english(), *ask), case.nation(*seat).code.clone());
        match questions.iter_mut().find(|(known, _)| *known == question) {
            Some((_, seats)) => seats.push(code),
            None => questions.push((question, vec![code])),
        }
    }
    html! {
        @for (at, (question, seats)) in questions.into_iter().enumerate() {
            @if at > 0 { "; " }
            strong { (names::list(seats)) } ": " (question)
        }
    }
}

/// One table in full.
pub async fn table(State(app): State<App>, _: Teacher, Path(table): Path<u16>) -> Response {
    let body = {
        let mut room = app.hall.room();
        let case = room.case.clone();
        let people: Vec<String> = room.roster.people.iter().map(|person| person.name.clone()).collect();
        let card = card(&app, &mut room, table);
        let Some(desk) = room.desk(table) else {
            return shell::refusal(StatusCode::NOT_FOUND, "There is no such table.");
        };
        let turn = desk.turn();
        let happened = desk.game.look(|table| table.game.happened);
        let chronicle = desk.game.look(|table| Some(Chronicle::of(&case, table)));
        let authors = authorship(desk);
        let stories: Vec<(u16, Vec<crate::record::story::Item>)> = chronicle
            .iter()
            .flat_map(|chronicle| {
                (0..=turn).rev().map(|turn| (turn, chronicle.tell_turn(turn, Telling { offers: true })))
            })
            .collect();
        html! {
            h1 { "Table " (table + 1) }
            div.columns {
                div {
                    h2 { "What happened, with all that is secret" }
                    @for (turn, items) in &stories {
                        details #(format!("turn-{turn}")) open[*turn == desk.turn()] {
                            summary { "Turn " (turn + 1) }
                            @if items.is_empty() { p.empty { "Nothing yet." } }
                            ul.news { @for item in items { li { span.day { (names::day(&case, item.day)) } div { p { (item.text) } @for detail in &item.details { p.notes { (detail) } } } } } }
                        }
                    }
                    h2 { "Messages" }
                    @if desk.messages.is_empty() { p.empty { "Nobody has written yet." } }
                    ul.messages {
                        @for message in desk.messages.iter().rev() {
                            li.teacher[message.from == Sender::Teacher] {
                                p.who {
                                    @match message.from { Sender::Teacher => "You", Sender::Person(id) => (people.get(id as usize).cloned().unwrap_or_default()) }
                                    " to " (message.to.map_or_else(|| "everybody".to_string(), |to| case.nation(to).code.clone()))
                                }
                                p.text { (message.text) }
                            }
                        }
                    }
                }
                div {
                    ul.desks { (card) }
                    section.card {
                        h2 { "Message to this table" }
                        form method="post" action="/teacher/do" {
                            input type="hidden" name="what" value="message";
                            input type="hidden" name="table" value=(table);
                            label for="to" { "To" }
                            select #to name="to" {
                                option value="" { "everybody at the table" }
                                @for nation in case.nation_ids() { option value=(case.nation(nation).code) { (case.nation(nation).name) } }
                            }
                            label for="text" { "Message" }
                            textarea #text name="text" rows="2" required maxlength=(LONGEST_TEXT) {}
                            button type="submit" { "Send" }
                        }
                    }
                    (happen::forms(&case, Some(table), happened))
                    section.card {
                        h2 { "Rewind" }
                        form method="post" action="/teacher/do" {
                            input type="hidden" name="what" value="rewind";
                            input type="hidden" name="table" value=(table);
                            label for="turn" { "Back to the beginning of turn" }
                            select #turn name="turn" { @for turn in (0..=turn).rev() { option value=(turn) { (turn + 1) } } }
                            button type="submit" { "Put the table back" }
                            p.notes { "What was decided since then is taken back. The table is told, and the journal keeps both." }
                        }
                    }
                    section.card {
                        h2 { "Who decided" }
                        table.figures {
                            thead { tr { th scope="col" { "Delegation" } th scope="col" { "People" } th scope="col" { "Policies" } } }
                            tbody { @for nation in case.nation_ids() { @let (own, policy) = authors.get(&nation).copied().unwrap_or_default(); tr { th scope="row" { (case.nation(nation).name) } td { (own) } td { (policy) } } } }
                        }
                        ul { @for note in &desk.notes { li { (note) } } }
                        p { a href=(format!("/teacher/log/{}", table)) { "The log of this table" } }
                    }
                }
            }
        }
    };
    frame(&app, "Table", "", true, body)
}

/// Everybody with seat, role and recovery code, and what can be changed about it.
pub async fn roster(State(app): State<App>, _: Teacher) -> Response {
    let now = Instant::now();
    let body = {
        let room = app.hall.room();
        let case = room.case.clone();
        html! {
            h1 { "Roster" }
            p.lead { (room.roster.seated()) " students at " (room.tables()) " tables. Late arrivals join with the code and get the emptiest seat." }
            @if room.roster.people.is_empty() { p.empty { "Nobody has joined yet. Everybody who does appears here with a recovery code." } }
            ul.desks {
                @for person in &room.roster.people {
                    li {
                        h2.name {
                            span { (person.name) }
                            @match person.place {
                                Some(_) if app.hall.is_here(person.id, now) => span.here { "here" },
                                Some(_) => span.away { "away" },
                                None => span.aside { "has left" },
                            }
                        }
                        p {
                            @if let Some(place) = person.place { "Table " (place.table + 1) ", " (case.nation(place.seat).name) ", " (place.role.name(english())) ". " }
                            "Recovery code " span.code { (person.recovery) }
                        }
                        details #(format!("person-{}", person.id)) {
                            summary { "Change" }
                            form method="post" action="/teacher/do" {
                                input type="hidden" name="what" value="move";
                                input type="hidden" name="person" value=(person.id);
                                label for=(format!("table-{}", person.id)) { "Table" }
                                select #(format!("table-{}", person.id)) name="table" {
                                    @for table in 0..room.tables() { option value=(table) selected[person.place.is_some_and(|place| place.table == table)] { (table + 1) } }
                                }
                                label for=(format!("seat-{}", person.id)) { "Delegation" }
                                select #(format!("seat-{}", person.id)) name="seat" {
                                    @for nation in case.nation_ids().filter(|nation| case.nation(*nation).playable) {
                                        option value=(case.nation(nation).code) selected[person.place.is_some_and(|place| place.seat == nation)] { (case.nation(nation).name) }
                                    }
                                }
                                label for=(format!("role-{}", person.id)) { "Role" }
                                select #(format!("role-{}", person.id)) name="role" {
                                    @for role in Role::ALL { option value=(role.key()) selected[person.place.is_some_and(|place| place.role == role)] { (role.name(english())) } }
                                }
                                button type="submit" { "Give this seat" }
                            }
                            @if person.place.is_some() { (control("remove", &[("person", person.id.to_string())], "Take off the roster", "The seat is free; the student can be given one again here.", "danger")) }
                        }
                    }
                }
            }
            section.card {
                h2 { "Tables" }
                div.actions {
                    @if room.tables() < MOST_TABLES { (control("add-table", &[], "Add a table", "Newcomers are seated there too.", "")) }
                }
                form method="post" action="/teacher/do" {
                    input type="hidden" name="what" value="merge";
                    label for="from" { "Move everybody from table" }
                    select #from name="from" { @for table in 0..room.tables() { option value=(table) { (table + 1) } } }
                    label for="into" { "to the same delegations of table" }
                    select #into name="table" { @for table in 0..room.tables() { option value=(table) { (table + 1) } } }
                    button type="submit" { "Merge" }
                    p.notes { "The table that is left empty is not played on. Delegations may then have more than four people." }
                }
            }
        }
    };
    frame(&app, "Roster", "/teacher/roster", true, body)
}
