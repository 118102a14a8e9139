//! The outputs of an equilibrium by name, one number a region.

use crate::economy::dataset::Dataset;
use crate::economy::model::Model;
use crate::economy::solver::Solution;
use crate::problem::valid_names;

/// What can be asked of an equilibrium; changes are relative to the base year, nominal values at unchanged world value added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Real national income: wages, profits, revenue and transfer over consumer prices; percent.
    Welfare,
    /// Average real wage, percent.
    RealWage,
    /// Average wage relative to the world's, percent.
    WageRelativeToWorld,
    /// Consumer prices, percent.
    ConsumerPrices,
    /// Import duties, in the dataset's unit.
    TariffRevenue,
    /// The government's objective: real income by sector, weighted (Ossa 2014); percent.
    GovernmentWelfare {
        /// Whether the political weights of the dataset count; else every sector weighs the same.
        weighted: bool,
    },
    /// Labour supply, percent.
    Employment,
    /// Imports at producer prices from these regions, the own one excluded; percent.
    ImportsFrom(Vec<usize>),
    /// First-order terms-of-trade effect, percent of base income (Caliendo & Parro 2015, equation 16).
    TermsOfTrade,
    /// First-order volume-of-trade effect, percent of base income (Caliendo & Parro 2015, equation 16).
    VolumeOfTrade,
    /// Sum of the two.
    LinearWelfare,
    /// Real income when revenue lowers the income tax and leisure counts, percent (Ignatenko and others 2025).
    TaxReliefWelfare,
    /// Consumer prices relative to their world mean, percent (Ignatenko and others 2025).
    RelativePrices,
    /// Exports at producer prices over labour income, percent.
    ExportsToIncome,
    /// Imports at producer prices over labour income, percent.
    ImportsToIncome,
    /// A flow over all sectors but those left out, in the dataset's unit.
    Trade {
        /// Exporter.
        exporter: usize,
        /// Importer.
        importer: usize,
        /// Sectors that do not count.
        without: Vec<usize>,
    },
}

/// Names of the outputs that take no argument, in the order in which they are printed.
const PLAIN: [(&str, Output); 14] = [
    ("welfare_change_pct", Output::Welfare),
    ("real_wage_change_pct", Output::RealWage),
    ("wage_rel_world_change_pct", Output::WageRelativeToWorld),
    ("cpi_change_pct", Output::ConsumerPrices),
    ("tariff_revenue", Output::TariffRevenue),
    ("government_welfare_change_pct", Output::GovernmentWelfare { weighted: true }),
    ("employment_change_pct", Output::Employment),
    ("terms_of_trade_pct", Output::TermsOfTrade),
    ("volume_of_trade_pct", Output::VolumeOfTrade),
    ("linear_welfare_pct", Output::LinearWelfare),
    ("imls_welfare_pct", Output::TaxReliefWelfare),
    ("imls_price_pct", Output::RelativePrices),
    ("exports_to_gdp_change_pct", Output::ExportsToIncome),
    ("imports_to_gdp_change_pct", Output::ImportsToIncome),
];

impl Output {
    /// The outputs that need no argument, by name.
    pub fn plain() -> impl Iterator<Item = (&'static str, Output)> {
        PLAIN.into_iter()
    }

    /// The output that `NAME` or `NAME:ARG` stands for; codes in an argument are separated by `;`.
    ///
    /// # Errors
    /// An unknown name or code, with what would be valid.
    pub fn parse(text: &str, dataset: &Dataset) -> Result<Output, String> {
        let (name, argument) = match text.split_once(':') {
            Some(("trade", rest)) => return Output::parse_trade(rest, dataset),
            Some((name, argument)) => (name, Some(argument)),
            None => (text, None),
        };
        match (name, argument) {
            ("government_welfare_change_pct", Some("none")) => Ok(Output::GovernmentWelfare { weighted: false }),
            ("government_welfare_change_pct", None | Some("file")) => Ok(Output::GovernmentWelfare { weighted: true }),
            ("government_welfare_change_pct", Some(other)) => {
                Err(format!("{name} takes \"none\" or \"file\" for the weights, not \"{other}\""))
            }
            ("imports_change_pct_from", Some(codes)) => {
                Ok(Output::ImportsFrom(positions(codes, "region", &dataset.region_codes())?))
            }
            ("imports_change_pct_from", None) => {
                Err(format!("{name} needs the exporters, for example {name}:{}", dataset.region_codes().join(";")))
            }
            ("trade", None) => Err("trade needs the pair, as in trade:EXPORTER>IMPORTER".to_string()),
            _ => match (PLAIN.into_iter().find(|(known, _)| *known == name), argument) {
                (Some((_, output)), None) => Ok(output),
                (Some(_), Some(_)) => Err(format!("{name} takes no argument")),
                (None, _) => {
                    let mut known: Vec<&str> = PLAIN.iter().map(|(name, _)| *name).collect();
                    known.extend(["imports_change_pct_from:CODES", "trade:EXPORTER>IMPORTER"]);
                    Err(format!("unknown output \"{name}\"; {}", valid_names(name, &known)))
                }
            },
        }
    }

    fn parse_trade(text: &str, dataset: &Dataset) -> Result<Output, String> {
        let (pair, without) = text.split_once(':').unwrap_or((text, ""));
        let Some((exporter, importer)) = pair.split_once('>') else {
            return Err(format!("trade:{pair} names no pair; valid: trade:EXPORTER>IMPORTER, then :SECTORS left out"));
        };
        let region = |code: &str| position(code, "region", &dataset.region_codes());
        Ok(Output::Trade {
            exporter: region(exporter)?,
            importer: region(importer)?,
            without: positions(without, "sector", &dataset.sector_codes())?,
        })
    }
}

fn position(code: &str, kind: &str, known: &[String]) -> Result<usize, String> {
    known.iter().position(|candidate| candidate == code).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        format!("unknown {kind} \"{code}\"; {}", valid_names(code, &names))
    })
}

fn positions(codes: &str, kind: &str, known: &[String]) -> Result<Vec<usize>, String> {
    codes.split(';').map(str::trim).filter(|code| !code.is_empty()).map(|code| position(code, kind, known)).collect()
}

fn percent(ratio: f64) -> f64 {
    100.0 * (ratio - 1.0)
}

impl Model {
    /// One output of an equilibrium in one region; not a number where it has no meaning (a share of nothing).
    pub fn output(&self, solution: &Solution, output: &Output, region: usize) -> f64 {
        let real = |nominal: f64| nominal / solution.prices[region];
        let income = solution.income[region] / self.income[region];
        let labour = solution.labour[region] / self.labour[region];
        match output {
            Output::Welfare => percent(real(income)),
            Output::RealWage => percent(real(labour / solution.employment[region])),
            Output::WageRelativeToWorld => percent(labour / solution.employment[region]),
            Output::ConsumerPrices => percent(solution.prices[region]),
            Output::TariffRevenue => solution.duties[region],
            Output::GovernmentWelfare { weighted } => percent(self.government_ratio(solution, region, *weighted)),
            Output::Employment => percent(solution.employment[region]),
            Output::ImportsFrom(exporters) => {
                let chosen = || exporters.iter().filter(|exporter| **exporter != region);
                let now: f64 = chosen().map(|exporter| self.pair(&solution.flows, *exporter, region, &[])).sum();
                let base: f64 = chosen().map(|exporter| self.pair(&self.dataset.flows, *exporter, region, &[])).sum();
                percent(now / base)
            }
            Output::TermsOfTrade => 100.0 * self.terms_of_trade(solution, region) / self.income[region],
            Output::VolumeOfTrade => 100.0 * self.volume_of_trade(solution, region) / self.income[region],
            Output::LinearWelfare => {
                let effect = self.terms_of_trade(solution, region) + self.volume_of_trade(solution, region);
                100.0 * effect / self.income[region]
            }
            Output::TaxReliefWelfare => {
                let elasticity = self.switches.labour_supply_elasticity;
                let disutility = elasticity / (1.0 + elasticity);
                let untaxed = 1.0 - solution.duties[region] / solution.labour[region];
                let share = self.income[region] / (self.income[region] - disutility * untaxed * self.labour[region]);
                percent(share * real(income) + (1.0 - share) * real(labour))
            }
            Output::RelativePrices => {
                let world: f64 = self.income.iter().sum();
                let mean: f64 = solution.prices.iter().zip(&self.income).map(|(price, income)| price * income).sum();
                percent(solution.prices[region] * world / mean)
            }
            Output::ExportsToIncome => {
                let sold = |flows: &[f64]| self.abroad(region).map(|to| self.pair(flows, region, to, &[])).sum::<f64>();
                percent(sold(&solution.flows) / sold(&self.dataset.flows) / labour)
            }
            Output::ImportsToIncome => {
                let bought =
                    |flows: &[f64]| self.abroad(region).map(|from| self.pair(flows, from, region, &[])).sum::<f64>();
                percent(bought(&solution.flows) / bought(&self.dataset.flows) / labour)
            }
            Output::Trade { exporter, importer, without } => self.pair(&solution.flows, *exporter, *importer, without),
        }
    }

    /// A flow over all sectors in the base year, in the dataset's unit.
    pub fn base_trade(&self, exporter: usize, importer: usize) -> f64 {
        self.pair(&self.dataset.flows, exporter, importer, &[])
    }

    /// The other regions.
    pub(super) fn abroad(&self, region: usize) -> impl Iterator<Item = usize> {
        (0..self.regions).filter(move |other| *other != region)
    }

    /// A flow summed over sectors.
    fn pair(&self, flows: &[f64], exporter: usize, importer: usize, without: &[usize]) -> f64 {
        let chosen = (0..self.sectors).filter(|sector| !without.contains(sector));
        chosen.map(|sector| flows[self.dataset.flow_index(exporter, importer, sector)]).sum()
    }

    /// Gain on base exports less loss on base imports, in the dataset's unit.
    fn terms_of_trade(&self, solution: &Solution, region: usize) -> f64 {
        let mut gain = 0.0;
        for other in self.abroad(region) {
            for sector in 0..self.sectors {
                let sold = self.dataset.flows[self.dataset.flow_index(region, other, sector)];
                let bought = self.dataset.flows[self.dataset.flow_index(other, region, sector)];
                gain += sold * (solution.costs[region * self.sectors + sector] - 1.0)
                    - bought * (solution.costs[other * self.sectors + sector] - 1.0);
            }
        }
        gain
    }

    /// Base tariffs on the change of the quantity of imports, in the dataset's unit.
    fn volume_of_trade(&self, solution: &Solution, region: usize) -> f64 {
        let mut gain = 0.0;
        for other in self.abroad(region) {
            for sector in 0..self.sectors {
                let flow = self.dataset.flow_index(other, region, sector);
                let base = self.dataset.flows[flow];
                if base > 0.0 {
                    let cost = solution.costs[other * self.sectors + sector];
                    gain += self.dataset.tariffs[flow] * (solution.flows[flow] - base * cost);
                }
            }
        }
        gain
    }

    /// The government's objective relative to the base year: each sector's value added and its share, by labour income, of public
    /// revenue and transfer, weighted and in consumer prices (Ossa 2014).
    pub(super) fn government_ratio(&self, solution: &Solution, region: usize, weighted: bool) -> f64 {
        let (mut now, mut base) = (0.0, 0.0);
        let public = solution.duties[region] + solution.export_taxes[region] - solution.subsidies[region]
            + self.transfer(region);
        let base_public = self.revenue[region] + self.deficit[region];
        for cell in region * self.sectors..(region + 1) * self.sectors {
            let weight = if weighted { self.dataset.weights[cell] } else { 1.0 };
            let value_added = self.dataset.value_added[cell];
            now += weight
                * (value_added * solution.output[cell]
                    + solution.sector_labour[cell] / solution.labour[region] * public);
            base += weight
                * (value_added * self.output[cell] + self.sector_labour[cell] / self.labour[region] * base_public);
        }
        now / base / solution.prices[region]
    }
}
