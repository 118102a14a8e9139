//! In the style of Agent K (Kawaguchi, Fujita & Ito 2011), the winner of ANAC 2010.

use crate::bargaining::agent::{Condition, View};
use crate::bargaining::bidding::Bidding;
use crate::bargaining::domain::Outcome;
use crate::bargaining::session::Chance;

/// How fast the target gives way to what can be had; the paper's α.
const HASTE: f64 = 3.0;
/// Width of the band of utility, above the target, that offers are drawn from.
const BAND: f64 = 0.05;
/// Chances of acceptance below this count as none.
const LEAST_CHANCE: f64 = 0.1;

/// The most that the counterpart may be expected to offer, from mean μ and deviation σ of what its offers so far are worth:
/// μ + (1 − μ) · d with d = √12 · σ / √(12 · μ · (1 − μ)), the width of its offers over the widest there could be. 1 before it spoke.
fn expected_most(view: &View) -> f64 {
    let count = view.received.len() as f64;
    if count == 0.0 {
        return 1.0;
    }
    let mean = view.received.iter().map(|one| one.utility).sum::<f64>() / count;
    let variance = view.received.iter().map(|one| (one.utility - mean) * (one.utility - mean)).sum::<f64>() / count;
    let widest = mean * (1.0 - mean);
    let width = if widest > 0.0 { libm::sqrt(variance / widest).min(1.0) } else { 0.0 };
    mean + (1.0 - mean) * width
}

/// The target 1 − (1 − expected most) · time^α, never below the reservation value.
fn target(view: &View) -> f64 {
    let reached = libm::pow(view.clock.time(), HASTE);
    (1.0 - (1.0 - expected_most(view)) * reached).min(view.profile.best().0).max(view.floor())
}

/// Asks for a random outcome worth its target, which gives way toward the most that it expects to get.
#[derive(Clone, Copy, Debug, Default)]
pub struct AgentK;

impl Bidding for AgentK {
    fn target(&mut self, view: &View) -> f64 {
        target(view)
    }

    fn offer(&mut self, view: &View, chance: &mut Chance) -> Option<Outcome> {
        let table = view.profile.table()?;
        let target = target(view);
        let (from, to) = (table.place(target), table.place(target + BAND));
        if to <= from {
            return Some(table.at(target));
        }
        table.from_worst(from + chance.below((to - from) as u64) as usize)
    }
}

/// Accepts by chance: with probability time⁵ / 5 + (offer − expected most) + (offer − target), where that is above a tenth.
#[derive(Clone, Copy, Debug, Default)]
pub struct AgentKAcceptance;

impl Condition for AgentKAcceptance {
    fn accepts(&mut self, view: &View, offered: f64, _bidding: &mut dyn Bidding, chance: &mut Chance) -> bool {
        let time = view.clock.time();
        let eager = libm::pow(time, 5.0) / 5.0;
        let probability = eager + (offered - expected_most(view)) + (offered - target(view));
        let accepts = probability > LEAST_CHANCE && chance.uniform() < probability;
        accepts && offered >= view.profile.reservation()
    }
}
