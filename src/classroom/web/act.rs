//! What a seat sends: decisions, packages, messages, votes of the home front, "I'm back".

use crate::bargaining::Package;
use crate::classroom::entry::{Author, Entry, Sender};
use crate::classroom::hall::{Receipt, Refused};
use crate::classroom::pace::Stage;
use crate::classroom::room::{Room, tidy_text};
use crate::classroom::web::{App, Person, ballot, guard, refused, shell};
use crate::record::{talks, words};
use crate::rules::action::Action;
use crate::rules::case::Case;
use axum::Form;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Header that says which version of the table an action has led to.
pub const VERSION: HeaderName = HeaderName::from_static("x-version");

/// A decision in words, and what was asked when the page was made.
#[derive(Deserialize)]
pub struct Deciding {
    action: String,
    step: String,
}

/// A message and whom it is for.
#[derive(Deserialize)]
pub struct Writing {
    to: String,
    text: String,
}

/// A vote of the home front.
#[derive(Deserialize)]
pub struct Voting {
    favours: String,
}

/// Why a seat may not act now, before the rules are asked.
fn open_for(room: &mut Room, person: Person, step: &str) -> Result<(), String> {
    let say = room.say();
    if room.stage != Stage::Play {
        return Err(say.text("class-not-playing"));
    }
    let Some(desk) = room.desk(person.place.table) else { return Err(say.text("class-no-table")) };
    if desk.paused {
        return Err(say.text("class-table-paused"));
    }
    if desk.has_stand_in(person.place.seat) {
        return Err(say.text("class-led-for-you"));
    }
    if desk.step() != step {
        return Err(say.text("class-moved-on"));
    }
    Ok(())
}

fn limited(app: &App, person: Person) -> Option<Response> {
    (!app.limits.seat(person.id)).then(|| {
        let say = app.hall.room().say();
        shell::refusal_in(say, StatusCode::TOO_MANY_REQUESTS, &say.text("class-too-much"))
    })
}

/// Answers once the action is on the disk.
async fn answer(app: &App, taken: Result<Receipt, Refused>, then: &str) -> Response {
    let kept = match taken {
        Ok(receipt) => receipt.kept().await,
        Err(why) => Err(why),
    };
    match kept {
        Ok(version) => ([(VERSION, HeaderValue::from(version))], shell::see(then)).into_response(),
        Err(why) => not_taken(app, &why),
    }
}

fn not_taken(app: &App, why: &Refused) -> Response {
    let say = app.hall.room().say();
    refused(say, why)
}

fn decided(room: &mut Room, person: Person, step: &str, action: &Action) -> Result<Entry, String> {
    open_for(room, person, step)?;
    if matches!(action, Action::Vote(_))
        && let Some(voter) = ballot::voter(room, person).filter(|voter| !voter.own)
    {
        return Err(room.say().text_with("class-not-your-vote", &[("name", voter.name.into())]));
    }
    let place = person.place;
    Ok(Entry::Decided {
        table: place.table,
        seat: room.case.nation(place.seat).code.clone(),
        action: words::write(&room.case, place.seat, action),
        by: Author::Person(person.id),
    })
}

/// Takes a decision in words.
pub async fn decide(State(app): State<App>, person: Person, Form(sent): Form<Deciding>) -> Response {
    if let Some(refusal) = limited(&app, person) {
        return refusal;
    }
    let taken = app.hall.take_with(|room| {
        let action = words::read(&room.case, person.place.seat, &sent.action)?;
        decided(room, person, &sent.step, &action)
    });
    answer(&app, taken, "/seat").await
}

/// What was asked when the page was made.
#[derive(Deserialize)]
pub struct Undoing {
    step: String,
}

/// Takes back the last move of the turn.
pub async fn undo(State(app): State<App>, person: Person, Form(sent): Form<Undoing>) -> Response {
    if let Some(refusal) = limited(&app, person) {
        return refusal;
    }
    let taken = app.hall.take_with(|room| {
        open_for(room, person, &sent.step)?;
        let seat = room.case.nation(person.place.seat).code.clone();
        Ok(Entry::Undone { table: person.place.table, seat })
    });
    answer(&app, taken, "/seat").await
}

/// A package as it is kept while it is built: `issue=option` by position, for every issue that is settled in it.
pub fn write_package(case: &Case, package: Package) -> String {
    package.issues().map(|(issue, option)| format!("{}={option}", case.issues[issue].id)).collect::<Vec<_>>().join(" ")
}

/// A package that was kept; what it does not know it leaves open.
pub fn read_package(case: &Case, text: &str) -> Package {
    let mut package = Package::EMPTY;
    for pair in text.split_whitespace() {
        let Some((id, option)) = pair.split_once('=') else { continue };
        let issue = case.issues.iter().position(|issue| issue.id == id);
        if let (Some(issue), Ok(option)) = (issue, option.parse::<usize>())
            && option < case.issues[issue].options.len()
        {
            package.set(issue, Some(option));
        }
    }
    package
}

/// The package that somebody is building.
pub fn package_of(room: &Room, person: u32) -> Package {
    let text = room.roster.person(person).and_then(|known| known.drafts.get("package"));
    text.map_or(Package::EMPTY, |text| read_package(&room.case, text))
}

/// What to begin a package with.
fn begun(room: &mut Room, person: Person, with: &str) -> Result<Package, String> {
    let seat = person.place.seat;
    let say = room.say();
    let Some(desk) = room.desk(person.place.table) else { return Err(say.text("class-no-table")) };
    let found = desk.game.observe(seat, |view| {
        let talk = view.talk()?;
        match with {
            "best" => Some(talk.own.best()),
            "middle" => talks::middle(view, &talk),
            "standing" => talk.standing.map(|offer| offer.package),
            "draft" => Some(talk.draft).filter(|draft| !draft.is_empty()),
            _ => Some(Package::EMPTY),
        }
    });
    found.ok_or_else(|| say.text("class-no-package"))
}

/// Takes the form of the package builder: what the button says is done with the package that it holds.
pub async fn package(State(app): State<App>, person: Person, Form(sent): Form<BTreeMap<String, String>>) -> Response {
    if let Some(refusal) = limited(&app, person) {
        return refusal;
    }
    let word = |key: &str| sent.get(key).map(String::as_str).unwrap_or_default();
    let case = app.hall.room().case.clone();
    let pairs: Vec<String> =
        sent.iter().filter_map(|(key, option)| Some(format!("{}={option}", key.strip_prefix("issue-")?))).collect();
    let chosen = read_package(&case, &pairs.join(" "));
    match word("do") {
        purpose @ ("offer" | "ask-price") => {
            let action = if purpose == "offer" { Action::Offer(chosen) } else { Action::AskPrice(chosen) };
            let step = word("step").to_string();
            let taken = app.hall.take_with(|room| {
                if chosen.is_empty() {
                    return Err(room.say().text("class-package-empty-refused"));
                }
                decided(room, person, &step, &action)
            });
            let taken = match taken {
                Ok(receipt) => receipt.kept().await,
                Err(why) => Err(why),
            };
            match taken {
                Ok(version) => {
                    // What was offered is no draft any more.
                    let cleared = app.hall.draft(person.id, "package", "");
                    let response = answer(&app, cleared, "/seat").await;
                    ([(VERSION, HeaderValue::from(version))], response).into_response()
                }
                Err(why) => {
                    let _ = app.hall.draft(person.id, "package", &write_package(&case, chosen));
                    not_taken(&app, &why)
                }
            }
        }
        start @ ("best" | "middle" | "standing" | "draft" | "clear") => {
            let begun = begun(&mut app.hall.room(), person, start);
            match begun {
                Ok(package) => {
                    answer(&app, app.hall.draft(person.id, "package", &write_package(&case, package)), "/seat#package")
                        .await
                }
                Err(why) => not_taken(&app, &Refused::Now(why)),
            }
        }
        _ => answer(&app, app.hall.draft(person.id, "package", &write_package(&case, chosen)), "/seat#package").await,
    }
}

/// Takes a message.
pub async fn message(State(app): State<App>, person: Person, Form(sent): Form<Writing>) -> Response {
    if let Some(refusal) = limited(&app, person) {
        return refusal;
    }
    let taken = app.hall.take_with(|room| {
        let text = tidy_text(room.say(), &sent.text)?;
        let to = match sent.to.trim() {
            "" => None,
            code => Some(room.case.nation(words::nation(&room.case, code)?).code.clone()),
        };
        Ok(Entry::Wrote { from: Sender::Person(person.id), table: person.place.table, to, text })
    });
    if taken.is_ok()
        && let Err(why) = app.hall.draft(person.id, "message", "")
    {
        return not_taken(&app, &why);
    }
    answer(&app, taken, "/seat/messages").await
}

/// Takes a vote of the home front on what is on the table.
pub async fn poll(State(app): State<App>, person: Person, Form(sent): Form<Voting>) -> Response {
    if let Some(refusal) = limited(&app, person) {
        return refusal;
    }
    let favours = sent.favours == "yes";
    answer(&app, app.hall.take(Entry::Polled { person: person.id, favours }), "/seat").await
}

/// Gives a seat back to its people.
pub async fn back(State(app): State<App>, person: Person) -> Response {
    let place = person.place;
    let taken = app.hall.take_with(|room| {
        let seat = room.case.nation(place.seat).code.clone();
        let away = room.desk(place.table).is_some_and(|desk| desk.has_stand_in(place.seat));
        if away {
            Ok(Entry::StandIn { table: place.table, seat, policy: false })
        } else {
            Err(room.say().text("class-leads-already"))
        }
    });
    answer(&app, taken, "/seat").await
}

/// Takes somebody off the roster who gives up the seat.
pub async fn leave(State(app): State<App>, person: Person) -> Response {
    let response = answer(&app, app.hall.take(Entry::Left { person: person.id }), "/").await;
    ([guard::set_cookie(guard::SEAT, "none")], response).into_response()
}
