//! The pages of a seat that are read: the briefing, the messages, the seat itself; and the frame around all pages of a seat.

use crate::classroom::entry::Sender;
use crate::classroom::markdown;
use crate::classroom::material::IDEAS;
use crate::classroom::pace::Stage;
use crate::classroom::room::{LONGEST_TEXT, Room};
use crate::classroom::web::shell::{Page, page};
use crate::classroom::web::{App, Person};
use crate::record::names;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use std::time::Instant;

/// Pages of a seat: address, text.
const PAGES: [(&str, &str); 5] = [
    ("/seat", "Now"),
    ("/seat/briefing", "Briefing"),
    ("/seat/world", "World"),
    ("/seat/messages", "Messages"),
    ("/seat/mine", "My seat"),
];

/// What a page of a seat shows beside its content.
pub struct Frame {
    pub title: &'static str,
    pub address: &'static str,
    /// What it reloads itself for without scripts, seconds.
    pub reload: Option<u32>,
}

/// A page of a seat, made of the room as it is.
pub fn frame(app: &App, person: Person, frame: &Frame, body: impl FnOnce(&mut Room) -> Markup) -> Response {
    let mut room = app.hall.room();
    let place = person.place;
    let stage = room.stage;
    let name = room.case.nation(place.seat).name.clone();
    let messages = room.desk(place.table).map_or(0, |desk| {
        let from_others = |from: &Sender| *from != Sender::Person(person.id);
        desk.messages.iter().filter(|message| message.is_for(place.seat) && from_others(&message.from)).count()
    });
    if frame.address == "/seat/messages" {
        app.hall.has_read(person.id, messages);
    }
    let unread = messages.saturating_sub(app.hall.read_by(person.id));
    let (left, paused) = match room.desk(place.table) {
        Some(desk) if stage == Stage::Play => (desk.seconds_left(Instant::now()), desk.paused),
        _ => (None, false),
    };
    let shown = body(&mut room);
    let links = PAGES
        .iter()
        .map(|(address, text)| {
            (*address, *text, *address == frame.address, if *address == "/seat/messages" { unread } else { 0 })
        })
        .collect();
    let around = Page {
        title: frame.title,
        place: Some(format!("{name} · table {}", place.table + 1)),
        links,
        left,
        paused,
        live: true,
        reload: frame.reload,
        ..Page::default()
    };
    page(&around, shown).into_response()
}

/// The briefing of the role: public part, private part, task of the person.
pub async fn briefing(State(app): State<App>, person: Person) -> Response {
    let shown = Frame { title: "Briefing", address: "/seat/briefing", reload: None };
    frame(&app, person, &shown, |room| {
        let case = &room.case;
        let nation = case.nation(person.place.seat);
        html! {
            h1 { "Briefing: " (nation.name) }
            section.card.private aria-labelledby="role" {
                h2 #role { "Your role: " (person.place.role.name()) }
                p { (person.place.role.task()) }
                p.aside { "Everybody in the delegation may act for it. Agree first, then let one of you press the button." }
            }
            section.prose { (markdown::html(&case.situation)) }
            section.prose aria-label="Public part" { (markdown::html(&nation.briefing.public)) }
            @if !nation.briefing.private.is_empty() {
                section.card.private.prose aria-label="Private part" {
                    p.tag { "For your delegation’s eyes only" }
                    (markdown::html(&nation.briefing.private))
                }
            }
            section.prose aria-labelledby="terms" {
                h2 #terms { "Six ideas to watch for" }
                dl {
                    @for (term, meaning) in IDEAS { dt { (term) } dd { (meaning) } }
                }
            }
        }
    })
}

/// Messages to the counterparts, within the delegation, and from the teacher.
pub async fn messages(State(app): State<App>, person: Person) -> Response {
    let shown = Frame { title: "Messages", address: "/seat/messages", reload: None };
    frame(&app, person, &shown, |room| {
        let case = room.case.clone();
        let me = person.place.seat;
        let announcements = room.announcements.clone();
        let messages = room.desk(person.place.table).map(|desk| desk.messages.clone()).unwrap_or_default();
        let draft =
            room.roster.person(person.id).and_then(|known| known.drafts.get("message").cloned()).unwrap_or_default();
        let name = |from: &Sender| match from {
            Sender::Person(id) => room.roster.person(*id).map_or_else(|| "somebody".to_string(), |p| p.name.clone()),
            Sender::Teacher => "The teacher".to_string(),
        };
        let readable: Vec<_> = messages.iter().filter(|message| message.is_for(me)).collect();
        html! {
            h1 { "Messages" }
            form.card method="post" action="/seat/message" {
                label for="to" { "To" }
                select #to name="to" {
                    option value=(case.nation(me).code) { "my delegation only" }
                    @for other in case.nation_ids().filter(|other| *other != me) {
                        option value=(case.nation(other).code) { "the delegation of " (names::nation(&case, other)) }
                    }
                    option value="" { "everybody at this table" }
                }
                label for="text" { "Message" }
                textarea #text name="text" rows="3" maxlength=(LONGEST_TEXT) required data-draft="message" { (draft) }
                p.aside #text-saved role="status" { "What you type is kept on the server as you type." }
                button.main type="submit" { "Send" }
            }
            @if !announcements.is_empty() {
                section aria-labelledby="announced" {
                    h2 #announced { "Announced to the class" }
                    ul.messages { @for text in announcements.iter().rev() { li.teacher { p { (text) } } } }
                }
            }
            section aria-labelledby="talk" {
                h2 #talk { "At this table" }
                @if readable.is_empty() {
                    p.empty { "No messages yet. What you and your counterparts write appears here, the newest first." }
                }
                ul.messages {
                    @for message in readable.iter().rev() {
                        li.mine[message.from_seat == Some(me)].teacher[message.from == Sender::Teacher] {
                            p.who {
                                strong { (name(&message.from)) }
                                @if let Some(seat) = message.from_seat { " (" (case.nation(seat).code) ")" }
                                " to "
                                @match message.to {
                                    Some(to) if to == me && message.from_seat == Some(me) => { "the own delegation" },
                                    Some(to) if to == me => { "you" },
                                    Some(to) => (names::nation(&case, to)),
                                    None => "everybody at the table",
                                }
                            }
                            p.text { (message.text) }
                        }
                    }
                }
            }
        }
    })
}

/// The seat: who is in the delegation, the recovery code, giving the seat up.
pub async fn mine(State(app): State<App>, person: Person) -> Response {
    let shown = Frame { title: "My seat", address: "/seat/mine", reload: None };
    frame(&app, person, &shown, |room| {
        let case = room.case.clone();
        let (name, recovery) =
            room.roster.person(person.id).map(|known| (known.name.clone(), known.recovery.clone())).unwrap_or_default();
        let first = app.addresses.first().cloned().unwrap_or_default();
        html! {
            h1 { "My seat" }
            section.card aria-labelledby="code" {
                h2 #code { "Coming back" }
                p { "On this device you come back by yourself. On another one, open " code { (first) } " and type your recovery code:" }
                p.code { (recovery) }
                p.aside { "Write it down. Whoever has it has your seat." }
            }
            section aria-labelledby="delegation" {
                h2 #delegation { "Who sits where" }
                p { "You are " strong { (name) } ", " (person.place.role.name()) " of " (names::nation(&case, person.place.seat)) "." }
                table {
                    caption { "Table " (person.place.table + 1) }
                    thead { tr { th scope="col" { "Delegation" } th scope="col" { "People" } } }
                    tbody {
                        @for seat in case.nation_ids() {
                            @let members = room.roster.at(person.place.table, Some(seat));
                            tr {
                                th scope="row" { (case.nation(seat).name) }
                                td {
                                    @if members.is_empty() { "nobody: a built-in policy leads it" }
                                    @for (at, member) in members.iter().enumerate() {
                                        @if at > 0 { ", " }
                                        (member.name)
                                        @if let Some(place) = member.place { " (" (place.role.name()) ")" }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            details {
                summary { "Leave the class" }
                p { "Your seat is free for others then. Your teacher can give it back to you." }
                form method="post" action="/seat/leave" { button.danger type="submit" { "Give up my seat" } }
            }
        }
    })
}
