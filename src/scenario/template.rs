//! A new scenario to start from.

use crate::problem::{Place, Problem};
use rust_embed::RustEmbed;
use std::path::Path;

#[derive(RustEmbed)]
#[folder = "assets/scenario-template/"]
struct Template;

/// Writes the template into a folder that does not exist yet or is empty; nothing is left half-written.
///
/// # Errors
/// The folder exists and holds something, or the system refuses.
pub fn write(folder: &Path, title: Option<&str>) -> Result<(), Vec<Problem>> {
    let place = || Place::file(folder.display().to_string());
    let refused = |error: std::io::Error| vec![Problem::new(place(), format!("cannot be written: {error}"), "")];
    if folder.is_file() {
        return Err(vec![Problem::new(place(), "there is a file of that name", "name a folder that does not exist")]);
    }
    let taken = folder.exists() && std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_some());
    if taken {
        return Err(vec![Problem::new(
            place(),
            "the folder exists and is not empty",
            "name a folder that does not exist",
        )]);
    }
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent).map_err(refused)?;
    let workshop = tempfile::TempDir::new_in(parent).map_err(refused)?;
    let draft = workshop.path().join("draft");
    for path in Template::iter() {
        let Some(file) = Template::get(&path) else { continue };
        let target = draft.join(path.as_ref());
        if let Some(inner) = target.parent() {
            std::fs::create_dir_all(inner).map_err(refused)?;
        }
        let mut text = file.data.into_owned();
        if let (Some(title), "scenario.toml") = (title, path.as_ref()) {
            let written = String::from_utf8_lossy(&text).replacen(
                "title = \"A dispute of your own\"",
                &format!("title = {}", toml::Value::String(title.to_string())),
                1,
            );
            text = written.into_bytes();
        }
        std::fs::write(&target, text).map_err(refused)?;
    }
    if folder.exists() {
        std::fs::remove_dir(folder).map_err(refused)?;
    }
    std::fs::rename(&draft, folder).map_err(refused)
}
