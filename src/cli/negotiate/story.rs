//! A session as a story: who asked for what, how it moved, what came of it and how good that is.

use crate::bargaining::agent::Reasons;
use crate::bargaining::analysis::{self, Analysis, Step};
use crate::bargaining::explained::{Spoken, Word};
use crate::bargaining::session::{Clock, Ending, Limits, Offer};
use crate::cli::negotiate::input::Files;
use crate::cli::negotiate::plot::Plot;
use crate::cli::negotiate::{Held, json};
use crate::cli::page;

/// Most offers that are told when not all are asked for.
const MOST_TOLD: usize = 24;
/// Changes of utility up to this count as none.
const HAIR: f64 = 1e-9;

/// How much is told.
#[derive(Clone, Copy)]
pub struct Telling {
    /// Every offer, also those that repeat the one before.
    pub every_offer: bool,
    /// Whether offers are a mediator's texts.
    pub mediated: bool,
}

fn utilities(files: &Files, outcome: u64) -> Vec<f64> {
    files.profiles.iter().map(|profile| profile.utility(outcome)).collect()
}

/// What an outcome says, issue by issue.
pub fn terms(files: &Files, outcome: u64) -> String {
    let issues = files.domain.issues().iter().zip(files.domain.texts(outcome));
    issues.map(|(issue, value)| format!("{}: {value}", issue.name)).collect::<Vec<_>>().join("; ")
}

/// Tells a session.
pub fn tell(files: &Files, agents: &[&str], limits: Limits, held: &Held, telling: Telling) {
    let domain = &files.domain;
    let (issues, outcomes) = (domain.issues().len(), domain.count());
    page::line(page::styled(page::HEADING, domain.name()));
    page::text(format!("{issues} issues, {outcomes} outcomes; at most {} rounds.", limits.rounds));
    for ((name, agent), profile) in files.names.iter().zip(agents).zip(&files.profiles) {
        let least = profile.reservation();
        page::wrapped(
            2,
            4,
            format!("{name}, led by {agent}; the least it would accept (reservation value) {least:.3}"),
        );
    }
    page::heading("Offers");
    offers(files, held, telling.every_offer);
    page::heading("Outcome");
    ending(files, held, limits, telling);
    match analysis::analyse(&files.profiles) {
        Ok(found) => judge(files, held, &found),
        Err(why) => page::text(format!("No picture and no judgement: {why}.")),
    }
}

/// Tells offers: all, or those that are new, and of very many evenly spread ones.
pub fn offers(files: &Files, held: &Held, every: bool) {
    let parties = files.profiles.len();
    let mut last: Vec<Option<&Offer>> = vec![None; parties + 1];
    let mut lines: Vec<(&Offer, Option<&Offer>)> = Vec::new();
    let mut left_out = 0;
    for offer in &held.trace {
        let before = last[offer.party as usize].replace(offer);
        if every || before.is_none_or(|before| before.outcome != offer.outcome) {
            lines.push((offer, before));
        } else {
            left_out += 1;
        }
    }
    let told: Vec<usize> = if every || lines.len() <= MOST_TOLD {
        (0..lines.len()).collect()
    } else {
        (0..MOST_TOLD).map(|at| at * (lines.len() - 1) / (MOST_TOLD - 1)).collect()
    };
    let width = files.names.iter().map(|name| name.chars().count()).max().unwrap_or(0).max("by".len());
    let columns: String = files.names.iter().map(|name| format!("  {name:>width$}")).collect();
    page::line(format!("  round  {:width$}{columns}  step", "by"));
    for (offer, before) in told.iter().map(|at| lines[*at]) {
        let author = offer.party as usize;
        let name = files.names.get(author).map_or("mediator", String::as_str);
        let now = utilities(files, offer.outcome);
        let worths: String = now.iter().map(|utility| format!("  {utility:>width$.3}")).collect();
        let step = match before {
            None => "opening",
            Some(_) if author >= parties => "",
            Some(before) => step(author, &utilities(files, before.outcome), &now).name(),
        };
        page::line(format!("  {:>5}  {name:width$}{worths}  {step}", offer.round + 1));
        if every {
            page::wrapped(9, 11, terms(files, offer.outcome));
            let word = Word::Offer(offer.outcome);
            let said = |spoken: &&Spoken| {
                (spoken.clock.round, spoken.party as u32, spoken.word) == (offer.round, offer.party, word)
            };
            if let Some(spoken) = held.minutes.iter().find(said) {
                page::wrapped(9, 11, page::styled(page::ASIDE, format!("Why: {}.", why(&spoken.reasons))));
            }
        }
    }
    let (rest, all) = (lines.len() - told.len(), held.trace.len());
    if left_out + rest > 0 {
        page::text(format!(
            "  {all} offers were made; {left_out} that repeat the one before and {rest} others are left out (--trace tells all)."
        ));
    }
}

/// What a word rested on.
fn why(reasons: &Reasons) -> String {
    let Reasons { utility, target, reservation, estimate, time } = *reasons;
    let others =
        estimate.map_or_else(String::new, |worth| format!("; it is thought to be worth {worth:.3} to the others"));
    format!(
        "worth {utility:.3} to it, where it would settle for {target:.3} and sign nothing below {reservation:.3}, with {:.0} % of the time used{others}",
        100.0 * time
    )
}

/// How an offer changes what its author and the others, taken together, would have.
fn step(author: usize, before: &[f64], now: &[f64]) -> Step {
    let others = |utilities: &[f64]| -> f64 {
        utilities.iter().enumerate().filter(|(place, _)| *place != author).map(|(_, utility)| utility).sum()
    };
    Step::beyond(now[author] - before[author], others(now) - others(before), HAIR)
}

fn ending(files: &Files, held: &Held, limits: Limits, telling: Telling) {
    let (ended, round) = (&held.ended, held.ended.rounds);
    let who = ended.by.and_then(|place| files.names.get(place));
    match ended.ending {
        Ending::Agreement => {
            for deal in &ended.deals {
                let members: Vec<&str> = deal.members.iter().map(|place| files.names[place].as_str()).collect();
                let how = match who {
                    _ if telling.mediated => "the text that stood was signed".to_string(),
                    Some(who) => format!("{who} accepted"),
                    None => "agreed".to_string(),
                };
                page::text(format!("Agreement of {} in round {round}: {how}.", members.join(", ")));
                page::wrapped(2, 4, terms(files, deal.outcome));
            }
            let first = ended.deals.first().map_or(0, |deal| deal.outcome);
            let payoffs = json::payoffs(files, held, first);
            for ((name, profile), utility) in files.names.iter().zip(&files.profiles).zip(payoffs) {
                let gain = utility - profile.reservation();
                let mut text = format!("{name} got {utility:.3}, {gain:+.3} over no agreement");
                if profile.statement().discount < 1.0 {
                    let clock = Clock { round: round.saturating_sub(1), rounds: limits.rounds };
                    text.push_str(&format!("; {:.3} discounted", profile.discounted(first, clock.time())));
                }
                page::wrapped(2, 4, text);
            }
        }
        Ending::TimedOut => page::text(format!("No agreement: the talks ended after {round} rounds.")),
        Ending::Broken => {
            let who = who.map_or("a party", String::as_str);
            page::text(format!("No agreement: {who} left the table in round {round}."));
        }
    }
    let last = held.minutes.iter().rev().take_while(|spoken| spoken.clock.round + 1 == round);
    for spoken in last.filter(|spoken| !matches!(spoken.word, Word::Offer(_))) {
        let name = files.names.get(spoken.party).map_or("", String::as_str);
        let word =
            if spoken.word == Word::Leave { "left: the best that it could ask for was" } else { "accepted what was" };
        page::wrapped(2, 4, page::styled(page::ASIDE, format!("{name} {word} {}.", why(&spoken.reasons))));
    }
}

/// Holds the outcome against what was possible.
fn judge(files: &Files, held: &Held, found: &Analysis) {
    let deal = held.ended.deals.first().filter(|deal| deal.members.len() == files.profiles.len());
    if let Some(deal) = deal {
        let got = utilities(files, deal.outcome);
        let nearest = |points: &[analysis::Payoffs]| {
            let distances = points.iter().map(|point| analysis::distance(&point.utilities, &got));
            distances.reduce(f64::min).unwrap_or(0.0)
        };
        page::text(format!(
            "Distance to the Pareto frontier {:.3}, to the Nash point {:.3}, to Kalai–Smorodinsky {:.3}, to the greatest sum {:.3}.",
            nearest(&found.frontier),
            nearest(&found.nash),
            nearest(&found.kalai_smorodinsky_max_min),
            nearest(&found.max_welfare),
        ));
        let left = analysis::left_on_the_table(found, &got);
        page::text(if left > HAIR {
            format!("Left on the table: {left:.3} of joint utility, at no loss to anybody.")
        } else {
            "Nothing was left on the table: no outcome is better for one and no worse for the others.".to_string()
        });
    } else if found.frontier.is_empty() {
        page::text("There was nothing to agree on: no outcome is worth its reservation value to everybody.");
    }
    if let [one, other] = files.profiles.as_slice() {
        let mut plot = Plot::new(one, other, found);
        for offer in &held.trace {
            let letter = if offer.party == 0 { 'a' } else { 'b' };
            plot.mark(one.utility(offer.outcome), other.utility(offer.outcome), letter);
        }
        if let Some(deal) = deal {
            plot.mark(one.utility(deal.outcome), other.utility(deal.outcome), 'X');
        }
        let names = &files.names;
        plot.print(names, &format!("   a, b offers of {} and {}   X the agreement", names[0], names[1]));
    }
}

/// What many sessions come to.
pub fn summary(files: &Files, sessions: &[(Held, usize)]) {
    let (rate, means) = json::averages(files, sessions);
    let rounds = sessions.iter().map(|(held, _)| f64::from(held.ended.rounds)).sum::<f64>() / sessions.len() as f64;
    page::text(format!(
        "{} sessions: {:.1} % with an agreement, {rounds:.1} rounds on average.",
        sessions.len(),
        100.0 * rate
    ));
    for (name, mean) in files.names.iter().zip(means) {
        page::wrapped(2, 4, format!("{name}: mean utility {mean:.3}, no agreement counting as the reservation value"));
    }
}
