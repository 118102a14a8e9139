//! Games as lanes of one World: refilled in place until all are played, and watched turn by turn.

use crate::delegations::policy::{BuiltIn, Leadership};
use crate::rules::case::{Case, NationId};
use crate::rules::opening;
use crate::rules::random::replicate_seed;
use crate::rules::seat::Occupant;
use crate::rules::state::{Phase, Table};
use crate::world::components::Seats;
use crate::world::lanes::Lanes;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

/// Games of a World at a time.
pub const LANES: usize = 32;

/// Why a game failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The trade model has no equilibrium for a policy of it; the game went on as if trade did not move.
    Unsolved,
    /// The program panicked over it, and it stopped where it was.
    Panicked,
}

impl Failure {
    /// The reason in words.
    pub fn why(self) -> &'static str {
        match self {
            Failure::Unsolved => "the trade model has no equilibrium for a policy of the game",
            Failure::Panicked => "the program broke over it, which is a mistake of the program: report it",
        }
    }
}

/// Sees every game at the end of each of its turns, and keeps something of it when it is over.
pub trait Watch {
    /// What is kept of a game.
    type Kept;

    /// A game has begun in a lane.
    fn began(&mut self, _lane: usize) {}

    /// A turn of a lane's game has ended.
    fn turned(&mut self, _lane: usize, _table: &mut Table) {}

    /// A lane's game is over, or has failed.
    fn over(&mut self, lane: usize, replicate: u64, table: &mut Table, failure: Option<Failure>) -> Self::Kept;
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
///
/// A panic fails the game over which it happened and no other: the games that were in play are begun again, each by itself, to find
/// the one, and the lanes are built anew for those that follow.
pub fn replicates<W: Watch>(order: Replicates, watch: &mut W) -> Vec<W::Kept> {
    let mut kept: Vec<(u64, W::Kept)> = Vec::with_capacity(order.count as usize);
    let mut next = order.first;
    while (kept.len() as u64) < order.count {
        let mut playing = Vec::new();
        let lanes = catch_unwind(AssertUnwindSafe(|| in_lanes(&order, watch, &mut next, &mut playing, &mut kept)));
        if let Err(panic) = lanes {
            if playing.is_empty() {
                resume_unwind(panic);
            }
            for replicate in playing.into_iter().flatten() {
                kept.push((replicate, alone(&order, watch, replicate)));
            }
        }
    }
    kept.sort_by_key(|(replicate, _)| *replicate);
    kept.into_iter().map(|(_, kept)| kept).collect()
}

/// Plays from the next replicate on in lanes that are refilled in place; `playing` is the replicate that each lane plays, none when
/// there is no further one for it.
fn in_lanes<W: Watch>(
    order: &Replicates,
    watch: &mut W,
    next: &mut u64,
    playing: &mut Vec<Option<u64>>,
    kept: &mut Vec<(u64, W::Kept)>,
) {
    let end = order.first + order.count;
    let width = order.width.clamp(1, (end - *next).max(1) as usize);
    let mut lanes = Lanes::new(order.case.clone(), width);
    lanes.each(|table, seats| {
        seats.0 = order.occupants();
        let taken = (*next < end).then_some(*next);
        playing.push(taken);
        if let Some(replicate) = taken {
            *next += 1;
            begin(table, seats, order, replicate);
            watch.began(playing.len() - 1);
        }
    });
    while (kept.len() as u64) < order.count {
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
            let failure = table.game.unsolved.then_some(Failure::Unsolved);
            kept.push((replicate, watch.over(here, replicate, table, failure)));
            playing[here] = (*next < end).then_some(*next);
            if let Some(following) = playing[here] {
                *next += 1;
                begin(table, seats, order, following);
                watch.began(here);
            }
        });
    }
}

/// Plays one replicate in a World of its own, as far as it goes.
fn alone<W: Watch>(order: &Replicates, watch: &mut W, replicate: u64) -> W::Kept {
    let mut lanes = Lanes::new(order.case.clone(), 1);
    lanes.each(|_, seats| seats.0 = order.occupants());
    watch.began(0);
    let played = catch_unwind(AssertUnwindSafe(|| {
        lanes.each(|table, seats| begin(table, seats, order, replicate));
        while !lanes.all_over() {
            lanes.turn();
            lanes.each(|table, _| watch.turned(0, table));
        }
    }));
    let mut kept = None;
    lanes.each(|table, _| {
        let unsolved = table.game.unsolved.then_some(Failure::Unsolved);
        let failure = if played.is_ok() { unsolved } else { Some(Failure::Panicked) };
        kept = Some(watch.over(0, replicate, table, failure));
    });
    kept.unwrap_or_else(|| unreachable!("a World of one lane has one game"))
}

impl Replicates<'_> {
    fn occupants(&self) -> Vec<Option<Box<dyn Occupant>>> {
        let leader = |nation: NationId| self.leaderships.get(nation.index()).copied().unwrap_or(Leadership::Mixed);
        let occupant = |nation| BuiltIn::new(self.case.clone(), nation, leader(nation));
        self.case.nation_ids().map(|nation| Some(Box::new(occupant(nation)) as Box<dyn Occupant>)).collect()
    }
}

fn begin(table: &mut Table, seats: &mut Seats, order: &Replicates, replicate: u64) {
    let seed = replicate_seed(order.root, replicate);
    opening::set(table, seed, 0, order.recording);
    for (seat, occupant) in seats.0.iter_mut().enumerate() {
        if let Some(occupant) = occupant {
            occupant.begin(seed, 0, NationId::at(seat).0);
        }
    }
}
