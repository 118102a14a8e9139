//! The hawk: presses, answers pressure with more of it, and would rather carry out a threat than be seen to back down.

use crate::bargaining::Tactic;
use crate::delegations::character::{Character, unadjusted};

/// The hawk.
pub const CHARACTER: Character = Character {
    name: "hawk",
    about: "presses early, gives late, would rather carry out a threat than back down",
    leverage: 1.3,
    prudence: 0.8,
    caution: 0.35,
    goodwill: 0.3,
    reciprocity: 1.3,
    home: 1.4,
    security: 1.1,
    resolve: 2.5,
    honour: -1.0,
    temper: 0.8,
    tactic: Tactic::BOULWARE,
    temperature: 1.0,
    foresight: 0.0,
    adjust: unadjusted,
};
