//! "Why did they do that?": what my analysts make of it, from what my seat may know.

use crate::cli::page;

use crate::record::story::{Chronicle, Telling, commitment};
use crate::record::{names, talks};
use crate::rules::case::*;
use crate::rules::event::{Event, Fact};
use crate::rules::observation::Observation;

/// Events of a nation that are explained, newest first.
const EXPLAINED: usize = 4;

/// Explains what a nation last did, or the counterpart at the table, or every nation.
pub fn show(chronicle: &Chronicle, view: &Observation, asked: Option<NationId>) {
    let case = view.case();
    if asked.is_none_or(|nation| view.talk().is_some_and(|talk| talk.parties.contains(&nation)))
        && view.talk().is_some()
    {
        offers(view, asked);
        return;
    }
    let nations: Vec<NationId> = match asked {
        Some(nation) => vec![nation],
        None => case.nation_ids().filter(|nation| *nation != view.seat()).collect(),
    };
    for nation in nations {
        page::heading(names::capital(&names::nation(case, nation)));
        standing(view, nation);
        let mut explained = 0;
        for (position, event) in chronicle.events.iter().enumerate().rev() {
            if explained == EXPLAINED {
                break;
            }
            if let Some(reading) = reading(view, nation, event) {
                let told = chronicle.tell_one(position, Telling::default());
                for item in told {
                    page::wrapped(2, 4, format!("{}: {}", names::day(case, item.day), item.text));
                    page::wrapped(6, 6, page::styled(page::ASIDE, &reading));
                }
                explained += 1;
            }
        }
        if explained == 0 {
            page::line("  Nothing that you know of needs explaining.");
        }
    }
    page::wrapped(
        0,
        0,
        page::styled(page::ASIDE, "Estimates from public goals and conduct; the debrief tells the true reasons."),
    );
}

/// Where a nation stands, as far as one can tell.
fn standing(view: &Observation, nation: NationId) {
    let now = view.reputed_payoff(nation, &view.levels());
    let later = view.reputed_payoff(nation, &view.no_deal_levels());
    let pressed = if later + 0.5 < now { "it loses by waiting" } else { "it can wait" };
    page::wrapped(
        2,
        4,
        format!(
            "By its reputed goals it has about {now:.0} points of 100 now and {later:.0} if nothing is agreed: {pressed}. By your record it carries out threats with a chance of {:.0}% and keeps promises with {:.0}%.",
            100.0 * view.threat_credibility(nation),
            100.0 * view.promise_credibility(nation)
        ),
    );
}

/// What a change of a measure does to its owner and to its target, by their reputed goals, and what that says.
fn pressure(view: &Observation, owner: NationId, measure: MeasureId, before: u8, after: u8) -> String {
    let case = view.case();
    let at = |level: u8| {
        let mut levels = view.levels();
        if let Some(slot) = levels.get_mut(measure.index()) {
            *slot = level;
        }
        levels
    };
    let (now, then) = (at(before), at(after));
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
fn reading(view: &Observation, nation: NationId, event: &Event) -> Option<String> {
    let case = view.case();
    let known = |position: u8| view.commitments().find(|(at, _)| *at == usize::from(position)).map(|(_, known)| *known);
    let pressure = |measure: MeasureId, level: u8| pressure(view, nation, measure, view.measure(measure).level, level);
    match event.fact {
        Fact::Threatened(position) => {
            let known = known(position).filter(|known| known.by == nation)?;
            let chance = 100.0 * view.threat_credibility(nation);
            Some(format!(
                "{} Your analysts put the chance that it is carried out at {chance:.0}%.",
                pressure(known.measure, known.level)
            ))
        }
        Fact::Promised(position) => {
            let known = known(position).filter(|known| known.by == nation)?;
            let chance = 100.0 * view.promise_credibility(nation);
            Some(format!(
                "{} It has kept its promises to you with a chance of {chance:.0}%.",
                pressure(known.measure, known.level)
            ))
        }
        Fact::CommitmentEnded(position, end) => {
            let known = known(position).filter(|known| known.by == nation)?;
            let lesson = match end {
                crate::rules::state::End::Executed => "It means what it says: take its next threat more seriously.",
                crate::rules::state::End::Bluffed | crate::rules::state::End::Withdrawn => {
                    "Carrying it out must have looked dearer than the loss of face: its next threat weighs less."
                }
                crate::rules::state::End::Broken => "Keeping its word must have looked dearer than its good name.",
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
        Fact::Scheduled(measure, level, _) if case.measure(measure).owner == nation => Some(pressure(measure, level)),
        Fact::MeasureSet(measure, before, level) if case.measure(measure).owner == nation => {
            Some(self::pressure(view, nation, measure, before, level))
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
                crate::rules::action::Notice::Confirm => "It expects enough from the summit to tie its hands.",
                crate::rules::action::Notice::Doubt => "It makes the summit itself a bargaining chip.",
                crate::rules::action::Notice::Cancel => "It would rather have no deal than be seen at this table.",
            }
            .to_string(),
        ),
        Fact::Breached(by, _) if by == nation => {
            Some("The agreement bound it more than it gave; trust in its word falls everywhere.".to_string())
        }
        _ => None,
    }
}

/// What the counterparts' offers at this table say.
fn offers(view: &Observation, asked: Option<NationId>) {
    let case = view.case();
    let Some(talk) = view.talk() else { return };
    let members = talks::members(&talk);
    for party in
        talk.parties.iter().filter(|party| **party != view.seat() && asked.is_none_or(|asked| asked == **party))
    {
        page::heading(names::capital(&names::nation(case, *party)));
        let theirs: Vec<_> = talk.offers.iter().filter(|offer| offer.by == *party).collect();
        let Some(last) = theirs.last() else {
            page::line("  It has offered nothing yet at this table.");
            standing(view, *party);
            continue;
        };
        if let [.., before, last] = theirs.as_slice() {
            let change = view.package_value(last.package, members) - view.package_value(before.package, members);
            page::wrapped(
                2,
                4,
                format!(
                    "Its last step changed your value by {}: {}.",
                    page::change(change),
                    talks::difference(case, before.package, last.package)
                ),
            );
        }
        if theirs.len() > 1 {
            let held: Vec<String> = last
                .package
                .issues()
                .filter(|(issue, option)| theirs.iter().all(|offer| offer.package.get(*issue) == Some(*option)))
                .map(|(issue, option)| {
                    format!("{} ({})", case.issues[issue].name, case.issues[issue].options[option].name)
                })
                .collect();
            if !held.is_empty() {
                page::wrapped(
                    2,
                    4,
                    format!("It has never moved on {}: that seems to matter to it.", names::list(held)),
                );
            }
        }
        if talks::counterpart(view, &talk) == Some(*party) {
            let mut wanted: Vec<(f64, String)> = last
                .package
                .issues()
                .filter(|(issue, _)| talk.estimate.options[*issue] > 0)
                .map(|(issue, option)| {
                    let options = &talk.estimate.value[issue][..usize::from(talk.estimate.options[issue])];
                    let worst = options.iter().copied().fold(0.0, f64::min);
                    (talk.estimate.value[issue][option] - worst, case.issues[issue].name.clone())
                })
                .collect();
            wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
            let first: Vec<String> = wanted.into_iter().take(3).map(|(_, name)| name).collect();
            page::wrapped(2, 4, format!("What it seems to gain most from in its offer: {}.", names::list(first)));
        }
        standing(view, *party);
    }
}
