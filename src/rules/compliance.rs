//! The epilogue: every party of an agreement keeps it for another turn, or breaks it.

use crate::rules::agreements;
use crate::rules::case::NationId;
use crate::rules::state::*;

/// Asks every party of every agreement reached in the game.
pub fn begin(table: &mut Table) {
    table.refresh();
    for position in 0..table.game.agreements.len() {
        let agreement = &table.game.agreements[position];
        if agreement.status == AgreementStatus::InForce && agreement.opening.is_none() {
            for party in agreement.parties.iter() {
                table.game.waiting.push((party, Ask::Comply(position as u8)));
            }
        }
    }
}

/// Takes a party's decision.
pub fn take(table: &mut Table, seat: NationId, position: u8, complies: bool) {
    table.game.waiting.remove(0);
    if complies {
        return;
    }
    let day = table.today();
    agreements::break_off(table, position as usize, seat, day);
    table.game.waiting.retain(|(_, ask)| *ask != Ask::Comply(position));
    table.refresh();
}

/// What breaking an agreement would bring a party, term by term, in payoff points: the regime without it against the regime
/// with it over the horizon, and the worth of a kept word. Negative: keeping it is better.
pub fn temptation(table: &Table, seat: NationId, position: usize) -> [f64; 2] {
    let agreement = &table.game.agreements[position];
    let mut levels = table.levels();
    for &(measure, level) in &agreement.fallback {
        levels[measure.index()] = level;
    }
    let mut drift = table.nation(seat).drift;
    for (issue, option) in agreement.package.issues() {
        let effects = &table.case.issues[issue].options[option].effects[seat.index()];
        for (goal, effect) in drift.iter_mut().zip(effects) {
            *goal -= effect;
        }
    }
    let without = table.payoff_with(seat, &levels, &drift);
    let with = table.payoff(seat, &table.levels());
    [without - with, -table.case.parameters.promise_value * (0.3 + 0.2 * table.nation(seat).resolve)]
}
