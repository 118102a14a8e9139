//! The layer of pressure: how tense it is between nations, and what each has in force or announced against whom.

use super::atlas::Projection;
use super::{Placed, hint};
use crate::desktop::desk::Scene;
use crate::desktop::intent::Intent;
use crate::desktop::look::Look;
use crate::record::names;
use crate::rules::case::{MeasureId, NationId};
use egui::{Color32, Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2};

/// How far lines bend.
const BEND: f32 = 0.2;
/// A severity or tension that is not shown.
const SLIGHT: f64 = 0.02;
/// Tension above which a line is dashed.
const TENSE: f64 = 0.5;

/// Draws the layer.
pub fn show(ui: &Ui, scene: &Scene, projection: &Projection, placed: &Placed, intents: &mut Vec<Intent>) {
    for (position, one) in placed.iter().enumerate() {
        for other in placed.iter().skip(position + 1) {
            route(ui, scene, projection, [*one, *other], intents);
        }
    }
}

/// The measures of one against the other that are in force or announced.
fn measures(scene: &Scene, owner: NationId, target: NationId) -> Vec<MeasureId> {
    let case = scene.case();
    case.measure_ids()
        .filter(|id| case.measure(*id).owner == owner && case.measure(*id).targets.has(target))
        .filter(|id| {
            let state = scene.view.measure(*id);
            case.level(*id, state.level).severity > SLIGHT || state.scheduled.is_some()
        })
        .collect()
}

/// The line between two nations: tension as width, colour and dashes, measures as marks near their owners.
fn route(
    ui: &Ui,
    scene: &Scene,
    projection: &Projection,
    [one, other]: [(NationId, [f32; 2]); 2],
    intents: &mut Vec<Intent>,
) {
    let (view, look, case) = (scene.view, scene.look, scene.case());
    let tension = view.tension_between(one.0, other.0);
    let both = [measures(scene, one.0, other.0), measures(scene, other.0, one.0)];
    if tension < SLIGHT && both.iter().all(Vec::is_empty) {
        return;
    }
    let curves = projection.lines(one.1, other.1, BEND);
    let colour = look.aside().lerp_to_gamma(look.loss(), (1.5 * tension as f32).clamp(0.0, 1.0));
    let stroke = Stroke::new(1.0 + 3.5 * tension as f32, colour);
    for curve in &curves {
        let points = curve.points(0.0, 1.0);
        if tension > TENSE {
            ui.painter().extend(Shape::dashed_line(&points, stroke, 9.0, 5.0));
        } else {
            ui.painter().add(Shape::line(points, stroke));
        }
    }
    hint(ui, ("route", one.0.index(), other.0.index()), &curves, || {
        let [one, other] = [one.0, other.0].map(|nation| &case.nation(nation).name);
        format!("{one} – {other}\n{} {}", scene.text("tension"), scene.language.number(tension, 2))
    });
    let (Some(first), Some(last)) = (curves.first(), curves.last()) else { return };
    for (side, list) in both.iter().enumerate() {
        for (position, id) in list.iter().enumerate() {
            let share = (0.16 + 0.07 * position as f32).min(0.48);
            let at = if side == 0 { first.at(share) } else { last.at(1.0 - share) };
            mark(ui, scene, *id, at, [other.0, one.0][side], intents);
        }
    }
}

/// A measure on its line; a click opens what is known of its owner.
fn mark(ui: &Ui, scene: &Scene, id: MeasureId, at: Pos2, target: NationId, intents: &mut Vec<Intent>) {
    let (case, look) = (scene.case(), scene.look);
    let state = scene.view.measure(id);
    let in_force = case.level(id, state.level).severity > SLIGHT;
    let colour = look.nation(case.measure(id).owner);
    square(ui.painter(), look, at, colour, in_force, state.scheduled.is_some());
    let hit = ui.interact(
        Rect::from_center_size(at, Vec2::splat(17.0)),
        ui.id().with(("mark", id.index(), target.index())),
        Sense::click(),
    );
    hit.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, measure(scene, id)));
    if hit.clicked() {
        intents.push(Intent::Inspect(Some(case.measure(id).owner)));
    }
    hit.on_hover_text(measure(scene, id));
}

/// A filled square for what is in force, a hollow one for what is not yet; with an edge where a change is announced.
pub fn square(painter: &Painter, look: &Look, at: Pos2, colour: Color32, in_force: bool, announced: bool) {
    let square = Rect::from_center_size(at, Vec2::splat(11.0));
    painter.rect_filled(square, 2.0, if in_force { colour } else { look.paper() });
    let edge = if announced { look.deadline() } else { look.paper() };
    painter.rect_stroke(square, 2.0, Stroke::new(2.0, edge), egui::StrokeKind::Outside);
}

/// A measure in words: what it is at, and what is announced.
pub fn measure(scene: &Scene, id: MeasureId) -> String {
    let case = scene.case();
    let state = scene.view.measure(id);
    let planned = state.scheduled.map(|(level, day)| format!("; {}: {}", scene.day(day), case.level(id, level).name));
    format!(
        "{}: {}{}",
        names::capital(&names::foreign_measure(case, id)),
        case.level(id, state.level).name,
        planned.unwrap_or_default()
    )
}
