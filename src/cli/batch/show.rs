//! What all ways of playing a batch show.

use crate::cli::page;
use crate::rules::state::Outcome;
use crate::statistics::interval::wilson;
use comfy_table::Table;

/// The most frequent classes so far with their shares.
pub(super) fn shares(outcomes: &[u64; 7], games: u64) -> String {
    let mut classes: Vec<(u64, Outcome)> =
        Outcome::ALL.iter().map(|class| (outcomes[*class as usize], *class)).collect();
    classes.sort_by_key(|(hits, _)| std::cmp::Reverse(*hits));
    let share =
        |(hits, class): &(u64, Outcome)| format!("{} {:.0}%", class.name(), 100.0 * *hits as f64 / games.max(1) as f64);
    classes.iter().take(3).map(share).collect::<Vec<_>>().join(" · ")
}

/// Prints every class with its share and interval.
pub(super) fn outcomes(counts: &[u64; 7], games: u64) {
    let mut table = Table::new();
    table.set_header(["outcome", "games", "share", "95% interval"]);
    for class in Outcome::ALL {
        let hits = counts[class as usize];
        let (low, high) = wilson(hits, games);
        table.add_row([
            class.name().to_string(),
            hits.to_string(),
            format!("{:.1}%", 100.0 * hits as f64 / games.max(1) as f64),
            format!("{:.1}–{:.1}%", 100.0 * low, 100.0 * high),
        ]);
    }
    page::line(table.to_string());
}

/// Prints mean payoffs with their intervals.
pub(super) fn payoffs<'n>(figures: impl Iterator<Item = (&'n str, f64, f64)>) {
    let mut table = Table::new();
    table.set_header(["nation", "mean payoff (0–100)", "95% interval"]);
    for (name, mean, error) in figures {
        table.add_row([name.to_string(), format!("{mean:.2}"), format!("± {:.2}", 1.96 * error)]);
    }
    page::line(table.to_string());
}
