//! A class as its journal makes it: roster, tables, stage, announcements. Applying the same entries gives the same class.

use crate::classroom::desk::{Desk, Message, Taken};
use crate::classroom::entry::{Author, Entry, Sender};
use crate::classroom::pace::{Pace, Stage};
use crate::classroom::roster::{MOST_TABLES, Person, Place, Roster};
use crate::language::{Language, Tongue};
use crate::record::{outside, words};
use crate::rules::case::{Case, NationId};
use crate::rules::intervention::Intervention;
use std::sync::Arc;
use std::time::Instant;

/// Longest message or announcement, in characters.
pub const LONGEST_TEXT: usize = 1000;
/// Most messages that a table keeps.
const MOST_MESSAGES: usize = 5000;

/// A class.
pub struct Room {
    /// The scenario.
    pub case: Arc<Case>,
    /// Its name on the command line.
    pub scenario: String,
    /// Code that students type.
    pub code: String,
    /// The teacher's secret.
    pub secret: String,
    /// Seed of every table.
    pub seed: u64,
    /// Who is in the class.
    pub roster: Roster,
    /// The tables.
    pub desks: Vec<Desk>,
    /// What the class is doing.
    pub stage: Stage,
    /// How long steps may take.
    pub pace: Pace,
    /// Language of the students' pages.
    pub tongue: Tongue,
    /// What was announced, in order.
    pub announcements: Vec<String>,
    /// Counts every change that concerns the whole class.
    pub version: u64,
}

/// What a new class is opened with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Scenario as named on the command line.
    pub scenario: String,
    /// Code that students type.
    pub code: String,
    /// The teacher's secret.
    pub secret: String,
    /// Parallel tables.
    pub tables: u16,
    /// Seed of all tables.
    pub seed: u64,
}

impl Opening {
    /// The first entry of the class's journal.
    pub fn entry(&self, case: &Case) -> Entry {
        Entry::Opened {
            scenario: self.scenario.clone(),
            scenario_hash: format!("{:016x}", case.hash),
            rules_version: crate::record::log::RULES_VERSION,
            code: self.code.clone(),
            secret: self.secret.clone(),
            tables: self.tables,
            seed: self.seed,
        }
    }
}

impl Room {
    /// A class with nobody in it.
    pub fn new(case: Arc<Case>, opening: &Opening) -> Room {
        let tables = opening.tables.clamp(1, MOST_TABLES);
        Room {
            scenario: opening.scenario.clone(),
            code: opening.code.clone(),
            secret: opening.secret.clone(),
            seed: opening.seed,
            roster: Roster::default(),
            desks: (0..tables).map(|number| Desk::new(case.clone(), number, opening.seed)).collect(),
            stage: Stage::default(),
            pace: Pace::default(),
            tongue: Tongue::default(),
            announcements: Vec::new(),
            version: 0,
            case,
        }
    }

    /// Texts of the students' pages.
    pub fn say(&self) -> &'static Language {
        Language::of(self.tongue)
    }

    /// Number of tables.
    pub fn tables(&self) -> u16 {
        self.desks.len() as u16
    }

    /// A table, to be looked at or changed.
    pub fn desk(&mut self, table: u16) -> Option<&mut Desk> {
        self.desks.get_mut(usize::from(table))
    }

    fn seat(&self, code: &str) -> Result<NationId, String> {
        words::nation(&self.case, code)
    }

    fn table(&mut self, table: u16) -> Result<&mut Desk, String> {
        let tables = self.tables();
        self.desk(table).ok_or_else(|| format!("there is no table {}; valid: 1 to {tables}", u32::from(table) + 1))
    }

    fn person(&mut self, id: u32) -> Result<&mut Person, String> {
        self.roster.person_mut(id).ok_or_else(|| format!("there is no student number {id}"))
    }

    /// Lets an entry of the journal take effect.
    ///
    /// # Errors
    /// Why it is not possible; nothing has changed then.
    pub fn apply(&mut self, entry: &Entry) -> Result<(), String> {
        match entry {
            Entry::Opened { .. } => return Err("a class is opened once".to_string()),
            Entry::TableAdded => {
                let tables = self.tables();
                if tables >= MOST_TABLES {
                    return Err(format!("there are {tables} tables; more are not possible"));
                }
                self.desks.push(Desk::new(self.case.clone(), tables, self.seed));
                self.version += 1;
            }
            Entry::Joined { person, name, token, recovery, table, seat, role } => {
                let seat = self.seat(seat)?;
                self.table(*table)?;
                if usize::try_from(*person).ok() != Some(self.roster.people.len()) {
                    return Err("students are numbered in order".to_string());
                }
                self.roster.people.push(Person {
                    id: *person,
                    name: name.clone(),
                    token: token.clone(),
                    recovery: recovery.clone(),
                    place: Some(Place { table: *table, seat, role: *role }),
                    drafts: std::collections::BTreeMap::new(),
                });
                self.seated(*table);
                self.taken_up(*table, seat);
            }
            Entry::Moved { person, table, seat, role } => {
                let seat = self.seat(seat)?;
                self.table(*table)?;
                let before = self.person(*person)?.place.replace(Place { table: *table, seat, role: *role });
                if let Some(before) = before {
                    self.seated(before.table);
                }
                self.seated(*table);
                self.taken_up(*table, seat);
            }
            Entry::Left { person } => {
                if let Some(before) = self.person(*person)?.place.take() {
                    self.seated(before.table);
                }
            }
            Entry::StageSet { stage } => {
                self.stage = *stage;
                self.everywhere();
            }
            Entry::PaceSet { pace } => {
                self.pace = pace.within_bounds();
                self.everywhere();
            }
            Entry::LanguageSet { tongue } => {
                self.tongue = *tongue;
                self.everywhere();
            }
            Entry::Paused { table, paused } => {
                let now = Instant::now();
                self.each(*table, |desk| desk.set_paused(*paused, now))?;
            }
            Entry::MoreTime { table, seconds } => {
                let seconds = (*seconds).min(crate::classroom::pace::LONGEST);
                self.each(*table, |desk| desk.more_time(seconds))?;
            }
            Entry::Decided { table, seat, action, by } => {
                let seat = self.seat(seat)?;
                let action = words::read(&self.case, seat, action)?;
                self.table(*table)?.decide(seat, action, by.clone())?;
            }
            Entry::Undone { table, seat } => {
                let seat = self.seat(seat)?;
                self.table(*table)?.undo(seat)?;
            }
            Entry::StandIn { table, seat, policy } => {
                let seat = self.seat(seat)?;
                self.table(*table)?.set_stand_in(seat, *policy);
            }
            Entry::Rewound { table, turn } => self.table(*table)?.rewind(*turn)?,
            Entry::Intervened { table, what } => self.intervene(*table, what)?,
            Entry::Wrote { from, table, to, text } => {
                let to = to.as_ref().map(|code| self.seat(code)).transpose()?;
                let from_seat = match from {
                    Sender::Person(id) => self.person(*id)?.place.map(|place| place.seat),
                    Sender::Teacher => None,
                };
                let desk = self.table(*table)?;
                if desk.messages.len() >= MOST_MESSAGES {
                    return Err(format!("the table has {MOST_MESSAGES} messages; no more are kept"));
                }
                desk.messages.push(Message { from: *from, from_seat, to, text: text.clone() });
                desk.touch();
            }
            Entry::Announced { text } => {
                self.announcements.push(text.clone());
                self.everywhere();
            }
            Entry::Polled { person, favours } => {
                let place = self.person(*person)?.place.ok_or("whoever has left has no vote")?;
                self.table(place.table)?.poll(*person, *favours);
            }
        }
        Ok(())
    }

    /// Lets an event come to a table, or to all where it is possible.
    fn intervene(&mut self, table: Option<u16>, what: &str) -> Result<(), String> {
        let read = outside::read(&self.case, what)?;
        if matches!(read, Intervention::Vote { .. }) {
            return Err("who casts a vote at home follows from the roles on the roster".to_string());
        }
        if let Some(table) = table {
            return self.table(table)?.intervene(read);
        }
        let mut outcome = Err("nobody sits at a table yet".to_string());
        for desk in self.desks.iter_mut().filter(|desk| desk.is_peopled()) {
            let came = desk.intervene(read.clone());
            if outcome.is_err() {
                outcome = came;
            }
        }
        outcome
    }

    fn everywhere(&mut self) {
        self.version += 1;
        self.desks.iter_mut().for_each(Desk::touch);
    }

    fn each(&mut self, table: Option<u16>, change: impl Fn(&mut Desk)) -> Result<(), String> {
        match table {
            Some(table) => change(self.table(table)?),
            None => self.desks.iter_mut().for_each(change),
        }
        Ok(())
    }

    /// Tells a table who sits there now.
    fn seated(&mut self, table: u16) {
        let peopled: Vec<NationId> =
            self.case.nation_ids().filter(|nation| !self.roster.at(table, Some(*nation)).is_empty()).collect();
        let voices = self.roster.at(table, None).into_iter();
        let held = voices
            .filter_map(|person| Some((person.place?.seat, self.roster.group_of(&self.case, person.id)?)))
            .collect();
        if let Some(desk) = self.desk(table) {
            desk.set_peopled(|nation| peopled.contains(&nation));
            desk.set_held(held);
            desk.touch();
        }
        self.version += 1;
    }

    /// A newcomer leads a seat whose people are away.
    fn taken_up(&mut self, table: u16, seat: NationId) {
        if let Some(desk) = self.desk(table)
            && desk.has_stand_in(seat)
        {
            desk.set_stand_in(seat, false);
        }
    }

    /// The entry of a decision that was taken at a table.
    pub fn decided(&self, table: u16, taken: &Taken) -> Entry {
        Entry::Decided {
            table,
            seat: self.case.nation(taken.seat).code.clone(),
            action: words::write(&self.case, taken.seat, &taken.action),
            by: taken.by.clone(),
        }
    }

    /// Whether a table is being played: it has people, and the class is at that stage.
    pub fn is_playing(&mut self, table: u16) -> bool {
        self.stage == Stage::Play && self.desk(table).is_some_and(|desk| desk.is_peopled() && !desk.is_over())
    }

    /// How an author is called in a sentence.
    pub fn author(&self, by: &Author) -> String {
        match by {
            Author::Person(id) => self.roster.person(*id).map_or_else(|| "somebody".to_string(), |p| p.name.clone()),
            Author::Policy(name) | Author::Clock(name) => format!("the built-in policy “{name}”"),
            Author::TimeUp => "the clock".to_string(),
        }
    }
}

/// A text as it is kept: without control characters but line ends, and outer spaces.
///
/// # Errors
/// When nothing is left of it, or it is too long.
pub fn tidy_text(say: &Language, typed: &str) -> Result<String, String> {
    let kept = typed.replace("\r\n", "\n");
    let kept: String = kept.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect();
    let kept = kept.trim();
    match kept.chars().count() {
        0 => Err(say.text("class-text-empty")),
        length if length > LONGEST_TEXT => {
            Err(say.text_with("class-text-long", &[("length", length.into()), ("most", LONGEST_TEXT.into())]))
        }
        _ => Ok(kept.to_string()),
    }
}
