//! What `--json` prints.

use crate::bargaining::agent::Reasons;
use crate::bargaining::analysis::{Analysis, Payoffs};
use crate::bargaining::domain::{Domain, Outcome, Range};
use crate::bargaining::explained::{Spoken, Word};
use crate::bargaining::session::{Ending, Offer};
use crate::cli::negotiate::Held;
use crate::cli::negotiate::input::Files;
use serde_json::{Map, Value, json};

/// Values of an outcome: names of discrete ones, numbers of others.
fn values(domain: &Domain, outcome: Outcome) -> Vec<Value> {
    let value = |(issue, position): (usize, usize)| match &domain.issues()[issue].range {
        Range::Discrete(names) => json!(names.get(position)),
        Range::Integer { lower, .. } => json!(lower.saturating_add(position as i64)),
        range @ Range::Real { .. } => json!(range.number(position)),
    };
    domain.values(outcome).enumerate().map(value).collect()
}

/// What is told of a session besides how it ended.
#[derive(Clone, Copy)]
pub struct Telling {
    /// Its offers.
    pub trace: bool,
    /// What was said and why.
    pub reasons: bool,
    /// Its deals, where coalitions may close some.
    pub deals: bool,
}

/// A session.
pub fn session(files: &Files, held: &Held, offers: usize, telling: Telling) -> Value {
    let deal = held.ended.deals.first();
    let agreed = if held.ended.ending == Ending::Agreement { deal } else { None };
    let utilities = agreed.map(|deal| payoffs(files, held, deal.outcome));
    let mut document = Map::new();
    document.insert("result".into(), json!(held.ended.ending.name()));
    document.insert("agreement".into(), json!(agreed.map(|deal| values(&files.domain, deal.outcome))));
    document.insert("agreement_outcome".into(), json!(agreed.map(|deal| deal.outcome)));
    document.insert("agreement_utils".into(), json!(utilities));
    document.insert("n_offers".into(), json!(offers));
    if telling.trace {
        let row = |offer: &Offer| json!([offer.round, offer.party, offer.outcome]);
        document.insert("trace".into(), held.trace.iter().map(row).collect());
    }
    if telling.reasons {
        document.insert("reasons".into(), held.minutes.iter().map(spoken).collect());
    }
    if telling.deals {
        let deal = |deal: &crate::bargaining::session::Deal| {
            let members: Vec<usize> = deal.members.iter().collect();
            json!({"outcome": deal.outcome, "members": members})
        };
        document.insert("deals".into(), held.ended.deals.iter().map(deal).collect());
    }
    Value::Object(document)
}

/// A word and why it was said.
fn spoken(spoken: &Spoken) -> Value {
    let (said, outcome) = match spoken.word {
        Word::Offer(outcome) => ("offer", Some(outcome)),
        Word::Accept(outcome) => ("accept", Some(outcome)),
        Word::Leave => ("leave", None),
    };
    let Reasons { utility, target, reservation, estimate, time } = spoken.reasons;
    json!({
        "round": spoken.clock.round, "party": spoken.party, "said": said, "outcome": outcome, "utility": utility,
        "target": target, "reservation": reservation, "estimate": estimate, "time": time,
    })
}

/// What everybody has at the end: the worth of the deal that binds it, or of none. `first` is what counts for those of one deal.
pub fn payoffs(files: &Files, held: &Held, first: Outcome) -> Vec<f64> {
    let of = |(place, profile): (usize, &std::sync::Arc<crate::bargaining::profile::Profile>)| {
        let deal = held.ended.deals.iter().find(|deal| deal.members.has(place));
        match deal {
            Some(deal) => profile.utility(deal.outcome),
            None if held.ended.deals.is_empty() => profile.utility(first),
            None => profile.reservation(),
        }
    };
    files.profiles.iter().enumerate().map(of).collect()
}

/// Several sessions and what they come to on average, no agreement counting as the reservation value.
pub fn sessions(files: &Files, sessions: &[(Held, usize)], telling: Telling) -> Value {
    let (rate, means) = averages(files, sessions);
    let list: Vec<Value> = sessions.iter().map(|(held, offers)| session(files, held, *offers, telling)).collect();
    json!({"n_sessions": sessions.len(), "agreement_rate": rate, "mean_utils": means, "sessions": list})
}

/// Share of sessions with an agreement, and mean utility by party.
pub fn averages(files: &Files, sessions: &[(Held, usize)]) -> (f64, Vec<f64>) {
    let count = sessions.len().max(1) as f64;
    let mut means = vec![0.0; files.profiles.len()];
    let mut agreed = 0.0;
    for (held, _) in sessions {
        let deal = held.ended.deals.first();
        agreed += if deal.is_some() { 1.0 } else { 0.0 };
        let none = || files.profiles.iter().map(|profile| profile.reservation()).collect();
        let utilities: Vec<f64> = deal.map_or_else(none, |deal| payoffs(files, held, deal.outcome));
        means.iter_mut().zip(utilities).for_each(|(mean, utility)| *mean += utility / count);
    }
    (agreed / count, means)
}

fn points(points: &[Payoffs]) -> Value {
    points.iter().map(|point| json!({"utils": point.utilities, "outcome": point.outcome})).collect()
}

/// An analysis.
pub fn analysis(files: &Files, analysis: &Analysis) -> Value {
    json!({
        "n_outcomes": files.domain.count(),
        "pareto": {
            "n": analysis.frontier.len(),
            "n_outcomes_on_front": analysis.outcomes_on_frontier,
            "points": points(&analysis.frontier),
        },
        "disagreement": analysis.disagreement,
        "nash": points(&analysis.nash),
        "kalai_egalitarian": points(&analysis.kalai_egalitarian),
        "kalai_smorodinsky": points(&analysis.kalai_smorodinsky),
        "kalai_smorodinsky_max_min": points(&analysis.kalai_smorodinsky_max_min),
        "max_welfare": points(&analysis.max_welfare),
        "opposition_level": analysis.opposition,
        "rational_fraction": analysis.rational_fraction,
    })
}
