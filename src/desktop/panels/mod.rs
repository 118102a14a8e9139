//! The screens of an open game, a file each: from what the seat may know to what the person asks for.

pub mod builder;
pub mod calendar;
pub mod curves;
pub mod debrief;
pub mod delegation;
pub mod home;
pub mod map;
pub mod moves;
pub mod news;
pub mod people;
pub mod pictures;
pub mod press;
pub mod shell;
pub mod summit;
pub mod talks;
pub mod tray;
pub mod unfolded;
pub mod war_room;
pub mod why;

use crate::desktop::desk::Scene;
use crate::desktop::intent::Intent;
use crate::record::names;
use crate::rules::action::Action;
use egui::{Button, Ui};

/// A button that takes a decision, with a tip where there is one. Where the decision is not legal now the button is greyed, its tip
/// is the reason, and the reason is given back.
fn decide(
    ui: &mut Ui,
    scene: &Scene,
    button: Button,
    tip: Option<String>,
    action: Action,
    intents: &mut Vec<Intent>,
) -> Option<String> {
    let why_not = scene.view.check(&action).err().map(|refusal| names::capital(refusal.0));
    let mut button = ui.add_enabled(why_not.is_none(), button);
    if let Some(tip) = tip {
        button = button.on_hover_text(tip);
    }
    if let Some(why_not) = &why_not {
        button = button.on_disabled_hover_text(why_not);
    }
    if button.clicked() {
        intents.push(Intent::Submit(action));
    }
    why_not
}
