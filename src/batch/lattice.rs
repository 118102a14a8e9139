//! Every combination of a scenario's measures, solved beforehand on all cores and kept in a file from one run to the next.
//!
//! Games play the same with the file and without: what is in it is what they would work out. A file that is damaged or was made for
//! another scenario, economy or version counts as absent.

use crate::record::whole;
use crate::rules::case::Case;
use directories::ProjectDirs;
use rayon::prelude::*;
use std::io;
use std::path::{Path, PathBuf};

/// Combinations that are solved before progress is reported.
const CHUNK: usize = 64;

/// The file of a scenario in the user's cache folder; none when there is no such folder.
pub fn usual_file(case: &Case) -> Option<PathBuf> {
    let folders = ProjectDirs::from("", "", "summitry")?;
    Some(folders.cache_dir().join(format!("lattice-{:016x}.bin", case.regimes.fingerprint())))
}

/// Takes the answers of a file, when it fits.
pub fn load(case: &Case, file: &Path) -> bool {
    std::fs::read(file).is_ok_and(|bytes| case.regimes.fill(&bytes))
}

/// Takes the answers of the usual file, when there is one and it fits.
pub fn load_usual(case: &Case) {
    if let Some(file) = usual_file(case) {
        load(case, &file);
    }
}

/// Solves for every combination on the threads of the current pool and returns how many have no equilibrium; `progress` hears how
/// many more are done.
pub fn solve_all(case: &Case, progress: impl Fn(u64) + Sync) -> usize {
    let count = case.regimes.combinations().unwrap_or(0);
    let chunks: Vec<usize> = (0..count.div_ceil(CHUNK)).collect();
    let unsolved = chunks.into_par_iter().map(|chunk| {
        let range = chunk * CHUNK..((chunk + 1) * CHUNK).min(count);
        let done = range.len() as u64;
        let unsolved = range.filter(|position| !case.regimes.settle(*position)).count();
        progress(done);
        unsolved
    });
    unsolved.sum()
}

/// Writes the answers, whole or not at all.
///
/// # Errors
/// When the file cannot be written, or the combinations are too many to keep.
pub fn save(case: &Case, file: &Path) -> io::Result<()> {
    let too_many = || io::Error::other("the scenario has too many combinations of measures to keep");
    let bytes = case.regimes.encode().ok_or_else(too_many)?;
    whole::save(file, &bytes)
}
