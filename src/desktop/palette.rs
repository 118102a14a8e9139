//! The command palette: search over what can be done, pages, nations, moves and news.

use crate::desktop::desk::{Desk, Scene};
use crate::desktop::intent::{Intent, Page};
use crate::desktop::keys::{self, Command};
use crate::desktop::look::{Look, aside};
use crate::language::Language;
use egui::{Key, Modifiers, RichText, Ui};

/// Lines that are shown.
const FOUND: usize = 12;

/// The open palette.
#[derive(Default)]
pub struct Palette {
    words: String,
    chosen: usize,
}

/// Something that can be chosen.
pub struct Choice {
    /// What it says.
    pub text: String,
    /// Its key, where it has one.
    pub key: String,
    /// What it asks for, in order.
    pub intents: Vec<Intent>,
}

impl Palette {
    /// Draws it; whether something was chosen.
    pub fn show(
        &mut self,
        ui: &Ui,
        desk: &mut Option<Desk>,
        language: &Language,
        look: &Look,
        intents: &mut Vec<Intent>,
    ) -> bool {
        let mut done = false;
        let place = ui.ctx().content_rect();
        egui::Window::new(language.text("palette"))
            .collapsible(false)
            .resizable(false)
            .fixed_size(egui::Vec2::new((place.width() - 48.0).min(560.0), (place.height() - 96.0).min(420.0)))
            .anchor(egui::Align2::CENTER_TOP, [0.0, 24.0])
            .vscroll(true)
            .show(ui.ctx(), |ui| {
                let (up, down, take) = ui.input_mut(|input| {
                    let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
                    (pressed(Key::ArrowUp), pressed(Key::ArrowDown), pressed(Key::Enter))
                });
                let field = egui::TextEdit::singleline(&mut self.words).hint_text(language.text("palette-hint"));
                let field = ui.add(field.desired_width(f32::INFINITY));
                field.request_focus();
                if field.changed() {
                    self.chosen = 0;
                }
                let found = choices(ui, desk, language, look, &self.words);
                let last = found.len().saturating_sub(1);
                self.chosen = (self.chosen + usize::from(down)).saturating_sub(usize::from(up)).min(last);
                if found.is_empty() {
                    aside(ui, look, language.text("palette-nothing"));
                }
                for (position, choice) in found.into_iter().enumerate() {
                    let button = egui::Button::selectable(self.chosen == position, choice.text)
                        .wrap()
                        .shortcut_text(RichText::new(choice.key).color(look.aside()));
                    if ui.add(button).clicked() || (take && position == self.chosen) {
                        intents.extend(choice.intents);
                        done = true;
                    }
                }
                aside(ui, look, language.text("palette-what"));
            });
        done
    }
}

/// What the words find, the best known first: commands and pages, nations, moves, news.
fn choices(ui: &Ui, desk: &mut Option<Desk>, language: &Language, look: &Look, words: &str) -> Vec<Choice> {
    let wanted: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let matches = |choice: &Choice| {
        let text = choice.text.to_lowercase();
        wanted.iter().all(|word| text.contains(word))
    };
    let commands: Vec<Choice> = keys::ALL
        .iter()
        .filter(|shortcut| shortcut.command != Command::Close)
        .filter_map(|shortcut| {
            let intent = keys::intent(shortcut.command, desk.as_ref().map(Desk::papers))?;
            let text = match &intent {
                Intent::Show(page) => language.text(page.key()),
                _ => language.text(shortcut.text),
            };
            Some(Choice { text, key: ui.ctx().format_shortcut(&shortcut.keys), intents: vec![intent] })
        })
        .collect();
    let own = desk.as_mut().map(|desk| desk.show(language, look, in_game)).unwrap_or_default();
    commands.into_iter().chain(own).filter(matches).take(FOUND).collect()
}

/// What a game has to choose from.
fn in_game(scene: &Scene) -> Vec<Choice> {
    let case = scene.case();
    let plain = |text: String, intents: Vec<Intent>| Choice { text, key: String::new(), intents };
    let mut actions = Vec::new();
    scene.view.menu(&mut actions);
    let nations = case.nation_ids().map(|nation| {
        let text = scene.language.text_with("palette-nation", &[("nation", case.nation(nation).name.as_str().into())]);
        plain(text, vec![Intent::Show(Page::Map), Intent::Inspect(Some(nation))])
    });
    let moves = actions.into_iter().map(|action| {
        let sentence = scene.deed(&action);
        plain(sentence, vec![Intent::Submit(action)])
    });
    let news = scene.papers.news.iter().rev().filter_map(|news| {
        let text = format!("{}  {}", scene.day(news.day), news.text);
        Some(plain(text, vec![Intent::FilterNews(Some(news.about?))]))
    });
    nations.chain(moves).chain(news).collect()
}
