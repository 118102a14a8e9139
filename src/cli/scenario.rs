//! `summitry scenario`: check, list, schema.

use crate::cli::Failure;
use crate::scenario::{self, library, source};
use clap::{Args, Subcommand};

/// Arguments of `scenario`.
#[derive(Args)]
pub struct Scenario {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Report every mistake of a scenario.
    Check {
        /// Shipped scenario, or a folder.
        scenario: String,
    },
    /// List the scenarios that the program carries.
    List,
    /// Print the JSON Schema of scenario.toml.
    Schema,
}

impl Scenario {
    pub(super) fn execute(self) -> Result<(), Failure> {
        match self.command {
            Command::Check { scenario: name } => {
                let case = scenario::load(&name)?;
                println!(
                    "{}: {} nations, {} measures, {} issues, {} turns; no mistakes",
                    case.title,
                    case.nations.len(),
                    case.measures.len(),
                    case.issues.len(),
                    case.calendar.turns.len()
                );
            }
            Command::List => {
                for name in source::shipped_scenarios() {
                    let case = scenario::load(&name)?;
                    let codes: Vec<&str> = case.nations.iter().map(|nation| nation.code.as_str()).collect();
                    println!("{name}\n  {} ({}; {} turns)", case.title, codes.join(", "), case.calendar.turns.len());
                }
            }
            Command::Schema => println!("{}", serde_json::to_string_pretty(&library::schema()).unwrap_or_default()),
        }
        Ok(())
    }
}
