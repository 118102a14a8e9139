//! What is ahead of a seat: dates that come if nobody does anything, and what waits for its answer.

use crate::record::names;
use crate::rules::case::{ChannelId, Level, MeasureId, NationId};
use crate::rules::observation::Observation;
use crate::rules::state::{Agreement, AgreementStatus, Appointment, Request};

/// What kind of thing is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The summit.
    Summit,
    /// A measure that has been announced.
    Measure(MeasureId),
    /// A threat or a promise, by position in the ledger.
    Word(usize),
    /// The end of an agreement, by position.
    Agreement(usize),
    /// A meeting.
    Meeting(ChannelId),
}

/// Something that happens on a day unless somebody changes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// Day.
    pub day: i32,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Whose it is, where it is one nation's.
    pub by: Option<NationId>,
    /// What happens.
    pub text: String,
    /// Whether it is mine: my word, my measure, my meeting, my agreement.
    pub mine: bool,
}

/// What is ahead, by date.
pub fn dates(view: &Observation) -> Vec<Due> {
    let case = view.case();
    let me = view.seat();
    let mut due = Vec::new();
    // What fell due on a day that the leaders' talks came before is settled first thing now.
    let mut push = |day: i32, kind: Kind, by: Option<NationId>, mine: bool, text: String| {
        due.push(Due { day: day.max(view.today()), kind, by, text: names::capital(&text), mine });
    };
    if view.outcome().is_none() {
        let [one, other] = case.summit.parties;
        let parties = format!("{} and {}", names::nation(case, one), names::nation(case, other));
        push(
            case.summit.day,
            Kind::Summit,
            None,
            case.is_principal(me),
            format!("the summit in {}: the leaders of {parties}.", case.summit.place),
        );
    }
    for id in case.measure_ids() {
        let Some((level, day)) = view.measure(id).scheduled else { continue };
        let (now, then) = (names::level(case, id, view.measure(id).level), names::level(case, id, level));
        let owner = case.measure(id).owner;
        let whose =
            if owner == me { format!("your {}", case.measure(id).name) } else { names::foreign_measure(case, id) };
        push(day, Kind::Measure(id), Some(owner), owner == me, format!("{whose}: from {now} to {then}."));
    }
    for (position, known) in view.commitments().filter(|(_, known)| known.end.is_none()) {
        let what =
            format!("{} to {}", case.measure(known.measure).name, names::level(case, known.measure, known.level));
        let unless = known.demand.filter(|_| known.threat).map(|demand| {
            let name = &case.measure(demand.measure).name;
            if known.deters {
                return format!(", should {name} be beyond {}", names::level(case, demand.measure, demand.at_most));
            }
            format!(", unless {name} is at {}", names::level_or_milder(case, demand.measure, demand.at_most))
        });
        let unless = unless.unwrap_or_default();
        let (kind, to) = (if known.threat { "threat" } else { "promise" }, names::nation(case, known.to));
        if known.by == me {
            let cost = view.audience_cost(known);
            push(
                known.due,
                Kind::Word(position),
                Some(me),
                true,
                format!("your {kind} to {to} falls due: {what}{unless}. Backing down would cost {cost:.1} points."),
            );
        } else {
            let to = if known.to == me { "you".to_string() } else { to };
            push(
                known.due,
                Kind::Word(position),
                Some(known.by),
                false,
                format!("{} {kind} to {to} falls due: {what}{unless}.", names::possessive(case, known.by)),
            );
        }
    }
    let in_force = |(_, agreement): &(usize, &Agreement)| agreement.status == AgreementStatus::InForce;
    for (position, agreement) in view.agreements().iter().enumerate().filter(in_force) {
        let name = match agreement.opening.and_then(|opening| case.agreements.get(usize::from(opening))) {
            Some(opening) => format!("the {}", opening.name),
            None => format!(
                "the agreement of {} between {}",
                names::day(case, agreement.signed),
                names::nations(case, agreement.parties.iter())
            ),
        };
        let then: Vec<String> = agreement
            .fallback
            .iter()
            .map(|(measure, level)| {
                format!("{} to {}", case.measure(*measure).name, names::level(case, *measure, *level))
            })
            .collect();
        let then = if then.is_empty() { String::new() } else { format!("; then {}", names::list(then)) };
        let kind = Kind::Agreement(position);
        push(
            agreement.expires,
            kind,
            None,
            agreement.parties.has(me),
            format!("{name} runs out unless it is prolonged{then}."),
        );
    }
    for (channel, line, state) in view.channels() {
        match state.appointment {
            Appointment::Agreed(day) if line.level != Level::Leaders => {
                push(day, Kind::Meeting(channel), None, true, format!("{}.", names::meeting_with(case, channel, me)));
            }
            Appointment::Asked(by, day) if by == me => {
                let kind = Kind::Meeting(channel);
                push(
                    day,
                    kind,
                    Some(me),
                    false,
                    format!("{}, if it is agreed to.", names::meeting_with(case, channel, me)),
                );
            }
            _ => {}
        }
    }
    due.sort_by_key(|entry| entry.day);
    due
}

/// What waits for an answer of mine.
pub fn waiting(view: &Observation) -> Vec<String> {
    let case = view.case();
    let me = view.seat();
    let mut waiting = Vec::new();
    for (channel, _, state) in view.channels() {
        if let Appointment::Asked(by, day) = state.appointment
            && by != me
        {
            waiting.push(format!(
                "{} asks for {} on {}: accept or decline it under talks.",
                names::capital(&names::nation(case, by)),
                names::talks(case.channels[channel.index()].level).0,
                names::day(case, day)
            ));
        }
    }
    for request in view.requests() {
        let what = match request.request {
            Request::Join => "back its threats",
            Request::Condemn => "speak out",
            Request::Coordinate => "build supply together",
        };
        waiting.push(format!(
            "{} asks you to {what} against {}: answer under allies.",
            names::capital(&names::nation(case, request.from)),
            names::nation(case, request.against)
        ));
    }
    waiting
}

/// Where the player stands, to tell what has changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Payoff of the state as it stands, 0 to 100.
    pub payoff: f64,
    /// Expected payoff without a deal, 0 to 100.
    pub no_deal: f64,
    /// Political capital.
    pub capital: f64,
    /// Approval at home, percent.
    pub approval: f64,
}

impl Standing {
    /// Where a seat stands now.
    pub fn of(view: &Observation) -> Standing {
        let own = view.own();
        Standing { payoff: own.payoff, no_deal: own.no_deal, capital: own.capital, approval: own.approval }
    }
}
