//! Charts of a table: the offers on the plane of both sides' utilities, and what each side's offers were worth by round.

use crate::bargaining::Package;
use crate::desktop::desk::Scene;
use crate::desktop::look::{Look, aside, heading};
use crate::record::talks::{counterpart, members, share_of_best};
use crate::rules::case::NationId;
use crate::rules::observation::TalkView;
use crate::rules::state::Offer;
use egui::{Align2, Color32, Rangef, RichText, Ui};
use egui_plot::{HLine, Line, LineStyle, MarkerShape, Plot, PlotPoint, PlotUi, Points, Text, VLine};

/// Middle of a scale of percent.
const HALF: f64 = 50.0;

/// A plot that stays where it is: charts are looked at, not moved.
pub fn still<'p>(look: &Look, name: &str, height: f32) -> Plot<'p> {
    Plot::new(name)
        .height(height)
        .grid_color(look.line())
        .grid_spacing(Rangef::new(28.0, 160.0))
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_axis_zoom_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_crosshair(false)
}

/// What a chart shows upward and across, with the units, in a line above it.
pub fn axes(ui: &mut Ui, scene: &Scene, up: String, across: String) {
    aside(ui, scene.look, scene.language.text_with("axes", &[("up", up.into()), ("across", across.into())]));
}

/// The marker of a nation on a chart: the same shape as beside its name.
pub fn shape(nation: NationId) -> MarkerShape {
    match nation.index() % 5 {
        0 => MarkerShape::Circle,
        1 => MarkerShape::Square,
        2 => MarkerShape::Up,
        3 => MarkerShape::Diamond,
        _ => MarkerShape::Down,
    }
}

/// A label at a point of a chart: to its right in the left half, which ends at `middle`, and to its left in the other.
pub fn label(at: [f64; 2], middle: f64, text: impl Into<String>, colour: Color32) -> Text {
    let text = text.into();
    let anchor = if at[0] > middle { Align2::RIGHT_BOTTOM } else { Align2::LEFT_BOTTOM };
    Text::new(text.clone(), PlotPoint::new(at[0], at[1]), RichText::new(format!(" {text} ")).size(12.0))
        .color(colour)
        .anchor(anchor)
}

/// A line through points with a marker at each and its name at the last.
pub struct Series {
    /// What it is called.
    pub name: String,
    /// The points.
    pub points: Vec<[f64; 2]>,
    /// Its colour.
    pub colour: Color32,
    /// Its marker; none for a bare line.
    pub marker: Option<MarkerShape>,
}

/// Draws series with their labels at the ends of the lines, at least `apart` from each other where they end side by side.
pub fn draw(plot: &mut PlotUi, series: Vec<Series>, middle: f64, apart: f64) {
    let mut ends: Vec<(usize, [f64; 2])> =
        series.iter().enumerate().filter_map(|(at, line)| Some((at, *line.points.last()?))).collect();
    ends.sort_by(|a, b| b.1[1].total_cmp(&a.1[1]));
    let mut free = f64::INFINITY;
    for (position, [across, up]) in ends {
        let line = &series[position];
        let up = up.min(free);
        free = up - apart;
        plot.text(label([across, up], middle, line.name.clone(), line.colour));
    }
    for line in series {
        if let Some(marker) = line.marker {
            plot.points(
                Points::new(line.name.clone(), line.points.clone()).radius(4.0).shape(marker).color(line.colour),
            );
        }
        plot.line(Line::new(line.name, line.points).color(line.colour).width(2.0));
    }
}

/// The plane of both sides' utilities: the offers so far, the package being built, what could be had.
pub fn plane(ui: &mut Ui, scene: &Scene, talk: &TalkView, package: Package) {
    let (view, look) = (scene.view, scene.look);
    if counterpart(view, talk).is_none() {
        return;
    }
    heading(ui, scene.text("talks-plane"));
    aside(ui, look, scene.text("talks-plane-what"));
    let mine = |package: Package| view.package_value(package, members(talk));
    let offers = offers_by(scene, talk, |offer, worth| [share_of_best(talk, offer.package), worth]);
    let nothing = share_of_best(talk, Package::EMPTY);
    let (deadline, faint, own) = (look.deadline(), look.aside(), look.mine());
    let frontier = scene.papers.frontier.clone();
    let built = (!package.is_empty()).then(|| [share_of_best(talk, package), mine(package)]);
    let draft = (!talk.draft.is_empty()).then(|| [share_of_best(talk, talk.draft), mine(talk.draft)]);
    let texts = ["plane-reservation", "mark-no-deal", "plane-frontier", "talks-package", "mark-draft"];
    let [reservation, no_deal, edge, your_package, the_draft] = texts.map(|key| scene.text(key));
    let least = talk.reservation;
    axes(ui, scene, scene.text("plane-mine"), scene.text("plane-theirs"));
    still(look, "plane", 240.0).include_x(0.0).include_x(100.0).include_y(0.0).show(ui, |plot| {
        plot.hline(HLine::new(reservation.clone(), least).color(deadline).style(LineStyle::dashed_dense()));
        plot.text(label([0.0, least], HALF, reservation, deadline));
        plot.vline(VLine::new(no_deal, nothing).color(faint).style(LineStyle::dotted_dense()));
        if let Some(end) = frontier.last().copied() {
            plot.text(label(end, HALF, edge.clone(), faint));
            plot.line(Line::new(edge, frontier).color(faint).width(1.0));
        }
        if let Some(at) = draft {
            plot.points(Points::new(the_draft.clone(), vec![at]).radius(5.0).shape(MarkerShape::Cross).color(faint));
            plot.text(label(at, HALF, the_draft, faint));
        }
        draw(plot, offers, HALF, 0.0);
        if let Some(at) = built {
            plot.points(
                Points::new(your_package.clone(), vec![at]).radius(7.0).shape(MarkerShape::Asterisk).color(own),
            );
            plot.text(label(at, HALF, your_package, own));
        }
    });
}

/// What the offers of each party were worth to me, round by round.
pub fn concessions(ui: &mut Ui, scene: &Scene, talk: &TalkView) {
    if talk.offers.len() < 2 {
        return;
    }
    let look: &Look = scene.look;
    heading(ui, scene.text("talks-curves"));
    aside(ui, look, scene.text("talks-curves-what"));
    let lines = offers_by(scene, talk, |offer, worth| [f64::from(offer.round) + 1.0, worth]);
    let (least, deadline, name) = (talk.reservation, look.deadline(), scene.text("plane-reservation"));
    let middle = f64::from(talk.rounds) / 2.0;
    axes(ui, scene, scene.text("plane-mine"), scene.text("curves-round"));
    still(look, "curves", 170.0).include_x(1.0).include_x(f64::from(talk.rounds)).include_y(0.0).show(ui, |plot| {
        plot.hline(HLine::new(name, least).color(deadline).style(LineStyle::dashed_dense()));
        draw(plot, lines, middle, 0.0);
    });
}

/// The offers of each party as a series, by what a chart makes of an offer and its worth to me.
fn offers_by(scene: &Scene, talk: &TalkView, place: impl Fn(&Offer, f64) -> [f64; 2]) -> Vec<Series> {
    talk.parties
        .iter()
        .map(|party| Series {
            name: scene.case().nation(*party).code.clone(),
            points: talk
                .valued()
                .filter(|(offer, _)| offer.by == *party)
                .map(|(offer, worth)| place(offer, worth))
                .collect(),
            colour: scene.look.nation(*party),
            marker: Some(shape(*party)),
        })
        .collect()
}
