//! The debrief's charts: the course of the crisis, the offers, the frontier with the deal, what other leaders would have got.

use super::curves::{Series, axes, draw, label, shape, still};
use super::war_room::outcome_name;
use crate::desktop::desk::Scene;
use crate::desktop::look::{aside, heading};
use crate::record::debrief::{Debrief, Meeting, WhatIf};
use crate::rules::case::NationId;
use crate::rules::state::Outcome;
use egui::{Color32, Grid, RichText, Ui};
use egui_plot::{HLine, Line, LineStyle, MarkerShape, Points, VLine};

/// Normal quantile of a 95 percent interval.
const SURE: f64 = 1.96;

/// The nation of a code.
pub fn nation_of(scene: &Scene, code: &str) -> Option<NationId> {
    scene.case().nation_by_code(code)
}

fn colour_of(scene: &Scene, code: &str) -> Color32 {
    nation_of(scene, code).map_or(scene.look.ink(), |nation| scene.look.nation(nation))
}

/// A day in ISO form in the language's form; as it is when it is none.
pub fn day(scene: &Scene, iso: &str) -> String {
    iso.parse().map_or_else(|_| iso.to_string(), |date| scene.language.full_day(date))
}

/// An outcome by its name for programs.
pub fn outcome(scene: &Scene, key: &str) -> String {
    let known = Outcome::ALL.into_iter().find(|outcome| outcome.key() == key);
    known.map_or_else(|| key.to_string(), |outcome| outcome_name(scene, outcome))
}

/// Tension and markets, then payoffs, by turn, with the day of the summit.
pub fn course(ui: &mut Ui, scene: &Scene, debrief: &Debrief) {
    let (look, language) = (scene.look, scene.language);
    heading(ui, scene.text("debrief-course"));
    if let Some(peak) = debrief.path.iter().max_by(|a, b| a.tension.total_cmp(&b.tension)) {
        let values =
            [("tension", language.number(debrief.peak_tension, 2).into()), ("day", day(scene, &peak.day).into())];
        ui.label(language.text_with("debrief-peak", &values));
    }
    let line = |name: String, colour, marker, pick: &dyn Fn(&crate::record::debrief::Sample) -> f64| Series {
        name,
        points: debrief.path.iter().map(|sample| [sample.turn as f64, pick(sample)]).collect(),
        colour,
        marker,
    };
    let heat = vec![
        line(scene.text("tension"), look.loss(), None, &|sample| sample.tension),
        line(scene.text("market-stress"), look.aside(), None, &|sample| sample.market),
    ];
    let payoffs: Vec<Series> = debrief
        .nations
        .iter()
        .enumerate()
        .map(|(position, score)| {
            let marker = nation_of(scene, &score.nation).map(shape);
            let payoff =
                move |sample: &crate::record::debrief::Sample| sample.payoffs.get(position).copied().unwrap_or(0.0);
            line(score.nation.clone(), colour_of(scene, &score.nation), marker, &payoff)
        })
        .collect();
    let summit = scene.case().summit.turn as f64 + 1.0;
    for (name, series, top, axis) in
        [("heat", heat, 1.0, scene.text("axis-tension")), ("payoffs", payoffs, 100.0, scene.text("axis-payoff"))]
    {
        let (place, faint) = (scene.text("page-summit"), look.deadline());
        axes(ui, scene, axis, scene.text("axis-turn"));
        still(look, name, 160.0).include_y(0.0).include_y(top).show(ui, |plot| {
            plot.text(label([summit, top], summit, place.clone(), faint));
            plot.vline(VLine::new(place, summit).color(faint).style(LineStyle::dashed_dense()));
            draw(plot, series, 0.0, top / 10.0);
        });
    }
}

/// What each side's offers were worth to itself, round by round, at the leaders' table or else at the last one.
pub fn offers(ui: &mut Ui, scene: &Scene, debrief: &Debrief) {
    let with_offers = |meeting: &&Meeting| !meeting.offers.is_empty();
    let leaders = crate::rules::case::Level::Leaders.name();
    let at_the_summit = debrief.meetings.iter().filter(with_offers).find(|meeting| meeting.level == leaders);
    let Some(meeting) = at_the_summit.or_else(|| debrief.meetings.iter().rev().find(with_offers)) else { return };
    heading(ui, scene.text("debrief-offers"));
    for steps in &debrief.steps {
        ui.label(scene.language.text_with(
            "debrief-steps",
            &[
                ("nation", steps.nation.clone().into()),
                ("conceded", steps.concession.to_string().into()),
                ("asked", steps.selfish.to_string().into()),
                ("both", steps.fortunate.to_string().into()),
            ],
        ));
    }
    aside(ui, scene.look, format!("{} · {}", day(scene, &meeting.day), scene.text("debrief-offers-what")));
    let lines = [0, 1].map(|party| {
        let code = meeting.parties[party].clone();
        let own = meeting.offers.iter().filter(|offer| offer.by == code);
        Series {
            points: own.map(|offer| [f64::from(offer.round), offer.values[party]]).collect(),
            colour: colour_of(scene, &code),
            marker: nation_of(scene, &code).map(shape),
            name: code,
        }
    });
    axes(ui, scene, scene.text("axis-own-worth"), scene.text("curves-round"));
    still(scene.look, "debrief-offers", 170.0)
        .include_y(0.0)
        .include_x(1.0)
        .show(ui, |plot| draw(plot, lines.into_iter().collect(), 0.0, 0.0));
}

/// A named point of the frontier's chart.
struct Spot {
    name: String,
    at: [f64; 2],
    colour: Color32,
    marker: MarkerShape,
    radius: f32,
}

/// Points that lie on each other as one, with both names.
fn merged(points: Vec<Spot>) -> Vec<Spot> {
    let mut merged: Vec<Spot> = Vec::new();
    for point in points {
        let near = |known: &&mut Spot| (0..2).all(|axis| (known.at[axis] - point.at[axis]).abs() < 0.3);
        match merged.iter_mut().find(near) {
            Some(known) => known.name = format!("{} · {}", known.name, point.name),
            None => merged.push(point),
        }
    }
    merged
}

/// The frontier on the day of the summit, with the result, what was left on the table, the fair points and what history did.
pub fn frontier(ui: &mut Ui, scene: &Scene, debrief: &Debrief) {
    let (look, language) = (scene.look, scene.language);
    let summit = &debrief.summit;
    let [one, other] = &summit.parties;
    if summit.frontier.is_empty() {
        return;
    }
    heading(ui, scene.text("debrief-possible"));
    let pair = |values: [f64; 2]| {
        format!("{} {}, {} {}", one.nation, language.change(values[0], 1), other.nation, language.change(values[1], 1))
    };
    let result = [one.value, other.value];
    match &summit.left_on_the_table {
        Some(left) => {
            let values = [("left", pair(left.values).into()), ("result", pair(result).into())];
            ui.label(RichText::new(language.text_with("debrief-left", &values)).strong());
            aside(ui, look, left.terms.clone());
        }
        None => {
            ui.label(RichText::new(scene.text("debrief-nothing-left")).strong());
        }
    }
    ui.label(language.text_with(
        "debrief-joint",
        &[
            ("got", language.change(summit.joint_gain, 1).into()),
            ("most", language.change(summit.greatest_joint_gain, 1).into()),
            ("agreeable", summit.agreeable.to_string().into()),
            ("all", summit.frontier.len().to_string().into()),
        ],
    ));
    let mut edge: Vec<[f64; 2]> = summit.frontier.iter().map(|terms| terms.values).collect();
    edge.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let end = if summit.deal.is_some() { "point-deal" } else { "mark-no-deal" };
    let deal =
        Spot { name: scene.text(end), at: result, colour: look.mine(), marker: MarkerShape::Asterisk, radius: 7.0 };
    let mut points = vec![deal];
    let mut add = |key: &str, values: Option<[f64; 2]>, colour: Color32, marker: MarkerShape| {
        points.extend(values.map(|at| Spot { name: scene.text(key), at, colour, marker, radius: 5.0 }));
    };
    add("point-left", summit.left_on_the_table.as_ref().map(|left| left.values), look.loss(), MarkerShape::Plus);
    add("point-nash", summit.nash.as_ref().map(|found| found.terms.values), look.aside(), MarkerShape::Diamond);
    add("point-history", debrief.record.as_ref().map(|record| record.values), look.deadline(), MarkerShape::Square);
    let (faint, floor) = (look.aside(), [one.reservation, other.reservation]);
    let (edge_name, floor_name) = (scene.text("plane-frontier"), scene.text("point-reservation"));
    let axis = |name: &str| language.text_with("axis-over-no-deal", &[("nation", name.to_string().into())]);
    let middle = edge.iter().map(|point| point[0]).fold(0.0, f64::max) / 2.0;
    let points = merged(points);
    axes(ui, scene, axis(&other.name), axis(&one.name));
    still(look, "frontier", 260.0).include_x(0.0).include_y(0.0).show(ui, |plot| {
        plot.line(Line::new(edge_name, edge).color(faint).width(1.5));
        plot.vline(VLine::new(floor_name.clone(), floor[0]).color(faint).style(LineStyle::dotted_dense()));
        plot.hline(HLine::new(floor_name, floor[1]).color(faint).style(LineStyle::dotted_dense()));
        for Spot { name, at, colour, marker, radius } in points {
            plot.points(Points::new(name.clone(), vec![at]).radius(radius).shape(marker).color(colour));
            plot.text(label(at, middle, name, colour));
        }
    });
    Grid::new("possible").num_columns(3).spacing([16.0, 2.0]).show(ui, |ui| {
        let figure = |value: f64| language.change(value, 1);
        ui.label("");
        ui.label(RichText::new(&one.nation).strong());
        ui.label(RichText::new(&other.nation).strong());
        ui.end_row();
        for (key, values) in [
            (end, Some(result)),
            ("point-reservation", Some(floor)),
            ("point-ideal", Some([one.ideal, other.ideal])),
            ("point-nash", summit.nash.as_ref().map(|found| found.terms.values)),
            ("point-kalai-smorodinsky", summit.kalai_smorodinsky.as_ref().map(|found| found.terms.values)),
            ("point-egalitarian", summit.egalitarian.as_ref().map(|found| found.terms.values)),
            ("point-utilitarian", summit.utilitarian.as_ref().map(|found| found.terms.values)),
            ("point-history", debrief.record.as_ref().map(|record| record.values)),
        ] {
            let Some(values) = values else { continue };
            ui.label(scene.text(key));
            ui.label(figure(values[0]));
            ui.label(figure(values[1]));
            ui.end_row();
        }
    });
}

/// What came of other ways to lead from two turns on: the mean payoff with its interval, and how often there was a deal.
pub fn counterfactuals(ui: &mut Ui, scene: &Scene, debrief: &Debrief) {
    let (look, language) = (scene.look, scene.language);
    if debrief.what_if.is_empty() {
        return;
    }
    heading(ui, scene.text("debrief-what-if"));
    aside(ui, look, scene.text("debrief-what-if-what"));
    let own = debrief.nations.iter().find(|score| nation_of(scene, &score.nation) == Some(scene.view.seat()));
    let needed = own.map(|score| score.payoff / 100.0);
    let mut turns: Vec<(u16, &str)> = debrief.what_if.iter().map(|branch| (branch.turn, branch.day.as_str())).collect();
    turns.dedup();
    for (turn, from) in turns {
        ui.label(RichText::new(language.text_with("debrief-from", &[("day", day(scene, from).into())])).strong());
        for branch in debrief.what_if.iter().filter(|branch| branch.turn == turn) {
            let half = SURE * branch.standard_error;
            let figures = format!(
                "{} ({} – {})",
                language.number(branch.mean_payoff, 1),
                language.number(branch.mean_payoff - half, 1),
                language.number(branch.mean_payoff + half, 1)
            );
            let interval = [(branch.mean_payoff - half) / 100.0, (branch.mean_payoff + half) / 100.0];
            let outcomes: Vec<String> = branch
                .outcomes
                .iter()
                .map(|(key, count)| {
                    let share = *count as f64 / branch.games.max(1) as f64;
                    format!("{} {}", outcome(scene, key), language.percent(share, 0))
                })
                .collect();
            ui.label(format!("{}: {figures}", led(scene, branch)));
            crate::desktop::look::bar(ui, look, branch.mean_payoff / 100.0, Some(interval), needed, look.mine());
            aside(ui, look, outcomes.join(", "));
        }
    }
}

fn led(scene: &Scene, branch: &WhatIf) -> String {
    match branch.policy.as_deref() {
        None => scene.text("led-as-usual"),
        Some("hawk") => scene.text("led-hawk"),
        Some("brinkman") => scene.text("led-brinkman"),
        Some("pragmatist") => scene.text("led-pragmatist"),
        Some("dove") => scene.text("led-dove"),
        Some(other) => other.to_string(),
    }
}
