//! One event as a sentence.

use crate::record::names;
use crate::record::story::{Chronicle, Standing};
use crate::rules::action::{Action, Ballot, Notice, Settlement};
use crate::rules::case::*;
use crate::rules::event::Fact;
use crate::rules::intervention::Intervened;
use crate::rules::state::{Commitment, End, Mandate, Request};

/// A commitment as a sentence without its full stop.
pub fn commitment(case: &Case, commitment: &Commitment) -> String {
    let (by, to) = (names::nation(case, commitment.by), names::nation(case, commitment.to));
    let privately = if commitment.public { "" } else { " in private" };
    let own = names::own_measure(case, commitment.measure);
    let level = names::level(case, commitment.measure, commitment.level);
    let due = names::day(case, commitment.due);
    match commitment.demand {
        Some(demand) if commitment.deters => format!(
            "{by} threatens {to}{privately}: if {to} takes its {} beyond {} before {due}, {by} sets {own} to {level}",
            case.measure(demand.measure).name,
            names::level(case, demand.measure, demand.at_most),
        ),
        Some(demand) if commitment.threat => format!(
            "{by} threatens {to}{privately}: unless {to} has its {} at {} by {due}, {by} sets {own} to {level}",
            case.measure(demand.measure).name,
            names::level_or_milder(case, demand.measure, demand.at_most),
        ),
        _ if commitment.threat => format!("{by} threatens {to}{privately}: on {due} it sets {own} to {level}"),
        _ => format!("{by} promises {to}{privately} to bring {own} to {level} by {due}"),
    }
}

/// Verb for a measure that becomes harsher, by its kind.
fn tightens(kind: Kind) -> &'static str {
    match kind {
        Kind::Tariff | Kind::PortFee => "raises",
        Kind::ExportLicence | Kind::Ban => "tightens",
        Kind::SanctionList => "widens",
        Kind::Purchase => "cuts",
        Kind::Conduct => "changes",
        Kind::Investment => "builds up",
    }
}

/// Verb for a measure that becomes milder, by its kind.
fn eases(kind: Kind) -> &'static str {
    match kind {
        Kind::Tariff | Kind::PortFee => "lowers",
        Kind::ExportLicence | Kind::Ban => "relaxes",
        Kind::Conduct => "changes",
        Kind::SanctionList => "narrows",
        Kind::Purchase => "steps up",
        Kind::Investment => "cuts back",
    }
}

impl Chronicle {
    /// The sentence for an event; none for what is not told (turn marks and decisions, whose effects tell themselves).
    pub(super) fn sentence(&self, standing: &Standing, fact: &Fact) -> Option<String> {
        self.clause(standing, fact).map(|text| names::capital(&text))
    }

    fn clause(&self, standing: &Standing, fact: &Fact) -> Option<String> {
        let case = &*self.case;
        let the = |nation: NationId| names::nation(case, nation);
        let day = |day: i32| names::day(case, day);
        let word = |position: u8| self.commitments.get(usize::from(position)).copied().flatten();
        Some(match *fact {
            Fact::TurnBegan | Fact::Decided(..) => return None,
            Fact::News(event) => sentence_of(&case.events.get(usize::from(event))?.text),
            Fact::Incident(incident) => sentence_of(&case.incidents.get(usize::from(incident))?.text),
            Fact::Intervened(Intervened::Event(event)) => sentence_of(&case.events.get(usize::from(event))?.text),
            Fact::Intervened(Intervened::Incident(incident)) => {
                sentence_of(&case.incidents.get(usize::from(incident))?.text)
            }
            Fact::Intervened(Intervened::News(position)) => sentence_of(self.news.get(usize::from(position))?),
            Fact::Intervened(Intervened::Vote(..)) => return None,
            Fact::OffMessage(id, against) => {
                format!(
                    "{} lashes out at {}, to all appearances without orders.",
                    names::person(case, id),
                    the(against)
                )
            }
            Fact::Threatened(position) | Fact::Promised(position) => format!("{}.", commitment(case, &word(position)?)),
            Fact::CommitmentEnded(position, end) => ended(case, &word(position)?, end),
            Fact::Postponed(position, until) => {
                let known = word(position)?;
                format!(
                    "{} puts off to {} what it had threatened {} with: {} at {}.",
                    the(known.by),
                    day(until),
                    the(known.to),
                    case.measure(known.measure).name,
                    names::level(case, known.measure, known.level)
                )
            }
            Fact::Scheduled(id, level, when) => {
                let now = names::level(case, id, standing.levels[id.index()]);
                format!(
                    "{} announces for {}: {} at {} (now {now}).",
                    the(case.measure(id).owner),
                    day(when),
                    names::own_measure(case, id),
                    names::level(case, id, level)
                )
            }
            Fact::MeasureSet(id, from, to) => self.measure_set(standing, id, from, to),
            Fact::Suspended(id, level) => self.taken_back("suspends", id, level),
            Fact::Withdrawn(id, level) => self.taken_back("withdraws", id, level),
            Fact::Reassured(by, to) => format!("{} speaks warmly of {}.", the(by), the(to)),
            Fact::Denounced(by, to, who, severity) => {
                let whom = who.map_or(the(to), |id| names::person(case, id).trim_end_matches(',').to_string());
                match severity {
                    0 | 1 => format!("{} criticises {whom}.", the(by)),
                    2 => format!("{} denounces {whom}.", the(by)),
                    _ => format!("{} denounces {whom} in the harshest words.", the(by)),
                }
            }
            Fact::MeetingAsked(by, channel, when) => {
                format!("{} asks for {} on {}.", the(by), names::meeting_with(case, channel, by), day(when))
            }
            Fact::MeetingAgreed(_, channel, when) => {
                let (_, plural) = names::talks(case.channels[channel.index()].level);
                let verb = if plural { "are" } else { "is" };
                format!("{} {verb} agreed for {}.", names::meeting(case, channel), day(when))
            }
            Fact::MeetingDeclined(by, channel) => {
                format!("{} declines {}.", the(by), names::meeting_with(case, channel, by))
            }
            Fact::MeetingCalledOff(by, channel) => {
                format!("{} calls off {}.", the(by), names::meeting_with(case, channel, by))
            }
            Fact::BackChannelOpened(one, other) => format!("{} and {} open a back channel.", the(one), the(other)),
            Fact::Invested(id, level, when) => format!(
                "{} invests to bring {} to {} by {}.",
                the(case.measure(id).owner),
                names::own_measure(case, id),
                names::level(case, id, level),
                day(when)
            ),
            Fact::AllyAsked(by, to, request, against) => {
                format!("{} asks {} to {} against {}.", the(by), the(to), asked(request), the(against))
            }
            Fact::AllyAnswered(by, to, request, against, accepted) => {
                let answer = if accepted { "agrees" } else { "declines" };
                format!(
                    "{} {answer} to {} against {}, as {} had asked.",
                    the(to),
                    agreed(request),
                    the(against),
                    the(by)
                )
            }
            Fact::Condemned(by, to) => format!("{} condemns what {} is doing.", the(by), the(to)),
            Fact::Mediated(by, one, other) => format!("{} mediates between {} and {}.", the(by), the(one), the(other)),
            Fact::Replaced(id) => format!("{} is replaced.", names::person(case, id)),
            Fact::Disavowed(id) => {
                let nation = the(case.negotiator(id).nation);
                format!("{nation} disavows {}.", names::person(case, id).trim_end_matches(','))
            }
            Fact::SummitNotice(by, notice) => {
                let place = &case.summit.place;
                match notice {
                    Notice::Confirm => format!("{} confirms that its leader will come to {place}.", the(by)),
                    Notice::Doubt => format!("{} casts doubt on the meeting in {place}.", the(by)),
                    Notice::Cancel => format!("{} cancels the meeting in {place}.", the(by)),
                }
            }
            Fact::MeetingBegan(channel) => {
                let (_, plural) = names::talks(case.channels[channel.index()].level);
                format!("{} {}.", names::meeting(case, channel), if plural { "begin" } else { "begins" })
            }
            Fact::Offered(by, offer) => format!("{} offers {}.", the(by), names::package(case, offer)),
            Fact::AskedPrice(by, offer) => {
                format!("{} asks what it would take for {}.", the(by), names::package(case, offer))
            }
            Fact::Accepted(by, _) => format!("{} accepts.", the(by)),
            Fact::MeetingEnded(channel, _) => {
                let (_, plural) = names::talks(case.channels[channel.index()].level);
                format!("{} {}.", names::meeting(case, channel), if plural { "end" } else { "ends" })
            }
            Fact::Signed(position) => {
                let agreement = self.agreements.get(usize::from(position))?;
                format!(
                    "{} sign until {}: {}.",
                    names::nations(case, agreement.parties.iter()),
                    day(agreement.expires),
                    names::package(case, agreement.package)
                )
            }
            Fact::Ratified(by, _, passed, percent) => {
                let verb = if passed { "ratifies it with" } else { "fails to ratify it: there are only" };
                format!("{} {verb} {percent}% of the votes at home.", the(by))
            }
            Fact::Lapsed(position) => format!("{} lapses.", self.agreement(position)?),
            Fact::Breached(by, position) => format!("{} breaks {}.", the(by), self.agreement(position)?),
            Fact::Delivered(by, position) => {
                format!("{} delivers what it pledged in {}.", the(by), self.agreement(position)?)
            }
            Fact::Shortage(nation, input, percent) => {
                let input =
                    case.regimes.plan().inputs.get(usize::from(input)).map_or("a critical input", |plan| &plan.name);
                format!(
                    "{} runs short of {}: {percent}% of its need is met.",
                    the(nation),
                    input.replace(['-', '_'], " ")
                )
            }
            Fact::Attended(by, comes) => {
                let verb = if comes { "arrives in" } else { "stays away from" };
                format!("the leader of {} {verb} {}.", the(by), case.summit.place)
            }
            Fact::SummitEnded(outcome) => format!("the summit is over: {}.", outcome.name()),
            Fact::GameOver => "the period under review ends.".to_string(),
        })
    }

    fn taken_back(&self, verb: &str, id: MeasureId, level: u8) -> String {
        let case = &*self.case;
        let (owner, own) = (names::nation(case, case.measure(id).owner), names::own_measure(case, id));
        if level == case.measure(id).mildest {
            return format!("{owner} takes what it had announced about {own} off the calendar.");
        }
        format!("{owner} {verb} {own} (until now {}).", names::level(case, id, level))
    }

    fn measure_set(&self, standing: &Standing, id: MeasureId, from: u8, to: u8) -> String {
        let case = &*self.case;
        let measure = case.measure(id);
        let (owner, own) = (names::nation(case, measure.owner), names::own_measure(case, id));
        let change = format!("{} (until now {})", names::level(case, id, to), names::level(case, id, from));
        let harsher = case.level(id, to).severity >= case.level(id, from).severity;
        if measure.kind == Kind::Investment {
            return format!("{owner} brings {own} to {change}.");
        }
        if standing.announced[id.index()] == Some(to) {
            return format!("{owner} lets {own} take effect as announced: {change}.");
        }
        format!("{owner} {} {own}: {change}.", if harsher { tightens(measure.kind) } else { eases(measure.kind) })
    }

    /// An agreement as it is spoken of.
    pub fn agreement(&self, position: u8) -> Option<String> {
        agreement(&self.case, self.agreements.get(usize::from(position))?)
    }
}

/// An agreement as it is spoken of.
fn agreement(case: &Case, agreement: &crate::rules::state::Agreement) -> Option<String> {
    Some(match agreement.opening {
        Some(opening) => format!("the {}", case.agreements.get(usize::from(opening))?.name),
        None => format!(
            "the agreement of {} between {}",
            names::day(case, agreement.signed),
            names::nations(case, agreement.parties.iter())
        ),
    })
}

fn sentence_of(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_string() } else { format!("{text}.") }
}

fn ended(case: &Case, known: &Commitment, end: End) -> String {
    let (by, to) = (names::nation(case, known.by), names::nation(case, known.to));
    let what = format!("{} at {}", case.measure(known.measure).name, names::level(case, known.measure, known.level));
    match end {
        End::Met if known.threat => format!("{by} stands down over {what}: {to} has done what was asked."),
        End::Met => format!("{by} keeps its promise to {to}: {what}."),
        End::Executed => format!("{by} carries out its threat against {to}: {what}."),
        End::Broken => format!("{by} breaks its promise to {to}: {what}."),
        End::Bluffed => format!("{by} backs down from its threat against {to} ({what}), and has got nothing for it."),
        End::Withdrawn => format!("{by} takes back its word to {to} on {what}."),
        End::Expired => format!("events overtake what {by} had said to {to} about {what}."),
    }
}

fn asked(request: Request) -> &'static str {
    match request {
        Request::Join => "back its threats",
        Request::Condemn => "speak out",
        Request::Coordinate => "build supply together",
    }
}

fn agreed(request: Request) -> &'static str {
    match request {
        Request::Join => "back the threats",
        Request::Condemn => "speak out",
        Request::Coordinate => "build supply together",
    }
}

/// To whom a decision is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// About a nation: "asks for a call with …".
    Third,
    /// To the one who decides: "ask for a call with …".
    Second,
}

/// The imperative of a clause that begins with a verb in the third person.
fn imperative(clause: &str) -> String {
    let (verb, rest) = clause.split_once(' ').unwrap_or((clause, ""));
    let plain = match verb {
        "carries" => "carry",
        "goes" => "go",
        other => other.strip_suffix('s').unwrap_or(other),
    };
    if rest.is_empty() { plain.to_string() } else { format!("{plain} {rest}") }
}

/// What a decision does, as a clause whose subject is left out.
pub fn deed(case: &Case, seat: NationId, action: &Action, voice: Voice) -> String {
    match voice {
        Voice::Third => clause(case, seat, action, "its", "it"),
        Voice::Second => imperative(&clause(case, seat, action, "your", "you")),
    }
}

fn clause(case: &Case, seat: NationId, action: &Action, own: &str, pronoun: &str) -> String {
    let the = |nation: NationId| names::nation(case, nation);
    let day = |day: i32| names::day(case, day);
    let set =
        |id: MeasureId, level: u8| format!("{own} {} to {}", case.measure(id).name, names::level(case, id, level));
    let privately = |public: bool| if public { "" } else { " in private" };
    let person = |id: NegotiatorId| names::person(case, id).trim_end_matches(',').to_string();
    match *action {
        Action::Threaten { target, measure, level, demand, due, public } => format!(
            "threatens {}{} to set {} unless {} has its {} at {} by {}",
            the(target),
            privately(public),
            set(measure, level),
            the(target),
            case.measure(demand.measure).name,
            names::level_or_milder(case, demand.measure, demand.at_most),
            day(due)
        ),
        Action::Promise { target, measure, level, due, public } => {
            format!("promises {}{} to bring {} by {}", the(target), privately(public), set(measure, level), day(due))
        }
        Action::Schedule { measure, level, day: when } => {
            format!("announces that {pronoun} will set {} on {}", set(measure, level), day(when))
        }
        Action::Execute { measure, level } => format!("sets {}", set(measure, level)),
        Action::Suspend(id) => format!("suspends {own} {}", case.measure(id).name),
        Action::Withdraw(id) => {
            format!("takes back {own} {} and any threat about it", case.measure(id).name)
        }
        Action::Reassure(other) => format!("speaks warmly of {} in public", the(other)),
        Action::Denounce { target, person: who, severity } => {
            let whom = who.map_or(the(target), person);
            let how = ["criticises", "criticises", "denounces", "denounces in the harshest words"]
                [usize::from(severity.min(3))];
            format!("{how} {whom} in public")
        }
        Action::AskMeeting { channel, day: when } => {
            format!("asks for {} on {}", names::meeting_with(case, channel, seat), day(when))
        }
        Action::AcceptMeeting(channel) => format!("agrees to {}", names::meeting_with(case, channel, seat)),
        Action::DeclineMeeting(channel) => format!("declines {}", names::meeting_with(case, channel, seat)),
        Action::CallOff(channel) => format!("calls off {}", names::meeting_with(case, channel, seat)),
        Action::OpenBackChannel(other) => format!("opens a back channel to {} for talks at once", the(other)),
        Action::Invest { measure, level } => {
            format!("invests to bring {}", set(measure, level))
        }
        Action::AskAlly { ally, request, against } => {
            format!("asks {} to {} against {}", the(ally), asked(request), the(against))
        }
        Action::AnswerAlly { ally, accept } => {
            format!("{} what {} asked for", if accept { "agrees to" } else { "declines" }, the(ally))
        }
        Action::Condemn(other) => format!("condemns what {} is doing", the(other)),
        Action::Mediate(one, other) => format!("mediates between {} and {}", the(one), the(other)),
        Action::SetMandate(mandate) => match mandate {
            Mandate::Firm => format!("tells {own} negotiators to hold out (firm mandate)"),
            Mandate::Normal => format!("gives {own} negotiators the usual mandate"),
            Mandate::Flexible => format!("lets {own} negotiators go down to no deal (flexible mandate)"),
        },
        Action::Replace(id) => format!("replaces {}", person(id)),
        Action::Disavow(id) => format!("disavows what {} said", person(id)),
        Action::Summit(notice) => {
            let place = &case.summit.place;
            match notice {
                Notice::Confirm => format!("confirms that {own} leader will come to {place}"),
                Notice::Doubt => format!("puts the meeting in {place} in doubt"),
                Notice::Cancel => format!("cancels the meeting in {place}"),
            }
        }
        Action::EndTurn => format!("ends {own} moves"),
        Action::Offer(package) => format!("offers {}", names::package(case, package)),
        Action::Accept => "accepts the offer on the table".to_string(),
        Action::AskPrice(package) => format!("asks what the other would want for {}", names::package(case, package)),
        Action::WalkOut => "walks out".to_string(),
        Action::Settle(settlement) => match settlement {
            Settlement::Execute => format!("carries out {own} word"),
            Settlement::Postpone => "puts off what has fallen due".to_string(),
            Settlement::BackDown => "backs down".to_string(),
        },
        Action::Attend(comes) => {
            let verb = if comes { "goes to" } else { "stays away from" };
            format!("{verb} {}", case.summit.place)
        }
        Action::Comply(complies) => if complies { "keeps the agreement" } else { "breaks the agreement" }.to_string(),
        Action::Vote(ballot) => match ballot {
            Ballot::For => "votes for it at home",
            Ballot::Against => "votes against it at home",
            Ballot::Free => "leaves the vote at home to the group",
        }
        .to_string(),
    }
}
