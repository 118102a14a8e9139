//! The pace of a class: its stages, how long each step may take, and the timetable of a lesson.

use crate::language::Language;
use serde::{Deserialize, Serialize};

/// What the class is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Students join.
    #[default]
    Joining,
    /// They read their briefings and confer.
    Briefing,
    /// The games are played.
    Play,
    /// What happened is talked about.
    Debrief,
}

impl Stage {
    /// All stages in order.
    pub const ALL: [Stage; 4] = [Stage::Joining, Stage::Briefing, Stage::Play, Stage::Debrief];

    /// Name in plain words.
    pub fn name(self, say: &Language) -> String {
        say.text(match self {
            Stage::Joining => "class-stage-joining",
            Stage::Briefing => "class-stage-briefing",
            Stage::Play => "class-stage-play",
            Stage::Debrief => "class-stage-debrief",
        })
    }
}

/// How long the steps of a game may take, seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// The moves of a turn.
    pub moves: u32,
    /// A word at the table.
    pub word: u32,
    /// Any other answer.
    pub answer: u32,
    /// Absence after which a built-in policy takes over a seat.
    pub grace: u32,
}

/// Longest time of a step, seconds: a day.
pub const LONGEST: u32 = 86_400;

impl Default for Pace {
    fn default() -> Self {
        Pace { moves: 150, word: 60, answer: 60, grace: 90 }
    }
}

impl Pace {
    /// Every time brought into 1 second to a day.
    pub fn within_bounds(self) -> Pace {
        let within = |seconds: u32| seconds.clamp(1, LONGEST);
        Pace {
            moves: within(self.moves),
            word: within(self.word),
            answer: within(self.answer),
            grace: within(self.grace),
        }
    }
}

/// A part of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What is done.
    pub name: &'static str,
    /// Minutes.
    pub minutes: u32,
}

/// The timetable of a lesson of so many minutes: at least a third is for the debrief, where most of the learning happens.
pub fn timetable(minutes: u32) -> Vec<Part> {
    let debrief = minutes.div_ceil(3);
    let rest = minutes - debrief;
    let part = |percent: u32| (rest * percent / 100).max(1);
    let (brief, caucus, summit) = (part(15), part(10), part(20));
    let talks = rest.saturating_sub(brief + caucus + summit);
    vec![
        Part { name: "Joining and briefing", minutes: brief },
        Part { name: "Caucus of each delegation", minutes: caucus },
        Part { name: "Turns and talks", minutes: talks },
        Part { name: "Summit and the months after", minutes: summit },
        Part { name: "Debrief", minutes: debrief },
    ]
}

/// The pace at which a game with so many turns before and at the summit fits a lesson of so many minutes.
///
/// Half of the time of play is for moves, half for words at the tables, of which a game of average length holds about four a turn
/// and side.
pub fn pace_for(minutes: u32, turns: usize) -> Pace {
    let plan = timetable(minutes);
    let play = 60 * (plan[2].minutes + plan[3].minutes);
    let turns = u32::try_from(turns.max(1)).unwrap_or(u32::MAX);
    let moves = (play / 2 / turns).clamp(30, 600);
    let word = (play / 2 / turns / 4).clamp(20, 180);
    Pace { moves, word, answer: word, grace: 90.min(moves) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_of_every_lesson_is_for_the_debrief_and_nothing_is_lost() {
        for minutes in [30, 50, 75, 90, 180] {
            let plan = timetable(minutes);
            assert_eq!(plan.iter().map(|part| part.minutes).sum::<u32>(), minutes);
            assert!(3 * plan[4].minutes >= minutes);
        }
    }
}
