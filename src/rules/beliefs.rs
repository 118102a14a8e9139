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
    let severities = severities(table);
    let back = 1.0 - libm::exp(-parameters.tension_decay * weeks);
    for one in table.case.nation_ids() {
        for other in table.case.nation_ids().skip(one.index() + 1) {
            let now = table.tension(one, other);
            let settled = now + back * (sustained(table.case, severities[one.index()][other.index()]) - now);
            table.relation_mut(one, other).tension = settled;
            table.relation_mut(other, one).tension = settled;
        }
    }
    table.game.market *= libm::exp(-parameters.market_decay * weeks);
    let [one, other] = table.case.summit.parties;
    table.game.tally.peak_tension = table.game.tally.peak_tension.max(table.tension(one, other));
}

/// Severity of the measures in force between nations, by the lower and the higher of two; what is announced counts half.
fn severities(table: &Table) -> [[f64; MAX_NATIONS]; MAX_NATIONS] {
    let mut severities = [[0.0; MAX_NATIONS]; MAX_NATIONS];
    for (lever, state) in table.case.measures.iter().zip(table.measures.iter()) {
        let now = lever.levels[state.level as usize].severity;
        let announced = lever.levels[state.announced() as usize].severity;
        for target in lever.targets.iter() {
            let (one, other) = (lever.owner.min(target), lever.owner.max(target));
            severities[one.index()][other.index()] += now + 0.5 * (announced - now).max(0.0);
        }
    }
    severities
}

/// Tension that the measures standing between two nations sustain, by the sum of their severities.
fn sustained(case: &Case, severity: f64) -> f64 {
    let floor = case.parameters.tension_floor;
    floor + (0.85 - floor).max(0.0) * (1.0 - libm::exp(-severity / SEVERITY_SCALE))
}
