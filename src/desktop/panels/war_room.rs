//! The war room: what may come of the game from here, now and after a move, with how sure that is.

use super::moves::notes;
use crate::batch::forecast::Forecast;
use crate::desktop::desk::Scene;
use crate::desktop::foresight::ENOUGH;
use crate::desktop::intent::{Intent, Page};
use crate::desktop::look::{aside, bar, heading, title};
use crate::record::preview;
use crate::rules::action::Action;
use crate::rules::state::{Ask, Outcome};
use crate::statistics::interval::{Sample, wilson};
use egui::{Grid, ProgressBar, RichText, ScrollArea, Ui};

/// Draws the page.
pub fn show(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let foresight = &scene.papers.foresight;
    title(ui, scene.text("war-room-title"));
    ui.label(scene.text("war-room-what"));
    if scene.view.ask().is_none() {
        aside(ui, scene.look, scene.text("war-room-over"));
        return;
    }
    let Some(answer) = foresight.answer() else {
        // The room works whenever somebody looks in.
        intents.push(Intent::Forecast(None));
        ui.label(scene.text("war-room-working"));
        return;
    };
    if answer.usual.games == 0 {
        ui.label(scene.text(if answer.finished { "war-room-nothing" } else { "war-room-working" }));
        return;
    }
    certainty(ui, scene, &answer.usual, answer.finished);
    table(ui, scene, &scene.text("war-room-usual"), &answer.usual);
    if let (Some(action), Some(after)) = (foresight.action(), &answer.after) {
        after_move(ui, scene, &action, &answer.usual, after, intents);
    }
    choices(ui, scene, intents);
}

/// How many continuations have been played, and what that is good for.
fn certainty(ui: &mut Ui, scene: &Scene, usual: &Forecast, finished: bool) {
    let (look, language) = (scene.look, scene.language);
    let (low, high) = wilson(deals(usual), usual.games);
    let games = language.number(usual.games as f64, 0);
    let width = language.number(50.0 * (high - low), 1);
    let key = if finished { "war-room-sure" } else { "war-room-growing" };
    ui.add(ProgressBar::new(usual.games as f32 / ENOUGH as f32).desired_width(240.0).desired_height(8.0));
    aside(ui, look, language.text_with(key, &[("games", games.into()), ("width", width.into())]));
}

/// The same after a move, and what it is worth against going on as usual.
fn after_move(
    ui: &mut Ui,
    scene: &Scene,
    action: &Action,
    usual: &Forecast,
    after: &Forecast,
    intents: &mut Vec<Intent>,
) {
    let (view, look, language) = (scene.view, scene.look, scene.language);
    let sentence = scene.deed(action);
    if after.games == 0 {
        heading(ui, sentence);
        let known = view.check(action).is_ok();
        ui.label(scene.text(if known { "war-room-working" } else { "war-room-not-possible" }));
        return;
    }
    table(ui, scene, &sentence, after);
    notes(ui, scene, &preview::of(view, action));
    heading(ui, scene.text("war-room-gain"));
    let gain = after.gain_over(usual);
    let (low, high) = gain.interval();
    let verdict = match (low, high) {
        (low, _) if low > 0.0 => "gain-better",
        (_, high) if high < 0.0 => "gain-worse",
        _ => "gain-unclear",
    };
    ui.label(RichText::new(interval(scene, &gain)).strong());
    ui.label(scene.text(verdict));
    ui.horizontal(|ui| {
        if ui.button(RichText::new(scene.text("do-it")).color(look.mine())).clicked() {
            intents.push(Intent::Submit(*action));
        }
        if ui.button(scene.text("war-room-begin")).clicked() {
            intents.push(Intent::Forecast(None));
        }
    });
    aside(ui, look, language.text_with("war-room-games", &[("games", language.number(after.games as f64, 0).into())]));
}

/// Every legal move, with what is known of it; a click asks.
fn choices(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let (view, look) = (scene.view, scene.look);
    if view.ask() != Some(Ask::Posture) {
        return;
    }
    heading(ui, scene.text("war-room-moves"));
    aside(ui, look, scene.text("war-room-moves-what"));
    let mut actions = Vec::new();
    view.menu(&mut actions);
    let mut rows: Vec<(Action, Option<Sample>)> = actions
        .into_iter()
        .filter(|action| *action != Action::EndTurn)
        .map(|action| {
            let known = scene.papers.foresight.compared(&action);
            (action, known.map(|(usual, after)| after.gain_over(&usual)))
        })
        .collect();
    let worth = |known: &Option<Sample>| known.as_ref().map_or(f64::NEG_INFINITY, |gain| gain.mean);
    rows.sort_by(|a, b| worth(&b.1).total_cmp(&worth(&a.1)));
    ScrollArea::vertical().id_salt("choices").max_height(320.0).show(ui, |ui| {
        for (action, gain) in rows {
            let sentence = scene.deed(&action);
            let chosen = scene.papers.foresight.action() == Some(action);
            ui.horizontal_wrapped(|ui| {
                if ui.selectable_label(chosen, sentence).clicked() {
                    intents.push(Intent::Forecast(Some(action)));
                }
                if let Some(gain) = gain {
                    ui.label(RichText::new(interval(scene, &gain)).size(12.0));
                }
            });
        }
    });
    if ui.link(scene.text("page-moves")).clicked() {
        intents.push(Intent::Show(Page::Moves));
    }
}

/// A mean with its 95 percent interval, as a change.
fn interval(scene: &Scene, sample: &Sample) -> String {
    let language = scene.language;
    let (low, high) = sample.interval();
    format!("{} ({} … {})", language.change(sample.mean, 1), language.change(low, 1), language.change(high, 1))
}

/// Continuations that ended with something signed and ratified.
fn deals(forecast: &Forecast) -> u64 {
    let signed = [Outcome::ComprehensiveDeal, Outcome::Framework, Outcome::Extension];
    signed.iter().map(|outcome| forecast.outcomes[*outcome as usize]).sum()
}

/// What is known of a move, in a line on its card; nothing where nobody has asked.
pub fn line(ui: &mut Ui, scene: &Scene, action: &Action) {
    let (look, language) = (scene.look, scene.language);
    let Some((usual, after)) = scene.papers.foresight.compared(action) else {
        if scene.papers.foresight.action() == Some(*action) && scene.papers.foresight.is_working() {
            aside(ui, look, scene.text("war-room-working"));
        }
        return;
    };
    let (low, high) = wilson(deals(&after), after.games);
    let share = |forecast: &Forecast| deals(forecast) as f64 / forecast.games.max(1) as f64;
    let text = language.text_with(
        "war-room-line",
        &[
            ("deal", language.percent(share(&after), 0).into()),
            ("low", language.number(100.0 * low, 0).into()),
            ("high", language.percent(high, 0).into()),
            ("usual", language.percent(share(&usual), 0).into()),
            ("gain", interval(scene, &after.gain_over(&usual)).into()),
            ("games", language.number(after.games as f64, 0).into()),
        ],
    );
    ui.label(RichText::new(text).size(12.0).color(look.mine()));
}

/// An outcome in the reader's language.
pub fn outcome_name(scene: &Scene, outcome: Outcome) -> String {
    scene.text(match outcome {
        Outcome::ComprehensiveDeal => "outcome-comprehensive-deal",
        Outcome::Framework => "outcome-framework",
        Outcome::Extension => "outcome-extension",
        Outcome::NoDeal => "outcome-no-deal",
        Outcome::Walkout => "outcome-walkout",
        Outcome::Cancelled => "outcome-cancelled",
        Outcome::RatificationFailed => "outcome-ratification-failed",
    })
}

fn table(ui: &mut Ui, scene: &Scene, name: &str, forecast: &Forecast) {
    let (look, language) = (scene.look, scene.language);
    heading(ui, name);
    Grid::new(name).num_columns(3).spacing([16.0, 4.0]).show(ui, |ui| {
        for (outcome, hits) in Outcome::ALL.iter().zip(forecast.outcomes) {
            let share = hits as f64 / forecast.games.max(1) as f64;
            let interval = wilson(hits, forecast.games);
            ui.label(outcome_name(scene, *outcome));
            ui.label(format!(
                "{} ({}–{})",
                language.percent(share, 0),
                language.number(100.0 * interval.0, 0),
                language.percent(interval.1, 0)
            ));
            bar(ui, look, share, Some([interval.0, interval.1]), None, look.mine());
            ui.end_row();
        }
    });
    let payoff = forecast.payoff();
    let (low, high) = payoff.interval();
    ui.label(format!(
        "{} {} ({} – {})",
        scene.text("war-room-payoff"),
        language.number(payoff.mean, 1),
        language.number(low, 1),
        language.number(high, 1)
    ));
}
