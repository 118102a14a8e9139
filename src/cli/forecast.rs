//! `summitry forecast`: what may come of a game from one of its turns on, as one seat can tell.

use crate::batch::forecast::{Budget, Forecast, forecast};
use crate::batch::{self, lattice};
use crate::cli::{Failure, leaderships, nation, page, scenario_with};
use crate::game::{Game, Leader};
use crate::record::logged::{Logged, Wording};
use crate::record::{log, names, words};
use crate::rules::action::Action;
use crate::rules::case::{Case, NationId};
use crate::rules::state::{Ask, Outcome};
use crate::statistics::interval::wilson;
use clap::Args;
use comfy_table::Table;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// How a log is spoken of.
const WRITTEN: Wording = Wording {
    under: "the log is of",
    since: "the log was written",
    other_rules: "use the program that wrote it",
    other_scenario: "use the scenario it was played with",
};

/// Arguments of `forecast`.
#[derive(Args)]
#[command(after_help = include_str!("../../assets/help/forecast.txt"))]
pub struct ForecastCommand {
    /// Log written by `run --log` or `play`.
    log: PathBuf,
    /// Turn to look ahead from, counted from 1: before anybody has moved in it.
    #[arg(long, value_name = "TURN", value_parser = clap::value_parser!(u16).range(1..))]
    at: u16,
    /// Whose knowledge to use; the log's player when not given, else the first party of the summit.
    #[arg(long = "as", value_name = "NATION")]
    seat: Option<String>,
    /// A move to try first, in the words of logs (`summitry play` lists them with `forms`); may be repeated.
    #[arg(long = "try", value_name = "ACTION")]
    tries: Vec<String>,
    /// Continuations of each choice.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u64).range(2..=1_000_000))]
    games: u64,
    /// Number that the continuations are drawn from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Who leads a seat in the continuations, as NATION=POLICY; the scenario's mix when not given.
    #[arg(long)]
    policy: Vec<String>,
    /// Worker threads; 0 for one a core.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// A choice of the seat with what came of it.
struct Choice {
    label: String,
    actions: Vec<Action>,
}

impl ForecastCommand {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let lines = log::load(&self.log)?;
        let Logged { case, seed, player, .. } = WRITTEN.open(&self.log, &lines, scenario_with)?;
        let seat = match self.seat.as_ref().or(player.as_ref()) {
            Some(code) => nation(&case, code)?,
            None => case.summit.parties[0],
        };
        lattice::load_usual(&case);
        let leaderships = leaderships(&case, &self.policy)?;
        let choices = self.choices(&case, seat, &lines)?;
        let mut game = self.rebuilt(&case, seed, &lines)?;
        let stop = AtomicBool::new(false);
        let budget = Budget { games: self.games, draw: self.seed, stop: &stop };
        let actions: Vec<Vec<Action>> = choices.iter().map(|choice| choice.actions.clone()).collect();
        let pool = batch::workers(self.threads).map_err(Failure::System)?;
        let found =
            game.observe(seat, |view| Some(pool.install(|| forecast(&case, view, &actions, &leaderships, &budget))));
        let found = match found {
            Some(Ok(found)) => found,
            Some(Err((position, refusal))) => {
                return Err(Failure::Flag(format!("--try \"{}\": {}", choices[position].label, refusal.0)));
            }
            None => Vec::new(),
        };
        if self.json {
            page::line(self.report(&case, seat, &choices, &found).to_string());
        } else {
            self.tell(&case, seat, &choices, &found);
        }
        Ok(())
    }

    /// What is compared: the seat led as usual, what it did according to the log, and each move that is to be tried.
    fn choices(&self, case: &Case, seat: NationId, lines: &[log::Line]) -> Result<Vec<Choice>, Failure> {
        let mut choices = vec![Choice { label: "as its policy would".to_string(), actions: Vec::new() }];
        let code = &case.nation(seat).code;
        let moves = lines.iter().filter_map(|line| match line {
            log::Line::Action { turn, seat, action } if turn + 1 == self.at && seat == code => Some(action),
            _ => None,
        });
        let mut taken = Vec::new();
        for text in moves {
            match words::read(case, seat, text) {
                Ok(Action::EndTurn) => {
                    taken.push(Action::EndTurn);
                    break;
                }
                Ok(action) => taken.push(action),
                Err(_) => break,
            }
        }
        if taken.last() == Some(&Action::EndTurn) {
            choices.push(Choice { label: "as it did".to_string(), actions: taken });
        }
        let mut mistakes = Vec::new();
        for text in &self.tries {
            match words::read(case, seat, text) {
                Ok(action) => choices.push(Choice { label: text.clone(), actions: vec![action] }),
                Err(mistake) => mistakes.push(format!("--try \"{text}\": {mistake}")),
            }
        }
        if mistakes.is_empty() { Ok(choices) } else { Err(Failure::Flag(mistakes.join("\nerror: "))) }
    }

    /// The game as it stood before anybody moved in the turn.
    fn rebuilt(&self, case: &Arc<Case>, seed: u64, lines: &[log::Line]) -> Result<Game, Failure> {
        let turns = case.calendar.turns.len();
        if usize::from(self.at) > turns {
            return Err(Failure::Flag(format!("--at {}: the game has {turns} turns; valid: 1 to {turns}", self.at)));
        }
        let outside = vec![Leader::Outside; case.nations.len()];
        let mut game = match self.at {
            1 => {
                let mut game = Game::new(case.clone(), seed, &outside);
                game.advance();
                game
            }
            at => {
                let replay = log::replay(case.clone(), seed, lines, Some(at - 2));
                if let Some(turn) = replay.differs {
                    let what = format!("turn {} differs from the log: the log was changed", u32::from(turn) + 1);
                    return Err(Failure::Flag(what));
                }
                replay.game
            }
        };
        let reached = game.look(|table| table.game.turn) + 1;
        if reached != usize::from(self.at) {
            return Err(Failure::Flag(format!(
                "--at {}: the log ends in turn {reached}; valid: 1 to {reached}",
                self.at
            )));
        }
        if game.waiting().is_none_or(|(_, ask)| ask != Ask::Posture) {
            let what =
                format!("--at {}: no moves are made in that turn; choose one before the summit's aftermath", self.at);
            return Err(Failure::Flag(what));
        }
        Ok(game)
    }

    /// The report for programs: `turn`, `as`, `games`, `seed`, and `choices`, each with its `actions` in words, `outcomes` (count,
    /// share and Wilson's 95 percent interval by class), `mean_payoff` with `standard_error`, and `gain` over the first choice with
    /// `gain_standard_error`.
    fn report(&self, case: &Case, seat: NationId, choices: &[Choice], found: &[Forecast]) -> serde_json::Value {
        let choice = |(choice, forecast): (&Choice, &Forecast)| {
            let outcomes: serde_json::Map<String, serde_json::Value> = Outcome::ALL
                .iter()
                .map(|class| {
                    let hits = forecast.outcomes[*class as usize];
                    let (low, high) = wilson(hits, forecast.games);
                    let share = hits as f64 / forecast.games.max(1) as f64;
                    let value = serde_json::json!({ "count": hits, "share": share, "interval": [low, high] });
                    (class.key().to_string(), value)
                })
                .collect();
            let actions: Vec<String> = choice.actions.iter().map(|action| words::write(case, seat, action)).collect();
            let (payoff, gain) = (forecast.payoff(), forecast.gain_over(&found[0]));
            serde_json::json!({
                "label": choice.label, "actions": actions, "games": forecast.games, "outcomes": outcomes,
                "mean_payoff": payoff.mean, "standard_error": payoff.error(), "gain": gain.mean, "gain_standard_error": gain.error(),
            })
        };
        let listed: Vec<serde_json::Value> = choices.iter().zip(found).map(choice).collect();
        serde_json::json!({
            "turn": self.at, "as": case.nation(seat).code, "games": self.games, "seed": self.seed, "choices": listed,
        })
    }

    fn tell(&self, case: &Case, seat: NationId, choices: &[Choice], found: &[Forecast]) {
        let day = case.calendar.turns.get(usize::from(self.at) - 1).map_or(0, |slot| slot.from);
        page::wrapped(
            0,
            0,
            format!(
                "From turn {} ({}), as far as {} can tell; {} continuations of each choice.",
                self.at,
                names::full_day(case, day),
                names::nation(case, seat),
                self.games
            ),
        );
        for (choice, forecast) in choices.iter().zip(found) {
            let (payoff, gain) = (forecast.payoff(), forecast.gain_over(&found[0]));
            page::heading(names::capital(&choice.label));
            page::wrapped(
                2,
                4,
                format!(
                    "Payoff {:.1} ± {:.1}; {:+.2} ± {:.2} against the first choice (95 percent).",
                    payoff.mean,
                    1.96 * payoff.error(),
                    gain.mean,
                    1.96 * gain.error()
                ),
            );
            let mut table = Table::new();
            table.set_header(["outcome", "share", "95% interval"]);
            for class in Outcome::ALL {
                let hits = forecast.outcomes[class as usize];
                let (low, high) = wilson(hits, forecast.games);
                table.add_row([
                    class.name().to_string(),
                    format!("{:.1}%", 100.0 * hits as f64 / forecast.games.max(1) as f64),
                    format!("{:.1}–{:.1}%", 100.0 * low, 100.0 * high),
                ]);
            }
            page::line(table.to_string());
        }
    }
}
