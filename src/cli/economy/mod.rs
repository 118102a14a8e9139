//! `summitry economy`: the trade model by itself, one file a verb.

mod check;
mod explain;
mod info;
mod input;
mod lattice;
mod leverage;
mod optimal;
mod solve;

use crate::cli::Failure;
use clap::{Args, Subcommand};

/// Arguments of `economy`.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  summitry economy info world-2024\n  summitry economy solve world-2024 --policy status-quo-2025-10\n  summitry economy explain world-2024 --policy both-plus-100 --region USA\n  summitry economy optimal world-2024 --region USA"
)]
pub struct Economy {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// What a dataset holds: totals, balances, elasticities, policies.
    Info(info::Info),
    /// What a policy does to every region.
    Solve(solve::Solve),
    /// Where the change of a region's real income comes from.
    Explain(explain::Explain),
    /// The tariffs that are best for a region, or those of a trade war or of full cooperation.
    Optimal(optimal::Optimal),
    /// What each measure of a scenario costs the other side for each point that it costs its owner.
    Leverage(leverage::Leverage),
    /// Report every mistake of a dataset.
    Check(check::Check),
    /// Solve for every combination of a scenario's measures and keep the answers in a file.
    Lattice(lattice::LatticeVerb),
}

impl Economy {
    pub(super) fn execute(self) -> Result<(), Failure> {
        match self.command {
            Command::Info(verb) => verb.execute(),
            Command::Solve(verb) => verb.execute(),
            Command::Explain(verb) => verb.execute(),
            Command::Optimal(verb) => verb.execute(),
            Command::Leverage(verb) => verb.execute(),
            Command::Check(verb) => verb.execute(),
            Command::Lattice(verb) => verb.execute(),
        }
    }
}
