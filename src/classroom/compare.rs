//! What the tables came to, side by side: the rows that decks and exports are made of.

use crate::classroom::entry::Author;
use crate::classroom::hall::Hall;
use crate::language::{Language, Tongue};
use crate::record::debrief::{Debrief, WhatIf};
use crate::rules::state::Outcome;
use serde::{Serialize, Serializer};
use std::sync::Arc;

/// A student in the record of a class.
#[derive(Clone, Debug, Serialize)]
pub struct Member {
    /// Name.
    pub name: String,
    /// Table, from 1.
    pub table: u16,
    /// Nation.
    pub nation: String,
    /// Role.
    pub role: String,
    /// Decisions that the student sent.
    pub decisions: usize,
}

/// A decision in the record of a class.
#[derive(Clone, Debug, Serialize)]
pub struct Decision {
    /// Table, from 1.
    pub table: u16,
    /// Turn, from 1.
    pub turn: u16,
    /// Nation.
    pub nation: String,
    /// The action in words.
    pub action: String,
    /// Name of the student, or the policy.
    pub by: String,
}

/// A table whose game is over.
#[derive(Clone, Debug, Serialize)]
pub struct Finished {
    /// Table, from 1.
    pub table: u16,
    /// Its debrief.
    #[serde(serialize_with = "whole")]
    pub debrief: Arc<Debrief>,
    /// How it tends to end when a party to the summit is led otherwise.
    pub what_if: Vec<WhatIf>,
    /// What was done to the table.
    pub notes: Vec<String>,
    /// Share of the decisions that people took, 0 to 1.
    pub by_people: f64,
}

fn whole<S: Serializer>(debrief: &Arc<Debrief>, serializer: S) -> Result<S::Ok, S::Error> {
    debrief.as_ref().serialize(serializer)
}

/// A class after its games.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// Title of the scenario.
    pub title: String,
    /// Scenario as named on the command line.
    pub scenario: String,
    /// Seed of every table.
    pub seed: u64,
    /// The tables, in order.
    pub tables: Vec<Finished>,
    /// The students, in the order in which they joined; nobody in an anonymous record.
    pub members: Vec<Member>,
    /// Every decision; by nobody in an anonymous record.
    pub decisions: Vec<Decision>,
}

/// Compares the tables whose games are over. Takes seconds: not for a thread that serves.
pub fn of(hall: &Hall, anonymous: bool) -> Comparison {
    let finished = hall.finished();
    let debriefs: Vec<(u16, Arc<Debrief>, Arc<Vec<WhatIf>>)> =
        finished.into_iter().filter_map(|table| Some((table, hall.debrief(table)?, hall.what_if(table)?))).collect();
    let mut room = hall.room();
    let (title, scenario, seed, case) = (room.case.title.clone(), room.scenario.clone(), room.seed, room.case.clone());
    let names: Vec<String> = room.roster.people.iter().map(|person| person.name.clone()).collect();
    let mut sent = vec![0; names.len()];
    let (mut tables, mut decisions) = (Vec::new(), Vec::new());
    for (table, debrief, what_if) in debriefs {
        let Some(desk) = room.desk(table) else { continue };
        let mut by_people = 0;
        for taken in &desk.taken {
            let by = match &taken.by {
                Author::Person(id) => {
                    by_people += 1;
                    if let Some(count) = sent.get_mut(*id as usize) {
                        *count += 1;
                    }
                    if anonymous {
                        "a student".to_string()
                    } else {
                        names.get(*id as usize).cloned().unwrap_or_default()
                    }
                }
                Author::Policy(name) => format!("policy {name}"),
                Author::Clock(name) => format!("policy {name}, time was up"),
                Author::TimeUp => "the clock".to_string(),
            };
            decisions.push(Decision {
                table: table + 1,
                turn: taken.turn + 1,
                nation: case.nation(taken.seat).code.clone(),
                action: desk.in_words(taken),
                by,
            });
        }
        let share = by_people as f64 / desk.taken.len().max(1) as f64;
        let what_if = what_if.as_ref().clone();
        tables.push(Finished { table: table + 1, debrief, what_if, notes: desk.notes.clone(), by_people: share });
    }
    let members = room
        .roster
        .people
        .iter()
        .filter(|_| !anonymous)
        .filter_map(|person| {
            let place = person.place?;
            Some(Member {
                name: person.name.clone(),
                table: place.table + 1,
                nation: case.nation(place.seat).code.clone(),
                role: place.role.name(Language::of(Tongue::English)),
                decisions: sent.get(person.id as usize).copied().unwrap_or(0),
            })
        })
        .collect();
    Comparison { title, scenario, seed, tables, members, decisions }
}

/// An outcome class in plain words.
pub fn outcome_name(key: &str) -> &str {
    Outcome::ALL.iter().find(|outcome| outcome.key() == key).map_or(key, |outcome| outcome.name())
}

impl Finished {
    /// Outcome in plain words.
    pub fn outcome(&self) -> &str {
        outcome_name(&self.debrief.outcome)
    }

    /// Whether the leaders signed something that was ratified.
    pub fn has_deal(&self) -> bool {
        self.debrief.summit.deal.is_some()
    }

    /// What both parties got, as shares of what each could have had at best, percent.
    pub fn shares_of_ideal(&self) -> [f64; 2] {
        [0, 1].map(|party| {
            let party = &self.debrief.summit.parties[party];
            percent(party.value, party.ideal)
        })
    }

    /// Joint gain as a share of the greatest possible, percent.
    pub fn harvested(&self) -> f64 {
        percent(self.debrief.summit.joint_gain, self.debrief.summit.greatest_joint_gain)
    }

    /// Words that were kept or did their work, and words that were broken or bluffed.
    pub fn words(&self) -> (usize, usize) {
        let ended = |ends: &[&str]| {
            self.debrief.ledger.iter().filter(|word| word.end.as_deref().is_some_and(|end| ends.contains(&end))).count()
        };
        (ended(&["met", "executed"]), ended(&["broken", "bluffed"]))
    }
}

/// A part of a whole in percent; 0 where there is no whole.
pub fn percent(part: f64, whole: f64) -> f64 {
    if whole.abs() < 1e-9 { 0.0 } else { 100.0 * part / whole }
}
