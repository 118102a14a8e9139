//! A game from the start screen to its debrief, with the mouse alone.

use crate::{Window, ask};
use egui_kittest::kittest::{NodeT, Queryable};
use summitry::desktop::application::Application;
use summitry::desktop::intent::Page;
use summitry::rules::state::Ask;

/// Clicks the first of these buttons that is there and can be clicked.
fn click_one(window: &mut Window, labels: &[&str]) -> Option<String> {
    for label in labels {
        let found = window.harness.query_all_by_label(label).find(|node| !node.accesskit_node().is_disabled());
        if let Some(node) = found {
            node.click();
            window.steps();
            return Some((*label).to_string());
        }
    }
    None
}

#[test]
fn a_game_is_played_from_the_start_screen_to_its_debrief_with_the_mouse() {
    let mut window = Window::tall(Application::new(None, None));
    window.click("Begin");
    let (mut talked, mut settled) = (0, 0);
    for _ in 0..400 {
        let done = match ask(&mut window) {
            None => break,
            Some(Ask::Posture) => {
                let end = window.harness.get_by_label_contains("End turn");
                end.click();
                window.steps();
                Some(String::new())
            }
            Some(Ask::Talk) => {
                talked += 1;
                assert_eq!(window.desk().papers().page, Page::Talks);
                window.click("Fair middle");
                click_one(&mut window, &["Accept the offer on the table", "Offer your package"]).or_else(|| {
                    window.click("Walk out");
                    click_one(&mut window, &["Leave the table now"])
                })
            }
            Some(Ask::Settle(_)) => {
                settled += 1;
                click_one(&mut window, &["Back down"])
            }
            Some(Ask::Attend) => click_one(&mut window, &["Go"]),
            Some(Ask::Comply(_)) => click_one(&mut window, &["Keep it"]),
            Some(Ask::Vote(_)) => click_one(&mut window, &["As the group itself decides"]),
        };
        assert!(done.is_some(), "nothing can be clicked when asked {:?}", ask(&mut window));
    }
    assert_eq!(ask(&mut window), None, "after {talked} words at tables and {settled} words settled");
    assert_eq!(window.desk().papers().page, Page::Debrief);
    window.harness.get_by_label("Who got what");
}
