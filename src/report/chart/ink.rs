//! A sheet to draw on: lines, bands, bars, marks and text in pixels, and axes that turn values into pixels.

use plotters::coord::Shift;
use plotters::coord::ranged1d::{BoldPoints, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// A colour of the stylesheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Text.
    Ink,
    /// What stands back: axis labels, what is not the point.
    Muted,
    /// Lines of the grid.
    Grid,
    /// What the chart is about.
    Accent,
    /// A nation, by position in its scenario: the set of Okabe & Ito (2008).
    Nation(usize),
    /// A share from 0 to 1 as a depth of blue, in ten steps; the same on a dark page.
    Depth(u8),
    /// Text on a pale or a deep field.
    On(bool),
}

const NATIONS: [RGBColor; 7] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
    RGBColor(140, 130, 20),
];

impl Colour {
    /// The depth of a share.
    pub fn depth(share: f64) -> Colour {
        Colour::Depth((share.clamp(0.0, 1.0) * 9.0).round() as u8)
    }

    fn rgb(self) -> RGBColor {
        match self {
            Colour::Ink => RGBColor(31, 35, 40),
            Colour::Muted => RGBColor(87, 96, 106),
            Colour::Grid => RGBColor(216, 222, 228),
            Colour::Accent => RGBColor(9, 105, 218),
            Colour::Nation(position) => NATIONS[position % NATIONS.len()],
            Colour::Depth(step) => {
                let mix = |pale: u8, deep: u8| pale - ((u32::from(pale - deep) * u32::from(step)) / 9) as u8;
                RGBColor(mix(238, 8), mix(245, 61), mix(252, 119))
            }
            Colour::On(pale) => {
                if pale {
                    RGBColor(16, 20, 24)
                } else {
                    RGBColor(253, 253, 253)
                }
            }
        }
    }
}

/// Where a text stands against its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// To the right of it.
    Start,
    /// Across it.
    Middle,
    /// To the left of it.
    End,
}

/// Size of most text, in pixels.
pub const SIZE: f64 = 13.0;
/// The font's name; the stylesheet puts the page's in its place.
const FONT: &str = "sans-serif";
/// `plotters` writes a font's size divided by this.
const FONT_SCALE: f64 = 1.24;

type Area<'s> = DrawingArea<SVGBackend<'s>, Shift>;
type Drawn = Result<(), String>;

/// A sheet of some size.
pub struct Sheet<'s> {
    area: Area<'s>,
}

/// Draws a sheet and gives it as SVG.
///
/// # Errors
/// When the drawing cannot be written.
pub fn sheet(width: i32, height: i32, draw: impl FnOnce(&Sheet) -> Drawn) -> Result<String, String> {
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, (width.max(1) as u32, height.max(1) as u32)).into_drawing_area();
        let sheet = Sheet { area };
        draw(&sheet)?;
        sheet.area.present().map_err(|error| error.to_string())?;
    }
    Ok(text)
}

impl Sheet<'_> {
    fn put<'e, E>(&self, element: &'e E) -> Drawn
    where
        &'e E: plotters::element::PointCollection<'e, (i32, i32)>,
        E: for<'b> plotters::element::Drawable<SVGBackend<'b>>,
    {
        self.area.draw(element).map_err(|error| error.to_string())
    }

    /// A line through points, `width` pixels wide.
    pub fn line(&self, points: Vec<(i32, i32)>, colour: Colour, width: u32) -> Drawn {
        self.put(&PathElement::new(points, colour.rgb().stroke_width(width)))
    }

    /// The field within points, of this opacity.
    pub fn field(&self, points: Vec<(i32, i32)>, colour: Colour, opacity: f64) -> Drawn {
        self.put(&Polygon::new(points, colour.rgb().mix(opacity).filled()))
    }

    /// A filled box between two corners.
    pub fn bar(&self, corners: [(i32, i32); 2], colour: Colour) -> Drawn {
        self.put(&Rectangle::new(corners, colour.rgb().filled()))
    }

    /// A text.
    pub fn text(&self, at: (i32, i32), text: &str, size: f64, colour: Colour, anchor: Anchor) -> Drawn {
        let side = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = (FONT, size * FONT_SCALE).into_font().color(&colour.rgb()).pos(Pos::new(side, VPos::Center));
        self.put(&Text::new(text.to_string(), at, style))
    }

    /// The mark of a nation: each position has a shape of its own.
    pub fn mark(&self, (x, y): (i32, i32), nation: usize) -> Drawn {
        let colour = Colour::Nation(nation);
        match nation % 5 {
            0 => self.put(&Circle::new((x, y), 5, colour.rgb().filled())),
            1 => self.bar([(x - 4, y - 4), (x + 5, y + 5)], colour),
            2 => self.field(vec![(x, y - 6), (x + 6, y + 5), (x - 6, y + 5)], colour, 1.0),
            3 => self.field(vec![(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)], colour, 1.0),
            _ => {
                self.line(vec![(x - 5, y - 5), (x + 5, y + 5)], colour, 3)?;
                self.line(vec![(x - 5, y + 5), (x + 5, y - 5)], colour, 3)
            }
        }
    }

    /// A dot.
    pub fn dot(&self, at: (i32, i32), radius: u32, colour: Colour) -> Drawn {
        self.put(&Circle::new(at, radius, colour.rgb().filled()))
    }
}

/// About how wide a text is, in pixels, in a wide font: what is too much is room.
pub fn breadth(text: &str, size: f64) -> i32 {
    let wide = |letter: char| if letter.is_uppercase() || "%mwMW−…".contains(letter) { 0.78 } else { 0.58 };
    (text.chars().map(wide).sum::<f64>() * size).ceil() as i32
}

/// A text cut to a width, with an ellipsis.
pub fn cut(text: &str, size: f64, width: i32) -> String {
    if breadth(text, size) <= width {
        return text.to_string();
    }
    let mut kept = text.to_string();
    while breadth(&format!("{kept}…"), size) > width && kept.pop().is_some() {}
    format!("{}…", kept.trim_end())
}

/// An axis: values to pixels.
pub struct Axis {
    range: RangedCoordf64,
    pixels: (i32, i32),
}

impl Axis {
    /// From the first value at the first pixel to the second at the second. Equal values are set apart.
    pub fn new((from, to): (f64, f64), pixels: (i32, i32)) -> Axis {
        let to = if to > from { to } else { from + 1.0 };
        Axis { range: (from..to).into(), pixels }
    }

    /// The pixel of a value.
    pub fn at(&self, value: f64) -> i32 {
        self.range.map(&value, self.pixels)
    }

    /// Round values along it, about this many.
    pub fn ticks(&self, about: usize) -> Vec<f64> {
        self.range.key_points(BoldPoints(about))
    }
}

/// A range that holds all the values, and zero where asked, with a little room.
pub fn range(values: impl IntoIterator<Item = f64>, zero: bool) -> (f64, f64) {
    let start = if zero { (0.0, 0.0) } else { (f64::INFINITY, f64::NEG_INFINITY) };
    let (low, high) = values
        .into_iter()
        .filter(|value| value.is_finite())
        .fold(start, |(low, high), value| (f64::min(low, value), f64::max(high, value)));
    if low > high {
        return (0.0, 1.0);
    }
    let room = 0.04 * (high - low).max(1e-9);
    (if zero && low >= 0.0 { 0.0 } else { low - room }, if zero && high <= 0.0 { 0.0 } else { high + room })
}

/// A tick's label: no more decimals than the ticks need.
pub fn label(value: f64, ticks: &[f64]) -> String {
    let step = ticks.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min);
    let decimals =
        if step >= 1.0 || !step.is_finite() { 0 } else { (-libm::log10(step)).ceil().clamp(1.0, 4.0) as usize };
    let text = format!("{value:.decimals$}");
    let zero = text.chars().all(|digit| "-0.".contains(digit));
    if zero { text.trim_start_matches('-').to_string() } else { text.replace('-', "−") }
}
