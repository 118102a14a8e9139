//! `summitry scenario` as a person and as a program meets it.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use summitry::scenario::library::compile_texts;
use summitry::scenario::source::{self, Texts};

struct Said {
    code: i32,
    out: String,
    err: String,
}

fn summitry(folder: &Path, arguments: &[&str]) -> Said {
    let output = Command::cargo_bin("summitry")
        .expect("the program")
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    Said { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn a_new_scenario_passes_its_check_and_runs_under_its_title() {
    let folder = tempfile::tempdir().expect("a folder");
    let title = "The \"tin\" dispute";
    let written = summitry(folder.path(), &["scenario", "new", "tin", "--title", title]);
    assert_eq!(written.code, 0, "{}", written.err);
    let files = source::read_folder(&folder.path().join("tin")).expect("files");
    let mut names: Vec<&str> = files.keys().map(String::as_str).collect();
    names.retain(|name| !name.starts_with("briefings/"));
    assert_eq!(names, ["SOURCES.md", "scenario.toml"]);
    let entries: Vec<_> =
        fs::read_dir(folder.path()).expect("entries").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(entries, ["tin"], "nothing else is left behind");
    let checked = summitry(folder.path(), &["scenario", "check", "tin"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
    assert!(checked.out.starts_with(title), "{}", checked.out);
    let run = summitry(folder.path(), &["run", "tin", "--seed", "1"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains(title));
}

#[test]
fn a_new_scenario_never_overwrites() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    assert_eq!(summitry(folder.path(), &["scenario", "new", "empty"]).code, 0);
    let again = summitry(folder.path(), &["scenario", "new", "empty", "--title", "Another"]);
    assert_eq!(again.code, 2);
    assert!(
        again.err.contains("empty: the folder exists and is not empty; name a folder that does not exist"),
        "{}",
        again.err
    );
    let text = fs::read_to_string(folder.path().join("empty/scenario.toml")).expect("the first scenario");
    assert!(!text.contains("Another"));
    fs::write(folder.path().join("file"), "mine").expect("a file");
    let refused = summitry(folder.path(), &["scenario", "new", "file"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("there is a file of that name"), "{}", refused.err);
    assert_eq!(fs::read_to_string(folder.path().join("file")).expect("the file"), "mine");
}

#[test]
fn mistakes_go_to_standard_error_with_exit_code_2_or_out_as_json() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(summitry(folder.path(), &["scenario", "new", "tin"]).code, 0);
    let file = folder.path().join("tin/scenario.toml");
    let text = fs::read_to_string(&file).expect("the scenario");
    fs::write(&file, text.replace("role = \"leader\"", "role = \"boss\"")).expect("written");
    fs::remove_file(folder.path().join("tin/briefings/NOR.md")).expect("removed");
    let said = summitry(folder.path(), &["scenario", "check", "tin"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    let lines: Vec<&str> = said.err.lines().collect();
    assert_eq!(lines.len(), 3, "{}", said.err);
    assert!(lines[0].starts_with("error: briefings/NOR.md: the playable nation NOR has no briefing"));
    assert!(
        lines[1].starts_with("error: scenario.toml:")
            && lines[1].contains("\"role\" cannot be \"boss\"; valid: leader")
    );
    let json = summitry(folder.path(), &["scenario", "check", "tin", "--json"]);
    assert_eq!((json.code, json.err.as_str()), (2, ""));
    let value: Value = serde_json::from_str(&json.out).expect("JSON");
    let problems = value["problems"].as_array().expect("problems");
    assert_eq!(problems.len(), 3);
    assert_eq!(problems[0]["file"], "briefings/NOR.md");
    assert!(problems[1]["line"].as_u64() > Some(0) && problems[1]["column"].as_u64() > Some(0));
}

#[test]
fn an_unknown_scenario_names_the_nearest() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = source::shipped_scenarios().remove(0);
    let said = summitry(folder.path(), &["scenario", "check", &name[..name.len() - 1]]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains(&format!("did you mean \"{name}\"?")), "{}", said.err);
}

#[test]
fn the_list_and_the_schema_are_for_programs_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let list: Value =
        serde_json::from_str(&summitry(folder.path(), &["scenario", "list", "--json"]).out).expect("JSON");
    let names: Vec<&str> = list.as_array().expect("a list").iter().filter_map(|entry| entry["name"].as_str()).collect();
    assert_eq!(names, source::shipped_scenarios());
    assert!(list.as_array().expect("a list").iter().all(|entry| entry["turns"].as_u64() > Some(0)));
    let plain = summitry(folder.path(), &["scenario", "list"]).out;
    assert!(names.iter().all(|name| plain.contains(name)));
    let schema: Value = serde_json::from_str(&summitry(folder.path(), &["scenario", "schema"]).out).expect("JSON");
    assert!(schema["properties"]["nation"].is_object());
    for help in [&["scenario", "--help"][..], &["scenario", "check", "--help"], &["scenario", "new", "--help"]] {
        assert!(summitry(folder.path(), help).out.contains("Examples:"), "{help:?}");
    }
}

fn hash(texts: &Texts) -> u64 {
    compile_texts("a-scenario", texts).expect("a sound scenario").hash
}

#[test]
fn the_hash_follows_what_decides_a_game_and_nothing_else() {
    let texts =
        source::read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenario/whole")).expect("files");
    let original = hash(&texts);
    let windows: Texts = texts.iter().map(|(file, text)| (file.clone(), text.replace('\n', "\r\n"))).collect();
    assert_eq!(hash(&windows), original, "line endings");
    let mut documented = texts.clone();
    documented.insert("SOURCES.md".to_string(), "new".to_string());
    documented.insert("economy/SOURCES.md".to_string(), "new".to_string());
    documented.insert("briefings/ALP.md".to_string(), "# Alpina\n\nanother text".to_string());
    assert_eq!(hash(&documented), original, "documentation");
    let change = |file: &str, from: &str, to: &str| {
        let mut changed = texts.clone();
        let text = changed.get_mut(file).expect("the file");
        assert!(text.contains(from));
        *text = text.replacen(from, to, 1);
        hash(&changed)
    };
    assert_ne!(change("scenario.toml", "approval = 52", "approval = 53"), original);
    assert_ne!(change("economy/sectors.csv", "S1,Sector 1,4,2", "S1,Sector 1,4.5,2"), original);
}
