//! The most typical and the most surprising game, told from what a replay finds.

use crate::game::{Game, Leader};
use crate::record::names;
use crate::record::story::{Chronicle, Telling};
use crate::report::results::Results;
use crate::rules::case::{Case, Nations};
use crate::rules::event::{Event, Fact};
use crate::rules::state::{Closing, Outcome};
use crate::statistics::interval::Sample;
use std::sync::Arc;

/// Most sentences of a short story.
const SENTENCES: usize = 24;

/// A game and why it is told.
pub struct Chosen {
    /// Row among the games.
    pub row: usize,
    /// How surprising it is: see [`choose`].
    pub surprise: f64,
}

/// The least and the most surprising game: the negative logarithm of the share of its outcome class, plus half the mean squared
/// distance of its payoffs from the means of all games in units of their standard deviation.
pub fn choose(results: &Results) -> Option<(Chosen, Chosen)> {
    let count = results.count() as f64;
    let share =
        |class: Outcome| results.games.outcome.iter().filter(|outcome| **outcome == class).count() as f64 / count;
    let rarity: Vec<f64> = Outcome::ALL.into_iter().map(|class| -libm::log(share(class).max(1.0 / count))).collect();
    let samples: Vec<Sample> = results.games.payoffs.iter().map(|values| Sample::of(values.iter().copied())).collect();
    let surprise = |row: usize| {
        let distance = |(sample, values): (&Sample, &Vec<f64>)| {
            let deviation = sample.deviation();
            if deviation > 0.0 { ((values[row] - sample.mean) / deviation).powi(2) } else { 0.0 }
        };
        let distances: f64 = samples.iter().zip(&results.games.payoffs).map(distance).sum();
        rarity[results.games.outcome[row] as usize] + 0.5 * distances / samples.len().max(1) as f64
    };
    let chosen: Vec<Chosen> = (0..results.count()).map(|row| Chosen { row, surprise: surprise(row) }).collect();
    let position = |pick: fn(&Chosen, &Chosen) -> bool| {
        let better = |best: usize, next: usize| if pick(&chosen[next], &chosen[best]) { next } else { best };
        (0..chosen.len()).reduce(better)
    };
    let typical = position(|a, b| a.surprise < b.surprise)?;
    let surprising = position(|a, b| a.surprise > b.surprise)?;
    let of = |row: usize| Chosen { row, surprise: chosen[row].surprise };
    Some((of(typical), of(surprising)))
}

/// A short story of a game: sentences with their days.
pub struct Short {
    /// Day and sentence.
    pub items: Vec<(String, String)>,
    /// Sentences that were left out.
    pub left_out: usize,
    /// Terms of the summit's deal, where there was one.
    pub terms: Option<String>,
    /// Payoffs of the replayed game by nation: they must be those on record.
    pub payoffs: Vec<f64>,
}

/// Plays a game again and tells it in brief: public threats and how they ended, measures that changed, what leaders did.
pub fn tell(case: &Arc<Case>, seed: u64, leaders: &[Leader]) -> Short {
    let mut game = Game::new(case.clone(), seed, leaders);
    game.advance();
    let told = game.look(|table| {
        let payoffs = case.nation_ids().map(|nation| table.score(nation)).collect();
        let deal = table.game.summit_deal.and_then(|position| table.game.agreements.get(usize::from(position)));
        let terms = deal.map(|deal| names::package(case, deal.package));
        Some((Chronicle::of(case, table), payoffs, terms))
    });
    let Some((chronicle, payoffs, terms)) = told else {
        return Short { items: Vec::new(), left_out: 0, terms: None, payoffs: Vec::new() };
    };
    let weight = |event: &Event| weight(case, event);
    let mut ranked: Vec<(usize, u8)> = chronicle
        .events
        .iter()
        .enumerate()
        .filter(|(_, event)| event.audience == Nations::ALL)
        .map(|(position, event)| (position, weight(event)))
        .filter(|(_, weight)| *weight > 0)
        .collect();
    // The weightiest first, in order of time among equals; what is kept is told in order of time.
    ranked.sort_by_key(|(position, weight)| (std::cmp::Reverse(*weight), *position));
    let left_out = ranked.len().saturating_sub(SENTENCES);
    ranked.truncate(SENTENCES);
    ranked.sort_by_key(|(position, _)| (chronicle.events[*position].day, *position));
    let mut items: Vec<(String, String)> = Vec::new();
    for (position, _) in ranked {
        for item in chronicle.tell_one(position, Telling::default()) {
            let entry = (names::day(case, item.day), item.text);
            if !items.contains(&entry) {
                items.push(entry);
            }
        }
    }
    Short { items, left_out, terms, payoffs }
}

/// How much an event means to a story; 0 for what is left out.
fn weight(case: &Case, event: &Event) -> u8 {
    match event.fact {
        Fact::SummitEnded(_) | Fact::Signed(_) | Fact::Attended(_, false) | Fact::Breached(..) => 5,
        Fact::Ratified(_, _, false, _) | Fact::MeetingEnded(_, Closing::WalkedOut(_)) => 5,
        Fact::SummitNotice(..) | Fact::Incident(_) | Fact::News(_) | Fact::Intervened(_) => 4,
        Fact::Threatened(_) | Fact::CommitmentEnded(..) | Fact::Lapsed(_) => 3,
        Fact::MeasureSet(measure, ..) | Fact::Withdrawn(measure, _) | Fact::Suspended(measure, _) => {
            if case.is_principal(case.measure(measure).owner) { 2 } else { 1 }
        }
        Fact::Mediated(..) | Fact::Condemned(..) | Fact::Promised(_) => 1,
        _ => 0,
    }
}
