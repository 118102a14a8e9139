//! Politics at home: approval follows income, prices and markets; capital comes back with approval.

use crate::rules::state::*;

/// Settles approval and capital for the turn.
pub fn run(table: &mut Table) {
    let parameters = &table.case.parameters;
    let weeks = table.slot().weeks();
    let levels = table.levels();
    let market = table.game.market;
    for nation in table.case.nation_ids() {
        let regime = table.case.regimes.look(&levels);
        let base = table.case.nation(nation).approval;
        let state = table.nation_mut(nation);
        let spared = regime.spared(nation, &state.availability);
        let (income, prices) = (regime.income(nation, spared), regime.prices(nation, spared));
        let earned = parameters.approval_income * (income - state.last_income)
            - parameters.approval_prices * (prices - state.last_prices)
            - parameters.market_approval * market * weeks;
        let back = (base - state.approval) * (1.0 - libm::exp(-parameters.approval_decay * weeks));
        state.approval = (state.approval + earned + back).clamp(0.0, 100.0);
        (state.last_income, state.last_prices) = (income, prices);
        let regained = parameters.capital_per_week * weeks * state.approval / 50.0;
        state.capital = (state.capital + regained).min(parameters.capital_limit.max(state.capital));
    }
}
