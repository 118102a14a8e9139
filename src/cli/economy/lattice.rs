//! `summitry economy lattice`: every combination of a scenario's measures, solved in parallel and kept in a file.

use crate::cli::Failure;
use crate::economy::Lattice;
use crate::scenario;
use clap::Args;
use directories::ProjectDirs;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Arguments of `economy lattice`.
#[derive(Args)]
#[command(after_help = "Example:\n  summitry economy lattice rare-earths-2025")]
pub struct LatticeVerb {
    /// Shipped scenario, or a folder.
    scenario: String,
    /// The file; in the user's cache folder when left out. One that is stale or damaged is rebuilt.
    #[arg(long, value_name = "FILE")]
    cache: Option<PathBuf>,
    /// Worker threads; 0 for one a core.
    #[arg(long, default_value_t = 0)]
    threads: usize,
}

impl LatticeVerb {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let case = scenario::load(&self.scenario)?;
        let memo = case.regimes.economy();
        let path = match self.cache {
            Some(path) => path,
            None => cache_folder()?.join(format!("lattice-{:016x}.bin", memo.fingerprint())),
        };
        if let Some(lattice) = std::fs::read(&path).ok().and_then(|bytes| Lattice::decode(memo, &bytes)) {
            println!(
                "{} policies, {} without equilibrium; read from {}",
                lattice.len(),
                lattice.unsolved(),
                path.display()
            );
            return Ok(());
        }
        let bar = ProgressBar::new(memo.lattice_size());
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} policies {per_sec} {eta} left") {
            bar.set_style(style);
        }
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads)
            .build()
            .map_err(|error| Failure::System(error.to_string()))?;
        let started = Instant::now();
        let lattice = pool.install(|| Lattice::compute(memo, |done| bar.inc(done)));
        let seconds = started.elapsed().as_secs_f64();
        bar.finish_and_clear();
        write_whole(&path, &lattice.encode(memo))?;
        println!(
            "{} policies, {} without equilibrium; solved in {seconds:.1} s, written to {}",
            lattice.len(),
            lattice.unsolved(),
            path.display()
        );
        Ok(())
    }
}

fn cache_folder() -> Result<PathBuf, Failure> {
    let folders = ProjectDirs::from("", "", "summitry")
        .ok_or_else(|| Failure::Flag("there is no cache folder for this user; name a file with --cache".to_string()))?;
    Ok(folders.cache_dir().to_path_buf())
}

/// Writes a file whole or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| Failure::System(error.to_string()))?;
    Ok(())
}
