//! Columns of Parquet tables: a number that is missing is a null there and NaN here.

use std::io::Write;

use parquet::basic::Compression;
use parquet::column::reader::get_typed_column_reader;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::RowGroupReader;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;

/// Begins a table with the columns of a message type.
///
/// # Errors
/// The type is none, or the beginning cannot be written.
pub fn begin<W: Write + Send>(to: W, message: &str) -> Result<SerializedFileWriter<W>> {
    // The writer's own name and version stand in the file: fixed, so that bytes do not change with it.
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("mobilise {}", env!("CARGO_PKG_VERSION")))
        .build();
    SerializedFileWriter::new(to, parse_message_type(message)?.into(), properties.into())
}

/// Writes a column of numbers that may be missing.
///
/// # Errors
/// It cannot be written, or the column is of another type.
pub fn write_numbers(column: &mut SerializedColumnWriter<'_>, numbers: &[f64]) -> Result<()> {
    // No value is a null, not a NaN: that is what the readers expect.
    let values: Vec<f64> = numbers.iter().copied().filter(|x| !x.is_nan()).collect();
    let defined: Vec<i16> = numbers.iter().map(|x| i16::from(!x.is_nan())).collect();
    column.typed::<DoubleType>().write_batch(&values, Some(&defined), None)?;
    Ok(())
}

/// A column of whole numbers.
///
/// # Errors
/// It cannot be read, or is shorter than its group.
pub fn whole(group: &dyn RowGroupReader, column: usize) -> Result<Vec<i32>> {
    required::<Int32Type>(group, column)
}

/// A column of texts.
///
/// # Errors
/// It cannot be read, or is shorter than its group.
pub fn texts(group: &dyn RowGroupReader, column: usize) -> Result<Vec<ByteArray>> {
    required::<ByteArrayType>(group, column)
}

fn required<T: DataType>(group: &dyn RowGroupReader, column: usize) -> Result<Vec<T::T>> {
    let rows = group.metadata().num_rows() as usize;
    let mut values = Vec::with_capacity(rows);
    let mut reader = get_typed_column_reader::<T>(group.get_column_reader(column)?);
    while values.len() < rows && reader.read_records(rows - values.len(), None, None, &mut values)?.0 > 0 {}
    if values.len() == rows { Ok(values) } else { Err(short()) }
}

/// A column of numbers that may be missing.
///
/// # Errors
/// It cannot be read, or is shorter than its group.
pub fn numbers(group: &dyn RowGroupReader, column: usize) -> Result<Vec<f64>> {
    let rows = group.metadata().num_rows() as usize;
    let (mut values, mut defined) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
    let mut reader = get_typed_column_reader::<DoubleType>(group.get_column_reader(column)?);
    while defined.len() < rows
        && reader.read_records(rows - defined.len(), Some(&mut defined), None, &mut values)?.0 > 0
    {}
    if defined.len() != rows {
        return Err(short());
    }
    let mut values = values.into_iter();
    let value = |defined: &i16| if *defined > 0 { values.next().unwrap_or(f64::NAN) } else { f64::NAN };
    Ok(defined.iter().map(value).collect())
}

fn short() -> ParquetError {
    ParquetError::General("a column is too short".to_owned())
}
