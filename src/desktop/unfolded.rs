//! A move in full: what it would do by goal and to the economy, and what its word would bind me to.

use crate::record::account::{self, Account, Bond};
use crate::record::economy::{self, EconomicChange};
use crate::record::preview;
use crate::rules::action::Action;
use crate::rules::observation::Observation;

/// What a move would do, in full.
#[derive(Clone, Debug)]
pub struct Unfolded {
    /// The move.
    pub action: Action,
    /// Change of my payoff by goal; none for a move about no measure.
    pub goals: Option<Account>,
    /// Change of my economy; none where nothing that touches it would change.
    pub economy: Option<EconomicChange>,
    /// What the word binds me to; none for a move that gives none.
    pub bond: Option<Bond>,
}

impl Unfolded {
    /// Works it out.
    pub fn of(view: &Observation, action: Action) -> Unfolded {
        let case = view.case();
        let lever = preview::lever(case, &action);
        let change = lever.and_then(|(measure, level)| {
            economy::change(case, view.seat(), &view.levels(), &view.levels_with(measure, level))
        });
        Unfolded {
            action,
            goals: lever.map(|(measure, level)| account::change(view, measure, level)),
            economy: change,
            bond: preview::given(view, &action).map(|word| account::bond(view, &word)),
        }
    }
}
