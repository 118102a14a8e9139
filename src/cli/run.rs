//! `summitry run`: one game with nobody at the table.

use crate::cli::{Failure, leaderships};
use crate::game::{Game, Leader};
use crate::record::{debrief, log, story};
use crate::rules::event::Fact;
use crate::scenario;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `run`.
#[derive(Args)]
#[command(after_help = "Example:\n  summitry run rare-earths-2025 --seed 7 --policy USA=hawk --log game.jsonl")]
pub struct Run {
    /// Shipped scenario, or a folder.
    scenario: String,
    /// Root seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Who leads a seat, as NATION=POLICY; may be repeated.
    #[arg(long)]
    policy: Vec<String>,
    /// Where to write the log.
    #[arg(long, value_name = "FILE.jsonl")]
    log: Option<PathBuf>,
    /// Print the debrief as JSON instead of the story.
    #[arg(long)]
    json: bool,
}

impl Run {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let case = scenario::load(&self.scenario)?;
        let leaders: Vec<Leader> = leaderships(&case, &self.policy)?.into_iter().map(Leader::BuiltIn).collect();
        let mut game = Game::new(case.clone(), self.seed, &leaders);
        game.advance();
        if let Some(path) = &self.log {
            log::save(path, &log::lines(&mut game, &self.scenario, self.seed, None))?;
        }
        let debrief = game.look(|table| Some(debrief::of(table)));
        let Some(debrief) = debrief else { return Ok(()) };
        if self.json {
            println!("{}", serde_json::to_string_pretty(&debrief).unwrap_or_default());
            return Ok(());
        }
        tell(&mut game);
        println!("\n{debrief}");
        Ok(())
    }
}

/// Prints the story of a game, a line an event, under a heading a turn.
pub fn tell(game: &mut Game) {
    let case = game.case().clone();
    println!("{}\n{}", case.title, case.summary);
    game.look(|table| {
        let mut last = (u16::MAX, String::new());
        for event in &table.game.events {
            if event.turn != last.0 && event.fact == Fact::TurnBegan {
                let slot = case.calendar.turns[usize::from(event.turn)];
                println!("\n{} (turn {})", case.calendar.stages[slot.stage], event.turn + 1);
                last.0 = event.turn;
            }
            if let Some(line) = story::line(&case, table.game, event)
                && line != last.1
            {
                println!("  {line}");
                last.1 = line;
            }
        }
    });
}
