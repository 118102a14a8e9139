//! What is known of a nation: relations, its measures, its people, its briefing.

use super::pressure;
use crate::desktop::desk::Scene;
use crate::desktop::intent::Intent;
use crate::desktop::look::{aside, heading};
use crate::record::names;
use crate::rules::case::NationId;
use egui::{RichText, Ui};

/// The window of the nation that was asked about, if any.
pub fn window(ui: &Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let Some(nation) = scene.papers.subject else { return };
    let mut open = true;
    egui::Window::new(&scene.case().nation(nation).name).open(&mut open).collapsible(false).default_width(380.0).show(
        ui.ctx(),
        |ui| {
            egui::ScrollArea::vertical().max_height(400.0).show(ui, |ui| all(ui, scene, nation));
        },
    );
    if !open {
        intents.push(Intent::Inspect(None));
    }
}

/// Approval, and where others stand with me.
pub fn relations(ui: &mut Ui, scene: &Scene, nation: NationId) {
    let (view, language) = (scene.view, scene.language);
    ui.label(RichText::new(&scene.case().nation(nation).name).strong());
    ui.label(format!("{} {}", scene.text("standing-approval"), language.percent(view.approval(nation) / 100.0, 0)));
    if nation != view.seat() {
        for (key, value) in [
            ("tension", language.number(view.tension(nation), 2)),
            ("trust", language.number(view.trust(nation), 2)),
            ("threat-credibility", language.percent(view.threat_credibility(nation), 0)),
            ("promise-credibility", language.percent(view.promise_credibility(nation), 0)),
        ] {
            ui.label(format!("{} {value}", scene.text(key)));
        }
    }
}

fn all(ui: &mut Ui, scene: &Scene, nation: NationId) {
    let case = scene.case();
    relations(ui, scene, nation);
    heading(ui, scene.text("measures"));
    let measures: Vec<_> = case.measure_ids().filter(|id| case.measure(*id).owner == nation).collect();
    for id in &measures {
        ui.label(pressure::measure(scene, *id));
    }
    if measures.is_empty() {
        aside(ui, scene.look, scene.text("measures-none"));
    }
    heading(ui, scene.text("negotiators"));
    for person in &case.nation(nation).negotiators {
        ui.label(names::person(case, *person));
    }
    heading(ui, scene.text("briefing"));
    ui.label(plain(&case.nation(nation).briefing.public));
}

/// A Markdown text without its marks: a paragraph is one line.
pub fn plain(markdown: &str) -> String {
    let paragraphs = markdown.split("\n\n").map(|paragraph| {
        let lines = paragraph.lines().filter(|line| !line.starts_with('#')).map(str::trim);
        lines.collect::<Vec<_>>().join(" ").replace("**", "")
    });
    paragraphs.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n\n")
}
