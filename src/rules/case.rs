//! A scenario as the rules read it: indices instead of names, checked, unchanging during a game.
//!
//! `scenario` compiles its files into a [`Case`]; every rule takes one by reference. Texts are kept for front ends, the rules
//! never look at them.

use crate::bargaining::{MAX_ISSUES, Package, Preferences};
use crate::rules::parameters::Parameters;
use crate::rules::regime::RegimeTable;
use jiff::civil::Date;

/// Most delegations that a case may have.
pub const MAX_NATIONS: usize = 8;
/// Most measures that a case may have.
pub const MAX_MEASURES: usize = 32;
/// Most constituencies of one nation.
pub const MAX_CONSTITUENCIES: usize = 6;
/// Most critical inputs that are followed.
pub const MAX_INPUTS: usize = 2;

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u8);

        impl $name {
            /// The identifier at a position of its table.
            pub fn at(index: usize) -> Self {
                $name(index as u8)
            }

            /// Position in its table.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

identifier!(
    /// A nation, which is also its seat.
    NationId
);
identifier!(
    /// A measure.
    MeasureId
);
identifier!(
    /// An issue.
    IssueId
);
identifier!(
    /// A negotiator, numbered over the whole case.
    NegotiatorId
);
identifier!(
    /// A channel: a line between nations at one level.
    ChannelId
);

/// A set of nations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Nations(pub u8);

impl Nations {
    /// Every nation: what is public.
    pub const ALL: Nations = Nations(u8::MAX);
    /// No nation.
    pub const NONE: Nations = Nations(0);

    /// The set of those given.
    pub fn of(members: impl IntoIterator<Item = NationId>) -> Self {
        members.into_iter().fold(Nations::NONE, Nations::with)
    }

    /// The set and one more.
    pub fn with(self, nation: NationId) -> Self {
        Nations(self.0 | 1 << nation.0)
    }

    /// The set without one.
    pub fn without(self, nation: NationId) -> Self {
        Nations(self.0 & !(1 << nation.0))
    }

    /// Whether it has the nation.
    pub fn has(self, nation: NationId) -> bool {
        self.0 & 1 << nation.0 != 0
    }

    /// Whether it has every member of another set.
    pub fn covers(self, other: Nations) -> bool {
        self.0 & other.0 == other.0
    }

    /// Number of members.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether it has no member.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Members in order.
    pub fn iter(self) -> impl Iterator<Item = NationId> {
        (0..MAX_NATIONS as u8).map(NationId).filter(move |nation| self.has(*nation))
    }
}

/// What nations want.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Real national income.
    Prosperity,
    /// Real income weighted by political weights of sectors.
    Lobby,
    /// Assured supply of critical inputs and of what defence needs.
    Security,
    /// Freedom from dependence on a rival.
    Autonomy,
    /// Cooperation received.
    Cooperation,
    /// Standing at home and abroad.
    Standing,
    /// Direct points of issue options.
    Points,
}

impl Goal {
    /// All goals, in the order of [`Goals`].
    pub const ALL: [Goal; 7] = [
        Goal::Prosperity,
        Goal::Lobby,
        Goal::Security,
        Goal::Autonomy,
        Goal::Cooperation,
        Goal::Standing,
        Goal::Points,
    ];

    /// Name in plain words.
    pub fn name(self) -> &'static str {
        match self {
            Goal::Prosperity => "prosperity",
            Goal::Lobby => "lobby-weighted income",
            Goal::Security => "security of supply",
            Goal::Autonomy => "autonomy",
            Goal::Cooperation => "cooperation received",
            Goal::Standing => "standing",
            Goal::Points => "direct interests",
        }
    }
}

/// A number per goal, in the order of [`Goal::ALL`].
pub type Goals = [f64; Goal::ALL.len()];

/// Length of a turn and what happens in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TurnSlot {
    /// First day, counted from the start of the calendar.
    pub from: i32,
    /// First day of the next turn.
    pub until: i32,
    /// Index of the stage's name.
    pub stage: usize,
    /// Whether it belongs to the epilogue.
    pub epilogue: bool,
}

impl TurnSlot {
    /// Length in weeks.
    pub fn weeks(self) -> f64 {
        f64::from(self.until - self.from) / 7.0
    }
}

/// The turns of a game and their dates.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Day 0.
    pub start: Date,
    /// Names of the stages.
    pub stages: Vec<String>,
    /// Turns in order.
    pub turns: Vec<TurnSlot>,
}

impl Calendar {
    /// Date of a day counted from the start.
    pub fn date(&self, day: i32) -> Date {
        self.start.saturating_add(jiff::Span::new().days(day.clamp(-40_000, 40_000)))
    }

    /// Day counted from the start.
    pub fn day(&self, date: Date) -> i32 {
        self.start.until(date).map(|span| span.get_days()).unwrap_or(i32::MAX)
    }
}

/// The summit.
#[derive(Clone, Debug)]
pub struct SummitCase {
    /// Day.
    pub day: i32,
    /// Index of the turn whose summit phase holds it.
    pub turn: usize,
    /// Where.
    pub place: String,
    /// The two nations whose leaders meet.
    pub parties: [NationId; 2],
    /// Host, when a third party.
    pub host: Option<NationId>,
}

/// A nation's unchanging side.
#[derive(Clone, Debug)]
pub struct NationCase {
    /// Short code.
    pub code: String,
    /// Name without article.
    pub name: String,
    /// Whether the name takes "the" in running text.
    pub article: bool,
    /// Adjective.
    pub adjective: String,
    /// Whether a person may lead it.
    pub playable: bool,
    /// Political capital at the start.
    pub capital: f64,
    /// Approval at the start, percent.
    pub approval: f64,
    /// Share of constituency weight needed to ratify.
    pub quota: f64,
    /// Mean of the private resolve type, 0 to 1.
    pub resolve: f64,
    /// Strength of audience costs, 0 to 2.
    pub audience: f64,
    /// Weekly discount factor.
    pub patience: f64,
    /// Weights of goals, adding to one.
    pub goals: Goals,
    /// What analysts elsewhere take the weights to be: half what is true, half even.
    pub reputed_goals: Goals,
    /// Built-in policies by name with their chances, adding to one.
    pub policies: Vec<(String, f64)>,
    /// Months of demand held of each followed critical input.
    pub stocks: [f64; MAX_INPUTS],
    /// Domestic groups.
    pub constituencies: Vec<ConstituencyCase>,
    /// Its negotiators.
    pub negotiators: Vec<NegotiatorId>,
    /// Public and private briefing, in Markdown.
    pub briefing: Briefing,
}

/// A role's briefing.
#[derive(Clone, Debug, Default)]
pub struct Briefing {
    /// What everybody may read.
    pub public: String,
    /// For the seat alone.
    pub private: String,
}

/// A domestic group.
#[derive(Clone, Debug)]
pub struct ConstituencyCase {
    /// Name.
    pub name: String,
    /// Share of the votes.
    pub weight: f64,
    /// Weights of the nation's goals.
    pub goals: Goals,
}

/// Rank of a negotiator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Speaks to the press.
    Spokesperson,
    /// Works the back channel.
    Envoy,
    /// Leads officials.
    ChiefNegotiator,
    /// Minister or secretary.
    Minister,
    /// Head of state or government.
    Leader,
}

/// A negotiator's unchanging side.
#[derive(Clone, Debug)]
pub struct NegotiatorCase {
    /// Identifier in the scenario.
    pub id: String,
    /// Office.
    pub office: String,
    /// Office-holder; may be empty.
    pub holder: String,
    /// Nation.
    pub nation: NationId,
    /// Rank.
    pub role: Role,
    /// Concession exponent (1 even, more holds out).
    pub style: f64,
    /// Ease of building rapport, 0 to 1.
    pub warmth: f64,
    /// How rarely off message, 0 to 1.
    pub discipline: f64,
    /// Bit set of the issues the person may settle.
    pub authority: u16,
}

/// Kind of a lever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A duty on imports.
    Tariff,
    /// Permission needed to export.
    ExportLicence,
    /// A fee on ships or transit.
    PortFee,
    /// A prohibition of trade.
    Ban,
    /// A list of firms or persons.
    SanctionList,
    /// Buying, or ceasing to buy.
    Purchase,
    /// A law or practice that is no trade barrier as such.
    Conduct,
    /// Money spent at home or with allies.
    Investment,
}

/// A lever.
#[derive(Clone, Debug)]
pub struct MeasureCase {
    /// Identifier in the scenario.
    pub id: String,
    /// Name without article.
    pub name: String,
    /// Who decides it.
    pub owner: NationId,
    /// At whom it is aimed.
    pub targets: Nations,
    /// Kind.
    pub kind: Kind,
    /// Days between decision and effect.
    pub lead_days: i32,
    /// Level at the start.
    pub start: u8,
    /// Level announced at the start, and its day.
    pub scheduled: Option<(u8, i32)>,
    /// Political capital that setting it costs.
    pub cost: f64,
    /// Levels.
    pub levels: Vec<LevelCase>,
    /// Level with the least severity, the first of several: what is left when it is suspended or withdrawn.
    pub mildest: u8,
    /// Level with the greatest severity, the last of several.
    pub harshest: u8,
}

/// A level of a lever.
#[derive(Clone, Debug)]
pub struct LevelCase {
    /// Name.
    pub name: String,
    /// Harshness toward the targets, 0 to 1.
    pub severity: f64,
    /// Production it builds.
    pub capacity: Vec<NewSupply>,
    /// Months of stock it buys for the owner, by input.
    pub stock_months: [f64; MAX_INPUTS],
}

/// Production of a critical input that an investment builds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NewSupply {
    /// Input.
    pub input: usize,
    /// Nation that gains the supply.
    pub nation: NationId,
    /// Target, as a share of its demand.
    pub share: f64,
    /// Time constant of the approach to the target, months, without a guaranteed price.
    pub lead_months: f64,
    /// Price that producers are guaranteed, as a multiple of the normal price.
    pub price_floor: Option<f64>,
}

/// Level of a channel, in rising order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Deniable and private.
    BackChannel,
    /// A call between principals.
    PhoneCall,
    /// Officials.
    Technical,
    /// Ministers.
    Ministerial,
    /// Leaders.
    Leaders,
}

impl Level {
    /// All levels, rising.
    pub const ALL: [Level; 5] =
        [Level::BackChannel, Level::PhoneCall, Level::Technical, Level::Ministerial, Level::Leaders];

    /// Name in plain words.
    pub fn name(self) -> &'static str {
        match self {
            Level::BackChannel => "back channel",
            Level::PhoneCall => "phone call",
            Level::Technical => "technical talks",
            Level::Ministerial => "ministers' meeting",
            Level::Leaders => "leaders' meeting",
        }
    }
}

/// A standing line between nations at one level.
#[derive(Clone, Debug)]
pub struct ChannelCase {
    /// Who it joins: two nations, or more for a side table.
    pub members: Nations,
    /// Level.
    pub level: Level,
    /// Issues that can be talked about on it, as a bit set.
    pub agenda: u16,
    /// Meeting on the calendar at the start: day and place.
    pub meeting: Option<(i32, String)>,
}

/// Something to be agreed.
#[derive(Clone, Debug)]
pub struct IssueCase {
    /// Identifier in the scenario.
    pub id: String,
    /// Name.
    pub name: String,
    /// Who must agree.
    pub parties: Nations,
    /// Lowest level that closes it.
    pub closes_at: Level,
    /// Options.
    pub options: Vec<OptionCase>,
}

/// An option of an issue.
#[derive(Clone, Debug)]
pub struct OptionCase {
    /// Name.
    pub name: String,
    /// Measures that it sets, with the level.
    pub sets: Vec<(MeasureId, u8)>,
    /// Effects on each nation's goals while it is kept, scaled to the goal's range.
    pub effects: [Goals; MAX_NATIONS],
    /// Clause delivered over time.
    pub pledge: Option<PledgeCase>,
    /// Days that the agreement is to last.
    pub duration: Option<i32>,
    /// Whether it prolongs the agreements in force between the parties.
    pub extends: bool,
    /// How far it settles the issue, 0 to 1.
    pub settles: f64,
}

/// A clause delivered over time.
#[derive(Clone, Debug)]
pub struct PledgeCase {
    /// Who delivers.
    pub by: NationId,
    /// What, as the object of "will".
    pub text: String,
    /// Quantity.
    pub quantity: Option<f64>,
    /// Unit of the quantity.
    pub unit: String,
    /// Due day.
    pub due: i32,
}

/// What one nation starts out thinking of another.
#[derive(Clone, Copy, Debug)]
pub struct RelationCase {
    /// Trust, 0 to 1.
    pub trust: f64,
    /// Tension, 0 to 1.
    pub tension: f64,
    /// Belief that the other executes what it threatens.
    pub threat_credibility: f64,
    /// Belief that the other keeps what it promises.
    pub promise_credibility: f64,
    /// Whether they are allies.
    pub ally: bool,
}

/// A commitment of the opening.
#[derive(Clone, Debug)]
pub struct CommitmentCase {
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
    /// Due day.
    pub due: i32,
    /// Day it was made.
    pub made: i32,
    /// The other's measure and the highest level that satisfies.
    pub demand: Option<(MeasureId, u8)>,
    /// Whether it was said in public.
    pub public: bool,
}

/// An agreement in force at the start.
#[derive(Clone, Debug)]
pub struct AgreementCase {
    /// Name.
    pub name: String,
    /// Parties.
    pub parties: Nations,
    /// Day it lapses.
    pub expires: i32,
    /// Levels that measures go to when it lapses.
    pub on_lapse: Vec<(MeasureId, u8)>,
    /// Whether a party says it has been violated.
    pub disputed: bool,
}

/// What news or an incident changes.
#[derive(Clone, Debug, Default)]
pub struct Impact {
    /// The two nations whose relations it touches.
    pub between: Option<(NationId, NationId)>,
    /// Change of tension.
    pub tension: f64,
    /// Change of trust.
    pub trust: f64,
    /// Change of market stress.
    pub market: f64,
    /// Change of approval by nation, points of percent.
    pub approval: [f64; MAX_NATIONS],
}

/// Dated or conditional news.
#[derive(Clone, Debug)]
pub struct EventCase {
    /// Headline.
    pub text: String,
    /// Day; none for the first turn on which the conditions hold.
    pub day: Option<i32>,
    /// Measure and least level that must be in force.
    pub when_measure: Option<(MeasureId, u8)>,
    /// Least tension between the summit's parties.
    pub when_tension: Option<f64>,
    /// Who learns of it.
    pub audience: Nations,
    /// What it changes.
    pub impact: Impact,
}

/// An accident.
#[derive(Clone, Debug)]
pub struct IncidentCase {
    /// Headline.
    pub text: String,
    /// Relative frequency.
    pub weight: f64,
    /// What it changes.
    pub impact: Impact,
}

/// The historical record.
#[derive(Clone, Debug)]
pub struct RecordCase {
    /// Class.
    pub outcome: crate::rules::state::Outcome,
    /// Package.
    pub package: Package,
    /// What happened.
    pub text: String,
}

/// A compiled scenario.
#[derive(Debug)]
pub struct Case {
    /// Name of the scenario's folder.
    pub id: String,
    /// Title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// The situation, for everybody, in Markdown.
    pub situation: String,
    /// Hash of the scenario's and the economy's files.
    pub hash: u64,
    /// Turns and dates.
    pub calendar: Calendar,
    /// The summit.
    pub summit: SummitCase,
    /// Numbers of the rules.
    pub parameters: Parameters,
    /// Nations.
    pub nations: Vec<NationCase>,
    /// Negotiators of all nations.
    pub negotiators: Vec<NegotiatorCase>,
    /// Measures.
    pub measures: Vec<MeasureCase>,
    /// Issues.
    pub issues: Vec<IssueCase>,
    /// Channels.
    pub channels: Vec<ChannelCase>,
    /// First views, row by holder: `relations[from * nations + to]`.
    pub relations: Vec<RelationCase>,
    /// Commitments of the opening.
    pub commitments: Vec<CommitmentCase>,
    /// Agreements in force at the start.
    pub agreements: Vec<AgreementCase>,
    /// News.
    pub events: Vec<EventCase>,
    /// Accidents.
    pub incidents: Vec<IncidentCase>,
    /// History.
    pub record: Option<RecordCase>,
    /// What analysts take each option to be worth to each nation at the opening.
    pub reputations: Vec<Preferences>,
    /// For each of the summit's parties, the package between them that looked best to it at the opening; empty for others.
    pub hopes: Vec<Package>,
    /// Values of every vector of measure levels, solved on demand and remembered.
    pub regimes: RegimeTable,
}

impl Case {
    /// All nations.
    pub fn everyone(&self) -> Nations {
        Nations::of(self.nation_ids())
    }

    /// Nations in order.
    pub fn nation_ids(&self) -> impl Iterator<Item = NationId> + use<> {
        (0..self.nations.len()).map(NationId::at)
    }

    /// Measures in order.
    pub fn measure_ids(&self) -> impl Iterator<Item = MeasureId> + use<> {
        (0..self.measures.len()).map(MeasureId::at)
    }

    /// The nation of a code.
    pub fn nation_by_code(&self, code: &str) -> Option<NationId> {
        self.nation_ids().find(|nation| self.nation(*nation).code == code)
    }

    /// A nation.
    pub fn nation(&self, nation: NationId) -> &NationCase {
        &self.nations[nation.index()]
    }

    /// A measure.
    pub fn measure(&self, measure: MeasureId) -> &MeasureCase {
        &self.measures[measure.index()]
    }

    /// A level of a measure.
    pub fn level(&self, measure: MeasureId, level: u8) -> &LevelCase {
        &self.measures[measure.index()].levels[level as usize]
    }

    /// A negotiator.
    pub fn negotiator(&self, negotiator: NegotiatorId) -> &NegotiatorCase {
        &self.negotiators[negotiator.index()]
    }

    /// First view of one nation of another.
    pub fn relation(&self, from: NationId, to: NationId) -> &RelationCase {
        &self.relations[from.index() * self.nations.len() + to.index()]
    }

    /// Whether two nations are allies.
    pub fn allied(&self, one: NationId, other: NationId) -> bool {
        one != other && self.relation(one, other).ally
    }

    /// Whether a nation is one of the summit's two parties.
    pub fn is_principal(&self, nation: NationId) -> bool {
        self.summit.parties.contains(&nation)
    }

    /// The other party of the summit, for one of the two.
    pub fn rival(&self, nation: NationId) -> Option<NationId> {
        let [first, second] = self.summit.parties;
        match nation {
            n if n == first => Some(second),
            n if n == second => Some(first),
            _ => None,
        }
    }

    /// The channel between exactly these nations at a level.
    pub fn channel(&self, members: Nations, level: Level) -> Option<ChannelId> {
        self.channels.iter().position(|c| c.members == members && c.level == level).map(ChannelId::at)
    }

    /// Whether a package does nothing but prolong what is in force.
    pub fn is_stopgap(&self, package: Package) -> bool {
        !package.is_empty()
            && package.issues().all(|(issue, option)| {
                let terms = &self.issues[issue].options[option];
                terms.extends && terms.sets.is_empty() && terms.pledge.is_none()
            })
    }

    /// Issues of a package that nations outside the set would have to agree to.
    pub fn issues_open_to(&self, members: Nations) -> u16 {
        (0..self.issues.len().min(MAX_ISSUES))
            .filter(|&issue| members.covers(self.issues[issue].parties))
            .fold(0, |set, issue| set | 1 << issue)
    }
}
