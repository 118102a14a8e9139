//! Beliefs: what was seen of others' words fades; tension returns to what the measures in force sustain.

use crate::rules::case::*;
use crate::rules::state::*;

/// Sum of severities at which sustained tension is two thirds of the way to its limit.
const SEVERITY_SCALE: f64 = 2.0;

/// Settles beliefs, tension and market stress for the turn.
pub fn run(table: &mut Table) {
    let parameters = &table.case.parameters;
    let weeks = table.slot().weeks();
    let memory = libm::pow(parameters.belief_memory, weeks);
    for relation in table.relations.iter_mut() {
        relation.threats.fade(memory);
        relation.promises.fade(memory);
    }
    table.game.stale = true;
    let back = 1.0 - libm::exp(-parameters.tension_decay * weeks);
    for one in table.case.nation_ids() {
        for other in table.case.nation_ids().skip(one.index() + 1) {
            let now = table.tension(one, other);
            let settled = now + back * (sustained(table, one, other) - now);
            table.relation_mut(one, other).tension = settled;
            table.relation_mut(other, one).tension = settled;
        }
    }
    table.game.market *= libm::exp(-parameters.market_decay * weeks);
    let [one, other] = table.case.summit.parties;
    table.game.tally.peak_tension = table.game.tally.peak_tension.max(table.tension(one, other));
}

/// Tension that the measures in force and the threats standing between two nations sustain.
fn sustained(table: &Table, one: NationId, other: NationId) -> f64 {
    let aimed = |measure: MeasureId| {
        let case = table.case.measure(measure);
        (case.owner == one && case.targets.has(other)) || (case.owner == other && case.targets.has(one))
    };
    let severity: f64 = table
        .case
        .measure_ids()
        .filter(|measure| aimed(*measure))
        .map(|measure| {
            let state = &table.measures[measure.index()];
            let now = table.case.level(measure, state.level).severity;
            let announced = state.scheduled.map_or(now, |(level, _)| table.case.level(measure, level).severity);
            now + 0.5 * (announced - now).max(0.0)
        })
        .sum();
    let floor = table.case.parameters.tension_floor;
    floor + (0.85 - floor).max(0.0) * (1.0 - libm::exp(-severity / SEVERITY_SCALE))
}
