//! A tactic that heads for the Nash point of what it believes (after Nash 1950; Baarslag, Hindriks & Jonker 2013).

use crate::bargaining::agent::View;
use crate::bargaining::analysis::{Efficient, efficient};
use crate::bargaining::bidding::{Bidding, aspiration};
use crate::bargaining::domain::Outcome;
use crate::bargaining::profile::Profile;
use crate::bargaining::session::{Chance, Seat};
use crate::bargaining::utility::Additive;

/// Estimates the Pareto frontier from its own preferences and its model of the counterpart's, and walks along it from its own best to
/// the outcome with the greatest product of gains, where it stays. Without a model it takes the counterpart to want the opposite.
#[derive(Clone, Debug)]
pub struct NashSeeker {
    exponent: f64,
    frontier: Vec<Efficient>,
    /// Offers that the frontier takes account of.
    heard: Option<usize>,
    nash: f64,
}

impl NashSeeker {
    /// With an exponent, above 0, of its way to the Nash point.
    pub fn new(exponent: f64) -> NashSeeker {
        NashSeeker { exponent, frontier: Vec::new(), heard: None, nash: 0.0 }
    }

    /// Brings the frontier up to what was heard.
    fn look(&mut self, view: &View) {
        if self.heard == Some(view.received.len()) {
            return;
        }
        self.heard = Some(view.received.len());
        let own = &view.profile.function().additive;
        let opposite;
        let theirs = match view.estimate.filter(|estimate| estimate.issues() == own.issues()) {
            Some(estimate) => estimate,
            None => {
                opposite = opposite_of(own);
                &opposite
            }
        };
        self.frontier = efficient(own, theirs);
        let reservation = view.profile.reservation();
        let product = |point: &Efficient| (point.utilities[0] - reservation).max(0.0) * point.utilities[1].max(0.0);
        let nash = self.frontier.iter().max_by(|a, b| product(a).total_cmp(&product(b)));
        self.nash = nash.map_or(view.profile.best().0, |point| point.utilities[0]).max(reservation);
    }
}

/// Preferences for whatever another wants least, between 0 and 1.
fn opposite_of(one: &Additive) -> Additive {
    Additive::new((0..one.issues()).map(|issue| {
        let values = one.of(issue);
        let most = values.iter().copied().fold(0.0, f64::max);
        values.iter().map(|value| most - value).collect()
    }))
}

impl Bidding for NashSeeker {
    fn begin(&mut self, _profile: &Profile, _seat: Seat) {
        self.heard = None;
    }

    fn target(&mut self, view: &View) -> f64 {
        self.look(view);
        let best = view.profile.best().0;
        (self.nash + (best - self.nash) * aspiration(view.clock.time(), self.exponent)).min(best)
    }

    fn offer(&mut self, view: &View, _chance: &mut Chance) -> Option<Outcome> {
        let target = self.target(view);
        // The frontier runs from the own best downward, and every step is better for the counterpart.
        let enough = self.frontier.partition_point(|point| point.utilities[0] >= target - 1e-9);
        let point = enough.checked_sub(1).and_then(|last| self.frontier.get(last));
        let rational = point.filter(|point| view.profile.utility(point.outcome) >= view.profile.reservation());
        Some(rational.map_or(view.profile.best().1, |point| point.outcome))
    }

    fn needs_table(&self) -> bool {
        false
    }
}
