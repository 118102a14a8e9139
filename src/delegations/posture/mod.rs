//! Choosing moves of posture: every legal move gets the same named terms, in payoff points; a character weighs them.

mod outlook;
mod weigh;

pub use outlook::{Outlook, bound};

use crate::delegations::character::{Adjustment, Character};
use crate::rules::action::Action;
use crate::rules::observation::Observation;
use crate::rules::random::Stream;
use crate::rules::reason::{Reasons, Score, Term, Terms};
use crate::rules::seat::Decision;
use weigh::weigh;

/// A move must promise at least this much, payoff points, to be better than doing nothing.
const INERTIA: f64 = 0.6;
/// Score below the best, in temperatures, at which an option is as good as never drawn (one time in four hundred).
const HOPELESS: f64 = 6.0;

/// The options of a seat in a turn, weighed once: moves take effect together, so nothing that they are weighed by changes
/// until all have moved.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    turn: Option<usize>,
    outlook: Outlook,
    menu: Vec<Action>,
    options: Vec<Weighed>,
}

/// An option with its weight in the draw.
#[derive(Clone, Copy, Debug)]
struct Weighed {
    action: Action,
    /// Political capital that it costs.
    capital: f64,
    /// Score, and after pruning exp((score − best) / temperature).
    weight: f64,
}

impl Agenda {
    /// Forgets the options of an earlier game.
    pub fn clear(&mut self) {
        self.turn = None;
    }

    /// Makes the next move of the turn, or ends it.
    pub fn decide(&mut self, view: &Observation, character: &Character, chance: &mut Stream) -> Decision {
        if self.turn != Some(view.turn()) {
            self.turn = Some(view.turn());
            self.weigh_all(view, character);
        }
        // What an earlier move of the turn has made illegal is drawn again.
        while let Some(position) = chance.weighted(self.options.iter().map(|option| option.weight)) {
            let Weighed { action, capital, .. } = self.options[position];
            if view.check(&action).is_ok() {
                return Decision { action, reasons: self.explain(view, character, &action, capital) };
            }
            self.options.swap_remove(position);
        }
        Decision::plain(Action::EndTurn)
    }

    fn weigh_all(&mut self, view: &Observation, character: &Character) {
        view.candidates(&mut self.menu);
        self.options.clear();
        let Some(docket) = view.docket() else { return };
        self.outlook.consider(view);
        let mut best = INERTIA;
        let reach = HOPELESS * view.case().parameters.temperature * character.temperature;
        for action in self.menu.iter().filter(|action| **action != Action::EndTurn) {
            let Ok(price) = view.check_move(&docket, action) else { continue };
            if let Action::Threaten { target, demand, .. } = *action {
                self.outlook.value_demand(view, target, demand);
            }
            let mut score = Score::default();
            if !self.give_terms(view, character, action, price.capital, &mut score) {
                continue;
            }
            if score.0 > best - reach {
                best = best.max(score.0);
                self.options.push(Weighed { action: *action, capital: price.capital, weight: score.0 });
            }
        }
        self.options.push(Weighed { action: Action::EndTurn, capital: 0.0, weight: INERTIA });
        self.options.retain(|option| option.weight > best - reach);
        for option in &mut self.options {
            option.weight = libm::exp((option.weight - best) / (reach / HOPELESS).max(1e-6));
        }
    }

    /// The terms of a move that was weighed this turn.
    fn explain(&self, view: &Observation, character: &Character, action: &Action, capital: f64) -> Reasons {
        let mut reasons = Reasons::NONE;
        if *action == Action::EndTurn {
            return reasons.with(Term::Inertia, INERTIA);
        }
        self.give_terms(view, character, action, capital, &mut reasons);
        reasons
    }

    /// Gives the terms of a move, as the character adjusts them; false when it rules the move out.
    fn give_terms(
        &self,
        view: &Observation,
        character: &Character,
        action: &Action,
        capital: f64,
        terms: &mut impl Terms,
    ) -> bool {
        let adjustment = (character.adjust)(view, &self.outlook, action);
        if matches!(adjustment, Adjustment::Plain | Adjustment::With(..)) {
            weigh(view, &self.outlook, character, action, capital, terms);
        }
        if let Adjustment::With(term, points) | Adjustment::Only(term, points) = adjustment {
            terms.add(term, points);
        }
        adjustment != Adjustment::RuledOut
    }
}
