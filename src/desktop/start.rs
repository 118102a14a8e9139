//! The start screen: the tutorial, saved games, scenarios as cards, whom to lead, how able the others are, the seed.

use crate::desktop::fonts;
use crate::desktop::intent::{Beginning, Intent};
use crate::desktop::keys::{self, Command};
use crate::desktop::look::{Look, aside, heading, marker, told};
use crate::desktop::panels::map::plain;
use crate::desktop::saves::{self, Entry};
use crate::desktop::trouble::Trouble;
use crate::desktop::vignette;
use crate::language::Language;
use crate::record::{names, sitting};
use crate::rules::case::{Case, NationId};
use crate::scenario;
use egui::{CentralPanel, Frame, Margin, Panel, RichText, ScrollArea, Sense, Stroke, Ui, UiBuilder, Vec2};
use std::path::Path;
use std::sync::Arc;

/// Saved games that are listed.
const LISTED: usize = 8;
/// Width of a card, and height of its picture, points.
const CARD: Vec2 = Vec2::new(300.0, 110.0);
/// Folder of the player's own scenarios beside the saved games.
const OWN: &str = "scenarios";

/// What has been chosen on the start screen.
pub struct Start {
    cases: Vec<(String, Arc<Case>)>,
    /// Scenarios of the player's own that cannot be loaded, with what is wrong.
    broken: Vec<(String, Trouble)>,
    chosen: usize,
    seat: NationId,
    difficulty: Option<&'static str>,
    seed: String,
    saves: Vec<Entry>,
}

impl Start {
    /// The shipped scenarios, and the saved games and scenarios of a folder.
    pub fn new(folder: Option<&Path>) -> Start {
        let (mut cases, mut broken) = (Vec::new(), Vec::new());
        for name in scenario::source::shipped_scenarios().into_iter().chain(folder.into_iter().flat_map(own)) {
            match scenario::load(&name) {
                Ok(case) => cases.push((name, case)),
                Err(problems) => broken.push((name, Trouble::from_problems(&problems))),
            }
        }
        let mut start = Start {
            cases,
            broken,
            chosen: 0,
            seat: NationId(0),
            difficulty: None,
            seed: "1".to_string(),
            saves: folder.map(saves::list).unwrap_or_default(),
        };
        start.choose(0);
        start
    }

    fn choose(&mut self, chosen: usize) {
        self.chosen = chosen;
        if let Some((_, case)) = self.cases.get(chosen) {
            self.seat = case.nation_ids().find(|id| case.nation(*id).playable).unwrap_or(NationId(0));
        }
    }

    /// What would be begun.
    pub fn beginning(&self) -> Option<Beginning> {
        let (name, _) = self.cases.get(self.chosen)?;
        Some(Beginning {
            scenario: name.clone(),
            seat: self.seat,
            difficulty: self.difficulty.map(str::to_string),
            seed: self.seed.trim().parse().ok()?,
        })
    }

    /// Draws the screen.
    pub fn show(&mut self, ui: &mut Ui, language: &Language, look: &Look, intents: &mut Vec<Intent>) {
        Panel::top("title").show(ui, |ui| self.title(ui, language, look, intents));
        Panel::bottom("begin").show(ui, |ui| self.begin(ui, language, look, intents));
        CentralPanel::default().show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                self.saved(ui, language, look, intents);
                self.scenarios(ui, language, look, intents);
                self.role(ui, language, look);
            });
        });
    }

    fn title(&self, ui: &mut Ui, language: &Language, look: &Look, intents: &mut Vec<Intent>) {
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new("Summitry").font(fonts::serif_semibold(28.0)));
            let tutorial =
                RichText::new(language.text("start-tutorial")).font(fonts::semibold(14.0)).color(look.mine());
            if ui.button(tutorial).on_hover_text(language.text("start-tutorial-what")).clicked() {
                intents.push(Intent::Tutorial);
            }
            keys::buttons(ui, language, &[Command::Search, Command::Help, Command::Settings], None, intents);
            if ui.button(language.text("quit")).clicked() {
                intents.push(Intent::Quit);
            }
        });
        ui.label(language.text("start-what"));
        if !language.is_engines() {
            aside(ui, look, language.text("engine-english"));
        }
        ui.add_space(4.0);
    }

    /// Saved games with the turns kept beside them.
    fn saved(&self, ui: &mut Ui, language: &Language, look: &Look, intents: &mut Vec<Intent>) {
        if self.saves.is_empty() {
            return;
        }
        heading(ui, language.text("start-continue"));
        for entry in self.saves.iter().take(LISTED) {
            ui.horizontal_wrapped(|ui| {
                let file = entry.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                match &entry.game {
                    Some(Ok(saved)) => {
                        let text = describe(saved, language);
                        let text = RichText::new(text).color(look.mine());
                        if ui.button(text).on_hover_text(entry.path.display().to_string()).clicked() {
                            intents.push(Intent::OpenSave(entry.path.clone()));
                        }
                    }
                    Some(Err(what)) => {
                        let text = language.text_with("start-damaged", &[("file", file.as_str().into())]);
                        if ui.button(RichText::new(text).color(look.loss())).on_hover_text(what).clicked() {
                            intents.push(Intent::OpenSave(entry.path.clone()));
                        }
                    }
                    None => {
                        ui.label(language.text_with("start-turns-left", &[("file", file.as_str().into())]));
                    }
                }
                if !entry.turns.is_empty() {
                    ui.menu_button(language.text("start-earlier"), |ui| {
                        for (turn, path) in &entry.turns {
                            let turn = (u32::from(*turn) + 1).to_string();
                            let text = language.text_with("start-turn", &[("turn", turn.into())]);
                            if ui.button(text).clicked() {
                                intents.push(Intent::OpenEarlier(path.clone()));
                                ui.close();
                            }
                        }
                    });
                }
            });
        }
    }

    fn scenarios(&mut self, ui: &mut Ui, language: &Language, look: &Look, intents: &mut Vec<Intent>) {
        heading(ui, language.text("start-scenario"));
        let mut chosen = None;
        let gap = ui.spacing().item_spacing.x;
        let columns = (((ui.available_width() + gap) / (CARD.x + gap)) as usize).max(1);
        let cases: Vec<(usize, &Arc<Case>)> = self.cases.iter().map(|(_, case)| case).enumerate().collect();
        for row in cases.chunks(columns) {
            ui.horizontal_top(|ui| {
                for (position, case) in row {
                    if card(ui, case, self.chosen == *position, language, look) {
                        chosen = Some(*position);
                    }
                }
            });
        }
        if let Some(chosen) = chosen {
            self.choose(chosen);
        }
        for (name, trouble) in &self.broken {
            let text = language.text_with("start-damaged", &[("file", name.as_str().into())]);
            if ui.button(RichText::new(text).color(look.loss())).clicked() {
                intents.push(Intent::Explain(trouble.clone()));
            }
        }
    }

    /// The nations that can be led, each with its briefing.
    fn role(&mut self, ui: &mut Ui, language: &Language, look: &Look) {
        let Some((_, case)) = self.cases.get(self.chosen).cloned() else { return };
        heading(ui, language.text("start-seat"));
        ui.horizontal_wrapped(|ui| {
            for id in case.nation_ids().filter(|id| case.nation(*id).playable) {
                let (area, _) = ui.allocate_exact_size(Vec2::splat(14.0), Sense::hover());
                marker(ui.painter(), area.center(), 5.0, id, look.nation(id));
                let name = format!("{} · {}", case.nation(id).code, case.nation(id).name);
                if ui.selectable_label(self.seat == id, name).clicked() {
                    self.seat = id;
                }
            }
        });
        ui.add_space(8.0);
        ui.label(RichText::new(names::capital(&names::nation(&case, self.seat))).font(fonts::serif_semibold(20.0)));
        let briefing = &case.nation(self.seat).briefing;
        for text in [&briefing.public, &briefing.private] {
            for paragraph in plain(text).split("\n\n").map(|lines| lines.replace('\n', " ")) {
                let paragraph = paragraph.trim();
                if !paragraph.is_empty() {
                    told(ui, look, paragraph, fonts::serif(16.0));
                }
            }
        }
    }

    /// What is begun, and with whom: at the foot, so that it is never out of sight.
    fn begin(&mut self, ui: &mut Ui, language: &Language, look: &Look, intents: &mut Vec<Intent>) {
        ui.add_space(2.0);
        ui.horizontal_wrapped(|ui| {
            ui.label(language.text("start-difficulty"));
            if ui.selectable_label(self.difficulty.is_none(), language.text("difficulty-mix")).clicked() {
                self.difficulty = None;
            }
            for name in sitting::DIFFICULTIES {
                let text = language.text(&format!("difficulty-{name}"));
                if ui.selectable_label(self.difficulty == Some(name), text).clicked() {
                    self.difficulty = Some(name);
                }
            }
        });
        ui.horizontal_wrapped(|ui| {
            let name = ui.label(language.text("start-seed")).on_hover_text(language.text("start-seed-what"));
            ui.add(egui::TextEdit::singleline(&mut self.seed).desired_width(90.0)).labelled_by(name.id);
            match self.beginning() {
                Some(beginning) => {
                    let text =
                        RichText::new(language.text("start-begin")).font(fonts::semibold(16.0)).color(look.mine());
                    if ui.button(text).clicked() {
                        intents.push(Intent::Begin(beginning));
                    }
                    if let Some((_, case)) = self.cases.get(self.chosen) {
                        aside(ui, look, format!("{} · {}", case.title, case.nation(self.seat).name));
                    }
                }
                None => {
                    ui.label(RichText::new(language.text("start-seed-wrong")).color(look.loss()));
                }
            }
        });
        ui.add_space(2.0);
    }
}

/// A saved game in a line: scenario, nation, turn, date.
fn describe(saved: &saves::Saved, language: &Language) -> String {
    let turns = saved.case.calendar.turns.len();
    if saved.is_over() {
        return format!("{} · {} · {}", saved.case.title, saved.nation, language.text("start-over"));
    }
    let day = saved.case.calendar.turns.get(saved.turn).map_or(0, |slot| slot.from);
    let turn = language.text_with(
        "start-turn-of",
        &[("turn", (saved.turn + 1).to_string().into()), ("turns", turns.to_string().into())],
    );
    let date = language.full_day(saved.case.calendar.date(day));
    format!("{} · {} · {turn} · {date}", saved.case.title, saved.nation)
}

/// A scenario's card; whether it was chosen.
fn card(ui: &mut Ui, case: &Case, chosen: bool, language: &Language, look: &Look) -> bool {
    let width = CARD.x.min(ui.available_width().max(200.0));
    let scope = UiBuilder::new().id_salt(&case.id).sense(Sense::click());
    let response = ui
        .scope_builder(scope, |ui| {
            let response = ui.response();
            let colour = if chosen || response.hovered() || response.has_focus() { look.mine() } else { look.line() };
            let frame = Frame::new()
                .fill(look.paper())
                .stroke(Stroke::new(if chosen || response.has_focus() { 2.0 } else { 1.0 }, colour))
                .corner_radius(6)
                .inner_margin(Margin::same(8));
            frame.show(ui, |ui| {
                ui.set_width(width - 20.0);
                ui.vertical(|ui| {
                    let (picture, _) = ui.allocate_exact_size(Vec2::new(width - 20.0, CARD.y), Sense::hover());
                    vignette::paint(ui.painter(), picture, case, look);
                    ui.add(egui::Label::new(RichText::new(&case.title).font(fonts::semibold(16.0))).selectable(false));
                    let turns = case.calendar.turns.len().to_string();
                    let nations = case.nations.len().to_string();
                    let length =
                        language.text_with("start-length", &[("turns", turns.into()), ("nations", nations.into())]);
                    ui.add(egui::Label::new(RichText::new(length).size(12.0).color(look.aside())).selectable(false));
                    ui.add(egui::Label::new(&case.summary).selectable(false).wrap());
                });
            });
        })
        .response;
    response.widget_info(|| egui::WidgetInfo::selected(egui::WidgetType::SelectableLabel, true, chosen, &case.title));
    response.clicked()
}

/// The player's own scenarios: folders with a scenario file, in order.
fn own(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder.join(OWN)).into_iter().flatten().flatten();
    let mut found: Vec<String> = entries
        .map(|entry| entry.path())
        .filter(|path| path.join("scenario.toml").is_file())
        .map(|path| path.display().to_string())
        .collect();
    found.sort();
    found
}
