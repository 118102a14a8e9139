//! The command line: one file a subcommand.

mod batch;
mod play;
mod replay;
mod run;
mod scenario;

use crate::delegations::policy::{self, Leadership};
use crate::problem::{Problem, nearest};
use crate::rules::case::{Case, NationId};
use clap::{CommandFactory, Parser, Subcommand};
use std::process::ExitCode;

/// Exit code for bad input.
const BAD_INPUT: u8 = 2;

#[derive(Parser)]
#[command(name = "summitry", version, about = "A negotiation game engine for trade diplomacy", max_term_width = 110)]
#[command(after_help = "Examples:\n  summitry play --as USA\n  summitry run rare-earths-2025 --seed 7\n  summitry batch rare-earths-2025 --games 10000")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lead a delegation at the terminal.
    Play(play::Play),
    /// Play one game with nobody at the table and tell its story.
    Run(run::Run),
    /// Rebuild a game from its log.
    Replay(replay::Replay),
    /// Play very many games and count what came of them.
    Batch(batch::Batch),
    /// Check and list scenarios, print their schema.
    Scenario(scenario::Scenario),
    /// Print a completion script for a shell.
    Completions {
        /// Shell.
        shell: clap_complete::Shell,
    },
}

/// Why a command ends early.
enum Failure {
    /// The input is at fault.
    Input(Vec<Problem>),
    /// A flag is at fault.
    Flag(String),
    /// The system is at fault.
    System(String),
    /// Already said; exit with this code.
    Code(u8),
}

impl From<Vec<Problem>> for Failure {
    fn from(problems: Vec<Problem>) -> Self {
        Failure::Input(problems)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure::System(error.to_string())
    }
}

/// Reads the command line and does what it says.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Command::Play(command) => command.execute(),
        Command::Run(command) => command.execute(),
        Command::Replay(command) => command.execute(),
        Command::Batch(command) => command.execute(),
        Command::Scenario(command) => command.execute(),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "summitry", &mut std::io::stdout());
            Ok(())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Input(problems)) => {
            for problem in &problems {
                anstream::eprintln!("error: {problem}");
            }
            ExitCode::from(BAD_INPUT)
        }
        Err(Failure::Flag(message)) => {
            anstream::eprintln!("error: {message}");
            ExitCode::from(BAD_INPUT)
        }
        Err(Failure::System(message)) => {
            anstream::eprintln!("error: {message}");
            ExitCode::FAILURE
        }
        Err(Failure::Code(code)) => ExitCode::from(code),
    }
}

/// A nation by its code.
fn nation(case: &Case, code: &str) -> Result<NationId, Failure> {
    case.nations.iter().position(|nation| nation.code.eq_ignore_ascii_case(code)).map(NationId::at).ok_or_else(|| {
        let known: Vec<&str> = case.nations.iter().map(|nation| nation.code.as_str()).collect();
        let near = nearest(code, &known).map(|near| format!("did you mean {near}? ")).unwrap_or_default();
        Failure::Flag(format!("there is no nation \"{code}\"; {near}valid: {}", known.join(", ")))
    })
}

/// Who leads each seat, from `NATION=POLICY` flags; all mistakes at once.
fn leaderships(case: &Case, flags: &[String]) -> Result<Vec<Leadership>, Failure> {
    let mut leaderships = vec![Leadership::Mixed; case.nations.len()];
    let mut mistakes = Vec::new();
    for flag in flags {
        let Some((code, name)) = flag.split_once('=') else {
            mistakes.push(format!("--policy {flag}: valid: NATION=POLICY"));
            continue;
        };
        match (nation(case, code), policy::by_name(name)) {
            (Ok(nation), Some(character)) => leaderships[nation.index()] = Leadership::Fixed(character),
            (Err(Failure::Flag(message)), _) => mistakes.push(format!("--policy {flag}: {message}")),
            _ => mistakes.push(format!("--policy {flag}: no policy \"{name}\"; valid: {}", policy::names().join(", "))),
        }
    }
    if mistakes.is_empty() { Ok(leaderships) } else { Err(Failure::Flag(mistakes.join("\nerror: "))) }
}
