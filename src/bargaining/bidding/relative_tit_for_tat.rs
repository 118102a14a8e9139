//! Relative tit-for-tat (Faratin, Sierra & Jennings 1998), in utilities.

use crate::bargaining::agent::View;
use crate::bargaining::bidding::Bidding;

/// Utilities below this count as this: a ratio to nearly nothing would be any number.
pub(super) const LEAST: f64 = 0.05;

/// Asks for its last utility times what the counterpart's offer before the last was worth over what its last is worth: it concedes, and
/// takes back, in the same proportion.
#[derive(Clone, Copy, Debug, Default)]
pub struct RelativeTitForTat;

impl Bidding for RelativeTitForTat {
    fn target(&mut self, view: &View) -> f64 {
        let mut theirs = view.of_last_speaker();
        let (newer, older) = (theirs.next(), theirs.next());
        imitated(view, older.zip(newer))
    }
}

/// The own last utility times the ratio of an older to a newer offer of the counterpart, within reason; the best before there are both.
pub(super) fn imitated(view: &View, offers: Option<(f64, f64)>) -> f64 {
    let best = view.profile.best().0;
    let own = view.own_utility().unwrap_or(best);
    let ratio = offers.map_or(1.0, |(older, newer)| older.max(LEAST) / newer.max(LEAST));
    (own * ratio).min(best).max(view.floor())
}
