//! Logs of games: a header, every action, a fingerprint at the end of each turn; and their replay.

use crate::delegations::parameters;
use crate::delegations::policy::Leadership;
use crate::game::{Game, Input, Leader};
use crate::problem::{Place, Problem};
use crate::record::{outside, whole, words};
use crate::rules::case::{Case, NationId};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::Arc;

/// Version of the rules: raised whenever the same actions would lead elsewhere.
pub const RULES_VERSION: u32 = 4;

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
        /// Who led each seat: a policy, "mix" for one drawn from the scenario's, "person".
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        leaders: Vec<String>,
        /// Fields of the scenario that were set, as PATH=VALUE.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        set: Vec<String>,
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
    /// Something from outside the seats.
    Outside {
        /// Turn, from 0.
        turn: u16,
        /// What, in words.
        outside: String,
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
pub fn lines(game: &mut Game, scenario: &str, player: Option<NationId>) -> Vec<Line> {
    let case = game.case().clone();
    let seed = game.seed();
    let leaders = game.leaders().iter().map(leader_text).collect();
    let mut lines = vec![Line::Header {
        scenario: scenario.to_string(),
        scenario_hash: format!("{:016x}", case.hash),
        rules_version: RULES_VERSION,
        seed,
        player: player.map(|nation| case.nation(nation).code.clone()),
        leaders,
        set: Vec::new(),
    }];
    let digests = game.digests().to_vec();
    let mut turn = 0;
    let close = |lines: &mut Vec<Line>, turn: usize| {
        if let Some(digest) = digests.get(turn) {
            lines.push(Line::Turn { turn: turn as u16, digest: format!("{digest:016x}") });
        }
    };
    for (at, input) in game.timed_inputs() {
        while turn < usize::from(at) {
            close(&mut lines, turn);
            turn += 1;
        }
        lines.push(match input {
            Input::Decision(seat, action) => Line::Action {
                turn: at,
                seat: case.nation(seat).code.clone(),
                action: words::write(&case, seat, &action),
            },
            Input::Outside(intervention) => Line::Outside { turn: at, outside: outside::write(&case, &intervention) },
        });
    }
    while turn < digests.len() {
        close(&mut lines, turn);
        turn += 1;
    }
    lines
}

fn leader_text(leader: &Leader) -> String {
    match leader {
        Leader::Outside => "person".to_string(),
        Leader::BuiltIn(Leadership::Mixed) => "mix".to_string(),
        Leader::BuiltIn(Leadership::Fixed(character)) => parameters::write(character),
    }
}

/// Who led each seat, as far as a log's header says so: a seat without a readable entry counts as led from the scenario's mix.
pub fn leaders(case: &Case, written: &[String]) -> Vec<Leader> {
    case.nation_ids()
        .map(|nation| match written.get(nation.index()).map(String::as_str) {
            Some("person") => Leader::Outside,
            Some(text) => Leader::BuiltIn(parameters::leadership(text).unwrap_or(Leadership::Mixed)),
            None => Leader::BuiltIn(Leadership::Mixed),
        })
        .collect()
}

/// Version of the rules that a log was played under; none where its header is missing.
pub fn rules_version(lines: &[Line]) -> Option<u32> {
    match lines.first() {
        Some(Line::Header { rules_version, .. }) => Some(*rules_version),
        _ => None,
    }
}

/// Writes a log in one piece.
///
/// # Errors
/// What the system says.
pub fn save(path: &Path, lines: &[Line]) -> std::io::Result<()> {
    let mut text = String::new();
    for line in lines {
        text.push_str(&serde_json::to_string(line)?);
        text.push('\n');
    }
    whole::save(path, text.as_bytes())
}

/// Most bad lines of a log that are listed one by one.
const MOST_PROBLEMS: usize = 10;

/// Reads a log.
///
/// # Errors
/// Every line that is not one of a log.
pub fn load(path: &Path) -> Result<Vec<Line>, Vec<Problem>> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        vec![Problem::new(
            Place::file(&name),
            format!("the log cannot be read: {error}"),
            "write one with --log or --save",
        )]
    })?;
    if text.trim().is_empty() {
        return Err(vec![Problem::new(Place::file(&name), "the log is empty", "write one with --log or --save")]);
    }
    let (mut lines, mut problems) = (Vec::new(), Vec::new());
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Line>(line) {
            Ok(line) => lines.push(line),
            Err(_) => problems.push(Problem::new(
                Place::line(&name, index + 1),
                "not a line of a log",
                "a log has a header, actions {\"turn\",\"seat\",\"action\"}, interventions {\"turn\",\"outside\"} and turns {\"turn\",\"digest\"}",
            )),
        }
    }
    if problems.len() > MOST_PROBLEMS {
        let more = problems.len() - MOST_PROBLEMS;
        problems.truncate(MOST_PROBLEMS);
        problems.push(Problem::new(
            Place::file(&name),
            format!("{more} more lines are not lines of a log"),
            "is it one?",
        ));
    }
    if problems.is_empty() && !matches!(lines.first(), Some(Line::Header { .. })) {
        problems.push(Problem::new(
            Place::line(&name, 1),
            "the log does not begin with its header",
            "write logs with --log",
        ));
    }
    for (index, line) in lines.iter().enumerate().skip(1) {
        if matches!(line, Line::Header { .. }) {
            problems.push(Problem::new(
                Place::file(&name),
                format!("entry {} is a second header", index + 1),
                "one game a log",
            ));
        }
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

/// Rebuilds a game from its log, up to and including turn `until` when given, and no further than the first difference.
pub fn replay(case: Arc<Case>, seed: u64, lines: &[Line], until: Option<u16>) -> Replay {
    let outside = vec![Leader::Outside; case.nations.len()];
    let mut game = Game::new(case.clone(), seed, &outside);
    let (mut differs, mut stopped) = (None, None);
    game.advance();
    for line in lines {
        match line {
            Line::Header { leaders: written, .. } => game.credit(leaders(&case, written)),
            Line::Action { turn, .. } | Line::Outside { turn, .. } | Line::Turn { turn, .. }
                if until.is_some_and(|until| *turn > until) =>
            {
                break;
            }
            Line::Action { turn, seat, action } => {
                if let Err(why) = act(&mut game, &case, seat, action) {
                    stopped = Some(format!("turn {}: {seat} cannot \"{action}\": {why}", u32::from(*turn) + 1));
                    differs = Some(*turn);
                    break;
                }
            }
            Line::Outside { turn, outside } => {
                let taken = outside::read(&case, outside)
                    .and_then(|read| game.take(&Input::Outside(read)).map_err(|refusal| refusal.0.to_string()));
                if let Err(why) = taken {
                    stopped = Some(format!("turn {}: \"{outside}\" cannot come: {why}", u32::from(*turn) + 1));
                    differs = Some(*turn);
                    break;
                }
            }
            Line::Turn { turn, digest } => {
                let found = game.digests().get(usize::from(*turn)).map(|digest| format!("{digest:016x}"));
                if found.as_ref() != Some(digest) {
                    differs = Some(*turn);
                    break;
                }
            }
        }
    }
    Replay { game, differs, stopped }
}

fn act(game: &mut Game, case: &Arc<Case>, seat: &str, action: &str) -> Result<(), String> {
    let nation = case.nation_by_code(seat).ok_or("there is no such nation")?;
    let action = words::read(case, nation, action)?;
    game.take(&Input::Decision(nation, action)).map_err(|refusal| refusal.0.to_string())
}

/// Takes up a saved game where its player left it: the player's decisions are made again, all else follows.
///
/// # Errors
/// Why it cannot be continued.
pub fn resume(case: &Arc<Case>, player: NationId, seed: u64, lines: &[Line]) -> Result<Game, String> {
    let mut written = vec![Leader::BuiltIn(Leadership::Mixed); case.nations.len()];
    let mut inputs = Vec::new();
    for line in lines {
        match line {
            Line::Header { leaders: text, .. } => written = leaders(case, text),
            Line::Action { turn, seat, action } if *seat == case.nation(player).code => {
                let read = words::read(case, player, action);
                let read = read.map_err(|why| format!("turn {}: \"{action}\": {why}", u32::from(*turn) + 1))?;
                inputs.push(Input::Decision(player, read));
            }
            Line::Outside { turn, outside } => {
                let read = outside::read(case, outside);
                let read = read.map_err(|why| format!("turn {}: \"{outside}\": {why}", u32::from(*turn) + 1))?;
                inputs.push(Input::Outside(read));
            }
            _ => {}
        }
    }
    if let Some(leader) = written.get_mut(player.index()) {
        *leader = Leader::Outside;
    }
    let game = Game::rebuilt(case.clone(), seed, &written, &inputs).map_err(|(position, refusal)| {
        format!(
            "your decision {} is not possible in the game that comes of the ones before: {}",
            position + 1,
            refusal.0
        )
    })?;
    for line in lines {
        if let Line::Turn { turn, digest } = line
            && game.digests().get(usize::from(*turn)).map(|found| format!("{found:016x}")).as_ref() != Some(digest)
        {
            return Err(format!(
                "turn {} comes out otherwise than it was saved: the file has been changed",
                u32::from(*turn) + 1
            ));
        }
    }
    Ok(game)
}
