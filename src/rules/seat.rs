//! Who sits in a seat: a person, a built-in policy, a replayed log, a program. All come through the same door.

use crate::rules::action::Action;
use crate::rules::observation::Observation;
use crate::rules::reason::Reasons;
use crate::rules::state::Ask;

/// A decision with the terms that led to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decision {
    /// What to do.
    pub action: Action,
    /// Why.
    pub reasons: Reasons,
}

impl Decision {
    /// A decision without stated reasons.
    pub fn plain(action: Action) -> Self {
        Decision { action, reasons: Reasons::NONE }
    }
}

/// Decides for a seat whenever it is asked. It sees what the seat may see and nothing else.
pub trait Occupant: Send + Sync {
    /// Takes its seat for a new game.
    fn begin(&mut self, seed: u64, game: u64, seat: u8);

    /// Decides. An action that is not legal is replaced by the safest legal one (see [`fallback`]).
    fn decide(&mut self, observation: &Observation, ask: Ask) -> Decision;
}

impl Occupant for Box<dyn Occupant> {
    fn begin(&mut self, seed: u64, game: u64, seat: u8) {
        (**self).begin(seed, game, seat);
    }

    fn decide(&mut self, observation: &Observation, ask: Ask) -> Decision {
        (**self).decide(observation, ask)
    }
}

/// The safest answer to what is asked: nothing done, nothing signed, one's word kept, votes left to those who have them.
pub fn fallback(ask: Ask) -> Action {
    use crate::rules::action::{Ballot, Settlement};
    match ask {
        Ask::Posture => Action::EndTurn,
        Ask::Talk => Action::WalkOut,
        Ask::Settle(_) => Action::Settle(Settlement::BackDown),
        Ask::Attend => Action::Attend(true),
        Ask::Comply(_) => Action::Comply(true),
        Ask::Vote(_) => Action::Vote(Ballot::Free),
    }
}
