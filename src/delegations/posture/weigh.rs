//! Weighing one move of posture by its named terms, in payoff points.

use super::outlook::{Change, Other, Outlook, averted};
use crate::delegations::character::Character;
use crate::rules::action::{Action, Notice};
use crate::rules::case::*;
use crate::rules::observation::Observation;
use crate::rules::reason::{Term, Terms};
use crate::rules::state::*;
use crate::rules::value::demand_met;

/// Share of what a threat takes from the target's no-deal payoff that shows up at the table (half, by the Nash solution, times
/// the chance that it comes to that).
const LEVERAGE_SHARE: f64 = 0.3;
/// Chance that a threatened side complies when the threat outweighs what it is asked for, and when it does not.
const COMPLIANCE: (f64, f64) = (0.35, 0.06);
/// Chance that a step of full severity against a nation that always carries out its threats is answered with its worst.
const RETALIATION: f64 = 0.4;
/// Payoff points a day that waiting before calling off the summit is worth.
const WAITING: f64 = 0.4;
/// Payoff points that changing a measure again costs while its last change is fresh.
const WAVERING: f64 = 1.2;
/// Payoff points that an open threat is worth while its day is ahead.
const PATIENCE: f64 = 1.2;

/// Gives the terms of a move to `reasons`.
pub(super) fn weigh(
    view: &Observation,
    outlook: &Outlook,
    character: &Character,
    action: &Action,
    capital: f64,
    reasons: &mut impl Terms,
) {
    let case = view.case();
    let me = view.seat();
    reasons.add(Term::Capital, -capital * outlook.scarcity);
    let strained = |other: NationId| outlook.other(other).tension;
    let tension = |change: f64| -character.caution * outlook.stakes * change;
    match *action {
        Action::Threaten { target, measure, level, demand, .. } => {
            let severity = case.level(measure, level).severity;
            let Change { own, fall: their_fall } = outlook.change(measure, level);
            let own_fall = -own;
            let credibility = outlook.other(target).credibility;
            let (gain, price) = outlook.concession(demand);
            let complies = if credibility * their_fall > price { COMPLIANCE.0 } else { COMPLIANCE.1 };
            let cost = case.parameters.audience_cost * case.nation(me).audience * severity.max(0.1);
            let share = outlook.other(target).fresh;
            let pressure = LEVERAGE_SHARE * credibility * their_fall.max(0.0);
            reasons.add(Term::OwnPayoff, character.prudence * share * complies * gain.max(0.0));
            reasons.add(Term::Leverage, character.leverage * share * pressure);
            reasons.add(Term::CostOfExecution, -character.prudence * 0.4 * (1.0 - complies) * own_fall.max(0.0));
            reasons.add(Term::AudienceCost, -0.35 * (1.0 - complies) * cost);
            reasons.add(Term::Tension, tension(0.12 * (0.4 + severity) * (0.5 + strained(target))));
            reasons.add(Term::Retaliation, 0.4 * retaliation(outlook, character, target, severity));
            if outlook.own(measure).is_some_and(|own| own.bound.is_some()) {
                reasons.add(Term::KeptWord, -0.6 * case.parameters.promise_value);
            }
            reciprocity(outlook, character, target, reasons, 0.5);
        }
        Action::Execute { measure, level } | Action::Schedule { measure, level, .. } => {
            let now = case.level(measure, view.measure(measure).level).severity;
            let change = case.level(measure, level).severity - now;
            let announced = matches!(action, Action::Schedule { .. });
            let ahead = open_threat(view, outlook, measure).is_some_and(|threat| threat.due >= view.slot().until);
            if ahead && change > 0.0 {
                // A threat works while it is open: carrying it out before its day gives that away.
                reasons.add(Term::Leverage, -PATIENCE);
            }
            change_of_measure(view, outlook, character, measure, level, change, announced, reasons);
        }
        Action::Suspend(measure) | Action::Withdraw(measure) => {
            let level = case.measure(measure).mildest;
            let state = view.measure(measure);
            let now = state.scheduled.map_or(state.level, |(level, _)| level.max(state.level));
            let change = case.level(measure, level).severity - case.level(measure, now).severity;
            let (held, reversible) = (change * 0.4, matches!(action, Action::Suspend(_)));
            change_of_measure(view, outlook, character, measure, level, change, false, reasons);
            if !reversible {
                reasons.add(Term::Leverage, character.leverage * held);
            }
            if let Some(threat) = open_threat(view, outlook, measure) {
                let met = threat.demand.is_some_and(|demand| demand_met(case, demand, &outlook.base));
                reasons.add(Term::AudienceCost, if met { 0.3 } else { -0.5 * view.audience_cost(threat) });
            }
        }
        Action::Promise { target, measure, level, .. } => {
            let eased = case.level(measure, view.measure(measure).level).severity - case.level(measure, level).severity;
            reasons.add(Term::OwnPayoff, character.prudence * outlook.change(measure, level).own);
            reasons.add(Term::Goodwill, character.goodwill * 0.5 * eased.max(0.0) * strained(target));
            bargaining_chip(view, outlook, character, measure, level, reasons);
        }
        Action::Reassure(target) => {
            let trust = outlook.other(target).trust;
            let heat = strained(target);
            reasons.add(Term::Tension, -tension(0.06 * (0.4 + trust) * heat * (0.4 + heat)));
            reasons.add(Term::Goodwill, character.goodwill * 0.2 * heat);
            // Warm words among friends go without saying.
            reciprocity(outlook, character, target, reasons, -0.6 * heat);
        }
        Action::Denounce { target, person, severity } => {
            let heat = strained(target);
            reasons.add(Term::HomeFront, character.home * 0.25 * f64::from(severity) * heat * heat);
            reasons.add(Term::Tension, tension(0.025 * f64::from(severity) * (0.5 + heat)));
            reasons.add(Term::Goodwill, -character.goodwill * (1.0 - heat));
            if person.is_some() {
                reasons.add(Term::Reciprocity, character.reciprocity * 0.35);
            }
            reciprocity(outlook, character, target, reasons, 0.25);
            if outlook.other(target).ally {
                reasons.add(Term::Goodwill, -character.goodwill * 1.5);
            }
        }
        Action::Condemn(target) => {
            let heat = strained(target);
            reasons.add(Term::HomeFront, character.home * 0.5 * heat * heat);
            reasons.add(Term::Tension, tension(0.05 * (0.5 + heat)));
            reasons.add(Term::Goodwill, -0.5 * character.goodwill * (1.0 - heat));
            reciprocity(outlook, character, target, reasons, 0.3);
            if outlook.other(target).ally {
                reasons.add(Term::Goodwill, -character.goodwill * 0.6);
            }
        }
        Action::AskMeeting { channel, .. } => meeting(view, outlook, character, channel, reasons),
        Action::AcceptMeeting(channel) => {
            meeting(view, outlook, character, channel, reasons);
            reasons.add(Term::Goodwill, 0.25 + 0.2 * character.goodwill);
        }
        Action::DeclineMeeting(_) => reasons.add(Term::Goodwill, -0.1 * character.goodwill),
        Action::CallOff(channel) => {
            let members = case.channels[channel.index()].members;
            let heat = members.without(me).iter().map(strained).fold(0.0, f64::max);
            reasons.add(Term::HomeFront, character.home * 0.9 * (heat - 0.7).max(0.0));
            reasons.add(Term::Tension, tension(0.06));
            reasons.add(Term::Prospect, -0.8);
        }
        Action::OpenBackChannel(target) => {
            let wanted = outlook.rival == Some(target);
            let heat = strained(target);
            reasons.add(Term::Tension, if wanted { -tension(0.16 * heat * heat) } else { -0.2 });
            reasons.add(Term::Prospect, if wanted { 0.25 } else { -0.2 });
        }
        Action::Invest { measure, level } => {
            reasons.add(Term::OwnPayoff, character.prudence * outlook.change(measure, level).own);
            reasons.add(Term::Security, character.security * (0.35 + 1.6 * outlook.gap));
        }
        Action::AskAlly { ally, request, against } => {
            let heat = strained(against);
            let worth = match request {
                Request::Join => character.leverage * 0.8 * heat,
                Request::Condemn => character.home * 0.5 * heat,
                Request::Coordinate => character.security * 0.7,
            };
            reasons.add(if request == Request::Coordinate { Term::Security } else { Term::Leverage }, worth - 0.35);
            reasons.add(Term::Goodwill, 0.1 * (outlook.other(ally).trust - 0.5));
        }
        Action::AnswerAlly { ally, accept } => {
            let Some(request) = view.requests().find(|request| request.from == ally) else { return };
            let heat = strained(request.against);
            let solidarity = outlook.other(ally).trust - 0.45;
            let worth = match request.request {
                Request::Coordinate => 0.4 + solidarity,
                Request::Condemn => solidarity + character.home * 0.6 * heat - character.caution * 0.25,
                Request::Join => 0.8 * solidarity + character.leverage * 0.5 * heat - character.caution * 0.45,
            };
            reasons.add(Term::Goodwill, if accept { worth } else { -worth } + 0.4);
        }
        Action::Mediate(one, other) => {
            let heat = view.tension_between(one, other);
            reasons.add(Term::Tension, -tension(0.12 * heat * heat));
        }
        Action::SetMandate(mandate) => {
            let worth = mandate_worth(view, outlook, character, mandate)
                - mandate_worth(view, outlook, character, view.own().mandate);
            reasons.add(Term::Prospect, worth);
        }
        Action::Replace(person) => {
            let state = view.negotiator(person);
            let fresh = state.off_message.is_some_and(|turn| turn + 1 >= view.turn());
            reasons.add(Term::Tension, if fresh { -tension(0.03) } else { -0.3 });
        }
        Action::Disavow(person) => {
            let state = view.negotiator(person);
            let fresh = state.off_message.is_some_and(|turn| turn + 1 >= view.turn());
            reasons.add(Term::Tension, if fresh { -tension(0.05) } else { -0.3 });
            reasons.add(Term::HomeFront, -character.home * 0.15);
        }
        Action::Summit(notice) => summit_notice(view, outlook, character, notice, reasons),
        _ => {}
    }
}

#[allow(clippy::too_many_arguments)]
fn change_of_measure(
    view: &Observation,
    outlook: &Outlook,
    character: &Character,
    measure: MeasureId,
    level: u8,
    change: f64,
    announced: bool,
    reasons: &mut impl Terms,
) {
    let case = view.case();
    let targets = case.measure(measure).targets;
    let own = outlook.own(measure);
    match own.and_then(|own| own.bound).filter(|_| change > 0.0) {
        // What the step is worth is what the whole agreement is worth, for it would end it.
        Some([regime, word]) => {
            reasons.add(Term::OwnPayoff, character.prudence * regime);
            reasons.add(Term::KeptWord, word - character.honour);
        }
        None => {
            reasons.add(Term::OwnPayoff, character.prudence * outlook.change(measure, level).own);
            bargaining_chip(view, outlook, character, measure, level, reasons);
        }
    }
    if own.is_some_and(|own| own.wavering) {
        reasons.add(Term::AudienceCost, -WAVERING);
    }
    if change < 0.0 {
        reasons.add(Term::Pressure, character.prudence * averted(view, measure, level));
    }
    let share = if announced { 0.5 } else { 1.0 };
    for target in targets.iter() {
        let Other { tension: heat, trust, ally, .. } = *outlook.other(target);
        let principal = if outlook.rival == Some(target) || outlook.rival.is_none() { 1.0 } else { 0.4 };
        let push = -character.caution * outlook.stakes * 0.22 * change * share * principal * (0.4 + heat);
        reasons.add(Term::Tension, push);
        if change < 0.0 {
            reasons.add(Term::Goodwill, character.goodwill * 0.4 * -change * trust * principal);
            reciprocity(outlook, character, target, reasons, 0.3 * change);
        } else {
            reasons.add(Term::Retaliation, share * principal * retaliation(outlook, character, target, change));
            reciprocity(outlook, character, target, reasons, 0.9 * change * share);
            if ally {
                reasons.add(Term::Goodwill, -character.goodwill * 2.0 * change);
            }
        }
    }
}

/// The open threat about an own measure.
fn open_threat<'a>(view: &Observation<'a, '_>, outlook: &Outlook, measure: MeasureId) -> Option<&'a Commitment> {
    view.commitment(outlook.own(measure)?.threat?)
}

/// What an answer in kind may cost: the worst that the target can do to me, by its record and the size of the step.
fn retaliation(outlook: &Outlook, character: &Character, target: NationId, change: f64) -> f64 {
    let other = outlook.other(target);
    -character.caution * RETALIATION * change * other.threats * other.exposure
}

/// What a measure in hand is worth at the table: half of what it takes from the target, while talks are ahead.
fn bargaining_chip(
    view: &Observation,
    outlook: &Outlook,
    character: &Character,
    measure: MeasureId,
    level: u8,
    reasons: &mut impl Terms,
) {
    let share = if view.outcome().is_none() { LEVERAGE_SHARE } else { 0.5 * LEVERAGE_SHARE };
    let fall = outlook.change(measure, level).fall;
    let target = outlook.own(measure).and_then(|own| own.target);
    let fresh = target.filter(|_| fall > 0.0).map_or(1.0, |target| outlook.other(target).fresh);
    reasons.add(Term::Leverage, character.leverage * share * fresh * fall);
}

/// Worth of answering in kind, the fresher the other's last act is: positive `sharp` answers hostility, negative friendliness.
fn reciprocity(outlook: &Outlook, character: &Character, other: NationId, reasons: &mut impl Terms, sharp: f64) {
    reasons.add(Term::Reciprocity, character.reciprocity * sharp * outlook.other(other).mood);
}

fn meeting(view: &Observation, outlook: &Outlook, character: &Character, channel: ChannelId, reasons: &mut impl Terms) {
    let line = &view.case().channels[channel.index()];
    let held = view.channel(channel).map_or(-1, |state| state.held);
    let since = view.turn() as i32 - held;
    let pause = if held >= 0 && since < 3 { 1.0 } else { 0.0 };
    let with_rival = outlook.rival.is_some_and(|rival| line.members.has(rival));
    let pending = outlook.pending.iter().any(|(id, members)| *id != channel && *members == line.members);
    let worth = if view.agenda_of(channel) == 0 {
        -0.3
    } else if with_rival {
        0.75
    } else {
        0.45
    };
    let rank = 0.1 * line.level as i32 as f64;
    reasons.add(Term::Prospect, worth + rank - pause - if pending { 0.6 } else { 0.0 });
    let heat = line.members.without(view.seat()).iter().map(|other| outlook.other(other).tension).fold(0.0, f64::max);
    reasons.add(Term::Tension, character.caution * 0.5 * heat - 0.25);
}

/// Worth of a mandate: a firm one for those who press and are pressed late, a flexible one where a collapse costs more.
fn mandate_worth(view: &Observation, outlook: &Outlook, character: &Character, mandate: Mandate) -> f64 {
    let Some(rival) = outlook.rival else { return 0.0 };
    let lean = 0.5 * (character.leverage - character.caution) + 0.8 * (view.own().resolve - 0.5)
        - 0.4 * outlook.other(rival).tension;
    match mandate {
        Mandate::Firm => lean - 0.1,
        Mandate::Normal => 0.15,
        Mandate::Flexible => -lean - 0.35,
    }
}

fn summit_notice(
    view: &Observation,
    outlook: &Outlook,
    character: &Character,
    notice: Notice,
    reasons: &mut impl Terms,
) {
    let [prospect, appointment, tension] = outlook.attendance;
    let outlook = prospect + appointment + tension;
    let near = view.case().summit.day - view.today();
    match notice {
        Notice::Confirm => {
            reasons.add(Term::Prospect, 0.12 * outlook.min(6.0));
            reasons.add(Term::Procedure, if near <= 10 { 0.25 } else { -0.4 });
        }
        Notice::Doubt => {
            reasons.add(Term::Leverage, character.leverage * 0.5);
            reasons.add(Term::Tension, -character.caution * 0.45 + 0.1 * tension);
            reasons.add(Term::Prospect, -0.12 * outlook.max(-3.0));
        }
        Notice::Cancel => {
            // While there is time things may change; a summit is called off when the day is near.
            reasons.add(Term::Prospect, -outlook - 1.5 - WAITING * f64::from(near.max(0)));
            reasons.add(Term::AudienceCost, -0.5);
        }
    }
}
