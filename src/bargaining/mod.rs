//! Automated negotiation: domains, preferences, protocols, tactics, acceptance, opponent models and analysis, on plain values.
//!
//! Names are the field's: Faratin, Sierra & Jennings (1998) for tactics, Baarslag et al. (2014) for acceptance conditions and for what
//! an agent is made of. A game's tables hold partial [`Package`]s of few issues in one word; the library's sessions hold complete
//! outcomes of domains of any size by their index. [`partial`] leads from the one to the other.

mod acceptance;
pub mod agent;
pub mod analysis;
pub mod bidding;
pub mod domain;
pub mod explained;
pub mod floor;
pub mod genius;
mod logroll;
pub mod opponent;
mod package;
pub mod partial;
mod preferences;
pub mod profile;
pub mod protocol;
pub mod registry;
pub mod session;
pub mod table;
mod tactic;
pub mod utility;

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
