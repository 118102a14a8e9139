//! A game that one person leads, saved after every decision: what the terminal and the window both play.

use crate::bargaining::Package;
use crate::delegations::policy::{self, Leadership};
use crate::game::{Game, Input, Leader};
use crate::problem::Problem;
use crate::record::log::{self, Line};
use crate::record::logged::{Logged, Wording};
use crate::record::story::Chronicle;
use crate::record::talks;
use crate::rules::action::Action;
use crate::rules::case::{Case, NationId};
use crate::rules::legal::Refusal;
use crate::rules::observation::Observation;
use crate::rules::state::Ask;
use crate::scenario;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How a game that was saved is spoken of.
const SAVED: Wording = Wording {
    under: "the game was saved under",
    since: "the game was saved",
    other_rules: "continue it with the program that saved it; `summitry replay` shows its decisions",
    other_scenario: "continue it with the scenario as it was",
};

/// How able the leaders across the table are: names of the policies that play them, from the weakest.
pub const DIFFICULTIES: [&str; 3] = ["novice", "seasoned", "master"];

/// What a package is built from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// My best.
    Best,
    /// Fair by equal shares, as far as my analysts can tell.
    Middle,
    /// The counterpart's offer on the table.
    Standing,
    /// The draft from a lower level.
    Draft,
    /// As good for me as the package so far, and as good for the counterpart as possible.
    Sweetened,
    /// As good for the counterpart as the package so far, and as good for me as possible.
    Improved,
}

/// A game and the person who leads one of its seats.
pub struct Sitting {
    case: Arc<Case>,
    me: NationId,
    name: String,
    save: Option<PathBuf>,
    game: Game,
    package: Package,
}

/// Who leads the seats against a person: policies as given, and where none is, a leader of some ability at the summit's other seats.
pub fn opponents(case: &Case, given: &[Leadership], difficulty: Option<&str>) -> Vec<Leadership> {
    let mut leaders: Vec<Leadership> =
        (0..case.nations.len()).map(|nation| given.get(nation).copied().unwrap_or(Leadership::Mixed)).collect();
    if let Some(character) = difficulty.and_then(policy::by_name) {
        for party in case.summit.parties {
            if matches!(leaders[party.index()], Leadership::Mixed) {
                leaders[party.index()] = Leadership::Fixed(*character);
            }
        }
    }
    leaders
}

/// The file in the platform's data folder that a game is saved to; none where the system has no such folder.
pub fn usual_file(case: &Case, me: NationId, seed: u64) -> Option<PathBuf> {
    Some(usual_folder()?.join(format!("{}-{}-{seed}.jsonl", case.id, case.nation(me).code)))
}

/// The platform's data folder for saved games; none where the system has none.
pub fn usual_folder() -> Option<PathBuf> {
    Some(directories::ProjectDirs::from("", "", "summitry")?.data_dir().to_path_buf())
}

impl Sitting {
    /// A new game, run to the first decision; `name` is the scenario's as written, for the log.
    pub fn begin(
        case: Arc<Case>,
        me: NationId,
        name: &str,
        seed: u64,
        opponents: &[Leadership],
        save: Option<PathBuf>,
    ) -> Sitting {
        let mut leaders: Vec<Leader> = opponents.iter().copied().map(Leader::BuiltIn).collect();
        if let Some(leader) = leaders.get_mut(me.index()) {
            *leader = Leader::Outside;
        }
        let mut game = Game::new(case.clone(), seed, &leaders);
        game.advance();
        Sitting { case, me, name: name.to_string(), save, game, package: Package::EMPTY }
    }

    /// A saved game, where its player left it. It goes on being saved to the same file.
    ///
    /// # Errors
    /// What is wrong with the file, or why it cannot be continued with this program.
    pub fn open(path: &Path) -> Result<Sitting, Vec<Problem>> {
        let lines = log::load(path)?;
        let fault = |what: &str, remedy: &str| SAVED.fault(path, what.to_string(), remedy);
        if let Some(Line::Header { player: None, .. }) = lines.first() {
            return Err(fault("no person led a seat in this game", "`summitry replay` tells it"));
        }
        let load = |name: &str, set: &[String]| {
            if set.is_empty() {
                scenario::load(name)
            } else {
                Err(fault("fields of its scenario were set, as no game that is played has them", ""))
            }
        };
        let Logged { name, case, seed, player } = SAVED.open(path, &lines, load)?;
        let code = player.unwrap_or_default();
        let Some(me) = case.nation_by_code(&code) else {
            return Err(fault(&format!("there is no nation \"{code}\" in scenario \"{name}\""), ""));
        };
        let game = log::resume(&case, me, seed, &lines)
            .map_err(|why| fault(&format!("the saved game cannot be continued: {why}"), ""))?;
        Ok(Sitting { case, me, name, save: Some(path.to_path_buf()), game, package: Package::EMPTY })
    }

    /// The scenario.
    pub fn case(&self) -> &Arc<Case> {
        &self.case
    }

    /// The seat that the person leads.
    pub fn me(&self) -> NationId {
        self.me
    }

    /// The scenario as it was named.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the game is saved.
    pub fn save(&self) -> Option<&Path> {
        self.save.as_deref()
    }

    /// Saves to another file from now on.
    pub fn save_to(&mut self, path: PathBuf) {
        self.save = Some(path);
    }

    /// The game, for what is told when it is over.
    pub fn game(&mut self) -> &mut Game {
        &mut self.game
    }

    /// Gives what the seat may know to `read`.
    pub fn observe<R: Default>(&mut self, read: impl FnOnce(&Observation) -> R) -> R {
        self.game.observe(self.me, read)
    }

    /// What the person is asked now; none when the game is over.
    pub fn ask(&mut self) -> Option<Ask> {
        if self.game.is_over() { None } else { self.game.waiting().map(|(_, ask)| ask) }
    }

    /// Everything that the seat knows of what happened.
    pub fn chronicle(&mut self) -> Chronicle {
        let case = self.case.clone();
        self.game.observe(self.me, |view| Some(Chronicle::known(&case, view))).unwrap_or_else(|| Chronicle {
            case,
            events: Vec::new(),
            commitments: Vec::new(),
            agreements: Vec::new(),
            news: Vec::new(),
            seat: None,
        })
    }

    /// Decides, and lets the game run to the next decision.
    ///
    /// # Errors
    /// Why the action is not legal now; nothing has changed then.
    pub fn submit(&mut self, action: Action) -> Result<(), Refusal> {
        self.game.submit(self.me, action)?;
        self.game.advance();
        Ok(())
    }

    /// Takes back the last move of this turn, and gives it: the game is built again from the decisions without it.
    ///
    /// # Errors
    /// When there is nothing to take back.
    pub fn undo(&mut self) -> Result<Action, String> {
        let last = self.observe(|view| view.moves().last().copied());
        let (Some(Ask::Posture), Some(last)) = (self.ask(), last) else {
            return Err(
                "there is nothing to take back: moves can be undone until the turn is ended, what was said at a table stands"
                    .to_string(),
            );
        };
        let mut mine = self.inputs();
        let last_own = mine.iter().rposition(|(_, input)| matches!(input, Input::Decision(..)));
        mine.remove(last_own.ok_or("there is nothing to take back")?);
        self.rebuild(mine)?;
        Ok(last)
    }

    /// Goes back to the first morning of a turn, from 0, and forgets what was decided from there on.
    ///
    /// # Errors
    /// When the turn was not reached, or the game no longer comes out as it did.
    pub fn back_to(&mut self, turn: u16) -> Result<(), String> {
        if self.observe(|view| view.turn()) < usize::from(turn) {
            return Err(format!("turn {} was not reached in this game", u32::from(turn) + 1));
        }
        let mut mine = self.inputs();
        mine.retain(|(at, _)| *at < turn);
        self.rebuild(mine)
    }

    /// What went into the game from outside it: the person's decisions and what happened beside the seats, each with its turn.
    fn inputs(&mut self) -> Vec<(u16, Input)> {
        let me = self.me;
        let mut inputs = self.game.timed_inputs();
        inputs.retain(|(_, input)| !matches!(input, Input::Decision(seat, _) if *seat != me));
        inputs
    }

    fn rebuild(&mut self, inputs: Vec<(u16, Input)>) -> Result<(), String> {
        let leaders = self.game.leaders().to_vec();
        let inputs: Vec<Input> = inputs.into_iter().map(|(_, input)| input).collect();
        self.game = Game::rebuilt(self.case.clone(), self.game.seed(), &leaders, &inputs)
            .map_err(|(_, refusal)| refusal.0.to_string())?;
        Ok(())
    }

    /// The package being built at the table.
    pub fn package(&self) -> Package {
        self.package
    }

    /// Begins with an empty package, as at a new table.
    pub fn clear_package(&mut self) {
        self.package = Package::EMPTY;
    }

    /// Changes the package being built.
    ///
    /// # Errors
    /// When no table is open, or an issue is not on its agenda.
    pub fn build(&mut self, change: impl FnOnce(&mut Package)) -> Result<(), String> {
        let agenda = self.observe(|view| view.talk().map(|talk| talk.own.options));
        let Some(options) = agenda else { return Err(NO_TABLE.to_string()) };
        let mut package = self.package;
        change(&mut package);
        if let Some((issue, _)) = package.issues().find(|(issue, _)| options[*issue] == 0) {
            return Err(format!("{} is not on the agenda of this table", self.case.issues[issue].name));
        }
        self.package = package;
        Ok(())
    }

    /// Starts the package from something that there is.
    ///
    /// # Errors
    /// When no table is open, or there is no such thing.
    pub fn start(&mut self, start: Start) -> Result<(), String> {
        let package = self.package;
        let found = self.observe(|view| {
            let Some(talk) = view.talk() else { return Some(Err(NO_TABLE)) };
            Some(match start {
                Start::Best => Ok(talk.own.best()),
                Start::Middle => talks::middle(view, &talk).ok_or("no package is above your reservation value"),
                Start::Standing => talk.standing.map(|offer| offer.package).ok_or("no offer is on the table"),
                Start::Draft if talk.draft.is_empty() => Err("there is no draft from a lower level"),
                Start::Draft => Ok(talk.draft),
                Start::Sweetened | Start::Improved if package.is_empty() => {
                    Err("the package is empty; choose some terms first")
                }
                Start::Sweetened => Ok(talks::sweetened(&talk, package)),
                Start::Improved => Ok(talks::improved(&talk, package)),
            })
        });
        self.package = found.unwrap_or(Err(NO_TABLE)).map_err(str::to_string)?;
        Ok(())
    }

    /// Saves the game in one piece; false where there is no file for it.
    ///
    /// # Errors
    /// What the system says; the file is then as it was.
    pub fn store(&mut self) -> std::io::Result<bool> {
        let Some(path) = self.save.clone() else { return Ok(false) };
        let lines = log::lines(&mut self.game, &self.name, Some(self.me));
        log::save(&path, &lines)?;
        Ok(true)
    }
}

/// Why there is no package.
const NO_TABLE: &str = "packages are built at a table; none is open now";
