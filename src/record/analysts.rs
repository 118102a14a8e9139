//! "Why did they do that?": what a seat's analysts make of the others' deeds and offers, from what the seat may know.

use crate::record::story::{Chronicle, Item, Telling, commitment};
use crate::record::{names, talks};
use crate::rules::action::Notice;
use crate::rules::case::*;
use crate::rules::event::{Event, Fact};
use crate::rules::observation::{Observation, TalkView};
use crate::rules::state::End;

/// Issues that are named as those that a party seems to gain most from.
const NAMED: usize = 3;

/// What a nation last did and what it says about it, the newest first, at most so many.
pub fn deeds(chronicle: &Chronicle, view: &Observation, nation: NationId, most: usize) -> Vec<(Item, String)> {
    let mut told = Vec::new();
    for (position, event) in chronicle.events.iter().enumerate().rev() {
        if told.len() >= most {
            break;
        }
        if let Some(reading) = reading(view, nation, event) {
            let items = chronicle.tell_one(position, Telling::default());
            told.extend(items.into_iter().map(|item| (item, reading.clone())));
        }
    }
    told
}

/// Where a nation stands, as far as one can tell.
pub fn standing(view: &Observation, nation: NationId) -> String {
    let now = view.reputed_payoff(nation, &view.levels());
    let later = view.reputed_payoff(nation, &view.no_deal_levels());
    let pressed = if later + 0.5 < now { "it loses by waiting" } else { "it can wait" };
    format!(
        "By its reputed goals it has about {now:.0} points of 100 now and {later:.0} if nothing is agreed: {pressed}. By your record it carries out threats with a chance of {:.0}% and keeps promises with {:.0}%.",
        100.0 * view.threat_credibility(nation),
        100.0 * view.promise_credibility(nation)
    )
}

/// What a change of a measure does to its owner and to its target, by their reputed goals, and what that says.
fn pressure(view: &Observation, owner: NationId, measure: MeasureId, before: u8, after: u8) -> String {
    let case = view.case();
    let (now, then) = (view.levels_with(measure, before), view.levels_with(measure, after));
    let theirs = view.reputed_payoff(owner, &then) - view.reputed_payoff(owner, &now);
    let targets = case.measure(measure).targets;
    let me = view.seat();
    let target = if targets.has(me) { Some(me) } else { targets.iter().find(|target| *target != owner) };
    let (whom, hit) = match target {
        Some(target) if target != me => {
            (names::nation(case, target), view.reputed_payoff(target, &then) - view.reputed_payoff(target, &now))
        }
        _ => ("you".to_string(), view.payoff(&then) - view.payoff(&now)),
    };
    let sense = match (theirs, hit) {
        (theirs, hit) if theirs > 0.05 && hit < -0.05 => {
            "it gains at the other's expense: it would do this for its own sake"
        }
        (theirs, hit) if theirs > 0.05 && hit > 0.05 => "good for both: it needs no pressure to explain it",
        (theirs, _) if theirs > 0.05 => "it gains by it: no pressure is needed to explain it",
        (theirs, hit) if hit < -0.05 && hit < 2.0 * theirs => {
            "it hurts the other more than itself: leverage for the table"
        }
        (theirs, hit) if theirs < -0.05 && hit > 0.05 => "it gives something up for the other: a step toward a deal",
        (theirs, _) if theirs < -0.05 => {
            "it hurts itself at least as much: a signal of resolve, or for its public at home"
        }
        _ => "it changes little for either: a signal more than a blow",
    };
    format!("At {} it has about {theirs:+.1} and {whom} {hit:+.1}: {sense}.", names::level(case, measure, after))
}

/// What an event says about a nation that caused it; none for others' events and for routine.
pub fn reading(view: &Observation, nation: NationId, event: &Event) -> Option<String> {
    let case = view.case();
    let known = |position: u8| view.commitments().find(|(at, _)| *at == usize::from(position)).map(|(_, known)| *known);
    let planned = |measure: MeasureId, level: u8| pressure(view, nation, measure, view.measure(measure).level, level);
    match event.fact {
        Fact::Threatened(position) => {
            let known = known(position).filter(|known| known.by == nation)?;
            let chance = 100.0 * view.threat_credibility(nation);
            Some(format!(
                "{} Your analysts put the chance that it is carried out at {chance:.0}%.",
                planned(known.measure, known.level)
            ))
        }
        Fact::Promised(position) => {
            let known = known(position).filter(|known| known.by == nation)?;
            let chance = 100.0 * view.promise_credibility(nation);
            Some(format!(
                "{} It has kept its promises to you with a chance of {chance:.0}%.",
                planned(known.measure, known.level)
            ))
        }
        Fact::CommitmentEnded(position, end) => {
            let known = known(position).filter(|known| known.by == nation)?;
            let lesson = match end {
                End::Executed => "It means what it says: take its next threat more seriously.",
                End::Bluffed | End::Withdrawn => {
                    "Carrying it out must have looked dearer than the loss of face: its next threat weighs less."
                }
                End::Broken => "Keeping its word must have looked dearer than its good name.",
                _ => return None,
            };
            Some(format!("{lesson} ({}.)", names::capital(&commitment(case, &known))))
        }
        Fact::Postponed(position, _) => {
            known(position).filter(|known| known.by == nation)?;
            Some(
                "It buys time at part of the cost of backing down: it would rather have a deal than carry it out."
                    .to_string(),
            )
        }
        Fact::Scheduled(measure, level, _) if case.measure(measure).owner == nation => Some(planned(measure, level)),
        Fact::MeasureSet(measure, before, level) if case.measure(measure).owner == nation => {
            Some(pressure(view, nation, measure, before, level))
        }
        Fact::Suspended(measure, _) | Fact::Withdrawn(measure, _) if case.measure(measure).owner == nation => {
            Some("A step back: it wants the tension down, or has got what it wanted from the measure.".to_string())
        }
        Fact::MeetingDeclined(by, _) | Fact::MeetingCalledOff(by, _) if by == nation => Some(
            "It does not want to be seen to bargain now: it expects more later, or its public is angry.".to_string(),
        ),
        Fact::OffMessage(person, _) if case.negotiator(person).nation == nation => {
            Some("Policy or a slip? One cannot tell. See whether it is disavowed before you answer.".to_string())
        }
        Fact::SummitNotice(by, notice) if by == nation => Some(
            match notice {
                Notice::Confirm => "It expects enough from the summit to tie its hands.",
                Notice::Doubt => "It makes the summit itself a bargaining chip.",
                Notice::Cancel => "It would rather have no deal than be seen at this table.",
            }
            .to_string(),
        ),
        Fact::Breached(by, _) if by == nation => {
            Some("The agreement bound it more than it gave; trust in its word falls everywhere.".to_string())
        }
        _ => None,
    }
}

/// What a party's offers at a table say: the last step, what it never moved on, what it seems to gain most from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stance {
    /// Change of my value by its last step, points, and the step in words; none before its second offer.
    pub step: Option<(f64, String)>,
    /// Issues on which all of its offers agree, each with the option.
    pub held: Vec<String>,
    /// Issues that it seems to gain most from in its last offer, the first most; only for the party whose interests are estimated.
    pub wants: Vec<String>,
    /// What it would sign nothing with, by its answer to my last question.
    pub refused: Option<String>,
    /// My package against its last offer, in words: what it did not take; none where they agree.
    pub apart: Option<String>,
}

/// What a party's offers at a table say; none when it has offered nothing.
pub fn stance(view: &Observation, talk: &TalkView, party: NationId) -> Option<Stance> {
    let case = view.case();
    let members = talks::members(talk);
    let theirs: Vec<_> = talk.offers.iter().filter(|offer| offer.by == party).collect();
    let last = theirs.last()?;
    let step = match theirs.as_slice() {
        [.., before, last] => {
            let change = view.package_value(last.package, members) - view.package_value(before.package, members);
            Some((change, talks::difference(case, before.package, last.package)))
        }
        _ => None,
    };
    let held = last
        .package
        .issues()
        .filter(|(issue, option)| theirs.iter().all(|offer| offer.package.get(*issue) == Some(*option)))
        .map(|(issue, option)| format!("{} ({})", case.issues[issue].name, case.issues[issue].options[option].name))
        .collect();
    let mut wanted: Vec<(f64, String)> = last
        .package
        .issues()
        .filter(|(issue, _)| talks::counterpart(view, talk) == Some(party) && talk.estimate.options[*issue] > 0)
        .map(|(issue, option)| {
            let options = &talk.estimate.value[issue][..usize::from(talk.estimate.options[issue])];
            let worst = options.iter().copied().fold(0.0, f64::min);
            (talk.estimate.value[issue][option] - worst, case.issues[issue].name.clone())
        })
        .collect();
    wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mine = talk.offers.iter().rev().find(|offer| offer.by == view.seat());
    Some(Stance {
        step,
        held: if theirs.len() > 1 { held } else { Vec::new() },
        wants: wanted.into_iter().take(NAMED).map(|(_, name)| name).collect(),
        refused: talks::refused_to_me(view).map(|missing| names::package(case, missing)),
        apart: mine
            .filter(|mine| mine.package != last.package)
            .map(|mine| talks::difference(case, mine.package, last.package)),
    })
}
