//! What a vector of measure levels is worth to everybody: the trade model, critical inputs and stated effects together.
//!
//! A [`Regime`] depends on the levels alone, so it is computed once and remembered for every game and thread. What depends on a
//! game's own history (stocks, capacity, conduct) is added by `value`.

use crate::economy::{Memo, Store, output_loss};
use crate::rules::case::*;

/// What a regime gives each nation.
#[derive(Clone, Debug)]
pub struct Regime {
    /// Goals scaled so that 0 and 1 are the ends of the scenario's outcome space; not clamped.
    pub goals: [Goals; MAX_NATIONS],
    /// The part of each constituency's value that comes from the income of its sectors.
    pub sectors: [[f64; MAX_CONSTITUENCIES]; MAX_NATIONS],
    /// Real income, percent of the base year's above the base year's.
    pub income: [f64; MAX_NATIONS],
    /// Consumer prices, percent above the base year's.
    pub prices: [f64; MAX_NATIONS],
    /// Deliveries of each critical input, as a share of demand.
    pub supplied: [[f64; MAX_INPUTS]; MAX_NATIONS],
    /// Loss of real income, percent, once stocks have run out.
    pub loss: [f64; MAX_NATIONS],
    /// Whether the trade model found the equilibrium.
    pub solved: bool,
}

/// A critical input as the rules follow it.
#[derive(Clone, Debug)]
pub struct InputPlan {
    /// Name in the economy.
    pub name: String,
    /// Share of each nation's demand by supplying region.
    pub shares: Vec<Vec<f64>>,
    /// Using sectors of each nation: (share of national value added, exposure, cost share, elasticity of substitution).
    pub users: Vec<Vec<(f64, f64, f64, f64)>>,
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
    /// Receiving nations.
    pub receivers: Nations,
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
    /// Loss of real income, percent, when the availability of an input in a nation is `available` of demand.
    ///
    /// The first-order effect of lost output of the using sectors by their share of value added (Hulten 1978).
    pub fn loss(&self, nation: NationId, input: usize, available: f64) -> f64 {
        if available >= 1.0 {
            return 0.0;
        }
        self.inputs[input].users[nation.index()]
            .iter()
            .map(|&(share, exposure, cost_share, elasticity)| {
                100.0 * share * output_loss(exposure, cost_share, elasticity, self.rigidity, available.max(0.0))
            })
            .sum()
    }

    /// The range of a goal, at least a hair wide.
    pub fn range(&self, nation: NationId, goal: Goal) -> f64 {
        self.high[nation.index()][goal as usize] - self.low[nation.index()][goal as usize]
    }

    /// A raw amount of a goal as a share of its range; nothing where the goal cannot vary.
    pub fn scaled(&self, nation: NationId, goal: Goal, raw: f64) -> f64 {
        let range = self.range(nation, goal);
        if range > 1e-12 { raw / range } else { 0.0 }
    }

    fn supplied(&self, levels: &[u8], nation: NationId, input: usize) -> f64 {
        let mut total = 0.0;
        for (supplier, share) in self.inputs[input].shares[nation.index()].iter().enumerate() {
            let left = self
                .deliveries
                .iter()
                .filter(|cut| cut.input == input && cut.supplier == supplier && cut.receivers.has(nation))
                .filter(|cut| levels[cut.measure.index()] == cut.level)
                .fold(1.0, |left, cut| left * cut.share);
            total += share * left;
        }
        total
    }
}

/// The remembered regimes of a case.
pub struct RegimeTable {
    plan: RegimePlan,
    economy: Memo,
    store: Store<Regime>,
}

/// Two to the power of this many regimes are kept.
const SLOT_BITS: u32 = 16;

impl std::fmt::Debug for RegimeTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RegimeTable").field("plan", &self.plan).finish_non_exhaustive()
    }
}

impl RegimeTable {
    /// A table over an economy; the plan's ranges are worked out from the outcome space, to which the options' effects
    /// (`option_range`: least and greatest sum by nation and goal, in the scenario's units) belong.
    pub fn new(mut plan: RegimePlan, economy: Memo, starts: &[u8], option_range: &[(Goals, Goals)]) -> Self {
        let nations = plan.regions.len();
        plan.low = [[f64::INFINITY; Goal::ALL.len()]; MAX_NATIONS];
        plan.high = [[f64::NEG_INFINITY; Goal::ALL.len()]; MAX_NATIONS];
        for nation in 0..nations {
            for goal in 0..Goal::ALL.len() {
                let (mut low, mut high) = (option_range[nation].0[goal], option_range[nation].1[goal]);
                for levels in &plan.effects {
                    let values = levels.iter().map(|effects| effects[nation][goal]);
                    low += values.clone().fold(f64::INFINITY, f64::min);
                    high += values.fold(f64::NEG_INFINITY, f64::max);
                }
                if goal == Goal::Security as usize && !plan.inputs.is_empty() {
                    high += plan.supply_security;
                }
                plan.low[nation][goal] = low;
                plan.high[nation][goal] = high;
            }
        }
        let mut table = RegimeTable { plan, economy, store: Store::new(SLOT_BITS) };
        table.fit_income_ranges(starts);
        table
    }

    /// The plan.
    pub fn plan(&self) -> &RegimePlan {
        &self.plan
    }

    /// Looks up the regime of a vector of levels, solving for it the first time, and gives it to `read`.
    pub fn look<R>(&self, levels: &[u8; MAX_MEASURES], read: impl FnOnce(&Regime) -> R) -> R {
        let key = levels.iter().fold(0u128, |key, level| key << 4 | u128::from(*level));
        self.store.look(key, || self.compute(levels), read)
    }

    /// Number of regimes remembered.
    pub fn len(&self) -> usize {
        self.store.len()
    }

    /// Whether none is remembered yet.
    pub fn is_empty(&self) -> bool {
        self.store.is_empty()
    }

    /// The trade model behind the regimes.
    pub fn economy(&self) -> &Memo {
        &self.economy
    }

    /// Income goals range over the start, each measure alone at each level, and each nation's greedily worst and best mix.
    fn fit_income_ranges(&mut self, starts: &[u8]) {
        let count = self.plan.effects.len();
        let mut start = [0u8; MAX_MEASURES];
        start[..count].copy_from_slice(&starts[..count]);
        let mut samples = vec![start];
        for measure in 0..count {
            for level in 0..self.plan.effects[measure].len() {
                let mut levels = start;
                levels[measure] = level as u8;
                samples.push(levels);
            }
        }
        let seen: Vec<[(f64, f64); MAX_NATIONS]> = samples.iter().map(|levels| self.income_goals(levels)).collect();
        for nation in 0..self.plan.regions.len() {
            let mut extremes = Vec::new();
            for sign in [1.0, -1.0] {
                let mut levels = start;
                for measure in 0..count {
                    let best = (0..samples.len())
                        .filter(|&sample| (0..count).all(|m| m == measure || samples[sample][m] == start[m]))
                        .max_by(|&a, &b| (sign * seen[a][nation].0).total_cmp(&(sign * seen[b][nation].0)));
                    if let Some(best) = best {
                        levels[measure] = samples[best][measure];
                    }
                }
                extremes.push(self.income_goals(&levels));
            }
            for values in seen.iter().chain(&extremes) {
                for (goal, value) in [(Goal::Prosperity, values[nation].0), (Goal::Lobby, values[nation].1)] {
                    let (low, high) =
                        (&mut self.plan.low[nation][goal as usize], &mut self.plan.high[nation][goal as usize]);
                    // Effects never name these two goals, so the additive range is empty and the samples define it.
                    if *low == 0.0 && *high == 0.0 {
                        (*low, *high) = (value, value);
                    }
                    *low = low.min(value);
                    *high = high.max(value);
                }
            }
        }
    }

    fn income_goals(&self, levels: &[u8; MAX_MEASURES]) -> [(f64, f64); MAX_NATIONS] {
        let mut goals = [(0.0, 0.0); MAX_NATIONS];
        if let Ok(answer) = self.economy.point(&levels[..self.plan.effects.len()]) {
            for (nation, &region) in self.plan.regions.iter().enumerate() {
                let loss = self.steady_loss(levels, NationId::at(nation)).0;
                goals[nation] = (answer.real_income[region] - loss, answer.government_welfare[region] - loss);
            }
        }
        goals
    }

    fn steady_loss(&self, levels: &[u8; MAX_MEASURES], nation: NationId) -> (f64, [f64; MAX_INPUTS]) {
        let mut supplied = [1.0; MAX_INPUTS];
        let mut loss = 0.0;
        for (input, share) in supplied.iter_mut().enumerate().take(self.plan.inputs.len()) {
            *share = self.plan.supplied(levels, nation, input);
            loss += self.plan.loss(nation, input, *share);
        }
        (loss, supplied)
    }

    fn compute(&self, levels: &[u8; MAX_MEASURES]) -> Regime {
        let mut regime = Regime {
            goals: [[0.0; Goal::ALL.len()]; MAX_NATIONS],
            sectors: [[0.0; MAX_CONSTITUENCIES]; MAX_NATIONS],
            income: [0.0; MAX_NATIONS],
            prices: [0.0; MAX_NATIONS],
            supplied: [[1.0; MAX_INPUTS]; MAX_NATIONS],
            loss: [0.0; MAX_NATIONS],
            solved: true,
        };
        let count = self.plan.effects.len();
        let answer = self.economy.point(&levels[..count]);
        regime.solved = answer.is_ok();
        for (index, &region) in self.plan.regions.iter().enumerate() {
            let nation = NationId::at(index);
            let (loss, supplied) = self.steady_loss(levels, nation);
            regime.loss[index] = loss;
            regime.supplied[index] = supplied;
            let mut raw = [0.0; Goal::ALL.len()];
            for (measure, effects) in self.plan.effects.iter().enumerate() {
                for (sum, effect) in raw.iter_mut().zip(effects[levels[measure] as usize][index]) {
                    *sum += effect;
                }
            }
            if !self.plan.inputs.is_empty() {
                let share = supplied[..self.plan.inputs.len()].iter().sum::<f64>() / self.plan.inputs.len() as f64;
                raw[Goal::Security as usize] += self.plan.supply_security * share.min(1.0);
            }
            if let Ok(answer) = &answer {
                raw[Goal::Prosperity as usize] += answer.real_income[region] - loss;
                raw[Goal::Lobby as usize] += answer.government_welfare[region] - loss;
                regime.income[index] = answer.real_income[region];
                regime.prices[index] = answer.consumer_prices[region];
                for (group, sectors) in self.plan.sectors[index].iter().enumerate() {
                    regime.sectors[index][group] = sectors
                        .iter()
                        .map(|&(sector, weight)| {
                            let change = answer.sector_income(region, sector);
                            weight * (0.5 + 0.5 * change / self.plan.sector_span).clamp(0.0, 1.0)
                        })
                        .sum();
                }
            }
            for goal in Goal::ALL {
                let low = self.plan.low[index][goal as usize];
                let range = self.plan.range(nation, goal);
                regime.goals[index][goal as usize] =
                    if range > 1e-12 { (raw[goal as usize] - low) / range } else { 0.5 };
            }
        }
        regime
    }
}
