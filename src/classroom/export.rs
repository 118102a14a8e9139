//! What a class came to, for other programs: CSV, a workbook, JSON.

use crate::classroom::compare::{Comparison, percent};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// Columns of the table of results.
const RESULTS: [&str; 20] = [
    "table",
    "nation",
    "name",
    "led_by_people_percent",
    "outcome",
    "payoff",
    "payoff_at_start",
    "no_deal_at_start",
    "payoff_at_end",
    "approval_at_end",
    "gain",
    "reservation",
    "ideal",
    "share_of_gain_percent",
    "joint_gain",
    "greatest_joint_gain",
    "distance_to_frontier",
    "threats",
    "words_broken",
    "peak_tension",
];

/// The rows of a sheet.
type Rows = Vec<Vec<Cell>>;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
enum Cell {
    Text(String),
    Number(f64),
    Empty,
}

impl From<Option<f64>> for Cell {
    fn from(value: Option<f64>) -> Self {
        value.map_or(Cell::Empty, Cell::Number)
    }
}

fn text(value: impl Into<String>) -> Cell {
    Cell::Text(value.into())
}

/// One row for each delegation of each table.
fn results(class: &Comparison) -> Rows {
    class
        .tables
        .iter()
        .flat_map(|table| {
            let debrief = &table.debrief;
            debrief.nations.iter().map(move |score| {
                let party = debrief.summit.parties.iter().find(|party| party.nation == score.nation);
                let broken = debrief.ledger.iter().filter(|word| {
                    word.by == score.nation && matches!(word.end.as_deref(), Some("broken" | "bluffed"))
                });
                vec![
                    Cell::Number(f64::from(table.table)),
                    text(&score.nation),
                    text(&score.name),
                    Cell::Number(100.0 * table.by_people),
                    text(&debrief.outcome),
                    Cell::Number(score.payoff),
                    Cell::Number(score.payoff_at_start),
                    Cell::Number(score.no_deal_at_start),
                    Cell::Number(score.payoff_at_end),
                    Cell::Number(score.approval_at_end),
                    party.map(|party| party.value).into(),
                    party.map(|party| party.reservation).into(),
                    party.map(|party| party.ideal).into(),
                    party.and_then(|party| party.share).map(|share| percent(share, 1.0)).into(),
                    Cell::Number(debrief.summit.joint_gain),
                    Cell::Number(debrief.summit.greatest_joint_gain),
                    debrief.summit.distance_to_frontier.into(),
                    Cell::Number(f64::from(debrief.threats)),
                    Cell::Number(broken.count() as f64),
                    Cell::Number(debrief.peak_tension),
                ]
            })
        })
        .collect()
}

fn offers(class: &Comparison) -> Rows {
    class
        .tables
        .iter()
        .flat_map(|table| {
            table.debrief.meetings.iter().flat_map(move |meeting| {
                meeting.offers.iter().map(move |offer| {
                    vec![
                        Cell::Number(f64::from(table.table)),
                        text(&meeting.day),
                        text(&meeting.level),
                        Cell::Number(f64::from(offer.round)),
                        text(&offer.by),
                        Cell::Number(offer.values[0]),
                        Cell::Number(offer.values[1]),
                        text(offer.step.clone().unwrap_or_default()),
                        text(&offer.terms),
                    ]
                })
            })
        })
        .collect()
}

fn words(class: &Comparison) -> Rows {
    class
        .tables
        .iter()
        .flat_map(|table| {
            table.debrief.ledger.iter().map(move |word| {
                vec![
                    Cell::Number(f64::from(table.table)),
                    text(&word.by),
                    text(&word.to),
                    text(if word.threat { "threat" } else { "promise" }),
                    text(&word.made),
                    text(&word.due),
                    text(word.end.clone().unwrap_or_default()),
                    text(&word.text),
                ]
            })
        })
        .collect()
}

fn decisions(class: &Comparison) -> Rows {
    class
        .decisions
        .iter()
        .map(|decision| {
            vec![
                Cell::Number(f64::from(decision.table)),
                Cell::Number(f64::from(decision.turn)),
                text(&decision.nation),
                text(&decision.by),
                text(&decision.action),
            ]
        })
        .collect()
}

fn people(class: &Comparison) -> Rows {
    class
        .members
        .iter()
        .map(|member| {
            vec![
                text(&member.name),
                Cell::Number(f64::from(member.table)),
                text(&member.nation),
                text(&member.role),
                Cell::Number(member.decisions as f64),
            ]
        })
        .collect()
}

/// A text that a spreadsheet takes for text: one that begins like a formula gets a mark before it.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_string() }
}

/// The results as CSV, a row for each delegation of each table.
///
/// # Errors
/// What the writer says.
pub fn csv(class: &Comparison) -> Result<Vec<u8>, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(RESULTS).map_err(|error| error.to_string())?;
    for row in results(class) {
        let fields = row.iter().map(|cell| match cell {
            Cell::Text(text) => harmless(text),
            Cell::Number(number) => format!("{number}"),
            Cell::Empty => String::new(),
        });
        writer.write_record(fields).map_err(|error| error.to_string())?;
    }
    writer.into_inner().map_err(|error| error.to_string())
}

/// Everything as JSON.
///
/// # Errors
/// What the writer says.
pub fn json(class: &Comparison) -> Result<Vec<u8>, String> {
    serde_json::to_vec_pretty(class).map_err(|error| error.to_string())
}

fn fill(sheet: &mut Worksheet, name: &str, heads: &[&str], rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, head) in heads.iter().enumerate() {
        sheet.write_string_with_format(0, column as u16, *head, &bold)?;
    }
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (row as u32 + 1, column as u16);
            match cell {
                Cell::Text(text) => drop(sheet.write_string(row, column, text)?),
                Cell::Number(number) => drop(sheet.write_number(row, column, *number)?),
                Cell::Empty => {}
            }
        }
    }
    sheet.autofit();
    Ok(())
}

/// A workbook with results, offers, words, decisions and people.
///
/// # Errors
/// What the writer says.
pub fn xlsx(class: &Comparison) -> Result<Vec<u8>, String> {
    let mut book = Workbook::new();
    let sheets: [(&str, &[&str], Rows); 5] = [
        ("Results", &RESULTS, results(class)),
        (
            "Offers",
            &["table", "day", "level", "round", "by", "worth_to_first", "worth_to_second", "step", "terms"],
            offers(class),
        ),
        ("Words", &["table", "by", "to", "kind", "made", "due", "end", "text"], words(class)),
        ("Decisions", &["table", "turn", "nation", "by", "action"], decisions(class)),
        ("People", &["name", "table", "nation", "role", "decisions"], people(class)),
    ];
    for (name, heads, rows) in &sheets {
        fill(book.add_worksheet(), name, heads, rows).map_err(|error| error.to_string())?;
    }
    book.save_to_buffer().map_err(|error| error.to_string())
}
