//! The classroom: a class of students at parallel tables of one scenario.
//!
//! A class is what its journal makes of it ([`entry`], [`room`]): roster, tables, clock, messages. [`hall`] is a class in progress:
//! it takes actions, has them written ([`store`]) and tells those who watch. [`compare`], [`deck`] and
//! [`export`] say what the tables came to. [`web`] is how browsers see it. Every decision of a
//! student, a policy or the clock goes through [`crate::game::Game::submit`], and a page shows of a game what the seat's
//! [`crate::rules::observation::Observation`] shows.

pub mod compare;
pub mod deck;
pub mod desk;
pub mod entry;
pub mod export;
pub mod hall;
pub mod markdown;
pub mod material;
pub mod pace;
pub mod room;
pub mod roster;
pub mod secrets;
pub mod store;
pub mod web;
