//! What a move would cost and do, said before it is taken.

use crate::record::names;
use crate::rules::action::{Action, Notice};
use crate::rules::case::*;
use crate::rules::observation::Observation;
use crate::rules::state::Commitment;

/// What a move costs, what it does to my payoff and, as my analysts see it, to the others', and what it risks.
pub fn notes(view: &Observation, action: &Action) -> Vec<String> {
    let case = view.case();
    let mut notes = Vec::new();
    if let Ok(price) = view.check(action) {
        let moves = match (price.public_moves, price.private_moves) {
            (0, 0) => None,
            (0, _) => Some("a private move"),
            _ => Some("a public move"),
        };
        notes.extend(moves.map(str::to_string));
        if price.capital > 0.0 {
            notes.push(format!("capital {:.1}", price.capital));
        }
    }
    match *action {
        Action::Execute { measure, level } | Action::Schedule { measure, level, .. } => {
            notes.extend(lead_time(view, action, measure, level));
            notes.extend(effects(view, measure, level, "in force"));
            notes.extend(tension(view, measure, level));
            notes.extend(breach(view, measure, level));
        }
        Action::Invest { measure, level } => {
            notes.push(format!("takes {} days", case.measure(measure).lead_days));
            notes.extend(effects(view, measure, level, "once built"));
        }
        Action::Suspend(measure) | Action::Withdraw(measure) => {
            let mild = case.measure(measure).mildest;
            notes.extend(effects(view, measure, mild, "in force"));
            notes.extend(tension(view, measure, mild));
            if matches!(action, Action::Suspend(_)) {
                notes.push("can come back without lead time".to_string());
            }
        }
        Action::Promise { target, measure, level, due, public } => {
            notes.extend(effects(view, measure, level, "kept"));
            let word = word(view, false, target, measure, level, due, public);
            notes.push(format!("breaking it would cost {:.1} points (audience cost)", view.audience_cost(&word)));
        }
        Action::Threaten { target, measure, level, due, public, .. } => {
            notes.extend(effects(view, measure, level, "carried out"));
            let word = word(view, true, target, measure, level, due, public);
            notes.push(format!("backing down would cost {:.1} points (audience cost)", view.audience_cost(&word)));
            notes.push(format!("believed with a chance of about {:.0}%", 100.0 * view.own_credibility(target)));
            notes.push("tension rises".to_string());
        }
        Action::Reassure(other) => {
            notes.push(format!("tension falls, the more they trust you (tension {:.2})", view.tension(other)));
        }
        Action::Denounce { target, .. } => {
            notes.push(format!(
                "tension rises (now {:.2}); groups at home that want firmness like it",
                view.tension(target)
            ));
        }
        Action::Condemn(target) => notes.push(format!("tension rises (now {:.2})", view.tension(target))),
        Action::CallOff(_) => notes.push("tension rises, markets take fright".to_string()),
        Action::OpenBackChannel(_) => notes.push("deniable; tension falls a little; talks this turn".to_string()),
        Action::Summit(Notice::Confirm) => notes.push("tension falls, markets calm".to_string()),
        Action::Summit(Notice::Doubt) => {
            notes.push("a lever on the other leader; tension rises, markets fall".to_string())
        }
        Action::Summit(Notice::Cancel) => notes.push("ends the summit; tension and market stress rise".to_string()),
        _ => {}
    }
    notes
}

/// When a harsher level ordered now takes effect.
fn lead_time(view: &Observation, action: &Action, measure: MeasureId, level: u8) -> Option<String> {
    let case = view.case();
    let state = view.measure(measure);
    let days = case.measure(measure).lead_days;
    let harsher = case.level(measure, level).severity > case.level(measure, state.level).severity;
    let returns = state.suspended.is_some_and(|before| before >= level);
    if !matches!(action, Action::Execute { .. }) {
        return None;
    }
    Some(if harsher && days > 0 && !returns { format!("takes effect in {days} days") } else { "at once".to_string() })
}

fn word(
    view: &Observation,
    threat: bool,
    to: NationId,
    measure: MeasureId,
    level: u8,
    due: i32,
    public: bool,
) -> Commitment {
    let (by, made) = (view.seat(), view.today());
    Commitment {
        threat,
        by,
        to,
        measure,
        level,
        demand: None,
        deters: false,
        made,
        due,
        public,
        postponed: 0,
        end: None,
    }
}

/// Changes of payoffs by a measure at a level against today: mine, and the targets' by their reputed goals.
fn effects(view: &Observation, measure: MeasureId, level: u8, when: &str) -> Vec<String> {
    let case = view.case();
    let now = view.levels();
    let mut then = now;
    if let Some(slot) = then.get_mut(measure.index()) {
        *slot = level;
    }
    let mut notes = vec![format!("{when}: your payoff {:+.1}", view.payoff(&then) - view.payoff(&now))];
    let rival = case.rival(view.seat());
    for target in case.measure(measure).targets.iter().filter(|target| *target != view.seat()) {
        let change = view.reputed_payoff(target, &then) - view.reputed_payoff(target, &now);
        if change.abs() >= 0.05 || rival == Some(target) {
            notes.push(format!("{} about {change:+.1}", names::possessive(case, target)));
        }
    }
    notes
}

fn tension(view: &Observation, measure: MeasureId, level: u8) -> Option<String> {
    let case = view.case();
    let state = view.measure(measure);
    let now = state.scheduled.map_or(state.level, |(level, _)| level);
    let change = case.level(measure, level).severity - case.level(measure, now).severity;
    match change {
        change if change > 0.01 => Some("tension rises".to_string()),
        change if change < -0.01 => Some("tension falls".to_string()),
        _ => None,
    }
}

/// Whether a measure at a level would break an agreement of mine.
fn breach(view: &Observation, measure: MeasureId, level: u8) -> Option<String> {
    let case = view.case();
    let severity = |level: u8| case.level(measure, level).severity;
    let broken = view.agreements().iter().any(|agreement| {
        agreement.status == crate::rules::state::AgreementStatus::InForce
            && agreement.parties.has(view.seat())
            && agreement
                .package
                .issues()
                .flat_map(|(issue, option)| &case.issues[issue].options[option].sets)
                .any(|(bound, agreed)| *bound == measure && severity(level) > severity(*agreed) + 1e-9)
    });
    broken.then(|| "BREAKS AN AGREEMENT OF YOURS".to_string())
}
