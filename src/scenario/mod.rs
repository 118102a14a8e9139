//! Scenario files to a compiled [`crate::rules::case::Case`]: sources, structure, names, and what belongs together.
//!
//! [`spec`] is the format as types, [`document`] parses a file, [`shape`] checks it against their schema, [`compile`] resolves
//! names and builds the case, [`overrides`] changes fields before that, [`template`] writes a new scenario; every mistake of a scenario is reported at once.

pub mod compile;
pub mod document;
pub mod library;
pub mod overrides;
pub mod shape;
pub mod source;
pub mod spec;
pub mod template;

pub use library::{check, load};
