//! `summitry economy lattice`: every combination of a scenario's measures, solved in parallel and kept in a file.

use crate::batch::{self, lattice};
use crate::cli::{Failure, progress};
use crate::scenario;
use clap::Args;
use std::path::PathBuf;
use std::time::Instant;

/// Arguments of `economy lattice`.
#[derive(Args)]
#[command(
    after_help = "`batch SCENARIO --games N` takes the answers from the user's cache folder when they are there.\n\nExample:\n  summitry economy lattice rare-earths-2025"
)]
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
        let Some(count) = case.regimes.combinations() else {
            let what = "the scenario has too many combinations of measures to keep; games solve for those they meet";
            return Err(Failure::Flag(what.to_string()));
        };
        let file = match self.cache.or_else(|| lattice::usual_file(&case)) {
            Some(file) => file,
            None => {
                let what = "there is no cache folder for this user; name a file with --cache";
                return Err(Failure::Flag(what.to_string()));
            }
        };
        let known = lattice::load(&case, &file);
        let bar = progress::bar(count as u64, "policies", known);
        let pool = batch::workers(self.threads).map_err(Failure::System)?;
        let started = Instant::now();
        let unsolved = pool.install(|| lattice::solve_all(&case, |done| bar.inc(done)));
        let seconds = started.elapsed().as_secs_f64();
        bar.finish_and_clear();
        if known {
            println!("{count} policies, {unsolved} without equilibrium; read from {}", file.display());
        } else {
            lattice::save(&case, &file)?;
            let at = file.display();
            println!("{count} policies, {unsolved} without equilibrium; solved in {seconds:.1} s, written to {at}");
        }
        Ok(())
    }
}
