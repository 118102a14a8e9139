//! The world behind the map: where a point of the globe lies in the window, land, and the lines between two points.

use crate::desktop::desk::Scene;
use crate::desktop::world;
use egui::{Mesh, Pos2, Rect, Shape, Stroke, Ui, Vec2};

/// Latitudes shown at most, degrees: south, north.
const LATITUDES: [f32; 2] = [-56.0, 78.0];
/// How much taller than wide a degree is drawn, about right at 35 degrees.
const STRETCH: f32 = 1.2;
/// Degrees around the outermost nations.
const MARGIN: f32 = 34.0;
/// How much larger than the whole world the map is drawn at most.
const CLOSEST: f32 = 2.2;
/// Corners of a line.
const STEPS: u8 = 32;

/// An equirectangular projection. Longitudes are those of the globe nearest to its middle.
pub struct Projection {
    area: Rect,
    middle: [f32; 2],
    scale: f32,
}

impl Projection {
    /// The part of the world around these points, as large as it fits. Of two ways around the globe the shorter one between the first
    /// two points is shown.
    pub fn around(area: Rect, points: &[[f32; 2]]) -> Projection {
        let whole = (area.width() / 360.0).min(area.height() / ((LATITUDES[1] - LATITUDES[0]) * STRETCH));
        let [first, second] = [points.first(), points.get(1)].map(|point| point.map_or(0.0, |point| point[0]));
        let anchor = first + nearest(second - first) / 2.0;
        let longitudes: Vec<f32> = points.iter().map(|point| anchor + nearest(point[0] - anchor)).collect();
        let west = longitudes.iter().copied().fold(anchor, f32::min);
        let east = longitudes.iter().copied().fold(anchor, f32::max);
        let scale = (area.width() / (east - west + 2.0 * MARGIN)).clamp(whole, whole * CLOSEST);
        let half = area.height() / scale / STRETCH / 2.0;
        let latitude = points.iter().map(|point| point[1]).sum::<f32>() / points.len().max(1) as f32;
        let [south, north] = [LATITUDES[0] + half, LATITUDES[1] - half];
        let latitude = if south < north { latitude.clamp(south, north) } else { f32::midpoint(south, north) };
        Projection { area, middle: [(west + east) / 2.0, latitude], scale }
    }

    /// The longitude of the globe that is nearest to the middle.
    fn wrapped(&self, longitude: f32) -> f32 {
        self.middle[0] + nearest(longitude - self.middle[0])
    }

    fn plain(&self, [longitude, latitude]: [f32; 2]) -> Pos2 {
        let offset = Vec2::new(longitude - self.middle[0], (self.middle[1] - latitude) * STRETCH);
        self.area.center() + offset * self.scale
    }

    /// Where a point of the globe lies.
    pub fn at(&self, [longitude, latitude]: [f32; 2]) -> Pos2 {
        self.plain([self.wrapped(longitude), latitude])
    }

    /// The line from one point to another the shorter way around the globe, bent toward the north by a share of its length: one
    /// curve, or two where it leaves the map at one side and comes in at the other. The first begins at `from`, the last ends at `to`.
    pub fn lines(&self, from: [f32; 2], to: [f32; 2], bend: f32) -> Vec<Curve> {
        let start = self.wrapped(from[0]);
        let reached = start + nearest(to[0] - from[0]);
        let shift = self.wrapped(to[0]) - reached;
        let curve = |shift: f32| {
            let (one, other) = (self.plain([start + shift, from[1]]), self.plain([reached + shift, to[1]]));
            let middle = one.lerp(other, 0.5) - Vec2::new(0.0, (one.distance(other) * bend).min(110.0));
            Curve { one, middle, other }
        };
        if shift.abs() < 1.0 { vec![curve(0.0)] } else { vec![curve(0.0), curve(shift)] }
    }

    /// Draws all land, each country in the colour that `colour` gives for its code.
    pub fn land(&self, ui: &Ui, scene: &Scene, colour: impl Fn(&str) -> egui::Color32) {
        let mut mesh = Mesh::default();
        let mut coasts = Vec::new();
        let stroke = Stroke::new(0.7, scene.look.ground());
        let half = self.area.width() / self.scale / 2.0;
        for piece in world::land() {
            let longitudes = || piece.corners.iter().take(piece.outline).map(|corner| corner[0]);
            let (west, east) = (longitudes().fold(f32::MAX, f32::min), longitudes().fold(f32::MIN, f32::max));
            for turns in [-360.0, 0.0, 360.0] {
                if east + turns < self.middle[0] - half || west + turns > self.middle[0] + half {
                    continue;
                }
                let at = |corner: [f32; 2]| self.plain([corner[0] + turns, corner[1]]);
                piece.add_to(&mut mesh, colour(&piece.country), at);
                let outline = piece.corners.iter().take(piece.outline).copied().map(at).collect();
                coasts.push(Shape::closed_line(outline, stroke));
            }
        }
        let painter = ui.painter().with_clip_rect(self.area);
        painter.add(Shape::mesh(mesh));
        painter.extend(coasts);
    }
}

/// Degrees of longitude the shorter way around, −180 to 180.
fn nearest(degrees: f32) -> f32 {
    degrees - 360.0 * (degrees / 360.0).round()
}

/// A line between two points, bent.
#[derive(Clone, Copy)]
pub struct Curve {
    one: Pos2,
    middle: Pos2,
    other: Pos2,
}

impl Curve {
    /// The point at a share of the way, 0 to 1.
    pub fn at(&self, share: f32) -> Pos2 {
        self.one.lerp(self.middle, share).lerp(self.middle.lerp(self.other, share), share)
    }

    /// Its corners from one share of the way to another.
    pub fn points(&self, from: f32, to: f32) -> Vec<Pos2> {
        (0..=STEPS).map(|step| self.at(from + (to - from) * f32::from(step) / f32::from(STEPS))).collect()
    }

    /// The head of an arrow at a share of the way.
    pub fn head(&self, share: f32, size: f32, colour: egui::Color32) -> Shape {
        let tip = self.at(share);
        let along = (tip - self.at((share - 0.02).max(0.0))).normalized();
        let across = along.rot90();
        let foot = tip - along * size;
        Shape::convex_polygon(vec![tip, foot + across * size * 0.5, foot - across * size * 0.5], colour, Stroke::NONE)
    }
}
