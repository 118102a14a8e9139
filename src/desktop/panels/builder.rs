//! The package builder: a row an issue, its options from mine to theirs as a scale, and what the whole is worth to both sides.

use super::why::{of_account, why};
use crate::bargaining::Package;
use crate::desktop::desk::Scene;
use crate::desktop::intent::{Intent, Page};
use crate::desktop::look::{aside, heading};
use crate::record::talks::{self, counterpart, members, share_of_best, spread};
use crate::record::{account, names};
use crate::rules::action::Action;
use crate::rules::case::{IssueCase, Level};
use crate::rules::observation::TalkView;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Button, Color32, CornerRadius, EventFilter, FontId, Frame, Key, Margin, Modifiers, Pos2, Rect, Response,
    RichText, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, WidgetType,
};

/// Least width of an option, points.
const LEAST_WIDTH: f32 = 104.0;
/// Height of an option, points: three lines of its name and its two figures.
const HEIGHT: f32 = 70.0;

/// The rows.
pub fn rows(ui: &mut Ui, scene: &Scene, talk: &TalkView, intents: &mut Vec<Intent>) {
    let case = scene.case();
    let whole: f64 = (0..case.issues.len()).map(|issue| spread(talk, issue)).sum::<f64>().max(1e-9);
    for (index, issue) in case.issues.iter().enumerate().filter(|(index, _)| talk.own.options[*index] > 0) {
        let frame = Frame::new()
            .fill(scene.look.paper())
            .stroke(Stroke::new(1.0, scene.look.line()))
            .corner_radius(6)
            .inner_margin(Margin::symmetric(8, 6));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.push_id(("issue", index), |ui| {
                head(ui, scene, talk, index, spread(talk, index) / whole, intents);
                scale(ui, scene, talk, index, issue, intents);
            });
        });
    }
}

fn head(ui: &mut Ui, scene: &Scene, talk: &TalkView, index: usize, weight: f64, intents: &mut Vec<Intent>) {
    let issue = &scene.case().issues[index];
    let (look, language) = (scene.look, scene.language);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&issue.name).strong());
        let left_open = scene.papers.package.get(index).is_none();
        let label = format!("{}: {}", issue.name, scene.text("option-open"));
        let open = ui.add(Button::new(RichText::new(scene.text("option-open")).size(12.0)).small().selected(left_open));
        open.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, true, left_open, &label));
        if open.clicked() {
            intents.push(Intent::Settle { issue: index, option: None });
        }
        let share = language.percent(weight, 0);
        aside(ui, look, language.text_with("talks-weight", &[("share", share.into())]));
        if issue.closes_at > talk.level {
            aside(ui, look, level_that_closes(scene, issue.closes_at));
        }
        if let Some(option) = scene.papers.package.get(index) {
            let mine = language.change(talk.own.of(index, Some(option)), 1);
            ui.label(RichText::new(language.text_with("talks-worth-alone", &[("value", mine.into())])).size(12.0));
            let question = Action::AskPrice(Package::EMPTY.with(index, Some(option)));
            let tip = scene.text("say-ask-price-tip");
            if scene.view.check(&question).is_ok()
                && ui.small_button(scene.text("ask-this")).on_hover_text(tip).clicked()
            {
                intents.push(Intent::Submit(question));
            }
        }
    });
}

/// Who may close an issue.
pub fn level_that_closes(scene: &Scene, level: Level) -> String {
    scene.text(match level {
        Level::Leaders => "closes-leaders",
        Level::Ministerial => "closes-ministers",
        _ => "closes-higher",
    })
}

/// Options of an issue from the best for me to the worst, as far as the table knows them.
fn ordered(talk: &TalkView, index: usize, issue: &IssueCase) -> Vec<usize> {
    let count = issue.options.len().min(usize::from(talk.own.options[index]));
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| talk.own.value[index][*b].total_cmp(&talk.own.value[index][*a]));
    order
}

/// The options side by side; one can click, drag along them, or step with the arrow keys.
fn scale(ui: &mut Ui, scene: &Scene, talk: &TalkView, index: usize, issue: &IssueCase, intents: &mut Vec<Intent>) {
    let chosen = scene.papers.package.get(index);
    let choices: Vec<Option<usize>> = ordered(talk, index, issue).into_iter().map(Some).collect();
    let width = ui.available_width();
    let columns = ((width / LEAST_WIDTH) as usize).clamp(1, choices.len());
    let gap = 4.0;
    let size = Vec2::new((width - gap * (columns as f32 - 1.0)) / columns as f32, HEIGHT);
    let mut cells: Vec<(Option<usize>, Response)> = Vec::new();
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(gap);
        for line in choices.chunks(columns) {
            ui.horizontal(|ui| {
                for choice in line {
                    let (area, cell) = ui.allocate_exact_size(size, Sense::click());
                    let name = choice.map_or("", |option| issue.options[option].name.as_str());
                    let label = format!("{}: {name}", issue.name);
                    cell.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, true, *choice == chosen, &label));
                    if ui.is_rect_visible(area) {
                        let lit = cell.hovered() || cell.has_focus();
                        paint(ui, scene, talk, &Cell { index, choice: *choice, name, area, lit });
                    }
                    cells.push((*choice, cell));
                }
            });
        }
    });
    if let Some(choice) = asked_for(ui, &cells, chosen) {
        intents.push(Intent::Settle { issue: index, option: choice });
    }
}

/// The option that is clicked, dragged onto, or stepped to.
fn asked_for(ui: &Ui, cells: &[(Option<usize>, Response)], chosen: Option<usize>) -> Option<Option<usize>> {
    let position = |point: Pos2| cells.iter().position(|(_, cell)| cell.rect.contains(point));
    let dragged = ui.input(|input| {
        let (origin, now) = (input.pointer.press_origin()?, input.pointer.interact_pos()?);
        (input.pointer.primary_down() && position(origin)? != position(now)?).then(|| position(now)).flatten()
    });
    let clicked = cells.iter().position(|(_, cell)| cell.clicked());
    let focused = cells.iter().position(|(_, cell)| cell.has_focus());
    let stepped = focused.and_then(|focused| {
        let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(cells[focused].1.id, arrows));
        let step = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let next = if step(Key::ArrowRight) {
            focused + 1
        } else if step(Key::ArrowLeft) {
            focused.checked_sub(1)?
        } else {
            return None;
        };
        cells.get(next)?.1.request_focus();
        Some(next)
    });
    let wanted = cells.get(clicked.or(stepped).or(dragged)?)?.0;
    (wanted != chosen || clicked.is_some()).then_some(wanted)
}

/// An option as it is drawn.
struct Cell<'c> {
    index: usize,
    choice: Option<usize>,
    name: &'c str,
    area: Rect,
    lit: bool,
}

/// Draws an option: its name, what it is worth to me at the left, how much they seem to like it at the right.
fn paint(ui: &Ui, scene: &Scene, talk: &TalkView, cell: &Cell) {
    let Cell { index, choice, name, area, lit } = *cell;
    let (look, language) = (scene.look, scene.language);
    let painter = ui.painter_at(area);
    let chosen = scene.papers.package.get(index) == choice;
    let offered = talk.standing.filter(|offer| offer.by != scene.view.seat()).map(|offer| offer.package);
    let on_offer = choice.is_some() && offered.and_then(|offer| offer.get(index)) == choice;
    let (fill, stroke) = match (chosen, lit) {
        (true, _) => (ui.visuals().selection.bg_fill, Stroke::new(2.0, look.mine())),
        (false, true) => (look.ground(), Stroke::new(1.5, look.ink())),
        (false, false) => (look.ground(), Stroke::new(1.0, look.line())),
    };
    painter.rect(area, CornerRadius::same(6), fill, stroke, StrokeKind::Inside);
    let inner = area.shrink2(Vec2::new(6.0, 4.0));
    let mut job = LayoutJob::simple(name.to_string(), FontId::proportional(12.0), look.ink(), inner.width());
    job.wrap = TextWrapping { max_width: inner.width(), max_rows: 3, ..TextWrapping::default() };
    painter.galley(inner.min, ui.painter().layout_job(job), look.ink());
    let Some(option) = choice else { return };
    let figures = FontId::proportional(12.0);
    let mine = talk.own.of(index, Some(option));
    let colour = if mine >= 0.0 { look.mine() } else { look.loss() };
    painter.text(inner.left_bottom(), Align2::LEFT_BOTTOM, language.change(mine, 1), figures.clone(), colour);
    let liking = liking(talk, index, option);
    painter.text(inner.right_bottom(), Align2::RIGHT_BOTTOM, language.number(liking, 0), figures, look.aside());
    if on_offer {
        let (mark, at) = (FontId::proportional(11.0), inner.right_bottom() - Vec2::new(22.0, 0.0));
        painter.text(at, Align2::RIGHT_BOTTOM, scene.text("talks-on-offer"), mark, look.deadline());
        return;
    }
    let bar = Rect::from_min_size(inner.right_bottom() - Vec2::new(48.0, 8.0), Vec2::new(26.0, 4.0));
    painter.rect_filled(bar, 2.0, look.line());
    let filled = Rect::from_min_size(bar.min, Vec2::new(bar.width() * (liking / 100.0) as f32, bar.height()));
    painter.rect_filled(filled, 2.0, look.aside());
}

/// How much the counterpart seems to like an option of an issue, 0 to 100.
fn liking(talk: &TalkView, index: usize, option: usize) -> f64 {
    let options = &talk.estimate.value[index][..usize::from(talk.estimate.options[index])];
    let (low, high) = options.iter().fold((0.0f64, 0.0f64), |(low, high), value| (low.min(*value), high.max(*value)));
    100.0 * (options.get(option).copied().unwrap_or(0.0) - low) / (high - low).max(1e-9)
}

/// A mark on a gauge.
struct Mark {
    value: f64,
    colour: Color32,
    label: String,
    large: bool,
}

/// What the package is worth, to me, to them, at home.
pub fn totals(ui: &mut Ui, scene: &Scene, talk: &TalkView, package: Package, intents: &mut Vec<Intent>) {
    let (view, look, language) = (scene.view, scene.look, scene.language);
    let case = view.case();
    heading(ui, scene.text("talks-worth"));
    let value = view.package_value(package, members(talk));
    let floor = talk.reservation_of(case, package);
    let offered = talk.standing.filter(|offer| offer.by != view.seat());
    let mut mine = vec![
        Mark { value: 0.0, colour: look.aside(), label: scene.text("mark-no-deal"), large: false },
        Mark { value: floor, colour: look.deadline(), label: scene.text("mark-reservation"), large: false },
    ];
    let mut theirs = vec![Mark {
        value: share_of_best(talk, Package::EMPTY),
        colour: look.aside(),
        label: scene.text("mark-no-deal"),
        large: false,
    }];
    if let Some(offer) = offered {
        let (colour, label) = (look.nation(offer.by), scene.text("mark-their-offer"));
        mine.push(Mark { value: talk.standing_worth(), colour, label: label.clone(), large: false });
        theirs.push(Mark { value: share_of_best(talk, offer.package), colour, label, large: false });
    }
    if !package.is_empty() {
        let label = scene.text("talks-package");
        mine.push(Mark { value, colour: look.mine(), label: label.clone(), large: true });
        theirs.push(Mark { value: share_of_best(talk, package), colour: look.mine(), label, large: true });
    }
    gauge(ui, scene, &scene.text("gauge-mine"), [floor.min(0.0).min(value), talk.ideal.max(value).max(floor)], &mine);
    if counterpart(view, talk).is_some() {
        gauge(ui, scene, &scene.text("gauge-theirs"), [0.0, 100.0], &theirs);
    }
    if package.is_empty() {
        ui.label(scene.text("talks-empty-package"));
        return;
    }
    let (verdict, colour) =
        if value + 1e-9 >= floor { ("talks-above", look.mine()) } else { ("talks-below", look.loss()) };
    let sentence = language.text_with(
        verdict,
        &[("value", language.change(value, 1).into()), ("reservation", language.change(floor, 1).into())],
    );
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&sentence).strong().color(colour));
        why(ui, scene, &scene.text("talks-package"), || {
            of_account(scene, &account::package(view, talk, package), "source-package")
        });
    });
    if let Some(other) = counterpart(view, talk) {
        let share = language.number(share_of_best(talk, package), 0);
        ui.label(language.text_with("talks-theirs", &[("share", share.into())]));
        let seen = view.offers_seen(other);
        aside(ui, look, confidence(scene, seen));
    }
    let support = view.support(package, members(talk));
    let quota = case.nation(view.seat()).quota;
    let colour = if support + 1e-9 >= quota { look.ink() } else { look.loss() };
    let at_home = language.text_with(
        "home-support",
        &[("share", language.percent(support, 0).into()), ("quota", language.percent(quota, 0).into())],
    );
    if ui.link(RichText::new(at_home).color(colour)).on_hover_text(scene.text("see-home")).clicked() {
        intents.push(Intent::Show(Page::Home));
    }
    terms(ui, scene, talk, package);
}

/// How sure the analysts are of their estimate, in words.
pub fn confidence(scene: &Scene, seen: u16) -> String {
    let key = match seen {
        0 => "confidence-reputation",
        1..=3 => "confidence-rough",
        4..=9 => "confidence-fair",
        _ => "confidence-good",
    };
    scene.language.text_with(key, &[("offers", seen.to_string().into())])
}

/// The package as a conditional offer, its clauses with their days, and what goes up as a draft.
fn terms(ui: &mut Ui, scene: &Scene, talk: &TalkView, package: Package) {
    let (look, language) = (scene.look, scene.language);
    let case = scene.case();
    let exchange = talks::exchange(talk, package);
    let told = |list: &[(usize, usize)]| -> Vec<String> {
        list.iter()
            .map(|(issue, option)| {
                let (issue, terms) = (&case.issues[*issue], &case.issues[*issue].options[*option]);
                format!("{} ({})", issue.name, terms.name)
            })
            .collect()
    };
    for (key, list) in [
        ("exchange-gets", &exchange.gets),
        ("exchange-gives", &exchange.gives),
        ("exchange-neutral", &exchange.neutral),
    ] {
        if !list.is_empty() {
            ui.label(RichText::new(scene.text(key)).size(12.0).strong());
            for term in told(list) {
                aside(ui, look, format!("• {term}"));
            }
        }
    }
    let clauses = talks::clauses(case, package);
    if !clauses.is_empty() || talks::length(case, package).is_some() {
        ui.label(RichText::new(scene.text("clauses")).size(12.0).strong());
    }
    for clause in clauses {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(scene.day(clause.due)).size(12.0).color(look.deadline()));
            crate::desktop::look::nation(ui, look, case, clause.by);
            aside(ui, look, clause.text);
        });
    }
    if let Some(days) = talks::length(case, package) {
        aside(ui, look, language.text_with("clause-length", &[("days", days.to_string().into())]));
    }
    let up = talks::for_higher_levels(case, talk.level, package);
    if !up.is_empty() {
        let issues = names::list(up.iter().map(|(issue, _)| case.issues[*issue].name.clone()).collect());
        aside(ui, look, language.text_with("goes-up", &[("issues", issues.into())]));
    }
}

/// A scale with marks and their labels in two rows beneath, so that near marks do not cover each other.
fn gauge(ui: &mut Ui, scene: &Scene, title: &str, [low, high]: [f64; 2], marks: &[Mark]) {
    let look = scene.look;
    aside(ui, look, title);
    let width = ui.available_width().clamp(120.0, 420.0);
    let font = FontId::proportional(11.0);
    let (area, whole) = ui.allocate_exact_size(Vec2::new(width, 24.0 + 13.0 * marks.len() as f32), Sense::hover());
    let told: Vec<String> =
        marks.iter().map(|mark| format!("{} {}", mark.label, scene.language.number(mark.value, 1))).collect();
    whole.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{title}: {}", told.join(", "))));
    let painter = ui.painter();
    let line = area.top() + 8.0;
    let at = |value: f64| {
        let share = ((value - low) / (high - low).max(1e-9)).clamp(0.0, 1.0);
        area.left() + 6.0 + share as f32 * (area.width() - 12.0)
    };
    painter.hline(area.x_range(), line, Stroke::new(4.0, look.line()));
    for (row, mark) in marks.iter().enumerate() {
        let x = at(mark.value);
        let foot = line + 17.0 + 13.0 * row as f32;
        painter.vline(x, line..=foot, Stroke::new(1.0, mark.colour.gamma_multiply(0.6)));
        if mark.large {
            painter.circle_filled(Pos2::new(x, line), 6.0, mark.colour);
        } else {
            painter.vline(x, line - 6.0..=line + 6.0, Stroke::new(3.0, mark.colour));
        }
        let (anchor, shift) = if x > area.center().x { (Align2::RIGHT_TOP, -3.0) } else { (Align2::LEFT_TOP, 3.0) };
        painter.text(Pos2::new(x + shift, foot - 9.0), anchor, &told[row], font.clone(), mark.colour);
    }
}
