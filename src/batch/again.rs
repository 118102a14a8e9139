//! A game of a sweep once more: its scenario as the sweep changed it, and the command that plays it.

use crate::batch::lattice;
use crate::problem::Problem;
use crate::rules::case::Case;
use crate::scenario::overrides::{Adjustable, FieldPath, field_of};
use serde_json::Value;
use std::sync::Arc;

/// A scenario with fields set. What games of the unchanged one remember of the trade model serves this one as well where it would
/// be the same; else the lattice file of the user's cache folder does, when there is one.
///
/// # Errors
/// What is wrong with the changes.
pub fn changed<'c>(
    base: &Adjustable,
    changes: impl IntoIterator<Item = (&'c FieldPath, &'c Value)>,
) -> Result<Arc<Case>, Vec<Problem>> {
    let changes = fields(changes);
    let borrowed: Vec<_> = changes.iter().map(|(path, value)| (*path, value)).collect();
    let mut case = base.changed(&borrowed)?;
    let shared = Arc::get_mut(&mut case).is_some_and(|case| case.regimes.share(&base.case().regimes));
    if !shared && !Arc::ptr_eq(&case, base.case()) {
        lattice::load_usual(&case);
    }
    Ok(case)
}

/// Values as the scenario's file writes them; those that it cannot hold are left out.
pub fn fields<'c>(changes: impl IntoIterator<Item = (&'c FieldPath, &'c Value)>) -> Vec<(&'c FieldPath, toml::Value)> {
    changes.into_iter().filter_map(|(path, value)| Some((path, field_of(value)?))).collect()
}

/// The command that plays a game again: fields with their values, and who leads each seat, by code.
pub fn command<'c>(
    scenario: &str,
    seed: u64,
    fields: impl IntoIterator<Item = (&'c str, &'c Value)>,
    policies: impl IntoIterator<Item = (&'c str, &'c str)>,
) -> String {
    let mut words = vec![format!("summitry run {} --seed {seed}", quoted(scenario))];
    for (path, value) in fields {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_string);
        words.push(format!("--set {}", quoted(&format!("{path}={value}"))));
    }
    for (nation, policy) in policies.into_iter().filter(|(_, policy)| *policy != "mix") {
        words.push(format!("--policy {}", quoted(&format!("{nation}={policy}"))));
    }
    words.join(" ")
}

/// A word for the shell: between quotes where it holds more than letters, digits and plain punctuation.
pub fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./=:,".contains(letter);
    if word.chars().all(plain) { word.to_string() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}
