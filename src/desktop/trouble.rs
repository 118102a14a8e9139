//! What is wrong with a file, where it was put aside, and what works instead; and the dialog that says so.

use crate::desktop::fonts;
use crate::desktop::intent::Intent;
use crate::desktop::look::{Look, aside, dialog};
use crate::desktop::saves;
use crate::language::Language;
use crate::problem::Problem;
use egui::{RichText, Ui};
use std::path::{Path, PathBuf};

/// Mistakes that the dialog lists; what is more is counted.
const LISTED: usize = 8;

/// Something that went wrong with a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trouble {
    /// What, a sentence a mistake.
    pub what: Vec<String>,
    /// Under which name the damaged file is kept.
    pub kept: Option<PathBuf>,
    /// The last turn of the same game that was kept beside it.
    pub earlier: Option<PathBuf>,
}

impl Trouble {
    /// A single mistake.
    pub fn of(what: impl Into<String>) -> Trouble {
        Trouble { what: vec![what.into()], ..Trouble::default() }
    }

    /// The mistakes of a file.
    pub fn from_problems(problems: &[Problem]) -> Trouble {
        Trouble { what: problems.iter().map(ToString::to_string).collect(), ..Trouble::default() }
    }

    /// Gives the file another name, under which it stays as it is.
    pub fn put_aside(mut self, path: &Path) -> Trouble {
        match saves::put_aside(path) {
            Ok(kept) => self.kept = Some(kept),
            Err(error) => self.what.push(format!("{}: {error}", path.display())),
        }
        self
    }

    /// What is wrong with a saved game that could not be opened. One that is damaged is put aside; one of another program or scenario stays.
    pub fn of_save(path: &Path, problems: &[Problem]) -> Trouble {
        let trouble = Trouble { earlier: saves::last_turn(path), ..Trouble::from_problems(problems) };
        if saves::is_damaged(path) { trouble.put_aside(path) } else { trouble }
    }
}

/// Draws the dialog.
pub fn show(ui: &Ui, troubles: &[Trouble], language: &Language, look: &Look, intents: &mut Vec<Intent>) {
    if troubles.is_empty() {
        return;
    }
    dialog(ui, language.text("trouble"), 480.0, |ui| {
        for trouble in troubles {
            for what in trouble.what.iter().take(LISTED) {
                ui.label(RichText::new(what).color(look.loss()));
            }
            if let Some(more) = trouble.what.len().checked_sub(LISTED + 1) {
                let count = (more + 1).to_string();
                aside(ui, look, language.text_with("trouble-more", &[("count", count.into())]));
            }
            match &trouble.kept {
                Some(kept) => {
                    let kept = kept.display().to_string();
                    ui.label(language.text_with("trouble-kept", &[("file", kept.into())]));
                }
                None => aside(ui, look, language.text("trouble-untouched")),
            }
            if let Some(earlier) = &trouble.earlier {
                let text = RichText::new(language.text("trouble-earlier")).color(look.mine());
                if ui.button(text).clicked() {
                    intents.push(Intent::Close);
                    intents.push(Intent::OpenEarlier(earlier.clone()));
                }
            }
            ui.separator();
        }
        ui.label(RichText::new(language.text("trouble-next")).font(fonts::semibold(14.0)));
        if ui.button(language.text("close")).clicked() {
            intents.push(Intent::Close);
        }
    });
}
