//! Games as lanes of one World: refilled in place until all are played, and watched turn by turn.

use crate::delegations::policy::{BuiltIn, Leadership};
use crate::rules::case::{Case, NationId};
use crate::rules::opening;
use crate::rules::random::replicate_seed;
use crate::rules::seat::Occupant;
use crate::rules::state::{Phase, Table};
use crate::world::components::Seats;
use crate::world::lanes::Lanes;
use std::sync::Arc;

/// Games of a World at a time.
pub const LANES: usize = 32;

/// Sees every game at the end of each of its turns, and keeps something of it when it is over.
pub trait Watch {
    /// What is kept of a game.
    type Kept;

    /// A game has begun in a lane.
    fn began(&mut self, _lane: usize) {}

    /// A turn of a lane's game has ended.
    fn turned(&mut self, _lane: usize, _table: &mut Table) {}

    /// A lane's game is over.
    fn over(&mut self, lane: usize, replicate: u64, table: &mut Table) -> Self::Kept;
}

/// Replicates to play.
#[derive(Clone, Copy)]
pub struct Replicates<'r> {
    /// Scenario.
    pub case: &'r Arc<Case>,
    /// Who leads each seat; the scenario's mix for seats that are not listed.
    pub leaderships: &'r [Leadership],
    /// Root seed.
    pub root: u64,
    /// First replicate.
    pub first: u64,
    /// How many.
    pub count: u64,
    /// Lanes of the World.
    pub width: usize,
    /// Whether what happens is recorded in the game.
    pub recording: bool,
}

/// Plays replicates; what is kept comes in their order, whatever the number of lanes.
pub fn replicates<W: Watch>(order: Replicates, watch: &mut W) -> Vec<W::Kept> {
    let case = order.case;
    let lanes_wanted = order.width.clamp(1, order.count.max(1) as usize);
    let mut lanes = Lanes::new(case.clone(), lanes_wanted);
    let end = order.first + order.count;
    let mut next = order.first;
    // The replicate that each lane plays; none when there is no further one for it.
    let mut playing: Vec<Option<u64>> = Vec::with_capacity(lanes_wanted);
    lanes.each(|table, seats| {
        seats.0 = case
            .nation_ids()
            .map(|nation| {
                let leadership = order.leaderships.get(nation.index()).copied().unwrap_or(Leadership::Mixed);
                Some(Box::new(BuiltIn::new(case.clone(), nation, leadership)) as Box<dyn Occupant>)
            })
            .collect();
        let taken = (next < end).then_some(next);
        if let Some(replicate) = taken {
            begin(table, seats, order.root, replicate, order.recording);
            watch.began(playing.len());
            next += 1;
        }
        playing.push(taken);
    });
    let mut kept: Vec<(u64, W::Kept)> = Vec::with_capacity(order.count as usize);
    while kept.len() < order.count as usize {
        lanes.turn();
        let mut lane = 0;
        lanes.each(|table, seats| {
            let here = lane;
            lane += 1;
            let Some(replicate) = playing[here] else { return };
            watch.turned(here, table);
            if table.game.phase != Phase::Over {
                return;
            }
            kept.push((replicate, watch.over(here, replicate, table)));
            playing[here] = (next < end).then_some(next);
            if let Some(following) = playing[here] {
                begin(table, seats, order.root, following, order.recording);
                watch.began(here);
                next += 1;
            }
        });
    }
    kept.sort_by_key(|(replicate, _)| *replicate);
    kept.into_iter().map(|(_, kept)| kept).collect()
}

fn begin(table: &mut Table, seats: &mut Seats, root: u64, replicate: u64, recording: bool) {
    let seed = replicate_seed(root, replicate);
    opening::set(table, seed, 0, recording);
    for (seat, occupant) in seats.0.iter_mut().enumerate() {
        if let Some(occupant) = occupant {
            occupant.begin(seed, 0, NationId::at(seat).0);
        }
    }
}
