//! What a move would cost and do, said before it is taken.

use crate::record::{account, names};
use crate::rules::action::{Action, Notice};
use crate::rules::case::*;
use crate::rules::observation::Observation;
use crate::rules::state::Commitment;

/// What an event would change, before it has happened.
pub fn impact(case: &Case, impact: &Impact) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some((one, other)) = impact.between {
        let pair = names::nations(case, [one, other]);
        if impact.tension != 0.0 {
            notes.push(format!("pushes tension between {pair} by {:+.2} (of 1)", impact.tension));
        }
        if impact.trust != 0.0 {
            notes.push(format!("trust between {pair} {:+.2} (of 1)", impact.trust));
        }
    }
    if impact.market != 0.0 {
        notes.push(format!("market stress {:+.2} (of 1)", impact.market));
    }
    for nation in case.nation_ids() {
        let change = impact.approval[nation.index()];
        if change != 0.0 {
            notes.push(format!("approval of the government of {} {change:+.1} points", names::nation(case, nation)));
        }
    }
    if notes.is_empty() {
        notes.push("is news and changes no number".to_string());
    }
    notes
}

/// When a change of payoff comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Once the level is in force.
    InForce,
    /// Once the investment is built.
    Built,
    /// If the promise is kept.
    Kept,
    /// If the threat is carried out.
    CarriedOut,
}

/// Something that is said of a move before it is taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Note {
    /// It uses up a move of the turn.
    Uses {
        /// Whether a public one.
        public: bool,
    },
    /// Political capital.
    Capital(f64),
    /// Days until it takes effect.
    Delay(i32),
    /// It takes effect at once.
    AtOnce,
    /// Days that building takes.
    Build(i32),
    /// Change of my payoff, points.
    Mine(When, f64),
    /// Change of another's payoff by its reputed goals, points.
    Theirs(NationId, f64),
    /// It would break an agreement of mine.
    Breach,
    /// A suspended measure can come back without lead time.
    CanReturn,
    /// Audience cost of breaking the promise, points.
    BreakingCost(f64),
    /// Audience cost of backing down from the threat, points.
    BackingDownCost(f64),
    /// Chance, 0 to 1, that the target thinks it would be carried out.
    Believed(NationId, f64),
    /// Whether, once it is due, carrying it out costs less than backing down, and the day.
    LockIn {
        /// Whether it does.
        locked: bool,
        /// Day on which it falls due.
        due: i32,
    },
    /// Tension rises.
    TensionRises,
    /// Tension falls.
    TensionFalls,
    /// Tension with a nation falls, the more the more it trusts me; where it stands.
    Warms(f64),
    /// Tension rises from where it stands; groups at home that want firmness like it.
    Denounces(f64),
    /// Tension rises from where it stands.
    Condemns(f64),
    /// Tension rises and markets take fright.
    Frightens,
    /// Deniable; tension falls a little, and talks are held this turn.
    Deniable,
    /// Coming to the summit is confirmed.
    Confirms,
    /// Coming is put in doubt.
    Doubts,
    /// The summit is called off.
    Cancels,
}

impl Note {
    /// The note in words.
    pub fn words(&self, case: &Case) -> String {
        match *self {
            Note::Uses { public: true } => "a public move".to_string(),
            Note::Uses { public: false } => "a private move".to_string(),
            Note::Capital(capital) => format!("capital {capital:.1}"),
            Note::Delay(days) => format!("takes effect in {days} days"),
            Note::AtOnce => "at once".to_string(),
            Note::Build(days) => format!("takes {days} days"),
            Note::Mine(when, points) => {
                let when = match when {
                    When::InForce => "in force",
                    When::Built => "once built",
                    When::Kept => "kept",
                    When::CarriedOut => "carried out",
                };
                format!("{when}: your payoff {points:+.1}")
            }
            Note::Theirs(nation, points) => format!("{} about {points:+.1}", names::possessive(case, nation)),
            Note::Breach => "BREAKS AN AGREEMENT OF YOURS".to_string(),
            Note::CanReturn => "can come back without lead time".to_string(),
            Note::BreakingCost(cost) => format!("breaking it would cost {cost:.1} points (audience cost)"),
            Note::BackingDownCost(cost) => format!("backing down would cost {cost:.1} points (audience cost)"),
            Note::Believed(_, chance) => format!("believed with a chance of about {:.0}%", 100.0 * chance),
            Note::LockIn { locked: true, due } => {
                format!("on {} carrying it out is cheaper than backing down: you are locked in", names::day(case, due))
            }
            Note::LockIn { locked: false, due } => {
                format!("on {} backing down is cheaper than carrying it out: it may be called", names::day(case, due))
            }
            Note::TensionRises => "tension rises".to_string(),
            Note::TensionFalls => "tension falls".to_string(),
            Note::Warms(tension) => format!("tension falls, the more they trust you (tension {tension:.2})"),
            Note::Denounces(tension) => {
                format!("tension rises (now {tension:.2}); groups at home that want firmness like it")
            }
            Note::Condemns(tension) => format!("tension rises (now {tension:.2})"),
            Note::Frightens => "tension rises, markets take fright".to_string(),
            Note::Deniable => "deniable; tension falls a little; talks this turn".to_string(),
            Note::Confirms => "tension falls, markets calm".to_string(),
            Note::Doubts => "a lever on the other leader; tension rises, markets fall".to_string(),
            Note::Cancels => "ends the summit; tension and market stress rise".to_string(),
        }
    }
}

/// What a move costs, what it does to my payoff and, as my analysts see it, to the others', and what it risks, in words.
pub fn notes(view: &Observation, action: &Action) -> Vec<String> {
    of(view, action).iter().map(|note| note.words(view.case())).collect()
}

/// What a move costs, what it does to my payoff and, as my analysts see it, to the others', and what it risks.
pub fn of(view: &Observation, action: &Action) -> Vec<Note> {
    let case = view.case();
    let mut notes = Vec::new();
    if let Ok(price) = view.check(action) {
        if price.public_moves + price.private_moves > 0 {
            notes.push(Note::Uses { public: price.public_moves > 0 });
        }
        if price.capital > 0.0 {
            notes.push(Note::Capital(price.capital));
        }
    }
    match *action {
        Action::Execute { measure, level } | Action::Schedule { measure, level, .. } => {
            notes.extend(lead_time(view, action, measure, level));
            notes.extend(effects(view, measure, level, When::InForce));
            notes.extend(tension(view, measure, level));
            notes.extend(breach(view, measure, level));
        }
        Action::Invest { measure, level } => {
            notes.push(Note::Build(case.measure(measure).lead_days));
            notes.extend(effects(view, measure, level, When::Built));
        }
        Action::Suspend(measure) | Action::Withdraw(measure) => {
            let mild = case.measure(measure).mildest;
            notes.extend(effects(view, measure, mild, When::InForce));
            notes.extend(tension(view, measure, mild));
            if matches!(action, Action::Suspend(_)) {
                notes.push(Note::CanReturn);
            }
        }
        Action::Promise { target, measure, level, due, public } => {
            notes.extend(effects(view, measure, level, When::Kept));
            let word = word(view, false, target, measure, level, due, public);
            notes.push(Note::BreakingCost(view.audience_cost(&word)));
        }
        Action::Threaten { target, measure, level, due, public, .. } => {
            notes.extend(effects(view, measure, level, When::CarriedOut));
            let bond = account::bond(view, &word(view, true, target, measure, level, due, public));
            notes.push(Note::BackingDownCost(bond.audience_cost));
            notes.push(Note::Believed(target, view.own_credibility(target)));
            notes.push(Note::LockIn { locked: bond.locks_in(), due });
            notes.push(Note::TensionRises);
        }
        Action::Reassure(other) => notes.push(Note::Warms(view.tension(other))),
        Action::Denounce { target, .. } => notes.push(Note::Denounces(view.tension(target))),
        Action::Condemn(target) => notes.push(Note::Condemns(view.tension(target))),
        Action::CallOff(_) => notes.push(Note::Frightens),
        Action::OpenBackChannel(_) => notes.push(Note::Deniable),
        Action::Summit(Notice::Confirm) => notes.push(Note::Confirms),
        Action::Summit(Notice::Doubt) => notes.push(Note::Doubts),
        Action::Summit(Notice::Cancel) => notes.push(Note::Cancels),
        _ => {}
    }
    notes
}

/// The own measure that a move is about and the level that it leads to; none for moves about no measure.
pub fn lever(case: &Case, action: &Action) -> Option<(MeasureId, u8)> {
    match *action {
        Action::Execute { measure, level }
        | Action::Schedule { measure, level, .. }
        | Action::Invest { measure, level }
        | Action::Promise { measure, level, .. }
        | Action::Threaten { measure, level, .. } => Some((measure, level)),
        Action::Suspend(measure) | Action::Withdraw(measure) => Some((measure, case.measure(measure).mildest)),
        _ => None,
    }
}

/// The word that a threat or a promise would give, as the ledger would have it.
pub fn given(view: &Observation, action: &Action) -> Option<Commitment> {
    match *action {
        Action::Promise { target, measure, level, due, public } => {
            Some(word(view, false, target, measure, level, due, public))
        }
        Action::Threaten { target, measure, level, due, public, .. } => {
            Some(word(view, true, target, measure, level, due, public))
        }
        _ => None,
    }
}

/// When a harsher level ordered now takes effect.
fn lead_time(view: &Observation, action: &Action, measure: MeasureId, level: u8) -> Option<Note> {
    let case = view.case();
    let state = view.measure(measure);
    let days = case.measure(measure).lead_days;
    let harsher = case.level(measure, level).severity > case.level(measure, state.level).severity;
    let returns = state.suspended.is_some_and(|before| before >= level);
    if !matches!(action, Action::Execute { .. }) {
        return None;
    }
    Some(if harsher && days > 0 && !returns { Note::Delay(days) } else { Note::AtOnce })
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
fn effects(view: &Observation, measure: MeasureId, level: u8, when: When) -> Vec<Note> {
    let case = view.case();
    let (now, then) = (view.levels(), view.levels_with(measure, level));
    let mut notes = vec![Note::Mine(when, view.payoff(&then) - view.payoff(&now))];
    let rival = case.rival(view.seat());
    for target in case.measure(measure).targets.iter().filter(|target| *target != view.seat()) {
        let change = view.reputed_payoff(target, &then) - view.reputed_payoff(target, &now);
        if change.abs() >= 0.05 || rival == Some(target) {
            notes.push(Note::Theirs(target, change));
        }
    }
    notes
}

fn tension(view: &Observation, measure: MeasureId, level: u8) -> Option<Note> {
    let case = view.case();
    let state = view.measure(measure);
    let now = state.scheduled.map_or(state.level, |(level, _)| level);
    let change = case.level(measure, level).severity - case.level(measure, now).severity;
    match change {
        change if change > 0.01 => Some(Note::TensionRises),
        change if change < -0.01 => Some(Note::TensionFalls),
        _ => None,
    }
}

/// Whether a measure at a level would break an agreement of mine.
fn breach(view: &Observation, measure: MeasureId, level: u8) -> Option<Note> {
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
    broken.then_some(Note::Breach)
}
