//! Looking ahead: the real game played on from states that the seat can imagine, to compare what it could do.
//!
//! Two uses of the same continuations, both with common random numbers. Once a turn, each character of a portfolio is tried as the
//! way to lead the seat to the end (policy switching; Chang, Givan & Chong 2000), estimates of earlier turns fading. At each decision,
//! what the characters would do is tried if they disagree, continuing with the one that leads (rollout; Bertsekas, Tsitsiklis & Wu
//! 1997). States are drawn from the seat's information (see `rules::imagination`), the others' policies from the scenario's mix. The
//! budget counts continuations and not time, so that a decision depends on nothing but the game.

use crate::delegations::character::Character;
use crate::delegations::policy::{BuiltIn, Leadership};
use crate::delegations::{brinkman, dove, hawk, legalist, pragmatist, tit_for_tat};
use crate::rules::action::Action;
use crate::rules::case::{Case, NationId};
use crate::rules::observation::Observation;
use crate::rules::random::Stream;
use crate::rules::reason::Term;
use crate::rules::replica::Replica;
use crate::rules::seat::{Decision, Occupant};
use crate::rules::state::Ask;
use crate::rules::turn;
use std::sync::Arc;

/// Ways to lead the seat that are tried.
const PORTFOLIO: [&Character; 6] = [
    &pragmatist::CHARACTER,
    &legalist::CHARACTER,
    &hawk::CHARACTER,
    &brinkman::CHARACTER,
    &tit_for_tat::CHARACTER,
    &dove::CHARACTER,
];
/// Weight that what was found in earlier turns keeps from one turn to the next.
const MEMORY: f64 = 0.8;
/// Standard errors by which an action must be better than what the leading character would do.
const MARGIN: f64 = 1.0;

/// What a seat that looks ahead keeps from one decision to the next.
pub struct Lookahead {
    case: Arc<Case>,
    seat: NationId,
    chance: Stream,
    /// The state imagined, and a copy that is played on.
    imagined: Replica,
    played: Replica,
    /// Occupants of the imagined game.
    seats: Vec<BuiltIn>,
    /// The portfolio, each with its own view of the turn.
    characters: Vec<BuiltIn>,
    /// Faded sums of scores by character, over the same continuations.
    scores: [f64; PORTFOLIO.len()],
    /// The turn for which the leading character was chosen.
    turn: Option<usize>,
    leading: usize,
}

impl Lookahead {
    /// For a seat of a game; `chance` draws what is imagined.
    pub fn new(case: Arc<Case>, seat: NationId, chance: Stream) -> Self {
        let seats = case.nation_ids().map(|nation| BuiltIn::new(case.clone(), nation, Leadership::Mixed)).collect();
        let characters = PORTFOLIO
            .iter()
            .map(|character| BuiltIn::new(case.clone(), seat, Leadership::Fixed(**character)))
            .collect();
        Lookahead {
            imagined: Replica::new(case.clone()),
            played: Replica::new(case.clone()),
            case,
            seat,
            chance,
            seats,
            characters,
            scores: [0.0; PORTFOLIO.len()],
            turn: None,
            leading: 0,
        }
    }

    /// Begins a game.
    pub fn begin(&mut self, seed: u64, game: u64, chance: Stream) {
        for character in &mut self.characters {
            character.begin(seed, game, self.seat.0);
        }
        self.chance = chance;
        (self.scores, self.turn, self.leading) = ([0.0; PORTFOLIO.len()], None, 0);
    }

    /// Decides with about `budget` continuations.
    pub fn decide(&mut self, view: &Observation, ask: Ask, budget: usize) -> Decision {
        if self.turn != Some(view.turn()) {
            self.turn = Some(view.turn());
            self.choose_leading(view, budget);
        }
        let plain = self.characters[self.leading].decide(view, ask);
        let mut options = vec![plain];
        for (position, character) in self.characters.iter_mut().enumerate() {
            if position != self.leading {
                let other = character.decide(view, ask);
                let known = options.iter().any(|known| known.action == other.action);
                if !known && view.check(&other.action).is_ok() {
                    options.push(other);
                }
            }
        }
        if options.len() == 1 {
            return plain;
        }
        // Half of the budget sorts the others out, the rest goes to the better of them (successive halving; Karnin, Koren & Somekh 2013).
        let mut tried: Vec<(Decision, Vec<f64>)> = options.into_iter().map(|option| (option, Vec::new())).collect();
        let first = (budget / 2 / tried.len()).max(2);
        self.try_each(view, &mut tried, first);
        let left = budget.saturating_sub(first * tried.len());
        if tried.len() > 2 {
            let (base, others) = tried.split_at_mut(1);
            others.sort_by(|(_, a), (_, b)| paired(b, &base[0].1).0.total_cmp(&paired(a, &base[0].1).0));
            let kept = 1 + others.len().div_ceil(2);
            tried.truncate(kept);
        }
        let more = left / tried.len();
        self.try_each(view, &mut tried, more);
        let gains = tried.iter().map(|(option, found)| (option, paired(found, &tried[0].1)));
        let best = gains.max_by(|(_, a), (_, b)| a.0.total_cmp(&b.0));
        match best {
            Some((&Decision { action, reasons }, (gain, error))) if gain > MARGIN * error && gain > 0.0 => {
                Decision { action, reasons: reasons.with(Term::Foresight, gain) }
            }
            _ => plain,
        }
    }

    /// Plays every option on from the same so many imagined states.
    fn try_each(&mut self, view: &Observation, options: &mut [(Decision, Vec<f64>)], samples: usize) {
        for _ in 0..samples {
            let draw = self.imagine(view);
            for (option, scores) in options.iter_mut() {
                scores.push(self.play(Some(option.action), self.leading, draw));
            }
        }
    }

    /// Tries every character of the portfolio from here to the end and lets the best lead.
    fn choose_leading(&mut self, view: &Observation, budget: usize) {
        let samples = (budget / PORTFOLIO.len()).max(2);
        self.scores = self.scores.map(|sum| sum * MEMORY);
        for _ in 0..samples {
            let draw = self.imagine(view);
            for character in 0..PORTFOLIO.len() {
                self.scores[character] += self.play(None, character, draw);
            }
        }
        self.leading = (0..PORTFOLIO.len())
            .reduce(|best, next| if self.scores[next] > self.scores[best] { next } else { best })
            .unwrap_or(0);
    }

    /// Imagines another state and returns its draw.
    fn imagine(&mut self, view: &Observation) -> u64 {
        let draw = self.chance.number();
        view.imagine(&mut self.imagined, draw, 0);
        draw
    }

    /// Plays the imagined state on to the end, after an action if one is given, with a character in the seat; the seat's payoff.
    fn play(&mut self, action: Option<Action>, character: usize, draw: u64) -> f64 {
        self.played.copy_replica(&self.imagined);
        for nation in self.case.nation_ids() {
            let leadership =
                if nation == self.seat { Leadership::Fixed(*PORTFOLIO[character]) } else { Leadership::Mixed };
            self.seats[nation.index()].lead(leadership, draw);
        }
        if let Some(action) = action {
            // What is legal in the seat's game is legal in what it imagines; were it not, it would be worth what doing nothing is.
            turn::submit(&mut self.played.table(), self.seat, action).ok();
        }
        self.played.play(&mut self.seats);
        self.played.score(self.seat)
    }
}

/// Mean of paired differences, and its standard error. Of two pairs one of which makes no difference both are the same number, so
/// that the order of the arithmetic decides: it is part of what a game replays to.
fn paired(found: &[f64], against: &[f64]) -> (f64, f64) {
    let count = found.len() as f64;
    let mean = found.iter().zip(against).map(|(found, against)| found - against).sum::<f64>() / count;
    let squares = found.iter().zip(against).map(|(found, against)| (found - against - mean) * (found - against - mean));
    let variance = squares.sum::<f64>() / (count - 1.0).max(1.0);
    (mean, libm::sqrt(variance / count))
}
