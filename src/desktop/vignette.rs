//! The picture on a scenario's card, drawn from its own data: the part of the world where its nations lie, and the tension between
//! those who meet at its summit.

use crate::desktop::look::{Look, marker};
use crate::desktop::world;
use crate::rules::case::{Case, NationId};
use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, Vec2};

/// How much taller than wide a degree is drawn.
const STRETCH: f32 = 1.2;
/// Room around the outermost nations, degrees.
const MARGIN: f32 = 14.0;

/// Draws the picture into an area.
pub fn paint(painter: &Painter, area: Rect, case: &Case, look: &Look) {
    let painter = painter.with_clip_rect(area.intersect(painter.clip_rect()));
    let sea = look.mine().lerp_to_gamma(look.ground(), 0.86);
    painter.rect_filled(area, 6.0, sea);
    let placed = world::placed(case);
    let mut bounds = Rect::NOTHING;
    for (_, [east, north]) in &placed {
        bounds.extend_with(Pos2::new(*east, -north * STRETCH));
    }
    if !bounds.is_positive() && placed.len() < 2 {
        bounds = Rect::from_center_size(Pos2::ZERO, Vec2::new(300.0, 130.0));
    }
    let bounds = bounds.expand(MARGIN);
    let scale = (area.width() / bounds.width()).min(area.height() / bounds.height());
    let at = |[east, north]: [f32; 2]| area.center() + (Pos2::new(east, -north * STRETCH) - bounds.center()) * scale;
    land(&painter, area, case, look, at);
    let at_summit: Vec<(NationId, [f32; 2])> =
        placed.iter().copied().filter(|(nation, _)| case.summit.parties.contains(nation)).collect();
    if let [(_, one), (_, other)] = at_summit.as_slice() {
        let (one, other) = (at(*one), at(*other));
        let top = one.lerp(other, 0.5) - Vec2::new(0.0, (one.distance(other) * 0.25).min(area.height() * 0.3));
        let arc = |share: f32| one.lerp(top, share).lerp(top.lerp(other, share), share);
        let points: Vec<Pos2> = (0..=24u8).map(|step| arc(f32::from(step) / 24.0)).collect();
        painter.add(Shape::line(points, Stroke::new(2.5, look.deadline())));
    }
    for (nation, place) in &placed {
        let at = at(*place);
        let party = case.summit.parties.contains(nation);
        let radius = if party { 7.0 } else { 4.0 };
        painter.circle_filled(at, radius + 4.0, look.paper());
        marker(&painter, at, radius, *nation, look.nation(*nation));
    }
    painter.rect_stroke(area, 6.0, Stroke::new(1.0, look.line()), egui::StrokeKind::Inside);
}

fn land(painter: &Painter, area: Rect, case: &Case, look: &Look, at: impl Fn([f32; 2]) -> Pos2) {
    let mut mesh = Mesh::default();
    for piece in world::land() {
        let points: Vec<Pos2> = piece.corners.iter().map(|corner| at(*corner)).collect();
        if Rect::from_points(&points).intersects(area) {
            piece.add_to(&mut mesh, ground(case, look, &piece.country), &at);
        }
    }
    painter.add(Shape::mesh(mesh));
}

/// The colour of a country: its nation's, paled, or that of land.
fn ground(case: &Case, look: &Look, country: &str) -> Color32 {
    world::owner(case, country).map_or(look.land(), |nation| look.nation(nation).lerp_to_gamma(look.land(), 0.5))
}
