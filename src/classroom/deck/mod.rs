//! The debrief deck: one HTML file without scripts or outside parts, with speaker notes, that compares the tables.

mod what_if;

use crate::classroom::compare::{Comparison, Finished, outcome_name, percent};
use crate::language::{Language, Tongue};
use crate::record::chart::{Chart, Series};
use crate::record::debrief::Debrief;
use crate::record::names;
use crate::rules::case::Level;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// Style of the deck, which stands in the file itself.
pub const STYLE: &str = include_str!("../../../assets/classroom/deck.css");

/// How the deck gets its style: within the file, or by the address of the server that shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Styled {
    /// In the file, which then needs nothing else.
    Within,
    /// By address, under a policy that allows no style within.
    Linked,
}

struct Slide {
    title: String,
    body: Markup,
    question: String,
    notes: String,
}

/// The deck.
pub fn make(class: &Comparison, styled: Styled) -> Markup {
    let slides = slides(class);
    let count = slides.len();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Debrief: " (class.title) }
                link rel="icon" href="data:,";
                @match styled {
                    Styled::Within => { style { (PreEscaped(STYLE)) } },
                    Styled::Linked => { link rel="stylesheet" href="/assets/deck.css"; },
                }
            }
            body {
                main {
                    @for (at, slide) in slides.iter().enumerate() {
                        section.slide id=(format!("slide-{}", at + 1)) aria-labelledby=(format!("title-{}", at + 1)) {
                            @if at == 0 { h1 id="title-1" { (slide.title) } } @else { h2 id=(format!("title-{}", at + 1)) { (slide.title) } }
                            (slide.body)
                            p.question { strong { "Talk about it: " } (slide.question) }
                            details.notes { summary { "Speaker notes" } p { (slide.notes) } }
                            p.page {
                                @if at > 0 { a href=(format!("#slide-{at}")) { "back" } " · " }
                                (at + 1) " of " (count)
                                @if at + 1 < count { " · " a href=(format!("#slide-{}", at + 2)) { "on" } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn slides(class: &Comparison) -> Vec<Slide> {
    if class.tables.is_empty() {
        return vec![Slide {
            title: class.title.clone(),
            body: html! { p { "No table has played its game to the end yet." } },
            question: "What would have happened next?".to_string(),
            notes: "End the class on the teacher’s page: policies then play the unfinished games to their ends."
                .to_string(),
        }];
    }
    let mut slides = vec![
        opening(class),
        outcomes(class),
        frontier(class),
        concessions(class),
        words(class),
        left(class),
        tension(class),
    ];
    slides.extend(what_if::slide(class));
    slides.extend(record(class));
    slides.push(who(class));
    slides.push(ideas(class));
    slides
}

fn list(tables: &[&Finished]) -> String {
    let numbers: Vec<String> = tables.iter().map(|table| table.table.to_string()).collect();
    format!("table{} {}", if numbers.len() == 1 { "" } else { "s" }, names::list(numbers))
}

fn best(class: &Comparison) -> Option<&Finished> {
    class.tables.iter().max_by(|a, b| a.debrief.summit.joint_gain.total_cmp(&b.debrief.summit.joint_gain))
}

fn worst(class: &Comparison) -> Option<&Finished> {
    class.tables.iter().min_by(|a, b| a.debrief.summit.joint_gain.total_cmp(&b.debrief.summit.joint_gain))
}

fn parties(class: &Comparison) -> [String; 2] {
    class
        .tables
        .first()
        .map_or_else(Default::default, |table| [0, 1].map(|party| table.debrief.summit.parties[party].name.clone()))
}

fn opening(class: &Comparison) -> Slide {
    let deals: Vec<&Finished> = class.tables.iter().filter(|table| table.has_deal()).collect();
    let finding = match (deals.len(), class.tables.len()) {
        (0, _) => "No table reached a deal that held at home.".to_string(),
        (1, 1) => "The table signed a deal that passed at home.".to_string(),
        (2, 2) => "Both tables signed a deal that passed at home. Are they the same deal?".to_string(),
        (all, tables) if all == tables => {
            format!("All {tables} tables signed a deal that passed at home. Are they the same deal?")
        }
        (some, tables) => format!("{some} of {tables} tables signed a deal that passed at home: {}.", list(&deals)),
    };
    Slide {
        title: class.title.clone(),
        body: html! { p.big { (finding) } p { "Same world, same chance, same briefings: what differs between the tables was decided by the people at them." } },
        question: format!(
            "Before you see the figures: how satisfied are you with what you got, 1 to 10? Write it down. And: {}",
            match (deals.len(), class.tables.len()) {
                (0, _) => "at which moment was a deal still possible?".to_string(),
                (some, all) if some < all => {
                    let none: Vec<&Finished> = class.tables.iter().filter(|table| !table.has_deal()).collect();
                    format!("what do you think happened at {}?", list(&none))
                }
                _ => "which side got more at your table?".to_string(),
            }
        ),
        notes: "Let everybody write a number first. You will come back to it on the slide about value left on the table: satisfaction and result often part ways.".to_string(),
    }
}

fn outcomes(class: &Comparison) -> Slide {
    let [one, other] = parties(class);
    let question = match (best(class), worst(class)) {
        (Some(best), Some(worst))
            if best.table != worst.table && best.debrief.summit.joint_gain - worst.debrief.summit.joint_gain > 0.5 =>
        {
            format!(
                "Table {} created {:+.1} points together, table {} {:+.1}. What did they ask each other that the others did not?",
                best.table, best.debrief.summit.joint_gain, worst.table, worst.debrief.summit.joint_gain
            )
        }
        _ => "The tables ended close to each other. Was that the situation, or the people?".to_string(),
    };
    Slide {
        title: "What every table came to".to_string(),
        body: html! {
            table {
                caption { "Gains are payoff points over no deal, on the day of the summit." }
                thead { tr { th scope="col" { "Table" } th scope="col" { "Summit" } th.number scope="col" { (one) } th.number scope="col" { (other) } th.number scope="col" { "Together" } th.number scope="col" { "Of the possible" } } }
                tbody {
                    @for table in &class.tables {
                        @let summit = &table.debrief.summit;
                        tr {
                            th scope="row" { (table.table) }
                            td { (table.outcome()) }
                            td.number { (format!("{:+.1}", summit.parties[0].value)) }
                            td.number { (format!("{:+.1}", summit.parties[1].value)) }
                            td.number { (format!("{:+.1}", summit.joint_gain)) }
                            td.number { (format!("{:.0} %", table.harvested())) }
                        }
                    }
                }
            }
        },
        question,
        notes: "A gain is measured against what each side would have got without a deal (BATNA), not against what it asked for. Point out any table where one side signed for less than nothing: why did it?".to_string(),
    }
}

fn frontier(class: &Comparison) -> Slide {
    let [one, other] = parties(class);
    let mut series: Vec<Series> = class
        .tables
        .iter()
        .map(|table| {
            let summit = &table.debrief.summit;
            let mut points: Vec<(f64, f64)> = summit
                .frontier
                .iter()
                .map(|terms| {
                    (
                        percent(terms.values[0], summit.parties[0].ideal),
                        percent(terms.values[1], summit.parties[1].ideal),
                    )
                })
                .filter(|(x, y)| *x >= -20.0 && *y >= -20.0)
                .collect();
            points.sort_by(|a, b| a.0.total_cmp(&b.0));
            Series { name: String::new(), points, line: true, faint: true }
        })
        .collect();
    series.extend(class.tables.iter().map(|table| {
        let [x, y] = table.shares_of_ideal();
        let name =
            if table.has_deal() { format!("table {}", table.table) } else { format!("table {} (none)", table.table) };
        Series { name, points: vec![(x, y)], line: false, faint: false }
    }));
    if let Some(table) = class.tables.first()
        && let Some(record) = &table.debrief.record
    {
        let summit = &table.debrief.summit;
        let point =
            (percent(record.values[0], summit.parties[0].ideal), percent(record.values[1], summit.parties[1].ideal));
        series.push(Series { name: "history".to_string(), points: vec![point], line: false, faint: false });
    }
    let far: Vec<&Finished> = class
        .tables
        .iter()
        .filter(|table| table.debrief.summit.distance_to_frontier.is_some_and(|distance| distance > 1.0))
        .collect();
    let question = if far.is_empty() {
        "Everybody ended at the frontier. Who got the larger share, and was it fair?".to_string()
    } else {
        format!("At {} both sides could have had more at once. What was in the way of seeing it?", list(&far))
    };
    let chart = Chart {
        label: "Result of every table against the best packages that were possible".to_string(),
        across: format!("{one}: % of the best it could have had"),
        up: format!("{other}: % of its best"),
        series,
        counts: false,
    };
    Slide {
        title: "How good could it get? Results on the common frontier".to_string(),
        body: html! {
            div.chart { (chart.draw()) }
            table.small {
                caption { "The same in figures." @if class.tables.iter().any(|table| table.debrief.record.is_some()) { " History is measured by the first table’s values." } }
                thead { tr { th scope="col" { "Table" } th.number scope="col" { (one) } th.number scope="col" { (other) } th.number scope="col" { "Points from the frontier" } } }
                tbody { @for table in &class.tables { @let [x, y] = table.shares_of_ideal(); tr { th scope="row" { (table.table) } td.number { (format!("{x:.0} %")) } td.number { (format!("{y:.0} %")) } td.number { (table.debrief.summit.distance_to_frontier.map_or_else(|| "no deal".to_string(), |distance| format!("{distance:.1}"))) } } } }
            }
        },
        question,
        notes: "The grey lines are the packages that cannot be made better for one side without harming the other (Pareto frontier), one line a table since earlier moves shift it a little. Points inside it left value on the table; along it, one side’s gain is the other’s loss.".to_string(),
    }
}

/// The talks whose offers are shown: the leaders' if they met, else the last.
fn talks(debrief: &Debrief) -> Vec<(&str, u16, [f64; 2])> {
    let leaders = debrief
        .meetings
        .iter()
        .rev()
        .find(|meeting| meeting.level == Level::Leaders.name() && !meeting.offers.is_empty());
    let meeting = leaders.or_else(|| debrief.meetings.iter().rev().find(|meeting| !meeting.offers.is_empty()));
    meeting
        .map(|meeting| meeting.offers.iter().map(|offer| (offer.by.as_str(), offer.round, offer.values)).collect())
        .unwrap_or_default()
}

fn concessions(class: &Comparison) -> Slide {
    let [one, other] = parties(class);
    let charts: Vec<(u16, Markup, usize)> = class
        .tables
        .iter()
        .map(|table| {
            let offers = talks(&table.debrief);
            let series = [0, 1]
                .map(|party| {
                    let code = &table.debrief.summit.parties[party].nation;
                    let points = offers
                        .iter()
                        .filter(|(by, ..)| by == code)
                        .map(|(_, round, values)| (f64::from(*round), values[party]))
                        .collect();
                    Series { name: code.clone(), points, line: true, faint: false }
                })
                .to_vec();
            let chart = Chart {
                label: format!("Table {}: what each side’s offers were worth to itself, by round", table.table),
                across: "round".to_string(),
                up: "worth to its author, points".to_string(),
                series,
                counts: true,
            };
            (table.table, chart.draw(), offers.len())
        })
        .collect();
    let hardest = class.tables.iter().max_by_key(|table| talks(&table.debrief).len());
    Slide {
        title: "How they moved: concession curves".to_string(),
        body: html! {
            p { "Each line is one side’s offers, by what they were worth to itself. A line that falls is a concession." }
            div.many {
                @for (table, chart, offers) in &charts {
                    figure {
                        figcaption { "Table " (table) }
                        @match offers {
                            0 => p { "No offer was made." },
                            1 | 2 => p { "Nobody had to move: " @if *offers == 1 { "the first offer" } @else { "the answer to the first offer" } " ended the talks." },
                            _ => (chart),
                        }
                    }
                }
            }
        },
        question: hardest.map_or_else(
            || format!("Who conceded first, {one} or {other}?"),
            |table| match talks(&table.debrief).len() {
                0..3 => "Nowhere did the last talks take more than two offers. What had you agreed on before, and would it have paid to wait?".to_string(),
                offers => format!("Table {} exchanged {offers} offers in its last talks. Which of them changed minds, and which only passed time?", table.table),
            },
        ),
        notes: "Look for flat lines (holding out), jumps near the last round (deadline effect), and packages that help both at once (logrolling) instead of splitting each issue down the middle.".to_string(),
    }
}

fn words(class: &Comparison) -> Slide {
    let broken: Vec<(u16, String)> = class
        .tables
        .iter()
        .flat_map(|table| {
            let bad =
                table.debrief.ledger.iter().filter(|word| matches!(word.end.as_deref(), Some("broken" | "bluffed")));
            bad.map(|word| (table.table, word.brief.clone())).collect::<Vec<_>>()
        })
        .collect();
    let question = match broken.first() {
        Some((table, word)) => format!(
            "At table {table} this word was given and not kept: {word}. What did it cost, at the table and at home?"
        ),
        None => "No table broke its word. Would a bluff have paid, and how would you know?".to_string(),
    };
    Slide {
        title: "Words given, words kept".to_string(),
        body: html! {
            table {
                thead { tr { th scope="col" { "Table" } th.number scope="col" { "Threats made" } th.number scope="col" { "Kept, or did their work" } th.number scope="col" { "Broken or bluffed" } th.number scope="col" { "Agreements broken" } } }
                tbody { @for table in &class.tables { @let (kept, lost) = table.words(); tr { th scope="row" { (table.table) } td.number { (table.debrief.threats) } td.number { (kept) } td.number { (lost) } td.number { (table.debrief.breaches) } } } }
            }
            @if !broken.is_empty() { ul { @for (table, word) in broken.iter().take(6) { li { "Table " (table) ": " (word) } } } }
        },
        question,
        notes: "Audience costs: a public threat binds its author because backing down is dear. That makes it credible, and makes it hard to leave. Ask who would have liked to step back and could not.".to_string(),
    }
}

fn left(class: &Comparison) -> Slide {
    let wasted: Vec<(&Finished, &str, [f64; 2])> = class
        .tables
        .iter()
        .filter_map(|table| {
            table.debrief.summit.left_on_the_table.as_ref().map(|terms| (table, terms.terms.as_str(), terms.values))
        })
        .collect();
    let question = match wasted.first() {
        Some((table, ..)) => format!(
            "Table {}: which of the two would have had to say what, for you to find the package above?",
            table.table
        ),
        None => "Nothing was left lying. Did the side that got less know that it could have had more?".to_string(),
    };
    Slide {
        title: "Value left on the table".to_string(),
        body: html! {
            @if wasted.is_empty() { p.big { "No table left a package unsigned that both sides would have preferred and could have passed at home." } }
            @for (table, terms, values) in &wasted {
                @let parties = &table.debrief.summit.parties;
                p { strong { "Table " (table.table) } " got " (format!("{:+.1} and {:+.1}", parties[0].value, parties[1].value)) "; possible for both was " (format!("{:+.1} and {:+.1}", values[0], values[1])) ":" }
                p.terms { (terms) }
            }
        },
        question,
        notes: "Come back to the numbers that everybody wrote down at the start. Satisfaction follows expectations and process; value follows the trades that were found. Ask what information would have had to be shared, and what sharing it would have risked.".to_string(),
    }
}

fn tension(class: &Comparison) -> Slide {
    let series = class
        .tables
        .iter()
        .map(|table| Series {
            name: format!("table {}", table.table),
            points: table.debrief.path.iter().map(|sample| (sample.turn as f64, sample.tension)).collect(),
            line: true,
            faint: false,
        })
        .collect();
    let hottest = class.tables.iter().max_by(|a, b| a.debrief.peak_tension.total_cmp(&b.debrief.peak_tension));
    let chart = Chart {
        label: "Tension between the two leaders’ nations by turn, one line a table".to_string(),
        across: "turn".to_string(),
        up: "tension, 0 to 1".to_string(),
        series,
        counts: true,
    };
    Slide {
        title: "The temperature of the room".to_string(),
        body: html! { div.chart { (chart.draw()) } },
        question: hottest.map_or_else(String::new, |table| format!("Table {} was the tensest, at {:.2} of 1. Did pressure bring it more than calm brought the others?", table.table, table.debrief.peak_tension)),
        notes: "Tension makes incidents, walkouts and cancellations likelier, and lets reservation values rise. Compare the lines with the outcomes.".to_string(),
    }
}

fn record(class: &Comparison) -> Option<Slide> {
    let record = class.tables.iter().find_map(|table| table.debrief.record.as_ref())?;
    let agreeing =
        class.tables.iter().filter_map(|table| Some((table.table, table.debrief.record.as_ref()?.same_terms)));
    let furthest = agreeing.map(|(table, (same, all))| (table, same, all)).min_by_key(|(_, same, _)| *same);
    Some(Slide {
        title: "What history did".to_string(),
        body: html! {
            p.big { (names::capital(outcome_name(&record.outcome))) }
            p { (record.text) }
            p.terms { (record.terms) }
            ul { @for table in &class.tables { @if let Some(own) = &table.debrief.record { li { "Table " (table.table) " agrees with it on " (own.same_terms.0) " of " (own.same_terms.1) " issues." } } } }
        },
        question: match furthest {
            Some((table, same, all)) if same < all => format!(
                "Table {table} agrees with history on only {same} of {all} issues. Did it know something they did not, or the other way round?"
            ),
            _ => "You ended where history did. Was there no other way, or did nobody look for one?".to_string(),
        },
        notes: "History is one draw, not the right answer. The question is what constraints the real negotiators had that the game leaves out.".to_string(),
    })
}

fn who(class: &Comparison) -> Slide {
    Slide {
        title: "Who decided".to_string(),
        body: html! {
            table {
                caption { "Built-in policies decide for empty seats, for people who are away, and when time is up. Everything they did is disclosed." }
                thead { tr { th scope="col" { "Table" } th.number scope="col" { "Decided by people" } th scope="col" { "What was done to the table" } } }
                tbody { @for table in &class.tables { tr { th scope="row" { (table.table) } td.number { (format!("{:.0} %", 100.0 * table.by_people)) } td { @if table.notes.is_empty() { "nothing" } @else { (table.notes.join(" ")) } } } } }
            }
            @if !class.members.is_empty() {
                ul.members { @for member in &class.members { li { (member.name) ", " (member.nation) ", table " (member.table) } } }
            }
        },
        question: match class.tables.iter().min_by(|a, b| a.by_people.total_cmp(&b.by_people)) {
            Some(table) if table.by_people < 0.995 => format!(
                "At table {} built-in policies took {:.0} % of the decisions. Which of them would you have taken otherwise?",
                table.table,
                100.0 * (1.0 - table.by_people)
            ),
            _ => "People took every decision. Who in your delegation had the last word, and when did the others disagree?".to_string(),
        },
        notes: "Be open about stand-ins: a table led mostly by policies says more about the policies than about the people.".to_string(),
    }
}

fn ideas(class: &Comparison) -> Slide {
    let signed: Vec<&Finished> = class.tables.iter().filter(|table| table.has_deal()).collect();
    let failed = class.tables.iter().filter(|table| table.debrief.outcome == "ratification_failed").count();
    Slide {
        title: "Six ideas to take home".to_string(),
        body: html! {
            dl { @for (term, meaning) in crate::classroom::material::ideas(Language::of(Tongue::English)) { dt { (term) } dd { (meaning) } } }
        },
        question: if failed > 0 {
            format!("{failed} of the deals failed at home. Who should have seen it coming, and when?")
        } else if signed.is_empty() {
            "Which of the six would have brought you a deal?".to_string()
        } else {
            "Which of the six will you use next week, and where?".to_string()
        },
        notes:
            "Let each delegation name the idea that explains its own game best, with the moment at which it mattered."
                .to_string(),
    }
}
