//! What was possible on the day of the summit, and how far what was signed is from it.

use crate::bargaining::analysis::{self, Point};
use crate::bargaining::{Package, Preferences};
use crate::game::{Game, Input, Leader};
use crate::record::names;
use crate::rules::action::Action;
use crate::rules::case::*;
use crate::rules::state::Table;
use crate::rules::talks;
use serde::Serialize;

/// Most packages of a frontier of approximate preferences whose value is worked out exactly, for each length of the agreement.
const EXACT: usize = 60;

/// The summit's table.
#[derive(Clone, Debug, Serialize)]
pub struct Summit {
    /// Day, ISO.
    pub day: String,
    /// The two parties, in the order of all pairs of values.
    pub parties: [Party; 2],
    /// Terms that were signed there and ratified; none without a deal.
    pub deal: Option<Terms>,
    /// Sum of what both gained over no deal, payoff points.
    pub joint_gain: f64,
    /// Greatest sum that was possible.
    pub greatest_joint_gain: f64,
    /// The packages that no other is better than for both, from the first party's best to the second's.
    pub frontier: Vec<Terms>,
    /// Packages of the frontier that both could have signed (above their reservation values) and ratified.
    pub agreeable: usize,
    /// Distance of the result to the frontier, payoff points.
    pub distance_to_frontier: Option<f64>,
    /// Greatest product of gains.
    pub nash: Option<Solution>,
    /// Equal shares of what each could have had at most.
    pub kalai_smorodinsky: Option<Solution>,
    /// Equal gains.
    pub egalitarian: Option<Solution>,
    /// Greatest sum of gains.
    pub utilitarian: Option<Solution>,
    /// The best package that both would have preferred and that would have passed at home; none when nothing was left.
    pub left_on_the_table: Option<Terms>,
    /// Worth of history's terms to the parties.
    #[serde(skip)]
    pub record_values: [f64; 2],
}

/// A party to the summit.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Party {
    /// Code.
    pub nation: String,
    /// Name.
    pub name: String,
    /// Payoff of no deal on the day, 0 to 100.
    pub no_deal: f64,
    /// Least worth that its mandate let it sign, payoff points over no deal.
    pub reservation: f64,
    /// The best for it that leaves the other no worse than no deal, payoff points over no deal.
    pub ideal: f64,
    /// What it got, payoff points over no deal.
    pub value: f64,
    /// Share of the joint gain that it got; none without a joint gain.
    pub share: Option<f64>,
}

/// A package and what it is worth.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Terms {
    /// In words.
    pub terms: String,
    /// Worth to both parties, payoff points over no deal.
    pub values: [f64; 2],
}

/// A solution point and how far the result is from it.
#[derive(Clone, Debug, Serialize)]
pub struct Solution {
    /// Its terms and values.
    #[serde(flatten)]
    pub terms: Terms,
    /// Distance of the result to it, payoff points.
    pub distance: f64,
}

/// Rebuilds the game up to its summit and looks at the table there.
pub(super) fn of(game: &mut Game, case: &std::sync::Arc<Case>) -> Summit {
    let timed = game.timed_inputs();
    let day_of = |position: usize| timed.get(position).map(|(turn, _)| usize::from(*turn));
    let on_day = |position: &usize| day_of(*position) == Some(case.summit.turn);
    let inputs: Vec<Input> = timed.iter().map(|(_, input)| input.clone()).collect();
    let attends = |input: &Input| matches!(input, Input::Decision(_, Action::Attend(_)));
    let talks = |input: &Input| matches!(input, Input::Decision(_, action) if action.is_talk());
    let attended = (0..inputs.len()).find(|at| on_day(at) && attends(&inputs[*at]));
    let talked = attended.and_then(|first| (first..inputs.len()).find(|at| on_day(at) && talks(&inputs[*at])));
    let last = (0..inputs.len()).rev().find(|at| on_day(at));
    let eve = talked.or(attended).or(last).unwrap_or(0);
    let outside = vec![Leader::Outside; case.nations.len()];
    let deal = game.look(|table| {
        let signed = table.game.summit_deal.and_then(|position| table.game.agreements.get(usize::from(position)));
        let failed = table.game.outcome == Some(crate::rules::state::Outcome::RatificationFailed);
        signed.filter(|_| !failed).map(|deal| deal.package)
    });
    match Game::rebuilt(case.clone(), game.seed(), &outside, &inputs[..eve]) {
        Ok(mut then) => then.look(|table| Some(look(table, deal))).unwrap_or_else(|| nothing(case)),
        Err(_) => nothing(case),
    }
}

fn nothing(case: &Case) -> Summit {
    Summit {
        day: case.calendar.date(case.summit.day).to_string(),
        parties: [Party::default(), Party::default()],
        deal: None,
        joint_gain: 0.0,
        greatest_joint_gain: 0.0,
        frontier: Vec::new(),
        agreeable: 0,
        distance_to_frontier: None,
        nash: None,
        kalai_smorodinsky: None,
        egalitarian: None,
        utilitarian: None,
        left_on_the_table: None,
        record_values: [0.0; 2],
    }
}

fn look(table: &Table, deal: Option<Package>) -> Summit {
    let case = table.case;
    let parties = case.summit.parties;
    let members = Nations::of(parties);
    let exact =
        |package: Package| Point { package, values: parties.map(|party| table.package_value(party, package, members)) };
    let terms = |point: &Point| Terms { terms: names::package(case, point.package), values: point.values };
    let agenda = case.channel(members, Level::Leaders).map_or(0, |channel| talks::agenda_of(case, channel));
    let own = parties.map(|party| table.preferences(party, agenda, members));
    let mut points: Vec<Point> = candidates(case, &own).into_iter().map(exact).collect();
    points.extend(deal.map(exact));
    let frontier = analysis::undominated(points);
    let result = deal.map(exact);
    let values = result.map_or([0.0; 2], |point| point.values);
    let reservations = parties.map(|party| reservation(table, party));
    let passes = |point: &Point| parties.iter().all(|party| table.in_win_set(*party, point.package, members));
    let signable = |point: &Point| (0..2).all(|party| point.values[party] + 1e-9 >= reservations[party]);
    let solutions = analysis::solutions(&frontier, [0.0; 2]);
    let solution = |pick: &dyn Fn(&analysis::Solutions) -> Point| {
        solutions
            .as_ref()
            .map(pick)
            .map(|point| Solution { terms: terms(&point), distance: analysis::distance(values, point.values) })
    };
    let joint = values[0] + values[1];
    let better = frontier
        .iter()
        .filter(|point| (0..2).all(|party| point.values[party] > values[party] + 0.05) && passes(point))
        .max_by(|a, b| {
            let gain = |point: &Point| (point.values[0] - values[0]) * (point.values[1] - values[1]);
            gain(a).total_cmp(&gain(b))
        });
    let ideal = |party: usize| {
        let rational = frontier.iter().filter(|point| point.values[1 - party] >= -1e-9);
        rational.map(|point| point.values[party]).fold(0.0, f64::max)
    };
    Summit {
        day: case.calendar.date(case.summit.day).to_string(),
        parties: [0, 1].map(|party| Party {
            nation: case.nation(parties[party]).code.clone(),
            name: case.nation(parties[party]).name.clone(),
            no_deal: table.nation(parties[party]).no_deal,
            reservation: reservations[party],
            ideal: ideal(party),
            value: values[party],
            share: (joint > 1e-9).then(|| values[party] / joint),
        }),
        deal: result.as_ref().map(terms),
        joint_gain: joint,
        greatest_joint_gain: solutions.map_or(0.0, |found| found.utilitarian.values.iter().sum()),
        agreeable: frontier.iter().filter(|point| signable(point) && passes(point)).count(),
        distance_to_frontier: analysis::distance_to(&frontier, values),
        nash: solution(&|found| found.nash),
        kalai_smorodinsky: solution(&|found| found.kalai_smorodinsky),
        egalitarian: solution(&|found| found.egalitarian),
        utilitarian: solution(&|found| found.utilitarian),
        left_on_the_table: better.map(terms),
        frontier: frontier.iter().map(terms).collect(),
        record_values: case.record.as_ref().map_or([0.0; 2], |record| exact(record.package).values),
    }
}

/// Packages worth a closer look: the frontier of the options' separate values, for each length of the agreement.
///
/// The length multiplies the worth of all else, so that for a given length the frontier of the rest is that of a linear-additive
/// table; interaction of measures in the economy is left to the exact values.
fn candidates(case: &Case, own: &[Preferences; 2]) -> Vec<Package> {
    let lengths: Vec<usize> = (0..case.issues.len().min(own[0].options.len()))
        .filter(|issue| own[0].options[*issue] > 0)
        .filter(|issue| case.issues[*issue].options.iter().any(|option| option.duration.is_some()))
        .collect();
    let rest = own.map(|mut preferences| {
        for issue in &lengths {
            preferences.options[*issue] = 0;
        }
        preferences
    });
    let mut fixed = vec![Package::EMPTY];
    for issue in lengths {
        let options = usize::from(own[0].options[issue]);
        let with: Vec<Package> = fixed
            .iter()
            .flat_map(|package| (0..options).map(move |option| package.with(issue, Some(option))))
            .collect();
        fixed.extend(with);
    }
    let frontier = analysis::frontier(&rest[0], &rest[1]);
    let stride = frontier.len().div_ceil(EXACT).max(1);
    let thinned: Vec<&Point> = frontier
        .iter()
        .enumerate()
        .filter(|(at, _)| at % stride == 0 || at + 1 == frontier.len())
        .map(|(_, p)| p)
        .collect();
    fixed.iter().flat_map(|length| thinned.iter().map(|point| point.package.merged(*length))).collect()
}

/// Reservation value of a party at the table that is open; zero (no deal) when it never opened.
fn reservation(table: &Table, party: NationId) -> f64 {
    let meeting = &table.game.meeting;
    let position = meeting.floor.place(party).filter(|_| meeting.channel.is_some());
    position.and_then(|position| meeting.reservation.get(position)).copied().unwrap_or(0.0)
}
