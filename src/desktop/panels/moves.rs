//! The moves of the turn by purpose, with what each costs and does; those that are not possible, with the reason.

use super::{unfolded, war_room};
use crate::desktop::desk::Scene;
use crate::desktop::intent::{Intent, Page};
use crate::desktop::look::{aside, heading, title};
use crate::record::names;
use crate::record::preview::{self, Note, When};
use crate::rules::action::Action;
use crate::rules::menu::{self, Purpose};
use crate::rules::state::Ask;
use egui::{Button, Color32, Frame, Margin, RichText, Stroke, Ui};
use std::time::Duration;

/// How long the pointer rests on a move before the war room takes it up, seconds.
const RESTS: f32 = 0.5;

/// Draws the page.
pub fn show(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let (view, look, language) = (scene.view, scene.look, scene.language);
    title(ui, scene.text("page-moves"));
    if view.ask() != Some(Ask::Posture) {
        ui.label(scene.text("moves-not-now"));
        return;
    }
    let own = view.own();
    ui.label(language.text_with(
        "moves-left",
        &[
            ("public", own.public_moves.to_string().into()),
            ("private", own.private_moves.to_string().into()),
            ("capital", language.number(own.capital, 1).into()),
        ],
    ));
    made(ui, scene, intents);
    let mut actions = Vec::new();
    view.menu(&mut actions);
    ui.horizontal_wrapped(|ui| {
        for purpose in Purpose::ALL {
            let count = actions.iter().filter(|action| Purpose::of(view, action) == Some(purpose)).count();
            let name = format!("{} ({count})", purpose_name(scene, purpose));
            if ui.selectable_label(scene.papers.purpose == purpose, name).clicked() {
                intents.push(Intent::ShowMoves(purpose));
            }
        }
    });
    let mut none = true;
    for action in actions.iter().filter(|action| Purpose::of(view, action) == Some(scene.papers.purpose)) {
        none = false;
        entry(ui, scene, action, intents);
    }
    if none {
        aside(ui, look, scene.text("moves-none"));
    }
    refused(ui, scene);
}

/// The moves of this turn so far, and what the end of the turn leaves unanswered.
fn made(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let (view, look) = (scene.view, scene.look);
    let made: Vec<&Action> = view.moves().collect();
    for (position, action) in made.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            let sentence = scene.deed(action);
            ui.label(RichText::new(format!("{sentence}.")).color(look.mine()));
            // Only the last move can be taken back: those before it may be what made it possible.
            if position + 1 == made.len() && ui.small_button(scene.text("undo")).clicked() {
                intents.push(Intent::Undo);
            }
        });
    }
    for waiting in &scene.papers.waiting {
        ui.label(RichText::new(format!("{} {waiting}", scene.text("unanswered"))).color(look.deadline()));
    }
}

/// What moves are for, in the reader's language.
pub fn purpose_name(scene: &Scene, purpose: Purpose) -> String {
    scene.text(match purpose {
        Purpose::Talks => "purpose-talks",
        Purpose::Pressure => "purpose-pressure",
        Purpose::Easing => "purpose-easing",
        Purpose::Words => "purpose-words",
        Purpose::Allies => "purpose-allies",
        Purpose::Home => "purpose-home",
        Purpose::Summit => "purpose-summit",
    })
}

/// Moves of the open group that are not possible now, under their reasons.
fn refused(ui: &mut Ui, scene: &Scene) {
    let (view, look) = (scene.view, scene.look);
    let mut by_reason: Vec<(&str, Vec<Action>)> = Vec::new();
    for (action, refusal) in menu::refused(view) {
        if Purpose::of(view, &action) != Some(scene.papers.purpose) {
            continue;
        }
        match by_reason.iter_mut().find(|(reason, _)| *reason == refusal.0) {
            Some((_, actions)) => actions.push(action),
            None => by_reason.push((refusal.0, vec![action])),
        }
    }
    if by_reason.is_empty() {
        return;
    }
    heading(ui, scene.text("moves-refused"));
    for (reason, actions) in by_reason {
        ui.label(RichText::new(format!("{}.", names::capital(reason))).color(look.aside()).strong());
        for action in actions {
            let sentence = scene.deed(&action);
            ui.add_enabled(false, Button::new(sentence).wrap()).on_disabled_hover_text(names::capital(reason));
        }
    }
}

/// A move on a card: what it is, what it costs and does, and what can be done with it.
pub fn entry(ui: &mut Ui, scene: &Scene, action: &Action, intents: &mut Vec<Intent>) {
    let (view, look) = (scene.view, scene.look);
    let opened = scene.papers.unfolded.as_ref().filter(|opened| unfolded::same(&opened.action, action));
    let frame = Frame::new()
        .fill(look.paper())
        .stroke(Stroke::new(1.0, if opened.is_some() { look.mine() } else { look.line() }))
        .corner_radius(6)
        .inner_margin(Margin::symmetric(12, 8));
    let card = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.push_id(format!("{action:?}"), |ui| {
            let sentence = scene.deed(action);
            ui.label(RichText::new(format!("{sentence}.")).strong());
            notes(ui, scene, &preview::of(view, action));
            war_room::line(ui, scene, action);
            ui.horizontal_wrapped(|ui| {
                if ui.button(RichText::new(scene.text("do-it")).color(look.mine())).clicked() {
                    intents.push(Intent::Submit(*action));
                }
                let (key, next) = match opened {
                    Some(_) => ("in-full-close", None),
                    None => ("in-full", Some(*action)),
                };
                if ui.button(scene.text(key)).clicked() {
                    intents.push(Intent::Unfold(next));
                }
                if ui.link(scene.text("ask-war-room")).clicked() {
                    intents.push(Intent::Show(Page::WarRoom));
                    intents.push(Intent::Forecast(Some(*action)));
                }
            });
            if let Some(opened) = opened {
                unfolded::show(ui, scene, opened, intents);
            }
        });
    });
    if card.response.contains_pointer() && scene.papers.foresight.action() != Some(*action) {
        let rested = ui.input(|input| input.pointer.time_since_last_movement());
        if rested >= RESTS && view.ask() == Some(Ask::Posture) {
            intents.push(Intent::Forecast(Some(*action)));
        } else {
            ui.ctx().request_repaint_after(Duration::from_secs_f32(RESTS));
        }
    }
}

/// What a move costs and does, a short phrase each.
pub fn notes(ui: &mut Ui, scene: &Scene, notes: &[Note]) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (position, note) in notes.iter().enumerate() {
            if position > 0 {
                aside(ui, scene.look, "·");
            }
            let (text, colour) = phrase(scene, note);
            ui.label(RichText::new(text).size(12.0).color(colour));
        }
    });
}

/// A note in the reader's language, in the colour that it deserves.
fn phrase(scene: &Scene, note: &Note) -> (String, Color32) {
    let (look, language) = (scene.look, scene.language);
    let plain = |key: &str| (language.text(key), look.aside());
    let with =
        |key: &str, name: &'static str, value: String| (language.text_with(key, &[(name, value.into())]), look.aside());
    match *note {
        Note::Uses { public: true } => plain("note-public"),
        Note::Uses { public: false } => plain("note-private"),
        Note::Capital(capital) => with("note-capital", "capital", language.number(capital, 1)),
        Note::Delay(days) => with("note-delay", "days", days.to_string()),
        Note::AtOnce => plain("note-at-once"),
        Note::Build(days) => with("note-build", "days", days.to_string()),
        Note::Mine(when, points) => {
            let key = match when {
                When::InForce => "note-mine-in-force",
                When::Built => "note-mine-built",
                When::Kept => "note-mine-kept",
                When::CarriedOut => "note-mine-carried-out",
            };
            let colour = if points < -0.05 { look.loss() } else { look.ink() };
            (with(key, "points", language.change(points, 1)).0, colour)
        }
        Note::Theirs(nation, points) => {
            let who = scene.case().nation(nation).code.clone();
            let points = language.change(points, 1);
            (language.text_with("note-theirs", &[("nation", who.into()), ("points", points.into())]), look.ink())
        }
        Note::Breach => (language.text("note-breach"), look.loss()),
        Note::CanReturn => plain("note-can-return"),
        Note::BreakingCost(cost) => (with("note-breaking", "cost", language.number(cost, 1)).0, look.deadline()),
        Note::BackingDownCost(cost) => (with("note-backing-down", "cost", language.number(cost, 1)).0, look.deadline()),
        Note::Believed(nation, chance) => {
            let who = scene.case().nation(nation).code.clone();
            let chance = language.percent(chance, 0);
            (language.text_with("note-believed", &[("nation", who.into()), ("chance", chance.into())]), look.aside())
        }
        Note::LockIn { locked, due } => {
            let key = if locked { "note-locked" } else { "note-not-locked" };
            (with(key, "day", scene.day(due)).0, look.deadline())
        }
        Note::TensionRises => plain("note-tension-rises"),
        Note::TensionFalls => plain("note-tension-falls"),
        Note::Warms(tension) => with("note-warms", "tension", language.number(tension, 2)),
        Note::Denounces(tension) => with("note-denounces", "tension", language.number(tension, 2)),
        Note::Condemns(tension) => with("note-condemns", "tension", language.number(tension, 2)),
        Note::Frightens => plain("note-frightens"),
        Note::Deniable => plain("note-deniable"),
        Note::Confirms => plain("note-confirms"),
        Note::Doubts => plain("note-doubts"),
        Note::Cancels => plain("note-cancels"),
    }
}
