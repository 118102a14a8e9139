//! The teacher's forms for what comes from outside: events of the scenario with what each does, and news in own words.

use crate::classroom::web::teacher::control;
use crate::record::{names, outside, preview};
use crate::rules::case::{Case, Impact};
use crate::rules::intervention::{Intervention, LONGEST_NEWS};
use maud::{Markup, html};

/// What can be let happen at a table, or at all: `happened` has a bit for each event of the scenario that has, at every
/// table that is meant.
pub fn forms(case: &Case, table: Option<u16>, happened: u64) -> Markup {
    let address = table.map(|table| table.to_string()).unwrap_or_default();
    let events = case.events.iter().enumerate().take(u64::BITS as usize);
    html! {
        section.card aria-labelledby="happen" {
            h2 #happen { "Let something happen" }
            form method="post" action="/teacher/do" {
                input type="hidden" name="what" value="news";
                input type="hidden" name="table" value=(address);
                label for="news" { "News in your own words" }
                textarea #news name="text" rows="2" required maxlength=(LONGEST_NEWS) {}
                button type="submit" { "Publish" }
                p.notes { "Everybody reads it among the news" @if table.is_none() { " at every table that is played" } "; it changes no number. The log keeps it." }
            }
            details #events {
                summary { "Events of the scenario " span.count { (case.events.len() + case.incidents.len()) } }
                @if table.is_none() { p.notes { "At every table that is played and where it has not happened yet." } }
                ul.events {
                    @for (position, event) in events {
                        @let readers = (event.audience.len() < case.nations.len()).then(|| format!("only {} learn of it", names::nations(case, event.audience.iter())));
                        (one(case, &address, &Intervention::Event(position as u8), &event.text, &event.impact, readers, happened & 1 << position != 0))
                    }
                    @for (position, incident) in case.incidents.iter().enumerate().take(usize::from(u8::MAX)) {
                        (one(case, &address, &Intervention::Incident(position as u8), &incident.text, &incident.impact, None, false))
                    }
                }
            }
        }
    }
}

/// One of them: its headline, what it does, its button.
fn one(
    case: &Case,
    address: &str,
    what: &Intervention,
    text: &str,
    impact: &Impact,
    readers: Option<String>,
    done: bool,
) -> Markup {
    let fields = [("table", address.to_string()), ("event", outside::write(case, what))];
    let notes: Vec<String> = preview::impact(case, impact).into_iter().chain(readers).collect();
    html! {
        li {
            div {
                p { (text) "." }
                p.notes { (names::capital(&notes.join(" · "))) }
            }
            @if done { p.aside { "Has happened." } } @else { (control("event", &fields, "Let it happen", text, "")) }
        }
    }
}
