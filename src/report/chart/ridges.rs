//! Distributions one under another on a common axis, a nation a row.

use crate::report::chart::Column;
use crate::report::chart::ink::{Anchor, Axis, Colour, SIZE, breadth, label, sheet};

/// A distribution.
pub struct Ridge {
    /// Whose, at the left.
    pub label: String,
    /// Position of the nation.
    pub nation: usize,
    /// Share of the values in each class of equal width along the axis.
    pub shares: Vec<f64>,
    /// Mean, where a line stands.
    pub mean: f64,
}

const HEIGHT: i32 = 54;
const GAP: i32 = 24;
const FOOT: i32 = 26;

/// Draws the distributions over an axis of values.
///
/// # Errors
/// When the drawing cannot be written.
pub fn draw(ridges: &[Ridge], (from, to): (f64, f64), column: Column) -> Result<String, String> {
    let width = column.width();
    let narrow = column == Column::Narrow;
    let labels = ridges.iter().map(|ridge| breadth(&ridge.label, SIZE)).max().unwrap_or(0) + 20;
    let (left, right) = if narrow { (6, width - 12) } else { (labels + 12, width - 14) };
    let pitch = HEIGHT + GAP;
    let bottom = ridges.len() as i32 * pitch + 2;
    let axis = Axis::new((from, to), (left, right));
    let tallest = ridges.iter().flat_map(|ridge| &ridge.shares).copied().fold(1e-9, f64::max);
    sheet(width, bottom + FOOT, |sheet| {
        let ticks = axis.ticks(if narrow { 5 } else { 9 });
        for tick in &ticks {
            let x = axis.at(*tick);
            sheet.line(vec![(x, 2), (x, bottom)], Colour::Grid, 1)?;
            sheet.text((x, bottom + 12), &label(*tick, &ticks), SIZE - 1.0, Colour::Muted, Anchor::Middle)?;
        }
        for (position, ridge) in ridges.iter().enumerate() {
            let base = (position as i32 + 1) * pitch;
            let classes = ridge.shares.len().max(1) as f64;
            let at = |class: usize| axis.at(from + (to - from) * class as f64 / classes);
            let mut outline = vec![(at(0), base)];
            for (class, share) in ridge.shares.iter().enumerate() {
                let y = base - (f64::from(HEIGHT) * share / tallest).round() as i32;
                outline.push((at(class), y));
                outline.push((at(class + 1), y));
            }
            outline.push((at(ridge.shares.len()), base));
            sheet.field(outline.clone(), Colour::Nation(ridge.nation), 0.35)?;
            sheet.line(outline, Colour::Nation(ridge.nation), 1)?;
            sheet.line(vec![(left, base), (right, base)], Colour::Muted, 1)?;
            let mean = axis.at(ridge.mean);
            sheet.line(vec![(mean, base - HEIGHT - 4), (mean, base)], Colour::Ink, 2)?;
            let words = format!("{:.1}", ridge.mean);
            let (side, anchor) = if mean > right - 40 { (-5, Anchor::End) } else { (5, Anchor::Start) };
            sheet.text((mean + side, base - HEIGHT - 2), &words, SIZE, Colour::Ink, anchor)?;
            let name = if narrow { (left + 8, base - HEIGHT - 10) } else { (10, base - HEIGHT / 3) };
            sheet.mark(name, ridge.nation)?;
            sheet.text((name.0 + 12, name.1), &ridge.label, SIZE, Colour::Ink, Anchor::Start)?;
        }
        Ok(())
    })
}
