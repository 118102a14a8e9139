//! What is worked out of a table once its game is over: its debrief, and how it might have gone. Each is worked out once.

use super::{Hall, lock};
use crate::game::{Game, Input, Leader};
use crate::record::debrief::{self, Debrief, WhatIf};
use crate::rules::case::Case;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Continuations of a table's game that are played for each choice, when there are few tables; more tables share as many.
const CONTINUATIONS: u64 = 20;
const FEWEST_CONTINUATIONS: u64 = 5;

/// Something worked out, with the number of decisions that it is of.
type Dated<T> = (u64, Arc<T>);

/// What was worked out, by table.
#[derive(Default)]
pub(super) struct Hindsight {
    debriefs: Mutex<HashMap<u16, Dated<Debrief>>>,
    what_ifs: Mutex<HashMap<u16, Dated<Vec<WhatIf>>>>,
    /// Held while something is worked out: one at a time.
    working: Mutex<()>,
}

impl Hall {
    /// The debrief of a table whose game is over; worked out once. Takes up to seconds: not for a thread that serves.
    pub fn debrief(&self, table: u16) -> Option<Arc<Debrief>> {
        // One at a time: whoever asks for the same one meanwhile finds it made.
        let _turn = lock(&self.hindsight.working);
        let (version, case, seed, inputs) = self.played(table)?;
        if let Some((known, debrief)) = lock(&self.hindsight.debriefs).get(&table)
            && *known == version
        {
            return Some(debrief.clone());
        }
        let mut game = rebuilt(&case, seed, &inputs)?;
        let made = Arc::new(debrief::of(&mut game, 0, &[]));
        lock(&self.hindsight.debriefs).insert(table, (version, made.clone()));
        Some(made)
    }

    /// How the game of a table that is over tends to end when a party to the summit is led otherwise: from the opening and from the
    /// turn before the summit on. Worked out once. Takes up to seconds: not for a thread that serves.
    pub fn what_if(&self, table: u16) -> Option<Arc<Vec<WhatIf>>> {
        let _turn = lock(&self.hindsight.working);
        let (version, case, seed, inputs) = self.played(table)?;
        if let Some((known, found)) = lock(&self.hindsight.what_ifs).get(&table)
            && *known == version
        {
            return Some(found.clone());
        }
        let tables = self.finished().len() as u64;
        let continuations = (4 * CONTINUATIONS / tables.max(1)).clamp(FEWEST_CONTINUATIONS, CONTINUATIONS);
        let mut game = rebuilt(&case, seed, &inputs)?;
        let made = Arc::new(debrief::what_if(&mut game, continuations, &case.summit.parties));
        lock(&self.hindsight.what_ifs).insert(table, (version, made.clone()));
        Some(made)
    }

    /// What a game that is over is made of, with a number that changes when it does.
    fn played(&self, table: u16) -> Option<(u64, Arc<Case>, u64, Vec<Input>)> {
        let mut room = self.room();
        let seed = room.seed;
        let desk = room.desk(table)?;
        let over = desk.is_over() && desk.is_peopled();
        over.then(|| (desk.taken.len() as u64, desk.case().clone(), seed, desk.inputs()))
    }
}

fn rebuilt(case: &Arc<Case>, seed: u64, inputs: &[Input]) -> Option<Game> {
    let outside = vec![Leader::Outside; case.nations.len()];
    Game::rebuilt(case.clone(), seed, &outside, inputs).ok()
}
