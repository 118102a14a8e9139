//! The legalist: keeps to settled procedure. It asks for talks, invests, condemns what breaks the rules; it does not threaten.

use crate::bargaining::Tactic;
use crate::delegations::character::{Adjustment, Character};
use crate::delegations::posture::Outlook;
use crate::rules::action::Action;
use crate::rules::observation::Observation;
use crate::rules::reason::Term;

/// The legalist.
pub const CHARACTER: Character = Character {
    name: "legalist",
    about: "keeps to settled procedure: talks, notice, coordination; no threats, no back channels",
    leverage: 0.5,
    prudence: 1.2,
    caution: 1.2,
    goodwill: 0.9,
    reciprocity: 0.6,
    home: 0.7,
    security: 1.4,
    resolve: 0.5,
    honour: 4.0,
    temper: 0.15,
    tactic: Tactic::LINEAR,
    temperature: 0.7,
    foresight: 0.0,
    adjust,
};

/// Tension from which a legalist invokes an instrument at all: talks come first.
const LAST_RESORT: f64 = 0.55;

fn adjust(view: &Observation, _: &Outlook, action: &Action) -> Adjustment {
    match action {
        Action::Threaten { .. }
        | Action::Execute { .. }
        | Action::OpenBackChannel(_)
        | Action::Denounce { .. }
        | Action::Summit(crate::rules::action::Notice::Doubt | crate::rules::action::Notice::Cancel)
        | Action::CallOff(_) => Adjustment::RuledOut,
        Action::Schedule { measure, level, .. } => {
            let case = view.case();
            let harsher =
                case.level(*measure, *level).severity > case.level(*measure, view.measure(*measure).level).severity;
            let strained = case.measure(*measure).targets.iter().any(|target| view.tension(target) >= LAST_RESORT);
            if !harsher || strained { Adjustment::With(Term::Procedure, 0.2) } else { Adjustment::RuledOut }
        }
        Action::AskMeeting { .. } | Action::AcceptMeeting(_) => Adjustment::With(Term::Procedure, 0.4),
        Action::AskAlly { .. } | Action::AnswerAlly { accept: true, .. } => Adjustment::With(Term::Procedure, 0.2),
        _ => Adjustment::Plain,
    }
}
