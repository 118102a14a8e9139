//! Reading a CSV file of a dataset row by row, with every mistake reported at its line.

use crate::problem::{Place, Problem, valid_names};
use std::collections::BTreeMap;

/// A file of comma-separated values with a header line.
pub struct Table {
    file: String,
    columns: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
}

/// One row of a [`Table`].
#[derive(Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table,
    index: usize,
}

impl Table {
    /// Reads a file that must have the given columns; a missing file or column and malformed rows are reported.
    pub fn read(name: &str, file: &str, text: Option<&String>, columns: &[&str], problems: &mut Vec<Problem>) -> Table {
        let file = format!("{name}/{file}");
        match text {
            Some(text) => Table::read_text(file, text, columns, problems),
            None => {
                let remedy = format!("the economy needs this file with the columns {}", columns.join(", "));
                problems.push(Problem::new(Place::file(&file), "the file is missing", remedy));
                Table { file, columns: Vec::new(), rows: Vec::new() }
            }
        }
    }

    /// Reads the text of a file that must have the given columns; a missing column and malformed rows are reported.
    pub fn read_text(file: String, text: &str, columns: &[&str], problems: &mut Vec<Problem>) -> Table {
        let mut table = Table { file, columns: Vec::new(), rows: Vec::new() };
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        match reader.headers() {
            Ok(header) => table.columns = header.iter().map(str::to_string).collect(),
            Err(error) => problems.push(Problem::new(Place::line(&table.file, 1), error.to_string(), "")),
        }
        for column in columns {
            if !table.columns.iter().any(|known| known == column) {
                let remedy = format!("valid: {}", columns.join(", "));
                problems.push(Problem::new(
                    Place::line(&table.file, 1),
                    format!("there is no column \"{column}\""),
                    remedy,
                ));
            }
        }
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let line = record.position().map_or(0, |position| position.line() as usize);
                    table.rows.push((line, record.iter().map(str::to_string).collect()));
                }
                Err(error) => {
                    let line = error.position().map_or(0, |position| position.line() as usize);
                    problems.push(Problem::new(
                        Place::line(&table.file, line),
                        error.to_string(),
                        "one field for each column",
                    ));
                }
            }
        }
        table
    }

    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.rows.len()).map(|index| Row { table: self, index })
    }
}

impl Row<'_> {
    /// The text of a column; empty when there is no such column.
    pub fn text(&self, column: &str) -> &str {
        let position = self.table.columns.iter().position(|known| known == column);
        position.and_then(|position| self.table.rows[self.index].1.get(position)).map_or("", String::as_str)
    }

    /// Where the row stands.
    pub fn place(&self) -> Place {
        Place::line(&self.table.file, self.table.rows[self.index].0)
    }

    /// A number from `low` to `high`; reports anything else.
    pub fn number(&self, column: &str, low: f64, high: f64, problems: &mut Vec<Problem>) -> Option<f64> {
        let text = self.text(column);
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() && (low..=high).contains(&value) => Some(value),
            _ => {
                let remedy = format!("valid: a number from {low} to {high}");
                problems.push(Problem::new(self.place(), format!("{column} is \"{text}\""), remedy));
                None
            }
        }
    }

    /// Position of a code among the known ones; reports an unknown code.
    pub fn code(&self, column: &str, known: &BTreeMap<String, usize>, problems: &mut Vec<Problem>) -> Option<usize> {
        let text = self.text(column);
        let found = known.get(text).copied();
        if found.is_none() {
            let names: Vec<&str> = known.keys().map(String::as_str).collect();
            problems.push(Problem::new(
                self.place(),
                format!("unknown {column} \"{text}\""),
                valid_names(text, &names),
            ));
        }
        found
    }

    /// Like [`Row::code`], with `*` and an empty field for all.
    pub fn code_or_all(
        &self,
        column: &str,
        known: &BTreeMap<String, usize>,
        problems: &mut Vec<Problem>,
    ) -> Option<Option<usize>> {
        match self.text(column) {
            "*" | "" => Some(None),
            _ => self.code(column, known, problems).map(Some),
        }
    }
}
