//! `summitry tournament`: every policy against every other.

mod document;
mod show;

use crate::batch::{lattice, tournament};
use crate::cli::progress::{INTERRUPTED, bar, stop_on_interrupt};
use crate::cli::{Failure, page};
use crate::delegations::parameters;
use crate::delegations::policy::{self, Leadership};
use crate::problem::valid_names;
use crate::record::whole;
use crate::rules::case::{Case, NationId};
use crate::scenario;
use crate::statistics::empirical_game::{Analysis, Payoffs, analyse, overall};
use crate::statistics::interval::Sample;
use clap::Args;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Most policies of a tournament.
const MOST_POLICIES: usize = 24;

/// Arguments of `tournament`.
#[derive(Args)]
#[command(after_help = include_str!("../../../assets/help/tournament.txt"))]
pub struct Tournament {
    /// Shipped scenarios, or folders.
    #[arg(required = true)]
    scenario: Vec<String>,
    /// Policies, as POLICY,POLICY:PARAMETER=VALUE,…; every built-in one unless given.
    #[arg(long, value_name = "POLICIES")]
    policies: Option<String>,
    /// Games of each pairing.
    #[arg(long, value_parser = clap::value_parser!(u64).range(2..=100_000))]
    games: u64,
    /// Nations whose seats the policies take, two at a time; the two that meet at the summit unless given.
    #[arg(long, value_name = "NATION,NATION,…")]
    seats: Option<String>,
    /// Root seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Worker threads; 0 for one a core.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Where to write the JSON too.
    #[arg(long, value_name = "FILE.json")]
    out: Option<PathBuf>,
}

/// A scenario and the pairs of seats that are contested in it.
struct Stage {
    case: Arc<Case>,
    seats: Vec<[NationId; 2]>,
}

/// A policy by the text that names it.
struct Entrant {
    name: String,
    leadership: Leadership,
}

/// What came of two seats.
struct Encounter {
    seats: [NationId; 2],
    analysis: Analysis,
    failed: u64,
}

/// What came of a scenario.
struct Played {
    case: Arc<Case>,
    encounters: Vec<Encounter>,
    /// How each entrant does over all seats, points above the mean of the seat.
    overall: Vec<Sample>,
    /// Games of each pairing.
    games: u64,
}

impl Tournament {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let (stages, entrants) = self.read()?;
        let stop = stop_on_interrupt();
        let tournaments: Vec<tournament::Tournament> = stages
            .into_iter()
            .map(|Stage { case, seats }| tournament::Tournament {
                case,
                policies: entrants.iter().map(|entrant| entrant.leadership).collect(),
                seats,
                games: self.games,
                seed: self.seed,
                threads: self.threads,
                stop: &stop,
            })
            .collect();
        let bar = bar(tournaments.iter().map(tournament::Tournament::size).sum(), "games", self.json);
        let mut played = Vec::new();
        for tournament in &tournaments {
            let encounters = tournament.play(|games| bar.inc(games)).map_err(Failure::System)?;
            played.extend(self.analysed(tournament.case.clone(), encounters));
        }
        bar.finish_and_clear();
        let document = document::document(&played, &entrants, self.seed);
        if let Some(path) = &self.out {
            whole::save(path, format!("{document:#}\n").as_bytes())
                .map_err(|error| Failure::System(format!("{} cannot be written: {error}", path.display())))?;
        }
        if self.json {
            page::line(document.to_string());
        } else {
            show::tell(&played, &entrants);
        }
        if stop.load(Ordering::Relaxed) {
            let games = played.last().map_or(0, |played| played.games);
            anstream::eprintln!(
                "stopped: {} of {} scenarios have games, the last {games} of {} a pairing; the figures are of those",
                played.len(),
                tournaments.len(),
                self.games
            );
            return Err(Failure::Code(INTERRUPTED));
        }
        Ok(())
    }

    /// None where no game was played.
    fn analysed(&self, case: Arc<Case>, encounters: Vec<tournament::Encounters>) -> Option<Played> {
        let payoffs: Vec<&Payoffs> = encounters.iter().map(|encounter| &encounter.payoffs).collect();
        let overall = overall(&payoffs);
        let games = encounters.first()?.payoffs.first()?.first()?.len() as u64;
        let encounters = encounters
            .into_iter()
            .map(|encounter| {
                let analysis = analyse(&encounter.payoffs, self.seed)?;
                Some(Encounter { seats: encounter.seats, analysis, failed: encounter.failed })
            })
            .collect::<Option<Vec<_>>>()?;
        Some(Played { case, encounters, overall, games })
    }

    /// Scenarios with the pairs of seats, and policies; all mistakes at once.
    fn read(&self) -> Result<(Vec<Stage>, Vec<Entrant>), Failure> {
        let mut mistakes = Vec::new();
        let mut stages = Vec::new();
        for name in &self.scenario {
            match scenario::load(name) {
                Ok(case) => match self.pairs(&case) {
                    Ok(seats) => {
                        lattice::load_usual(&case);
                        stages.push(Stage { case, seats });
                    }
                    Err(found) => mistakes.extend(found),
                },
                Err(problems) => mistakes.extend(problems.iter().map(ToString::to_string)),
            }
        }
        let entrants = self.entrants().unwrap_or_else(|found| {
            mistakes.extend(found);
            Vec::new()
        });
        if mistakes.is_empty() { Ok((stages, entrants)) } else { Err(Failure::Flag(mistakes.join("\nerror: "))) }
    }

    fn entrants(&self) -> Result<Vec<Entrant>, Vec<String>> {
        let texts = match &self.policies {
            Some(text) => divided(text),
            None => policy::names().into_iter().map(str::to_string).collect(),
        };
        let (mut entrants, mut mistakes) = (Vec::<Entrant>::new(), Vec::new());
        for name in texts {
            if entrants.iter().any(|known| known.name == name) {
                mistakes.push(format!("--policies: {name} stands there twice; once is enough"));
                continue;
            }
            match parameters::leadership(&name) {
                Ok(leadership) => entrants.push(Entrant { name, leadership }),
                Err(found) => mistakes.extend(found.into_iter().map(|mistake| format!("--policies: {mistake}"))),
            }
        }
        let count = entrants.len();
        if mistakes.is_empty() && !(2..=MOST_POLICIES).contains(&count) {
            mistakes.push(format!("--policies: {count} given; valid: 2 to {MOST_POLICIES}, for example hawk,dove"));
        }
        if mistakes.is_empty() { Ok(entrants) } else { Err(mistakes) }
    }

    fn pairs(&self, case: &Case) -> Result<Vec<[NationId; 2]>, Vec<String>> {
        let Some(text) = &self.seats else { return Ok(vec![case.summit.parties]) };
        let known: Vec<&str> = case.nations.iter().map(|nation| nation.code.as_str()).collect();
        let (mut seats, mut mistakes) = (Vec::new(), Vec::new());
        for code in text.split(',').map(str::trim) {
            match known.iter().position(|known| known.eq_ignore_ascii_case(code)).map(NationId::at) {
                Some(nation) if seats.contains(&nation) => {
                    mistakes.push(format!("--seats: {code} stands there twice; once is enough"));
                }
                Some(nation) => seats.push(nation),
                None => mistakes.push(format!(
                    "--seats: there is no nation \"{code}\" in {}; {}",
                    case.id,
                    valid_names(code, &known)
                )),
            }
        }
        if mistakes.is_empty() && seats.len() < 2 {
            mistakes
                .push(format!("--seats {text}: one seat is no encounter; valid: two or more of {}", known.join(", ")));
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let pairs = |(position, &first): (usize, &NationId)| {
            seats[position + 1..].iter().map(|&second| [first, second]).collect::<Vec<_>>()
        };
        Ok(seats.iter().enumerate().flat_map(pairs).collect())
    }
}

/// Policies divided at commas. What follows a comma and has `=` but names no policy is a further parameter of the one before.
fn divided(text: &str) -> Vec<String> {
    let mut policies: Vec<String> = Vec::new();
    for part in text.split(',').map(str::trim) {
        match policies.last_mut() {
            Some(last) if part.contains('=') && !part.contains(':') => {
                last.push(',');
                last.push_str(part);
            }
            _ => policies.push(part.to_string()),
        }
    }
    policies
}

#[cfg(test)]
mod tests {
    use super::divided;

    #[test]
    fn parameters_stay_with_their_policy() {
        assert_eq!(divided("hawk:caution=2,temper=1,dove, mix"), ["hawk:caution=2,temper=1", "dove", "mix"]);
        assert_eq!(divided("dove,dove:home=1"), ["dove", "dove:home=1"]);
    }
}
