//! What comes into a game from outside its seats: news that somebody lets happen, and who casts a domestic group's vote.
//!
//! A teacher uses this door. What passes it is recorded like a decision, so that a log replays to the same game.

use crate::rules::case::*;
use crate::rules::event::Fact;
use crate::rules::legal::Refusal;
use crate::rules::news;
use crate::rules::state::*;
use crate::rules::summit;

/// Longest news of somebody's own words, in characters.
pub const LONGEST_NEWS: usize = 300;
/// Most news of somebody's own words in a game.
const MOST_NEWS: usize = 200;

/// Something from outside the seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intervention {
    /// Lets an event of the case happen, by position, whatever its day and conditions; it happens once in a game.
    Event(u8),
    /// Lets an incident of the case happen, by position.
    Incident(u8),
    /// Public news in somebody's own words: everybody reads it, and no number changes.
    News(String),
    /// From now on a person casts the vote of a domestic group when an agreement is to be ratified, or the rules do again.
    Vote {
        /// Nation.
        nation: NationId,
        /// Group, by position.
        group: u8,
        /// Whether a person casts it.
        held: bool,
    },
}

/// An intervention as it is recorded among the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intervened {
    /// An event of the case, by position.
    Event(u8),
    /// An incident of the case, by position.
    Incident(u8),
    /// News in somebody's own words, by position among the game's.
    News(u8),
    /// A domestic group's vote went to a person, or back to the rules.
    Vote(NationId, u8, bool),
}

impl Intervened {
    /// The intervention that was recorded, of the game whose news in own words these are; none for a position that there is not.
    pub fn again(self, news: &[String]) -> Option<Intervention> {
        Some(match self {
            Intervened::Event(position) => Intervention::Event(position),
            Intervened::Incident(position) => Intervention::Incident(position),
            Intervened::News(position) => Intervention::News(news.get(usize::from(position))?.clone()),
            Intervened::Vote(nation, group, held) => Intervention::Vote { nation, group, held },
        })
    }
}

/// Whether something from outside is possible now.
///
/// # Errors
/// Why not.
pub fn check(table: &Table, intervention: &Intervention) -> Result<(), Refusal> {
    if table.game.phase == Phase::Over {
        return Err(Refusal("the game is over"));
    }
    match intervention {
        Intervention::Event(position) => {
            let known = usize::from(*position) < table.case.events.len().min(news::MOST_EVENTS);
            if !known {
                return Err(Refusal("the scenario has no such event"));
            }
            if table.game.happened & 1 << position != 0 {
                return Err(Refusal("this event has happened already"));
            }
        }
        Intervention::Incident(position) if usize::from(*position) >= table.case.incidents.len() => {
            return Err(Refusal("the scenario has no such incident"));
        }
        Intervention::Incident(_) => {}
        Intervention::News(text) => {
            if text.trim().is_empty() {
                return Err(Refusal("the news has no text"));
            }
            if text.chars().count() > LONGEST_NEWS {
                return Err(Refusal("the news is too long: at most 300 characters"));
            }
            if text.chars().any(char::is_control) {
                return Err(Refusal("the news is to be one line"));
            }
            if table.game.news.len() >= MOST_NEWS {
                return Err(Refusal("the game has as much news of this kind as it keeps"));
            }
        }
        Intervention::Vote { nation, group, held } => {
            let groups = table.case.nations.get(nation.index()).map_or(0, |nation| nation.constituencies.len());
            if usize::from(*group) >= groups {
                return Err(Refusal("there is no such domestic group"));
            }
            if table.game.held_votes.contains(&(*nation, *group)) == *held {
                return Err(Refusal("the vote of this group is cast that way already"));
            }
        }
    }
    Ok(())
}

/// Lets something from outside happen, on the first day of the turn; the tension that it adds shows when the phase ends.
///
/// # Errors
/// Why it is not possible now; nothing has changed then.
pub fn apply(table: &mut Table, intervention: &Intervention) -> Result<(), Refusal> {
    check(table, intervention)?;
    let day = table.today();
    match intervention {
        Intervention::Event(position) => {
            let event = &table.case.events[usize::from(*position)];
            table.game.happened |= 1 << position;
            table.note(day, event.audience, Fact::Intervened(Intervened::Event(*position)));
            news::strike(table, &event.impact);
        }
        Intervention::Incident(position) => {
            table.announce(day, Fact::Intervened(Intervened::Incident(*position)));
            news::strike(table, &table.case.incidents[usize::from(*position)].impact);
        }
        Intervention::News(text) => {
            let position = table.game.news.len() as u8;
            table.game.news.push(text.trim().to_string());
            table.announce(day, Fact::Intervened(Intervened::News(position)));
        }
        Intervention::Vote { nation, group, held } => {
            let vote = (*nation, *group);
            if *held {
                table.game.held_votes.push(vote);
                table.game.held_votes.sort();
            } else {
                table.game.held_votes.retain(|known| *known != vote);
            }
            table.note(day, Nations::of([*nation]), Fact::Intervened(Intervened::Vote(*nation, *group, *held)));
            if !held {
                summit::released(table, *nation, *group);
            }
        }
    }
    Ok(())
}
