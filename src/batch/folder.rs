//! A results folder: begun, continued or begun anew, and by one process at a time.

use crate::batch::chunks;
use crate::batch::draft::Recorded;
use crate::batch::files::{self, PARTIAL};
use crate::batch::manifest::{self, Manifest};
use crate::problem::{Place, Problem};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// The page of a report, which is made from a whole batch and goes with it.
pub const REPORT: &str = "report.html";
/// File that the process at work holds.
const LOCK: &str = "lock";

/// What to do with what a folder holds already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Refuse it.
    New,
    /// Continue it, or begin when there is nothing.
    Resume,
    /// Take it away and begin anew.
    Overwrite,
}

/// A results folder that this process holds.
pub struct Folder {
    path: PathBuf,
    /// Held until the folder is let go.
    lock: File,
    complete: Option<Manifest>,
}

impl Folder {
    /// Opens a folder for a batch and writes its manifest when it begins.
    ///
    /// # Errors
    /// A folder that holds something else, or another batch, or that another process holds.
    pub fn open(path: &Path, begun: &Manifest, opening: Opening) -> Result<Self, Problem> {
        let place = || Place::file(path.display().to_string());
        if path.is_file() {
            return Err(Problem::new(place(), "is a file", "name a folder"));
        }
        let names = names(path);
        let foreign: Vec<&String> = names.iter().filter(|name| !is_ours(name)).collect();
        if let Some(name) = foreign.first() {
            let what = format!("holds \"{name}\", which is no part of a batch");
            return Err(Problem::new(place(), what, "name a folder of its own, which need not exist"));
        }
        let played = names.iter().any(|name| name != LOCK);
        if played && opening == Opening::New {
            let remedy = "--resume continues it, --overwrite takes it away and begins anew";
            return Err(Problem::new(place(), "holds a batch already", remedy));
        }
        let earlier = match opening {
            Opening::Resume if played => Some(Self::earlier(path, begun)?),
            _ => None,
        };
        std::fs::create_dir_all(path).map_err(|error| files::refused(path, &error))?;
        let lock = hold(path)?;
        if opening == Opening::Overwrite {
            clear(path)?;
        }
        chunks::sweep_up(path);
        let folder = Folder { path: path.to_path_buf(), lock, complete: earlier.filter(|known| known.complete) };
        if folder.complete.is_some() {
            folder.let_go()?;
            return Ok(folder);
        }
        let chunks = path.join(chunks::FOLDER);
        std::fs::create_dir_all(&chunks).map_err(|error| files::refused(&chunks, &error))?;
        begun.save(path)?;
        Ok(folder)
    }

    /// The manifest of a batch that is to be continued.
    fn earlier(path: &Path, begun: &Manifest) -> Result<Manifest, Problem> {
        let known = Manifest::load(path)?;
        let place = Place::file(path.join(manifest::FILE).display().to_string());
        let another = known.differs(begun).or_else(|| {
            let told = |manifest: &Manifest| {
                manifest.shard.map_or("all of it".to_string(), |shard| format!("shard {}/{}", shard.index, shard.of))
            };
            (known.shard != begun.shard).then(|| format!("part: {} there, {} here", told(&known), told(begun)))
        });
        match another {
            Some(what) => Err(Problem::new(
                place,
                format!("is of another batch: {what}"),
                "give the same sweep, or another folder, or --overwrite to begin anew",
            )),
            None => Ok(known),
        }
    }

    /// The manifest, when the batch was complete already.
    pub fn complete(&self) -> Option<&Manifest> {
        self.complete.as_ref()
    }

    /// Writes the final manifest and takes the chunks away.
    ///
    /// # Errors
    /// When the disk is full, or the system refuses.
    pub fn finish(self, manifest: Manifest) -> Result<(), Problem> {
        manifest.save(&self.path)?;
        self.let_go()
    }

    /// Takes away what a finished batch has no use for.
    fn let_go(&self) -> Result<(), Problem> {
        let chunks = self.path.join(chunks::FOLDER);
        if chunks.exists() {
            std::fs::remove_dir_all(&chunks).map_err(|error| files::refused(&chunks, &error))?;
        }
        std::fs::remove_file(self.path.join(LOCK)).ok();
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Closing is not enough: a program that this one is just starting shares the open file for a moment.
        self.lock.unlock().ok();
    }
}

fn names(path: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn is_ours(name: &str) -> bool {
    let plain = name.strip_suffix(&format!(".{PARTIAL}")).unwrap_or(name);
    [manifest::FILE, chunks::FOLDER, LOCK, REPORT].contains(&plain)
        || Recorded::ALL.iter().any(|table| table.file() == plain)
}

fn hold(path: &Path) -> Result<File, Problem> {
    let lock = path.join(LOCK);
    let file = File::create(&lock).map_err(|error| files::refused(&lock, &error))?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            let what = "another process is playing into this folder";
            Err(Problem::new(Place::file(path.display().to_string()), what, "wait for it, or name another folder"))
        }
        // File systems without locks are used all the same.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// Takes a batch away: the manifest first, so that what is left never looks whole.
fn clear(path: &Path) -> Result<(), Problem> {
    for name in [manifest::FILE, REPORT].into_iter().chain(Recorded::ALL.iter().map(|table| table.file())) {
        let file = path.join(name);
        if file.exists() {
            std::fs::remove_file(&file).map_err(|error| files::refused(&file, &error))?;
        }
    }
    let chunks = path.join(chunks::FOLDER);
    if chunks.exists() {
        std::fs::remove_dir_all(&chunks).map_err(|error| files::refused(&chunks, &error))?;
    }
    Ok(())
}
