//! Who is in the class, and which seat everybody has.

use crate::classroom::secrets;
use crate::language::Language;
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

/// What somebody does in a delegation. Everybody may act for it; the roles say who is meant to watch what, and the voice of the home
/// front casts the vote of a domestic group.
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
    /// All roles, in the order in which a delegation fills: with two people, one signs and one speaks for those who have to ratify.
    pub const ALL: [Role; DELEGATION] = [Role::Leader, Role::Home, Role::Trade, Role::Security];

    /// Name in plain words.
    pub fn name(self, say: &Language) -> String {
        say.text(match self {
            Role::Leader => "class-role-leader",
            Role::Trade => "class-role-trade",
            Role::Security => "class-role-security",
            Role::Home => "class-role-home",
        })
    }

    /// What the role is asked to do.
    pub fn task(self, say: &Language) -> String {
        say.text(match self {
            Role::Leader => "class-task-leader",
            Role::Trade => "class-task-trade",
            Role::Security => "class-task-security",
            Role::Home => "class-task-home",
        })
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

    /// The role of somebody who comes to a delegation with one: the same if it is free there, else a free one, else the same.
    pub fn role_there(&self, table: u16, seat: NationId, role: Role) -> Role {
        let members = self.at(table, Some(seat));
        let is_free = |wanted: Role| !members.iter().any(|member| member.place.is_some_and(|p| p.role == wanted));
        if is_free(role) { role } else { self.free_role(table, seat).unwrap_or(role) }
    }

    /// The domestic group whose vote somebody casts, by position: the people of a delegation who speak for the home front, in the
    /// order in which they joined, have the groups in the order of their votes.
    pub fn group_of(&self, case: &Case, person: u32) -> Option<u8> {
        let place = self.person(person)?.place.filter(|place| place.role == Role::Home)?;
        let voices = self
            .at(place.table, Some(place.seat))
            .into_iter()
            .filter(|member| member.place.is_some_and(|place| place.role == Role::Home));
        let rank = voices.map(|member| member.id).position(|id| id == person)?;
        let groups = &case.nation(place.seat).constituencies;
        let mut order: Vec<usize> = (0..groups.len()).collect();
        order.sort_by(|one, other| groups[*other].weight.total_cmp(&groups[*one].weight));
        order.get(rank).and_then(|group| u8::try_from(*group).ok())
    }

    /// Who casts the vote of a domestic group at a table.
    pub fn voter(&self, case: &Case, table: u16, seat: NationId, group: u8) -> Option<&Person> {
        self.at(table, Some(seat)).into_iter().find(|member| self.group_of(case, member.id) == Some(group))
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
pub fn tidy_name(say: &Language, typed: &str) -> Result<String, String> {
    let name: String = typed.chars().filter(|letter| !letter.is_control()).collect::<String>().trim().to_string();
    match name.chars().count() {
        0 => Err(say.text("class-name-empty")),
        length if length > LONGEST_NAME => {
            Err(say.text_with("class-name-long", &[("length", length.into()), ("most", LONGEST_NAME.into())]))
        }
        _ => Ok(name),
    }
}
