//! The dialog of the settings.

use crate::desktop::fonts;
use crate::desktop::intent::Intent;
use crate::desktop::look::{Look, Palette, TextSpeed, aside, dialog, told};
use crate::desktop::settings::Settings;
use crate::language::{Language, Tongue};
use egui::Ui;

/// Scales that are offered.
const SCALES: [f32; 6] = [0.75, 1.0, 1.25, 1.5, 2.0, 2.5];

/// Draws it; the settings as its user leaves them.
pub fn show(ui: &Ui, settings: Settings, language: &Language, intents: &mut Vec<Intent>) -> Settings {
    let mut changed = settings;
    let look: &mut Look = &mut changed.look;
    dialog(ui, language.text("settings"), 440.0, |ui| {
        row(ui, language.text("settings-language"), |ui| {
            for tongue in Tongue::ALL {
                ui.selectable_value(&mut changed.language, tongue, tongue.own_name());
            }
        });
        row(ui, language.text("settings-theme"), |ui| {
            ui.selectable_value(&mut look.dark, false, language.text("settings-light"));
            ui.selectable_value(&mut look.dark, true, language.text("settings-dark"));
        });
        row(ui, language.text("settings-palette"), |ui| {
            for palette in Palette::ALL {
                ui.selectable_value(&mut look.palette, palette, language.text(palette.key()));
            }
        });
        row(ui, language.text("settings-scale"), |ui| {
            for scale in SCALES {
                ui.selectable_value(&mut look.scale, scale, language.percent(f64::from(scale), 0));
            }
        });
        row(ui, language.text("settings-text-speed"), |ui| {
            for speed in TextSpeed::ALL {
                ui.selectable_value(&mut look.text_speed, speed, language.text(speed.key()));
            }
        });
        ui.checkbox(&mut look.reduced_motion, language.text("settings-motion"));
        ui.add_space(8.0);
        told(ui, look, &language.text("settings-sample"), fonts::serif(16.0));
        if !language.is_engines() {
            aside(ui, look, language.text("engine-english"));
        }
        ui.horizontal_wrapped(|ui| {
            if ui.button(language.text("settings-usual")).clicked() {
                *look = Look::default();
            }
            if ui.button(language.text("close")).clicked() {
                intents.push(Intent::Close);
            }
        });
    });
    changed
}

fn row(ui: &mut Ui, name: String, content: impl FnOnce(&mut Ui)) {
    ui.label(name);
    ui.horizontal_wrapped(content);
    ui.add_space(4.0);
}
