//! What a seat can do: the one door through which every decision comes, a person's, a policy's or a program's.

use crate::bargaining::Package;
use crate::rules::case::{ChannelId, Level, MeasureId, NationId, NegotiatorId};
use crate::rules::state::{Demand, Mandate, Request};

/// What to do about an own commitment that has fallen due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// Carry it out.
    Execute,
    /// Put it off once more, at part of the audience cost.
    Postpone,
    /// Give it up, at the whole audience cost.
    BackDown,
}

/// What to say about coming to the summit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Confirm.
    Confirm,
    /// Put in doubt.
    Doubt,
    /// Cancel.
    Cancel,
}

/// How the vote of a domestic group is cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ballot {
    /// For the agreement.
    For,
    /// Against it.
    Against,
    /// By the group itself: its margin with the noise of its judgement decides, as where nobody casts it.
    Free,
}

/// A decision of a seat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    /// Threatens to set an own measure by a day unless a demand is met.
    Threaten {
        /// At whom.
        target: NationId,
        /// Own measure.
        measure: MeasureId,
        /// Level.
        level: u8,
        /// What would satisfy.
        demand: Demand,
        /// Day it falls due.
        due: i32,
        /// Whether in public.
        public: bool,
    },
    /// Promises to bring an own measure down to a level by a day.
    Promise {
        /// To whom.
        target: NationId,
        /// Own measure.
        measure: MeasureId,
        /// Level.
        level: u8,
        /// Day it falls due.
        due: i32,
        /// Whether in public.
        public: bool,
    },
    /// Announces a level of an own measure for a day.
    Schedule {
        /// Measure.
        measure: MeasureId,
        /// Level.
        level: u8,
        /// Day of effect.
        day: i32,
    },
    /// Sets an own measure, at once or after its lead time.
    Execute {
        /// Measure.
        measure: MeasureId,
        /// Level.
        level: u8,
    },
    /// Suspends a measure, announced or in force; it can come back without lead time.
    Suspend(MeasureId),
    /// Takes back a measure, announced or in force, and any own threat about it.
    Withdraw(MeasureId),
    /// Reassures another nation in public.
    Reassure(NationId),
    /// Denounces another nation, or one of its negotiators by name.
    Denounce {
        /// Nation.
        target: NationId,
        /// Person.
        person: Option<NegotiatorId>,
        /// How harshly, 1 to 3.
        severity: u8,
    },
    /// Asks for a meeting.
    AskMeeting {
        /// Channel.
        channel: ChannelId,
        /// Day.
        day: i32,
    },
    /// Accepts a meeting that was asked for.
    AcceptMeeting(ChannelId),
    /// Declines one.
    DeclineMeeting(ChannelId),
    /// Calls off a meeting that was agreed.
    CallOff(ChannelId),
    /// Opens a back channel.
    OpenBackChannel(NationId),
    /// Invests: sets an own measure of that kind.
    Invest {
        /// Measure.
        measure: MeasureId,
        /// Level.
        level: u8,
    },
    /// Asks an ally to join, condemn or coordinate.
    AskAlly {
        /// Ally.
        ally: NationId,
        /// What for.
        request: Request,
        /// Against whom.
        against: NationId,
    },
    /// Answers an ally's request, the oldest one from it.
    AnswerAlly {
        /// Who asked.
        ally: NationId,
        /// The answer.
        accept: bool,
    },
    /// Condemns a nation as a third party.
    Condemn(NationId),
    /// Mediates between two others.
    Mediate(NationId, NationId),
    /// Sets how freely the delegation may concede.
    SetMandate(Mandate),
    /// Replaces a negotiator.
    Replace(NegotiatorId),
    /// Disavows what a negotiator said without orders.
    Disavow(NegotiatorId),
    /// Says something about coming to the summit.
    Summit(Notice),
    /// Ends the turn's moves.
    EndTurn,
    /// Puts a package on the table.
    Offer(Package),
    /// Accepts the offer on the table.
    Accept,
    /// Asks "what would you want for this?": the counterpart answers with a package that contains it.
    AskPrice(Package),
    /// Leaves the table.
    WalkOut,
    /// Settles a commitment that has fallen due.
    Settle(Settlement),
    /// Goes to the summit, or not.
    Attend(bool),
    /// Keeps an agreement for another turn, or breaks it.
    Comply(bool),
    /// Casts the vote of a domestic group on what was signed.
    Vote(Ballot),
}

impl Action {
    /// The level a meeting must have for the action to make sense; for front ends that group moves.
    pub fn is_talk(&self) -> bool {
        matches!(self, Action::Offer(_) | Action::Accept | Action::AskPrice(_) | Action::WalkOut)
    }
}

/// Rounds of offers at a level, from the parameters.
pub fn rounds(level: Level, parameters: &crate::rules::parameters::Parameters) -> u16 {
    let rounds = match level {
        Level::BackChannel => parameters.rounds_back_channel,
        Level::PhoneCall => parameters.rounds_phone_call,
        Level::Technical => parameters.rounds_technical,
        Level::Ministerial => parameters.rounds_ministerial,
        Level::Leaders => parameters.rounds_leaders,
    };
    rounds as u16
}
