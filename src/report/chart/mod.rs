//! Charts as SVG, drawn with `plotters` in the colours of the page's stylesheet.
//!
//! SVG attributes give way to rules of a stylesheet, so `style.css` recolours the fixed colours of [`ink`] for a dark page. Every chart
//! is drawn twice, for a wide and for a narrow column, since text that shrinks with its chart cannot be read on a telephone.

pub mod heat;
pub mod ink;
pub mod ridges;
pub mod rows;
pub mod series;

pub use ink::Colour;

/// Width of a chart in pixels of a stylesheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// For a desk and for paper.
    Wide,
    /// For a telephone.
    Narrow,
}

impl Column {
    /// Both widths.
    pub const BOTH: [Column; 2] = [Column::Wide, Column::Narrow];

    /// Pixels.
    pub fn width(self) -> i32 {
        match self {
            Column::Wide => 720,
            Column::Narrow => 320,
        }
    }
}

/// A chart in both widths.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// For a desk and for paper.
    pub wide: String,
    /// For a telephone.
    pub narrow: String,
}

impl Chart {
    /// Draws a chart in both widths.
    ///
    /// # Errors
    /// When the drawing cannot be written.
    pub fn of(draw: impl Fn(Column) -> Result<String, String>) -> Result<Chart, String> {
        Ok(Chart { wide: draw(Column::Wide)?, narrow: draw(Column::Narrow)? })
    }
}
