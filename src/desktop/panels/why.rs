//! "Why?" beside a figure: the named terms that it is made of, and where it comes from.

use crate::desktop::desk::Scene;
use crate::desktop::look::aside;
use crate::record::account::{Account, Bond, Part};
use crate::record::names;
use crate::rules::case::Goal;
use crate::rules::state::Beta;
use egui::{Button, Grid, Popup, PopupCloseBehavior, RichText, Ui, WidgetInfo, WidgetType};

/// The answer to "why?".
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    /// Terms with their figures.
    pub terms: Vec<(String, String)>,
    /// Where it comes from, and what it does not say.
    pub source: String,
}

/// A small button that opens the reasons of a figure; they are worked out only when it is open.
pub fn why(ui: &mut Ui, scene: &Scene, about: &str, reasons: impl FnOnce() -> Reasons) {
    let button = ui.add(Button::new(RichText::new("?").size(11.0)).small());
    let label = format!("{} {about}", scene.text("why"));
    button.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &label));
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_max_width(360.0);
        ui.label(RichText::new(&label).strong());
        let reasons = reasons();
        Grid::new("terms").num_columns(2).spacing([16.0, 2.0]).show(ui, |ui| {
            for (name, figure) in &reasons.terms {
                ui.label(name);
                ui.label(RichText::new(figure).monospace());
                ui.end_row();
            }
        });
        if !reasons.source.is_empty() {
            aside(ui, scene.look, reasons.source.clone());
        }
    });
}

/// The terms of an account with their points, the total last.
pub fn of_account(scene: &Scene, account: &Account, source: &str) -> Reasons {
    let language = scene.language;
    let mut terms: Vec<(String, String)> = account
        .parts
        .iter()
        .map(|(part, points)| {
            let figure = match part {
                Part::Now => language.number(*points, 1),
                _ => language.change(*points, 1),
            };
            (part_name(scene, *part), figure)
        })
        .collect();
    terms.push((scene.text("why-total"), language.number(account.total, 1)));
    Reasons { terms, source: scene.text(source) }
}

/// The factors of an audience cost, and what carrying the word out would cost instead.
pub fn of_bond(scene: &Scene, bond: &Bond) -> Reasons {
    let language = scene.language;
    let terms = vec![
        (scene.text("bond-unit"), language.number(bond.unit, 1)),
        (scene.text("bond-temper"), format!("× {}", language.number(bond.temper, 2))),
        (scene.text("bond-publicity"), format!("× {}", language.number(bond.publicity, 2))),
        (scene.text("bond-severity"), format!("× {}", language.number(bond.severity, 2))),
        (scene.text("bond-cost"), language.number(bond.audience_cost, 1)),
        (scene.text("bond-carried-out"), language.change(bond.carried_out, 1)),
    ];
    let source = if bond.locks_in() { "bond-locked" } else { "bond-free" };
    Reasons { terms, source: scene.text(source) }
}

/// What a belief in somebody's word rests on.
pub fn of_record(scene: &Scene, record: &Beta) -> Reasons {
    let language = scene.language;
    let weight = scene.case().parameters.belief_prior_weight;
    let terms = vec![
        (scene.text("record-prior"), language.percent(record.prior, 0)),
        (scene.text("record-weight"), language.number(weight, 1)),
        (scene.text("record-kept"), language.number(record.kept, 1)),
        (scene.text("record-broken"), language.number(record.broken, 1)),
        (scene.text("record-mean"), language.percent(record.mean(weight), 0)),
    ];
    Reasons { terms, source: scene.text("record-source") }
}

fn part_name(scene: &Scene, part: Part) -> String {
    let case = scene.case();
    match part {
        Part::Goal(goal) => goal_name(scene, goal),
        Part::Now => scene.text("part-now"),
        Part::Measure(measure, level) => {
            format!("{}: {}", names::capital(&case.measure(measure).name), case.level(measure, level).name)
        }
        Part::Threat(position) => match scene.view.commitment(position) {
            Some(known) => format!(
                "{} {}: {}",
                scene.text("part-threat"),
                case.nation(known.by).code,
                case.measure(known.measure).name
            ),
            None => scene.text("part-threat"),
        },
        Part::Issue(issue, option) => {
            format!("{}: {}", case.issues[issue].name, case.issues[issue].options[option].name)
        }
        Part::Together => scene.text("part-together"),
        Part::LengthAndFaith => scene.text("part-length-and-faith"),
    }
}

/// A goal in the reader's language.
pub fn goal_name(scene: &Scene, goal: Goal) -> String {
    scene.text(match goal {
        Goal::Prosperity => "goal-prosperity",
        Goal::Lobby => "goal-lobby",
        Goal::Security => "goal-security",
        Goal::Autonomy => "goal-autonomy",
        Goal::Cooperation => "goal-cooperation",
        Goal::Standing => "goal-standing",
        Goal::Points => "goal-points",
    })
}
