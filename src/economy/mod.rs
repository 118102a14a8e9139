//! The trade model: what a policy does to real income, prices, revenue and sectors, in general equilibrium.
//!
//! Pure functions of a [`Dataset`] and a policy. [`Model`] holds the base year, [`Model::solve`] finds the equilibrium in changes
//! ("exact hat algebra", Dekle, Eaton & Kortum 2008; Caliendo & Parro 2015), [`Memo`] remembers answers by measure levels, and
//! `critical` says what a shortage of a critical input costs the sectors that use it.

mod anderson;
mod answer;
mod ascent;
mod critical;
mod dataset;
mod explain;
mod linearisation;
mod memo;
mod model;
mod optimum;
mod outputs;
mod policy;
mod solver;
mod squeeze;
mod store;
mod sweep;
mod switches;
mod table;
mod vector;
mod wedges;

pub use answer::Answer;
pub use critical::{Capacity, CriticalInputs, Use, output_loss};
pub use dataset::Dataset;
pub use explain::{Accounts, Explanation};
pub use memo::Memo;
pub use model::Model;
pub use optimum::{Chosen, Objective};
pub use outputs::Output;
pub use policy::{Instrument, Mode, Policy, PolicyRow};
pub use solver::{NoEquilibrium, Solution, Start};
pub use squeeze::{FLOOR_SPEED, SqueezeMonth, SqueezeRules, squeeze};
pub use store::Store;
pub use switches::{ElasticityHorizon, Mobility, RevenueUse, Switches};
