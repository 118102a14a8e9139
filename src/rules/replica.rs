//! A game on plain vectors, apart from any world: for looking ahead, and as the rules without an ECS.

use crate::rules::case::{Case, ChannelId, MeasureId, NationId};
use crate::rules::observation::Observation;
use crate::rules::seat::{Occupant, fallback};
use crate::rules::state::{Channel, Game, Measure, Nation, Negotiator, Phase, Relation, Table};
use crate::rules::{opening, turn};
use std::sync::Arc;

/// A game that stands by itself.
pub struct Replica {
    case: Arc<Case>,
    game: Game,
    nations: Vec<Nation>,
    negotiators: Vec<Negotiator>,
    measures: Vec<Measure>,
    channels: Vec<Channel>,
    relations: Vec<Relation>,
}

impl Replica {
    /// A game of a case that has not begun.
    pub fn new(case: Arc<Case>) -> Self {
        let pairs = case.nation_ids().flat_map(|from| case.nation_ids().map(move |to| (from, to)));
        Replica {
            game: opening::blank_game(),
            nations: case.nation_ids().map(|id| opening::nation(&case, id)).collect(),
            negotiators: case.negotiators.iter().map(|_| opening::negotiator()).collect(),
            measures: (0..case.measures.len()).map(|at| opening::measure(&case, MeasureId::at(at))).collect(),
            channels: (0..case.channels.len()).map(|at| opening::channel(&case, ChannelId::at(at))).collect(),
            relations: pairs.map(|(from, to)| opening::relation(&case, from, to)).collect(),
            case,
        }
    }

    /// Sets the first morning of a game.
    pub fn begin(&mut self, seed: u64, index: u64) {
        opening::set(&mut self.table(), seed, index, false);
    }

    /// Takes over the state of another game of the same case, without its record of events.
    pub fn copy(&mut self, other: &Table) {
        self.table().copy_from(other);
    }

    /// Takes over the state of another replica of the same case.
    pub fn copy_replica(&mut self, other: &Replica) {
        self.game.clone_from(&other.game);
        self.nations.clone_from(&other.nations);
        self.negotiators.clone_from(&other.negotiators);
        self.measures.clone_from(&other.measures);
        self.channels.clone_from(&other.channels);
        self.relations.clone_from(&other.relations);
    }

    /// The game as the rules see it.
    pub fn table(&mut self) -> Table<'_> {
        Table {
            case: &self.case,
            game: &mut self.game,
            nations: &mut self.nations,
            negotiators: &mut self.negotiators,
            measures: &mut self.measures,
            channels: &mut self.channels,
            relations: &mut self.relations,
        }
    }

    /// Plays one turn, or what is left of it, with these occupants by nation; false when the game is over.
    pub fn turn<O: Occupant>(&mut self, seats: &mut [O]) -> bool {
        let mut table = self.table();
        let now = table.game.turn;
        while table.game.turn == now && table.game.phase != Phase::Over {
            while let Some(&(seat, ask)) = table.game.waiting.first() {
                let decision = seats[seat.index()].decide(&Observation::new(&table, seat), ask);
                if turn::submit(&mut table, seat, decision.action).is_err()
                    && turn::submit(&mut table, seat, fallback(ask)).is_err()
                {
                    // The fallbacks are legal by construction; were one not, the game could not go on.
                    return false;
                }
            }
            let phase = table.game.phase;
            turn::run_phase(&mut table, phase);
        }
        table.game.phase != Phase::Over
    }

    /// Plays to the end.
    pub fn play<O: Occupant>(&mut self, seats: &mut [O]) {
        while self.turn(seats) {}
    }

    /// Payoff of the play so far to a nation, a mean per week, 0 to 100.
    pub fn score(&mut self, nation: NationId) -> f64 {
        self.table().score(nation)
    }
}
