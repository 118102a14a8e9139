//! The ECS: components, the `Tables` view, one thin system a phase, lanes of games.
//!
//! All state of a game hangs on its own entities, so the same systems run one game at a desk, a room of parallel tables, or
//! hundreds of lanes of a batch.

pub mod components;
pub mod lanes;
pub mod systems;
pub mod tables;
