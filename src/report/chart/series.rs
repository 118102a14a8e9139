//! Lines over a numeric axis with bands, each named at its end.

use crate::report::chart::Column;
use crate::report::chart::ink::{Anchor, Axis, Colour, SIZE, breadth, label, range, sheet};

/// Position, value, and lower and upper end of the band.
pub type Point = (f64, f64, f64, f64);

/// A line.
pub struct Line {
    /// Its name, at its end.
    pub label: String,
    /// Its colour.
    pub colour: Colour,
    /// Points in order of position.
    pub points: Vec<Point>,
    /// Whether the value holds until the next position, as a share that falls at events does; else it runs straight to it.
    pub steps: bool,
}

/// Lines and what stands at the axes.
pub struct Series<'s> {
    /// The lines.
    pub lines: &'s [Line],
    /// Unit of the values, above the axis.
    pub unit: &'s str,
    /// What the positions are, below the axis.
    pub positions: &'s str,
    /// Whether the axis of values starts at zero.
    pub zero: bool,
    /// Whether dots stand at the points.
    pub dots: bool,
}

const HEIGHT: i32 = 250;
const TOP: i32 = 26;
const FOOT: i32 = 46;
/// Least distance between names at the ends of lines.
const APART: i32 = 16;

/// Draws the lines.
///
/// # Errors
/// When the drawing cannot be written.
pub fn draw(series: &Series, column: Column) -> Result<String, String> {
    let width = column.width();
    let narrow = column == Column::Narrow;
    let names = series.lines.iter().map(|line| breadth(&line.label, SIZE)).max().unwrap_or(0);
    let (left, right) = (44, width - names - 30);
    let all = || series.lines.iter().flat_map(|line| &line.points);
    let across = Axis::new(range_plain(all().map(|point| point.0)), (left, right));
    let up = Axis::new(range(all().flat_map(|point| [point.1, point.2, point.3]), series.zero), (HEIGHT, TOP));
    sheet(width, HEIGHT + FOOT, |sheet| {
        sheet.text((4, 10), series.unit, SIZE - 1.0, Colour::Muted, Anchor::Start)?;
        let ticks = up.ticks(6);
        for tick in &ticks {
            let y = up.at(*tick);
            sheet.line(vec![(left, y), (right, y)], Colour::Grid, 1)?;
            sheet.text((left - 8, y), &label(*tick, &ticks), SIZE - 1.0, Colour::Muted, Anchor::End)?;
        }
        let ticks = across.ticks(if narrow { 4 } else { 9 });
        for tick in &ticks {
            let x = across.at(*tick);
            sheet.line(vec![(x, HEIGHT), (x, HEIGHT + 4)], Colour::Muted, 1)?;
            sheet.text((x, HEIGHT + 14), &label(*tick, &ticks), SIZE - 1.0, Colour::Muted, Anchor::Middle)?;
        }
        sheet.line(vec![(left, HEIGHT), (right, HEIGHT)], Colour::Muted, 1)?;
        sheet.text(((left + right) / 2, HEIGHT + 34), series.positions, SIZE - 1.0, Colour::Muted, Anchor::Middle)?;
        let mut ends = Vec::new();
        for (position, line) in series.lines.iter().enumerate() {
            let path = |value: &dyn Fn(&Point) -> f64| -> Vec<(i32, i32)> {
                let mut path: Vec<(i32, i32)> = Vec::new();
                for point in &line.points {
                    let (x, y) = (across.at(point.0), up.at(value(point)));
                    if let Some((_, before)) = path.last().copied().filter(|_| line.steps) {
                        path.push((x, before));
                    }
                    path.push((x, y));
                }
                path
            };
            let mut band = path(&|point| point.2);
            band.extend(path(&|point| point.3).into_iter().rev());
            if band.len() > 2 {
                sheet.field(band, line.colour, 0.18)?;
            }
            let middle = path(&|point| point.1);
            if series.dots {
                for point in &line.points {
                    sheet.dot((across.at(point.0), up.at(point.1)), 4, line.colour)?;
                }
            }
            ends.extend(middle.last().map(|end| (position, end.1)));
            sheet.line(middle, line.colour, 2)?;
        }
        ends.sort_by_key(|end| end.1);
        let mut last = i32::MIN / 2;
        for (position, y) in ends {
            let line = &series.lines[position];
            let y = y.max(last + APART);
            last = y;
            if let Colour::Nation(nation) = line.colour {
                sheet.mark((right + 12, y), nation)?;
            } else {
                sheet.dot((right + 12, y), 4, line.colour)?;
            }
            sheet.text((right + 22, y), &line.label, SIZE, Colour::Ink, Anchor::Start)?;
        }
        Ok(())
    })
}

/// A range of values without room at its ends.
fn range_plain(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (f64::min(low, value), f64::max(high, value)))
}
