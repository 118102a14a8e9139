//! Who speaks for my delegation, with their traits, and what I can tell them: mandate, disavowal, replacement.

use super::decide;
use crate::desktop::desk::Scene;
use crate::desktop::intent::Intent;
use crate::desktop::look::{aside, heading};
use crate::record::names;
use crate::rules::action::Action;
use crate::rules::case::{NegotiatorCase, NegotiatorId, Role};
use crate::rules::state::Mandate;
use egui::{Button, RichText, Ui};

/// A concession exponent from which a person holds out long.
const LONG: f64 = 1.5;
/// A concession exponent below which a person gives way early.
const LITTLE: f64 = 0.9;

/// Draws the part.
pub fn show(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let (view, look) = (scene.view, scene.look);
    let case = view.case();
    heading(ui, scene.text("instructions"));
    aside(ui, look, scene.text("instructions-what"));
    ui.horizontal_wrapped(|ui| {
        for (key, tip, mandate) in [
            ("mandate-firm", "mandate-firm-tip", Mandate::Firm),
            ("mandate-normal", "mandate-normal-tip", Mandate::Normal),
            ("mandate-flexible", "mandate-flexible-tip", Mandate::Flexible),
        ] {
            let chosen = view.own().mandate == mandate;
            let action = Action::SetMandate(mandate);
            let refusal = view.check(&action).err();
            let button = Button::new(scene.text(key)).selected(chosen);
            let tip = scene.text(tip);
            let button = ui.add_enabled(chosen || refusal.is_none(), button).on_hover_text(&tip);
            let why_not = refusal.map_or(tip, |refusal| names::capital(refusal.0));
            if button.on_disabled_hover_text(why_not).clicked() && !chosen {
                intents.push(Intent::Submit(action));
            }
        }
    });
    heading(ui, scene.text("negotiators"));
    for &id in &case.nation(view.seat()).negotiators {
        person(ui, scene, id, intents);
    }
}

fn person(ui: &mut Ui, scene: &Scene, id: NegotiatorId, intents: &mut Vec<Intent>) {
    let (view, look) = (scene.view, scene.look);
    let case = view.case();
    let state = view.negotiator(id);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(names::capital(names::person(case, id).trim_end_matches(','))).strong());
        if state.replaced {
            aside(ui, look, scene.text("replaced"));
        }
        if let Some(turn) = state.off_message {
            let key = if state.disavowed { "off-message-disavowed" } else { "off-message-turn" };
            let text = scene.language.text_with(key, &[("turn", (turn + 1).to_string().into())]);
            ui.label(RichText::new(text).color(look.deadline()));
        }
        for (key, action) in [("disavow", Action::Disavow(id)), ("replace", Action::Replace(id))] {
            decide(ui, scene, Button::new(scene.text(key)).small(), None, action, intents);
        }
    });
    aside(ui, look, traits(scene, case.negotiator(id)));
}

/// Traits of a person in words: parameters of a game, not of anybody's character.
pub fn traits(scene: &Scene, person: &NegotiatorCase) -> String {
    let language = scene.language;
    let role = scene.text(match person.role {
        Role::Spokesperson => "role-spokesperson",
        Role::Envoy => "role-envoy",
        Role::ChiefNegotiator => "role-chief",
        Role::Minister => "role-minister",
        Role::Leader => "role-leader",
    });
    let style = scene.text(match person.style {
        style if style > LONG => "style-long",
        style if style < LITTLE => "style-little",
        _ => "style-even",
    });
    let figures = language.text_with(
        "traits",
        &[
            ("discipline", language.percent(person.discipline, 0).into()),
            ("warmth", language.percent(person.warmth, 0).into()),
            ("issues", person.authority.count_ones().to_string().into()),
        ],
    );
    format!("{role} · {style} · {figures}")
}
