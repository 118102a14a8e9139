//! Saved games, kept turns and settings: what is damaged is put aside and told, what is left goes on.

use super::{beginning, window};
use egui_kittest::kittest::Queryable;
use std::path::{Path, PathBuf};
use summitry::desktop::application::Application;
use summitry::desktop::intent::Intent;
use summitry::desktop::look::{Look, Palette, TextSpeed};
use summitry::desktop::saves;
use summitry::desktop::settings::Settings;
use summitry::language::Tongue;
use summitry::rules::action::Action;
use summitry::rules::state::Ask;

/// A game of some turns in a folder, closed; its file.
fn played(folder: &Path, turns: usize) -> PathBuf {
    let mut application = Application::new(Some(folder.to_path_buf()), None);
    application.carry_out(Intent::Begin(beginning(2)));
    for _ in 0..400 {
        let desk = application.desk().expect("the game is open");
        if desk.is_over() || desk.sitting().observe(|view| view.turn()) >= turns {
            break;
        }
        let ask = desk.papers().ask;
        application.carry_out(match ask {
            Some(Ask::Talk) => Intent::Submit(Action::WalkOut),
            Some(Ask::Attend) => Intent::Submit(Action::Attend(false)),
            Some(Ask::Comply(_)) => Intent::Submit(Action::Comply(true)),
            Some(Ask::Settle(_)) => Intent::Submit(Action::Settle(summitry::rules::action::Settlement::BackDown)),
            _ => Intent::EndTurn,
        });
    }
    let desk = application.desk().expect("the game is open");
    desk.save().expect("it is saved").to_path_buf()
}

#[test]
fn a_game_is_on_the_disk_as_soon_as_it_is_begun() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = played(folder.path(), 0);
    assert!(path.is_file());
    let listed = saves::list(folder.path());
    let game = listed[0].game.clone().expect("a file").expect("a sound one");
    assert_eq!((game.turn, game.is_over()), (0, false));
}

#[test]
fn a_damaged_game_is_put_aside_and_its_last_turn_is_offered() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = played(folder.path(), 3);
    let good = std::fs::read_to_string(&path).expect("the game is read");
    for (round, name) in [(1, "damaged"), (2, "damaged-2")] {
        std::fs::write(&path, format!("{good}no line {round}\n")).expect("the file is damaged");
        let mut application = Application::new(Some(folder.path().to_path_buf()), None);
        application.carry_out(Intent::OpenSave(path.clone()));
        assert!(application.desk().is_none());
        assert!(!path.exists());
        let kept = path.with_file_name(format!("{}.{name}", path.file_name().expect("a name").to_string_lossy()));
        let text = std::fs::read_to_string(&kept).expect("it is kept");
        assert!(text.ends_with(&format!("no line {round}\n")));
        let mut harness = window(application, [1280.0, 720.0]);
        harness.get_by_label("Something is wrong");
        harness.get_by_label_contains(&kept.display().to_string());
        harness.get_by_label("Play on from the last turn that was kept").click();
        harness.run_steps(4);
        let desk = harness.state_mut().desk().expect("the kept turn is open");
        assert_eq!(desk.sitting().observe(|view| view.turn()), 3);
        // It takes the place of the game that is gone.
        assert_eq!(desk.save(), Some(path.as_path()));
        assert!(path.is_file());
    }
}

#[test]
fn a_game_that_was_changed_by_hand_is_damaged_and_one_of_other_rules_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = played(folder.path(), 2);
    let good = std::fs::read_to_string(&path).expect("the game is read");
    let version = format!("\"rules_version\":{}", summitry::record::log::RULES_VERSION);
    assert!(good.contains(&version));
    let open = || {
        let mut application = Application::new(Some(folder.path().to_path_buf()), None);
        application.carry_out(Intent::OpenSave(path.clone()));
        assert!(application.desk().is_none());
        window(application, [1280.0, 720.0]).get_by_label("Something is wrong");
    };
    std::fs::write(&path, good.replace(&version, "\"rules_version\":1")).expect("the file is changed");
    open();
    assert!(path.exists(), "a game of other rules is left as it is");
    std::fs::write(&path, good.replace("\"digest\":\"", "\"digest\":\"0")).expect("the file is changed");
    open();
    assert!(!path.exists(), "a game that does not come out as it was saved is put aside");
    let nothing = folder.path().join("nothing.jsonl");
    std::fs::write(&nothing, [0xff, 0xfe, 0]).expect("a file is written");
    let listed = saves::list(folder.path());
    assert!(listed.iter().any(|entry| entry.path == nothing && matches!(entry.game, Some(Err(_)))));
}

#[test]
fn a_turn_that_was_kept_opens_as_a_game_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = played(folder.path(), 3);
    let before = std::fs::read(&path).expect("the game is read");
    let turns = saves::turns(&path);
    assert_eq!(turns.iter().map(|(turn, _)| *turn).collect::<Vec<_>>(), [3, 2, 1, 0]);
    let mut application = Application::new(Some(folder.path().to_path_buf()), None);
    application.carry_out(Intent::OpenEarlier(turns[2].1.clone()));
    let desk = application.desk().expect("the turn is open");
    assert_eq!(desk.sitting().observe(|view| view.turn()), 1);
    assert_ne!(desk.save(), Some(path.as_path()));
    assert!(desk.save().is_some_and(Path::is_file));
    assert_eq!(std::fs::read(&path).expect("the game is read"), before);
}

#[test]
fn a_package_that_was_being_built_is_there_when_the_window_is_opened_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut application = Application::new(Some(folder.path().to_path_buf()), None);
    application.carry_out(Intent::Begin(beginning(2)));
    for _ in 0..40 {
        if application.desk().expect("the game is open").papers().ask == Some(Ask::Talk) {
            break;
        }
        application.carry_out(Intent::EndTurn);
    }
    application.carry_out(Intent::Settle { issue: 2, option: Some(1) });
    let desk = application.desk().expect("the game is open");
    let (path, package) = (desk.save().expect("it is saved").to_path_buf(), desk.papers().package);
    assert!(!package.is_empty());
    let mut again = Application::new(Some(folder.path().to_path_buf()), None);
    again.carry_out(Intent::OpenSave(path.clone()));
    assert_eq!(again.desk().expect("it is open again").papers().package, package);
    let draft = saves::Draft { decisions: saves::draft(&path).expect("it is kept").decisions, options: vec![(99, 99)] };
    saves::keep_draft(&path, &draft).expect("it is written");
    again.carry_out(Intent::OpenSave(path));
    assert!(again.desk().expect("it is open again").papers().package.is_empty());
}

#[test]
fn only_the_last_turns_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("game.jsonl");
    std::fs::write(&path, "a game").expect("a file is written");
    for turn in 0..14 {
        saves::keep_turn(&path, turn).expect("it is kept");
    }
    let turns: Vec<u16> = saves::turns(&path).into_iter().map(|(turn, _)| turn).collect();
    assert_eq!(turns.len(), saves::KEPT);
    assert_eq!((turns[0], turns[saves::KEPT - 1]), (13, 4));
    assert_eq!(saves::game_of(&saves::last_turn(&path).expect("there are some")), Some(path));
}

#[test]
fn saved_games_and_kept_turns_are_offered_on_the_start_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = played(folder.path(), 2);
    let mut harness = window(Application::new(Some(folder.path().to_path_buf()), None), [1280.0, 720.0]);
    harness.get_by_label_contains("turn 3 of").click();
    harness.run_steps(4);
    assert_eq!(harness.state_mut().desk().and_then(|desk| desk.save().map(Path::to_path_buf)), Some(path));
}

#[test]
fn a_scenario_of_ones_own_with_mistakes_says_which() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("scenarios").join("mine");
    std::fs::create_dir_all(&own).expect("a folder is made");
    std::fs::write(own.join("scenario.toml"), "title = 3\n").expect("a file is written");
    let mut harness = window(Application::new(Some(folder.path().to_path_buf()), None), [1280.0, 1200.0]);
    harness.get_by_label_contains("Cannot be opened").click();
    harness.run_steps(4);
    harness.get_by_label("Something is wrong");
    assert!(harness.query_all_by_label_contains("scenario.toml").count() > 0);
    assert!(own.join("scenario.toml").is_file());
}

#[test]
fn damaged_settings_are_put_aside() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("window.toml");
    let damaged: [&[u8]; 5] =
        [b"language = 7", b"[look]\nscale = 1e9", b"[look]\nscale = nan", b"[look]\ncolour = 3", &[0xff, 0xfe]];
    for (round, content) in damaged.iter().enumerate() {
        std::fs::write(&path, content).expect("a file is written");
        let trouble = Settings::load(&path).expect_err("it is damaged");
        let kept = trouble.kept.expect("it is put aside");
        assert_eq!(&std::fs::read(&kept).expect("it is kept"), content, "round {round}");
        assert!(kept.file_name().is_some_and(|name| name.to_string_lossy().starts_with("window.toml.damaged")));
        assert_eq!(Settings::load(&path), Ok(Settings::default()));
    }
    std::fs::write(&path, "[look]\nscale = 1e9").expect("a file is written");
    window(Application::new(None, Some(path)), [1280.0, 720.0]).get_by_label("Something is wrong");
}

#[test]
fn settings_are_what_they_were_when_the_window_is_opened_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("deep").join("window.toml");
    let look = Look {
        dark: true,
        palette: Palette::ColourBlind,
        reduced_motion: true,
        scale: 1.25,
        text_speed: TextSpeed::Slow,
    };
    let settings = Settings { language: Tongue::German, look };
    Application::new(None, Some(path.clone())).set(settings);
    assert_eq!(Application::new(None, Some(path)).settings(), settings);
}
