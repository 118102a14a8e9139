//! Texts of the window and of the classroom: sound files, the same keys in every language, every key used and every used key there.

use std::collections::BTreeSet;
use std::path::Path;
use summitry::language::{Language, Tongue, files, mistakes};

/// Folders whose code says something in the reader's language.
const SPEAKING: [&str; 2] = ["src/desktop", "src/classroom"];

fn keys(tongue: Tongue) -> BTreeSet<String> {
    files(tongue)
        .iter()
        .flat_map(|(_, text)| text.lines())
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter_map(|line| Some(line.split_once(" = ")?.0.to_string()))
        .collect()
}

fn source(folder: &Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a folder of the source").flatten() {
        let path = entry.path();
        if path.is_dir() {
            source(&path, text);
        } else {
            text.push_str(&std::fs::read_to_string(path).expect("a source file is readable"));
        }
    }
}

#[test]
fn files_are_sound_and_languages_have_the_same_keys() {
    for tongue in Tongue::ALL {
        assert_eq!(mistakes(tongue), Vec::<String>::new());
        assert!(keys(tongue).len() > 100, "{} has too few texts", tongue.code());
    }
    assert_eq!(keys(Tongue::English), keys(Tongue::German));
}

#[test]
fn every_text_is_used() {
    let mut text = String::new();
    for folder in SPEAKING {
        source(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut text);
    }
    let built = |key: &str| ["difficulty-", "input-"].iter().any(|start| key.starts_with(start));
    let unused: Vec<String> =
        keys(Tongue::English).into_iter().filter(|key| !built(key) && !text.contains(&format!("\"{key}\""))).collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn every_text_that_is_asked_for_is_there() {
    let mut text = String::new();
    for folder in SPEAKING {
        source(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut text);
    }
    let known = keys(Tongue::English);
    let mut missing = BTreeSet::new();
    for asked in ["text(\"", "text_with(\"", "rich(say, \"", "counted(say, \""] {
        for (at, _) in text.match_indices(asked) {
            let key = text[at + asked.len()..].split('"').next().unwrap_or("");
            if !known.contains(key) {
                missing.insert(key.to_string());
            }
        }
    }
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn numbers_and_dates_take_the_language_s_form() {
    let (english, german) = (Language::new(Tongue::English), Language::new(Tongue::German));
    assert_eq!(english.number(-1234.5, 1), "−1,234.5");
    assert_eq!(german.number(-1234.5, 1), "−1.234,5");
    assert_eq!(english.change(0.04, 1), "±0.0");
    assert_eq!(german.percent(0.63, 0), "63 %");
    let date = "2025-10-30".parse().expect("a date");
    assert_eq!(english.day(date), "Thu 30 Oct");
    assert_eq!(german.day(date), "Do 30. Okt.");
}
