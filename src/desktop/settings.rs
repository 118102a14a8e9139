//! What the window remembers of its user: look and language, in a file of the platform's folder for settings.

use crate::desktop::look::Look;
use crate::desktop::trouble::Trouble;
use crate::language::Tongue;
use crate::record::whole;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Language of the texts.
    pub language: Tongue,
    /// Colours and sizes.
    pub look: Look,
}

/// Where settings are kept; none where the system has no folder for them.
pub fn usual_file() -> Option<PathBuf> {
    Some(directories::ProjectDirs::from("", "", "summitry")?.config_dir().join("window.toml"))
}

impl Settings {
    /// Reads a file; the usual settings where there is none.
    ///
    /// # Errors
    /// What is wrong with the file. One that can be read but makes no sense has been put aside.
    pub fn load(path: &Path) -> Result<Settings, Trouble> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Settings::default()),
            Err(error) => return Err(Trouble::of(format!("{}: {error}", path.display()))),
        };
        let read = match std::str::from_utf8(&bytes) {
            Err(error) => Err((error.valid_up_to(), "this is no text".to_string())),
            Ok(text) => toml::from_str::<Settings>(text)
                .map_err(|error| (error.span().map_or(0, |span| span.start), error.message().to_string())),
        };
        let read = read.and_then(|settings| {
            let sound = Look::SCALES.contains(&settings.look.scale);
            let valid = format!("look.scale lies between {} and {}", Look::SCALES.start(), Look::SCALES.end());
            if sound { Ok(settings) } else { Err((0, valid)) }
        });
        read.map_err(|(at, what)| {
            let line = bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
            Trouble::of(format!("{}:{line}: {what}", path.display())).put_aside(path)
        })
    }

    /// Writes the file in one piece.
    ///
    /// # Errors
    /// What the system says.
    pub fn store(&self, path: &Path) -> std::io::Result<()> {
        whole::save(path, toml::to_string(self).map_err(std::io::Error::other)?.as_bytes())
    }
}
