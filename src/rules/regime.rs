//! What a vector of measure levels is worth to everybody: the trade model, critical inputs and stated effects together.
//!
//! A [`Regime`] depends on the levels alone. It has three parts that add up: the effects that the scenario states, summed on the
//! spot; deliveries of critical inputs, worked out beforehand for every combination of the measures that touch them; and the
//! trade model's answer, solved once for each combination of the measures that touch trade and remembered for every game and
//! thread. What depends on a game's own history (stocks, capacity, conduct) is added by `value`.

use crate::economy::{Memo, Store, output_loss};
use crate::rules::case::*;
use std::borrow::Cow;
use std::sync::OnceLock;

/// The trade model's answer as nations see it.
#[derive(Clone, Debug)]
struct Trade {
    /// Real income, percent of the base year's above the base year's.
    income: [f64; MAX_NATIONS],
    /// Consumer prices, percent above the base year's.
    prices: [f64; MAX_NATIONS],
    /// Share of their range that trade adds to prosperity and to lobby-weighted income.
    goals: [[f64; 2]; MAX_NATIONS],
    /// The part of each constituency's value that comes from the income of its sectors.
    sectors: [[f64; MAX_CONSTITUENCIES]; MAX_NATIONS],
    /// Whether the model found the equilibrium.
    solved: bool,
}

/// Deliveries of critical inputs, and what goes without them.
#[derive(Clone, Debug)]
struct Supply {
    /// Deliveries of each input, as a share of demand.
    supplied: [[f64; MAX_INPUTS]; MAX_NATIONS],
    /// Loss of real income, percent, once stocks have run out.
    loss: [f64; MAX_NATIONS],
    /// Share of their range that supply adds to prosperity, lobby-weighted income and security.
    goals: [[f64; 3]; MAX_NATIONS],
}

/// What a vector of levels gives each nation.
pub struct Regime<'r> {
    table: &'r RegimeTable,
    levels: &'r [u8; MAX_MEASURES],
    trade: Cow<'r, Trade>,
    supply: &'r Supply,
}

impl Regime<'_> {
    /// Goals scaled so that 0 and 1 are the ends of the scenario's outcome space; not clamped.
    pub fn goals(&self, nation: NationId) -> Goals {
        let effects = &self.table.effects[nation.index()];
        let mut sum = effects.floor;
        for &(measure, first) in &effects.measures {
            let row = effects.rows[usize::from(first) + usize::from(self.levels[usize::from(measure)])];
            for (sum, effect) in sum.iter_mut().zip(row) {
                *sum += effect;
            }
        }
        let (trade, supply) = (&self.trade.goals[nation.index()], &self.supply.goals[nation.index()]);
        sum[Goal::Prosperity as usize] += trade[0] + supply[0];
        sum[Goal::Lobby as usize] += trade[1] + supply[1];
        sum[Goal::Security as usize] += supply[2];
        sum
    }

    /// The part of each constituency's value that comes from the income of its sectors.
    pub fn sectors(&self, nation: NationId) -> &[f64; MAX_CONSTITUENCIES] {
        &self.trade.sectors[nation.index()]
    }

    /// Real income, percent of the base year's above the base year's.
    pub fn income(&self, nation: NationId) -> f64 {
        self.trade.income[nation.index()]
    }

    /// Consumer prices, percent above the base year's.
    pub fn prices(&self, nation: NationId) -> f64 {
        self.trade.prices[nation.index()]
    }

    /// Deliveries of each critical input, as a share of demand.
    pub fn supplied(&self, nation: NationId) -> &[f64; MAX_INPUTS] {
        &self.supply.supplied[nation.index()]
    }

    /// Loss of real income, percent, once stocks have run out.
    pub fn loss(&self, nation: NationId) -> f64 {
        self.supply.loss[nation.index()]
    }

    /// Whether the trade model found the equilibrium.
    pub fn solved(&self) -> bool {
        self.trade.solved
    }
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

/// A position in the combinations of the levels of some measures, by mixed radix.
#[derive(Clone, Debug, Default)]
struct Lattice {
    /// (measure, number of levels, stride).
    axes: Vec<(usize, usize, usize)>,
    size: usize,
}

impl Lattice {
    fn over(measures: impl Iterator<Item = (usize, usize)>) -> Lattice {
        let mut lattice = Lattice { axes: Vec::new(), size: 1 };
        for (measure, levels) in measures {
            lattice.axes.push((measure, levels, lattice.size));
            lattice.size = lattice.size.saturating_mul(levels);
        }
        lattice
    }

    fn position(&self, levels: &[u8]) -> usize {
        self.axes.iter().map(|&(measure, _, stride)| levels[measure] as usize * stride).sum()
    }

    /// The levels at a position; 0 for measures that are not of the lattice.
    fn levels(&self, position: usize) -> [u8; MAX_MEASURES] {
        let mut levels = [0; MAX_MEASURES];
        for &(measure, count, stride) in &self.axes {
            levels[measure] = (position / stride % count) as u8;
        }
        levels
    }
}

/// Answers of the trade model by position; a lattice too large to have a slot for each goes by key.
enum Answers {
    Dense(Vec<OnceLock<Box<Trade>>>),
    Sparse(Store<Trade>),
}

/// Stated effects on one nation, as shares of the goals' ranges.
#[derive(Clone, Debug, Default)]
struct Effects {
    /// Value of every goal before anything adds to it.
    floor: Goals,
    /// Measures that have any effect, with the row of their level 0.
    measures: Vec<(u8, u16)>,
    /// Effects by measure and level.
    rows: Vec<Goals>,
}

/// The regimes of a case.
pub struct RegimeTable {
    plan: RegimePlan,
    economy: Memo,
    /// Stated effects by nation.
    effects: Vec<Effects>,
    supply_lattice: Lattice,
    supplies: Vec<Supply>,
    trade_lattice: Lattice,
    answers: Answers,
}

/// Largest number of combinations that each get a slot of their own.
const DENSE_LIMIT: usize = 1 << 18;
/// Two to the power of this many answers are kept of a larger lattice.
const SPARSE_BITS: u32 = 16;

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
        let touching = |touches: &dyn Fn(usize) -> bool| {
            Lattice::over(counts.iter().copied().enumerate().filter(|(measure, _)| touches(*measure)))
        };
        let supply_lattice = touching(&|measure| plan.deliveries.iter().any(|cut| cut.measure.index() == measure));
        let trade_lattice = touching(&|measure| economy.touches_trade(measure));
        let answers = if trade_lattice.size <= DENSE_LIMIT {
            Answers::Dense((0..trade_lattice.size).map(|_| OnceLock::new()).collect())
        } else {
            Answers::Sparse(Store::new(SPARSE_BITS))
        };
        let mut table = RegimeTable {
            plan,
            economy,
            effects: Vec::new(),
            supply_lattice,
            supplies: Vec::new(),
            trade_lattice,
            answers,
        };
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
        let supply = &self.supplies[self.supply_lattice.position(levels)];
        Regime { table: self, levels, trade: self.trade(levels), supply }
    }

    /// The trade model behind the regimes.
    pub fn economy(&self) -> &Memo {
        &self.economy
    }

    fn trade(&self, levels: &[u8; MAX_MEASURES]) -> Cow<'_, Trade> {
        let position = self.trade_lattice.position(levels);
        match &self.answers {
            Answers::Dense(slots) => Cow::Borrowed(slots[position].get_or_init(|| Box::new(self.solve(levels)))),
            Answers::Sparse(store) => store.get(position as u128, || self.solve(levels)),
        }
    }

    /// Brings effects and supplies to shares of the goals' ranges, which are known by now.
    fn scale(&mut self) {
        let plan = &self.plan;
        let nations = plan.regions.len();
        for nation in (0..nations).map(NationId::at) {
            let mut effects = Effects::default();
            for goal in Goal::ALL {
                let range = plan.range(nation, goal);
                // A goal that nothing can move stands in the middle.
                effects.floor[goal as usize] =
                    if range > 1e-12 { -plan.low[nation.index()][goal as usize] / range } else { 0.5 };
            }
            for (measure, levels) in plan.effects.iter().enumerate() {
                let by_level: Vec<Goals> = levels
                    .iter()
                    .map(|by_nation| {
                        let mut scaled = by_nation[nation.index()];
                        for goal in Goal::ALL {
                            scaled[goal as usize] = plan.scaled(nation, goal, scaled[goal as usize]);
                        }
                        scaled
                    })
                    .collect();
                if by_level.iter().flatten().any(|effect| *effect != 0.0) {
                    effects.measures.push((measure as u8, effects.rows.len() as u16));
                    effects.rows.extend(by_level);
                }
            }
            self.effects.push(effects);
        }
        self.supplies =
            (0..self.supply_lattice.size).map(|position| self.supply(&self.supply_lattice.levels(position))).collect();
    }

    fn supply(&self, levels: &[u8; MAX_MEASURES]) -> Supply {
        let inputs = self.plan.inputs.len();
        let mut supply = Supply {
            supplied: [[1.0; MAX_INPUTS]; MAX_NATIONS],
            loss: [0.0; MAX_NATIONS],
            goals: [[0.0; 3]; MAX_NATIONS],
        };
        for nation in (0..self.plan.regions.len()).map(NationId::at) {
            let (loss, supplied) = self.steady_loss(levels, nation);
            supply.supplied[nation.index()] = supplied;
            supply.loss[nation.index()] = loss;
            let mut security = 0.0;
            if inputs > 0 {
                let share = supplied[..inputs].iter().sum::<f64>() / inputs as f64;
                security = self.plan.supply_security * share.min(1.0);
            }
            supply.goals[nation.index()] = [
                self.plan.scaled(nation, Goal::Prosperity, -loss),
                self.plan.scaled(nation, Goal::Lobby, -loss),
                self.plan.scaled(nation, Goal::Security, security),
            ];
        }
        supply
    }

    fn solve(&self, levels: &[u8; MAX_MEASURES]) -> Trade {
        let mut trade = Trade {
            income: [0.0; MAX_NATIONS],
            prices: [0.0; MAX_NATIONS],
            goals: [[0.0; 2]; MAX_NATIONS],
            sectors: [[0.0; MAX_CONSTITUENCIES]; MAX_NATIONS],
            solved: false,
        };
        let Ok(answer) = self.economy.point(&levels[..self.plan.effects.len()]) else { return trade };
        trade.solved = true;
        for (index, &region) in self.plan.regions.iter().enumerate() {
            let nation = NationId::at(index);
            trade.income[index] = answer.real_income[region];
            trade.prices[index] = answer.consumer_prices[region];
            trade.goals[index] = [
                self.plan.scaled(nation, Goal::Prosperity, answer.real_income[region]),
                self.plan.scaled(nation, Goal::Lobby, answer.government_welfare[region]),
            ];
            for (group, sectors) in self.plan.sectors[index].iter().enumerate() {
                trade.sectors[index][group] = sectors
                    .iter()
                    .map(|&(sector, weight)| {
                        let change = answer.sector_income(region, sector);
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
}
