//! A tactic that adapts to when and where the counterpart is expected to stop (Yu, Ren & Zhang 2013).

use crate::bargaining::agent::View;
use crate::bargaining::bidding::{Bidding, aspiration};
use crate::bargaining::domain::Outcome;
use crate::bargaining::opponent::{ConcessionForecast, Forecast};
use crate::bargaining::profile::Profile;
use crate::bargaining::session::Seat;

/// Exponent of the way to what is expected: it holds out until late.
const EXPONENT: f64 = 3.0;

/// Forecasts the counterpart's deadline and what it will have conceded by then, and concedes so as to meet it there: not lower, and not
/// later. Without a forecast it concedes to its reservation value at the deadline of the table.
#[derive(Clone, Debug, Default)]
pub struct Adaptive {
    seen: ConcessionForecast,
    forecast: Option<Forecast>,
}

impl Bidding for Adaptive {
    fn begin(&mut self, _profile: &Profile, _seat: Seat) {
        *self = Adaptive::default();
    }

    fn hear(&mut self, view: &View, offer: Outcome) {
        self.seen.observe(view.clock.time(), view.profile.utility(offer));
        self.forecast = self.seen.forecast();
    }

    fn target(&mut self, view: &View) -> f64 {
        let (best, floor) = (view.profile.best().0, view.floor());
        let (deadline, least) = match self.forecast {
            Some(forecast) if view.clock.time() < forecast.deadline => {
                (forecast.deadline, forecast.reservation.max(floor).min(best))
            }
            // The time that was expected has passed: what is left is the table's.
            _ => (1.0, floor),
        };
        least + (best - least) * aspiration(view.clock.time() / deadline, EXPONENT)
    }
}
