//! `summitry run`: one game with nobody at the table.

use crate::cli::{Failure, leaderships, page, scenario_with};
use crate::game::{Game, Leader};
use crate::record::debrief::{self, Debrief};
use crate::record::story::{Chronicle, Telling};
use crate::record::{log, names};
use crate::rules::event::Fact;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `run`.
#[derive(Args)]
#[command(after_help = include_str!("../../assets/help/run.txt"))]
pub struct Run {
    /// Shipped scenario, or a folder.
    scenario: String,
    /// Root seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Who leads a seat, as NATION=POLICY or NATION=POLICY:PARAMETER=VALUE,…; may be repeated.
    #[arg(long)]
    policy: Vec<String>,
    /// Set a field of the scenario, as PATH=VALUE; may be repeated.
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<String>,
    /// Where to write the log.
    #[arg(long, value_name = "FILE.jsonl")]
    log: Option<PathBuf>,
    /// Tell every offer at every table.
    #[arg(long)]
    offers: bool,
    /// Continuations played for each choice in the debrief's "what if"; 0 for none.
    #[arg(long, value_name = "GAMES", default_value_t = 8, value_parser = clap::value_parser!(u64).range(0..=10_000))]
    what_if: u64,
    /// Print the debrief as JSON instead of the story.
    #[arg(long)]
    json: bool,
}

impl Run {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let case = scenario_with(&self.scenario, &self.set)?;
        let leaders: Vec<Leader> = leaderships(&case, &self.policy)?.into_iter().map(Leader::BuiltIn).collect();
        let mut game = Game::new(case.clone(), self.seed, &leaders);
        game.advance();
        if let Some(path) = &self.log {
            let mut lines = log::lines(&mut game, &self.scenario, None);
            if let Some(log::Line::Header { set, .. }) = lines.first_mut() {
                *set = self.set.clone();
            }
            log::save(path, &lines)
                .map_err(|error| Failure::System(format!("{} cannot be written: {error}", path.display())))?;
        }
        if !self.json {
            tell(&mut game, Telling { offers: self.offers });
        }
        let debrief = debrief::of(&mut game, self.what_if, &case.summit.parties);
        if self.json {
            page::line(serde_json::to_string_pretty(&debrief).map_err(|error| Failure::System(error.to_string()))?);
        } else {
            show(&debrief);
        }
        Ok(())
    }
}

/// Prints the story of a game under a heading a turn; the turns that nothing happened in are left out.
pub fn tell(game: &mut Game, telling: Telling) {
    let case = game.case().clone();
    page::line(page::styled(page::HEADING, &case.title));
    page::text(&case.summary);
    let Some(chronicle) = game.look(|table| Some(Chronicle::of(&case, table))) else { return };
    let began = chronicle.events.iter().filter(|event| event.fact == Fact::TurnBegan).map(|event| event.turn);
    for turn in began {
        let items = chronicle.tell_turn(turn, telling);
        let Some(slot) = case.calendar.turns.get(usize::from(turn)) else { continue };
        if items.is_empty() {
            continue;
        }
        let stage = case.calendar.stages.get(slot.stage).map(String::as_str).unwrap_or_default();
        page::heading(format!("{} · turn {} · {stage}", names::days(&case, *slot), turn + 1));
        page::story(&items, |day| names::day(&case, day));
    }
}

/// Prints a debrief.
pub fn show(debrief: &Debrief) {
    page::rule();
    page::line(page::styled(page::HEADING, "DEBRIEF"));
    for section in debrief::sections(debrief) {
        page::heading(&section.title);
        for line in &section.lines {
            page::wrapped(2, 4, line);
        }
    }
}
