//! Threats and promises: the ledger, and what happens when one falls due. Each commitment has exactly one end.

use crate::rules::action::Settlement;
use crate::rules::case::*;
use crate::rules::event::Fact;
use crate::rules::measures;
use crate::rules::state::*;
use crate::rules::value::satisfies;

/// Days by which a postponement puts a commitment off.
pub const POSTPONED_BY: i32 = 14;
/// Points of approval that a payoff point of audience cost takes.
const APPROVAL_PER_COST: f64 = 0.8;
/// Standing (share of its range) that a payoff point of audience cost takes.
const STANDING_PER_COST: f64 = 0.01;
/// Share of the audience cost left when a threat is taken back before its day.
const WITHDRAWAL_SHARE: f64 = 0.5;

/// Enters a commitment in the ledger.
pub fn enter(table: &mut Table, mut commitment: Commitment) {
    commitment.deters = commitment.threat && commitment.demand.is_some_and(|demand| demand_met_now(table, demand));
    let position = table.game.commitments.len().min(u8::MAX as usize) as u8;
    let audience = if commitment.public { Nations::ALL } else { Nations::of([commitment.by, commitment.to]) };
    let fact = if commitment.threat { Fact::Threatened(position) } else { Fact::Promised(position) };
    table.game.tally.threats += u32::from(commitment.threat);
    table.game.commitments.push(commitment);
    table.game.stale = true;
    table.note(commitment.made, audience, fact);
}

/// Settles what needs no decision and asks the owners of the rest that fall due in this turn.
pub fn begin(table: &mut Table) {
    let until = table.deadline();
    for position in 0..table.game.commitments.len() {
        let commitment = table.game.commitments[position];
        if commitment.end.is_some() || commitment.due >= until {
            continue;
        }
        if commitment.threat {
            let met = commitment.demand.is_some_and(|demand| demand_met_now(table, demand));
            if met {
                end(table, position, End::Met, commitment.due);
            } else if table.measures[commitment.measure.index()].level == commitment.level {
                end(table, position, End::Executed, commitment.due);
            } else {
                table.game.waiting.push((commitment.by, Ask::Settle(position as u8)));
            }
        } else if promise_kept(table, &commitment) {
            end(table, position, End::Met, commitment.due);
        } else {
            table.game.waiting.push((commitment.by, Ask::Settle(position as u8)));
        }
    }
}

/// Carries out what an owner decided about a commitment that has fallen due.
pub fn settle(table: &mut Table, position: usize, settlement: Settlement) {
    let commitment = table.game.commitments[position];
    let day = commitment.due.max(table.today());
    match settlement {
        Settlement::Execute => {
            let change = measures::set(table, commitment.measure, commitment.level, day);
            table.add_tension(commitment.by, commitment.to, 0.16 * change);
            table.add_market(0.1 * change);
            if commitment.threat {
                let turn = table.game.turn as i32;
                table.nation_mut(commitment.to).last_hostile[commitment.by.index()] = turn;
            }
            end(table, position, if commitment.threat { End::Executed } else { End::Met }, day);
            measures::breach(table, commitment.by, commitment.measure, day);
        }
        Settlement::Postpone => {
            let cost = table.case.parameters.postponement_share * table.audience_cost(&commitment);
            pay(table, commitment.by, cost);
            let until = table.slot().until;
            let entry = &mut table.game.commitments[position];
            entry.postponed += 1;
            entry.due = (day + POSTPONED_BY).max(until);
            let due = entry.due;
            let audience = audience(&commitment);
            table.note(day, audience, Fact::Postponed(position as u8, due));
        }
        Settlement::BackDown => {
            let cost = table.audience_cost(&commitment);
            pay(table, commitment.by, cost);
            end(table, position, if commitment.threat { End::Bluffed } else { End::Broken }, day);
        }
    }
}

/// Ends the own commitments about a measure that its owner takes back, at part of the audience cost.
pub fn withdraw(table: &mut Table, owner: NationId, measure: MeasureId, day: i32) {
    for position in 0..table.game.commitments.len() {
        let commitment = table.game.commitments[position];
        if commitment.end.is_some() || commitment.by != owner || commitment.measure != measure || !commitment.threat {
            continue;
        }
        let met = commitment.demand.is_some_and(|demand| demand_met_now(table, demand));
        if !met {
            let cost = WITHDRAWAL_SHARE * table.audience_cost(&commitment);
            pay(table, owner, cost);
        }
        end(table, position, if met { End::Met } else { End::Withdrawn }, day);
    }
}

/// Ends a threat whose measure its owner has set to the threatened level before the day.
pub fn executed_early(table: &mut Table, owner: NationId, measure: MeasureId, level: u8, day: i32) {
    for position in 0..table.game.commitments.len() {
        let commitment = table.game.commitments[position];
        if commitment.end.is_none()
            && commitment.by == owner
            && commitment.measure == measure
            && commitment.level == level
        {
            end(table, position, if commitment.threat { End::Executed } else { End::Met }, day);
        }
    }
}

/// Ends the commitments that an agreement between these parties settles, at no cost: their threats whose demand it meets, and
/// those about a measure that it sets, whether threatened or demanded.
pub fn settled_by_agreement(table: &mut Table, parties: Nations, bound: &[MeasureId], day: i32) {
    for position in 0..table.game.commitments.len() {
        let commitment = table.game.commitments[position];
        if commitment.end.is_some() || !parties.has(commitment.by) || !parties.has(commitment.to) {
            continue;
        }
        let met = commitment.demand.is_some_and(|demand| demand_met_now(table, demand));
        if met {
            end(table, position, End::Met, day);
        } else if bound.contains(&commitment.measure) || commitment.demand.is_some_and(|d| bound.contains(&d.measure)) {
            let kept = !commitment.threat && promise_kept(table, &commitment);
            end(table, position, if kept { End::Met } else { End::Expired }, day);
        }
    }
}

/// Ends whatever is open when the game ends.
pub fn expire_all(table: &mut Table) {
    let day = table.slot().until;
    for position in 0..table.game.commitments.len() {
        if table.game.commitments[position].end.is_none() {
            end(table, position, End::Expired, day);
        }
    }
}

fn demand_met_now(table: &Table, demand: Demand) -> bool {
    let state = &table.measures[demand.measure.index()];
    satisfies(table.case, demand, state.level)
        && state.scheduled.is_none_or(|(level, _)| satisfies(table.case, demand, level))
}

fn promise_kept(table: &Table, promise: &Commitment) -> bool {
    let state = &table.measures[promise.measure.index()];
    let severity = |level| table.case.level(promise.measure, level).severity;
    severity(state.level) <= severity(promise.level) + 1e-9
        && state.scheduled.is_none_or(|(level, _)| severity(level) <= severity(promise.level) + 1e-9)
}

fn audience(commitment: &Commitment) -> Nations {
    if commitment.public { Nations::ALL } else { Nations::of([commitment.by, commitment.to]) }
}

/// Takes an audience cost out of approval and standing.
fn pay(table: &mut Table, nation: NationId, cost: f64) {
    let state = table.nation_mut(nation);
    state.approval = (state.approval - APPROVAL_PER_COST * cost).clamp(0.0, 100.0);
    state.drift[Goal::Standing as usize] -= STANDING_PER_COST * cost;
    table.game.stale = true;
}

/// The one place where a commitment ends: it is written down, and those who know of it learn from it.
fn end(table: &mut Table, position: usize, how: End, day: i32) {
    let commitment = table.game.commitments[position];
    if commitment.end.is_some() {
        return;
    }
    table.game.commitments[position].end = Some((how, day));
    table.game.stale = true;
    table.game.tally.bluffs += u32::from(how == End::Bluffed);
    let seen_by = audience(&commitment);
    for holder in table.case.nation_ids().filter(|nation| *nation != commitment.by && seen_by.has(*nation)) {
        let belief = table.relation_mut(holder, commitment.by);
        match how {
            End::Executed => belief.threats.kept += 1.0,
            End::Bluffed => belief.threats.broken += 1.0,
            End::Withdrawn => belief.threats.broken += 0.4,
            End::Met if !commitment.threat => belief.promises.kept += 1.0,
            End::Broken => belief.promises.broken += 1.0,
            End::Met | End::Expired => {}
        }
    }
    table.note(day, seen_by, Fact::CommitmentEnded(position as u8, how));
}
