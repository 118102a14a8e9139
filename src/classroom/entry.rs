//! What the journal holds: everything that happens in a class, in order. The class is what its entries make of it.

use crate::classroom::pace::{Pace, Stage};
use crate::classroom::roster::Role;
use crate::language::Tongue;
use serde::{Deserialize, Serialize};

/// Who made a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Author {
    /// A student.
    Person(u32),
    /// A built-in policy, by name, for an empty seat or one whose people are away.
    Policy(String),
    /// A built-in policy, by name, because time was up.
    Clock(String),
    /// The server, which ended the moves of a seat because time was up.
    TimeUp,
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sender {
    /// A student.
    Person(u32),
    /// The teacher.
    Teacher,
}

/// Something that happened. Tables count from 0; seats are nations by code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Entry {
    /// The class was opened.
    Opened {
        /// Scenario as named on the command line.
        scenario: String,
        /// Fingerprint of its files, hexadecimal.
        scenario_hash: String,
        /// Version of the rules.
        rules_version: u32,
        /// Code that students type.
        code: String,
        /// The teacher's secret.
        secret: String,
        /// Parallel tables.
        tables: u16,
        /// Seed of all tables, so that what differs between them comes of what was decided.
        seed: u64,
    },
    /// A table was added.
    TableAdded,
    /// A student joined.
    Joined {
        /// Number of the student, from 0.
        person: u32,
        /// Name as typed.
        name: String,
        /// Token of the seat.
        token: String,
        /// Recovery code.
        recovery: String,
        /// Table.
        table: u16,
        /// Nation.
        seat: String,
        /// Role in the delegation.
        role: Role,
    },
    /// A student was given another seat or role.
    Moved {
        /// Who.
        person: u32,
        /// Table.
        table: u16,
        /// Nation.
        seat: String,
        /// Role.
        role: Role,
    },
    /// A student left the class for good.
    Left {
        /// Who.
        person: u32,
    },
    /// The class went to another stage.
    StageSet {
        /// Which.
        stage: Stage,
    },
    /// The times of the steps were set.
    PaceSet {
        /// The times.
        pace: Pace,
    },
    /// The language of the students' pages was chosen.
    LanguageSet {
        /// Which.
        tongue: Tongue,
    },
    /// The clock was stopped or let run, at a table or everywhere.
    Paused {
        /// Table; none for all.
        table: Option<u16>,
        /// Whether it stands still.
        paused: bool,
    },
    /// More time was given for the step in progress.
    MoreTime {
        /// Table; none for all.
        table: Option<u16>,
        /// Seconds.
        seconds: u32,
    },
    /// A decision was taken.
    Decided {
        /// Table.
        table: u16,
        /// Nation.
        seat: String,
        /// The action in words.
        action: String,
        /// Who took it.
        by: Author,
    },
    /// A delegation took back its last move of the turn.
    Undone {
        /// Table.
        table: u16,
        /// Nation.
        seat: String,
    },
    /// A built-in policy took over a seat whose people are away, or handed it back.
    StandIn {
        /// Table.
        table: u16,
        /// Nation.
        seat: String,
        /// Whether the policy leads it.
        policy: bool,
    },
    /// A table was put back to the beginning of an earlier turn.
    Rewound {
        /// Table.
        table: u16,
        /// Turn, from 0.
        turn: u16,
    },
    /// The teacher let an event come to a table or to all.
    Intervened {
        /// Table; none for all where people sit and the game is not over.
        table: Option<u16>,
        /// What, in words.
        what: String,
    },
    /// A message at a table.
    Wrote {
        /// Who.
        from: Sender,
        /// Table.
        table: u16,
        /// Nation it is for; the sender's own for a word within the delegation, none for the whole table.
        to: Option<String>,
        /// Text.
        text: String,
    },
    /// Something was announced to the class.
    Announced {
        /// Text.
        text: String,
    },
    /// A member of a delegation said how the home front would vote on what is on the table.
    Polled {
        /// Who.
        person: u32,
        /// For it, or against it.
        favours: bool,
    },
}
