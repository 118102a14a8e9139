//! The rules in a plain loop: no ECS, one game at a time, the same occupants in its seats.

use std::sync::Arc;
use summitry::rules::case::{Case, NationId};
use summitry::rules::replica::Replica;
use summitry::rules::seat::Occupant;
use summitry::rules::state::Table;

/// A game on plain vectors with its occupants.
pub struct PlainGame {
    replica: Replica,
    seats: Vec<Box<dyn Occupant>>,
}

impl PlainGame {
    /// A game that has not begun, with an occupant for every seat.
    pub fn new(case: Arc<Case>, seats: Vec<Box<dyn Occupant>>) -> Self {
        PlainGame { replica: Replica::new(case), seats }
    }

    /// Sets the first morning of a game and gives the seats to their occupants.
    pub fn begin(&mut self, seed: u64, index: u64) {
        self.replica.begin(seed, index);
        for (seat, occupant) in self.seats.iter_mut().enumerate() {
            occupant.begin(seed, index, NationId::at(seat).0);
        }
    }

    /// Plays to the end and gives the final state to `read`.
    pub fn play<R>(&mut self, read: impl FnOnce(&Table) -> R) -> R {
        while self.turn() {}
        read(&self.replica.table())
    }

    /// Plays one turn; false when the game is over.
    pub fn turn(&mut self) -> bool {
        self.replica.turn(&mut self.seats)
    }
}
