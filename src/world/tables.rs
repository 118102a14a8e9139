//! The view that hands each rule one game at a time, as slices.

use crate::rules::case::Case;
use crate::rules::state::{Channel, Game, Measure, Nation, Negotiator, Relation, Table};
use crate::world::components::{Roster, Seats};
use bevy::ecs::prelude::*;
use bevy::ecs::query::{ArchetypeFilter, ContiguousQueryData};
use bevy::ecs::system::SystemParam;
use std::sync::Arc;

/// The scenario that all games of a World play.
#[derive(Resource)]
pub struct Scenario(pub Arc<Case>);

/// All games of a World.
#[derive(SystemParam)]
pub struct Tables<'w, 's> {
    scenario: Res<'w, Scenario>,
    games: Query<'w, 's, (&'static mut Game, &'static mut Seats, &'static Roster)>,
    nations: Query<'w, 's, (&'static mut Nation, &'static Roster)>,
    negotiators: Query<'w, 's, (&'static mut Negotiator, &'static Roster)>,
    measures: Query<'w, 's, (&'static mut Measure, &'static Roster)>,
    channels: Query<'w, 's, (&'static mut Channel, &'static Roster)>,
    relations: Query<'w, 's, (&'static mut Relation, &'static Roster)>,
}

/// The one run of rows that a query over a single archetype has.
fn rows<'q, D, F>(query: &'q mut Query<D, F>) -> Option<D::Contiguous<'q, 'q>>
where
    D: ContiguousQueryData,
    F: ArchetypeFilter,
{
    let mut runs = query.contiguous_iter_mut().ok()?;
    let first = runs.next();
    debug_assert!(runs.next().is_none(), "a kind of entity is spread over several archetypes");
    first
}

/// Bevy does not promise row order: check that rows match the roster, `each` to a game.
fn in_order(roster: &[Roster], each: usize) -> bool {
    roster
        .iter()
        .enumerate()
        .all(|(row, entry)| entry.lane as usize == row / each && entry.position as usize == row % each)
}

impl Tables<'_, '_> {
    /// Calls a rule with each game's table and seats, lane by lane.
    pub fn each(&mut self, mut rule: impl FnMut(&mut Table, &mut Seats)) {
        let case = &*self.scenario.0;
        let counts = Counts::of(case);
        let Some((mut games, mut seats, lanes)) = rows(&mut self.games) else { return };
        debug_assert!(in_order(lanes, 1));
        let (Some((mut nations, n)), Some((mut negotiators, p)), Some((mut measures, m))) =
            (rows(&mut self.nations), rows(&mut self.negotiators), rows(&mut self.measures))
        else {
            return;
        };
        let (Some((mut channels, c)), Some((mut relations, r))) = (rows(&mut self.channels), rows(&mut self.relations))
        else {
            return;
        };
        debug_assert!(in_order(n, counts.nations) && in_order(p, counts.negotiators) && in_order(m, counts.measures));
        debug_assert!(in_order(c, counts.channels) && in_order(r, counts.relations));
        let states = games.bypass_change_detection().iter_mut().zip(seats.bypass_change_detection());
        let parts = nations
            .bypass_change_detection()
            .chunks_exact_mut(counts.nations)
            .zip(negotiators.bypass_change_detection().chunks_exact_mut(counts.negotiators))
            .zip(measures.bypass_change_detection().chunks_exact_mut(counts.measures))
            .zip(channels.bypass_change_detection().chunks_exact_mut(counts.channels))
            .zip(relations.bypass_change_detection().chunks_exact_mut(counts.relations));
        for ((game, seats), ((((nations, negotiators), measures), channels), relations)) in states.zip(parts) {
            let mut table = Table { case, game, nations, negotiators, measures, channels, relations };
            rule(&mut table, seats);
        }
    }
}

/// Entities of each kind that a game has.
#[derive(Clone, Copy, Debug)]
pub struct Counts {
    /// Nations.
    pub nations: usize,
    /// Negotiators.
    pub negotiators: usize,
    /// Measures.
    pub measures: usize,
    /// Channels.
    pub channels: usize,
    /// Ordered pairs of nations, each with itself included.
    pub relations: usize,
}

impl Counts {
    /// The counts of a case.
    pub fn of(case: &Case) -> Self {
        Counts {
            nations: case.nations.len(),
            negotiators: case.negotiators.len(),
            measures: case.measures.len(),
            channels: case.channels.len(),
            relations: case.nations.len() * case.nations.len(),
        }
    }
}
