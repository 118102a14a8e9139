//! What a figure is made of: named terms that add up to it, for whoever asks "why?".

use crate::bargaining::Package;
use crate::record::talks::members;
use crate::rules::case::*;
use crate::rules::observation::{Observation, TalkView};
use crate::rules::state::Commitment;

/// Terms below this many points are left to [`Part::Together`].
const SLIGHT: f64 = 0.005;

/// What a term is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// How far a goal is met, times its weight.
    Goal(Goal),
    /// The payoff as things stand.
    Now,
    /// A measure that goes to a level by itself.
    Measure(MeasureId, u8),
    /// A threat that stands, by its position in the ledger, times the chance that it is carried out.
    Threat(usize),
    /// An issue settled with an option, by itself.
    Issue(usize, usize),
    /// What the terms do together, beyond what each does by itself.
    Together,
    /// How long it lasts, and the chance that the others keep it.
    LengthAndFaith,
}

/// A figure and its terms, points; they add up to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// The terms, in the order in which they are told.
    pub parts: Vec<(Part, f64)>,
    /// The figure.
    pub total: f64,
}

impl Account {
    fn closed(mut parts: Vec<(Part, f64)>, total: f64, rest: Part) -> Account {
        parts.retain(|(_, points)| points.abs() >= SLIGHT);
        let left = total - parts.iter().map(|(_, points)| points).sum::<f64>();
        if left.abs() >= SLIGHT {
            parts.push((rest, left));
        }
        Account { parts, total }
    }
}

/// My payoff as things stand, by goal, 0 to 100.
pub fn payoff(view: &Observation) -> Account {
    let weights = &view.case().nation(view.seat()).goals;
    let goals = view.goals();
    let parts =
        Goal::ALL.iter().map(|goal| (Part::Goal(*goal), 100.0 * weights[*goal as usize] * goals[*goal as usize]));
    Account::closed(parts.collect(), view.own().payoff, Part::Together)
}

/// My payoff without a deal, 0 to 100: what I have now, what each measure would change by itself, and the threats that stand.
pub fn no_deal(view: &Observation) -> Account {
    let case = view.case();
    let (now, later) = (view.levels(), view.no_deal_levels());
    let mut parts = vec![(Part::Now, view.own().payoff)];
    parts.extend(case.measure_ids().filter(|id| now[id.index()] != later[id.index()]).map(|id| {
        let mut then = now;
        then[id.index()] = later[id.index()];
        (Part::Measure(id, later[id.index()]), view.payoff(&then) - view.payoff(&now))
    }));
    parts.extend(view.commitments().filter(|(_, known)| known.threat && known.end.is_none()).map(
        |(position, known)| {
            let chance = if known.by == view.seat() {
                view.own_credibility(known.to)
            } else {
                view.threat_credibility(known.by)
            };
            (Part::Threat(position), -chance * view.threat_fall(position))
        },
    ));
    Account::closed(parts, view.own().no_deal, Part::Together)
}

/// What a package is worth to me at a table, points over no deal: every term by itself, then what they make together.
pub fn package(view: &Observation, talk: &TalkView, package: Package) -> Account {
    let parts = package
        .issues()
        .filter(|(issue, option)| *option < usize::from(talk.own.options[*issue]))
        .map(|(issue, option)| (Part::Issue(issue, option), talk.own.value[issue][option]));
    Account::closed(parts.collect(), view.package_value(package, members(talk)), Part::LengthAndFaith)
}

/// What a change of levels does to me by goal, points; it says nothing of goals that carry no weight.
pub fn change(view: &Observation, measure: MeasureId, level: u8) -> Account {
    let (now, then) = (view.levels(), view.levels_with(measure, level));
    let weights = &view.case().nation(view.seat()).goals;
    let (before, after) = (view.goals_under(&now), view.goals_under(&then));
    let parts = Goal::ALL.iter().map(|goal| {
        let at = *goal as usize;
        (Part::Goal(*goal), 100.0 * weights[at] * (after[at] - before[at]))
    });
    Account::closed(parts.collect(), view.payoff(&then) - view.payoff(&now), Part::Together)
}

/// Why a word binds: the factors of its audience cost (Fearon 1994), which multiply to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bond {
    /// What breaking the word costs, points.
    pub audience_cost: f64,
    /// Cost of a word of full severity in public before a public of the usual temper, points.
    pub unit: f64,
    /// How much the own public minds, 1 for the usual temper.
    pub temper: f64,
    /// Share of the public that hears of it, 0 to 1.
    pub publicity: f64,
    /// How much is at stake, 0 to 1.
    pub severity: f64,
    /// Change of my payoff if it were carried out, points.
    pub carried_out: f64,
}

impl Bond {
    /// Whether carrying it out is the lesser evil once it is due: the point of no return has been passed with the word itself.
    pub fn locks_in(&self) -> bool {
        self.carried_out > -self.audience_cost
    }
}

/// What a word of mine costs me either way.
pub fn bond(view: &Observation, word: &Commitment) -> Bond {
    let case = view.case();
    let (now, then) = (view.levels(), view.levels_with(word.measure, word.level));
    Bond {
        audience_cost: view.audience_cost(word),
        unit: case.parameters.audience_cost,
        temper: case.nation(word.by).audience,
        publicity: if word.public { 1.0 } else { case.parameters.private_audience },
        severity: case.level(word.measure, word.level).severity.max(0.1),
        carried_out: view.payoff(&then) - view.payoff(&now),
    }
}
