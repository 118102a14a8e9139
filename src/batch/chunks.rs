//! Chunks on disk: the tables of a run of games, and a mark that makes them count.

use crate::batch::columns::{ActionRow, Layouts, TurnRow};
use crate::batch::draft::Recorded;
use crate::batch::files::{self, PARTIAL, Seal, hex};
use crate::batch::records::Records;
use crate::batch::tally::Tally;
use crate::problem::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_64;

/// Folder of the chunks within a results folder.
pub const FOLDER: &str = "chunks";

/// What makes a chunk count: written last, when its tables are on the disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// The tables by file.
    pub files: BTreeMap<String, Seal>,
    /// What its games came to.
    pub tally: Tally,
}

/// A mark and its own fingerprint.
#[derive(Serialize, Deserialize)]
struct Sealed {
    mark: Mark,
    hash: String,
}

/// What is found of a chunk.
pub enum Found {
    /// Nothing, or parts that do not count.
    Nothing,
    /// All of it.
    Whole(Box<Mark>),
    /// Something that has been changed or cut short: the file and what is wrong.
    Damaged(PathBuf, String),
}

fn mark_path(folder: &Path, chunk: u64) -> PathBuf {
    folder.join(FOLDER).join(format!("{chunk:08}.json"))
}

/// A table of a chunk.
pub fn table_path(folder: &Path, chunk: u64, table: Recorded) -> PathBuf {
    folder.join(FOLDER).join(format!("{chunk:08}.{}", table.file()))
}

/// Writes a chunk's tables and then its mark.
///
/// # Errors
/// When the disk is full, or the system refuses.
pub fn write(
    folder: &Path,
    chunk: u64,
    layouts: &Layouts,
    tables: &[Recorded],
    records: Vec<Records>,
    tally: Tally,
) -> Result<Tally, Problem> {
    let (mut games, mut turns, mut actions) = (Vec::with_capacity(records.len()), Vec::new(), Vec::new());
    for record in records {
        let spot = &record.game.spot;
        turns.extend(record.turns.into_iter().map(|turn| TurnRow { spot: spot.clone(), turn }));
        actions.extend(record.actions.into_iter().map(|action| ActionRow { spot: spot.clone(), action }));
        games.push(record.game);
    }
    let mut sealed = BTreeMap::new();
    for table in tables {
        let path = table_path(folder, chunk, *table);
        let (encoded, rows) = match table {
            Recorded::Games => (layouts.games.encode(&games), games.len()),
            Recorded::Turns => (layouts.turns.encode(&turns), turns.len()),
            Recorded::Actions => (layouts.actions.encode(&actions), actions.len()),
        };
        let content = encoded.map_err(|error| files::refused(&path, &error))?;
        files::save(&path, &content)?;
        sealed.insert(table.file().to_string(), Seal::of(&content, rows as u64));
    }
    let mark = Mark { files: sealed, tally };
    let path = mark_path(folder, chunk);
    let hash = hash_of(&mark);
    let text =
        serde_json::to_vec(&Sealed { hash, mark: mark.clone() }).map_err(|error| files::refused(&path, &error))?;
    files::save(&path, &text)?;
    files::settle(&folder.join(FOLDER));
    Ok(mark.tally)
}

fn hash_of(mark: &Mark) -> String {
    hex(xxh3_64(&serde_json::to_vec(mark).unwrap_or_default()))
}

/// Looks for a chunk and checks it byte for byte.
pub fn find(folder: &Path, chunk: u64, tables: &[Recorded]) -> Found {
    let path = mark_path(folder, chunk);
    let Ok(text) = std::fs::read(&path) else { return Found::Nothing };
    let sealed = serde_json::from_slice::<Sealed>(&text).ok().filter(|sealed| hash_of(&sealed.mark) == sealed.hash);
    let Some(Sealed { mark, .. }) = sealed else {
        return Found::Damaged(path, "does not match its checksum: it was changed or cut short".to_string());
    };
    for table in tables {
        let path = table_path(folder, chunk, *table);
        let Some(seal) = mark.files.get(table.file()) else {
            return Found::Damaged(path, "is not listed in the chunk's mark".to_string());
        };
        if let Err(why) = seal.check(&path) {
            return Found::Damaged(path, why);
        }
    }
    Found::Whole(Box::new(mark))
}

/// Takes away what a run that was killed left unfinished.
pub fn sweep_up(folder: &Path) {
    for folder in [folder.to_path_buf(), folder.join(FOLDER)] {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().extension().is_some_and(|ending| ending == PARTIAL) {
                std::fs::remove_file(entry.path()).ok();
            }
        }
    }
}
