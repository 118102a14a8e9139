//! Bidding tactics: what to ask for, and which outcome to ask for it with. One file a tactic.

mod adaptive;
mod agent_k;
mod averaged_tit_for_tat;
mod micro;
mod nash_seeker;
mod random_absolute_tit_for_tat;
mod relative_tit_for_tat;
mod resource_dependent;
mod time_dependent;
mod trade_off;

pub use adaptive::Adaptive;
pub use agent_k::{AgentK, AgentKAcceptance};
pub use averaged_tit_for_tat::AveragedTitForTat;
pub use micro::{Micro, Repeats};
pub use nash_seeker::NashSeeker;
pub use random_absolute_tit_for_tat::RandomAbsoluteTitForTat;
pub use relative_tit_for_tat::RelativeTitForTat;
pub use resource_dependent::ResourceDependent;
pub use time_dependent::{TimeDependent, aspiration};
pub use trade_off::TradeOff;

use crate::bargaining::agent::View;
use crate::bargaining::domain::Outcome;
use crate::bargaining::profile::Profile;
use crate::bargaining::session::{Chance, Seat};

/// A bidding tactic.
pub trait Bidding {
    /// Prepares for a session; forgets any before.
    fn begin(&mut self, profile: &Profile, seat: Seat) {
        let _ = (profile, seat);
    }
    /// Hears an offer of another, which the view holds already.
    fn hear(&mut self, view: &View, offer: Outcome) {
        let _ = (view, offer);
    }
    /// The utility that it would settle for now.
    fn target(&mut self, view: &View) -> f64;
    /// What it would offer now; none ends the talks. By itself an outcome worth the target and no more.
    fn offer(&mut self, view: &View, chance: &mut Chance) -> Option<Outcome> {
        let _ = chance;
        let target = self.target(view);
        view.profile.table().map(|table| table.at(target))
    }
    /// Learns that it made an offer.
    fn made(&mut self, view: &View, offer: Outcome) {
        let _ = (view, offer);
    }
    /// Whether it needs the sorted table of all outcomes.
    fn needs_table(&self) -> bool {
        true
    }
}
