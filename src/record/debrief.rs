//! The debrief: who got what, what was left on the table, which words were kept.

use crate::bargaining::Package;
use crate::record::story;
use crate::rules::case::*;
use crate::rules::event::Fact;
use crate::rules::state::{AgreementStatus, Outcome, Table};
use serde::Serialize;

/// How a nation did.
#[derive(Clone, Debug, Serialize)]
pub struct Score {
    /// Code.
    pub nation: String,
    /// Payoff of the play, mean per week, 0 to 100.
    pub payoff: f64,
    /// Payoff of no deal at the end, 0 to 100.
    pub no_deal: f64,
    /// Approval at the end, percent.
    pub approval: f64,
    /// For the summit's parties: value of the deal over no deal on the day, payoff points; none without a deal.
    pub deal_value: Option<f64>,
}

/// What a game came to.
#[derive(Clone, Debug, Serialize)]
pub struct Debrief {
    /// Outcome class.
    pub outcome: String,
    /// Scores by nation.
    pub scores: Vec<Score>,
    /// Terms of the leaders' deal, in words.
    pub deal: Option<String>,
    /// Whether the deal was kept to the end.
    pub deal_kept: Option<bool>,
    /// Commitments with how each ended.
    pub ledger: Vec<String>,
    /// The record of history, when there is one.
    pub record: Option<String>,
    /// Counts: threats, bluffs, meetings, offers, breaches.
    pub counts: Vec<(String, u32)>,
    /// Highest tension between the summit's parties, 0 to 1.
    pub peak_tension: f64,
    /// Offers at the leaders' table: who offered, and its value to each party over no deal at the time the game ended.
    pub concessions: Vec<(String, f64, f64)>,
}

/// Mean payoff per week of a nation over the game and the horizon, 0 to 100.
pub fn payoff(table: &Table, nation: NationId) -> f64 {
    let state = table.nation(nation);
    if state.weeks > 0.0 { state.gathered / state.weeks } else { state.payoff }
}

/// Makes the debrief of a game that is over.
pub fn of(table: &Table) -> Debrief {
    let case = table.case;
    let parties = case.summit.parties;
    let members = Nations::of(parties);
    let deal = table.game.summit_deal.and_then(|position| table.game.agreements.get(position as usize));
    let package = deal.map_or(Package::EMPTY, |deal| deal.package);
    let value = |nation: NationId, package: Package| table.package_value(nation, package, members);
    let scores = case
        .nation_ids()
        .map(|nation| Score {
            nation: case.nation(nation).code.clone(),
            payoff: payoff(table, nation),
            no_deal: table.nation(nation).no_deal,
            approval: table.nation(nation).approval,
            deal_value: (deal.is_some() && members.has(nation)).then(|| value(nation, package)),
        })
        .collect();
    let ledger = table
        .game
        .commitments
        .iter()
        .map(|commitment| {
            let end = commitment.end.map_or("open".to_string(), |(end, day)| {
                format!("{} on {}", format!("{end:?}").to_lowercase(), story::date(case, day).trim())
            });
            format!("{}: {end}", story::commitment(case, commitment))
        })
        .collect();
    let mut leaders = false;
    let mut concessions = Vec::new();
    for event in &table.game.events {
        match event.fact {
            Fact::MeetingBegan(channel) => leaders = case.channels[channel.index()].level == Level::Leaders,
            Fact::Offered(by, offer) if leaders => {
                concessions.push((case.nation(by).code.clone(), value(parties[0], offer), value(parties[1], offer)));
            }
            _ => {}
        }
    }
    let tally = &table.game.tally;
    Debrief {
        outcome: table.game.outcome.unwrap_or(Outcome::NoDeal).key().to_string(),
        scores,
        deal: deal.map(|deal| story::package(case, deal.package)),
        deal_kept: deal.map(|deal| deal.status == AgreementStatus::InForce || deal.status == AgreementStatus::Lapsed),
        ledger,
        record: case.record.as_ref().map(|record| format!("{}. {}", record.outcome.name(), record.text)),
        counts: vec![
            ("threats".to_string(), tally.threats),
            ("bluffs".to_string(), tally.bluffs),
            ("meetings".to_string(), tally.meetings),
            ("offers".to_string(), tally.offers),
            ("breaches".to_string(), tally.breaches),
        ],
        peak_tension: tally.peak_tension,
        concessions,
    }
}

impl std::fmt::Display for Debrief {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "Outcome: {}", self.outcome.replace('_', " "))?;
        writeln!(f, "\nPayoffs (0 to 100, mean a week over the game and the year after)")?;
        for score in &self.scores {
            write!(f, "  {:5} {:6.1}   no deal at the end {:6.1}   approval {:4.0}", score.nation, score.payoff, score.no_deal, score.approval)?;
            if let Some(value) = score.deal_value {
                write!(f, "   deal {value:+.1}")?;
            }
            writeln!(f)?;
        }
        if let Some(deal) = &self.deal {
            let kept = if self.deal_kept == Some(true) { "kept" } else { "not kept" };
            writeln!(f, "\nThe deal ({kept}): {deal}")?;
        }
        if !self.concessions.is_empty() {
            writeln!(f, "\nOffers at the leaders' table, worth over no deal to each party")?;
            for (by, one, other) in &self.concessions {
                writeln!(f, "  {by:5} {one:+6.1} {other:+6.1}")?;
            }
        }
        if !self.ledger.is_empty() {
            writeln!(f, "\nWords given")?;
            for line in &self.ledger {
                writeln!(f, "  {line}")?;
            }
        }
        let counts: Vec<String> = self.counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
        writeln!(f, "\nCounts: {}; highest tension {:.2}", counts.join(", "), self.peak_tension)?;
        if let Some(record) = &self.record {
            writeln!(f, "\nWhat happened in history: {record}")?;
        }
        Ok(())
    }
}
