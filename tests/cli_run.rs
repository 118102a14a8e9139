//! `run`, `replay` and `batch` through the binary.

use assert_cmd::Command;
use serde_json::Value;
use std::path::Path;

const SCENARIO: &str = "rare-earths-2025";

fn summitry(arguments: &[&str]) -> (String, String, Option<i32>) {
    let output =
        Command::cargo_bin("summitry").expect("the binary is built").args(arguments).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_string();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

#[test]
fn a_story_reads_like_news() {
    for seed in ["1", "2", "3"] {
        let (story, _, code) = summitry(&["run", SCENARIO, "--seed", seed, "--what-if", "0"]);
        assert_eq!(code, Some(0));
        assert!(story.contains("Thu 9 Oct – Sat 11 Oct 2025 · turn 1"), "no heading of the first turn");
        for wrong in
            [" United States announces", "A call between the United States and China are", " only]", "  united"]
        {
            let found = story.lines().find(|line| line.contains(wrong) && !line.contains("he United States"));
            assert_eq!(found, None, "seed {seed}");
        }
        let plain: Vec<&str> = story.lines().take_while(|line| *line != "DEBRIEF").collect();
        let offers = plain.iter().filter(|line| line.contains(" offers: ")).count();
        assert_eq!(offers, 0, "offers are summarised unless asked for");
        for section in ["Outcome", "At the summit: what was possible and what came of it", "The course of the crisis"] {
            assert!(story.contains(section), "seed {seed}: no section {section}");
        }
    }
    let (story, _, _) = summitry(&["run", SCENARIO, "--offers", "--what-if", "0"]);
    assert!(story.contains(" offers: "), "`--offers` tells each offer");
}

#[test]
fn days_of_a_turn_are_told_in_order() {
    let (story, _, _) = summitry(&["run", SCENARIO, "--seed", "5", "--what-if", "0"]);
    let (mut last, mut dated) = (0, 0);
    for line in story.lines().take_while(|line| *line != "DEBRIEF") {
        if line.contains("· turn ") {
            last = 0;
        }
        let october = line.strip_prefix("  ").filter(|line| line.get(..14).is_some_and(|day| day.contains(" Oct ")));
        if let Some(day) =
            october.and_then(|line| line.split_whitespace().nth(1)).and_then(|day| day.parse::<u32>().ok())
        {
            assert!(day >= last, "{line} comes after day {last}");
            last = day;
            dated += 1;
        }
    }
    assert!(dated > 10, "no dated lines were read");
}

#[test]
fn the_debrief_in_json_measures_the_table_on_the_day_of_the_summit() {
    let mut deals = 0;
    for seed in 1..=4 {
        let (out, err, code) = summitry(&["run", SCENARIO, "--seed", &seed.to_string(), "--json", "--what-if", "2"]);
        assert_eq!(code, Some(0), "{err}");
        let debrief: Value = serde_json::from_str(&out).expect("JSON");
        let number = |value: &Value| value.as_f64().expect("a number");
        let summit = &debrief["summit"];
        let frontier = summit["frontier"].as_array().expect("a frontier");
        assert!(!frontier.is_empty());
        for pair in frontier.windows(2) {
            assert!(number(&pair[0]["values"][0]) > number(&pair[1]["values"][0]));
            assert!(number(&pair[0]["values"][1]) < number(&pair[1]["values"][1]));
        }
        if !summit["deal"].is_null() {
            deals += 1;
            for party in 0..2 {
                let side = &summit["parties"][party];
                let value = number(&side["value"]);
                assert!(
                    value >= number(&side["reservation"]) - 1e-6,
                    "seed {seed}: signed below reservation on the day"
                );
                assert_eq!(value, number(&summit["deal"]["values"][party]));
            }
            let left = &summit["left_on_the_table"];
            if !left.is_null() {
                assert!((0..2).all(|party| number(&left["values"][party]) > number(&summit["deal"]["values"][party])));
            }
        }
        for branch in debrief["what_if"].as_array().expect("branches") {
            let outcomes = branch["outcomes"].as_object().expect("outcomes");
            assert_eq!(outcomes.values().map(|count| count.as_u64().unwrap_or(0)).sum::<u64>(), 2);
        }
        assert_eq!(debrief["nations"].as_array().map(Vec::len), Some(5));
        assert!(debrief["path"].as_array().is_some_and(|path| path.len() > 10));
    }
    assert!(deals > 0, "no game of these seeds ended with a deal");
}

#[test]
fn replay_verifies_and_names_the_first_turn_that_differs() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("game.jsonl");
    let (_, err, code) = summitry(&[
        "run",
        SCENARIO,
        "--seed",
        "7",
        "--policy",
        "USA=hawk:caution=2",
        "--log",
        path(&log),
        "--what-if",
        "0",
    ]);
    assert_eq!(code, Some(0), "{err}");
    let (out, _, code) = summitry(&["replay", path(&log), "--verify"]);
    assert_eq!((out.trim(), code), ("verified: 19 turns", Some(0)));

    let text = std::fs::read_to_string(&log).expect("the log");
    assert!(text.lines().next().is_some_and(|header| header.contains("hawk:caution=2")), "the header names who led");
    let digest = |turn: u32| {
        let line =
            text.lines().find(|line| line.starts_with(&format!("{{\"turn\":{turn},\"digest\""))).expect("a turn");
        line.to_string()
    };
    let fourth = digest(3);
    let changed = text.replace(&fourth, "{\"turn\":3,\"digest\":\"0123456789abcdef\"}");
    std::fs::write(&log, changed).expect("written");
    let (out, _, code) = summitry(&["replay", path(&log), "--verify"]);
    assert_eq!((out.trim(), code), ("turn 4 differs", Some(1)));

    let ends =
        text.lines().position(|line| line.contains("\"turn\":1,") && line.contains("\"end\"")).expect("an action");
    let shortened: Vec<&str> = text.lines().enumerate().filter(|(at, _)| *at != ends).map(|(_, line)| line).collect();
    std::fs::write(&log, shortened.join("\n")).expect("written");
    let (out, _, code) = summitry(&["replay", path(&log), "--verify"]);
    assert_eq!(code, Some(1));
    assert!(out.starts_with("turn 2 differs"), "{out}");
}

#[test]
fn replay_stops_where_it_is_told_and_refuses_turns_there_are_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("game.jsonl");
    summitry(&["run", SCENARIO, "--log", path(&log), "--what-if", "0"]);
    let (out, _, code) = summitry(&["replay", path(&log), "--at", "2"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("· turn 2 ·") && !out.contains("· turn 4 ·") && !out.contains("DEBRIEF"));
    let (_, err, code) = summitry(&["replay", path(&log), "--at", "99"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("valid: 1 to 19"), "{err}");
}

#[test]
fn a_log_of_other_rules_says_so_and_still_shows_its_decisions() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("game.jsonl");
    summitry(&["run", SCENARIO, "--log", path(&log), "--what-if", "0"]);
    let text = std::fs::read_to_string(&log).expect("the log");
    let version = text.split("\"rules_version\":").nth(1).and_then(|rest| rest.split(',').next()).expect("a version");
    let other = text.replacen(&format!("\"rules_version\":{version}"), "\"rules_version\":4711", 1);
    std::fs::write(&log, other).expect("written");
    let (out, err, code) = summitry(&["replay", path(&log)]);
    assert_eq!(code, Some(0));
    assert!(err.contains("rules version 4711"), "{err}");
    assert!(out.lines().count() > 50 && out.contains("turn   1"), "{out}");
    let (_, _, code) = summitry(&["replay", path(&log), "--verify"]);
    assert_eq!(code, Some(1));
}

#[test]
fn policies_are_checked_all_at_once() {
    let (out, err, code) = summitry(&[
        "run",
        SCENARIO,
        "--policy",
        "USA=hauk",
        "--policy",
        "CHN=dove:caution=many,bold=1",
        "--policy",
        "FRA=hawk",
        "--policy",
        "EU",
    ]);
    assert_eq!(code, Some(2));
    assert!(out.is_empty());
    for wanted in [
        "did you mean \"hawk\"?",
        "caution: \"many\" is not a number",
        "no parameter \"bold\"",
        "no nation \"FRA\"",
        "valid: NATION=POLICY",
    ] {
        assert!(err.contains(wanted), "missing: {wanted}\n{err}");
    }
}

#[test]
fn a_batch_reports_every_class_and_the_same_digest_for_any_number_of_threads() {
    let report = |threads: &str| -> Value {
        let (out, err, code) = summitry(&["batch", SCENARIO, "--games", "24", "--threads", threads, "--json"]);
        assert_eq!(code, Some(0), "{err}");
        serde_json::from_str(&out).expect("JSON")
    };
    let (one, two) = (report("1"), report("2"));
    assert_eq!(one["digest"], two["digest"]);
    let outcomes = one["outcomes"].as_object().expect("outcomes");
    assert_eq!(outcomes.len(), 7);
    assert_eq!(outcomes.values().filter_map(Value::as_u64).sum::<u64>(), 24);
    for (class, count) in outcomes {
        let share = count.as_u64().expect("a count") as f64 / 24.0;
        let interval = &one["intervals"][class];
        let (low, high) = (interval[0].as_f64().expect("low"), interval[1].as_f64().expect("high"));
        assert!(low <= share + 1e-12 && share <= high + 1e-12 && low >= 0.0 && high <= 1.0, "{class}: {interval}");
    }
    assert!(one["games_per_second"].as_f64().is_some_and(|rate| rate > 0.0));
}

#[test]
fn help_has_examples_everywhere() {
    for command in ["play", "run", "replay", "batch"] {
        let (out, _, code) = summitry(&[command, "--help"]);
        assert_eq!(code, Some(0));
        assert!(out.contains("Examples:"), "{command} shows no examples");
    }
    let (out, _, _) = summitry(&["completions", "bash"]);
    assert!(out.contains("summitry"));
}
