//! The shell around a game: calendar strip, delegation, pages, news, tray, and the end of the turn.

use super::{calendar, debrief, delegation, home, map, moves, news, summit, talks, tray, war_room};
use crate::desktop::coach;
use crate::desktop::desk::Scene;
use crate::desktop::fonts;
use crate::desktop::intent::{Intent, Page};
use crate::desktop::keys::{self, Command};
use crate::desktop::look::{anchor, aside};
use crate::record::names;
use crate::record::story::{Voice, deed};
use crate::rules::state::Ask;
use egui::{CentralPanel, Panel, RichText, ScrollArea, Ui};

/// Width from which the delegation and the news stand beside the page, points.
const WIDE: f32 = 900.0;
/// Height from which the strip shows the dates, points.
const TALL: f32 = 460.0;

/// Draws everything of an open game.
pub fn show(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let (wide, tall) = (ui.available_width() >= WIDE, ui.available_height() >= TALL);
    Panel::top("strip").show(ui, |ui| strip(ui, scene, tall, intents));
    Panel::bottom("turn").show(ui, |ui| {
        tray::show(ui, scene, intents);
        turn(ui, scene, intents);
    });
    coach::show(ui, scene, intents);
    if wide {
        Panel::left("delegation").resizable(true).default_size(220.0).size_range(180.0..=340.0).show(ui, |ui| {
            ScrollArea::vertical().id_salt("delegation").show(ui, |ui| delegation::show(ui, scene, intents));
        });
        Panel::right("news").resizable(true).default_size(270.0).size_range(200.0..=420.0).show(ui, |ui| {
            ScrollArea::vertical().id_salt("news").show(ui, |ui| news::show(ui, scene, intents));
        });
    }
    CentralPanel::default().show(ui, |ui| {
        tabs(ui, scene, wide, intents);
        ui.separator();
        let page = scene.papers.page;
        if page == Page::Map {
            map::show(ui, scene, intents);
            return;
        }
        ScrollArea::vertical().id_salt(page.key()).auto_shrink(false).show(ui, |ui| match page {
            Page::Map => {}
            Page::Moves => moves::show(ui, scene, intents),
            Page::Talks => talks::show(ui, scene, intents),
            Page::Home => home::show(ui, scene, intents),
            Page::WarRoom => war_room::show(ui, scene, intents),
            Page::Summit => summit::show(ui, scene, intents),
            Page::Debrief => debrief::show(ui, scene, intents),
            Page::Delegation => delegation::show(ui, scene, intents),
            Page::News => news::show(ui, scene, intents),
        });
    });
    coach::point(ui, scene);
}

/// Today, what is ahead, capital and approval.
fn strip(ui: &mut Ui, scene: &Scene, tall: bool, intents: &mut Vec<Intent>) {
    let (view, language) = (scene.view, scene.language);
    let case = view.case();
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(names::days(case, view.slot())).font(fonts::semibold(16.0)));
        let own = view.own();
        ui.label(format!("{} {}", scene.text("standing-capital"), language.number(own.capital, 1)))
            .on_hover_text(scene.text("tip-capital"));
        ui.label(format!("{} {}", scene.text("standing-approval"), language.percent(own.approval / 100.0, 0)))
            .on_hover_text(scene.text("tip-approval"));
        let offered = [Command::Search, Command::Help, Command::Settings, Command::ToStart];
        keys::buttons(ui, language, &offered, Some(scene.papers), intents);
    });
    if tall {
        calendar::show(ui, scene, intents);
    }
}

fn tabs(ui: &mut Ui, scene: &Scene, wide: bool, intents: &mut Vec<Intent>) {
    let pages = keys::pages(scene.papers.ask.is_none());
    ui.horizontal_wrapped(|ui| {
        for (number, page) in pages.into_iter().enumerate() {
            if wide && Page::BESIDE.contains(&page) && scene.papers.page != page {
                continue;
            }
            let text = format!("{} {}", number + 1, scene.text(page.key()));
            let tab = ui.selectable_label(scene.papers.page == page, RichText::new(text).size(14.0));
            anchor(ui, page.key(), tab.rect);
            if tab.clicked() {
                intents.push(Intent::Show(page));
            }
        }
    });
}

/// The moves of the turn and its end.
fn turn(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let (view, look, language) = (scene.view, scene.look, scene.language);
    ui.horizontal_wrapped(|ui| {
        match scene.papers.ask {
            None => {
                ui.label(scene.text("game-over"));
                return;
            }
            Some(Ask::Posture) => {}
            Some(Ask::Talk) => {
                ui.label(scene.text("asked-talk"));
                return;
            }
            Some(_) => {
                if ui.link(RichText::new(scene.text("asked-answer")).color(look.mine())).clicked() {
                    intents.push(Intent::Show(Page::Summit));
                }
                return;
            }
        }
        let count = scene.papers.waiting.len();
        let end = match count {
            0 => scene.text("end-turn"),
            _ => language.text_with("end-turn-unanswered", &[("count", count.to_string().into())]),
        };
        let end = RichText::new(end).font(fonts::semibold(14.0)).color(look.mine());
        let mut end = ui.button(end).on_hover_text(keys::written(ui, Command::EndTurn));
        anchor(ui, "end-turn", end.rect);
        if count > 0 {
            end = end.on_hover_text(scene.papers.waiting.join("\n"));
        }
        if end.clicked() {
            intents.push(Intent::EndTurn);
        }
        let made: Vec<String> =
            view.moves().map(|action| deed(view.case(), view.seat(), action, Voice::Second)).collect();
        if made.is_empty() {
            aside(ui, look, scene.text("turn-no-moves"));
        } else {
            if ui.button(scene.text("undo")).on_hover_text(keys::written(ui, Command::Undo)).clicked() {
                intents.push(Intent::Undo);
            }
            aside(ui, look, made.join(" · "));
        }
    });
    ui.add_space(2.0);
}
