//! A policy as the solver wants it: what it does to each flow's weight in spending, and who gets how much of a unit spent.

use crate::economy::model::Model;
use crate::economy::policy::Policy;
use libm::{log, pow};

/// Wedges by flow, `[(s * N + importer) * stride + exporter]`, and by region and sector, `[n * S + s]`.
#[derive(Clone, Debug)]
pub(super) struct Wedges {
    /// Base shares times the wedge to the power of minus the trade elasticity.
    pub weight: Vec<f64>,
    /// The same times what the producer gets of a unit spent; nothing for own sales.
    pub producer: Vec<f64>,
    /// Weights of own sales, `[s * stride + n]`.
    pub home: Vec<f64>,
    /// The same times what the exporter's government gets of a unit spent; empty when no export is taxed.
    pub export_tax: Vec<f64>,
    /// What subsidy and productivity take off the logarithm of unit cost.
    pub cost_relief: Vec<f64>,
    /// One plus the subsidy.
    pub subsidy: Vec<f64>,
    /// Whether any sector is subsidised.
    pub subsidises: bool,
}

impl Model {
    /// The wedges of a policy.
    pub(super) fn wedges(&self, policy: &Policy) -> Wedges {
        let cells = self.shares.len();
        let mut wedges = Wedges {
            weight: vec![0.0; cells],
            producer: vec![0.0; cells],
            home: vec![0.0; self.sectors * self.stride],
            export_tax: Vec::new(),
            cost_relief: Vec::new(),
            subsidy: Vec::new(),
            subsidises: false,
        };
        self.fill(&mut wedges, policy, |_| true);
        wedges
    }

    /// The wedges of a policy that differs little from another one, whose wedges are known.
    pub(super) fn wedges_near(&self, policy: &Policy, known: &Policy, wedges: &Wedges) -> Wedges {
        let mut wedges = wedges.clone();
        self.fill(&mut wedges, policy, |flow| {
            policy.tariff[flow] != known.tariff[flow]
                || policy.export_tax[flow] != known.export_tax[flow]
                || policy.iceberg[flow] != known.iceberg[flow]
                || policy.banned[flow] != known.banned[flow]
        });
        wedges
    }

    fn fill(&self, wedges: &mut Wedges, policy: &Policy, changed: impl Fn(usize) -> bool) {
        let taxed = policy.export_tax.iter().any(|rate| *rate != 0.0);
        wedges.export_tax = if taxed { vec![0.0; self.shares.len()] } else { Vec::new() };
        for exporter in 0..self.regions {
            for importer in 0..self.regions {
                for sector in 0..self.sectors {
                    let flow = self.dataset.flow_index(exporter, importer, sector);
                    if !(taxed || changed(flow)) {
                        continue;
                    }
                    let cell = self.share_index(exporter, importer, sector);
                    let (tariff, tax) = (policy.tariff[flow], policy.export_tax[flow]);
                    let paid = (1.0 + tariff) * (1.0 + tax);
                    let wedge = paid * policy.iceberg[flow] / (1.0 + self.dataset.tariffs[flow]);
                    let weight = if policy.banned[flow] || self.shares[cell] == 0.0 {
                        0.0
                    } else if wedge == 1.0 {
                        self.shares[cell]
                    } else {
                        self.shares[cell] * pow(wedge, -self.theta[sector])
                    };
                    wedges.weight[cell] = weight;
                    if exporter == importer {
                        wedges.home[sector * self.stride + exporter] = weight;
                    } else {
                        wedges.producer[cell] = weight / paid;
                    }
                    if taxed {
                        wedges.export_tax[cell] = weight * tax / paid;
                    }
                }
            }
        }
        wedges.subsidises = policy.subsidy.iter().any(|rate| *rate != 0.0);
        wedges.subsidy = policy.subsidy.iter().map(|rate| 1.0 + rate).collect();
        let relief = |factor: f64| if factor == 1.0 { 0.0 } else { log(factor) };
        wedges.cost_relief = wedges
            .subsidy
            .iter()
            .zip(&policy.productivity)
            .map(|(subsidy, made)| relief(*subsidy) + relief(*made))
            .collect();
    }
}
