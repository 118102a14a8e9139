//! A batch may end at any moment: killed, stopped, damaged, without room on the disk. Nothing finished is lost, and the end is the same.

use crate::support::{SMALL, assert_same, files, folder, program, summitry, text, written};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use summitry::batch::manifest::Manifest;

/// 1,024 games in 64 chunks of 16.
fn longer() -> String {
    SMALL.replace("replicates = 16", "replicates = 256")
}

fn whole(home: &tempfile::TempDir, sweep: &Path) -> std::path::PathBuf {
    let out = home.path().join("whole");
    let (_, err, code) = summitry(&["batch", text(sweep), "--out", text(&out)]);
    assert_eq!(code, Some(0), "{err}");
    out
}

fn chunks_in(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder.join("chunks")).into_iter().flatten().flatten();
    entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "json")).count()
}

fn complete(folder: &Path) -> bool {
    Manifest::load(folder).is_ok_and(|manifest| manifest.complete)
}

#[test]
fn killed_again_and_again_it_ends_with_the_same_bytes() {
    let home = folder();
    let sweep = written(&home, &longer());
    let whole = whole(&home, &sweep);
    let out = home.path().join("killed");
    let (mut kills, mut waits) = (0, [3u64, 41, 160, 7, 90, 260, 23].into_iter().cycle());
    while !complete(&out) {
        let mut child = Command::new(program().get_program())
            .args(["batch", text(&sweep), "--out", text(&out), "--resume"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let before = chunks_in(&out);
        let patience = Duration::from_millis(waits.next().unwrap_or(50));
        let deadline = Instant::now() + Duration::from_secs(60);
        // Let it begin to write, then a little more: so that it gets on between kills, wherever it is struck.
        while chunks_in(&out) <= before && child.try_wait().expect("a child").is_none() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(2));
        }
        std::thread::sleep(patience);
        if child.try_wait().expect("a child").is_none() {
            child.kill().expect("killed");
            kills += 1;
        }
        child.wait().expect("ended");
    }
    assert!(kills >= 2, "it was killed {kills} times only");
    let (out_text, err, code) = summitry(&["batch", text(&sweep), "--out", text(&out), "--resume"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out_text.contains("all of them were there already"), "{out_text}");
    assert_same(&whole, &out);
}

/// Plays until some chunks are there, and is killed.
fn half_played(sweep: &Path, out: &Path) {
    let mut child = Command::new(program().get_program())
        .args(["batch", text(sweep), "--out", text(out), "--threads", "1"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    while chunks_in(out) < 3 && child.try_wait().expect("a child").is_none() {
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().expect("killed");
    child.wait().expect("ended");
    assert!(!complete(out), "it was finished before it was killed");
}

#[test]
fn a_damaged_chunk_is_named_and_played_again() {
    let home = folder();
    let sweep = written(&home, &longer());
    let whole = whole(&home, &sweep);
    let out = home.path().join("damaged");
    half_played(&sweep, &out);
    let table = out.join("chunks/00000001.games.parquet");
    let mut content = std::fs::read(&table).expect("the chunk");
    let middle = content.len() / 2;
    content[middle] ^= 1;
    std::fs::write(&table, content).expect("written");
    std::fs::write(out.join("chunks/00000002.json"), "{}").expect("written");
    let (_, err, code) = summitry(&["batch", text(&sweep), "--out", text(&out), "--resume"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(err.contains("00000001.games.parquet does not match its checksum"), "{err}");
    assert!(err.contains("00000002.json does not match its checksum"), "{err}");
    assert!(err.contains("chunk 1 is played again"), "{err}");
    assert_same(&whole, &out);
}

#[cfg(unix)]
#[test]
fn ctrl_c_finishes_the_chunk_and_says_how_to_go_on() {
    let home = folder();
    let sweep = written(&home, &longer());
    let whole = whole(&home, &sweep);
    let out = home.path().join("stopped");
    let mut child = Command::new(program().get_program())
        .args(["batch", text(&sweep), "--out", text(&out), "--threads", "1"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    while chunks_in(&out) < 2 && child.try_wait().expect("a child").is_none() {
        std::thread::sleep(Duration::from_millis(2));
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill is there");
    let ended = child.wait_with_output().expect("it ends");
    let err = String::from_utf8_lossy(&ended.stderr).to_string();
    assert_eq!(ended.status.code(), Some(130), "{err}");
    assert!(err.contains("of 1024 games; what is finished is kept") && err.contains("--resume"), "{err}");
    assert!(!files(&out).keys().any(|name| name.ends_with(".partial")), "something is half-written");
    let kept = chunks_in(&out);
    let (report, err, code) = summitry(&["batch", text(&sweep), "--out", text(&out), "--resume", "--json"]);
    assert_eq!(code, Some(0), "{err}");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(report["found"], 16 * kept as u64);
    assert_same(&whole, &out);
}

/// A file that may not grow stands for a disk that is full: the system refuses the write in the same way.
#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let home = folder();
    let sweep =
        written(&home, &SMALL.replace("replicates = 16", "replicates = 64").replace("chunk = 16", "chunk = 64"));
    let whole = whole(&home, &sweep);
    let out = home.path().join("full");
    // Chunks fit into the limit and the joined tables do not.
    let script = format!(
        "trap '' XFSZ; ulimit -f 48; exec {} batch {} --out {}",
        program().get_program().to_string_lossy(),
        text(&sweep),
        text(&out)
    );
    let ended = Command::new("bash").args(["-c", &script]).output().expect("a shell");
    let err = String::from_utf8_lossy(&ended.stderr).to_string();
    assert_eq!(ended.status.code(), Some(2), "{err}");
    assert!(err.contains(".parquet: cannot be") && err.contains("make room") && err.contains("--resume"), "{err}");
    assert!(!complete(&out));
    let (_, err, code) = summitry(&["batch", text(&sweep), "--out", text(&out), "--resume"]);
    assert_eq!(code, Some(0), "{err}");
    assert_same(&whole, &out);
}

#[test]
fn a_folder_is_never_overwritten_unasked() {
    let home = folder();
    let sweep = written(&home, SMALL);
    let out = home.path().join("results");
    let play = |flags: &[&str]| summitry(&[&["batch", text(&sweep), "--out", text(&out)], flags].concat());
    let (_, err, code) = play(&[]);
    assert_eq!(code, Some(0), "{err}");
    let before = files(&out);
    let (_, err, code) = play(&[]);
    assert_eq!(code, Some(2));
    assert!(err.contains("holds a batch already; --resume continues it, --overwrite"), "{err}");

    written(&home, &SMALL.replace("seed = 7", "seed = 8"));
    let (_, err, code) = play(&["--resume"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("manifest.json: is of another batch: root seed: 7 there, 8 here"), "{err}");
    let (_, err, code) = play(&["--resume", "--shard", "0/2"]);
    assert_eq!(code, Some(2), "{err}");
    written(&home, SMALL);
    let (_, err, code) = play(&["--resume", "--shard", "0/2"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("part: all of it there, shard 0/2 here"), "{err}");
    assert!(files(&out) == before, "a refused batch changed something");

    written(&home, &SMALL.replace("seed = 7", "seed = 8"));
    let (_, err, code) = play(&["--overwrite"]);
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(Manifest::load(&out).expect("a manifest").sweep.seed, 8);

    std::fs::write(out.join("thesis.docx"), "years of work").expect("written");
    let (_, err, code) = play(&["--overwrite"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("holds \"thesis.docx\", which is no part of a batch"), "{err}");
    assert!(out.join("games.parquet").exists());
}

#[test]
fn another_version_of_the_rules_is_not_continued() {
    let home = folder();
    let sweep = written(&home, SMALL);
    let out = home.path().join("results");
    summitry(&["batch", text(&sweep), "--out", text(&out)]);
    let manifest = out.join("manifest.json");
    let text_of = std::fs::read_to_string(&manifest).expect("a manifest");
    let rules = Manifest::load(&out).expect("a manifest").rules;
    for (from, to, told) in [
        (format!("\"rules\": {rules}"), "\"rules\": 4711".to_string(), "version of the rules: 4711 there"),
        ("\"format\": 1".to_string(), "\"format\": 99".to_string(), "results format 99, this program writes 1"),
        ("\"format\": 1".to_string(), "\"form\": 1".to_string(), "is no manifest of a batch"),
        ("{\n".to_string(), "{{\n".to_string(), "is no JSON"),
    ] {
        std::fs::write(&manifest, text_of.replacen(&from, &to, 1)).expect("written");
        let (_, err, code) = summitry(&["batch", text(&sweep), "--out", text(&out), "--resume"]);
        assert_eq!(code, Some(2), "{told}");
        assert!(err.contains(told), "{err}");
    }
}
