//! The rules of the game, pure: plain values in, plain values out; no ECS, no files, no clock.
//!
//! [`turn`] runs the nine phases over a [`state::Table`], one file a rule family: [`news`], [`posture`], [`talks`], [`commitments`],
//! [`measures`], [`agreements`], [`supply`], [`politics`], [`beliefs`], [`summit`], [`compliance`], [`negotiators`],
//! [`third_parties`]. [`intervention`] is the door for what comes from outside the seats. [`value`] says what things are worth,
//! [`legal`] what a seat may do, [`observation`] what it may know.

pub mod action;
pub mod agreements;
pub mod beliefs;
pub mod case;
pub mod commitments;
pub mod compliance;
pub mod digest;
pub mod event;
pub mod imagination;
pub mod intervention;
pub mod legal;
pub mod measures;
pub mod menu;
pub mod negotiators;
pub mod news;
pub mod observation;
pub mod opening;
pub mod parameters;
pub mod politics;
pub mod posture;
pub mod prospect;
pub mod random;
pub mod reason;
pub mod regime;
pub mod replica;
pub mod seat;
pub mod state;
pub mod summit;
pub mod supply;
pub mod talks;
pub mod third_parties;
pub mod turn;
pub mod value;
