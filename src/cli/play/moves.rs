//! The moves: by purpose, in sentences, with what they cost and do.

use crate::cli::page;
use crate::record::names;
use crate::record::preview::notes;
use crate::record::story::{Voice, deed};
use crate::rules::action::Action;
use crate::rules::menu::{self, Purpose};
use crate::rules::observation::Observation;

/// An entry of a list that a number takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Entry {
    /// Opens a group.
    Group(Purpose),
    /// Makes a move.
    Move(Action),
}

/// Moves by purpose with their counts.
pub fn purposes(view: &Observation) -> Vec<Entry> {
    let actions = legal(view);
    let mut entries = Vec::new();
    for purpose in Purpose::ALL {
        let count = actions.iter().filter(|action| Purpose::of(view, action) == Some(purpose)).count();
        if count > 0 {
            entries.push(Entry::Group(purpose));
            let moves = if count == 1 { "move" } else { "moves" };
            page::line(format!(
                "  {}  {:22} {}",
                page::styled(page::MINE, format!("{:2}", entries.len())),
                names::capital(purpose.name()),
                page::styled(page::ASIDE, format!("{count} {moves}"))
            ));
        }
    }
    entries
}

/// The moves of a purpose, or all.
pub fn list(view: &Observation, purpose: Option<Purpose>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for group in Purpose::ALL.into_iter().filter(|group| purpose.is_none_or(|wanted| wanted == *group)) {
        let actions: Vec<Action> =
            legal(view).into_iter().filter(|action| Purpose::of(view, action) == Some(group)).collect();
        if actions.is_empty() {
            continue;
        }
        page::heading(names::capital(group.name()));
        for action in actions {
            entries.push(Entry::Move(action));
            entry(view, entries.len(), &action);
        }
    }
    entries
}

/// Prints a move under its number.
pub fn entry(view: &Observation, number: usize, action: &Action) {
    let sentence = names::capital(&deed(view.case(), view.seat(), action, Voice::Second));
    page::wrapped(2, 6, format!("{}  {sentence}.", page::styled(page::MINE, format!("{number:2}"))));
    let notes = notes(view, action);
    if !notes.is_empty() {
        page::wrapped(6, 6, page::styled(page::ASIDE, notes.join(" · ")));
    }
}

fn legal(view: &Observation) -> Vec<Action> {
    let mut actions = Vec::new();
    view.menu(&mut actions);
    actions
}

/// Prints the usual moves that are not possible now, under their reasons.
pub fn refused(view: &Observation) {
    let mut by_reason: Vec<(&str, Vec<String>)> = Vec::new();
    for (action, refusal) in menu::refused(view) {
        let sentence = deed(view.case(), view.seat(), &action, Voice::Second);
        match by_reason.iter_mut().find(|(reason, _)| *reason == refusal.0) {
            Some((_, sentences)) => sentences.push(sentence),
            None => by_reason.push((refusal.0, vec![sentence])),
        }
    }
    if by_reason.is_empty() {
        page::line("  Every usual move is possible now; `moves` lists them.");
    }
    for (reason, mut sentences) in by_reason {
        let more = sentences.len().saturating_sub(EXAMPLES);
        sentences.truncate(EXAMPLES);
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        page::wrapped(2, 4, format!("{}: {}{more}.", names::capital(reason), sentences.join("; ")));
    }
}

/// Refused moves shown for each reason.
const EXAMPLES: usize = 3;
