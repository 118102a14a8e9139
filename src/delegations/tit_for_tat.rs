//! Tit-for-tat: answers each nation as that nation last behaved toward it, and does not start a quarrel (Axelrod 1984).

use crate::bargaining::Tactic;
use crate::delegations::character::{Adjustment, Character};
use crate::delegations::posture::Outlook;
use crate::rules::action::Action;
use crate::rules::case::Nations;
use crate::rules::observation::Observation;
use crate::rules::reason::Term;

/// Tit-for-tat.
pub const CHARACTER: Character = Character {
    name: "tit-for-tat",
    about: "answers in kind, hard or soft, and does not start a quarrel",
    leverage: 0.8,
    prudence: 1.0,
    caution: 0.9,
    goodwill: 1.0,
    reciprocity: 2.4,
    home: 0.8,
    security: 1.0,
    resolve: 1.0,
    honour: 0.5,
    temper: 0.35,
    tactic: Tactic::AveragedTitForTat { window: 3 },
    temperature: 0.8,
    foresight: 0.0,
    adjust,
};

/// Without provocation in the last turns, pressing is out of the question.
fn adjust(view: &Observation, _: &Outlook, action: &Action) -> Adjustment {
    let pressed = match *action {
        Action::Threaten { target, .. } | Action::Denounce { target, .. } | Action::Condemn(target) => {
            Nations::of([target])
        }
        Action::Execute { measure, level } | Action::Schedule { measure, level, .. } => {
            let case = view.case();
            let harsher =
                case.level(measure, level).severity > case.level(measure, view.measure(measure).level).severity;
            if harsher { case.measure(measure).targets } else { Nations::NONE }
        }
        _ => Nations::NONE,
    };
    if pressed.is_empty() {
        return Adjustment::Plain;
    }
    let provoked = pressed.iter().any(|target| {
        let hit = view.own().last_hostile[target.index()];
        hit >= 0 && hit + 2 >= view.turn() as i32
    });
    if provoked { Adjustment::With(Term::Reciprocity, 0.2) } else { Adjustment::RuledOut }
}
