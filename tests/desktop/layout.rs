//! Every screen in the smallest window, also with everything twice as large, in both languages: nothing is cut off, everything has a name.

use super::{beginning, window};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use summitry::desktop::application::Application;
use summitry::desktop::intent::{Intent, Page};
use summitry::desktop::keys;
use summitry::desktop::look::{Look, Palette};
use summitry::desktop::settings::Settings;
use summitry::language::Tongue;
use summitry::record::sitting::Start;
use summitry::rules::action::Action;
use summitry::rules::state::Ask;

/// The smallest window, as it is and with everything twice as large: points.
const SIZES: [[f32; 2]; 2] = [[1024.0, 640.0], [512.0, 320.0]];
/// How far a letter's box may stand out, points.
const SLACK: f32 = 1.5;

/// What is wrong with a screen: text beyond its left or right edge, buttons without a name.
fn faults(harness: &Harness<Application>, size: [f32; 2], moment: &str) -> Vec<String> {
    let mut found = Vec::new();
    for node in harness.root().children_recursive() {
        let inner = node.accesskit_node();
        let label = inner.label().or_else(|| inner.value()).unwrap_or_default();
        if matches!(inner.role(), Role::Button | Role::CheckBox | Role::Link) && label.is_empty() {
            found.push(format!("{moment} at {size:?}: a {:?} at {:?} has no name", inner.role(), node.rect()));
        }
        // The strip of dates scrolls sideways.
        let date = inner.role() == Role::Button && node.rect().top() < 90.0 && label.contains(": ");
        let told = matches!(inner.role(), Role::Label | Role::Button | Role::Link | Role::CheckBox);
        if told && !date && (node.rect().left() < -SLACK || node.rect().right() > size[0] + SLACK) {
            found.push(format!("{moment} at {size:?}: {label:?} is cut off, {:?}", node.rect()));
        }
    }
    found
}

/// What is wrong with the pages of the moment; gives the application back.
fn pages(application: Application, size: [f32; 2], moment: &str, wrong: &mut Vec<String>) -> Application {
    let mut harness = window(application, size);
    let over = harness.state_mut().desk().is_some_and(|desk| desk.is_over());
    for page in keys::pages(over) {
        harness.state_mut().carry_out(Intent::Show(page));
        harness.run_steps(3);
        wrong.extend(faults(&harness, size, &format!("{moment}, {page:?}")));
    }
    harness.into_state()
}

/// Plays on until a question of some kind is asked.
fn until(application: &mut Application, wanted: impl Fn(Option<Ask>) -> bool) {
    for _ in 0..200 {
        let desk = application.desk().expect("a game is open");
        let ask = desk.papers().ask;
        if wanted(ask) || ask.is_none() {
            return;
        }
        application.carry_out(match ask {
            Some(Ask::Talk) => Intent::Submit(Action::WalkOut),
            Some(Ask::Attend) => Intent::Submit(Action::Attend(true)),
            Some(Ask::Comply(_)) => Intent::Submit(Action::Comply(true)),
            Some(Ask::Settle(_)) => Intent::Submit(Action::Settle(summitry::rules::action::Settlement::BackDown)),
            _ => Intent::EndTurn,
        });
    }
}

fn in_language(tongue: Tongue) -> Application {
    let mut application = Application::new(None, None);
    application.set(Settings { language: tongue, ..Settings::default() });
    application
}

#[test]
fn no_page_of_a_game_cuts_text_off_at_any_moment() {
    let mut wrong = Vec::new();
    for (tongue, size) in [(Tongue::English, SIZES[0]), (Tongue::German, SIZES[0]), (Tongue::German, SIZES[1])] {
        let mut application = in_language(tongue);
        application.carry_out(Intent::Begin(beginning(1)));
        application = pages(application, size, "a turn's beginning", &mut wrong);
        until(&mut application, |ask| ask == Some(Ask::Talk));
        application.carry_out(Intent::Start(Start::Best));
        let package = application.desk().expect("a game is open").papers().package;
        application.carry_out(Intent::Submit(Action::Offer(package)));
        application = pages(application, size, "talks", &mut wrong);
        until(&mut application, |ask| ask == Some(Ask::Attend));
        application = pages(application, size, "the journey", &mut wrong);
        until(&mut application, |_| false);
        pages(application, size, "the end", &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_dialog_and_no_start_screen_cuts_text_off() {
    let mut wrong = Vec::new();
    let settings_file = tempfile::tempdir().expect("a folder");
    for tongue in Tongue::ALL {
        for size in SIZES {
            let mut harness = window(in_language(tongue), size);
            wrong.extend(faults(&harness, size, "start"));
            for intent in [Intent::OpenSettings, Intent::OpenHelp, Intent::OpenPalette] {
                let moment = format!("{intent:?}");
                harness.state_mut().carry_out(intent);
                harness.run_steps(3);
                wrong.extend(faults(&harness, size, &moment));
                harness.state_mut().carry_out(Intent::Close);
            }
            let file = settings_file.path().join("a-folder-with-a-long-name").join("window.toml");
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder is made");
            std::fs::write(&file, "language = 7").expect("a file is written");
            wrong.extend(faults(&window(Application::new(None, Some(file)), size), size, "trouble"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_end_of_the_turn_is_on_the_screen_at_every_size() {
    for size in SIZES {
        let mut application = Application::new(None, None);
        application.carry_out(Intent::Begin(beginning(1)));
        let harness = window(application, size);
        let end = harness.get_by_label_contains("End turn").rect();
        assert!(end.bottom() <= size[1] && end.top() > 0.0, "{end:?} at {size:?}");
        let page = harness.get_by_label_contains(" At home").rect();
        assert!(page.bottom() < end.top(), "{page:?} over {end:?} at {size:?}");
    }
}

#[test]
fn a_narrow_window_shows_the_columns_as_pages() {
    let mut application = Application::new(None, None);
    application.carry_out(Intent::Begin(beginning(1)));
    let mut harness = window(application, SIZES[1]);
    harness.get_by_label("8 News").click();
    harness.run_steps(4);
    assert_eq!(harness.state_mut().desk().map(|desk| desk.papers().page), Some(Page::News));
}

/// Relative luminance (WCAG 2.1).
fn luminance(colour: egui::Color32) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
}

#[test]
fn letters_can_be_read_in_every_palette() {
    for palette in Palette::ALL {
        for dark in [false, true] {
            let look = Look { palette, dark, ..Look::default() };
            let least = if palette == Palette::HighContrast { 7.0 } else { 4.5 };
            for ground in [look.ground(), look.paper()] {
                for ink in [look.ink(), look.aside(), look.mine(), look.deadline(), look.loss()] {
                    let (one, other) = (luminance(ink), luminance(ground));
                    let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
                    assert!(contrast >= least, "{palette:?}, dark {dark}: {ink:?} on {ground:?} is {contrast:.2}");
                }
            }
        }
    }
}
