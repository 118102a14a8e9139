//! The base year as the solver wants it: shares, incomes and elasticities in contiguous arrays.

use crate::economy::dataset::Dataset;
use crate::economy::switches::{ElasticityHorizon, RevenueUse, Switches};
use crate::economy::vector::LANES;

/// A trade model: N regions × S sectors. Everything it computes is a change relative to the base year.
#[derive(Clone, Debug)]
pub struct Model {
    /// The dataset it was made from.
    pub dataset: Dataset,
    /// Its switches.
    pub switches: Switches,
    pub(super) regions: usize,
    pub(super) sectors: usize,
    /// Trade elasticity by sector.
    pub(super) theta: Vec<f64>,
    /// How much outputs rise in a sweep with the trade surplus: about what brings the surplus down to nothing.
    pub(super) balance_push: f64,
    /// Labour's share of cost, `[n * S + s]`.
    pub(super) labour_share: Vec<f64>,
    /// Input shares of cost, `[(n * S + using) * S + input]`.
    pub(super) cost_inputs: Vec<f64>,
    /// Base intermediate demand, `[(n * S + input) * S + using]`, in the dataset's unit.
    pub(super) demand_inputs: Vec<f64>,
    pub(super) has_inputs: bool,
    /// Length of a row of exporters: N rounded up to whole blocks of [`super::vector::LANES`], filled with zeros.
    pub(super) stride: usize,
    /// Base expenditure shares, `[(s * N + importer) * stride + exporter]`.
    pub(super) shares: Vec<f64>,
    /// Base expenditure, `[n * S + s]`.
    pub(super) expenditure: Vec<f64>,
    /// Base gross output.
    pub(super) output: Vec<f64>,
    /// Base labour income by sector and by region, and profits by sector.
    pub(super) sector_labour: Vec<f64>,
    pub(super) labour: Vec<f64>,
    pub(super) profits: Vec<f64>,
    /// Base national income, tariff revenue and transfer (the trade deficit).
    pub(super) income: Vec<f64>,
    pub(super) revenue: Vec<f64>,
    pub(super) deficit: Vec<f64>,
    /// Share of final expenditure by sector.
    pub(super) final_shares: Vec<f64>,
}

impl Model {
    /// A model of a dataset under the given switches.
    pub fn new(dataset: &Dataset, switches: Switches) -> Model {
        let (regions, sectors) = (dataset.region_count(), dataset.sector_count());
        let at = |region: usize, sector: usize| region * sectors + sector;
        let mut expenditure = vec![0.0; regions * sectors];
        let mut output = expenditure.clone();
        let mut revenue = vec![0.0; regions];
        let (mut bought, mut sold) = (vec![0.0; regions], vec![0.0; regions]);
        for exporter in 0..regions {
            for importer in 0..regions {
                for sector in 0..sectors {
                    let flow = dataset.flow_index(exporter, importer, sector);
                    let (value, tariff) = (dataset.flows[flow], dataset.tariffs[flow]);
                    expenditure[at(importer, sector)] += (1.0 + tariff) * value;
                    output[at(exporter, sector)] += value;
                    revenue[importer] += tariff * value;
                    bought[importer] += value;
                    sold[exporter] += value;
                }
            }
        }
        let stride = regions.next_multiple_of(LANES);
        let mut shares = vec![0.0; regions * stride * sectors];
        for sector in 0..sectors {
            for importer in 0..regions {
                for exporter in 0..regions {
                    let flow = dataset.flow_index(exporter, importer, sector);
                    let spent = expenditure[at(importer, sector)];
                    if spent > 0.0 {
                        shares[(sector * regions + importer) * stride + exporter] =
                            (1.0 + dataset.tariffs[flow]) * dataset.flows[flow] / spent;
                    }
                }
            }
        }
        let (value_added, profit) = (&dataset.value_added, &dataset.profit);
        let labour_share: Vec<f64> =
            value_added.iter().zip(profit).map(|(value, profit)| (value - profit) / (1.0 - profit)).collect();
        let has_inputs = dataset.inputs.iter().any(|share| *share > 0.0);
        let mut cost_inputs = dataset.inputs.clone();
        let mut demand_inputs = vec![0.0; dataset.inputs.len()];
        for region in 0..regions {
            for using in 0..sectors {
                // Shares are rounded in the files; a closed region's accounts only close when they add up to one exactly.
                let given = &dataset.inputs[at(region, using) * sectors..(at(region, using) + 1) * sectors];
                let total: f64 = given.iter().sum();
                for (input, share) in given.iter().enumerate().filter(|(_, share)| **share > 0.0) {
                    let share = share / total;
                    cost_inputs[at(region, using) * sectors + input] = share * (1.0 - labour_share[at(region, using)]);
                    demand_inputs[at(region, input) * sectors + using] =
                        share * (1.0 - value_added[at(region, using)]) * output[at(region, using)];
                }
            }
        }
        let sector_labour: Vec<f64> =
            (0..regions * sectors).map(|cell| (value_added[cell] - profit[cell]) * output[cell]).collect();
        let region_sum = |cells: &[f64], region: usize| cells[at(region, 0)..at(region, sectors)].iter().sum::<f64>();
        let labour: Vec<f64> = (0..regions).map(|region| region_sum(&sector_labour, region)).collect();
        let profits: Vec<f64> = profit.iter().zip(&output).map(|(profit, output)| profit * output).collect();
        let deficit: Vec<f64> = bought.iter().zip(&sold).map(|(bought, sold)| bought - sold).collect();
        let income: Vec<f64> = (0..regions)
            .map(|region| labour[region] + region_sum(&profits, region) + revenue[region] + deficit[region])
            .collect();
        let mut final_shares = vec![0.0; regions * sectors];
        for region in 0..regions {
            for input in 0..sectors {
                let used: f64 = (0..sectors).map(|using| demand_inputs[at(region, input) * sectors + using]).sum();
                final_shares[at(region, input)] = ((expenditure[at(region, input)] - used) / income[region]).max(0.0);
            }
        }
        let theta: Vec<f64> = dataset
            .elasticity
            .iter()
            .map(|(long, short)| match switches.elasticities {
                ElasticityHorizon::Long => *long,
                ElasticityHorizon::Short => *short,
            })
            .collect();
        Model {
            dataset: dataset.clone(),
            switches,
            regions,
            sectors,
            balance_push: 1.0 / (1.0 + theta.iter().sum::<f64>() / sectors as f64),
            theta,
            labour_share,
            cost_inputs,
            demand_inputs,
            has_inputs,
            stride,
            shares,
            expenditure,
            output,
            sector_labour,
            labour,
            profits,
            income,
            revenue,
            deficit,
            final_shares,
        }
    }

    /// Position of a flow in `shares` and in the wedges of a policy.
    pub(super) fn share_index(&self, exporter: usize, importer: usize, sector: usize) -> usize {
        (sector * self.regions + importer) * self.stride + exporter
    }

    /// Number of regions.
    pub fn region_count(&self) -> usize {
        self.regions
    }

    /// Number of sectors.
    pub fn sector_count(&self) -> usize {
        self.sectors
    }

    /// National income of a region in the base year, in the dataset's unit.
    pub fn base_income(&self, region: usize) -> f64 {
        self.income[region]
    }

    /// The trade deficit that lasts as a transfer, in the dataset's unit of a world with unchanged value added.
    pub(super) fn transfer(&self, region: usize) -> f64 {
        if self.switches.deficits { self.deficit[region] } else { 0.0 }
    }

    /// Whether revenue lowers the tax on labour income.
    pub(super) fn relief(&self) -> bool {
        self.switches.revenue_use == RevenueUse::IncomeTaxRelief
    }
}
