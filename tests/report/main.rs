//! The report: every part of the page, figures that are those of the games, stories that come out as recorded, folders that are wrong.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};
use summitry::report::{findings, reader};

fn summitry(arguments: &[&str]) -> (String, String, Option<i32>) {
    let output =
        Command::cargo_bin("summitry").expect("the binary is built").args(arguments).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_string();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

/// A results folder of the tutorial scenario.
fn results(folder: &Path, flags: &[&str]) -> PathBuf {
    let path = folder.join("results");
    let out = path.to_str().expect("a plain path");
    let mut arguments = vec!["batch", "steel-safeguard", "--out", out];
    arguments.extend(flags);
    let (_, errors, code) = summitry(&arguments);
    assert_eq!(code, Some(0), "{errors}");
    path
}

fn report(folder: &Path) -> String {
    let (said, errors, code) = summitry(&["report", folder.to_str().expect("a plain path")]);
    assert_eq!(code, Some(0), "{errors}");
    assert!(said.contains("report.html"), "{said}");
    std::fs::read_to_string(folder.join("report.html")).expect("the page is written")
}

const SWEEP: [&str; 8] = [
    "--games",
    "30",
    "--sweep",
    "nation.EU.resolve=0.1,0.5,0.9",
    "--sweep",
    "nation.IND.resolve=0.1,0.9",
    "--record",
    "turns",
];

#[test]
fn a_sweep_of_two_fields_fills_every_part() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = results(folder.path(), &SWEEP);
    let page = report(&path);
    let parts = ["question", "outcomes", "payoffs", "course", "parameters", "region", "cells", "stories", "methods"];
    for part in parts {
        assert!(page.contains(&format!("<section id=\"{part}\"")), "no part {part}");
        assert!(page.contains(&format!("href=\"#{part}\"")), "no way to {part}");
    }
    for words in
        ["Agreement, % of games", "Sensitivity of", "Time to agreement", "Tension, 0 to 1", "Difference in agreement"]
    {
        assert!(page.contains(&words.replace(" %", "\u{a0}%")), "no figure of {words}");
    }
    // Behind every chart lies a table, and every drawing has words.
    let count = |text: &str| page.matches(text).count();
    assert_eq!(count("<svg "), count("role=\"img\""));
    assert_eq!(count("<svg "), 2 * count("<figure>"));
    assert!(count("<details>") >= count("<figure>"));
    // Nothing is fetched.
    for fetched in ["<script", "<link", "<img", "src=", "@import", "url("] {
        assert!(!page.contains(fetched), "the page has {fetched}");
    }
    let addresses: Vec<&str> =
        page.split("http").skip(1).filter(|rest| !rest.starts_with("://www.w3.org/2000/svg")).collect();
    assert!(addresses.is_empty(), "the page names an address: {addresses:?}");
    assert_eq!(page, report(&path), "the same folder gives the same page");
}

#[test]
fn figures_are_those_of_the_games() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = results(folder.path(), &SWEEP);
    let read = reader::read(&path).expect("a folder");
    let manifest: Value =
        serde_json::from_str(&std::fs::read_to_string(path.join("manifest.json")).expect("a manifest")).expect("JSON");
    assert_eq!((read.count(), read.cells.len()), (180, 6));
    let outcomes = findings::outcomes(&read);
    assert_eq!(outcomes.iter().map(|(_, share)| share.hits).sum::<u64>(), 180);
    for (class, share) in outcomes {
        assert_eq!(manifest["outcomes"][class.key()].as_u64().unwrap_or(0), share.hits, "{}", class.key());
    }
    for (payoffs, nation) in findings::payoffs(&read).iter().zip(&read.manifest.nations) {
        let known = manifest["payoffs"][&nation.code]["mean"].as_f64().expect("a mean");
        assert!((payoffs.sample.mean - known).abs() < 1e-9);
    }
    // A field that was swept has its value in each cell; games of a replicate share their seed.
    assert_eq!(
        read.values[0].iter().map(|value| value.text()).collect::<Vec<_>>(),
        ["0.1", "0.1", "0.5", "0.5", "0.9", "0.9"]
    );
    assert_eq!(read.games.seed[..30], read.games.seed[30..60]);
    let compared = findings::compared(&read, 1);
    assert_eq!(compared.len(), 5);
    assert!(compared.iter().all(|cell| cell.agreement.pairs == 30));
    let turns = read.turns.expect("turns were recorded");
    assert!(turns.tension.iter().all(|tension| (0.0..=1.0).contains(tension)) && turns.turn.contains(&1));
}

#[test]
fn the_story_is_of_the_game_on_record_and_its_command_plays_it_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = report(&results(folder.path(), &SWEEP));
    assert!(!page.contains("Its story is not told"), "a replay came out differently");
    assert_eq!(page.matches("<ol class=\"story\">").count(), 2);
    let article = page.split("<article>").nth(2).expect("the most surprising game");
    let command = article.split("<code class=\"command\">").nth(1).and_then(|rest| rest.split("</code>").next());
    let mut words: Vec<&str> = command.expect("a command").split_whitespace().skip(1).collect();
    words.extend(["--json", "--what-if", "0"]);
    let (text, errors, code) = summitry(&words);
    assert_eq!(code, Some(0), "{errors}");
    let debrief: Value = serde_json::from_str(&text).expect("JSON");
    for nation in debrief["nations"].as_array().expect("nations") {
        let (name, payoff) = (nation["name"].as_str().expect("a name"), nation["payoff"].as_f64().expect("a payoff"));
        let told = format!("{name} {payoff:.1}, led by {}", nation["led_by"].as_str().expect("a leader"));
        assert!(article.contains(&told), "{told} is not in the story");
    }
}

#[test]
fn a_batch_without_a_sweep_says_what_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = results(folder.path(), &["--games", "40"]);
    let page = report(&path);
    assert!(page.contains("Nothing varies in this batch") && page.contains("was not recorded"));
    for part in ["parameters", "region", "cells"] {
        assert!(!page.contains(&format!("<section id=\"{part}\"")), "{part} has nothing to show");
    }
    let elsewhere = folder.path().join("deep/page.html");
    let elsewhere = elsewhere.to_str().expect("a plain path");
    assert_eq!(summitry(&["report", path.to_str().expect("a plain path"), "--out", elsewhere]).2, Some(0));
    assert_eq!(std::fs::read_to_string(elsewhere).expect("written"), page);
    // The page lies in the folder and does not keep the batch from being played again.
    let (_, errors, code) = summitry(&[
        "batch",
        "steel-safeguard",
        "--games",
        "40",
        "--out",
        path.to_str().expect("a path"),
        "--overwrite",
    ]);
    assert_eq!(code, Some(0), "{errors}");
}

#[test]
fn leaders_can_be_swept_and_a_field_of_one_kind_shown_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = report(&results(folder.path(), &["--games", "30", "--sweep", "policy.IND=hawk,dove"]));
    assert!(page.contains("Agreement by policy.IND") && page.contains("policy.IND dove"));
    assert!(!page.contains("Its story is not told"));
}

#[test]
fn the_worth_of_the_last_word_is_a_difference_of_means() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = results(folder.path(), &["--games", "400", "--sweep", "parameters.rounds_leaders=1,12"]);
    let read = reader::read(&path).expect("a folder");
    let found = findings::last_word(&read, &findings::ranking(&read)).expect("the leaders met often");
    assert_eq!(found.names, ["1", "12"]);
    let parties = read.parties();
    for (cell, worth) in found.worth.iter().enumerate() {
        for (side, (difference, half)) in worth.iter().enumerate() {
            let mean = |speaker: usize| {
                let rows = (0..read.count()).filter(|row| read.games.cell[*row] == cell);
                let rows: Vec<usize> = rows.filter(|row| read.games.last_word[*row] == Some(speaker)).collect();
                rows.iter().map(|row| read.games.payoffs[parties[side]][*row]).sum::<f64>() / rows.len() as f64
            };
            assert!((difference - (mean(parties[side]) - mean(parties[1 - side]))).abs() < 1e-9);
            assert!(*half > 0.0 && *half < 10.0);
        }
    }
    assert!(report(&path).contains("<section id=\"last-word\""));
}

#[test]
fn fields_of_different_blocks_are_shown_each_in_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let sweep = r#"
        scenario = "steel-safeguard"
        replicates = 40
        [[block]]
        [block.vary]
        nation.EU.resolve = [0.05, 0.95]
        [[block]]
        [block.vary]
        nation.IND.resolve = [0.15, 0.9]
    "#;
    let (file, out) = (folder.path().join("sweep.toml"), folder.path().join("results"));
    std::fs::write(&file, sweep).expect("written");
    let words = [file.to_str().expect("a path"), "--out", out.to_str().expect("a path")];
    let (_, errors, code) = summitry(&["batch", words[0], words[1], words[2]]);
    assert_eq!(code, Some(0), "{errors}");
    let read = reader::read(&out).expect("a folder");
    let levels = findings::levels_within(&read, 1, &read.cells_that_vary(1));
    assert_eq!((levels.names, levels.of_cell[2..].to_vec()), (vec!["0.15".to_string(), "0.9".to_string()], vec![0, 1]));
    let page = report(&out);
    for label in ["EU.resolve", "IND.resolve"] {
        assert!(page.contains(&format!("Agreement by {label}")), "{label} has no figure of its own");
    }
}

#[test]
fn a_folder_that_is_wrong_is_named_with_its_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("nowhere");
    let fails = |path: &Path, part: &str| {
        let (_, errors, code) = summitry(&["report", path.to_str().expect("a plain path")]);
        assert_eq!(code, Some(2), "{errors}");
        assert!(errors.contains(part), "no {part} in: {errors}");
        assert!(!path.join("report.html").exists(), "a page was written all the same");
    };
    fails(&missing, "manifest.json");
    let path = results(folder.path(), &["--games", "20"]);
    let manifest = std::fs::read_to_string(path.join("manifest.json")).expect("a manifest");
    let write = |text: &str| std::fs::write(path.join("manifest.json"), text).expect("written");
    write("{");
    fails(&path, "is not JSON");
    write(&manifest.replace("\"format\": 1", "\"format\": 9"));
    fails(&path, "this program reads format 1");
    write(&manifest.replace("\"complete\": true", "\"complete\": false"));
    fails(&path, "--resume");
    write(&manifest.replace("\"games\": 20", "\"games\": 21"));
    fails(&path, "holds 20 games");
    write(&manifest);
    let games = path.join("games.parquet");
    let bytes = std::fs::read(&games).expect("the table");
    std::fs::write(&games, &bytes[..bytes.len() / 2]).expect("written");
    fails(&path, "games.parquet: does not match its checksum");
    std::fs::remove_file(&games).expect("removed");
    fails(&path, "games.parquet: cannot be read");
}

#[test]
fn a_changed_byte_anywhere_in_a_table_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = results(folder.path(), &["--games", "20", "--record", "turns"]);
    for table in ["games.parquet", "turns.parquet"] {
        let file = path.join(table);
        let whole = std::fs::read(&file).expect("the table");
        for at in (0..whole.len()).step_by(whole.len() / 120 + 1) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x55;
            std::fs::write(&file, &bytes).expect("written");
            let problems = reader::read(&path).expect_err("the damage is found");
            assert!(problems[0].to_string().contains("does not match its checksum"), "{}", problems[0]);
        }
        std::fs::write(&file, &whole).expect("written");
    }
}
