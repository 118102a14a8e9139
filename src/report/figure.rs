//! A figure of the page: a sentence that says what it shows, the chart, and its figures as a table.

use crate::report::chart::Chart;
use maud::{Markup, PreEscaped, html};

/// Figures as rows and columns; the first column names the row.
pub struct Table {
    /// What the table holds.
    pub caption: String,
    /// Heads of the columns.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these heads.
    pub fn new(caption: impl Into<String>, head: &[&str], rows: Vec<Vec<String>>) -> Table {
        Table { caption: caption.into(), head: head.iter().map(|head| (*head).to_string()).collect(), rows }
    }

    /// The table, in a box that scrolls sideways when it is wider than the page and that the keyboard reaches.
    pub fn markup(&self) -> Markup {
        html! {
            div.scroll tabindex="0" role="region" aria-label=(self.caption) {
                table {
                    caption { (self.caption) }
                    thead { tr { @for head in &self.head { th scope="col" { (head) } } } }
                    tbody {
                        @for row in &self.rows {
                            tr {
                                @for (position, cell) in row.iter().enumerate() {
                                    @if position == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A figure under its title.
pub fn figure(title: &str, sentence: &str, chart: &Chart, table: &Table) -> Markup {
    let described = format!("{sentence} The table below holds the figures.");
    html! {
        figure {
            h3 { (title) }
            p.says { (sentence) }
            @for (class, svg) in [("chart wide", &chart.wide), ("chart narrow", &chart.narrow)] {
                div class=(class) role="img" aria-label=(described) { (PreEscaped(svg)) }
            }
            (folded(table))
        }
    }
}

/// A table behind a line that opens it.
pub fn folded(table: &Table) -> Markup {
    html! { details { summary { "Table: " (table.caption) } (table.markup()) } }
}

/// "63.6 %".
pub fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share).replace('-', "−")
}

/// "62.1 to 65.1 %".
pub fn percents((low, high): (f64, f64)) -> String {
    format!("{:.1} to {:.1} %", 100.0 * low, 100.0 * high).replace('-', "−")
}

/// A change with its sign and this many decimals; nothing has none.
pub fn signed(value: f64, decimals: usize) -> String {
    let text = format!("{value:+.decimals$}");
    if text.chars().any(|digit| ('1'..='9').contains(&digit)) {
        text.replace('-', "−")
    } else {
        text.replace(['+', '-'], "")
    }
}

/// A count with thousands set apart.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A chance in words of a table: "< 0.001" for what is smaller.
pub fn chance(value: f64) -> String {
    if value < 0.001 { "< 0.001".to_string() } else { format!("{value:.3}") }
}

/// A text with its first letter in upper case.
pub fn capital(text: &str) -> String {
    crate::record::names::capital(text)
}
