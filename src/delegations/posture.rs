//! Weighing moves: every legal move gets the same named terms, in payoff points; a character weighs them.

use crate::delegations::character::Character;
use crate::delegations::choice::softmax;
use crate::rules::action::{Action, Notice};
use crate::rules::case::*;
use crate::rules::legal::mildest;
use crate::rules::observation::Observation;
use crate::rules::random::Stream;
use crate::rules::reason::{Reasons, Term};
use crate::rules::seat::Decision;
use crate::rules::state::*;

/// Payoff points that a point of political capital is worth when it is plentiful; more when it is scarce.
const CAPITAL_WORTH: f64 = 0.12;
/// A move must promise at least this much, payoff points, to be better than doing nothing.
const INERTIA: f64 = 0.25;
/// Share of what a threat takes from the target's no-deal payoff that shows up at the table (half, by the Nash solution, times
/// the chance that it comes to that).
const LEVERAGE_SHARE: f64 = 0.3;
/// Chance that a threatened side complies when the threat outweighs what it is asked for, and when it does not.
const COMPLIANCE: (f64, f64) = (0.45, 0.08);
/// Payoff points at stake between the principals for every unit of tension.
const TENSION_STAKES: f64 = 7.0;

/// What does not change while a seat considers its moves of a turn.
struct Outlook {
    base: [u8; MAX_MEASURES],
    payoff: f64,
    stakes: f64,
    rival: Option<NationId>,
}

/// Makes the next move of the turn, or ends it.
pub fn decide(view: &Observation, character: &Character, chance: &mut Stream, menu: &mut Vec<Action>) -> Decision {
    view.menu(menu);
    let base = view.no_deal_levels();
    let rival = view.case().rival(view.seat());
    let outlook = Outlook {
        payoff: view.payoff(&base),
        base,
        stakes: if rival.is_some() { TENSION_STAKES } else { 0.6 * TENSION_STAKES },
        rival,
    };
    let mut options = vec![Decision { action: Action::EndTurn, reasons: Reasons::NONE.with(Term::Whim, INERTIA) }];
    for action in menu.iter().filter(|action| **action != Action::EndTurn) {
        let weighed = weigh(view, &outlook, character, action);
        if let Some(reasons) = (character.adjust)(view, action, weighed) {
            options.push(Decision { action: *action, reasons });
        }
    }
    let temperature = view.case().parameters.temperature * character.temperature;
    softmax(&options, temperature, chance).unwrap_or(options[0])
}

fn weigh(view: &Observation, outlook: &Outlook, character: &Character, action: &Action) -> Reasons {
    let mut reasons = Reasons::NONE;
    let case = view.case();
    let me = view.seat();
    let price = view.check(action).unwrap_or_default();
    let scarcity = CAPITAL_WORTH * (1.0 + 4.0 / (1.0 + view.own().capital));
    reasons.add(Term::Capital, -price.capital * scarcity);
    let strained = |other: NationId| view.tension(other);
    let tension = |change: f64| -character.caution * outlook.stakes * change;
    match *action {
        Action::Threaten { target, measure, level, demand, .. } => {
            let severity = case.level(measure, level).severity;
            let (own_fall, their_fall) = falls(view, outlook, measure, level, target);
            let credibility = view.own_credibility(target);
            let mut conceded = outlook.base;
            conceded[demand.measure.index()] = demand.at_most;
            let gain = view.payoff(&conceded) - outlook.payoff;
            let price = view.reputed_payoff(target, &outlook.base) - view.reputed_payoff(target, &conceded);
            let complies = if credibility * their_fall > price { COMPLIANCE.0 } else { COMPLIANCE.1 };
            let cost = case.parameters.audience_cost * case.nation(me).audience * severity.max(0.1);
            reasons.add(Term::OwnPayoff, character.prudence * complies * gain.max(0.0));
            reasons.add(Term::Leverage, character.leverage * LEVERAGE_SHARE * credibility * their_fall.max(0.0));
            reasons.add(Term::CostOfExecution, -character.prudence * 0.4 * (1.0 - complies) * own_fall.max(0.0));
            reasons.add(Term::AudienceCost, -0.35 * (1.0 - complies) * cost);
            reasons.add(Term::Tension, tension(0.12 * (0.4 + severity) * (0.5 + strained(target))));
            reciprocity(view, character, target, &mut reasons, 0.5);
        }
        Action::Execute { measure, level } | Action::Schedule { measure, level, .. } => {
            let now = case.level(measure, view.measure(measure).level).severity;
            let change = case.level(measure, level).severity - now;
            let announced = matches!(action, Action::Schedule { .. });
            change_of_measure(view, outlook, character, measure, level, change, announced, &mut reasons);
        }
        Action::Suspend(measure) | Action::Withdraw(measure) => {
            let level = mildest(case, measure);
            let state = view.measure(measure);
            let now = state.scheduled.map_or(state.level, |(level, _)| level.max(state.level));
            let change = case.level(measure, level).severity - case.level(measure, now).severity;
            let (held, reversible) = (change * 0.4, matches!(action, Action::Suspend(_)));
            change_of_measure(view, outlook, character, measure, level, change, false, &mut reasons);
            if !reversible {
                reasons.add(Term::Leverage, character.leverage * held);
            }
            let threat = view.commitments().find(|(_, c)| c.threat && c.end.is_none() && c.by == me && c.measure == measure);
            if let Some((_, threat)) = threat {
                let met = threat.demand.is_some_and(|demand| Table::demand_met(demand, &outlook.base));
                reasons.add(Term::AudienceCost, if met { 0.3 } else { -0.5 * view.audience_cost(threat) });
            }
        }
        Action::Promise { target, measure, level, .. } => {
            let eased = case.level(measure, view.measure(measure).level).severity - case.level(measure, level).severity;
            let mut levels = outlook.base;
            levels[measure.index()] = level;
            let change = view.payoff(&levels) - outlook.payoff;
            reasons.add(Term::OwnPayoff, character.prudence * change);
            reasons.add(Term::Goodwill, character.goodwill * 0.5 * eased.max(0.0) * strained(target));
            bargaining_chip(view, outlook, character, measure, level, &mut reasons);
        }
        Action::Reassure(target) => {
            let trust = view.trust(target);
            reasons.add(Term::Tension, -tension(0.06 * (0.4 + trust) * strained(target) * (0.4 + strained(target))));
            reasons.add(Term::Goodwill, character.goodwill * 0.15 * strained(target));
            reciprocity(view, character, target, &mut reasons, -0.5);
        }
        Action::Denounce { target, person, severity } => {
            let heat = strained(target);
            reasons.add(Term::HomeFront, character.home * 0.25 * f64::from(severity) * heat * heat);
            reasons.add(Term::Tension, tension(0.025 * f64::from(severity) * (0.5 + heat)));
            if person.is_some() {
                reasons.add(Term::Reciprocity, character.reciprocity * 0.35);
            }
            reciprocity(view, character, target, &mut reasons, 0.25);
            if case.allied(me, target) {
                reasons.add(Term::Goodwill, -character.goodwill * 1.5);
            }
        }
        Action::Condemn(target) => {
            let heat = strained(target);
            reasons.add(Term::HomeFront, character.home * 0.5 * heat * heat);
            reasons.add(Term::Tension, tension(0.05 * (0.5 + heat)));
            reciprocity(view, character, target, &mut reasons, 0.3);
            if case.allied(me, target) {
                reasons.add(Term::Goodwill, -character.goodwill * 0.6);
            }
        }
        Action::AskMeeting { channel, .. } => meeting(view, outlook, character, channel, &mut reasons),
        Action::AcceptMeeting(channel) => {
            meeting(view, outlook, character, channel, &mut reasons);
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
            let mut levels = outlook.base;
            levels[measure.index()] = level;
            let gain = view.payoff(&levels) - outlook.payoff;
            let gap: f64 = case.regimes.look(&outlook.base, |regime| {
                regime.supplied[me.index()].iter().map(|share| (1.0 - share).max(0.0)).sum()
            });
            reasons.add(Term::OwnPayoff, character.prudence * gain);
            reasons.add(Term::Security, character.security * (0.35 + 1.6 * gap));
        }
        Action::AskAlly { ally, request, against } => {
            let heat = strained(against);
            let worth = match request {
                Request::Join => character.leverage * 0.8 * heat,
                Request::Condemn => character.home * 0.5 * heat,
                Request::Coordinate => character.security * 0.7,
            };
            reasons.add(if request == Request::Coordinate { Term::Security } else { Term::Leverage }, worth - 0.35);
            reasons.add(Term::Goodwill, 0.1 * (view.trust(ally) - 0.5));
        }
        Action::AnswerAlly { ally, accept } => {
            let Some(request) = view.requests().find(|request| request.from == ally) else { return reasons };
            let heat = view.tension(request.against);
            let solidarity = view.trust(ally) - 0.45;
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
            let worth = mandate_worth(view, outlook, character, mandate) - mandate_worth(view, outlook, character, view.own().mandate);
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
        Action::Summit(notice) => summit_notice(view, character, notice, &mut reasons),
        _ => {}
    }
    reasons
}

/// Falls of the own and the target's no-deal payoff if a measure went to a level; the target's as analysts see it.
fn falls(view: &Observation, outlook: &Outlook, measure: MeasureId, level: u8, target: NationId) -> (f64, f64) {
    let mut levels = outlook.base;
    levels[measure.index()] = level;
    let own = outlook.payoff - view.payoff(&levels);
    let theirs = view.reputed_payoff(target, &outlook.base) - view.reputed_payoff(target, &levels);
    (own, theirs)
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
    reasons: &mut Reasons,
) {
    let case = view.case();
    let targets = case.measure(measure).targets;
    let mut levels = outlook.base;
    levels[measure.index()] = level;
    reasons.add(Term::OwnPayoff, character.prudence * (view.payoff(&levels) - outlook.payoff));
    let bound = view.agreements().iter().any(|agreement| {
        agreement.status == AgreementStatus::InForce
            && agreement
                .package
                .issues()
                .any(|(issue, option)| case.issues[issue].options[option].sets.iter().any(|(m, _)| *m == measure))
    });
    if bound && change > 0.0 {
        reasons.add(Term::KeptWord, -0.4 * case.parameters.promise_value);
    }
    bargaining_chip(view, outlook, character, measure, level, reasons);
    let share = if announced { 0.5 } else { 1.0 };
    for target in targets.iter() {
        let heat = view.tension(target);
        let principal = if outlook.rival == Some(target) || outlook.rival.is_none() { 1.0 } else { 0.4 };
        let push = -character.caution * outlook.stakes * 0.22 * change * share * principal * (0.4 + heat);
        reasons.add(Term::Tension, push);
        if change < 0.0 {
            reasons.add(Term::Goodwill, character.goodwill * 0.4 * -change * view.trust(target) * principal);
            reciprocity(view, character, target, reasons, 0.3 * change);
        } else {
            reciprocity(view, character, target, reasons, 0.9 * change * share);
            if case.allied(view.seat(), target) {
                reasons.add(Term::Goodwill, -character.goodwill * 2.0 * change);
            }
        }
    }
}

/// What a measure in hand is worth at the table: half of what it takes from the target, while talks are ahead.
fn bargaining_chip(
    view: &Observation,
    outlook: &Outlook,
    character: &Character,
    measure: MeasureId,
    level: u8,
    reasons: &mut Reasons,
) {
    let share = if view.outcome().is_none() { LEVERAGE_SHARE } else { 0.5 * LEVERAGE_SHARE };
    for target in view.case().measure(measure).targets.iter().take(1) {
        let (_, fall) = falls(view, outlook, measure, level, target);
        reasons.add(Term::Leverage, character.leverage * share * fall);
    }
}

/// Worth of answering in kind, the fresher the other's last act is: positive `sharp` answers hostility, negative friendliness.
fn reciprocity(view: &Observation, character: &Character, other: NationId, reasons: &mut Reasons, sharp: f64) {
    let turn = view.turn() as i32;
    let fresh = |last: i32| if last >= 0 { 1.0 / f64::from(1 + (turn - last).max(0)) } else { 0.0 };
    let own = view.own();
    let mood = fresh(own.last_hostile[other.index()]) - fresh(own.last_friendly[other.index()]);
    reasons.add(Term::Reciprocity, character.reciprocity * sharp * mood);
}

fn meeting(view: &Observation, outlook: &Outlook, character: &Character, channel: ChannelId, reasons: &mut Reasons) {
    let line = &view.case().channels[channel.index()];
    let held = view.channels().find(|(id, _, _)| *id == channel).map_or(-1, |(_, _, state)| state.held);
    let since = view.turn() as i32 - held;
    let pause = if held >= 0 && since < 3 { 0.5 } else { 0.0 };
    let with_rival = outlook.rival.is_some_and(|rival| line.members.has(rival));
    let pending = view
        .channels()
        .any(|(id, other, state)| {
            id != channel && other.members == line.members && state.appointment != Appointment::None && other.level != Level::Leaders
        });
    let worth = if with_rival { 0.75 } else { 0.25 };
    let rank = 0.1 * line.level as i32 as f64;
    reasons.add(Term::Prospect, worth + rank - pause - if pending { 0.6 } else { 0.0 });
    let heat = line.members.without(view.seat()).iter().map(|other| view.tension(other)).fold(0.0, f64::max);
    reasons.add(Term::Tension, character.caution * 0.5 * heat - 0.25);
}

/// Worth of a mandate: a firm one for those who press and are pressed late, a flexible one where a collapse costs more.
fn mandate_worth(view: &Observation, outlook: &Outlook, character: &Character, mandate: Mandate) -> f64 {
    let Some(rival) = outlook.rival else { return 0.0 };
    let lean = 0.5 * (character.leverage - character.caution) + 0.8 * (view.own().resolve - 0.5) - 0.4 * view.tension(rival);
    match mandate {
        Mandate::Firm => lean - 0.1,
        Mandate::Normal => 0.15,
        Mandate::Flexible => -lean - 0.35,
    }
}

fn summit_notice(view: &Observation, character: &Character, notice: Notice, reasons: &mut Reasons) {
    let [prospect, appointment, tension] = view.attendance_terms();
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
            reasons.add(Term::Prospect, -outlook - 1.2);
            reasons.add(Term::AudienceCost, -0.5);
        }
    }
}
