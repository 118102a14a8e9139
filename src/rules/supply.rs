//! The economy of a turn: critical inputs run down stocks, capacity is built with its lead time, a shortage costs income.
//!
//! Trade itself needs no step: the trade model's answer to the measures in force is part of every regime.

use crate::economy::FLOOR_SPEED;
use crate::rules::case::*;
use crate::rules::event::Fact;
use crate::rules::state::*;

/// Weeks in a month.
const WEEKS_PER_MONTH: f64 = 52.0 / 12.0;
/// Availability below which a shortage is reported.
const REPORTED_BELOW: f64 = 0.97;
/// Fall of availability that is reported again.
const REPORTED_STEP: f64 = 0.05;
/// Worth of a month of stock to security, in shares of the worth of full supply.
const STOCK_SECURITY: f64 = 0.04;

/// Runs the turn's stocks, capacities and shortages.
pub fn run(table: &mut Table) {
    table.game.stale = true;
    invest(table);
    let months = table.slot().weeks() / WEEKS_PER_MONTH;
    let levels = table.levels();
    let inputs = table.case.regimes.plan().inputs.len();
    for nation in table.case.nation_ids() {
        let regime = table.case.regimes.look(&levels);
        for (input, delivered) in regime.supplied(nation).iter().enumerate().take(inputs) {
            step(table, nation, input, *delivered, months);
        }
    }
}

/// One input of one nation for a turn: what can be used of it, from deliveries, own supply and stocks.
fn step(table: &mut Table, nation: NationId, input: usize, delivered: f64, months: f64) {
    let plan = table.case.regimes.plan();
    let draw = table.case.parameters.stock_draw;
    let full = table.case.nation(nation).stocks[input];
    let state = &mut table.nations[nation.index()];
    let supply = delivered + state.capacity[input];
    let before = state.stock[input];
    let available = if supply < 1.0 {
        let wanted = draw * (1.0 - supply) * months;
        let drawn = wanted.min(state.stock[input]);
        state.stock[input] -= drawn;
        supply + drawn / months.max(1e-9)
    } else {
        // What is left over refills stocks up to what was held before the crisis.
        let spare = ((supply - 1.0) * months).min((full - state.stock[input]).max(0.0));
        state.stock[input] += spare;
        1.0
    };
    let change = state.stock[input] - before;
    let worth = plan.scaled(nation, Goal::Security, plan.supply_security * STOCK_SECURITY);
    state.drift[Goal::Security as usize] += worth * change;
    let reported = state.availability[input];
    state.availability[input] = available;
    if available < REPORTED_BELOW && available < reported - REPORTED_STEP {
        let percent = libm::round(100.0 * available) as u8;
        let day = table.today();
        table.announce(day, Fact::Shortage(nation, input as u8, percent));
    }
}

/// Investments in force build capacity toward their target and, when they take effect, fill stocks.
fn invest(table: &mut Table) {
    let slot = table.slot();
    let months = slot.weeks() / WEEKS_PER_MONTH;
    let plan = table.case.regimes.plan();
    for measure in table.case.measure_ids() {
        let lever = table.case.measure(measure);
        if lever.kind != Kind::Investment {
            continue;
        }
        let Measure { level, since, .. } = table.measures[measure.index()];
        let terms = &lever.levels[level as usize];
        for &NewSupply { input, nation, share, lead_months, price_floor } in &terms.capacity {
            let state = &mut table.nations[nation.index()];
            let speed = if price_floor.is_some() { FLOOR_SPEED } else { 1.0 };
            let gain = (share - state.capacity[input]).max(0.0) * (1.0 - libm::exp(-months * speed / lead_months));
            state.capacity[input] += gain;
            let security = plan.scaled(nation, Goal::Security, plan.supply_security * gain);
            let autonomy = plan.scaled(nation, Goal::Autonomy, plan.supply_security * gain);
            state.drift[Goal::Security as usize] += security;
            state.drift[Goal::Autonomy as usize] += autonomy;
            let paid = plan.support(nation, input, gain, price_floor.unwrap_or(1.0));
            let owner = &mut table.nations[lever.owner.index()];
            owner.drift[Goal::Prosperity as usize] -= plan.scaled(lever.owner, Goal::Prosperity, paid);
        }
        if level > 0 && since >= slot.from && since < slot.until {
            let nation = lever.owner;
            for (input, months) in terms.stock_months.iter().enumerate().filter(|(_, months)| **months > 0.0) {
                let state = &mut table.nations[nation.index()];
                state.stock[input] += months;
                let worth = plan.scaled(nation, Goal::Security, plan.supply_security * STOCK_SECURITY);
                state.drift[Goal::Security as usize] += worth * months;
            }
        }
    }
}
