//! The floor of a meeting: who is up, what lies on the table, and when it is over. The rules that a game's tables and the library's
//! protocol [`Meeting`](crate::bargaining::protocol::Meeting) share.
//!
//! Stacked alternating offers (Aydoğan, Festen, Hindriks & Jonker 2017) with more to say: packages may be partial, a party of two may
//! ask what the other would want for something, one who leaves a table of more than two does not end it, and when the rounds are over
//! the last offer is put to those who have not accepted it.

use crate::bargaining::session::Members;

/// An offer on record: by whom, when, and what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offer<P, O> {
    /// Who made it.
    pub by: P,
    /// Round, from 0.
    pub round: u16,
    /// What it proposes.
    pub package: O,
}

/// What may be said at a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word<O> {
    /// An offer.
    Offer(O),
    /// "What would you want for this?"
    Ask(O),
    /// Yes to the offer on the table.
    Accept,
    /// It leaves; at the closing vote, it stays out.
    Leave,
}

/// What follows a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// The party in this place is up.
    Speaks(usize),
    /// The offer on the table is agreed by those who have accepted it.
    Agreed,
    /// It is over without an agreement.
    OutOfTime,
}

/// A meeting of parties `P` about packages `O`.
#[derive(Clone, Debug)]
pub struct Floor<P, O> {
    /// Who is at the table, in speaking order.
    pub parties: Vec<P>,
    /// Number of parties at the beginning.
    pub seats: usize,
    /// Round, from 0.
    pub round: u16,
    /// Rounds available.
    pub rounds: u16,
    /// Place of the speaker.
    pub speaker: usize,
    /// Offer on the table and the places of those who have accepted it.
    pub standing: Option<(Offer<P, O>, Members)>,
    /// All offers in order.
    pub offers: Vec<Offer<P, O>>,
    /// What a party was just asked to name its price for.
    pub asked: Option<O>,
    /// Whether the last offer is being put to those who have not accepted it.
    pub vote: bool,
    /// Who still has to answer at the vote.
    voters: Members,
}

impl<P, O> Default for Floor<P, O> {
    fn default() -> Self {
        Floor {
            parties: Vec::new(),
            seats: 0,
            round: 0,
            rounds: 0,
            speaker: 0,
            standing: None,
            offers: Vec::new(),
            asked: None,
            vote: false,
            voters: Members::default(),
        }
    }
}

impl<P: Copy + PartialEq, O: Copy + PartialEq> Floor<P, O> {
    /// Opens the floor to those whom `parties` holds; the first is up.
    pub fn open(&mut self, rounds: u16) -> Then {
        self.seats = self.parties.len();
        (self.round, self.rounds, self.speaker) = (0, rounds, 0);
        self.clear();
        Then::Speaks(0)
    }

    /// Takes everything off the table.
    pub fn clear(&mut self) {
        (self.standing, self.asked, self.vote, self.voters) = (None, None, false, Members::default());
        self.offers.clear();
    }

    /// The place of a party.
    pub fn place(&self, party: P) -> Option<usize> {
        self.parties.iter().position(|seated| *seated == party)
    }

    /// All places.
    pub fn all(&self) -> Members {
        Members::all(self.parties.len())
    }

    /// Those who have accepted what lies on the table.
    pub fn accepted(&self) -> impl Iterator<Item = P> + '_ {
        let places = self.standing.map_or(Members::default(), |(_, accepted)| accepted);
        places.iter().filter_map(|place| self.parties.get(place).copied())
    }

    /// Puts an offer in the place of the one on the table; its author agrees to it.
    pub fn offer(&mut self, place: usize, package: O) -> Then {
        let offer = Offer { by: self.parties[place], round: self.round, package };
        self.offers.push(offer);
        self.standing = Some((offer, Members::default().with(place)));
        self.asked = None;
        self.proceed()
    }

    /// Asks the other for its price.
    pub fn ask(&mut self, package: O) -> Then {
        self.asked = Some(package);
        self.proceed()
    }

    /// Accepts what lies on the table.
    pub fn accept(&mut self, place: usize) -> Then {
        let all = self.all();
        let Some((_, accepted)) = &mut self.standing else { return self.proceed() };
        *accepted = accepted.with(place);
        if *accepted == all { Then::Agreed } else { self.proceed() }
    }

    /// Lets a party go from a table of more than two; what it had on the table goes with it. Whoever holds the meeting may then take
    /// more off the table, and goes on with [`Floor::after_leaving`].
    pub fn leave(&mut self, place: usize) {
        let by = self.parties.remove(place);
        if self.standing.is_some_and(|(offer, _)| offer.by == by) {
            self.standing = None;
        }
        if let Some((_, accepted)) = &mut self.standing {
            *accepted = accepted.without_place(place);
        }
        self.voters = self.voters.without_place(place);
        self.speaker = (place + self.parties.len() - 1) % self.parties.len().max(1);
    }

    /// Goes on with those who have stayed.
    pub fn after_leaving(&mut self) -> Then {
        match self.standing {
            Some((_, accepted)) if !self.vote && accepted == self.all() => Then::Agreed,
            _ => self.proceed(),
        }
    }

    /// Who is up next; where nobody is, how it ends.
    pub fn proceed(&mut self) -> Then {
        if self.vote {
            return self.next_vote();
        }
        self.speaker += 1;
        if self.speaker >= self.parties.len() {
            self.speaker = 0;
            self.round += 1;
            if self.round >= self.rounds || (self.parties.len() > 2 && self.nothing_new()) {
                let Some((_, accepted)) = self.standing else { return Then::OutOfTime };
                self.vote = true;
                self.voters = self.all().without(accepted);
                return self.next_vote();
            }
        }
        Then::Speaks(self.speaker)
    }

    /// The next to answer at the vote; with all answers in, a table closes with those who accept when they are more than half.
    fn next_vote(&mut self) -> Then {
        if let Some(voter) = self.voters.iter().next() {
            self.voters = self.voters.without(Members::default().with(voter));
            return Then::Speaks(voter);
        }
        match self.standing {
            Some((_, accepted)) if accepted.len() * 2 > self.seats => Then::Agreed,
            _ => Then::OutOfTime,
        }
    }

    /// Whether the round that has just ended brought no package that was not on the table before: more talk would bring none either.
    fn nothing_new(&self) -> bool {
        let ended = self.round - 1;
        let before = |package: &O| self.offers.iter().any(|known| known.round != ended && known.package == *package);
        ended > 0 && self.offers.iter().filter(|offer| offer.round == ended).all(|offer| before(&offer.package))
    }
}
