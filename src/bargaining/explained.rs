//! An agent that says why: every offer, acceptance and walk-out with what it rested on.

use crate::bargaining::agent::{Agent, Reasons};
use crate::bargaining::domain::Outcome;
use crate::bargaining::session::{Clock, Negotiator, PowerBounds, Response, Seat};
use std::cell::RefCell;
use std::rc::Rc;

/// What was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// An offer.
    Offer(Outcome),
    /// Yes to another's offer.
    Accept(Outcome),
    /// It leaves the table.
    Leave,
}

/// A word at the table and why it was said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spoken {
    /// When.
    pub clock: Clock,
    /// By whom, by place.
    pub party: usize,
    /// What.
    pub word: Word,
    /// Why.
    pub reasons: Reasons,
}

/// All that was said at a table, shared by those who sit there.
pub type Minutes = Rc<RefCell<Vec<Spoken>>>;

/// An agent whose words go into the minutes with their reasons. It says what it would say without them.
pub struct Explained {
    agent: Agent,
    place: usize,
    minutes: Minutes,
}

impl Explained {
    /// Puts an agent's words into these minutes.
    pub fn new(agent: Agent, minutes: Minutes) -> Explained {
        Explained { agent: agent.explaining(), place: 0, minutes }
    }

    fn note(&self, clock: Clock, word: Word) {
        if let Some(reasons) = self.agent.reasons() {
            self.minutes.borrow_mut().push(Spoken { clock, party: self.place, word, reasons });
        }
    }
}

impl Negotiator for Explained {
    fn begin(&mut self, seat: Seat) {
        self.place = seat.place;
        self.agent.begin(seat);
    }

    fn hear(&mut self, clock: Clock, from: usize, offer: Outcome) {
        self.agent.hear(clock, from, offer);
    }

    fn respond(&mut self, clock: Clock, from: usize, offer: Outcome) -> Response {
        let response = self.agent.respond(clock, from, offer);
        match response {
            Response::Accept => self.note(clock, Word::Accept(offer)),
            Response::End => self.note(clock, Word::Leave),
            Response::Reject => {}
        }
        response
    }

    fn propose(&mut self, clock: Clock) -> Option<Outcome> {
        let offer = self.agent.propose(clock);
        self.note(clock, offer.map_or(Word::Leave, Word::Offer));
        offer
    }

    fn receive(&mut self, draft: Outcome) {
        self.agent.receive(draft);
    }

    fn price(&mut self, clock: Clock, asked: Outcome) -> Option<Outcome> {
        let offer = self.agent.price(clock, asked);
        self.note(clock, offer.map_or(Word::Leave, Word::Offer));
        offer
    }

    fn coalitions(&mut self, clock: Clock, offer: Outcome) -> PowerBounds {
        self.agent.coalitions(clock, offer)
    }

    fn prefers(&mut self, clock: Clock, text: Outcome, standing: Option<Outcome>) -> bool {
        self.agent.prefers(clock, text, standing)
    }

    fn signs(&self, outcome: Outcome) -> bool {
        self.agent.signs(outcome)
    }
}
