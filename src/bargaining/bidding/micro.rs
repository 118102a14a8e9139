//! MiCRO, the minimal concession strategy (de Jonge 2022), as NegMAS 0.16 plays it.

use crate::bargaining::agent::View;
use crate::bargaining::bidding::Bidding;
use crate::bargaining::domain::Outcome;
use crate::bargaining::profile::Profile;
use crate::bargaining::session::{Chance, Seat};
use std::collections::BTreeSet;

/// What it repeats when it owes nothing new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeats {
    /// Any of its earlier offers, drawn at random: the published strategy.
    Any,
    /// The last new one, which asks for least: the same without chance.
    Last,
}

/// Most outcomes for which those that were heard are marked in a field of bits.
const MOST_MARKED: u64 = 1 << 16;

/// Outcomes that were heard.
#[derive(Clone, Debug, Default)]
struct Heard {
    marks: Vec<u64>,
    others: BTreeSet<Outcome>,
    count: usize,
}

impl Heard {
    fn clear(&mut self, outcomes: u64) {
        self.count = 0;
        self.others.clear();
        self.marks.clear();
        if outcomes <= MOST_MARKED {
            self.marks.resize(outcomes.div_ceil(64) as usize, 0);
        }
    }

    fn add(&mut self, outcome: Outcome) {
        let new = match self.marks.get_mut((outcome / 64) as usize) {
            Some(word) => {
                let bit = 1 << (outcome % 64);
                let new = *word & bit == 0;
                *word |= bit;
                new
            }
            None => self.others.insert(outcome),
        };
        self.count += usize::from(new);
    }
}

/// Walks down its outcomes from the best, one step for every new offer that it hears, and repeats itself while it hears none. It
/// knows nothing of time or of the other's preferences.
#[derive(Clone, Debug)]
pub struct Micro {
    repeats: Repeats,
    next: usize,
    heard: Heard,
}

impl Micro {
    /// With this way of repeating itself.
    pub fn new(repeats: Repeats) -> Micro {
        Micro { repeats, next: 0, heard: Heard::default() }
    }

    /// Whether it owes a new offer: it has made no more than it heard.
    fn owes(&self) -> bool {
        self.next <= self.heard.count
    }

    /// The new offer that it owes, unless all were made.
    fn new_offer(&self, view: &View) -> Option<Outcome> {
        if self.owes() { view.profile.table()?.from_best(self.next) } else { None }
    }
}

impl Bidding for Micro {
    fn begin(&mut self, profile: &Profile, _seat: Seat) {
        self.next = 0;
        self.heard.clear(profile.domain().count());
    }

    fn hear(&mut self, _view: &View, offer: Outcome) {
        self.heard.add(offer);
    }

    /// What its next new offer is worth, or its last when it owes none. When all were made, the reservation value.
    fn target(&mut self, view: &View) -> f64 {
        let place = if self.owes() { Some(self.next) } else { self.next.checked_sub(1) };
        let mine = place.and_then(|place| view.profile.table()?.from_best(place));
        mine.map_or(f64::NEG_INFINITY, |mine| view.profile.utility(mine)).max(view.profile.reservation())
    }

    fn offer(&mut self, view: &View, chance: &mut Chance) -> Option<Outcome> {
        let table = view.profile.table()?;
        if let Some(new) = self.new_offer(view) {
            return Some(new);
        }
        let Some(last) = self.next.checked_sub(1) else { return Some(table.best_outcome()) };
        table.from_best(match self.repeats {
            Repeats::Last => last,
            Repeats::Any => chance.below(self.next as u64) as usize,
        })
    }

    fn made(&mut self, view: &View, offer: Outcome) {
        if self.new_offer(view) == Some(offer) {
            self.next += 1;
        }
    }
}
