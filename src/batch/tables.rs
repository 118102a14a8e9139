//! Tables of typed columns as Parquet: encoded a chunk at a time, and joined without being encoded anew.

use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::writer::ColumnCloseResult;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::metadata::ParquetMetaDataReader;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder, WriterPropertiesPtr};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{ColumnPath, Type, TypePtr};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::sync::Arc;

/// Level of Zstandard: beyond it files hardly shrink.
const LEVEL: i32 = 3;

/// Type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    Boolean,
    /// 0 to 255.
    U8,
    /// 0 to 65,535.
    U16,
    /// 0 to 4,294,967,295.
    U32,
    /// 0 to 2⁶⁴ − 1.
    U64,
    /// Whole numbers of 32 bits.
    I32,
    /// Whole numbers of 64 bits.
    I64,
    /// Binary fractions of 64 bits.
    F64,
    /// UTF-8.
    Text,
    /// Days since 1 January 1970.
    Date,
}

impl Kind {
    fn physical(self) -> Physical {
        match self {
            Kind::Boolean => Physical::BOOLEAN,
            Kind::U8 | Kind::U16 | Kind::U32 | Kind::I32 | Kind::Date => Physical::INT32,
            Kind::U64 | Kind::I64 => Physical::INT64,
            Kind::F64 => Physical::DOUBLE,
            Kind::Text => Physical::BYTE_ARRAY,
        }
    }

    fn logical(self) -> Option<LogicalType> {
        let unsigned = |bit_width| Some(LogicalType::integer(bit_width, false));
        match self {
            Kind::U8 => unsigned(8),
            Kind::U16 => unsigned(16),
            Kind::U32 => unsigned(32),
            Kind::U64 => unsigned(64),
            Kind::Text => Some(LogicalType::String),
            Kind::Date => Some(LogicalType::Date),
            Kind::Boolean | Kind::I32 | Kind::I64 | Kind::F64 => None,
        }
    }
}

/// A value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'r> {
    /// Nothing.
    None,
    /// True or false.
    Flag(bool),
    /// A count.
    Count(u64),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// A text.
    Text(Cow<'r, str>),
}

/// Reads a column's value from a row.
type Reader<R> = Box<dyn for<'r> Fn(&'r R) -> Cell<'r> + Send + Sync>;

/// A column: how it is called, what it holds, and where a row has it.
pub struct Column<R> {
    name: String,
    kind: Kind,
    optional: bool,
    /// Whether its values come again and again, so that a dictionary pays.
    repeats: bool,
    cell: Reader<R>,
}

/// The columns of a table.
pub struct Layout<R> {
    columns: Vec<Column<R>>,
    schema: TypePtr,
    properties: WriterPropertiesPtr,
}

/// Columns in the making.
pub struct Columns<R>(Vec<Column<R>>);

impl<R> Default for Columns<R> {
    fn default() -> Self {
        Columns(Vec::new())
    }
}

impl<R> Columns<R> {
    /// Adds a column that never lacks a value.
    pub fn add(&mut self, name: &str, kind: Kind, cell: impl for<'r> Fn(&'r R) -> Cell<'r> + Send + Sync + 'static) {
        self.push(name, kind, false, cell);
    }

    /// Adds a column that may lack a value.
    pub fn maybe(&mut self, name: &str, kind: Kind, cell: impl for<'r> Fn(&'r R) -> Cell<'r> + Send + Sync + 'static) {
        self.push(name, kind, true, cell);
    }

    fn push(
        &mut self,
        name: &str,
        kind: Kind,
        optional: bool,
        cell: impl for<'r> Fn(&'r R) -> Cell<'r> + Send + Sync + 'static,
    ) {
        let taken: Vec<&str> = self.0.iter().map(|column| column.name.as_str()).collect();
        let name = column_name(name, &taken);
        let swept = name.starts_with("vary_");
        let repeats = swept || !matches!(kind, Kind::F64 | Kind::U64 | Kind::I64);
        self.0.push(Column { name, kind, optional, repeats, cell: Box::new(cell) });
    }

    /// The layout of a table with these columns.
    ///
    /// # Errors
    /// When Parquet does not take the columns, which their names and kinds do not allow.
    pub fn layout(self, table: &str) -> Result<Layout<R>> {
        let fields = self.0.iter().map(|column| {
            let repetition = if column.optional { Repetition::OPTIONAL } else { Repetition::REQUIRED };
            let field = Type::primitive_type_builder(&column.name, column.kind.physical())
                .with_repetition(repetition)
                .with_logical_type(column.kind.logical())
                .with_converted_type(ConvertedType::NONE)
                .build()?;
            Ok(Arc::new(field))
        });
        let schema = Arc::new(Type::group_type_builder(table).with_fields(fields.collect::<Result<_>>()?).build()?);
        let mut properties = properties()?;
        for column in &self.0 {
            let path = ColumnPath::from(column.name.as_str());
            properties = properties.set_column_dictionary_enabled(path, column.repeats);
        }
        Ok(Layout { columns: self.0, schema, properties: Arc::new(properties.build()) })
    }
}

/// What all files have in common. Nothing of it depends on when and where a file is written.
fn properties() -> Result<WriterPropertiesBuilder> {
    Ok(WriterProperties::builder()
        .set_created_by(format!("summitry {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(LEVEL)?))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_max_row_group_row_count(None))
}

/// The schema of a file, and how many rows it has.
///
/// # Errors
/// When the file is no Parquet file, or cannot be read.
pub fn schema_of(source: &File) -> Result<(TypePtr, u64)> {
    let metadata = ParquetMetaDataReader::new().parse_and_finish(source)?;
    let file = metadata.file_metadata();
    Ok((file.schema_descr().root_schema_ptr(), file.num_rows().max(0) as u64))
}

/// A column's name: letters, digits and `_`, and none of those taken.
pub fn column_name(wanted: &str, taken: &[&str]) -> String {
    let plain: String =
        wanted.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect();
    let free = |name: &String| !taken.iter().any(|other| other.eq_ignore_ascii_case(name));
    std::iter::once(plain.clone()).chain((2..).map(|number| format!("{plain}_{number}"))).find(free).unwrap_or(plain)
}

impl<R> Layout<R> {
    /// Names of the columns in order.
    pub fn names(&self) -> Vec<&str> {
        self.columns.iter().map(|column| column.name.as_str()).collect()
    }

    /// The schema as Parquet's message type.
    pub fn schema(&self) -> TypePtr {
        self.schema.clone()
    }

    /// A file with one row group that holds the rows.
    ///
    /// # Errors
    /// When Parquet refuses a value, which its kind does not allow.
    pub fn encode(&self, rows: &[R]) -> Result<Vec<u8>> {
        let mut writer = SerializedFileWriter::new(Vec::new(), self.schema.clone(), self.properties.clone())?;
        let mut group = writer.next_row_group()?;
        for column in &self.columns {
            let Some(target) = group.next_column()? else { break };
            column.write(rows, target)?;
        }
        group.close()?;
        writer.into_inner()
    }
}

impl<R> Column<R> {
    fn write(&self, rows: &[R], mut target: SerializedColumnWriter) -> Result<()> {
        let mut levels = Vec::new();
        let mut cells = Vec::with_capacity(rows.len());
        for row in rows {
            let cell = (self.cell)(row);
            if self.optional {
                levels.push(i16::from(cell != Cell::None));
                if cell == Cell::None {
                    continue;
                }
            }
            cells.push(cell);
        }
        let levels = self.optional.then_some(levels.as_slice());
        match self.kind.physical() {
            Physical::BOOLEAN => {
                let values: Vec<bool> = cells.iter().map(|cell| *cell == Cell::Flag(true)).collect();
                target.typed::<BoolType>().write_batch(&values, levels, None)?;
            }
            Physical::INT32 => {
                // Unsigned values are kept as the bits of signed ones.
                let values: Vec<i32> = cells.iter().map(|cell| bits(cell) as i32).collect();
                target.typed::<Int32Type>().write_batch(&values, levels, None)?;
            }
            Physical::INT64 => {
                let values: Vec<i64> = cells.iter().map(bits).collect();
                target.typed::<Int64Type>().write_batch(&values, levels, None)?;
            }
            Physical::DOUBLE => {
                let values: Vec<f64> = cells.iter().map(number).collect();
                target.typed::<DoubleType>().write_batch(&values, levels, None)?;
            }
            _ => {
                let mut known: BTreeMap<&str, ByteArray> = BTreeMap::new();
                let values: Vec<ByteArray> = cells
                    .iter()
                    .map(|cell| match cell {
                        Cell::Text(text) => known.entry(text).or_insert_with(|| ByteArray::from(text.as_ref())).clone(),
                        _ => ByteArray::from(""),
                    })
                    .collect();
                target.typed::<ByteArrayType>().write_batch(&values, levels, None)?;
            }
        }
        target.close()
    }
}

fn bits(cell: &Cell) -> i64 {
    match cell {
        Cell::Count(count) => *count as i64,
        Cell::Whole(number) => *number,
        _ => 0,
    }
}

fn number(cell: &Cell) -> f64 {
    match cell {
        Cell::Number(number) => *number,
        Cell::Count(count) => *count as f64,
        Cell::Whole(number) => *number as f64,
        _ => f64::NAN,
    }
}

/// A file in the making, joined from others.
pub struct Joined<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    rows: u64,
}

impl<W: Write + Send> Joined<W> {
    /// Begins a file that is joined from others of a schema.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn begin(schema: TypePtr, target: W) -> Result<Self> {
        Ok(Joined { writer: SerializedFileWriter::new(target, schema, Arc::new(properties()?.build()))?, rows: 0 })
    }

    /// Appends the row groups of a file as they are.
    ///
    /// # Errors
    /// When the file is no Parquet file of the same layout, or cannot be read, or this one cannot be written.
    pub fn append(&mut self, source: &File) -> Result<()> {
        let metadata = ParquetMetaDataReader::new().parse_and_finish(source)?;
        if metadata.file_metadata().schema() != self.writer.schema_descr().root_schema() {
            return Err(parquet::errors::ParquetError::General("it has other columns".to_string()));
        }
        for group in metadata.row_groups() {
            let mut target = self.writer.next_row_group()?;
            for column in group.columns() {
                let close = ColumnCloseResult {
                    bytes_written: column.compressed_size().max(0) as u64,
                    rows_written: group.num_rows().max(0) as u64,
                    metadata: column.clone(),
                    bloom_filter: None,
                    column_index: None,
                    offset_index: None,
                };
                target.append_column(source, close)?;
            }
            target.close()?;
            self.rows += group.num_rows().max(0) as u64;
        }
        Ok(())
    }

    /// Finishes the file: its target, and how many rows it has.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> Result<(W, u64)> {
        let rows = self.rows;
        Ok((self.writer.into_inner()?, rows))
    }
}
