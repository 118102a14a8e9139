//! The one socket of a page: tells of changes and of the clock, keeps what is being typed.

use crate::classroom::hall::Hall;
use crate::classroom::room::LONGEST_TEXT;
use crate::classroom::web::{App, Person};
use axum::extract::State;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Largest message that a page may send, bytes.
const LARGEST: usize = 8 * 1024;
/// Silence after which a page is asked whether it is there, and after which it counts as gone.
const PING: Duration = Duration::from_secs(15);
const GONE: Duration = Duration::from_secs(40);
/// Messages in 10 seconds that a page may send.
const MOST_MESSAGES: u32 = 120;

/// Fields whose text is kept.
const FIELDS: [&str; 2] = ["message", "package"];

/// What a page sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    draft: String,
    text: String,
}

/// What a page is told.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Told<'t> {
    /// Something has changed: look again.
    Changed { version: u64, left: Option<u64>, paused: bool },
    /// A text is on the disk.
    Saved { field: &'t str },
    /// What was sent is not taken.
    Refused { why: String },
    /// The seat is no longer this device's.
    Gone,
}

/// The socket of a seat.
pub async fn student(State(app): State<App>, person: Person, upgrade: WebSocketUpgrade) -> Response {
    upgrade.max_message_size(LARGEST).max_frame_size(LARGEST).on_upgrade(move |socket| async move {
        app.hall.socket(person.id, true);
        // A socket that breaks ends the same way as one that is closed.
        let _ = serve(socket, &app.hall, person.id).await;
        app.hall.socket(person.id, false);
    })
}

/// Shortest time between two words to a page that shows the whole class.
const CLASS_PAUSE: Duration = Duration::from_millis(700);

/// The socket of the teacher's pages and of the public screen: that something has changed, and nothing else.
pub async fn class(State(app): State<App>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.max_message_size(LARGEST).max_frame_size(LARGEST).on_upgrade(move |mut socket| async move {
        let mut changes = app.hall.watch_all();
        loop {
            let version = *changes.borrow_and_update();
            if tell(&mut socket, &Told::Changed { version, left: None, paused: false }).await.is_err() {
                return;
            }
            tokio::time::sleep(CLASS_PAUSE).await;
            loop {
                tokio::select! {
                    changed = changes.changed() => {
                        if changed.is_err() { return }
                        break;
                    }
                    message = socket.recv() => {
                        if !matches!(message, Some(Ok(_))) { return }
                    }
                }
            }
        }
    })
}

async fn tell(socket: &mut WebSocket, told: &Told<'_>) -> Result<(), axum::Error> {
    let text = serde_json::to_string(told).unwrap_or_default();
    socket.send(Message::text(text)).await
}

fn state(hall: &Hall, person: u32, table: u16) -> Option<Told<'static>> {
    let mut room = hall.room();
    let place = room.roster.person(person)?.place.filter(|place| place.table == table)?;
    let playing = room.stage == crate::classroom::pace::Stage::Play;
    let class = room.version;
    let desk = room.desk(place.table)?;
    let left = desk.seconds_left(Instant::now()).filter(|_| playing);
    Some(Told::Changed { version: desk.version + class, left, paused: desk.paused })
}

fn table_of(hall: &Hall, person: u32) -> Option<u16> {
    Some(hall.room().roster.person(person)?.place?.table)
}

async fn serve(mut socket: WebSocket, hall: &Arc<Hall>, person: u32) -> Result<(), axum::Error> {
    let mut class = hall.watch_class();
    let (mut heard, mut window, mut sent) = (Instant::now(), Instant::now(), 0u32);
    let mut pings = tokio::time::interval(PING);
    // One round for each table that the person sits at in turn.
    loop {
        let Some(table) = table_of(hall, person) else { return tell(&mut socket, &Told::Gone).await };
        let Some(mut changes) = hall.watch_table(table) else { return tell(&mut socket, &Told::Gone).await };
        if let Some(now) = state(hall, person, table) {
            tell(&mut socket, &now).await?;
        }
        loop {
            tokio::select! {
                changed = changes.changed() => {
                    if changed.is_err() { return Ok(()) }
                    changes.mark_unchanged();
                    match state(hall, person, table) {
                        Some(now) => tell(&mut socket, &now).await?,
                        None => break,
                    }
                }
                changed = class.changed() => {
                    if changed.is_err() { return Ok(()) }
                    match state(hall, person, table) {
                        Some(now) => tell(&mut socket, &now).await?,
                        None => break,
                    }
                }
                _ = pings.tick() => {
                    if heard.elapsed() > GONE { return Ok(()) }
                    socket.send(Message::Ping(axum::body::Bytes::new())).await?;
                }
                message = socket.recv() => {
                    heard = Instant::now();
                    hall.seen(person);
                    match message {
                        Some(Ok(Message::Text(text))) => {
                            if window.elapsed() > Duration::from_secs(10) {
                                (window, sent) = (Instant::now(), 0);
                            }
                            sent += 1;
                            if sent > MOST_MESSAGES {
                                let why = hall.room().say().text("class-too-much");
                                tell(&mut socket, &Told::Refused { why }).await?;
                            } else {
                                keep(&mut socket, hall, person, &text).await?;
                            }
                        }
                        Some(Ok(Message::Close(_))) | None => return Ok(()),
                        Some(Ok(_)) => {}
                        Some(Err(error)) => return Err(error),
                    }
                }
            }
        }
    }
}

/// Keeps a text that is being typed, and says so once it is on the disk.
async fn keep(socket: &mut WebSocket, hall: &Hall, person: u32, text: &str) -> Result<(), axum::Error> {
    let refused = |why: String| Told::Refused { why };
    let told = match serde_json::from_str::<Draft>(text) {
        Err(error) => refused(format!("not a message of this page: {error}")),
        Ok(draft) => match FIELDS.iter().find(|field| **field == draft.draft) {
            None => refused(format!("there is no field \"{}\"; valid: {}", draft.draft, FIELDS.join(", "))),
            Some(_) if draft.text.chars().count() > LONGEST_TEXT => {
                let length = draft.text.chars().count();
                let values = [("length", length.into()), ("most", LONGEST_TEXT.into())];
                refused(hall.room().say().text_with("class-text-long", &values))
            }
            Some(field) => {
                let kept = match hall.draft(person, field, &draft.text) {
                    Ok(receipt) => receipt.kept().await,
                    Err(why) => Err(why),
                };
                match kept {
                    Ok(_) => Told::Saved { field },
                    Err(why) => refused(why.to_string()),
                }
            }
        },
    };
    tell(socket, &told).await
}
