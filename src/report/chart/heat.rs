//! A map of values over two parameters: deeper means more, and the value stands in its field.

use crate::report::chart::Column;
use crate::report::chart::ink::{Anchor, Colour, SIZE, breadth, cut, sheet};

/// A map.
pub struct Heat<'h> {
    /// Name of the parameter across.
    pub across: &'h str,
    /// Its values.
    pub columns: &'h [String],
    /// Name of the parameter upward.
    pub up: &'h str,
    /// Its values, from the bottom up.
    pub rows: &'h [String],
    /// Values by row and column; none where no game was played.
    pub values: &'h [Vec<Option<f64>>],
    /// Decimals of the values.
    pub decimals: usize,
}

const CELL: i32 = 36;
const TOP: i32 = 24;
const FOOT: i32 = 44;

/// Draws the map.
///
/// # Errors
/// When the drawing cannot be written.
pub fn draw(heat: &Heat, column: Column) -> Result<String, String> {
    let width = column.width();
    let size = if column == Column::Narrow { SIZE - 2.0 } else { SIZE };
    let labels = heat.rows.iter().map(|row| breadth(row, size)).max().unwrap_or(0).min(width / 4);
    let left = labels + 12;
    let cell = ((width - left - 4) / heat.columns.len().max(1) as i32).min(110);
    let bottom = TOP + heat.rows.len() as i32 * CELL;
    let known = || heat.values.iter().flatten().flatten().copied();
    let (low, high) = known()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (f64::min(low, value), f64::max(high, value)));
    sheet(width, bottom + FOOT, |sheet| {
        sheet.text((4, 10), &format!("↑ {}", heat.up), SIZE - 1.0, Colour::Muted, Anchor::Start)?;
        for (row, name) in heat.rows.iter().enumerate() {
            let y = bottom - (row as i32 + 1) * CELL;
            sheet.text((left - 8, y + CELL / 2), &cut(name, size, labels), size, Colour::Ink, Anchor::End)?;
            for (position, value) in heat.values[row].iter().enumerate() {
                let Some(value) = value else { continue };
                let depth = if high > low { (value - low) / (high - low) } else { 0.5 };
                let x = left + position as i32 * cell;
                sheet.bar([(x + 1, y + 1), (x + cell - 1, y + CELL - 1)], Colour::depth(depth))?;
                let words = format!("{value:.*}", heat.decimals).replace('-', "−");
                // A value that does not fit its field is left to the table.
                if breadth(&words, size) < cell - 2 {
                    sheet.text((x + cell / 2, y + CELL / 2), &words, size, Colour::On(depth < 0.5), Anchor::Middle)?;
                }
            }
        }
        for (position, name) in heat.columns.iter().enumerate() {
            let x = left + position as i32 * cell + cell / 2;
            sheet.text((x, bottom + 12), &cut(name, size, cell - 2), size, Colour::Ink, Anchor::Middle)?;
        }
        let middle = left + cell * heat.columns.len() as i32 / 2;
        sheet.text((middle, bottom + 34), &format!("{} →", heat.across), SIZE - 1.0, Colour::Muted, Anchor::Middle)
    })
}
