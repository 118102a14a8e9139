//! Saved games of a folder: what each is, the turns that are kept beside it, and damaged ones that are put aside.
//!
//! A game is `NAME.jsonl`; the beginnings of its last turns are `NAME.turns/TURN.jsonl`. A damaged file becomes `FILE.damaged`.

use crate::record::log::{self, Line};
use crate::record::whole;
use crate::rules::case::{Case, NationId};
use crate::scenario;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Turns of a game that are kept.
pub const KEPT: usize = 10;

/// A saved game, as far as its file says without being played.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The scenario.
    pub case: Arc<Case>,
    /// Name of the nation that is led.
    pub nation: String,
    /// Turn in which it stands, from 0.
    pub turn: usize,
}

impl Saved {
    /// Whether all turns have been played.
    pub fn is_over(&self) -> bool {
        self.turn >= self.case.calendar.turns.len()
    }
}

/// An entry of the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its file, which may have been put aside when only turns are left.
    pub path: PathBuf,
    /// What it is, or why it cannot be continued; none when only turns are left of it.
    pub game: Option<Result<Saved, String>>,
    /// Turns that are kept beside it, the last first: number from 0, file.
    pub turns: Vec<(u16, PathBuf)>,
}

/// The saved games of a folder, the last one played first.
pub fn list(folder: &Path) -> Vec<Entry> {
    let mut found: BTreeMap<PathBuf, Option<std::time::SystemTime>> = BTreeMap::new();
    for path in files(folder) {
        let modified = path.metadata().and_then(|file| file.modified()).ok();
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("jsonl") => {
                found.insert(path, modified);
            }
            Some("turns") => {
                found.entry(path.with_extension("jsonl")).or_insert(modified);
            }
            _ => {}
        }
    }
    let mut found: Vec<_> = found.into_iter().map(|(path, modified)| (modified, path)).collect();
    found.sort_by(|one, other| other.cmp(one));
    let mut cases = BTreeMap::new();
    found
        .into_iter()
        .map(|(_, path)| Entry { game: path.exists().then(|| read(&path, &mut cases)), turns: turns(&path), path })
        .filter(|entry| entry.game.is_some() || !entry.turns.is_empty())
        .collect()
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

fn read(path: &Path, cases: &mut BTreeMap<String, Option<Arc<Case>>>) -> Result<Saved, String> {
    let lines = log::load(path).map_err(|problems| first(&problems))?;
    let Some(Line::Header { scenario: name, player, .. }) = lines.first() else { return Err(String::new()) };
    let case = cases.entry(name.clone()).or_insert_with(|| scenario::load(name).ok()).clone();
    let case = case.ok_or_else(|| format!("its scenario \"{name}\" cannot be loaded"))?;
    let code = player.clone().ok_or("no person led a seat in this game")?;
    let nation = case.nation_by_code(&code).map(|nation| case.nation(nation).name.clone());
    let turn = lines.iter().map(|line| match line {
        Line::Header { .. } => 0,
        Line::Action { turn, .. } | Line::Outside { turn, .. } => usize::from(*turn),
        Line::Turn { turn, .. } => usize::from(*turn) + 1,
    });
    Ok(Saved { nation: nation.unwrap_or(code), turn: turn.max().unwrap_or(0), case })
}

fn first(problems: &[crate::problem::Problem]) -> String {
    problems.first().map(ToString::to_string).unwrap_or_default()
}

/// Where the turns of a game are kept.
fn turns_folder(save: &Path) -> PathBuf {
    save.with_extension("turns")
}

/// The turns that are kept beside a game, the last first.
pub fn turns(save: &Path) -> Vec<(u16, PathBuf)> {
    let mut found: Vec<(u16, PathBuf)> = files(&turns_folder(save))
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .filter_map(|path| Some((path.file_stem()?.to_str()?.parse::<u16>().ok()?.checked_sub(1)?, path)))
        .collect();
    found.sort_by(|one, other| other.cmp(one));
    found
}

/// The last turn that is kept beside a game.
pub fn last_turn(save: &Path) -> Option<PathBuf> {
    turns(save).into_iter().next().map(|(_, path)| path)
}

/// The game that a kept turn belongs to.
pub fn game_of(turn: &Path) -> Option<PathBuf> {
    let folder = turn.parent()?;
    (folder.extension()? == "turns").then(|| folder.with_extension("jsonl"))
}

/// Keeps a game as it is saved, at the beginning of a turn, counted from 0; the oldest of more than [`KEPT`] goes.
///
/// # Errors
/// What the system says.
pub fn keep_turn(save: &Path, turn: usize) -> io::Result<()> {
    let content = std::fs::read(save)?;
    whole::save(&turns_folder(save).join(format!("{}.jsonl", turn + 1)), &content)?;
    for (_, old) in turns(save).into_iter().skip(KEPT) {
        std::fs::remove_file(old)?;
    }
    Ok(())
}

/// A package that is being built at a table: how many decisions had been taken, and the option of each issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Decisions of the game so far; the draft is of no use after another.
    pub decisions: usize,
    /// Issue and option, by position.
    pub options: Vec<(usize, usize)>,
}

/// Keeps the package that is being built, beside a game.
///
/// # Errors
/// What the system says.
pub fn keep_draft(save: &Path, draft: &Draft) -> io::Result<()> {
    whole::save(&turns_folder(save).join("package.json"), serde_json::to_string(draft)?.as_bytes())
}

/// The package that was being built when a game was left; none where there is none, or it cannot be read: then it is built anew.
pub fn draft(save: &Path) -> Option<Draft> {
    serde_json::from_slice(&std::fs::read(turns_folder(save).join("package.json")).ok()?).ok()
}

/// Whether a saved game that cannot be opened is damaged, rather than one of other rules, of a scenario that has changed, or not to be read.
pub fn is_damaged(path: &Path) -> bool {
    if std::fs::read(path).is_err() {
        return false;
    }
    let Ok(lines) = log::load(path) else { return true };
    let Some(Line::Header { scenario: name, scenario_hash, rules_version, player, set, .. }) = lines.first() else {
        return true;
    };
    let same = |case: &Case| format!("{:016x}", case.hash) == *scenario_hash;
    let own = *rules_version == log::RULES_VERSION && player.is_some() && set.is_empty();
    own && scenario::load(name).is_ok_and(|case| same(&case))
}

/// Gives a damaged file another name beside its own; what already has that name stays.
///
/// # Errors
/// What the system says; the file is then where it was.
pub fn put_aside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let first = path.with_file_name(format!("{name}.damaged"));
    let further = (2..10_000u32).map(|number| path.with_file_name(format!("{name}.damaged-{number}")));
    let free = std::iter::once(first).chain(further).find(|kept| !kept.exists());
    let free = free.ok_or_else(|| io::Error::from(io::ErrorKind::AlreadyExists))?;
    std::fs::rename(path, &free)?;
    Ok(free)
}

/// A file for a new game that no other game is saved to.
pub fn free_file(folder: &Path, case: &Case, seat: NationId, seed: u64) -> PathBuf {
    let stem = format!("{}-{}-{seed}", case.id, case.nation(seat).code);
    numbered(folder, &stem)
}

/// A file for the game that goes on from a turn of another.
pub fn branch_file(path: &Path, turn: usize) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    numbered(path.parent().unwrap_or(Path::new("")), &format!("{stem}-from-turn-{}", turn + 1))
}

/// The first of `stem.jsonl`, `stem-2.jsonl`, … that does not exist.
fn numbered(folder: &Path, stem: &str) -> PathBuf {
    let first = folder.join(format!("{stem}.jsonl"));
    if !first.exists() {
        return first;
    }
    (2..10_000u32)
        .map(|number| folder.join(format!("{stem}-{number}.jsonl")))
        .find(|path| !path.exists())
        .unwrap_or(first)
}
