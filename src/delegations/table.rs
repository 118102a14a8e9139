//! At the table: offers that give what is cheap to oneself and dear to the other, answers, acceptance, walking out.

use crate::bargaining::{Acceptance, MAX_ISSUES, MAX_OPTIONS, Package, Preferences, Progress, Situation, logroll};
use crate::delegations::character::Character;
use crate::rules::action::Action;
use crate::rules::case::{Level, Nations};
use crate::rules::observation::{Observation, TalkView};
use crate::rules::random::Stream;
use crate::rules::reason::{Reasons, Term};
use crate::rules::seat::Decision;

/// Tries to lift an offer to its target or into the win-set by aiming higher.
const ATTEMPTS: usize = 4;
/// Time from which a counterpart's hopeless offers may end the talks.
const LATE: f64 = 0.8;
/// Time from which the best of the recent offers is good enough (AC_combi, Baarslag et al. 2014).
const COMBI_TIME: f64 = 0.9;

/// The same at a table of more than two, where holding out keeps everybody waiting.
const SIDE_TABLE_TIME: f64 = 0.4;
/// Share of the best package's value by which an offer may exceed the target without being thought over.
const SAME_OFFER: f64 = 0.03;
/// Share of the time at a table that counts before the summit is near: early on nobody shows their hand.
const EARLY_SHARE: f64 = 0.35;

/// Decides what to say.
pub fn decide(view: &Observation, character: &Character, chance: &mut Stream) -> Decision {
    let Some(talk) = view.talk() else { return Decision::plain(Action::WalkOut) };
    let members = Nations::of(talk.parties.iter().copied());
    let scale = talk.ideal / talk.own.utility(talk.own.best()).max(1e-9);
    if talk.ideal <= 0.0 {
        return hopeless(view, &talk);
    }
    let time = clock(view, &talk);
    let range = (talk.ideal - talk.reservation).max(0.0);
    let target = talk.reservation + range * aspiration(view, &talk, character, time);
    if talk.vote {
        return vote(view, &talk, members, target);
    }
    let mut next = again(view, &talk, target).or_else(|| lift(view, &talk, members, talk.own, target, scale));
    if let Some(asked) = talk.asked {
        next = answer(view, &talk, members, asked, target, scale).or(next);
    }
    let reasons = |value: f64| {
        Reasons::NONE.with(Term::OfferValue, value).with(Term::Target, target).with(Term::Reservation, talk.reservation)
    };
    if let Some(package) = stopgap(view, &talk, members, character, chance) {
        next = Some(package);
    }
    if let Some(standing) = talk.standing.filter(|standing| standing.by != view.seat()) {
        let value = talk.standing_worth();
        let mine = talk.offers.iter().any(|offer| offer.by == view.seat() && offer.package == standing.package);
        let theirs = talk.valued().filter(|(offer, value)| offer.by != view.seat() && *value >= talk.reservation);
        let situation = Situation {
            offer: value,
            next: next.map_or(target, |(_, value)| value),
            time,
            best_recent: theirs.map(|(_, value)| value).fold(f64::NEG_INFINITY, f64::max),
            reservation: talk.reservation_of(view.case(), standing.package),
        };
        let passes = talk.level < Level::Ministerial || view.in_win_set(standing.package, members);
        // What it has offered itself it takes when it is offered back.
        if mine
            || (passes
                && Acceptance::Combi { time: if talk.parties.len() > 2 { SIDE_TABLE_TIME } else { COMBI_TIME } }
                    .accepts(&situation))
        {
            let support = 100.0 * view.support(standing.package, members);
            let decision = Decision { action: Action::Accept, reasons: reasons(value).with(Term::WinSet, support) };
            if view.check(&decision.action).is_ok() {
                return decision;
            }
        }
        if let Some(decision) = storm_out(view, &talk, character, chance, value, target) {
            return decision;
        }
    }
    match next {
        Some((package, value)) => Decision { action: Action::Offer(package), reasons: reasons(value) },
        None => hopeless(view, &talk),
    }
}

/// With the last word, when the counterpart still offers less than what could be signed: to stop the clock, if it is worth
/// anything and tempers allow it.
fn stopgap(
    view: &Observation,
    talk: &TalkView,
    members: Nations,
    character: &Character,
    chance: &mut Stream,
) -> Option<(Package, f64)> {
    if !talk.last_word() || talk.parties.len() > 2 || talk.level < Level::Ministerial {
        return None;
    }
    let other = talk.parties.iter().copied().find(|party| *party != view.seat())?;
    let apart = talk.valued().filter(|(offer, _)| offer.by != view.seat()).all(|(_, value)| value < talk.reservation);
    if !apart || !chance.chance(1.0 - character.temper * view.tension(other)) {
        return None;
    }
    (0..MAX_ISSUES)
        .flat_map(|issue| (0..talk.own.options[issue] as usize).map(move |option| (issue, option)))
        .map(|(issue, option)| Package::EMPTY.with(issue, Some(option)))
        .filter(|package| view.case().is_stopgap(*package))
        .map(|package| (package, view.package_value(package, members)))
        .filter(|(_, value)| *value > 0.0)
        .max_by(|a, b| a.1.total_cmp(&b.1))
}

/// Time as a negotiator feels it, 0 to 1: the rounds of the meeting, and below the leaders how near the summit is.
fn clock(view: &Observation, talk: &TalkView) -> f64 {
    if talk.level == Level::Leaders || view.outcome().is_some() || talk.parties.len() > 2 {
        return talk.time();
    }
    let elapsed = f64::from(view.today()) / f64::from(view.case().summit.day.max(1));
    talk.time() * (EARLY_SHARE + (1.0 - EARLY_SHARE) * elapsed.clamp(0.0, 1.0))
}

/// Aspiration from 1 (the own best) to 0 (the reservation value).
fn aspiration(view: &Observation, talk: &TalkView, character: &Character, time: f64) -> f64 {
    let (_, style) = view.speaker(talk.level);
    let share = |value: f64| ((value - talk.reservation) / (talk.ideal - talk.reservation).max(1e-9)).clamp(0.0, 1.0);
    let theirs = talk.valued().filter(|(offer, _)| offer.by != view.seat()).map(|(_, value)| share(value));
    let mine = talk.valued().filter(|(offer, _)| offer.by == view.seat()).map(|(_, value)| share(value));
    let progress = Progress {
        time,
        style,
        own_offers: mine.clone().count(),
        own_last: mine.clone().next_back(),
        their_first: theirs.clone().next(),
        their_previous: theirs.clone().rev().nth(1),
        their_last: theirs.clone().next_back(),
        their_distinct: theirs.count(),
    };
    character.tactic.target(&progress)
}

/// "What would you want for this?": a package that contains what was asked, at a price that makes it worth the target.
fn answer(
    view: &Observation,
    talk: &TalkView,
    members: Nations,
    asked: Package,
    target: f64,
    scale: f64,
) -> Option<(Package, f64)> {
    let mut tied = *talk.own;
    for (issue, option) in asked.issues() {
        for other in (0..MAX_OPTIONS).filter(|other| *other != option) {
            tied.value[issue][other] = -1e6;
        }
        // Lifted so that leaving the issue out is no better than what was asked.
        let value = tied.value[issue][option];
        tied.base += value;
        tied.value[issue][option] = 1e-9;
    }
    let package = lift(view, talk, members, &tied, target, scale)?.0.merged(asked);
    let value = view.package_value(package, members);
    (value >= talk.reservation).then_some((package, value))
}

/// The last own offer, with its value, while it meets the target closely: nothing that offers are made of changes within a
/// meeting, so thinking it over would come to the same.
fn again(view: &Observation, talk: &TalkView, target: f64) -> Option<(Package, f64)> {
    let (offer, value) = talk.valued().rev().find(|(offer, _)| offer.by == view.seat())?;
    (value >= target && value - target < SAME_OFFER * talk.ideal).then_some((offer.package, value))
}

/// An own offer worth at least the target, with its value, that is as good as possible for the counterpart as it is estimated;
/// from ministers upward one that would pass at home.
fn lift(
    view: &Observation,
    talk: &TalkView,
    members: Nations,
    own: &Preferences,
    target: f64,
    scale: f64,
) -> Option<(Package, f64)> {
    let start = (!talk.draft.is_empty()).then_some(talk.draft);
    let mut aim = target.max(talk.reservation) / scale;
    let ceiling = own.utility(own.best());
    let mut best: Option<(bool, f64, Package)> = None;
    for _ in 0..ATTEMPTS {
        let package = logroll(own, talk.estimate, aim.min(ceiling), start);
        let value = view.package_value(package, members);
        if value >= talk.reservation && !package.is_empty() {
            let passes = talk.level < Level::Ministerial || view.in_win_set(package, members);
            if passes && value + 1e-6 >= target {
                return Some((package, value));
            }
            if best.is_none_or(|(known, worth, _)| (passes, value) > (known, worth)) {
                best = Some((passes, value, package));
            }
        }
        if aim >= ceiling {
            break;
        }
        aim += 0.25 * (ceiling - aim).max(0.02 * ceiling);
    }
    best.map(|(_, value, package)| (package, value))
}

/// Answers the last offer: yes when it is as good as what is aimed at by now and would pass at home.
fn vote(view: &Observation, talk: &TalkView, members: Nations, target: f64) -> Decision {
    let accept = Action::Accept;
    let package = talk.standing.map_or(Package::EMPTY, |standing| standing.package);
    let enough = view.case().is_stopgap(package) || talk.standing_worth() + 1e-6 >= target;
    let passes = enough && (talk.level < Level::Ministerial || view.in_win_set(package, members));
    let reasons = Reasons::NONE
        .with(Term::OfferValue, talk.standing_worth())
        .with(Term::Target, target)
        .with(Term::Reservation, talk.reservation)
        .with(Term::WinSet, 100.0 * view.support(package, members));
    let action = if passes && view.check(&accept).is_ok() { accept } else { Action::WalkOut };
    Decision { action, reasons }
}

/// There is nothing here to gain over no deal: stays for what is asked of it while it costs nothing, and leaves otherwise.
fn hopeless(view: &Observation, talk: &TalkView) -> Decision {
    let reasons = Reasons::NONE.with(Term::OfferValue, talk.standing_worth()).with(Term::Reservation, talk.reservation);
    let accept = Decision { action: Action::Accept, reasons };
    if view.check(&accept.action).is_ok() {
        return accept;
    }
    let question = Decision { action: Action::AskPrice(single(talk)), reasons };
    if view.check(&question.action).is_ok() { question } else { Decision { action: Action::WalkOut, reasons } }
}

/// The one option on the table that is worth most.
fn single(talk: &TalkView) -> Package {
    let mut best = (f64::NEG_INFINITY, Package::EMPTY);
    for issue in 0..MAX_ISSUES {
        for option in 0..talk.own.options[issue] as usize {
            if talk.own.value[issue][option] > best.0 {
                best = (talk.own.value[issue][option], Package::EMPTY.with(issue, Some(option)));
            }
        }
    }
    best.1
}

/// Leaves when, late in the talks, the counterpart still offers much less than what is aimed at; the tenser things are and the
/// hotter the temper, the likelier.
fn storm_out(
    view: &Observation,
    talk: &TalkView,
    character: &Character,
    chance: &mut Stream,
    value: f64,
    target: f64,
) -> Option<Decision> {
    if talk.time() < LATE || talk.parties.len() > 2 || talk.level < Level::Ministerial {
        return None;
    }
    let other = talk.parties.iter().copied().find(|party| *party != view.seat())?;
    let insult = ((target - value) / talk.ideal.max(1.0)).clamp(0.0, 1.0);
    let tension = view.tension(other);
    let likelihood = character.temper * tension * insult * if talk.level == Level::Leaders { 0.3 } else { 0.1 };
    if !chance.chance(likelihood) {
        return None;
    }
    let reasons = Reasons::NONE
        .with(Term::OfferValue, value)
        .with(Term::Target, target)
        .with(Term::Tension, tension)
        .with(Term::Whim, likelihood);
    Some(Decision { action: Action::WalkOut, reasons })
}
