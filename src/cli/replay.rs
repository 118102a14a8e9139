//! `summitry replay`: rebuilds a game from its log.

use crate::cli::{Failure, page, run, scenario_with};
use crate::game::Game;
use crate::problem::Problem;
use crate::record::logged::{Logged, Wording};
use crate::record::story::Telling;
use crate::record::{debrief, log, whole};
use crate::rules::case::NationId;
use clap::Args;
use std::path::{Path, PathBuf};

/// How a log is spoken of.
const WRITTEN: Wording = Wording {
    under: "the log is of",
    since: "the log was written",
    other_rules: "its decisions are shown as they were written; replay it with the program that wrote it",
    other_scenario: "replay it with the scenario it was played with",
};

/// Arguments of `replay`.
#[derive(Args)]
#[command(after_help = include_str!("../../assets/help/replay.txt"))]
pub struct Replay {
    /// Log written by `run --log` or `play`.
    log: PathBuf,
    /// Check every turn's fingerprint; exit 1 naming the first that differs.
    #[arg(long)]
    verify: bool,
    /// Stop after this turn, counted from 1.
    #[arg(long, value_name = "TURN", value_parser = clap::value_parser!(u16).range(1..))]
    at: Option<u16>,
    /// Tell every offer at every table.
    #[arg(long)]
    offers: bool,
    /// Continuations played for each choice in the debrief's "what if"; 0 for none.
    #[arg(long, value_name = "GAMES", default_value_t = 8, value_parser = clap::value_parser!(u64).range(0..=10_000))]
    what_if: u64,
    /// Write the debrief as one HTML page that needs nothing else, instead of telling the game; the game must be over.
    #[arg(long, value_name = "FILE.html", conflicts_with_all = ["verify", "at", "offers"])]
    html: Option<PathBuf>,
}

impl Replay {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let lines = log::load(&self.log)?;
        let Logged { case, seed, player, .. } = match WRITTEN.open(&self.log, &lines, scenario_with) {
            Err(Failure::Input(problems)) if log::rules_version(&lines) != Some(log::RULES_VERSION) => {
                return self.unplayed(&lines, &problems);
            }
            opened => opened?,
        };
        let turns = case.calendar.turns.len();
        if let Some(at) = self.at
            && usize::from(at) > turns
        {
            return Err(Failure::Flag(format!("--at {at}: the game has {turns} turns; valid: 1 to {turns}")));
        }
        let mut replay = log::replay(case.clone(), seed, &lines, self.at.map(|at| at - 1));
        if let Some(turn) = replay.differs {
            let why = replay.stopped.map(|why| format!(" ({why})")).unwrap_or_default();
            if self.verify {
                page::line(format!("turn {} differs{why}", u32::from(turn) + 1));
            } else {
                run::tell(&mut replay.game, Telling { offers: self.offers });
                anstream::eprintln!(
                    "error: turn {} differs from the log{why}: the log was changed",
                    u32::from(turn) + 1
                );
            }
            return Err(Failure::Code(1));
        }
        if self.verify {
            page::line(format!("verified: {} turns", replay.game.digests().len()));
            return Ok(());
        }
        let led = player.as_ref().and_then(|code| case.nation_by_code(code));
        let seats = led.map_or(case.summit.parties.to_vec(), |seat| vec![seat]);
        if let Some(path) = &self.html {
            return self.page(&mut replay.game, &seats, path);
        }
        run::tell(&mut replay.game, Telling { offers: self.offers });
        if replay.game.is_over() {
            run::show(&debrief::of(&mut replay.game, self.what_if, &seats));
        }
        Ok(())
    }

    /// Writes the debrief as a page.
    fn page(&self, game: &mut Game, seats: &[NationId], path: &Path) -> Result<(), Failure> {
        if !game.is_over() {
            return Err(Failure::Flag(format!(
                "--html {}: the game is not over, so there is no debrief yet; continue it with `summitry play --resume {}`",
                path.display(),
                self.log.display()
            )));
        }
        let debrief = debrief::of(game, self.what_if, seats);
        let text = debrief::html(game, &debrief);
        whole::save(path, text.as_bytes())
            .map_err(|error| Failure::System(format!("{} cannot be written: {error}", path.display())))?;
        page::line(format!("{}: debrief", path.display()));
        Ok(())
    }

    /// Shows the decisions of a log of other rules, which cannot be played.
    fn unplayed(&self, lines: &[log::Line], problems: &[Problem]) -> Result<(), Failure> {
        problems.iter().for_each(|problem| anstream::eprintln!("error: {problem}"));
        for line in lines {
            match line {
                log::Line::Action { turn, seat, action } => {
                    page::line(format!("turn {:3}  {seat:5} {action}", u32::from(*turn) + 1));
                }
                log::Line::Outside { turn, outside } => {
                    page::line(format!("turn {:3}  outside: {outside}", u32::from(*turn) + 1));
                }
                _ => {}
            }
        }
        if self.verify { Err(Failure::Code(1)) } else { Ok(()) }
    }
}
