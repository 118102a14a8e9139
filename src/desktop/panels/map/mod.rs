//! The world map: who is where, and one of three layers over it: pressure, trade, or the supply of a critical input.

mod atlas;
mod dossier;
mod pressure;
mod supply;
mod trade;

pub use dossier::plain;

use crate::desktop::desk::Scene;
use crate::desktop::intent::{Intent, Layer};
use crate::desktop::look::{Look, marker};
use crate::desktop::world;
use crate::rules::case::NationId;
use atlas::{Curve, Projection};
use egui::{Color32, FontId, Pos2, Rect, RichText, Sense, Shape, Stroke, Ui, Vec2};

/// Nations with their places on the globe, degrees east and north.
type Placed = Vec<(NationId, [f32; 2])>;

/// Least width and height of a map that shows anything, points.
const LEAST: f32 = 48.0;

/// Draws the page.
pub fn show(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    layers(ui, scene, intents);
    let case = scene.case();
    let placed: Placed = world::placed(case);
    let area = ui.available_rect_before_wrap();
    // A window with room for little else has none for a map.
    if area.width() < LEAST || area.height() < LEAST {
        return;
    }
    ui.allocate_rect(area, Sense::hover());
    // The summit's parties come first: the way between them decides what lies in the middle.
    let mut points: Vec<[f32; 2]> = case
        .summit
        .parties
        .iter()
        .filter_map(|party| placed.iter().find(|(nation, _)| nation == party).map(|(_, at)| *at))
        .collect();
    points.extend(placed.iter().map(|(_, at)| *at));
    let projection = Projection::around(area, &points);
    projection.land(ui, scene, |country| {
        world::owner(case, country).map_or(scene.look.land(), |nation| {
            let ground = if scene.look.dark { 0.5 } else { 0.62 };
            scene.look.nation(nation).lerp_to_gamma(scene.look.land(), ground)
        })
    });
    ui.scope_builder(egui::UiBuilder::new().max_rect(area), |ui| {
        ui.set_clip_rect(area.intersect(ui.clip_rect()));
        match scene.papers.layer {
            Layer::Pressure => pressure::show(ui, scene, &projection, &placed, intents),
            Layer::Trade => trade::show(ui, scene, &projection, &placed),
            Layer::Supply(input) => supply::show(ui, scene, &projection, &placed, input),
        }
        for (nation, at) in &placed {
            city(ui, scene, *nation, projection.at(*at), intents);
        }
    });
    legend(ui, scene, area);
    dossier::window(ui, scene, intents);
}

/// Which layer is shown, to choose from.
fn layers(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    ui.horizontal_wrapped(|ui| {
        let mut offer = |layer: Layer, text: String| {
            let chosen = scene.papers.layer == layer;
            if ui.selectable_label(chosen, RichText::new(text).size(13.0)).clicked() {
                intents.push(Intent::ShowLayer(layer));
            }
        };
        offer(Layer::Pressure, scene.text("layer-pressure"));
        offer(Layer::Trade, scene.text("layer-trade"));
        for input in 0..scene.case().regimes.plan().inputs.len() {
            let name = supply::name(scene, input);
            offer(Layer::Supply(input), scene.language.text_with("layer-supply", &[("input", name.into())]));
        }
    });
}

/// A nation's marker with its code; a click opens what is known of it.
fn city(ui: &Ui, scene: &Scene, nation: NationId, at: Pos2, intents: &mut Vec<Intent>) {
    let (look, who) = (scene.look, scene.case().nation(nation));
    let hit = ui.interact(
        Rect::from_center_size(at, Vec2::splat(26.0)),
        ui.id().with(("nation", nation.index())),
        Sense::click(),
    );
    let colour = look.nation(nation);
    let rim = if hit.hovered() || hit.has_focus() { look.mine() } else { colour };
    ui.painter().circle_filled(at, 11.0, look.paper());
    ui.painter().circle_stroke(at, 11.0, Stroke::new(2.0, rim));
    marker(ui.painter(), at, 6.0, nation, colour);
    label(ui, look, at + Vec2::new(0.0, 20.0), &who.code);
    hit.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &who.name));
    if hit.clicked() {
        intents.push(Intent::Inspect(Some(nation)));
    }
    hit.on_hover_ui(|ui| dossier::relations(ui, scene, nation));
}

/// A few words on a ground of their own.
fn label(ui: &Ui, look: &Look, at: Pos2, text: &str) {
    let font = FontId::proportional(12.5);
    let galley = ui.painter().layout_no_wrap(text.to_string(), font, look.ink());
    let ground = Rect::from_center_size(at, galley.size() + Vec2::new(8.0, 2.0));
    ui.painter().rect_filled(ground, 3.0, look.paper());
    ui.painter().galley(ground.center() - galley.size() / 2.0, galley, look.ink());
}

/// What measures have taken away, behind what is left.
fn missing(look: &Look) -> Color32 {
    look.loss().gamma_multiply(0.35)
}

/// Words that appear where the pointer is near a line.
fn hint(ui: &Ui, id: impl std::hash::Hash + std::fmt::Debug, curves: &[Curve], text: impl Fn() -> String) {
    for (part, curve) in curves.iter().enumerate() {
        for share in [0.3, 0.4, 0.5, 0.6, 0.7f32] {
            let area = Rect::from_center_size(curve.at(share), Vec2::splat(20.0));
            let id = ui.id().with((&id, part, share.to_bits()));
            ui.interact(area, id, Sense::hover()).on_hover_text(text());
        }
    }
}

/// What the marks of a layer mean, drawn as they are drawn, in the corner where nothing lies.
fn legend(ui: &Ui, scene: &Scene, area: Rect) {
    let look = scene.look;
    let keys: &[(Sign, &str)] = match scene.papers.layer {
        Layer::Pressure => &[
            (Sign::Calm, "legend-calm"),
            (Sign::Tense, "legend-tense"),
            (Sign::InForce, "legend-in-force"),
            (Sign::Announced, "legend-announced"),
        ],
        Layer::Trade => &[(Sign::Now, "legend-trade-now"), (Sign::Before, "legend-trade-before")],
        Layer::Supply(_) => &[
            (Sign::Mine, "legend-mine"),
            (Sign::Processing, "legend-processing"),
            (Sign::Making, "legend-making"),
            (Sign::Now, "legend-supply"),
            (Sign::Before, "legend-missing"),
        ],
    };
    let lines: Vec<_> = keys
        .iter()
        .map(|(sign, key)| {
            let font = FontId::proportional(12.0);
            (sign, ui.painter().layout_no_wrap(scene.text(key), font, look.ink()))
        })
        .collect();
    let width = lines.iter().map(|(_, galley)| galley.size().x).fold(0.0, f32::max) + 44.0;
    let size = Vec2::new(width, 18.0 * lines.len() as f32 + 10.0);
    let ground = Rect::from_min_size(Pos2::new(area.left() + 4.0, area.bottom() - size.y - 4.0), size);
    ui.painter().rect_filled(ground, 6.0, look.paper().gamma_multiply(0.94));
    ui.painter().rect_stroke(ground, 6.0, Stroke::new(1.0, look.line()), egui::StrokeKind::Inside);
    for (row, (sign, galley)) in lines.into_iter().enumerate() {
        let y = ground.top() + 14.0 + 18.0 * row as f32;
        let middle = Pos2::new(ground.left() + 19.0, y);
        sign.draw(ui, look, middle);
        let at = Pos2::new(ground.left() + 38.0, y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, look.ink());
    }
}

/// A mark of the map, for its legend.
#[derive(Clone, Copy)]
enum Sign {
    Calm,
    Tense,
    InForce,
    Announced,
    Now,
    Before,
    Mine,
    Processing,
    Making,
}

impl Sign {
    fn draw(self, ui: &Ui, look: &Look, at: Pos2) {
        let painter = ui.painter();
        let [left, right] = [at - Vec2::new(13.0, 0.0), at + Vec2::new(13.0, 0.0)];
        let line = |width: f32, colour: Color32| Shape::line_segment([left, right], Stroke::new(width, colour));
        match self {
            Sign::Calm => {
                painter.add(line(1.5, look.aside()));
            }
            Sign::Tense => {
                painter.extend(Shape::dashed_line(&[left, right], Stroke::new(3.5, look.loss()), 8.0, 4.0));
            }
            Sign::InForce => pressure::square(painter, look, at, look.aside(), true, false),
            Sign::Announced => pressure::square(painter, look, at, look.aside(), false, true),
            Sign::Now => {
                painter.add(line(4.0, look.mine()));
            }
            Sign::Before => {
                painter.add(line(9.0, missing(look)));
                painter.add(line(4.0, look.mine()));
            }
            Sign::Mine => supply::stop(painter, look, at, world::Stage::Mine, 6.0),
            Sign::Processing => supply::stop(painter, look, at, world::Stage::Processing, 7.0),
            Sign::Making => supply::stop(painter, look, at, world::Stage::Making, 7.0),
        }
    }
}
