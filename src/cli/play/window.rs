//! The game in a window: whether there can be one, and how it is begun.

use super::Play;
use crate::cli::Failure;
use crate::desktop::application::Application;
use crate::desktop::desk::Desk;
use crate::desktop::script::Script;
use crate::desktop::{settings, window};
use crate::record::sitting;
use std::path::Path;

/// Whether there is a display.
pub fn is_possible() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Opens the window: in the game that the flags name, else at the start screen.
pub fn open(play: &Play) -> Result<(), Failure> {
    let mut application = Application::new(sitting::usual_folder(), settings::usual_file());
    let named = play.resume.is_some() || play.scenario.is_some() || play.nation.is_some() || !play.policy.is_empty();
    if named {
        application.open(Desk::of(play.sitting()?));
    }
    window::open(application).map_err(Failure::System)
}

/// Takes the pictures of a script; nothing of the user's is read or saved.
pub fn pictures(folder: &Path, script: &Path) -> Result<(), Failure> {
    let script = Script::read(script)?;
    window::pictures(Application::new(None, None), script, folder)?;
    Ok(())
}
