//! No text, however broken, makes the reader of scenarios panic: it gives a case that can be played or problems with places.

use proptest::prelude::*;
use std::path::Path;
use summitry::delegations::character::Character;
use summitry::delegations::policy::{self, Leadership};
use summitry::game::{Game, Leader};
use summitry::problem::Problem;
use summitry::scenario::document::Document;
use summitry::scenario::library::compile_texts;
use summitry::scenario::source::{self, Texts};

/// One act of vandalism on a text.
#[derive(Clone, Debug)]
enum Damage {
    /// Everything from here on is lost.
    Truncate(usize),
    /// A stretch is lost.
    Remove(usize, usize),
    /// Something is pushed in between.
    Insert(usize, String),
    /// A line is written over with another of the same file.
    Shuffle(usize, usize),
    /// A line is repeated.
    Repeat(usize, usize),
    /// A value is replaced.
    Value(usize, String),
}

/// Values that often go wrong.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("nan".to_string()),
        Just("-1".to_string()),
        Just("9223372036854775807".to_string()),
        Just("1e308".to_string()),
        Just("0x7f".to_string()),
        Just("\"\"".to_string()),
        Just("\"*\"".to_string()),
        Just("\"9999-12-31\"".to_string()),
        Just("\"-009-01-01\"".to_string()),
        Just("[]".to_string()),
        Just("[[], {}]".to_string()),
        Just("{}".to_string()),
        Just("true".to_string()),
        Just("1979-05-27".to_string()),
        "[A-Za-z0-9\"=\\[\\]{},.# -]{0,12}",
    ]
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = 0usize..100_000;
    prop_oneof![
        1 => at.clone().prop_map(Damage::Truncate),
        1 => (at.clone(), 1usize..200).prop_map(|(at, length)| Damage::Remove(at, length)),
        1 => (at.clone(), "\\PC{0,20}").prop_map(|(at, text)| Damage::Insert(at, text)),
        1 => (at.clone(), at.clone()).prop_map(|(one, other)| Damage::Shuffle(one, other)),
        1 => (at.clone(), 2usize..40).prop_map(|(at, times)| Damage::Repeat(at, times)),
        4 => (at, value()).prop_map(|(at, value)| Damage::Value(at, value)),
    ]
}

impl Damage {
    fn apply(&self, text: &str) -> String {
        let characters: Vec<char> = text.chars().collect();
        let lines: Vec<&str> = text.lines().collect();
        if characters.is_empty() || lines.is_empty() {
            return text.to_string();
        }
        let cut = |at: usize| at % characters.len();
        let with_line = |number: usize, line: String| {
            let mut changed: Vec<String> = lines.iter().map(ToString::to_string).collect();
            changed[number % lines.len()] = line;
            changed.join("\n")
        };
        match self {
            Damage::Truncate(at) => characters[..cut(*at)].iter().collect(),
            Damage::Remove(at, length) => {
                let (from, to) = (cut(*at), (cut(*at) + length).min(characters.len()));
                characters[..from].iter().chain(&characters[to..]).collect()
            }
            Damage::Insert(at, inserted) => {
                let (before, after) = characters.split_at(cut(*at));
                before.iter().copied().chain(inserted.chars()).chain(after.iter().copied()).collect()
            }
            Damage::Shuffle(one, other) => with_line(*one, lines[other % lines.len()].to_string()),
            Damage::Repeat(at, times) => with_line(*at, vec![lines[at % lines.len()]; *times].join("\n")),
            Damage::Value(at, value) => {
                let line = lines[at % lines.len()];
                with_line(*at, line.split_once('=').map_or(line.to_string(), |(key, _)| format!("{key}= {value}")))
            }
        }
    }
}

/// What a reader gives: problems must say where and what; a case must play to its end.
fn read(texts: &Texts, policy: usize) -> Result<(), TestCaseError> {
    match compile_texts("fuzzed", texts) {
        Err(problems) => {
            prop_assert!(!problems.is_empty());
            for Problem { place, what, .. } in &problems {
                prop_assert!(!place.file.is_empty() && !what.is_empty(), "{problems:?}");
                let lines = texts.get(&place.file).map_or(usize::MAX, |text| text.matches('\n').count() + 1);
                prop_assert!(place.line <= lines, "{place} lies behind the end");
            }
        }
        Ok(case) => {
            // All but those that look ahead: they play with these.
            let character = policy::ALL[policy % policy::ALL.len()];
            let character = Character { foresight: 0.0, ..*character };
            let leaders = vec![Leader::BuiltIn(Leadership::Fixed(character)); case.nations.len()];
            let mut game = Game::new(std::sync::Arc::new(case), 1, &leaders);
            game.advance();
            prop_assert!(!game.digests().is_empty());
        }
    }
    Ok(())
}

fn whole() -> Texts {
    source::read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenario/whole"))
        .expect("the test's scenario")
}

fn damaged(mut texts: Texts, file: usize, damages: &[Damage]) -> Texts {
    let file = texts.keys().nth(file % texts.len()).cloned().expect("a file");
    let text = texts.get_mut(&file).expect("the file");
    *text = damages.iter().fold(text.clone(), |text, damage| damage.apply(&text));
    texts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_scenario_gives_problems_or_plays(
        damages in prop::collection::vec(damage(), 1..4),
        policy in 0usize..7,
    ) {
        let mut texts = whole();
        let text = texts.get_mut("scenario.toml").expect("the scenario");
        *text = damages.iter().fold(text.clone(), |text, damage| damage.apply(&text));
        read(&texts, policy)?;
    }

    #[test]
    fn any_damaged_file_gives_problems_or_plays(file in 0usize..100, damages in prop::collection::vec(damage(), 1..4)) {
        read(&damaged(whole(), file, &damages), 0)?;
    }

    #[test]
    fn a_damaged_shipped_scenario_gives_problems_or_a_case(
        which in 0usize..10,
        damages in prop::collection::vec(damage(), 1..3),
    ) {
        let names = source::shipped_scenarios();
        let (_, mut texts) = source::scenario(&names[which % names.len()]).expect("a shipped scenario");
        let text = texts.get_mut("scenario.toml").expect("the scenario");
        *text = damages.iter().fold(text.clone(), |text, damage| damage.apply(&text));
        if let Err(problems) = compile_texts("fuzzed", &texts) {
            prop_assert!(!problems.is_empty() && problems.iter().all(|problem| !problem.place.file.is_empty()));
        }
    }

    #[test]
    fn a_document_takes_any_text_and_any_path(text in "\\PC*", path in "[a-z\\[\\].0-9-]{0,30}") {
        match Document::parse("text", &text) {
            Ok(document) => {
                let (value, key) = (document.place(&path), document.key_place(&path));
                prop_assert!(value.line >= 1 && key.line >= 1);
            }
            Err(problems) => prop_assert!(problems.iter().all(|problem| !problem.what.is_empty())),
        }
    }
}
