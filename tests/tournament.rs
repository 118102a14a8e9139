//! Tournaments: the same games whoever plays them, and what the command line makes of them.

use assert_cmd::Command;
use serde_json::Value;
use std::sync::atomic::AtomicBool;
use summitry::batch::chunk;
use summitry::batch::tournament::Tournament;
use summitry::delegations::parameters;
use summitry::delegations::policy::Leadership;
use summitry::scenario;

fn summitry(arguments: &[&str]) -> (String, String, Option<i32>) {
    let output =
        Command::cargo_bin("summitry").expect("the binary is built").args(arguments).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_string();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

#[test]
fn a_pairing_holds_the_games_that_a_batch_with_the_same_leaders_plays() {
    let case = scenario::load("steel-safeguard").expect("a shipped scenario");
    let policies: Vec<Leadership> =
        ["hawk", "dove"].iter().map(|name| parameters::leadership(name).expect("a policy")).collect();
    let stop = AtomicBool::new(false);
    let play = |threads| {
        let policies = policies.clone();
        let seats = vec![case.summit.parties];
        Tournament { case: case.clone(), policies, seats, games: 70, seed: 3, threads, stop: &stop }
            .play(|_| {})
            .expect("it plays")
    };
    let (one, two) = (play(1), play(2));
    assert_eq!(one[0].payoffs, two[0].payoffs, "threads do not matter");
    let [first, second] = case.summit.parties.map(|seat| seat.index());
    let mut leaderships = vec![Leadership::Mixed; case.nations.len()];
    (leaderships[first], leaderships[second]) = (policies[1], policies[0]);
    let expected: Vec<(f64, f64)> =
        chunk(&case, 3, 0, 70, &leaderships, 8).iter().map(|row| (row.payoffs[first], row.payoffs[second])).collect();
    assert_eq!(one[0].payoffs[1][0], expected);
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    assert!(play(1)[0].payoffs[0][0].is_empty(), "stopped at once, nothing is counted");
}

#[test]
fn the_document_adds_up() {
    let arguments =
        ["tournament", "steel-safeguard", "--policies", "hawk,dove:caution=3,home=2,random", "--games", "40", "--json"];
    let (text, errors, code) = summitry(&arguments);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert_eq!(text, summitry(&arguments).0, "the same seed gives the same document");
    let document: Value = serde_json::from_str(&text).expect("one JSON document");
    assert_eq!(document["policies"][1], "dove:caution=3,home=2");
    let encounter = &document["scenarios"][0]["encounters"][0];
    let number = |value: &Value| value.as_f64().expect("a number");
    for (side, seat) in encounter["payoffs"].as_array().expect("two sides").iter().enumerate() {
        for row in 0..3 {
            for column in 0..3 {
                let (mean, ends) = (&seat[row][column], &encounter["intervals"][side][row][column]);
                assert!(number(&ends[0]) - 1e-9 <= number(mean) && number(mean) <= number(&ends[1]) + 1e-9);
            }
        }
        let shares: f64 = (0..3).map(|policy| number(&encounter["standings"][side][policy]["alpha_rank"])).sum();
        assert!((shares - 1.0).abs() < 1e-9);
    }
    // The mean of the first seat's first policy is that of its row; its best answers are the greatest of their columns.
    let row = |policy: usize| -> Vec<f64> {
        encounter["payoffs"][0][policy].as_array().expect("a row").iter().map(number).collect()
    };
    let mean = row(0).iter().sum::<f64>() / 3.0;
    assert!((mean - number(&encounter["standings"][0][0]["mean"])).abs() < 1e-9);
    for column in 0..3 {
        let greatest = (0..3).map(|policy| row(policy)[column]).fold(0.0, f64::max);
        assert!((greatest - number(&encounter["best_answers"][0][column]["payoff"])).abs() < 1e-9);
    }
    let advantages: f64 = (0..3).map(|policy| number(&document["scenarios"][0]["overall"][policy]["advantage"])).sum();
    assert!(advantages.abs() < 1e-9, "advantages over the mean add up to nothing");
    assert!(!encounter["equilibria"].as_array().expect("few policies").is_empty(), "a game has an equilibrium");
}

#[test]
fn the_tables_say_what_they_show() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("deep/tournament.json");
    let (text, _, code) = summitry(&[
        "tournament",
        "steel-safeguard",
        "--policies",
        "hawk,dove",
        "--games",
        "20",
        "--out",
        file.to_str().expect("a plain path"),
    ]);
    assert_eq!(code, Some(0));
    for part in
        ["Who exploits whom", "greatest regret", "α-Rank", "quilibrium", "Why no Elo", "points", "Over both seats"]
    {
        assert!(text.contains(part), "no {part} in:\n{text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 110), "a line is too wide");
    let written: Value = serde_json::from_str(&std::fs::read_to_string(file).expect("written")).expect("JSON");
    assert_eq!(written["scenarios"][0]["games_per_pairing"], 20);
}

#[test]
fn more_than_two_seats_meet_in_every_pair() {
    let (text, _, code) = summitry(&[
        "tournament",
        "rare-earths-2025",
        "--seats",
        "USA,chn,EU",
        "--policies",
        "dove,mix",
        "--games",
        "4",
        "--json",
    ]);
    assert_eq!(code, Some(0));
    let document: Value = serde_json::from_str(&text).expect("JSON");
    let seats: Vec<&Value> = document["scenarios"][0]["encounters"]
        .as_array()
        .expect("encounters")
        .iter()
        .map(|encounter| &encounter["seats"])
        .collect();
    assert_eq!(
        seats,
        [&serde_json::json!(["USA", "CHN"]), &serde_json::json!(["USA", "EU"]), &serde_json::json!(["CHN", "EU"])]
    );
}

#[test]
fn every_mistake_is_named_with_its_remedy() {
    let (_, errors, code) = summitry(&[
        "tournament",
        "steel-safegard",
        "rare-earths-2025",
        "--policies",
        "hauk,dove:temprature=2,dove,dove",
        "--games",
        "10",
        "--seats",
        "USA,CHM",
    ]);
    assert_eq!(code, Some(2));
    for near in ["steel-safeguard", "\"CHN\"", "\"hawk\"", "\"temperature\"", "dove stands there twice"] {
        assert!(errors.contains(near), "no {near} in:\n{errors}");
    }
    for (flags, expected) in [
        (["--policies", "hawk"], "1 given; valid: 2 to 24"),
        (["--seats", "EU"], "one seat is no encounter"),
        (["--seats", "EU,EU,IND"], "EU stands there twice"),
    ] {
        let (_, errors, code) = summitry(&["tournament", "steel-safeguard", "--games", "10", flags[0], flags[1]]);
        assert_eq!(code, Some(2));
        assert!(errors.contains(expected), "{errors}");
    }
}
