//! Each page in play, drawn headless and used with the mouse and the keyboard.

use crate::{Window, ask, beginning, played_until};
use egui_kittest::kittest::Queryable;
use summitry::desktop::application::Application;
use summitry::desktop::intent::{Beginning, Intent, Page};
use summitry::desktop::settings::Settings;
use summitry::language::Tongue;
use summitry::record::sitting::Start;
use summitry::rules::action::Action;
use summitry::rules::menu::Purpose;
use summitry::rules::state::{Ask, Mandate};

/// A window at a table.
fn at_a_table() -> Window {
    let mut application = Application::new(None, None);
    application.carry_out(Intent::Begin(beginning(3)));
    assert!(played_until(&mut application, |asked| asked == Some(Ask::Talk)));
    let mut window = Window::tall(application);
    window.show(Page::Talks);
    window
}

/// The moves of the turn so far.
fn moves(window: &mut Window) -> Vec<Action> {
    window.desk().sitting().observe(|view| view.moves().copied().collect())
}

#[test]
fn a_package_is_built_by_clicks_and_arrow_keys() {
    let mut window = at_a_table();
    let (issue, label, next) = window
        .desk()
        .sitting()
        .observe(|view| {
            let talk = view.talk().expect("a table");
            let issue = (0..view.case().issues.len()).find(|issue| talk.own.options[*issue] > 1).expect("an issue");
            let mut order: Vec<usize> = (0..usize::from(talk.own.options[issue])).collect();
            order.sort_by(|a, b| talk.own.value[issue][*b].total_cmp(&talk.own.value[issue][*a]));
            let terms = &view.case().issues[issue];
            Some((issue, format!("{}: {}", terms.name, terms.options[order[0]].name), order[1]))
        })
        .expect("a table");
    window.click(&label);
    assert!(window.desk().papers().package.get(issue).is_some());
    window.harness.get_by_label(&label).focus();
    window.steps();
    window.harness.key_press(egui::Key::ArrowRight);
    window.steps();
    assert_eq!(window.desk().papers().package.get(issue), Some(next));
    window.click("Empty");
    assert!(window.desk().papers().package.is_empty());
}

#[test]
fn trading_terms_keeps_what_it_says_it_keeps() {
    let mut window = at_a_table();
    window.click("My best");
    let worth = |window: &mut Window| {
        let package = window.desk().papers().package;
        window.desk().sitting().observe(|view| {
            let talk = view.talk()?;
            Some((talk.own.utility(package), talk.estimate.utility(package)))
        })
    };
    let (mine, theirs) = worth(&mut window).expect("a table");
    window.click("Sweeten");
    let (after, liked) = worth(&mut window).expect("a table");
    assert!(after >= mine - 1e-9 && liked >= theirs - 1e-9);
    window.click("Improve");
    let (better, as_liked) = worth(&mut window).expect("a table");
    assert!(better >= after - 1e-9 && as_liked >= liked - 1e-9);
}

#[test]
fn an_offer_is_made_and_the_curves_and_reasons_stand_beside_it() {
    let mut window = at_a_table();
    window.click("My best");
    window.click("Offer your package");
    if window.desk().papers().ask == Some(Ask::Talk) {
        window.show(Page::Talks);
        assert!(window.harness.query_all_by_label_contains("Last offer").count() > 0);
        let question = window.harness.query_all_by_label_contains("refuse?").next().expect("it can be asked");
        question.click();
        window.steps();
        assert!(window.harness.query_all_by_label_contains("Estimates of your analysts").count() > 0);
    }
}

#[test]
fn walking_out_takes_two_clicks_with_what_it_means_between_them() {
    let mut window = at_a_table();
    window.click("Walk out");
    assert_eq!(window.desk().papers().ask, Some(Ask::Talk));
    window.harness.get_by_label_contains("Walking out ends these talks");
    window.click("Leave the table now");
    assert!(window.desk().sitting().observe(|view| view.talk().is_none()));
    assert!(window.harness.query_all_by_label_contains("walked out").count() > 0);
}

#[test]
fn a_threat_is_read_in_full_changed_made_and_taken_back() {
    let mut application = Application::new(None, None);
    application.carry_out(Intent::Begin(Beginning { scenario: "rare-earths-2025".to_string(), ..beginning(3) }));
    let mut window = Window::tall(application);
    window.desk().apply(&Intent::ShowMoves(Purpose::Pressure)).expect("a page is shown");
    let threat = window.desk().sitting().observe(|view| {
        let mut actions = Vec::new();
        view.menu(&mut actions);
        actions.into_iter().find(|action| matches!(action, Action::Threaten { .. }))
    });
    let threat = threat.expect("the seat can threaten");
    window.desk().apply(&Intent::Unfold(Some(threat))).expect("it is explained");
    window.steps();
    window.harness.get_by_label("What your word binds you to");
    window.harness.get_by_label("Your payoff, by goal, points");
    window.click("+7");
    window.click("in private");
    let changed = window.desk().papers().unfolded.as_ref().map(|unfolded| unfolded.action);
    let (Action::Threaten { due, .. }, Some(Action::Threaten { due: later, public, .. })) = (threat, changed) else {
        panic!("a threat stays one")
    };
    assert_eq!((later, public), (due + 7, false));
    window.click("Do this");
    assert_eq!(moves(&mut window), changed.into_iter().collect::<Vec<_>>());
    window.desk().apply(&Intent::Show(Page::Moves)).expect("a page is shown");
    window.steps();
    let undo = window.harness.get_all_by_label("Undo").next().expect("it can be undone");
    undo.click();
    window.steps();
    assert!(moves(&mut window).is_empty());
}

#[test]
fn moves_that_are_not_possible_stand_under_their_reason() {
    let mut application = Application::new(None, None);
    application.carry_out(Intent::Begin(beginning(3)));
    application.carry_out(Intent::ShowMoves(Purpose::Home));
    let window = Window::tall(application);
    window.harness.get_by_label("Not possible now");
    window.harness.get_by_label("That is the mandate already.");
}

#[test]
fn the_war_room_works_by_itself_and_says_how_sure_it_is() {
    let mut application = Application::new(None, None);
    application.carry_out(Intent::Begin(beginning(3)));
    let mut window = Window::tall(application);
    window.show(Page::WarRoom);
    let mut games = 0;
    while games == 0 {
        std::thread::sleep(std::time::Duration::from_millis(20));
        window.steps();
        games = window.desk().papers().foresight.answer().map_or(0, |answer| answer.usual.games);
    }
    window.steps();
    assert!(window.harness.query_all_by_label_contains("sure to about").count() > 0);
    let action = window.desk().sitting().observe(|view| {
        let mut actions = Vec::new();
        view.menu(&mut actions);
        actions.first().copied()
    });
    let action = action.expect("a move");
    window.desk().apply(&Intent::Forecast(Some(action))).expect("it is asked");
    let known = |window: &mut Window| {
        window.desk().papers().foresight.compared(&action).map(|(usual, after)| (usual.games, after.games))
    };
    while known(&mut window).is_none() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    // Both are played from the same imagined games, so the usual course is never behind.
    let (usual, after) = known(&mut window).expect("it is known");
    assert!(usual >= after && after > 0);
    window.steps();
    assert!(window.harness.query_all_by_label_contains("against going on as usual").count() > 0);
}

#[test]
fn home_shows_who_is_for_a_package_and_takes_instructions() {
    let mut window = at_a_table();
    window.desk().apply(&Intent::Start(Start::Best)).expect("there is a best package");
    window.show(Page::Home);
    let (support, quota) = {
        let win_set = window.desk().papers().win_set.clone().expect("it has been worked out");
        let weight: f64 = win_set.groups.iter().filter(|group| group.margin >= 0.0).map(|group| group.weight).sum();
        assert!((weight - win_set.support).abs() < 1e-9);
        (win_set.support, win_set.quota)
    };
    let verdict = if support + 1e-9 >= quota { "It would pass" } else { "It would fail" };
    assert!(window.harness.query_all_by_label_contains(verdict).count() > 0);

    let mut application = Application::new(None, None);
    application.carry_out(Intent::Begin(beginning(3)));
    let mut window = Window::tall(application);
    window.show(Page::Home);
    window.click("Flexible");
    assert_eq!(moves(&mut window), [Action::SetMandate(Mandate::Flexible)]);
}

#[test]
fn every_figure_of_the_delegation_tells_its_terms() {
    let mut application = Application::new(None, None);
    application.carry_out(Intent::Begin(beginning(3)));
    let mut window = Window::tall(application);
    window.click("Why? Without a deal (BATNA)");
    window.harness.get_by_label("As things stand");
    window.harness.get_by_label("In all");
    let (parts, total) = window.desk().sitting().observe(|view| {
        let account = summitry::record::account::no_deal(view);
        (account.parts.iter().map(|(_, points)| points).sum::<f64>(), account.total)
    });
    assert!((parts - total).abs() < 0.01);
}

#[test]
fn a_date_of_the_strip_leads_to_what_can_be_done_about_it() {
    let mut application = Application::new(None, None);
    application.carry_out(Intent::Begin(beginning(3)));
    let mut window = Window::tall(application);
    let summit = window.desk().papers().dates.iter().find(|due| due.text.starts_with("The summit")).cloned();
    let text = summit.expect("the summit is ahead").text;
    window.harness.get_by_label_contains(&text).click_accesskit();
    window.steps();
    assert_eq!(window.desk().papers().page, Page::Summit);
    window.harness.get_by_label("1 Arrival");
}

#[test]
fn the_pages_of_a_game_that_is_over_are_told_in_german_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut application = Application::new(Some(folder.path().to_path_buf()), None);
    application.set(Settings { language: Tongue::German, ..Settings::default() });
    application.carry_out(Intent::Begin(beginning(3)));
    assert!(played_until(&mut application, |asked| asked.is_none()));
    let mut window = Window::tall(application);
    window.show(Page::Debrief);
    window.harness.get_by_label("Der Lauf der Krise");
    window.harness.get_by_label("Der Morgen danach");
    window.show(Page::Summit);
    window.harness.get_by_label("4 Abstimmung zu Hause");
}

#[test]
fn the_debrief_is_saved_as_a_page_and_a_turn_is_played_on_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut application = Application::new(Some(folder.path().to_path_buf()), None);
    application.carry_out(Intent::Begin(beginning(3)));
    assert!(played_until(&mut application, |asked| asked.is_none()));
    let mut window = Window::tall(application);
    window.show(Page::Debrief);
    window.click("Save as a page (HTML)");
    let save = window.desk().save().expect("it is saved").to_path_buf();
    let page = std::fs::read_to_string(save.with_extension("debrief.html")).expect("the page is there");
    assert!(page.contains("</html>"));
    window.click("Save a picture (PNG)");
    assert!(window.harness.state_mut().takes_picture() && !window.harness.state_mut().takes_picture());
    let doors = window.harness.query_all_by_label_contains("From ").count();
    assert!(doors > 2);
    let second = window.desk().papers().debrief.as_ref().and_then(|debrief| debrief.path.get(1).cloned());
    let day = summitry::language::Language::new(Tongue::English)
        .full_day(second.expect("a second turn").day.parse().expect("a date"));
    window.click(&format!("From {day}"));
    assert_eq!(window.desk().sitting().observe(|view| view.turn()), 1);
    assert_eq!(ask(&mut window), Some(Ask::Posture));
    assert_ne!(window.desk().save(), Some(save.as_path()));
}
