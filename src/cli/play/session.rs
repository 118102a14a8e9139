//! A game and its player at the terminal: what each line does, what is shown when.

use super::command::{Command, Moves, Page};
use super::source::{Line, Source};
use super::{help, moves, screen, table, views, why};
use crate::bargaining::Package;
use crate::cli::progress::INTERRUPTED;
use crate::cli::{Failure, page, run};
use crate::record::outlook::Standing;
use crate::record::sitting::Sitting;
use crate::record::story::{Chronicle, Telling, Voice, deed};
use crate::record::{debrief, names, preview, words};
use crate::rules::action::Action;
use crate::rules::case::{Case, ChannelId, NationId};
use crate::rules::event::Fact;
use crate::rules::state::Ask;
use std::sync::Arc;

/// Continuations of each choice in the debrief.
const WHAT_IF: u64 = 8;
/// The game in a few sentences.
const HOW_TO_PLAY: &str = "Each turn you read the news and make a few moves: ask for talks, press, ease, speak, call on allies. \
    They cost political capital. At the table you trade issue against issue. A deal is worth what it brings over having none, \
    and must pass at home. At the summit the leaders sign, or do not; the months after show whether the deal is kept.";
/// Why the session ends.
pub(super) enum Left {
    Over,
    Quit,
    End,
    Interrupted,
}

/// A game and its player.
pub(super) struct Session {
    pub(super) case: Arc<Case>,
    pub(super) me: NationId,
    sitting: Sitting,
    /// Events that I know of and have been told.
    told: usize,
    /// Events told before the last time that there was news.
    told_before: usize,
    /// What numbers stand for.
    entries: Vec<moves::Entry>,
    /// The talks that were last shown, by turn and channel, and the offers told.
    talks: Option<(usize, ChannelId)>,
    offers_told: usize,
    /// Where I stood when the last turn's moves began, and this one's.
    standing: [Option<Standing>; 2],
    /// The turn whose screen was shown last.
    shown: Option<usize>,
}

impl Session {
    pub(super) fn new(sitting: Sitting) -> Session {
        Session {
            case: sitting.case().clone(),
            me: sitting.me(),
            sitting,
            told: 0,
            told_before: 0,
            entries: Vec::new(),
            talks: None,
            offers_told: 0,
            standing: [None; 2],
            shown: None,
        }
    }

    /// Between two decisions everything is saved: on Ctrl-C only the way back is left to say.
    pub(super) fn say_goodbye_on_interrupt(&self) {
        let how = self.how_to_continue();
        // Without a handler Ctrl-C still ends the program, and the game is saved all the same.
        ctrlc::set_handler(move || {
            anstream::eprintln!("\n{how}");
            std::process::exit(i32::from(INTERRUPTED));
        })
        .ok();
    }

    fn how_to_continue(&self) -> String {
        match self.sitting.save() {
            Some(path) => format!("Saved; continue with: summitry play --resume {}", path.display()),
            None => "Not saved: there is no folder for it on this system; name a file with --save.".to_string(),
        }
    }

    pub(super) fn saved(&self, before: &str) {
        page::line(format!("{before}{}", self.how_to_continue()));
    }

    pub(super) fn open(&mut self, resumed: bool) {
        page::line(page::styled(page::HEADING, &self.case.title));
        page::text(&self.case.summary);
        page::line("");
        page::text(format!(
            "You lead {}. `help` explains what you can do, `brief` shows your briefing.",
            names::nation(&self.case, self.me)
        ));
        if !resumed {
            page::line("");
            page::text(HOW_TO_PLAY);
        }
        if resumed {
            // The past has been told already; `history` tells it again.
            self.told = self.sitting.observe(|view| {
                let turn = view.turn();
                view.events().take_while(|event| usize::from(event.turn) < turn).count()
            });
        } else if let Some(path) = self.sitting.save().filter(|path| path.exists()) {
            page::wrapped(
                0,
                0,
                format!(
                    "A game like this one was saved before; `summitry play --resume {}` continues it. Your first decision here replaces it.",
                    path.display()
                ),
            );
        }
    }

    pub(super) fn store(&mut self) -> Result<(), Failure> {
        let saved = self.sitting.store();
        let path = self.sitting.save().map(|path| path.display().to_string()).unwrap_or_default();
        saved.map(|_| ()).map_err(|error| Failure::System(format!("the game cannot be saved to {path}: {error}")))
    }

    fn chronicle(&mut self) -> Option<Chronicle> {
        Some(self.sitting.chronicle())
    }

    /// Plays until the game is over or the player leaves.
    pub(super) fn play(&mut self, source: &mut Source) -> Result<Left, Failure> {
        let mut fresh = true;
        loop {
            let Some(ask) = self.sitting.ask() else { return Ok(Left::Over) };
            if std::mem::take(&mut fresh) {
                self.present(ask);
            }
            let prompt = match ask {
                Ask::Talk => format!("{} at the table> ", self.case.nation(self.me).code),
                _ => format!("{}> ", self.case.nation(self.me).code),
            };
            let line = match source.line(&prompt) {
                Line::Text(line) => line,
                Line::End => return Ok(Left::End),
                Line::Interrupted => return Ok(Left::Interrupted),
            };
            let command = match Command::read(&self.case, self.me, &line) {
                Ok(command) => command,
                Err(mistake) => {
                    source.mistake(&mistake)?;
                    continue;
                }
            };
            match self.obey(command, ask) {
                Ok(Done::Read) => {}
                Ok(Done::Decided) => {
                    self.store()?;
                    fresh = true;
                }
                Ok(Done::Left) => return Ok(Left::Quit),
                Err(mistake) => source.mistake(&mistake)?,
            }
        }
    }

    /// Shows what is asked; the turn's screen once a turn.
    fn present(&mut self, ask: Ask) {
        let turn = self.sitting.observe(|view| view.turn());
        let news = self.shown != Some(turn);
        if ask != Ask::Talk {
            self.talks = None;
        }
        match ask {
            Ask::Posture if !news => {}
            Ask::Posture => {
                self.shown = Some(turn);
                self.standing[0] = self.standing[1];
                self.standing[1] = self.sitting.observe(|view| Some(Standing::of(view)));
                self.sitting.observe(screen::head);
                self.news();
                let before = self.standing[0];
                self.entries = self.sitting.observe(|view| screen::turn(view, before));
            }
            Ask::Talk => self.present_talk(turn),
            _ => {
                if news {
                    self.shown = Some(turn);
                    self.sitting.observe(screen::head);
                }
                self.news();
                self.sitting.observe(|view| screen::question(view, ask));
            }
        }
    }

    fn present_talk(&mut self, turn: usize) {
        let channel = self.sitting.observe(|view| view.talk().map(|talk| talk.channel));
        let key = channel.map(|channel| (turn, channel));
        if self.talks != key {
            self.news_until_talks();
            self.talks = key;
            self.offers_told = 0;
            self.sitting.clear_package();
            self.sitting.observe(screen::talks_begin);
            self.sitting.observe(|view| {
                if let Some(talk) = view.talk() {
                    table::offers(view, &talk);
                }
            });
        } else {
            let told = self.offers_told;
            self.sitting.observe(|view| table::since(view, told));
        }
        self.offers_told = self.sitting.observe(|view| view.talk().map_or(0, |talk| talk.offers.len()));
    }

    /// Tells what has happened since it was last told.
    fn news(&mut self) {
        let Some(chronicle) = self.chronicle() else { return };
        page::heading("News");
        if !screen::news(&chronicle, self.told) {
            page::line("  Nothing that you know of.");
        }
        self.told_before = self.told;
        self.told = chronicle.events.len();
    }

    /// Tells what happened up to the talks that have just begun.
    fn news_until_talks(&mut self) {
        let Some(mut chronicle) = self.chronicle() else { return };
        let begun = chronicle.events.iter().rposition(|event| matches!(event.fact, Fact::MeetingBegan(_)));
        let until = begun.unwrap_or(chronicle.events.len());
        if until > self.told {
            chronicle.events.truncate(until);
            page::heading("Meanwhile");
            if !screen::news(&chronicle, self.told) {
                page::line("  Nothing that you know of.");
            }
            self.told_before = self.told;
            self.told = until;
        }
    }

    /// Does what a line asks for.
    fn obey(&mut self, command: Command, ask: Ask) -> Result<Done, String> {
        match command {
            Command::Empty => {}
            Command::Help => help::show(ask),
            Command::Glossary(term) => help::glossary(term.as_deref()),
            Command::Forms => words::FORMS.iter().for_each(|(_, form)| page::line(format!("  {form}"))),
            Command::Show(page) => self.show(page, ask),
            Command::Moves(which) => self.list(which, ask)?,
            Command::WhyNot(None) => self.sitting.observe(moves::refused),
            Command::WhyNot(Some(action)) => self.why_not(&action),
            Command::Why(nation) => {
                if nation == Some(self.me) {
                    return Err("you know best why you did it; name another nation".to_string());
                }
                if let Some(chronicle) = self.chronicle() {
                    self.sitting.observe(|view| why::show(&chronicle, view, nation));
                }
            }
            Command::Economy(asked) => self.sitting.observe(|view| views::economy(view, asked)),
            Command::Undo => return self.undo(),
            Command::Quit => return Ok(Done::Left),
            Command::Number(number) => match number.checked_sub(1).and_then(|at| self.entries.get(at)).copied() {
                Some(moves::Entry::Group(purpose)) => self.list(Moves::Of(purpose), ask)?,
                Some(moves::Entry::Move(action)) => return self.act(action),
                None if self.entries.is_empty() => {
                    return Err("there is no list to take a number from; `help` explains".to_string());
                }
                None => return Err(format!("there is no entry {number}; valid: 1 to {}", self.entries.len())),
            },
            Command::Set(issue, option) => {
                self.build(|draft| draft.set(issue, Some(option)))?;
            }
            Command::Clear(Some(issue)) => self.build(|draft| draft.set(issue, None))?,
            Command::Clear(None) => self.build(|draft| *draft = Package::EMPTY)?,
            Command::Start(start) => {
                self.sitting.start(start)?;
                self.show_draft();
            }
            Command::Value(package) => {
                let package = package.unwrap_or(self.sitting.package());
                if package.is_empty() {
                    return Err(
                        "there is no package yet; `value ISSUE=\"OPTION\" …`, or build one at the table".to_string()
                    );
                }
                self.sitting.observe(|view| views::value(view, package));
            }
            Command::Propose | Command::AskPrice if self.sitting.package().is_empty() => {
                return Err("your package is empty: build one at the table with `set`, `best` or `middle`".to_string());
            }
            Command::Propose => return self.act(Action::Offer(self.sitting.package())),
            Command::AskPrice => return self.act(Action::AskPrice(self.sitting.package())),
            Command::Act(action) => return self.act(action),
        }
        Ok(Done::Read)
    }

    fn show(&mut self, what: Page, ask: Ask) {
        let (case, me, draft) = (self.case.clone(), self.me, self.sitting.package());
        match what {
            Page::Brief => views::brief(&case, me),
            Page::Turn if ask == Ask::Posture => {
                let before = self.standing[0];
                self.sitting.observe(screen::head);
                self.entries = self.sitting.observe(|view| screen::turn(view, before));
            }
            Page::Turn => self.sitting.observe(|view| screen::question(view, ask)),
            Page::News | Page::History => {
                let from = if what == Page::News { self.told_before } else { 0 };
                let told = self.chronicle().is_some_and(|chronicle| screen::news(&chronicle, from));
                if !told {
                    page::line("  Nothing that you know of.");
                }
            }
            Page::Situation => self.sitting.observe(views::situation),
            Page::Measures => self.sitting.observe(views::measures),
            Page::Calendar => self.sitting.observe(views::calendar),
            Page::Words => self.sitting.observe(views::words),
            Page::People => self.sitting.observe(views::people),
            Page::Home => self.sitting.observe(|view| views::home(view, draft)),
            Page::Table => self.sitting.observe(|view| table::show(view, draft)),
        }
    }

    fn list(&mut self, which: Moves, ask: Ask) -> Result<(), String> {
        if ask != Ask::Posture {
            return Err("moves are made at the beginning of a turn; `help` says what can be done here".to_string());
        }
        self.entries = self.sitting.observe(|view| match which {
            Moves::Purposes => {
                screen::moves_left(view);
                moves::purposes(view)
            }
            Moves::Of(purpose) => moves::list(view, Some(purpose)),
            Moves::All => moves::list(view, None),
        });
        if self.entries.is_empty() {
            page::line("  No move of that kind is possible now; `why-not` says why.");
        } else if which != Moves::Purposes {
            page::wrapped(
                2,
                2,
                page::styled(
                    page::ASIDE,
                    "A number makes the move; `back` shows the groups; other dates and levels in words (`forms`).",
                ),
            );
        }
        Ok(())
    }

    fn why_not(&mut self, action: &Action) {
        let sentence = names::capital(&deed(&self.case, self.me, action, Voice::Second));
        self.sitting.observe(|view| match view.check(action) {
            Ok(_) => {
                page::wrapped(
                    2,
                    4,
                    format!("{sentence}: possible now. {}.", names::capital(&preview::notes(view, action).join(", "))),
                );
            }
            Err(refusal) => page::wrapped(2, 4, format!("{sentence}: {}.", refusal.0)),
        });
    }

    /// Takes back the last move of this turn.
    fn undo(&mut self) -> Result<Done, String> {
        let last = self.sitting.undo()?;
        page::wrapped(2, 4, format!("Taken back: {}.", deed(&self.case, self.me, &last, Voice::Second)));
        self.left_over();
        Ok(Done::Decided)
    }

    fn build(&mut self, change: impl FnOnce(&mut Package)) -> Result<(), String> {
        self.sitting.build(change)?;
        self.show_draft();
        Ok(())
    }

    fn show_draft(&mut self) {
        let draft = self.sitting.package();
        self.sitting.observe(|view| {
            if let Some(talk) = view.talk() {
                table::package(view, &talk, "Your package", draft);
            }
        });
    }

    /// Makes a decision, or says why it is not possible and what is.
    fn act(&mut self, action: Action) -> Result<Done, String> {
        let sentence = deed(&self.case, self.me, &action, Voice::Second);
        let known = self.sitting.observe(|view| view.events().count());
        if let Err(refusal) = self.sitting.submit(action) {
            let near = self.nearest(&action);
            return Err(format!("not possible now ({sentence}): {}{near}", refusal.0));
        }
        if action.is_talk() {
            self.talks_ended(known);
        }
        let posture = !action.is_talk() && !matches!(action, Action::Settle(_) | Action::Attend(_) | Action::Comply(_));
        if posture && action != Action::EndTurn {
            page::wrapped(2, 4, format!("{} {}.", page::styled(page::MINE, "Noted:"), sentence));
            self.left_over();
        }
        Ok(Done::Decided)
    }

    /// Says how the talks ended, if a word at the table has ended them.
    fn talks_ended(&mut self, known: usize) {
        let Some(chronicle) = self.chronicle() else { return };
        let new = chronicle.events.iter().enumerate().skip(known);
        let ended =
            new.clone().find(|(_, event)| matches!(event.fact, Fact::MeetingEnded(..))).map(|(position, _)| position);
        let Some(ended) = ended else { return };
        let last = new.take_while(|(position, _)| *position < ended).filter_map(|(_, event)| match event.fact {
            Fact::Accepted(by, _) => Some(by),
            _ => None,
        });
        if let Some(by) = last.last().filter(|by| *by != self.me) {
            page::line(format!("  {} accepts.", names::capital(&names::nation(&self.case, by))));
        }
        for item in chronicle.tell_one(ended, Telling::default()) {
            page::wrapped(2, 4, page::styled(page::HEADING, item.text));
        }
    }

    /// Says on a line what is left to do this turn.
    fn left_over(&mut self) {
        self.entries.clear();
        self.sitting.observe(|view| {
            let own = view.own();
            page::wrapped(
                4,
                4,
                page::styled(
                    page::ASIDE,
                    format!(
                        "Left: {} public and {} private moves, capital {:.1}. `moves`, `undo`, `end`.",
                        own.public_moves, own.private_moves, own.capital
                    ),
                ),
            );
        });
    }

    /// Up to three possible moves of the same kind, else the kinds that are possible.
    fn nearest(&mut self, action: &Action) -> String {
        let wanted = words::write(&self.case, self.me, action);
        let verb = |text: &str| text.split(' ').next().unwrap_or_default().to_string();
        let legal: Vec<String> =
            self.sitting.game().legal(self.me).iter().map(|legal| words::write(&self.case, self.me, legal)).collect();
        let mut alike: Vec<&String> = legal.iter().filter(|text| verb(text) == verb(&wanted)).collect();
        alike.sort_by(|a, b| strsim::jaro_winkler(b, &wanted).total_cmp(&strsim::jaro_winkler(a, &wanted)));
        if !alike.is_empty() {
            let near: Vec<&str> = alike.into_iter().take(3).map(String::as_str).collect();
            return format!("; possible and near: {}", near.join(" · "));
        }
        let mut verbs: Vec<String> = legal.iter().map(|text| verb(text)).collect();
        // The menu offers packages and no questions about them.
        if self.sitting.observe(table::may_ask) {
            verbs.push("ask-price".to_string());
        }
        verbs.sort();
        verbs.dedup();
        if verbs.is_empty() { String::new() } else { format!("; possible now: {}", verbs.join(", ")) }
    }

    pub(super) fn debrief(&mut self) {
        self.news();
        run::show(&debrief::of(self.sitting.game(), WHAT_IF, &[self.me]));
        if let Some(path) = self.sitting.save() {
            page::line("");
            page::text(format!("The game is recorded in {}; `summitry replay` tells it.", path.display()));
        }
    }
}

/// What came of a line.
enum Done {
    /// Something was read.
    Read,
    /// A decision was made.
    Decided,
    /// The player leaves.
    Left,
}
