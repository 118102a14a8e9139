//! Front pages: how each capital's press tells the summit on the morning after.

use crate::desktop::desk::Scene;
use crate::desktop::look::{aside, heading, nation};
use crate::record::press::FrontPage;
use egui::{Align, CollapsingHeader, Frame, Grid, Layout, Margin, RichText, Stroke, Ui};

/// Width of a page's column, points.
const COLUMN: f32 = 320.0;

/// Draws the front pages: mine and that of the other party open, the rest folded.
pub fn show(ui: &mut Ui, scene: &Scene) {
    let pages = &scene.papers.front_pages;
    if pages.is_empty() {
        return;
    }
    heading(ui, scene.text("press-title"));
    aside(ui, scene.look, scene.text("press-what"));
    let (case, me) = (scene.case(), scene.view.seat());
    let (mut first, rest): (Vec<&FrontPage>, Vec<&FrontPage>) =
        pages.iter().partition(|page| page.nation == me || case.is_principal(page.nation));
    first.sort_by_key(|page| page.nation != me);
    sheets(ui, scene, &first);
    if !rest.is_empty() {
        CollapsingHeader::new(scene.text("press-others")).show(ui, |ui| sheets(ui, scene, &rest));
    }
}

fn sheets(ui: &mut Ui, scene: &Scene, pages: &[&FrontPage]) {
    let columns = ((ui.available_width() / COLUMN) as usize).clamp(1, 3);
    for line in pages.chunks(columns) {
        ui.columns(columns, |columns| {
            for (column, page) in columns.iter_mut().zip(line) {
                column.with_layout(Layout::top_down(Align::LEFT), |ui| sheet(ui, scene, page));
            }
        });
    }
}

fn sheet(ui: &mut Ui, scene: &Scene, page: &FrontPage) {
    let look = scene.look;
    let frame = Frame::new().fill(look.paper()).stroke(Stroke::new(1.0, look.line())).inner_margin(Margin::same(12));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            nation(ui, look, scene.case(), page.nation);
            ui.label(RichText::new(&page.paper).size(14.0).strong());
            aside(ui, look, scene.day(page.day));
        });
        ui.separator();
        ui.label(RichText::new(&page.headline).size(20.0).strong());
        ui.label(RichText::new(&page.standfirst).italics());
        for paragraph in &page.report {
            ui.label(paragraph);
        }
        Grid::new(("figures", page.nation.index())).num_columns(2).spacing([12.0, 2.0]).show(ui, |ui| {
            for (name, figure) in &page.figures {
                aside(ui, look, name.clone());
                ui.label(RichText::new(figure).strong());
                ui.end_row();
            }
        });
        if !page.also.is_empty() {
            let title = RichText::new(scene.text("press-also")).size(12.0);
            CollapsingHeader::new(title).id_salt(("also", page.nation.index())).show(ui, |ui| {
                for note in &page.also {
                    aside(ui, look, note.clone());
                }
            });
        }
    });
}
