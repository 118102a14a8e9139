//! Chance: draws among the legal moves without weighing them. A yardstick for the others.

use crate::bargaining::Tactic;
use crate::delegations::character::{Adjustment, Character};
use crate::delegations::posture::Outlook;
use crate::rules::action::Action;
use crate::rules::observation::Observation;
use crate::rules::reason::Term;

/// Chance.
pub const CHARACTER: Character = Character {
    name: "random",
    about: "draws among the legal moves without weighing them",
    leverage: 0.0,
    prudence: 0.0,
    caution: 0.0,
    goodwill: 0.0,
    reciprocity: 0.0,
    home: 0.0,
    security: 0.0,
    resolve: 0.0,
    honour: 0.0,
    temper: 0.5,
    tactic: Tactic::LINEAR,
    temperature: 10.0,
    foresight: 0.0,
    adjust,
};

/// Every move counts the same: nothing but chance is left.
fn adjust(_: &Observation, _: &Outlook, _: &Action) -> Adjustment {
    Adjustment::Only(Term::Whim, 1e-6)
}
