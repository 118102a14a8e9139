//! Time-dependent tactics (Faratin, Sierra & Jennings 1998), as NegMAS 0.16 plays them.

use crate::bargaining::agent::View;
use crate::bargaining::bidding::Bidding;
use crate::bargaining::domain::Outcome;
use crate::bargaining::profile::Profile;
use crate::bargaining::session::{Chance, Seat};

/// What an offer may miss its target by.
const SLACK: f64 = 1e-4;

/// Aspiration 1 − time^exponent, from 1 at the start of the talks to 0 at their end; `time` is their share that is over.
pub fn aspiration(time: f64, exponent: f64) -> f64 {
    1.0 - libm::pow(time.clamp(0.0, 1.0), exponent)
}

/// Concedes from the best outcome to the reservation value by the clock alone.
#[derive(Clone, Debug)]
pub struct TimeDependent {
    exponent: f64,
    /// Target and offer by round, as far as they were needed: they are the same in every session of this length.
    schedule: Vec<(f64, Outcome)>,
    rounds: u32,
}

impl TimeDependent {
    /// Holds out until late.
    pub const BOULWARE: f64 = 4.0;
    /// Concedes evenly.
    pub const LINEAR: f64 = 1.0;
    /// Concedes early.
    pub const CONCEDER: f64 = 0.25;

    /// With an exponent above 0: above 1 it holds out (Boulware), below 1 it gives early (Conceder). The exponent is one over the β of
    /// the paper.
    pub fn new(exponent: f64) -> TimeDependent {
        TimeDependent { exponent, schedule: Vec::new(), rounds: 0 }
    }

    fn at(&mut self, view: &View) -> (f64, Outcome) {
        let round = view.clock.round;
        while self.schedule.len() <= round as usize {
            let clock = crate::bargaining::session::Clock { round: self.schedule.len() as u32, ..view.clock };
            let target = target(view, aspiration(clock.time(), self.exponent));
            let offer = view.profile.table().map_or(0, |table| table.at(target));
            self.schedule.push((target, offer));
        }
        self.schedule[round as usize]
    }
}

/// The target of an aspiration between the least that it would ask for (0) and the best outcome (1).
fn target(view: &View, aspiration: f64) -> f64 {
    let (floor, best) = (view.floor(), view.profile.best().0);
    // With no outcome worth the reservation value there is nothing between the two.
    ((best - floor) * aspiration + floor - SLACK).min(best).max(floor)
}

impl Bidding for TimeDependent {
    fn begin(&mut self, _profile: &Profile, seat: Seat) {
        if self.rounds != seat.rounds {
            self.rounds = seat.rounds;
            self.schedule.clear();
        }
    }

    fn target(&mut self, view: &View) -> f64 {
        self.at(view).0
    }

    fn offer(&mut self, view: &View, _chance: &mut Chance) -> Option<Outcome> {
        Some(self.at(view).1)
    }
}
