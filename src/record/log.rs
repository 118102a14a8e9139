//! Logs of games: a header, every action, a fingerprint at the end of each turn; and their replay.

use crate::game::{Game, Leader};
use crate::problem::{Place, Problem};
use crate::record::words;
use crate::rules::case::{Case, NationId};
use crate::rules::event::Fact;
use crate::rules::state::Ask;
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// Version of the rules: raised whenever the same actions would lead elsewhere.
pub const RULES_VERSION: u32 = 1;

/// A line of a log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Line {
    /// First line.
    Header {
        /// Scenario as named on the command line.
        scenario: String,
        /// Fingerprint of its files, hexadecimal.
        scenario_hash: String,
        /// Version of the rules.
        rules_version: u32,
        /// Root seed.
        seed: u64,
        /// Seat that was led from outside, for a game to be continued.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        player: Option<String>,
    },
    /// An action.
    Action {
        /// Turn, from 0.
        turn: u16,
        /// Nation.
        seat: String,
        /// The action in words.
        action: String,
    },
    /// End of a turn.
    Turn {
        /// Turn, from 0.
        turn: u16,
        /// Fingerprint, hexadecimal.
        digest: String,
    },
}

/// The lines of a game as far as it has been played.
pub fn lines(game: &mut Game, scenario: &str, seed: u64, player: Option<NationId>) -> Vec<Line> {
    let case = game.case().clone();
    let mut lines = vec![Line::Header {
        scenario: scenario.to_string(),
        scenario_hash: format!("{:016x}", case.hash),
        rules_version: RULES_VERSION,
        seed,
        player: player.map(|nation| case.nation(nation).code.clone()),
    }];
    let digests = game.digests().to_vec();
    let mut turn = 0;
    let close = |lines: &mut Vec<Line>, turn: usize| {
        if let Some(digest) = digests.get(turn) {
            lines.push(Line::Turn { turn: turn as u16, digest: format!("{digest:016x}") });
        }
    };
    for event in game.events() {
        while turn < usize::from(event.turn) {
            close(&mut lines, turn);
            turn += 1;
        }
        if let Fact::Decided(seat, action, _) = event.fact {
            lines.push(Line::Action {
                turn: event.turn,
                seat: case.nation(seat).code.clone(),
                action: words::write(&case, seat, &action),
            });
        }
    }
    while turn < digests.len() {
        close(&mut lines, turn);
        turn += 1;
    }
    lines
}

/// Writes a log in one piece: to a temporary file beside it, then renamed.
///
/// # Errors
/// What the system says.
pub fn save(path: &Path, lines: &[Line]) -> std::io::Result<()> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    for line in lines {
        writeln!(file, "{}", serde_json::to_string(line)?)?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Reads a log.
///
/// # Errors
/// Every line that is not one of a log.
pub fn load(path: &Path) -> Result<Vec<Line>, Vec<Problem>> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|error| vec![Problem::new(Place::file(&name), format!("cannot be read: {error}"), "")])?;
    let (mut lines, mut problems) = (Vec::new(), Vec::new());
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Line>(line) {
            Ok(line) => lines.push(line),
            Err(_) => problems.push(Problem::new(
                Place::line(&name, index + 1),
                "not a line of a log",
                "a log has a header, actions {\"turn\",\"seat\",\"action\"} and turns {\"turn\",\"digest\"}",
            )),
        }
    }
    if !matches!(lines.first(), Some(Line::Header { .. })) {
        problems.push(Problem::new(Place::line(&name, 1), "the log does not begin with its header", "write logs with --log"));
    }
    if problems.is_empty() { Ok(lines) } else { Err(problems) }
}

/// How a replay went.
pub struct Replay {
    /// The game as rebuilt.
    pub game: Game,
    /// First turn whose fingerprint differs, if one does.
    pub differs: Option<u16>,
    /// What stopped the replay before the log's end, if something did.
    pub stopped: Option<String>,
}

/// Rebuilds a game from its log, up to and including turn `until` when given.
pub fn replay(case: Arc<Case>, seed: u64, lines: &[Line], until: Option<u16>) -> Replay {
    let leaders = vec![Leader::Outside; case.nations.len()];
    let mut game = Game::new(case.clone(), seed, &leaders);
    let (mut differs, mut stopped) = (None, None);
    game.advance();
    for line in lines {
        match line {
            Line::Header { .. } => {}
            Line::Action { turn, .. } | Line::Turn { turn, .. } if until.is_some_and(|until| *turn > until) => break,
            Line::Action { turn, seat, action } => {
                if let Err(why) = act(&mut game, &case, seat, action) {
                    stopped = Some(format!("turn {turn}: {seat} cannot {action}: {why}"));
                    differs = differs.or(Some(*turn));
                    break;
                }
            }
            Line::Turn { turn, digest } => {
                let found = game.digests().get(usize::from(*turn)).map(|digest| format!("{digest:016x}"));
                if found.as_ref() != Some(digest) {
                    differs = differs.or(Some(*turn));
                }
            }
        }
    }
    Replay { game, differs, stopped }
}

fn act(game: &mut Game, case: &Arc<Case>, seat: &str, action: &str) -> Result<(), String> {
    let position = case.nations.iter().position(|nation| nation.code == seat).ok_or("there is no such nation")?;
    let nation = NationId::at(position);
    let action = words::read(case, nation, action)?;
    if game.waiting().map(|(up, _): (NationId, Ask)| up) != Some(nation) {
        return Err("it is not up".to_string());
    }
    game.submit(nation, action).map_err(|refusal| refusal.0.to_string())?;
    game.advance();
    Ok(())
}
