//! What a vector of measure levels is worth to everybody: the trade model, critical inputs and stated effects together.
//!
//! A [`Regime`] depends on the levels alone. Its parts add up: the effects that the scenario states, summed on the spot; deliveries of
//! critical inputs, worked out beforehand for every combination of the measures that touch them; and the trade model's answer, in
//! which a shortage of a critical input lowers the productivity of the sectors that use it, so that it moves prices, wages and trade
//! everywhere. That answer is solved once for each combination of the measures that touch trade or deliveries, and remembered for
//! every game and thread. What depends on a game's own history (stocks, capacity, conduct) is added by `value`.

mod answers;
mod combinations;
mod departures;
mod plan;

pub use departures::{Parts, Side, Standing};
pub use plan::{DeliveryPlan, InputPlan, RegimePlan};

use crate::economy::{Answer, Explanation, Memo, NoEquilibrium, Policy, Solution};
use crate::rules::case::*;
use answers::{Answers, Relief, Trade};
use combinations::Combinations;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// Deliveries of critical inputs, and what they are worth by themselves.
#[derive(Clone, Debug)]
struct Supply {
    /// Deliveries of each input, as a share of demand.
    supplied: [[f64; MAX_INPUTS]; MAX_NATIONS],
    /// First-order loss of real income, percent, once stocks have run out: the measure of what stocks and capacity keep off.
    first_order: [f64; MAX_NATIONS],
    /// Share of its range that supply adds to security.
    security: [f64; MAX_NATIONS],
}

impl Supply {
    fn spared(&self, plan: &RegimePlan, nation: NationId, available: &[f64; MAX_INPUTS]) -> f64 {
        let without = self.first_order[nation.index()];
        let supplied = &self.supplied[nation.index()];
        let more = available.iter().zip(supplied).any(|(available, supplied)| available > supplied);
        if without <= 0.0 || !more {
            return 0.0;
        }
        (1.0 - plan.first_order_loss(nation, available) / without).clamp(0.0, 1.0)
    }
}

/// What a vector of levels gives each nation.
pub struct Regime<'r> {
    table: &'r RegimeTable,
    levels: &'r [u8; MAX_MEASURES],
    trade: Cow<'r, Trade>,
    supply: &'r Supply,
}

impl Regime<'_> {
    /// Goals scaled so that 0 and 1 are the ends of the scenario's outcome space; not clamped. `spared` is the share of the loss by
    /// shortage that stocks and own supply keep off, as [`Regime::spared`] gives it.
    pub fn goals(&self, nation: NationId, spared: f64) -> Goals {
        let share = &self.trade.shares[nation.index()];
        let stated = self.table.effects[nation.index()].sum(self.levels);
        Parts { stated, trade: share.goals, relief: share.relief.goals, supply: self.supply, nation }.goals(spared)
    }

    /// The part of each constituency's value that comes from the income of its sectors, once stocks have run out.
    pub fn sectors(&self, nation: NationId) -> &[f64; MAX_CONSTITUENCIES] {
        &self.trade.shares[nation.index()].sectors
    }

    /// Real income, percent of the base year's above the base year's, when `spared` of a shortage's loss is kept off.
    pub fn income(&self, nation: NationId, spared: f64) -> f64 {
        let share = &self.trade.shares[nation.index()];
        share.income + spared * share.relief.income
    }

    /// Consumer prices, percent above the base year's, when `spared` of a shortage's loss is kept off.
    pub fn prices(&self, nation: NationId, spared: f64) -> f64 {
        let share = &self.trade.shares[nation.index()];
        share.prices - spared * share.relief.prices
    }

    /// Deliveries of each critical input, as a share of demand.
    pub fn supplied(&self, nation: NationId) -> &[f64; MAX_INPUTS] {
        &self.supply.supplied[nation.index()]
    }

    /// Share of a nation's loss by shortage, 0 to 1, that is kept off when `available` of its demand can be had instead of what is
    /// delivered: by the first-order loss of its own using sectors. Somebody who is not short himself spares nothing.
    pub fn spared(&self, nation: NationId, available: &[f64; MAX_INPUTS]) -> f64 {
        self.supply.spared(&self.table.plan, nation, available)
    }

    /// Whether the trade model found the equilibrium.
    pub fn solved(&self) -> bool {
        self.trade.solved
    }
}

/// Effects on every goal, a place over, so that they are added two by two or four by four.
type Row = [f64; Goal::ALL.len() + 1];

/// Row of a measure that has no effect on a nation.
const NO_ROW: u16 = u16::MAX;

/// Stated effects on one nation, as shares of the goals' ranges.
#[derive(Clone, Debug)]
struct Effects {
    /// Value of every goal before anything adds to it.
    floor: Row,
    /// Measures that have any effect, with the row of their level 0.
    measures: Vec<(u8, u16)>,
    /// The row of level 0 of every measure.
    first: [u16; MAX_MEASURES],
    /// Effects by measure and level.
    rows: Vec<Row>,
}

impl Effects {
    /// Sum over all measures.
    fn sum(&self, levels: &[u8; MAX_MEASURES]) -> Row {
        let mut sum = self.floor;
        for &(measure, first) in &self.measures {
            let row = &self.rows[usize::from(first) + usize::from(levels[usize::from(measure) % MAX_MEASURES])];
            for (sum, effect) in sum.iter_mut().zip(row) {
                *sum += effect;
            }
        }
        sum
    }

    /// Moves a sum by the step of one measure from a level to another.
    fn step(&self, sum: &mut Row, measure: usize, from: u8, to: u8) {
        let first = self.first[measure % MAX_MEASURES];
        if first != NO_ROW {
            let row = |level: u8| &self.rows[usize::from(first) + usize::from(level)];
            for ((sum, before), after) in sum.iter_mut().zip(row(from)).zip(row(to)) {
                *sum += after - before;
            }
        }
    }
}

/// The regimes of a case.
pub struct RegimeTable {
    plan: RegimePlan,
    economy: Memo,
    /// Stated effects by nation.
    effects: Vec<Effects>,
    /// Combinations of the measures that touch deliveries.
    deliveries: Combinations,
    supplies: Vec<Supply>,
    /// Combinations of the measures that touch trade or deliveries.
    policies: Combinations,
    /// How far a level of each measure moves within either kind of combinations.
    strides: Strides,
    /// Shared between cases whose trade is the same.
    answers: Arc<Answers>,
    fingerprint: OnceLock<u64>,
}

/// Strides of combinations by measure; 0 where they cannot be counted.
struct Strides {
    deliveries: [usize; MAX_MEASURES],
    policies: [usize; MAX_MEASURES],
}

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
        let counts: Vec<usize> = plan.effects.iter().map(Vec::len).collect();
        let those = |touches: &dyn Fn(usize) -> bool| {
            Combinations::of(counts.iter().copied().enumerate().filter(|(measure, _)| touches(*measure)))
        };
        let delivers = |measure: usize| plan.deliveries.iter().any(|cut| cut.measure.index() == measure);
        let deliveries = those(&delivers);
        let policies = those(&|measure| delivers(measure) || economy.touches_trade(measure));
        let answers = Arc::new(Answers::over(policies.size));
        let countable = matches!(*answers, Answers::Dense(_));
        let strides = Strides {
            deliveries: deliveries.strides(),
            policies: if countable { policies.strides() } else { [0; MAX_MEASURES] },
        };
        let (effects, supplies, fingerprint) = (Vec::new(), Vec::new(), OnceLock::new());
        let mut table =
            RegimeTable { plan, economy, effects, deliveries, supplies, policies, strides, answers, fingerprint };
        table.fit_income_ranges(starts);
        table.scale();
        table
    }

    /// The plan.
    pub fn plan(&self) -> &RegimePlan {
        &self.plan
    }

    /// The regime of a vector of levels; the trade model is solved for it if it was not met before.
    pub fn look<'r>(&'r self, levels: &'r [u8; MAX_MEASURES]) -> Regime<'r> {
        let supply = &self.supplies[self.deliveries.position(levels)];
        let trade = self.answers.get(&self.policies, levels, || self.solve(levels));
        Regime { table: self, levels, trade, supply }
    }

    /// The trade model behind the regimes.
    pub fn economy(&self) -> &Memo {
        &self.economy
    }

    /// Productivity of every sector of the trade model, relative to normal, once stocks have run out under these levels; none when
    /// nothing is short.
    fn productivity(&self, levels: &[u8; MAX_MEASURES]) -> Option<Vec<f64>> {
        let model = self.economy.model();
        self.plan.productivity(levels, model.region_count(), model.sector_count())
    }

    /// The policy that these levels come to in the trade model, with the productivity that a shortage leaves once stocks have run out.
    fn policy(&self, levels: &[u8; MAX_MEASURES]) -> Policy {
        let mut policy = self.economy.policy(&levels[..self.plan.effects.len()]);
        if let Some(productivity) = self.productivity(levels) {
            policy.productivity = productivity;
        }
        policy
    }

    /// The equilibrium of the trade model under these levels, once everything has adjusted and stocks have run out; solved anew.
    ///
    /// # Errors
    /// [`NoEquilibrium`] when the trade model has none.
    pub fn solution(&self, levels: &[u8; MAX_MEASURES]) -> Result<Solution, NoEquilibrium> {
        let productivity = self.productivity(levels).unwrap_or_default();
        self.economy.solution(&levels[..self.plan.effects.len()], &productivity)
    }

    /// Where the change of a nation's real income from one vector of levels to another comes from.
    ///
    /// # Errors
    /// [`NoEquilibrium`] when the trade model has none somewhere on the way.
    pub fn explain(
        &self,
        nation: NationId,
        from: &[u8; MAX_MEASURES],
        to: &[u8; MAX_MEASURES],
    ) -> Result<Explanation, NoEquilibrium> {
        let region = self.plan.regions[nation.index()];
        self.economy.model().explain(&self.policy(from), &self.policy(to), region)
    }

    /// Brings effects and supplies to shares of the goals' ranges, which are known by now.
    fn scale(&mut self) {
        let plan = &self.plan;
        let nations = plan.regions.len();
        for nation in (0..nations).map(NationId::at) {
            let mut effects = Effects {
                floor: Row::default(),
                measures: Vec::new(),
                first: [NO_ROW; MAX_MEASURES],
                rows: Vec::new(),
            };
            for goal in Goal::ALL {
                let range = plan.range(nation, goal);
                // A goal that nothing can move stands in the middle.
                effects.floor[goal as usize] =
                    if range > 1e-12 { -plan.low[nation.index()][goal as usize] / range } else { 0.5 };
            }
            for (measure, levels) in plan.effects.iter().enumerate() {
                let by_level: Vec<Row> = levels
                    .iter()
                    .map(|by_nation| {
                        let mut scaled = Row::default();
                        for goal in Goal::ALL {
                            scaled[goal as usize] = plan.scaled(nation, goal, by_nation[nation.index()][goal as usize]);
                        }
                        scaled
                    })
                    .collect();
                if by_level.iter().flatten().any(|effect| *effect != 0.0) {
                    effects.first[measure] = effects.rows.len() as u16;
                    effects.measures.push((measure as u8, effects.rows.len() as u16));
                    effects.rows.extend(by_level);
                }
            }
            self.effects.push(effects);
        }
        self.supplies =
            (0..self.deliveries.size).map(|position| self.supply(&self.deliveries.levels(position))).collect();
    }

    fn supply(&self, levels: &[u8; MAX_MEASURES]) -> Supply {
        let plan = &self.plan;
        let inputs = plan.inputs.len();
        let mut supply = Supply {
            supplied: [[1.0; MAX_INPUTS]; MAX_NATIONS],
            first_order: [0.0; MAX_NATIONS],
            security: [0.0; MAX_NATIONS],
        };
        for (index, region) in plan.regions.iter().enumerate() {
            let nation = NationId::at(index);
            for (input, share) in supply.supplied[index].iter_mut().enumerate().take(inputs) {
                *share = plan.supplied(levels, *region, input);
            }
            let supplied = &supply.supplied[index];
            supply.first_order[index] = plan.first_order_loss(nation, supplied);
            if inputs > 0 {
                let share = supplied[..inputs].iter().sum::<f64>() / inputs as f64;
                supply.security[index] = plan.scaled(nation, Goal::Security, plan.supply_security * share.min(1.0));
            }
        }
        supply
    }

    /// The trade model's answers for these levels: without any shortage, and with it once stocks have run out; none where there is no
    /// equilibrium.
    fn equilibria(&self, levels: &[u8; MAX_MEASURES]) -> Option<[std::sync::Arc<Answer>; 2]> {
        let levels_of_case = &levels[..self.plan.effects.len()];
        let open = self.economy.point(levels_of_case).ok()?;
        let short = match self.productivity(levels) {
            Some(productivity) => self.economy.solve_short(levels_of_case, &productivity).ok()?,
            None => open.clone(),
        };
        Some([open, short])
    }

    fn solve(&self, levels: &[u8; MAX_MEASURES]) -> Trade {
        let mut trade = Trade::UNSOLVED;
        let Some([open, short]) = self.equilibria(levels) else { return trade };
        trade.solved = true;
        for (index, &region) in self.plan.regions.iter().enumerate() {
            let nation = NationId::at(index);
            let scaled = |answer: &Answer| {
                [
                    self.plan.scaled(nation, Goal::Prosperity, answer.real_income[region]),
                    self.plan.scaled(nation, Goal::Lobby, answer.government_welfare[region]),
                ]
            };
            let share = &mut trade.shares[index];
            share.income = short.real_income[region];
            share.prices = short.consumer_prices[region];
            share.goals = scaled(&short);
            let unhurt = scaled(&open);
            share.relief = Relief {
                goals: [0, 1].map(|goal| unhurt[goal] - share.goals[goal]),
                income: open.real_income[region] - short.real_income[region],
                prices: short.consumer_prices[region] - open.consumer_prices[region],
            };
            for (group, sectors) in self.plan.sectors[index].iter().enumerate() {
                share.sectors[group] = sectors
                    .iter()
                    .map(|&(sector, weight)| {
                        let change = short.sector_income(region, sector);
                        weight * (0.5 + 0.5 * change / self.plan.sector_span).clamp(0.0, 1.0)
                    })
                    .sum();
            }
        }
        trade
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

    /// Real income and lobby-weighted income of every nation, percent, once stocks have run out.
    fn income_goals(&self, levels: &[u8; MAX_MEASURES]) -> [(f64, f64); MAX_NATIONS] {
        let mut goals = [(0.0, 0.0); MAX_NATIONS];
        if let Some([_, short]) = self.equilibria(levels) {
            for (goals, &region) in goals.iter_mut().zip(&self.plan.regions) {
                *goals = (short.real_income[region], short.government_welfare[region]);
            }
        }
        goals
    }
}
