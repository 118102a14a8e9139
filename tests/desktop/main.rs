//! The window's screens without a renderer: drawn headless, clicked, and driven by chance.

mod files;
mod flow;
mod keyboard;
mod layout;
mod monkey;
mod pages;
mod tutorial;

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use summitry::desktop::application::Application;
use summitry::desktop::desk::Desk;
use summitry::desktop::intent::{Beginning, Intent, Page};
use summitry::desktop::settings::Settings;
use summitry::language::Tongue;
use summitry::record::sitting::Start;
use summitry::rules::action::{Action, Ballot, Settlement};
use summitry::rules::case::NationId;
use summitry::rules::menu::Purpose;
use summitry::rules::random::{Purpose as Chance, Stream};
use summitry::rules::state::Ask;

fn beginning(seed: u64) -> Beginning {
    Beginning { scenario: "steel-safeguard".to_string(), seat: NationId(0), difficulty: None, seed }
}

/// A window that is high enough to show every page without scrolling.
struct Window {
    harness: Harness<'static, Application>,
}

impl Window {
    fn tall(application: Application) -> Window {
        let harness = Harness::builder()
            .with_size([1280.0, 6000.0])
            .build_ui_state(|ui, application: &mut Application| application.show(ui), application);
        let mut window = Window { harness };
        window.steps();
        window
    }

    /// A few frames: what was clicked is carried out, drawn, and laid out.
    fn steps(&mut self) {
        self.harness.run_steps(3);
    }

    fn desk(&mut self) -> &mut Desk {
        self.harness.state_mut().desk().expect("a game is open")
    }

    fn show(&mut self, page: Page) {
        self.harness.state_mut().carry_out(Intent::Show(page));
        self.steps();
    }

    /// Clicks what has exactly this label.
    fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.steps();
    }
}

/// What the person is asked now.
fn ask(window: &mut Window) -> Option<Ask> {
    window.desk().papers().ask
}

/// Plays plainly until what is asked is as wanted; false when that does not come.
fn played_until(application: &mut Application, wanted: impl Fn(Option<Ask>) -> bool) -> bool {
    for _ in 0..2000 {
        let desk = application.desk().expect("a game is open");
        let asked = desk.papers().ask;
        if wanted(asked) {
            return true;
        }
        let choices = match asked {
            None => return false,
            Some(Ask::Posture) => desk
                .sitting()
                .observe(|view| {
                    let mut actions = Vec::new();
                    view.menu(&mut actions);
                    actions
                })
                .into_iter()
                .filter(|action| matches!(action, Action::AcceptMeeting(_) | Action::AskMeeting { .. }))
                .chain([Action::EndTurn])
                .collect(),
            Some(Ask::Talk) => {
                let best = desk.sitting().observe(|view| view.talk().map(|talk| Action::Offer(talk.own.best())));
                [Action::Accept].into_iter().chain(best).chain([Action::WalkOut]).collect()
            }
            Some(Ask::Settle(_)) => vec![Action::Settle(Settlement::BackDown)],
            Some(Ask::Attend) => vec![Action::Attend(true)],
            Some(Ask::Comply(_)) => vec![Action::Comply(true)],
            Some(Ask::Vote(_)) => vec![Action::Vote(Ballot::Free)],
        };
        let taken = choices.into_iter().any(|action| desk.apply(&Intent::Submit(action)).is_ok());
        assert!(taken, "nothing is possible when asked {asked:?}");
    }
    false
}

/// An application on a surface of some size.
fn window<'a>(application: Application, size: [f32; 2]) -> Harness<'a, Application> {
    let show = |ui: &mut egui::Ui, application: &mut Application| application.show(ui);
    let mut harness = Harness::builder().with_size(size).with_max_steps(8).build_ui_state(show, application);
    harness.run_steps(2);
    harness
}

/// Draws one frame of an application headless.
fn draw(application: &mut Application) {
    let mut harness = Harness::builder()
        .with_size([1280.0, 720.0])
        .build_ui_state(|ui, application| application.show(ui), application);
    harness.step();
}

fn legal(application: &mut Application) -> Vec<Action> {
    let desk = application.desk().expect("a game is open");
    desk.sitting().observe(|view| {
        let mut actions = Vec::new();
        view.menu(&mut actions);
        if view.ask() == Some(Ask::Posture) {
            actions.push(Action::EndTurn);
        }
        actions
    })
}

#[test]
fn a_game_is_begun_and_a_turn_ended_with_the_mouse() {
    let mut harness = window(Application::new(None, None), [1280.0, 720.0]);
    harness.get_by_label("Begin").click();
    harness.run_steps(4);
    assert!(harness.state_mut().desk().is_some());
    // The panels of the game find their places.
    harness.run_steps(4);
    let before = harness.state_mut().desk().map(|desk| desk.sitting().observe(|view| view.turn()));
    harness.run_steps(3);
    harness.get_by_label_contains("End turn").click();
    harness.run_steps(4);
    let desk = harness.state_mut().desk().expect("the game is open");
    let after = desk.sitting().observe(|view| view.turn());
    assert!(Some(after) > before || desk.papers().ask != Some(Ask::Posture), "{:?}", desk.papers().notice);
}

#[test]
fn chance_clicks_for_games_on_end_and_nothing_breaks() {
    let mut chance = Stream::new(7, 0, 0, Chance::World);
    let mut application = Application::new(None, None);
    application.carry_out(Intent::Begin(beginning(3)));
    let mut decided = 0;
    for round in 0..1500u32 {
        let pick = |chance: &mut Stream, count: usize| (chance.number() % count.max(1) as u64) as usize;
        let actions = legal(&mut application);
        let pages = [Page::Map, Page::Moves, Page::Talks, Page::Home, Page::WarRoom, Page::Summit, Page::Debrief];
        let intent = match pick(&mut chance, 14) {
            0 => Intent::Show(pages[pick(&mut chance, pages.len())]),
            1 => Intent::Undo,
            2 => Intent::Settle { issue: pick(&mut chance, 20), option: Some(pick(&mut chance, 9)) },
            3 => Intent::Start([Start::Best, Start::Middle, Start::Standing, Start::Draft][pick(&mut chance, 4)]),
            4 => Intent::ShowMoves(Purpose::ALL[pick(&mut chance, Purpose::ALL.len())]),
            5 => Intent::PlayOnFrom(pick(&mut chance, 40) as u16),
            6 => Intent::Inspect(Some(NationId(pick(&mut chance, 2) as u8))),
            7 => Intent::EndTurn,
            8 => Intent::Unfold(actions.get(pick(&mut chance, actions.len())).copied()),
            9 => Intent::Start([Start::Sweetened, Start::Improved][pick(&mut chance, 2)]),
            _ if actions.is_empty() => Intent::Begin(beginning(chance.number())),
            _ => {
                decided += 1;
                Intent::Submit(actions[pick(&mut chance, actions.len())])
            }
        };
        application.carry_out(intent);
        if round % 50 == 0 {
            draw(&mut application);
        }
    }
    assert!(decided > 100);
}

#[test]
fn every_page_is_drawn_in_every_language_and_theme() {
    let mut application = Application::new(None, None);
    for tongue in Tongue::ALL {
        for dark in [false, true] {
            let mut settings = Settings { language: tongue, ..Settings::default() };
            settings.look.dark = dark;
            application.set(settings);
            application.carry_out(Intent::ToStart);
            draw(&mut application);
            application.carry_out(Intent::Begin(beginning(1)));
            for page in Page::PLAYING {
                application.carry_out(Intent::Show(page));
                draw(&mut application);
                assert_eq!(application.desk().map(|desk| desk.papers().page), Some(page));
            }
        }
    }
}

#[test]
fn a_game_is_saved_after_every_decision_and_continued() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut application = Application::new(Some(folder.path().to_path_buf()), None);
    application.carry_out(Intent::Begin(beginning(2)));
    application.carry_out(Intent::EndTurn);
    let desk = application.desk().expect("the game is open");
    let path = desk.save().expect("it is saved").to_path_buf();
    let digests = desk.sitting().game().digests().to_vec();
    application.carry_out(Intent::ToStart);
    application.carry_out(Intent::OpenSave(path.clone()));
    let desk = application.desk().expect("it is continued");
    assert_eq!(desk.sitting().game().digests(), digests);
}
