//! The walls of the crate, read from its source: imports go downward, the rules are pure, files are small and say what they hold.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Modules that each may import, besides itself and `problem`, which lies below all. `main` is the binary.
const BELOW: [(&str, &[&str]); 17] = [
    ("problem", &[]),
    ("statistics", &[]),
    ("economy", &[]),
    ("bargaining", &[]),
    ("rules", &["economy", "bargaining"]),
    ("scenario", &["rules", "economy", "bargaining"]),
    ("world", &["rules", "scenario", "economy", "bargaining"]),
    ("delegations", &["rules", "bargaining"]),
    ("game", &["delegations", "world", "scenario", "rules", "economy", "bargaining"]),
    ("record", &["game", "delegations", "scenario", "rules", "economy", "bargaining", "statistics"]),
    ("batch", &["statistics", "record", "game", "delegations", "world", "scenario", "rules", "economy", "bargaining"]),
    ("report", &["batch", "statistics", "record", "game", "delegations", "scenario", "rules", "economy", "bargaining"]),
    // A class plays games through the façade and lets policies stand in for whoever is away; it renders what `record` says, in
    // pages whose own texts are in the language of the class.
    ("classroom", &["language", "record", "game", "delegations", "scenario", "rules", "bargaining"]),
    ("language", &[]),
    // The window shows what a seat may know, in the words of `record`, and forecasts with `batch`.
    (
        "desktop",
        &[
            "language",
            "batch",
            "statistics",
            "record",
            "game",
            "delegations",
            "scenario",
            "rules",
            "economy",
            "bargaining",
        ],
    ),
    (
        "cli",
        &[
            "desktop",
            "classroom",
            "report",
            "batch",
            "statistics",
            "record",
            "game",
            "delegations",
            "scenario",
            "rules",
            "economy",
            "bargaining",
        ],
    ),
    ("lib", &[]),
];

/// Modules that compute and do nothing else.
const PURE: [&str; 4] = ["economy", "bargaining", "rules", "statistics"];

/// What a pure module does not reach for: files, the clock, the environment, threads, chance of the system, output, the ECS.
const IMPURE: [&str; 17] = [
    "std::fs",
    "std::io",
    "std::time",
    "std::env",
    "std::process",
    "std::net",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "thread_rng",
    "rand::rng",
    "println!",
    "print!",
    "dbg!",
    "bevy",
    "rayon",
];

/// Longest file, in lines: about what one reads in a sitting.
const LONGEST: usize = 550;

/// Files that are longer for a reason, each with its own limit.
const LONGER: [(&str, usize, &str); 3] = [
    (
        "scenario/spec.rs",
        850,
        "the format of scenario.toml as types, half of it the documentation that the JSON Schema prints",
    ),
    ("rules/case.rs", 750, "plain types of a compiled scenario, a line and its meaning each"),
    ("rules/state.rs", 800, "plain types of a game's state, a line and its meaning each"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_under(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            files_under(&path, ending, found);
        } else if path.extension().is_some_and(|known| known == ending) {
            found.push(path);
        }
    }
}

/// Every file of src by its path within it, in order.
fn sources() -> BTreeMap<String, String> {
    let mut paths = Vec::new();
    files_under(&root().join("src"), "rs", &mut paths);
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a source file is readable");
            let name = path
                .strip_prefix(root().join("src"))
                .expect("the file lies in src")
                .to_string_lossy()
                .replace('\\', "/");
            (name, text)
        })
        .collect()
}

/// The top module that a file belongs to.
fn module_of(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// The code of a line, without what follows `//`. (No string of the source holds one, but for addresses, which name no module.)
fn code(line: &str) -> &str {
    line.split("//").next().unwrap_or(line)
}

/// Top modules that a line of code names with `crate::`, also in groups: `crate::{rules::turn, world}`.
fn named(line: &str) -> Vec<String> {
    let word =
        |text: &str| text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect::<String>();
    let mut names = Vec::new();
    for rest in line.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            None => names.push(word(rest)),
            Some(group) => {
                let mut depth = 0;
                let mut start = true;
                for (at, letter) in group.char_indices() {
                    match letter {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        space if space.is_whitespace() => {}
                        _ if start => {
                            names.push(word(&group[at..]));
                            start = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    names
}

#[test]
fn the_reader_of_imports_sees_groups_and_paths() {
    assert_eq!(named("use crate::rules::{turn, value};"), ["rules"]);
    assert_eq!(named("use crate::{rules::{self, turn}, world, batch::Row};"), ["rules", "world", "batch"]);
    assert_eq!(named("let x = crate::game::Game::new(crate::cli::y());"), ["game", "cli"]);
}

#[test]
fn imports_go_downward_only() {
    let mut upward = Vec::new();
    for (file, text) in sources() {
        let module = module_of(&file);
        if module == "main" {
            continue;
        }
        let Some((_, below)) = BELOW.iter().find(|(known, _)| *known == module) else {
            panic!("src/{file} belongs to no module of this test: say what it may import");
        };
        // Statements that span lines are read as one.
        let code: String = text.lines().map(code).collect::<Vec<_>>().join(" ");
        for name in named(&code) {
            if name != module && name != "problem" && !below.contains(&name.as_str()) {
                upward.push(format!("src/{file} imports {name}"));
            }
        }
    }
    assert!(upward.is_empty(), "{}", upward.join("\n"));
}

#[test]
fn what_may_be_imported_forms_no_circle() {
    for (module, below) in BELOW {
        for lower in below {
            let theirs = BELOW.iter().find(|(known, _)| known == lower).map(|(_, below)| *below).unwrap_or_default();
            assert!(!theirs.contains(&module), "{module} and {lower} may import each other");
        }
    }
}

#[test]
fn pure_modules_compute_and_do_nothing_else() {
    let mut found = Vec::new();
    for (file, text) in sources().iter().filter(|(file, _)| PURE.contains(&module_of(file))) {
        for (number, line) in text.lines().enumerate() {
            // The economy solves many policies side by side; what comes out does not depend on it.
            let parallel = |word: &str| word == "rayon" && module_of(file) == "economy";
            for word in IMPURE.iter().filter(|word| code(line).contains(**word) && !parallel(word)) {
                found.push(format!("src/{file}:{}: {word}", number + 1));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A map with a random order of its keys, a clock, or the machine's own transcendental functions would tell machines apart.
#[test]
fn nothing_that_differs_between_runs_or_machines_decides_a_game() {
    let engine = ["economy", "bargaining", "rules", "scenario", "world", "delegations", "game"];
    let banned = [
        "HashMap",
        "HashSet",
        ".exp()",
        ".ln()",
        ".powf(",
        ".sin()",
        ".cos()",
        ".tanh()",
        ".exp_m1()",
        ".ln_1p()",
        "sort_unstable",
    ];
    let mut found = Vec::new();
    for (file, text) in sources().iter().filter(|(file, _)| engine.contains(&module_of(file))) {
        for (number, line) in text.lines().enumerate() {
            for word in banned.iter().filter(|word| code(line).contains(**word)) {
                found.push(format!("src/{file}:{}: {word}", number + 1));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_policy_sees_an_observation_and_nothing_further() {
    let mut found = Vec::new();
    for (file, text) in sources().iter().filter(|(file, _)| module_of(file) == "delegations") {
        for (number, line) in text.lines().enumerate() {
            let line = code(line);
            let words = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
            if words.into_iter().any(|word| ["Table", "table_mut", "world", "Tables"].contains(&word)) {
                found.push(format!("src/{file}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn only_the_facade_and_the_batch_touch_the_world() {
    for (file, text) in sources() {
        let module = module_of(&file);
        let code: String = text.lines().map(code).collect::<Vec<_>>().join(" ");
        if !["world", "game", "batch"].contains(&module) {
            assert!(!named(&code).contains(&"world".to_string()), "src/{file} touches the world");
        }
        // The window is the renderer's own application; it holds no game's state.
        if module != "world" && file != "desktop/window.rs" {
            assert!(!code.contains("bevy"), "src/{file} names the ECS");
        }
    }
}

#[test]
fn files_are_short_and_say_what_they_hold() {
    for (file, text) in sources() {
        let lines = text.lines().count();
        let limit = LONGER.iter().find(|(known, ..)| *known == file).map_or(LONGEST, |(_, limit, _)| *limit);
        assert!(lines <= limit, "src/{file} has {lines} lines, more than {limit}: divide it, or say in LONGER why not");
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") && first.len() > 12, "src/{file} does not begin by saying what it holds");
    }
    for (file, limit, why) in LONGER {
        let lines = sources().get(file).map_or(0, |text| text.lines().count());
        assert!(lines > LONGEST, "src/{file} needs no exception ({lines} lines, allowed {limit}: {why})");
    }
}

#[test]
fn every_policy_that_a_scenario_may_mix_exists() {
    assert_eq!(summitry::scenario::compile::POLICY_NAMES.to_vec(), summitry::delegations::policy::names());
}

/// Addresses of the links of a Markdown text, without those in code.
fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        let prose: String = line.split('`').step_by(2).collect();
        for rest in prose.split("](").skip(1) {
            found.extend(rest.split(')').next().map(str::to_string));
        }
    }
    found
}

/// The anchor that a heading gets: lower case, no punctuation, hyphens for spaces.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    kept.chars()
        .filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter))
        .collect::<String>()
        .replace(' ', "-")
}

#[test]
fn every_link_of_the_documents_leads_somewhere() {
    let mut documents = Vec::new();
    for folder in ["docs", "scenarios", "assets"] {
        files_under(&root().join(folder), "md", &mut documents);
    }
    documents.extend(
        ["README.md", "CONTRIBUTING.md"].map(|name| root().join(name)).into_iter().filter(|path| path.exists()),
    );
    let (mut broken, mut local) = (Vec::new(), 0);
    for document in documents {
        let text = std::fs::read_to_string(&document).expect("a document is readable");
        for link in links(&text).into_iter().filter(|link| !link.contains("://") && !link.starts_with("mailto:")) {
            local += 1;
            let (path, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let target =
                if path.is_empty() { document.clone() } else { document.parent().unwrap_or(root()).join(path) };
            let there = target.exists()
                && (fragment.is_empty()
                    || std::fs::read_to_string(&target)
                        .is_ok_and(|text| text.lines().any(|line| line.starts_with('#') && anchor(line) == fragment)));
            if !there {
                broken.push(format!("{}: {link}", document.strip_prefix(root()).unwrap_or(&document).display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(local > 0, "no document links to another, so the test proves nothing");
}
