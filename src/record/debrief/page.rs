//! The debrief as one HTML page without scripts or outside parts: front pages, pictures, tables, the whole story.

use super::show::{leaders, outcome_name, plain, what_if};
use super::{Debrief, course};
use crate::game::Game;
use crate::record::chart::{Chart, Series};
use crate::record::document::{Document, Part};
use crate::record::press::{self, FrontPage};
use crate::record::story::{Chronicle, Item, Telling};
use crate::record::{economy, names};
use crate::rules::case::Case;
use crate::rules::event::Fact;
use maud::{Markup, html};

const STYLE: &str = include_str!("../../../assets/debrief/style.css");

/// The debrief of a game that is over, as a page.
pub fn html(game: &mut Game, debrief: &Debrief) -> String {
    let case = game.case().clone();
    let mut parts = vec![front_pages(&case, &press::of_game(game))];
    parts.extend(findings(debrief));
    parts.push(Part { id: "story", title: "The whole story", body: chronicle(&case, &told(game)) });
    let version = env!("CARGO_PKG_VERSION");
    let document = Document {
        title: &format!("Debrief: {}", case.title),
        head: html! { link rel="icon" href="data:,"; },
        style: STYLE,
        kind: "debrief",
        kicker: &format!("Debrief of a game, seed {}", debrief.seed),
        heading: &case.title,
        lead: &answer(debrief),
        parts: &parts,
        footer: &format!(
            "Written by Summitry {version}. Payoffs run from 0 to 100; gains are points over what each side would have got without a \
             deal on the day of the summit (BATNA). The page is one file and needs no network."
        ),
    };
    document.page()
}

/// The debrief without its frame, as sections within another page: no front pages and no story. Titles are headings of the third rank.
pub fn body(debrief: &Debrief) -> Markup {
    html! {
        p.lead { (answer(debrief)) }
        @for part in findings(debrief) { (part.section(true)) }
    }
}

/// What the debrief found, part by part.
fn findings(debrief: &Debrief) -> Vec<Part> {
    let parts = [
        Some(payoffs(debrief)),
        Some(possible(debrief)),
        offers(debrief),
        Some(course_of(debrief)),
        words(debrief),
        agreements(debrief),
        economies(debrief),
        reasons(debrief),
        counterfactuals(debrief),
        history(debrief),
    ];
    parts.into_iter().flatten().collect()
}

/// A chart that a narrow page moves sideways instead of making its letters too small to read.
fn drawn(chart: &Chart) -> Markup {
    html! { div.chart.scroll tabindex="0" role="region" aria-label=(chart.label) { (chart.draw()) } }
}

/// How it ended, in a sentence or two.
fn answer(debrief: &Debrief) -> String {
    let [one, other] = &debrief.summit.parties;
    let outcome = names::capital(outcome_name(&debrief.outcome));
    if debrief.summit.deal.is_none() {
        return format!(
            "{outcome}. {} and {} went home with what they would have had without a deal.",
            one.name, other.name
        );
    }
    format!(
        "{outcome}. {} got {:+.1} points over no deal and {} {:+.1}; together {:.1} of the {:.1} that were possible.",
        one.name, one.value, other.name, other.value, debrief.summit.joint_gain, debrief.summit.greatest_joint_gain
    )
}

fn front_pages(case: &Case, papers: &[FrontPage]) -> Part {
    let body = html! {
        p.aside { "What each capital’s press makes of it, from what the public knows." }
        div.papers {
            @for paper in papers {
                article.paper {
                    p.name { strong { (paper.paper) } " · " (names::full_day(case, paper.day)) }
                    h3 { (paper.headline) }
                    p.under { (paper.standfirst) }
                    @for part in &paper.report { p { (part) } }
                    dl { @for (name, value) in &paper.figures { dt { (name) } dd { (value) } } }
                    @if !paper.also.is_empty() { ul { @for note in &paper.also { li { (note) } } } }
                }
            }
        }
    };
    Part { id: "press", title: "The morning after", body }
}

fn payoffs(debrief: &Debrief) -> Part {
    let best =
        debrief.nations.iter().max_by(|a, b| (a.payoff - a.payoff_at_start).total_cmp(&(b.payoff - b.payoff_at_start)));
    let body = html! {
        @if let Some(best) = best {
            p.finding { (best.name) " came out best against its start: " (format!("{:+.1}", best.payoff - best.payoff_at_start)) " points." }
        }
        div.scroll tabindex="0" role="region" aria-label="Payoffs" {
            table {
                caption { "Payoff, 0 to 100: a discounted mean over the game and the year after" }
                thead { tr {
                    th scope="col" { "Nation" } th.number scope="col" { "Payoff" } th.number scope="col" { "At the start" }
                    th.number scope="col" { "No deal, at the start" } th.number scope="col" { "Approval, %" } th scope="col" { "Led by" }
                } }
                tbody { @for score in &debrief.nations { tr {
                    th scope="row" { (score.name) }
                    td.number { (format!("{:.1}", score.payoff)) }
                    td.number { (format!("{:.1}", score.payoff_at_start)) }
                    td.number { (format!("{:.1}", score.no_deal_at_start)) }
                    td.number { (format!("{:.0} → {:.0}", score.approval_at_start, score.approval_at_end)) }
                    td { (score.led_by) }
                } } }
            }
        }
    };
    Part { id: "payoffs", title: "Who got what", body }
}

fn point(name: &str, values: [f64; 2]) -> Series {
    Series { name: name.to_string(), points: vec![(values[0], values[1])], line: false, faint: false }
}

fn possible(debrief: &Debrief) -> Part {
    let summit = &debrief.summit;
    let [one, other] = &summit.parties;
    let mut frontier: Vec<(f64, f64)> =
        summit.frontier.iter().map(|terms| (terms.values[0], terms.values[1])).collect();
    frontier.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut series = vec![Series { name: String::new(), points: frontier, line: true, faint: true }];
    series.push(point(if summit.deal.is_some() { "the deal" } else { "no deal" }, [one.value, other.value]));
    series.extend(summit.left_on_the_table.as_ref().map(|left| point("left on the table", left.values)));
    series.extend(summit.nash.as_ref().map(|nash| point("Nash", nash.terms.values)));
    series.extend(debrief.record.as_ref().map(|record| point("history", record.values)));
    let chart = Chart {
        label: format!("Packages by what they are worth to {} and to {}, points over no deal", one.name, other.name),
        across: format!("{}: points over no deal", one.name),
        up: format!("{}: points over no deal", other.name),
        series,
        counts: false,
    };
    let solutions = [
        ("Greatest product of gains (Nash)", &summit.nash),
        ("Equal shares of the ideal (Kalai–Smorodinsky)", &summit.kalai_smorodinsky),
        ("Equal gains (egalitarian)", &summit.egalitarian),
        ("Greatest sum (utilitarian)", &summit.utilitarian),
    ];
    let body = html! {
        p.finding { @match &summit.left_on_the_table {
            Some(left) => { "Both could have had more, and could have carried it at home: " (format!("{:+.1} and {:+.1}", left.values[0], left.values[1])) " points instead of " (format!("{:+.1} and {:+.1}", one.value, other.value)) "." }
            None => { "Nothing was left on the table: no package that passes at home was better for both." }
        } }
        @if let Some(deal) = &summit.deal { h3 { "What was signed" } p.terms { (deal.terms) } }
        @if let Some(left) = &summit.left_on_the_table { h3 { "What was left" } p.terms { (left.terms) } }
        (drawn(&chart))
        p.aside { "The grey line joins the packages that cannot be made better for one side without harming the other (Pareto frontier): "
            (summit.frontier.len()) " of them, " (summit.agreeable) " above both reservation values and able to pass in both countries." }
        div.scroll tabindex="0" role="region" aria-label="What was possible" {
            table {
                caption { "Points over no deal on the day of the summit" }
                thead { tr { th scope="col" { "Point" } th.number scope="col" { (one.name) } th.number scope="col" { (other.name) } th.number scope="col" { "Distance of the result" } } }
                tbody {
                    tr { th scope="row" { "The result" } td.number { (format!("{:+.1}", one.value)) } td.number { (format!("{:+.1}", other.value)) } td.number { "0.0" } }
                    tr { th scope="row" { "Least it would have signed (reservation value)" } td.number { (format!("{:+.1}", one.reservation)) } td.number { (format!("{:+.1}", other.reservation)) } td.number { "" } }
                    tr { th scope="row" { "Best it could have had (ideal)" } td.number { (format!("{:+.1}", one.ideal)) } td.number { (format!("{:+.1}", other.ideal)) } td.number { "" } }
                    @for (name, solution) in solutions { @if let Some(solution) = solution {
                        tr { th scope="row" { (name) } td.number { (format!("{:+.1}", solution.terms.values[0])) } td.number { (format!("{:+.1}", solution.terms.values[1])) } td.number { (format!("{:.1}", solution.distance)) } }
                    } }
                }
            }
        }
    };
    Part { id: "possible", title: "What was possible at the summit", body }
}

fn offers(debrief: &Debrief) -> Option<Part> {
    let last = || debrief.meetings.iter().rev().find(|meeting| !meeting.offers.is_empty());
    let meeting = leaders(debrief).filter(|meeting| !meeting.offers.is_empty()).or_else(last)?;
    let series = [0, 1].map(|party| {
        let own = meeting.offers.iter().filter(|offer| offer.by == meeting.parties[party]);
        let points = own.map(|offer| (f64::from(offer.round), offer.values[party])).collect();
        Series { name: meeting.parties[party].clone(), points, line: true, faint: false }
    });
    let chart = Chart {
        label: format!(
            "What each side’s offers were worth to itself by round, {} of {}",
            meeting.level,
            plain(&meeting.day)
        ),
        across: "round".to_string(),
        up: "worth to its author, points over no deal".to_string(),
        series: series.to_vec(),
        counts: true,
    };
    let moved = |steps: &course::Steps| {
        format!(
            "{} conceded {} times, asked for more {} times, found something better for both {} times",
            steps.nation, steps.concession, steps.selfish, steps.fortunate
        )
    };
    let moved: Vec<String> = debrief.steps.iter().map(moved).collect();
    let body = html! {
        p.finding { (names::capital(&moved.join("; "))) ", in all talks between the two." }
        (drawn(&chart))
        p.aside { (names::capital(&meeting.level)) ", " (plain(&meeting.day)) ". A line that falls is a concession (concession curve)." }
        details {
            summary { "Every offer of these talks" }
            div.scroll tabindex="0" role="region" aria-label="Offers" {
                table {
                    thead { tr { th.number scope="col" { "Round" } th scope="col" { "By" } th.number scope="col" { (meeting.parties[0]) } th.number scope="col" { (meeting.parties[1]) } th scope="col" { "Against its last" } th scope="col" { "Terms" } } }
                    tbody { @for offer in &meeting.offers { tr {
                        td.number { (offer.round) } td { (offer.by) }
                        td.number { (format!("{:+.1}", offer.values[0])) } td.number { (format!("{:+.1}", offer.values[1])) }
                        td { (offer.step.as_deref().unwrap_or("opening")) } td { (offer.terms) }
                    } } }
                }
            }
        }
    };
    Some(Part { id: "offers", title: "How they moved at the table", body })
}

fn course_of(debrief: &Debrief) -> Part {
    let line = |name: &str, pick: &dyn Fn(&course::Sample) -> f64| Series {
        name: name.to_string(),
        points: debrief.path.iter().map(|sample| (sample.turn as f64, pick(sample))).collect(),
        line: true,
        faint: false,
    };
    let heat = Chart {
        label: "Tension between the summit’s parties and market stress by turn, 0 to 1".to_string(),
        across: "turn".to_string(),
        up: "0 to 1".to_string(),
        series: vec![line("tension", &|sample| sample.tension), line("market", &|sample| sample.market)],
        counts: true,
    };
    let payoffs = Chart {
        label: "Payoff of each nation by turn, 0 to 100".to_string(),
        across: "turn".to_string(),
        up: "payoff, 0 to 100".to_string(),
        series: debrief
            .nations
            .iter()
            .enumerate()
            .map(|(position, score)| {
                line(&score.nation, &move |sample| sample.payoffs.get(position).copied().unwrap_or(0.0))
            })
            .collect(),
        counts: true,
    };
    let peak = debrief.path.iter().max_by(|a, b| a.tension.total_cmp(&b.tension));
    let body = html! {
        @if let Some(peak) = peak { p.finding { "Tension between the two peaked at " (format!("{:.2}", debrief.peak_tension)) " of 1, about " (plain(&peak.day)) "." } }
        (drawn(&heat))
        (drawn(&payoffs))
        details {
            summary { "The same in figures" }
            div.scroll tabindex="0" role="region" aria-label="Turn by turn" {
                table {
                    thead { tr { th.number scope="col" { "Turn" } th scope="col" { "From" } th.number scope="col" { "Tension" } th.number scope="col" { "Market" } @for score in &debrief.nations { th.number scope="col" { (score.nation) } } } }
                    tbody { @for sample in &debrief.path { tr {
                        td.number { (sample.turn) } td { (plain(&sample.day)) } td.number { (format!("{:.2}", sample.tension)) } td.number { (format!("{:.2}", sample.market)) }
                        @for payoff in &sample.payoffs { td.number { (format!("{payoff:.1}")) } }
                    } } }
                }
            }
        }
    };
    Part { id: "course", title: "The course of the crisis", body }
}

fn words(debrief: &Debrief) -> Option<Part> {
    let bad = |end: &Option<String>| matches!(end.as_deref(), Some("broken" | "bluffed"));
    let lost = debrief.ledger.iter().filter(|word| bad(&word.end)).count();
    (!debrief.ledger.is_empty()).then(|| Part {
        id: "words",
        title: "Words given, words kept",
        body: html! {
            p.finding { "Of " (debrief.ledger.len()) " threats and promises, " (lost) " were broken or backed down from." }
            div.scroll tabindex="0" role="region" aria-label="Ledger of commitments" {
                table {
                    thead { tr { th scope="col" { "Made" } th scope="col" { "In words" } th scope="col" { "End" } th scope="col" { "On" } } }
                    tbody { @for word in &debrief.ledger { tr {
                        td { (plain(&word.made)) } td { (word.text) "." }
                        td.lost[bad(&word.end)] { (word.end.as_deref().unwrap_or("open")) }
                        td { (word.ended.as_deref().map_or_else(String::new, plain)) }
                    } } }
                }
            }
        },
    })
}

fn agreements(debrief: &Debrief) -> Option<Part> {
    (!debrief.agreements.is_empty()).then(|| Part {
        id: "agreements",
        title: "Agreed, pledged, delivered",
        body: html! {
            @for deal in &debrief.agreements {
                h3 { (plain(&deal.signed)) ", " (deal.parties.join(" and ")) @if deal.at_the_summit { ", at the summit" } ": " (deal.status.replace('_', " ")) @if !deal.broken_by.is_empty() { ", broken by " (deal.broken_by.join(" and ")) } }
                p.terms { (deal.terms) }
                @if !deal.pledges.is_empty() { ul { @for pledge in &deal.pledges {
                    li { (pledge.by) " was to " (pledge.text) " by " (plain(&pledge.due)) ": " @if pledge.delivered { "delivered." } @else if deal.status == "unratified" { "never binding." } @else { "not delivered." } }
                } } }
            }
        },
    })
}

fn economies(debrief: &Debrief) -> Option<Part> {
    let name = |code: &str| {
        debrief.nations.iter().find(|score| score.nation == code).map_or(code.to_string(), |score| score.name.clone())
    };
    (!debrief.economies.is_empty()).then(|| Part {
        id: "economies",
        title: "What it did to the economies",
        body: html! {
            p.aside { "By the trade model, from the measures of the first morning to those at the end, once all has adjusted." }
            @for change in &debrief.economies { h3 { (name(&change.nation)) } ul { @for line in economy::lines(change) { li { (line) } } } }
        },
    })
}

fn reasons(debrief: &Debrief) -> Option<Part> {
    let told: Vec<&course::Decided> = debrief.decisions.iter().filter(|decided| !decided.reasons.is_empty()).collect();
    (!told.is_empty()).then(|| Part {
        id: "reasons",
        title: "Why they did it",
        body: html! {
            p.finding { (told.len()) " decisions of weight were taken by the others, each with the terms that counted, in points." }
            details {
                summary { "All of them" }
                div.scroll tabindex="0" role="region" aria-label="Decisions and reasons" {
                    table {
                        thead { tr { th scope="col" { "Day" } th scope="col" { "Who" } th scope="col" { "What" } th scope="col" { "Why" } } }
                        tbody { @for decided in &told { tr {
                            td { (plain(&decided.day)) } td { (decided.nation) } td { (decided.what) }
                            td { (decided.reasons.iter().map(|(term, points)| format!("{term} {points:+.1}")).collect::<Vec<_>>().join(", ")) }
                        } } }
                    }
                }
            }
        },
    })
}

fn counterfactuals(debrief: &Debrief) -> Option<Part> {
    let lines = what_if(debrief);
    (!lines.is_empty()).then(|| Part {
        id: "what-if",
        title: "What if",
        body: html! {
            p.aside { "The game played on from a turn with a seat led otherwise: the seat’s mean payoff with its 95 % interval, and how often each outcome came." }
            ul { @for line in &lines { li { (line.trim()) } } }
        },
    })
}

fn history(debrief: &Debrief) -> Option<Part> {
    let record = debrief.record.as_ref()?;
    let [one, other] = &debrief.summit.parties;
    let (same, all) = record.same_terms;
    Some(Part {
        id: "history",
        title: "What history did",
        body: html! {
            p.finding { (names::capital(outcome_name(&record.outcome))) ", worth " (format!("{:+.1}", record.values[0])) " to " (one.name) " and " (format!("{:+.1}", record.values[1])) " to " (other.name) " on the day of your summit." }
            p { (record.text) }
            p.terms { (record.terms) }
            p { "Your deal agrees with it on " (same) " of " (all) " issues." }
        },
    })
}

/// The story by turn, with the turn’s heading.
fn told(game: &mut Game) -> Vec<(String, Vec<Item>)> {
    let case = game.case().clone();
    let Some(chronicle) = game.look(|table| Some(Chronicle::of(&case, table))) else { return Vec::new() };
    let began = chronicle.events.iter().filter(|event| event.fact == Fact::TurnBegan).map(|event| event.turn);
    let turns: Vec<u16> = began.collect();
    let heading = |turn: u16| {
        let slot = case.calendar.turns.get(usize::from(turn))?;
        let stage = case.calendar.stages.get(slot.stage).map(String::as_str).unwrap_or_default();
        Some(format!("{} · turn {} · {stage}", names::days(&case, *slot), turn + 1))
    };
    turns
        .into_iter()
        .filter_map(|turn| Some((heading(turn)?, chronicle.tell_turn(turn, Telling::default()))))
        .filter(|(_, items)| !items.is_empty())
        .collect()
}

fn chronicle(case: &Case, story: &[(String, Vec<Item>)]) -> Markup {
    html! {
        details {
            summary { "Turn by turn, with what was secret" }
            @for (heading, items) in story {
                h3 { (heading) }
                ul.story { @for item in items { li {
                    span.day { (names::day(case, item.day)) } " " (item.text)
                    @if !item.details.is_empty() { ul { @for detail in &item.details { li { (detail) } } } }
                } } }
            }
        }
    }
}
