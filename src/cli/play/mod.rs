//! `summitry play`: lead a delegation at the terminal.

mod command;
mod help;
mod moves;
mod screen;
mod session;
mod source;
mod table;
mod views;
mod why;

use crate::cli::logged::{Logged, Wording};
use crate::cli::progress::INTERRUPTED;
use crate::cli::{Failure, leaderships, nation};
use crate::delegations::policy::{self, Leadership};
use crate::game::{Game, Leader};
use crate::record::log;
use crate::rules::case::{Case, NationId};
use crate::scenario;
use clap::Args;
use session::{Left, Session};
use source::Source;
use std::path::{Path, PathBuf};

/// How a game that was saved is spoken of.
const SAVED: Wording = Wording {
    under: "the game was saved under",
    since: "the game was saved",
    other_rules: "continue it with the program that saved it; `summitry replay` shows its decisions",
    other_scenario: "continue it with the scenario as it was",
};

/// Arguments of `play`.
#[derive(Args)]
#[command(after_help = include_str!("../../../assets/help/play.txt"))]
pub struct Play {
    /// Shipped scenario, or a folder.
    #[arg(default_value = "rare-earths-2025")]
    scenario: String,
    /// Delegation to lead; the first playable one when not given.
    #[arg(long = "as", value_name = "NATION")]
    nation: Option<String>,
    /// Root seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How able the counterparts at the summit are: novice, seasoned or master; the scenario's mix of characters when not given.
    #[arg(long, value_name = "LEVEL", value_parser = ["novice", "seasoned", "master"])]
    difficulty: Option<String>,
    /// Who leads another seat, as NATION=POLICY or NATION=POLICY:PARAMETER=VALUE,…; may be repeated.
    #[arg(long)]
    policy: Vec<String>,
    /// Play at the terminal.
    #[arg(long)]
    terminal: bool,
    /// Take the lines from a file instead of the keyboard.
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// Continue the game saved here.
    #[arg(long, value_name = "LOG", conflicts_with_all = ["scenario", "nation", "seed", "difficulty", "policy"])]
    resume: Option<PathBuf>,
    /// Where to save the game; the platform's data folder when not given.
    #[arg(long, value_name = "LOG")]
    save: Option<PathBuf>,
}

impl Play {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let mut session = match &self.resume {
            Some(path) => self.resumed(path)?,
            None => self.begun()?,
        };
        let mut source = match &self.script {
            Some(path) => Source::script(path, &session.case, session.me)?,
            None => Source::standard(&session.case)?,
        };
        session.say_goodbye_on_interrupt();
        session.open(self.resume.is_some());
        let left = session.play(&mut source);
        session.store()?;
        match left? {
            Left::Over => session.debrief(),
            Left::Quit => session.saved(""),
            Left::End if source.is_script() => session.saved("The script ends before the game does. "),
            Left::End => session.saved(""),
            Left::Interrupted => {
                session.saved("");
                return Err(Failure::Code(INTERRUPTED));
            }
        }
        Ok(())
    }

    fn begun(&self) -> Result<Session, Failure> {
        let case = scenario::load(&self.scenario)?;
        let me = match &self.nation {
            Some(code) => nation(&case, code)?,
            None => case.nation_ids().find(|id| case.nation(*id).playable).unwrap_or(NationId(0)),
        };
        if !case.nation(me).playable {
            let playable: Vec<&str> =
                case.nations.iter().filter(|nation| nation.playable).map(|nation| nation.code.as_str()).collect();
            let code = &case.nation(me).code;
            return Err(Failure::Flag(format!(
                "--as {code}: no person leads {code} here; valid: {}",
                playable.join(", ")
            )));
        }
        let mut leaders: Vec<Leader> = leaderships(&case, &self.policy)?.into_iter().map(Leader::BuiltIn).collect();
        if let Some(character) = self.difficulty.as_deref().and_then(policy::by_name) {
            for party in case.summit.parties {
                if matches!(leaders[party.index()], Leader::BuiltIn(Leadership::Mixed)) {
                    leaders[party.index()] = Leader::BuiltIn(Leadership::Fixed(*character));
                }
            }
        }
        leaders[me.index()] = Leader::Outside;
        let mut game = Game::new(case.clone(), self.seed, &leaders);
        game.advance();
        let save = self.save.clone().or_else(|| data_file(&case, me, self.seed));
        Ok(Session::new(case, me, self.scenario.clone(), save, game))
    }

    fn resumed(&self, path: &Path) -> Result<Session, Failure> {
        let lines = log::load(path)?;
        let Logged { name, case, seed, player } = SAVED.open(path, &lines)?;
        let fault = |what: String, remedy: &str| SAVED.fault(path, what, remedy);
        let Some(code) = player else {
            return Err(fault("no person led a seat in this game".to_string(), "`summitry replay` tells it"));
        };
        let me = nation(&case, &code)?;
        let game = log::resume(&case, me, seed, &lines)
            .map_err(|why| fault(format!("the saved game cannot be continued: {why}"), ""))?;
        let save = self.save.clone().or_else(|| Some(path.to_path_buf()));
        Ok(Session::new(case, me, name, save, game))
    }
}

/// The file in the platform's data folder that a game is saved to.
fn data_file(case: &Case, me: NationId, seed: u64) -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "summitry")?;
    Some(folders.data_dir().join(format!("{}-{}-{seed}.jsonl", case.id, case.nation(me).code)))
}
