//! The window: Bevy opens it and draws, [`Application`] says what. It is drawn anew only when something changes.

use crate::desktop::application::Application;
use crate::desktop::script::Script;
use crate::problem::{Place, Problem};
use bevy::DefaultPlugins;
use bevy::app::{App, AppExit, PluginGroup, Startup, Update};
use bevy::camera::Camera2d;
use bevy::ecs::prelude::*;
use bevy::input::ButtonInput;
use bevy::input::keyboard::KeyCode;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::window::{PrimaryWindow, RequestRedraw, Window, WindowPlugin, WindowResizeConstraints, WindowResolution};
use bevy::winit::{UpdateMode, WinitSettings};
use bevy_egui::{EguiContexts, EguiPlugin, EguiPrimaryContextPass, egui};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Sizes at which a script's pictures are taken, pixels.
const SIZES: [(u32, u32); 2] = [(1280, 720), (1920, 1080)];
/// A picture with fewer colours shows nothing: letters alone have this many shades.
const COLOURS: usize = 24;
/// Frames after a change before a picture is taken: layouts of new sizes need a few.
const SETTLED: u32 = 12;

#[derive(Resource)]
struct Content(Application);

/// Taking a script's pictures.
#[derive(Resource)]
struct Album {
    script: Script,
    folder: PathBuf,
    name: Option<String>,
    size: usize,
    frames: u32,
    /// How the picture being taken came out: nothing yet, saved, or what went wrong.
    taken: Arc<Mutex<Option<Result<(), String>>>>,
    asked: bool,
    failure: Arc<Mutex<Option<Problem>>>,
}

/// Opens the window and stays until its user leaves.
///
/// # Errors
/// What the window could not do.
pub fn open(application: Application) -> Result<(), String> {
    let mut app = base(application, SIZES[0]);
    app.insert_resource(WinitSettings::desktop_app());
    run(app)
}

/// Runs the window to its end.
///
/// Without a display server or a graphics adapter the renderer gives up by a panic, which is turned into an error here: the game is
/// saved after every decision, so nothing is lost by it.
fn run(mut app: App) -> Result<(), String> {
    match catch_unwind(AssertUnwindSafe(|| app.run())) {
        Ok(AppExit::Success) => Ok(()),
        Ok(AppExit::Error(code)) => Err(format!("the window ended with code {code}")),
        Err(_) => Err(format!("the window cannot be drawn here; {INSTEAD}")),
    }
}

/// What helps where there can be no window.
const INSTEAD: &str =
    "it needs a display and a Vulkan driver (in Debian: mesa-vulkan-drivers); `play --terminal` needs neither";

/// Carries out a script and saves its pictures to a folder, each at every size, as NAME-WIDTHxHEIGHT.png.
///
/// # Errors
/// The line of the script that could not be carried out; that a picture could not be saved.
pub fn pictures(application: Application, script: Script, folder: &Path) -> Result<(), Vec<Problem>> {
    let failure = Arc::new(Mutex::new(None));
    let mut app = base(application, SIZES[0]);
    app.insert_resource(WinitSettings::continuous())
        .insert_resource(Album {
            script,
            folder: folder.to_path_buf(),
            name: None,
            size: 0,
            frames: 0,
            taken: Arc::default(),
            asked: false,
            failure: failure.clone(),
        })
        .add_systems(Update, take);
    let ended = run(app);
    let failed = failure.lock().unwrap_or_else(PoisonError::into_inner).take();
    match (failed, ended) {
        (Some(problem), _) => Err(vec![problem]),
        (None, Err(what)) => Err(vec![Problem::new(Place::file("window"), what, "")]),
        (None, Ok(())) => Ok(()),
    }
}

fn base(application: Application, (width, height): (u32, u32)) -> App {
    let window = Window {
        title: "Summitry".to_string(),
        resolution: WindowResolution::new(width, height),
        resize_constraints: WindowResizeConstraints { min_width: 1024.0, min_height: 640.0, ..Default::default() },
        ..Default::default()
    };
    let mut app = App::new();
    app.add_plugins(DefaultPlugins.set(WindowPlugin { primary_window: Some(window), ..Default::default() }))
        .add_plugins(EguiPlugin::default())
        .insert_resource(Content(application))
        .add_systems(Startup, |mut commands: Commands| {
            commands.spawn(Camera2d);
        })
        .add_systems(EguiPrimaryContextPass, draw)
        .add_systems(Update, picture_by_key);
    app
}

fn draw(
    mut contexts: EguiContexts,
    mut content: ResMut<Content>,
    mut pace: ResMut<WinitSettings>,
    mut redraw: MessageWriter<RequestRedraw>,
    mut exit: MessageWriter<AppExit>,
) -> Result {
    let context = contexts.ctx_mut()?.clone();
    let surface = egui::UiBuilder::new().layer_id(egui::LayerId::background()).max_rect(context.viewport_rect());
    let mut ui = egui::Ui::new(context.clone(), egui::Id::new("window"), surface);
    content.0.show(&mut ui);
    if pace.focused_mode != UpdateMode::Continuous {
        // While the war room works, its figures are looked at a few times a second.
        let wait = if content.0.is_working() { Duration::from_millis(200) } else { Duration::from_secs(60) };
        *pace = WinitSettings {
            focused_mode: UpdateMode::reactive(wait),
            unfocused_mode: UpdateMode::reactive_low_power(wait),
        };
        if context.has_requested_repaint() {
            redraw.write(RequestRedraw);
        }
    }
    if content.0.leaves() {
        exit.write(AppExit::Success);
    }
    Ok(())
}

/// F12, or a button that asks for it, saves a picture of the window where the program was started.
fn picture_by_key(keys: Res<ButtonInput<KeyCode>>, mut content: ResMut<Content>, mut commands: Commands) {
    if !content.0.takes_picture() && !keys.just_pressed(KeyCode::F12) {
        return;
    }
    let free = (1..10_000u32).map(|number| PathBuf::from(format!("summitry-{number}.png"))).find(|path| !path.exists());
    commands.spawn(Screenshot::primary_window()).observe(
        move |captured: On<ScreenshotCaptured>, mut content: ResMut<Content>| {
            let Some(path) = &free else { return };
            if let Err(error) = write(&captured, path) {
                content.0.refuse(format!("the picture cannot be saved to {}: {error}", path.display()));
            }
        },
    );
}

fn write(captured: &ScreenshotCaptured, path: &Path) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    }
    let picture = captured.image.clone().try_into_dynamic().map_err(|error| error.to_string())?;
    picture.to_rgb8().save(path).map_err(|error| error.to_string())
}

/// Whether a picture shows something, and the whole window.
fn looked_at(captured: &ScreenshotCaptured, size: (u32, u32)) -> Result<(), String> {
    let picture = captured.image.clone().try_into_dynamic().map_err(|error| error.to_string())?.to_rgb8();
    if picture.dimensions() != size {
        return Err(format!("a picture is {:?} pixels large instead of {size:?}", picture.dimensions()));
    }
    let colours: BTreeSet<[u8; 3]> = picture.pixels().map(|pixel| pixel.0).take(1 << 22).collect();
    if colours.len() < COLOURS { Err("a picture is blank".to_string()) } else { Ok(()) }
}

fn take(
    mut album: ResMut<Album>,
    mut content: ResMut<Content>,
    mut window: Single<&mut Window, With<PrimaryWindow>>,
    mut commands: Commands,
    mut exit: MessageWriter<AppExit>,
) {
    let album = &mut *album;
    let done = album.taken.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(done) = done {
        album.asked = false;
        album.frames = 0;
        album.size += 1;
        if let Err(what) = done {
            let problem = Problem::new(Place::file(album.folder.display().to_string()), what, "");
            *album.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(problem);
            exit.write(AppExit::error());
            return;
        }
        if album.size == SIZES.len() {
            album.size = 0;
            album.name = None;
        }
    }
    if album.name.is_none() {
        match album.script.advance(&mut content.0) {
            Ok(Some(name)) => album.name = Some(name),
            Ok(None) => {
                exit.write(AppExit::Success);
                return;
            }
            Err(problem) => {
                *album.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(problem);
                exit.write(AppExit::error());
                return;
            }
        }
    }
    let (width, height) = SIZES[album.size];
    if (window.physical_width(), window.physical_height()) != (width, height) && album.frames == 0 {
        window.resolution.set_physical_resolution(width, height);
    }
    album.frames += 1;
    // A forecast is pictured when it is done.
    if album.frames < SETTLED || album.asked || content.0.is_working() {
        return;
    }
    album.asked = true;
    let name = album.name.clone().unwrap_or_default();
    let path = album.folder.join(format!("{name}-{width}x{height}.png"));
    let taken = album.taken.clone();
    commands.spawn(Screenshot::primary_window()).observe(move |captured: On<ScreenshotCaptured>| {
        let outcome = looked_at(&captured, (width, height)).and_then(|()| write(&captured, &path));
        *taken.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
    });
}
