//! What a seat at the negotiating table is told: how its analysts see the other side, a fair package, what an offer changed.

use crate::bargaining::{Package, analysis, logroll};
use crate::record::names;
use crate::rules::case::*;
use crate::rules::event::{Event, Fact};
use crate::rules::observation::{Observation, TalkView};

/// A worth of a term, in points, that is not worth telling.
const SLIGHT: f64 = 0.05;

/// Who sits at the table.
pub fn members(talk: &TalkView) -> Nations {
    Nations::of(talk.parties.iter().copied())
}

/// The party whose interests my analysts estimate at this table: the next one.
pub fn counterpart(view: &Observation, talk: &TalkView) -> Option<NationId> {
    let mine = talk.parties.iter().position(|party| *party == view.seat())?;
    talk.parties.get((mine + 1) % talk.parties.len()).copied()
}

/// How sure my analysts are of an estimate, by the offers it rests on.
pub fn confidence(seen: u16) -> &'static str {
    match seen {
        0 => "by reputation only",
        1..=3 => "rough: few offers seen",
        4..=9 => "fair",
        _ => "good: many offers seen",
    }
}

/// What a package is to the counterpart, as a share of the best for it, percent, as far as my analysts can tell.
pub fn share_of_best(talk: &TalkView, package: Package) -> f64 {
    let best = talk.estimate.utility(talk.estimate.best());
    let worst: f64 = (0..talk.estimate.options.len())
        .map(|issue| {
            let options = &talk.estimate.value[issue][..usize::from(talk.estimate.options[issue])];
            options.iter().copied().fold(0.0, f64::min)
        })
        .sum::<f64>()
        + talk.estimate.base;
    let range = (best - worst).max(1e-9);
    100.0 * (talk.estimate.utility(package) - worst) / range
}

/// Range of the counterpart's estimated preferences on an issue.
pub fn spread(talk: &TalkView, issue: usize) -> f64 {
    let options = talk.estimate.options.get(issue).map_or(0, |count| usize::from(*count));
    let values = &talk.estimate.value[issue][..options];
    let (low, high) = values.iter().fold((0.0f64, 0.0f64), |(low, high), value| (low.min(*value), high.max(*value)));
    high - low
}

/// A fair package as far as my analysts can tell: of those above my reservation value, the one with the greatest smaller share of
/// what each side could have at best (Kalai & Smorodinsky 1975, on estimated preferences).
pub fn middle(view: &Observation, talk: &TalkView) -> Option<Package> {
    let frontier = analysis::frontier(talk.own, talk.estimate);
    let signable: Vec<analysis::Point> = frontier
        .into_iter()
        .filter(|point| view.package_value(point.package, members(talk)) >= talk.reservation)
        .collect();
    analysis::solutions(&signable, [talk.own.base, talk.estimate.base])
        .map(|found| found.kalai_smorodinsky.package)
        .filter(|package| !package.is_empty())
}

/// A package worth as much to me that seems worth as much as possible to the counterpart: what I give up where it costs me least
/// (iso-utility search, Faratin, Sierra & Jennings 2002).
pub fn sweetened(talk: &TalkView, package: Package) -> Package {
    logroll(talk.own, talk.estimate, talk.own.utility(package), package)
}

/// A package that seems worth as much to the counterpart and is worth as much as possible to me.
pub fn improved(talk: &TalkView, package: Package) -> Package {
    logroll(talk.estimate, talk.own, talk.estimate.utility(package), package)
}

/// The frontier as my analysts see it, from my best: for each package what it seems worth to the counterpart, as a share of its best in
/// percent, and what it is worth to me by its terms alone, points over no deal.
pub fn frontier(talk: &TalkView) -> Vec<[f64; 2]> {
    let points = analysis::frontier(talk.own, talk.estimate);
    points.into_iter().map(|point| [share_of_best(talk, point.package), point.values[0]]).collect()
}

/// A package as a conditional offer: what I get, what I give for it, and what hardly touches me; issues with their options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange {
    /// Terms that are worth something to me.
    pub gets: Vec<(usize, usize)>,
    /// Terms that cost me something.
    pub gives: Vec<(usize, usize)>,
    /// Terms that do neither.
    pub neutral: Vec<(usize, usize)>,
}

/// What a package would give me, and for what.
pub fn exchange(talk: &TalkView, package: Package) -> Exchange {
    let mut exchange = Exchange::default();
    for (issue, option) in package.issues().filter(|(issue, option)| *option < usize::from(talk.own.options[*issue])) {
        let list = match talk.own.value[issue][option] {
            worth if worth > SLIGHT => &mut exchange.gets,
            worth if worth < -SLIGHT => &mut exchange.gives,
            _ => &mut exchange.neutral,
        };
        list.push((issue, option));
    }
    exchange
}

/// A clause of a package that is delivered on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Who delivers.
    pub by: NationId,
    /// What, as the object of "will".
    pub text: String,
    /// Day on which it is due.
    pub due: i32,
}

/// The clauses of a package by the day on which they are due.
pub fn clauses(case: &Case, package: Package) -> Vec<Clause> {
    let pledges =
        package.issues().filter_map(|(issue, option)| case.issues.get(issue)?.options.get(option)?.pledge.as_ref());
    let mut clauses: Vec<Clause> =
        pledges.map(|pledge| Clause { by: pledge.by, text: pledge.text.clone(), due: pledge.due }).collect();
    clauses.sort_by_key(|clause| clause.due);
    clauses
}

/// Days for which a package would bind, where it says so.
pub fn length(case: &Case, package: Package) -> Option<i32> {
    package.issues().find_map(|(issue, option)| case.issues.get(issue)?.options.get(option)?.duration)
}

/// Issues of a package that a table at a level cannot close: they go up as a draft, with the level that closes them.
pub fn for_higher_levels(case: &Case, level: Level, package: Package) -> Vec<(usize, Level)> {
    let issues = package.issues().filter_map(|(issue, _)| Some((issue, case.issues.get(issue)?.closes_at)));
    issues.filter(|(_, closes_at)| *closes_at > level).collect()
}

/// What changed from one offer to the next.
pub fn difference(case: &Case, before: Package, after: Package) -> String {
    let changed: Vec<String> = (0..case.issues.len())
        .filter(|issue| before.get(*issue) != after.get(*issue))
        .map(|issue| {
            let (old, new) = (names::option(case, before, issue), names::option(case, after, issue));
            format!("{}: {new} (before: {old})", case.issues[issue].name)
        })
        .collect();
    if changed.is_empty() { "as before".to_string() } else { changed.join("; ") }
}

/// What an answer leaves out of what its price was asked for: whoever answered would sign nothing that contains it.
pub fn refused(asked: Package, answer: Package) -> Package {
    let missing = asked.issues().filter(|(issue, option)| answer.get(*issue) != Some(*option));
    missing.fold(Package::EMPTY, |package, (issue, option)| package.with(issue, Some(option)))
}

/// What I last asked the price of, and the offer that answered me leaves out.
pub fn refused_to_me(view: &Observation) -> Option<Package> {
    let events: Vec<&Event> = view.events().collect();
    let [.., question, answer] = events.as_slice() else { return None };
    match (question.fact, answer.fact) {
        (Fact::AskedPrice(by, asked), Fact::Offered(_, offered)) if by == view.seat() => {
            Some(refused(asked, offered)).filter(|missing| !missing.is_empty())
        }
        _ => None,
    }
}

/// Who may close an issue that closes at a level above this table.
pub fn closer(level: Level) -> &'static str {
    match level {
        Level::Leaders => "leaders only",
        Level::Ministerial => "ministers or leaders",
        _ => "a higher level",
    }
}
