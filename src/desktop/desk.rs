//! The desk: one open game of one seat, with the papers that lie on it. [`Desk::apply`] is the only way anything changes.

use crate::bargaining::Package;
use crate::desktop::bulletin::{self, News};
use crate::desktop::foresight::Foresight;
use crate::desktop::intent::{Intent, Layer, Page};
use crate::desktop::look::Look;
use crate::desktop::saves::{self, Draft};
use crate::desktop::tutorial::{self, Progress};
use crate::desktop::unfolded::Unfolded;
use crate::language::Language;
use crate::problem::Problem;
use crate::record::debrief::{self, Debrief};
use crate::record::flows::{self, Flows};
use crate::record::outlook::{self, Due, Standing};
use crate::record::press::{self, FrontPage};
use crate::record::sitting::{self, Sitting};
use crate::record::story::{Chronicle, Voice, deed};
use crate::record::win_set::{self, WinSet};
use crate::record::{names, talks, whole};
use crate::rules::action::Action;
use crate::rules::case::{Case, ChannelId, MAX_MEASURES, NationId};
use crate::rules::event::Fact;
use crate::rules::menu::Purpose;
use crate::rules::observation::Observation;
use crate::rules::state::{Ask, Closing};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Continuations of each choice in the debrief.
const WHAT_IF: u64 = 8;

/// Something that the person is told: a refusal, or what came of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Whether something was refused or went wrong.
    pub refusal: bool,
    /// What.
    pub text: String,
}

impl Notice {
    /// That something is not possible, and why.
    pub fn refusal(text: impl Into<String>) -> Notice {
        Notice { refusal: true, text: text.into() }
    }

    /// What came of something.
    pub fn news(text: impl Into<String>) -> Notice {
        Notice { refusal: false, text: text.into() }
    }
}

/// What lies on the desk beside the game: worked out anew when the game changes, read by every panel.
pub struct Papers {
    /// The page in the middle.
    pub page: Page,
    /// What the map shows over the land.
    pub layer: Layer,
    /// What flows between nations under the measures in force.
    pub flows: Flows,
    /// The levels of measures that they belong to.
    pub levels: Option<[u8; MAX_MEASURES]>,
    /// What the person is asked; none when the game is over.
    pub ask: Option<Ask>,
    /// The group of moves that is open.
    pub purpose: Purpose,
    /// The nation that one has asked about.
    pub subject: Option<NationId>,
    /// The package being built.
    pub package: Package,
    /// What the seat knows of the past.
    pub chronicle: Chronicle,
    /// The news, the oldest first.
    pub news: Vec<News>,
    /// How many of them had been read when the turn began.
    pub read: usize,
    /// Whose news are shown; none for all.
    pub filter: Option<NationId>,
    /// Dates ahead, if nobody does anything.
    pub dates: Vec<Due>,
    /// What waits for an answer of mine.
    pub waiting: Vec<String>,
    /// Where I stood at the beginning of the last turn, and of this one.
    pub standing: [Option<Standing>; 2],
    /// My payoff and that without a deal at the beginning of each turn so far, by turn.
    pub path: Vec<(usize, Standing)>,
    /// What the war room has worked out.
    pub foresight: Foresight,
    /// The move whose effects are shown in full.
    pub unfolded: Option<Unfolded>,
    /// The table's frontier as my analysts see it: share of the counterpart's best in percent, points over no deal to me.
    pub frontier: Vec<[f64; 2]>,
    /// What passes at home; worked out when its page is open.
    pub win_set: Option<WinSet>,
    /// The front pages of the morning after the summit; empty before.
    pub front_pages: Vec<FrontPage>,
    /// What the game came to, once it is over.
    pub debrief: Option<Debrief>,
    /// What was last said to the person.
    pub notice: Option<Notice>,
    /// How the last meeting at which I sat ended, until the next decision.
    pub meeting_ended: Option<(ChannelId, Closing)>,
    /// Counts the changes of the game, for what is drawn from it and kept.
    pub version: u64,
    /// How far the tutorial has come; none where there is none.
    pub coach: Option<Progress>,
}

/// What a panel is given: the seat's view of the game, the papers, the language and the look.
#[derive(Clone, Copy)]
pub struct Scene<'s, 'a, 't> {
    /// What the seat may know.
    pub view: &'s Observation<'a, 't>,
    /// What lies on the desk.
    pub papers: &'s Papers,
    /// Texts, numbers, dates.
    pub language: &'s Language,
    /// Colours and sizes.
    pub look: &'s Look,
}

impl Scene<'_, '_, '_> {
    /// The scenario.
    pub fn case(&self) -> &Case {
        self.view.case()
    }

    /// A text by its key.
    pub fn text(&self, key: &str) -> String {
        self.language.text(key)
    }

    /// What I would do by an action, as a sentence without its full stop.
    pub fn deed(&self, action: &Action) -> String {
        names::capital(&deed(self.case(), self.view.seat(), action, Voice::Second))
    }

    /// A day of the calendar in the language's form, with its year where it is another than that of the start.
    pub fn day(&self, day: i32) -> String {
        let calendar = &self.case().calendar;
        let date = calendar.date(day);
        if date.year() == calendar.start.year() { self.language.day(date) } else { self.language.full_day(date) }
    }
}

/// One open game of one seat.
pub struct Desk {
    sitting: Sitting,
    papers: Papers,
}

impl Desk {
    /// A new game; `scenario` is shipped or a folder. It is saved at once, to `folder` where one is given.
    ///
    /// # Errors
    /// The scenario's mistakes; or that the game cannot be saved.
    pub fn begin(
        scenario: &str,
        seat: NationId,
        difficulty: Option<&str>,
        seed: u64,
        folder: Option<&Path>,
    ) -> Result<Desk, Vec<Problem>> {
        let case = crate::scenario::load(scenario)?;
        let save = folder.map(|folder| saves::free_file(folder, &case, seat, seed));
        let opponents = sitting::opponents(&case, &[], difficulty);
        let mut desk = Desk::of(Sitting::begin(case, seat, scenario, seed, &opponents, save));
        desk.keep();
        Ok(desk)
    }

    /// A saved game, where its player left it.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn open(path: &Path) -> Result<Desk, Vec<Problem>> {
        let mut desk = Desk::of(Sitting::open(path)?);
        let decisions = desk.sitting.game().inputs().len();
        for (issue, option) in
            saves::draft(path).filter(|draft| draft.decisions == decisions).into_iter().flat_map(|draft| draft.options)
        {
            // An option that there is not is left out: a package is built again in a minute.
            let _ = desk.settle(issue, Some(option));
        }
        Ok(desk)
    }

    /// A turn that was kept of a game: it takes the game's place where that is gone, and else is saved as another.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn open_earlier(path: &Path) -> Result<Desk, Vec<Problem>> {
        let mut sitting = Sitting::open(path)?;
        let turn = sitting.observe(|view| view.turn());
        if let Some(game) = saves::game_of(path) {
            let free = if game.exists() { saves::branch_file(&game, turn) } else { game };
            sitting.save_to(free);
        }
        let mut desk = Desk::of(sitting);
        desk.keep();
        Ok(desk)
    }

    /// The desk of a game that is open already.
    pub fn of(mut sitting: Sitting) -> Desk {
        let chronicle = sitting.chronicle();
        let papers = Papers {
            page: Page::Map,
            layer: Layer::default(),
            flows: Flows::default(),
            levels: None,
            ask: None,
            purpose: Purpose::Talks,
            subject: None,
            package: Package::EMPTY,
            chronicle,
            news: Vec::new(),
            read: 0,
            filter: None,
            dates: Vec::new(),
            waiting: Vec::new(),
            standing: [None; 2],
            path: Vec::new(),
            foresight: Foresight::default(),
            unfolded: None,
            frontier: Vec::new(),
            win_set: None,
            front_pages: Vec::new(),
            debrief: None,
            notice: None,
            meeting_ended: None,
            version: 0,
            coach: (sitting.name() == tutorial::SCENARIO).then(Progress::default),
        };
        let mut desk = Desk { sitting, papers };
        desk.refresh();
        desk.papers.page = desk.usual_page();
        desk
    }

    /// The scenario.
    pub fn case(&self) -> &Arc<Case> {
        self.sitting.case()
    }

    /// The seat.
    pub fn me(&self) -> NationId {
        self.sitting.me()
    }

    /// Where the game is saved.
    pub fn save(&self) -> Option<&Path> {
        self.sitting.save()
    }

    /// What lies on the desk.
    pub fn papers(&self) -> &Papers {
        &self.papers
    }

    /// The game, for the debrief's page and for tests.
    pub fn sitting(&mut self) -> &mut Sitting {
        &mut self.sitting
    }

    /// Whether the game is over.
    pub fn is_over(&self) -> bool {
        self.papers.ask.is_none()
    }

    /// Tells the person something at the foot of the window, until the next decision.
    pub fn tell(&mut self, notice: Notice) {
        self.papers.notice = Some(notice);
    }

    /// Draws with the seat's view and the papers side by side.
    pub fn show<R: Default>(&mut self, language: &Language, look: &Look, draw: impl FnOnce(&Scene) -> R) -> R {
        let papers = &self.papers;
        if let Some(progress) = papers.coach {
            let follow = |view: &Observation| tutorial::follow(progress, &Scene { view, papers, language, look });
            self.papers.coach = Some(self.sitting.observe(follow));
        }
        let papers = &self.papers;
        self.sitting.observe(|view| draw(&Scene { view, papers, language, look }))
    }

    /// Carries out what a panel asks for.
    ///
    /// # Errors
    /// Why it is not possible; nothing has changed then.
    pub fn apply(&mut self, intent: &Intent) -> Result<(), Notice> {
        let done = self.carry_out(intent);
        self.lay_out();
        done
    }

    fn carry_out(&mut self, intent: &Intent) -> Result<(), Notice> {
        match intent {
            Intent::Submit(action) => self.submit(*action)?,
            Intent::EndTurn => self.submit(Action::EndTurn)?,
            Intent::Undo => {
                self.sitting.undo().map_err(Notice::refusal)?;
                self.changed()?;
            }
            Intent::Show(page) => {
                self.papers.page = *page;
                self.papers.subject = None;
            }
            Intent::ShowLayer(layer) => self.papers.layer = *layer,
            Intent::ShowMoves(purpose) => {
                self.papers.page = Page::Moves;
                self.papers.purpose = *purpose;
            }
            Intent::Inspect(subject) => self.papers.subject = *subject,
            Intent::Settle { issue, option } => {
                self.settle(*issue, *option)?;
                self.keep_draft()?;
            }
            Intent::ClearPackage => {
                self.sitting.clear_package();
                self.package_changed();
                self.keep_draft()?;
            }
            Intent::Start(start) => {
                self.sitting.start(*start).map_err(Notice::refusal)?;
                self.package_changed();
                self.keep_draft()?;
            }
            Intent::Unfold(action) => {
                self.papers.unfolded =
                    action.and_then(|action| self.sitting.observe(|view| Some(Unfolded::of(view, action))));
            }
            Intent::ExportPage => {
                let path = self.export()?;
                self.tell(Notice::news(format!("the debrief is a page now: {}", path.display())));
            }
            Intent::Forecast(action) => {
                let (case, branch) = (self.sitting.case().clone(), self.sitting.game().branched());
                self.papers.foresight.ask(case, branch, self.sitting.me(), *action, self.papers.version);
            }
            Intent::FilterNews(nation) => self.papers.filter = *nation,
            Intent::PlayOnFrom(turn) => self.play_on_from(*turn)?,
            Intent::SkipStep => self.papers.coach = self.papers.coach.map(Progress::skipped),
            Intent::EndTutorial => self.papers.coach = None,
            // The window's own affairs.
            Intent::Begin(_)
            | Intent::Tutorial
            | Intent::OpenSave(_)
            | Intent::OpenEarlier(_)
            | Intent::Explain(_)
            | Intent::Close
            | Intent::OpenPalette
            | Intent::OpenSettings
            | Intent::OpenHelp
            | Intent::ToStart
            | Intent::TakePicture
            | Intent::Quit => {}
        }
        Ok(())
    }

    fn package_changed(&mut self) {
        self.papers.package = self.sitting.package();
        self.papers.win_set = None;
    }

    /// Works out what only one page needs when it is open.
    fn lay_out(&mut self) {
        if self.papers.page == Page::Home && self.papers.win_set.is_none() {
            let package = self.papers.package;
            self.papers.win_set = self.sitting.observe(|view| Some(win_set::look(view, package)));
        }
    }

    /// Writes the debrief as a page beside the saved game, or where the program was started.
    fn export(&mut self) -> Result<PathBuf, Notice> {
        let Some(debrief) = self.papers.debrief.as_ref() else {
            return Err(Notice::refusal("the debrief is made when the game is over"));
        };
        let page = debrief::html(self.sitting.game(), debrief);
        let path = match self.sitting.save() {
            Some(save) => save.with_extension("debrief.html"),
            None => PathBuf::from("summitry.debrief.html"),
        };
        whole::save(&path, page.as_bytes())
            .map_err(|error| Notice::refusal(format!("the page cannot be saved to {}: {error}", path.display())))?;
        Ok(path)
    }

    fn settle(&mut self, issue: usize, option: Option<usize>) -> Result<(), Notice> {
        let options = self.sitting.case().issues.get(issue).map_or(0, |issue| issue.options.len());
        if option.unwrap_or(0) >= options {
            return Err(Notice::refusal("there is no such option"));
        }
        self.sitting.build(|package| package.set(issue, option)).map_err(Notice::refusal)?;
        self.package_changed();
        Ok(())
    }

    /// Keeps the package that is being built, so that nothing is lost when the window is closed.
    fn keep_draft(&mut self) -> Result<(), Notice> {
        let options = self.papers.package.issues().collect();
        let draft = Draft { decisions: self.sitting.game().inputs().len(), options };
        let Some(path) = self.sitting.save() else { return Ok(()) };
        let kept = saves::keep_draft(path, &draft);
        kept.map_err(|error| Notice::refusal(format!("the package cannot be saved beside {}: {error}", path.display())))
    }

    fn submit(&mut self, action: Action) -> Result<(), Notice> {
        let known = self.sitting.observe(|view| view.events().count());
        let (before, turn) = (self.papers.ask, self.sitting.observe(|view| view.turn()));
        self.sitting.submit(action).map_err(|refusal| Notice::refusal(refusal.0))?;
        self.changed()?;
        let ended = self.papers.chronicle.events.iter().skip(known).find_map(|event| match event.fact {
            Fact::MeetingEnded(channel, closing) => Some((channel, closing)),
            _ => None,
        });
        self.papers.meeting_ended = ended.filter(|_| before == Some(Ask::Talk));
        if self.papers.meeting_ended.is_some() {
            self.sitting.clear_package();
            self.package_changed();
        }
        let new_turn = self.sitting.observe(|view| view.turn()) != turn;
        if new_turn || self.papers.ask != before || self.papers.meeting_ended.is_some() {
            self.papers.page = self.usual_page();
            self.papers.subject = None;
        }
        Ok(())
    }

    /// The page that answers what is asked.
    fn usual_page(&self) -> Page {
        match self.papers.ask {
            None => Page::Debrief,
            Some(Ask::Posture) => Page::Map,
            Some(Ask::Talk) => Page::Talks,
            Some(Ask::Settle(_) | Ask::Attend | Ask::Comply(_) | Ask::Vote(_)) => Page::Summit,
        }
    }

    /// Another game from the first morning of a turn on: the one that is left stays as it is saved.
    fn play_on_from(&mut self, turn: u16) -> Result<(), Notice> {
        let save = self.sitting.save().map(Path::to_path_buf);
        let branch = save.as_deref().map(|path| saves::branch_file(path, usize::from(turn)));
        self.sitting.back_to(turn).map_err(Notice::refusal)?;
        if let Some(branch) = branch {
            self.sitting.save_to(branch);
        }
        self.papers.debrief = None;
        self.papers.standing = [None; 2];
        self.papers.path.clear();
        self.papers.read = 0;
        self.changed()?;
        self.papers.read = self.papers.news.len();
        self.papers.page = self.usual_page();
        Ok(())
    }

    /// After every decision: saves, and works the papers out anew.
    fn changed(&mut self) -> Result<(), Notice> {
        let turn = self.papers.path.last().map(|(turn, _)| *turn);
        self.refresh();
        self.save_all(self.papers.path.last().map(|(turn, _)| *turn) != turn)
    }

    /// Saves a game that has just been opened; that it cannot be saved is told at the foot of the window.
    fn keep(&mut self) {
        if let Err(notice) = self.save_all(true) {
            self.tell(notice);
        }
    }

    /// Saves the game, and keeps it beside as well when a turn begins.
    fn save_all(&mut self, turn_began: bool) -> Result<(), Notice> {
        let turn = self.sitting.observe(|view| view.turn());
        let mut saved = self.sitting.store().map(|_| ());
        if let (Ok(()), Some(path), true) = (&saved, self.sitting.save(), turn_began) {
            saved = saves::keep_turn(path, turn);
        }
        let path = self.sitting.save().map(|path| path.display().to_string()).unwrap_or_default();
        saved.map_err(|error| {
            Notice::refusal(format!("your decision stands, but the game cannot be saved to {path}: {error}"))
        })
    }

    fn refresh(&mut self) {
        self.papers.version += 1;
        self.papers.notice = None;
        self.papers.meeting_ended = None;
        self.papers.foresight.forget();
        self.papers.unfolded = None;
        self.papers.win_set = None;
        self.papers.ask = self.sitting.ask();
        self.papers.chronicle = self.sitting.chronicle();
        self.papers.package = self.sitting.package();
        let told = self.papers.news.len();
        let chronicle = &self.papers.chronicle;
        let readings = self.sitting.observe(|view| bulletin::readings(chronicle, view));
        self.papers.news = bulletin::news(chronicle, &readings);
        self.papers.frontier =
            self.sitting.observe(|view| view.talk().map_or(Vec::new(), |talk| talks::frontier(&talk)));
        let ended = self.sitting.observe(|view| view.outcome().is_some());
        if ended && self.papers.front_pages.is_empty() {
            self.papers.front_pages = press::of_game(self.sitting.game());
        } else if !ended {
            self.papers.front_pages.clear();
        }
        let (turn, standing) =
            self.sitting.observe(|view| Some((view.turn(), Standing::of(view)))).unwrap_or((0, NOWHERE));
        let fresh = self.papers.path.last().is_none_or(|(last, _)| *last != turn);
        if fresh {
            self.papers.read = told;
            self.papers.standing = [self.papers.standing[1], Some(standing)];
            self.papers.path.push((turn, standing));
        }
        let levels = self.sitting.observe(|view| Some(view.levels()));
        if let Some(levels) = levels.filter(|levels| self.papers.levels != Some(*levels)) {
            self.papers.flows = flows::flows(self.sitting.case(), &levels);
            self.papers.levels = Some(levels);
        }
        self.papers.dates = self.sitting.observe(outlook::dates);
        self.papers.waiting = self.sitting.observe(outlook::waiting);
        if self.papers.ask.is_none() && self.papers.debrief.is_none() {
            let me = self.sitting.me();
            self.papers.debrief = Some(debrief::of(self.sitting.game(), WHAT_IF, &[me]));
        }
    }
}

/// Where a seat stands before anything is known.
const NOWHERE: Standing = Standing { payoff: 0.0, no_deal: 0.0, capital: 0.0, approval: 0.0 };
