//! Shards merged: exactly the unsharded bytes, or an error that says which shard is at fault.

use crate::support::{SMALL, assert_same, files, folder, summitry, text, written};
use std::path::{Path, PathBuf};

/// All shards of the small sweep, and the whole of it.
fn shards(home: &tempfile::TempDir, of: usize) -> (PathBuf, PathBuf, Vec<PathBuf>) {
    let sweep = written(home, SMALL);
    let whole = home.path().join("whole");
    let (_, err, code) = summitry(&["batch", text(&sweep), "--out", text(&whole)]);
    assert_eq!(code, Some(0), "{err}");
    let parts: Vec<PathBuf> = (0..of).map(|index| home.path().join(format!("shard-{index}"))).collect();
    for (index, part) in parts.iter().enumerate() {
        let shard = format!("{index}/{of}");
        let (_, err, code) = summitry(&["batch", text(&sweep), "--shard", &shard, "--out", text(part)]);
        assert_eq!(code, Some(0), "{err}");
    }
    (sweep, whole, parts)
}

fn merge(parts: &[&PathBuf], out: &Path) -> (String, Option<i32>) {
    let mut arguments = vec!["batch", "merge"];
    arguments.extend(parts.iter().map(|part| text(part.as_path())));
    arguments.extend(["--out", text(out)]);
    let (_, err, code) = summitry(&arguments);
    (err, code)
}

#[test]
fn shards_in_any_order_give_the_whole() {
    let home = folder();
    let (_, whole, parts) = shards(&home, 3);
    let out = home.path().join("merged");
    let (err, code) = merge(&[&parts[2], &parts[0], &parts[1]], &out);
    assert_eq!(code, Some(0), "{err}");
    assert_same(&whole, &out);
    let (err, code) = merge(&[&parts[0], &parts[1], &parts[2]], &out);
    assert_eq!(code, Some(2));
    assert!(err.contains("holds a batch already"), "{err}");
    assert_same(&whole, &out);
}

#[test]
fn missing_doubled_unfinished_foreign_and_damaged_shards_are_named() {
    let home = folder();
    let (sweep, whole, parts) = shards(&home, 4);
    let out = home.path().join("merged");
    let refused = |parts: &[&PathBuf], told: &[&str]| {
        let (err, code) = merge(parts, &out);
        assert_eq!(code, Some(2), "{err}");
        for told in told {
            assert!(err.contains(told), "missing: {told}\n{err}");
        }
        assert!(!out.exists(), "something was written: {:?}", files(&out).keys());
    };
    refused(&[&parts[0], &parts[3]], &["shards are missing: 1/4, 2/4", "--shard 1/4"]);
    let copy = home.path().join("copy");
    std::fs::create_dir(&copy).expect("a folder");
    for (name, content) in files(&parts[1]) {
        std::fs::write(copy.join(name), content).expect("written");
    }
    refused(
        &[&parts[0], &parts[1], &copy, &parts[2], &parts[3]],
        &["copy/manifest.json: shard 1/4 is there twice: in", "shard-1 as well"],
    );
    refused(&[&parts[0], &parts[1], &parts[2], &whole], &["whole/manifest.json: holds a whole batch, not a shard"]);
    refused(&[&parts[0], &home.path().join("nowhere")], &["nowhere/manifest.json: cannot be read"]);

    let other = home.path().join("other");
    written(&home, &SMALL.replace("seed = 7", "seed = 9"));
    summitry(&["batch", text(&sweep), "--shard", "1/4", "--out", text(&other)]);
    refused(
        &[&parts[0], &other, &parts[2], &parts[3]],
        &["other/manifest.json: is of another batch than", "root seed: 7 there, 9 here"],
    );

    let manifest = copy.join("manifest.json");
    let finished = std::fs::read_to_string(&manifest).expect("a manifest");
    std::fs::write(&manifest, finished.replacen("\"complete\": true", "\"complete\": false", 1)).expect("written");
    refused(&[&parts[0], &copy, &parts[2], &parts[3]], &["copy/manifest.json: the shard is not finished", "--resume"]);

    let table = parts[2].join("games.parquet");
    let mut content = std::fs::read(&table).expect("a table");
    content.truncate(content.len() - 9);
    std::fs::write(&table, content).expect("written");
    refused(
        &[&parts[0], &parts[1], &parts[2], &parts[3]],
        &["shard-2/games.parquet: does not match its checksum", "--shard 2/4 --overwrite"],
    );
}

#[test]
fn more_shards_than_chunks_and_shards_that_are_none_are_refused() {
    let home = folder();
    let sweep = written(&home, SMALL);
    let out = home.path().join("out");
    for (shard, told) in [
        ("0/5", "the sweep has 4 chunks, too few for 5 shards"),
        ("4/4", "valid: I/N with I from 0 to N-1"),
        ("one/two", "valid: I/N"),
    ] {
        let (_, err, code) = summitry(&["batch", text(&sweep), "--shard", shard, "--out", text(&out)]);
        assert_eq!(code, Some(2));
        assert!(err.contains(told), "{err}");
        assert!(!out.exists());
    }
    let (_, err, code) = summitry(&["batch", "slurm", text(&sweep), "--shards", "5"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("valid: 1 to 4"), "{err}");
}

#[test]
fn the_script_of_a_job_array_plays_and_merges_all_shards() {
    let home = folder();
    let sweep = written(&home, SMALL);
    let script = home.path().join("array.sh");
    let (_, err, code) = summitry(&[
        "batch",
        "slurm",
        text(&sweep),
        "--shards",
        "3",
        "--time",
        "01:00:00",
        "--out",
        text(&home.path().join("it's here")),
        "--script",
        text(&script),
    ]);
    assert_eq!(code, Some(0), "{err}");
    let told = std::fs::read_to_string(&script).expect("the script");
    for wanted in [
        "--array=0-2",
        "--requeue",
        "--time=01:00:00",
        "--dependency=\"afterany:$array\"",
        "scontrol requeue",
        "--resume",
    ] {
        assert!(told.contains(wanted), "missing: {wanted}\n{told}");
    }
    // As Slurm would run it: each task, then the merge.
    for (step, task) in [("shard", "2"), ("shard", "0"), ("shard", "1"), ("merge", "")] {
        let mut shell = std::process::Command::new("bash");
        let ended = shell.args([text(&script), step]).env("SLURM_ARRAY_TASK_ID", task).output().expect("a shell");
        assert!(ended.status.success(), "{step} {task}: {}", String::from_utf8_lossy(&ended.stderr));
    }
    let whole = home.path().join("whole");
    summitry(&["batch", text(&sweep), "--out", text(&whole)]);
    assert_same(&whole, &home.path().join("it's here/merged"));
    let (_, err, code) = summitry(&["batch", "slurm", text(&sweep), "--shards", "3", "--partition", "x; rm -rf /"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("valid: letters, digits"), "{err}");
}
