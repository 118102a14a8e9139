//! The whole of the window's content: start screen or open game, palette, settings, dialogs, keys; and what becomes of every intent.

use crate::desktop::desk::{Desk, Notice};
use crate::desktop::intent::{Beginning, Intent};
use crate::desktop::look::Look;
use crate::desktop::palette::Palette;
use crate::desktop::panels::shell;
use crate::desktop::settings::Settings;
use crate::desktop::start::Start;
use crate::desktop::trouble::{self, Trouble};
use crate::desktop::{fonts, help, keys, preferences};
use crate::language::Language;
use crate::problem::Problem;
use crate::rules::case::NationId;
use egui::Ui;
use std::path::{Path, PathBuf};

/// What the window shows, and the game behind it.
pub struct Application {
    start: Start,
    desk: Option<Desk>,
    language: Language,
    settings: Settings,
    settings_file: Option<PathBuf>,
    folder: Option<PathBuf>,
    palette: Option<Palette>,
    settings_open: bool,
    help_open: bool,
    trouble: Vec<Trouble>,
    applied: Option<Look>,
    leaves: bool,
    picture_wanted: bool,
}

impl Application {
    /// At the start screen; games are saved to `folder`, settings to `settings_file`, where they are given.
    pub fn new(folder: Option<PathBuf>, settings_file: Option<PathBuf>) -> Application {
        let mut trouble = Vec::new();
        let settings = match settings_file.as_deref().map(Settings::load) {
            Some(Ok(settings)) => settings,
            Some(Err(what)) => {
                trouble.push(what);
                Settings::default()
            }
            None => Settings::default(),
        };
        Application {
            start: Start::new(folder.as_deref()),
            desk: None,
            language: Language::new(settings.language),
            settings,
            settings_file,
            folder,
            palette: None,
            settings_open: false,
            help_open: false,
            trouble,
            applied: None,
            leaves: false,
            picture_wanted: false,
        }
    }

    /// The open game.
    pub fn desk(&mut self) -> Option<&mut Desk> {
        self.desk.as_mut()
    }

    /// Opens a game.
    pub fn open(&mut self, desk: Desk) {
        self.desk = Some(desk);
    }

    /// Whether its user wants to leave.
    pub fn leaves(&self) -> bool {
        self.leaves
    }

    /// Whether a picture of the window has been asked for since this was last asked; the window takes it.
    pub fn takes_picture(&mut self) -> bool {
        std::mem::take(&mut self.picture_wanted)
    }

    /// Whether something is being worked out, so that the picture changes without its user.
    pub fn is_working(&self) -> bool {
        self.desk.as_ref().is_some_and(|desk| desk.papers().foresight.is_working())
    }

    /// Changes the settings and keeps them.
    pub fn set(&mut self, settings: Settings) {
        if settings.language != self.settings.language {
            self.language = Language::new(settings.language);
        }
        self.settings = settings;
        if let Some(path) = &self.settings_file
            && let Err(error) = settings.store(path)
        {
            self.trouble.push(Trouble::of(format!("{}: {error}", path.display())));
        }
    }

    /// The settings.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// Draws everything and carries out what is asked for.
    pub fn show(&mut self, ui: &mut Ui) {
        if !fonts::ready(ui.ctx()) {
            self.applied = None;
            return;
        }
        if self.applied != Some(self.settings.look) {
            self.settings.look.apply(ui.ctx());
            self.applied = Some(self.settings.look);
        }
        let mut intents = Vec::new();
        let typing = ui.ctx().text_edit_focused();
        ui.input_mut(|input| keys::pressed(input, typing, self.desk.as_ref().map(Desk::papers), &mut intents));
        match &mut self.desk {
            Some(desk) => desk.show(&self.language, &self.settings.look, |scene| shell::show(ui, scene, &mut intents)),
            None => self.start.show(ui, &self.language, &self.settings.look, &mut intents),
        }
        self.dialogs(ui, &mut intents);
        for intent in intents {
            self.carry_out(intent);
        }
    }

    /// Carries out an intent; a refusal is told at the foot of the window or in a dialog.
    pub fn carry_out(&mut self, intent: Intent) {
        match intent {
            Intent::Begin(beginning) => {
                let begun = Desk::begin(
                    &beginning.scenario,
                    beginning.seat,
                    beginning.difficulty.as_deref(),
                    beginning.seed,
                    self.folder.as_deref(),
                );
                self.opened(begun);
            }
            Intent::Tutorial => self.carry_out(Intent::Begin(tutorial())),
            Intent::OpenSave(path) => match Desk::open(&path) {
                Ok(desk) => self.desk = Some(desk),
                Err(problems) => self.damaged(&path, &problems),
            },
            Intent::OpenEarlier(path) => match Desk::open_earlier(&path) {
                Ok(desk) => self.desk = Some(desk),
                Err(problems) => self.damaged(&path, &problems),
            },
            Intent::Explain(trouble) => self.trouble.push(trouble),
            Intent::ToStart => {
                self.desk = None;
                self.start = Start::new(self.folder.as_deref());
            }
            Intent::Close => {
                if self.trouble.is_empty() && self.palette.is_none() && !self.settings_open && !self.help_open {
                    self.tell(Intent::Inspect(None));
                }
                self.palette = None;
                self.settings_open = false;
                self.help_open = false;
                self.trouble.clear();
            }
            Intent::OpenPalette => self.palette = Some(Palette::default()),
            Intent::OpenSettings => self.settings_open = true,
            Intent::OpenHelp => self.help_open = true,
            Intent::Quit => self.leaves = true,
            Intent::TakePicture => self.picture_wanted = true,
            other => self.tell(other),
        }
    }

    fn tell(&mut self, intent: Intent) {
        if let Some(desk) = &mut self.desk
            && let Err(notice) = desk.apply(&intent)
        {
            desk.tell(notice);
        }
    }

    /// Says what is wrong with a saved game; what is left of it is offered on the start screen.
    fn damaged(&mut self, path: &Path, problems: &[Problem]) {
        self.trouble.push(Trouble::of_save(path, problems));
        self.start = Start::new(self.folder.as_deref());
    }

    fn opened(&mut self, opened: Result<Desk, Vec<Problem>>) {
        match opened {
            Ok(desk) => self.desk = Some(desk),
            Err(problems) => self.trouble.push(Trouble::from_problems(&problems)),
        }
    }

    /// Palette, settings, help and what is wrong, above all else.
    fn dialogs(&mut self, ui: &Ui, intents: &mut Vec<Intent>) {
        let look = self.settings.look;
        if let Some(palette) = &mut self.palette
            && palette.show(ui, &mut self.desk, &self.language, &look, intents)
        {
            self.palette = None;
        }
        if self.help_open {
            help::show(ui, &self.language, &look, intents);
        }
        if self.settings_open {
            let changed = preferences::show(ui, self.settings, &self.language, intents);
            if changed != self.settings {
                self.set(changed);
            }
        }
        trouble::show(ui, &self.trouble, &self.language, &look, intents);
    }

    /// Tells the player something, as a refusal at the foot of the window.
    pub fn refuse(&mut self, what: impl Into<String>) {
        if let Some(desk) = &mut self.desk {
            desk.tell(Notice::refusal(what));
        }
    }
}

/// The game that the tutorial is.
fn tutorial() -> Beginning {
    let scenario = crate::desktop::tutorial::SCENARIO.to_string();
    Beginning { scenario, seat: NationId(0), difficulty: Some("novice".to_string()), seed: 1 }
}
