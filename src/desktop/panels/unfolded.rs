//! A move in full: its terms by goal, prices and income, what its word binds me to, and the other ways in which it can be made.

use super::decide;
use super::why::{Reasons, of_account, of_bond};
use crate::desktop::desk::Scene;
use crate::desktop::intent::Intent;
use crate::desktop::look::aside;
use crate::desktop::unfolded::Unfolded;
use crate::record::economy::EconomicChange;
use crate::record::names;
use crate::rules::action::Action;
use crate::rules::case::{Kind, NationId};
use crate::rules::state::Demand;
use egui::{Grid, RichText, Ui};

/// Days by which a date is put earlier or later.
const WEEK: i32 = 7;
/// Terms of an economic change that are told.
const TOLD: usize = 3;
/// A change of an economy's parts, points or percent, that is not told.
const SLIGHT: f64 = 0.005;

/// Whether two moves are the same but for their dates, demands and tone.
pub fn same(one: &Action, other: &Action) -> bool {
    plain(one) == plain(other)
}

/// A move without what can be varied about it.
fn plain(action: &Action) -> Action {
    let mut action = *action;
    match &mut action {
        Action::Threaten { demand, due, public, .. } => {
            *demand = Demand { at_most: 0, ..*demand };
            demand.measure = crate::rules::case::MeasureId(0);
            (*due, *public) = (0, true);
        }
        Action::Promise { due, public, .. } => (*due, *public) = (0, true),
        Action::Schedule { day, .. } | Action::AskMeeting { day, .. } => *day = 0,
        Action::Denounce { severity, .. } => *severity = 0,
        _ => {}
    }
    action
}

/// Draws it under the card of the move.
pub fn show(ui: &mut Ui, scene: &Scene, unfolded: &Unfolded, intents: &mut Vec<Intent>) {
    let look = scene.look;
    ui.separator();
    if let Some(goals) = unfolded.goals.as_ref().filter(|goals| !goals.parts.is_empty()) {
        part(ui, scene, "explained-goals", &of_account(scene, goals, "source-goals"));
    }
    if let Some(change) = &unfolded.economy {
        part(ui, scene, "explained-economy", &of_economy(scene, change));
    } else if unfolded.goals.is_some() {
        aside(ui, look, scene.text("explained-no-economy"));
    }
    if let Some(bond) = &unfolded.bond {
        part(ui, scene, "explained-bond", &of_bond(scene, bond));
    }
    vary(ui, scene, &unfolded.action, intents);
}

fn part(ui: &mut Ui, scene: &Scene, title: &str, reasons: &Reasons) {
    ui.label(RichText::new(scene.text(title)).strong());
    Grid::new(title).num_columns(2).spacing([16.0, 2.0]).show(ui, |ui| {
        for (name, figure) in &reasons.terms {
            ui.label(RichText::new(name).size(12.0));
            ui.label(RichText::new(figure).size(12.0).monospace());
            ui.end_row();
        }
    });
    aside(ui, scene.look, reasons.source.clone());
}

fn of_economy(scene: &Scene, change: &EconomicChange) -> Reasons {
    let language = scene.language;
    let mut terms = vec![
        (scene.text("economy-income"), format!("{} %", language.change(change.after - change.before, 3))),
        (scene.text("economy-prices"), format!("{} %", language.change(change.prices, 2))),
    ];
    let mut told = |key: &str, list: &[(String, f64)], decimals: usize| {
        for (name, points) in list.iter().filter(|(_, points)| points.abs() >= SLIGHT).take(TOLD) {
            terms.push((format!("{}: {name}", scene.text(key)), language.change(*points, decimals)));
        }
    };
    told("economy-part", &change.parts, 3);
    told("economy-partner", &change.partners, 3);
    told("economy-sector", &change.sectors, 1);
    told("economy-group", &change.groups, 1);
    Reasons { terms, source: scene.text("source-economy") }
}

/// Other dates, demands and tones of the move; what is chosen is explained in its place and can be made.
fn vary(ui: &mut Ui, scene: &Scene, action: &Action, intents: &mut Vec<Intent>) {
    let look = scene.look;
    let mut asked: Option<Action> = None;
    ui.label(RichText::new(scene.text("explained-vary")).strong());
    ui.horizontal_wrapped(|ui| match *action {
        Action::Threaten { target, measure, level, demand, due, public } => {
            let with = |demand, due, public| Action::Threaten { target, measure, level, demand, due, public };
            dates(ui, scene, due, |due| asked = Some(with(demand, due, public)));
            tone(ui, scene, public, |public| asked = Some(with(demand, due, public)));
            demands(ui, scene, target, demand, |demand| asked = Some(with(demand, due, public)));
        }
        Action::Promise { target, measure, level, due, public } => {
            let with = |due, public| Action::Promise { target, measure, level, due, public };
            dates(ui, scene, due, |due| asked = Some(with(due, public)));
            tone(ui, scene, public, |public| asked = Some(with(due, public)));
        }
        Action::Schedule { measure, level, day } => {
            dates(ui, scene, day, |day| asked = Some(Action::Schedule { measure, level, day }));
        }
        Action::AskMeeting { channel, day } => {
            dates(ui, scene, day, |day| asked = Some(Action::AskMeeting { channel, day }));
        }
        Action::Denounce { target, person, severity } => {
            for (key, harshness) in [("tone-criticise", 1u8), ("tone-denounce", 2), ("tone-harshest", 3)] {
                if ui.selectable_label(severity == harshness, scene.text(key)).clicked() {
                    asked = Some(Action::Denounce { target, person, severity: harshness });
                }
            }
        }
        _ => aside(ui, look, scene.text("explained-no-variants")),
    });
    if let Some(asked) = asked {
        intents.push(Intent::Unfold(Some(asked)));
    }
    let sentence = scene.deed(action);
    ui.label(format!("{sentence}."));
    let button = egui::Button::new(RichText::new(scene.text("do-this")).color(look.mine()));
    if let Some(why_not) = decide(ui, scene, button, None, *action, intents) {
        aside(ui, look, why_not);
    }
}

fn dates(ui: &mut Ui, scene: &Scene, day: i32, mut choose: impl FnMut(i32)) {
    if ui.small_button("−7").on_hover_text(scene.text("date-earlier")).clicked() {
        choose(day.saturating_sub(WEEK));
    }
    ui.label(scene.day(day));
    if ui.small_button("+7").on_hover_text(scene.text("date-later")).clicked() {
        choose(day.saturating_add(WEEK));
    }
}

fn tone(ui: &mut Ui, scene: &Scene, public: bool, mut choose: impl FnMut(bool)) {
    for (key, said) in [("tone-public", true), ("tone-private", false)] {
        if ui.selectable_label(public == said, scene.text(key)).clicked() {
            choose(said);
        }
    }
}

/// What a threat may ask for: that a measure of the target aimed at me goes to a milder level.
fn demands(ui: &mut Ui, scene: &Scene, target: NationId, now: Demand, mut choose: impl FnMut(Demand)) {
    let (view, case) = (scene.view, scene.case());
    let text = |demand: Demand| {
        format!(
            "{}: {}",
            case.measure(demand.measure).name,
            names::level_or_milder(case, demand.measure, demand.at_most)
        )
    };
    egui::ComboBox::from_id_salt("demand").selected_text(text(now)).show_ui(ui, |ui| {
        for measure in case.measure_ids() {
            let lever = case.measure(measure);
            if lever.owner != target || !lever.targets.has(view.seat()) || lever.kind == Kind::Investment {
                continue;
            }
            for at_most in 0..lever.levels.len().saturating_sub(1) {
                let Ok(at_most) = u8::try_from(at_most) else { continue };
                let demand = Demand { measure, at_most };
                if ui.selectable_label(demand == now, text(demand)).clicked() {
                    choose(demand);
                }
            }
        }
    });
}
