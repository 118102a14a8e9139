//! The debrief of a game that is over: what it came to, how each side moved, what was left, what would have been, and every turn to
//! play on from.

use super::pictures::{self, day, nation_of, outcome};
use super::press;
use crate::desktop::desk::Scene;
use crate::desktop::intent::Intent;
use crate::desktop::look::{aside, heading, nation, title};
use crate::record::debrief::{BY_A_PERSON, Debrief, Score, Word, sections};
use crate::record::names;
use crate::rules::state::End;
use egui::{CollapsingHeader, Grid, RichText, ScrollArea, Ui};

/// Width from which the table of payoffs stands in columns, points.
const WIDE: f32 = 600.0;

/// Draws the page.
pub fn show(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let Some(debrief) = &scene.papers.debrief else {
        ui.label(scene.text("debrief-later"));
        return;
    };
    result(ui, scene, debrief, intents);
    scores(ui, scene, debrief);
    press::show(ui, scene);
    pictures::course(ui, scene, debrief);
    pictures::offers(ui, scene, debrief);
    pictures::frontier(ui, scene, debrief);
    ledger(ui, scene, debrief);
    reasons(ui, scene, debrief);
    pictures::counterfactuals(ui, scene, debrief);
    history(ui, scene, debrief);
    turns(ui, scene, debrief, intents);
    heading(ui, scene.text("debrief-in-words"));
    for section in sections(debrief) {
        CollapsingHeader::new(&section.title).show(ui, |ui| {
            for line in &section.lines {
                ui.label(line);
            }
        });
    }
}

/// How it ended, in a sentence, and what can be taken along.
fn result(ui: &mut Ui, scene: &Scene, debrief: &Debrief, intents: &mut Vec<Intent>) {
    let language = scene.language;
    title(ui, format!("{}: {}", scene.text("page-debrief"), outcome(scene, &debrief.outcome)));
    let [one, other] = &debrief.summit.parties;
    let sentence = match &debrief.summit.deal {
        Some(_) => language.text_with(
            "debrief-deal",
            &[
                ("one", one.name.clone().into()),
                ("first", language.change(one.value, 1).into()),
                ("other", other.name.clone().into()),
                ("second", language.change(other.value, 1).into()),
            ],
        ),
        None => scene.text("debrief-no-deal"),
    };
    ui.label(RichText::new(sentence).size(16.0));
    if let Some(deal) = &debrief.summit.deal {
        aside(ui, scene.look, deal.terms.clone());
    }
    ui.horizontal_wrapped(|ui| {
        for (key, tip, intent) in [
            ("export-page", "export-page-tip", Intent::ExportPage),
            ("take-picture", "take-picture-tip", Intent::TakePicture),
            ("to-start", "to-start-tip", Intent::ToStart),
        ] {
            if ui.button(scene.text(key)).on_hover_text(scene.text(tip)).clicked() {
                intents.push(intent);
            }
        }
    });
}

/// Who got what.
fn scores(ui: &mut Ui, scene: &Scene, debrief: &Debrief) {
    let (look, language) = (scene.look, scene.language);
    heading(ui, scene.text("debrief-scores"));
    aside(ui, look, scene.text("debrief-scores-what"));
    let columns = ["column-payoff", "column-start", "column-no-deal", "column-approval", "column-led-by"];
    let row = |ui: &mut Ui, score: &Score, named: bool| {
        match nation_of(scene, &score.nation) {
            Some(id) => nation(ui, look, scene.case(), id),
            None => ui.label(&score.nation),
        };
        let approval = [
            ("from", language.percent(score.approval_at_start / 100.0, 0).into()),
            ("to", language.percent(score.approval_at_end / 100.0, 0).into()),
        ];
        let led_by = if score.led_by == BY_A_PERSON { scene.text("led-by-you") } else { score.led_by.clone() };
        let figures = [
            language.number(score.payoff, 1),
            language.number(score.payoff_at_start, 1),
            language.number(score.no_deal_at_start, 1),
            language.text_with("from-to", &approval),
            led_by,
        ];
        for (key, figure) in columns.iter().zip(figures) {
            if named {
                aside(ui, look, scene.text(key));
            }
            ui.label(figure);
        }
    };
    if ui.available_width() < WIDE {
        for score in &debrief.nations {
            ui.horizontal_wrapped(|ui| row(ui, score, true));
        }
        return;
    }
    Grid::new("scores").num_columns(columns.len() + 1).spacing([16.0, 4.0]).show(ui, |ui| {
        aside(ui, look, scene.text("column-nation"));
        for key in columns {
            aside(ui, look, scene.text(key));
        }
        ui.end_row();
        for score in &debrief.nations {
            row(ui, score, false);
            ui.end_row();
        }
    });
}

/// Every word that was given, and how it ended.
fn ledger(ui: &mut Ui, scene: &Scene, debrief: &Debrief) {
    let (look, language) = (scene.look, scene.language);
    heading(ui, scene.text("debrief-ledger"));
    if debrief.ledger.is_empty() {
        aside(ui, look, scene.text("debrief-ledger-none"));
        return;
    }
    ui.label(language.text_with(
        "debrief-ledger-what",
        &[
            ("threats", debrief.threats.to_string().into()),
            ("bluffs", debrief.bluffs.to_string().into()),
            ("breaches", debrief.breaches.to_string().into()),
        ],
    ));
    for word in &debrief.ledger {
        ui.horizontal_wrapped(|ui| {
            let kind = scene.text(if word.threat { "word-threat" } else { "word-promise" });
            ui.label(format!("{kind} · {}", word.brief)).on_hover_text(&word.text);
            let days = [("made", day(scene, &word.made).into()), ("due", day(scene, &word.due).into())];
            aside(ui, look, language.text_with("word-days", &days));
            let (name, bad) = ending(scene, word);
            ui.label(RichText::new(name).color(if bad { look.loss() } else { look.ink() }));
            aside(ui, look, word.ended.as_deref().map(|ended| day(scene, ended)).unwrap_or_default());
        });
    }
    for deal in &debrief.agreements {
        for pledge in &deal.pledges {
            let key = if pledge.delivered { "pledge-delivered" } else { "pledge-open" };
            let text = language.text_with(
                key,
                &[
                    ("nation", pledge.by.clone().into()),
                    ("what", pledge.text.clone().into()),
                    ("day", day(scene, &pledge.due).into()),
                ],
            );
            ui.label(RichText::new(text).color(if pledge.delivered { look.ink() } else { look.deadline() }));
        }
    }
}

fn ending(scene: &Scene, word: &Word) -> (String, bool) {
    let ends = [End::Met, End::Executed, End::Broken, End::Bluffed, End::Withdrawn, End::Expired];
    let known = ends.into_iter().find(|end| word.end.as_deref() == Some(format!("{end:?}").to_lowercase().as_str()));
    match known {
        Some(end) => (super::summit::end_name(scene, end), matches!(end, End::Broken | End::Bluffed)),
        None => (scene.text("word-stands"), false),
    }
}

/// The others' weighty decisions with what their reasons were, in truth.
fn reasons(ui: &mut Ui, scene: &Scene, debrief: &Debrief) {
    let language = scene.language;
    let mine = &scene.case().nation(scene.view.seat()).code;
    let others: Vec<_> =
        debrief.decisions.iter().filter(|decided| decided.nation != *mine && !decided.reasons.is_empty()).collect();
    if others.is_empty() {
        return;
    }
    heading(ui, scene.text("debrief-reasons"));
    aside(ui, scene.look, scene.text("debrief-reasons-what"));
    ScrollArea::vertical().id_salt("reasons").max_height(260.0).auto_shrink([false, true]).show(ui, |ui| {
        for (position, decided) in others.into_iter().enumerate() {
            let head = format!("{} · {} {}", day(scene, &decided.day), decided.nation, decided.what);
            CollapsingHeader::new(head).id_salt(("decided", position)).show(ui, |ui| {
                Grid::new(("decided-terms", position)).num_columns(2).show(ui, |ui| {
                    for (term, points) in &decided.reasons {
                        ui.label(names::capital(term));
                        ui.label(language.change(*points, 2));
                        ui.end_row();
                    }
                });
            });
        }
    });
}

/// What history did, beside this game.
fn history(ui: &mut Ui, scene: &Scene, debrief: &Debrief) {
    let (look, language) = (scene.look, scene.language);
    let Some(record) = &debrief.record else { return };
    heading(ui, scene.text("debrief-history"));
    let [one, other] = &debrief.summit.parties;
    ui.label(format!("{}: {}", outcome(scene, &record.outcome), record.text));
    aside(ui, look, record.terms.clone());
    let (same, all) = record.same_terms;
    ui.label(language.text_with(
        "debrief-history-what",
        &[
            ("one", one.nation.clone().into()),
            ("first", language.change(record.values[0], 1).into()),
            ("other", other.nation.clone().into()),
            ("second", language.change(record.values[1], 1).into()),
            ("same", same.to_string().into()),
            ("all", all.to_string().into()),
        ],
    ));
}

/// Turn by turn: where I stood, what I decided, and a door back to that morning.
fn turns(ui: &mut Ui, scene: &Scene, debrief: &Debrief, intents: &mut Vec<Intent>) {
    let (look, language) = (scene.look, scene.language);
    heading(ui, scene.text("play-on"));
    aside(ui, look, scene.text("play-on-what"));
    let mine = &scene.case().nation(scene.view.seat()).code;
    let seat = scene.view.seat().index();
    for sample in &debrief.path {
        let Some(turn) = sample.turn.checked_sub(1).and_then(|turn| u16::try_from(turn).ok()) else { continue };
        ui.horizontal_wrapped(|ui| {
            let text = language.text_with("play-on-from", &[("day", day(scene, &sample.day).into())]);
            if ui.button(text).clicked() {
                intents.push(Intent::PlayOnFrom(turn));
            }
            let payoff = sample.payoffs.get(seat).copied().unwrap_or(0.0);
            ui.label(language.text_with(
                "turn-standing",
                &[
                    ("payoff", language.number(payoff, 1).into()),
                    ("tension", language.number(sample.tension, 2).into()),
                ],
            ));
            let done: Vec<&str> = debrief
                .decisions
                .iter()
                .filter(|decided| decided.nation == *mine && usize::from(decided.turn) == sample.turn)
                .map(|decided| decided.what.as_str())
                .collect();
            let done = if done.is_empty() { scene.text("turn-nothing") } else { names::capital(&done.join("; ")) };
            aside(ui, look, done);
        });
    }
}
