//! `summitry forecast`: what may come of a game, from its log.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn summitry(arguments: &[&str]) -> (String, String, Option<i32>) {
    let output =
        Command::cargo_bin("summitry").expect("the binary is built").args(arguments).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_string();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

/// The log of a game of the tutorial scenario.
fn log(folder: &Path, flags: &[&str]) -> PathBuf {
    let path = folder.join("game.jsonl");
    let mut arguments = vec!["run", "steel-safeguard", "--seed", "3", "--what-if", "0", "--log", text(&path)];
    arguments.extend(flags);
    let (_, errors, code) = summitry(&arguments);
    assert_eq!(code, Some(0), "{errors}");
    path
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

fn forecast(log: &Path, flags: &[&str]) -> (String, String, Option<i32>) {
    let mut arguments = vec!["forecast", text(log), "--at", "2", "--as", "EU", "--games", "40"];
    arguments.extend(flags);
    summitry(&arguments)
}

#[test]
fn choices_are_continued_from_the_same_states_on_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path(), &[]);
    let (one, errors, code) = forecast(&log, &["--try", "reassure IND", "--threads", "1", "--json"]);
    assert_eq!(code, Some(0), "{errors}");
    assert_eq!(one, forecast(&log, &["--try", "reassure IND", "--threads", "3", "--json"]).0);
    let told: Value = serde_json::from_str(&one).expect("JSON");
    let choices = told["choices"].as_array().expect("choices");
    assert_eq!(choices.len(), 3, "as its policy would, as it did, and what was to be tried");
    for choice in choices {
        let counts = choice["outcomes"].as_object().expect("outcomes").values();
        assert_eq!(counts.filter_map(|class| class["count"].as_u64()).sum::<u64>(), 40);
        let gain =
            choice["mean_payoff"].as_f64().expect("a mean") - choices[0]["mean_payoff"].as_f64().expect("a mean");
        assert!((gain - choice["gain"].as_f64().expect("a gain")).abs() < 1e-9);
    }
    assert_eq!(choices[2]["actions"][0], "reassure IND");
}

#[test]
fn a_game_with_changed_fields_is_taken_up_with_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path(), &["--set", "nation.EU.resolve=0.9"]);
    let (_, errors, code) = forecast(&log, &[]);
    assert_eq!(code, Some(0), "{errors}");
}

#[test]
fn mistakes_are_named_with_what_would_be_right() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path(), &[]);
    let refused = |flags: &[&str], told: &str| {
        let (_, errors, code) = forecast(&log, flags);
        assert_eq!(code, Some(2), "{errors}");
        assert!(errors.contains(told), "no {told} in: {errors}");
    };
    refused(&["--try", "reasure IND"], "reassure");
    refused(&["--try", "reassure EU"], "--try \"reassure EU\"");
    let (_, errors, code) = summitry(&["forecast", text(&log), "--at", "99"]);
    assert_eq!(code, Some(2), "{errors}");
    assert!(errors.contains("valid: 1 to"), "{errors}");
}
