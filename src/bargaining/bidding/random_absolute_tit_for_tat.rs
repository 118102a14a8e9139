//! Random absolute tit-for-tat (Faratin, Sierra & Jennings 1998), in utilities.

use crate::bargaining::agent::View;
use crate::bargaining::bidding::Bidding;
use crate::bargaining::domain::Outcome;
use crate::bargaining::session::{Chance, Clock};

/// Concedes as much utility as the counterpart's last step was worth to it, give or take a random amount that keeps two such
/// tactics from locking each other in.
#[derive(Clone, Copy, Debug)]
pub struct RandomAbsoluteTitForTat {
    /// Most that chance adds or takes, a utility of 0 or more.
    pub spread: f64,
    /// What chance said in this round.
    drawn: Option<(Clock, f64)>,
}

impl RandomAbsoluteTitForTat {
    /// With this spread.
    pub fn new(spread: f64) -> RandomAbsoluteTitForTat {
        RandomAbsoluteTitForTat { spread, drawn: None }
    }
}

impl Bidding for RandomAbsoluteTitForTat {
    fn begin(&mut self, _profile: &crate::bargaining::profile::Profile, _seat: crate::bargaining::session::Seat) {
        self.drawn = None;
    }

    fn target(&mut self, view: &View) -> f64 {
        let best = view.profile.best().0;
        let own = view.own_utility().unwrap_or(best);
        let mut theirs = view.of_last_speaker();
        let Some((newer, older)) = theirs.next().zip(theirs.next()) else { return own };
        let chance = self.drawn.filter(|(clock, _)| *clock == view.clock).map_or(0.0, |(_, drawn)| drawn);
        (own - (newer - older) + chance).min(best).max(view.floor())
    }

    fn offer(&mut self, view: &View, chance: &mut Chance) -> Option<Outcome> {
        if self.drawn.is_none_or(|(clock, _)| clock != view.clock) {
            self.drawn = Some((view.clock, self.spread * (2.0 * chance.uniform() - 1.0)));
        }
        let target = self.target(view);
        view.profile.table().map(|table| table.at(target))
    }
}
