//! An agent: a bidding tactic, an acceptance condition and an opponent model put together (Baarslag et al. 2014).

use crate::bargaining::bidding::Bidding;
use crate::bargaining::domain::{Domain, Outcome};
use crate::bargaining::partial::contains;
use crate::bargaining::profile::Profile;
use crate::bargaining::session::{Chance, Clock, Negotiator, PowerBounds, Response, Seat};
use crate::bargaining::table::MOST_SORTED;
use crate::bargaining::utility::Additive;
use crate::bargaining::{Acceptance, OpponentModel, Situation};
use std::fmt;
use std::sync::Arc;

/// An offer that was heard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Received {
    /// When.
    pub clock: Clock,
    /// From whom, by place.
    pub from: usize,
    /// What.
    pub outcome: Outcome,
    /// What it is worth to the one who heard it.
    pub utility: f64,
}

/// All that a tactic may know when it decides.
pub struct View<'a> {
    /// Its own preferences.
    pub profile: &'a Profile,
    /// Its seat.
    pub seat: Seat,
    /// Where the talks stand.
    pub clock: Clock,
    /// Offers heard, in order.
    pub received: &'a [Received],
    /// Its own last offer.
    pub own: Option<Outcome>,
    /// What the others are thought to want, on average, between 0 and 1; none without a model.
    pub estimate: Option<&'a Additive>,
}

impl View<'_> {
    /// Utilities of the offers of whoever spoke last, the latest first.
    pub fn of_last_speaker(&self) -> impl Iterator<Item = f64> + '_ {
        let last = self.received.last().map(|one| one.from);
        self.received.iter().rev().filter(move |one| Some(one.from) == last).map(|one| one.utility)
    }

    /// Utility of its own last offer.
    pub fn own_utility(&self) -> Option<f64> {
        self.own.map(|own| self.profile.utility(own))
    }

    /// The least that it would ever ask for: its reservation value, or the worst outcome where that is better.
    pub fn floor(&self) -> f64 {
        let worst = self.profile.table().map_or(0.0, |table| table.worst());
        self.profile.reservation().max(worst)
    }
}

/// Whether an offer is good enough.
pub trait Condition {
    /// Decides on an offer of this utility, the last that was heard.
    fn accepts(&mut self, view: &View, offered: f64, bidding: &mut dyn Bidding, chance: &mut Chance) -> bool;
}

impl Condition for Acceptance {
    fn accepts(&mut self, view: &View, offered: f64, bidding: &mut dyn Bidding, chance: &mut Chance) -> bool {
        let next = match self {
            Acceptance::Target => bidding.target(view),
            Acceptance::Next | Acceptance::Combi { .. } => {
                bidding.offer(view, chance).map_or(f64::INFINITY, |next| view.profile.utility(next))
            }
            Acceptance::Constant { .. } | Acceptance::Time { .. } => 0.0,
        };
        let time = view.clock.time();
        let best_recent = match self {
            // As much time as is left is looked back on.
            Acceptance::Combi { .. } => {
                let recent = view.received.iter().rev().take_while(|one| one.clock.time() >= 2.0 * time - 1.0);
                recent.map(|one| one.utility).fold(0.0, f64::max)
            }
            _ => 0.0,
        };
        let reservation = view.profile.reservation();
        Acceptance::accepts(self, &Situation { offer: offered, next, time, best_recent, reservation })
    }
}

/// An opponent model over complete outcomes.
pub type Model = Box<dyn OpponentModel<Outcome, Additive> + Send>;
/// What makes an opponent model for a domain.
pub type ModelMaker = fn(&Arc<Domain>) -> Model;

/// A tactic needs a sorted table of all outcomes, and the domain has too many for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// Number of outcomes.
    pub outcomes: u64,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the domain has {} outcomes, more than the {MOST_SORTED} that can be sorted by utility",
            self.outcomes
        )
    }
}

/// The view of an agent, borrowed from all but its parts that decide.
macro_rules! view {
    ($agent:ident, $clock:expr) => {
        View {
            profile: &$agent.profile,
            seat: $agent.seat,
            clock: $clock,
            received: &$agent.received,
            own: $agent.own,
            estimate: $agent.estimate.as_ref(),
        }
    };
}

/// What a word of an agent rested on; utilities are its own unless said otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reasons {
    /// Utility of what it offered or accepted; where it leaves the table, of the best that it could have asked for.
    pub utility: f64,
    /// What it would settle for at that moment.
    pub target: f64,
    /// Its reservation value.
    pub reservation: f64,
    /// What the outcome is thought to be worth to the others, on average; none without a model or before an offer was heard.
    pub estimate: Option<f64>,
    /// Share of the talks that is over.
    pub time: f64,
}

/// An agent at a table.
pub struct Agent {
    profile: Arc<Profile>,
    bidding: Box<dyn Bidding + Send>,
    condition: Box<dyn Condition + Send>,
    maker: Option<ModelMaker>,
    models: Vec<Model>,
    estimate: Option<Additive>,
    received: Vec<Received>,
    own: Option<Outcome>,
    seat: Seat,
    chance: Chance,
    bounds: PowerBounds,
    explains: bool,
    reasons: Option<Reasons>,
}

impl Agent {
    /// Puts an agent together.
    ///
    /// # Errors
    ///
    /// When the tactic needs a sorted table and the domain is too large for one.
    pub fn new(
        profile: Arc<Profile>,
        bidding: Box<dyn Bidding + Send>,
        condition: Box<dyn Condition + Send>,
        maker: Option<ModelMaker>,
    ) -> Result<Agent, TooLarge> {
        if bidding.needs_table() && profile.table().is_none() {
            return Err(TooLarge { outcomes: profile.domain().count() });
        }
        Ok(Agent {
            profile,
            bidding,
            condition,
            maker,
            models: Vec::new(),
            estimate: None,
            received: Vec::new(),
            own: None,
            seat: Seat { place: 0, parties: 0, rounds: 0, seed: 0 },
            chance: Chance::new(0),
            bounds: PowerBounds::ANY,
            explains: false,
            reasons: None,
        })
    }

    /// The agent, joining only coalitions whose power lies within bounds.
    #[must_use]
    pub fn within(self, bounds: PowerBounds) -> Agent {
        Agent { bounds, ..self }
    }

    /// The agent, keeping the reasons of its last word.
    #[must_use]
    pub fn explaining(self) -> Agent {
        Agent { explains: true, ..self }
    }

    /// What its last offer, answer or walk-out rested on; none unless it is [`Agent::explaining`].
    pub fn reasons(&self) -> Option<Reasons> {
        self.reasons
    }

    /// Keeps the reasons of a word about an outcome, before the word changes anything.
    fn explain(&mut self, clock: Clock, outcome: Outcome) {
        if self.explains {
            let view = view!(self, clock);
            self.reasons = Some(Reasons {
                utility: self.profile.utility(outcome),
                target: self.bidding.target(&view),
                reservation: self.profile.reservation(),
                estimate: self.estimate.as_ref().map(|estimate| estimate.utility(self.profile.domain(), outcome)),
                time: clock.time(),
            });
        }
    }

    /// What the others are thought to want, on average; none without a model or before an offer was heard.
    pub fn estimate(&self) -> Option<&Additive> {
        self.estimate.as_ref()
    }
}

impl Negotiator for Agent {
    fn begin(&mut self, seat: Seat) {
        self.seat = seat;
        self.received.clear();
        self.own = None;
        self.chance = Chance::new(seat.seed);
        self.models.clear();
        self.estimate = None;
        self.reasons = None;
        if let Some(maker) = self.maker {
            self.models.extend((0..seat.parties).map(|_| maker(self.profile.domain())));
        }
        self.bidding.begin(&self.profile, seat);
    }

    fn hear(&mut self, clock: Clock, from: usize, offer: Outcome) {
        let utility = self.profile.utility(offer);
        self.received.push(Received { clock, from, outcome: offer, utility });
        if let Some(model) = self.models.get_mut(from) {
            model.observe(offer);
            self.estimate = Some(mean(&self.models, self.seat.place));
        }
        let view = view!(self, clock);
        self.bidding.hear(&view, offer);
    }

    fn respond(&mut self, clock: Clock, _from: usize, offer: Outcome) -> Response {
        let offered = self.profile.utility(offer);
        if offered < self.profile.reservation() {
            return Response::Reject;
        }
        // One's own standing offer is good enough from another's mouth.
        if self.own == Some(offer) {
            self.explain(clock, offer);
            return Response::Accept;
        }
        let view = view!(self, clock);
        let accepts = self.condition.accepts(&view, offered, self.bidding.as_mut(), &mut self.chance);
        self.explain(clock, offer);
        if accepts { Response::Accept } else { Response::Reject }
    }

    fn propose(&mut self, clock: Clock) -> Option<Outcome> {
        let view = view!(self, clock);
        // Nothing below the reservation value is ever asked for: who finds nothing else leaves the table.
        let offer = self.bidding.offer(&view, &mut self.chance);
        let Some(offer) = offer.filter(|offer| self.signs(*offer)) else {
            self.explain(clock, self.profile.best().1);
            return None;
        };
        self.explain(clock, offer);
        let view = view!(self, clock);
        self.bidding.made(&view, offer);
        self.own = Some(offer);
        Some(offer)
    }

    fn receive(&mut self, draft: Outcome) {
        self.own = self.signs(draft).then_some(draft);
    }

    fn price(&mut self, clock: Clock, asked: Outcome) -> Option<Outcome> {
        let view = view!(self, clock);
        let target = self.bidding.target(&view);
        let domain = self.profile.domain();
        let holds = |outcome: &Outcome| contains(domain, *outcome, asked);
        let found = self.profile.table().and_then(|table| {
            let enough = table.place(target);
            // The cheapest that is worth the target, and where there is none the best of what holds it.
            let dearer = (enough..table.rational()).filter_map(|place| table.from_worst(place));
            let cheaper = (0..enough).rev().filter_map(|place| table.from_worst(place));
            dearer.chain(cheaper).find(holds)
        });
        match found.filter(|offer| self.signs(*offer)) {
            Some(offer) => {
                self.explain(clock, offer);
                let view = view!(self, clock);
                self.bidding.made(&view, offer);
                self.own = Some(offer);
                Some(offer)
            }
            None => self.propose(clock),
        }
    }

    fn coalitions(&mut self, _clock: Clock, _offer: Outcome) -> PowerBounds {
        self.bounds
    }

    fn prefers(&mut self, _clock: Clock, text: Outcome, standing: Option<Outcome>) -> bool {
        standing.is_none_or(|standing| self.profile.utility(text) >= self.profile.utility(standing))
    }

    fn signs(&self, outcome: Outcome) -> bool {
        self.profile.utility(outcome) >= self.profile.reservation()
    }
}

/// Mean of the estimates of all but one.
fn mean(models: &[Model], but: usize) -> Additive {
    let mut others = models.iter().enumerate().filter(|(place, _)| *place != but).map(|(_, model)| model.estimate());
    let Some(mut sum) = others.next() else { return Additive::new([]) };
    let mut count = 1.0;
    for other in others {
        count += 1.0;
        for issue in 0..sum.issues() {
            sum.of_mut(issue).iter_mut().zip(other.of(issue)).for_each(|(sum, one)| *sum += one);
        }
    }
    if count > 1.0 {
        (0..sum.issues()).for_each(|issue| sum.of_mut(issue).iter_mut().for_each(|value| *value /= count));
    }
    sum
}
