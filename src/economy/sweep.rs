//! One round through the markets: from prices, outputs and taxes to what they imply.
//!
//! Unknown are, relative to the base year and in units of world labour income: the logarithm of each sector's price index in each
//! region, the ratio of each sector's gross output, and each region's import duties and export taxes as shares of base income.
//! Wages, labour supply, income and spending follow from them in closed form, so that they need not be iterated. Only +, −, ×, ÷,
//! square roots and libm's exp, log and pow are used, so that every machine finds the same bits.

use crate::economy::model::Model;
use crate::economy::switches::Mobility;
use crate::economy::vector::{add_multiple, dot};
use crate::economy::wedges::Wedges;
use libm::{exp, log};

/// The least change of a sector's share of labour income that moves its wage.
const LEAST_SHARE: f64 = 1e-12;
/// The least share of labour income that income-tax relief leaves untaxed.
const LEAST_UNTAXED: f64 = 1e-3;

/// What a sweep works with; allocated once a solve. By region `[n]`, by region and sector `[n * S + s]`.
#[derive(Clone)]
pub(super) struct Work {
    /// Logarithm of unit cost.
    pub cost: Vec<f64>,
    /// Unit cost to the power of minus the trade elasticity, `[s * stride + n]`.
    pub term: Vec<f64>,
    /// Spending on each sector's goods.
    pub spending: Vec<f64>,
    /// Spending over the sum of weighted terms.
    pub unit: Vec<f64>,
    /// Exports at producer prices over `term`, `[s * stride + n]`, and the like for export taxes.
    pub sold: Vec<f64>,
    pub taxed: Vec<f64>,
    /// Imports before duties, and exports with export taxes.
    pub imports: Vec<f64>,
    pub exports: Vec<f64>,
    /// Logarithm of labour supply and of the consumer price index.
    pub labour_supply: Vec<f64>,
    pub prices: Vec<f64>,
    /// Labour income and national income.
    pub labour: Vec<f64>,
    pub income: Vec<f64>,
}

/// Where each kind of unknown begins.
pub(super) struct Layout {
    pub output: usize,
    pub duties: usize,
    pub export_taxes: usize,
    pub count: usize,
}

impl Model {
    pub(super) fn layout(&self) -> Layout {
        let cells = self.regions * self.sectors;
        Layout {
            output: cells,
            duties: 2 * cells,
            export_taxes: 2 * cells + self.regions,
            count: 2 * (cells + self.regions),
        }
    }

    pub(super) fn work(&self) -> Work {
        let (regions, cells) = (self.regions, self.regions * self.sectors);
        let terms = self.sectors * self.stride;
        Work {
            cost: vec![0.0; cells],
            term: vec![0.0; terms],
            spending: vec![0.0; cells],
            unit: vec![0.0; cells],
            sold: vec![0.0; terms],
            taxed: vec![0.0; terms],
            imports: vec![0.0; regions],
            exports: vec![0.0; regions],
            labour_supply: vec![0.0; regions],
            prices: vec![0.0; regions],
            labour: vec![0.0; regions],
            income: vec![0.0; regions],
        }
    }

    /// Fills `image` with what markets make of the unknowns `at`.
    pub(super) fn sweep(&self, wedges: &Wedges, at: &[f64], image: &mut [f64], work: &mut Work) {
        self.incomes(wedges, at, work);
        self.markets(wedges, image, work);
    }

    /// Wages, unit costs, incomes and spending.
    fn incomes(&self, wedges: &Wedges, at: &[f64], work: &mut Work) {
        let sectors = self.sectors;
        let layout = self.layout();
        let (price, output) = (&at[..layout.output], &at[layout.output..layout.duties]);
        let (duties, export_taxes) = (&at[layout.duties..layout.export_taxes], &at[layout.export_taxes..]);
        let (mut now, mut before) = (0.0, 0.0);
        for region in 0..self.regions {
            let own = region * sectors..(region + 1) * sectors;
            work.labour[region] = dot(&self.sector_labour[own.clone()], &output[own]);
            now += work.labour[region];
            before += self.labour[region];
        }
        let scale = before / now;
        let supply = self.switches.labour_supply_elasticity;
        for region in 0..self.regions {
            let own = region * sectors..(region + 1) * sectors;
            let raw_labour = work.labour[region];
            let labour = raw_labour * scale;
            let per_head = log(labour / self.labour[region]);
            let prices = dot(&self.final_shares[own.clone()], &price[own.clone()]);
            let collected = duties[region] * self.income[region];
            work.labour_supply[region] = if supply == 0.0 {
                0.0
            } else {
                let kept = (1.0 - collected / labour).max(LEAST_UNTAXED);
                let relief = if self.relief() { log(kept) } else { 0.0 };
                supply / (1.0 + supply) * (per_head - prices - relief)
            };
            let wage = per_head - work.labour_supply[region];
            let scale_gain = self.switches.scale_elasticity * work.labour_supply[region];
            for cell in own.clone() {
                let wage = match self.switches.mobility {
                    Mobility::Perfect => wage,
                    Mobility::Frechet(shape) => {
                        wage + log((output[cell] * self.labour[region] / raw_labour).max(LEAST_SHARE)) / shape
                    }
                };
                let mut cost = self.labour_share[cell] * (wage - scale_gain) - wedges.cost_relief[cell];
                if self.has_inputs {
                    cost += dot(&self.cost_inputs[cell * sectors..(cell + 1) * sectors], &price[own.clone()]);
                }
                work.cost[cell] = cost;
                let sector = cell - own.start;
                work.term[sector * self.stride + region] = exp(-self.theta[sector] * cost);
            }
            let mut earned = labour + scale * dot(&self.profits[own.clone()], &output[own.clone()]);
            if wedges.subsidises {
                let paid: f64 =
                    own.clone().map(|cell| self.output[cell] * output[cell] * (1.0 - 1.0 / wedges.subsidy[cell])).sum();
                earned -= scale * paid;
            }
            let income = earned + collected + export_taxes[region] * self.income[region] + self.transfer(region);
            work.labour[region] = labour;
            work.income[region] = income;
            work.prices[region] = prices;
            for cell in own.clone() {
                let mut spending = self.final_shares[cell] * income;
                if self.has_inputs {
                    spending +=
                        scale * dot(&self.demand_inputs[cell * sectors..(cell + 1) * sectors], &output[own.clone()]);
                }
                work.spending[cell] = spending;
            }
        }
    }

    /// Prices, and what is bought where. A row of exporters lies in contiguous memory.
    ///
    /// A region's outputs are pushed up with its trade surplus, relative to its trade. At the equilibrium there is none, so that the
    /// push moves no equilibrium; away from it, relative wages settle fast even where trade is a sliver of output.
    fn markets(&self, wedges: &Wedges, image: &mut [f64], work: &mut Work) {
        let (regions, sectors, stride) = (self.regions, self.sectors, self.stride);
        let layout = self.layout();
        let (price, rest) = image.split_at_mut(layout.output);
        let (output, rest) = rest.split_at_mut(layout.output);
        let (duties, export_taxes) = rest.split_at_mut(regions);
        duties.fill(0.0);
        export_taxes.fill(0.0);
        work.sold.fill(0.0);
        work.taxed.fill(0.0);
        work.imports.fill(0.0);
        work.exports.fill(0.0);
        for sector in 0..sectors {
            let exporters = sector * stride..(sector + 1) * stride;
            let terms = &work.term[exporters.clone()];
            let home = &wedges.home[exporters.clone()];
            let sold = &mut work.sold[exporters.clone()];
            for importer in 0..regions {
                let row = (sector * regions + importer) * stride..(sector * regions + importer + 1) * stride;
                let total = dot(&wedges.weight[row.clone()], terms);
                let cell = importer * sectors + sector;
                if total <= 0.0 {
                    price[cell] = 0.0;
                    work.unit[cell] = 0.0;
                    continue;
                }
                price[cell] = -log(total) / self.theta[sector];
                let unit = work.spending[cell] / total;
                work.unit[cell] = unit;
                let mut bought = dot(&wedges.producer[row.clone()], terms);
                add_multiple(sold, unit, &wedges.producer[row.clone()]);
                if !wedges.export_tax.is_empty() {
                    bought += dot(&wedges.export_tax[row.clone()], terms);
                    add_multiple(&mut work.taxed[exporters.clone()], unit, &wedges.export_tax[row]);
                }
                duties[importer] += unit * (total - bought - home[importer] * terms[importer]);
                work.imports[importer] += unit * bought;
            }
            for region in 0..regions {
                let cell = region * sectors + sector;
                let exports = sold[region] * terms[region];
                let revenue = exports + home[region] * terms[region] * work.unit[cell];
                let tax = work.taxed[sector * stride + region] * terms[region];
                output[cell] =
                    if self.output[cell] > 0.0 { revenue * wedges.subsidy[cell] / self.output[cell] } else { 1.0 };
                export_taxes[region] += tax;
                work.exports[region] += exports + tax;
            }
        }
        for region in 0..regions {
            duties[region] /= self.income[region];
            export_taxes[region] /= self.income[region];
            let transfer = self.transfer(region);
            let trade = work.exports[region] + work.imports[region] + transfer.abs();
            if trade > 0.0 {
                let surplus = (work.exports[region] - work.imports[region] + transfer) / trade;
                let push = 1.0 + self.balance_push * surplus;
                output[region * sectors..(region + 1) * sectors].iter_mut().for_each(|ratio| *ratio *= push);
            }
        }
    }
}
