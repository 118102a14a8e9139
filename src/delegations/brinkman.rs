//! The brinkman: threatens as long as the chance of disaster stays below its critical risk (Ellsberg 1959; Zeuthen 1930).

use crate::bargaining::Tactic;
use crate::delegations::character::Character;
use crate::rules::action::Action;
use crate::rules::observation::Observation;
use crate::rules::reason::{Reasons, Term};

/// The brinkman.
pub const CHARACTER: Character = Character {
    name: "brinkman",
    about: "threatens up to its critical risk, then looks for the deal",
    leverage: 1.5,
    prudence: 0.9,
    caution: 0.5,
    goodwill: 0.7,
    reciprocity: 1.0,
    home: 1.1,
    security: 0.9,
    resolve: 1.0,
    honour: 0.0,
    temper: 0.55,
    tactic: Tactic::TimeDependent { exponent: 3.0 },
    temperature: 1.1,
    foresight: 0.0,
    adjust,
};

/// Stands firm while the perceived chance of disaster is at most (win − concede) / (win − disaster).
fn adjust(view: &Observation, action: &Action, reasons: Reasons) -> Option<Reasons> {
    let Action::Threaten { target, measure, level, demand, .. } = *action else { return Some(reasons) };
    let base = view.no_deal_levels();
    let (mut won, mut lost) = (base, base);
    won[demand.measure.index()] = demand.at_most;
    lost[measure.index()] = level;
    let (win, concede, disaster) = (view.payoff(&won), view.payoff(&base), view.payoff(&lost));
    let critical = if win - disaster > 1e-9 { (win - concede) / (win - disaster) } else { 0.0 };
    let perceived = view.own_credibility(target) * view.tension(target);
    (perceived <= critical.clamp(0.0, 1.0)).then(|| reasons.with(Term::Leverage, 0.4 * (critical - perceived)))
}
