//! What the war room works out: continuations of the game as the seat can imagine it, played on a thread of their own.
//!
//! Going on as usual and every move that is asked about are continued from the same imagined games with the same chance, in the same
//! steps, so that any move can be compared with the usual course game by game, however often one changes the question.

use crate::batch::forecast::{Budget, Forecast, forecast};
use crate::game::Game;
use crate::rules::action::Action;
use crate::rules::case::{Case, NationId};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Continuations that are added at a time, so that the first figures come soon.
const STEP: u64 = 64;
/// Continuations of each choice after which nothing more is learned that a person could use.
pub const ENOUGH: u64 = 2048;

/// What has been worked out so far.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Going on as usual.
    pub usual: Forecast,
    /// After the move that was asked about.
    pub after: Option<Forecast>,
    /// Whether nothing more is being played.
    pub finished: bool,
}

/// Continuations of one choice, added to by the thread that plays them.
#[derive(Clone, Default)]
struct Sheet(Arc<Mutex<Forecast>>);

impl Sheet {
    fn games(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).games
    }

    fn read(&self) -> Forecast {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Adds a whole step, unless another thread has added it already.
    fn add(&self, step: u64, part: Forecast) {
        let mut whole = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if whole.games == step * STEP && part.games == STEP {
            whole.games += part.games;
            whole.outcomes.iter_mut().zip(part.outcomes).for_each(|(whole, part)| *whole += part);
            whole.payoffs.extend(part.payoffs);
        }
    }
}

struct Worker {
    stop: Arc<AtomicBool>,
    finished: Arc<AtomicBool>,
}

/// What has been asked where the game stands, and the answers so far.
#[derive(Default)]
pub struct Foresight {
    /// The move that was asked about last; none for going on as usual. None at all when nothing was asked.
    question: Option<Option<Action>>,
    usual: Sheet,
    moves: Vec<(Action, Sheet)>,
    worker: Option<Worker>,
}

impl Foresight {
    /// Begins to work out what would come of a move, or of going on as usual; another question is put aside with its answer.
    pub fn ask(&mut self, case: Arc<Case>, mut branch: Game, me: NationId, action: Option<Action>, version: u64) {
        self.rest();
        self.question = Some(action);
        let usual = self.usual.clone();
        let asked = action.map(|action| (action, self.sheet(action)));
        let (stop, finished) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        self.worker = Some(Worker { stop: stop.clone(), finished: finished.clone() });
        std::thread::spawn(move || {
            for step in 0..ENOUGH / STEP {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                let lacks = |sheet: &Sheet| sheet.games() <= step * STEP;
                let mut sheets: Vec<(Vec<Action>, &Sheet)> = Vec::new();
                sheets.extend(Some((Vec::new(), &usual)).filter(|(_, sheet)| lacks(sheet)));
                sheets.extend(
                    asked.iter().map(|(action, sheet)| (vec![*action], sheet)).filter(|(_, sheet)| lacks(sheet)),
                );
                if sheets.is_empty() {
                    continue;
                }
                let choices: Vec<Vec<Action>> = sheets.iter().map(|(choice, _)| choice.clone()).collect();
                let budget = Budget { games: STEP, draw: version.wrapping_mul(1000).wrapping_add(step), stop: &stop };
                let played = branch.observe(me, |view| forecast(&case, view, &choices, &[], &budget).ok());
                let Some(played) = played else { break };
                for ((_, sheet), part) in sheets.iter().zip(played) {
                    sheet.add(step, part);
                }
            }
            finished.store(true, Ordering::Relaxed);
        });
    }

    fn sheet(&mut self, action: Action) -> Sheet {
        if let Some((_, sheet)) = self.moves.iter().find(|(known, _)| *known == action) {
            return sheet.clone();
        }
        let sheet = Sheet::default();
        self.moves.push((action, sheet.clone()));
        sheet
    }

    /// Stops working; what is known stays.
    fn rest(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.stop.store(true, Ordering::Relaxed);
        }
    }

    /// Gives up what is being worked out and forgets all answers: the game has changed.
    pub fn forget(&mut self) {
        *self = Foresight::default();
    }

    /// Whether anything was asked where the game stands.
    pub fn is_asked(&self) -> bool {
        self.question.is_some()
    }

    /// The move that was asked about last.
    pub fn action(&self) -> Option<Action> {
        self.question.flatten()
    }

    /// What is known so far of the last question; none when nothing was asked.
    pub fn answer(&self) -> Option<Answer> {
        let action = self.question?;
        let after = action.map(|action| self.known(&action).unwrap_or_default());
        Some(Answer { usual: self.usual.read(), after, finished: !self.is_working() })
    }

    /// Going on as usual, and after a move, as far as it is known; none for a move that was never asked about.
    pub fn compared(&self, action: &Action) -> Option<(Forecast, Forecast)> {
        let after = self.known(action).filter(|after| after.games > 0)?;
        Some((self.usual.read(), after))
    }

    fn known(&self, action: &Action) -> Option<Forecast> {
        self.moves.iter().find(|(known, _)| known == action).map(|(_, sheet)| sheet.read())
    }

    /// Whether something is being worked out.
    pub fn is_working(&self) -> bool {
        self.worker.as_ref().is_some_and(|worker| !worker.finished.load(Ordering::Relaxed))
    }
}

impl Drop for Foresight {
    fn drop(&mut self) {
        self.rest();
    }
}
