//! The turn: nine phases in order, stopping wherever a seat has to decide.
//!
//! [`advance`] by itself is the whole game as a plain loop; the systems of `world` call [`run_phase`] for many games at a time.

use crate::rules::action::Action;
use crate::rules::case::NationId;
use crate::rules::event::Fact;
use crate::rules::legal::{self, Refusal};
use crate::rules::state::*;
use crate::rules::{
    agreements, beliefs, commitments, compliance, measures, news, politics, posture, summit, supply, talks,
};

/// Takes a game as far as it goes without a decision.
pub fn advance(table: &mut Table) {
    while table.game.waiting.is_empty() && table.game.phase != Phase::Over {
        let phase = table.game.phase;
        run_phase(table, phase);
    }
}

/// Works on one phase of a game that is in it: begins it if it has not begun, and ends it once nobody is waited for.
pub fn run_phase(table: &mut Table, phase: Phase) {
    if table.game.phase != phase {
        return;
    }
    if !table.game.begun {
        table.game.begun = true;
        begin(table, phase);
    }
    if table.game.waiting.is_empty() {
        end(table, phase);
    }
}

fn begin(table: &mut Table, phase: Phase) {
    let epilogue = table.slot().epilogue;
    match phase {
        Phase::News => {
            news::run(table);
            table.refresh();
        }
        Phase::Posture if epilogue => compliance::begin(table),
        Phase::Posture => posture::begin(table),
        Phase::Talks if epilogue => {}
        Phase::Talks => talks::begin(table),
        Phase::Deadlines => {
            measures::take_effect(table);
            agreements::run_out(table);
            commitments::begin(table);
            table.refresh();
        }
        Phase::Economy => supply::run(table),
        Phase::Politics => politics::run(table),
        Phase::Beliefs => beliefs::run(table),
        Phase::Summit => summit::begin(table),
        Phase::Close => close(table),
        Phase::Over => {}
    }
}

fn end(table: &mut Table, phase: Phase) {
    if phase == Phase::Posture && !table.slot().epilogue {
        posture::finish(table);
    }
    if phase == Phase::Deadlines {
        agreements::deliver(table);
    }
    table.settle_tension();
    table.game.begun = false;
    if phase == Phase::Close {
        table.game.turn += 1;
        let over = table.game.turn >= table.case.calendar.turns.len();
        table.game.phase = if over { Phase::Over } else { Phase::News };
    } else {
        table.game.phase = phase.next();
    }
}

/// A play's payoff is the discounted sum over the game plus the final regime over the horizon, as a mean per week (0 to 100).
fn close(table: &mut Table) {
    let last = table.game.turn + 1 >= table.case.calendar.turns.len();
    if last {
        commitments::expire_all(table);
    }
    table.refresh();
    let weeks = table.slot().weeks();
    let horizon = table.case.parameters.horizon_weeks;
    // Most nations are equally patient, and a power is dear.
    let mut known = (1.0, 1.0);
    for nation in table.case.nation_ids() {
        let patience = table.case.nation(nation).patience;
        if known.0 != patience {
            known = (patience, libm::pow(patience, weeks));
        }
        let state = table.nation_mut(nation);
        state.gathered += state.discount * state.payoff * weeks;
        state.weeks += state.discount * weeks;
        state.discount *= known.1;
        if last {
            state.gathered += state.discount * state.payoff * horizon;
            state.weeks += state.discount * horizon;
        }
    }
    if last {
        let day = table.slot().until;
        table.announce(day, Fact::GameOver);
    }
}

/// The one door: takes a seat's action if it is legal, and says why not otherwise, with the state untouched.
pub fn submit(table: &mut Table, seat: NationId, action: Action) -> Result<(), Refusal> {
    let price = legal::check(table, seat, &action)?;
    let Some(ask) = table.game.up(seat) else { return Ok(()) };
    match (ask, action) {
        (Ask::Posture, action) => posture::take(table, seat, action, price),
        (Ask::Talk, action) => talks::take(table, seat, action),
        (Ask::Settle(position), Action::Settle(settlement)) => {
            table.game.waiting.remove(0);
            commitments::settle(table, position as usize, settlement);
            table.refresh();
        }
        (Ask::Attend, Action::Attend(comes)) => summit::attend(table, seat, comes),
        (Ask::Comply(position), Action::Comply(complies)) => compliance::take(table, seat, position, complies),
        (Ask::Vote(group), Action::Vote(ballot)) => summit::vote(table, seat, group, ballot),
        _ => {}
    }
    Ok(())
}
