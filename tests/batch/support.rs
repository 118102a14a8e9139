//! What the tests of batches share: the program, small sweeps, folders compared byte for byte.

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use summitry::batch::draft;
use summitry::batch::folder::Opening;
use summitry::batch::manifest::Shard;
use summitry::batch::plan::Plan;
use summitry::batch::run::{Ended, Run};
use summitry::problem::Problem;
use tempfile::TempDir;

/// A sweep of 4 cells of a small scenario in chunks of 16 games: 64 games.
pub const SMALL: &str = r#"
scenario = "steel-safeguard"
seed = 7
replicates = 16
chunk = 16
record = ["turns", "actions"]

[policy]
IND = "hawk"

[[block]]
name = "resolve"
[block.vary]
nation.EU.resolve = [0.2, 0.8]
parameters.incident_base = { from = -4, to = -2, steps = 2 }
"#;

pub fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

pub fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

/// Writes a sweep into a folder.
pub fn written(folder: &TempDir, sweep: &str) -> PathBuf {
    let path = folder.path().join("sweep.toml");
    std::fs::write(&path, sweep).expect("written");
    path
}

pub fn program() -> Command {
    Command::cargo_bin("summitry").expect("the binary is built")
}

/// Runs the program: what it says, what it complains of, its exit code.
pub fn summitry(arguments: &[&str]) -> (String, String, Option<i32>) {
    let output = program().args(arguments).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_string();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

/// A sweep that is checked.
pub fn plan(sweep: &str) -> Result<Plan, Vec<Problem>> {
    Plan::new(&draft::parse("sweep.toml", sweep, None)?)
}

/// Plays a sweep into a folder.
pub fn play(plan: &Plan, out: &Path, shard: Option<Shard>, threads: usize, lanes: usize) -> Ended {
    let stop = AtomicBool::new(false);
    let mut run = Run::new(plan, out, Opening::Resume, &stop);
    (run.shard, run.threads, run.lanes) = (shard, threads, lanes);
    run.play(&|_| {}).expect("it plays")
}

/// Every file of a folder by its path within it.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn read(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).expect("the folder is there").flatten() {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                read(&entry.path(), &format!("{name}/"), found);
            } else {
                found.insert(name, std::fs::read(entry.path()).expect("readable"));
            }
        }
    }
    let mut found = BTreeMap::new();
    read(folder, "", &mut found);
    found
}

/// Fails when two folders differ, naming the file.
pub fn assert_same(one: &Path, other: &Path) {
    let (one, other) = (files(one), files(other));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, content) in &one {
        assert!(content == &other[name], "{name} differs");
    }
}
