//! Protocols: who speaks when, and what makes an agreement.

mod alternating;
mod mediated;
mod meeting;
mod voting;

pub use alternating::StackedAlternatingOffers;
pub use mediated::SingleText;
pub use meeting::{MOST_ROUNDS, Meeting};
pub use voting::{Quota, Voting};

use crate::bargaining::session::{Clock, Deal, Ending, Negotiator, Offer, RoundResult};

/// The rules of a table. The deadline, and chance where it ends talks, are the session's.
pub trait Protocol {
    /// Prepares for a session of this many parties; `seed` is for the protocol's own chance.
    fn begin(&mut self, parties: usize, seed: u64);
    /// Plays a round. Offers go to the trace and agreements to the deals; a result ends the session.
    fn round(
        &mut self,
        clock: Clock,
        parties: &mut [Box<dyn Negotiator>],
        trace: &mut Vec<Offer>,
        deals: &mut Vec<Deal>,
    ) -> RoundResult;
    /// Closes a table whose time is up: agreements that were reached stand.
    fn close(&mut self, clock: Clock, parties: &mut [Box<dyn Negotiator>], deals: &mut Vec<Deal>) -> Ending {
        let _ = (clock, parties);
        if deals.is_empty() { Ending::TimedOut } else { Ending::Agreement }
    }
}
