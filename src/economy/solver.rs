//! The equilibrium of the trade model under a policy.
//!
//! Unknown are the logarithms of wages, of price indices and of expenditure by region and sector, and of labour supply, all
//! relative to the base year and in units of world value added. One sweep maps them to what markets imply; the equilibrium is
//! its fixed point, found by Anderson acceleration (Walker & Ni 2011). Only +, −, ×, ÷ and libm's exp, log and pow are used, so
//! that every machine finds the same bits.

use crate::economy::dataset::Mobility;
use crate::economy::model::Model;
use crate::economy::policy::Policy;
use libm::{exp, log, pow};
use std::fmt;

/// Largest difference, in logarithms, between the unknowns and what a sweep makes of them.
const TOLERANCE: f64 = 1e-11;
/// Most sweeps.
const MOST_SWEEPS: usize = 3000;
/// Steps that the acceleration remembers.
const MEMORY: usize = 8;
/// Share of the way that an unaccelerated step goes.
const DAMPING: f64 = 0.6;
/// Unknowns farther than this from the base year, in logarithms, are a step gone wrong.
const FARTHEST: f64 = 12.0;
/// Stands for nothing in a logarithm.
const TINY: f64 = 1e-300;

/// The model found no equilibrium: the policy is too extreme for the dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct NoEquilibrium {
    /// Largest remaining difference, in logarithms.
    pub residual: f64,
}

impl fmt::Display for NoEquilibrium {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the trade model finds no equilibrium (residual {:.1e})", self.residual)
    }
}

/// A point from which to look for the equilibrium; the same point always leads to the same bits.
#[derive(Clone, Debug, PartialEq)]
pub struct Start(pub(super) Vec<f64>);

/// An equilibrium. Arrays by region `[n]` or by region and sector `[n * S + s]`; nominal values in units of `world`.
#[derive(Clone, Debug)]
pub struct Solution {
    /// Nominal world labour income relative to the base year; divide nominal values by it.
    pub world: f64,
    /// Consumer price index relative to the base year.
    pub prices: Vec<f64>,
    /// National income, in the dataset's unit.
    pub income: Vec<f64>,
    /// Labour income.
    pub labour: Vec<f64>,
    /// Labour income by sector.
    pub sector_labour: Vec<f64>,
    /// Gross output with subsidies, by sector.
    pub output: Vec<f64>,
    /// Import duties.
    pub duties: Vec<f64>,
    /// Export taxes.
    pub export_taxes: Vec<f64>,
    /// Subsidies paid.
    pub subsidies: Vec<f64>,
    /// Labour supply relative to the base year.
    pub employment: Vec<f64>,
    /// Flows at producer prices, shaped like the dataset's.
    pub flows: Vec<f64>,
    /// Sweeps that were needed.
    pub sweeps: usize,
    /// The unknowns, from which a neighbour can start.
    pub start: Start,
}

/// A policy as the sweep wants it, `[(s * N + importer) * N + exporter]`.
struct Wedges {
    /// Base shares times the policy's wedge to the power of minus the trade elasticity.
    weight: Vec<f64>,
    /// What the producer gets of a unit spent.
    producer: Vec<f64>,
    /// What the importer's government gets of a unit spent.
    duty: Vec<f64>,
    /// What the exporter's government gets of a unit spent.
    export_tax: Vec<f64>,
    taxes_exports: bool,
    /// One plus subsidy, `[n * S + s]`.
    subsidy: Vec<f64>,
    log_subsidy: Vec<f64>,
}

/// What a sweep works with; allocated once a solve.
struct Work {
    price_term: Vec<f64>,
    spending: Vec<f64>,
    output: Vec<f64>,
    producer: Vec<f64>,
    duties: Vec<f64>,
    export_taxes: Vec<f64>,
    subsidies: Vec<f64>,
    sector_labour: Vec<f64>,
    labour: Vec<f64>,
    income: Vec<f64>,
    prices: Vec<f64>,
    world: f64,
}

impl Model {
    /// The base year as a starting point.
    pub fn base_start(&self) -> Start {
        let mut unknowns = vec![0.0; self.unknowns()];
        let expenditure = self.wages() + self.regions * self.sectors;
        for (unknown, spent) in unknowns[expenditure..].iter_mut().zip(&self.expenditure) {
            *unknown = log(spent.max(TINY));
        }
        Start(unknowns)
    }

    fn unknowns(&self) -> usize {
        self.wages() + 2 * self.regions * self.sectors + self.regions
    }

    /// Finds the equilibrium under a policy.
    ///
    /// # Errors
    /// [`NoEquilibrium`] when the iteration does not settle within its limit.
    pub fn solve(&self, policy: &Policy, start: &Start) -> Result<Solution, NoEquilibrium> {
        let wedges = self.wedges(policy);
        let mut work = self.work();
        let base = self.base_start().0;
        let mut at = start.0.clone();
        let count = at.len();
        let mut image = vec![0.0; count];
        let mut step = vec![0.0; count];
        let mut history = History::new(count);
        let mut residual = f64::INFINITY;
        for sweep in 0..MOST_SWEEPS {
            self.sweep(&wedges, &at, &mut image, &mut work);
            for (step, (image, at)) in step.iter_mut().zip(image.iter().zip(&at)) {
                *step = image - at;
            }
            residual = step.iter().fold(0.0, |most: f64, step| if step.is_nan() { f64::NAN } else { most.max(step.abs()) });
            if residual < TOLERANCE {
                return Ok(self.solution(&wedges, &work, Start(at), sweep + 1));
            }
            let before = at.clone();
            history.advance(&mut at, &step);
            let lost = at.iter().zip(&base).any(|(at, base)| !((at - base).abs() <= FARTHEST));
            if lost {
                history.forget();
                for (at, (before, step)) in at.iter_mut().zip(before.iter().zip(&step)) {
                    *at = before + 0.1 * if step.is_finite() { *step } else { 0.0 };
                }
            }
        }
        Err(NoEquilibrium { residual })
    }

    fn wedges(&self, policy: &Policy) -> Wedges {
        let (regions, sectors) = (self.regions, self.sectors);
        let cells = self.shares.len();
        let mut wedges = Wedges {
            weight: vec![0.0; cells],
            producer: vec![1.0; cells],
            duty: vec![0.0; cells],
            export_tax: vec![0.0; cells],
            taxes_exports: false,
            subsidy: policy.subsidy.iter().map(|rate| 1.0 + rate).collect(),
            log_subsidy: policy.subsidy.iter().map(|rate| if *rate == 0.0 { 0.0 } else { log(1.0 + rate) }).collect(),
        };
        for sector in 0..sectors {
            for importer in 0..regions {
                for exporter in 0..regions {
                    let cell = (sector * regions + importer) * regions + exporter;
                    let flow = self.dataset.flow_index(exporter, importer, sector);
                    if policy.banned[flow] || self.shares[cell] == 0.0 {
                        continue;
                    }
                    let (tariff, tax) = (policy.tariff[flow], policy.export_tax[flow]);
                    let paid = (1.0 + tariff) * (1.0 + tax);
                    let wedge = paid * policy.iceberg[flow] / (1.0 + self.dataset.tariffs[flow]);
                    let factor = if wedge == 1.0 { 1.0 } else { pow(wedge, -self.theta[sector]) };
                    wedges.weight[cell] = self.shares[cell] * factor;
                    wedges.producer[cell] = 1.0 / paid;
                    wedges.duty[cell] = tariff * (1.0 + tax) / paid;
                    wedges.export_tax[cell] = tax / paid;
                    wedges.taxes_exports |= tax != 0.0;
                }
            }
        }
        wedges
    }

    fn work(&self) -> Work {
        let (regions, cells) = (self.regions, self.regions * self.sectors);
        Work {
            price_term: vec![0.0; cells],
            spending: vec![0.0; cells],
            output: vec![0.0; cells],
            producer: vec![0.0; cells],
            duties: vec![0.0; regions],
            export_taxes: vec![0.0; regions],
            subsidies: vec![0.0; regions],
            sector_labour: vec![0.0; cells],
            labour: vec![0.0; regions],
            income: vec![0.0; regions],
            prices: vec![1.0; regions],
            world: 1.0,
        }
    }

    /// One round through the markets: from wages, prices, expenditure and labour to what they imply.
    fn sweep(&self, wedges: &Wedges, at: &[f64], image: &mut [f64], work: &mut Work) {
        let (regions, sectors) = (self.regions, self.sectors);
        let cells = regions * sectors;
        let (wages, rest) = at.split_at(self.wages());
        let (prices, rest) = rest.split_at(cells);
        let (expenditure, labour_supply) = rest.split_at(cells);
        let (image_wages, image_rest) = image.split_at_mut(wages.len());
        let (image_prices, image_rest) = image_rest.split_at_mut(cells);
        let (image_expenditure, image_labour) = image_rest.split_at_mut(cells);
        let by_sector = wages.len() == cells;
        // Unit costs, then each exporter's term of the price index, by sector and exporter.
        for region in 0..regions {
            let own_prices = &prices[region * sectors..(region + 1) * sectors];
            for sector in 0..sectors {
                let cell = region * sectors + sector;
                let wage = if by_sector { wages[cell] } else { wages[region] };
                let mut cost = self.labour_share[cell] * (wage - self.switches.scale_elasticity * labour_supply[region])
                    - wedges.log_subsidy[cell];
                if self.has_inputs {
                    let inputs = &self.cost_inputs[cell * sectors..(cell + 1) * sectors];
                    cost += dot(inputs, own_prices);
                }
                work.price_term[sector * regions + region] = exp(-self.theta[sector] * cost);
                work.spending[cell] = exp(expenditure[cell]);
            }
        }
        // Shares of spending, producers' revenue and duties; the exporter runs innermost through contiguous memory.
        work.producer.fill(0.0);
        work.duties.fill(0.0);
        work.export_taxes.fill(0.0);
        for sector in 0..sectors {
            let terms = &work.price_term[sector * regions..(sector + 1) * regions];
            for importer in 0..regions {
                let row = (sector * regions + importer) * regions..(sector * regions + importer + 1) * regions;
                let weights = &wedges.weight[row.clone()];
                let total = dot(weights, terms);
                let cell = importer * sectors + sector;
                if total <= 0.0 {
                    image_prices[cell] = 0.0;
                    continue;
                }
                image_prices[cell] = -log(total) / self.theta[sector];
                let unit = work.spending[cell] / total;
                let sold = &mut work.producer[sector * regions..(sector + 1) * regions];
                let producer = &wedges.producer[row.clone()];
                let duty = &wedges.duty[row.clone()];
                let mut duties = 0.0;
                for exporter in 0..regions {
                    let spent = weights[exporter] * terms[exporter] * unit;
                    sold[exporter] += spent * producer[exporter];
                    duties += spent * duty[exporter];
                }
                work.duties[importer] += duties;
                if wedges.taxes_exports {
                    for (exporter, tax) in wedges.export_tax[row].iter().enumerate() {
                        work.export_taxes[exporter] += weights[exporter] * terms[exporter] * unit * tax;
                    }
                }
            }
        }
        let mut world_labour = 0.0;
        let mut base_labour = 0.0;
        for region in 0..regions {
            let (mut labour, mut subsidies) = (0.0, 0.0);
            for sector in 0..sectors {
                let cell = region * sectors + sector;
                let revenue = work.producer[sector * regions + region];
                let output = revenue * wedges.subsidy[cell];
                subsidies += output - revenue;
                work.output[cell] = output;
                work.sector_labour[cell] = (self.value_added[cell] - self.profit[cell]) * output;
                labour += work.sector_labour[cell];
            }
            work.subsidies[region] = subsidies;
            work.labour[region] = labour;
            world_labour += labour;
            base_labour += self.labour[region];
        }
        work.world = world_labour / base_labour;
        let unit = log(work.world);
        for region in 0..regions {
            let own = region * sectors..(region + 1) * sectors;
            let profits = dot(&self.profit[own.clone()], &work.output[own.clone()]);
            let transfer = if self.switches.deficits { self.deficit[region] * work.world } else { 0.0 };
            let income = work.labour[region] + profits + work.duties[region] + work.export_taxes[region]
                - work.subsidies[region]
                + transfer;
            work.income[region] = income;
            let price = dot(&self.final_shares[own.clone()], &image_prices[own.clone()]);
            work.prices[region] = exp(price);
            for sector in 0..sectors {
                let cell = region * sectors + sector;
                let mut spent = self.final_shares[cell] * income;
                if self.has_inputs {
                    let demand = &self.demand_inputs[cell * sectors..(cell + 1) * sectors];
                    spent += dot(demand, &work.output[own.clone()]);
                }
                image_expenditure[cell] = log(spent.max(TINY)) - unit;
            }
            let wage = log((work.labour[region] / self.labour[region]).max(TINY)) - labour_supply[region];
            match self.switches.mobility {
                Mobility::Perfect => image_wages[region] = wage - unit,
                Mobility::Frechet(shape) => {
                    for sector in 0..sectors {
                        let cell = region * sectors + sector;
                        let base = self.sector_labour[cell] / self.labour[region];
                        let share = work.sector_labour[cell] / work.labour[region];
                        let relative = if base > 0.0 { (share / base).max(1e-12) } else { 1.0 };
                        image_wages[cell] = wage + log(relative) / shape - unit;
                    }
                }
            }
            image_labour[region] = if self.switches.labour_supply_elasticity == 0.0 {
                labour_supply[region]
            } else {
                let tax = work.duties[region] / work.labour[region];
                let relief = if self.relief() { log((1.0 - tax).max(1e-3)) } else { 0.0 };
                self.switches.labour_supply_elasticity * (wage - price - relief)
            };
        }
        for price in image_prices.iter_mut() {
            *price -= unit;
        }
    }

    fn solution(&self, wedges: &Wedges, work: &Work, start: Start, sweeps: usize) -> Solution {
        let (regions, sectors) = (self.regions, self.sectors);
        let mut flows = vec![0.0; self.dataset.flows.len()];
        for sector in 0..sectors {
            let terms = &work.price_term[sector * regions..(sector + 1) * regions];
            for importer in 0..regions {
                let first = (sector * regions + importer) * regions;
                let total = dot(&wedges.weight[first..first + regions], terms);
                if total <= 0.0 {
                    continue;
                }
                let unit = work.spending[importer * sectors + sector] / total;
                for exporter in 0..regions {
                    flows[self.dataset.flow_index(exporter, importer, sector)] =
                        wedges.weight[first + exporter] * terms[exporter] * unit * wedges.producer[first + exporter];
                }
            }
        }
        let labour_supply = &start.0[start.0.len() - regions..];
        Solution {
            world: work.world,
            prices: work.prices.clone(),
            income: work.income.clone(),
            labour: work.labour.clone(),
            sector_labour: work.sector_labour.clone(),
            output: work.output.clone(),
            duties: work.duties.clone(),
            export_taxes: work.export_taxes.clone(),
            subsidies: work.subsidies.clone(),
            employment: labour_supply.iter().map(|supply| exp(*supply)).collect(),
            flows,
            sweeps,
            start,
        }
    }
}

/// Inner product with four running sums, in an order that never changes.
fn dot(left: &[f64], right: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (left_blocks, right_blocks) = (left.chunks_exact(4), right.chunks_exact(4));
    let tail: f64 = left_blocks.remainder().iter().zip(right_blocks.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in left_blocks.zip(right_blocks) {
        for lane in 0..4 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + tail
}

/// The last steps, for Anderson acceleration (type II, least squares by modified Gram–Schmidt).
struct History {
    last: Option<(Vec<f64>, Vec<f64>)>,
    /// Differences of steps and of points, newest last.
    steps: Vec<Vec<f64>>,
    points: Vec<Vec<f64>>,
    count: usize,
}

impl History {
    fn new(count: usize) -> Self {
        History { last: None, steps: Vec::new(), points: Vec::new(), count }
    }

    fn forget(&mut self) {
        self.last = None;
        self.steps.clear();
        self.points.clear();
    }

    /// Moves `at` toward the fixed point, given the step that a sweep took from it.
    fn advance(&mut self, at: &mut [f64], step: &[f64]) {
        if let Some((old_at, old_step)) = &self.last {
            if self.steps.len() == MEMORY {
                self.steps.remove(0);
                self.points.remove(0);
            }
            self.steps.push(step.iter().zip(old_step).map(|(new, old)| new - old).collect());
            self.points.push(at.iter().zip(old_at).map(|(new, old)| new - old).collect());
        }
        self.last = Some((at.to_vec(), step.to_vec()));
        let weights = self.weights(step);
        for (at, step) in at.iter_mut().zip(step) {
            *at += DAMPING * step;
        }
        for (weight, (steps, points)) in weights.iter().zip(self.steps.iter().zip(&self.points)) {
            for index in 0..self.count {
                at[index] -= weight * (points[index] + DAMPING * steps[index]);
            }
        }
    }

    /// Least-squares weights of the remembered differences that explain the step best; nearly dependent ones weigh nothing.
    fn weights(&self, step: &[f64]) -> Vec<f64> {
        let count = self.steps.len();
        let mut basis: Vec<Vec<f64>> = Vec::with_capacity(count);
        let mut upper = vec![vec![0.0; count]; count];
        let mut target = vec![0.0; count];
        let mut rest = step.to_vec();
        for (column, difference) in self.steps.iter().enumerate() {
            let mut vector = difference.clone();
            let length = dot(&vector, &vector);
            for (row, direction) in basis.iter().enumerate() {
                let part = dot(direction, &vector);
                upper[row][column] = part;
                vector.iter_mut().zip(direction).for_each(|(value, along)| *value -= part * along);
            }
            let left = dot(&vector, &vector);
            if left > 1e-20 * length && left > 0.0 {
                let norm = left.sqrt();
                vector.iter_mut().for_each(|value| *value /= norm);
                upper[column][column] = norm;
                target[column] = dot(&vector, &rest);
                rest.iter_mut().zip(&vector).for_each(|(value, along)| *value -= target[column] * along);
            } else {
                vector.fill(0.0);
            }
            basis.push(vector);
        }
        let mut weights = vec![0.0; count];
        for row in (0..count).rev() {
            if upper[row][row] > 0.0 {
                let known: f64 = (row + 1..count).map(|column| upper[row][column] * weights[column]).sum();
                weights[row] = (target[row] - known) / upper[row][row];
            }
        }
        weights
    }
}
