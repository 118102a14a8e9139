//! What the window looks like: the tokens of docs/STYLE.md as colours and sizes, and the small parts that every screen uses.

use crate::desktop::fonts;
use crate::rules::case::{Case, NationId};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Color32, CornerRadius, FontFamily, FontId, Id, Pos2, Rect, RichText, Sense, Shape, Stroke, TextStyle, Ui, Vec2,
};
use serde::{Deserialize, Serialize};

/// How the window looks, as its user wants it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Look {
    /// Light letters on dark ground.
    pub dark: bool,
    /// Which colours say what.
    pub palette: Palette,
    /// Nothing moves.
    pub reduced_motion: bool,
    /// Scale of everything, 0.75 to 2.5.
    pub scale: f32,
    /// How fast text that is told appears.
    pub text_speed: TextSpeed,
}

impl Default for Look {
    fn default() -> Look {
        Look { dark: false, palette: Palette::Usual, reduced_motion: false, scale: 1.0, text_speed: TextSpeed::AtOnce }
    }
}

/// Colours for what is yours, a deadline, a loss, and the ink.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Palette {
    /// Blue, amber, red.
    #[default]
    Usual,
    /// Blue, ochre, purple: told apart by readers who do not see red, green or blue as others do.
    ColourBlind,
    /// Letters and lines in the full ink.
    HighContrast,
}

impl Palette {
    /// Every palette.
    pub const ALL: [Palette; 3] = [Palette::Usual, Palette::ColourBlind, Palette::HighContrast];

    /// Key of its name among the texts.
    pub fn key(self) -> &'static str {
        match self {
            Palette::Usual => "palette-usual",
            Palette::ColourBlind => "palette-colour-blind",
            Palette::HighContrast => "palette-high-contrast",
        }
    }
}

/// How fast text that is told appears: the coach's words, briefings, front pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextSpeed {
    /// Whole.
    #[default]
    AtOnce,
    /// 120 letters a second.
    Brisk,
    /// 40 letters a second.
    Slow,
}

impl TextSpeed {
    /// Every speed.
    pub const ALL: [TextSpeed; 3] = [TextSpeed::AtOnce, TextSpeed::Brisk, TextSpeed::Slow];

    /// Key of its name among the texts.
    pub fn key(self) -> &'static str {
        match self {
            TextSpeed::AtOnce => "speed-at-once",
            TextSpeed::Brisk => "speed-brisk",
            TextSpeed::Slow => "speed-slow",
        }
    }

    /// Letters a second; none for all at once.
    fn letters(self) -> Option<f64> {
        match self {
            TextSpeed::AtOnce => None,
            TextSpeed::Brisk => Some(120.0),
            TextSpeed::Slow => Some(40.0),
        }
    }
}

/// Widest line of running text, in heights of its letters: about 70 letters.
const MEASURE: f32 = 34.0;

/// Colours of nations by position (Okabe and Ito 2008, darkened where letters stand on them).
const NATIONS: [Color32; 7] = [
    Color32::from_rgb(0, 114, 178),
    Color32::from_rgb(213, 94, 0),
    Color32::from_rgb(0, 158, 115),
    Color32::from_rgb(204, 121, 167),
    Color32::from_rgb(86, 180, 233),
    Color32::from_rgb(230, 159, 0),
    Color32::from_rgb(150, 140, 40),
];

impl Look {
    /// Scales that the window takes.
    pub const SCALES: std::ops::RangeInclusive<f32> = 0.75..=2.5;

    fn pick(&self, light: [u8; 3], dark: [u8; 3]) -> Color32 {
        let [red, green, blue] = if self.dark { dark } else { light };
        Color32::from_rgb(red, green, blue)
    }

    /// Letters.
    pub fn ink(&self) -> Color32 {
        if self.palette == Palette::HighContrast {
            self.pick([0, 0, 0], [255, 255, 255])
        } else {
            self.pick([28, 32, 38], [230, 232, 236])
        }
    }

    /// Letters that stand back.
    pub fn aside(&self) -> Color32 {
        if self.palette == Palette::HighContrast { self.ink() } else { self.pick([90, 96, 106], [160, 167, 178]) }
    }

    /// The ground of the window.
    pub fn ground(&self) -> Color32 {
        self.pick([244, 243, 239], [22, 25, 30])
    }

    /// Paper that lies on it.
    pub fn paper(&self) -> Color32 {
        self.pick([255, 254, 251], [31, 35, 41])
    }

    /// Lines between things.
    pub fn line(&self) -> Color32 {
        if self.palette == Palette::HighContrast { self.ink() } else { self.pick([210, 208, 201], [62, 68, 77]) }
    }

    /// Land on the map that belongs to nobody in the game.
    pub fn land(&self) -> Color32 {
        self.pick([222, 219, 208], [52, 57, 64])
    }

    /// Yours to act on.
    pub fn mine(&self) -> Color32 {
        match self.palette {
            Palette::Usual => self.pick([0, 92, 158], [110, 182, 240]),
            Palette::ColourBlind => self.pick([0, 90, 160], [86, 180, 233]),
            Palette::HighContrast => self.pick([0, 48, 120], [150, 210, 255]),
        }
    }

    /// A deadline.
    pub fn deadline(&self) -> Color32 {
        match self.palette {
            Palette::Usual => self.pick([146, 92, 0], [236, 178, 72]),
            Palette::ColourBlind => self.pick([122, 98, 0], [240, 228, 66]),
            Palette::HighContrast => self.pick([96, 56, 0], [255, 214, 102]),
        }
    }

    /// A loss or a breach.
    pub fn loss(&self) -> Color32 {
        match self.palette {
            Palette::Usual => self.pick([176, 32, 32], [244, 128, 118]),
            Palette::ColourBlind => self.pick([140, 26, 110], [230, 150, 205]),
            Palette::HighContrast => self.pick([140, 0, 0], [255, 160, 150]),
        }
    }

    /// A nation's colour: the same everywhere.
    pub fn nation(&self, nation: NationId) -> Color32 {
        NATIONS[nation.index() % NATIONS.len()]
    }

    /// Sets fonts, colours and spacing of the whole window.
    pub fn apply(&self, context: &egui::Context) {
        let theme = if self.dark { egui::Theme::Dark } else { egui::Theme::Light };
        context.set_theme(theme);
        context.set_zoom_factor(self.scale.clamp(*Look::SCALES.start(), *Look::SCALES.end()));
        let mut visuals = if self.dark { egui::Visuals::dark() } else { egui::Visuals::light() };
        visuals.override_text_color = Some(self.ink());
        visuals.panel_fill = self.ground();
        visuals.window_fill = self.paper();
        visuals.extreme_bg_color = self.paper();
        visuals.faint_bg_color = self.paper();
        visuals.hyperlink_color = self.mine();
        visuals.warn_fg_color = self.deadline();
        visuals.error_fg_color = self.loss();
        visuals.selection.bg_fill = self.pick([204, 226, 244], [28, 70, 106]);
        visuals.selection.stroke = Stroke::new(1.0, self.mine());
        visuals.window_stroke = Stroke::new(1.0, self.line());
        visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, self.line());
        visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, self.line());
        visuals.widgets.inactive.weak_bg_fill = self.paper();
        for state in [
            &mut visuals.widgets.noninteractive,
            &mut visuals.widgets.inactive,
            &mut visuals.widgets.hovered,
            &mut visuals.widgets.active,
            &mut visuals.widgets.open,
        ] {
            state.corner_radius = CornerRadius::same(6);
        }
        let motion = if self.reduced_motion { 0.0 } else { 0.12 };
        context.all_styles_mut(|style| {
            style.visuals = visuals.clone();
            style.animation_time = motion;
            style.spacing.item_spacing = Vec2::new(8.0, 6.0);
            style.spacing.button_padding = Vec2::new(10.0, 5.0);
            style.spacing.interact_size.y = 26.0;
            style.text_styles = [
                (TextStyle::Small, 12.0),
                (TextStyle::Body, 14.0),
                (TextStyle::Button, 14.0),
                (TextStyle::Monospace, 13.0),
                (TextStyle::Heading, 20.0),
            ]
            .into_iter()
            .map(|(style, size)| {
                let family = match style {
                    TextStyle::Monospace => FontFamily::Monospace,
                    _ => FontFamily::Proportional,
                };
                let font = if style == TextStyle::Heading { fonts::semibold(size) } else { FontId::new(size, family) };
                (style, font)
            })
            .collect();
        });
    }
}

/// A dialog in the middle of the window that never outgrows it; what does not fit is scrolled to.
pub fn dialog(ui: &Ui, title: String, width: f32, content: impl FnOnce(&mut Ui)) {
    let place = ui.ctx().content_rect();
    egui::Window::new(title)
        .collapsible(false)
        .vscroll(true)
        .default_width(width)
        .max_size(place.size() - Vec2::new(24.0, 64.0))
        .anchor(egui::Align2::CENTER_CENTER, [0.0, 0.0])
        .show(ui.ctx(), content);
}

/// The title of a page.
pub fn title(ui: &mut Ui, text: impl Into<String>) {
    ui.label(RichText::new(text).font(fonts::semibold(20.0)));
}

/// The heading of a part.
pub fn heading(ui: &mut Ui, text: impl Into<String>) {
    ui.add_space(8.0);
    ui.label(RichText::new(text).font(fonts::semibold(16.0)));
}

/// A text that is told: it appears by degrees at the reader's speed, in the place that it will take.
pub fn told(ui: &mut Ui, look: &Look, text: &str, font: FontId) {
    let letters = text.chars().count();
    let shown = match look.text_speed.letters().filter(|_| !look.reduced_motion) {
        None => letters,
        Some(speed) => {
            let now = ui.input(|input| input.time);
            let begun = ui.data_mut(|data| *data.get_temp_mut_or_insert_with(Id::new(("told", text)), || now));
            let shown = ((now - begun) * speed) as usize;
            if shown < letters {
                ui.ctx().request_repaint();
            }
            shown
        }
    };
    let split = text.char_indices().nth(shown).map_or(text.len(), |(at, _)| at);
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width().min(MEASURE * font.size);
    job.append(&text[..split], 0.0, TextFormat::simple(font.clone(), look.ink()));
    job.append(&text[split..], 0.0, TextFormat::simple(font, Color32::TRANSPARENT));
    ui.label(job);
}

/// Notes where something is on the surface, for the coach to point to.
pub fn anchor(ui: &Ui, name: &'static str, area: Rect) {
    let frame = ui.ctx().cumulative_frame_nr();
    ui.data_mut(|data| data.insert_temp(Id::new(("anchor", name)), (frame, area)));
}

/// Where something was noted to be in this frame or the last.
pub fn anchored(ui: &Ui, name: &'static str) -> Option<Rect> {
    let (frame, area) = ui.data(|data| data.get_temp::<(u64, Rect)>(Id::new(("anchor", name))))?;
    (frame + 1 >= ui.ctx().cumulative_frame_nr()).then_some(area)
}

/// A remark that stands back; wraps.
pub fn aside(ui: &mut Ui, look: &Look, text: impl Into<String>) {
    ui.label(RichText::new(text).size(12.0).color(look.aside()));
}

/// A nation's marker and code: the shape tells it apart without colour.
pub fn nation(ui: &mut Ui, look: &Look, case: &Case, nation: NationId) -> egui::Response {
    ui.horizontal(|ui| {
        let (area, _) = ui.allocate_exact_size(Vec2::splat(12.0), Sense::hover());
        marker(ui.painter(), area.center(), 5.0, nation, look.nation(nation));
        ui.label(RichText::new(&case.nation(nation).code).strong());
    })
    .response
    .on_hover_text(&case.nation(nation).name)
}

/// Draws the marker of a nation: circle, square, triangle, diamond, …, by position.
pub fn marker(painter: &egui::Painter, at: Pos2, radius: f32, nation: NationId, colour: Color32) {
    let corners = match nation.index() % 5 {
        0 => {
            painter.circle_filled(at, radius, colour);
            return;
        }
        1 => vec![(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)],
        2 => vec![(0.0, -1.2), (1.2, 1.0), (-1.2, 1.0)],
        3 => vec![(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)],
        _ => vec![(0.0, 1.2), (-1.2, -1.0), (1.2, -1.0)],
    };
    let points = corners.into_iter().map(|(x, y)| at + radius * Vec2::new(x, y)).collect();
    painter.add(Shape::convex_polygon(points, colour, Stroke::NONE));
}

/// A bar from 0 to 1 with the value, an interval as a band, and a mark where something is needed.
pub fn bar(ui: &mut Ui, look: &Look, value: f64, interval: Option<[f64; 2]>, needed: Option<f64>, colour: Color32) {
    let width = ui.available_width().clamp(60.0, 260.0);
    let (area, _) = ui.allocate_exact_size(Vec2::new(width, 12.0), Sense::hover());
    let painter = ui.painter();
    let at = |share: f64| area.left() + (share.clamp(0.0, 1.0) as f32) * area.width();
    let slice = |from: f32, to: f32, inset: f32| {
        egui::Rect::from_min_max(
            Pos2::new(from, area.top() + inset),
            Pos2::new(to.max(from + 1.0), area.bottom() - inset),
        )
    };
    painter.rect_filled(area, CornerRadius::same(3), look.line().gamma_multiply(0.5));
    painter.rect_filled(slice(area.left(), at(value), 0.0), CornerRadius::same(3), colour);
    if let Some([low, high]) = interval {
        painter.rect_filled(slice(at(low), at(high), 4.0), CornerRadius::ZERO, look.ink());
    }
    if let Some(needed) = needed {
        painter.vline(at(needed), area.y_range(), Stroke::new(2.0, look.deadline()));
    }
}
