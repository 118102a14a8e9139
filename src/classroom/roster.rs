//! Who is in the class, and which seat everybody has.

use crate::classroom::secrets;
use crate::rules::case::{Case, NationId};
use serde::{Deserialize, Serialize};

/// Most people in a delegation.
pub const DELEGATION: usize = 4;
/// Most tables of a class.
pub const MOST_TABLES: u16 = 100;
/// Most students of a class.
pub const MOST_PEOPLE: usize = 400;
/// Longest name, in characters.
pub const LONGEST_NAME: usize = 40;

/// What somebody does in a delegation. Everybody may act for it; the roles say who is meant to watch what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Decides and signs.
    Leader,
    /// Leads the talks.
    Trade,
    /// Watches threats, deadlines and tension.
    Security,
    /// Speaks for the voters at home.
    Home,
}

impl Role {
    /// All roles, in the order in which a delegation fills.
    pub const ALL: [Role; DELEGATION] = [Role::Leader, Role::Trade, Role::Security, Role::Home];

    /// Name in plain words.
    pub fn name(self) -> &'static str {
        match self {
            Role::Leader => "head of delegation",
            Role::Trade => "trade minister",
            Role::Security => "security adviser",
            Role::Home => "voice of the home front",
        }
    }

    /// What the role is asked to do.
    pub fn task(self) -> &'static str {
        match self {
            Role::Leader => {
                "You have the last word: see that the delegation moves in time, and sign only what you could defend."
            }
            Role::Trade => {
                "You work at the table: know what every option is worth to you, and find what is cheap for you and dear to them."
            }
            Role::Security => {
                "You watch threats and dates: say what falls due, whose word is believed, and what backing down would cost."
            }
            Role::Home => {
                "You speak for the voters: say of every offer whether it would pass at home, and vote on it (two-level play)."
            }
        }
    }

    /// A role by the name that forms use.
    pub fn by_key(key: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Name that forms use.
    pub fn key(self) -> &'static str {
        match self {
            Role::Leader => "leader",
            Role::Trade => "trade",
            Role::Security => "security",
            Role::Home => "home",
        }
    }
}

/// A seat of the class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Table, from 0.
    pub table: u16,
    /// Nation.
    pub seat: NationId,
    /// Role.
    pub role: Role,
}

/// A student.
#[derive(Clone, Debug)]
pub struct Person {
    /// Number, from 0.
    pub id: u32,
    /// Name as typed.
    pub name: String,
    /// Who shows it has the seat.
    pub token: String,
    /// Who types it gets the token.
    pub recovery: String,
    /// The seat; none for somebody who has left.
    pub place: Option<Place>,
    /// Text being typed, by field.
    pub drafts: std::collections::BTreeMap<String, String>,
}

/// Everybody who has joined, in order.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// The people; their position is their number.
    pub people: Vec<Person>,
}

impl Roster {
    /// A person by number.
    pub fn person(&self, id: u32) -> Option<&Person> {
        self.people.get(usize::try_from(id).ok()?)
    }

    /// A person by number, to be changed.
    pub fn person_mut(&mut self, id: u32) -> Option<&mut Person> {
        self.people.get_mut(usize::try_from(id).ok()?)
    }

    /// Who holds a token and a seat.
    pub fn by_token(&self, token: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.place.is_some() && secrets::same(&person.token, token))
    }

    /// Who has a recovery code and a seat.
    pub fn by_recovery(&self, typed: &str) -> Option<&Person> {
        let typed = secrets::tidy(typed);
        self.people.iter().find(|person| person.place.is_some() && secrets::same(&person.recovery, &typed))
    }

    /// The people of a table, or of one of its seats, in the order of their roles.
    pub fn at(&self, table: u16, seat: Option<NationId>) -> Vec<&Person> {
        let mut found: Vec<(Role, &Person)> = self
            .people
            .iter()
            .filter_map(|person| {
                let place = person.place?;
                (place.table == table && seat.is_none_or(|seat| seat == place.seat)).then_some((place.role, person))
            })
            .collect();
        found.sort_by_key(|(role, person)| (*role, person.id));
        found.into_iter().map(|(_, person)| person).collect()
    }

    /// How many have a seat.
    pub fn seated(&self) -> usize {
        self.people.iter().filter(|person| person.place.is_some()).count()
    }

    /// The role that a newcomer to a delegation takes; none when it is full.
    pub fn free_role(&self, table: u16, seat: NationId) -> Option<Role> {
        let members = self.at(table, Some(seat));
        Role::ALL.into_iter().find(|role| !members.iter().any(|member| member.place.is_some_and(|p| p.role == *role)))
    }

    /// The seat that a newcomer gets: in the smallest delegation, the summit's parties before others, the first table first.
    pub fn next_place(&self, case: &Case, tables: u16) -> Option<Place> {
        let seats = case.nation_ids().filter(|nation| case.nation(*nation).playable);
        seats
            .flat_map(|seat| (0..tables).map(move |table| (table, seat)))
            .filter_map(|(table, seat)| {
                let role = self.free_role(table, seat)?;
                let size = self.at(table, Some(seat)).len();
                Some(((size, !case.is_principal(seat), table, seat), Place { table, seat, role }))
            })
            .min_by_key(|(order, _)| *order)
            .map(|(_, place)| place)
    }
}

/// A name as it is kept: without control characters and outer spaces.
///
/// # Errors
/// When nothing is left of it, or it is too long.
pub fn tidy_name(typed: &str) -> Result<String, String> {
    let name: String = typed.chars().filter(|letter| !letter.is_control()).collect::<String>().trim().to_string();
    match name.chars().count() {
        0 => Err("type the name by which the class knows you".to_string()),
        length if length > LONGEST_NAME => {
            Err(format!("the name has {length} characters; at most {LONGEST_NAME} are kept"))
        }
        _ => Ok(name),
    }
}
