//! `summitry replay`: rebuilds a game from its log.

use crate::cli::logged::{Logged, Wording};
use crate::cli::{Failure, page, run};
use crate::problem::Problem;
use crate::record::story::Telling;
use crate::record::{debrief, log};
use crate::rules::case::NationId;
use clap::Args;
use std::path::PathBuf;

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
}

impl Replay {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let lines = log::load(&self.log)?;
        let Logged { case, seed, player, .. } = match WRITTEN.open(&self.log, &lines) {
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
        run::tell(&mut replay.game, Telling { offers: self.offers });
        if replay.game.is_over() {
            let led = player.as_ref().and_then(|code| case.nations.iter().position(|nation| nation.code == *code));
            let seats = led.map_or(case.summit.parties.to_vec(), |position| vec![NationId::at(position)]);
            run::show(&debrief::of(&mut replay.game, self.what_if, &seats));
        }
        Ok(())
    }

    /// Shows the decisions of a log of other rules, which cannot be played.
    fn unplayed(&self, lines: &[log::Line], problems: &[Problem]) -> Result<(), Failure> {
        problems.iter().for_each(|problem| anstream::eprintln!("error: {problem}"));
        for line in lines {
            if let log::Line::Action { turn, seat, action } = line {
                page::line(format!("turn {:3}  {seat:5} {action}", u32::from(*turn) + 1));
            }
        }
        if self.verify { Err(Failure::Code(1)) } else { Ok(()) }
    }
}
