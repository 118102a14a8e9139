//! `summitry economy check`: every mistake of a dataset.

use crate::cli::Failure;
use crate::cli::economy::input;
use crate::economy::Model;
use clap::Args;

/// Arguments of `economy check`.
#[derive(Args)]
#[command(after_help = "Example:\n  summitry economy check my-economy/")]
pub struct Check {
    /// Folder of a dataset, or the name of a shipped one.
    dataset: String,
}

impl Check {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let dataset = input::dataset(&self.dataset)?;
        let model = Model::new(&dataset, dataset.switches.clone());
        let residual = model.residual_of(&crate::economy::Policy::base(&dataset), &model.base_start());
        println!(
            "{}: {} regions, {} sectors, {} policies; no mistakes; the base year clears all markets to {residual:.0e}",
            dataset.title,
            dataset.region_count(),
            dataset.sector_count(),
            dataset.policies.len()
        );
        Ok(())
    }
}
