//! Politics at home: approval follows income, prices and markets; capital comes back with approval.

use crate::rules::state::*;

/// Settles approval and capital for the turn.
pub fn run(table: &mut Table) {
    let parameters = &table.case.parameters;
    let weeks = table.slot().weeks();
    let levels = table.levels();
    let market = table.game.market;
    let regime = table.case.regimes.look(&levels);
    let forgotten = 1.0 - libm::exp(-parameters.approval_decay * weeks);
    for nation in table.case.nation_ids() {
        let base = table.case.nation(nation).approval;
        let cover = table.cover_now(nation, &regime);
        let state = table.nation_mut(nation);
        state.covers[0] = cover;
        let (income, prices) = (regime.income(nation, cover.spared), regime.prices(nation, cover.spared));
        let earned = parameters.approval_income * (income - state.last_income)
            - parameters.approval_prices * (prices - state.last_prices)
            - parameters.market_approval * market * weeks;
        let back = (base - state.approval) * forgotten;
        state.approval = (state.approval + earned + back).clamp(0.0, 100.0);
        (state.last_income, state.last_prices) = (income, prices);
        let regained = parameters.capital_per_week * weeks * state.approval / 50.0;
        state.capital = (state.capital + regained).min(parameters.capital_limit.max(state.capital));
    }
}
