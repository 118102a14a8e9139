//! `summitry negotiate`: automated negotiation over domains of Genius, without a game.

mod analyse;
mod input;
mod json;
mod plot;
mod story;

use crate::bargaining::agent::Agent;
use crate::bargaining::explained::{Explained, Minutes, Spoken};
use crate::bargaining::protocol::{
    MOST_ROUNDS, Meeting, Protocol, Quota, SingleText, StackedAlternatingOffers, Voting,
};
use crate::bargaining::registry::{self, Recipe};
use crate::bargaining::session::{self, Ended, Limits, MOST_PARTIES, Negotiator, Offer, PowerBounds};
use crate::cli::{Failure, page};
use clap::{Args, Subcommand, ValueEnum};
use input::Files;
use std::path::PathBuf;

/// Most rounds, of all sessions of a repeat together, whose offers are kept to be told.
const MOST_TRACED: u64 = 2_000_000;
/// Most sessions that are listed in one JSON document.
const MOST_LISTED: u32 = 100_000;

/// Arguments of `negotiate`.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(after_help = include_str!("../../../assets/help/negotiate.txt"), after_long_help = long_help())]
pub struct Negotiate {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    session: Option<Session>,
}

#[derive(Subcommand)]
enum Command {
    /// What a domain and its profiles make possible: frontier, solution points, opposition.
    Analyse(analyse::Analyse),
}

/// How talks are held.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Table {
    /// Stacked alternating offers: each answers the standing offer or replaces it.
    Alternating,
    /// All offer, all vote on all offers; see --quota and --power.
    Voting,
    /// Voting in which a coalition may close its own deal and leave.
    Coalitions,
    /// A game's own meeting: as alternating, with questions of price, and a vote on the last offer.
    Meeting,
    /// A mediator improves a single text that all vote on.
    Mediated,
}

/// One or several sessions.
#[derive(Args)]
struct Session {
    /// Domain file.
    #[arg(value_name = "DOMAIN.xml", required = true)]
    domain: PathBuf,
    /// Profile files, one a party, in the order in which they speak.
    #[arg(value_name = "PROFILE.xml", required = true, num_args = 1..)]
    profiles: Vec<PathBuf>,
    /// Agents of the parties, separated by commas: a name, or AGENT/ACCEPTANCE/MODEL.
    #[arg(long, value_name = "AGENT,AGENT…", value_delimiter = ',', required = true)]
    agents: Vec<String>,
    /// Most rounds.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    rounds: u32,
    /// What chance is seeded with.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Sessions to hold, with seeds counting up.
    #[arg(long, value_name = "K", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    repeat: u32,
    /// Tell every offer.
    #[arg(long)]
    trace: bool,
    /// Print one JSON document and nothing else.
    #[arg(long)]
    json: bool,
    /// How talks are held.
    #[arg(long, value_enum, default_value_t = Table::Alternating)]
    protocol: Table,
    /// Share of all power that carries an offer in a vote; everybody's when left out.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    quota: Option<f64>,
    /// Power of the parties in a vote, separated by commas; 1 each when left out.
    #[arg(long, value_name = "POWER,POWER…", value_delimiter = ',', value_parser = power)]
    power: Vec<f64>,
    /// Least and greatest power of the coalitions that each party joins, separated by commas; any when left out.
    #[arg(long, value_name = "LEAST..MOST,…", value_delimiter = ',', value_parser = bounds)]
    join: Vec<PowerBounds>,
    /// Chance, after each round, that there is another.
    #[arg(long, value_name = "CHANCE", default_value_t = 1.0, value_parser = share)]
    continue_probability: f64,
}

fn share(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|share| *share > 0.0 && *share <= 1.0).ok_or_else(|| "valid: above 0 and up to 1".into())
}

fn power(text: &str) -> Result<f64, String> {
    let valid = |power: &f64| *power > 0.0 && *power <= 1e9;
    text.parse().ok().filter(valid).ok_or_else(|| "valid: above 0".into())
}

/// Bounds such as `2..3`, `2..` or `..3`.
fn bounds(text: &str) -> Result<PowerBounds, String> {
    let number = |text: &str, open: f64| match text {
        "" => Some(open),
        text => text.parse().ok().filter(|power: &f64| (0.0..=1e12).contains(power)),
    };
    let PowerBounds { least, most } = PowerBounds::ANY;
    let read = text.split_once("..").and_then(|(from, to)| number(from, least).zip(number(to, most)));
    match read {
        Some((least, most)) if least <= most => Ok(PowerBounds { least, most }),
        _ => {
            Err("valid: LEAST..MOST with numbers from 0, the lesser first, either left out where there is no bound"
                .into())
        }
    }
}

/// The help with the list of agents.
fn long_help() -> String {
    let mut text = include_str!("../../../assets/help/negotiate.txt").to_string();
    text.push_str("\nAgents:\n");
    for (name, meaning) in registry::agents() {
        text.push_str(&format!("  {name:22} {meaning}\n"));
    }
    text.push_str(&format!("\nAcceptance conditions: {}\n", registry::conditions().join(", ")));
    text.push_str(&format!("Opponent models: {}\n", registry::models().join(", ")));
    text
}

/// One session that was held.
struct Held {
    ended: Ended,
    trace: Vec<Offer>,
    /// What was said and why, where that is told.
    minutes: Vec<Spoken>,
}

impl Negotiate {
    pub(super) fn execute(self) -> Result<(), Failure> {
        match (self.command, self.session) {
            (Some(Command::Analyse(verb)), _) => verb.execute(),
            (None, Some(session)) => session.execute(),
            (None, None) => Ok(()),
        }
    }
}

impl Session {
    fn execute(self) -> Result<(), Failure> {
        let files = input::read(&self.domain, &self.profiles)?;
        let recipes = self.recipes()?;
        // Reasons are told of a single session, and of each whose trace is asked for.
        let minutes = (self.repeat == 1 || self.trace).then(Minutes::default);
        let mut parties: Vec<Box<dyn Negotiator>> = Vec::with_capacity(recipes.len());
        for (place, (recipe, profile)) in recipes.iter().zip(&files.profiles).enumerate() {
            let agent: Agent = recipe.make(profile).map_err(|why| {
                Failure::Flag(format!("--agents {}: {why}; trade-off and nash-seeker need no list", recipe.name()))
            })?;
            let agent = agent.within(self.join.get(place).copied().unwrap_or(PowerBounds::ANY));
            parties.push(match &minutes {
                Some(minutes) => Box::new(Explained::new(agent, minutes.clone())),
                None => Box::new(agent),
            });
        }
        let mut protocol = self.protocol(&files);
        let limits = Limits { rounds: self.rounds, continue_probability: self.continue_probability };
        let mut sessions = Vec::new();
        let mut trace = Vec::new();
        for extra in 0..self.repeat {
            trace.clear();
            let seed = self.seed.wrapping_add(extra.into());
            let ended = session::run(protocol.as_mut(), &mut parties, limits, seed, &mut trace);
            // Of very many sessions only what came of them is kept.
            let kept = if minutes.is_some() { trace.clone() } else { Vec::new() };
            let said = minutes.as_ref().map_or_else(Vec::new, |minutes| minutes.take());
            sessions.push((Held { ended, trace: kept, minutes: said }, trace.len()));
        }
        let deals = self.protocol != Table::Alternating;
        match (self.json, sessions.as_slice()) {
            (true, [(held, _)]) => {
                let document = json::session(
                    &files,
                    held,
                    held.trace.len(),
                    json::Telling { trace: true, reasons: self.trace, deals },
                );
                page::line(document.to_string());
            }
            (true, _) => page::line(
                json::sessions(&files, &sessions, json::Telling { trace: self.trace, reasons: self.trace, deals })
                    .to_string(),
            ),
            (false, [(held, _)]) => {
                let names: Vec<&str> = recipes.iter().map(Recipe::name).collect();
                let mediated = self.protocol == Table::Mediated;
                story::tell(&files, &names, limits, held, story::Telling { every_offer: self.trace, mediated });
            }
            (false, _) => {
                if self.trace {
                    for (held, _) in &sessions {
                        story::offers(&files, held, true);
                    }
                }
                story::summary(&files, &sessions);
            }
        }
        Ok(())
    }

    /// The recipes of the agents; all mistakes at once.
    fn recipes(&self) -> Result<Vec<Recipe>, Failure> {
        let mut mistakes = Vec::new();
        let mut recipes = Vec::new();
        for text in &self.agents {
            match Recipe::parse(text) {
                Ok(recipe) => recipes.push(recipe),
                Err(mistake) => mistakes.push(format!("--agents {text}: {mistake}")),
            }
        }
        let (agents, profiles) = (self.agents.len(), self.profiles.len());
        if agents != profiles {
            mistakes.push(format!("--agents names {agents}, and there are {profiles} profiles; valid: one a profile"));
        }
        if !self.power.is_empty() && self.power.len() != profiles {
            let powers = self.power.len();
            mistakes
                .push(format!("--power has {powers} numbers, and there are {profiles} profiles; valid: one a profile"));
        }
        let votes = matches!(self.protocol, Table::Voting | Table::Coalitions);
        if !self.join.is_empty() && self.join.len() != profiles {
            let bounds = self.join.len();
            mistakes
                .push(format!("--join has {bounds} bounds, and there are {profiles} profiles; valid: one a profile"));
        }
        if !self.join.is_empty() && self.protocol != Table::Coalitions {
            mistakes.push("--join belongs to --protocol coalitions".to_string());
        }
        if !votes && (self.quota.is_some() || !self.power.is_empty()) {
            mistakes.push("--quota and --power belong to --protocol voting and coalitions".to_string());
        }
        if self.repeat > 1 && self.trace && u64::from(self.repeat) * u64::from(self.rounds) > MOST_TRACED {
            mistakes
                .push(format!("--trace: valid with up to {MOST_TRACED} rounds in all sessions of --repeat together"));
        }
        if self.json && self.repeat > MOST_LISTED {
            mistakes.push(format!("--repeat {}: valid with --json: up to {MOST_LISTED}", self.repeat));
        }
        if self.protocol == Table::Meeting && self.rounds > MOST_ROUNDS {
            mistakes.push(format!("--rounds {}: valid with --protocol meeting: up to {MOST_ROUNDS}", self.rounds));
        }
        if !(2..=MOST_PARTIES).contains(&profiles) {
            mistakes.push(format!("there are {profiles} profiles; valid: 2 to {MOST_PARTIES}"));
        }
        if mistakes.is_empty() { Ok(recipes) } else { Err(Failure::Flag(mistakes.join("\nerror: "))) }
    }

    fn protocol(&self, files: &Files) -> Box<dyn Protocol> {
        match self.protocol {
            Table::Alternating => Box::new(StackedAlternatingOffers::default()),
            Table::Meeting => Box::new(Meeting::default()),
            Table::Mediated => Box::new(SingleText::new(files.domain.clone())),
            Table::Voting | Table::Coalitions => {
                let mut voting = Voting::new(self.quota.map_or(Quota::Unanimity, Quota::Share));
                voting.power = self.power.clone();
                voting.partial = self.protocol == Table::Coalitions;
                Box::new(voting)
            }
        }
    }
}
