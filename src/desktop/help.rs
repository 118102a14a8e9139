//! The page of help: every key, and the terms of the game in plain words.

use crate::desktop::intent::Intent;
use crate::desktop::keys;
use crate::desktop::look::{Look, aside, dialog, heading};
use crate::language::Language;
use egui::{RichText, Ui};

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
    dialog(ui, language.text("help"), 520.0, |ui| {
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
