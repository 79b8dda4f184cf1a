//! Tables: columns in memory, given to others over the Arrow PyCapsule interface or as bytes that NumPy looks at.

use std::sync::{Arc, OnceLock};

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, Date32Array, DictionaryArray, Float64Array, Int32Array, Int64Array, PrimitiveArray, RecordBatch,
    RecordBatchIterator, StringArray,
};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use arrow_schema::ffi::FFI_ArrowSchema;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyCapsule};

use crate::error::fault;

/// The values of a column.
#[derive(Debug, Clone)]
pub(crate) enum Column {
    /// Numbers; NaN where there is none.
    Real(ScalarBuffer<f64>),
    /// Whole numbers.
    Whole(ScalarBuffer<i64>),
    /// Whole numbers of at most 32 bits.
    Small(ScalarBuffer<i32>),
    /// Days since 1970-01-01.
    Date(ScalarBuffer<i32>),
    /// Indices into a list of words; −1 where there is none.
    Text(ScalarBuffer<i32>, Vec<String>),
}

impl Column {
    fn rows(&self) -> usize {
        match self {
            Self::Real(values) => values.len(),
            Self::Whole(values) => values.len(),
            Self::Small(values) | Self::Date(values) | Self::Text(values, _) => values.len(),
        }
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Real(values) => values.inner().as_slice(),
            Self::Whole(values) => values.inner().as_slice(),
            Self::Small(values) | Self::Date(values) | Self::Text(values, _) => values.inner().as_slice(),
        }
    }

    /// NumPy's name of the type, or what the bytes stand for.
    fn kind(&self) -> &'static str {
        match self {
            Self::Real(_) => "real",
            Self::Whole(_) => "whole",
            Self::Small(_) => "small",
            Self::Date(_) => "date",
            Self::Text(..) => "text",
        }
    }

    fn array(&self) -> ArrayRef {
        match self {
            Self::Real(values) => {
                let nulls: NullBuffer = values.iter().map(|value| !value.is_nan()).collect();
                let nulls = (nulls.null_count() > 0).then_some(nulls);
                Arc::new(Float64Array::new(values.clone(), nulls))
            }
            Self::Whole(values) => Arc::new(Int64Array::new(values.clone(), None)),
            Self::Small(values) => Arc::new(Int32Array::new(values.clone(), None)),
            Self::Date(values) => Arc::new(Date32Array::new(values.clone(), None)),
            Self::Text(codes, words) => {
                let nulls: NullBuffer = codes.iter().map(|code| *code >= 0).collect();
                let keys: ScalarBuffer<i32> = codes.iter().map(|code| (*code).max(0)).collect();
                let nulls = (nulls.null_count() > 0).then_some(nulls);
                let keys = PrimitiveArray::<Int32Type>::new(keys, nulls);
                // An Arrow dictionary must have a word for every key, even a key of nothing.
                let words = if words.is_empty() { vec![String::new()] } else { words.clone() };
                Arc::new(DictionaryArray::new(keys, Arc::new(StringArray::from(words))))
            }
        }
    }
}

/// A table with named columns of equal length.
#[pyclass(frozen, module = "mobilise._native")]
pub(crate) struct Table {
    columns: Vec<(String, Column)>,
    rows: usize,
    batch: OnceLock<RecordBatch>,
}

impl Table {
    pub(crate) fn new(columns: Vec<(String, Column)>) -> Self {
        let rows = columns.first().map_or(0, |(_, column)| column.rows());
        Self { columns, rows, batch: OnceLock::new() }
    }

    /// A table from the text of a CSV file: each column has the narrowest type that fits all its cells.
    pub(crate) fn of_csv(text: &str) -> Result<Self, csv::Error> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let names: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
        let mut cells: Vec<Vec<String>> = vec![Vec::new(); names.len()];
        for record in reader.records() {
            for (column, cell) in cells.iter_mut().zip(record?.iter()) {
                column.push(cell.to_owned());
            }
        }
        let columns = names.into_iter().zip(cells.iter().map(|cells| column_of(cells))).collect();
        Ok(Self::new(columns))
    }

    /// A table of texts.
    pub(crate) fn of_texts(columns: Vec<(&str, Vec<String>)>) -> Self {
        Self::new(columns.into_iter().map(|(name, cells)| (name.to_owned(), text_column(&cells))).collect())
    }

    fn batch(&self, py: Python<'_>) -> PyResult<&RecordBatch> {
        if let Some(batch) = self.batch.get() {
            return Ok(batch);
        }
        let columns = self.columns.iter().map(|(name, column)| (name.as_str(), column.array(), true));
        let batch = RecordBatch::try_from_iter_with_nullable(columns).map_err(|error| fault(py, &error.to_string()))?;
        Ok(self.batch.get_or_init(|| batch))
    }
}

/// The narrowest type that fits all cells of a column.
fn column_of(cells: &[String]) -> Column {
    let filled = || cells.iter().filter(|cell| !cell.is_empty());
    if filled().count() == cells.len() && !cells.is_empty() {
        if let Some(whole) = cells.iter().map(|cell| cell.parse().ok()).collect::<Option<Vec<i64>>>() {
            return Column::Whole(whole.into());
        }
        if let Some(days) = cells.iter().map(|cell| days(cell)).collect::<Option<Vec<i32>>>() {
            return Column::Date(days.into());
        }
    }
    let real = |cell: &String| if cell.is_empty() { Some(f64::NAN) } else { cell.parse::<f64>().ok() };
    // Words such as `inf` and `nan` are numbers to Rust and words to readers.
    let is_number = |cell: &&String| cell.bytes().any(|byte| byte.is_ascii_digit());
    if filled().all(|cell| is_number(&cell)) {
        if let Some(reals) = cells.iter().map(real).collect::<Option<Vec<f64>>>() {
            return Column::Real(reals.into());
        }
    }
    text_column(cells)
}

fn text_column(cells: &[String]) -> Column {
    let mut words: Vec<String> = Vec::new();
    let mut known = std::collections::HashMap::new();
    let codes: Vec<i32> = cells
        .iter()
        .map(|cell| match cell.as_str() {
            "" => -1,
            word => *known.entry(word.to_owned()).or_insert_with(|| {
                words.push(word.to_owned());
                words.len() as i32 - 1
            }),
        })
        .collect();
    Column::Text(codes.into(), words)
}

/// Days since 1970-01-01 of a date such as 2009-03-15.
pub(crate) fn days(text: &str) -> Option<i32> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    let (year, month, day): (i64, i64, i64) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Howard Hinnant, "chrono-compatible low-level date algorithms": years begin in March.
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    i32::try_from(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468).ok()
}

#[pymethods]
impl Table {
    /// Names of the columns.
    #[getter]
    fn names(&self) -> Vec<String> {
        self.columns.iter().map(|(name, _)| name.clone()).collect()
    }

    /// What each column holds.
    #[getter]
    fn kinds(&self) -> Vec<&'static str> {
        self.columns.iter().map(|(_, column)| column.kind()).collect()
    }

    fn __len__(&self) -> usize {
        self.rows
    }

    /// The bytes of a column, and its words where it has a list of them.
    fn column<'py>(
        &self,
        py: Python<'py>,
        name: &str,
    ) -> PyResult<(&'static str, Bound<'py, PyByteArray>, Option<Vec<String>>)> {
        let found = self.columns.iter().find(|(own, _)| own == name);
        let Some((_, column)) = found else { return Err(pyo3::exceptions::PyKeyError::new_err(name.to_owned())) };
        let words = if let Column::Text(_, words) = column { Some(words.clone()) } else { None };
        Ok((column.kind(), PyByteArray::new(py, column.bytes()), words))
    }

    /// The bytes of all real columns, one after the other.
    fn reals<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyByteArray>> {
        let reals = || self.columns.iter().filter(|(_, column)| matches!(column, Column::Real(_)));
        PyByteArray::new_with(py, reals().count() * self.rows * 8, |bytes| {
            for ((_, column), place) in reals().zip(bytes.chunks_exact_mut((self.rows * 8).max(1))) {
                place.copy_from_slice(column.bytes());
            }
            Ok(())
        })
    }

    /// The table as an Arrow stream, for pandas, polars, pyarrow, DuckDB and others.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema; // The interface allows to give the own types always.
        let batch = self.batch(py)?.clone();
        let schema = batch.schema();
        let stream = FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new([Ok(batch)], schema)));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The types of the columns, for those that ask before they take the stream.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = self.batch(py)?.schema();
        let schema = FFI_ArrowSchema::try_from(schema.as_ref()).map_err(|error| fault(py, &error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }
}
