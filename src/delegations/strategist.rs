//! The strategists: they look ahead in games that they imagine, the more the abler they are. Where they do not, they are pragmatists.

use crate::bargaining::Tactic;
use crate::delegations::character::Character;
use crate::delegations::pragmatist;

/// Does not look ahead and often takes what merely looks good.
pub const NOVICE: Character = Character {
    name: "novice",
    about: "means well, gives early and often takes what merely looks good",
    tactic: Tactic::CONCEDER,
    temperature: 2.5,
    ..pragmatist::CHARACTER
};

/// Looks ahead a little.
pub const SEASONED: Character = Character {
    name: "seasoned",
    about: "plays a few ways on in its head before it decides",
    foresight: 18.0,
    ..pragmatist::CHARACTER
};

/// Looks ahead a good deal.
pub const MASTER: Character = Character {
    name: "master",
    about: "plays many ways on in its head before it decides",
    foresight: 216.0,
    ..pragmatist::CHARACTER
};
