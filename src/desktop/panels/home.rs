//! At home: what passes there (the win-set) as a picture, whose votes are missing and what would win them, and who speaks for me.

use super::curves::{axes, label, still};
use super::people;
use super::why::goal_name;
use crate::desktop::desk::Scene;
use crate::desktop::intent::{Intent, Page};
use crate::desktop::look::{aside, heading, title};
use crate::record::names;
use crate::record::win_set::{Group, Subject, WinSet};
use egui::{Align2, Color32, FontId, Pos2, Rect, RichText, Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetType};
use egui_plot::{HLine, LineStyle, MarkerShape, Points, VLine};

/// Middle of the scale of votes, percent.
const HALF: f64 = 52.0;

/// Draws the page.
pub fn show(ui: &mut Ui, scene: &Scene, intents: &mut Vec<Intent>) {
    title(ui, scene.text("home-title"));
    ui.label(scene.text("home-what"));
    if let Some(win_set) = &scene.papers.win_set {
        verdict(ui, scene, win_set);
        votes(ui, scene, win_set);
        if win_set.subject != Subject::Nothing {
            missing(ui, scene, win_set, intents);
        }
        options(ui, scene, win_set, intents);
        picture(ui, scene, win_set);
    }
    people::show(ui, scene, intents);
}

/// Which package is looked at, and whether it passes.
fn verdict(ui: &mut Ui, scene: &Scene, win_set: &WinSet) {
    let (look, language) = (scene.look, scene.language);
    let key = match win_set.subject {
        Subject::Own => "home-your-package",
        Subject::Standing => "home-standing",
        Subject::Draft => "home-draft",
        Subject::Nothing => {
            ui.label(scene.text("home-no-package"));
            return;
        }
    };
    ui.label(scene.text(key));
    aside(ui, look, names::package(scene.case(), win_set.package));
    let support = language.text_with(
        "home-support",
        &[("share", language.percent(win_set.support, 0).into()), ("quota", language.percent(win_set.quota, 0).into())],
    );
    let (key, colour) = if win_set.passes { ("home-passes", look.mine()) } else { ("home-fails", look.loss()) };
    ui.label(RichText::new(format!("{support} {}", scene.text(key))).strong().color(colour));
}

/// The groups as one bar of votes, those for it first, with the mark of what is needed; then group by group.
fn votes(ui: &mut Ui, scene: &Scene, win_set: &WinSet) {
    let (look, language) = (scene.look, scene.language);
    let judged = win_set.subject != Subject::Nothing;
    let mut groups: Vec<&Group> = win_set.groups.iter().collect();
    groups.sort_by(|a, b| b.margin.total_cmp(&a.margin));
    let (area, _) = ui.allocate_exact_size(Vec2::new(ui.available_width().clamp(200.0, 640.0), 40.0), Sense::hover());
    let strip = Rect::from_min_max(area.min, Pos2::new(area.right(), area.top() + 24.0));
    let painter = ui.painter();
    let mut from = strip.left();
    for (position, group) in groups.iter().enumerate() {
        let until = (from + group.weight as f32 * strip.width()).min(strip.right());
        let slice = Rect::from_min_max(Pos2::new(from, strip.top()), Pos2::new(until, strip.bottom()));
        let colour = side(scene, group, judged);
        painter.rect_filled(slice.shrink2(Vec2::new(1.0, 0.0)), 2.0, colour);
        if judged && group.margin < 0.0 {
            // A pattern beside the colour: those against are hatched.
            let hatch = painter.with_clip_rect(slice);
            let mut x = slice.left() - slice.height();
            while x < slice.right() {
                let ends = [Pos2::new(x, slice.bottom()), Pos2::new(x + slice.height(), slice.top())];
                hatch.line_segment(ends, Stroke::new(1.0, look.paper()));
                x += 7.0;
            }
        }
        let text = format!("{} · {}", group.name, language.percent(group.weight, 0));
        let hit = ui.interact(slice, ui.id().with(("group", position)), Sense::hover());
        hit.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &text));
        hit.on_hover_text(text);
        from = until;
    }
    let needed = strip.left() + win_set.quota as f32 * strip.width();
    painter.vline(needed, strip.top() - 3.0..=strip.bottom() + 4.0, Stroke::new(2.0, look.deadline()));
    let text = language.text_with("home-needed", &[("quota", language.percent(win_set.quota, 0).into())]);
    let at = Pos2::new(needed, strip.bottom() + 3.0);
    painter.text(at, Align2::CENTER_TOP, text, FontId::proportional(11.0), look.deadline());
    for group in groups {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&group.name).strong());
            ui.label(language.percent(group.weight, 0));
            if judged {
                let key = if group.margin >= 0.0 { "home-for" } else { "home-against" };
                let text = format!("{} {}", scene.text(key), language.change(group.margin, 1));
                ui.label(RichText::new(text).color(side(scene, group, true)));
            }
            let wants: Vec<String> = group.wants.iter().map(|goal| goal_name(scene, *goal)).collect();
            aside(ui, look, format!("{} {}", scene.text("home-wants"), wants.join(", ")));
        });
    }
}

fn side(scene: &Scene, group: &Group, judged: bool) -> Color32 {
    match (judged, group.margin >= 0.0) {
        (false, _) => scene.look.aside(),
        (true, true) => scene.look.mine(),
        (true, false) => scene.look.loss(),
    }
}

/// Whose votes are missing, and which change of one term would win them.
fn missing(ui: &mut Ui, scene: &Scene, win_set: &WinSet, intents: &mut Vec<Intent>) {
    let (case, look, language) = (scene.case(), scene.look, scene.language);
    if win_set.passes {
        return;
    }
    let mut against: Vec<&Group> = win_set.groups.iter().filter(|group| group.margin < 0.0).collect();
    against.sort_by(|a, b| b.margin.total_cmp(&a.margin));
    let names: Vec<String> = against
        .iter()
        .map(|group| {
            format!("{} ({}, {})", group.name, language.percent(group.weight, 0), language.change(group.margin, 1))
        })
        .collect();
    let gap = language.percent((win_set.quota - win_set.support).max(0.0), 0);
    heading(ui, language.text_with("home-missing", &[("gap", gap.into())]));
    ui.label(language.text_with("home-nearest", &[("groups", names.join(", ").into())]));
    if win_set.remedies.is_empty() {
        ui.label(scene.text("home-no-remedy"));
    }
    for remedy in &win_set.remedies {
        let issue = &case.issues[remedy.issue];
        let text = language.text_with(
            "home-remedy",
            &[
                ("issue", issue.name.clone().into()),
                ("option", issue.options[remedy.option].name.clone().into()),
                ("share", language.percent(remedy.support, 0).into()),
                ("points", language.change(remedy.mine, 1).into()),
            ],
        );
        let enough = remedy.support + 1e-9 >= win_set.quota;
        let colour = if enough { look.mine() } else { look.ink() };
        let at_table = scene.view.talk().is_some();
        if ui.add_enabled(at_table, egui::Button::new(RichText::new(text).color(colour)).wrap()).clicked() {
            if win_set.subject == Subject::Standing {
                intents.push(Intent::Start(crate::record::sitting::Start::Standing));
            }
            intents.push(Intent::Settle { issue: remedy.issue, option: Some(remedy.option) });
            intents.push(Intent::Show(Page::Talks));
        }
    }
}

/// For each issue, which options would pass in the package: filled when it passes with it, with the share of the votes.
fn options(ui: &mut Ui, scene: &Scene, win_set: &WinSet, intents: &mut Vec<Intent>) {
    let (case, look, language) = (scene.case(), scene.look, scene.language);
    heading(ui, scene.text("home-options"));
    let what = if win_set.subject == Subject::Nothing { "home-options-alone" } else { "home-options-what" };
    aside(ui, look, scene.text(what));
    let at_table = scene.view.talk().is_some_and(|talk| win_set.members == crate::record::talks::members(&talk));
    for (issue, shares) in &win_set.options {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::new(4.0, 4.0);
            ui.label(RichText::new(&case.issues[*issue].name).size(12.0).strong());
            for (option, share) in shares.iter().enumerate() {
                let passes = *share + 1e-9 >= win_set.quota;
                let chosen = win_set.package.get(*issue) == Some(option);
                let (dot, _) = ui.allocate_exact_size(Vec2::splat(10.0), Sense::hover());
                let name = &case.issues[*issue].options[option].name;
                let colour = if passes { look.mine() } else { look.loss() };
                if passes {
                    ui.painter().circle_filled(dot.center(), 4.0, colour);
                } else {
                    ui.painter().circle_stroke(dot.center(), 4.0, Stroke::new(1.5, colour));
                }
                let text = format!("{name} {}", language.percent(*share, 0));
                let button = egui::Button::new(RichText::new(text).size(12.0).color(colour)).selected(chosen).small();
                if ui.add_enabled(at_table, button).clicked() {
                    intents.push(Intent::Settle { issue: *issue, option: Some(option) });
                }
            }
        });
    }
}

/// Packages that neither side could better for nothing: what they are worth to me, and how many at home are for them.
fn picture(ui: &mut Ui, scene: &Scene, win_set: &WinSet) {
    let look = scene.look;
    if win_set.spots.is_empty() {
        return;
    }
    heading(ui, scene.text("home-picture"));
    let passing = win_set.spots.iter().filter(|spot| spot.passes && spot.worth >= 0.0).count();
    ui.label(scene.language.text_with(
        "home-picture-what",
        &[("passing", passing.to_string().into()), ("all", win_set.spots.len().to_string().into())],
    ));
    let spots = |passes: bool| -> Vec<[f64; 2]> {
        let of = win_set.spots.iter().filter(|spot| spot.passes == passes);
        of.map(|spot| [100.0 * spot.support, spot.worth]).collect()
    };
    let (pass, fail) = (spots(true), spots(false));
    let own = (win_set.subject != Subject::Nothing)
        .then(|| [100.0 * win_set.support, scene.view.package_value(win_set.package, win_set.members)]);
    let [passes, fails, quota, nothing, this] =
        ["spot-passes", "spot-fails", "spot-quota", "mark-no-deal", "spot-this"].map(|key| scene.text(key));
    let (mine, loss, line, faint, needed) =
        (look.mine(), look.loss(), look.deadline(), look.aside(), 100.0 * win_set.quota);
    axes(ui, scene, scene.text("plane-mine"), scene.text("spot-support"));
    still(look, "win-set", 220.0).include_x(0.0).include_x(104.0).include_y(0.0).show(ui, |plot| {
        plot.vline(VLine::new(quota.clone(), needed).color(line).style(LineStyle::dashed_dense()));
        plot.hline(HLine::new(nothing, 0.0).color(faint).style(LineStyle::dotted_dense()));
        plot.text(label([needed, 0.0], HALF, quota, line));
        plot.points(Points::new(passes, pass).radius(4.0).color(mine));
        plot.points(Points::new(fails, fail).radius(4.0).filled(false).shape(MarkerShape::Cross).color(loss));
        if let Some(at) = own {
            plot.points(Points::new(this.clone(), vec![at]).radius(7.0).shape(MarkerShape::Asterisk).color(mine));
            plot.text(label(at, HALF, this, mine));
        }
    });
}
