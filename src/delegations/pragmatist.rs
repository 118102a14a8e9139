//! The pragmatist: takes what promises the best payoff one turn ahead, whatever it is called.

use crate::bargaining::Tactic;
use crate::delegations::character::{Character, unadjusted};

/// The pragmatist.
pub const CHARACTER: Character = Character {
    name: "pragmatist",
    about: "weighs every move by its expected payoff one turn ahead",
    leverage: 1.0,
    prudence: 1.0,
    caution: 1.0,
    goodwill: 1.0,
    reciprocity: 0.6,
    home: 1.0,
    security: 1.0,
    resolve: 0.0,
    honour: 0.0,
    temper: 0.25,
    tactic: Tactic::TimeDependent { exponent: 1.6 },
    temperature: 0.6,
    foresight: 0.0,
    adjust: unadjusted,
};
