//! Who decides for a seat that no person leads: the built-in policies, one file each, and what they share.
//!
//! A policy is a [`character::Character`]: weights over the same named terms, so that every decision can be explained term by
//! term and the hawk told from the dove. [`posture`] weighs moves, [`table`] bargains, [`resolve`] settles what falls due.
//! A policy sees an `Observation` and nothing else.

pub mod brinkman;
pub mod character;
pub mod choice;
pub mod dove;
pub mod hawk;
pub mod legalist;
pub mod lookahead;
pub mod parameters;
pub mod policy;
pub mod posture;
pub mod pragmatist;
pub mod random;
pub mod resolve;
pub mod strategist;
pub mod table;
pub mod tit_for_tat;
