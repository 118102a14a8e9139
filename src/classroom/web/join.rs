//! Joining: the code and a name give a seat; a recovery code gives it back on another device.

use crate::classroom::entry::Entry;
use crate::classroom::hall::Refused;
use crate::classroom::roster::{DELEGATION, LONGEST_NAME, MOST_PEOPLE, tidy_name};
use crate::classroom::secrets;
use crate::classroom::web::shell::{self, Page, page};
use crate::classroom::web::{App, Person, guard, refused};
use axum::Form;
use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;
use std::net::SocketAddr;

/// What the form of the first page sends.
#[derive(Deserialize)]
pub struct Joining {
    code: String,
    name: String,
}

/// What the form for another device sends.
#[derive(Deserialize)]
pub struct Recovering {
    recovery: String,
}

#[derive(Deserialize, Default)]
pub struct Filled {
    #[serde(default)]
    code: String,
}

/// The first page; whoever has a seat already goes there.
pub async fn show(person: Option<Person>, Query(filled): Query<Filled>) -> Response {
    match person {
        Some(_) => shell::see("/seat"),
        None => form(&filled.code, "", "", None).into_response(),
    }
}

/// The address in the QR code: the first page with the code filled in.
pub async fn with_code(person: Option<Person>, Path(code): Path<String>) -> Response {
    match person {
        Some(_) => shell::see("/seat"),
        None => form(&secrets::tidy(&code), "", "", None).into_response(),
    }
}

fn form(code: &str, name: &str, recovery: &str, mistake: Option<(&str, &str)>) -> Markup {
    let at = |field: &str| mistake.filter(|(place, _)| *place == field).map(|(_, why)| why);
    page(
        &Page { title: "Join the class", ..Page::default() },
        html! {
            h1 { "Join the class" }
            form.card method="post" action="/join" {
                label for="code" { "The code on the board" }
                @if let Some(why) = at("code") { p.mistake #code-mistake role="alert" { (why) } }
                input #code.code name="code" value=(code) required maxlength="12" autocomplete="off" autocapitalize="characters"
                    spellcheck="false" aria-describedby=[at("code").map(|_| "code-mistake")];
                label for="name" { "Your name, as the class knows you" }
                @if let Some(why) = at("name") { p.mistake #name-mistake role="alert" { (why) } }
                input #name name="name" value=(name) required maxlength=(LONGEST_NAME) autocomplete="name"
                    aria-describedby=[at("name").map(|_| "name-mistake")];
                button.main type="submit" { "Take a seat" }
                p.aside { "You get a seat in a delegation. There is no account; what you type stays on the teacher's computer." }
            }
            details open[at("recovery").is_some()] {
                summary { "I had a seat on another device" }
                form.card method="post" action="/recover" {
                    label for="recovery" { "Your recovery code: eight characters, shown on your page “My seat”" }
                    @if let Some(why) = at("recovery") { p.mistake #recovery-mistake role="alert" { (why) } }
                    input #recovery.code name="recovery" value=(recovery) required maxlength="16" autocomplete="off"
                        autocapitalize="characters" spellcheck="false"
                        aria-describedby=[at("recovery").map(|_| "recovery-mistake")];
                    button type="submit" { "Come back to my seat" }
                    p.aside { "Lost it? Your teacher can read it to you." }
                }
            }
        },
    )
}

fn mistaken(status: StatusCode, code: &str, name: &str, recovery: &str, field: &str, why: &str) -> Response {
    (status, form(code, name, recovery, Some((field, why)))).into_response()
}

const TOO_MANY: &str = "Too many wrong codes came from this network. Wait half a minute and try again.";

/// Takes a newcomer in.
pub async fn join(
    State(app): State<App>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Form(sent): Form<Joining>,
) -> Response {
    let wrong = !secrets::same(&secrets::tidy(&sent.code), &app.hall.room().code);
    if wrong {
        if !app.limits.wrong_code(from.ip()) {
            return mistaken(StatusCode::TOO_MANY_REQUESTS, &sent.code, &sent.name, "", "code", TOO_MANY);
        }
        let why = "There is no class with this code. It has six letters and digits and stands on the board.";
        return mistaken(StatusCode::FORBIDDEN, &sent.code, &sent.name, "", "code", why);
    }
    let name = match tidy_name(&sent.name) {
        Ok(name) => name,
        Err(why) => return mistaken(StatusCode::UNPROCESSABLE_ENTITY, &sent.code, &sent.name, "", "name", &why),
    };
    let (Ok(token), Ok(recovery)) = (secrets::token(), secrets::recovery_code()) else {
        return shell::refusal(StatusCode::INTERNAL_SERVER_ERROR, "The computer has no random numbers to give.");
    };
    let given = token.clone();
    let taken = app.hall.take_with(move |room| {
        let full = format!(
            "The class is full: {} tables with {DELEGATION} in every delegation. Ask your teacher for another table.",
            room.tables()
        );
        let next = room.roster.next_place(&room.case, room.tables());
        let place = next.filter(|_| room.roster.people.len() < MOST_PEOPLE).ok_or(full)?;
        Ok(Entry::Joined {
            person: room.roster.people.len() as u32,
            name,
            token: given,
            recovery,
            table: place.table,
            seat: room.case.nation(place.seat).code.clone(),
            role: place.role,
        })
    });
    let kept = match taken {
        Ok(receipt) => receipt.kept().await,
        Err(why) => Err(why),
    };
    match kept {
        Ok(_) => {
            if let Some(id) = app.hall.room().roster.by_token(&token).map(|person| person.id) {
                app.hall.seen(id);
            }
            ([guard::set_cookie(guard::SEAT, &token)], shell::see("/seat")).into_response()
        }
        Err(Refused::Now(why)) => shell::refusal(StatusCode::CONFLICT, &why),
        Err(why) => refused(&why),
    }
}

/// Gives a seat back on another device.
pub async fn recover(
    State(app): State<App>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Form(sent): Form<Recovering>,
) -> Response {
    let found = app.hall.room().roster.by_recovery(&sent.recovery).map(|person| (person.id, person.token.clone()));
    match found {
        Some((id, token)) => {
            app.hall.seen(id);
            ([guard::set_cookie(guard::SEAT, &token)], shell::see("/seat")).into_response()
        }
        None if !app.limits.wrong_code(from.ip()) => {
            mistaken(StatusCode::TOO_MANY_REQUESTS, "", "", &sent.recovery, "recovery", TOO_MANY)
        }
        None => {
            let why = "No seat has this recovery code. It has eight letters and digits.";
            mistaken(StatusCode::FORBIDDEN, "", "", &sent.recovery, "recovery", why)
        }
    }
}
