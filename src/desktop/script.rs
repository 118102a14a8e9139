//! A script of the window: what is played and shown, and at which moments pictures are taken.
//!
//! A line each: `begin SCENARIO NATION SEED`, `page NAME`, `layer NAME`, `until talks`, `until summit`, `until leaders`, `until debrief`, `best`, `forecast`, `dark`, `light`,
//! `picture NAME`, or a decision as at the terminal. Lines that begin with # are comments.

use crate::desktop::application::Application;
use crate::desktop::intent::{Beginning, Intent, Layer, Page};
use crate::desktop::settings::Settings;
use crate::problem::{Place, Problem};
use crate::record::sitting::Start;
use crate::record::words;
use crate::rules::action::{Action, Ballot, Settlement};
use crate::rules::case::Level;
use crate::rules::state::Ask;
use crate::scenario;
use std::path::Path;

/// Decisions after which `until` gives up.
const MOST: usize = 2000;

/// A line.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Begin(Beginning),
    Page(Page),
    Layer(Layer),
    Until(Moment),
    Best,
    Forecast,
    Dark(bool),
    Picture(String),
    Decide(String),
}

/// A moment that a game reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    Talks,
    Summit,
    Leaders,
    Debrief,
}

/// A script that is being carried out.
pub struct Script {
    file: String,
    steps: Vec<(usize, Step)>,
    next: usize,
}

const PAGES: [(&str, Page); 7] = [
    ("map", Page::Map),
    ("moves", Page::Moves),
    ("talks", Page::Talks),
    ("home", Page::Home),
    ("war-room", Page::WarRoom),
    ("summit", Page::Summit),
    ("debrief", Page::Debrief),
];
const LAYERS: [(&str, Layer); 3] =
    [("pressure", Layer::Pressure), ("trade", Layer::Trade), ("supply", Layer::Supply(0))];
const MOMENTS: [(&str, Moment); 4] =
    [("talks", Moment::Talks), ("summit", Moment::Summit), ("leaders", Moment::Leaders), ("debrief", Moment::Debrief)];

impl Script {
    /// Reads a script.
    ///
    /// # Errors
    /// Every line that is wrong; decisions are checked when their turn comes.
    pub fn read(path: &Path) -> Result<Script, Vec<Problem>> {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|error| vec![Problem::new(Place::file(&file), error.to_string(), "")])?;
        let (mut steps, mut problems) = (Vec::new(), Vec::new());
        for (number, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match step(line) {
                Ok(step) => steps.push((number, step)),
                Err(what) => problems.push(Problem::new(Place::line(&file, number), what, "")),
            }
        }
        if problems.is_empty() { Ok(Script { file, steps, next: 0 }) } else { Err(problems) }
    }

    /// Carries out lines up to the next picture, and gives its name; none at the end.
    ///
    /// # Errors
    /// A line that cannot be carried out where the game stands.
    pub fn advance(&mut self, application: &mut Application) -> Result<Option<String>, Problem> {
        while let Some((line, step)) = self.steps.get(self.next).cloned() {
            self.next += 1;
            let fault = |what: String| Problem::new(Place::line(&self.file, line), what, "");
            match step {
                Step::Picture(name) => return Ok(Some(name)),
                Step::Begin(beginning) => application.carry_out(Intent::Begin(beginning)),
                Step::Page(page) => application.carry_out(Intent::Show(page)),
                Step::Layer(layer) => application.carry_out(Intent::ShowLayer(layer)),
                Step::Best => application.carry_out(Intent::Start(Start::Best)),
                Step::Forecast => application.carry_out(Intent::Forecast(None)),
                Step::Dark(dark) => {
                    let settings = application.settings();
                    let look = crate::desktop::look::Look { dark, ..settings.look };
                    application.set(Settings { look, ..settings });
                }
                Step::Until(moment) => until(application, moment).map_err(fault)?,
                Step::Decide(words) => decide(application, &words).map_err(fault)?,
            }
        }
        Ok(None)
    }
}

fn step(line: &str) -> Result<Step, String> {
    let parts: Vec<&str> = line.split_whitespace().collect();
    Ok(match parts.as_slice() {
        ["begin", name, code, seed] => {
            let case = scenario::load(name)
                .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
            let seat = words::nation(&case, code)?;
            let seed = seed.parse().map_err(|_| format!("{seed:?} is no seed; valid: a whole number"))?;
            Step::Begin(Beginning { scenario: (*name).to_string(), seat, difficulty: None, seed })
        }
        ["begin", ..] => return Err("a game is begun with: begin SCENARIO NATION SEED".to_string()),
        ["page", name] => Step::Page(PAGES[words::find("page", name, &PAGES.map(|page| page.0))?].1),
        ["layer", name] => Step::Layer(LAYERS[words::find("layer", name, &LAYERS.map(|layer| layer.0))?].1),
        ["until", name] => Step::Until(MOMENTS[words::find("moment", name, &MOMENTS.map(|moment| moment.0))?].1),
        ["best"] => Step::Best,
        ["forecast"] => Step::Forecast,
        ["dark"] => Step::Dark(true),
        ["light"] => Step::Dark(false),
        ["picture", name] if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') => {
            Step::Picture((*name).to_string())
        }
        ["picture", ..] => return Err("a picture has a name of letters, digits and hyphens".to_string()),
        _ => Step::Decide(line.to_string()),
    })
}

const NO_GAME: &str = "no game is open; begin one first";

fn decide(application: &mut Application, line: &str) -> Result<(), String> {
    let desk = application.desk().ok_or(NO_GAME)?;
    let action = words::read(desk.case(), desk.me(), line)?;
    desk.apply(&Intent::Submit(action)).map_err(|notice| notice.text)
}

/// Plays plainly to a moment: ends turns, opens talks at a table with the best package, and takes what is above the reservation value.
fn until(application: &mut Application, moment: Moment) -> Result<(), String> {
    let desk = application.desk().ok_or(NO_GAME)?;
    for _ in 0..MOST {
        let Some(ask) = desk.papers().ask else {
            return if moment == Moment::Debrief { Ok(()) } else { Err("the game ends before that".to_string()) };
        };
        let leaders = desk.sitting().observe(|view| view.talk().is_some_and(|talk| talk.level == Level::Leaders));
        match moment {
            Moment::Talks if ask == Ask::Talk => return Ok(()),
            Moment::Summit if ask == Ask::Attend => return Ok(()),
            Moment::Leaders if leaders => return Ok(()),
            _ => {}
        }
        let choices = desk.sitting().observe(|view| plain(view, ask));
        let taken = choices.into_iter().any(|action| desk.apply(&Intent::Submit(action)).is_ok());
        if !taken {
            return Err("no plain decision is possible here".to_string());
        }
    }
    Err("that moment does not come".to_string())
}

/// What somebody would do who does nothing in particular, the first that is legal.
fn plain(view: &crate::rules::observation::Observation, ask: Ask) -> Vec<Action> {
    match ask {
        Ask::Posture => {
            let mut actions = Vec::new();
            view.menu(&mut actions);
            let meetings = actions.into_iter().filter(|action| matches!(action, Action::AcceptMeeting(_)));
            meetings.chain([Action::EndTurn]).collect()
        }
        Ask::Talk => {
            let Some(talk) = view.talk() else { return Vec::new() };
            let signable = talk.standing.is_some() && talk.standing_worth() >= talk.reservation;
            let middle = crate::record::talks::middle(view, &talk).map(Action::Offer);
            let accept = Some(Action::Accept).filter(|_| signable && talk.round > 0);
            accept.into_iter().chain(middle).chain([Action::Offer(talk.own.best()), Action::WalkOut]).collect()
        }
        Ask::Settle(_) => {
            [Settlement::Execute, Settlement::Postpone, Settlement::BackDown].map(Action::Settle).to_vec()
        }
        Ask::Attend => vec![Action::Attend(true)],
        Ask::Comply(_) => vec![Action::Comply(true)],
        Ask::Vote(_) => vec![Action::Vote(Ballot::Free)],
    }
}
