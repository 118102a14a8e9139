//! Statistics of many games: intervals, resampling, survival, sensitivity, scenario discovery, paired comparison, empirical games.
//!
//! Pure: numbers in, numbers out, chance from a seed alone. `docs/STATISTICS.md` gives each formula with its paper and says when not
//! to trust it.

pub mod alpha_rank;
pub mod bootstrap;
pub mod chance;
pub mod discovery;
pub mod empirical_game;
pub mod equilibrium;
pub mod interval;
pub mod paired;
pub mod sensitivity;
pub mod survival;
