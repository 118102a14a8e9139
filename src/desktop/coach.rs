//! The coach: a card above the foot of the window that says what is next in the tutorial and why, and a mark around where it is done.

use crate::desktop::desk::Scene;
use crate::desktop::fonts;
use crate::desktop::intent::{Intent, Page};
use crate::desktop::look::{anchored, aside, told};
use crate::desktop::tutorial::{self, Progress};
use crate::record::names;
use egui::{Frame, Margin, Panel, RichText, ScrollArea, Shape, Stroke, Ui, Vec2};

/// Draws the card, where there is a coach.
pub fn show(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let Some(progress) = scene.papers.coach else { return };
    let look = scene.look;
    let most = (ui.available_height() * 0.34).clamp(64.0, 132.0);
    let frame = Frame::new()
        .fill(look.mine().lerp_to_gamma(look.paper(), 0.9))
        .stroke(Stroke::new(1.0, look.mine()))
        .inner_margin(Margin::symmetric(12, 6));
    Panel::bottom("coach").resizable(false).frame(frame).show(ui, |ui| {
        ScrollArea::vertical()
            .max_height(most)
            .auto_shrink([false, true])
            .show(ui, |ui| card(ui, scene, progress, intents));
    });
}

fn card(ui: &mut Ui, scene: &Scene, progress: Progress, intents: &mut Vec<Intent>) {
    let (look, language) = (scene.look, scene.language);
    let case = scene.case();
    let (mine, theirs) = tutorial::stakes(scene);
    let next = scene.papers.dates.first().map(|due| format!("{}: {}", scene.day(due.day), due.text));
    let values = [
        ("mine", language.number(mine, 1).into()),
        ("theirs", language.number(theirs, 1).into()),
        ("other", names::nation(case, tutorial::other(scene)).into()),
        ("next", next.unwrap_or_else(|| scene.text("dates-none")).into()),
    ];
    let step = tutorial::step(progress, scene);
    let (title, task, reason, page) = step.map_or(ON, |step| (step.title, step.task, step.reason, step.page));
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(scene.text(title)).font(fonts::semibold(16.0)));
        if let Some(page) = page.filter(|page| *page != scene.papers.page)
            && ui.button(RichText::new(scene.text("tutorial-show")).color(look.mine())).clicked()
        {
            intents.push(Intent::Show(page));
        }
        if step.is_some() && ui.link(scene.text("tutorial-skip")).clicked() {
            intents.push(Intent::SkipStep);
        }
        if ui.link(scene.text("tutorial-end")).clicked() {
            intents.push(Intent::EndTutorial);
        }
    });
    told(ui, look, &language.text_with(task, &values), egui::FontId::proportional(14.0));
    aside(ui, look, language.text_with(reason, &values));
}

/// What the card says while no step can be done: the game has to go on.
const ON: (&str, &str, &str, Option<Page>) = ("tutorial-on", "tutorial-on-do", "tutorial-on-why", None);

/// Marks where the step is done: its page's tab while another page is open, and the end of the turn where it is that.
pub fn point(ui: &Ui, scene: &Scene) {
    let Some(progress) = scene.papers.coach else { return };
    let page = tutorial::step(progress, scene).and_then(|step| step.page);
    let name = match page {
        Some(page) if page == scene.papers.page => return,
        Some(page) => page.key(),
        None => "end-turn",
    };
    let Some(area) = anchored(ui, name) else { return };
    let colour = scene.look.mine();
    let painter = ui.ctx().layer_painter(ui.layer_id());
    painter.rect_stroke(area.expand(3.0), 6.0, Stroke::new(2.0, colour), egui::StrokeKind::Outside);
    let tip = area.left_center() - Vec2::new(5.0, 0.0);
    let back = tip - Vec2::new(9.0, 0.0);
    let corners = vec![tip, back - Vec2::new(0.0, 6.0), back + Vec2::new(0.0, 6.0)];
    painter.add(Shape::convex_polygon(corners, colour, Stroke::NONE));
}
