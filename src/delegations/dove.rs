//! The dove: eases, reassures and meets; it threatens next to never and rarely carries a threat out.

use crate::bargaining::Tactic;
use crate::delegations::character::{Character, unadjusted};

/// The dove.
pub const CHARACTER: Character = Character {
    name: "dove",
    about: "eases, reassures and meets; threatens next to never",
    leverage: 0.3,
    prudence: 1.0,
    caution: 2.2,
    goodwill: 1.8,
    reciprocity: 0.2,
    home: 0.6,
    security: 0.8,
    resolve: -1.5,
    honour: 2.0,
    temper: 0.05,
    tactic: Tactic::CONCEDER,
    temperature: 1.0,
    foresight: 0.0,
    adjust: unadjusted,
};
