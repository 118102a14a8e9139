//! One system a phase of the turn, each applying its rule to every game that is in that phase.

use crate::rules::case::Nations;
use crate::rules::observation::Observation;
use crate::rules::seat::fallback;
use crate::rules::state::{Phase, Table};
use crate::rules::{event::Fact, turn};
use crate::world::components::Seats;
use crate::world::tables::Tables;

/// Runs a phase of one game: its rule, and the seats that decide in it, until the phase is over or somebody outside is waited for.
fn phase_of(table: &mut Table, seats: &mut Seats, phase: Phase) {
    while table.game.phase == phase {
        turn::run_phase(table, phase);
        if table.game.phase == phase && !decide(table, seats) {
            return;
        }
    }
}

/// Lets the seat that is up decide; false when it is empty, or nobody is up.
pub fn decide(table: &mut Table, seats: &mut Seats) -> bool {
    let Some(&(seat, ask)) = table.game.waiting.first() else { return false };
    let Some(Some(occupant)) = seats.0.get_mut(seat.index()) else { return false };
    let decision = occupant.decide(&Observation::new(table, seat), ask);
    let day = table.today();
    let mut action = decision.action;
    if turn::submit(table, seat, action).is_err() {
        action = fallback(ask);
        // The fallbacks are legal by construction; were one not, the game would wait for somebody outside.
        if turn::submit(table, seat, action).is_err() {
            return false;
        }
    }
    table.note(day, Nations::of([seat]), Fact::Decided(seat, action, decision.reasons));
    true
}

/// News: events, incidents, slips of the tongue.
pub fn news(mut tables: Tables) {
    tables.each(|table, seats| phase_of(table, seats, Phase::News));
}

/// Posture: moves, simultaneous; in the epilogue, compliance.
pub fn posture(mut tables: Tables) {
    tables.each(|table, seats| phase_of(table, seats, Phase::Posture));
}

/// Talks: the meetings of the turn.
pub fn talks(mut tables: Tables) {
    tables.each(|table, seats| phase_of(table, seats, Phase::Talks));
}

/// Deadlines: commitments, schedules, truces.
pub fn deadlines(mut tables: Tables) {
    tables.each(|table, seats| phase_of(table, seats, Phase::Deadlines));
}

/// Economy: critical inputs, capacity, shortages.
pub fn economy(mut tables: Tables) {
    tables.each(|table, seats| phase_of(table, seats, Phase::Economy));
}

/// Politics: approval and capital.
pub fn politics(mut tables: Tables) {
    tables.each(|table, seats| phase_of(table, seats, Phase::Politics));
}

/// Beliefs: credibility and tension.
pub fn beliefs(mut tables: Tables) {
    tables.each(|table, seats| phase_of(table, seats, Phase::Beliefs));
}

/// The summit, on its day.
pub fn summit(mut tables: Tables) {
    tables.each(|table, seats| phase_of(table, seats, Phase::Summit));
}

/// Close: payoffs, and the next turn.
pub fn close(mut tables: Tables) {
    tables.each(|table, seats| phase_of(table, seats, Phase::Close));
}
