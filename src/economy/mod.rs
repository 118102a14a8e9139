//! The trade model: what a policy does to real income, prices, revenue and sectors, in general equilibrium.
//!
//! Pure functions of a [`Dataset`] and a policy. [`Model`] holds the base year, [`Model::solve`] finds the equilibrium in changes
//! ("exact hat algebra", Dekle, Eaton & Kortum 2008; Caliendo & Parro 2015), [`Memo`] remembers answers by measure levels, and
//! `critical` says what a shortage of a critical input costs the sectors that use it.

mod answer;
mod critical;
mod dataset;
mod memo;
mod model;
mod policy;
mod solver;
mod store;
mod table;

pub use answer::Answer;
pub use critical::{CriticalInputs, Use, output_loss};
pub use dataset::{Dataset, ElasticityHorizon, Mobility, RevenueUse, Switches};
pub use memo::Memo;
pub use model::Model;
pub use policy::{Instrument, Mode, Policy, PolicyRow};
pub use solver::{NoEquilibrium, Solution, Start};
pub use store::Store;
