//! Averaged tit-for-tat (Faratin, Sierra & Jennings 1998), in utilities.

use crate::bargaining::agent::View;
use crate::bargaining::bidding::Bidding;
use crate::bargaining::bidding::relative_tit_for_tat::imitated;

/// Relative tit-for-tat over a window: what the counterpart's offer of some rounds ago was worth over what its last is worth.
#[derive(Clone, Copy, Debug)]
pub struct AveragedTitForTat {
    /// Number of its offers to look back on, at least 1.
    pub window: usize,
}

impl Bidding for AveragedTitForTat {
    fn target(&mut self, view: &View) -> f64 {
        let newer = view.of_last_speaker().next();
        let older = view.of_last_speaker().skip(1).take(self.window.max(1)).last();
        imitated(view, older.zip(newer))
    }
}
