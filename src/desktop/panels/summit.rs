//! What is asked beside moves and talks (words that fall due, the journey, the agreement), and the summit from arrival to the vote.

use super::war_room::outcome_name;
use super::why::{of_bond, of_record, why};
use super::{decide, press};
use crate::desktop::desk::Scene;
use crate::desktop::intent::{Intent, Page};
use crate::desktop::look::{aside, bar, heading, nation, title};
use crate::record::story::commitment;
use crate::record::{account, names};
use crate::rules::action::{Action, Ballot, Settlement};
use crate::rules::case::{Level, NationId, Nations};
use crate::rules::event::Fact;
use crate::rules::legal::POSTPONEMENTS;
use crate::rules::state::{Ask, Attendance, Closing, Commitment, End};
use egui::{Align, Button, Frame, Layout, Margin, RichText, Stroke, Ui};

/// Width from which the four stages stand side by side, points.
const WIDE: f32 = 620.0;

/// A stage of the summit: the key of its title, and what draws it.
type Stage = (&'static str, fn(&mut Ui, &Scene, &mut Vec<Intent>));

/// The stages in order.
const STAGES: [Stage; 4] =
    [("stage-arrival", arrival), ("stage-table", leaders), ("stage-result", result), ("stage-votes", ratification)];

/// Draws the page.
pub fn show(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    match scene.view.ask() {
        Some(Ask::Settle(position)) => settle(ui, scene, position, intents),
        Some(Ask::Attend) => attend(ui, scene, intents),
        Some(Ask::Comply(position)) => comply(ui, scene, position, intents),
        Some(Ask::Vote(_)) => vote(ui, scene, intents),
        Some(Ask::Posture | Ask::Talk) | None => {}
    }
    stages(ui, scene, intents);
    press::show(ui, scene);
    dates(ui, scene);
    words(ui, scene);
}

/// An answer on a card: the button, and what it means.
fn answer(ui: &mut Ui, scene: &Scene, key: &str, action: Action, what: String, intents: &mut Vec<Intent>) {
    let text = RichText::new(scene.text(key)).strong().color(scene.look.mine());
    ui.horizontal_wrapped(|ui| {
        if let Some(why_not) = decide(ui, scene, Button::new(text), None, action, intents) {
            aside(ui, scene.look, why_not);
        }
        if !what.is_empty() {
            ui.label(what);
        }
    });
}

fn asked(ui: &mut Ui, scene: &Scene, add: impl FnOnce(&mut Ui)) {
    let frame = Frame::new()
        .fill(scene.look.paper())
        .stroke(Stroke::new(2.0, scene.look.mine()))
        .corner_radius(6)
        .inner_margin(Margin::same(12));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui);
    });
}

fn settle(ui: &mut Ui, scene: &Scene, position: u8, intents: &mut Vec<Intent>) {
    let (view, language) = (scene.view, scene.language);
    let case = view.case();
    let Some(known) = view.commitment(usize::from(position)) else { return };
    let bond = account::bond(view, known);
    let (now, then) = (view.levels(), view.levels_with(known.measure, known.level));
    let theirs = language.change(view.reputed_payoff(known.to, &then) - view.reputed_payoff(known.to, &now), 1);
    let code = case.nation(known.to).code.clone();
    let execute = language.text_with(
        "settle-execute-what",
        &[("mine", language.change(bond.carried_out, 1).into()), ("nation", code.into()), ("theirs", theirs.into())],
    );
    let postponed = language.number(case.parameters.postponement_share * bond.audience_cost, 1);
    let left = POSTPONEMENTS.saturating_sub(known.postponed).to_string();
    let postpone = language.text_with("settle-postpone-what", &[("cost", postponed.into()), ("left", left.into())]);
    let cost = language.number(bond.audience_cost, 1);
    let back_down = language.text_with("settle-back-down-what", &[("cost", cost.into())]);
    asked(ui, scene, |ui| {
        title(ui, scene.text("settle-title"));
        ui.horizontal_wrapped(|ui| {
            ui.label(format!("{}.", names::capital(&commitment(case, known))));
            why(ui, scene, &scene.text("explained-bond"), || of_bond(scene, &bond));
        });
        answer(ui, scene, "settle-execute", Action::Settle(Settlement::Execute), execute, intents);
        answer(ui, scene, "settle-postpone", Action::Settle(Settlement::Postpone), postpone, intents);
        answer(ui, scene, "settle-back-down", Action::Settle(Settlement::BackDown), back_down, intents);
    });
}

fn attend(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let (view, language) = (scene.view, scene.language);
    let place = view.case().summit.place.clone();
    let [prospect, appointment, tension] = view.attendance_terms();
    asked(ui, scene, |ui| {
        title(ui, language.text_with("attend-title", &[("place", place.into())]));
        ui.label(language.text_with(
            "attend-what",
            &[
                ("prospect", language.change(prospect, 1).into()),
                ("appointment", language.change(appointment, 1).into()),
                ("tension", language.change(tension, 1).into()),
                ("sum", language.change(prospect + appointment + tension, 1).into()),
            ],
        ));
        answer(ui, scene, "attend-yes", Action::Attend(true), scene.text("attend-yes-what"), intents);
        answer(ui, scene, "attend-no", Action::Attend(false), scene.text("attend-no-what"), intents);
    });
}

fn comply(ui: &mut Ui, scene: &Scene, position: u8, intents: &mut Vec<Intent>) {
    let (view, language) = (scene.view, scene.language);
    let case = view.case();
    let [regime, word] = view.temptation(usize::from(position));
    asked(ui, scene, |ui| {
        title(ui, scene.text("comply-title"));
        if let Some(agreement) = view.agreements().get(usize::from(position)) {
            let others = names::nations(case, agreement.parties.without(view.seat()).iter());
            ui.label(format!("{others} · {}", scene.day(agreement.expires)));
            aside(ui, scene.look, names::package(case, agreement.package));
        }
        ui.label(language.text_with(
            "comply-what",
            &[
                ("regime", language.change(regime, 1).into()),
                ("word", language.change(word, 1).into()),
                ("sum", language.change(regime + word, 1).into()),
            ],
        ));
        answer(ui, scene, "comply-yes", Action::Comply(true), String::new(), intents);
        answer(ui, scene, "comply-no", Action::Comply(false), String::new(), intents);
    });
}

fn vote(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    asked(ui, scene, |ui| {
        title(ui, scene.text("vote-title"));
        for (key, ballot) in [("vote-for", Ballot::For), ("vote-against", Ballot::Against), ("vote-free", Ballot::Free)]
        {
            answer(ui, scene, key, Action::Vote(ballot), String::new(), intents);
        }
    });
}

/// The summit as four stages: who comes, the leaders' table, what it came to, the votes at home.
fn stages(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let (view, look) = (scene.view, scene.look);
    let case = view.case();
    title(ui, format!("{} · {}", case.summit.place, scene.day(case.summit.day)));
    let days = case.summit.day - view.today();
    if view.outcome().is_none() {
        let key = if days > 0 { "date-in" } else { "summit-today" };
        aside(ui, look, scene.language.text_with(key, &[("days", days.to_string().into())]));
    }
    let columns = if ui.available_width() >= WIDE { STAGES.len() } else { 2 };
    for line in STAGES.chunks(columns) {
        ui.columns(columns, |columns| {
            for (column, (key, draw)) in columns.iter_mut().zip(line) {
                column.with_layout(Layout::top_down(Align::LEFT), |ui| {
                    ui.label(RichText::new(scene.text(key)).strong());
                    draw(ui, scene, intents);
                });
            }
        });
    }
}

/// What the summit came to.
fn result(ui: &mut Ui, scene: &Scene, _: &mut Vec<Intent>) {
    match scene.view.outcome() {
        Some(outcome) => {
            ui.label(RichText::new(outcome_name(scene, outcome)).strong());
            if let Some(deal) = signed(scene) {
                aside(ui, scene.look, names::package(scene.case(), deal));
            }
        }
        None => aside(ui, scene.look, scene.text("stage-later")),
    }
}

/// Who is expected, or who came.
fn arrival(ui: &mut Ui, scene: &Scene, _: &mut Vec<Intent>) {
    let view = scene.view;
    let case = view.case();
    let came = |nation: NationId| {
        view.events().find_map(|event| match event.fact {
            Fact::Attended(who, came) if who == nation => Some(came),
            _ => None,
        })
    };
    for party in case.summit.parties {
        let key = match (came(party), view.attendance(party)) {
            (Some(true), _) => "attendance-came",
            (Some(false), _) | (None, Attendance::Cancelled) => "attendance-cancelled",
            (None, Attendance::Expected) => "attendance-expected",
            (None, Attendance::Confirmed) => "attendance-confirmed",
            (None, Attendance::Doubtful) => "attendance-doubtful",
        };
        ui.horizontal_wrapped(|ui| {
            nation(ui, scene.look, case, party);
            ui.label(scene.text(key));
        });
    }
}

/// The leaders' table: on, over or still to come.
fn leaders(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let (view, look) = (scene.view, scene.look);
    let case = view.case();
    if view.talk().is_some_and(|talk| talk.level == Level::Leaders) {
        if ui.link(RichText::new(scene.text("stage-table-on")).color(look.mine())).clicked() {
            intents.push(Intent::Show(Page::Talks));
        }
        return;
    }
    let channel = case.channel(Nations::of(case.summit.parties), Level::Leaders);
    let ended = view.events().find_map(|event| match event.fact {
        Fact::MeetingEnded(which, closing) if Some(which) == channel => Some(closing),
        _ => None,
    });
    match ended {
        Some(ended) => ui.label(closing(scene, ended)),
        None => {
            let draft = view.draft(Nations::of(case.summit.parties));
            let key = if draft.is_empty() { "stage-table-empty" } else { "stage-table-draft" };
            let label = ui.label(scene.text(key));
            if draft.is_empty() { label } else { label.on_hover_text(names::package(case, draft)) }
        }
    };
}

/// How a meeting ended.
pub fn closing(scene: &Scene, closing: Closing) -> String {
    match closing {
        Closing::Signed(_) => scene.text("closing-signed"),
        Closing::Draft => scene.text("closing-draft"),
        Closing::OutOfTime => scene.text("closing-out-of-time"),
        Closing::WalkedOut(by) => {
            let who = scene.case().nation(by).name.clone();
            scene.language.text_with("closing-walked-out", &[("nation", who.into())])
        }
    }
}

/// What the leaders signed.
fn signed(scene: &Scene) -> Option<crate::bargaining::Package> {
    let view = scene.view;
    let channel = view.case().channel(Nations::of(view.case().summit.parties), Level::Leaders);
    let position = view.events().find_map(|event| match event.fact {
        Fact::MeetingEnded(which, Closing::Signed(position)) if Some(which) == channel => Some(position),
        _ => None,
    })?;
    view.agreements().get(usize::from(position)).map(|deal| deal.package)
}

/// The votes at home on what was signed.
fn ratification(ui: &mut Ui, scene: &Scene, _: &mut Vec<Intent>) {
    let (view, look, language) = (scene.view, scene.look, scene.language);
    let case = view.case();
    let mut none = true;
    for event in view.events() {
        let Fact::Ratified(who, _, passed, percent) = event.fact else { continue };
        if !case.is_principal(who) || event.day < case.summit.day {
            continue;
        }
        none = false;
        let share = f64::from(percent) / 100.0;
        ui.horizontal_wrapped(|ui| {
            nation(ui, look, case, who);
            let key = if passed { "vote-passed" } else { "vote-failed" };
            let text = language.text_with(key, &[("share", language.percent(share, 0).into())]);
            ui.label(RichText::new(text).color(if passed { look.ink() } else { look.loss() }));
        });
        let colour = if passed { look.nation(who) } else { look.loss() };
        bar(ui, look, share, None, Some(case.nation(who).quota), colour);
    }
    if none {
        aside(ui, look, scene.text("stage-votes-later"));
    }
}

/// What is ahead, day by day.
fn dates(ui: &mut Ui, scene: &Scene) {
    let (view, look) = (scene.view, scene.look);
    heading(ui, scene.text("dates"));
    for due in &scene.papers.dates {
        ui.horizontal_wrapped(|ui| {
            let colour = if due.day < view.slot().until { look.deadline() } else { look.aside() };
            ui.label(RichText::new(scene.day(due.day)).color(colour));
            ui.label(&due.text);
        });
    }
    if scene.papers.dates.is_empty() {
        aside(ui, look, scene.text("dates-none"));
    }
}

/// Every threat and promise that I know of: those that stand first, with the chance that they are kept.
fn words(ui: &mut Ui, scene: &Scene) {
    let view = scene.view;
    heading(ui, scene.text("words-given"));
    let (open, ended): (Vec<_>, Vec<_>) = view.commitments().partition(|(_, known)| known.end.is_none());
    for (_, known) in open.into_iter().chain(ended.into_iter().rev()) {
        word(ui, scene, known);
    }
    if view.commitments().next().is_none() {
        aside(ui, scene.look, scene.text("words-none"));
    }
}

fn word(ui: &mut Ui, scene: &Scene, known: &Commitment) {
    let (view, look, language) = (scene.view, scene.look, scene.language);
    ui.horizontal_wrapped(|ui| {
        nation(ui, look, view.case(), known.by);
        ui.label(format!("{}.", names::capital(&commitment(view.case(), known))));
        match known.end {
            None => {
                ui.label(RichText::new(scene.text("word-stands")).color(look.deadline()));
                if known.by == view.seat() {
                    let bond = account::bond(view, known);
                    why(ui, scene, &scene.text("explained-bond"), || of_bond(scene, &bond));
                } else {
                    let record =
                        if known.threat { view.threat_record(known.by) } else { view.promise_record(known.by) };
                    let chance = record.mean(view.case().parameters.belief_prior_weight);
                    let key = if known.threat { "word-carried-out" } else { "word-kept" };
                    ui.label(language.text_with(key, &[("chance", language.percent(chance, 0).into())]));
                    why(ui, scene, &scene.text("record-mean"), || of_record(scene, record));
                }
            }
            Some((end, day)) => {
                let bad = matches!(end, End::Broken | End::Bluffed);
                let colour = if bad { look.loss() } else { look.aside() };
                ui.label(RichText::new(format!("{} · {}", end_name(scene, end), scene.day(day))).color(colour));
            }
        }
    });
}

/// How a word ended, in the reader's language.
pub fn end_name(scene: &Scene, end: End) -> String {
    scene.text(match end {
        End::Met => "end-met",
        End::Executed => "end-executed",
        End::Broken => "end-broken",
        End::Bluffed => "end-bluffed",
        End::Withdrawn => "end-withdrawn",
        End::Expired => "end-expired",
    })
}
