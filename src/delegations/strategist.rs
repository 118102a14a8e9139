//! The strategists: they look ahead in games that they imagine, the more the abler they are.

use crate::bargaining::Tactic;
use crate::delegations::character::{Character, unadjusted};

/// Like the pragmatist where it does not look ahead.
const STRATEGIST: Character = Character {
    name: "strategist",
    about: "plays the game on in its head before it decides",
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

/// Does not look ahead and often takes what merely looks good.
pub const NOVICE: Character = Character {
    name: "novice",
    about: "means well, gives early and often takes what merely looks good",
    tactic: Tactic::CONCEDER,
    temperature: 2.5,
    ..STRATEGIST
};

/// Looks ahead a little.
pub const SEASONED: Character = Character {
    name: "seasoned",
    about: "plays a few ways on in its head before it decides",
    foresight: 18.0,
    ..STRATEGIST
};

/// Looks ahead a good deal.
pub const MASTER: Character = Character {
    name: "master",
    about: "plays many ways on in its head before it decides",
    foresight: 72.0,
    ..STRATEGIST
};
