//! The scenario file as its author writes it: `scenario.toml`, names instead of indices.
//!
//! These types are the format: the JSON Schema of `summitry scenario schema` is generated from them, and the structural check
//! of `summitry scenario check` walks that schema.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A scenario: who is at odds over what, with which levers, until when.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioSpec {
    /// Title as shown to players.
    #[schemars(length(min = 1))]
    pub title: String,
    /// One paragraph that says what the crisis is about.
    #[schemars(length(min = 1))]
    pub summary: String,
    /// Name of a shipped economy (`assets/economies/<name>`), or of a folder `economy/` inside the scenario when it is "own".
    #[schemars(length(min = 1))]
    pub economy: String,
    /// Policy file of the economy (name without `.csv`) that is in force before the first turn; none for the base year's policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// Which trade elasticities hold over the scenario's horizon.
    #[serde(default)]
    pub elasticities: Elasticities,
    /// Start, stages and length of turns.
    pub calendar: CalendarSpec,
    /// The meeting of leaders in which the crisis culminates.
    pub summit: SummitSpec,
    /// Departures from the engine's defaults; every parameter is listed in docs/RULES.md.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, f64>,
    /// The delegations, two to eight.
    #[serde(rename = "nation")]
    #[schemars(length(min = 2, max = 8))]
    pub nations: Vec<NationSpec>,
    /// What one delegation starts out thinking of another; ordered pairs that are not listed take the engine's defaults.
    #[serde(default, rename = "relation", skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 56))]
    pub relations: Vec<RelationSpec>,
    /// The levers: tariffs, licences, fees, lists, purchases, investments.
    #[serde(rename = "measure")]
    #[schemars(length(min = 1, max = 32))]
    pub measures: Vec<MeasureSpec>,
    /// What can be agreed, each with its options.
    #[serde(rename = "issue")]
    #[schemars(length(min = 1, max = 16))]
    pub issues: Vec<IssueSpec>,
    /// Meetings that are already on the calendar.
    #[serde(default, rename = "meeting", skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 64))]
    pub meetings: Vec<MeetingSpec>,
    /// Threats and promises that stand at the start or are made on a date.
    #[serde(default, rename = "commitment", skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 32))]
    pub commitments: Vec<CommitmentSpec>,
    /// Agreements in force at the start.
    #[serde(default, rename = "agreement", skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 16))]
    pub agreements: Vec<AgreementSpec>,
    /// Dated or conditional news.
    #[serde(default, rename = "event", skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 64))]
    pub events: Vec<EventSpec>,
    /// Accidents that tension makes likelier.
    #[serde(default, rename = "incident", skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 64))]
    pub incidents: Vec<IncidentSpec>,
    /// What happened in history, for the debrief's comparison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordSpec>,
}

/// Horizon of the trade elasticities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Elasticities {
    /// Trade adjusts as over a decade.
    Long,
    /// Trade adjusts as within a year.
    #[default]
    Short,
}

/// When the game starts and how its turns run.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarSpec {
    /// First day of the first turn.
    #[schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub start: Date,
    /// Stages in order; the next starts where the last ends.
    #[serde(rename = "stage")]
    #[schemars(length(min = 1, max = 8))]
    pub stages: Vec<StageSpec>,
}

/// A stretch of the calendar with turns of one length.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StageSpec {
    /// Name as shown to players.
    #[schemars(length(min = 1))]
    pub name: String,
    /// First day after the stage; the last turn is cut short to end here.
    #[schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub until: Date,
    /// Length of a turn in days, 1 to 92.
    #[schemars(range(min = 1, max = 92))]
    pub turn_days: u32,
    /// An epilogue has no posture and no talks: it tests whether what was signed is kept.
    #[serde(default)]
    pub epilogue: bool,
}

/// The summit.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SummitSpec {
    /// Day of the summit, inside a stage that is not an epilogue.
    #[schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub date: Date,
    /// Where it is held.
    #[schemars(length(min = 1))]
    pub place: String,
    /// The two nations whose leaders meet.
    #[schemars(length(min = 2, max = 2))]
    pub parties: Vec<String>,
    /// The host, when it is a third party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
}

/// Weights of goals; those not named weigh nothing. Weights are shares of one.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GoalWeights {
    /// Real national income.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub prosperity: f64,
    /// Real income weighted by political weights of sectors.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub lobby: f64,
    /// Assured supply of critical inputs and of what defence needs.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub security: f64,
    /// Freedom from dependence on a rival.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub autonomy: f64,
    /// Cooperation received from others.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub cooperation: f64,
    /// Standing at home and abroad.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub standing: f64,
    /// Direct points of issue options.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub points: f64,
}

/// A nation and its delegation.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NationSpec {
    /// Short code, unique, capital letters.
    #[schemars(regex(pattern = r"^[A-Z][A-Z0-9]{1,4}$"))]
    pub code: String,
    /// Name in running text, without article ("Northern League").
    #[schemars(length(min = 1))]
    pub name: String,
    /// Whether the name takes "the" in running text.
    #[serde(default)]
    pub article: bool,
    /// Adjective ("Northern").
    #[schemars(length(min = 1))]
    pub adjective: String,
    /// Region of the economy.
    #[schemars(length(min = 1))]
    pub region: String,
    /// Whether a person may lead it.
    #[serde(default = "yes")]
    pub playable: bool,
    /// Political capital at the start, 0 to 20.
    #[serde(default = "six")]
    #[schemars(range(min = 0.0, max = 20.0))]
    pub capital: f64,
    /// Approval at home at the start, percent.
    #[serde(default = "fifty")]
    #[schemars(range(min = 0.0, max = 100.0))]
    pub approval: f64,
    /// Share of constituency weight that must prefer a package to no deal for it to be ratified (Putnam 1988).
    #[serde(default = "half")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub quota: f64,
    /// Mean of the private resolve type, 0 (soft) to 1 (unbending); each game draws around it.
    #[serde(default = "half")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub resolve: f64,
    /// How strongly domestic audiences punish a broken public word, 0 to 2 (Fearon 1994).
    #[serde(default = "one")]
    #[schemars(range(min = 0.0, max = 2.0))]
    pub audience: f64,
    /// Weekly discount factor.
    #[serde(default = "patient")]
    #[schemars(range(min = 0.8, max = 1.0))]
    pub patience: f64,
    /// What the nation wants.
    pub goals: GoalWeights,
    /// Built-in policies that may lead the seat when nobody does, with the chance of each.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub policies: BTreeMap<String, f64>,
    /// Months of demand held of each critical input at the start, when other than in the economy's data.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stocks: BTreeMap<String, f64>,
    /// Domestic groups that judge what is signed.
    #[serde(rename = "constituency")]
    #[schemars(length(min = 1, max = 6))]
    pub constituencies: Vec<ConstituencySpec>,
    /// The people, at most six.
    #[serde(rename = "negotiator")]
    #[schemars(length(min = 1, max = 6))]
    pub negotiators: Vec<NegotiatorSpec>,
}

/// A domestic group.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConstituencySpec {
    /// Name ("Farm states").
    #[schemars(length(min = 1))]
    pub name: String,
    /// Share of the votes at home; the weights of a nation add to one.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub weight: f64,
    /// What the group wants of the nation's goals.
    #[serde(default)]
    pub goals: GoalWeights,
    /// Sectors of the economy whose real income the group lives on, as weights that together with its goals add to one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sectors: BTreeMap<String, f64>,
}

/// Rank of a negotiator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoleSpec {
    /// Head of state or government.
    Leader,
    /// Minister or secretary.
    Minister,
    /// Chief negotiator.
    ChiefNegotiator,
    /// Special envoy, who works the back channel.
    Envoy,
    /// Spokesperson.
    Spokesperson,
}

/// A person who speaks for a nation. Traits are game parameters, not statements about anybody.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NegotiatorSpec {
    /// Identifier, unique in the scenario.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9-]*$"))]
    pub id: String,
    /// Office ("Secretary of the Treasury").
    #[schemars(length(min = 1))]
    pub office: String,
    /// Office-holder as publicly reported; empty for an unnamed official.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub holder: String,
    /// Rank.
    pub role: RoleSpec,
    /// Concession exponent: 1 concedes evenly over the talks, more holds out (Boulware), less gives early (Conceder).
    #[serde(default = "one")]
    #[schemars(range(min = 0.1, max = 8.0))]
    pub style: f64,
    /// How easily the person builds rapport, 0 to 1.
    #[serde(default = "half")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub warmth: f64,
    /// How rarely the person goes public without orders, 0 to 1.
    #[serde(default = "disciplined")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub discipline: f64,
    /// Issues the person may settle; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 16))]
    pub authority: Vec<String>,
}

/// What one delegation starts out thinking of another.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RelationSpec {
    /// Who holds the view.
    pub from: String,
    /// Of whom.
    pub to: String,
    /// Trust, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub trust: Option<f64>,
    /// Tension, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub tension: Option<f64>,
    /// Belief that the other executes what it threatens, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub threat_credibility: Option<f64>,
    /// Belief that the other keeps what it promises, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub promise_credibility: Option<f64>,
    /// Whether the two are allies, who may be asked to join, condemn or coordinate.
    #[serde(default)]
    pub ally: bool,
}

/// Kind of a lever; it says how it is shown and which moves apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KindSpec {
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
    /// A law or practice that is nobody's trade barrier as such (law enforcement, energy imports from a third country).
    Conduct,
    /// Money spent at home or with allies: stockpile, price floor, equity stake, allied supply. Hits nobody; never threatened.
    Investment,
}

/// A lever with its levels.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureSpec {
    /// Identifier, unique in the scenario.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9-]*$"))]
    pub id: String,
    /// Name in running text, without article ("export licensing of ores").
    #[schemars(length(min = 1))]
    pub name: String,
    /// The nation that decides it.
    pub owner: String,
    /// Nations it is aimed at; empty for an investment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 8))]
    pub targets: Vec<String>,
    /// Kind of lever.
    pub kind: KindSpec,
    /// Days between decision and effect, 0 to 365.
    #[serde(default)]
    #[schemars(range(min = 0, max = 365))]
    pub lead_days: u32,
    /// Level at the start, by name; the first when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// Level announced for a date at the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled: Option<ScheduledSpec>,
    /// Political capital that setting it costs its owner; the engine's default by kind when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 10.0))]
    pub cost: Option<f64>,
    /// Levels from none to harshest, or for conduct and purchases from the practice least liked by the targets' to the most;
    /// two to eight.
    #[serde(rename = "level")]
    #[schemars(length(min = 2, max = 8))]
    pub levels: Vec<LevelSpec>,
}

/// A level announced for a date: announced, not implemented.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScheduledSpec {
    /// Level by name.
    pub level: String,
    /// Day of effect.
    #[schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub date: Date,
}

/// Additive effects on a nation's goals, in the scenario's own units per goal, -100 to 100; what counts is their size beside each
/// other.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Effects {
    /// On security of supply.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schemars(range(min = -100.0, max = 100.0))]
    pub security: f64,
    /// On autonomy.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schemars(range(min = -100.0, max = 100.0))]
    pub autonomy: f64,
    /// On cooperation received.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schemars(range(min = -100.0, max = 100.0))]
    pub cooperation: f64,
    /// On standing.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schemars(range(min = -100.0, max = 100.0))]
    pub standing: f64,
    /// Direct points.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schemars(range(min = -100.0, max = 100.0))]
    pub points: f64,
}

/// One level of a lever.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelSpec {
    /// Name, unique in the measure ("case by case").
    #[schemars(length(min = 1))]
    pub name: String,
    /// How harsh it is toward the targets, 0 (nothing) to 1; imposing it raises tension in proportion.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub severity: f64,
    /// Rows that it adds to the economy's policy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 64))]
    pub policy: Vec<PolicyRowSpec>,
    /// What it leaves of the deliveries of a critical input.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 32))]
    pub deliveries: Vec<DeliverySpec>,
    /// Production of a critical input that it builds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 8))]
    pub capacity: Vec<CapacitySpec>,
    /// Months of stock of a critical input that it buys, over the lead time.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stock_months: BTreeMap<String, f64>,
    /// Effects on goals by nation code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub effects: BTreeMap<String, Effects>,
}

/// Instrument of a policy row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InstrumentSpec {
    /// Ad valorem duty on imports, fraction of the producer price.
    Tariff,
    /// Ad valorem tax on exports, fraction of the producer price.
    ExportTax,
    /// Trade cost: factor on delivered cost, 1 for none.
    Iceberg,
    /// No trade at all.
    Ban,
    /// Subsidy to a sector of the exporter, fraction of the producer price.
    Subsidy,
}

/// A row of trade policy; exactly one of `add` and `set` for every instrument but a ban, which takes neither.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyRowSpec {
    /// Instrument.
    pub measure: InstrumentSpec,
    /// Exporting region; "*" for all.
    pub exporter: String,
    /// Importing region; "*" for all.
    #[serde(default = "star")]
    pub importer: String,
    /// Sector; "*" for all.
    #[serde(default = "star")]
    pub sector: String,
    /// Added to the level in force (0.1 = ten points of tariff, or ten percent of trade cost).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub add: Option<f64>,
    /// New level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<f64>,
}

/// What a level leaves of a supplier's deliveries of a critical input.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliverySpec {
    /// Critical input of the economy.
    pub input: String,
    /// Supplying region.
    pub from: String,
    /// Receiving regions; "*" for all but the supplier.
    #[schemars(length(max = 16))]
    pub to: Vec<String>,
    /// Share of normal deliveries that still comes, 0 to 1.5.
    #[schemars(range(min = 0.0, max = 1.5))]
    pub share: f64,
}

/// Production of a critical input built by an investment.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CapacitySpec {
    /// Critical input of the economy.
    pub input: String,
    /// Region that gains the supply.
    #[serde(rename = "for")]
    pub to: String,
    /// Target, as a share of that region's demand.
    #[schemars(range(min = 0.0, max = 2.0))]
    pub share: f64,
    /// Time constant of the approach to the target, months; a guaranteed price divides it by 1.5.
    #[schemars(range(min = 0.5, max = 240.0))]
    pub lead_months: f64,
    /// Price that producers are guaranteed, as a multiple of the normal price; the owner's budget pays the difference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1.0, max = 20.0))]
    pub price_floor: Option<f64>,
}

/// Level of a channel, in rising order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChannelSpec {
    /// Deniable, private, opened by a move.
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

/// Something to be agreed.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueSpec {
    /// Identifier, unique in the scenario.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9-]*$"))]
    pub id: String,
    /// Name in running text ("export controls").
    #[schemars(length(min = 1))]
    pub name: String,
    /// Nations that must agree: those named negotiate it. With more than two it is a side table, joined by those who opt in.
    #[schemars(length(min = 2, max = 8))]
    pub parties: Vec<String>,
    /// Lowest level of channel that may close it; lower ones leave a draft.
    pub closes_at: ChannelSpec,
    /// Options, two to eight, from the one the first party likes best to the one the second does, as far as there is an order.
    #[serde(rename = "option")]
    #[schemars(length(min = 2, max = 8))]
    pub options: Vec<OptionSpec>,
}

/// An option of an issue.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionSpec {
    /// Name, unique in the issue.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Levels that it sets: measure id to level name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sets: BTreeMap<String, String>,
    /// Effects on goals by nation code while it is kept.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub effects: BTreeMap<String, Effects>,
    /// Something one party does besides setting measures, as a clause of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pledge: Option<PledgeSpec>,
    /// Days that the whole agreement is to last; for the issue that sets the length of a truce.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 3650))]
    pub duration_days: Option<u32>,
    /// Whether the agreements already in force between the parties are prolonged for as long.
    #[serde(default)]
    pub extends: bool,
    /// How far it settles the issue, 0 (papers over) to 1 (for good); decides between a framework and a comprehensive deal.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub settles: f64,
}

/// A clause that one party delivers over time.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PledgeSpec {
    /// Who delivers.
    pub by: String,
    /// What, as the object of "will" ("buy 12 Mt of grain by the end of the year").
    #[schemars(length(min = 1))]
    pub text: String,
    /// Quantity promised, for the ledger of promised against delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e9))]
    pub quantity: Option<f64>,
    /// Unit of the quantity.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// When it is due.
    #[schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub due: Date,
}

/// A meeting on the calendar.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingSpec {
    /// The two or more nations that meet.
    #[schemars(length(min = 2, max = 8))]
    pub between: Vec<String>,
    /// Level.
    pub level: ChannelSpec,
    /// Day.
    #[schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub date: Date,
    /// Where.
    #[schemars(length(min = 1))]
    pub place: String,
}

/// Threat or promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CommitmentKindSpec {
    /// The measure will be set unless the demand is met.
    Threat,
    /// The measure will be set by the date.
    Promise,
}

/// A commitment made in the opening of the game.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitmentSpec {
    /// Threat or promise.
    pub kind: CommitmentKindSpec,
    /// Who made it.
    pub by: String,
    /// Toward whom.
    pub to: String,
    /// Own measure that it is about.
    pub measure: String,
    /// Level that it would be set to.
    pub level: String,
    /// Day it falls due.
    #[schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub date: Date,
    /// Day it was made.
    #[schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub made: Date,
    /// For a threat: the other's measure and the highest level of it that would satisfy the demand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demand: Option<DemandSpec>,
    /// Whether it was said in public, which is what audience costs come from.
    #[serde(default = "yes")]
    pub public: bool,
}

/// What a threat asks for.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DemandSpec {
    /// The other's measure.
    pub measure: String,
    /// Highest level that satisfies, neither in force above it nor scheduled above it.
    pub at_most: String,
}

/// An agreement in force at the start.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementSpec {
    /// Name ("January truce").
    #[schemars(length(min = 1))]
    pub name: String,
    /// Parties.
    #[schemars(length(min = 2, max = 8))]
    pub parties: Vec<String>,
    /// Last day plus one: on this day it lapses unless it has been extended.
    #[schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub expires: Date,
    /// Levels that measures go to when it lapses: measure id to level name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub on_lapse: BTreeMap<String, String>,
    /// Whether a party says that it has been violated, which lowers trust in promises.
    #[serde(default)]
    pub disputed: bool,
}

/// When a piece of news comes.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventSpec {
    /// Headline in the past tense, with actors named.
    #[schemars(length(min = 1))]
    pub text: String,
    /// Day; a conditional event without one comes on the first turn its conditions hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub date: Option<Date>,
    /// Only if this measure is in force at this level or harsher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when_measure: Option<WhenMeasureSpec>,
    /// Only if tension between the summit's parties is at least this, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub when_tension: Option<f64>,
    /// Seats that learn of it; empty for the public.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 8))]
    pub only_to: Vec<String>,
    /// What it changes.
    #[serde(default)]
    pub impact: ImpactSpec,
}

/// A condition on a measure.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhenMeasureSpec {
    /// Measure id.
    pub id: String,
    /// Lowest level, by name, at which the condition holds.
    pub at_least: String,
}

/// What news or an incident changes.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImpactSpec {
    /// The two nations whose relations it touches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 2))]
    pub between: Vec<String>,
    /// Change of tension between them, -1 to 1.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schemars(range(min = -1.0, max = 1.0))]
    pub tension: f64,
    /// Change of trust between them, -1 to 1.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schemars(range(min = -1.0, max = 1.0))]
    pub trust: f64,
    /// Change of market stress, -1 to 1.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schemars(range(min = -1.0, max = 1.0))]
    pub market: f64,
    /// Change of approval by nation code, points of percent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub approval: BTreeMap<String, f64>,
}

/// An accident that tension makes likelier (autonomous risk, Powell 1990).
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IncidentSpec {
    /// Headline in the past tense.
    #[schemars(length(min = 1))]
    pub text: String,
    /// Relative frequency among the scenario's incidents.
    #[serde(default = "one")]
    #[schemars(range(min = 0.0, max = 100.0))]
    pub weight: f64,
    /// What it changes.
    pub impact: ImpactSpec,
}

/// The historical record.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordSpec {
    /// Outcome class: comprehensive-deal, framework, extension, no-deal, walkout, cancelled or ratification-failed.
    pub outcome: OutcomeSpec,
    /// Package that was agreed: issue id to option name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub package: BTreeMap<String, String>,
    /// What happened, in a few sentences.
    #[schemars(length(min = 1))]
    pub text: String,
}

/// Outcome class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeSpec {
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

fn yes() -> bool {
    true
}
fn star() -> String {
    "*".to_string()
}
fn half() -> f64 {
    0.5
}
fn one() -> f64 {
    1.0
}
fn six() -> f64 {
    6.0
}
fn fifty() -> f64 {
    50.0
}
fn patient() -> f64 {
    0.995
}
fn disciplined() -> f64 {
    0.9
}
fn is_zero(value: &f64) -> bool {
    *value == 0.0
}
