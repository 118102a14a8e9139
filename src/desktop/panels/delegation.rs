//! My delegation: where I stand, what I want, who speaks for me, who carries me at home.

use super::people::traits;
use super::why::{Reasons, goal_name, of_account, why};
use crate::desktop::desk::Scene;
use crate::desktop::intent::{Intent, Page};
use crate::desktop::look::{aside, bar, heading, nation};
use crate::record::{account, names};
use crate::rules::case::Goal;
use egui::{RichText, Ui};

/// Draws the column.
pub fn show(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let (view, look) = (scene.view, scene.look);
    let case = view.case();
    ui.horizontal(|ui| {
        nation(ui, look, case, view.seat());
        ui.label(RichText::new(names::capital(&names::nation(case, view.seat()))).size(16.0).strong());
    });
    standing(ui, scene);
    goals(ui, scene);
    heading(ui, scene.text("negotiators"));
    for &id in &case.nation(view.seat()).negotiators {
        let state = view.negotiator(id);
        let name = names::capital(names::person(case, id).trim_end_matches(','));
        ui.label(name).on_hover_text(traits(scene, case.negotiator(id)));
        if state.replaced {
            aside(ui, look, scene.text("replaced"));
        }
        if state.off_message.is_some() && !state.disavowed {
            let text = RichText::new(scene.text("off-message")).color(look.deadline());
            if ui.link(text).clicked() {
                intents.push(Intent::Show(Page::Home));
            }
        }
    }
    heading(ui, scene.text("constituencies"));
    for group in &case.nation(view.seat()).constituencies {
        ui.label(format!("{} · {}", group.name, scene.language.percent(group.weight, 0)));
    }
    if ui.link(scene.text("see-home")).clicked() {
        intents.push(Intent::Show(Page::Home));
    }
}

/// Payoff now and without a deal, capital, approval: each with its change since the last turn and its terms.
fn standing(ui: &mut Ui, scene: &Scene) {
    let (view, look, language) = (scene.view, scene.look, scene.language);
    let own = view.own();
    let before = scene.papers.standing[0];
    let changed = |now: f64, before: Option<f64>| {
        let change = before.map(|before| now - before).filter(|change| change.abs() >= 0.05);
        change.map(|change| format!(" ({})", language.change(change, 1))).unwrap_or_default()
    };
    let row = |ui: &mut Ui, key: &str, figure: String, tip: &str, reasons: &dyn Fn() -> Reasons| {
        aside(ui, look, scene.text(key));
        ui.horizontal(|ui| {
            ui.label(RichText::new(figure).strong()).on_hover_text(scene.text(tip));
            why(ui, scene, &scene.text(key), reasons);
        });
    };
    let payoff =
        format!("{}{}", language.number(own.payoff, 1), changed(own.payoff, before.map(|before| before.payoff)));
    row(ui, "standing-payoff", payoff, "tip-payoff", &|| of_account(scene, &account::payoff(view), "source-payoff"));
    bar(ui, look, own.payoff / 100.0, None, None, look.mine());
    let no_deal =
        format!("{}{}", language.number(own.no_deal, 1), changed(own.no_deal, before.map(|before| before.no_deal)));
    row(ui, "standing-no-deal", no_deal, "tip-no-deal", &|| {
        of_account(scene, &account::no_deal(view), "source-no-deal")
    });
    bar(ui, look, own.no_deal / 100.0, None, None, look.deadline());
    let capital =
        format!("{}{}", language.number(own.capital, 1), changed(own.capital, before.map(|before| before.capital)));
    row(ui, "standing-capital", capital, "tip-capital", &|| capital_reasons(scene));
    let approval = format!(
        "{}{}",
        language.percent(own.approval / 100.0, 0),
        changed(own.approval, before.map(|before| before.approval))
    );
    row(ui, "standing-approval", approval, "tip-approval", &|| approval_reasons(scene));
}

/// What comes back of the political capital by the end of the turn.
fn capital_reasons(scene: &Scene) -> Reasons {
    let (view, language) = (scene.view, scene.language);
    let (parameters, own) = (&view.case().parameters, view.own());
    let weeks = view.slot().weeks();
    let terms = vec![
        (scene.text("capital-per-week"), language.number(parameters.capital_per_week, 2)),
        (scene.text("capital-weeks"), format!("× {}", language.number(weeks, 1))),
        (scene.text("capital-approval"), format!("× {}", language.number(own.approval / 50.0, 2))),
        (scene.text("capital-limit"), language.number(parameters.capital_limit, 0)),
    ];
    Reasons { terms, source: scene.text("source-capital") }
}

/// What moves approval.
fn approval_reasons(scene: &Scene) -> Reasons {
    let (view, language) = (scene.view, scene.language);
    let (case, parameters) = (view.case(), &view.case().parameters);
    let usual = case.nation(view.seat()).approval;
    let market = -parameters.market_approval * view.market() * view.slot().weeks();
    let terms = vec![
        (scene.text("approval-usual"), language.percent(usual / 100.0, 0)),
        (scene.text("approval-income"), language.change(parameters.approval_income, 1)),
        (scene.text("approval-prices"), language.change(-parameters.approval_prices, 1)),
        (scene.text("approval-market"), language.change(market, 1)),
    ];
    Reasons { terms, source: scene.text("source-approval") }
}

/// What I want and how far it is met, the weightiest first.
fn goals(ui: &mut Ui, scene: &Scene) {
    let (view, look, language) = (scene.view, scene.look, scene.language);
    heading(ui, scene.text("goals"));
    let (weights, values) = (&view.case().nation(view.seat()).goals, view.goals());
    let mut goals: Vec<Goal> = Goal::ALL.into_iter().filter(|goal| weights[*goal as usize] > 0.0).collect();
    goals.sort_by(|a, b| weights[*b as usize].total_cmp(&weights[*a as usize]));
    for goal in goals {
        let (weight, value) = (weights[goal as usize], values[goal as usize]);
        ui.horizontal_wrapped(|ui| {
            ui.label(format!("{} {}", goal_name(scene, goal), language.number(100.0 * value, 0)));
            aside(ui, look, format!("{} {}", scene.text("weight"), language.percent(weight, 0)));
        });
        bar(ui, look, value, None, None, look.nation(view.seat()));
    }
}
