//! Trade-offs: iso-utility search toward the counterpart's last offer (Faratin, Sierra & Jennings 2002).

use crate::bargaining::agent::View;
use crate::bargaining::bidding::{Bidding, aspiration};
use crate::bargaining::domain::{Domain, Outcome};
use crate::bargaining::session::Chance;
use crate::bargaining::utility::Additive;

/// Keeps its aspiration, which falls by the clock, and among outcomes worth it asks for one that is as similar as can be to what the
/// counterpart asked for last.
///
/// The paper climbs from the counterpart's offer to the aspiration by random steps and keeps the most similar; here each step is
/// the one that gains most utility for the similarity it costs, so no chance and no list of outcomes is needed. Similarity of two
/// values is how little the counterpart is thought to mind the change; without a model, how near they stand in their list.
#[derive(Clone, Copy, Debug)]
pub struct TradeOff {
    /// Exponent of the aspiration, above 0.
    pub exponent: f64,
}

impl Bidding for TradeOff {
    fn target(&mut self, view: &View) -> f64 {
        let (best, floor) = (view.profile.best().0, view.profile.reservation());
        (floor + (best - floor) * aspiration(view.clock.time(), self.exponent)).min(best)
    }

    fn offer(&mut self, view: &View, _chance: &mut Chance) -> Option<Outcome> {
        let target = self.target(view);
        let Some(last) = view.received.last() else { return Some(view.profile.best().1) };
        Some(toward(view, last.outcome, target))
    }

    fn needs_table(&self) -> bool {
        false
    }
}

/// What it costs in similarity to have one value of an issue instead of another: 0 for none.
fn dissimilarity(domain: &Domain, estimate: Option<&Additive>, issue: usize, from: usize, to: usize) -> f64 {
    let steps = from.abs_diff(to) as f64 / domain.sizes()[issue].saturating_sub(1).max(1) as f64;
    let position = steps / domain.sizes().len() as f64;
    // The order of a list breaks ties of a model.
    estimate.map_or(position, |estimate| (estimate.of(issue)[from] - estimate.of(issue)[to]).abs() + 1e-3 * position)
}

/// The outcome worth the target that the search from another's offer ends at; the own best when no step leads there.
fn toward(view: &View, offer: Outcome, target: f64) -> Outcome {
    let domain = view.profile.domain();
    let worth = &view.profile.function().additive;
    let issues = domain.sizes().len();
    let cost =
        |issue: usize, value: usize| dissimilarity(domain, view.estimate, issue, domain.value(offer, issue), value);
    let mut at = offer;
    let mut utility = view.profile.utility(at);
    while utility < target {
        let mut best: Option<(f64, Outcome)> = None;
        for issue in 0..issues {
            let now = domain.value(at, issue);
            let values = worth.of(issue);
            for (value, other) in values.iter().enumerate() {
                // More than is missing is of no use.
                let gain = (other - values[now]).min(target - utility);
                if gain <= 1e-12 {
                    continue;
                }
                let score = gain / (cost(issue, value) - cost(issue, now)).max(1e-9);
                if best.is_none_or(|(most, _)| score > most) {
                    best = Some((score, domain.with(at, issue, value)));
                }
            }
        }
        let Some((_, next)) = best else { break };
        at = next;
        let reached = view.profile.utility(at);
        // Constraints may take what the additive part gives.
        if reached <= utility {
            break;
        }
        utility = reached;
    }
    if utility < target {
        return view.profile.best().1;
    }
    // What was given up on the way and is not needed any more goes back to what the other asked for.
    for issue in 0..issues {
        let back = domain.with(at, issue, domain.value(offer, issue));
        if view.profile.utility(back) >= target {
            at = back;
        }
    }
    at
}
