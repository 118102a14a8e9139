//! `summitry replay`: rebuilds a game from its log.

use crate::cli::{Failure, run};
use crate::problem::{Place, Problem};
use crate::record::{debrief, log};
use crate::scenario;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `replay`.
#[derive(Args)]
pub struct Replay {
    /// Log written by `run --log` or `play`.
    log: PathBuf,
    /// Check every turn's fingerprint; exit 1 naming the first that differs.
    #[arg(long)]
    verify: bool,
    /// Stop after this turn, counted from 1.
    #[arg(long)]
    at: Option<u16>,
}

impl Replay {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let lines = log::load(&self.log)?;
        let Some(log::Line::Header { scenario: name, scenario_hash, rules_version, seed, .. }) = lines.first() else {
            return Ok(());
        };
        let case = scenario::load(name)?;
        let place = Place::line(self.log.display().to_string(), 1);
        if *rules_version != log::RULES_VERSION {
            let what = format!("the log is of rules version {rules_version}, this program plays {}", log::RULES_VERSION);
            anstream::eprintln!("{}", Problem::new(place.clone(), what, "its actions are shown as written"));
            for line in &lines {
                if let log::Line::Action { turn, seat, action } = line {
                    println!("turn {}  {seat}  {action}", turn + 1);
                }
            }
            return if self.verify { Err(Failure::Code(1)) } else { Ok(()) };
        }
        if *scenario_hash != format!("{:016x}", case.hash) {
            let what = "the scenario's files have changed since the log was written";
            return Err(Failure::Input(vec![Problem::new(place, what, "replay it with the scenario it was played with")]));
        }
        let mut replay = log::replay(case, *seed, &lines, self.at.map(|at| at.saturating_sub(1)));
        if self.verify {
            if let Some(turn) = replay.differs {
                let why = replay.stopped.map(|why| format!(" ({why})")).unwrap_or_default();
                println!("turn {} differs{why}", turn + 1);
                return Err(Failure::Code(1));
            }
            println!("verified: {} turns", replay.game.digests().len());
            return Ok(());
        }
        run::tell(&mut replay.game);
        if let Some(why) = replay.stopped {
            anstream::eprintln!("the replay stopped at {why}");
        }
        if replay.game.is_over()
            && let Some(debrief) = replay.game.look(|table| Some(debrief::of(table)))
        {
            println!("\n{debrief}");
        }
        Ok(())
    }
}
