//! The pages of a seat that are read: the briefing, the messages, the seat itself; and the frame around all pages of a seat.

use crate::classroom::entry::Sender;
use crate::classroom::markdown;
use crate::classroom::material::ideas;
use crate::classroom::room::{LONGEST_TEXT, Room};
use crate::classroom::web::say::{engine, rich};
use crate::classroom::web::shell::{Page, page};
use crate::classroom::web::{App, Person};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use std::time::Instant;

/// Pages of a seat: address, key of the text.
const PAGES: [(&str, &str); 5] = [
    ("/seat", "class-page-now"),
    ("/seat/briefing", "class-page-briefing"),
    ("/seat/world", "class-page-world"),
    ("/seat/messages", "class-page-messages"),
    ("/seat/mine", "class-page-mine"),
];

/// What a page of a seat shows beside its content.
pub struct Frame {
    /// Key of its title.
    pub title: &'static str,
    pub address: &'static str,
    /// What it reloads itself for without scripts, seconds.
    pub reload: Option<u32>,
}

/// A page of a seat, made of the room as it is.
pub fn frame(app: &App, person: Person, frame: &Frame, body: impl FnOnce(&mut Room) -> Markup) -> Response {
    let mut room = app.hall.room();
    let say = room.say();
    let place = person.place;
    let name = room.case.nation(place.seat).name.clone();
    let messages = room.desk(place.table).map_or(0, |desk| {
        let from_others = |from: &Sender| *from != Sender::Person(person.id);
        desk.messages.iter().filter(|message| message.is_for(place.seat) && from_others(&message.from)).count()
    });
    if frame.address == "/seat/messages" {
        app.hall.has_read(person.id, messages);
    }
    let unread = messages.saturating_sub(app.hall.read_by(person.id));
    let playing = room.is_playing(place.table);
    let (left, paused) = room
        .desk(place.table)
        .filter(|_| playing)
        .map_or((None, false), |desk| (desk.seconds_left(Instant::now()), desk.paused));
    let shown = body(&mut room);
    let links = PAGES
        .iter()
        .map(|(address, key)| {
            (*address, say.text(key), *address == frame.address, if *address == "/seat/messages" { unread } else { 0 })
        })
        .collect();
    let title = say.text(frame.title);
    let at = [("nation", name.into()), ("table", (place.table + 1).into())];
    let around = Page {
        say,
        title: &title,
        place: Some(say.text_with("class-place", &at)),
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
    let shown = Frame { title: "class-page-briefing", address: "/seat/briefing", reload: None };
    frame(&app, person, &shown, |room| {
        let (case, say) = (&room.case, room.say());
        let nation = case.nation(person.place.seat);
        html! {
            h1 { (say.text_with("class-briefing-of", &[("nation", nation.name.as_str().into())])) }
            section.card.private aria-labelledby="role" {
                h2 #role { (say.text_with("class-your-role", &[("role", person.place.role.name(say).into())])) }
                p { (person.place.role.task(say)) }
                p.aside { (say.text("class-agree-first")) }
            }
            @if !say.is_engines() { p.aside { (say.text("engine-english")) } }
            section.prose lang=[engine(say)] { (markdown::html(&case.situation)) }
            section.prose lang=[engine(say)] aria-label=(say.text("class-public-part")) { (markdown::html(&nation.briefing.public)) }
            @if !nation.briefing.private.is_empty() {
                section.card.private.prose aria-label=(say.text("class-private-part")) {
                    p.tag { (say.text("class-eyes-only")) }
                    div lang=[engine(say)] { (markdown::html(&nation.briefing.private)) }
                }
            }
            section.prose aria-labelledby="terms" {
                h2 #terms { (say.text("class-ideas")) }
                dl { @for (term, meaning) in ideas(say) { dt { (term) } dd { (meaning) } } }
            }
        }
    })
}

/// Messages to the counterparts, within the delegation, and from the teacher.
pub async fn messages(State(app): State<App>, person: Person) -> Response {
    let shown = Frame { title: "class-page-messages", address: "/seat/messages", reload: None };
    frame(&app, person, &shown, |room| {
        let (case, say) = (room.case.clone(), room.say());
        let me = person.place.seat;
        let announcements = room.announcements.clone();
        let messages = room.desk(person.place.table).map(|desk| desk.messages.clone()).unwrap_or_default();
        let draft =
            room.roster.person(person.id).and_then(|known| known.drafts.get("message").cloned()).unwrap_or_default();
        let name = |from: &Sender| match from {
            Sender::Person(id) => {
                room.roster.person(*id).map_or_else(|| say.text("class-somebody"), |person| person.name.clone())
            }
            Sender::Teacher => say.text("class-the-teacher"),
        };
        let readable: Vec<_> = messages.iter().filter(|message| message.is_for(me)).collect();
        html! {
            h1 { (say.text("class-page-messages")) }
            form.card method="post" action="/seat/message" {
                label for="to" { (say.text("class-message-to")) }
                select #to name="to" {
                    option value=(case.nation(me).code) { (say.text("class-to-delegation")) }
                    @for other in case.nation_ids().filter(|other| *other != me) {
                        option value=(case.nation(other).code) { (say.text_with("class-to-other", &[("nation", case.nation(other).name.as_str().into())])) }
                    }
                    option value="" { (say.text("class-to-all")) }
                }
                label for="text" { (say.text("class-message")) }
                textarea #text name="text" rows="3" maxlength=(LONGEST_TEXT) required data-draft="message" { (draft) }
                p.aside #text-saved role="status" { (say.text("class-message-kept")) }
                button.main type="submit" { (say.text("class-send")) }
            }
            @if !announcements.is_empty() {
                section aria-labelledby="announced" {
                    h2 #announced { (say.text("class-announced")) }
                    ul.messages { @for text in announcements.iter().rev() { li.teacher { p { (text) } } } }
                }
            }
            section aria-labelledby="talk" {
                h2 #talk { (say.text("class-at-this-table")) }
                @if readable.is_empty() { p.empty { (say.text("class-no-messages")) } }
                ul.messages {
                    @for message in readable.iter().rev() {
                        li.mine[message.from_seat == Some(me)].teacher[message.from == Sender::Teacher] {
                            p.who {
                                strong { (name(&message.from)) }
                                @if let Some(seat) = message.from_seat { " (" (case.nation(seat).code) ")" }
                                " → "
                                @match message.to {
                                    Some(to) if to == me && message.from_seat == Some(me) => (say.text("class-own-delegation")),
                                    Some(to) if to == me => (say.text("class-you")),
                                    Some(to) => (case.nation(to).name),
                                    None => (say.text("class-everybody")),
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
    let shown = Frame { title: "class-page-mine", address: "/seat/mine", reload: None };
    frame(&app, person, &shown, |room| {
        let (case, say) = (room.case.clone(), room.say());
        let now = Instant::now();
        let (name, recovery) =
            room.roster.person(person.id).map(|known| (known.name.clone(), known.recovery.clone())).unwrap_or_default();
        let first = app.addresses.first().cloned().unwrap_or_default();
        html! {
            h1 { (say.text("class-page-mine")) }
            section.card aria-labelledby="code" {
                h2 #code { (say.text("class-coming-back")) }
                p { (rich(say, "class-coming-back-what", &[("address", html! { code { (first) } })])) }
                p.code { (recovery) }
                p.aside { (say.text("class-write-down")) }
            }
            section aria-labelledby="delegation" {
                h2 #delegation { (say.text("class-who-sits-where")) }
                p {
                    (rich(say, "class-you-are", &[
                        ("name", html! { strong { (name) } }),
                        ("role", html! { (person.place.role.name(say)) }),
                        ("nation", html! { (case.nation(person.place.seat).name) }),
                        ("table", html! { (person.place.table + 1) }),
                    ]))
                }
                @for seat in case.nation_ids() {
                    @let members = room.roster.at(person.place.table, Some(seat));
                    h3 { (case.nation(seat).name) @if seat == person.place.seat { " " span.aside { (say.text("class-your-delegation-mark")) } } }
                    @if members.is_empty() { p.empty { (say.text("class-nobody-leads")) } }
                    ul.people {
                        @for member in &members {
                            @let here = app.hall.is_here(member.id, now);
                            li {
                                span.here[here].away[!here] { (member.name) }
                                @if let Some(place) = member.place { span.aside { (place.role.name(say)) } }
                                @if !here { span.aside { (say.text("class-away")) } }
                            }
                        }
                    }
                }
            }
            details {
                summary { (say.text("class-leave")) }
                p { (say.text("class-leave-what")) }
                form method="post" action="/seat/leave" { button.danger type="submit" { (say.text("class-leave-button")) } }
            }
        }
    })
}
