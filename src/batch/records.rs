//! What is kept of a game, turn by turn and at its end.

use crate::batch::play::{Failure, Watch};
use crate::delegations::parameters;
use crate::delegations::policy::{Leadership, drawn};
use crate::record::words;
use crate::rules::case::*;
use crate::rules::digest;
use crate::rules::event::Fact;
use crate::rules::random::replicate_seed;
use crate::rules::state::{AgreementStatus, End, Outcome, Table};
use jiff::civil::{Date, date};
use serde_json::Value;
use std::sync::Arc;

/// Where a game stands in its sweep.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Index within the sweep.
    pub game: u64,
    /// Cell.
    pub cell: u64,
    /// Block.
    pub block: usize,
    /// Replicate.
    pub replicate: u64,
    /// Values of the varied paths.
    pub varied: Arc<Vec<Option<Value>>>,
}

/// A nation at the end of a game.
#[derive(Clone, Debug)]
pub struct NationRecord {
    /// Who led it.
    pub policy: String,
    /// Payoff of the game.
    pub payoff: f64,
    /// Approval at the end.
    pub approval: f64,
    /// Private resolve.
    pub resolve: f64,
    /// Threats made, carried out, and neither met nor carried out.
    pub threats: [u64; 3],
}

/// A game.
#[derive(Clone, Debug)]
pub struct GameRecord {
    /// Where it stands.
    pub spot: Spot,
    /// Seed.
    pub seed: u64,
    /// Why it failed, if it did: it then holds what the game had come to.
    pub failure: Option<Failure>,
    /// Class.
    pub outcome: Outcome,
    /// Nations in order.
    pub nations: Vec<NationRecord>,
    /// Turns of the game.
    pub turns: u64,
    /// Turn, from 1, and day of the first agreement between the summit's parties that passed at home.
    pub agreement: Option<(u64, i32)>,
    /// Option agreed by issue.
    pub terms: Vec<Option<usize>>,
    /// Who spoke last in every round of the leaders' talks.
    pub last_word: Option<NationId>,
    /// Highest tension between the summit's parties, and that at the end.
    pub tension: [f64; 2],
    /// Market stress at the end.
    pub market: f64,
    /// Threats by end: made, met, executed, withdrawn, bluffed.
    pub threats: [u64; 5],
    /// Promises by end: made, kept, broken.
    pub promises: [u64; 3],
    /// Offers, meetings, agreements, breaches.
    pub counts: [u64; 4],
    /// Fingerprint of the final state.
    pub digest: u64,
}

/// A turn.
#[derive(Clone, Debug)]
pub struct TurnRecord {
    /// Turn, from 1.
    pub turn: u64,
    /// Last day, as days of the calendar of Unix.
    pub date: i64,
    /// Tension between the summit's parties.
    pub tension: f64,
    /// Market stress.
    pub market: f64,
    /// By nation: payoff, payoff of no deal, approval, capital.
    pub nations: Vec<[f64; 4]>,
    /// Level by measure.
    pub levels: Vec<u8>,
}

/// A decision.
#[derive(Clone, Debug)]
pub struct ActionRecord {
    /// Turn, from 1.
    pub turn: u64,
    /// Day, as days of the calendar of Unix.
    pub date: i64,
    /// Position within the game.
    pub position: u64,
    /// Who decided.
    pub seat: NationId,
    /// What, in words.
    pub action: String,
}

/// All that is kept of a game.
#[derive(Clone, Debug)]
pub struct Records {
    /// The game.
    pub game: GameRecord,
    /// Its turns, when they are recorded.
    pub turns: Vec<TurnRecord>,
    /// Its decisions, when they are recorded.
    pub actions: Vec<ActionRecord>,
}

/// Days since 1 January 1970.
fn unix_day(day: Date) -> i64 {
    i64::from((day - date(1970, 1, 1)).get_days())
}

/// Watches the games of a cell.
pub struct Recorder<'r> {
    /// Root seed.
    pub root: u64,
    /// Who leads each seat.
    pub leaderships: &'r [Leadership],
    /// Game of the sweep that is the cell's first replicate, and where it stands.
    pub first: Spot,
    /// Whether turns are kept.
    pub turns: bool,
    /// Whether decisions are kept.
    pub actions: bool,
    lanes: Vec<Lane>,
}

#[derive(Default)]
struct Lane {
    turns: Vec<TurnRecord>,
    last_word: Option<NationId>,
}

impl<'r> Recorder<'r> {
    /// A recorder of a cell's games; `first` is where its first replicate stands.
    pub fn new(root: u64, leaderships: &'r [Leadership], first: Spot, turns: bool, actions: bool) -> Self {
        Recorder { root, leaderships, first, turns, actions, lanes: Vec::new() }
    }
}

impl Watch for Recorder<'_> {
    type Kept = Records;

    fn began(&mut self, lane: usize) {
        if self.lanes.len() <= lane {
            self.lanes.resize_with(lane + 1, Lane::default);
        }
        self.lanes[lane] = Lane::default();
    }

    fn turned(&mut self, lane: usize, table: &mut Table) {
        let ended = table.game.turn.saturating_sub(1);
        let kept = &mut self.lanes[lane];
        if ended == table.case.summit.turn && table.game.outcome.is_some_and(|outcome| outcome != Outcome::Cancelled) {
            kept.last_word = table.game.meeting.floor.parties.last().copied();
        }
        if self.turns {
            kept.turns.push(turn(table, ended));
        }
    }

    fn over(&mut self, lane: usize, replicate: u64, table: &mut Table, failure: Option<Failure>) -> Records {
        let kept = std::mem::take(&mut self.lanes[lane]);
        let spot = Spot { game: self.first.game + replicate, replicate, ..self.first.clone() };
        let seed = replicate_seed(self.root, replicate);
        Records {
            game: GameRecord { failure, ..game(table, spot, seed, self.leaderships, kept.last_word) },
            turns: kept.turns,
            actions: if self.actions { actions(table) } else { Vec::new() },
        }
    }
}

fn turn(table: &Table, ended: usize) -> TurnRecord {
    let [one, other] = table.case.summit.parties;
    let last = table.case.calendar.turns.get(ended).map_or(0, |slot| slot.until - 1);
    TurnRecord {
        turn: ended as u64 + 1,
        date: unix_day(table.case.calendar.date(last)),
        tension: table.tension(one, other),
        market: table.game.market,
        nations: table
            .nations
            .iter()
            .map(|nation| [nation.payoff, nation.no_deal, nation.approval, nation.capital])
            .collect(),
        levels: table.measures.iter().map(|measure| measure.level).collect(),
    }
}

fn actions(table: &Table) -> Vec<ActionRecord> {
    let decided = table.game.events.iter().filter_map(|event| match event.fact {
        Fact::Decided(seat, action, _) => Some((event, seat, action)),
        _ => None,
    });
    decided
        .enumerate()
        .map(|(position, (event, seat, action))| ActionRecord {
            turn: u64::from(event.turn) + 1,
            date: unix_day(table.case.calendar.date(event.day)),
            position: position as u64,
            seat,
            action: words::write(table.case, seat, &action),
        })
        .collect()
}

fn game(table: &Table, spot: Spot, seed: u64, leaderships: &[Leadership], last_word: Option<NationId>) -> GameRecord {
    let case = table.case;
    let [one, other] = case.summit.parties;
    let commitments = &table.game.commitments;
    let ended = |threat: bool, by: Option<NationId>, how: End| {
        let counted = commitments.iter().filter(|entry| {
            entry.threat == threat && by.is_none_or(|by| entry.by == by) && entry.end.is_some_and(|(end, _)| end == how)
        });
        counted.count() as u64
    };
    let made = |threat: bool, by: Option<NationId>| {
        commitments.iter().filter(|entry| entry.threat == threat && by.is_none_or(|by| entry.by == by)).count() as u64
    };
    let nations = case.nation_ids().map(|nation| {
        let leadership = leaderships.get(nation.index()).copied().unwrap_or(Leadership::Mixed);
        let state = table.nation(nation);
        NationRecord {
            policy: parameters::write(&drawn(case, nation, leadership, seed, 0)),
            payoff: table.score(nation),
            approval: state.approval,
            resolve: state.resolve,
            threats: [
                made(true, Some(nation)),
                ended(true, Some(nation), End::Executed),
                ended(true, Some(nation), End::Bluffed),
            ],
        }
    });
    let reached: Vec<_> = table
        .game
        .agreements
        .iter()
        .filter(|agreement| agreement.opening.is_none() && agreement.status != AgreementStatus::Unratified)
        .collect();
    let mut terms = vec![None; case.issues.len()];
    for agreement in &reached {
        for (issue, option) in agreement.package.issues() {
            terms[issue] = Some(option);
        }
    }
    let first = reached
        .iter()
        .filter(|agreement| agreement.parties.has(one) && agreement.parties.has(other))
        .map(|agreement| agreement.signed)
        .min();
    let turn_of = |day: i32| {
        let turns = &case.calendar.turns;
        turns.iter().position(|slot| day < slot.until).unwrap_or(turns.len().saturating_sub(1)) as u64 + 1
    };
    let tally = &table.game.tally;
    GameRecord {
        spot,
        seed,
        failure: None,
        outcome: table.game.outcome.unwrap_or(Outcome::NoDeal),
        nations: nations.collect(),
        turns: case.calendar.turns.len() as u64,
        agreement: first.map(|day| (turn_of(day), day)),
        terms,
        last_word,
        tension: [tally.peak_tension, table.tension(one, other)],
        market: table.game.market,
        threats: [
            made(true, None),
            ended(true, None, End::Met),
            ended(true, None, End::Executed),
            ended(true, None, End::Withdrawn),
            ended(true, None, End::Bluffed),
        ],
        promises: [made(false, None), ended(false, None, End::Met), ended(false, None, End::Broken)],
        counts: [u64::from(tally.offers), u64::from(tally.meetings), reached.len() as u64, u64::from(tally.breaches)],
        digest: digest::of(table),
    }
}
