//! `summitry scenario`: check, new, list, schema.

use crate::cli::Failure;
use crate::problem::Problem;
use crate::scenario::{self, library, source, template};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;

/// Arguments of `scenario`.
#[derive(Args)]
#[command(after_help = "Examples:
  summitry scenario list
  summitry scenario new my-dispute --title \"My dispute\"
  summitry scenario check my-dispute
  summitry scenario schema > scenario.schema.json")]
pub struct Scenario {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Report every mistake of a scenario, with file, line, column and what would be right; exit code 2 when there is one.
    #[command(after_help = "Examples:
  summitry scenario check my-dispute
  summitry scenario check rare-earths-2025 --json")]
    Check {
        /// Shipped scenario, or a folder with a scenario.toml.
        scenario: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write a small commented scenario to start from.
    #[command(after_help = "Examples:
  summitry scenario new my-dispute --title \"My dispute\"
  summitry run my-dispute")]
    New {
        /// Folder to write; it must not exist or be empty.
        folder: PathBuf,
        /// Title.
        #[arg(long)]
        title: Option<String>,
    },
    /// List the scenarios that the program carries.
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print the JSON Schema of scenario.toml, which editors use to complete and explain keys.
    Schema,
}

impl Scenario {
    pub(super) fn execute(self) -> Result<(), Failure> {
        match self.command {
            Command::Check { scenario, json } => check(&scenario, json),
            Command::New { folder, title } => {
                template::write(&folder, title.as_deref())?;
                say(&format!(
                    "Written: {0}. Edit {0}/scenario.toml, then: summitry scenario check {0}",
                    folder.display()
                ))
            }
            Command::List { json } => list(json),
            Command::Schema => say(&serde_json::to_string_pretty(&library::schema()).unwrap_or_default()),
        }
    }
}

/// Prints a line; a closed pipe is an error, not a panic.
fn say(line: &str) -> Result<(), Failure> {
    Ok(writeln!(anstream::stdout(), "{line}")?)
}

fn check(name: &str, json: bool) -> Result<(), Failure> {
    match scenario::load(name) {
        Ok(case) if json => say(&json!({ "scenario": name, "title": case.title, "problems": [] }).to_string()),
        Ok(case) => say(&format!(
            "{}: {} nations, {} measures, {} issues, {} turns; no mistakes",
            case.title,
            case.nations.len(),
            case.measures.len(),
            case.issues.len(),
            case.calendar.turns.len()
        )),
        Err(problems) if json => {
            let problems: Vec<Value> = problems.iter().map(as_json).collect();
            say(&json!({ "scenario": name, "problems": problems }).to_string())?;
            Err(Failure::Code(super::BAD_INPUT))
        }
        Err(problems) => Err(Failure::Input(problems)),
    }
}

fn as_json(problem: &Problem) -> Value {
    json!({
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "what": problem.what,
        "remedy": problem.remedy,
    })
}

fn list(json: bool) -> Result<(), Failure> {
    let mut entries = Vec::new();
    for name in source::shipped_scenarios() {
        let case = scenario::load(&name)?;
        let playable = case.nations.iter().filter(|nation| nation.playable);
        let nations: Vec<&str> = playable.map(|nation| nation.code.as_str()).collect();
        let turns = case.calendar.turns.len();
        if json {
            let (title, summary) = (&case.title, &case.summary);
            entries
                .push(json!({ "name": name, "title": title, "summary": summary, "nations": nations, "turns": turns }));
        } else {
            say(&format!(
                "{name}\n  {} · {turns} turns · play as {}\n  {}",
                case.title,
                nations.join(", "),
                case.summary
            ))?;
        }
    }
    if json { say(&Value::Array(entries).to_string()) } else { Ok(()) }
}
