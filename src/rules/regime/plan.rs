//! What a regime is made of, in the scenario's units: effects, deliveries, users of critical inputs, ranges of goals.

use crate::economy::{Use, output_loss};
use crate::rules::case::*;

/// A critical input as the rules follow it; lists by region of the economy.
#[derive(Clone, Debug)]
pub struct InputPlan {
    /// Name in the economy.
    pub name: String,
    /// Share of each region's demand by supplying region.
    pub shares: Vec<Vec<f64>>,
    /// Using sectors of each region, with their share of the region's value added.
    pub users: Vec<Vec<(f64, Use)>>,
    /// What each region spends on the input in normal times, percent of its value added.
    pub spending: Vec<f64>,
}

/// A cut of deliveries by a level of a measure.
#[derive(Clone, Debug)]
pub struct DeliveryPlan {
    /// Measure.
    pub measure: MeasureId,
    /// Level.
    pub level: u8,
    /// Input.
    pub input: usize,
    /// Supplying region.
    pub supplier: usize,
    /// Receiving regions.
    pub receivers: Vec<usize>,
    /// Share that still comes.
    pub share: f64,
}

/// How a regime is made of its parts.
#[derive(Clone, Debug)]
pub struct RegimePlan {
    /// Region of each nation.
    pub regions: Vec<usize>,
    /// Effects by measure, level and nation, in the scenario's units.
    pub effects: Vec<Vec<[Goals; MAX_NATIONS]>>,
    /// Critical inputs.
    pub inputs: Vec<InputPlan>,
    /// Cuts of deliveries.
    pub deliveries: Vec<DeliveryPlan>,
    /// Sectors that each constituency of each nation lives on, with weights.
    pub sectors: Vec<Vec<Vec<(usize, f64)>>>,
    /// Worth of full availability to security, in the scenario's units.
    pub supply_security: f64,
    /// Share of a gap that cannot be substituted.
    pub rigidity: f64,
    /// Rise of sector income, percent, from the middle of the scale to its top.
    pub sector_span: f64,
    /// Least raw value of each goal over the outcome space.
    pub low: [Goals; MAX_NATIONS],
    /// Greatest raw value.
    pub high: [Goals; MAX_NATIONS],
}

impl RegimePlan {
    /// The range of a goal, at least a hair wide.
    pub fn range(&self, nation: NationId, goal: Goal) -> f64 {
        self.high[nation.index()][goal as usize] - self.low[nation.index()][goal as usize]
    }

    /// A raw amount of a goal as a share of its range; nothing where the goal cannot vary.
    pub fn scaled(&self, nation: NationId, goal: Goal, raw: f64) -> f64 {
        let range = self.range(nation, goal);
        if range > 1e-12 { raw / range } else { 0.0 }
    }

    /// Loss of a nation's real income, percent, to first order, when `available` of its demand for each input can be had: lost output
    /// of the using sectors by their share of value added (Hulten 1978).
    ///
    /// It measures how much of a shortage stocks and new capacity keep off; the loss itself comes from the trade model.
    pub fn first_order_loss(&self, nation: NationId, available: &[f64; MAX_INPUTS]) -> f64 {
        let region = self.regions[nation.index()];
        let of = |(input, plan): (usize, &InputPlan)| -> f64 {
            if available[input] >= 1.0 {
                return 0.0;
            }
            plan.users[region].iter().map(|(share, user)| 100.0 * share * self.lost(user, available[input])).sum()
        };
        self.inputs.iter().enumerate().map(of).sum()
    }

    /// What a guaranteed price costs the budget that pays it, percent of the nation's value added: the difference to the normal price
    /// for new supply of `share` of demand. Nothing is subtracted for times of shortage, when the market may pay more.
    pub fn support(&self, nation: NationId, input: usize, share: f64, price_floor: f64) -> f64 {
        share * (price_floor - 1.0) * self.inputs[input].spending[self.regions[nation.index()]]
    }

    /// Productivity of every sector relative to normal, `[region * sectors + sector]`, once stocks have run out under these levels;
    /// none when nothing is short.
    pub(super) fn productivity(&self, levels: &[u8], regions: usize, sectors: usize) -> Option<Vec<f64>> {
        let mut productivity = vec![1.0; regions * sectors];
        let mut short = false;
        for (input, plan) in self.inputs.iter().enumerate() {
            for (region, users) in plan.users.iter().enumerate() {
                let available = self.supplied(levels, region, input);
                if available < 1.0 {
                    short = true;
                    for (_, user) in users {
                        let cell = &mut productivity[region * sectors + user.sector];
                        *cell = (*cell * (1.0 - self.lost(user, available))).max(1e-3);
                    }
                }
            }
        }
        short.then_some(productivity)
    }

    /// Deliveries of an input to a region under these levels, as a share of demand.
    pub(super) fn supplied(&self, levels: &[u8], region: usize, input: usize) -> f64 {
        let shares = self.inputs[input].shares[region].iter().enumerate();
        shares.map(|(supplier, share)| share * self.left(levels, supplier, region, input)).sum()
    }

    /// Share of what a region normally gets of an input from a supplier that still comes under these levels, 0 to 1.
    pub fn left(&self, levels: &[u8], supplier: usize, region: usize, input: usize) -> f64 {
        self.deliveries
            .iter()
            .filter(|cut| cut.input == input && cut.supplier == supplier && cut.receivers.contains(&region))
            .filter(|cut| levels[cut.measure.index()] == cut.level)
            .fold(1.0, |left, cut| left * cut.share)
    }

    fn lost(&self, user: &Use, available: f64) -> f64 {
        output_loss(user.exposure, user.cost_share, user.elasticity, self.rigidity, available)
    }
}
