//! How nations, people, days and lists are called in running text.

use crate::bargaining::Package;
use crate::rules::case::*;
use jiff::civil::Date;

/// A nation in the middle of a sentence, with its article where it takes one.
pub fn nation(case: &Case, id: NationId) -> String {
    let nation = case.nation(id);
    if nation.article { format!("the {}", nation.name) } else { nation.name.clone() }
}

/// What is a nation's: "one's", "the Sands'".
pub fn possessive(case: &Case, id: NationId) -> String {
    let name = nation(case, id);
    if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") }
}

/// Several nations: "one", "one and another", "one, another and a third".
pub fn nations(case: &Case, members: impl IntoIterator<Item = NationId>) -> String {
    list(members.into_iter().map(|member| nation(case, member)).collect())
}

/// A list in running text.
pub fn list(mut parts: Vec<String>) -> String {
    match parts.pop() {
        None => String::new(),
        Some(last) if parts.is_empty() => last,
        Some(last) => format!("{} and {last}", parts.join(", ")),
    }
}

/// A text with its first letter in upper case.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A name between the marks that set off options and levels.
pub fn quoted(name: &str) -> String {
    format!("“{name}”")
}

/// "Thu 30 Oct", with the year when it is another than that in which the calendar starts.
pub fn day(case: &Case, day: i32) -> String {
    let date = case.calendar.date(day);
    if date.year() == case.calendar.start.year() { short(date) } else { long(date) }
}

/// "Thu 30 Oct 2025".
pub fn full_day(case: &Case, day: i32) -> String {
    long(case.calendar.date(day))
}

fn short(date: Date) -> String {
    date.strftime("%a %-d %b").to_string()
}

fn long(date: Date) -> String {
    date.strftime("%a %-d %b %Y").to_string()
}

/// "Thu 9 Oct – Sat 11 Oct 2025": the days of a turn.
pub fn days(case: &Case, slot: TurnSlot) -> String {
    let (from, to) = (slot.from, (slot.until - 1).max(slot.from));
    if from == to {
        return full_day(case, from);
    }
    let (first, last) = (case.calendar.date(from), case.calendar.date(to));
    let start = if first.year() == last.year() { short(first) } else { long(first) };
    format!("{start} – {}", long(last))
}

/// A person by office and name.
pub fn person(case: &Case, id: NegotiatorId) -> String {
    let person = case.negotiator(id);
    let office = format!("the {} {}", case.nation(person.nation).adjective, person.office);
    if person.holder.is_empty() { office } else { format!("{office}, {},", person.holder) }
}

/// A package in running text: "issue: option; issue: option".
pub fn package(case: &Case, package: Package) -> String {
    let parts: Vec<String> = package
        .issues()
        .map(|(issue, option)| format!("{}: {}", case.issues[issue].name, case.issues[issue].options[option].name))
        .collect();
    if parts.is_empty() { "nothing".to_string() } else { parts.join("; ") }
}

/// The option of an issue that a package settles, or that it leaves it open.
pub fn option(case: &Case, package: Package, issue: usize) -> &str {
    package.get(issue).map_or("left open", |option| case.issues[issue].options[option].name.as_str())
}

/// Talks at a level, with whether the noun is plural.
pub fn talks(level: Level) -> (&'static str, bool) {
    match level {
        Level::BackChannel => ("back-channel talks", true),
        Level::PhoneCall => ("a call", false),
        Level::Technical => ("technical talks", true),
        Level::Ministerial => ("ministers' talks", true),
        Level::Leaders => ("leaders' talks", true),
    }
}

/// "ministers' talks between one and another".
pub fn meeting(case: &Case, channel: ChannelId) -> String {
    let line = &case.channels[channel.index()];
    let between = if line.members.len() > 2 { "among" } else { "between" };
    format!("{} {between} {}", talks(line.level).0, nations(case, line.members.iter()))
}

/// "ministers' talks with one and another", as the rest of the table looks from one seat.
pub fn meeting_with(case: &Case, channel: ChannelId, seat: NationId) -> String {
    let line = &case.channels[channel.index()];
    format!("{} with {}", talks(line.level).0, nations(case, line.members.iter().filter(|member| *member != seat)))
}

/// A measure as its owner's: "its landing fees".
pub fn own_measure(case: &Case, id: MeasureId) -> String {
    format!("its {}", case.measure(id).name)
}

/// A measure as another's: "Ruritania's landing fees".
pub fn foreign_measure(case: &Case, id: MeasureId) -> String {
    format!("{} {}", possessive(case, case.measure(id).owner), case.measure(id).name)
}

/// A level's name between marks.
pub fn level(case: &Case, id: MeasureId, level: u8) -> String {
    quoted(&case.level(id, level).name)
}

/// A level, and "or milder" when milder ones exist below it.
pub fn level_or_milder(case: &Case, id: MeasureId, at_most: u8) -> String {
    let name = level(case, id, at_most);
    if at_most > 0 { format!("{name} or milder") } else { name }
}
