//! Files that are whole or not there: written under another name, flushed to the disk, renamed; and their fingerprints.

use crate::problem::{Place, Problem};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::Xxh3;

/// Ending of files in the making.
pub const PARTIAL: &str = "partial";

/// What is known of a finished file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Rows, where it is a table.
    pub rows: u64,
    /// Length.
    pub bytes: u64,
    /// Fingerprint, hexadecimal.
    pub hash: String,
}

impl Seal {
    /// The seal of a file that is in memory.
    pub fn of(content: &[u8], rows: u64) -> Self {
        Seal { rows, bytes: content.len() as u64, hash: hex(xxhash_rust::xxh3::xxh3_64(content)) }
    }

    /// Whether a file is as it was when it was sealed.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, path: &Path) -> Result<(), String> {
        let found = seal_of(path, self.rows).map_err(|error| format!("cannot be read: {error}"))?;
        if found == *self {
            Ok(())
        } else {
            Err("does not match its checksum: it was changed or cut short".to_string())
        }
    }
}

fn seal_of(path: &Path, rows: u64) -> std::io::Result<Seal> {
    let (mut hasher, mut bytes, mut buffer) = (Xxh3::new(), 0, vec![0; 1 << 16]);
    let mut file = File::open(path)?;
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            return Ok(Seal { rows, bytes, hash: hex(hasher.digest()) });
        }
        hasher.update(&buffer[..length]);
        bytes += length as u64;
    }
}

/// A fingerprint as text.
pub fn hex(fingerprint: u64) -> String {
    format!("{fingerprint:016x}")
}

/// A file in the making; its fingerprint grows with it.
pub struct Draft {
    target: PathBuf,
    partial: PathBuf,
    file: BufWriter<File>,
    hasher: Xxh3,
    bytes: u64,
}

impl Draft {
    /// Begins a file.
    ///
    /// # Errors
    /// When it cannot be created.
    pub fn create(target: &Path) -> Result<Self, Problem> {
        let mut name = target.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".{PARTIAL}"));
        let partial = target.with_file_name(name);
        let file = File::create(&partial).map_err(|error| refused(&partial, &error))?;
        Ok(Draft { target: target.to_path_buf(), partial, file: BufWriter::new(file), hasher: Xxh3::new(), bytes: 0 })
    }

    /// Flushes the file to the disk and gives it its name.
    ///
    /// # Errors
    /// When the disk is full, or the system refuses.
    pub fn commit(mut self, rows: u64) -> Result<Seal, Problem> {
        let done = self.file.flush().and_then(|()| self.file.get_ref().sync_all());
        done.and_then(|()| std::fs::rename(&self.partial, &self.target)).map_err(|error| {
            std::fs::remove_file(&self.partial).ok();
            refused(&self.target, &error)
        })?;
        Ok(Seal { rows, bytes: self.bytes, hash: hex(self.hasher.digest()) })
    }

    /// Gives the file up.
    pub fn abandon(self) {
        std::fs::remove_file(&self.partial).ok();
    }
}

impl Write for Draft {
    fn write(&mut self, content: &[u8]) -> std::io::Result<usize> {
        let written = self.file.write(content)?;
        self.hasher.update(&content[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// Writes a file in one piece.
///
/// # Errors
/// When the disk is full, or the system refuses.
pub fn save(target: &Path, content: &[u8]) -> Result<(), Problem> {
    let mut draft = Draft::create(target)?;
    if let Err(error) = draft.write_all(content) {
        draft.abandon();
        return Err(refused(target, &error));
    }
    draft.commit(0).map(|_| ())
}

/// Makes renames within a folder last; file systems that cannot flush a folder are as safe as they are.
pub fn settle(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        folder.sync_all().ok();
    }
}

/// The problem of a file that cannot be written.
pub fn refused(path: &Path, error: &dyn std::fmt::Display) -> Problem {
    Problem::new(
        Place::file(path.display().to_string()),
        format!("cannot be written: {error}"),
        "make room or choose another folder, and continue with --resume; finished chunks are kept",
    )
}
