//! The page of help: every key, and the terms of the game in plain words.

use crate::desktop::intent::Intent;
use crate::desktop::keys;
use crate::desktop::look::{Look, aside, heading};
use crate::language::Language;
use egui::{RichText, Ui, Vec2};

/// Terms by the keys of their names and meanings among the texts.
const TERMS: [(&str, &str); 7] = [
    ("term-payoff", "term-payoff-what"),
    ("term-no-deal", "term-no-deal-what"),
    ("term-reservation", "term-reservation-what"),
    ("term-leverage", "term-leverage-what"),
    ("term-win-set", "term-win-set-what"),
    ("term-audience", "term-audience-what"),
    ("term-logrolling", "term-logrolling-what"),
];

/// Draws it.
pub fn show(ui: &Ui, language: &Language, look: &Look, intents: &mut Vec<Intent>) {
    let place = ui.ctx().content_rect();
    egui::Window::new(language.text("help"))
        .collapsible(false)
        .vscroll(true)
        .default_width(520.0)
        .max_size(place.size() - Vec2::new(24.0, 64.0))
        .anchor(egui::Align2::CENTER_CENTER, [0.0, 0.0])
        .show(ui.ctx(), |ui| {
            ui.label(language.text("help-what"));
            heading(ui, language.text("help-terms"));
            for (term, meaning) in TERMS {
                ui.label(RichText::new(language.text(term)).font(crate::desktop::fonts::semibold(14.0)));
                ui.label(language.text(meaning));
            }
            heading(ui, language.text("help-keys"));
            egui::Grid::new("keys").num_columns(2).spacing([16.0, 4.0]).show(ui, |ui| {
                for shortcut in &keys::ALL {
                    ui.label(RichText::new(ui.ctx().format_shortcut(&shortcut.keys)).monospace());
                    ui.label(language.text(shortcut.text));
                    ui.end_row();
                }
            });
            aside(ui, look, language.text("help-every-button"));
            if ui.button(language.text("close")).clicked() {
                intents.push(Intent::Close);
            }
        });
}
