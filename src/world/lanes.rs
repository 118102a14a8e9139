//! Many games as lanes of one World: built once, refilled in place.

use crate::rules::case::{Case, ChannelId, MeasureId, NationId};
use crate::rules::opening;
use crate::rules::state::{Phase, Table};
use crate::world::components::{Roster, Seats};
use crate::world::systems;
use crate::world::tables::{Counts, Scenario, Tables};
use bevy::ecs::prelude::*;
use bevy::ecs::schedule::{LogLevel, ScheduleBuildSettings, SingleThreadedExecutor};
use bevy::ecs::system::SystemState;
use std::sync::Arc;

/// A World with a fixed number of lanes, and the schedule of a turn.
pub struct Lanes {
    world: World,
    schedule: Schedule,
    tables: SystemState<Tables<'static, 'static>>,
}

impl Lanes {
    /// A World of `lanes` games of a case, none begun.
    pub fn new(case: Arc<Case>, lanes: usize) -> Self {
        let mut world = World::new();
        let counts = Counts::of(&case);
        let lane_of = |row: usize, each: usize| Roster { lane: (row / each) as u32, position: (row % each) as u32 };
        world.spawn_batch(
            (0..lanes).map(|lane| (opening::blank_game(), Seats::default(), lane_of(lane, 1))).collect::<Vec<_>>(),
        );
        let nation = |row: usize| opening::nation(&case, NationId::at(row % counts.nations));
        world.spawn_batch(
            (0..lanes * counts.nations).map(|row| (nation(row), lane_of(row, counts.nations))).collect::<Vec<_>>(),
        );
        world.spawn_batch(
            (0..lanes * counts.negotiators)
                .map(|row| (opening::negotiator(), lane_of(row, counts.negotiators)))
                .collect::<Vec<_>>(),
        );
        let measure = |row: usize| opening::measure(&case, MeasureId::at(row % counts.measures));
        world.spawn_batch(
            (0..lanes * counts.measures).map(|row| (measure(row), lane_of(row, counts.measures))).collect::<Vec<_>>(),
        );
        let channel = |row: usize| opening::channel(&case, ChannelId::at(row % counts.channels));
        world.spawn_batch(
            (0..lanes * counts.channels).map(|row| (channel(row), lane_of(row, counts.channels))).collect::<Vec<_>>(),
        );
        let relation = |row: usize| {
            let pair = row % counts.relations;
            opening::relation(&case, NationId::at(pair / counts.nations), NationId::at(pair % counts.nations))
        };
        world.spawn_batch(
            (0..lanes * counts.relations)
                .map(|row| (relation(row), lane_of(row, counts.relations)))
                .collect::<Vec<_>>(),
        );
        world.insert_resource(Scenario(case));
        let mut schedule = Schedule::default();
        schedule.set_executor(SingleThreadedExecutor::new());
        schedule
            .set_build_settings(ScheduleBuildSettings { ambiguity_detection: LogLevel::Error, ..Default::default() });
        schedule.add_systems(
            (
                systems::news,
                systems::posture,
                systems::talks,
                systems::deadlines,
                systems::economy,
                systems::politics,
                systems::beliefs,
                systems::summit,
                systems::close,
            )
                .chain(),
        );
        let tables = SystemState::new(&mut world);
        Lanes { world, schedule, tables }
    }

    /// Runs a turn of every game that does not wait for somebody outside.
    pub fn turn(&mut self) {
        self.schedule.run(&mut self.world);
    }

    /// Calls `visit` with each game's table and seats, lane by lane.
    pub fn each(&mut self, visit: impl FnMut(&mut Table, &mut Seats)) {
        if let Ok(mut tables) = self.tables.get_mut(&mut self.world) {
            tables.each(visit);
        }
    }

    /// Whether every game is over.
    pub fn all_over(&mut self) -> bool {
        let mut over = true;
        self.each(|table, _| over &= table.game.phase == Phase::Over);
        over
    }
}
