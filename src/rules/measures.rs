//! Measures: levels, dates, lead times, suspension; and what changing one does to an agreement that binds it.

use crate::rules::agreements;
use crate::rules::case::*;
use crate::rules::event::Fact;
use crate::rules::state::*;

/// Announces a level for a day; returns the change of severity against the harsher of what stood before.
pub fn schedule(table: &mut Table, measure: MeasureId, level: u8, day: i32) -> f64 {
    let today = table.today();
    let before = severity(table, measure, table.measures[measure.index()].level);
    let turn = table.game.turn as i32;
    table.game.stale = true;
    let state = &mut table.measures[measure.index()];
    state.scheduled = Some((level, day));
    state.suspended = None;
    state.changed = turn;
    table.announce(today, Fact::Scheduled(measure, level, day));
    severity(table, measure, level) - before
}

/// Sets a level at once; returns the change of severity.
pub fn set(table: &mut Table, measure: MeasureId, level: u8, day: i32) -> f64 {
    let turn = table.game.turn as i32;
    table.game.stale = true;
    let state = &mut table.measures[measure.index()];
    let before = state.level;
    state.level = level;
    state.scheduled = None;
    state.suspended = None;
    state.changed = turn;
    state.since = day;
    if before == level {
        return 0.0;
    }
    table.announce(day, Fact::MeasureSet(measure, before, level));
    severity(table, measure, level) - severity(table, measure, before)
}

/// Suspends or withdraws a measure: nothing stays announced, the mildest level is in force. Returns the change of severity.
pub fn ease(table: &mut Table, measure: MeasureId, suspend: bool, day: i32) -> f64 {
    let mild = table.case.measure(measure).mildest;
    let turn = table.game.turn as i32;
    table.game.stale = true;
    let state = &mut table.measures[measure.index()];
    let before = state.level;
    let harshest = state.scheduled.map_or(before, |(level, _)| level.max(before));
    state.level = mild;
    state.scheduled = None;
    state.suspended = suspend.then_some(harshest);
    state.changed = turn;
    let change = severity(table, measure, mild) - severity(table, measure, harshest);
    if change != 0.0 {
        let fact = if suspend { Fact::Suspended(measure, before) } else { Fact::Withdrawn(measure, before) };
        table.announce(day, fact);
    }
    change
}

/// Lets what was announced for a day of this turn take effect.
pub fn take_effect(table: &mut Table) {
    let until = table.deadline();
    for measure in table.case.measure_ids() {
        let Some((level, day)) = table.measures[measure.index()].scheduled else { continue };
        if day >= until {
            continue;
        }
        let change = set(table, measure, level, day);
        let owner = table.case.measure(measure).owner;
        for target in table.case.measure(measure).targets.iter() {
            table.add_tension(owner, target, 0.12 * change);
            if change > 0.0 {
                let turn = table.game.turn as i32;
                table.nation_mut(target).last_hostile[owner.index()] = turn;
            }
        }
        table.add_market(0.08 * change);
        breach(table, owner, measure, day);
    }
}

/// Ends agreements in force that bind a measure to a milder level than it now has.
pub fn breach(table: &mut Table, owner: NationId, measure: MeasureId, day: i32) {
    let level = table.measures[measure.index()].level;
    for position in 0..table.game.agreements.len() {
        let agreement = &table.game.agreements[position];
        if agreement.status != AgreementStatus::InForce || !agreement.parties.has(owner) {
            continue;
        }
        let bound =
            agreement.package.issues().flat_map(|(issue, option)| &table.case.issues[issue].options[option].sets).any(
                |(m, agreed)| {
                    *m == measure && severity(table, measure, level) > severity(table, measure, *agreed) + 1e-9
                },
            );
        if bound {
            agreements::break_off(table, position, owner, day);
        }
    }
}

fn severity(table: &Table, measure: MeasureId, level: u8) -> f64 {
    table.case.level(measure, level).severity
}
