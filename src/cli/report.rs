//! `summitry report`: a results folder as a page.

use crate::batch::folder::REPORT;
use crate::cli::{Failure, page};
use crate::record::whole;
use crate::report::{self, reader};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `report`.
#[derive(Args)]
#[command(after_help = include_str!("../../assets/help/report.txt"))]
pub struct Report {
    /// Folder that `batch --out` wrote.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Where to write the page; report.html in the folder unless given.
    #[arg(long, value_name = "FILE.html")]
    out: Option<PathBuf>,
}

impl Report {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let results = reader::read(&self.folder)?;
        let text = report::page(&results).map_err(Failure::System)?;
        let path = self.out.unwrap_or_else(|| self.folder.join(REPORT));
        whole::save(&path, text.as_bytes())
            .map_err(|error| Failure::System(format!("{} cannot be written: {error}", path.display())))?;
        page::line(format!("{}: report of {} games", path.display(), results.count()));
        Ok(())
    }
}
