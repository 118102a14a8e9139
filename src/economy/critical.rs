//! Critical inputs: who supplies whom, what is held and built, and what a shortage costs the sectors that use them.

use crate::economy::table::Table;
use crate::problem::{Problem, valid_names};
use libm::pow;
use std::collections::BTreeMap;

/// How a sector uses a critical input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Use {
    /// Sector.
    pub sector: usize,
    /// Share of the sector's output that cannot be made without the input, 0 to 1.
    pub exposure: f64,
    /// Share of the input in the cost of that output, 0 to 1.
    pub cost_share: f64,
    /// Elasticity of substitution between the input and the rest, above 0.
    pub elasticity: f64,
}

/// Capacity of a region beyond its base supply; tonnes a month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Capacity {
    /// What stands at the start.
    pub own: f64,
    /// What is being built toward.
    pub target: f64,
    /// Time constant of the approach to the target, months; 0 when nothing is being built.
    pub lead: f64,
}

/// One critical input.
#[derive(Clone, Debug, Default)]
struct Input {
    name: String,
    /// Demand by region, tonnes a month.
    demand: Vec<f64>,
    /// Share of each region's demand by supplier, `[region][supplier]`.
    shares: Vec<Vec<f64>>,
    /// Stock by region, months of demand.
    stock: Vec<f64>,
    /// Capacity beyond base supply by region.
    capacity: Vec<Capacity>,
    /// Uses by region; those for all regions come first.
    uses: Vec<Vec<Use>>,
}

/// The critical inputs of an economy.
#[derive(Clone, Debug, Default)]
pub struct CriticalInputs {
    inputs: Vec<Input>,
}

/// Names of the parameters in critical_supply.csv.
const PARAMETERS: [&str; 6] = ["demand", "supply_share", "stock", "own_capacity", "capacity_target", "capacity_lead"];
/// Supply shares of a region may miss one by this much.
const SHARE_TOLERANCE: f64 = 1e-3;

impl CriticalInputs {
    /// Reads the two files.
    pub(super) fn read(
        supply: &Table,
        uses: &Table,
        regions: &BTreeMap<String, usize>,
        sectors: &BTreeMap<String, usize>,
        problems: &mut Vec<Problem>,
    ) -> CriticalInputs {
        let mut critical = CriticalInputs::default();
        let count = regions.len();
        let mut last = BTreeMap::new();
        for row in supply.rows() {
            let at = critical.find_or_add(row.text("input"), count);
            let parameter = row.text("parameter");
            if !PARAMETERS.contains(&parameter) {
                let what = format!("unknown parameter \"{parameter}\"");
                problems.push(Problem::new(row.place(), what, valid_names(parameter, &PARAMETERS)));
                continue;
            }
            let region = row.code("region", regions, problems);
            let value = row.number("value", 0.0, 1e12, problems);
            let (Some(region), Some(value)) = (region, value) else { continue };
            match parameter {
                "demand" => critical.inputs[at].demand[region] = value,
                "stock" => critical.inputs[at].stock[region] = value,
                "own_capacity" => critical.inputs[at].capacity[region].own = value,
                "capacity_target" => critical.inputs[at].capacity[region].target = value,
                "capacity_lead" => critical.inputs[at].capacity[region].lead = value,
                _ => {
                    if let Some(supplier) = row.code("supplier", regions, problems) {
                        critical.inputs[at].shares[region][supplier] = value;
                        last.insert((at, region), row.place());
                    }
                }
            }
        }
        for ((at, region), place) in last {
            let total: f64 = critical.inputs[at].shares[region].iter().sum();
            if (total - 1.0).abs() > SHARE_TOLERANCE {
                let what = format!("the supply shares of the region add up to {total:.4}");
                problems.push(Problem::new(place, what, "they must add up to 1"));
            }
        }
        for row in uses.rows() {
            let name = row.text("input");
            let Some(at) = critical.inputs.iter().position(|input| input.name == name) else {
                let known: Vec<&str> = critical.inputs.iter().map(|input| input.name.as_str()).collect();
                problems.push(Problem::new(
                    row.place(),
                    format!("unknown input \"{name}\""),
                    valid_names(name, &known),
                ));
                continue;
            };
            let region = row.code_or_all("region", regions, problems);
            let sector = row.code("using_sector", sectors, problems);
            let exposure = row.number("exposure", 0.0, 1.0, problems);
            let cost_share = row.number("cost_share", 1e-9, 1.0, problems);
            let elasticity = row.number("elasticity", 0.01, 100.0, problems);
            let (Some(region), Some(sector)) = (region, sector) else { continue };
            let (Some(exposure), Some(cost_share), Some(elasticity)) = (exposure, cost_share, elasticity) else {
                continue;
            };
            let chosen = region.map_or(0..count, |region| region..region + 1);
            for region in chosen {
                let list = &mut critical.inputs[at].uses[region];
                list.retain(|known| known.sector != sector);
                list.push(Use { sector, exposure, cost_share, elasticity });
            }
        }
        critical
    }

    fn find_or_add(&mut self, name: &str, regions: usize) -> usize {
        self.inputs.iter().position(|input| input.name == name).unwrap_or_else(|| {
            self.inputs.push(Input {
                name: name.to_string(),
                demand: vec![0.0; regions],
                shares: vec![vec![0.0; regions]; regions],
                stock: vec![0.0; regions],
                capacity: vec![Capacity::default(); regions],
                uses: vec![Vec::new(); regions],
            });
            self.inputs.len() - 1
        })
    }

    fn input(&self, name: &str) -> Option<&Input> {
        self.inputs.iter().find(|input| input.name == name)
    }

    /// Names of the inputs in the order of the file.
    pub fn input_names(&self) -> Vec<String> {
        self.inputs.iter().map(|input| input.name.clone()).collect()
    }

    /// Demand of a region, tonnes a month; 0 for an unknown input.
    pub fn demand(&self, name: &str, region: usize) -> f64 {
        self.input(name).map_or(0.0, |input| input.demand[region])
    }

    /// Stock of a region at the start, months of demand; 0 for an unknown input.
    pub fn stock_months(&self, name: &str, region: usize) -> f64 {
        self.input(name).map_or(0.0, |input| input.stock[region])
    }

    /// Capacity of a region beyond base supply; none for an unknown input.
    pub fn capacity(&self, name: &str, region: usize) -> Capacity {
        self.input(name).map_or(Capacity::default(), |input| input.capacity[region])
    }

    /// Shares of a region's demand by supplying region; empty for an unknown input.
    pub fn supply_shares(&self, name: &str, region: usize) -> Vec<f64> {
        self.input(name).map_or(Vec::new(), |input| input.shares[region].clone())
    }

    /// Sectors of a region that use the input.
    pub fn users(&self, name: &str, region: usize) -> Vec<Use> {
        self.input(name).map_or(Vec::new(), |input| input.uses[region].clone())
    }
}

/// Share of a sector's output that is lost when only `available` (0 to 1) of its normal use of a critical input can be had.
///
/// The exposed share of output is a constant-elasticity bundle of the input and the rest (nested CES, as in Baqaee & Farhi 2019);
/// `rigidity` (0 to 1) mixes in the case that nothing can be substituted within the horizon (Leontief), where the exposed output
/// falls in proportion.
pub fn output_loss(exposure: f64, cost_share: f64, elasticity: f64, rigidity: f64, available: f64) -> f64 {
    let available = available.clamp(0.0, 1.0);
    let bundle = if (elasticity - 1.0).abs() < 1e-9 {
        pow(available, cost_share)
    } else if available <= 0.0 && elasticity < 1.0 {
        0.0
    } else {
        let exponent = (elasticity - 1.0) / elasticity;
        let inside = cost_share * pow(available, exponent) + (1.0 - cost_share);
        pow(inside, 1.0 / exponent)
    };
    let substitutable = exposure * (1.0 - bundle);
    let fixed = exposure * (1.0 - available);
    (rigidity * fixed + (1.0 - rigidity) * substitutable).clamp(0.0, 1.0)
}
