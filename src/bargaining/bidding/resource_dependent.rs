//! Resource-dependent tactic (Faratin, Sierra & Jennings 1998), with time as the resource.

use crate::bargaining::agent::View;
use crate::bargaining::bidding::Bidding;

/// Aspires to 1 − e^(−resource): with plenty of the resource to the best, with none to the reservation value. The resource is the share
/// of the talks that is left, times a scale.
#[derive(Clone, Copy, Debug)]
pub struct ResourceDependent {
    /// How much of the resource there is at the start, above 0.
    pub resource: f64,
}

impl Bidding for ResourceDependent {
    fn target(&mut self, view: &View) -> f64 {
        let left = self.resource * (1.0 - view.clock.time());
        let (floor, best) = (view.floor(), view.profile.best().0);
        (floor + (best - floor) * (1.0 - libm::exp(-left))).min(best).max(floor)
    }
}
