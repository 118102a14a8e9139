//! `summitry batch merge`: the shards of a sweep put together.

use crate::batch::folder::Opening;
use crate::batch::merge;
use crate::cli::batch::kept::tell_tables;
use crate::cli::{Failure, page};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `batch merge`.
#[derive(Args)]
#[command(after_help = include_str!("../../../assets/help/batch-merge.txt"))]
pub(super) struct Merge {
    /// Results folder of every shard, in any order.
    #[arg(required = true, value_name = "DIR")]
    shards: Vec<PathBuf>,
    /// Folder that the merged result goes to.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Take the batch of that folder away first.
    #[arg(long)]
    overwrite: bool,
}

impl Merge {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let opening = if self.overwrite { Opening::Overwrite } else { Opening::New };
        let manifest = merge::merge(&self.shards, &self.out, opening)?;
        tell_tables(&manifest);
        page::line(format!(
            "{} games of {} shards in {}, digest {}",
            manifest.games,
            self.shards.len(),
            self.out.display(),
            manifest.digest
        ));
        Ok(())
    }
}
