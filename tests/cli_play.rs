//! The terminal game through the binary: scripts, saving and resuming, mistakes.

use assert_cmd::Command;
use std::path::{Path, PathBuf};

const SCENARIO: &str = "rare-earths-2025";

fn summitry() -> Command {
    let mut command = Command::cargo_bin("summitry").expect("the binary is built");
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

struct Played {
    out: String,
    err: String,
    code: Option<i32>,
}

fn run(command: &mut Command) -> Played {
    let output = command.output().expect("the binary runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_string();
    Played { out: text(&output.stdout), err: text(&output.stderr), code: output.status.code() }
}

/// Lines that carry a game on whatever is asked; those that do not fit are refused and change nothing.
fn carry_on(times: usize) -> String {
    "attend yes\ncomply yes\nsettle back-down\nmiddle\npropose\naccept\nwalk-out\nend\n".repeat(times)
}

/// Plays a game through a pipe to its end and returns the log.
fn piped(folder: &Path, nation: &str, seed: u64) -> (PathBuf, Played) {
    let log = folder.join(format!("{nation}-{seed}.jsonl"));
    let played = run(summitry()
        .args(["play", SCENARIO, "--as", nation, "--seed", &seed.to_string(), "--save"])
        .arg(&log)
        .write_stdin(carry_on(400)));
    (log, played)
}

/// The player's decisions of a log, as lines of a script.
fn script_of(log: &Path, nation: &str) -> Vec<String> {
    let text = std::fs::read_to_string(log).expect("the log is there");
    text.lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|line| line["seat"] == nation)
        .filter_map(|line| line["action"].as_str().map(str::to_string))
        .collect()
}

fn last_digest(log: &Path) -> String {
    let text = std::fs::read_to_string(log).expect("the log is there");
    let digests = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    digests.filter_map(|line| line["digest"].as_str().map(str::to_string)).next_back().expect("a digest")
}

#[test]
fn every_delegation_reaches_the_debrief_by_script() {
    let folder = tempfile::tempdir().expect("a folder");
    for nation in ["USA", "CHN", "EU", "JPN", "KOR"] {
        let (log, played) = piped(folder.path(), nation, 4);
        assert_eq!(played.code, Some(0), "{nation}: {}", played.err);
        let lines = script_of(&log, nation);
        let script = folder.path().join(format!("{nation}.script"));
        std::fs::write(&script, format!("# a game of {nation}\n\n{}\n", lines.join("\n"))).expect("written");
        let again = folder.path().join(format!("{nation}-again.jsonl"));
        let played = run(summitry()
            .args(["play", SCENARIO, "--as", nation, "--seed", "4", "--script"])
            .arg(&script)
            .arg("--save")
            .arg(&again));
        assert_eq!(played.code, Some(0), "{nation}: {}", played.err);
        assert!(played.out.contains("DEBRIEF"), "{nation} does not reach its debrief:\n{}", tail(&played.out));
        assert_eq!(last_digest(&log), last_digest(&again), "{nation}: the same lines lead elsewhere");
    }
}

fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}

#[test]
fn a_resumed_game_ends_as_the_uninterrupted_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let (whole, _) = piped(folder.path(), "USA", 2);
    let lines = script_of(&whole, "USA");
    let (first, second) = lines.split_at(lines.len() / 2);
    let (one, two) = (folder.path().join("one.script"), folder.path().join("two.script"));
    std::fs::write(&one, first.join("\n")).expect("written");
    std::fs::write(&two, second.join("\n")).expect("written");
    let saved = folder.path().join("saved.jsonl");
    let begun =
        run(summitry().args(["play", "--as", "USA", "--seed", "2", "--script"]).arg(&one).arg("--save").arg(&saved));
    assert_eq!(begun.code, Some(0), "{}", begun.err);
    assert!(begun.out.contains("The script ends before the game does. Saved; continue with:"), "{}", tail(&begun.out));
    let ended = run(summitry().arg("play").arg("--resume").arg(&saved).arg("--script").arg(&two));
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(ended.out.contains("DEBRIEF"), "{}", tail(&ended.out));
    assert_eq!(last_digest(&whole), last_digest(&saved));
}

#[test]
fn every_unreadable_line_of_a_script_is_reported_before_the_game_begins() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("bad.script");
    std::fs::write(
        &script,
        "reasure CHN\nend\n# a comment\nreassure CHI\nexecute chips \"everything\"\nset 99 1\nmoves al\n",
    )
    .expect("written");
    let saved = folder.path().join("saved.jsonl");
    let played = run(summitry().args(["play", "--as", "USA", "--script"]).arg(&script).arg("--save").arg(&saved));
    assert_eq!(played.code, Some(2));
    let err = &played.err;
    for (line, word) in [(1, "reassure"), (4, "CHN"), (5, "advanced chips"), (6, "1 to"), (7, "all")] {
        let place = format!("bad.script:{line}: ");
        let found =
            err.lines().find(|row| row.contains(&place)).unwrap_or_else(|| panic!("line {line} is missing:\n{err}"));
        assert!(found.contains(word), "{found} does not name what is valid");
    }
    assert!(!err.contains("bad.script:2:"), "line 2 is good:\n{err}");
    assert!(played.out.is_empty(), "the game must not begin:\n{}", played.out);
    assert!(!saved.exists(), "nothing is written");
}

#[test]
fn a_line_that_is_not_possible_stops_a_script_with_its_place_and_saves() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("bold.script");
    std::fs::write(&script, "reassure CHN\nreassure CHN\n").expect("written");
    let saved = folder.path().join("saved.jsonl");
    let played = run(summitry().args(["play", "--as", "USA", "--script"]).arg(&script).arg("--save").arg(&saved));
    assert_eq!(played.code, Some(2));
    assert!(played.err.contains("bold.script:2: not possible now"), "{}", played.err);
    assert!(played.err.contains("already spoken"), "{}", played.err);
    assert_eq!(script_of(&saved, "USA"), ["reassure CHN"], "what was possible is saved");
}

#[test]
fn an_undone_move_leaves_no_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    let (plain, detour) = (folder.path().join("plain.jsonl"), folder.path().join("detour.jsonl"));
    let end = "end\nwalk-out\nwalk-out\n";
    run(summitry().args(["play", "--as", "KOR", "--save"]).arg(&plain).write_stdin(format!("reassure CHN\n{end}")));
    let lines = format!("reassure CHN\ndenounce CHN 3\nreassure USA\nundo\nundo\nundo\nundo\nreassure CHN\n{end}");
    let played = run(summitry().args(["play", "--as", "KOR", "--save"]).arg(&detour).write_stdin(lines));
    assert!(played.out.contains("Taken back: speak warmly of the United States"), "{}", played.out);
    assert!(played.out.contains("there is nothing to take back"), "{}", played.out);
    let read = |path: &Path| std::fs::read_to_string(path).expect("saved");
    assert_eq!(read(&plain), read(&detour));
    assert!(!script_of(&plain, "KOR").is_empty());
}

#[test]
fn a_pipe_gets_no_colour_and_a_person_is_told_what_a_line_should_be() {
    let folder = tempfile::tempdir().expect("a folder");
    let saved = folder.path().join("saved.jsonl");
    let lines = "help\nglossary batna\nthreten CHN\n99\nmoves all\nwhy-not\nwhy CHN\nmeasures\nsituation\nhome\npeople\nwords\ncalendar\ntable\nbrief\nforms\nquit\n";
    let played = run(summitry().args(["play", "--as", "EU", "--save"]).arg(&saved).write_stdin(lines));
    assert_eq!(played.code, Some(0), "{}", played.err);
    assert!(!played.out.contains('\u{1b}'), "escape sequences in a pipe");
    for wanted in
        ["did you mean \"threaten\"?", "no entry 99", "What you get without a deal (BATNA)", "Saved; continue with:"]
    {
        assert!(played.out.contains(wanted), "missing: {wanted}\n{}", played.out);
    }
}

#[test]
fn colour_honours_no_color() {
    let folder = tempfile::tempdir().expect("a folder");
    let play = |name: &str, value: &str| {
        let saved = folder.path().join(format!("{name}.jsonl"));
        let mut command = summitry();
        command.args(["play", "--as", "USA", "--save"]).arg(saved).env(name, value).write_stdin("quit\n");
        run(&mut command).out
    };
    assert!(play("CLICOLOR_FORCE", "1").contains('\u{1b}'), "colour can be forced into a pipe");
    assert!(!play("NO_COLOR", "1").contains('\u{1b}'));
}

#[test]
fn saves_that_cannot_be_continued_say_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let saved = folder.path().join("saved.jsonl");
    run(summitry().args(["play", "--as", "USA", "--save"]).arg(&saved).write_stdin("end\nwalk-out\n"));
    let good = std::fs::read_to_string(&saved).expect("saved");
    let resume = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        let played = run(summitry().arg("play").arg("--resume").arg(&path).write_stdin("quit\n"));
        assert_eq!(played.code, Some(2), "{name}: {}", played.err);
        assert!(played.err.contains(name), "{name}: the file is not named: {}", played.err);
        played.err
    };
    assert!(resume("empty.jsonl", "").contains("the log is empty"));
    assert!(resume("foreign.jsonl", "{\"a\": 1}\nhello\n").contains("foreign.jsonl:2"));
    assert!(
        resume("rules.jsonl", &good.replace("\"rules_version\":", "\"rules_version\":99")).contains("rules version 99")
    );
    let hash = good.split("\"scenario_hash\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a hash");
    assert!(resume("scenario.jsonl", &good.replace(hash, "0000000000000000")).contains("have changed since"));
    assert!(
        resume("tampered.jsonl", &good.replacen("\"action\":\"end\"", "\"action\":\"walk-out\"", 1))
            .contains("cannot be continued")
    );
    let played = run(summitry().args(["play", "--resume", "no-such-file.jsonl"]));
    assert_eq!(played.code, Some(2));
    assert!(played.err.contains("no-such-file.jsonl: the log cannot be read"), "{}", played.err);
}

#[test]
fn a_seat_that_nobody_can_lead_is_refused_with_the_nearest() {
    let played = run(summitry().args(["play", "--as", "CHM"]));
    assert_eq!(played.code, Some(2));
    assert!(played.err.contains("did you mean CHN?"), "{}", played.err);
}
