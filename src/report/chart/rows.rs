//! Rows of values with intervals: bars from zero, or dots about it.

use crate::report::chart::Column;
use crate::report::chart::ink::{Anchor, Axis, Colour, SIZE, breadth, cut, label, range, sheet};
use crate::statistics::interval::Interval;

/// A row.
pub struct Row {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
    /// Its value in words, at the end of the row.
    pub words: String,
    /// Whether it is what the chart is about; else it stands back.
    pub stressed: bool,
}

/// How rows are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Bars from zero.
    Bars,
    /// Dots, with a line at zero.
    Dots,
}

const ROW: i32 = 28;
const BAR: i32 = 14;
const FOOT: i32 = 26;

/// Draws the rows from the top down.
///
/// # Errors
/// When the drawing cannot be written.
pub fn draw(rows: &[Row], shape: Shape, column: Column) -> Result<String, String> {
    let narrow = column == Column::Narrow;
    let width = column.width();
    let words = rows.iter().map(|row| breadth(&row.words, SIZE)).max().unwrap_or(0);
    let labels = rows.iter().map(|row| breadth(&row.label, SIZE)).max().unwrap_or(0).min(width / 2);
    // On a narrow sheet the label stands above its bar, and the words at the label's right.
    let (left, right) = if narrow { (4, width - 8) } else { (labels + 14, width - words - 12) };
    let pitch = if narrow { ROW + 18 } else { ROW };
    let bottom = rows.len() as i32 * pitch + 4;
    let ends = rows.iter().flat_map(|row| [row.interval.0, row.interval.1, row.value]);
    let axis = Axis::new(range(ends, true), (left, right));
    sheet(width, bottom + FOOT, |sheet| {
        let ticks = axis.ticks(if narrow { 4 } else { 7 });
        for tick in &ticks {
            let x = axis.at(*tick);
            let colour = if *tick == 0.0 { Colour::Muted } else { Colour::Grid };
            // On a narrow sheet the lines leave out the labels.
            for row in 0..rows.len() as i32 {
                let (from, to) =
                    if narrow { (row * pitch + 20, row * pitch + 42) } else { (row * pitch, (row + 1) * pitch) };
                sheet.line(vec![(x, from), (x, to)], colour, 1)?;
            }
            sheet.text((x, bottom + 12), &label(*tick, &ticks), SIZE - 1.0, Colour::Muted, Anchor::Middle)?;
        }
        for (position, row) in rows.iter().enumerate() {
            let top = position as i32 * pitch;
            let y = if narrow { top + 30 } else { top + ROW / 2 };
            let colour = if row.stressed { Colour::Accent } else { Colour::Muted };
            if narrow {
                let room = width - breadth(&row.words, SIZE) - 16;
                sheet.text((4, top + 12), &cut(&row.label, SIZE, room), SIZE, Colour::Ink, Anchor::Start)?;
                sheet.text((width - 6, top + 12), &row.words, SIZE, Colour::Ink, Anchor::End)?;
            } else {
                sheet.text((left - 10, y), &cut(&row.label, SIZE, labels), SIZE, Colour::Ink, Anchor::End)?;
                sheet.text((right + 10, y), &row.words, SIZE, Colour::Ink, Anchor::Start)?;
            }
            let ends = [axis.at(row.interval.0), axis.at(row.interval.1)];
            if shape == Shape::Bars {
                let (zero, end) = (axis.at(0.0), axis.at(row.value));
                sheet.bar([(zero.min(end), y - BAR / 2), (zero.max(end), y + BAR / 2)], colour)?;
            }
            sheet.line(vec![(ends[0], y), (ends[1], y)], if shape == Shape::Bars { Colour::Ink } else { colour }, 2)?;
            if shape == Shape::Bars {
                for x in ends {
                    sheet.line(vec![(x, y - 4), (x, y + 4)], Colour::Ink, 2)?;
                }
            } else {
                sheet.dot((axis.at(row.value), y), 5, colour)?;
            }
        }
        Ok(())
    })
}
