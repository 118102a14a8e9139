//! The brinkman: threatens as long as the chance of disaster stays below its critical risk (Ellsberg 1959; Zeuthen 1930).

use crate::bargaining::Tactic;
use crate::delegations::character::{Adjustment, Character};
use crate::delegations::posture::Outlook;
use crate::rules::action::Action;
use crate::rules::observation::Observation;
use crate::rules::reason::Term;

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
fn adjust(view: &Observation, outlook: &Outlook, action: &Action) -> Adjustment {
    let Action::Threaten { target, measure, level, demand, .. } = *action else { return Adjustment::Plain };
    let [win, concede, disaster] = outlook.stakes_of_threat(demand, measure, level);
    let critical = if win - disaster > 1e-9 { ((win - concede) / (win - disaster)).clamp(0.0, 1.0) } else { 0.0 };
    let perceived = view.own_credibility(target) * view.tension(target);
    if perceived <= critical {
        Adjustment::With(Term::Leverage, 0.4 * (critical - perceived))
    } else {
        Adjustment::RuledOut
    }
}
