//! Weighing moves: every legal move gets the same named terms, in payoff points; a character weighs them.

use crate::delegations::character::Character;
use crate::rules::action::{Action, Notice};
use crate::rules::case::*;
use crate::rules::legal::mildest;
use crate::rules::observation::Observation;
use crate::rules::random::Stream;
use crate::rules::reason::{Reasons, Term};
use crate::rules::seat::Decision;
use crate::rules::state::*;
use crate::rules::value::{demand_met, satisfies};

/// Payoff points that a point of political capital is worth when it is plentiful; more when it is scarce.
const CAPITAL_WORTH: f64 = 0.12;
/// A move must promise at least this much, payoff points, to be better than doing nothing.
const INERTIA: f64 = 0.6;
/// Share of what a threat takes from the target's no-deal payoff that shows up at the table (half, by the Nash solution, times
/// the chance that it comes to that).
const LEVERAGE_SHARE: f64 = 0.3;
/// Chance that a threatened side complies when the threat outweighs what it is asked for, and when it does not.
const COMPLIANCE: (f64, f64) = (0.35, 0.06);
/// Chance that a step of full severity against a nation that always carries out its threats is answered with its worst.
const RETALIATION: f64 = 0.4;
/// Payoff points a day that waiting before calling off the summit is worth.
const WAITING: f64 = 0.4;
/// Payoff points that changing a measure again costs while its last change is fresh, and for how many turns it is.
const WAVERING: f64 = 1.2;
const WAVERING_TURNS: i32 = 4;
/// Payoff points that an open threat is worth while its day is ahead.
const PATIENCE: f64 = 1.2;
/// Payoff points at stake between the principals for every unit of tension.
const TENSION_STAKES: f64 = 7.0;

/// Score below the best, in temperatures, at which an option is as good as never drawn (one time in four hundred).
const HOPELESS: f64 = 6.0;

/// The options of a seat in a turn, weighed once: moves take effect together, so nothing that they are weighed by changes
/// until all have moved.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    turn: Option<usize>,
    menu: Vec<Action>,
    options: Vec<Weighed>,
}

/// An option with its weight in the draw.
#[derive(Clone, Copy, Debug)]
struct Weighed {
    decision: Decision,
    /// Score, and after pruning exp((score − best) / temperature).
    weight: f64,
}

impl Agenda {
    /// Forgets the options of an earlier game.
    pub fn clear(&mut self) {
        self.turn = None;
    }

    /// Makes the next move of the turn, or ends it.
    pub fn decide(&mut self, view: &Observation, character: &Character, chance: &mut Stream) -> Decision {
        if self.turn != Some(view.turn()) {
            self.turn = Some(view.turn());
            self.weigh_all(view, character);
        }
        // What an earlier move of the turn has made illegal is drawn again.
        while let Some(position) = chance.weighted(self.options.iter().map(|option| option.weight)) {
            let choice = self.options[position].decision;
            if view.check(&choice.action).is_ok() {
                return choice;
            }
            self.options.swap_remove(position);
        }
        Decision::plain(Action::EndTurn)
    }

    fn weigh_all(&mut self, view: &Observation, character: &Character) {
        view.candidates(&mut self.menu);
        self.options.clear();
        let outlook = Outlook::of(view);
        let mut best = INERTIA;
        let reach = HOPELESS * view.case().parameters.temperature * character.temperature;
        for action in self.menu.iter().filter(|action| **action != Action::EndTurn) {
            let Ok(price) = view.check(action) else { continue };
            let weighed = weigh(view, &outlook, character, action, price.capital);
            let Some(reasons) = (character.adjust)(view, action, weighed) else { continue };
            let score = reasons.total();
            if score > best - reach {
                best = best.max(score);
                self.options.push(Weighed { decision: Decision { action: *action, reasons }, weight: score });
            }
        }
        let end = Decision { action: Action::EndTurn, reasons: Reasons::NONE.with(Term::Inertia, INERTIA) };
        self.options.push(Weighed { decision: end, weight: INERTIA });
        self.options.retain(|option| option.weight > best - reach);
        for option in &mut self.options {
            option.weight = libm::exp((option.weight - best) / (reach / HOPELESS).max(1e-6));
        }
    }
}

/// What does not change while a seat considers its moves of a turn.
struct Outlook {
    base: [u8; MAX_MEASURES],
    payoff: f64,
    stakes: f64,
    rival: Option<NationId>,
    /// Own measures at each of their levels: change of the own payoff, and fall of the foremost target's as analysts see it.
    changes: Vec<(MeasureId, u8, f64, f64)>,
    /// Fall of the own payoff under the worst that each other nation could do with one measure.
    exposure: [f64; MAX_NATIONS],
    /// What attending the summit is worth, term by term.
    attendance: [f64; 3],
}

impl Outlook {
    fn of(view: &Observation) -> Outlook {
        let case = view.case();
        let base = view.no_deal_levels();
        let rival = case.rival(view.seat());
        let payoff = view.payoff(&base);
        let mut changes = Vec::new();
        for measure in case.measure_ids().filter(|measure| case.measure(*measure).owner == view.seat()) {
            let lever = case.measure(measure);
            let target = foremost(view, measure);
            let before = target.map(|target| view.reputed_payoff(target, &base));
            for level in 0..lever.levels.len() as u8 {
                let mut levels = base;
                levels[measure.index()] = level;
                let fall =
                    target.zip(before).map_or(0.0, |(target, before)| before - view.reputed_payoff(target, &levels));
                changes.push((measure, level, view.payoff(&levels) - payoff, fall));
            }
        }
        let mut exposure = [0.0; MAX_NATIONS];
        if !changes.is_empty() {
            for measure in case.measure_ids().filter(|measure| case.measure(*measure).targets.has(view.seat())) {
                let worst = &mut exposure[case.measure(measure).owner.index()];
                let mut levels = base;
                levels[measure.index()] = harshest(case, measure);
                if levels != base {
                    *worst = f64::max(*worst, payoff - view.payoff(&levels));
                }
            }
        }
        let stakes = if rival.is_some() { TENSION_STAKES } else { 0.6 * TENSION_STAKES };
        let ahead = rival.is_some() && view.outcome().is_none();
        let attendance = if ahead { view.attendance_terms() } else { [0.0; 3] };
        Outlook { base, payoff, stakes, rival, changes, exposure, attendance }
    }

    /// Change of the own payoff, and fall of the foremost target's, if an own measure went to a level.
    fn change(&self, measure: MeasureId, level: u8) -> (f64, f64) {
        self.changes
            .iter()
            .find(|(known, at, ..)| *known == measure && *at == level)
            .map_or((0.0, 0.0), |(_, _, own, fall)| (*own, *fall))
    }
}

/// The target that a measure is aimed at before all others: the rival, or else whom its owner is tensest with.
fn foremost(view: &Observation, measure: MeasureId) -> Option<NationId> {
    let targets = view.case().measure(measure).targets;
    let rival = view.case().rival(view.seat()).filter(|rival| targets.has(*rival));
    rival.or_else(|| targets.iter().max_by(|one, other| view.tension(*one).total_cmp(&view.tension(*other))))
}

/// Level of a measure with the greatest severity.
fn harshest(case: &Case, measure: MeasureId) -> u8 {
    let levels = &case.measure(measure).levels;
    (0..levels.len()).max_by(|&a, &b| levels[a].severity.total_cmp(&levels[b].severity)).unwrap_or(0) as u8
}

fn weigh(view: &Observation, outlook: &Outlook, character: &Character, action: &Action, capital: f64) -> Reasons {
    let mut reasons = Reasons::NONE;
    let case = view.case();
    let me = view.seat();
    let scarcity = CAPITAL_WORTH * (1.0 + 4.0 / (1.0 + view.own().capital));
    reasons.add(Term::Capital, -capital * scarcity);
    let strained = |other: NationId| view.tension(other);
    let tension = |change: f64| -character.caution * outlook.stakes * change;
    match *action {
        Action::Threaten { target, measure, level, demand, .. } => {
            let severity = case.level(measure, level).severity;
            let (own_change, their_fall) = outlook.change(measure, level);
            let own_fall = -own_change;
            let credibility = view.own_credibility(target);
            let mut conceded = outlook.base;
            conceded[demand.measure.index()] = demand.at_most;
            let gain = view.payoff(&conceded) - outlook.payoff;
            let price = view.reputed_payoff(target, &outlook.base) - view.reputed_payoff(target, &conceded);
            let complies = if credibility * their_fall > price { COMPLIANCE.0 } else { COMPLIANCE.1 };
            let cost = case.parameters.audience_cost * case.nation(me).audience * severity.max(0.1);
            let share = fatigue(view, target);
            let pressure = LEVERAGE_SHARE * credibility * their_fall.max(0.0);
            reasons.add(Term::OwnPayoff, character.prudence * share * complies * gain.max(0.0));
            reasons.add(Term::Leverage, character.leverage * share * pressure);
            reasons.add(Term::CostOfExecution, -character.prudence * 0.4 * (1.0 - complies) * own_fall.max(0.0));
            reasons.add(Term::AudienceCost, -0.35 * (1.0 - complies) * cost);
            reasons.add(Term::Tension, tension(0.12 * (0.4 + severity) * (0.5 + strained(target))));
            reasons.add(Term::Retaliation, 0.4 * retaliation(view, outlook, character, target, severity));
            if bound(view, measure).is_some() {
                reasons.add(Term::KeptWord, -0.6 * case.parameters.promise_value);
            }
            reciprocity(view, character, target, &mut reasons, 0.5);
        }
        Action::Execute { measure, level } | Action::Schedule { measure, level, .. } => {
            let now = case.level(measure, view.measure(measure).level).severity;
            let change = case.level(measure, level).severity - now;
            let announced = matches!(action, Action::Schedule { .. });
            let ahead = own_threat(view, measure).is_some_and(|threat| threat.due >= view.slot().until);
            if ahead && change > 0.0 {
                // A threat works while it is open: carrying it out before its day gives that away.
                reasons.add(Term::Leverage, -PATIENCE);
            }
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
            if let Some(threat) = own_threat(view, measure) {
                let met = threat.demand.is_some_and(|demand| demand_met(case, demand, &outlook.base));
                reasons.add(Term::AudienceCost, if met { 0.3 } else { -0.5 * view.audience_cost(threat) });
            }
        }
        Action::Promise { target, measure, level, .. } => {
            let eased = case.level(measure, view.measure(measure).level).severity - case.level(measure, level).severity;
            reasons.add(Term::OwnPayoff, character.prudence * outlook.change(measure, level).0);
            reasons.add(Term::Goodwill, character.goodwill * 0.5 * eased.max(0.0) * strained(target));
            bargaining_chip(view, outlook, character, measure, level, &mut reasons);
        }
        Action::Reassure(target) => {
            let trust = view.trust(target);
            let heat = strained(target);
            reasons.add(Term::Tension, -tension(0.06 * (0.4 + trust) * heat * (0.4 + heat)));
            reasons.add(Term::Goodwill, character.goodwill * 0.2 * heat);
            // Warm words among friends go without saying.
            reciprocity(view, character, target, &mut reasons, -0.6 * heat);
        }
        Action::Denounce { target, person, severity } => {
            let heat = strained(target);
            reasons.add(Term::HomeFront, character.home * 0.25 * f64::from(severity) * heat * heat);
            reasons.add(Term::Tension, tension(0.025 * f64::from(severity) * (0.5 + heat)));
            reasons.add(Term::Goodwill, -character.goodwill * (1.0 - heat));
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
            reasons.add(Term::Goodwill, -0.5 * character.goodwill * (1.0 - heat));
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
            let gain = outlook.change(measure, level).0;
            let gap: f64 =
                case.regimes.look(&outlook.base).supplied(me).iter().map(|share| (1.0 - share).max(0.0)).sum();
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
        Action::Summit(notice) => summit_notice(view, outlook, character, notice, &mut reasons),
        _ => {}
    }
    reasons
}

/// What a milder level of an own measure takes away from: the threats that it would answer, by their credibility.
fn averted(view: &Observation, measure: MeasureId, level: u8) -> f64 {
    let me = view.seat();
    view.commitments()
        .filter(|(_, threat)| threat.threat && threat.end.is_none() && threat.to == me)
        .filter(|(_, threat)| threat.demand.is_some_and(|d| d.measure == measure && satisfies(view.case(), d, level)))
        .map(|(position, threat)| view.threat_credibility(threat.by) * view.threat_fall(position))
        .sum()
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
    match bound(view, measure).filter(|_| change > 0.0) {
        // What the step is worth is what the whole agreement is worth, for it would end it.
        Some(position) => {
            let [regime, word] = view.temptation(position);
            reasons.add(Term::OwnPayoff, character.prudence * regime);
            reasons.add(Term::KeptWord, word - character.honour);
        }
        None => {
            reasons.add(Term::OwnPayoff, character.prudence * outlook.change(measure, level).0);
            bargaining_chip(view, outlook, character, measure, level, reasons);
        }
    }
    let changed = view.measure(measure).changed;
    if changed >= 0 && view.turn() as i32 - changed < WAVERING_TURNS {
        reasons.add(Term::AudienceCost, -WAVERING);
    }
    if change < 0.0 {
        reasons.add(Term::Pressure, character.prudence * averted(view, measure, level));
    }
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
            reasons.add(Term::Retaliation, share * principal * retaliation(view, outlook, character, target, change));
            reciprocity(view, character, target, reasons, 0.9 * change * share);
            if case.allied(view.seat(), target) {
                reasons.add(Term::Goodwill, -character.goodwill * 2.0 * change);
            }
        }
    }
}

/// The agreement in force that sets a measure, by position.
fn bound(view: &Observation, measure: MeasureId) -> Option<usize> {
    let sets = |issue: usize, option: usize| &view.case().issues[issue].options[option].sets;
    view.agreements().iter().position(|agreement| {
        agreement.status == AgreementStatus::InForce
            && agreement.package.issues().any(|(issue, option)| sets(issue, option).iter().any(|(m, _)| *m == measure))
    })
}

/// Share that a further threat or announced measure against a nation adds to those it has already heard, 1 for the first.
fn fatigue(view: &Observation, target: NationId) -> f64 {
    let me = view.seat();
    let heard: f64 = view
        .commitments()
        .filter(|(_, known)| known.threat && known.by == me && known.to == target)
        .map(|(_, known)| if known.end.is_none() { 2.0 } else { 0.7 })
        .sum();
    let case = view.case();
    let announced = case.measure_ids().filter(|measure| {
        case.measure(*measure).owner == me
            && case.measure(*measure).targets.has(target)
            && view.measure(*measure).scheduled.is_some()
    });
    1.0 / (1.0 + heard + announced.count() as f64)
}

/// The own threat about a measure that is open.
fn own_threat<'a>(view: &Observation<'a, '_>, measure: MeasureId) -> Option<&'a Commitment> {
    let me = view.seat();
    view.commitments()
        .map(|(_, known)| known)
        .find(|c| c.threat && c.end.is_none() && c.by == me && c.measure == measure)
}

/// What an answer in kind may cost: the worst that the target can do to me, by its record and the size of the step.
fn retaliation(view: &Observation, outlook: &Outlook, character: &Character, target: NationId, change: f64) -> f64 {
    let worst = outlook.exposure[target.index()].max(0.0);
    -character.caution * RETALIATION * change * view.threat_credibility(target) * worst
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
    let (_, fall) = outlook.change(measure, level);
    let target = foremost(view, measure);
    let fresh = target.filter(|_| fall > 0.0).map_or(1.0, |target| fatigue(view, target));
    reasons.add(Term::Leverage, character.leverage * share * fresh * fall);
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
    let pause = if held >= 0 && since < 3 { 1.0 } else { 0.0 };
    let with_rival = outlook.rival.is_some_and(|rival| line.members.has(rival));
    let pending = view.channels().any(|(id, other, state)| {
        id != channel
            && other.members == line.members
            && state.appointment != Appointment::None
            && other.level != Level::Leaders
    });
    let settled = issues_in(line.agenda).all(|issue| view.settled(issue));
    let worth = if settled {
        -0.3
    } else if with_rival {
        0.75
    } else {
        0.45
    };
    let rank = 0.1 * line.level as i32 as f64;
    reasons.add(Term::Prospect, worth + rank - pause - if pending { 0.6 } else { 0.0 });
    let heat = line.members.without(view.seat()).iter().map(|other| view.tension(other)).fold(0.0, f64::max);
    reasons.add(Term::Tension, character.caution * 0.5 * heat - 0.25);
}

/// Worth of a mandate: a firm one for those who press and are pressed late, a flexible one where a collapse costs more.
fn mandate_worth(view: &Observation, outlook: &Outlook, character: &Character, mandate: Mandate) -> f64 {
    let Some(rival) = outlook.rival else { return 0.0 };
    let lean =
        0.5 * (character.leverage - character.caution) + 0.8 * (view.own().resolve - 0.5) - 0.4 * view.tension(rival);
    match mandate {
        Mandate::Firm => lean - 0.1,
        Mandate::Normal => 0.15,
        Mandate::Flexible => -lean - 0.35,
    }
}

fn summit_notice(view: &Observation, outlook: &Outlook, character: &Character, notice: Notice, reasons: &mut Reasons) {
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
