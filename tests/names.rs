//! The engine names no nation, person or commodity: what a scenario is about stands in its files alone.

use std::collections::BTreeMap;
use std::path::Path;
use summitry::problem::Problem;
use summitry::scenario::{self, source};

/// Words of sector names that are plain vocabulary of an engine for trade, or of any prose, and say nothing of a commodity.
const PLAIN: [&str; 12] = [
    "sector",
    "basic",
    "construction",
    "energy",
    "except",
    "fabricated",
    "other",
    "paper",
    "parts",
    "products",
    "ships",
    "utilities",
];

/// A name that must not appear, and how it is looked for.
#[derive(Clone, Debug)]
struct Name {
    text: String,
    what: String,
    any_case: bool,
}

fn name(text: &str, what: impl Into<String>, any_case: bool) -> Name {
    Name { text: text.to_string(), what: what.into(), any_case }
}

/// Files of src by path, without the ids of shipped scenarios, which the program carries and may name, and without the commands
/// that the help shows: an example has to work as it is typed.
fn sources() -> BTreeMap<String, String> {
    fn read(folder: &Path, found: &mut BTreeMap<String, String>) {
        for entry in std::fs::read_dir(folder).expect("src is readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                read(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let mut text = std::fs::read_to_string(&path).expect("a source file is readable");
                for scenario in source::shipped_scenarios() {
                    text = text.replace(&scenario, "");
                }
                let help = path.components().any(|part| part.as_os_str() == "cli");
                let kept: Vec<&str> =
                    text.lines().map(|line| if help && line.contains("  summitry ") { "" } else { line }).collect();
                found.insert(path.display().to_string(), kept.join("\n"));
            }
        }
    }
    let mut found = BTreeMap::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

/// Whether a text holds a name as a word of its own.
fn holds(text: &str, name: &Name) -> bool {
    let (text, wanted) = if name.any_case {
        (text.to_lowercase(), name.text.to_lowercase())
    } else {
        (text.to_string(), name.text.clone())
    };
    let part_of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(&wanted).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + wanted.len()..].chars().next();
        // A plural is the same word.
        let after = if after == Some('s') { text[at + wanted.len() + 1..].chars().next() } else { after };
        !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
    })
}

/// Words of a phrase that are long enough to be somebody's or something's own.
fn words(phrase: &str, least: usize) -> Vec<String> {
    phrase
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| word.chars().count() >= least)
        .map(str::to_string)
        .collect()
}

/// The names of a shipped scenario.
fn of_scenario(id: &str) -> Result<Vec<Name>, Vec<Problem>> {
    let case = scenario::load(id)?;
    let mut names = Vec::new();
    for nation in &case.nations {
        names.push(name(&nation.code, "code of a nation", false));
        names.push(name(&nation.name, "name of a nation", false));
        names.push(name(&nation.adjective, "adjective of a nation", false));
    }
    for person in &case.negotiators {
        names.push(name(&person.id, "id of a person", false));
        if !person.holder.is_empty() {
            names.push(name(&person.holder, "name of a person", false));
            names.extend(words(&person.holder, 5).iter().map(|word| name(word, "part of a person's name", false)));
        }
    }
    let ids = case.measures.iter().map(|measure| (&measure.id, &measure.name, "measure"));
    for (id, title, kind) in ids.chain(case.issues.iter().map(|issue| (&issue.id, &issue.name, "issue"))) {
        names.push(name(&format!("\"{id}\""), format!("id of a {kind}, quoted"), false));
        // An id of one word may be a word of the language; one of several is this scenario's own.
        if id.contains('-') {
            names.push(name(id, format!("id of a {kind}"), true));
        }
        if title.contains(' ') {
            names.push(name(title, format!("name of a {kind}"), true));
        }
    }
    for name in &mut names {
        name.what = format!("{}, {id}", name.what);
    }
    Ok(names)
}

/// Commodities of a shipped economy: critical inputs and what its sectors make.
fn of_economy(id: &str) -> Vec<Name> {
    let texts = source::economy(id).expect("a shipped economy is there");
    let column = |file: &str, column: &str| -> Vec<String> {
        let Some(text) = texts.get(file) else { return Vec::new() };
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let at = reader
            .headers()
            .expect("the table has a header")
            .iter()
            .position(|known| known == column)
            .expect("the column");
        reader.records().map(|row| row.expect("a row")[at].to_string()).collect()
    };
    let mut names: Vec<Name> = column("sectors.csv", "code")
        .iter()
        .map(|code| name(&format!("\"{code}\""), format!("code of a sector, {id}"), false))
        .collect();
    for phrase in column("critical_supply.csv", "input").iter().chain(&column("sectors.csv", "name")) {
        for word in words(phrase, 5).iter().filter(|word| !PLAIN.contains(&word.to_lowercase().as_str())) {
            names.push(name(word.trim_end_matches('s'), format!("commodity, {id}"), true));
        }
    }
    names
}

#[test]
fn src_names_no_nation_person_or_commodity() {
    let mut names = Vec::new();
    for id in source::shipped_scenarios() {
        names.extend(of_scenario(&id).expect("a shipped scenario has no mistakes"));
    }
    for id in source::shipped_economies() {
        names.extend(of_economy(&id));
    }
    assert!(names.len() > 100, "only {} names were gathered", names.len());
    let mut found = Vec::new();
    for (file, text) in sources() {
        for (number, line) in text.lines().enumerate() {
            found.extend(
                names
                    .iter()
                    .filter(|name| holds(line, name))
                    .map(|name| format!("{file}:{}: \"{}\" ({})", number + 1, name.text, name.what)),
            );
        }
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_name_is_found_as_a_word_and_not_within_one() {
    let code = name("EU", "code", false);
    assert!(holds("offers to the EU.", &code) && holds("[\"EU\"]", &code));
    assert!(!holds("EUREKA", &code) && !holds("MUSEUM", &code) && !holds("eu", &code));
    let good = name("soybean", "commodity", true);
    assert!(holds("buys Soybeans", &good) && !holds("soybean_price", &good));
}
