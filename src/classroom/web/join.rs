//! Joining: the code and a name give a seat; a recovery code gives it back on another device.

use crate::classroom::entry::Entry;
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
pub async fn show(State(app): State<App>, person: Option<Person>, Query(filled): Query<Filled>) -> Response {
    match person {
        Some(_) => shell::see("/seat"),
        None => form(&app, &Typed { code: &filled.code, ..Typed::default() }, None).into_response(),
    }
}

/// The address in the QR code: the first page with the code filled in.
pub async fn with_code(State(app): State<App>, person: Option<Person>, Path(code): Path<String>) -> Response {
    match person {
        Some(_) => shell::see("/seat"),
        None => form(&app, &Typed { code: &secrets::tidy(&code), ..Typed::default() }, None).into_response(),
    }
}

/// What has been typed into the forms of the first page.
#[derive(Clone, Copy, Default)]
struct Typed<'t> {
    code: &'t str,
    name: &'t str,
    recovery: &'t str,
}

fn form(app: &App, typed: &Typed, mistake: Option<(&str, &str)>) -> Markup {
    let say = app.hall.room().say();
    let at = |field: &str| mistake.filter(|(place, _)| *place == field).map(|(_, why)| why);
    let title = say.text("class-join");
    page(
        &Page { say, title: &title, ..Page::default() },
        html! {
            h1 { (title) }
            form.card method="post" action="/join" {
                label for="code" { (say.text("class-join-code")) }
                @if let Some(why) = at("code") { p.mistake #code-mistake role="alert" { (why) } }
                input #code.code name="code" value=(typed.code) required maxlength="12" autocomplete="off" autocapitalize="characters"
                    spellcheck="false" aria-describedby=[at("code").map(|_| "code-mistake")];
                label for="name" { (say.text("class-join-name")) }
                @if let Some(why) = at("name") { p.mistake #name-mistake role="alert" { (why) } }
                input #name name="name" value=(typed.name) required maxlength=(LONGEST_NAME) autocomplete="name"
                    aria-describedby=[at("name").map(|_| "name-mistake")];
                button.main type="submit" { (say.text("class-join-button")) }
                p.aside { (say.text("class-join-what")) }
            }
            details open[at("recovery").is_some()] {
                summary { (say.text("class-recover")) }
                form.card method="post" action="/recover" {
                    label for="recovery" { (say.text("class-recover-code")) }
                    @if let Some(why) = at("recovery") { p.mistake #recovery-mistake role="alert" { (why) } }
                    input #recovery.code name="recovery" value=(typed.recovery) required maxlength="16" autocomplete="off"
                        autocapitalize="characters" spellcheck="false"
                        aria-describedby=[at("recovery").map(|_| "recovery-mistake")];
                    button type="submit" { (say.text("class-recover-button")) }
                    p.aside { (say.text("class-recover-lost")) }
                }
            }
        },
    )
}

fn mistaken(app: &App, status: StatusCode, typed: &Typed, field: &str, why: &str) -> Response {
    (status, form(app, typed, Some((field, why)))).into_response()
}

/// Takes a newcomer in.
pub async fn join(
    State(app): State<App>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Form(sent): Form<Joining>,
) -> Response {
    let typed = Typed { code: &sent.code, name: &sent.name, recovery: "" };
    let (wrong, say) = {
        let room = app.hall.room();
        (!secrets::same(&secrets::tidy(&sent.code), &room.code), room.say())
    };
    if wrong {
        if !app.limits.wrong_code(from.ip()) {
            return mistaken(&app, StatusCode::TOO_MANY_REQUESTS, &typed, "code", &say.text("class-too-many-codes"));
        }
        return mistaken(&app, StatusCode::FORBIDDEN, &typed, "code", &say.text("class-wrong-code"));
    }
    let name = match tidy_name(say, &sent.name) {
        Ok(name) => name,
        Err(why) => return mistaken(&app, StatusCode::UNPROCESSABLE_ENTITY, &typed, "name", &why),
    };
    let (Ok(token), Ok(recovery)) = (secrets::token(), secrets::recovery_code()) else {
        return shell::refusal(StatusCode::INTERNAL_SERVER_ERROR, "The computer has no random numbers to give.");
    };
    let given = token.clone();
    let taken = app.hall.take_with(move |room| {
        let full = say.text_with("class-full", &[("tables", room.tables().into()), ("people", DELEGATION.into())]);
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
        Err(why) => refused(say, &why),
    }
}

/// Gives a seat back on another device.
pub async fn recover(
    State(app): State<App>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Form(sent): Form<Recovering>,
) -> Response {
    let typed = Typed { recovery: &sent.recovery, ..Typed::default() };
    let (found, say) = {
        let room = app.hall.room();
        (room.roster.by_recovery(&sent.recovery).map(|person| (person.id, person.token.clone())), room.say())
    };
    match found {
        Some((id, token)) => {
            app.hall.seen(id);
            ([guard::set_cookie(guard::SEAT, &token)], shell::see("/seat")).into_response()
        }
        None if !app.limits.wrong_code(from.ip()) => {
            mistaken(&app, StatusCode::TOO_MANY_REQUESTS, &typed, "recovery", &say.text("class-too-many-codes"))
        }
        None => mistaken(&app, StatusCode::FORBIDDEN, &typed, "recovery", &say.text("class-wrong-recovery")),
    }
}
