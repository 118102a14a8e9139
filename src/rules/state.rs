//! The state of one game, on plain values. `world` hangs each struct on an entity; the rules see one game as a [`Table`].

use crate::bargaining::floor::Floor;
use crate::bargaining::{FrequencyModel, MAX_ISSUES, Package, Preferences};
use crate::rules::action::{Action, Ballot};
use crate::rules::case::*;
use crate::rules::event::{Event, Fact};
use crate::rules::random::Stream;
use crate::rules::regime::Standing;

/// Belief about a chance, as counts of what was seen for and against (Jøsang & Ismail 2002).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beta {
    /// Count for, over the prior.
    pub kept: f64,
    /// Count against, over the prior.
    pub broken: f64,
    /// Prior mean.
    pub prior: f64,
}

impl Beta {
    /// A belief with nothing seen yet.
    pub fn new(prior: f64) -> Self {
        Beta { kept: 0.0, broken: 0.0, prior }
    }

    /// Expected chance, with the prior counted as `weight` observations.
    pub fn mean(&self, weight: f64) -> f64 {
        (self.prior * weight + self.kept) / (weight + self.kept + self.broken)
    }

    /// Forgets: observations keep this share of their weight.
    pub fn fade(&mut self, share: f64) {
        self.kept *= share;
        self.broken *= share;
    }
}

/// How freely a delegation may concede.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mandate {
    /// Keeps a wide margin above no deal.
    Firm,
    /// Keeps the usual margin.
    #[default]
    Normal,
    /// May go down to no deal.
    Flexible,
}

/// What a leader has said about coming to the summit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attendance {
    /// Nothing yet: expected.
    #[default]
    Expected,
    /// Has confirmed.
    Confirmed,
    /// Has put it in doubt.
    Doubtful,
    /// Will not come.
    Cancelled,
}

/// What one nation asks of an ally.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// Back my threats.
    Join,
    /// Condemn in public.
    Condemn,
    /// Build supply together.
    Coordinate,
}

/// An ally's request that waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AllyRequest {
    /// Who asks.
    pub from: NationId,
    /// Who is asked.
    pub to: NationId,
    /// What for.
    pub request: Request,
    /// Against whom.
    pub against: NationId,
}

/// A nation in a game.
#[derive(Clone, Debug, PartialEq)]
pub struct Nation {
    /// Political capital.
    pub capital: f64,
    /// Approval at home, percent.
    pub approval: f64,
    /// Private resolve type, 0 to 1.
    pub resolve: f64,
    /// Departure of the goals from what the measures alone give: conduct, stocks, capacity, pledges kept (scaled units).
    pub drift: Goals,
    /// Months of demand held of each critical input.
    pub stock: [f64; MAX_INPUTS],
    /// Own and allied supply built, as a share of demand.
    pub capacity: [f64; MAX_INPUTS],
    /// Availability of each critical input in the last turn, as a share of demand.
    pub availability: [f64; MAX_INPUTS],
    /// Payoff of the state as it stands, 0 to 100.
    pub payoff: f64,
    /// Disagreement point: expected payoff of no deal, 0 to 100.
    pub no_deal: f64,
    /// Where the levels without any further agreement stand, as of the last refresh.
    pub standing: Standing,
    /// What stocks and own supply keep off, as of the last refresh: under the levels in force, and without any further agreement.
    pub covers: [Cover; 2],
    /// Discounted payoff so far, payoff-weeks.
    pub gathered: f64,
    /// Discounted weeks so far.
    pub weeks: f64,
    /// Discount factor reached.
    pub discount: f64,
    /// Real income when approval was last settled, percent of base.
    pub last_income: f64,
    /// Consumer prices at that time, percent of base.
    pub last_prices: f64,
    /// Attendance of the summit.
    pub attendance: Attendance,
    /// Freedom to concede.
    pub mandate: Mandate,
    /// Public moves left this turn.
    pub public_moves: u8,
    /// Private moves left this turn.
    pub private_moves: u8,
    /// Allies that back this nation's threats.
    pub backers: Nations,
    /// Allies that build supply with it.
    pub partners: Nations,
    /// The last hostile turn of each other nation toward this one (for tit-for-tat); -1 for never.
    pub last_hostile: [i32; MAX_NATIONS],
    /// The last friendly turn of each other nation toward this one; -1 for never.
    pub last_friendly: [i32; MAX_NATIONS],
    /// Turn in which each ally last declined a request; -1 for never.
    pub last_declined: [i32; MAX_NATIONS],
    /// Turn in which it last mediated; -1 for never.
    pub last_mediation: i32,
    /// Turn in which it last reassured, denounced or condemned each other nation; -1 for never.
    pub last_word: [i32; MAX_NATIONS],
}

/// How much of a shortage's loss a nation is spared; the same deliveries and availability always give the same.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cover {
    /// Deliveries of each critical input, as a share of demand.
    pub delivered: [f64; MAX_INPUTS],
    /// What can be had of it, as a share of demand.
    pub available: [f64; MAX_INPUTS],
    /// Share of the loss that is kept off.
    pub spared: f64,
}

impl Cover {
    /// Whether it is what these deliveries and this availability give.
    pub fn fits(&self, delivered: &[f64; MAX_INPUTS], available: &[f64; MAX_INPUTS]) -> bool {
        self.delivered == *delivered && self.available == *available
    }
}

/// A negotiator in a game.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Negotiator {
    /// Rapport with each nation's delegation, -1 to 1.
    pub rapport: [f64; MAX_NATIONS],
    /// Whether the person was replaced by an understudy.
    pub replaced: bool,
    /// Turn in which the person last went public without orders; -1 for never.
    pub off_message: i32,
    /// Against whom that was.
    pub off_message_against: NationId,
    /// Whether the nation has disavowed it.
    pub disavowed: bool,
    /// Turn in which another nation last denounced the person; -1 for never.
    pub denounced: i32,
}

/// A measure in a game.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Level in force.
    pub level: u8,
    /// Level announced and its day.
    pub scheduled: Option<(u8, i32)>,
    /// Level from which it was suspended, to which it can return without a lead time.
    pub suspended: Option<u8>,
    /// Turn of the last change by its owner; -1 for never.
    pub changed: i32,
    /// Day on which an investment last took effect.
    pub since: i32,
}

impl Measure {
    /// Level announced, or in force where nothing is announced.
    pub fn announced(&self) -> u8 {
        self.scheduled.map_or(self.level, |(level, _)| level)
    }
}

/// Where a meeting on a channel stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Appointment {
    /// None.
    #[default]
    None,
    /// Asked for by one side, for a day.
    Asked(NationId, i32),
    /// Agreed for a day.
    Agreed(i32),
}

/// A line between nations in a game.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Channel {
    /// Whether the line is open; a back channel must first be opened.
    pub open: bool,
    /// The next meeting.
    pub appointment: Appointment,
    /// Turn of the last meeting held; -1 for none.
    pub held: i32,
    /// What it left for the next level.
    pub draft: Package,
}

/// What one nation thinks of another.
#[derive(Clone, Debug)]
pub struct Relation {
    /// Trust, 0 to 1.
    pub trust: f64,
    /// Tension, 0 to 1; the same both ways.
    pub tension: f64,
    /// Push on tension gathered in this phase, kept by the lower of the two; settled when the phase ends.
    pub push: f64,
    /// Belief that the other executes its threats.
    pub threats: Beta,
    /// Belief that the other keeps its promises.
    pub promises: Beta,
    /// Estimate of the other's interests from its offers.
    pub interests: FrequencyModel,
    /// Offers that the estimate rests on.
    pub offers_seen: u16,
    /// The furthest that the holder has come toward the other in talks of the two alone: of its offers in the last of them, the one
    /// worth least to itself. Empty before, and once a draft or an agreement stands in its place.
    pub conceded: Package,
}

/// How a commitment ended; each has exactly one end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A threat's demand was met, or a promise kept.
    Met,
    /// A threat was carried out.
    Executed,
    /// A promise was broken.
    Broken,
    /// A threat was not carried out although its demand was not met.
    Bluffed,
    /// Taken back before it fell due.
    Withdrawn,
    /// Overtaken: the game ended, or an agreement settled it.
    Expired,
}

/// What a threat asks for: the other's measure, and the highest level that satisfies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The other's measure.
    pub measure: MeasureId,
    /// Highest level that satisfies, in force or scheduled.
    pub at_most: u8,
}

/// A threat or a promise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Commitment {
    /// Whether it threatens; else it promises.
    pub threat: bool,
    /// Who made it.
    pub by: NationId,
    /// Toward whom.
    pub to: NationId,
    /// Own measure.
    pub measure: MeasureId,
    /// Level it would be set to.
    pub level: u8,
    /// What would satisfy a threat.
    pub demand: Option<Demand>,
    /// Whether what is asked for held already when it was made, so that the threat only deters.
    pub deters: bool,
    /// Day it was made.
    pub made: i32,
    /// Day it falls due.
    pub due: i32,
    /// Whether it was said in public.
    pub public: bool,
    /// How often it was postponed.
    pub postponed: u8,
    /// How it ended, and on which day.
    pub end: Option<(End, i32)>,
}

/// State of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreementStatus {
    /// Binding.
    InForce,
    /// Ran out on its day.
    Lapsed,
    /// Ended because a party broke it.
    Void,
    /// Not accepted at home.
    Unratified,
}

/// An agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Index into the case's opening agreements; none for one reached in the game.
    pub opening: Option<u8>,
    /// Parties.
    pub parties: Nations,
    /// Terms; empty for an opening agreement.
    pub package: Package,
    /// Level of the channel that closed it.
    pub closed_at: Level,
    /// Day it was signed.
    pub signed: i32,
    /// Day it lapses.
    pub expires: i32,
    /// What measures go back to when it lapses or is void.
    pub fallback: Vec<(MeasureId, u8)>,
    /// Status.
    pub status: AgreementStatus,
    /// Who broke it.
    pub breakers: Nations,
    /// Parties that have delivered their pledges.
    pub delivered: Nations,
}

/// A class of outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Most issues settled for good.
    ComprehensiveDeal,
    /// Measures eased for a time.
    Framework,
    /// Only the clock was stopped.
    Extension,
    /// Talks ended without agreement.
    NoDeal,
    /// A leader left the table.
    Walkout,
    /// The summit was not held.
    Cancelled,
    /// Signed, but not accepted at home.
    RatificationFailed,
}

impl Outcome {
    /// Every class.
    pub const ALL: [Outcome; 7] = [
        Outcome::ComprehensiveDeal,
        Outcome::Framework,
        Outcome::Extension,
        Outcome::NoDeal,
        Outcome::Walkout,
        Outcome::Cancelled,
        Outcome::RatificationFailed,
    ];

    /// Name for programs.
    pub fn key(self) -> &'static str {
        match self {
            Outcome::ComprehensiveDeal => "comprehensive_deal",
            Outcome::Framework => "framework",
            Outcome::Extension => "extension",
            Outcome::NoDeal => "no_deal",
            Outcome::Walkout => "walkout",
            Outcome::Cancelled => "cancelled",
            Outcome::RatificationFailed => "ratification_failed",
        }
    }

    /// Name in plain words.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::ComprehensiveDeal => "comprehensive deal",
            Outcome::Framework => "framework or truce",
            Outcome::Extension => "extension",
            Outcome::NoDeal => "no deal",
            Outcome::Walkout => "walkout",
            Outcome::Cancelled => "summit cancelled",
            Outcome::RatificationFailed => "ratification failed",
        }
    }
}

/// How a meeting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// An agreement was signed, in this position of the game's list.
    Signed(u8),
    /// A draft was left for the next level.
    Draft,
    /// The rounds ran out.
    OutOfTime,
    /// A nation walked out.
    WalkedOut(NationId),
}

/// An offer on record.
pub type Offer = crate::bargaining::floor::Offer<NationId, Package>;

/// Talks in progress.
#[derive(Clone, Debug, Default)]
pub struct Meeting {
    /// The channel, while a meeting is on.
    pub channel: Option<ChannelId>,
    /// The day on which it is held.
    pub day: i32,
    /// Who speaks, what was offered, what lies on the table.
    pub floor: Floor<NationId, Package>,
    /// What each offer is worth to each nation at the table, payoff points over no deal, in the order of the floor's offers.
    pub worth: Vec<[f64; MAX_NATIONS]>,
    /// What each party makes of each option, in payoff points over no deal, by place.
    pub own: Vec<Preferences>,
    /// What each party's best package is worth to it, payoff points over no deal, by place.
    pub ideal: Vec<f64>,
    /// Reservation value of each party, payoff points over no deal, by place.
    pub reservation: Vec<f64>,
    /// What each party takes the next one's preferences to be, by place.
    pub estimate: Vec<Preferences>,
    /// Draft from below that the talks start from.
    pub draft: Package,
}

/// Where a turn stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Events and incidents.
    #[default]
    News,
    /// Moves.
    Posture,
    /// Meetings.
    Talks,
    /// Commitments and schedules that fall due.
    Deadlines,
    /// Trade and critical inputs.
    Economy,
    /// Approval and capital.
    Politics,
    /// What each thinks of the others' word.
    Beliefs,
    /// The leaders.
    Summit,
    /// Payoffs, and the next turn.
    Close,
    /// The game is over.
    Over,
}

impl Phase {
    /// The nine phases of a turn in order.
    pub const ALL: [Phase; 9] = [
        Phase::News,
        Phase::Posture,
        Phase::Talks,
        Phase::Deadlines,
        Phase::Economy,
        Phase::Politics,
        Phase::Beliefs,
        Phase::Summit,
        Phase::Close,
    ];

    /// The phase after this one.
    pub fn next(self) -> Phase {
        Phase::ALL.iter().skip_while(|phase| **phase != self).nth(1).copied().unwrap_or(Phase::Over)
    }
}

/// What a game waits for from a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Moves of posture, until it ends its turn.
    Posture,
    /// A word at the table.
    Talk,
    /// What to do about an own commitment that has fallen due, by position.
    Settle(u8),
    /// Whether to go to the summit.
    Attend,
    /// Whether to keep an agreement for another turn, by position.
    Comply(u8),
    /// How the vote of a domestic group that a person casts goes, by position.
    Vote(u8),
}

/// Counts that a batch reports.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Threats made.
    pub threats: u32,
    /// Threats not carried out although unmet.
    pub bluffs: u32,
    /// Offers at tables.
    pub offers: u32,
    /// Meetings held.
    pub meetings: u32,
    /// Highest tension between the summit's parties.
    pub peak_tension: f64,
    /// Agreements broken.
    pub breaches: u32,
}

/// A game as a whole.
#[derive(Clone, Debug)]
pub struct Game {
    /// Index within its batch; part of the seed.
    pub index: u64,
    /// Root seed.
    pub seed: u64,
    /// Turn, from 0.
    pub turn: usize,
    /// Phase.
    pub phase: Phase,
    /// Whether the phase has begun for this turn.
    pub begun: bool,
    /// Seats that still have to act, each with what is asked, in order; who of them is up says [`Game::up`].
    pub waiting: Vec<(NationId, Ask)>,
    /// Moves of this turn that have been accepted and wait for resolution.
    pub moves: Vec<(NationId, Action)>,
    /// Market stress, 0 to 1.
    pub market: f64,
    /// Threats and promises, in the order they were made.
    pub commitments: Vec<Commitment>,
    /// Agreements.
    pub agreements: Vec<Agreement>,
    /// Option in force by issue.
    pub terms: Package,
    /// Requests among allies that wait for an answer.
    pub requests: Vec<AllyRequest>,
    /// Talks in progress.
    pub meeting: Meeting,
    /// Channels whose meetings are still to be held in this phase.
    pub agenda: Vec<ChannelId>,
    /// Events of the case that have happened.
    pub happened: u64,
    /// News in somebody's own words that came from outside, in order.
    pub news: Vec<String>,
    /// Domestic groups whose votes are cast by people, in order.
    pub held_votes: Vec<(NationId, u8)>,
    /// Votes that people have cast on what the summit signed, until they are counted.
    pub ballots: Vec<(NationId, u8, Ballot)>,
    /// How the summit ended, once it has.
    pub outcome: Option<Outcome>,
    /// Position of the agreement that the summit signed.
    pub summit_deal: Option<u8>,
    /// Levels without any further agreement, as of the last refresh.
    pub no_deal_levels: [u8; MAX_MEASURES],
    /// Fall of each nation's payoff if each commitment were carried out as a threat, as of the last refresh, in payoff points.
    pub threat_falls: Vec<[f64; MAX_NATIONS]>,
    /// Whether something has changed that payoffs depend on since the last refresh.
    pub stale: bool,
    /// Whether the trade model failed to find an equilibrium for a policy of this game.
    pub unsolved: bool,
    /// Chance of the world.
    pub chance: Stream,
    /// Chance of the votes at home.
    pub votes: Stream,
    /// Whether events are kept.
    pub recording: bool,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// Counts.
    pub tally: Tally,
}

impl Game {
    /// What a seat is asked, if it may decide now: the moves of a turn and the votes at home come side by side, all else in order.
    pub fn up(&self, seat: NationId) -> Option<Ask> {
        let (first, ask) = *self.waiting.first()?;
        if first == seat {
            return Some(ask);
        }
        let side_by_side = matches!(ask, Ask::Posture | Ask::Vote(_));
        self.waiting.iter().find(|(up, _)| side_by_side && *up == seat).map(|(_, ask)| *ask)
    }
}

/// One game as the rules see it.
pub struct Table<'t> {
    /// The scenario.
    pub case: &'t Case,
    /// The game as a whole.
    pub game: &'t mut Game,
    /// Nations by [`NationId`].
    pub nations: &'t mut [Nation],
    /// Negotiators by [`NegotiatorId`].
    pub negotiators: &'t mut [Negotiator],
    /// Measures by [`MeasureId`].
    pub measures: &'t mut [Measure],
    /// Channels by [`ChannelId`].
    pub channels: &'t mut [Channel],
    /// Relations, row by holder.
    pub relations: &'t mut [Relation],
}

impl Table<'_> {
    /// The turn's slot in the calendar.
    pub fn slot(&self) -> TurnSlot {
        self.case.calendar.turns[self.game.turn.min(self.case.calendar.turns.len() - 1)]
    }

    /// Takes over the state of another game of the same case, without its record of events.
    pub fn copy_from(&mut self, other: &Table) {
        *self.game = other.game.clone();
        self.game.recording = false;
        self.game.events.clear();
        self.nations.clone_from_slice(other.nations);
        self.negotiators.clone_from_slice(other.negotiators);
        self.measures.clone_from_slice(other.measures);
        self.channels.clone_from_slice(other.channels);
        self.relations.clone_from_slice(other.relations);
    }

    /// First day that this turn's deadlines leave to the next: on the day of the summit the leaders come first.
    pub fn deadline(&self) -> i32 {
        let until = self.slot().until;
        if self.game.turn == self.case.summit.turn { self.case.summit.day.min(until) } else { until }
    }

    /// First day of the turn.
    pub fn today(&self) -> i32 {
        self.slot().from
    }

    /// A nation.
    pub fn nation(&self, nation: NationId) -> &Nation {
        &self.nations[nation.index()]
    }

    /// A nation, to change.
    pub fn nation_mut(&mut self, nation: NationId) -> &mut Nation {
        &mut self.nations[nation.index()]
    }

    /// What one nation thinks of another.
    pub fn relation(&self, from: NationId, to: NationId) -> &Relation {
        &self.relations[from.index() * self.nations.len() + to.index()]
    }

    /// What one nation thinks of another, to change.
    pub fn relation_mut(&mut self, from: NationId, to: NationId) -> &mut Relation {
        &mut self.relations[from.index() * self.nations.len() + to.index()]
    }

    /// Tension between two nations.
    pub fn tension(&self, one: NationId, other: NationId) -> f64 {
        self.relation(one, other).tension
    }

    /// Pushes tension between two nations up or down; pushes of a phase add up and take effect together, so that no order counts.
    pub fn add_tension(&mut self, one: NationId, other: NationId, change: f64) {
        self.relation_mut(one.min(other), one.max(other)).push += change;
    }

    /// Lets the pushes of a phase take effect; the closer tension is to its limit, the less it moves.
    pub fn settle_tension(&mut self) {
        for one in self.case.nation_ids() {
            for other in self.case.nation_ids().skip(one.index() + 1) {
                let push = std::mem::take(&mut self.relation_mut(one, other).push);
                if push != 0.0 {
                    let now = self.tension(one, other);
                    let room = if push > 0.0 { 1.0 - now } else { now };
                    let new = (now + push * (0.4 + room)).clamp(0.0, 1.0);
                    self.relation_mut(one, other).tension = new;
                    self.relation_mut(other, one).tension = new;
                }
            }
        }
    }

    /// Changes what the holder trusts the other.
    pub fn add_trust(&mut self, holder: NationId, of: NationId, change: f64) {
        let relation = self.relation_mut(holder, of);
        relation.trust = (relation.trust + change).clamp(0.0, 1.0);
    }

    /// Adds to market stress.
    pub fn add_market(&mut self, change: f64) {
        self.game.market = (self.game.market + change).clamp(0.0, 1.0);
    }

    /// Levels in force.
    pub fn levels(&self) -> [u8; MAX_MEASURES] {
        let mut levels = [0; MAX_MEASURES];
        for (level, measure) in levels.iter_mut().zip(self.measures.iter()) {
            *level = measure.level;
        }
        levels
    }

    /// Records a public fact.
    pub fn announce(&mut self, day: i32, fact: Fact) {
        self.note(day, Nations::ALL, fact);
    }

    /// Records a fact that only some seats know.
    pub fn note(&mut self, day: i32, audience: Nations, fact: Fact) {
        if self.game.recording {
            let turn = self.game.turn as u16;
            self.game.events.push(Event { turn, day, audience, fact });
        }
    }

    /// Whether an agreement in force settles an issue for as long as it lasts: one that only prolongs what was there, or says for how
    /// long, leaves the issue open.
    pub fn settled(&self, issue: usize) -> bool {
        self.game.terms.get(issue).is_some_and(|option| {
            let terms = &self.case.issues[issue].options[option];
            !terms.extends && terms.duration.is_none()
        })
    }

    /// The draft that the highest level has left between these nations.
    pub fn draft(&self, members: Nations) -> Package {
        Level::ALL
            .iter()
            .rev()
            .filter_map(|level| self.case.channel(members, *level))
            .map(|channel| self.channels[channel.index()].draft)
            .find(|draft| !draft.is_empty())
            .unwrap_or(Package::EMPTY)
    }
}

/// Issue positions in a bit set.
pub fn issues_in(set: u16) -> impl Iterator<Item = usize> {
    (0..MAX_ISSUES).filter(move |issue| set & 1 << issue != 0)
}
