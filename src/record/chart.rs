//! Charts of a debrief and of a class’s deck, as SVG without styles or scripts of its own.

use maud::{Markup, html};

/// Colours that colour-blind readers can tell apart (Okabe & Ito 2008), in the order in which tables take them.
const COLOURS: [&str; 7] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#6b6b6b"];
/// Size of a chart and its margins, in its own units.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 380.0;
const LEFT: f64 = 52.0;
const BOTTOM: f64 = 44.0;
const RIGHT: f64 = 96.0;
const TOP: f64 = 14.0;

/// A line or a set of points with its name.
#[derive(Clone, Debug)]
pub struct Series {
    /// Name, written at the end of the line.
    pub name: String,
    /// Points.
    pub points: Vec<(f64, f64)>,
    /// Whether its points are joined.
    pub line: bool,
    /// Whether it is a background against which the others are read.
    pub faint: bool,
}

/// A chart with both its axes.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What it shows, in a sentence, for who cannot see it.
    pub label: String,
    /// Name and unit of the horizontal axis.
    pub across: String,
    /// Name and unit of the vertical axis.
    pub up: String,
    /// Series.
    pub series: Vec<Series>,
    /// Whether the horizontal axis holds whole numbers only.
    pub counts: bool,
}

fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values
        .filter(|value| value.is_finite())
        .fold((0.0f64, 0.0f64), |(low, high), value| (low.min(value), high.max(value)));
    let room = (high - low).max(1.0) * 0.06;
    (if low < 0.0 { low - room } else { 0.0 }, high + room)
}

/// Values between two, at a distance that is 1, 2 or 5 times a power of ten.
fn ticks(low: f64, high: f64, whole: bool) -> Vec<f64> {
    let rough = (high - low) / 6.0;
    let power = 10.0f64.powf(rough.max(1e-9).log10().floor());
    let step =
        [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| *step >= rough).unwrap_or(power);
    let step = if whole { step.max(1.0).round() } else { step };
    let first = (low / step).ceil() as i64;
    (first..first + 12).map(|count| count as f64 * step).filter(|tick| *tick <= high).collect()
}

/// A name at the end of a series: where it stands, its colour, the name.
type Label<'s> = (f64, f64, &'s str, &'s str);

impl Chart {
    /// The picture.
    pub fn draw(&self) -> Markup {
        let points = || self.series.iter().flat_map(|series| series.points.iter().copied());
        let (left, right) = range(points().map(|(x, _)| x));
        let (low, high) = range(points().map(|(_, y)| y));
        let x = |value: f64| LEFT + (value - left) / (right - left) * (WIDTH - LEFT - RIGHT);
        let y = |value: f64| HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - BOTTOM - TOP);
        let mut taken: Vec<f64> = Vec::new();
        let mut colour = 0;
        let drawn: Vec<(Markup, Option<Label>)> = self
            .series
            .iter()
            .map(|series| {
                let paint = if series.faint { "#b9b4a8" } else { COLOURS[colour % COLOURS.len()] };
                colour += usize::from(!series.faint);
                let path: Vec<String> = series.points.iter().map(|(a, b)| format!("{:.1},{:.1}", x(*a), y(*b))).collect();
                let label = series.points.last().filter(|_| !series.faint).map(|(a, b)| {
                    // Labels that would stand on each other move apart.
                    let mut at = y(*b) + 4.0;
                    while taken.iter().any(|other| (other - at).abs() < 13.0) {
                        at += 13.0;
                    }
                    taken.push(at);
                    (if series.line { x(*a) + 6.0 } else { x(*a) + 9.0 }, at, paint, series.name.as_str())
                });
                let shape = html! {
                    @if series.line { polyline points=(path.join(" ")) fill="none" stroke=(paint) stroke-width=(if series.faint { "1" } else { "2.5" }) {} }
                    @if !series.faint { @for (a, b) in &series.points { circle cx=(format!("{:.1}", x(*a))) cy=(format!("{:.1}", y(*b))) r=(if series.line { "3" } else { "6" }) fill=(paint) {} } }
                };
                (shape, label)
            })
            .collect();
        html! {
            svg role="img" aria-label=(self.label) viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) font-family="system-ui, sans-serif" font-size="13" fill="currentColor" {
                @for tick in ticks(low, high, false) {
                    line x1=(LEFT) x2=(WIDTH - RIGHT) y1=(format!("{:.1}", y(tick))) y2=(format!("{:.1}", y(tick))) stroke="#d5d2ca" stroke-width=(if tick == 0.0 { "1.5" } else { "0.6" }) {}
                    text x=(LEFT - 6.0) y=(format!("{:.1}", y(tick) + 4.0)) text-anchor="end" { (number(tick)) }
                }
                @for tick in ticks(left, right, self.counts) {
                    text x=(format!("{:.1}", x(tick))) y=(HEIGHT - BOTTOM + 18.0) text-anchor="middle" { (number(tick)) }
                }
                @if left < 0.0 { line x1=(format!("{:.1}", x(0.0))) x2=(format!("{:.1}", x(0.0))) y1=(TOP) y2=(HEIGHT - BOTTOM) stroke="#d5d2ca" stroke-width="1.5" {} }
                text x=((LEFT + WIDTH - RIGHT) / 2.0) y=(HEIGHT - 6.0) text-anchor="middle" { (self.across) }
                text x="14" y=((HEIGHT - BOTTOM) / 2.0) text-anchor="middle" transform=(format!("rotate(-90 14 {})", (HEIGHT - BOTTOM) / 2.0)) { (self.up) }
                @for (shape, _) in &drawn { (shape) }
                @for (at, up, paint, name) in drawn.iter().filter_map(|(_, label)| *label) {
                    text x=(format!("{at:.1}")) y=(format!("{up:.1}")) fill=(paint) font-weight="600" { (name) }
                }
            }
        }
    }
}

fn number(tick: f64) -> String {
    if (tick - tick.round()).abs() < 1e-9 { format!("{tick:.0}") } else { format!("{tick:.1}") }
}
