//! The command line: one file a subcommand.

mod batch;
mod economy;
mod forecast;
#[cfg(feature = "classroom")]
mod host;
mod negotiate;
mod page;
mod play;
mod progress;
mod replay;
mod report;
mod run;
mod scenario;
mod table;
mod tournament;

use crate::batch::draft::Written;
use crate::delegations::parameters;
use crate::delegations::policy::Leadership;
use crate::problem::{Place, Problem, nearest};
use crate::rules::case::{Case, NationId};
use crate::scenario as scenario_files;
use crate::scenario::overrides::{Adjustable, FieldPath, field_of};
use clap::{CommandFactory, Parser, Subcommand};
use std::process::ExitCode;
use std::sync::Arc;

/// Exit code for bad input.
const BAD_INPUT: u8 = 2;

#[derive(Parser)]
#[command(name = "summitry", version, about = "A negotiation game engine for trade diplomacy", max_term_width = 110)]
#[command(after_help = include_str!("../../assets/help/summitry.txt"))]
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
    Batch(Box<batch::Batch>),
    /// Play on from a turn of a game, many times: what may come of it, and of other moves.
    Forecast(forecast::ForecastCommand),
    /// Play every policy against every other and say who does best, and against whom.
    Tournament(tournament::Tournament),
    /// Write the results of a batch as one HTML page.
    Report(report::Report),
    /// Check, write and list scenarios, print their schema.
    Scenario(scenario::Scenario),
    /// The trade model by itself: look at an economy, solve a policy, explain, optimise.
    Economy(economy::Economy),
    /// Automated negotiation over domains and profiles of Genius, without a game.
    Negotiate(negotiate::Negotiate),
    /// Host a class: students join from any browser in the room.
    #[cfg(feature = "classroom")]
    Host(host::Host),
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
    // A reader that closes the pipe (`summitry run … | head`) ends the program quietly, as it does others.
    sigpipe::reset();
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Command::Play(command) => command.execute(),
        Command::Run(command) => command.execute(),
        Command::Replay(command) => command.execute(),
        Command::Batch(command) => command.execute(),
        Command::Forecast(command) => command.execute(),
        Command::Tournament(command) => command.execute(),
        Command::Report(command) => command.execute(),
        Command::Scenario(command) => command.execute(),
        Command::Economy(command) => command.execute(),
        Command::Negotiate(command) => command.execute(),
        #[cfg(feature = "classroom")]
        Command::Host(command) => command.execute(),
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

/// Who leads each seat, from `NATION=POLICY[:PARAMETER=VALUE,…]` flags; all mistakes at once.
fn leaderships(case: &Case, flags: &[String]) -> Result<Vec<Leadership>, Failure> {
    let mut leaderships = vec![Leadership::Mixed; case.nations.len()];
    let mut given: Vec<NationId> = Vec::new();
    let mut mistakes = Vec::new();
    for flag in flags {
        let Some((code, text)) = flag.split_once('=') else {
            mistakes.push(format!("--policy {flag}: valid: NATION=POLICY, for example {}=hawk", example(case)));
            continue;
        };
        match nation(case, code) {
            Ok(nation) if given.contains(&nation) => {
                mistakes
                    .push(format!("--policy {flag}: {} has a policy already; one a nation", case.nation(nation).code));
            }
            Ok(nation) => {
                given.push(nation);
                match parameters::leadership(text) {
                    Ok(leadership) => leaderships[nation.index()] = leadership,
                    Err(found) => {
                        mistakes.extend(found.into_iter().map(|mistake| format!("--policy {flag}: {mistake}")))
                    }
                }
            }
            Err(Failure::Flag(message)) => mistakes.push(format!("--policy {flag}: {message}")),
            Err(other) => return Err(other),
        }
    }
    if mistakes.is_empty() { Ok(leaderships) } else { Err(Failure::Flag(mistakes.join("\nerror: "))) }
}

/// A scenario with fields set by `PATH=VALUE` flags; all mistakes at once.
fn scenario_with(name: &str, flags: &[String]) -> Result<Arc<Case>, Failure> {
    if flags.is_empty() {
        return Ok(scenario_files::load(name)?);
    }
    let base = Adjustable::load(name)?;
    let mut problems = Vec::new();
    let mut changes: Vec<(FieldPath, toml::Value)> = Vec::new();
    for written in settings("--set", flags)? {
        let report = |what: String| Problem::new(written.place.clone(), what, "");
        let field = match base.field(&written.path) {
            Ok(field) => field,
            Err(why) => {
                problems.push(report(why));
                continue;
            }
        };
        let Some(value) = field_of(&written.value) else { continue };
        problems.extend(base.mistakes(&field, &value).into_iter().map(report));
        changes.push((field, value));
    }
    if !problems.is_empty() {
        return Err(Failure::Input(problems));
    }
    let borrowed: Vec<_> = changes.iter().map(|(path, value)| (path, value)).collect();
    Ok(base.changed(&borrowed)?)
}

/// Paths and values of `PATH=VALUE` flags.
fn settings(flag: &str, texts: &[String]) -> Result<Vec<Written>, Failure> {
    let mut mistakes = Vec::new();
    let mut found = Vec::new();
    for text in texts {
        match text.split_once('=') {
            Some((path, value)) => found.push(Written {
                path: path.trim().to_string(),
                value: value_of(value),
                place: Place::file(format!("{flag} {text}")),
            }),
            None => mistakes.push(format!("{flag} {text}: valid: PATH=VALUE, for example parameters.incident_base=-3")),
        }
    }
    if mistakes.is_empty() { Ok(found) } else { Err(Failure::Flag(mistakes.join("\nerror: "))) }
}

/// A value of a flag: as TOML where it is that, else as text.
fn value_of(text: &str) -> serde_json::Value {
    let parsed = toml::from_str::<toml::Table>(&format!("value = {text}")).ok();
    let value = parsed.and_then(|table| serde_json::to_value(table.get("value")?).ok());
    // A date without quotes is meant as the text that it is.
    let date = text.parse::<jiff::civil::Date>().is_ok();
    value.filter(|value| !date && !value.is_null()).unwrap_or_else(|| serde_json::Value::from(text))
}

fn example(case: &Case) -> &str {
    case.nations.first().map_or("NATION", |nation| nation.code.as_str())
}
