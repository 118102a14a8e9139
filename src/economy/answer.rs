//! What a policy did to each region, in percent of the base year.

use crate::economy::model::Model;
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
    sector_income: Vec<f64>,
    sectors: usize,
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
        let (regions, sectors) = (self.regions, self.sectors);
        let percent = |ratio: f64| 100.0 * (ratio - 1.0);
        let by_region = |value: &dyn Fn(usize) -> f64| (0..regions).map(value).collect::<Vec<f64>>();
        Answer {
            real_income: by_region(&|n| percent(solution.income[n] / self.income[n] / solution.prices[n])),
            government_welfare: by_region(&|n| percent(self.government_ratio(solution, n))),
            consumer_prices: by_region(&|n| percent(solution.prices[n] / solution.world)),
            real_wage: by_region(&|n| {
                percent(solution.labour[n] / self.labour[n] / solution.employment[n] / solution.prices[n])
            }),
            tariff_revenue: by_region(&|n| solution.duties[n] / solution.world),
            sector_income: (0..regions * sectors)
                .map(|cell| {
                    let base = self.output[cell];
                    if base > 0.0 { percent(solution.output[cell] / base / solution.prices[cell / sectors]) } else { 0.0 }
                })
                .collect(),
            sectors,
        }
    }

    /// The government's objective relative to the base year.
    fn government_ratio(&self, solution: &Solution, region: usize) -> f64 {
        let (mut now, mut base) = (0.0, 0.0);
        let transfer = if self.switches.deficits { self.deficit[region] * solution.world } else { 0.0 };
        let public = solution.duties[region] + solution.export_taxes[region] - solution.subsidies[region] + transfer;
        let base_public = self.revenue[region] + self.deficit[region];
        for sector in 0..self.sectors {
            let cell = region * self.sectors + sector;
            let weight = self.dataset.weights[cell];
            now += weight
                * (self.value_added[cell] * solution.output[cell]
                    + solution.sector_labour[cell] / solution.labour[region] * public);
            base += weight
                * (self.value_added[cell] * self.output[cell]
                    + self.sector_labour[cell] / self.labour[region] * base_public);
        }
        now / base / solution.prices[region]
    }
}
