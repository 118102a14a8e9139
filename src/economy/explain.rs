//! Why a region's real income differs between two policies: an exact decomposition along the path between them.
//!
//! Small changes of real income split, by the envelope theorem, into terms of trade, the volume of trade behind taxes, trade costs,
//! shifts of profits, employment and productivity; docs/ECONOMY.md derives it. The first two are Caliendo & Parro's (2015), the
//! profit term is Ossa's (2014). Summed over small steps of the policy they add up to the whole change but for the error of the
//! trapezoidal rule, which is reported as the residual.

use crate::economy::model::Model;
use crate::economy::outputs::Output;
use crate::economy::policy::Policy;
use crate::economy::solver::{NoEquilibrium, Solution};
use libm::{log, pow};

/// Steps of the path from one policy to the other.
const STEPS: usize = 24;

/// Where a change of real income comes from; contributions in percentage points of base real income.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Region.
    pub region: usize,
    /// Real income under the first and the second policy, percent above the base year's.
    pub before: f64,
    /// See `before`.
    pub after: f64,
    /// Prices of exports and imports, `[partner * S + s]`.
    pub terms_of_trade: Vec<f64>,
    /// Volume of imports behind tariffs, `[partner * S + s]`.
    pub volume: Vec<f64>,
    /// Costs of trade other than taxes, bans among them, `[partner * S + s]`.
    pub trade_costs: Vec<f64>,
    /// Public revenue moved by volumes behind export taxes and subsidies, `[partner * S + s]`; the region itself for subsidies.
    pub revenue: Vec<f64>,
    /// Profits shifted with production, by sector.
    pub profits: Vec<f64>,
    /// Employment and its scale effects.
    pub employment: f64,
    /// Output lost to a critical shortage, by sector.
    pub shortage: Vec<f64>,
    /// What the parts leave unexplained.
    pub residual: f64,
    /// The same change as accounts.
    pub accounts: Accounts,
    /// Change of each sector's real value added between the two policies, percent.
    pub sectors: Vec<f64>,
}

/// A change of real income as nominal income by source less prices by sector; contributions in percentage points, adding up
/// exactly (Divisia shares with logarithmic means, Sato 1976).
#[derive(Clone, Debug, PartialEq)]
pub struct Accounts {
    /// Wages.
    pub wages: f64,
    /// Profits.
    pub profits: f64,
    /// Import duties.
    pub duties: f64,
    /// Export taxes less subsidies.
    pub other_revenue: f64,
    /// Consumer prices by sector; a rise of prices is negative.
    pub prices: Vec<f64>,
}

/// A policy on the path with its equilibrium.
struct Point {
    policy: Policy,
    solution: Solution,
}

impl Model {
    /// Explains the change of a region's real income from one policy to another.
    ///
    /// # Errors
    /// [`NoEquilibrium`] when a policy on the way has no equilibrium.
    pub fn explain(&self, from: &Policy, to: &Policy, region: usize) -> Result<Explanation, NoEquilibrium> {
        let mut points = Vec::with_capacity(STEPS + 1);
        for step in 0..=STEPS {
            let policy = self.between(from, to, step as f64 / STEPS as f64);
            let solution = match points.last() {
                None => self.solve(&policy)?,
                Some(Point { solution, .. }) => {
                    self.solve_from(&policy, &solution.start).or_else(|_| self.solve(&policy))?
                }
            };
            points.push(Point { policy, solution });
        }
        let (first, last) = (&points[0], &points[STEPS]);
        let flat = vec![0.0; self.regions * self.sectors];
        let before = self.output(&first.solution, &Output::Welfare, region);
        let after = self.output(&last.solution, &Output::Welfare, region);
        let mut explanation = Explanation {
            region,
            before,
            after,
            terms_of_trade: flat.clone(),
            volume: flat.clone(),
            trade_costs: flat.clone(),
            revenue: flat,
            profits: vec![0.0; self.sectors],
            employment: 0.0,
            shortage: vec![0.0; self.sectors],
            residual: 0.0,
            accounts: self.accounts(&first.solution, &last.solution, region),
            sectors: self.sector_changes(&first.solution, &last.solution, region),
        };
        for pair in points.windows(2) {
            self.add_step(&mut explanation, &pair[0], &pair[1]);
        }
        let scale = points_per_log(before, after);
        explanation.scale(scale);
        explanation.residual = after - before - explanation.explained();
        Ok(explanation)
    }

    /// The policy a share of the way from one to another: taxes in logarithms of one plus the rate, a ban as the flow's weight
    /// falling to nothing.
    fn between(&self, from: &Policy, to: &Policy, share: f64) -> Policy {
        let mix = |from: f64, to: f64| if from == to { from } else { pow(from, 1.0 - share) * pow(to, share) };
        let rates = |from: &[f64], to: &[f64]| {
            from.iter()
                .zip(to)
                .map(|(from, to)| if from == to { *from } else { mix(1.0 + from, 1.0 + to) - 1.0 })
                .collect()
        };
        let factors = |from: &[f64], to: &[f64]| from.iter().zip(to).map(|(from, to)| mix(*from, *to)).collect();
        let mut policy = Policy {
            tariff: rates(&from.tariff, &to.tariff),
            export_tax: rates(&from.export_tax, &to.export_tax),
            iceberg: factors(&from.iceberg, &to.iceberg),
            banned: vec![false; from.banned.len()],
            subsidy: rates(&from.subsidy, &to.subsidy),
            productivity: factors(&from.productivity, &to.productivity),
        };
        for flow in 0..policy.banned.len() {
            let open = match (from.banned[flow], to.banned[flow]) {
                (false, false) => 1.0,
                (true, true) => 0.0,
                (false, true) => 1.0 - share,
                (true, false) => share,
            };
            policy.banned[flow] = open == 0.0;
            if open > 0.0 && open < 1.0 {
                policy.iceberg[flow] *= pow(open, -1.0 / self.theta[flow % self.sectors]);
            }
        }
        policy
    }

    /// Adds one step of the path, as a share of income in logarithms.
    fn add_step(&self, explanation: &mut Explanation, one: &Point, two: &Point) {
        let region = explanation.region;
        let income = 0.5 * (one.solution.income[region] + two.solution.income[region]);
        let share = |amount: f64| amount / income;
        for other in self.abroad(region) {
            for sector in 0..self.sectors {
                let at = other * self.sectors + sector;
                let export = self.step_of(one, two, region, other, sector);
                let import = self.step_of(one, two, other, region, sector);
                explanation.terms_of_trade[at] += share(export.border_price - import.border_price);
                explanation.volume[at] += share(import.taxed_volume);
                explanation.trade_costs[at] -= share(import.trade_cost);
                explanation.revenue[at] += share(export.export_taxed_volume);
            }
        }
        for sector in 0..self.sectors {
            let cell = region * self.sectors + sector;
            let (before, after) = (self.made(one, cell), self.made(two, cell));
            if before.output > 0.0 && after.output > 0.0 {
                let profit = self.dataset.profit[cell];
                let mean = 0.5 * (before.output + after.output);
                explanation.profits[sector] += share(profit * mean * log(after.quantity / before.quantity));
                let made = log(two.policy.productivity[cell] / one.policy.productivity[cell]);
                explanation.shortage[sector] += share((1.0 - profit) * mean * made);
            }
            let paid = 0.5 * (before.subsidy_each + after.subsidy_each);
            explanation.revenue[cell] -= share(paid * (after.quantity - before.quantity));
        }
        let labour = 0.5 * (one.solution.labour[region] + two.solution.labour[region]);
        let hired = log(two.solution.employment[region] / one.solution.employment[region]);
        explanation.employment += share(labour * (1.0 + self.switches.scale_elasticity) * hired);
    }

    fn step_of(&self, one: &Point, two: &Point, exporter: usize, importer: usize, sector: usize) -> FlowStep {
        let flow = self.dataset.flow_index(exporter, importer, sector);
        let cell = exporter * self.sectors + sector;
        let at = |point: &Point| {
            let (tariff, tax) = (point.policy.tariff[flow], point.policy.export_tax[flow]);
            let (value, price) = (point.solution.flows[flow], point.solution.costs[cell]);
            FlowState {
                border_value: value * (1.0 + tax),
                delivered: value * (1.0 + tax) * (1.0 + tariff),
                border_price: log(price * (1.0 + tax)),
                quantity: value / price,
                duty_each: tariff * (1.0 + tax) * price,
                tax_each: tax * price,
                cost: log(point.policy.iceberg[flow]),
                open: !point.policy.banned[flow],
            }
        };
        let (before, after) = (at(one), at(two));
        let more = after.quantity - before.quantity;
        let trade_cost = match (before.open, after.open) {
            (true, true) if before.delivered > 0.0 && after.delivered > 0.0 => {
                logarithmic_mean(before.delivered, after.delivered) * (after.cost - before.cost)
            }
            // Spending falls in step with the flow's weight, so that the integral of spending over the cost is its fall over the elasticity.
            (true, false) => before.delivered / self.theta[sector],
            (false, true) => -after.delivered / self.theta[sector],
            _ => 0.0,
        };
        FlowStep {
            border_price: 0.5 * (before.border_value + after.border_value) * (after.border_price - before.border_price),
            taxed_volume: 0.5 * (before.duty_each + after.duty_each) * more,
            export_taxed_volume: 0.5 * (before.tax_each + after.tax_each) * more,
            trade_cost,
        }
    }

    fn made(&self, point: &Point, cell: usize) -> Made {
        let subsidy = point.policy.subsidy[cell];
        let (output, price) = (point.solution.output[cell], point.solution.costs[cell]);
        Made { output, quantity: output / (1.0 + subsidy) / price, subsidy_each: subsidy * price }
    }

    fn accounts(&self, one: &Solution, two: &Solution, region: usize) -> Accounts {
        let own = region * self.sectors..(region + 1) * self.sectors;
        let profits = |solution: &Solution| -> f64 {
            own.clone().map(|cell| self.dataset.profit[cell] * solution.output[cell]).sum()
        };
        let mean = logarithmic_mean(one.income[region], two.income[region]);
        let before = self.output(one, &Output::Welfare, region);
        let after = self.output(two, &Output::Welfare, region);
        let scale = points_per_log(before, after);
        let part = |before: f64, after: f64| scale * (after - before) / mean;
        Accounts {
            wages: part(one.labour[region], two.labour[region]),
            profits: part(profits(one), profits(two)),
            duties: part(one.duties[region], two.duties[region]),
            other_revenue: part(
                one.export_taxes[region] - one.subsidies[region],
                two.export_taxes[region] - two.subsidies[region],
            ),
            prices: own
                .map(|cell| -scale * self.final_shares[cell] * log(two.sector_prices[cell] / one.sector_prices[cell]))
                .collect(),
        }
    }

    fn sector_changes(&self, one: &Solution, two: &Solution, region: usize) -> Vec<f64> {
        let (before, after) = (self.answer(one), self.answer(two));
        (0..self.sectors)
            .map(|sector| {
                let factor = |percent: f64| 1.0 + percent / 100.0;
                100.0
                    * (factor(after.sector_income(region, sector)) / factor(before.sector_income(region, sector)) - 1.0)
            })
            .collect()
    }
}

/// A flow at one point of the path.
struct FlowState {
    border_value: f64,
    delivered: f64,
    border_price: f64,
    quantity: f64,
    duty_each: f64,
    tax_each: f64,
    cost: f64,
    open: bool,
}

/// What a flow contributes over one step, in the dataset's unit.
struct FlowStep {
    border_price: f64,
    taxed_volume: f64,
    export_taxed_volume: f64,
    trade_cost: f64,
}

/// A sector's production at one point of the path.
struct Made {
    output: f64,
    quantity: f64,
    subsidy_each: f64,
}

/// Percentage points of base real income for a unit of its logarithm, between two levels in percent above base.
fn points_per_log(before: f64, after: f64) -> f64 {
    100.0 * logarithmic_mean(1.0 + before / 100.0, 1.0 + after / 100.0)
}

fn logarithmic_mean(one: f64, two: f64) -> f64 {
    if (two / one - 1.0).abs() < 1e-9 { 0.5 * (one + two) } else { (two - one) / log(two / one) }
}

impl Accounts {
    /// Sum of all entries: the change of real income, percentage points.
    pub fn total(&self) -> f64 {
        self.wages + self.profits + self.duties + self.other_revenue + self.prices.iter().sum::<f64>()
    }
}

impl Explanation {
    /// Sum of all parts but the residual, percentage points.
    pub fn explained(&self) -> f64 {
        self.parts().iter().map(|(_, points)| points).sum()
    }

    /// The parts by name, each summed over partners and sectors, percentage points.
    pub fn parts(&self) -> [(&'static str, f64); 7] {
        let sum = |list: &[f64]| list.iter().sum::<f64>();
        [
            ("terms of trade", sum(&self.terms_of_trade)),
            ("volume of trade", sum(&self.volume)),
            ("trade costs and bans", sum(&self.trade_costs)),
            ("export taxes and subsidies", sum(&self.revenue)),
            ("profits", sum(&self.profits)),
            ("employment", self.employment),
            ("critical shortage", sum(&self.shortage)),
        ]
    }

    /// Everything that a partner accounts for, percentage points.
    pub fn by_partner(&self, partner: usize) -> f64 {
        let sectors = self.profits.len();
        let own = partner * sectors..(partner + 1) * sectors;
        [&self.terms_of_trade, &self.volume, &self.trade_costs, &self.revenue]
            .iter()
            .map(|list| list[own.clone()].iter().sum::<f64>())
            .sum()
    }

    /// Everything that a sector accounts for, percentage points.
    pub fn by_sector(&self, sector: usize) -> f64 {
        let sectors = self.profits.len();
        let traded: f64 = [&self.terms_of_trade, &self.volume, &self.trade_costs, &self.revenue]
            .iter()
            .map(|list| list.iter().skip(sector).step_by(sectors).sum::<f64>())
            .sum();
        traded + self.profits[sector] + self.shortage[sector]
    }

    fn scale(&mut self, factor: f64) {
        let lists = [
            &mut self.terms_of_trade,
            &mut self.volume,
            &mut self.trade_costs,
            &mut self.revenue,
            &mut self.profits,
            &mut self.shortage,
        ];
        for list in lists {
            list.iter_mut().for_each(|value| *value *= factor);
        }
        self.employment *= factor;
    }
}
