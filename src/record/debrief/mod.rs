//! The debrief: who got what against what was possible, how it came about, which words were kept, what else could have happened.
//!
//! The values of the table are measured on the day of the summit, in a game rebuilt from its own decisions up to that day; offers
//! at the moment they were made. Serialised, the structs of this module are what `run --json` prints.

mod course;
mod page;
mod show;
mod summit;
mod whatif;

pub use course::{Decided, Meeting, Offer, Sample, Steps};
pub use page::{body, html};
pub use show::{Section, sections};
pub use summit::{Party, Solution, Summit, Terms};
pub use whatif::{WhatIf, of as what_if};

use crate::delegations::parameters;
use crate::delegations::policy;
use crate::game::{Game, Leader};
use crate::record::economy::{self, EconomicChange};
use crate::record::names;
use crate::record::story::{Chronicle, commitment};
use crate::rules::case::*;
use crate::rules::state::{AgreementStatus, Commitment, Outcome, Table};
use serde::Serialize;
use std::sync::Arc;

/// Who leads a seat that no policy leads.
pub const BY_A_PERSON: &str = "a person";

/// What a game came to.
#[derive(Clone, Debug, Serialize)]
pub struct Debrief {
    /// Scenario.
    pub scenario: String,
    /// Root seed.
    pub seed: u64,
    /// Outcome class, as in a batch.
    pub outcome: String,
    /// How each nation did.
    pub nations: Vec<Score>,
    /// What was possible on the day of the summit, and what came of it.
    pub summit: summit::Summit,
    /// Meetings between the summit's parties, with every offer's value to both.
    pub meetings: Vec<course::Meeting>,
    /// How often each party's offers changed in which way.
    pub steps: Vec<course::Steps>,
    /// Threats and promises, with how each ended.
    pub ledger: Vec<Word>,
    /// Agreements, and what was pledged in them.
    pub agreements: Vec<Deal>,
    /// What the measures did to each economy, from those in force on the first morning to those at the end.
    pub economies: Vec<EconomicChange>,
    /// State of the world by turn.
    pub path: Vec<course::Sample>,
    /// Decisions of weight with their reasons, term by term.
    pub decisions: Vec<course::Decided>,
    /// What history did.
    pub record: Option<Record>,
    /// Distributions of outcomes under other choices.
    pub what_if: Vec<WhatIf>,
    /// Threats made.
    pub threats: u32,
    /// Threats not carried out although unmet.
    pub bluffs: u32,
    /// Agreements broken.
    pub breaches: u32,
    /// Highest tension between the summit's parties, 0 to 1.
    pub peak_tension: f64,
}

/// How a nation did.
#[derive(Clone, Debug, Serialize)]
pub struct Score {
    /// Code.
    pub nation: String,
    /// Name.
    pub name: String,
    /// Who led it: "a person", or the policy, with its parameters where it has some.
    pub led_by: String,
    /// Payoff of the play: discounted mean per week over the game and the horizon, 0 to 100.
    pub payoff: f64,
    /// Payoff on the first morning.
    pub payoff_at_start: f64,
    /// Payoff of no deal on the first morning.
    pub no_deal_at_start: f64,
    /// Payoff at the end.
    pub payoff_at_end: f64,
    /// Approval at the start, percent.
    pub approval_at_start: f64,
    /// Approval at the end, percent.
    pub approval_at_end: f64,
}

/// A threat or promise and its end.
#[derive(Clone, Debug, Serialize)]
pub struct Word {
    /// Who gave it.
    pub by: String,
    /// To whom.
    pub to: String,
    /// Whether it threatened; else it promised.
    pub threat: bool,
    /// In words.
    pub text: String,
    /// In few words: who, to whom, what.
    pub brief: String,
    /// Day it was made, ISO.
    pub made: String,
    /// Day it fell due, ISO.
    pub due: String,
    /// How it ended: met, executed, broken, bluffed, withdrawn, expired; none while open.
    pub end: Option<String>,
    /// On which day, ISO.
    pub ended: Option<String>,
}

impl Word {
    /// The day it ended on.
    fn ended_in_words(&self) -> &str {
        self.ended.as_deref().unwrap_or("open")
    }
}

/// An agreement reached in the game.
#[derive(Clone, Debug, Serialize)]
pub struct Deal {
    /// Parties.
    pub parties: Vec<String>,
    /// Day of signature, ISO.
    pub signed: String,
    /// Terms in words.
    pub terms: String,
    /// Whether the leaders signed it at the summit.
    pub at_the_summit: bool,
    /// in_force, lapsed, void or unratified.
    pub status: String,
    /// Who broke it.
    pub broken_by: Vec<String>,
    /// What was pledged in it.
    pub pledges: Vec<Pledge>,
}

/// Something promised in an agreement.
#[derive(Clone, Debug, Serialize)]
pub struct Pledge {
    /// Who.
    pub by: String,
    /// What, as the object of "will".
    pub text: String,
    /// Day it was due, ISO.
    pub due: String,
    /// Whether it was delivered before the game ended.
    pub delivered: bool,
}

/// What history did.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// Its class.
    pub outcome: String,
    /// What happened.
    pub text: String,
    /// Its terms in words.
    pub terms: String,
    /// Worth of its terms to the summit's parties on the day of this game's summit, payoff points over no deal.
    pub values: [f64; 2],
    /// Issues on which this game's deal has the same terms, and issues that either settles.
    pub same_terms: (usize, usize),
}

/// Makes the debrief of a game that is over; `continuations` of each other choice are played, for these seats.
pub fn of(game: &mut Game, continuations: u64, seats: &[NationId]) -> Debrief {
    let case = game.case().clone();
    let seed = game.seed();
    let course = course::of(game);
    let summit = summit::of(game, &case);
    let what_if = whatif::of(game, continuations, seats);
    let led_by: Vec<String> = case
        .nation_ids()
        .map(|nation| match game.leaders().get(nation.index()) {
            Some(Leader::BuiltIn(leadership)) => parameters::write(&policy::drawn(&case, nation, *leadership, seed, 0)),
            _ => BY_A_PERSON.to_string(),
        })
        .collect();
    let (start, record_values) = (course.path.first().cloned(), summit.record_values);
    let chronicle = game.look(|table| Some(Chronicle::of(&case, table)));
    let ledger = chronicle
        .iter()
        .flat_map(|chronicle| chronicle.commitments.iter().flatten())
        .map(|known| word(&case, known))
        .collect();
    let mut opening = [0; MAX_MEASURES];
    for (level, measure) in opening.iter_mut().zip(&case.measures) {
        *level = measure.start;
    }
    let closing = game.look(|table| table.levels());
    let economies = case.nation_ids().filter_map(|nation| economy::change(&case, nation, &opening, &closing)).collect();
    let (nations, agreements, deal, tally, outcome) = game.look(|table| {
        let nations: Vec<Score> = case
            .nation_ids()
            .map(|nation| {
                let position = nation.index();
                let state = table.nation(nation);
                let at_start = |values: &dyn Fn(&course::Sample) -> f64| start.as_ref().map_or(0.0, values);
                Score {
                    nation: case.nation(nation).code.clone(),
                    name: case.nation(nation).name.clone(),
                    led_by: led_by[position].clone(),
                    payoff: table.score(nation),
                    payoff_at_start: at_start(&|sample| sample.payoffs[position]),
                    no_deal_at_start: at_start(&|sample| sample.no_deals[position]),
                    payoff_at_end: state.payoff,
                    approval_at_start: case.nation(nation).approval,
                    approval_at_end: state.approval,
                }
            })
            .collect();
        let agreements: Vec<Deal> = deals(table);
        let deal = table.game.summit_deal.and_then(|position| table.game.agreements.get(usize::from(position)));
        (nations, agreements, deal.map(|deal| deal.package), table.game.tally, table.game.outcome)
    });
    let record = case.record.as_ref().map(|record| {
        let own = deal.unwrap_or_default();
        let either = (0..case.issues.len()).filter(|issue| own.get(*issue).or(record.package.get(*issue)).is_some());
        let same = either.clone().filter(|issue| own.get(*issue) == record.package.get(*issue)).count();
        Record {
            outcome: record.outcome.key().to_string(),
            text: record.text.clone(),
            terms: names::package(&case, record.package),
            values: record_values,
            same_terms: (same, either.count()),
        }
    });
    Debrief {
        scenario: case.id.clone(),
        seed,
        outcome: outcome.unwrap_or(Outcome::NoDeal).key().to_string(),
        nations,
        summit,
        meetings: course.meetings,
        steps: course.steps,
        ledger,
        agreements,
        economies,
        path: course.path,
        decisions: course.decisions,
        record,
        what_if,
        threats: tally.threats,
        bluffs: tally.bluffs,
        breaches: tally.breaches,
        peak_tension: tally.peak_tension,
    }
}

fn iso(case: &Case, day: i32) -> String {
    case.calendar.date(day).to_string()
}

fn word(case: &Arc<Case>, known: &Commitment) -> Word {
    Word {
        by: case.nation(known.by).code.clone(),
        to: case.nation(known.to).code.clone(),
        threat: known.threat,
        text: names::capital(&commitment(case, known)),
        brief: format!(
            "{} to {}, {} at {}",
            case.nation(known.by).code,
            case.nation(known.to).code,
            case.measure(known.measure).name,
            names::level(case, known.measure, known.level)
        ),
        made: iso(case, known.made),
        due: iso(case, known.due),
        end: known.end.map(|(end, _)| format!("{end:?}").to_lowercase()),
        ended: known.end.map(|(_, day)| iso(case, day)),
    }
}

fn deals(table: &Table) -> Vec<Deal> {
    let case = table.case;
    let code = |nation: NationId| case.nation(nation).code.clone();
    table
        .game
        .agreements
        .iter()
        .enumerate()
        .filter(|(_, agreement)| agreement.opening.is_none())
        .map(|(position, agreement)| Deal {
            parties: agreement.parties.iter().map(code).collect(),
            signed: iso(case, agreement.signed),
            terms: names::package(case, agreement.package),
            at_the_summit: table.game.summit_deal == Some(position as u8),
            status: match agreement.status {
                AgreementStatus::InForce => "in_force",
                AgreementStatus::Lapsed => "lapsed",
                AgreementStatus::Void => "void",
                AgreementStatus::Unratified => "unratified",
            }
            .to_string(),
            broken_by: agreement.breakers.iter().map(code).collect(),
            pledges: agreement
                .package
                .issues()
                .filter_map(|(issue, option)| case.issues[issue].options[option].pledge.as_ref())
                .map(|pledge| Pledge {
                    by: code(pledge.by),
                    text: pledge.text.clone(),
                    due: iso(case, pledge.due),
                    delivered: agreement.delivered.has(pledge.by),
                })
                .collect(),
        })
        .collect()
}
