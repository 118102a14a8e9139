//! The layer of a critical input: where it is mined, processed and made, and how much of what each nation needs still comes.

use super::atlas::Projection;
use super::{Placed, hint, label, missing};
use crate::desktop::desk::Scene;
use crate::desktop::look::Look;
use crate::desktop::world::{self, Stage};
use crate::record::flows::InputFlow;
use egui::{Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2};

/// Width of a line that carries all that a nation needs, points.
const WIDEST: f32 = 9.0;
/// How far lines bend.
const BEND: f32 = 0.2;
/// Radius of a stop whose amount is 1, points; the area grows with the amount.
const RADIUS: f32 = 0.9;
/// Smallest and largest radius of a stop.
const RADII: [f32; 2] = [3.0, 15.0];

/// What an input is called.
pub fn name(scene: &Scene, input: usize) -> String {
    let Some(plan) = scene.case().regimes.plan().inputs.get(input) else { return String::new() };
    let key = format!("input-{}", plan.name);
    let known = scene.text(&key);
    if known == key { plan.name.replace('-', " ") } else { known }
}

/// Draws the layer.
pub fn show(ui: &Ui, scene: &Scene, projection: &Projection, placed: &Placed, input: usize) {
    let (case, look) = (scene.case(), scene.look);
    let place = |nation| placed.iter().find(|(known, _)| *known == nation).map(|(_, at)| *at);
    for flow in scene.papers.flows.inputs.iter().filter(|flow| flow.input == input) {
        let (Some(from), Some(to)) = (place(flow.supplier), place(flow.user)) else { continue };
        let curves = projection.lines(from, to, BEND);
        for curve in &curves {
            if flow.left < 0.995 {
                let needed = Stroke::new(3.0 + WIDEST * flow.share as f32, missing(look));
                ui.painter().add(Shape::line(curve.points(0.05, 0.93), needed));
            }
            let comes = (flow.share * flow.left) as f32;
            ui.painter().add(Shape::line(curve.points(0.05, 0.92), Stroke::new(0.8 + WIDEST * comes, look.mine())));
            ui.painter().add(curve.head(0.95, 6.0 + WIDEST * comes, look.mine()));
        }
        hint(ui, ("input", flow.supplier.index(), flow.user.index()), &curves, || told(scene, flow));
    }
    let stops = case.regimes.plan().inputs.get(input).and_then(|plan| world::chains().get(&plan.name));
    for (position, known) in stops.into_iter().flatten().enumerate() {
        let radius = (RADIUS * known.amount.max(0.0).sqrt()).clamp(RADII[0], RADII[1]);
        let at = projection.at(known.at);
        stop(ui.painter(), look, at, known.stage, radius);
        let area = Rect::from_center_size(at, Vec2::splat(2.0 * radius.max(8.0)));
        let text = format!(
            "{}: {}\n{} {}\n{}",
            scene.text(known.stage.key()),
            known.place,
            scene.language.number(f64::from(known.amount), if known.amount < 10.0 { 1 } else { 0 }),
            known.unit,
            known.source
        );
        let hit = ui.interact(area, ui.id().with(("stop", position)), Sense::hover());
        hit.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, &text));
        hit.on_hover_text(text);
    }
    for (nation, at) in placed {
        let flows = scene.papers.flows.inputs.iter().filter(|flow| flow.input == input && flow.user == *nation);
        let lacks: f64 = flows.map(|flow| flow.share * (1.0 - flow.left)).sum();
        if lacks > 0.005 {
            let text = format!("−{}", scene.language.percent(lacks, 0));
            label(ui, look, projection.at(*at) - Vec2::new(0.0, 22.0), &text);
        }
    }
}

/// The mark of a stop: a disc for a mine, a hexagon for a processing plant, a ring for the making.
pub fn stop(painter: &Painter, look: &Look, at: Pos2, stage: Stage, radius: f32) {
    let (ink, paper) = (look.ink().gamma_multiply(0.8), look.paper());
    match stage {
        Stage::Mine => {
            painter.circle(at, radius, ink.gamma_multiply(0.55), Stroke::new(1.0, paper));
        }
        Stage::Processing => {
            let corners = (0..6u8).map(|corner| {
                let angle = std::f32::consts::TAU * f32::from(corner) / 6.0;
                at + radius * Vec2::new(angle.cos(), angle.sin())
            });
            painter.add(Shape::convex_polygon(corners.collect(), look.deadline(), Stroke::new(1.0, paper)));
        }
        Stage::Making => {
            painter.circle(at, radius, paper, Stroke::new(1.0, ink));
            painter.circle_stroke(at, radius * 0.6, Stroke::new(radius * 0.4, look.mine()));
        }
    }
}

fn told(scene: &Scene, flow: &InputFlow) -> String {
    let (case, language) = (scene.case(), scene.language);
    language.text_with(
        "input-flow",
        &[
            ("supplier", case.nation(flow.supplier).name.as_str().into()),
            ("user", case.nation(flow.user).name.as_str().into()),
            ("input", name(scene, flow.input).into()),
            ("share", language.percent(flow.share, 0).into()),
            ("left", language.percent(flow.left, 0).into()),
        ],
    )
}
