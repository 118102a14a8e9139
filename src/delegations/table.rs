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

/// Decides what to say.
pub fn decide(view: &Observation, character: &Character, chance: &mut Stream) -> Decision {
    let Some(talk) = view.talk() else { return Decision::plain(Action::WalkOut) };
    let members = Nations::of(talk.parties.iter().copied());
    let ideal = talk.own.best();
    let best = view.package_value(ideal, members);
    let scale = best / talk.own.utility(ideal).max(1e-9);
    if best <= 0.0 {
        return hopeless(view, &talk, members);
    }
    let target = talk.reservation + (best - talk.reservation).max(0.0) * aspiration(view, &talk, character, members, best);
    if talk.vote {
        return vote(view, &talk, members);
    }
    let mut next = lift(view, &talk, members, talk.own, target, scale);
    if let Some(asked) = talk.asked {
        next = answer(view, &talk, members, asked, target, scale).or(next);
    }
    let reasons = |value: f64| {
        Reasons::NONE
            .with(Term::OfferValue, value)
            .with(Term::Target, target)
            .with(Term::Reservation, talk.reservation)
    };
    if let Some(standing) = talk.standing.filter(|standing| standing.by != view.seat()) {
        let value = view.package_value(standing.package, members);
        let mine = talk.offers.iter().any(|offer| offer.by == view.seat() && offer.package == standing.package);
        let recent = talk
            .offers
            .iter()
            .filter(|offer| offer.by != view.seat())
            .map(|offer| view.package_value(offer.package, members))
            .fold(f64::NEG_INFINITY, f64::max);
        let situation = Situation {
            offer: value,
            next: next.map_or(target, |package| view.package_value(package, members)),
            time: talk.time(),
            best_recent: recent,
            reservation: talk.reservation,
        };
        let accepts = Acceptance::Combi { time: COMBI_TIME }.accepts(&situation) || mine;
        if accepts && (talk.level < Level::Ministerial || view.in_win_set(standing.package, members)) {
            let support = 100.0 * view.support(standing.package, members);
            let decision = Decision { action: Action::Accept, reasons: reasons(value).with(Term::WinSet, support) };
            if view.check(&decision.action).is_ok() {
                return decision;
            }
        }
        if let Some(decision) = storm_out(view, &talk, character, chance, value) {
            return decision;
        }
    }
    match next {
        Some(package) => {
            let value = view.package_value(package, members);
            Decision { action: Action::Offer(package), reasons: reasons(value) }
        }
        None => hopeless(view, &talk, members),
    }
}

/// Aspiration from 1 (the own best) to 0 (the reservation value).
fn aspiration(view: &Observation, talk: &TalkView, character: &Character, members: Nations, best: f64) -> f64 {
    let (_, style) = view.speaker(talk.level);
    let share = |package: Package| {
        ((view.package_value(package, members) - talk.reservation) / (best - talk.reservation).max(1e-9)).clamp(0.0, 1.0)
    };
    let theirs = talk.offers.iter().filter(|offer| offer.by != view.seat());
    let mine = talk.offers.iter().filter(|offer| offer.by == view.seat());
    let progress = Progress {
        time: talk.time(),
        style,
        own_offers: mine.clone().count(),
        own_last: mine.clone().next_back().map(|offer| share(offer.package)),
        their_first: theirs.clone().next().map(|offer| share(offer.package)),
        their_previous: theirs.clone().rev().nth(1).map(|offer| share(offer.package)),
        their_last: theirs.clone().next_back().map(|offer| share(offer.package)),
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
) -> Option<Package> {
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
    let package = lift(view, talk, members, &tied, target, scale)?.merged(asked);
    (view.package_value(package, members) >= talk.reservation).then_some(package)
}

/// An own offer worth at least the target that is as good as possible for the counterpart as it is estimated; from ministers
/// upward one that would pass at home.
fn lift(
    view: &Observation,
    talk: &TalkView,
    members: Nations,
    own: &Preferences,
    target: f64,
    scale: f64,
) -> Option<Package> {
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
                return Some(package);
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
    best.map(|(_, _, package)| package)
}

/// Opts in or out of the last offer of a side table.
fn vote(view: &Observation, talk: &TalkView, members: Nations) -> Decision {
    let value = talk.standing.map_or(0.0, |standing| view.package_value(standing.package, members));
    let reasons = Reasons::NONE.with(Term::OfferValue, value).with(Term::Reservation, talk.reservation);
    let action = if value >= talk.reservation { Action::Accept } else { Action::WalkOut };
    Decision { action, reasons }
}

/// There is nothing here to gain over no deal: stays for what is asked of it while it costs nothing, and leaves otherwise.
fn hopeless(view: &Observation, talk: &TalkView, members: Nations) -> Decision {
    let value = talk.standing.map_or(0.0, |standing| view.package_value(standing.package, members));
    let reasons = Reasons::NONE.with(Term::OfferValue, value).with(Term::Reservation, talk.reservation);
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

/// Leaves when, late in the talks, the counterpart still offers less than the reservation value; the tenser and hotter, the likelier.
fn storm_out(
    view: &Observation,
    talk: &TalkView,
    character: &Character,
    chance: &mut Stream,
    value: f64,
) -> Option<Decision> {
    if talk.time() < LATE || talk.parties.len() > 2 || talk.level < Level::Ministerial {
        return None;
    }
    let other = talk.parties.iter().copied().find(|party| *party != view.seat())?;
    let insult = ((talk.reservation - value) / talk.reservation.abs().max(1.0)).clamp(0.0, 1.5);
    let tension = view.tension(other);
    let likelihood = character.temper * tension * insult * 0.35;
    if !chance.chance(likelihood) {
        return None;
    }
    let reasons = Reasons::NONE
        .with(Term::OfferValue, value)
        .with(Term::Reservation, talk.reservation)
        .with(Term::Tension, tension)
        .with(Term::Whim, likelihood);
    Some(Decision { action: Action::WalkOut, reasons })
}
