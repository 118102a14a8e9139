//! How long it took, and how it went on the way.

use crate::record::document::Part;
use crate::record::names;
use crate::report::chart::series::{self, Line, Series};
use crate::report::chart::{Chart, Colour};
use crate::report::figure::{Table, figure, percent, percents};
use crate::report::findings::{self, AtTurn};
use crate::report::results::{Results, Turns};
use crate::rules::case::Case;
use maud::{Markup, html};

/// Most rows of the table of survival.
const ROWS: usize = 40;

/// The part; without the scenario, time counts from a first day that is not named.
///
/// # Errors
/// When a chart cannot be drawn.
pub fn section(results: &Results, case: Option<&Case>) -> Result<Part, String> {
    let agreement = survival(results, case)?;
    let turns = results.turns.as_ref().map(|turns| course(results, turns)).transpose()?;
    let body = html! {
        (agreement)
        @if let Some(turns) = turns { (turns) }
        @else {
            p { "The course of the games turn by turn was not recorded; " code { "record = [\"games\", \"turns\"]" } " in the sweep \
                adds time series of tension and payoffs." }
        }
    };
    Ok(Part { id: "course", title: "How it went over time", body })
}

fn survival(results: &Results, case: Option<&Case>) -> Result<Markup, String> {
    let latest = results.games.agreement_day.iter().flatten().copied().max().unwrap_or(0) + 1;
    let horizon = case.and_then(|case| case.calendar.turns.last()).map_or(latest, |turn| turn.until.max(latest));
    let curve = findings::survival(results, f64::from(horizon));
    let mut points = vec![(0.0, 100.0, 100.0, 100.0)];
    // Where nothing happens any more until the last day, a little of it is enough.
    let last = f64::from(latest - 1);
    let shown = (last + (0.25 * last).max(5.0)).min(f64::from(horizon));
    points.extend(
        curve
            .steps
            .iter()
            .map(|step| (step.time.min(shown), 100.0 * step.survival, 100.0 * step.band.0, 100.0 * step.band.1)),
    );
    let end = curve.steps.last().map_or(1.0, |step| step.survival);
    let line = Line { label: "without one".to_string(), colour: Colour::Accent, points, steps: true };
    let first =
        case.map_or("days from the start".to_string(), |case| format!("days from {}", names::full_day(case, 0)));
    let series = Series { lines: &[line], unit: "% of games", positions: &first, zero: true, dots: false };
    let chart = Chart::of(|column| series::draw(&series, column))?;
    let half = match (curve.median(), curve.median_interval()) {
        (Some(median), (Some(low), Some(high))) => {
            format!("Half of the games had one by day {median:.0} (95 % interval {low:.0} to {high:.0}).")
        }
        (Some(median), _) => format!("Half of the games had one by day {median:.0}."),
        (None, _) => "Fewer than half of the games ever had one, so there is no median.".to_string(),
    };
    let sentence = format!(
        "Share of games still without a first agreement between the two parties that passed at home, with a 95 % band. {half} {} had \
         none until the last day, and count as watched until then (censored).",
        percent(end)
    );
    let every = curve.steps.len().div_ceil(ROWS).max(1);
    let listed = curve.steps.iter().enumerate().filter(|(at, _)| at % every == 0 || at + 1 == curve.steps.len());
    let rows = listed
        .map(|(_, step)| {
            let day = format!("{:.0}", step.time);
            let date = case.map_or(String::new(), |case| names::full_day(case, step.time as i32));
            let band = percents(step.band);
            vec![day, date, step.at_risk.to_string(), step.events.to_string(), percent(step.survival), band]
        })
        .collect();
    let table = Table::new(
        "Games still without an agreement",
        &["day", "date", "games without one before", "agreements", "share without one", "95 % band"],
        rows,
    );
    Ok(figure("Time to agreement, % of games still without one", &sentence, &chart, &table))
}

fn course(results: &Results, turns: &Turns) -> Result<Markup, String> {
    let tension = findings::by_turn(&turns.turn, &turns.tension);
    let lines = [band_line("tension", Colour::Accent, &tension)];
    let series = Series { lines: &lines, unit: "0 to 1", positions: "turn", zero: true, dots: false };
    let chart = Chart::of(|column| series::draw(&series, column))?;
    let table = quantile_table("Tension between the two parties", &[("", &tension)]);
    let sentence = "Tension between the two parties at the end of each turn: the line is the median game, the band holds the middle 90 % \
                    of the games.";
    let tension_figure = figure("Tension, 0 to 1", sentence, &chart, &table);

    let parties = results.parties();
    let names = parties.map(|party| results.manifest.nations[party].name.as_str());
    let payoffs = [0, 1].map(|side| findings::by_turn(&turns.turn, &turns.payoffs[side]));
    let lines: Vec<Line> = parties
        .iter()
        .zip(&payoffs)
        .map(|(party, payoffs)| band_line(&results.manifest.nations[*party].code, Colour::Nation(*party), payoffs))
        .collect();
    let series = Series { lines: &lines, unit: "points", positions: "turn", zero: false, dots: false };
    let chart = Chart::of(|column| series::draw(&series, column))?;
    let table = quantile_table("Payoff of the state as it stands", &[(names[0], &payoffs[0]), (names[1], &payoffs[1])]);
    let called = parties.map(|party| results.called[party].as_str());
    let sentence = format!(
        "What the state of the world was worth to {} and {} at the end of each turn: medians, and bands that hold the middle 90 % of the \
         games.",
        called[0], called[1]
    );
    Ok(html! { (tension_figure) (figure("Payoff by turn, points from 0 to 100", &sentence, &chart, &table)) })
}

fn band_line(label: &str, colour: Colour, values: &[AtTurn]) -> Line {
    let point = |at: &AtTurn| (at.turn as f64, at.quantiles[2], at.quantiles[0], at.quantiles[4]);
    Line { label: label.to_string(), colour, points: values.iter().map(point).collect(), steps: false }
}

fn quantile_table(caption: &str, groups: &[(&str, &Vec<AtTurn>)]) -> Table {
    let row = |name: &str, at: &AtTurn| {
        let first = if name.is_empty() { at.turn.to_string() } else { format!("{name}, turn {}", at.turn) };
        std::iter::once(first).chain(at.quantiles.map(|quantile| format!("{quantile:.2}"))).collect::<Vec<_>>()
    };
    let rows = groups.iter().flat_map(|(name, values)| values.iter().map(|at| row(name, at))).collect();
    Table::new(caption, &["turn", "5th percentile", "25th", "median", "75th", "95th"], rows)
}
