//! Counterfactuals: how the game tends to end when a seat is led otherwise from a turn on.

use crate::delegations::character::Character;
use crate::delegations::policy::{self, Leadership};
use crate::delegations::{brinkman, dove, hawk, pragmatist};
use crate::game::{Game, Input, Leader};
use crate::rules::case::{Case, NationId};
use crate::rules::state::Outcome;
use crate::statistics::interval::Sample;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What came of continuing the game from a turn on with a seat led in one way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhatIf {
    /// Turn, from 1.
    pub turn: u16,
    /// Its first day, ISO.
    pub day: String,
    /// Code of the seat.
    pub nation: String,
    /// The built-in policy that led it from then on; none for the leadership it had (for a person: the scenario's mix).
    pub policy: Option<String>,
    /// Continuations played.
    pub games: u64,
    /// How often each class came; classes that never came are left out.
    pub outcomes: BTreeMap<String, u64>,
    /// Mean payoff of the seat.
    pub mean_payoff: f64,
    /// Standard error of the mean.
    pub standard_error: f64,
}

const CHOICES: [&Character; 4] = [&hawk::CHARACTER, &brinkman::CHARACTER, &pragmatist::CHARACTER, &dove::CHARACTER];

/// One branch to play.
struct Branch {
    turn: u16,
    seat: NationId,
    choice: Option<&'static Character>,
}

/// Plays every choice of every seat from the opening and from the turn of the summit on; the other seats stay with the policies
/// that led them. The world's chance is drafted anew for each continuation.
pub fn of(game: &mut Game, continuations: u64, seats: &[NationId]) -> Vec<WhatIf> {
    if continuations == 0 {
        return Vec::new();
    }
    let case = game.case().clone();
    let seed = game.seed();
    let timed = game.timed_inputs();
    let inputs: Vec<Input> = timed.iter().map(|(_, input)| input.clone()).collect();
    let leaders = game.leaders().to_vec();
    let before_summit = (case.summit.turn.saturating_sub(1)) as u16;
    let mut branches = Vec::new();
    for turn in if before_summit > 0 { vec![0, before_summit] } else { vec![0] } {
        for &seat in seats {
            branches.push(Branch { turn, seat, choice: None });
            branches.extend(CHOICES.map(|choice| Branch { turn, seat, choice: Some(choice) }));
        }
    }
    branches
        .par_iter()
        .map(|branch| {
            let until = timed.iter().take_while(|(turn, _)| *turn < branch.turn).count();
            play(&case, seed, &inputs[..until], &leaders, branch, continuations)
        })
        .collect()
}

fn play(
    case: &Arc<Case>,
    seed: u64,
    inputs: &[Input],
    leaders: &[Leader],
    branch: &Branch,
    continuations: u64,
) -> WhatIf {
    let outside = vec![Leader::Outside; case.nations.len()];
    let leaderships: Vec<Leadership> = case
        .nation_ids()
        .map(|nation| match (branch.choice, leaders.get(nation.index())) {
            (Some(choice), _) if nation == branch.seat => Leadership::Fixed(*choice),
            // The policy that was drawn for the game stays; a person's seat goes to the scenario's mix.
            (_, Some(Leader::BuiltIn(leadership))) => {
                Leadership::Fixed(policy::drawn(case, nation, *leadership, seed, 0))
            }
            _ => Leadership::Mixed,
        })
        .collect();
    let (mut outcomes, mut payoffs) = (BTreeMap::new(), Vec::new());
    let mut start = Game::rebuilt(case.clone(), seed, &outside, inputs).ok();
    for index in 1..=continuations {
        let Some(mut game) = start.as_mut().map(Game::branched) else { break };
        game.hand_over(&leaderships, index);
        game.advance();
        let (outcome, value) = game.look(|table| (table.game.outcome, table.score(branch.seat)));
        *outcomes.entry(outcome.unwrap_or(Outcome::NoDeal).key().to_string()).or_insert(0) += 1;
        payoffs.push(value);
    }
    let payoffs = Sample::of(payoffs);
    WhatIf {
        turn: branch.turn + 1,
        day: case
            .calendar
            .turns
            .get(usize::from(branch.turn))
            .map_or_else(String::new, |slot| case.calendar.date(slot.from).to_string()),
        nation: case.nation(branch.seat).code.clone(),
        policy: branch.choice.map(|choice| choice.name.to_string()),
        games: payoffs.count,
        outcomes,
        mean_payoff: payoffs.mean,
        standard_error: payoffs.error(),
    }
}
