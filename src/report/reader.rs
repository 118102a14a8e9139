//! Reading a results folder.

use crate::batch::draft::Recorded;
use crate::batch::manifest::{FILE as MANIFEST, FORMAT, Manifest};
use crate::problem::{Place, Problem};
use crate::record::names;
use crate::report::cases;
use crate::report::results::{Games, Results, Turns, Value};
use crate::rules::state::Outcome;
use parquet::column::reader::ColumnReader;
use parquet::file::reader::{FileReader, SerializedFileReader};
use std::fs::File;
use std::path::Path;

/// Reads a folder that `summitry batch --out` wrote.
///
/// # Errors
/// Everything that is wrong with the folder: files that are missing, damaged or of another format, with what would help.
pub fn read(folder: &Path) -> Result<Results, Vec<Problem>> {
    let [games_file, turns_file] = [Recorded::Games, Recorded::Turns].map(Recorded::file);
    let place = |file: &str| Place::file(folder.join(file).display().to_string());
    let one = |file: &str, what: String, remedy: &str| vec![Problem::new(place(file), what, remedy)];
    let text = std::fs::read_to_string(folder.join(MANIFEST)).map_err(|error| {
        one(MANIFEST, format!("cannot be read: {error}"), "give the folder that `summitry batch --out` wrote")
    })?;
    let value: serde_json::Value = serde_json::from_str(&text)
        .map_err(|error| one(MANIFEST, format!("is not JSON: {error}"), "play the batch again"))?;
    let format = value.get("format").and_then(serde_json::Value::as_u64);
    if format != Some(u64::from(FORMAT)) {
        let known = format.map_or("none".to_string(), |format| format.to_string());
        let remedy = "play the batch again with this program, or report with the one that wrote it";
        return Err(one(MANIFEST, format!("results of format {known}; this program reads format {FORMAT}"), remedy));
    }
    let manifest: Manifest = serde_json::from_value(value)
        .map_err(|error| one(MANIFEST, format!("is not a manifest: {error}"), "play the batch again"))?;
    if !manifest.complete {
        return Err(one(MANIFEST, "the batch is not complete".to_string(), "finish it with --resume"));
    }
    let cells = usize::try_from(manifest.cells).unwrap_or(usize::MAX);
    let games = Table::open(folder, games_file, &manifest)?;
    let count = games.rows;
    if count == 0 || count as u64 != manifest.games || cells > count {
        let what = format!("holds {count} games, but the manifest tells of {} in {cells} cells", manifest.games);
        return Err(one(games_file, what, "the folder was changed; play the batch again"));
    }
    let mut damaged = Vec::new();
    let mut take =
        |found: Result<Vec<Cell>, Problem>| found.map_err(|problem| damaged.push(problem)).unwrap_or_default();
    let [cell, replicate, seed] = ["cell", "replicate", "seed"].map(|name| take(games.column(name)));
    let outcome = take(games.column("outcome"));
    let [day, last_word] = ["agreement_day", "last_word"].map(|name| take(games.column(name)));
    let [tension_peak, threats, bluffs] = ["tension_peak", "threats", "bluffs"].map(|name| take(games.column(name)));
    let mut by_nation = |what: &str| -> Vec<Vec<Cell>> {
        manifest.nations.iter().map(|nation| take(games.column(&format!("{what}_{}", nation.code)))).collect()
    };
    let (payoffs, policies) = (by_nation("payoff"), by_nation("policy"));
    let varied: Vec<Vec<Cell>> = manifest.varied.iter().map(|path| take(games.column(&path.column))).collect();
    let turns = if manifest.files.contains_key(turns_file) {
        Table::open(folder, turns_file, &manifest).map_err(|found| damaged.extend(found)).ok().map(|table| {
            let mut take = |name: &str| table.column(name).map_err(|problem| damaged.push(problem)).unwrap_or_default();
            let payoff = |code: &String| format!("payoff_{code}");
            let [first, second] = manifest.parties.each_ref().map(payoff).map(|name| numbers(take(&name)));
            let turn = take("turn").into_iter().map(|cell| cell.number() as usize).collect();
            Turns { turn, tension: numbers(take("tension")), payoffs: [first, second] }
        })
    } else {
        None
    };
    if !damaged.is_empty() {
        return Err(damaged);
    }
    let classes: Vec<Option<Outcome>> = outcome
        .iter()
        .map(|cell| Outcome::ALL.into_iter().find(|class| Cell::Text(class.key().to_string()) == *cell))
        .collect();
    if let Some(row) = classes.iter().position(Option::is_none) {
        let what = format!("row {row}: {:?} is no outcome class that this program knows", outcome[row]);
        return Err(one(games_file, what, "report with the program that wrote it"));
    }
    let cell_of: Vec<usize> = cell.iter().map(|cell| cell.number() as usize).collect();
    if cell_of.iter().any(|cell| *cell >= cells) && manifest.shard.is_none() {
        return Err(one(
            games_file,
            format!("a game belongs to a cell beyond the {cells}"),
            "the folder was changed; play it again",
        ));
    }
    let (cell_of, numbers_of_cells) = renumbered(cell_of);
    let cells = numbers_of_cells.len();
    let games = Games {
        replicate: replicate.iter().map(|cell| cell.number() as u64).collect(),
        seed: seed.iter().map(Cell::whole).collect(),
        outcome: classes.into_iter().flatten().collect(),
        payoffs: payoffs.into_iter().map(numbers).collect(),
        policies: policies.into_iter().map(|column| column.into_iter().map(Cell::text).collect()).collect(),
        agreement_day: day.iter().map(Cell::day).collect(),
        tension_peak: numbers(tension_peak),
        threats: numbers(threats),
        bluffs: numbers(bluffs),
        last_word: last_word
            .into_iter()
            .map(|cell| {
                let code = cell.text();
                manifest.nations.iter().position(|nation| nation.code == code)
            })
            .collect(),
        cell: cell_of,
    };
    let mut values = vec![vec![Value::Open; cells]; varied.len()];
    for (path, column) in varied.into_iter().enumerate() {
        for (value, cell) in column.into_iter().zip(&games.cell) {
            values[path][*cell] = value.value();
        }
    }
    let called = manifest.nations.iter().map(|nation| nation.name.clone()).collect();
    let mut results = Results { manifest, called, cells: numbers_of_cells, values, games, turns };
    if let Some(case) = cases::base(&results).filter(|case| case.nations.len() == results.called.len()) {
        results.called = case.nation_ids().map(|nation| names::nation(&case, nation)).collect();
    }
    Ok(results)
}

/// Cells counted from 0 without gaps, in order, and the number of each in the sweep.
fn renumbered(cells: Vec<usize>) -> (Vec<usize>, Vec<u64>) {
    let mut known = cells.clone();
    known.sort_unstable();
    known.dedup();
    let position = |cell: usize| known.binary_search(&cell).unwrap_or(0);
    (cells.into_iter().map(position).collect(), known.iter().map(|cell| *cell as u64).collect())
}

/// A value of a column.
#[derive(Clone, Debug, PartialEq)]
enum Cell {
    Number(f64),
    /// The bits of a whole number of 64 bits, with a sign or without: only seeds need the highest.
    Whole(u64),
    Text(String),
    None,
}

impl Cell {
    fn number(&self) -> f64 {
        match self {
            Cell::Number(number) => *number,
            Cell::Whole(bits) => *bits as i64 as f64,
            _ => 0.0,
        }
    }

    fn whole(&self) -> u64 {
        match self {
            Cell::Whole(bits) => *bits,
            other => other.number() as u64,
        }
    }

    fn day(&self) -> Option<i32> {
        match self {
            Cell::None => None,
            // Days may lie before the calendar's start; they are stored as 32 bits with a sign.
            other => Some(other.number() as i32),
        }
    }

    fn text(self) -> String {
        match self {
            Cell::Text(text) => text,
            other => crate::report::results::plain(other.number()),
        }
    }

    fn value(self) -> Value {
        match self {
            Cell::Text(text) => Value::Text(text),
            Cell::None => Value::Open,
            other => Value::Number(other.number()),
        }
    }
}

fn numbers(cells: Vec<Cell>) -> Vec<f64> {
    cells.iter().map(Cell::number).collect()
}

/// A Parquet file of flat columns.
struct Table {
    name: String,
    reader: SerializedFileReader<File>,
    rows: usize,
}

impl Table {
    /// Opens a table that is as it was written: the checksum is looked at before anything in it is believed.
    fn open(folder: &Path, file: &str, manifest: &Manifest) -> Result<Table, Vec<Problem>> {
        let path = folder.join(file);
        let name = path.display().to_string();
        let broken =
            |what: String| vec![Problem::new(Place::file(&name), what, "play the batch again with --overwrite")];
        let seal = manifest.files.get(file).ok_or_else(|| broken("the manifest does not tell of it".to_string()))?;
        seal.check(&path).map_err(broken)?;
        let opened = File::open(&path).map_err(|error| broken(format!("cannot be read: {error}")))?;
        let reader = SerializedFileReader::new(opened).map_err(|error| broken(format!("is damaged: {error}")))?;
        let rows = usize::try_from(reader.metadata().file_metadata().num_rows()).unwrap_or(0);
        Ok(Table { rows, reader, name: name.clone() })
    }

    /// A column in whole, a value a row.
    fn column(&self, name: &str) -> Result<Vec<Cell>, Problem> {
        let broken = |what: String| {
            Problem::new(
                Place::file(&self.name),
                format!("column {name}: {what}"),
                "the folder was changed; play the batch again",
            )
        };
        let schema = self.reader.metadata().file_metadata().schema_descr();
        let position = schema.columns().iter().position(|column| column.name() == name);
        let position = position.ok_or_else(|| broken("is missing".to_string()))?;
        let optional = schema.column(position).max_def_level() > 0;
        let mut cells = Vec::new();
        for group in 0..self.reader.num_row_groups() {
            let read = self.reader.get_row_group(group).and_then(|group| {
                let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
                column_of(group.get_column_reader(position)?, rows, optional)
            });
            cells.extend(read.map_err(|error| broken(format!("is damaged: {error}")))?);
        }
        if cells.len() != self.rows {
            return Err(broken(format!("has {} values for {} rows", cells.len(), self.rows)));
        }
        Ok(cells)
    }
}

/// The values of a column of one row group.
fn column_of(reader: ColumnReader, rows: usize, optional: bool) -> parquet::errors::Result<Vec<Cell>> {
    macro_rules! read {
        ($reader:expr, $cell:expr) => {{
            let (mut reader, mut values, mut levels) = ($reader, Vec::new(), Vec::new());
            let mut read = 0;
            while read < rows {
                let (records, ..) =
                    reader.read_records(rows - read, optional.then_some(&mut levels), None, &mut values)?;
                if records == 0 {
                    break;
                }
                read += records;
            }
            let mut values = values.into_iter().map($cell);
            if optional {
                let level = |level: &i16| if *level > 0 { values.next().unwrap_or(Cell::None) } else { Cell::None };
                levels.iter().map(level).collect()
            } else {
                values.collect()
            }
        }};
    }
    Ok(match reader {
        ColumnReader::BoolColumnReader(reader) => read!(reader, |value: bool| Cell::Text(value.to_string())),
        ColumnReader::Int32ColumnReader(reader) => read!(reader, |value: i32| Cell::Number(f64::from(value))),
        ColumnReader::Int64ColumnReader(reader) => read!(reader, |value: i64| Cell::Whole(value as u64)),
        ColumnReader::DoubleColumnReader(reader) => read!(reader, Cell::Number),
        ColumnReader::ByteArrayColumnReader(reader) => read!(
            reader,
            |value: parquet::data_type::ByteArray| Cell::Text(String::from_utf8_lossy(value.data()).to_string())
        ),
        _ => {
            return Err(parquet::errors::ParquetError::General(
                "is of a type that no column of results has".to_string(),
            ));
        }
    })
}
