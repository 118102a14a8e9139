//! Tariffs chosen for a purpose: optimal, Nash and cooperative ones (Ossa 2014).

use crate::economy::ascent::{Hill, climb};
use crate::economy::linearisation::Linearisation;
use crate::economy::model::Model;
use crate::economy::outputs::Output;
use crate::economy::policy::Policy;
use crate::economy::solver::{NoEquilibrium, Solution};
use crate::economy::wedges::Wedges;
use libm::{exp, log};
use rayon::prelude::*;

/// What a government wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// Real national income.
    RealIncome,
    /// Real income of sectors weighted by political weights (Ossa 2014).
    Government,
}

/// Change of the logarithm of one plus a tariff by which slopes are taken.
const NUDGE: f64 = 1e-5;
/// A climb ends when a step gains less than this, percent of the objective.
const LEAST_GAIN: f64 = 1e-8;
/// Most steps of a climb.
const MOST_STEPS: usize = 120;
/// Nash tariffs have settled when no best response moves one by more than this.
const SETTLED: f64 = 2e-3;
/// Most rounds of best responses.
const MOST_ROUNDS: usize = 40;
/// Sharpness of the smooth minimum that cooperative tariffs maximise, per percentage point.
const SHARPNESS: [f64; 2] = [4.0, 40.0];

/// A policy that was chosen and the equilibrium it leads to.
pub struct Chosen {
    /// The policy.
    pub policy: Policy,
    /// Its equilibrium.
    pub solution: Solution,
    /// Rounds of best responses, for Nash tariffs.
    pub rounds: usize,
}

/// Tariffs on some flows as variables, around a policy.
struct Choice<'m> {
    model: &'m Model,
    objective: Objective,
    policy: &'m Policy,
    wedges: Wedges,
    near: Option<Linearisation>,
    /// Flows whose tariff is chosen.
    flows: Vec<usize>,
    /// The region that chooses, or none for all together with this sharpness.
    whose: Result<usize, f64>,
}

impl Objective {
    fn output(self) -> Output {
        match self {
            Objective::RealIncome => Output::Welfare,
            Objective::Government => Output::GovernmentWelfare { weighted: true },
        }
    }
}

impl Choice<'_> {
    fn policy_at(&self, at: &[f64]) -> Policy {
        let mut policy = self.policy.clone();
        for (flow, rate) in self.flows.iter().zip(at) {
            policy.tariff[*flow] = exp(*rate) - 1.0;
        }
        policy
    }

    fn solve(&self, policy: &Policy, last: Option<&Solution>) -> Result<Solution, NoEquilibrium> {
        let wedges = self.model.wedges_near(policy, self.policy, &self.wedges);
        match (&self.near, last) {
            (Some(near), Some(last)) => self.model.solve_near(policy, &wedges, near, &last.start),
            (Some(near), None) => self.model.solve_near(policy, &wedges, near, &near.start),
            (None, Some(last)) => self.model.solve_from(policy, &last.start),
            (None, None) => self.model.solve(policy),
        }
    }

    fn worth(&self, solution: &Solution) -> f64 {
        let of = |region| self.model.output(solution, &self.objective.output(), region);
        match self.whose {
            Ok(region) => of(region),
            Err(sharpness) => {
                let all: Vec<f64> = (0..self.model.regions).map(of).collect();
                let least = all.iter().copied().fold(f64::INFINITY, f64::min);
                let sum: f64 = all.iter().map(|value| exp(-sharpness * (value - least))).sum();
                least - log(sum / all.len() as f64) / sharpness
            }
        }
    }
}

impl Hill for Choice<'_> {
    type State = Solution;

    fn value(&self, at: &[f64], last: Option<&Solution>) -> Option<(f64, Solution)> {
        let solution = self.solve(&self.policy_at(at), last).ok()?;
        let worth = self.worth(&solution);
        worth.is_finite().then_some((worth, solution))
    }

    fn slope(&self, at: &[f64], value: f64, state: &Solution) -> Option<Vec<f64>> {
        (0..at.len())
            .into_par_iter()
            .map(|variable| {
                let mut nudged = at.to_vec();
                nudged[variable] += NUDGE;
                self.value(&nudged, Some(state)).map(|(moved, _)| (moved - value) / NUDGE)
            })
            .collect()
    }
}

impl Model {
    /// The tariffs on all its imports that are best for a region while everybody else keeps to a policy.
    ///
    /// # Errors
    /// [`NoEquilibrium`] when the policy itself has no equilibrium.
    pub fn optimal_tariffs(
        &self,
        policy: &Policy,
        region: usize,
        objective: Objective,
    ) -> Result<Chosen, NoEquilibrium> {
        let flows = self.imports_of(policy, region);
        self.choose(policy, flows, Ok(region), objective)
    }

    /// Tariffs at which every region's are best against the others': best responses in turn until none moves (Nash 1951).
    ///
    /// # Errors
    /// [`NoEquilibrium`] when a policy on the way has no equilibrium, or the responses do not settle.
    pub fn nash_tariffs(
        &self,
        policy: &Policy,
        objective: Objective,
        mut round_done: impl FnMut(usize, f64),
    ) -> Result<Chosen, NoEquilibrium> {
        let mut policy = policy.clone();
        let mut moved = f64::INFINITY;
        for round in 1..=MOST_ROUNDS {
            moved = 0.0;
            let mut solution = None;
            for region in 0..self.regions {
                let chosen = self.optimal_tariffs(&policy, region, objective)?;
                let change = chosen.policy.tariff.iter().zip(&policy.tariff).map(|(new, old)| (new - old).abs());
                moved = change.fold(moved, f64::max);
                policy = chosen.policy;
                solution = Some(chosen.solution);
            }
            round_done(round, moved);
            if let (true, Some(solution)) = (moved < SETTLED, solution) {
                return Ok(Chosen { policy, solution, rounds: round });
            }
        }
        let hint =
            format!("best responses still move a tariff by {:.1} points after {MOST_ROUNDS} rounds", 100.0 * moved);
        Err(NoEquilibrium { residual: moved, sweeps: 0, market: "tariffs".to_string(), hint })
    }

    /// Tariffs on all trade that raise the least gain of any region the most: efficient, with gains shared evenly (Ossa 2014's
    /// cooperative tariffs). The minimum is smoothed; gains even out to a few hundredths of a percent.
    ///
    /// # Errors
    /// [`NoEquilibrium`] when the policy itself has no equilibrium.
    pub fn cooperative_tariffs(&self, policy: &Policy, objective: Objective) -> Result<Chosen, NoEquilibrium> {
        let flows: Vec<usize> = (0..self.regions).flat_map(|region| self.imports_of(policy, region)).collect();
        let mut chosen = self.choose(policy, flows.clone(), Err(SHARPNESS[0]), objective)?;
        for sharpness in &SHARPNESS[1..] {
            chosen = self.choose(&chosen.policy, flows.clone(), Err(*sharpness), objective)?;
        }
        Ok(chosen)
    }

    /// The import flows of a region that carry trade.
    pub fn imports_of(&self, policy: &Policy, region: usize) -> Vec<usize> {
        self.abroad(region)
            .flat_map(|other| (0..self.sectors).map(move |sector| self.dataset.flow_index(other, region, sector)))
            .filter(|flow| self.dataset.flows[*flow] > 0.0 && !policy.banned[*flow])
            .collect()
    }

    fn choose(
        &self,
        policy: &Policy,
        flows: Vec<usize>,
        whose: Result<usize, f64>,
        objective: Objective,
    ) -> Result<Chosen, NoEquilibrium> {
        let before = self.solve(policy)?;
        let wedges = self.wedges(policy);
        let near = self.linearise(&wedges, &before.start);
        let start = flows.iter().map(|flow| log(1.0 + policy.tariff[*flow])).collect();
        let choice = Choice { model: self, objective, policy, wedges, near, flows, whose };
        Ok(match climb(&choice, start, LEAST_GAIN, MOST_STEPS) {
            Some(top) => Chosen { policy: choice.policy_at(&top.at), solution: top.state, rounds: 1 },
            None => Chosen { policy: policy.clone(), solution: before, rounds: 1 },
        })
    }
}
