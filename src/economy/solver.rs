//! The equilibrium of the trade model under a policy: the fixed point of a [sweep](super::sweep) through the markets.
//!
//! From the base year the iteration is accelerated by remembering its last steps ([`Anderson`]). Around a known equilibrium a
//! [`Linearisation`] turns each step into a Newton step with frozen derivatives, and the acceleration makes up for their age.

use crate::economy::anderson::Anderson;
use crate::economy::linearisation::Linearisation;
use crate::economy::model::Model;
use crate::economy::policy::Policy;
use crate::economy::sweep::Work;
use crate::economy::wedges::Wedges;
use libm::exp;
use std::fmt;

/// Largest difference between the unknowns and what a sweep makes of them; prices in logarithms, outputs relative to the larger
/// of the base year's and their own, taxes relative to base income.
pub(super) const TOLERANCE: f64 = 1e-11;
/// Most sweeps of an attempt.
const MOST_SWEEPS: usize = 1500;
/// Steps remembered and share of the way that a plain step goes, attempt by attempt: the later ones are slow and sure.
const ATTEMPTS: [(usize, f64); 3] = [(10, 0.6), (20, 0.2), (4, 0.05)];
/// Steps remembered near a known equilibrium.
const NEAR_MEMORY: usize = 8;
/// Most sweeps near a known equilibrium.
const NEAR_SWEEPS: usize = 60;
/// Price indices farther than this from the base year, in logarithms, are a step gone wrong.
const FARTHEST: f64 = 30.0;

/// The model found no equilibrium: the policy is too extreme for the dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct NoEquilibrium {
    /// Largest remaining difference, relative.
    pub residual: f64,
    /// Sweeps that were tried.
    pub sweeps: usize,
    /// The market that is farthest from clearing, for people.
    pub market: String,
    /// What may be the cause; empty when nothing is known.
    pub hint: String,
}

impl fmt::Display for NoEquilibrium {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the trade model finds no equilibrium (residual {:.1e}, worst market: {})",
            self.residual, self.market
        )?;
        if !self.hint.is_empty() {
            write!(f, "; {}", self.hint)?;
        }
        Ok(())
    }
}

/// A point from which to look for the equilibrium; the same point always leads to the same bits.
#[derive(Clone, Debug, PartialEq)]
pub struct Start(pub(super) Vec<f64>);

/// An equilibrium. Arrays by region `[n]` or by region and sector `[n * S + s]`; nominal values in the dataset's unit at
/// unchanged world labour income.
#[derive(Clone, Debug)]
pub struct Solution {
    /// Consumer price index relative to the base year.
    pub prices: Vec<f64>,
    /// Price index of each sector's goods for their buyers, relative to the base year.
    pub sector_prices: Vec<f64>,
    /// Producer price of each sector, relative to the base year.
    pub costs: Vec<f64>,
    /// National income.
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
    /// Largest remaining difference.
    pub residual: f64,
    /// The unknowns, from which a neighbour can start.
    pub start: Start,
}

/// How an attempt to reach the fixed point goes.
struct Attempt<'l> {
    memory: usize,
    damping: f64,
    most: usize,
    near: Option<&'l Linearisation>,
}

/// Where an attempt ended.
struct End {
    at: Vec<f64>,
    sweeps: usize,
    residual: f64,
    worst: usize,
}

impl Model {
    /// The base year as a starting point.
    pub fn base_start(&self) -> Start {
        let layout = self.layout();
        let mut unknowns = vec![0.0; layout.count];
        unknowns[layout.output..layout.duties].fill(1.0);
        for (region, share) in unknowns[layout.duties..layout.export_taxes].iter_mut().enumerate() {
            *share = self.revenue[region] / self.income[region];
        }
        Start(unknowns)
    }

    /// Finds the equilibrium under a policy, starting from the base year.
    ///
    /// # Errors
    /// [`NoEquilibrium`] when the iteration does not settle within its limit, or a sector is left without any supplier.
    pub fn solve(&self, policy: &Policy) -> Result<Solution, NoEquilibrium> {
        self.solve_from(policy, &self.base_start())
    }

    /// Finds the equilibrium under a policy from a given point; the last bits of the result depend on the point.
    ///
    /// # Errors
    /// [`NoEquilibrium`] when the iteration does not settle within its limit, or a sector is left without any supplier.
    pub fn solve_from(&self, policy: &Policy, start: &Start) -> Result<Solution, NoEquilibrium> {
        self.check_suppliers(policy)?;
        self.reach(policy, &self.wedges(policy), start)
    }

    /// Finds the equilibrium near a known one, or from farther away when that fails.
    pub(super) fn solve_near(
        &self,
        policy: &Policy,
        wedges: &Wedges,
        near: &Linearisation,
        start: &Start,
    ) -> Result<Solution, NoEquilibrium> {
        let mut work = self.work();
        let attempt = Attempt { memory: NEAR_MEMORY, damping: 1.0, most: NEAR_SWEEPS, near: Some(near) };
        let end = self.attempt(wedges, &start.0, &attempt, &mut work);
        if end.residual < TOLERANCE {
            return Ok(self.solution(policy, wedges, &work, end));
        }
        self.check_suppliers(policy)?;
        self.reach(policy, wedges, &near.start)
    }

    fn reach(&self, policy: &Policy, wedges: &Wedges, start: &Start) -> Result<Solution, NoEquilibrium> {
        let mut work = self.work();
        let mut sweeps = 0;
        let mut failure = None;
        for (memory, damping) in ATTEMPTS {
            let attempt = Attempt { memory, damping, most: MOST_SWEEPS, near: None };
            let mut end = self.attempt(wedges, &start.0, &attempt, &mut work);
            sweeps += end.sweeps;
            if end.residual < TOLERANCE {
                end.sweeps = sweeps;
                return Ok(self.solution(policy, wedges, &work, end));
            }
            failure = Some(end);
        }
        Err(self.failure(policy, failure, sweeps))
    }

    /// Iterates until the residual is below the tolerance, or for as long as the attempt allows.
    fn attempt(&self, wedges: &Wedges, start: &[f64], attempt: &Attempt, work: &mut Work) -> End {
        let mut at = start.to_vec();
        let count = at.len();
        let (mut image, mut step) = (vec![0.0; count], vec![0.0; count]);
        let mut turned = vec![0.0; if attempt.near.is_some() { count } else { 0 }];
        let mut memory = Anderson::new(count, attempt.memory, attempt.damping);
        let mut sure: Option<(Vec<f64>, Vec<f64>)> = None;
        let (mut residual, mut worst) = (f64::INFINITY, 0);
        for sweep in 1..=attempt.most {
            self.sweep(wedges, &at, &mut image, work);
            (residual, worst) = self.residual(&at, &image, &mut step);
            if residual < TOLERANCE {
                return End { at, sweeps: sweep, residual, worst };
            }
            if !residual.is_finite() {
                // The acceleration went astray: go back and take a short plain step.
                let Some((before, step)) = &sure else { break };
                memory.forget();
                for (at, (before, step)) in at.iter_mut().zip(before.iter().zip(step)) {
                    *at = before + 0.1 * attempt.damping * step;
                }
                sure = None;
                continue;
            }
            if attempt.near.is_none() {
                sure = Some((at.clone(), step.clone()));
            }
            match attempt.near {
                Some(near) => {
                    near.turn(&step, &mut turned);
                    memory.advance(&mut at, &turned);
                }
                None => memory.advance(&mut at, &step),
            }
        }
        End { at, sweeps: attempt.most, residual, worst }
    }

    /// The step from the unknowns to their image, its relative size, and where it is largest; not a number when astray.
    fn residual(&self, at: &[f64], image: &[f64], step: &mut [f64]) -> (f64, usize) {
        let layout = self.layout();
        let (mut most, mut worst) = (0.0, 0);
        for index in 0..at.len() {
            let change = image[index] - at[index];
            step[index] = change;
            let is_output = (layout.output..layout.duties).contains(&index);
            let size = if is_output { change.abs() / image[index].abs().max(1.0) } else { change.abs() };
            let lost = index < layout.output && at[index].abs() > FARTHEST;
            if size.is_nan() || lost {
                return (f64::NAN, index);
            }
            if size > most {
                (most, worst) = (size, index);
            }
        }
        (most, worst)
    }

    /// How far a point is from the equilibrium under a policy: the largest relative difference between the unknowns and what one
    /// sweep through the markets makes of them; not a number when the point is no economy at all.
    pub fn residual_of(&self, policy: &Policy, point: &Start) -> f64 {
        let wedges = self.wedges(policy);
        let (mut image, mut step) = (point.0.clone(), point.0.clone());
        self.sweep(&wedges, &point.0, &mut image, &mut self.work());
        self.residual(&point.0, &image, &mut step).0
    }

    /// The sectors of a region that spending goes to but no supplier is left for, as (region, sector).
    pub fn unsupplied(&self, policy: &Policy) -> Vec<(usize, usize)> {
        let mut without = Vec::new();
        for region in 0..self.regions {
            for sector in 0..self.sectors {
                let supplied = (0..self.regions).any(|exporter| {
                    self.shares[self.share_index(exporter, region, sector)] > 0.0
                        && !policy.banned[self.dataset.flow_index(exporter, region, sector)]
                });
                if !supplied && self.expenditure[region * self.sectors + sector] > 0.0 {
                    without.push((region, sector));
                }
            }
        }
        without
    }

    fn check_suppliers(&self, policy: &Policy) -> Result<(), NoEquilibrium> {
        match self.unsupplied(policy).first() {
            None => Ok(()),
            Some(&(region, sector)) => Err(NoEquilibrium {
                residual: f64::INFINITY,
                sweeps: 0,
                market: self.market(region, sector),
                hint: "bans leave it without any supplier".to_string(),
            }),
        }
    }

    fn market(&self, region: usize, sector: usize) -> String {
        format!("{} in {}", self.dataset.sectors[sector].0, self.dataset.regions[region].0)
    }

    fn failure(&self, policy: &Policy, end: Option<End>, sweeps: usize) -> NoEquilibrium {
        let layout = self.layout();
        let (residual, worst) = end.map_or((f64::INFINITY, 0), |end| (end.residual, end.worst));
        let market = if worst < layout.duties {
            let cell = worst % layout.output;
            let kind = if worst < layout.output { "price" } else { "output" };
            format!("{kind} of {}", self.market(cell / self.sectors, cell % self.sectors))
        } else {
            let region = (worst - layout.duties) % self.regions;
            format!("public revenue of {}", self.dataset.regions[region].0)
        };
        let closed = (0..self.regions).find(|&region| self.transfer(region) != 0.0 && self.is_closed(policy, region));
        let hint = match closed {
            Some(region) => format!(
                "{} no longer trades but keeps its trade balance; let deficits be zero (deficits=zero)",
                self.dataset.regions[region].0
            ),
            None if self.switches.deficits => {
                "the trade deficits of the base year may be more than what trade is left can carry; try deficits=zero"
                    .to_string()
            }
            None => String::new(),
        };
        NoEquilibrium { residual, sweeps, market, hint }
    }

    /// Whether every flow between a region and the others is banned.
    fn is_closed(&self, policy: &Policy, region: usize) -> bool {
        (0..self.regions).filter(|other| *other != region).all(|other| {
            (0..self.sectors).all(|sector| {
                [self.dataset.flow_index(region, other, sector), self.dataset.flow_index(other, region, sector)]
                    .iter()
                    .all(|flow| policy.banned[*flow] || self.dataset.flows[*flow] == 0.0)
            })
        })
    }

    fn solution(&self, policy: &Policy, wedges: &Wedges, work: &Work, end: End) -> Solution {
        let (regions, sectors) = (self.regions, self.sectors);
        let layout = self.layout();
        let mut flows = vec![0.0; self.dataset.flows.len()];
        let (mut duties, mut export_taxes) = (vec![0.0; regions], vec![0.0; regions]);
        for (exporter, collected) in export_taxes.iter_mut().enumerate() {
            for (importer, paid) in duties.iter_mut().enumerate() {
                for sector in 0..sectors {
                    let flow = self.dataset.flow_index(exporter, importer, sector);
                    let weight = if exporter == importer {
                        wedges.home[sector * self.stride + exporter]
                    } else {
                        wedges.producer[self.share_index(exporter, importer, sector)]
                    };
                    let value =
                        weight * work.term[sector * self.stride + exporter] * work.unit[importer * sectors + sector];
                    let tax = policy.export_tax[flow];
                    flows[flow] = value;
                    *paid += policy.tariff[flow] * (1.0 + tax) * value;
                    *collected += tax * value;
                }
            }
        }
        let output: Vec<f64> =
            self.output.iter().zip(&end.at[layout.output..layout.duties]).map(|(base, ratio)| base * ratio).collect();
        let subsidies = (0..regions)
            .map(|region| {
                let own = region * sectors..(region + 1) * sectors;
                own.map(|cell| output[cell] * (1.0 - 1.0 / wedges.subsidy[cell])).sum()
            })
            .collect();
        Solution {
            prices: work.prices.iter().map(|price| exp(*price)).collect(),
            sector_prices: end.at[..layout.output].iter().map(|price| exp(*price)).collect(),
            costs: work.cost.iter().map(|cost| exp(*cost)).collect(),
            income: work.income.clone(),
            labour: work.labour.clone(),
            sector_labour: self
                .sector_labour
                .iter()
                .zip(&end.at[layout.output..layout.duties])
                .map(|(base, ratio)| base * ratio)
                .collect(),
            output,
            duties,
            export_taxes,
            subsidies,
            employment: work.labour_supply.iter().map(|supply| exp(*supply)).collect(),
            flows,
            sweeps: end.sweeps,
            residual: end.residual,
            start: Start(end.at),
        }
    }
}
