//! Where scenarios and economies come from: inside the binary, or a folder on disk.

use crate::problem::{Place, Problem, valid_names};
use rust_embed::RustEmbed;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(RustEmbed)]
#[folder = "scenarios/"]
struct ShippedScenarios;

#[derive(RustEmbed)]
#[folder = "assets/economies/"]
struct ShippedEconomies;

/// The text files of a folder by path relative to it, with `/` between names.
pub type Texts = BTreeMap<String, String>;

/// Largest file that is read, bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

fn shipped<E: RustEmbed>(name: &str) -> Option<Texts> {
    let prefix = format!("{name}/");
    let texts: Texts = E::iter()
        .filter_map(|path| {
            let relative = path.strip_prefix(&prefix)?.to_string();
            let text = String::from_utf8(E::get(&path)?.data.into_owned()).ok()?;
            Some((relative, text))
        })
        .collect();
    (!texts.is_empty()).then_some(texts)
}

fn names<E: RustEmbed>() -> Vec<String> {
    let mut names: Vec<String> =
        E::iter().filter_map(|path| path.split_once('/').map(|(folder, _)| folder.to_string())).collect();
    names.sort();
    names.dedup();
    names
}

/// Names of the scenarios that the program carries.
pub fn shipped_scenarios() -> Vec<String> {
    names::<ShippedScenarios>()
}

/// Names of the economies that the program carries.
pub fn shipped_economies() -> Vec<String> {
    names::<ShippedEconomies>()
}

/// The files of a scenario: a folder on disk when the argument is one, else a shipped scenario of that name.
///
/// # Errors
/// Unknown name (with those that exist), unreadable or oversize files, files that are not UTF-8.
pub fn scenario(name: &str) -> Result<(String, Texts), Vec<Problem>> {
    let path = Path::new(name);
    if path.is_dir() {
        let id = path
            .canonicalize()
            .ok()
            .and_then(|full| full.file_name().map(|file| file.to_string_lossy().into_owned()))
            .unwrap_or_else(|| name.to_string());
        return read_folder(path).map(|texts| (id, texts));
    }
    shipped::<ShippedScenarios>(name).map(|texts| (name.to_string(), texts)).ok_or_else(|| {
        let known = shipped_scenarios();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let remedy =
            format!("give a folder with a scenario.toml, or a shipped scenario: {}", valid_names(name, &known));
        vec![Problem::new(Place::file(name), "there is no such scenario", remedy)]
    })
}

/// The files of a shipped economy.
pub fn economy(name: &str) -> Option<Texts> {
    shipped::<ShippedEconomies>(name)
}

/// Reads the text files of a folder and its subfolders.
///
/// # Errors
/// Every unreadable, oversize or non-UTF-8 file.
pub fn read_folder(folder: &Path) -> Result<Texts, Vec<Problem>> {
    let (mut texts, mut problems) = (Texts::new(), Vec::new());
    read_into(folder, "", 0, &mut texts, &mut problems);
    if problems.is_empty() { Ok(texts) } else { Err(problems) }
}

fn read_into(folder: &Path, prefix: &str, depth: usize, texts: &mut Texts, problems: &mut Vec<Problem>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            problems.push(Problem::new(
                Place::file(folder.display().to_string()),
                format!("cannot be read: {error}"),
                "",
            ));
            return;
        }
    };
    for entry in entries.flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let path = entry.path();
        if path.is_dir() {
            if depth < 3 {
                read_into(&path, &format!("{name}/"), depth + 1, texts, problems);
            }
        } else if ["toml", "md", "csv"].iter().any(|known| path.extension().is_some_and(|ending| ending == *known)) {
            match std::fs::metadata(&path).map(|data| data.len()) {
                Ok(length) if length > LARGEST => {
                    problems.push(Problem::new(Place::file(name), "larger than 16 MiB", "split or shorten it"));
                }
                _ => match std::fs::read_to_string(&path) {
                    Ok(text) => {
                        texts.insert(name, text);
                    }
                    Err(error) => problems.push(Problem::new(
                        Place::file(name),
                        format!("cannot be read: {error}"),
                        "text files must be readable and UTF-8",
                    )),
                },
            }
        }
    }
}
