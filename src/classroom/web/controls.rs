//! What the teacher's buttons do.

use crate::classroom::entry::{Entry, Sender};
use crate::classroom::hall::{Hall, Receipt, Refused};
use crate::classroom::pace::{Pace, Stage, pace_for};
use crate::classroom::room::tidy_text;
use crate::classroom::roster::Role;
use crate::classroom::web::{App, Teacher, shell};
use crate::language::{Language, Tongue};
use crate::record::words;
use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use maud::html;
use std::collections::BTreeMap;

type Fields = BTreeMap<String, String>;

fn number<N: std::str::FromStr>(fields: &Fields, name: &str) -> Result<N, String> {
    let text = fields.get(name).ok_or_else(|| format!("the field \"{name}\" is missing"))?;
    text.trim().parse().map_err(|_| format!("\"{text}\" is not a number for \"{name}\""))
}

/// The table that is named, if one is.
fn table(fields: &Fields) -> Result<Option<u16>, String> {
    fields.get("table").filter(|text| !text.is_empty()).map(|_| number(fields, "table")).transpose()
}

/// The teacher's pages are in English.
fn english() -> &'static Language {
    Language::of(Tongue::English)
}

fn refused(why: &Refused) -> Response {
    crate::classroom::web::refused(english(), why)
}

fn text(fields: &Fields) -> Result<String, String> {
    tidy_text(english(), fields.get("text").map(String::as_str).unwrap_or_default())
}

fn entry(fields: &Fields, what: &str) -> Result<Entry, String> {
    let word = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
    Ok(match what {
        "stage" => {
            let stage = match word("stage") {
                "joining" => Stage::Joining,
                "briefing" => Stage::Briefing,
                "play" => Stage::Play,
                other => return Err(format!("there is no stage \"{other}\"; valid: joining, briefing, play, debrief")),
            };
            Entry::StageSet { stage }
        }
        "pause" => Entry::Paused { table: table(fields)?, paused: true },
        "resume" => Entry::Paused { table: table(fields)?, paused: false },
        "more-time" => Entry::MoreTime { table: table(fields)?, seconds: number(fields, "seconds")? },
        "announce" => Entry::Announced { text: text(fields)? },
        "pace" => Entry::PaceSet {
            pace: Pace {
                moves: number(fields, "moves")?,
                word: number(fields, "word")?,
                answer: number(fields, "answer")?,
                grace: number(fields, "grace")?,
            }
            .within_bounds(),
        },
        "message" => {
            let to = Some(word("to").to_string()).filter(|to| !to.is_empty());
            Entry::Wrote { from: Sender::Teacher, table: number(fields, "table")?, to, text: text(fields)? }
        }
        "event" => Entry::Intervened { table: table(fields)?, what: word("event").to_string() },
        "news" => {
            Entry::Intervened { table: table(fields)?, what: format!("news {}", text(fields)?.replace('\n', " ")) }
        }
        "rewind" => Entry::Rewound { table: number(fields, "table")?, turn: number(fields, "turn")? },
        "remove" => Entry::Left { person: number(fields, "person")? },
        "move" => Entry::Moved {
            person: number(fields, "person")?,
            table: number(fields, "table")?,
            seat: word("seat").to_string(),
            role: Role::by_key(word("role")).ok_or("there is no such role")?,
        },
        "language" => {
            let tongue = Tongue::ALL.into_iter().find(|tongue| tongue.code() == word("language"));
            Entry::LanguageSet { tongue: tongue.ok_or("there is no such language; valid: en, de")? }
        }
        "add-table" => Entry::TableAdded,
        other => return Err(format!("there is no control \"{other}\"")),
    })
}

/// Everybody of one table goes to the same delegations of another.
fn merge(hall: &Hall, from: u16, into: u16) -> Result<Vec<Receipt>, Refused> {
    if from == into {
        return Err(Refused::Now("choose two different tables".to_string()));
    }
    let people: Vec<u32> = hall.room().roster.at(from, None).iter().map(|person| person.id).collect();
    if people.is_empty() {
        return Err(Refused::Now("nobody sits at that table".to_string()));
    }
    let moved = |person: u32| {
        hall.take_with(|room| {
            let place =
                room.roster.person(person).and_then(|known| known.place).ok_or("whoever has left has no seat")?;
            let seat = room.case.nation(place.seat).code.clone();
            Ok(Entry::Moved { person, table: into, seat, role: room.roster.role_there(into, place.seat, place.role) })
        })
    };
    people.into_iter().map(moved).collect()
}

/// The page that a control was pressed on.
fn origin_page(headers: &HeaderMap) -> String {
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let path =
        referer.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("/teacher");
    if path.starts_with("/teacher") { path.to_string() } else { "/teacher".to_string() }
}

/// Does what a button says.
pub async fn act(State(app): State<App>, _: Teacher, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    let what = fields.get("what").map(String::as_str).unwrap_or_default();
    let one = |receipt: Receipt| vec![receipt];
    let taken: Result<Vec<Receipt>, Refused> = match what {
        "stage" if fields.get("stage").is_some_and(|stage| stage == "debrief") => app.hall.end().map(one),
        "push" => table(&fields).map_err(Refused::Now).and_then(|table| app.hall.push(table)).map(one),
        "merge" => match (number(&fields, "from"), number(&fields, "table")) {
            (Ok(from), Ok(into)) => merge(&app.hall, from, into),
            (Err(why), _) | (_, Err(why)) => Err(Refused::Now(why)),
        },
        "lesson" => match number::<u32>(&fields, "minutes") {
            Ok(minutes) => {
                let turns = {
                    let room = app.hall.room();
                    room.case.calendar.turns.iter().filter(|slot| !slot.epilogue).count()
                };
                app.hall.take(Entry::PaceSet { pace: pace_for(minutes.clamp(20, 600), turns) }).map(one)
            }
            Err(why) => Err(Refused::Now(why)),
        },
        "purge" => return purge(&app, &fields).await,
        _ => app
            .hall
            .take_with(|room| {
                let entry = entry(&fields, what)?;
                if let Entry::Wrote { to: Some(code), .. } = &entry {
                    words::nation(&room.case, code)?;
                }
                Ok(entry)
            })
            .map(one),
    };
    let receipts = match taken {
        Ok(receipts) => receipts,
        Err(why) => return refused(&why),
    };
    for receipt in receipts {
        if let Err(why) = receipt.kept().await {
            return refused(&why);
        }
    }
    shell::see(&origin_page(&headers))
}

/// Deletes the class's data, when its code was typed as a sign that it is meant.
async fn purge(app: &App, fields: &Fields) -> Response {
    let typed = crate::classroom::secrets::tidy(fields.get("code").map(String::as_str).unwrap_or_default());
    if typed != app.hall.room().code {
        let why = "type the code of the class to delete its data; nothing was deleted".to_string();
        return refused(&Refused::Now(why));
    }
    match app.hall.purge().await {
        Ok(()) => {
            use axum::response::IntoResponse as _;
            let shown = shell::Page { title: "Deleted", ..shell::Page::default() };
            shell::page(&shown, html! { h1 { "The class’s data is deleted" } p { "Names, seats, decisions and messages are gone from this computer. You can end the server now." } }).into_response()
        }
        Err(why) => refused(&Refused::Now(why)),
    }
}
