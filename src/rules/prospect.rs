//! Payoffs by levels of measures: of any vector, and of what lies around no deal, by the difference that a level makes.

use crate::rules::case::*;
use crate::rules::regime::{Parts, Regime, Side};
use crate::rules::state::*;

/// What can be had of each critical input with supply that a nation has built, once stocks are gone.
fn available(delivered: &[f64; MAX_INPUTS], capacity: &[f64; MAX_INPUTS]) -> [f64; MAX_INPUTS] {
    let mut available = *delivered;
    for (available, built) in available.iter_mut().zip(capacity) {
        *available = (*available + built).min(1.0);
    }
    available
}

/// How far each goal is met, 0 to 1.
fn goals_of(parts: &Parts, drift: &Goals, spared: f64) -> Goals {
    let mut values = parts.goals(spared);
    for (value, change) in values.iter_mut().zip(drift) {
        *value = (*value + change).clamp(0.0, 1.0);
    }
    values
}

/// Payoff of goals by their weights, 0 to 100.
fn payoff_of(weights: &Goals, parts: &Parts, drift: &Goals, spared: f64) -> f64 {
    100.0 * weighted(weights, &goals_of(parts, drift, spared))
}

/// A nation's payoff under a vector of levels and under departures of single measures from it.
pub struct Prospect<'p> {
    side: Side<'p>,
    weights: &'p Goals,
    drift: Goals,
    capacity: [f64; MAX_INPUTS],
    /// What own supply was last found to keep off.
    cover: Cover,
}

impl Prospect<'_> {
    /// Payoff under the levels as they are, 0 to 100.
    pub fn standing(&mut self) -> f64 {
        let parts = self.side.parts();
        self.payoff(&parts)
    }

    /// Payoff with one measure at another level, 0 to 100.
    pub fn with(&mut self, measure: MeasureId, level: u8) -> f64 {
        let parts = self.side.with(measure, level);
        self.payoff(&parts)
    }

    /// Deliveries of each critical input under the levels as they are, as a share of demand.
    pub fn supplied(&self) -> [f64; MAX_INPUTS] {
        *self.side.parts().supplied()
    }

    fn payoff(&mut self, parts: &Parts) -> f64 {
        let spared = self.spared(parts);
        payoff_of(self.weights, parts, &self.drift, spared)
    }

    fn spared(&mut self, parts: &Parts) -> f64 {
        if self.capacity.iter().all(|built| *built <= 0.0) {
            return 0.0;
        }
        let delivered = *parts.supplied();
        let available = available(&delivered, &self.capacity);
        if !self.cover.fits(&delivered, &available) {
            self.cover = Cover { delivered, available, spared: self.side.spared(parts, &available) };
        }
        self.cover.spared
    }
}

/// Sum of values by their weights.
pub(super) fn weighted(weights: &Goals, values: &Goals) -> f64 {
    weights.iter().zip(values).map(|(weight, value)| weight * value).sum::<f64>()
}

impl Table<'_> {
    /// Payoff of a vector of levels to a nation, 0 to 100, with its own drift.
    pub fn payoff(&self, nation: NationId, levels: &[u8; MAX_MEASURES]) -> f64 {
        self.payoff_with(nation, levels, &self.nation(nation).drift)
    }

    /// How far each goal of a nation is met under a vector of levels, 0 to 1, with its own drift: what its payoff is made of.
    pub fn goals_at(&self, nation: NationId, levels: &[u8; MAX_MEASURES]) -> Goals {
        let parts = self.side(nation).at(levels);
        let spared =
            self.spared_by_capacity(nation, parts.supplied(), |available| self.side(nation).spared(&parts, available));
        goals_of(&parts, &self.nation(nation).drift, spared)
    }

    /// Payoff of a vector of levels to a nation with another drift than its own.
    pub fn payoff_with(&self, nation: NationId, levels: &[u8; MAX_MEASURES], drift: &Goals) -> f64 {
        let parts = self.side(nation).at(levels);
        let spared =
            self.spared_by_capacity(nation, parts.supplied(), |available| self.side(nation).spared(&parts, available));
        payoff_of(&self.case.nation(nation).goals, &parts, drift, spared)
    }

    /// A nation's payoff without any further agreement and around it, with its own drift and supply.
    pub fn prospect(&self, nation: NationId) -> Prospect<'_> {
        let Nation { drift, capacity, covers: [_, cover], .. } = *self.nation(nation);
        Prospect { side: self.side(nation), weights: &self.case.nation(nation).goals, drift, capacity, cover }
    }

    /// What analysts elsewhere make of a nation's payoff without any further agreement and around it: by its reputed weights, from
    /// public things alone.
    pub fn reputed_prospect(&self, nation: NationId) -> Prospect<'_> {
        Prospect {
            side: self.side(nation),
            weights: &self.case.nation(nation).reputed_goals,
            drift: Goals::default(),
            capacity: [0.0; MAX_INPUTS],
            cover: Cover::default(),
        }
    }

    /// What analysts elsewhere take a nation's payoff to be under a vector of levels, 0 to 100.
    pub fn reputed_payoff(&self, nation: NationId, levels: &[u8; MAX_MEASURES]) -> f64 {
        let parts = self.side(nation).at(levels);
        payoff_of(&self.case.nation(nation).reputed_goals, &parts, &Goals::default(), 0.0)
    }

    fn side(&self, nation: NationId) -> Side<'_> {
        self.case.regimes.side(nation, &self.game.no_deal_levels, self.nation(nation).standing)
    }

    /// Share of a shortage's loss that supply built by a nation spares it once stocks are gone, under these deliveries.
    pub(super) fn spared_by_capacity(
        &self,
        nation: NationId,
        delivered: &[f64; MAX_INPUTS],
        work_out: impl FnOnce(&[f64; MAX_INPUTS]) -> f64,
    ) -> f64 {
        let Nation { capacity, covers: [_, cover], .. } = self.nation(nation);
        if capacity.iter().all(|built| *built <= 0.0) {
            return 0.0;
        }
        let available = available(delivered, capacity);
        if cover.fits(delivered, &available) { cover.spared } else { work_out(&available) }
    }

    /// What a nation is spared of a shortage's loss as things stand, by stocks and own supply.
    pub fn cover_now(&self, nation: NationId, regime: &Regime) -> Cover {
        let Nation { availability: available, covers: [cover, _], .. } = *self.nation(nation);
        let delivered = *regime.supplied(nation);
        if cover.fits(&delivered, &available) {
            return cover;
        }
        Cover { delivered, available, spared: regime.spared(nation, &available) }
    }

    /// Keeps what stocks and own supply spare a nation, under the levels in force and without any further agreement.
    pub(super) fn settle_covers(&mut self, nation: NationId, now: &Regime) {
        let state = self.nation(nation);
        let side = self.side(nation);
        let parts = side.parts();
        let (later, built) = (*parts.supplied(), available(parts.supplied(), &state.capacity));
        let mut covers = [self.cover_now(nation, now), state.covers[1]];
        if !covers[1].fits(&later, &built) {
            covers[1] = Cover { delivered: later, available: built, spared: side.spared(&parts, &built) };
        }
        self.nation_mut(nation).covers = covers;
    }
}
