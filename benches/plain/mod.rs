//! The rules in a plain loop: no ECS, one game at a time, the same occupants in its seats.

use std::sync::Arc;
use summitry::rules::case::{Case, ChannelId, MeasureId, NationId};
use summitry::rules::observation::Observation;
use summitry::rules::seat::{Occupant, fallback};
use summitry::rules::state::{Channel, Game, Measure, Nation, Negotiator, Phase, Relation, Table};
use summitry::rules::{opening, turn};

/// A game on plain vectors.
pub struct PlainGame {
    case: Arc<Case>,
    game: Game,
    nations: Vec<Nation>,
    negotiators: Vec<Negotiator>,
    measures: Vec<Measure>,
    channels: Vec<Channel>,
    relations: Vec<Relation>,
    seats: Vec<Box<dyn Occupant>>,
}

impl PlainGame {
    /// A game that has not begun, with an occupant for every seat.
    pub fn new(case: Arc<Case>, seats: Vec<Box<dyn Occupant>>) -> Self {
        let pairs = case.nation_ids().flat_map(|from| case.nation_ids().map(move |to| (from, to)));
        PlainGame {
            game: opening::blank_game(),
            nations: case.nation_ids().map(|id| opening::nation(&case, id)).collect(),
            negotiators: case.negotiators.iter().map(|_| opening::negotiator()).collect(),
            measures: (0..case.measures.len()).map(|at| opening::measure(&case, MeasureId::at(at))).collect(),
            channels: (0..case.channels.len()).map(|at| opening::channel(&case, ChannelId::at(at))).collect(),
            relations: pairs.map(|(from, to)| opening::relation(&case, from, to)).collect(),
            seats,
            case,
        }
    }

    /// Sets the first morning of a game and gives the seats to their occupants.
    pub fn begin(&mut self, seed: u64, index: u64) {
        opening::set(&mut self.parts().0, seed, index, false);
        for (seat, occupant) in self.seats.iter_mut().enumerate() {
            occupant.begin(seed, index, NationId::at(seat).0);
        }
    }

    /// Plays to the end and gives the final state to `read`.
    pub fn play<R>(&mut self, read: impl FnOnce(&Table) -> R) -> R {
        while self.turn() {}
        read(&self.parts().0)
    }

    /// Plays one turn; false when the game is over.
    pub fn turn(&mut self) -> bool {
        let (mut table, seats) = self.parts();
        let now = table.game.turn;
        while table.game.turn == now && table.game.phase != Phase::Over {
            let phase = table.game.phase;
            turn::run_phase(&mut table, phase);
            while let Some(&(seat, ask)) = table.game.waiting.first() {
                let decision = seats[seat.index()].decide(&Observation::new(&table, seat), ask);
                if turn::submit(&mut table, seat, decision.action).is_err() {
                    turn::submit(&mut table, seat, fallback(ask)).expect("the safest answer is legal");
                }
            }
        }
        table.game.phase != Phase::Over
    }

    fn parts(&mut self) -> (Table<'_>, &mut [Box<dyn Occupant>]) {
        let table = Table {
            case: &self.case,
            game: &mut self.game,
            nations: &mut self.nations,
            negotiators: &mut self.negotiators,
            measures: &mut self.measures,
            channels: &mut self.channels,
            relations: &mut self.relations,
        };
        (table, &mut self.seats)
    }
}
