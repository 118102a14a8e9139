//! Decisions that fall due: carry out, postpone or back down; come or stay away; keep one's word or break it.

use crate::delegations::character::Character;
use crate::delegations::choice::softmax;
use crate::delegations::posture::bound;
use crate::rules::action::{Action, Settlement};
use crate::rules::case::Nations;
use crate::rules::legal::POSTPONEMENTS;
use crate::rules::observation::Observation;
use crate::rules::random::Stream;
use crate::rules::reason::{Reasons, Term};
use crate::rules::seat::Decision;
use crate::rules::state::Appointment;

/// Chance by which executing or bluffing once moves what others believe, for the worth of credibility.
const BELIEF_STEP: f64 = 0.13;
/// Spread of what a leader feels about coming on the day, payoff points.
const ATTENDANCE_WHIM: f64 = 1.6;

/// Executes iff u(execute) + worth of credibility ≥ u(back down) − audience cost; postpones while talks may still settle it.
pub fn settle(view: &Observation, character: &Character, chance: &mut Stream, position: usize) -> Decision {
    let Some((_, commitment)) = view.commitments().find(|(index, _)| *index == position) else {
        return Decision::plain(Action::Settle(Settlement::BackDown));
    };
    let parameters = &view.case().parameters;
    let levels = view.levels();
    let mut executed = levels;
    executed[commitment.measure.index()] = commitment.level;
    let change = view.payoff(&executed) - view.payoff(&levels);
    let audience = view.audience_cost(commitment);
    let (worth, leaning) = if commitment.threat {
        (parameters.credibility_value * BELIEF_STEP, character.resolve)
    } else {
        (parameters.promise_value * BELIEF_STEP, character.honour)
    };
    // Steps of escalation close the door to a deal; how much that weighs depends on what a deal is worth.
    let prospect: f64 = view.attendance_terms().iter().take(1).sum();
    let escalation = if commitment.threat { -character.caution * (0.5 + 0.35 * prospect) } else { 0.0 };
    let severity = |level: u8| view.case().level(commitment.measure, level).severity;
    let harsher = severity(commitment.level) > severity(view.measure(commitment.measure).level);
    let execute = match bound(view, commitment.measure).filter(|_| harsher) {
        // What the step is worth is what the whole agreement is worth, for it would end it.
        Some(agreement) => {
            let [regime, word] = view.temptation(agreement);
            Reasons::NONE.with(Term::OwnPayoff, regime).with(Term::KeptWord, word - character.honour)
        }
        None => Reasons::NONE.with(Term::OwnPayoff, change),
    };
    let execute = execute.with(Term::Credibility, worth + 0.6 * leaning).with(Term::Tension, escalation);
    let back_down = Reasons::NONE.with(Term::AudienceCost, -audience).with(Term::Credibility, -worth);
    let mut options = vec![
        Decision { action: Action::Settle(Settlement::Execute), reasons: execute },
        Decision { action: Action::Settle(Settlement::BackDown), reasons: back_down },
    ];
    if commitment.postponed < POSTPONEMENTS {
        let talking = view.outcome().is_none()
            || view.channels().any(|(_, line, state)| {
                line.members.has(commitment.to) && matches!(state.appointment, Appointment::Agreed(_))
            });
        let hope = if talking { 0.8 + 0.2 * prospect } else { -0.6 };
        let postpone = Reasons::NONE
            .with(Term::AudienceCost, -parameters.postponement_share * audience)
            .with(Term::Prospect, hope)
            .with(Term::Credibility, -0.3 * worth);
        options.push(Decision { action: Action::Settle(Settlement::Postpone), reasons: postpone });
    }
    options[softmax(&options, temperature(view, character), chance).unwrap_or(0)]
}

/// Comes to the summit when the prospect and the appointment outweigh what tension makes it cost.
pub fn attend(view: &Observation, _: &Character, chance: &mut Stream) -> Decision {
    let [prospect, appointment, tension] = view.attendance_terms();
    let reasons = Reasons::NONE
        .with(Term::Prospect, prospect)
        .with(Term::Goodwill, appointment)
        .with(Term::Tension, tension)
        .with(Term::Whim, chance.normal(0.0, ATTENDANCE_WHIM));
    Decision { action: Action::Attend(reasons.total() >= 0.0), reasons }
}

/// Keeps an agreement unless what breaking it brings outweighs the worth of a kept word.
pub fn comply(view: &Observation, character: &Character, chance: &mut Stream, position: usize) -> Decision {
    let [regime, word] = view.temptation(position);
    let others =
        view.agreements().get(position).map_or(Nations::NONE, |agreement| agreement.parties.without(view.seat()));
    let trust = others.iter().map(|other| view.trust(other)).fold(1.0, f64::min);
    let keep =
        Reasons::NONE.with(Term::KeptWord, -word + character.honour).with(Term::Goodwill, character.goodwill * trust);
    let break_off = Reasons::NONE.with(Term::OwnPayoff, regime);
    let options = [
        Decision { action: Action::Comply(true), reasons: keep },
        Decision { action: Action::Comply(false), reasons: break_off },
    ];
    options[softmax(&options, 2.0 * temperature(view, character), chance).unwrap_or(0)]
}

fn temperature(view: &Observation, character: &Character) -> f64 {
    view.case().parameters.temperature * character.temperature
}
