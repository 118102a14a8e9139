//! After the games: the deck, exports, logs, every student's own page, material to print.

use crate::classroom::compare::{self, Comparison};
use crate::classroom::desk::Desk;
use crate::classroom::web::say::{engine, rich};
use crate::classroom::web::shell::{self, Page, page};
use crate::classroom::web::teacher::frame;
use crate::classroom::web::{App, Teacher};
use crate::classroom::{deck, export, material};
use crate::record::{debrief, names};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

/// Compares the tables on a thread of its own: it takes a moment.
async fn compared(app: &App, anonymous: bool) -> Result<Comparison, Response> {
    let hall = app.hall.clone();
    tokio::task::spawn_blocking(move || compare::of(&hall, anonymous))
        .await
        .map_err(|_| shell::refusal(StatusCode::INTERNAL_SERVER_ERROR, "The tables could not be compared."))
}

fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .unwrap_or(HeaderValue::from_static("attachment"));
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response()
}

/// What there is after the games.
pub async fn show(State(app): State<App>, _: Teacher) -> Response {
    let finished = app.hall.finished();
    let (tables, sheets, students) = {
        let mut room = app.hall.room();
        let tables = (0..room.tables()).filter(|table| room.desk(*table).is_some_and(|desk| desk.is_peopled())).count();
        let sheets: Vec<(String, String)> =
            material::sheets(&room.case, &room.scenario).into_iter().map(|sheet| (sheet.file, sheet.title)).collect();
        let students: Vec<(u32, String)> = room
            .roster
            .people
            .iter()
            .filter(|person| person.place.is_some())
            .map(|person| (person.id, person.name.clone()))
            .collect();
        (tables, sheets, students)
    };
    let body = html! {
        h1 { "Debrief" }
        p.lead { (finished.len()) " of " (tables) " tables have played their game to the end." }
        @if finished.is_empty() {
            p.empty { "The deck compares the tables that are over. “End and debrief” on the page “Tables” ends all of them." }
        }
        section.card {
            h2 { "Deck" }
            p { a.button href="/teacher/deck" { "Show the deck" } " " a.button href="/teacher/deck/anonymous" { "Show it without names" } }
            p { a href="/teacher/deck.html" { "Save the deck" } " · " a href="/teacher/deck-anonymous.html" { "save it without names" } }
            p.notes { "One file that needs nothing else; speaker notes under each slide; prints a slide a page." }
        }
        section.card {
            h2 { "Data" }
            p { a href="/teacher/export/class.csv" { "Results (CSV)" } " · " a href="/teacher/export/class.xlsx" { "Workbook (XLSX)" } " · " a href="/teacher/export/class.json" { "Everything (JSON)" } " · " a href="/teacher/export/anonymous.json" { "everything without names (JSON)" } }
            p { "Logs, which " code { "summitry replay LOG --verify" } " checks: " @for table in &finished { a href=(format!("/teacher/log/{table}")) { "table " (table + 1) } " " } }
        }
        section.card {
            h2 { "Each student’s page" }
            p.notes { "Every student sees it on the own device; here they can be printed." }
            ul { @for (id, name) in &students { li { a href=(format!("/teacher/student/{id}")) { (name) } } } }
        }
        section.card {
            h2 { "Material to print" }
            ul { @for (file, title) in &sheets { li { a href=(format!("/teacher/material/{file}")) { (title) } } } }
        }
    };
    frame(&app, "Debrief", "/teacher/debrief", true, body)
}

/// The deck, shown.
pub async fn deck(State(app): State<App>, _: Teacher) -> Response {
    match compared(&app, false).await {
        Ok(class) => deck::make(&class, deck::Styled::Linked).into_response(),
        Err(response) => response,
    }
}

/// The deck without names, shown.
pub async fn deck_anonymous(State(app): State<App>, _: Teacher) -> Response {
    match compared(&app, true).await {
        Ok(class) => deck::make(&class, deck::Styled::Linked).into_response(),
        Err(response) => response,
    }
}

/// The deck as a file.
pub async fn deck_file(State(app): State<App>, _: Teacher) -> Response {
    saved_deck(&app, false, "deck.html").await
}

/// The deck without names as a file.
pub async fn deck_anonymous_file(State(app): State<App>, _: Teacher) -> Response {
    saved_deck(&app, true, "deck-anonymous.html").await
}

async fn saved_deck(app: &App, anonymous: bool, name: &str) -> Response {
    match compared(app, anonymous).await {
        Ok(class) => {
            let made = deck::make(&class, deck::Styled::Within).into_string();
            file(name, "text/html; charset=utf-8", made.into_bytes())
        }
        Err(response) => response,
    }
}

/// An export by the name of its file.
pub async fn export(State(app): State<App>, _: Teacher, Path(name): Path<String>) -> Response {
    let class = match compared(&app, name.starts_with("anonymous")).await {
        Ok(class) => class,
        Err(response) => return response,
    };
    let made = match name.as_str() {
        "class.csv" => export::csv(&class).map(|bytes| ("text/csv; charset=utf-8", bytes)),
        "class.xlsx" => export::xlsx(&class)
            .map(|bytes| ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes)),
        "class.json" | "anonymous.json" => export::json(&class).map(|bytes| ("application/json", bytes)),
        _ => return shell::refusal(StatusCode::NOT_FOUND, "There is no such export."),
    };
    match made {
        Ok((kind, bytes)) => file(&name, kind, bytes),
        Err(why) => shell::refusal(StatusCode::INTERNAL_SERVER_ERROR, &why),
    }
}

/// The log of a table.
pub async fn log(State(app): State<App>, _: Teacher, Path(table): Path<u16>) -> Response {
    let lines = {
        let mut room = app.hall.room();
        let scenario = room.scenario.clone();
        room.desk(table).map(|desk| desk.log(&scenario))
    };
    let Some(lines) = lines else { return shell::refusal(StatusCode::NOT_FOUND, "There is no such table.") };
    let text: String =
        lines.iter().filter_map(|line| serde_json::to_string(line).ok()).map(|line| line + "\n").collect();
    file(&format!("table-{}.jsonl", table + 1), "application/jsonl", text.into_bytes())
}

/// The page of one student, to print.
pub async fn student(State(app): State<App>, _: Teacher, Path(id): Path<u32>) -> Response {
    let found = {
        let room = app.hall.room();
        room.roster.person(id).and_then(|person| Some((person.name.clone(), person.place?)))
    };
    let Some((name, place)) = found else {
        return shell::refusal(StatusCode::NOT_FOUND, "There is no such student with a seat.");
    };
    let shown = personal(&app, id).await;
    let around = Page {
        title: "A student’s page",
        place: Some(format!("{name} · table {}", place.table + 1)),
        ..Page::default()
    };
    page(&around, shown).into_response()
}

/// What the game came to for one student: the own delegation beside the same one at other tables, then the table's debrief.
pub async fn personal(app: &App, id: u32) -> Markup {
    let hall = app.hall.clone();
    let made = tokio::task::spawn_blocking(move || {
        let place = hall.room().roster.person(id)?.place?;
        Some((place, hall.debrief(place.table)?))
    });
    let Some((place, own)) = made.await.ok().flatten() else {
        let say = app.hall.room().say();
        return html! { h1 { (say.text("class-over")) } p { (say.text("class-over-what")) } };
    };
    let finished = app.hall.finished();
    let (say, case, name, sent, gains) = {
        let mut room = app.hall.room();
        let name = room.roster.person(id).map(|person| person.name.clone()).unwrap_or_default();
        let by = crate::classroom::entry::Author::Person(id);
        let sent = room.desk(place.table).map_or(0, |desk| desk.taken.iter().filter(|taken| taken.by == by).count());
        let payoff = |desk: &mut Desk| desk.game.look(|table| table.score(place.seat));
        let gains: Vec<(u16, f64)> =
            finished.into_iter().filter_map(|table| Some((table, payoff(room.desk(table)?)))).collect();
        (room.say(), room.case.clone(), name, sent, gains)
    };
    let mine = gains.iter().find(|(table, _)| *table == place.table).map_or(0.0, |(_, payoff)| *payoff);
    let better = gains.iter().filter(|(_, payoff)| *payoff > mine + 0.05).count();
    html! {
        section.card aria-labelledby="own" {
            h1 #own { (name) }
            p.lead { (names::capital(&place.role.name(say))) " · " (case.nation(place.seat).name) }
            p { (rich(say, "class-own-payoff", &[("payoff", html! { strong { (say.number(mine, 1)) } }), ("sent", html! { (sent) })])) }
            @if gains.len() > 1 {
                p {
                    @if better == 0 { (say.text("class-none-better")) }
                    @else { (say.text_with("class-better", &[("better", better.into()), ("others", (gains.len() - 1).into())])) }
                }
                table.figures {
                    thead { tr { th scope="col" { (say.text("class-table")) } th scope="col" { (say.text("class-payoff")) } } }
                    tbody { @for (table, payoff) in &gains { tr { th scope="row" { (table + 1) @if *table == place.table { " " (say.text("class-yours")) } } td { (say.number(*payoff, 1)) } } } }
                }
            }
        }
        h2 { (say.text("class-own-debrief")) }
        p { (say.text("class-own-debrief-what")) @if !say.is_engines() { " " (say.text("engine-english")) } }
        div lang=[engine(say)] { (debrief::body(&own)) }
    }
}

/// A sheet to print, as a file: it carries its own style.
pub async fn sheet(State(app): State<App>, _: Teacher, Path(name): Path<String>) -> Response {
    let found = {
        let room = app.hall.room();
        material::sheets(&room.case, &room.scenario).into_iter().find(|sheet| sheet.file == name)
    };
    match found {
        Some(sheet) => file(&name, "text/html; charset=utf-8", sheet.page.into_string().into_bytes()),
        None => shell::refusal(StatusCode::NOT_FOUND, "There is no such sheet."),
    }
}
