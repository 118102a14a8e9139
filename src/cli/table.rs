//! How the commands print tables and numbers.

use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};

/// Rules above, below the header, and below; none between rows or columns.
const RULED: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('─').junction('─'))
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

/// A table without lines between its rows whose first `left` columns are text and whose other columns are numbers.
pub fn table(header: &[String], left: usize, rows: impl IntoIterator<Item = Vec<String>>) -> Table {
    let mut table = Table::new();
    table.load_style(RULED);
    table.set_header(header);
    for row in rows {
        table.add_row(row);
    }
    for column in table.column_iter_mut().skip(left) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// A header from texts.
pub fn header(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_string()).collect()
}

/// A change with its sign and this many decimals; what rounds to nothing has no sign.
pub fn change(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "–".to_string();
    }
    let text = format!("{value:+.decimals$}");
    if text.chars().any(|digit| ('1'..='9').contains(&digit)) {
        text.replace('-', "−")
    } else {
        text.replace(['+', '-'], "")
    }
}

/// An amount with thousands set apart.
pub fn amount(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "–".to_string();
    }
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if value < 0.0 && text.chars().any(|digit| ('1'..='9').contains(&digit)) { "−" } else { "" };
    if fraction.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{fraction}") }
}

/// A name for a table: what stands before a colon, where lists of members begin.
pub fn short(name: &str) -> String {
    name.split(':').next().unwrap_or(name).to_string()
}
