//! Automated negotiation: packages, preferences, tactics, acceptance and opponent models, on plain values.
//!
//! Names are the field's: Faratin, Sierra & Jennings (1998) for tactics, Baarslag et al. (2014) for acceptance conditions.

mod acceptance;
pub mod analysis;
mod logroll;
mod opponent;
mod package;
mod preferences;
mod tactic;

pub use acceptance::{Acceptance, Situation};
pub use logroll::logroll;
pub use opponent::{FrequencyModel, OpponentModel};
pub use package::Package;
pub use preferences::Preferences;
pub use tactic::{Progress, Tactic};

/// Most issues of a negotiation.
pub const MAX_ISSUES: usize = 16;
/// Most options of an issue.
pub const MAX_OPTIONS: usize = 8;
