//! Events as sentences that a reader of the news would write.

use crate::bargaining::Package;
use crate::rules::action::Notice;
use crate::rules::case::*;
use crate::rules::event::{Event, Fact};
use crate::rules::state::{Closing, Commitment, End, Game, Request};

/// The sentence for an event; none for what is not told (turn marks and decisions, whose effects tell themselves).
pub fn line(case: &Case, game: &Game, event: &Event) -> Option<String> {
    let text = sentence(case, game, &event.fact)?;
    let private = if event.audience == Nations::ALL {
        String::new()
    } else {
        let codes: Vec<&str> = case
            .nation_ids()
            .filter(|nation| event.audience.has(*nation))
            .map(|nation| case.nation(nation).code.as_str())
            .collect();
        format!(" [{} only]", codes.join(", "))
    };
    Some(format!("{}  {text}{private}", date(case, event.day)))
}

/// A day as "30 Oct 2025".
pub fn date(case: &Case, day: i32) -> String {
    case.calendar.date(day).strftime("%e %b %Y").to_string()
}

fn the(case: &Case, nation: NationId) -> String {
    case.nation(nation).name.clone()
}

fn short(case: &Case, day: i32) -> String {
    case.calendar.date(day).strftime("%-d %B").to_string()
}

fn person(case: &Case, id: NegotiatorId) -> String {
    let person = case.negotiator(id);
    let office = format!("the {} {}", case.nation(person.nation).adjective, person.office);
    if person.holder.is_empty() { office } else { format!("{office}, {}", person.holder) }
}

/// A package in running text.
pub fn package(case: &Case, package: Package) -> String {
    let parts: Vec<String> = package
        .issues()
        .map(|(issue, option)| format!("{}: {}", case.issues[issue].name, case.issues[issue].options[option].name))
        .collect();
    if parts.is_empty() { "nothing".to_string() } else { parts.join("; ") }
}

/// A measure at a level in running text.
pub fn measure(case: &Case, id: MeasureId, level: u8) -> String {
    format!("{} ({})", case.measure(id).name, case.level(id, level).name)
}

/// A commitment in running text, as a clause with its subject.
pub fn commitment(case: &Case, commitment: &Commitment) -> String {
    let what = measure(case, commitment.measure, commitment.level);
    let (by, to) = (the(case, commitment.by), the(case, commitment.to));
    match commitment.demand {
        Some(demand) if commitment.threat => format!(
            "{by} threatens {to} with {what} on {} unless it sees {}",
            short(case, commitment.due),
            measure(case, demand.measure, demand.at_most)
        ),
        _ => format!("{by} promises {to} {what} by {}", short(case, commitment.due)),
    }
}

fn table_of(case: &Case, channel: ChannelId) -> String {
    let line = &case.channels[channel.index()];
    let names: Vec<String> = line.members.iter().map(|nation| the(case, nation)).collect();
    let kind = match line.level {
        Level::BackChannel => "back-channel talks",
        Level::PhoneCall => "a call",
        Level::Technical => "technical talks",
        Level::Ministerial => "ministers' talks",
        Level::Leaders => "leaders' talks",
    };
    format!("{kind} between {}", names.join(" and "))
}

fn sentence(case: &Case, game: &Game, fact: &Fact) -> Option<String> {
    let the = |nation: NationId| the(case, nation);
    Some(match *fact {
        Fact::TurnBegan | Fact::Decided(..) => return None,
        Fact::News(event) => format!("{}.", case.events[event as usize].text),
        Fact::Incident(incident) => format!("{}.", case.incidents[incident as usize].text),
        Fact::OffMessage(id, against) => {
            format!("{} lashed out at {} without visible orders.", capital(person(case, id)), the(against))
        }
        Fact::Threatened(position) | Fact::Promised(position) => {
            format!("{}.", commitment(case, game.commitments.get(position as usize)?))
        }
        Fact::CommitmentEnded(position, end) => {
            let known = game.commitments.get(position as usize)?;
            let (by, to) = (the(known.by), the(known.to));
            let what = measure(case, known.measure, known.level);
            match end {
                End::Met if known.threat => format!("{by} stands down over {what}: {to} did what was asked."),
                End::Met => format!("{by} keeps its word to {to}: {what}."),
                End::Executed => format!("{by} carries out its threat against {to}: {what}."),
                End::Broken => format!("{by} breaks its promise to {to}: {what}."),
                End::Bluffed => format!("{by} backs down: {what} is not carried out, and {to} has given nothing."),
                End::Withdrawn => format!("{by} takes back its word on {what}."),
                End::Expired => format!("Events overtake what {by} said about {what}."),
            }
        }
        Fact::Postponed(position, day) => {
            let known = game.commitments.get(position as usize)?;
            let what = measure(case, known.measure, known.level);
            format!("{} puts off {what} to {}.", the(known.by), short(case, day))
        }
        Fact::Scheduled(id, level, day) => {
            let owner = the(case.measure(id).owner);
            format!("{owner} announces {} from {}.", measure(case, id, level), short(case, day))
        }
        Fact::MeasureSet(id, from, to) => {
            let owner = the(case.measure(id).owner);
            let verb = if case.level(id, to).severity >= case.level(id, from).severity { "imposes" } else { "eases to" };
            format!("{owner} {verb} {} (until now: {}).", measure(case, id, to), case.level(id, from).name)
        }
        Fact::Suspended(id, level) => format!("{} suspends {}.", the(case.measure(id).owner), measure(case, id, level)),
        Fact::Withdrawn(id, level) => format!("{} withdraws {}.", the(case.measure(id).owner), measure(case, id, level)),
        Fact::Reassured(by, to) => format!("{} speaks warmly of {}.", the(by), the(to)),
        Fact::Denounced(by, to, who, severity) => {
            let how = ["criticises", "criticises", "denounces", "denounces in the harshest words"][usize::from(severity.min(3))];
            match who {
                Some(id) => format!("{} {how} {}.", the(by), person(case, id)),
                None => format!("{} {how} {}.", the(by), the(to)),
            }
        }
        Fact::MeetingAsked(by, channel, day) => {
            format!("{} asks for {} on {}.", the(by), table_of(case, channel), short(case, day))
        }
        Fact::MeetingAgreed(_, channel, day) => {
            format!("{} are agreed for {}.", capital(table_of(case, channel)), short(case, day))
        }
        Fact::MeetingDeclined(by, channel) => format!("{} declines {}.", the(by), table_of(case, channel)),
        Fact::MeetingCalledOff(by, channel) => format!("{} calls off {}.", the(by), table_of(case, channel)),
        Fact::BackChannelOpened(one, other) => format!("{} and {} open a back channel.", the(one), the(other)),
        Fact::Invested(id, level, day) => {
            let owner = the(case.measure(id).owner);
            format!("{owner} invests: {}, effective {}.", measure(case, id, level), short(case, day))
        }
        Fact::AllyAsked(by, to, request, against) => {
            format!("{} asks {} to {} against {}.", the(by), the(to), request_words(request), the(against))
        }
        Fact::AllyAnswered(by, to, request, against, accepted) => {
            let answer = if accepted { "agrees" } else { "declines" };
            format!("{} {answer} to {} with {} against {}.", the(to), request_words(request), the(by), the(against))
        }
        Fact::Condemned(by, to) => format!("{} condemns what {} is doing.", the(by), the(to)),
        Fact::Mediated(by, one, other) => format!("{} mediates between {} and {}.", the(by), the(one), the(other)),
        Fact::Replaced(id) => format!("{} is replaced.", capital(person(case, id))),
        Fact::Disavowed(id) => format!("{} is disavowed.", capital(person(case, id))),
        Fact::SummitNotice(by, notice) => match notice {
            Notice::Confirm => format!("{} confirms that its leader will come to {}.", the(by), case.summit.place),
            Notice::Doubt => format!("{} casts doubt on the meeting in {}.", the(by), case.summit.place),
            Notice::Cancel => format!("{} cancels the meeting in {}.", the(by), case.summit.place),
        },
        Fact::MeetingBegan(channel) => format!("{} begin.", capital(table_of(case, channel))),
        Fact::Offered(by, offer) => format!("{} offers: {}.", the(by), package(case, offer)),
        Fact::AskedPrice(by, asked) => format!("{} asks what it would take for: {}.", the(by), package(case, asked)),
        Fact::Accepted(by, _) => format!("{} accepts.", the(by)),
        Fact::MeetingEnded(channel, closing) => {
            let table = capital(table_of(case, channel));
            match closing {
                Closing::Signed(_) => format!("{table} end with a signature."),
                Closing::Draft => format!("{table} end with a draft for the next level."),
                Closing::OutOfTime => format!("{table} end without result."),
                Closing::WalkedOut(by) => format!("{table} break up: {} walks out.", the(by)),
            }
        }
        Fact::Signed(position) => {
            let agreement = game.agreements.get(position as usize)?;
            format!("Signed, until {}: {}.", date(case, agreement.expires).trim(), package(case, agreement.package))
        }
        Fact::Ratified(by, _, passed, percent) => {
            let verb = if passed { "ratifies" } else { "fails to ratify" };
            format!("{} {verb} it, with {percent} percent of the votes at home.", the(by))
        }
        Fact::Lapsed(position) => format!("{} lapses.", capital(agreement_name(case, game, position)?)),
        Fact::Breached(by, position) => format!("{} breaks {}.", the(by), agreement_name(case, game, position)?),
        Fact::Delivered(by, position) => {
            format!("{} delivers what it pledged in {}.", the(by), agreement_name(case, game, position)?)
        }
        Fact::Shortage(nation, _, percent) => {
            format!("{} runs short: {percent} percent of its need of a critical input is met.", the(nation))
        }
        Fact::Attended(by, comes) => {
            let verb = if comes { "arrives in" } else { "stays away from" };
            format!("The leader of {} {verb} {}.", the(by), case.summit.place)
        }
        Fact::SummitEnded(outcome) => format!("The summit ends: {}.", outcome.name()),
        Fact::GameOver => "The period under review ends.".to_string(),
    })
}

fn agreement_name(case: &Case, game: &Game, position: u8) -> Option<String> {
    let agreement = game.agreements.get(position as usize)?;
    Some(match agreement.opening {
        Some(opening) => format!("the {}", case.agreements[opening as usize].name),
        None => format!("the agreement of {}", short(case, agreement.signed)),
    })
}

fn request_words(request: Request) -> &'static str {
    match request {
        Request::Join => "back its threats",
        Request::Condemn => "speak out",
        Request::Coordinate => "build supply together",
    }
}

fn capital(text: String) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
