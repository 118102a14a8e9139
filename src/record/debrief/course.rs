//! How the game went: offers in both sides' values, the state of the world by turn, decisions with their reasons.

use crate::bargaining::analysis::Step;
use crate::game::{Game, Input, Leader};
use crate::record::names;
use crate::record::story::{Voice, deed};
use crate::rules::action::{Action, Ballot};
use crate::rules::case::*;
use crate::rules::event::Fact;
use crate::rules::state::Table;
use serde::Serialize;

/// A meeting between the summit's parties.
#[derive(Clone, Debug, Serialize)]
pub struct Meeting {
    /// Day, ISO.
    pub day: String,
    /// Level in words.
    pub level: String,
    /// Codes of the parties, in the order of the values.
    pub parties: [String; 2],
    /// Offers in order.
    pub offers: Vec<Offer>,
}

/// An offer at a meeting.
#[derive(Clone, Debug, Serialize)]
pub struct Offer {
    /// Who made it.
    pub by: String,
    /// Round, from 1.
    pub round: u16,
    /// Terms in words.
    pub terms: String,
    /// Worth to both parties when it was made, payoff points over no deal.
    pub values: [f64; 2],
    /// Against the same party's offer before it; none for the first.
    pub step: Option<String>,
}

/// How often a party's offers changed in which way.
#[derive(Clone, Debug, Serialize)]
pub struct Steps {
    /// Code.
    pub nation: String,
    /// Worse for its author, better for the other.
    pub concession: u32,
    /// Better for its author, worse for the other.
    pub selfish: u32,
    /// Better for both.
    pub fortunate: u32,
    /// Worse for its author and not better for the other.
    pub unfortunate: u32,
    /// As good for its author, better for the other.
    pub nice: u32,
    /// As good for both.
    pub silent: u32,
}

/// The state of the world when a turn's moves begin.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sample {
    /// Turn, from 1.
    pub turn: usize,
    /// First day, ISO.
    pub day: String,
    /// Tension between the summit's parties, 0 to 1.
    pub tension: f64,
    /// Market stress, 0 to 1.
    pub market: f64,
    /// Payoff by nation, 0 to 100.
    pub payoffs: Vec<f64>,
    /// Payoff of no deal by nation, 0 to 100.
    pub no_deals: Vec<f64>,
    /// Approval by nation, percent.
    pub approvals: Vec<f64>,
}

/// A decision of weight and why it was taken.
#[derive(Clone, Debug, Serialize)]
pub struct Decided {
    /// Turn, from 1.
    pub turn: u16,
    /// Day, ISO.
    pub day: String,
    /// Code.
    pub nation: String,
    /// The decision in words, without its subject.
    pub what: String,
    /// Terms that counted, with their points; empty for a person.
    pub reasons: Vec<(String, f64)>,
}

/// The course of a game.
pub(super) struct Course {
    pub meetings: Vec<Meeting>,
    pub steps: Vec<Steps>,
    pub path: Vec<Sample>,
    pub decisions: Vec<Decided>,
}

/// Plays the game's decisions again and looks at each moment.
pub(super) fn of(game: &mut Game) -> Course {
    let case = game.case().clone();
    let parties = case.summit.parties;
    let inputs = game.inputs();
    let outside = vec![Leader::Outside; case.nations.len()];
    let mut again = Game::new(case.clone(), game.seed(), &outside);
    again.advance();
    let mut path: Vec<Sample> = Vec::new();
    let mut meetings: Vec<Meeting> = Vec::new();
    let mut at_table: Option<usize> = None;
    let mut steps: Vec<Steps> = parties.iter().map(|party| no_steps(&case, *party)).collect();
    for input in inputs {
        let (sample, talk) = again.look(|table| (Some(sample(table)), talk_of(table, parties)));
        if let Some(sample) = sample
            && path.last().is_none_or(|last| last.turn < sample.turn)
        {
            path.push(sample);
        }
        match (talk, at_table) {
            (None, _) => at_table = None,
            (Some((level, day)), None) => {
                at_table = Some(meetings.len());
                let codes = parties.map(|party| case.nation(party).code.clone());
                let day = case.calendar.date(day).to_string();
                meetings.push(Meeting { day, level: level.name().to_string(), parties: codes, offers: Vec::new() });
            }
            (Some(_), Some(_)) => {}
        }
        if let (Some(position), Input::Decision(seat, Action::Offer(package))) = (at_table, &input)
            && let Some(meeting) = meetings.get_mut(position)
        {
            let (values, round) = again.look(|table| {
                let members = Nations::of(parties);
                (parties.map(|party| table.package_value(party, *package, members)), table.game.meeting.floor.round + 1)
            });
            let by = case.nation(*seat).code.clone();
            let own = usize::from(*seat == parties[1]);
            let before = meeting.offers.iter().rev().find(|offer| offer.by == by).map(|offer| offer.values);
            let step = before.map(|before| {
                let change = [0, 1].map(|party| values[party] - before[party]);
                Step::of(change[own], change[1 - own])
            });
            if let Some(step) = step
                && let Some(tally) = steps.get_mut(own)
            {
                count(tally, step);
            }
            let step = step.map(|step| step.name().to_string());
            meeting.offers.push(Offer { by, round, terms: names::package(&case, *package), values, step });
        }
        if again.take(&input).is_err() {
            break;
        }
        // A meeting ends with the decision that ends it; another may begin at once on another level.
        let still =
            again.look(|table| talk_of(table, parties).is_some() && !table.game.meeting.floor.offers.is_empty());
        if !still && !matches!(input, Input::Decision(_, Action::AskPrice(_))) {
            at_table = None;
        }
    }
    Course { meetings, steps, path, decisions: weighty(game) }
}

/// Level and day of the talks that the summit's two parties are in.
fn talk_of(table: &Table, parties: [NationId; 2]) -> Option<(Level, i32)> {
    let channel = table.game.meeting.channel?;
    let line = &table.case.channels[channel.index()];
    let day = if line.level == Level::Leaders { table.case.summit.day } else { table.today() };
    (line.members == Nations::of(parties)).then_some((line.level, day))
}

fn sample(table: &Table) -> Sample {
    let [one, other] = table.case.summit.parties;
    Sample {
        turn: table.game.turn + 1,
        day: table.case.calendar.date(table.today()).to_string(),
        tension: table.tension(one, other),
        market: table.game.market,
        payoffs: table.nations.iter().map(|nation| nation.payoff).collect(),
        no_deals: table.nations.iter().map(|nation| nation.no_deal).collect(),
        approvals: table.nations.iter().map(|nation| nation.approval).collect(),
    }
}

fn no_steps(case: &Case, nation: NationId) -> Steps {
    let nation = case.nation(nation).code.clone();
    Steps { nation, concession: 0, selfish: 0, fortunate: 0, unfortunate: 0, nice: 0, silent: 0 }
}

fn count(tally: &mut Steps, step: Step) {
    let slot = match step {
        Step::Concession => &mut tally.concession,
        Step::Selfish => &mut tally.selfish,
        Step::Fortunate => &mut tally.fortunate,
        Step::Unfortunate => &mut tally.unfortunate,
        Step::Nice => &mut tally.nice,
        Step::Silent => &mut tally.silent,
    };
    *slot += 1;
}

/// Decisions that change something by themselves: threats, measures, words given and settled, coming, leaving, signing, breaking.
fn weighty(game: &mut Game) -> Vec<Decided> {
    let case = game.case().clone();
    let weighs = |seat: NationId, action: &Action| match action {
        Action::Threaten { .. } | Action::Promise { .. } | Action::Schedule { .. } | Action::Execute { .. } => true,
        Action::Suspend(_) | Action::Withdraw(_) | Action::CallOff(_) | Action::Summit(_) | Action::Settle(_) => true,
        Action::Attend(_) | Action::Comply(false) | Action::WalkOut => true,
        Action::Vote(ballot) => *ballot != Ballot::Free,
        Action::Accept => case.is_principal(seat),
        _ => false,
    };
    game.events()
        .into_iter()
        .filter_map(|event| match event.fact {
            Fact::Decided(seat, action, reasons) if weighs(seat, &action) => Some(Decided {
                turn: event.turn + 1,
                day: case.calendar.date(event.day).to_string(),
                nation: case.nation(seat).code.clone(),
                what: deed(&case, seat, &action, Voice::Third),
                reasons: reasons.iter().map(|(term, points)| (term.name().to_string(), points)).collect(),
            }),
            _ => None,
        })
        .collect()
}
