//! The state of games as components: one archetype a kind, nothing inserted or despawned while games run.

use crate::rules::seat::Occupant;
use crate::rules::state::{Channel, Game, Measure, Nation, Negotiator, Relation};
use bevy::ecs::component::{Component, Mutable, StorageType};

macro_rules! components {
    ($($kind:ty),*) => {
        $(impl Component for $kind {
            const STORAGE_TYPE: StorageType = StorageType::Table;
            type Mutability = Mutable;
        })*
    };
}

// The rules know nothing of an ECS, so the derive cannot stand where the types are defined.
components!(Game, Nation, Negotiator, Measure, Channel, Relation);

/// Where an entity belongs: its game's lane, and its position within the game.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
#[component(immutable)]
pub struct Roster {
    /// Lane of the game.
    pub lane: u32,
    /// Position among its kind.
    pub position: u32,
}

/// Who decides for each seat of a game; an empty seat waits for somebody outside.
#[derive(Component, Default)]
pub struct Seats(pub Vec<Option<Box<dyn Occupant>>>);
