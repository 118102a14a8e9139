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
#[cfg(feature = "desktop")]
mod window;

use crate::cli::progress::INTERRUPTED;
use crate::cli::{Failure, leaderships, nation};
use crate::record::sitting::{self, Sitting};
use crate::rules::case::NationId;
use crate::scenario;
use clap::Args;
use session::{Left, Session};
use source::Source;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// What is played where no scenario is named.
const FIRST: &str = "rare-earths-2025";
/// How to get the window, where it is not to be had.
const TO_THE_WINDOW: &str = "The game in a window: `cargo run --release --features desktop -- play`, where there is a display. Here it is at the terminal.";

/// Arguments of `play`.
#[derive(Args)]
#[command(after_help = include_str!("../../../assets/help/play.txt"))]
pub struct Play {
    /// Shipped scenario, or a folder [default: rare-earths-2025].
    scenario: Option<String>,
    /// Delegation to lead; the first playable one when not given.
    #[arg(long = "as", value_name = "NATION")]
    nation: Option<String>,
    /// Root seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How able the counterparts at the summit are: novice, seasoned or master; the scenario's mix of characters when not given.
    #[arg(long, value_name = "LEVEL", value_parser = sitting::DIFFICULTIES)]
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
    /// Carry out a script of the window, save its pictures to this folder, and end.
    #[cfg(feature = "desktop")]
    #[arg(long, value_name = "DIR", requires = "script", conflicts_with = "terminal")]
    screenshot: Option<PathBuf>,
}

impl Play {
    pub(super) fn execute(self) -> Result<(), Failure> {
        #[cfg(feature = "desktop")]
        if let (Some(folder), Some(script)) = (&self.screenshot, &self.script) {
            return window::pictures(folder, script);
        }
        if !self.terminal && self.script.is_none() && std::io::stdin().is_terminal() {
            #[cfg(feature = "desktop")]
            if window::is_possible() {
                return window::open(&self);
            }
            anstream::eprintln!("{TO_THE_WINDOW}");
        }
        let mut session = Session::new(self.sitting()?);
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

    /// The game that the flags name: a new one, or one that was saved.
    fn sitting(&self) -> Result<Sitting, Failure> {
        match &self.resume {
            Some(path) => self.resumed(path),
            None => self.begun(),
        }
    }

    fn begun(&self) -> Result<Sitting, Failure> {
        let name = self.scenario.as_deref().unwrap_or(FIRST);
        let case = scenario::load(name)?;
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
        let opponents = sitting::opponents(&case, &leaderships(&case, &self.policy)?, self.difficulty.as_deref());
        let save = self.save.clone().or_else(|| sitting::usual_file(&case, me, self.seed));
        Ok(Sitting::begin(case, me, name, self.seed, &opponents, save))
    }

    fn resumed(&self, path: &Path) -> Result<Sitting, Failure> {
        let mut sitting = Sitting::open(path)?;
        if let Some(save) = &self.save {
            sitting.save_to(save.clone());
        }
        Ok(sitting)
    }
}
