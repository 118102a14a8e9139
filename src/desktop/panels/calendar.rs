//! The calendar strip: from today to the last date ahead, with what comes on each day if nobody does anything.

use crate::desktop::desk::Scene;
use crate::desktop::intent::{Intent, Page};
use crate::desktop::look::{aside, marker};
use crate::record::outlook::{Due, Kind};
use crate::rules::menu::Purpose;
use egui::{Align2, Color32, FontId, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, WidgetType};

/// Height of the strip, points.
const HEIGHT: f32 = 52.0;
/// Least distance between two marks, points.
const APART: f32 = 17.0;
/// Days that the strip shows at least.
const LEAST_DAYS: i32 = 28;

/// Draws the strip.
pub fn show(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let dates = &scene.papers.dates;
    if dates.is_empty() {
        aside(ui, scene.look, scene.text("dates-none"));
        return;
    }
    let (area, _) = ui.allocate_exact_size(Vec2::new(ui.available_width().max(240.0), HEIGHT), Sense::hover());
    let today = scene.view.today();
    let last = dates.iter().map(|due| due.day).max().unwrap_or(today).max(today + LEAST_DAYS);
    let line = area.top() + 16.0;
    let along = |day: i32| {
        // Near dates are what one acts on: the square root gives them room.
        let share = (f64::from(day - today).max(0.0) / f64::from(last - today).max(1.0)).sqrt();
        area.left() + 12.0 + share as f32 * (area.width() - 36.0)
    };
    axis(ui, scene, area, line, &along);
    let mut next = area.left();
    for (position, due) in dates.iter().enumerate() {
        let at = Pos2::new(along(due.day).max(next).min(area.right() - 10.0), line);
        next = at.x + APART;
        let hit = ui.interact(
            Rect::from_center_size(at, Vec2::new(16.0, 24.0)),
            ui.id().with(("due", position)),
            Sense::click(),
        );
        let text = format!("{}: {}", scene.day(due.day), due.text);
        hit.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &text));
        draw(ui, scene, due, at, hit.hovered() || hit.has_focus());
        if hit.clicked() {
            intents.push(leads_to(due));
        }
        hit.on_hover_ui(|ui| {
            ui.set_max_width(340.0);
            ui.strong(scene.day(due.day));
            ui.label(&due.text);
            let days = due.day - today;
            aside(ui, scene.look, scene.language.text_with("date-in", &[("days", days.to_string().into())]));
            aside(ui, scene.look, scene.text(if due.mine { "date-mine" } else { "date-theirs" }));
        });
    }
}

/// The line of days: today, the end of the turn, and the day of every date that has room.
fn axis(ui: &Ui, scene: &Scene, area: Rect, line: f32, along: &impl Fn(i32) -> f32) {
    let (look, painter) = (scene.look, ui.painter());
    let font = FontId::proportional(11.0);
    painter.hline(area.left() + 4.0..=area.right() - 4.0, line, Stroke::new(2.0, look.line()));
    let until = scene.view.slot().until;
    let ends = along(until);
    painter.hline(area.left() + 4.0..=ends, line, Stroke::new(4.0, look.deadline().gamma_multiply(0.45)));
    painter.vline(ends, line - 8.0..=line + 8.0, Stroke::new(1.0, look.deadline()));
    let mut free = area.left();
    let mut told = None;
    for due in &scene.papers.dates {
        let x = along(due.day);
        let text = scene.day(due.day);
        let width = ui.painter().layout_no_wrap(text.clone(), font.clone(), look.ink()).size().x;
        let left = (x - width / 2.0).clamp(area.left(), (area.right() - width).max(area.left()));
        if told == Some(due.day) || left < free {
            continue;
        }
        told = Some(due.day);
        free = left + width + 8.0;
        let colour = if due.day < until { look.deadline() } else { look.aside() };
        painter.text(Pos2::new(left, area.bottom() - 4.0), Align2::LEFT_BOTTOM, text, font.clone(), colour);
    }
}

/// The page on which one can do something about a date.
fn leads_to(due: &Due) -> Intent {
    match due.kind {
        Kind::Meeting(_) => Intent::Show(Page::Talks),
        Kind::Measure(_) if due.mine => Intent::ShowMoves(Purpose::Easing),
        Kind::Word(_) if due.mine => Intent::ShowMoves(Purpose::Easing),
        _ => Intent::Show(Page::Summit),
    }
}

/// A mark by its kind: a star the summit, a square a measure, a flag a word, a circle a meeting, an hourglass an agreement's end.
fn draw(ui: &Ui, scene: &Scene, due: &Due, at: Pos2, lit: bool) {
    let (look, painter) = (scene.look, ui.painter());
    let soon = due.day < scene.view.slot().until;
    let colour = match due.by {
        Some(nation) => look.nation(nation),
        None if due.mine => look.mine(),
        None => look.ink(),
    };
    if soon || lit {
        let ring = if lit { look.ink() } else { look.deadline() };
        painter.circle(at, 10.0, look.paper(), Stroke::new(1.5, ring));
    }
    let polygon = |points: &[(f32, f32)], colour: Color32| {
        let points = points.iter().map(|(x, y)| at + Vec2::new(*x, *y)).collect();
        Shape::convex_polygon(points, colour, Stroke::NONE)
    };
    match due.kind {
        Kind::Summit => {
            painter.add(polygon(&[(0.0, -8.0), (7.0, 6.0), (-7.0, 6.0)], colour));
            painter.add(polygon(&[(3.0, -2.0), (8.0, 6.0), (-2.0, 6.0)], look.aside()));
        }
        Kind::Measure(_) => {
            painter.rect_filled(Rect::from_center_size(at, Vec2::splat(11.0)), 1.0, colour);
        }
        Kind::Word(_) => {
            painter.vline(at.x - 4.0, at.y - 8.0..=at.y + 8.0, Stroke::new(2.0, colour));
            painter.add(polygon(&[(-4.0, -8.0), (7.0, -4.0), (-4.0, 0.0)], colour));
        }
        Kind::Agreement(_) => {
            painter.add(polygon(&[(-5.0, -7.0), (5.0, -7.0), (0.0, 0.0)], colour));
            painter.add(polygon(&[(0.0, 0.0), (5.0, 7.0), (-5.0, 7.0)], colour));
        }
        Kind::Meeting(_) => match due.by {
            Some(nation) => marker(painter, at, 5.5, nation, colour),
            None => {
                painter.circle_stroke(at, 5.5, Stroke::new(2.5, colour));
            }
        },
    }
}
