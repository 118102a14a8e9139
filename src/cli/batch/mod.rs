//! `summitry batch`: very many games, counted, or kept as tables.

mod kept;
mod merge;
mod plain;
mod show;
mod slurm;

use crate::batch::again::quoted;
use crate::batch::draft::{self, BlockDraft, Draft, Recorded, Written};
use crate::batch::folder::Opening;
use crate::batch::manifest::Shard;
use crate::cli::{Failure, leaderships, scenario_with, settings};
use crate::problem::Place;
use clap::{Args, Subcommand};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Arguments of `batch`.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(after_help = include_str!("../../../assets/help/batch.txt"))]
pub struct Batch {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    play: Play,
}

#[derive(Subcommand)]
enum Command {
    /// Put the shards of a sweep together: exactly the result of an unsharded batch.
    Merge(merge::Merge),
    /// Write the script of a Slurm job array that plays a sweep in shards and merges them.
    Slurm(slurm::Slurm),
}

/// Arguments that play.
#[derive(Args)]
struct Play {
    /// Sweep file (ending in .toml), shipped scenario, or folder of a scenario.
    #[arg(value_name = "SWEEP.toml|SCENARIO", required = true)]
    input: Option<String>,
    /// Number of games; with --sweep, of each cell.
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    games: Option<u64>,
    /// Root seed; 1 when not given.
    #[arg(long)]
    seed: Option<u64>,
    /// Who leads a seat, as NATION=POLICY or NATION=POLICY:PARAMETER=VALUE,…; may be repeated.
    #[arg(long)]
    policy: Vec<String>,
    /// Set a field of the scenario, as PATH=VALUE; may be repeated.
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<String>,
    /// Vary a field, as PATH=VALUE,VALUE,…; may be repeated, for every combination.
    #[arg(long, value_name = "PATH=VALUES")]
    sweep: Vec<String>,
    /// Tables to write besides games.parquet.
    #[arg(long, value_delimiter = ',', value_parser = ["turns", "actions"])]
    record: Vec<String>,
    /// Results folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Continue the batch of the results folder, or begin it.
    #[arg(long, conflicts_with = "overwrite")]
    resume: bool,
    /// Take the batch of the results folder away and begin anew.
    #[arg(long)]
    overwrite: bool,
    /// Play one part of the sweep, as I/N with I from 0 to N-1.
    #[arg(long, value_name = "I/N", value_parser = shard)]
    shard: Option<Shard>,
    /// Worker threads; 0 for one a core.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=4096))]
    threads: u16,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

fn shard(text: &str) -> Result<Shard, String> {
    let valid = "valid: I/N with I from 0 to N-1, such as 0/4";
    let (index, of) = text.split_once('/').ok_or(valid)?;
    let (index, of) = (index.parse().map_err(|_| valid)?, of.parse().map_err(|_| valid)?);
    if index < of { Ok(Shard { index, of }) } else { Err(valid.to_string()) }
}

impl Batch {
    pub(super) fn execute(self) -> Result<(), Failure> {
        match self.command {
            Some(Command::Merge(command)) => command.execute(),
            Some(Command::Slurm(command)) => command.execute(),
            None => self.play.execute(),
        }
    }
}

impl Play {
    fn execute(self) -> Result<(), Failure> {
        let input = self.input.clone().unwrap_or_default();
        let draft = if input.ends_with(".toml") {
            self.only_for_scenarios()?;
            draft::read(Path::new(&input))?
        } else {
            let games = self.games.ok_or_else(|| {
                Failure::Flag("--games is missing: how many games to play, such as --games 1000".to_string())
            })?;
            if self.out.is_none() {
                self.only_for_folders()?;
                let case = scenario_with(&input, &self.set)?;
                let leaderships = leaderships(&case, &self.policy)?;
                let (seed, threads) = (self.seed.unwrap_or(1), usize::from(self.threads));
                let flags = |flag: &str, words: &[String]| -> String {
                    words.iter().map(|word| format!(" {flag} {}", quoted(word))).collect()
                };
                let changes = flags("--set", &self.set) + &flags("--policy", &self.policy);
                let command = format!("summitry run {}{changes}", quoted(&input));
                return plain::Plain { case, leaderships, games, seed, threads, json: self.json, command }.execute();
            }
            self.draft(&input, games)?
        };
        let Some(out) = self.out else {
            return Err(Failure::Flag(
                "--out is missing: the folder that the results go to, such as --out results".into(),
            ));
        };
        let opening = match (self.resume, self.overwrite) {
            (true, _) => Opening::Resume,
            (_, true) => Opening::Overwrite,
            _ => Opening::New,
        };
        let (threads, json) = (usize::from(self.threads), self.json);
        kept::Kept { draft, out, opening, shard: self.shard, threads, json }.execute()
    }

    /// Refuses flags that a sweep file says itself.
    fn only_for_scenarios(&self) -> Result<(), Failure> {
        let given = [
            ("--games", self.games.is_some(), "replicates"),
            ("--seed", self.seed.is_some(), "seed"),
            ("--policy", !self.policy.is_empty(), "[policy]"),
            ("--set", !self.set.is_empty(), "[set]"),
            ("--sweep", !self.sweep.is_empty(), "[[block]]"),
            ("--record", !self.record.is_empty(), "record"),
        ];
        refuse(&given, |flag, key| format!("{flag}: a sweep file says so itself, under \"{key}\""))
    }

    /// Refuses flags that make no sense without a results folder.
    fn only_for_folders(&self) -> Result<(), Failure> {
        let given = [
            ("--sweep", !self.sweep.is_empty(), ""),
            ("--record", !self.record.is_empty(), ""),
            ("--resume", self.resume, ""),
            ("--overwrite", self.overwrite, ""),
            ("--shard", self.shard.is_some(), ""),
        ];
        refuse(&given, |flag, _| format!("{flag} needs --out DIR, the folder that the results go to"))
    }

    /// The sweep that the flags describe.
    fn draft(&self, scenario: &str, games: u64) -> Result<Draft, Failure> {
        let policies = settings("--policy", &self.policy)?;
        let texts = |written: Vec<Written>| -> Vec<Written> {
            // A policy is a text, also where it looks like something else.
            let text = |value: Value| Value::String(value.as_str().map_or(value.to_string(), str::to_string));
            written.into_iter().map(|one| Written { value: text(one.value), ..one }).collect()
        };
        let vary = settings("--sweep", &self.sweep)?.into_iter().map(listed).collect::<Vec<_>>();
        let place = Place::file("--sweep");
        let block = BlockDraft {
            place,
            name: Some("every combination".to_string()),
            design: None,
            replicates: None,
            samples: None,
            set: Vec::new(),
            policy: Vec::new(),
            vary,
            rows: Vec::new(),
        };
        Ok(Draft {
            question: None,
            scenario: scenario.to_string(),
            folder: Some(PathBuf::from(scenario)).filter(|folder| folder.is_dir()),
            scenario_place: Place::file(scenario),
            seed: self.seed.unwrap_or(1),
            replicates: games,
            chunk: None,
            record: Recorded::ALL
                .into_iter()
                .filter(|table| self.record.iter().any(|name| name == table.name()))
                .collect(),
            set: settings("--set", &self.set)?,
            policy: texts(policies),
            blocks: if self.sweep.is_empty() { Vec::new() } else { vec![block] },
        })
    }
}

/// A setting whose value is a list, divided by commas where it is not written as one.
fn listed(written: Written) -> Written {
    let value = match &written.value {
        Value::String(text) => Value::Array(text.split(',').map(|part| crate::cli::value_of(part.trim())).collect()),
        Value::Array(_) | Value::Object(_) => written.value.clone(),
        single => Value::Array(vec![single.clone()]),
    };
    Written { value, ..written }
}

fn refuse(given: &[(&str, bool, &str)], why: impl Fn(&str, &str) -> String) -> Result<(), Failure> {
    let refused: Vec<String> =
        given.iter().filter(|(_, there, _)| *there).map(|(flag, _, key)| why(flag, key)).collect();
    if refused.is_empty() { Ok(()) } else { Err(Failure::Flag(refused.join("\nerror: "))) }
}
