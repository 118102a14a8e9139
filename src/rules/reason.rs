//! Why a seat decided as it did, term by term.

/// A term of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Change of the own payoff.
    OwnPayoff,
    /// What the move takes from the target's no-deal payoff, as leverage.
    Leverage,
    /// What the move costs if it has to be carried out.
    CostOfExecution,
    /// Credibility of the own threats.
    Credibility,
    /// Audience cost taken on or paid.
    AudienceCost,
    /// Tension and the risk of collapse.
    Tension,
    /// A threat that is answered.
    Pressure,
    /// An answer in kind that must be expected.
    Retaliation,
    /// Political capital.
    Capital,
    /// Relations and goodwill.
    Goodwill,
    /// Security of supply.
    Security,
    /// Votes at home.
    HomeFront,
    /// Answering in kind.
    Reciprocity,
    /// Settled procedure.
    Procedure,
    /// Value of the offer over no deal.
    OfferValue,
    /// Value aimed at, over no deal.
    Target,
    /// Reservation value, over no deal.
    Reservation,
    /// Share of votes at home, percent.
    WinSet,
    /// What a deal at the summit is expected to bring.
    Prospect,
    /// Worth of a kept promise.
    KeptWord,
    /// What playing the game on in one's head finds it worth over the usual course.
    Foresight,
    /// Leaving things as they are.
    Inertia,
    /// Chance.
    Whim,
}

impl Term {
    /// Name in plain words.
    pub fn name(self) -> &'static str {
        match self {
            Term::OwnPayoff => "own payoff",
            Term::Leverage => "leverage over the counterpart",
            Term::CostOfExecution => "cost if it must be carried out",
            Term::Credibility => "credibility of our threats",
            Term::AudienceCost => "audience cost",
            Term::Tension => "tension and the risk of collapse",
            Term::Pressure => "threats that it answers",
            Term::Retaliation => "the answer in kind to expect",
            Term::Capital => "political capital",
            Term::Goodwill => "goodwill",
            Term::Security => "security of supply",
            Term::HomeFront => "mood at home",
            Term::Reciprocity => "answering in kind",
            Term::Procedure => "settled procedure",
            Term::OfferValue => "value of the offer over no deal",
            Term::Target => "value aimed at over no deal",
            Term::Reservation => "reservation value over no deal",
            Term::WinSet => "votes at home, percent",
            Term::Prospect => "what the summit may bring",
            Term::KeptWord => "worth of a kept word",
            Term::Foresight => "what looking ahead finds it worth",
            Term::Inertia => "leaving things as they are",
            Term::Whim => "chance",
        }
    }
}

/// Most terms kept of one decision.
pub const MAX_REASONS: usize = 10;

/// What takes the terms of a decision one by one.
pub trait Terms {
    /// Takes a term; terms of one kind add up.
    fn add(&mut self, term: Term, points: f64);
}

/// The sum of a decision's terms, for comparing many of which few are ever explained.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score(pub f64);

impl Terms for Score {
    fn add(&mut self, _: Term, points: f64) {
        self.0 += points;
    }
}

/// The terms of a decision, in payoff points unless the term says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reasons {
    terms: [Option<(Term, f32)>; MAX_REASONS],
}

impl Reasons {
    /// No terms.
    pub const NONE: Reasons = Reasons { terms: [None; MAX_REASONS] };

    /// With a term added.
    pub fn with(mut self, term: Term, points: f64) -> Self {
        self.add(term, points);
        self
    }

    /// Sum of the terms.
    pub fn total(&self) -> f64 {
        self.iter().map(|(_, points)| points).sum()
    }

    /// Terms in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (Term, f64)> + '_ {
        self.terms.iter().flatten().map(|(term, points)| (*term, f64::from(*points)))
    }
}

impl Terms for Reasons {
    /// Adds a term unless it is zero or the list is full.
    fn add(&mut self, term: Term, points: f64) {
        if points == 0.0 {
            return;
        }
        for slot in &mut self.terms {
            match slot {
                Some((known, sum)) if *known == term => {
                    *sum += points as f32;
                    return;
                }
                None => {
                    *slot = Some((term, points as f32));
                    return;
                }
                Some(_) => {}
            }
        }
    }
}
