//! What happened: facts with their day and who knows of them. Logs, stories, transcripts and debriefs are made from these.

use crate::bargaining::Package;
use crate::rules::action::{Action, Notice};
use crate::rules::case::*;
use crate::rules::intervention::Intervened;
use crate::rules::reason::Reasons;
use crate::rules::state::{Closing, End, Outcome, Request};

/// A fact with its date and audience.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// Turn, from 0.
    pub turn: u16,
    /// Day.
    pub day: i32,
    /// Seats that know of it; [`Nations::ALL`] for the public.
    pub audience: Nations,
    /// What happened.
    pub fact: Fact,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fact {
    /// A turn began.
    TurnBegan,
    /// An event of the case, by position.
    News(u8),
    /// An incident of the case, by position.
    Incident(u8),
    /// Something came from outside the seats.
    Intervened(Intervened),
    /// A negotiator went public without orders against a nation.
    OffMessage(NegotiatorId, NationId),
    /// A threat was made; position in the ledger.
    Threatened(u8),
    /// A promise was made; position in the ledger.
    Promised(u8),
    /// A commitment ended.
    CommitmentEnded(u8, End),
    /// A commitment was postponed to a day.
    Postponed(u8, i32),
    /// A measure was announced for a day.
    Scheduled(MeasureId, u8, i32),
    /// A measure was set, from one level to another.
    MeasureSet(MeasureId, u8, u8),
    /// A measure was suspended, from a level that was in force (or announced only).
    Suspended(MeasureId, u8),
    /// A measure was withdrawn, from a level that was in force (or announced only).
    Withdrawn(MeasureId, u8),
    /// One nation reassured another.
    Reassured(NationId, NationId),
    /// One nation denounced another, or a person.
    Denounced(NationId, NationId, Option<NegotiatorId>, u8),
    /// A meeting was asked for, for a day.
    MeetingAsked(NationId, ChannelId, i32),
    /// A meeting was agreed for a day.
    MeetingAgreed(NationId, ChannelId, i32),
    /// A meeting was declined.
    MeetingDeclined(NationId, ChannelId),
    /// A meeting was called off.
    MeetingCalledOff(NationId, ChannelId),
    /// A back channel was opened.
    BackChannelOpened(NationId, NationId),
    /// A nation invested.
    Invested(MeasureId, u8, i32),
    /// An ally was asked.
    AllyAsked(NationId, NationId, Request, NationId),
    /// An ally answered: who asked, who answered, what, against whom, whether it accepted.
    AllyAnswered(NationId, NationId, Request, NationId, bool),
    /// A third party condemned a nation.
    Condemned(NationId, NationId),
    /// A third party mediated between two others.
    Mediated(NationId, NationId, NationId),
    /// A negotiator was replaced.
    Replaced(NegotiatorId),
    /// A negotiator was disavowed.
    Disavowed(NegotiatorId),
    /// A leader said something about the summit.
    SummitNotice(NationId, Notice),
    /// A meeting began on a channel.
    MeetingBegan(ChannelId),
    /// An offer at the table.
    Offered(NationId, Package),
    /// "What would you want for this?"
    AskedPrice(NationId, Package),
    /// The offer on the table was accepted.
    Accepted(NationId, Package),
    /// A meeting ended on a channel.
    MeetingEnded(ChannelId, Closing),
    /// An agreement was signed; position in the list.
    Signed(u8),
    /// A nation ratified an agreement or not, with the share of votes for it in percent.
    Ratified(NationId, u8, bool, u8),
    /// An agreement lapsed on its day.
    Lapsed(u8),
    /// A nation broke an agreement.
    Breached(NationId, u8),
    /// A nation delivered what it had pledged.
    Delivered(NationId, u8),
    /// A shortage of a critical input: nation, input, availability in percent of demand.
    Shortage(NationId, u8, u8),
    /// A leader arrived at the summit or stayed away.
    Attended(NationId, bool),
    /// The summit ended in this class.
    SummitEnded(Outcome),
    /// A seat decided, with its reasons; known to itself until the debrief.
    Decided(NationId, Action, Reasons),
    /// The game ended.
    GameOver,
}
