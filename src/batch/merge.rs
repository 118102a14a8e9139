//! Shards put together: the tables joined in order, which gives exactly the files of an unsharded batch.

use crate::batch::files::{self, Draft, Seal};
use crate::batch::folder::{Folder, Opening};
use crate::batch::manifest::{self, Manifest};
use crate::batch::tables::{Joined, schema_of};
use crate::batch::tally::Tally;
use crate::problem::{Place, Problem};
use parquet::schema::types::TypePtr;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Merges the folders of all shards of a sweep into one.
///
/// # Errors
/// Folders that are no shards, of different batches, unfinished, damaged, missing or doubled, each by name; an output folder that is in use.
pub fn merge(shards: &[PathBuf], out: &Path, opening: Opening) -> Result<Manifest, Vec<Problem>> {
    let shards = in_order(shards)?;
    let Some((_, first)) = shards.first() else { return Err(vec![nothing()]) };
    damaged(&shards)?;
    let begun = Manifest {
        complete: false,
        shard: None,
        tally: None,
        chunks: shards.iter().map(|(_, manifest)| manifest.chunks).sum(),
        ..first.clone()
    };
    let single = |problem: Problem| vec![problem];
    let folder = Folder::open(out, &begun.clone().emptied(), opening).map_err(single)?;
    let mut sealed = BTreeMap::new();
    for table in begun.tables() {
        let parts: Vec<PathBuf> = shards.iter().map(|(folder, _)| folder.join(table.file())).collect();
        let schema = parts.first().map(|part| schema(part)).transpose().map_err(single)?;
        let Some(schema) = schema else { continue };
        let seal = join(schema, &out.join(table.file()), parts.into_iter()).map_err(single)?;
        sealed.insert(table.file().to_string(), seal);
    }
    files::settle(out);
    let mut tally = Tally::default();
    for (_, manifest) in &shards {
        tally.add(manifest.tally.as_ref().unwrap_or(&Tally::default()));
    }
    let merged = begun.completed(&tally, sealed);
    folder.finish(merged.clone()).map_err(single)?;
    Ok(merged)
}

fn nothing() -> Problem {
    Problem::new(Place::file("merge"), "there is nothing to merge", "name the folder of every shard")
}

/// The shards by index, each there once.
fn in_order(folders: &[PathBuf]) -> Result<Vec<(PathBuf, Manifest)>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut shards: Vec<(PathBuf, Manifest)> = Vec::new();
    for folder in folders {
        let place = || Place::file(folder.join(manifest::FILE).display().to_string());
        match Manifest::load(folder) {
            Err(problem) => problems.push(problem),
            Ok(found) if found.shard.is_none() => problems.push(Problem::new(
                place(),
                "holds a whole batch, not a shard",
                "a whole batch needs no merging; leave it out",
            )),
            Ok(found) if !found.complete => problems.push(Problem::new(
                place(),
                "the shard is not finished",
                "play it to its end with the same command and --resume",
            )),
            Ok(found) => shards.push((folder.clone(), found)),
        }
    }
    if let Some((one, first)) = shards.first() {
        for (folder, other) in &shards[1..] {
            let another = first
                .differs(other)
                .or_else(|| (first.parts() != other.parts()).then(|| "number of shards".to_string()));
            if let Some(what) = another {
                let place = Place::file(folder.join(manifest::FILE).display().to_string());
                let what = format!("is of another batch than {}: {what}", one.display());
                problems.push(Problem::new(place, what, "merge shards of one sweep, split into as many parts"));
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    shards.sort_by_key(|(_, manifest)| manifest.shard.map_or(0, |shard| shard.index));
    let of = shards.first().map_or(0, |(_, manifest)| manifest.parts());
    let index = |manifest: &Manifest| manifest.shard.map_or(0, |shard| shard.index);
    for pair in shards.windows(2) {
        let [(one, first), (other, second)] = pair else { continue };
        if index(first) == index(second) {
            let what = format!("shard {}/{of} is there twice: in {} as well", index(first), one.display());
            let place = Place::file(other.join(manifest::FILE).display().to_string());
            problems.push(Problem::new(place, what, "name it once"));
        }
    }
    let missing: Vec<String> = (0..of)
        .filter(|wanted| !shards.iter().any(|(_, manifest)| index(manifest) == *wanted))
        .map(|wanted| format!("{wanted}/{of}"))
        .collect();
    if let Some(first) = missing.first() {
        let shown = missing.iter().take(20).cloned().collect::<Vec<_>>().join(", ");
        let more = if missing.len() > 20 { format!(" and {} more", missing.len() - 20) } else { String::new() };
        problems.push(Problem::new(
            Place::file("merge"),
            format!("shards are missing: {shown}{more}"),
            format!("play each with --shard, such as --shard {first}, and name its folder"),
        ));
    }
    if problems.is_empty() { Ok(shards) } else { Err(problems) }
}

/// Checks the tables of the shards byte for byte.
fn damaged(shards: &[(PathBuf, Manifest)]) -> Result<(), Vec<Problem>> {
    let mut problems = Vec::new();
    for (folder, manifest) in shards {
        for table in manifest.tables() {
            let path = folder.join(table.file());
            let checked = manifest
                .files
                .get(table.file())
                .ok_or_else(|| "is not listed in the manifest".to_string())
                .and_then(|seal| seal.check(&path));
            if let Err(why) = checked {
                let shard = manifest.shard.map_or(String::new(), |shard| format!("{}/{}", shard.index, shard.of));
                let remedy = format!("play the shard anew with --shard {shard} --overwrite");
                problems.push(Problem::new(Place::file(path.display().to_string()), why, remedy));
            }
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn schema(path: &Path) -> Result<TypePtr, Problem> {
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    schema_of(&file).map(|(schema, _)| schema).map_err(|error| unreadable(path, &error))
}

/// Joins tables into one file, their row groups as they are.
///
/// # Errors
/// A table that cannot be read, or a disk that is full.
pub(super) fn join(schema: TypePtr, path: &Path, parts: impl Iterator<Item = PathBuf>) -> Result<Seal, Problem> {
    let mut joined = Joined::begin(schema, Draft::create(path)?).map_err(|error| files::refused(path, &error))?;
    for part in parts {
        let file = File::open(&part).map_err(|error| unreadable(&part, &error))?;
        joined.append(&file).map_err(|error| unreadable(&part, &error))?;
    }
    let (draft, rows) = joined.finish().map_err(|error| files::refused(path, &error))?;
    draft.commit(rows)
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> Problem {
    let remedy = "if the disk is full, make room; then continue with --resume, which plays what is damaged again";
    Problem::new(Place::file(path.display().to_string()), format!("cannot be joined with the others: {error}"), remedy)
}
