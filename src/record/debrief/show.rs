//! The debrief as text: sections with a finding each, for a terminal or a page.

use crate::record::debrief::{BY_A_PERSON, Debrief, Word, course, summit};
use crate::record::economy;
use crate::rules::state::Outcome;
use jiff::civil::Date;

/// A part of the debrief under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Heading.
    pub title: String,
    /// Lines; each may be wrapped.
    pub lines: Vec<String>,
}

fn section(title: &str, lines: Vec<String>) -> Option<Section> {
    (!lines.is_empty()).then(|| Section { title: title.to_string(), lines })
}

pub(super) fn outcome_name(key: &str) -> &str {
    Outcome::ALL.iter().find(|outcome| outcome.key() == key).map_or(key, |outcome| outcome.name())
}

/// An ISO day as "Thu 30 Oct 2025"; as it is when it is none.
pub(super) fn plain(iso: &str) -> String {
    iso.parse::<Date>().map_or_else(|_| iso.to_string(), |date| date.strftime("%a %-d %b %Y").to_string())
}

/// Bars from ▁ (0) to █ (1).
pub fn sparkline(values: impl Iterator<Item = f64>) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    values.map(|value| BARS[((value.clamp(0.0, 1.0) * 8.0) as usize).min(BARS.len() - 1)]).collect()
}

/// The sections of a debrief, in reading order.
pub fn sections(debrief: &Debrief) -> Vec<Section> {
    [
        section("Outcome", outcome(debrief)),
        section("Payoffs (0 to 100, a mean over the game and the year after)", payoffs(debrief)),
        section("At the summit: what was possible and what came of it", possible(&debrief.summit)),
        section("Offers at the leaders' table (points over no deal)", offers(debrief)),
        section("How each side moved, in all talks between the two", steps(debrief)),
        section("Promised and delivered", pledges(debrief)),
        section("Words given and how they ended", ledger(debrief)),
        section("The course of the crisis", paths(debrief)),
        section("What it did to the economies, once all has adjusted", economies(debrief)),
        section("Why they did it: the weightiest decisions", reasons(debrief)),
        section("What if", what_if(debrief)),
        section("What history did", record(debrief)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn outcome(debrief: &Debrief) -> Vec<String> {
    let mut lines = vec![format!("{}.", crate::record::names::capital(outcome_name(&debrief.outcome)))];
    if let Some(deal) = debrief.agreements.iter().find(|deal| deal.at_the_summit) {
        lines.push(format!("Signed: {}.", deal.terms));
        lines.push(match deal.status.as_str() {
            "void" => format!("It did not last: {} broke it.", deal.broken_by.join(" and ")),
            "unratified" => "It was not accepted at home.".to_string(),
            _ => "It was kept for as long as it lasted.".to_string(),
        });
    }
    lines
}

fn payoffs(debrief: &Debrief) -> Vec<String> {
    debrief
        .nations
        .iter()
        .map(|score| {
            format!(
                "{:18} {:5.1}   at the start {:5.1}, and {:5.1} expected without a deal; approval {:.0}% → {:.0}%; led by {}",
                score.name,
                score.payoff,
                score.payoff_at_start,
                score.no_deal_at_start,
                score.approval_at_start,
                score.approval_at_end,
                score.led_by
            )
        })
        .collect()
}

fn possible(summit: &summit::Summit) -> Vec<String> {
    let [one, other] = &summit.parties;
    let pair = |values: &[f64; 2]| format!("{} {:+.1}, {} {:+.1}", one.nation, values[0], other.nation, values[1]);
    let mut lines: Vec<String> = summit
        .parties
        .iter()
        .map(|party| {
            let share = party.share.map(|share| format!(", {:.0}% of the joint gain", 100.0 * share)).unwrap_or_default();
            format!(
                "{:18} got {:+.1} points over no deal{share}; would have signed from {:+.1} (reservation value), could have had {:+.1} at best (ideal); no deal was worth {:.1}",
                party.name, party.value, party.reservation, party.ideal, party.no_deal
            )
        })
        .collect();
    lines.push(format!(
        "Joint gain {:+.1} of {:+.1} possible; {} of the {} best packages (Pareto frontier) could have been signed and ratified by both.",
        summit.joint_gain,
        summit.greatest_joint_gain,
        summit.agreeable,
        summit.frontier.len()
    ));
    if let Some(distance) = summit.distance_to_frontier {
        lines.push(format!("Distance to the frontier: {distance:.1} points."));
    }
    for (name, solution) in [
        ("Fair by the product of gains (Nash)", &summit.nash),
        ("Fair by equal shares of the ideal (Kalai–Smorodinsky)", &summit.kalai_smorodinsky),
        ("Equal gains (egalitarian)", &summit.egalitarian),
        ("Greatest sum (utilitarian)", &summit.utilitarian),
    ] {
        if let Some(solution) = solution {
            lines.push(format!("{name}: {}; {:.1} points away.", pair(&solution.terms.values), solution.distance));
        }
    }
    lines.push(match &summit.left_on_the_table {
        Some(terms) => format!(
            "Left on the table: both would have preferred, and could have ratified, {} ({}).",
            terms.terms,
            pair(&terms.values)
        ),
        None => "Nothing was left on the table: no package that passes at home was better for both.".to_string(),
    });
    lines
}

/// The talks at the summit.
pub(super) fn leaders(debrief: &Debrief) -> Option<&course::Meeting> {
    debrief.meetings.iter().rev().find(|meeting| meeting.level == crate::rules::case::Level::Leaders.name())
}

fn offers(debrief: &Debrief) -> Vec<String> {
    let Some(meeting) = leaders(debrief) else { return Vec::new() };
    let mut lines = vec![format!(
        "round  by     {:>8} {:>8}  change against its own last offer",
        meeting.parties[0], meeting.parties[1]
    )];
    let mut silent = 0;
    for offer in &meeting.offers {
        if offer.step.as_deref() == Some("silent") {
            silent += 1;
            continue;
        }
        let step = offer.step.as_deref().unwrap_or("opening");
        lines.push(format!(
            "{:5}  {:5} {:+8.1} {:+8.1}  {step}",
            offer.round, offer.by, offer.values[0], offer.values[1]
        ));
    }
    if silent > 0 {
        lines.push(format!("{silent} offers that repeat the one before are left out."));
    }
    lines
}

fn steps(debrief: &Debrief) -> Vec<String> {
    debrief
        .steps
        .iter()
        .map(|steps| {
            format!(
                "{:5} {} concessions, {} selfish, {} fortunate (better for both), {} unfortunate (better for neither), {} nice, {} silent",
                steps.nation,
                steps.concession,
                steps.selfish,
                steps.fortunate,
                steps.unfortunate,
                steps.nice,
                steps.silent
            )
        })
        .collect()
}

fn pledges(debrief: &Debrief) -> Vec<String> {
    debrief
        .agreements
        .iter()
        .flat_map(|deal| deal.pledges.iter().map(move |pledge| (deal, pledge)))
        .map(|(deal, pledge)| {
            let how = match (pledge.delivered, deal.status.as_str()) {
                (true, _) => "delivered",
                (false, "unratified") => "never binding",
                (false, _) => "not delivered",
            };
            format!("{} was to {} by {}: {how}.", pledge.by, pledge.text, plain(&pledge.due))
        })
        .collect()
}

fn ledger(debrief: &Debrief) -> Vec<String> {
    let ends = ["met", "executed", "broken", "bluffed", "withdrawn", "expired"];
    let mut lines: Vec<String> = ends
        .iter()
        .filter_map(|end| {
            let words: Vec<&Word> = debrief.ledger.iter().filter(|word| word.end.as_deref() == Some(end)).collect();
            let meaning = match *end {
                "met" => "Did their work, or were kept",
                "executed" => "Carried out",
                "broken" => "Promises broken",
                "bluffed" => "Backed down from",
                "withdrawn" => "Taken back before the day",
                _ => "Overtaken by events",
            };
            let texts: Vec<String> =
                words.iter().map(|word| format!("{} ({})", word.brief, plain(word.ended_in_words()))).collect();
            (!texts.is_empty()).then(|| format!("{meaning}: {}.", texts.join("; ")))
        })
        .collect();
    if !lines.is_empty() {
        lines.push("In full in `--json`.".to_string());
    }
    lines
}

fn paths(debrief: &Debrief) -> Vec<String> {
    let path = &debrief.path;
    if path.is_empty() {
        return Vec::new();
    }
    let range = |pick: &dyn Fn(&course::Sample) -> f64| {
        let (first, last) = (path.first().map_or(0.0, pick), path.last().map_or(0.0, pick));
        format!("{first:.2} → {last:.2}")
    };
    let mut lines = vec![
        format!(
            "Tension between the two  {}  {}, peak {:.2}",
            sparkline(path.iter().map(|s| s.tension)),
            range(&|s| s.tension),
            debrief.peak_tension
        ),
        format!("Market stress            {}  {}", sparkline(path.iter().map(|s| s.market)), range(&|s| s.market)),
    ];
    for (position, score) in debrief.nations.iter().enumerate() {
        let payoff = |sample: &course::Sample| sample.payoffs.get(position).copied().unwrap_or(0.0);
        let (first, last) = (path.first().map_or(0.0, payoff), path.last().map_or(0.0, payoff));
        lines.push(format!(
            "{:24} {}  {first:.1} → {last:.1}",
            format!("Payoff of {}", score.nation),
            sparkline(path.iter().map(|s| payoff(s) / 100.0))
        ));
    }
    lines.push("One bar a turn, from 0 at the bottom to the top of the scale.".to_string());
    lines
}

fn economies(debrief: &Debrief) -> Vec<String> {
    debrief
        .economies
        .iter()
        .flat_map(|change| {
            let score = debrief.nations.iter().find(|score| score.nation == change.nation);
            let name = score.map_or(change.nation.as_str(), |score| &score.name);
            // The home of a summit's party is told in full, anybody else's in a line.
            let all = debrief.summit.parties.iter().any(|party| party.nation == change.nation);
            let told = economy::lines(change).into_iter().take(if all { usize::MAX } else { 1 });
            told.enumerate()
                .map(|(at, line)| if at == 0 { format!("{name}: {line}") } else { line })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Decisions told in the text; all are in the JSON.
const TOLD: usize = 12;

fn reasons(debrief: &Debrief) -> Vec<String> {
    let weight = |decided: &course::Decided| decided.reasons.iter().map(|(_, points)| points.abs()).fold(0.0, f64::max);
    let principals: Vec<&str> = debrief.summit.parties.iter().map(|party| party.nation.as_str()).collect();
    let mut told: Vec<&course::Decided> = debrief
        .decisions
        .iter()
        .filter(|decided| !decided.reasons.is_empty() && principals.contains(&decided.nation.as_str()))
        .filter(|decided| !decided.what.starts_with("accepts") || decided.day == debrief.summit.day)
        .collect();
    told.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    told.truncate(TOLD);
    told.sort_by_key(|decided| decided.turn);
    told.iter()
        .map(|decided| {
            let terms: Vec<String> =
                decided.reasons.iter().map(|(term, points)| format!("{term} {points:+.1}")).collect();
            format!("{} {} {}: {}.", plain(&decided.day), decided.nation, decided.what, terms.join(", "))
        })
        .collect()
}

pub(super) fn what_if(debrief: &Debrief) -> Vec<String> {
    // A person's seat cannot be led on by the person: the scenario's mix stands in.
    let as_led = |code: &str| {
        let person = debrief.nations.iter().any(|score| score.nation == code && score.led_by == BY_A_PERSON);
        if person { "usual mix" } else { "as it was" }
    };
    let mut lines: Vec<String> = Vec::new();
    let mut heading = (0, "");
    for branch in &debrief.what_if {
        if heading != (branch.turn, branch.nation.as_str()) {
            heading = (branch.turn, &branch.nation);
            lines.push(format!(
                "{} from turn {} ({}) on, {} continuations each:",
                branch.nation,
                branch.turn,
                plain(&branch.day),
                branch.games
            ));
        }
        let mut classes: Vec<(&str, u64)> =
            branch.outcomes.iter().map(|(key, count)| (outcome_name(key), *count)).collect();
        classes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let classes: Vec<String> = classes.iter().map(|(name, count)| format!("{name} {count}")).collect();
        lines.push(format!(
            "  {:12} payoff {:5.1} ± {:.1}   {}",
            branch.policy.as_deref().unwrap_or(as_led(&branch.nation)),
            branch.mean_payoff,
            1.96 * branch.standard_error,
            classes.join(", ")
        ));
    }
    lines
}

fn record(debrief: &Debrief) -> Vec<String> {
    let Some(record) = &debrief.record else { return Vec::new() };
    let [one, other] = &debrief.summit.parties;
    let (same, all) = record.same_terms;
    vec![
        format!("{}: {}", crate::record::names::capital(outcome_name(&record.outcome)), record.text),
        format!(
            "On the day of your summit its terms were worth {} {:+.1} and {} {:+.1}; your deal agrees with it on {same} of {all} issues.",
            one.nation, record.values[0], other.nation, record.values[1]
        ),
    ]
}
