//! A game with the keyboard only: from the start screen over moves, talks and the summit to the debrief, and back to it later.

use super::window;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use summitry::desktop::application::Application;
use summitry::desktop::intent::Page;
use summitry::desktop::keys::{ALL, Command};
use summitry::rules::state::Ask;

/// Goes from button to button until one whose label begins so has the focus, and presses it.
fn press(harness: &mut Harness<Application>, label: &str) {
    for _ in 0..400 {
        harness.key_press(Key::Tab);
        harness.step();
        let focused = harness.root().children_recursive().any(|node| {
            let label_of = node.accesskit_node().label().unwrap_or_default();
            node.accesskit_node().is_focused() && label_of.starts_with(label)
        });
        if focused {
            harness.key_press(Key::Space);
            harness.run_steps(4);
            return;
        }
    }
    panic!("no button \"{label}\" gets the focus");
}

fn ask(harness: &mut Harness<Application>) -> Option<Ask> {
    harness.state_mut().desk().expect("a game is open").papers().ask
}

/// Offers that lie on the table.
fn offers(harness: &mut Harness<Application>) -> usize {
    let desk = harness.state_mut().desk().expect("a game is open");
    desk.sitting().observe(|view| view.talk().map_or(0, |talk| talk.offers.len()))
}

fn with_control(harness: &mut Harness<Application>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    harness.run_steps(3);
}

#[test]
fn a_game_is_played_to_its_debrief_and_continued_with_keys_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window(Application::new(Some(folder.path().to_path_buf()), None), [1280.0, 900.0]);
    press(&mut harness, "The steel safeguard");
    press(&mut harness, "Begin");
    let game = harness.state_mut().desk().expect("a game is begun");
    assert_eq!(game.sitting().name(), "steel-safeguard");
    harness.key_press(Key::Num2);
    harness.run_steps(3);
    assert_eq!(harness.state_mut().desk().map(|desk| desk.papers().page), Some(Page::Moves));
    press(&mut harness, "Do it");
    let made = |harness: &mut Harness<Application>| {
        harness.state_mut().desk().expect("a game").sitting().observe(|view| view.moves().count())
    };
    assert_eq!(made(&mut harness), 1);
    with_control(&mut harness, Key::Z);
    assert_eq!(made(&mut harness), 0);
    let (mut talked, mut travelled) = (false, false);
    for _ in 0..120 {
        match ask(&mut harness) {
            Some(Ask::Talk) => {
                talked = true;
                harness.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::A);
                harness.run_steps(3);
                if ask(&mut harness) == Some(Ask::Talk) {
                    with_control(&mut harness, Key::M);
                    let before = offers(&mut harness);
                    with_control(&mut harness, Key::O);
                    // Where no package is above the reservation value there is nothing to offer.
                    if offers(&mut harness) == before && ask(&mut harness) == Some(Ask::Talk) {
                        press(&mut harness, "Walk out");
                        press(&mut harness, "Leave the table now");
                    }
                }
            }
            Some(Ask::Attend) => {
                travelled = true;
                press(&mut harness, "Go");
            }
            Some(Ask::Settle(_)) => press(&mut harness, "Back down"),
            Some(Ask::Comply(_)) => press(&mut harness, "Keep it"),
            Some(_) => with_control(&mut harness, Key::Enter),
            None => break,
        }
    }
    let asked = ask(&mut harness);
    assert!(
        talked && travelled && asked.is_none(),
        "talked: {talked}, travelled: {travelled}, asked at last: {asked:?}"
    );
    assert_eq!(harness.state_mut().desk().map(|desk| desk.papers().page), Some(Page::Debrief));
    with_control(&mut harness, Key::H);
    assert!(harness.state_mut().desk().is_none());
    press(&mut harness, "The steel safeguard · ");
    assert!(harness.state_mut().desk().expect("the game is open again").is_over());
}

#[test]
fn the_palette_finds_pages_moves_and_nations() {
    let mut application = Application::new(None, None);
    application.carry_out(summitry::desktop::intent::Intent::Begin(super::beginning(1)));
    let mut harness = window(application, [1280.0, 720.0]);
    let choose = |harness: &mut Harness<Application>, words: &str| {
        with_control(harness, Key::K);
        harness.event(egui::Event::Text(words.to_string()));
        harness.run_steps(2);
        harness.key_press(Key::Enter);
        harness.run_steps(3);
    };
    choose(&mut harness, "war room");
    assert_eq!(harness.state_mut().desk().map(|desk| desk.papers().page), Some(Page::WarRoom));
    let second = harness.state_mut().desk().map(|desk| desk.case().nations[1].name.clone()).unwrap_or_default();
    choose(&mut harness, &format!("file {second}"));
    let papers = harness.state_mut().desk().expect("a game").papers();
    assert_eq!((papers.page, papers.subject.map(|nation| nation.index())), (Page::Map, Some(1)));
    // Digits that are typed are no pages, and Escape closes.
    with_control(&mut harness, Key::K);
    harness.key_press(Key::Num4);
    harness.run_steps(2);
    assert_eq!(harness.state_mut().desk().map(|desk| desk.papers().page), Some(Page::Map));
    harness.get_by_label_contains("Up and Down choose");
    harness.key_press(Key::Escape);
    harness.run_steps(2);
    assert!(harness.query_by_label_contains("Up and Down choose").is_none());
}

#[test]
fn the_help_shows_every_key_and_no_key_is_given_twice() {
    let mut harness = window(Application::new(None, None), [1280.0, 1400.0]);
    harness.key_press(Key::F1);
    harness.run_steps(3);
    for (position, shortcut) in ALL.iter().enumerate() {
        let written = harness.ctx.format_shortcut(&shortcut.keys);
        assert!(harness.query_all_by_label(&written).count() > 0, "{written} is not shown");
        assert!(ALL[position + 1..].iter().all(|other| other.keys != shortcut.keys), "{written} is given twice");
    }
    assert!(ALL.iter().any(|shortcut| shortcut.command == Command::Search));
}
