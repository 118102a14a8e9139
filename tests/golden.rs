//! Golden transcripts: the story, the debrief and the fingerprints of one game of every shipped scenario, and a script that plays a
//! game to its end for every delegation that a person may lead.
//!
//! A scenario without a transcript, or a delegation without a script, fails. After a wanted change of the rules, raise
//! `RULES_VERSION` and write them anew with `UPDATE_GOLDEN=1 cargo test --test golden`.

use assert_cmd::Command;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use summitry::delegations::character::Character;
use summitry::delegations::policy::{self, Leadership};
use summitry::game::{Game, Leader};
use summitry::record::words;
use summitry::rules::case::{Case, NationId};
use summitry::rules::event::Fact;
use summitry::rules::state::Outcome;
use summitry::scenario::{self, source};

const SEED: u64 = 7;
/// Seeds among which the game of a script is looked for.
const SCRIPT_SEEDS: u64 = 24;

fn inside(folder: &str, name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(name)
}

fn updating() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some()
}

fn compare(file: &str, found: &str) {
    let path = inside("tests/golden", file);
    if updating() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        std::fs::write(&path, found).expect("written");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_else(|_| {
        panic!("{} is missing: every scenario has a transcript; write it with UPDATE_GOLDEN=1", path.display())
    });
    for (number, (expected, found)) in expected.lines().zip(found.lines()).enumerate() {
        assert_eq!(expected, found, "{file}, line {}", number + 1);
    }
    assert_eq!(expected.lines().count(), found.lines().count(), "{file} ends elsewhere");
}

#[test]
fn every_shipped_scenario_tells_its_transcript() {
    let scenarios = source::shipped_scenarios();
    assert!(scenarios.len() >= 2);
    for name in scenarios {
        let output = Command::cargo_bin("summitry")
            .expect("the program")
            .args(["run", &name, "--seed", &SEED.to_string()])
            .output()
            .expect("it runs");
        assert!(output.status.success());
        compare(&format!("{name}.txt"), &String::from_utf8(output.stdout).expect("text"));
    }
}

#[test]
fn fingerprints_of_every_policy_on_every_scenario() {
    let mut lines = Vec::new();
    for name in source::shipped_scenarios() {
        let case = scenario::load(&name).expect("a shipped scenario");
        // Looking ahead takes its time: a little of it, at one seat, in one game.
        let mixes = policy::ALL.iter().map(|character| {
            let brief = Character { foresight: character.foresight.min(4.0), ..**character };
            (character.name, Leadership::Fixed(brief), character.foresight > 0.0)
        });
        for (policy, leadership, ahead) in mixes.chain([("mixed", Leadership::Mixed, false)]) {
            for seed in 1..=if ahead { 1 } else { 3 } {
                let mut leaders = vec![Leader::BuiltIn(leadership); case.nations.len()];
                if ahead {
                    leaders.fill(Leader::BuiltIn(Leadership::Mixed));
                    leaders[case.summit.parties[0].index()] = Leader::BuiltIn(leadership);
                }
                let mut game = Game::new(case.clone(), seed, &leaders);
                game.advance();
                let last = game.digests().last().copied().unwrap_or(0);
                lines.push(format!("{name} {policy} {seed} {last:016x}"));
            }
        }
    }
    compare("fingerprints.txt", &format!("{}\n", lines.join("\n")));
}

/// A script of the best game with a deal that a nation has among a few seeds when policies lead everybody.
fn script(case: &Arc<Case>, nation: NationId) -> String {
    let deal = |outcome| matches!(outcome, Some(Outcome::ComprehensiveDeal | Outcome::Framework));
    let mut best: Option<(f64, u64, Game)> = None;
    for seed in 1..=SCRIPT_SEEDS {
        let mut game = Game::new(case.clone(), seed, &[]);
        game.advance();
        let payoff = game.look(|table| if deal(table.game.outcome) { table.score(nation) } else { -1.0 });
        if best.as_ref().is_none_or(|(known, ..)| payoff > *known) {
            best = Some((payoff, seed, game));
        }
    }
    let (payoff, seed, mut game) = best.expect("a seed");
    let (id, code) = (&case.id, &case.nation(nation).code);
    let outcome = game.look(|table| table.game.outcome).map_or("", Outcome::name);
    let mut text = format!(
        "# {code} in {id}: a game that ends in {outcome}, payoff {payoff:.1}.\n\
         # summitry play {id} --as {code} --seed {seed} --script examples/scripts/{id}.{code}.script\n"
    );
    let mut turn = u16::MAX;
    for event in game.events() {
        if let Fact::Decided(seat, action, _) = event.fact
            && seat == nation
        {
            if event.turn != turn {
                turn = event.turn;
                write!(text, "\n# turn {}\n", turn + 1).expect("writing to a string");
            }
            writeln!(text, "{}", words::write(case, nation, &action)).expect("writing to a string");
        }
    }
    text
}

#[test]
fn every_delegation_that_a_person_may_lead_has_a_script_that_plays_to_the_end() {
    for name in source::shipped_scenarios() {
        let case = scenario::load(&name).expect("a shipped scenario");
        for nation in case.nation_ids().filter(|nation| case.nation(*nation).playable) {
            let file = format!("{name}.{}.script", case.nation(nation).code);
            let path = inside("examples/scripts", &file);
            if updating() {
                std::fs::write(&path, script(&case, nation)).expect("written");
            }
            let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing", path.display()));
            // The second line is the command that plays it.
            let command =
                text.lines().nth(1).and_then(|line| line.strip_prefix("# summitry ")).expect("the command is given");
            let folder = tempfile::tempdir().expect("a folder");
            let output = Command::cargo_bin("summitry")
                .expect("the program")
                .current_dir(env!("CARGO_MANIFEST_DIR"))
                .args(command.split(' '))
                .arg("--save")
                .arg(folder.path().join("game.jsonl"))
                .output()
                .expect("it runs");
            let mistakes = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{file}: {mistakes}");
            let told = String::from_utf8_lossy(&output.stdout).to_lowercase();
            assert!(told.contains("\ndebrief"), "{file} ends without a debrief");
        }
    }
}
