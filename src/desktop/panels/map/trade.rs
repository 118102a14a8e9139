//! The layer of trade: goods from nation to nation under the measures in force, beside what they were.

use super::atlas::Projection;
use super::{Placed, hint, missing};
use crate::desktop::desk::Scene;
use crate::record::flows::TradeFlow;
use egui::{Shape, Stroke, Ui};

/// Width of the widest line, points.
const WIDEST: f32 = 22.0;
/// How far the lines of the two directions bend.
const BENDS: [f32; 2] = [0.12, 0.28];
/// Changes of less are told as none, percent.
const SLIGHT: f64 = 0.05;

/// Draws the layer: width by value, what was lost beside it.
pub fn show(ui: &Ui, scene: &Scene, projection: &Projection, placed: &Placed) {
    let flows = &scene.papers.flows.trade;
    let most = flows.iter().map(|flow| flow.base.max(flow.now)).fold(1e-9, f64::max);
    let place = |nation| placed.iter().find(|(known, _)| *known == nation).map(|(_, at)| *at);
    for flow in flows {
        let (Some(from), Some(to)) = (place(flow.exporter), place(flow.importer)) else { continue };
        let curves = projection.lines(from, to, BENDS[usize::from(flow.exporter > flow.importer)]);
        let width = |value: f64| (value / most) as f32 * WIDEST;
        let colour = scene.look.nation(flow.exporter);
        for curve in &curves {
            if flow.base > flow.now * (1.0 + SLIGHT / 100.0) {
                let before = Stroke::new(width(flow.base).max(1.0) + 2.0, missing(scene.look));
                ui.painter().add(Shape::line(curve.points(0.04, 0.96), before));
            }
            let now = Stroke::new(width(flow.now).max(0.7), colour.gamma_multiply(0.8));
            ui.painter().add(Shape::line(curve.points(0.04, 0.92), now));
            ui.painter().add(curve.head(0.96, 6.0 + width(flow.now), colour));
        }
        let id = ("trade", flow.exporter.index(), flow.importer.index());
        hint(ui, id, &curves, || told(scene, flow));
    }
}

fn told(scene: &Scene, flow: &TradeFlow) -> String {
    let (case, language) = (scene.case(), scene.language);
    let dataset = &case.regimes.economy().model().dataset;
    let change = 100.0 * (flow.now / flow.base.max(1e-9) - 1.0);
    language.text_with(
        "trade-flow",
        &[
            ("exporter", case.nation(flow.exporter).name.as_str().into()),
            ("importer", case.nation(flow.importer).name.as_str().into()),
            ("now", language.number(flow.now, 1).into()),
            ("base", language.number(flow.base, 1).into()),
            ("change", language.change(if change.abs() < SLIGHT { 0.0 } else { change }, 1).into()),
            ("year", dataset.base_year.to_string().into()),
            ("unit", dataset.unit.as_str().into()),
            ("source", dataset.title.as_str().into()),
        ],
    )
}
