//! What may come of a game from where it stands, by continuations that a seat can imagine.
//!
//! Everything that the seat does not know is drawn from what it may expect (`rules::imagination`), the policies of the seats from the
//! scenario's mix unless told otherwise. All choices are continued from the same states with the same chance, so that they can be
//! compared in pairs.

use crate::delegations::policy::{BuiltIn, Leadership};
use crate::rules::action::Action;
use crate::rules::case::Case;
use crate::rules::legal::Refusal;
use crate::rules::observation::Observation;
use crate::rules::random::{Purpose, Stream};
use crate::rules::replica::Replica;
use crate::rules::seat::Occupant;
use crate::rules::state::Outcome;
use crate::rules::turn;
use crate::statistics::interval::Sample;
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Continuations that a worker takes at a time.
const CHUNK: u64 = 16;

/// What came of continuing a game after some actions of the seat.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forecast {
    /// Continuations played.
    pub games: u64,
    /// How often each class came, in the order of [`Outcome::ALL`].
    pub outcomes: [u64; 7],
    /// The seat's payoff in each continuation, 0 to 100, in the order of their numbers.
    pub payoffs: Vec<f64>,
}

impl Forecast {
    /// Payoff of the seat.
    pub fn payoff(&self) -> Sample {
        Sample::of(self.payoffs.iter().copied())
    }

    /// Gain over another choice, continuation by continuation.
    pub fn gain_over(&self, other: &Forecast) -> Sample {
        Sample::of(self.payoffs.iter().zip(&other.payoffs).map(|(own, other)| own - other))
    }
}

/// How much to play.
pub struct Budget<'s> {
    /// Continuations of each choice.
    pub games: u64,
    /// Number that the continuations are drawn from: the same gives the same forecast.
    pub draw: u64,
    /// Set to stop early; what has been played by then is returned.
    pub stop: &'s AtomicBool,
}

/// Continues the game of a view after each of some choices, on the threads of the current pool. A choice is the actions that the
/// seat takes first, in order; none for how it is usually led. The answer is in the order of the choices.
///
/// # Errors
/// The choice that is not legal where the game stands, by position, and why.
pub fn forecast(
    case: &Arc<Case>,
    view: &Observation,
    choices: &[Vec<Action>],
    leaderships: &[Leadership],
    budget: &Budget,
) -> Result<Vec<Forecast>, (usize, Refusal)> {
    let seat = view.seat();
    let mut trial = Replica::new(case.clone());
    for (position, choice) in choices.iter().enumerate() {
        view.imagine(&mut trial, budget.draw, 0);
        for action in choice {
            turn::submit(&mut trial.table(), seat, *action).map_err(|refusal| (position, refusal))?;
        }
    }
    let leadership = |nation: usize| leaderships.get(nation).copied().unwrap_or(Leadership::Mixed);
    let chunks: Vec<u64> = (0..budget.games.div_ceil(CHUNK)).collect();
    let parts: Vec<Vec<Forecast>> = chunks
        .into_par_iter()
        .map(|chunk| {
            let mut parts = vec![Forecast::default(); choices.len()];
            let mut imagined = Replica::new(case.clone());
            let mut played = Replica::new(case.clone());
            let mut seats: Vec<BuiltIn> = case
                .nation_ids()
                .map(|nation| BuiltIn::new(case.clone(), nation, leadership(nation.index())))
                .collect();
            for number in chunk * CHUNK..((chunk + 1) * CHUNK).min(budget.games) {
                if budget.stop.load(Ordering::Relaxed) {
                    break;
                }
                let draw = Stream::new(budget.draw, number, seat.0, Purpose::Foresight).number();
                view.imagine(&mut imagined, draw, number);
                for (choice, part) in choices.iter().zip(&mut parts) {
                    played.copy_replica(&imagined);
                    for action in choice {
                        turn::submit(&mut played.table(), seat, *action).ok();
                    }
                    for (occupant, nation) in seats.iter_mut().zip(case.nation_ids()) {
                        occupant.begin(draw, number, nation.0);
                    }
                    played.play(&mut seats);
                    let outcome = played.table().game.outcome.unwrap_or(Outcome::NoDeal);
                    part.games += 1;
                    part.outcomes[outcome as usize] += 1;
                    part.payoffs.push(played.score(seat));
                }
            }
            parts
        })
        .collect();
    let mut forecasts = vec![Forecast::default(); choices.len()];
    for part in parts {
        for (whole, part) in forecasts.iter_mut().zip(part) {
            whole.games += part.games;
            whole.outcomes.iter_mut().zip(part.outcomes).for_each(|(whole, part)| *whole += part);
            whole.payoffs.extend(part.payoffs);
        }
    }
    Ok(forecasts)
}
