//! What flows between nations: goods in the trade model, and critical inputs from who makes them to who needs them.

use crate::economy::Output;
use crate::rules::case::*;

/// Goods from one nation to another in a year, all sectors together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TradeFlow {
    /// Who sells.
    pub exporter: NationId,
    /// Who buys.
    pub importer: NationId,
    /// In the base year, in the economy's unit.
    pub base: f64,
    /// Under the measures in force, once everything has adjusted, in the same unit at unchanged world value added.
    pub now: f64,
}

/// A critical input from its supplier to a nation that uses it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InputFlow {
    /// Position of the input in the regime's plan.
    pub input: usize,
    /// Who supplies it.
    pub supplier: NationId,
    /// Who uses it.
    pub user: NationId,
    /// Share of the user's demand that comes from this supplier in normal times, 0 to 1.
    pub share: f64,
    /// Share of that which still comes, 0 to 1.
    pub left: f64,
}

/// What flows between the nations of a scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flows {
    /// Goods.
    pub trade: Vec<TradeFlow>,
    /// Critical inputs; a nation's supply of itself is left out.
    pub inputs: Vec<InputFlow>,
}

/// The flows under a vector of levels. Where the trade model has no equilibrium, trade is that of the base year.
pub fn flows(case: &Case, levels: &[u8; MAX_MEASURES]) -> Flows {
    let (plan, model) = (case.regimes.plan(), case.regimes.economy().model());
    let region = |nation: NationId| plan.regions[nation.index()];
    let solution = case.regimes.solution(levels).ok();
    let pairs = || case.nation_ids().flat_map(|one| case.nation_ids().map(move |other| (one, other)));
    let mut flows = Flows::default();
    for (exporter, importer) in pairs().filter(|(exporter, importer)| exporter != importer) {
        let base = model.base_trade(region(exporter), region(importer));
        let output = Output::Trade { exporter: region(exporter), importer: region(importer), without: Vec::new() };
        let now = solution.as_ref().map_or(base, |solution| model.output(solution, &output, region(importer)));
        flows.trade.push(TradeFlow { exporter, importer, base, now });
        for (input, known) in plan.inputs.iter().enumerate() {
            let share = known.shares[region(importer)].get(region(exporter)).copied().unwrap_or(0.0);
            if share > 0.0 {
                let left = plan.left(levels, region(exporter), region(importer), input);
                flows.inputs.push(InputFlow { input, supplier: exporter, user: importer, share, left });
            }
        }
    }
    flows
}
