//! What a policy did to each region, in percent of the base year: the part of a solution that games remember.

use crate::economy::model::Model;
use crate::economy::outputs::Output;
use crate::economy::solver::Solution;

/// Outcomes by region; nominal values are in units of world value added.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Change of real national income (wages, profits, revenue, transfer over the consumer price index), percent.
    pub real_income: Vec<f64>,
    /// Change of the government's objective: real income of sectors weighted by political weights, percent (Ossa 2014).
    pub government_welfare: Vec<f64>,
    /// Change of consumer prices, percent.
    pub consumer_prices: Vec<f64>,
    /// Change of the average real wage, percent.
    pub real_wage: Vec<f64>,
    /// Import duties, in the dataset's unit.
    pub tariff_revenue: Vec<f64>,
    pub(super) sector_income: Vec<f64>,
    pub(super) sectors: usize,
}

impl Answer {
    /// Change of a sector's real value added, percent.
    pub fn sector_income(&self, region: usize, sector: usize) -> f64 {
        self.sector_income[region * self.sectors + sector]
    }
}

impl Model {
    /// The outcomes of an equilibrium.
    pub fn answer(&self, solution: &Solution) -> Answer {
        let by_region =
            |output: Output| (0..self.regions).map(|region| self.output(solution, &output, region)).collect();
        let sector_income = |cell: usize| {
            let base = self.output[cell];
            let ratio = solution.output[cell] / base / solution.prices[cell / self.sectors];
            if base > 0.0 { 100.0 * (ratio - 1.0) } else { 0.0 }
        };
        Answer {
            real_income: by_region(Output::Welfare),
            government_welfare: by_region(Output::GovernmentWelfare { weighted: true }),
            consumer_prices: by_region(Output::ConsumerPrices),
            real_wage: by_region(Output::RealWage),
            tariff_revenue: by_region(Output::TariffRevenue),
            sector_income: (0..self.regions * self.sectors).map(sector_income).collect(),
            sectors: self.sectors,
        }
    }
}
