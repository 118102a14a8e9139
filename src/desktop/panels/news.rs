//! The news column: dated, the latest first, by nation; what is new stands out, and each item leads to what it is about.

use crate::desktop::bulletin::News;
use crate::desktop::desk::Scene;
use crate::desktop::intent::{Intent, Page};
use crate::desktop::look::{aside, nation};
use egui::{CollapsingHeader, RichText, Ui};

/// Items that the column shows.
const SHOWN: usize = 120;

/// Draws the column.
pub fn show(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let (case, papers, look) = (scene.case(), scene.papers, scene.look);
    ui.horizontal_wrapped(|ui| {
        if ui.selectable_label(papers.filter.is_none(), scene.text("news-all")).clicked() {
            intents.push(Intent::FilterNews(None));
        }
        for nation in case.nation_ids() {
            let chosen = papers.filter == Some(nation);
            let code = RichText::new(&case.nation(nation).code);
            if ui.selectable_label(chosen, code).on_hover_text(&case.nation(nation).name).clicked() {
                intents.push(Intent::FilterNews(Some(nation).filter(|_| !chosen)));
            }
        }
    });
    let wanted = |about| papers.filter.is_none_or(|nation| about == Some(nation));
    let (fresh, read): (Vec<_>, Vec<_>) = papers
        .news
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, news)| wanted(news.about))
        .partition(|(position, _)| *position >= papers.read);
    if fresh.is_empty() && read.is_empty() {
        aside(ui, look, scene.text("news-none"));
        return;
    }
    for (key, items, new) in [("news-new", fresh, true), ("news-before", read, false)] {
        if items.is_empty() {
            continue;
        }
        ui.separator();
        let heading = format!("{} ({})", scene.text(key), items.len());
        ui.label(RichText::new(heading).size(12.0).strong().color(look.aside()));
        for (position, news) in items.into_iter().take(SHOWN) {
            item(ui, scene, position, news, new, intents);
        }
    }
}

fn item(ui: &mut Ui, scene: &Scene, position: usize, news: &News, new: bool, intents: &mut Vec<Intent>) {
    let look = scene.look;
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        if let Some(about) = news.about {
            nation(ui, look, scene.case(), about);
        }
        aside(ui, look, scene.day(news.day));
        if news.private {
            aside(ui, look, scene.text("private"));
        }
    });
    let text = RichText::new(&news.text);
    let text = if new { text.strong() } else { text };
    match news.about {
        Some(about) => {
            let link = ui.add(egui::Label::new(text).wrap().sense(egui::Sense::click()));
            if link.on_hover_text(scene.text("news-open")).clicked() {
                intents.push(Intent::Show(Page::Map));
                intents.push(Intent::Inspect(Some(about)));
            }
        }
        None => {
            ui.label(text);
        }
    }
    for detail in &news.details {
        aside(ui, look, detail.clone());
    }
    if let Some(reading) = &news.reading {
        let title = RichText::new(scene.text("news-why")).size(12.0);
        CollapsingHeader::new(title).id_salt(("reading", position)).show(ui, |ui| {
            aside(ui, look, reading.clone());
            aside(ui, look, scene.text("analysts-source"));
        });
    }
}
