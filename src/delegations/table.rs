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
/// What an option gains in an estimate, whose spreads add up to one, by lying on the table as the other's own offer.
const ASKED_FOR: f64 = 0.02;

/// What a delegation brings to a table.
struct Stance<'s, 'a, 't> {
    view: &'s Observation<'a, 't>,
    talk: &'s TalkView<'a>,
    members: Nations,
    /// Where its offers start from: its best package, or the draft of the talks before with what it likes best on the issues that
    /// the draft leaves open.
    start: Package,
    /// What the start is worth to it, payoff points over no deal.
    top: f64,
    /// What it had come down to when the talks before ended without a result, with its value; none where a draft took its place.
    stood: Option<(Package, f64)>,
    /// What it takes the other to want.
    theirs: Preferences,
    /// Value of packages as they stand per unit of the preferences by which they are put together.
    scale: f64,
}

/// Decides what to say.
pub fn decide(view: &Observation, character: &Character, chance: &mut Stream) -> Decision {
    let Some(talk) = view.talk() else { return Decision::plain(Action::WalkOut) };
    if talk.ideal <= 0.0 {
        return hopeless(view, &talk);
    }
    let stance = Stance::new(view, &talk, character);
    let members = stance.members;
    let time = clock(view, &talk);
    let range = (stance.top - talk.reservation).max(0.0);
    let target = talk.reservation + range * stance.aspiration(character, time);
    if talk.vote {
        // A side table that votes has nothing more to say: what is worth signing is signed, or nothing is.
        let least = if talk.parties.len() > 2 { talk.reservation } else { target };
        return vote(view, &talk, members, least);
    }
    let mut next = stance
        .again(target)
        .or_else(|| stance.lift(talk.own, stance.start, target).map(|found| stance.held(found)))
        .or_else(|| stance.conceded().or_else(|| stance.signable(stance.start)))
        .map(|found| stance.bridge(found, target, time).unwrap_or(found));
    if let Some(asked) = talk.asked {
        next = stance.answer(asked, target).or(next);
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
        let bridges = next.is_some_and(|(package, _)| !talk.offers.iter().any(|offer| offer.package == package));
        if !bridges && let Some(decision) = storm_out(view, &talk, character, chance, value) {
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
        .filter(|package| view.case().is_stopgap(*package) && closes(view, talk, *package))
        .map(|package| (package, view.package_value(package, members)))
        .filter(|(_, value)| *value > 0.0)
        .max_by(|a, b| a.1.total_cmp(&b.1))
}

/// Whether a package could be signed at this table, instead of becoming a draft.
fn closes(view: &Observation, talk: &TalkView, package: Package) -> bool {
    package.issues().all(|(issue, _)| view.case().issues[issue].closes_at <= talk.level)
}

/// Time as a negotiator feels it, 0 to 1: the rounds of the meeting, and below the leaders how near the summit is.
fn clock(view: &Observation, talk: &TalkView) -> f64 {
    if talk.level == Level::Leaders || view.outcome().is_some() || talk.parties.len() > 2 {
        return talk.time();
    }
    let elapsed = f64::from(view.today()) / f64::from(view.case().summit.day.max(1));
    talk.time() * (EARLY_SHARE + (1.0 - EARLY_SHARE) * elapsed.clamp(0.0, 1.0))
}

impl<'s, 'a, 't> Stance<'s, 'a, 't> {
    fn new(view: &'s Observation<'a, 't>, talk: &'s TalkView<'a>, character: &Character) -> Self {
        let members = Nations::of(talk.parties.iter().copied());
        let best = talk.own.best();
        let scale = talk.ideal / talk.own.utility(best).max(1e-9);
        let (start, top, theirs) = (best, talk.ideal, wants(view, talk));
        let mut stance = Stance { view, talk, members, start, top, stood: None, theirs, scale };
        if !talk.draft.is_empty() {
            let start = opening(talk.own, best, talk.draft, character);
            if let Some(found) = stance.signable(start).or_else(|| stance.amended(start)) {
                (stance.start, stance.top) = found;
            }
        } else if let [one, other] = *talk.parties {
            let before = view.conceded(if one == view.seat() { other } else { one });
            if !before.is_empty() {
                let before = completed(talk.own, best, before);
                stance.stood = stance.signable(before).or_else(|| stance.amended(before));
            }
        }
        stance
    }

    /// A package with its value, if it could be signed: it is worth the reservation value and, from ministers upward, would pass at home.
    fn signable(&self, package: Package) -> Option<(Package, f64)> {
        let value = self.view.package_value(package, self.members);
        let passes = self.talk.level < Level::Ministerial || self.view.in_win_set(package, self.members);
        (value >= self.talk.reservation && passes).then_some((package, value))
    }

    /// What earlier talks have left, amended until it is worth signing again: by what it likes best on one issue after another, what gains
    /// it most first.
    fn amended(&self, mut package: Package) -> Option<(Package, f64)> {
        let own = self.talk.own;
        let best = own.best();
        let gain = |package: Package, issue: usize| own.of(issue, best.get(issue)) - own.of(issue, package.get(issue));
        while let Some(issue) = (0..MAX_ISSUES)
            .filter(|issue| gain(package, *issue) > 0.0)
            .max_by(|a, b| gain(package, *a).total_cmp(&gain(package, *b)))
        {
            package.set(issue, best.get(issue));
            if let Some(found) = self.signable(package) {
                return Some(found);
            }
        }
        None
    }

    /// Aspiration from 1 (where it starts from) to 0 (the reservation value).
    fn aspiration(&self, character: &Character, time: f64) -> f64 {
        let Stance { view, talk, top, .. } = *self;
        let (_, style) = view.speaker(talk.level);
        let share = |value: f64| ((value - talk.reservation) / (top - talk.reservation).max(1e-9)).clamp(0.0, 1.0);
        let theirs = talk.valued().filter(|(offer, _)| offer.by != view.seat()).map(|(_, value)| share(value));
        let mine = talk.valued().filter(|(offer, _)| offer.by == view.seat()).map(|(_, value)| share(value));
        let progress = Progress {
            time,
            style,
            own_offers: mine.clone().count(),
            own_last: mine.clone().next_back().or(self.stood.map(|(_, value)| share(value))),
            their_first: theirs.clone().next(),
            their_previous: theirs.clone().rev().nth(1),
            their_last: theirs.clone().next_back(),
            their_distinct: theirs.count(),
        };
        character.tactic.target(&progress)
    }

    /// "What would you want for this?": a package that contains what was asked, at a price that makes it worth the target. What
    /// cannot be had at any price is left out of it, the dearest first.
    fn answer(&self, asked: Package, target: f64) -> Option<(Package, f64)> {
        // The price is no higher than what it has come down to.
        let target = self.conceded().map_or(target, |(_, least)| target.min(least));
        let mut granted = asked;
        while !granted.is_empty() {
            if let Some(found) = self.priced(granted, target) {
                return Some(found);
            }
            let dearest = granted.issues().min_by(|a, b| {
                let worth = |(issue, option): (usize, usize)| self.talk.own.of(issue, Some(option));
                worth(*a).total_cmp(&worth(*b))
            });
            granted.set(dearest?.0, None);
        }
        None
    }

    fn priced(&self, asked: Package, target: f64) -> Option<(Package, f64)> {
        let mut tied = *self.talk.own;
        for (issue, option) in asked.issues() {
            for other in (0..MAX_OPTIONS).filter(|other| *other != option) {
                tied.value[issue][other] = -1e6;
            }
            // Lifted so that leaving the issue out is no better than what was asked.
            let value = tied.value[issue][option];
            tied.base += value;
            tied.value[issue][option] = 1e-9;
        }
        self.signable(self.lift(&tied, tied.best(), target)?.0.merged(asked))
    }

    /// The last own offer, with its value, while it meets the target closely and the other has said nothing new since: thinking it
    /// over would come to the same.
    fn again(&self, target: f64) -> Option<(Package, f64)> {
        let Stance { view, talk, .. } = *self;
        let (offer, value) = talk.valued().rev().find(|(offer, _)| offer.by == view.seat())?;
        let mut theirs = talk.offers.iter().rev().filter(|offer| offer.by != view.seat()).map(|offer| offer.package);
        let told_nothing = theirs.next() == theirs.next();
        // A price that was asked for may lie above what it has come down to, and does not take that back.
        let (_, least) = self.conceded()?;
        let slack = SAME_OFFER * talk.ideal;
        let meets = value >= target && value - target < slack && value <= least + slack;
        (told_nothing && meets).then_some((offer.package, value))
    }

    /// Late in the talks of two, instead of an offer that has not been taken: what the other asks for on one of the issues between them,
    /// at a price that asks for no more than the concessions so far. Of these offers, the one that is taken to be worth most to the
    /// other and is new.
    fn bridge(&self, found: (Package, f64), target: f64, time: f64) -> Option<(Package, f64)> {
        let Stance { view, talk, .. } = *self;
        let offered = |package: Package| talk.offers.iter().any(|offer| offer.package == package);
        if time < LATE || talk.parties.len() > 2 || !offered(found.0) {
            return None;
        }
        let theirs = talk.offers.iter().rfind(|offer| offer.by != view.seat())?.package;
        let ceiling = found.1 + SAME_OFFER * talk.ideal;
        let apart = theirs.issues().filter(|(issue, option)| found.0.get(*issue) != Some(*option));
        apart
            .filter_map(|(issue, option)| self.priced(Package::EMPTY.with(issue, Some(option)), target))
            .filter(|(package, value)| (target - 1e-6..=ceiling).contains(value) && !offered(*package))
            .max_by(|(a, _), (b, _)| self.theirs.utility(*a).total_cmp(&self.theirs.utility(*b)))
    }

    /// What it has offered, at this table or in the talks before, that is worth least to itself, with its value.
    fn conceded(&self) -> Option<(Package, f64)> {
        let own = self.talk.valued().filter(|(offer, _)| offer.by == self.view.seat());
        let own = own.map(|(offer, value)| (offer.package, value)).chain(self.stood);
        own.min_by(|(_, a), (_, b)| a.total_cmp(b))
    }

    /// An offer that takes nothing back: one that is worth more to oneself than what has been offered gives way to the last concession,
    /// unless it is a trade on equal terms that comes nearer to what the other wants.
    fn held(&self, found: (Package, f64)) -> (Package, f64) {
        let Stance { view, talk, .. } = *self;
        let Some((conceded, least)) = self.conceded() else { return found };
        let known = talk.offers.iter().any(|offer| offer.by == view.seat() && offer.package == found.0);
        let nearer = self.theirs.utility(found.0) > self.theirs.utility(conceded);
        let even = found.1 <= least + SAME_OFFER * talk.ideal && nearer && !known;
        if found.1 <= least + 1e-9 || even { found } else { (conceded, least) }
    }

    /// An offer worth at least the target to these own preferences, with its value, that is as good as possible for the counterpart as
    /// it is estimated; from ministers upward one that would pass at home. The search begins from the most that is asked for.
    fn lift(&self, own: &Preferences, start: Package, target: f64) -> Option<(Package, f64)> {
        let Stance { talk, scale, .. } = *self;
        let mut aim = target.max(talk.reservation) / scale;
        let ceiling = own.utility(start);
        let mut best: Option<(Package, f64)> = None;
        for _ in 0..ATTEMPTS {
            let package = logroll(own, &self.theirs, aim.min(ceiling), start);
            if let Some((package, value)) = self.signable(package).filter(|_| !package.is_empty()) {
                if value + 1e-6 >= target {
                    return Some((package, value));
                }
                if best.is_none_or(|(_, known)| value > known) {
                    best = Some((package, value));
                }
            }
            if aim >= ceiling {
                break;
            }
            aim += 0.25 * (ceiling - aim).max(0.02 * ceiling);
        }
        best
    }
}

/// A package of earlier talks, as far as it can be talked about here, with what one likes best on the issues that it leaves open.
fn completed(own: &Preferences, best: Package, earlier: Package) -> Package {
    let known = earlier.issues().filter(|(issue, _)| own.options[*issue] > 0);
    known.fold(best, |package, (issue, option)| package.with(issue, Some(option)))
}

/// What to open with when a draft lies on the table: the draft, completed. Who sets no store by its word asks for one thing more, the
/// one that would gain it most.
fn opening(own: &Preferences, best: Package, draft: Package, character: &Character) -> Package {
    let drafted = || draft.issues().filter(|(issue, _)| own.options[*issue] > 0);
    let opening = completed(own, best, draft);
    if character.honour >= 0.0 {
        return opening;
    }
    let gain = |issue: usize, option: usize| own.of(issue, best.get(issue)) - own.of(issue, Some(option));
    let dearest = drafted().max_by(|a, b| gain(a.0, a.1).total_cmp(&gain(b.0, b.1)));
    dearest.map_or(opening, |(issue, _)| opening.with(issue, best.get(issue)))
}

/// What the other is taken to want: the analysts' estimate, and what it has on the table now rather than anything else on each issue.
fn wants(view: &Observation, talk: &TalkView) -> Preferences {
    let mut wants = *talk.estimate;
    let Some(standing) = talk.standing.filter(|standing| standing.by != view.seat()) else { return wants };
    for (issue, option) in standing.package.issues() {
        let count = usize::from(wants.options[issue]);
        let Some(options) = wants.value[issue].get_mut(..count).filter(|options| option < options.len()) else {
            continue;
        };
        let most = options.iter().copied().fold(0.0, f64::max);
        // Estimates are scaled to a spread of one over all issues.
        options[option] = most + ASKED_FOR;
    }
    wants
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

/// Leaves when, late in the talks, the counterpart still offers much less than what could be signed; the tenser things are and the
/// hotter the temper, the likelier.
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
    let insult = ((talk.reservation - value) / talk.ideal.max(1.0)).clamp(0.0, 1.0);
    let tension = view.tension(other);
    let likelihood = character.temper * tension * insult * if talk.level == Level::Leaders { 0.3 } else { 0.1 };
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
