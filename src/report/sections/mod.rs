//! The parts of the page, one file each.

pub mod cells;
pub mod course;
pub mod last_word;
pub mod methods;
pub mod outcomes;
pub mod parameters;
pub mod payoffs;
pub mod question;
pub mod region;
pub mod stories;
