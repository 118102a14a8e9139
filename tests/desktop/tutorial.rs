//! The tutorial: one short step after the other, each over when the player has done it.

use super::window;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use summitry::desktop::application::Application;
use summitry::desktop::intent::{Intent, Page};
use summitry::desktop::settings::Settings;
use summitry::desktop::tutorial::STEPS;
use summitry::language::{Language, Tongue};
use summitry::record::sitting::Start;
use summitry::rules::action::Action;
use summitry::rules::case::NationId;
use summitry::rules::menu::Purpose;
use summitry::rules::state::Ask;

/// Letters that a step's task and its reason have at most: a card, no wall.
const SHORT: usize = 230;

#[test]
fn no_step_is_a_wall_of_text() {
    for tongue in Tongue::ALL {
        let language = Language::new(tongue);
        for step in &STEPS {
            for key in [step.title, step.task, step.reason] {
                let text = language.text_with(
                    key,
                    &[
                        ("mine", "12.3".into()),
                        ("theirs", "12.3".into()),
                        ("other", "them".into()),
                        ("next", "".into()),
                    ],
                );
                assert!(text.chars().count() <= SHORT, "{key}: {text}");
                assert_ne!(text, key);
            }
        }
    }
}

fn says(harness: &Harness<Application>, title: &str) -> bool {
    harness.query_by_label(title).is_some()
}

fn act(harness: &mut Harness<Application>, intent: Intent) {
    harness.state_mut().carry_out(intent);
    harness.run_steps(3);
}

#[test]
fn each_step_follows_from_what_the_player_does() {
    let mut harness = window(Application::new(None, None), [1280.0, 800.0]);
    harness.get_by_label("Tutorial: learn by playing").click();
    harness.run_steps(4);
    assert!(says(&harness, "Know the other side"));
    act(&mut harness, Intent::Inspect(Some(NationId(1))));
    assert!(says(&harness, "Who needs the deal more"));
    harness.get_by_label("Skip this step").click();
    harness.run_steps(3);
    assert!(says(&harness, "What a threat costs"));
    act(&mut harness, Intent::ShowMoves(Purpose::Pressure));
    assert!(says(&harness, "Make a move"));
    let moves = harness.state_mut().desk().expect("a game").sitting().observe(|view| {
        let mut actions = Vec::new();
        view.menu(&mut actions);
        actions
    });
    act(&mut harness, Intent::Submit(moves[0]));
    assert!(says(&harness, "End the turn"));
    act(&mut harness, Intent::EndTurn);
    let mut seen = Vec::new();
    for _ in 0..200 {
        let desk = harness.state_mut().desk().expect("a game");
        let ask = desk.papers().ask;
        match ask {
            Some(Ask::Talk) if !seen.contains(&"table") => {
                seen.push("table");
                assert!(says(&harness, "You are at the table"));
                act(&mut harness, Intent::Start(Start::Best));
                assert!(says(&harness, "Give what is cheap"));
                act(&mut harness, Intent::Settle { issue: 2, option: Some(1) });
                assert!(says(&harness, "Would it pass at home?"));
                act(&mut harness, Intent::Show(Page::Home));
                // The package is above the floor, so that step is over as soon as it begins.
                assert!(says(&harness, "Put it on the table"));
                let package = harness.state_mut().desk().expect("a game").papers().package;
                act(&mut harness, Intent::Submit(Action::Offer(package)));
            }
            Some(Ask::Talk) => {
                let accepted = harness.state_mut().desk().expect("a game").apply(&Intent::Submit(Action::Accept));
                if accepted.is_err() {
                    act(&mut harness, Intent::Start(Start::Middle));
                    let package = harness.state_mut().desk().expect("a game").papers().package;
                    let desk = harness.state_mut().desk().expect("a game");
                    if desk.apply(&Intent::Submit(Action::Offer(package))).is_err() {
                        act(&mut harness, Intent::Submit(Action::WalkOut));
                    }
                }
                harness.run_steps(2);
            }
            Some(Ask::Attend) => {
                seen.push("journey");
                assert!(says(&harness, "Go to the summit?"));
                act(&mut harness, Intent::Submit(Action::Attend(true)));
            }
            Some(Ask::Settle(_)) => {
                let word = summitry::rules::action::Settlement::BackDown;
                act(&mut harness, Intent::Submit(Action::Settle(word)));
            }
            Some(Ask::Comply(_)) => act(&mut harness, Intent::Submit(Action::Comply(true))),
            Some(_) => act(&mut harness, Intent::EndTurn),
            None => break,
        }
    }
    assert_eq!(seen, ["table", "journey"]);
    assert!(says(&harness, "What it came to, and why"));
    harness.get_by_label("End the tutorial").click();
    harness.run_steps(3);
    assert!(!says(&harness, "What it came to, and why"));
}

#[test]
fn the_coach_can_be_sent_away_at_once_and_other_games_have_none() {
    let mut application = Application::new(None, None);
    application.set(Settings { language: Tongue::German, ..Settings::default() });
    application.carry_out(Intent::Tutorial);
    let mut harness = window(application, [1280.0, 800.0]);
    harness.get_by_label("Die andere Seite kennen");
    harness.get_by_label("Einführung beenden").click();
    harness.run_steps(3);
    assert!(!says(&harness, "Die andere Seite kennen"));
}
