//! `summitry batch slurm`: the script of a job array.

use crate::batch::draft;
use crate::batch::files;
use crate::batch::plan::Plan;
use crate::batch::slurm::{Array, script};
use crate::cli::{Failure, page};
use clap::Args;
use std::path::{Path, PathBuf};

/// Arguments of `batch slurm`.
#[derive(Args)]
#[command(after_help = include_str!("../../../assets/help/batch-slurm.txt"))]
pub(super) struct Slurm {
    /// Sweep file.
    #[arg(value_name = "SWEEP.toml")]
    sweep: PathBuf,
    /// Number of shards, which is that of tasks.
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    shards: u64,
    /// Folder on a file system that all nodes share; shards, logs and the merged result go there.
    #[arg(long, value_name = "DIR", default_value = "results")]
    out: PathBuf,
    /// Cores a task.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=4096))]
    cores: u64,
    /// Time limit of a task, as Slurm takes it.
    #[arg(long, value_name = "HH:MM:SS", value_parser = plain)]
    time: Option<String>,
    /// Partition.
    #[arg(long, value_parser = plain)]
    partition: Option<String>,
    /// Where to write the script; to standard output when not given.
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
}

/// A word that needs no quotes in a shell.
fn plain(text: &str) -> Result<String, String> {
    let valid = |letter: char| letter.is_ascii_alphanumeric() || "-_:.".contains(letter);
    if !text.is_empty() && text.chars().all(valid) {
        Ok(text.to_string())
    } else {
        Err("valid: letters, digits and - _ : .".to_string())
    }
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    Ok(std::path::absolute(path)?)
}

impl Slurm {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let plan = Plan::new(&draft::read(&self.sweep)?)?;
        if self.shards > plan.chunks() {
            return Err(Failure::Flag(format!(
                "--shards {}: the sweep has {} chunks of {} games; valid: 1 to {}, or a smaller \"chunk\" in the sweep",
                self.shards,
                plan.chunks(),
                plan.sweep().chunk,
                plan.chunks()
            )));
        }
        let (program, sweep, out) = (std::env::current_exe()?, absolute(&self.sweep)?, absolute(&self.out)?);
        let text = script(&Array {
            program: &program,
            sweep: &sweep,
            out: &out,
            shards: self.shards,
            cores: self.cores,
            time: self.time.as_deref(),
            partition: self.partition.as_deref(),
        });
        match &self.script {
            Some(path) => files::save(path, text.as_bytes()).map_err(|problem| vec![problem])?,
            None => page::line(text.trim_end()),
        }
        Ok(())
    }
}
