//! Teaching material as pages to print: the teacher's guide with plans and questions, and role sheets with their private parts apart.

use crate::classroom::deck::STYLE;
use crate::classroom::pace::timetable;
use crate::classroom::roster::Role;
use crate::language::{Language, Tongue};
use crate::rules::case::{Case, NationId};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// What a class is meant to take home: each idea's name and meaning.
pub fn ideas(say: &Language) -> [(String, String); 6] {
    [
        ("class-idea-batna", "class-idea-batna-what"),
        ("class-idea-zopa", "class-idea-zopa-what"),
        ("class-idea-logrolling", "class-idea-logrolling-what"),
        ("class-idea-two-level", "class-idea-two-level-what"),
        ("class-idea-audience", "class-idea-audience-what"),
        ("class-idea-commitment", "class-idea-commitment-what"),
    ]
    .map(|(term, meaning)| (say.text(term), say.text(meaning)))
}

/// A question for after the game, and what an answer that earns all points says.
const QUESTIONS: [(&str, &str); 6] = [
    (
        "What was your side’s best alternative to an agreement, and how did it change during the game? (4 points)",
        "Names what would have happened without a deal (1), says what moved it: measures announced, deadlines, the other side’s threats (1), uses it to explain one decision (1), and separates it from what the side wanted (1).",
    ),
    (
        "Was there room for agreement before the summit? How could you have known? (4 points)",
        "Says what both sides preferred to no deal (1), gives evidence from offers and refusals (1), separates the least a side would sign from what it asked for (1), sees that the room was bounded at home too (1).",
    ),
    (
        "Name a trade across issues that your table found, or missed. (4 points)",
        "Names two issues (1), shows that the sides weighed them differently (1), says what each gave and got (1), compares with splitting each issue in the middle (1).",
    ),
    (
        "Who at home could have stopped the deal, and how did that help or hurt you at the table? (4 points)",
        "Names the groups and the quota (1), says which packages they would have passed (1), explains a case where a tight win-set was a strength (1) or a cause of failure (1).",
    ),
    (
        "Take one threat or promise of the game. Was it credible, and what did it cost? (4 points)",
        "Says what was at stake for its author (1), what backing down would have cost and before whom (1), what the other side believed, from what it did (1), and what followed for later words (1).",
    ),
    (
        "Compare your table with another. What explains the difference? (4 points)",
        "States the difference in gains or terms (1), traces it to a moment (1), argues from evidence of both tables (1), considers another explanation and says why it is weaker (1).",
    ),
];

/// A printable file.
pub struct Sheet {
    /// Name of the file.
    pub file: String,
    /// What it is.
    pub title: String,
    /// The page.
    pub page: Markup,
}

fn sheet(title: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) (PreEscaped(SHEET)) }
            }
            body.sheet { main { (body) } }
        }
    }
}

/// What sheets have beside the deck's style: portrait pages, smaller type.
const SHEET: &str = "\n@page { size: A4 portrait; margin: 18mm; }\n.sheet { font-size: 15px; }\n.sheet main { max-width: 46rem; margin: 0 auto; padding: 24px; }\n.sheet h1 { font-size: 28px; margin: 0 0 8px; }\n.sheet h2 { font-size: 20px; margin: 24px 0 8px; }\n.sheet .part { break-after: page; }\n.sheet .part:last-child { break-after: auto; }\n@media screen { .sheet .part { border-bottom: 2px dashed var(--line); padding-bottom: 24px; margin-bottom: 24px; } }\n";

/// All sheets of a scenario.
pub fn sheets(case: &Case, scenario: &str) -> Vec<Sheet> {
    let mut sheets = vec![Sheet {
        file: "teachers-guide.html".to_string(),
        title: "Teacher’s guide: plans of 50 and 90 minutes, learning goals, questions with a rubric".to_string(),
        page: guide(case, scenario),
    }];
    for nation in case.nation_ids().filter(|nation| case.nation(*nation).playable) {
        sheets.push(Sheet {
            file: format!("role-{}.html", case.nation(nation).code.to_lowercase()),
            title: format!("Role sheet: {}, with the private part on a page of its own", case.nation(nation).name),
            page: role(case, nation),
        });
    }
    sheets
}

fn plan(minutes: u32) -> Markup {
    let mut at = 0;
    let rows: Vec<(u32, u32, &str, &str)> = timetable(minutes)
        .into_iter()
        .zip([
            "Students open the address, type the code, read their briefings. Say what the game is about in three sentences.",
            "Each delegation agrees on three things: what it wants most, what it could give cheaply, what it would not sign.",
            "Start the games. Walk around; watch on your page who waits for whom. Announce the time before each summit.",
            "Leaders meet; what they sign is voted on at home; the months after show whether it is kept.",
            "End the games, show the deck. Satisfaction first, then results, then why they differ. Last: six ideas.",
        ])
        .map(|(part, what)| {
            let row = (at, at + part.minutes, part.name, what);
            at += part.minutes;
            row
        })
        .collect();
    html! {
        table {
            caption { (minutes) " minutes" }
            thead { tr { th scope="col" { "Minute" } th scope="col" { "Part" } th scope="col" { "What happens" } } }
            tbody { @for (from, until, part, what) in rows { tr { td { (from) "–" (until) } th scope="row" { (part) } td { (what) } } } }
        }
    }
}

fn guide(case: &Case, scenario: &str) -> Markup {
    let playable: Vec<&str> =
        case.nations.iter().filter(|nation| nation.playable).map(|nation| nation.name.as_str()).collect();
    sheet(
        &format!("Teacher’s guide: {}", case.title),
        html! {
            section.part {
                h1 { "Teacher’s guide: " (case.title) }
                p { (case.summary) }
                p { "Delegations: " (crate::record::names::list(playable.iter().map(|name| (*name).to_string()).collect())) ". One to four students share a delegation; tables are parallel and play the same situation." }
                h2 { "What students learn" }
                dl { @for (term, meaning) in ideas(Language::of(Tongue::English)) { dt { (term) } dd { (meaning) } } }
                h2 { "Before class" }
                ol {
                    li { "Rehearse alone: " code { "summitry host " (scenario) " --rehearse 6 --tables 1 --data rehearsal.sqlite" } "." }
                    li { "In the room: " code { "summitry host " (scenario) " --tables 4 --data class.sqlite" } ". Open the teacher’s address, then “Before class”." }
                    li { "Try the students’ address on your own phone. Put the public screen on the projector." }
                    li { "Print role sheets if you want paper: the private part is on a page of its own." }
                }
                h2 { "When something goes wrong" }
                ul {
                    li { "A phone dies: the student types the recovery code on another; the seat and the text are there." }
                    li { "Somebody leaves: after the grace period a built-in policy leads the seat and says so; “I’m back” hands it over." }
                    li { "A table is far behind: one more minute, or “Push on”. A table went astray: “Rewind”." }
                    li { "The computer crashes: start the same command again. Everything that was acknowledged is there." }
                }
            }
            section.part {
                h2 { "Two plans" }
                p { "At least a third of the time belongs to the debrief: that is where experience becomes learning." }
                (plan(50))
                (plan(90))
            }
            section.part {
                h2 { "Questions for assessment, with a rubric" }
                @for (question, rubric) in QUESTIONS { p { strong { (question) } } p { (rubric) } }
                p { "24 points in all. A short essay of 600 words on one table’s course, from its log, may replace three of the questions." }
            }
        },
    )
}

fn role(case: &Case, nation: NationId) -> Markup {
    let briefing = &case.nation(nation).briefing;
    let own = case.nation(nation);
    let english = Language::of(Tongue::English);
    sheet(
        &format!("Role sheet: {}", own.name),
        html! {
            section.part {
                h1 { (own.name) }
                p { (case.title) " · public part: everybody may read this page" }
                (crate::classroom::markdown::html(&case.situation))
                (crate::classroom::markdown::html(&briefing.public))
                h2 { "Roles in your delegation" }
                dl { @for role in Role::ALL { dt { (crate::record::names::capital(&role.name(english))) } dd { (role.task(english)) } } }
            }
            section.part {
                h1 { (own.name) ": private" }
                p { strong { "For your delegation’s eyes only. Do not show this page." } }
                (crate::classroom::markdown::html(&briefing.private))
                h2 { "At home" }
                p { (format!("{:.0} %", 100.0 * own.quota)) " of the votes must prefer a deal to none." }
                table {
                    thead { tr { th scope="col" { "Group" } th.number scope="col" { "Votes" } } }
                    tbody { @for group in &own.constituencies { tr { th scope="row" { (group.name) } td.number { (format!("{:.0} %", 100.0 * group.weight)) } } } }
                }
                h2 { "Before you begin, write down" }
                ol { li { "What do we want most?" } li { "What could we give that costs us little?" } li { "Below what would we rather have no deal?" } }
            }
        },
    )
}
