//! The usual legal actions of a seat, for policies to weigh and front ends to list. Dates and demands are filled in sensibly;
//! a person may name others.

use crate::rules::action::{Action, Ballot, Notice, Settlement};
use crate::rules::case::*;
use crate::rules::legal::Refusal;
use crate::rules::observation::Observation;
use crate::rules::state::*;

/// Days ahead for which a threat, an announcement or a promise is dated when nothing says otherwise.
pub const USUAL_NOTICE: i32 = 14;

/// What a move is for; the first page of a list of moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Meetings and lines to the others.
    Talks,
    /// Threats, and measures that get harsher.
    Pressure,
    /// Promises, and measures that get milder.
    Easing,
    /// Warm and harsh words.
    Words,
    /// What is asked of allies and answered to them, mediation.
    Allies,
    /// Investments, mandates, people.
    Home,
    /// Coming to the summit.
    Summit,
}

impl Purpose {
    /// All purposes, in the order of a list.
    pub const ALL: [Purpose; 7] = [
        Purpose::Talks,
        Purpose::Pressure,
        Purpose::Easing,
        Purpose::Words,
        Purpose::Allies,
        Purpose::Home,
        Purpose::Summit,
    ];

    /// Name in plain words.
    pub fn name(self) -> &'static str {
        match self {
            Purpose::Talks => "talks and meetings",
            Purpose::Pressure => "pressure",
            Purpose::Easing => "easing and promises",
            Purpose::Words => "words",
            Purpose::Allies => "allies",
            Purpose::Home => "at home",
            Purpose::Summit => "the summit",
        }
    }

    /// What a move of posture is for; none for the end of the turn and what belongs to the table or a later phase.
    pub fn of(view: &Observation, action: &Action) -> Option<Purpose> {
        let case = view.case();
        Some(match *action {
            Action::AskMeeting { .. } | Action::AcceptMeeting(_) | Action::DeclineMeeting(_) => Purpose::Talks,
            Action::CallOff(_) | Action::OpenBackChannel(_) => Purpose::Talks,
            Action::Threaten { .. } => Purpose::Pressure,
            Action::Schedule { measure, level, .. } | Action::Execute { measure, level } => {
                let now = view.measure(measure).level;
                let harsher = case.level(measure, level).severity > case.level(measure, now).severity;
                if harsher { Purpose::Pressure } else { Purpose::Easing }
            }
            Action::Promise { .. } | Action::Suspend(_) | Action::Withdraw(_) => Purpose::Easing,
            Action::Reassure(_) | Action::Denounce { .. } | Action::Condemn(_) => Purpose::Words,
            Action::AskAlly { .. } | Action::AnswerAlly { .. } | Action::Mediate(..) => Purpose::Allies,
            Action::Invest { .. } | Action::SetMandate(_) | Action::Replace(_) | Action::Disavow(_) => Purpose::Home,
            Action::Summit(_) => Purpose::Summit,
            _ => return None,
        })
    }
}

/// Writes the usual legal actions into a list, the end of the turn last.
pub fn fill(view: &Observation, actions: &mut Vec<Action>) {
    candidates(view, actions);
    actions.retain(|action| view.check(action).is_ok());
}

/// The usual actions that are not legal now, each with the reason.
pub fn refused(view: &Observation) -> Vec<(Action, Refusal)> {
    let mut actions = Vec::new();
    candidates(view, &mut actions);
    actions.into_iter().filter_map(|action| view.check(&action).err().map(|refusal| (action, refusal))).collect()
}

/// Writes the usual actions into a list, whether they are legal or not.
pub fn candidates(view: &Observation, actions: &mut Vec<Action>) {
    actions.clear();
    match view.ask() {
        Some(Ask::Posture) => posture(view, actions),
        Some(Ask::Talk) => {
            if let Some(talk) = view.talk() {
                if let Some(offer) = talk.standing {
                    actions.push(Action::Accept);
                    actions.push(Action::Offer(offer.package));
                }
                actions.push(Action::Offer(talk.own.best()));
                actions.push(Action::WalkOut);
            }
        }
        Some(Ask::Settle(_)) => {
            actions.extend([Settlement::Execute, Settlement::Postpone, Settlement::BackDown].map(Action::Settle));
        }
        Some(Ask::Attend) => actions.extend([true, false].map(Action::Attend)),
        Some(Ask::Comply(_)) => actions.extend([true, false].map(Action::Comply)),
        Some(Ask::Vote(_)) => actions.extend([Ballot::For, Ballot::Against, Ballot::Free].map(Action::Vote)),
        None => {}
    }
}

fn posture(view: &Observation, actions: &mut Vec<Action>) {
    let case = view.case();
    let me = view.seat();
    for request in view.requests() {
        actions.extend([true, false].map(|accept| Action::AnswerAlly { ally: request.from, accept }));
    }
    for (channel, line, state) in view.channels() {
        match state.appointment {
            Appointment::Asked(by, _) if by != me => {
                actions.push(Action::AcceptMeeting(channel));
                actions.push(Action::DeclineMeeting(channel));
            }
            Appointment::Agreed(_) if line.level != Level::Leaders => actions.push(Action::CallOff(channel)),
            Appointment::None if line.level != Level::Leaders && state.open => {
                let day = if line.level <= Level::PhoneCall { view.today() } else { view.slot().until };
                actions.push(Action::AskMeeting { channel, day });
            }
            _ => {}
        }
    }
    let mut demands = [None; MAX_NATIONS];
    for target in case.nation_ids().filter(|other| *other != me) {
        demands[target.index()] = usual_demand(view, target);
    }
    for measure in case.measure_ids().filter(|measure| case.measure(*measure).owner == me) {
        measures(view, measure, &demands, actions);
    }
    for other in case.nation_ids().filter(|other| *other != me) {
        nations(view, other, actions);
    }
    if let [one, other] = case.summit.parties
        && one != me
        && other != me
    {
        actions.push(Action::Mediate(one, other));
    }
    actions.extend([Mandate::Firm, Mandate::Normal, Mandate::Flexible].map(Action::SetMandate));
    for &person in &case.nation(me).negotiators {
        if view.negotiator(person).off_message.is_some() {
            actions.push(Action::Disavow(person));
            actions.push(Action::Replace(person));
        }
    }
    if case.is_principal(me) {
        actions.extend([Notice::Confirm, Notice::Doubt, Notice::Cancel].map(Action::Summit));
    }
    actions.push(Action::EndTurn);
}

fn measures(
    view: &Observation,
    measure: MeasureId,
    demands: &[Option<Demand>; MAX_NATIONS],
    actions: &mut Vec<Action>,
) {
    let case = view.case();
    let lever = case.measure(measure);
    let state = view.measure(measure);
    for level in (0..lever.levels.len() as u8).filter(|level| *level != state.level) {
        if lever.kind == Kind::Investment {
            actions.push(Action::Invest { measure, level });
            continue;
        }
        actions.push(Action::Execute { measure, level });
        if case.level(measure, level).severity > case.level(measure, state.level).severity {
            let day = view.today() + lever.lead_days.max(USUAL_NOTICE);
            actions.push(Action::Schedule { measure, level, day });
            for target in lever.targets.iter() {
                if let Some(demand) = demands[target.index()] {
                    let due = view.today() + USUAL_NOTICE;
                    actions.push(Action::Threaten { target, measure, level, demand, due, public: true });
                }
            }
        } else {
            let due = view.today() + USUAL_NOTICE;
            for target in lever.targets.iter() {
                actions.push(Action::Promise { target, measure, level, due, public: true });
            }
        }
    }
    actions.push(Action::Suspend(measure));
    actions.push(Action::Withdraw(measure));
}

/// What a threat against a nation asks for: that it take back the harshest of what it has in force or announced against me.
pub fn usual_demand(view: &Observation, target: NationId) -> Option<Demand> {
    let case = view.case();
    case.measure_ids()
        .filter(|measure| {
            let lever = case.measure(*measure);
            lever.owner == target && lever.targets.has(view.seat()) && lever.kind != Kind::Investment
        })
        .filter_map(|measure| {
            let (lever, state) = (case.measure(measure), view.measure(measure));
            let severity = |level: u8| case.level(measure, level).severity;
            let standing = state.scheduled.map_or(0.0, |(level, _)| severity(level)).max(severity(state.level));
            let recent = if state.scheduled.is_some() { 0.5 } else { 0.0 };
            let at_most = lever.mildest;
            (standing > severity(at_most)).then_some((standing + recent, Demand { measure, at_most }))
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, demand)| demand)
}

fn nations(view: &Observation, other: NationId, actions: &mut Vec<Action>) {
    let case = view.case();
    let me = view.seat();
    actions.push(Action::Reassure(other));
    actions.push(Action::Denounce { target: other, person: loose_tongue(view, other), severity: 2 });
    actions.push(Action::OpenBackChannel(other));
    if case.is_principal(other) && !case.is_principal(me) {
        actions.push(Action::Condemn(other));
    }
    if case.allied(me, other)
        && let Some(against) = adversary(view)
    {
        actions.extend([Request::Join, Request::Condemn, Request::Coordinate].map(|request| Action::AskAlly {
            ally: other,
            request,
            against,
        }));
    }
}

/// The rival, or else the nation that I am tensest with; none where two are equally so, for then a place in the list would decide.
pub fn adversary(view: &Observation) -> Option<NationId> {
    view.case().rival(view.seat()).or_else(|| {
        let others = || view.case().nation_ids().filter(|other| *other != view.seat());
        let most = others().map(|other| view.tension(other)).fold(f64::NEG_INFINITY, f64::max);
        let mut tensest = others().filter(|other| view.tension(*other) >= most);
        tensest.next().filter(|_| tensest.next().is_none())
    })
}

/// A person of another nation who lately spoke without orders and was not disavowed.
fn loose_tongue(view: &Observation, other: NationId) -> Option<NegotiatorId> {
    view.case().nation(other).negotiators.iter().copied().find(|person| {
        let state = view.negotiator(*person);
        state.off_message.is_some_and(|turn| turn + 1 >= view.turn()) && !state.disavowed && !state.replaced
    })
}
