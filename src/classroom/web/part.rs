//! The part that somebody has in a delegation: the role, who else is there, and what the role is meant to watch.

use crate::classroom::room::Room;
use crate::classroom::roster::Role;
use crate::classroom::web::say::{engine, rich};
use crate::classroom::web::shell::change;
use crate::classroom::web::{App, Person};
use crate::language::Language;
use crate::record::names;
use crate::record::story::commitment;
use crate::rules::observation::Observation;
use maud::{Markup, html};
use std::time::Instant;

/// Somebody of the own delegation.
struct Member {
    name: String,
    role: Option<Role>,
    here: bool,
}

/// The part of whoever looks.
pub struct Part {
    role: Role,
    /// The others of the delegation.
    others: Vec<Member>,
}

impl Part {
    /// The part of somebody as the room is.
    pub fn of(app: &App, room: &Room, person: Person) -> Part {
        let now = Instant::now();
        let others = room
            .roster
            .at(person.place.table, Some(person.place.seat))
            .into_iter()
            .filter(|member| member.id != person.id)
            .map(|member| Member {
                name: member.name.clone(),
                role: member.place.map(|place| place.role),
                here: app.hall.is_here(member.id, now),
            })
            .collect();
        Part { role: person.place.role, others }
    }
}

/// The part before the games.
pub fn before(say: &Language, part: &Part) -> Markup {
    html! {
        section aria-labelledby="task" {
            h2 #task { (say.text_with("class-your-part", &[("role", part.role.name(say).into())])) }
            p { (part.role.task(say)) }
            (with(say, part))
        }
    }
}

/// The part while the game is on, with what the role is meant to watch.
pub fn playing(say: &Language, view: &Observation, part: &Part) -> Markup {
    html! {
        details #part {
            summary { (say.text_with("class-your-part", &[("role", part.role.name(say).into())])) }
            p { (part.role.task(say)) }
            (with(say, part))
            @match part.role {
                Role::Security => (words(say, view)),
                Role::Trade => (interests(say, view)),
                Role::Leader | Role::Home => {},
            }
        }
    }
}

/// Who else is in the delegation.
fn with(say: &Language, part: &Part) -> Markup {
    html! {
        @if part.others.is_empty() {
            p.aside { (say.text("class-alone")) }
        } @else {
            p.aside { (say.text("class-with")) }
            ul.people {
                @for member in &part.others {
                    li {
                        span.here[member.here].away[!member.here] { (member.name) }
                        @if let Some(role) = member.role { span.aside { (role.name(say)) } }
                        @if !member.here { span.aside { (say.text("class-away")) } }
                    }
                }
            }
        }
    }
}

/// Threats and promises that stand: what falls due, whose word is believed, what backing down would cost.
fn words(say: &Language, view: &Observation) -> Markup {
    let case = view.case();
    let mut open: Vec<_> = view.commitments().map(|(_, known)| *known).filter(|known| known.end.is_none()).collect();
    open.sort_by_key(|known| known.due);
    html! {
        h3 { (say.text("class-watch-words")) }
        @if open.is_empty() { p.empty { (say.text("words-none")) } }
        ul {
            @for known in &open {
                li {
                    span lang=[engine(say)] { (names::capital(&commitment(case, known))) "." } " "
                    @if known.by == view.seat() {
                        (rich(say, "class-watch-own", &[("cost", html! { (say.number(view.audience_cost(known), 1)) })]))
                    } @else {
                        @let credibility = if known.threat { view.threat_credibility(known.by) } else { view.promise_credibility(known.by) };
                        (rich(say, "class-watch-theirs", &[("share", html! { (say.percent(credibility, 0)) })]))
                    }
                }
            }
        }
    }
}

/// What the measures in force are worth: what could be cheap to give and dear to get.
fn interests(say: &Language, view: &Observation) -> Markup {
    let case = view.case();
    let now = view.levels();
    let rows: Vec<Markup> = case
        .measure_ids()
        .filter(|id| case.measure(*id).owner == view.seat())
        .map(|id| {
            let lifted = view.levels_with(id, 0);
            let rival = case.rival(view.seat());
            html! {
                tr {
                    th scope="row" { (names::capital(&case.measure(id).name)) }
                    td { (change(say, view.payoff(&lifted) - view.payoff(&now))) }
                    td { @if let Some(rival) = rival { (change(say, view.reputed_payoff(rival, &lifted) - view.reputed_payoff(rival, &now))) } }
                }
            }
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            h3 { (say.text("class-watch-measures")) }
            p.aside { (say.text("class-watch-measures-what")) }
            table.figures {
                thead { tr { th scope="col" { (say.text("class-measure")) } th scope="col" { (say.text("class-to-you")) } th scope="col" { (say.text("class-to-them")) } } }
                tbody lang=[engine(say)] { @for row in &rows { (row) } }
            }
        }
    }
}
