//! Talks: the table with its package builder when a meeting is on, the lines to the others when none is.

use super::{builder, curves, decide};
use crate::desktop::desk::Scene;
use crate::desktop::intent::{Intent, Page};
use crate::desktop::look::{aside, heading, nation, title};
use crate::record::talks::{counterpart, members, refused_to_me};
use crate::record::{analysts, names, sitting::Start};
use crate::rules::action::Action;
use crate::rules::case::NationId;
use crate::rules::menu::Purpose;
use crate::rules::observation::TalkView;
use egui::{Button, CollapsingHeader, Popup, PopupCloseBehavior, RichText, Ui};

/// Width of the page from which the figures stand beside the builder, points.
const WIDE: f32 = 680.0;
/// Deeds of the others that are explained while nobody meets.
const EXPLAINED: usize = 3;

/// Draws the page.
pub fn show(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    match scene.view.talk() {
        Some(talk) => table(ui, scene, &talk, intents),
        None => lines(ui, scene, intents),
    }
}

/// The lines to the others while nobody meets.
fn lines(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let (view, look) = (scene.view, scene.look);
    let case = view.case();
    title(ui, scene.text("talks-none"));
    ui.label(scene.text("talks-none-what"));
    let mut actions = Vec::new();
    view.menu(&mut actions);
    for action in actions.iter().filter(|action| Purpose::of(view, action) == Some(Purpose::Talks)) {
        super::moves::entry(ui, scene, action, intents);
    }
    heading(ui, scene.text("talks-lines"));
    for (channel, line, state) in view.channels() {
        let name = names::capital(&names::meeting_with(case, channel, view.seat()));
        ui.label(RichText::new(name).strong());
        let agenda = view.agenda_of(channel);
        let issues: Vec<&str> = case
            .issues
            .iter()
            .enumerate()
            .filter(|(index, _)| agenda >> index & 1 == 1)
            .map(|(_, issue)| issue.name.as_str())
            .collect();
        let open = scene.text(if state.open { "talks-open" } else { "talks-closed" });
        let (speaker, _) = view.speaker(line.level);
        let who = names::person(case, speaker).trim_end_matches(',').to_string();
        aside(ui, look, format!("{open} · {} · {}", names::capital(&who), issues.join(", ")));
        if !state.draft.is_empty() {
            let value = view.package_value(state.draft, line.members);
            let text = scene.language.text_with("talks-draft", &[("value", scene.language.change(value, 1).into())]);
            aside(ui, look, format!("{text} {}", names::package(case, state.draft)));
        }
    }
    heading(ui, scene.text("analysts-title"));
    for other in case.nation_ids().filter(|other| *other != view.seat()) {
        CollapsingHeader::new(&case.nation(other).name).id_salt(("analysts", other.index())).show(ui, |ui| {
            ui.label(analysts::standing(view, other));
            let deeds = analysts::deeds(&scene.papers.chronicle, view, other, EXPLAINED);
            for (item, reading) in &deeds {
                ui.label(format!("{}: {}", scene.day(item.day), item.text));
                aside(ui, look, reading);
            }
            if deeds.is_empty() {
                aside(ui, look, scene.text("analysts-nothing"));
            }
        });
    }
    aside(ui, look, scene.text("analysts-source"));
    if ui.link(scene.text("page-moves")).clicked() {
        intents.push(Intent::Show(Page::Moves));
    }
}

/// The table.
fn table(ui: &mut Ui, scene: &Scene, talk: &TalkView, intents: &mut Vec<Intent>) {
    head(ui, scene, talk);
    let width = ui.available_width();
    if width < WIDE {
        build(ui, scene, talk, intents);
        beside(ui, scene, talk, intents);
        return;
    }
    ui.horizontal_top(|ui| {
        let left = (width * 0.6).floor() - 8.0;
        ui.vertical(|ui| {
            ui.set_width(left);
            build(ui, scene, talk, intents);
        });
        ui.vertical(|ui| {
            ui.set_width(width - left - 16.0);
            beside(ui, scene, talk, intents);
        });
    });
}

/// What meeting it is, how long it lasts, what was last asked of me.
fn head(ui: &mut Ui, scene: &Scene, talk: &TalkView) {
    let (view, look, language) = (scene.view, scene.look, scene.language);
    let case = view.case();
    title(ui, names::capital(&names::meeting(case, talk.channel)));
    ui.horizontal_wrapped(|ui| {
        ui.label(language.text_with(
            "talks-round",
            &[("round", (talk.round + 1).to_string().into()), ("rounds", talk.rounds.to_string().into())],
        ));
        if talk.last_word() {
            ui.label(RichText::new(scene.text("talks-last-word")).color(look.deadline()));
        }
        ui.label(language.text_with("talks-ideal", &[("ideal", language.change(talk.ideal, 1).into())]));
    });
    if talk.vote {
        ui.label(RichText::new(scene.text("talks-vote")).color(look.deadline()));
    }
    if let Some(asked) = talk.asked {
        ui.label(RichText::new(scene.text("talks-asked")).color(look.deadline()));
        aside(ui, look, names::package(case, asked));
    }
    if let Some(missing) = refused_to_me(view) {
        ui.label(RichText::new(scene.text("talks-refused")).color(look.deadline()));
        aside(ui, look, names::package(case, missing));
    }
}

/// The builder's side: what a package starts from, its rows, and what can be said.
fn build(ui: &mut Ui, scene: &Scene, talk: &TalkView, intents: &mut Vec<Intent>) {
    heading(ui, scene.text("talks-package"));
    starts(ui, scene, talk, intents);
    word(ui, scene, talk, intents);
    aside(ui, scene.look, scene.text("talks-scale"));
    builder::rows(ui, scene, talk, intents);
}

/// The figures' side: what the package is worth, the offers, the charts, and what the analysts make of it.
fn beside(ui: &mut Ui, scene: &Scene, talk: &TalkView, intents: &mut Vec<Intent>) {
    let package = scene.papers.package;
    builder::totals(ui, scene, talk, package, intents);
    offers(ui, scene, talk, intents);
    curves::plane(ui, scene, talk, package);
    curves::concessions(ui, scene, talk);
    for party in talk.parties.iter().filter(|party| **party != scene.view.seat()) {
        refusal(ui, scene, talk, *party);
    }
}

/// What a package can start from.
fn starts(ui: &mut Ui, scene: &Scene, talk: &TalkView, intents: &mut Vec<Intent>) {
    let empty = scene.papers.package.is_empty();
    ui.horizontal_wrapped(|ui| {
        for (key, tip, start, possible) in [
            ("start-best", "start-best-tip", Start::Best, true),
            ("start-middle", "start-middle-tip", Start::Middle, true),
            ("start-standing", "start-standing-tip", Start::Standing, talk.standing.is_some()),
            ("start-draft", "start-draft-tip", Start::Draft, !talk.draft.is_empty()),
            ("start-sweeten", "start-sweeten-tip", Start::Sweetened, !empty),
            ("start-improve", "start-improve-tip", Start::Improved, !empty),
        ] {
            let button = ui.add_enabled(possible, Button::new(scene.text(key)));
            let tip = scene.text(tip);
            if button.on_hover_text(&tip).on_disabled_hover_text(&tip).clicked() {
                intents.push(Intent::Start(start));
            }
        }
        if ui.button(scene.text("start-clear")).clicked() {
            intents.push(Intent::ClearPackage);
        }
    });
}

/// The last offer of each party, one click from the builder.
fn offers(ui: &mut Ui, scene: &Scene, talk: &TalkView, intents: &mut Vec<Intent>) {
    let (view, look, language) = (scene.view, scene.look, scene.language);
    let case = view.case();
    heading(ui, scene.text("talks-offers"));
    if !talk.draft.is_empty() && talk.offers.is_empty() {
        let value = language.change(view.package_value(talk.draft, members(talk)), 1);
        ui.label(language.text_with("talks-draft", &[("value", value.into())]));
        aside(ui, look, names::package(case, talk.draft));
    }
    if talk.offers.is_empty() {
        aside(ui, look, scene.text("talks-no-offers"));
    }
    for party in talk.parties {
        let Some((offer, worth)) = talk.valued().rev().find(|(offer, _)| offer.by == *party) else { continue };
        let stands = talk.standing.is_some_and(|standing| standing.by == *party);
        ui.horizontal_wrapped(|ui| {
            nation(ui, look, case, *party);
            ui.label(language.text_with("talks-last-offer", &[("value", language.change(worth, 1).into())]));
            if stands {
                let text = RichText::new(scene.text("talks-stands")).color(look.deadline());
                if *party == view.seat() {
                    ui.label(text);
                } else if ui.link(text).on_hover_text(scene.text("start-standing-tip")).clicked() {
                    intents.push(Intent::Start(Start::Standing));
                }
            }
        });
        aside(ui, look, names::package(case, offer.package));
    }
}

/// What can be said now.
fn word(ui: &mut Ui, scene: &Scene, talk: &TalkView, intents: &mut Vec<Intent>) {
    let package = scene.papers.package;
    let asked = talk.standing.map_or(package, |offer| if package.is_empty() { offer.package } else { package });
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        for (key, tip, action) in [
            ("say-accept", "say-accept-tip", Action::Accept),
            ("say-offer", "say-offer-tip", Action::Offer(package)),
            ("say-ask-price", "say-ask-price-tip", Action::AskPrice(asked)),
        ] {
            let text = RichText::new(scene.text(key)).color(scene.look.mine());
            decide(ui, scene, Button::new(text), Some(scene.text(tip)), action, intents);
        }
        leave(ui, scene, talk, intents);
        let offer = Action::Offer(package);
        if scene.view.check(&offer).is_ok() && ui.link(scene.text("ask-war-room")).clicked() {
            intents.push(Intent::Show(Page::WarRoom));
            intents.push(Intent::Forecast(Some(offer)));
        }
    });
    if let Some(refusal) = scene.view.check(&Action::Offer(package)).err().filter(|_| !package.is_empty()) {
        aside(ui, scene.look, names::capital(refusal.0));
    }
}

/// Walking out cannot be undone: what it means stands between the two clicks.
fn leave(ui: &mut Ui, scene: &Scene, talk: &TalkView, intents: &mut Vec<Intent>) {
    let (view, look, language) = (scene.view, scene.look, scene.language);
    let button = ui.button(scene.text("say-walk-out"));
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_max_width(320.0);
        let no_deal = language.number(view.own().no_deal, 1);
        ui.label(language.text_with("walk-out-what", &[("payoff", no_deal.into())]));
        if talk.standing.is_some_and(|offer| offer.by != view.seat()) {
            let worth = language.change(talk.standing_worth(), 1);
            ui.label(language.text_with("walk-out-leaves", &[("value", worth.into())]));
        }
        if ui.button(RichText::new(scene.text("walk-out-now")).color(look.loss())).clicked() {
            intents.push(Intent::Submit(Action::WalkOut));
            ui.close();
        }
    });
}

/// "Why did they refuse?": what my analysts make of a party's offers.
fn refusal(ui: &mut Ui, scene: &Scene, talk: &TalkView, party: NationId) {
    let (view, look, language) = (scene.view, scene.look, scene.language);
    let case = view.case();
    let name = names::nation(case, party);
    let question = language.text_with("analysts-why", &[("nation", name.into())]);
    CollapsingHeader::new(RichText::new(question).strong()).id_salt(("why", party.index())).default_open(false).show(
        ui,
        |ui| {
            let Some(stance) = analysts::stance(view, talk, party) else {
                ui.label(scene.text("analysts-no-offer"));
                ui.label(analysts::standing(view, party));
                return;
            };
            let mut told: Vec<String> = Vec::new();
            if let Some((change, step)) = stance.step {
                told.push(language.text_with(
                    "analysts-step",
                    &[("change", language.change(change, 1).into()), ("step", step.into())],
                ));
            }
            if let Some(apart) = stance.apart {
                told.push(language.text_with("analysts-apart", &[("difference", apart.into())]));
            }
            if let Some(refused) = stance.refused {
                told.push(language.text_with("analysts-refused", &[("terms", refused.into())]));
            }
            if !stance.held.is_empty() {
                told.push(language.text_with("analysts-held", &[("issues", names::list(stance.held).into())]));
            }
            if !stance.wants.is_empty() {
                told.push(language.text_with("analysts-wants", &[("issues", names::list(stance.wants).into())]));
            }
            for line in told {
                ui.label(line);
            }
            ui.label(analysts::standing(view, party));
            if counterpart(view, talk) == Some(party) {
                aside(ui, look, builder::confidence(scene, view.offers_seen(party)));
            }
            aside(ui, look, scene.text("analysts-source"));
        },
    );
}
