//! The tray: every open meeting, standing offer, request and draft one click away, and what was just said to the person.

use super::summit::closing;
use crate::desktop::desk::Scene;
use crate::desktop::intent::{Intent, Page};
use crate::desktop::look::nation;
use crate::record::names;
use crate::rules::action::Action;
use crate::rules::case::{Level, NationId, Nations};
use crate::rules::menu::Purpose;
use crate::rules::state::{Appointment, Request};
use egui::{Frame, Margin, RichText, ScrollArea, Stroke, Ui};

/// Share of the window's height that the tray takes at most.
const SHARE: f32 = 0.16;
/// Height of a window under which the tray keeps to what waits for an answer, points.
const LOW: f32 = 460.0;
/// Height of one line of pills, points.
const LEAST: f32 = 36.0;

/// Draws the tray.
pub fn show(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    ui.add_space(2.0);
    // In a low window the page comes first, and what does not fit is scrolled to.
    let most = (SHARE * ui.ctx().content_rect().height()).max(LEAST);
    ScrollArea::vertical().id_salt("tray").max_height(most).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            said(ui, scene);
            if scene.view.ask().is_none() {
                return;
            }
            table(ui, scene, intents);
            meetings(ui, scene, intents);
            requests(ui, scene, intents);
            drafts(ui, scene, intents);
        });
    });
}

/// What was just said to the person, and how the last meeting ended.
fn said(ui: &mut Ui, scene: &Scene) {
    let (papers, look) = (scene.papers, scene.look);
    if let Some(notice) = &papers.notice {
        let colour = if notice.refusal { look.loss() } else { look.ink() };
        ui.label(RichText::new(names::capital(&notice.text)).color(colour));
    }
    if let Some((channel, ended)) = papers.meeting_ended {
        let meeting = names::capital(&names::meeting(scene.case(), channel));
        let how = closing(scene, ended);
        ui.label(format!("{meeting}: {how}"));
    }
}

/// A pill: what it is about, where it leads, and what can be done with it at once.
struct Pill {
    who: Vec<NationId>,
    text: String,
    tip: String,
    urgent: bool,
    leads_to: Intent,
    answers: Vec<(String, Action)>,
}

/// Draws a pill, on the next line where this one has no room for it.
fn pill(ui: &mut Ui, scene: &Scene, pill: Pill, intents: &mut Vec<Intent>) {
    let look = scene.look;
    if !pill.urgent && ui.ctx().content_rect().height() < LOW {
        return;
    }
    let wide = |text: &str| {
        let font = egui::TextStyle::Button.resolve(ui.style());
        ui.painter().layout_no_wrap(text.to_string(), font, look.ink()).size().x
    };
    let answers: f32 = pill.answers.iter().map(|(name, _)| wide(name) + 32.0).sum();
    let width = wide(&pill.text) + answers + 60.0 * pill.who.len() as f32 + 32.0;
    if width > ui.available_size_before_wrap().x {
        ui.end_row();
    }
    let frame = Frame::new()
        .fill(look.paper())
        .stroke(Stroke::new(1.0, look.line()))
        .corner_radius(6)
        .inner_margin(Margin::symmetric(8, 2));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            for who in &pill.who {
                nation(ui, look, scene.case(), *who);
            }
            let colour = if pill.urgent { look.deadline() } else { look.mine() };
            let mut link = ui.link(RichText::new(&pill.text).color(colour));
            if !pill.tip.is_empty() {
                link = link.on_hover_text(&pill.tip);
            }
            if link.clicked() {
                intents.push(pill.leads_to.clone());
            }
            for (name, action) in &pill.answers {
                if scene.view.check(action).is_ok() && ui.small_button(name).clicked() {
                    intents.push(Intent::Submit(*action));
                }
            }
        });
    });
}

/// The meeting that is on, and the offer on its table.
fn table(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let language = scene.language;
    let Some(talk) = scene.view.talk() else { return };
    let offer = talk.standing.filter(|offer| offer.by != scene.view.seat());
    let value = language.change(talk.standing_worth(), 1);
    let on = Pill {
        who: offer.iter().map(|offer| offer.by).collect(),
        text: match offer {
            Some(_) => language.text_with("tray-offer", &[("value", value.into())]),
            None => scene.text("tray-table"),
        },
        tip: offer.map(|offer| names::package(scene.case(), offer.package)).unwrap_or_default(),
        urgent: true,
        leads_to: Intent::Show(Page::Talks),
        answers: Vec::new(),
    };
    pill(ui, scene, on, intents);
}

/// Meetings that are asked for or agreed.
fn meetings(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let (view, language) = (scene.view, scene.language);
    let me = view.seat();
    for (channel, line, state) in view.channels() {
        let what = names::capital(names::talks(line.level).0);
        let told = |key: &str, day: i32| {
            language.text_with(key, &[("meeting", what.clone().into()), ("day", scene.day(day).into())])
        };
        let meeting = match state.appointment {
            Appointment::Asked(by, day) if by != me => Pill {
                who: vec![by],
                text: told("tray-asks", day),
                tip: String::new(),
                urgent: true,
                leads_to: Intent::ShowMoves(Purpose::Talks),
                answers: vec![
                    (scene.text("tray-accept"), Action::AcceptMeeting(channel)),
                    (scene.text("tray-decline"), Action::DeclineMeeting(channel)),
                ],
            },
            Appointment::Agreed(day) if line.level != Level::Leaders => Pill {
                who: line.members.without(me).iter().collect(),
                text: told("tray-agreed", day),
                tip: String::new(),
                urgent: false,
                leads_to: Intent::Show(Page::Talks),
                answers: Vec::new(),
            },
            _ => continue,
        };
        pill(ui, scene, meeting, intents);
    }
}

/// What allies ask of me.
fn requests(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let (view, language) = (scene.view, scene.language);
    for request in view.requests() {
        let key = match request.request {
            Request::Join => "tray-join",
            Request::Condemn => "tray-condemn",
            Request::Coordinate => "tray-coordinate",
        };
        let against = view.case().nation(request.against).code.clone();
        let answer = |accept| Action::AnswerAlly { ally: request.from, accept };
        let asked = Pill {
            who: vec![request.from],
            text: language.text_with(key, &[("nation", against.into())]),
            tip: String::new(),
            urgent: true,
            leads_to: Intent::ShowMoves(Purpose::Allies),
            answers: vec![(scene.text("tray-accept"), answer(true)), (scene.text("tray-decline"), answer(false))],
        };
        pill(ui, scene, asked, intents);
    }
}

/// Drafts that the next level will start from.
fn drafts(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    let (view, language) = (scene.view, scene.language);
    if view.talk().is_some() {
        return;
    }
    let mut told: Vec<Nations> = Vec::new();
    for (_, line, _) in view.channels() {
        let draft = view.draft(line.members);
        if draft.is_empty() || told.contains(&line.members) {
            continue;
        }
        told.push(line.members);
        let value = language.change(view.package_value(draft, line.members), 1);
        let left = Pill {
            who: line.members.without(view.seat()).iter().collect(),
            text: language.text_with("tray-draft", &[("value", value.into())]),
            tip: names::package(view.case(), draft),
            urgent: false,
            leads_to: Intent::Show(Page::Home),
            answers: Vec::new(),
        };
        pill(ui, scene, left, intents);
    }
}
