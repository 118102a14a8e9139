//! A squeeze on a critical input, month by month: deliveries, stocks, new capacity, availability, price, and lost output.
//!
//! - A region receives its supply shares times what each supplier still delivers, plus capacity built since the start, plus what
//!   allies can spare.
//! - Stocks cover a share of the gap while they last, since those who hold the input are not all those who lack it; what comes in
//!   beyond demand refills them.
//! - The price is what makes users content with what there is: availability over what is wanted, refilling included, to the power
//!   of minus one over the elasticity of substitution. Where stocks are held it cannot be below the price expected for the next
//!   month (competitive storage, Deaton & Laroque 1992); the chance of another cut follows from the months seen (Laplace's rule of
//!   succession).
//! - Lost output is [`output_loss`]; it enters the trade model as a loss of productivity of the using sectors.

use crate::economy::critical::{Use, output_loss};
use crate::economy::dataset::Dataset;
use libm::{exp, pow};

/// How much faster capacity is built under a price floor or with equity support.
pub const FLOOR_SPEED: f64 = 1.5;
/// Deliveries below this share of normal count as a month of cuts.
const CUT_BELOW: f64 = 0.97;

/// What a squeeze is made of besides the dataset.
#[derive(Clone, Debug)]
pub struct SqueezeRules {
    /// Share of a gap that stocks may cover, 0 to 1.
    pub stock_draw: f64,
    /// Share of a gap that cannot be substituted, 0 to 1; see [`output_loss`].
    pub rigidity: f64,
    /// Months within which users want to have refilled their stocks, above 0.
    pub refill_months: f64,
    /// Regions that guarantee producers a price.
    pub price_floor: Vec<usize>,
    /// Groups of regions that give each other what they can spare.
    pub alliances: Vec<Vec<usize>>,
}

impl Default for SqueezeRules {
    fn default() -> Self {
        SqueezeRules {
            stock_draw: 0.7,
            rigidity: 0.08,
            refill_months: 6.0,
            price_floor: Vec::new(),
            alliances: Vec::new(),
        }
    }
}

/// A month of a squeeze; lists by region.
#[derive(Clone, Debug, PartialEq)]
pub struct SqueezeMonth {
    /// Deliveries, tonnes, `[supplier * N + region]`, without new capacity.
    pub deliveries: Vec<f64>,
    /// Supply of new capacity, own and allied, as a share of demand.
    pub new_supply: Vec<f64>,
    /// What can be used, as a share of demand, 0 to 1.
    pub availability: Vec<f64>,
    /// Price relative to that of normal supply.
    pub price: Vec<f64>,
    /// Stock at the end, months of demand.
    pub stock: Vec<f64>,
    /// Productivity of each sector relative to normal, `[region * S + sector]`, as the trade model takes it.
    pub productivity: Vec<f64>,
}

/// Plays a squeeze on an input over some months; `delivered(month, supplier, region)` is the share of normal deliveries that comes.
///
/// A dataset without the input gives months in which nothing happens.
pub fn squeeze(
    dataset: &Dataset,
    input: &str,
    months: usize,
    rules: &SqueezeRules,
    delivered: impl Fn(usize, usize, usize) -> f64,
) -> Vec<SqueezeMonth> {
    let (regions, sectors) = (dataset.region_count(), dataset.sector_count());
    let Some(critical) = &dataset.critical else { return Vec::new() };
    let demand: Vec<f64> = (0..regions).map(|region| critical.demand(input, region)).collect();
    let normal_stock: Vec<f64> = (0..regions).map(|region| critical.stock_months(input, region)).collect();
    let mut stock = normal_stock.clone();
    let mut memory = vec![Expectation::default(); regions];
    (0..months)
        .map(|month| {
            let mut deliveries = vec![0.0; regions * regions];
            let mut supply = vec![0.0; regions];
            for region in 0..regions {
                for (supplier, share) in critical.supply_shares(input, region).iter().enumerate() {
                    let comes = share * delivered(month, supplier, region);
                    deliveries[supplier * regions + region] = comes * demand[region];
                    supply[region] += comes;
                }
            }
            let own: Vec<f64> = (0..regions)
                .map(|region| {
                    let capacity = critical.capacity(input, region);
                    let speed = if rules.price_floor.contains(&region) { FLOOR_SPEED } else { 1.0 };
                    let reached = if capacity.lead > 0.0 {
                        1.0 - exp(-(month as f64 + 1.0) * speed / capacity.lead)
                    } else {
                        0.0
                    };
                    let built = capacity.own + (capacity.target - capacity.own).max(0.0) * reached;
                    if demand[region] > 0.0 { built / demand[region] } else { 0.0 }
                })
                .collect();
            let new_supply = shared(&supply, &own, &demand, &rules.alliances);
            let mut availability = vec![1.0; regions];
            let mut price = vec![1.0; regions];
            let mut productivity = vec![1.0; regions * sectors];
            for region in (0..regions).filter(|region| demand[*region] > 0.0) {
                let comes = supply[region] + new_supply[region];
                let gap = (1.0 - comes).max(0.0);
                let drawn = (rules.stock_draw * gap).min(stock[region]);
                let kept = (comes - 1.0).max(0.0).min((normal_stock[region] - stock[region]).max(0.0));
                stock[region] += kept - drawn;
                availability[region] = (comes + drawn).min(1.0);
                let users = critical.users(input, region);
                let wanted = 1.0 + (normal_stock[region] - stock[region]).max(0.0) / rules.refill_months;
                let scarcity = ((comes + drawn) / wanted).min(1.0);
                price[region] =
                    memory[region].price(pow(scarcity.max(1e-6), -1.0 / elasticity(&users)), comes, stock[region]);
                for user in &users {
                    let Use { sector, exposure, cost_share, elasticity } = *user;
                    let lost = output_loss(exposure, cost_share, elasticity, rules.rigidity, availability[region]);
                    productivity[region * sectors + sector] = (1.0 - lost).max(1e-3);
                }
            }
            SqueezeMonth { deliveries, new_supply, availability, price, stock: stock.clone(), productivity }
        })
        .collect()
}

/// Elasticity of substitution of the users, on average.
fn elasticity(users: &[Use]) -> f64 {
    if users.is_empty() { 1.0 } else { users.iter().map(|user| user.elasticity).sum::<f64>() / users.len() as f64 }
}

/// New supply of each region as a share of its demand, once allies have shared what they have beyond their own demand.
fn shared(supply: &[f64], own: &[f64], demand: &[f64], alliances: &[Vec<usize>]) -> Vec<f64> {
    let mut new = own.to_vec();
    for alliance in alliances {
        let tonnes = |region: usize, share: f64| share * demand[region];
        let spare = |region: usize| (supply[region] + own[region] - 1.0).clamp(0.0, own[region]);
        let lack = |region: usize| (1.0 - supply[region] - own[region]).max(0.0);
        let spared: f64 = alliance.iter().map(|region| tonnes(*region, spare(*region))).sum();
        let lacked: f64 = alliance.iter().map(|region| tonnes(*region, lack(*region))).sum();
        let given = spared.min(lacked);
        if given > 0.0 {
            for &region in alliance {
                new[region] += lack(region) * given / lacked - spare(region) * given / spared;
            }
        }
    }
    new
}

/// What holders of stocks have seen and expect.
#[derive(Clone, Copy, Debug, Default)]
struct Expectation {
    months: f64,
    cuts: f64,
    dearest: f64,
}

impl Expectation {
    /// The price of a month whose users would by themselves pay `scarcity`.
    fn price(&mut self, scarcity: f64, comes: f64, stock: f64) -> f64 {
        self.months += 1.0;
        self.cuts += if comes < CUT_BELOW { 1.0 } else { 0.0 };
        self.dearest = self.dearest.max(scarcity);
        if self.cuts == 0.0 || stock <= 0.0 {
            return scarcity;
        }
        let chance = (self.cuts + 1.0) / (self.months + 2.0);
        scarcity.max(1.0 + chance * (self.dearest - 1.0))
    }
}
