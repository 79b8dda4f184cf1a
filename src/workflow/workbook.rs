//! The tables of a folder as one workbook for spreadsheets: a sheet a table with typed columns, a sheet that says what
//! was run, and one that explains every column.

use std::fmt::Display;
use std::path::Path;

use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::files;
use crate::glossary;
use crate::results::table::MAX_BYTES;

use super::error::WorkflowError;

/// Rows of a sheet, its header among them; no spreadsheet has more.
const MAX_ROWS: usize = 1 << 20;

/// Spreadsheets count days from the end of 1899: those up to the beginning of 1970.
const DAYS_TO_1970: f64 = 25_569.0;

/// Tables in the order of their sheets; others come after them by name.
const ORDER: [&str; 10] =
    ["effects", "runs", "outcomes", "points", "claims", "history", "draws", "curves", "weeks", "answer"];

/// The sheet that explains every column.
const COLUMNS: &str = "columns";

/// Columns of names: they stay text also where all names look like numbers.
const NAMES: [&str; 9] =
    ["scenario", "organisation", "versus", "versus_organisation", "measure", "outcome", "name", "claim", "knob"];

/// The workbook of a folder whose tables are written. `facts` say what was run, a head and a value each.
///
/// # Errors
/// A table that cannot be read back.
pub(super) fn workbook(folder: &Path, facts: &[(&str, String)]) -> Result<Vec<u8>, WorkflowError> {
    let mut book = Workbook::new();
    // A fixed date, so that the same tables are the same bytes.
    let made = ExcelDateTime::from_ymd(2009, 3, 15).map_err(|error| unwritten(&error))?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made).set_author("mobilise"));
    let (mut sheets, mut left_out) = (Vec::new(), Vec::new());
    for (name, file) in tables_of(folder)? {
        let table = SheetTable::read(&folder.join(&file)).map_err(|why| unread(&file, &why))?;
        if table.rows.len() < MAX_ROWS {
            sheets.push((name, table));
        } else {
            left_out.push(format!("{file}: {} rows are more than a sheet holds", table.rows.len()));
        }
    }
    let written = about_sheet(book.add_worksheet(), facts, &left_out)
        .and_then(|()| columns_sheet(book.add_worksheet(), &sheets))
        .and_then(|()| {
            sheets.iter().try_for_each(|(name, table)| table.write(book.add_worksheet_with_constant_memory()?, name))
        });
    written.map_err(|error| unwritten(&error))?;
    book.save_to_buffer().map_err(|error| unwritten(&error))
}

fn unread(file: &str, why: &impl Display) -> WorkflowError {
    WorkflowError::output(format!("cannot read `{file}` for the workbook: {why}"))
}

fn unwritten(error: &XlsxError) -> WorkflowError {
    WorkflowError::output(format!("cannot make the workbook: {error}"))
}

/// The tables of a folder by the names of their sheets; where one is there as CSV and as Parquet the latter is taken,
/// whose columns have types.
fn tables_of(folder: &Path) -> Result<Vec<(String, String)>, WorkflowError> {
    let mut found: Vec<(String, String)> = Vec::new();
    for file in files::names_in(folder).map_err(WorkflowError::output)? {
        // What columns mean stands on a sheet of its own, for all tables.
        if let Some((stem, "csv" | "parquet")) = file.rsplit_once('.')
            && stem != COLUMNS
        {
            found.push((stem.to_owned(), file));
        }
    }
    let rank = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
    found.sort_by(|a, b| {
        (rank(&a.0), &a.0, b.1.ends_with(".parquet")).cmp(&(rank(&b.0), &b.0, a.1.ends_with(".parquet")))
    });
    found.dedup_by(|later, first| later.0 == first.0);
    Ok(found)
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
enum CellValue {
    Nothing,
    Number(f64),
    /// In days since 1970.
    Day(i32),
    Text(String),
}

/// A table on its way into a sheet.
struct SheetTable {
    heads: Vec<String>,
    rows: Vec<Vec<CellValue>>,
}

impl SheetTable {
    fn read(path: &Path) -> Result<Self, String> {
        if path.extension().is_some_and(|ending| ending == "parquet") {
            Self::from_parquet(path).map_err(|error| error.to_string())
        } else {
            Self::from_csv(path).map_err(|error| error.to_string())
        }
    }

    fn from_parquet(path: &Path) -> Result<Self, ParquetError> {
        let file = files::open_limited(path, MAX_BYTES).map_err(|error| ParquetError::General(error.to_string()))?;
        let reader = SerializedFileReader::new(file)?;
        let heads = reader.metadata().file_metadata().schema().get_fields().iter().map(|field| field.name().to_owned());
        let mut table = Self { heads: heads.collect(), rows: Vec::new() };
        for row in reader.get_row_iter(None)? {
            table.rows.push(row?.get_column_iter().map(|(_, field)| of_field(field)).collect());
        }
        Ok(table)
    }

    /// A column is of numbers where all its cells are, of days where all are dates.
    fn from_csv(path: &Path) -> Result<Self, csv::Error> {
        let mut reader = csv::Reader::from_path(path)?;
        let heads: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
        let texts = reader.records().collect::<Result<Vec<_>, _>>()?;
        let mut rows: Vec<Vec<CellValue>> = texts.iter().map(|_| Vec::with_capacity(heads.len())).collect();
        for (n, head) in heads.iter().enumerate() {
            let cells = || texts.iter().map(|row| row.get(n).unwrap_or_default());
            let read = reading(head, cells());
            rows.iter_mut().zip(cells()).for_each(|(row, text)| row.push(read(text)));
        }
        Ok(Self { heads, rows })
    }

    /// What a column holds, in words.
    fn kind(&self, column: usize) -> &'static str {
        match self.rows.iter().map(|row| &row[column]).find(|cell| **cell != CellValue::Nothing) {
            Some(CellValue::Number(_)) => "number",
            Some(CellValue::Day(_)) => "date",
            Some(CellValue::Text(_)) => "text",
            Some(CellValue::Nothing) | None => "empty",
        }
    }

    fn write(&self, sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        let (bold, day) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd"));
        let last = u16::try_from(self.heads.len().saturating_sub(1)).unwrap_or(u16::MAX);
        for (n, head) in (0..=last).zip(&self.heads) {
            sheet.set_column_width(n, head.chars().count().clamp(10, 40) as f64 + 2.0)?;
            sheet.write_string_with_format(0, n, head, &bold)?;
        }
        for (r, row) in (1u32..).zip(&self.rows) {
            for (n, cell) in (0..=last).zip(row) {
                match cell {
                    CellValue::Nothing => {}
                    CellValue::Number(x) => _ = sheet.write_number(r, n, *x)?,
                    CellValue::Day(days) => {
                        _ = sheet.write_number_with_format(r, n, f64::from(*days) + DAYS_TO_1970, &day)?;
                    }
                    CellValue::Text(text) => _ = sheet.write_string(r, n, text)?,
                }
            }
        }
        if !self.rows.is_empty() {
            sheet.autofilter(0, 0, self.rows.len() as u32, last)?;
        }
        Ok(())
    }
}

fn of_field(field: &Field) -> CellValue {
    match field {
        Field::Int(x) => CellValue::Number(f64::from(*x)),
        Field::Long(x) => CellValue::Number(*x as f64),
        Field::Double(x) => CellValue::Number(*x),
        Field::Date(days) => CellValue::Day(*days),
        Field::Str(text) => CellValue::Text(text.clone()),
        Field::Null => CellValue::Nothing,
        other => CellValue::Text(other.to_string()),
    }
}

/// How the cells of a column are read.
fn reading<'a>(head: &str, mut cells: impl Iterator<Item = &'a str> + Clone) -> fn(&str) -> CellValue {
    let text: fn(&str) -> CellValue =
        |cell| if cell.is_empty() { CellValue::Nothing } else { CellValue::Text(cell.to_owned()) };
    let all =
        |read: fn(&str) -> CellValue| cells.clone().all(|cell| cell.is_empty() || read(cell) != CellValue::Nothing);
    if NAMES.contains(&head) {
        text
    } else if all(number) {
        number
    } else if cells.all(|cell| cell.is_empty() || day(cell) != CellValue::Nothing) {
        day
    } else {
        text
    }
}

fn number(cell: &str) -> CellValue {
    cell.parse().ok().filter(|x: &f64| x.is_finite()).map_or(CellValue::Nothing, CellValue::Number)
}

fn day(cell: &str) -> CellValue {
    let date: Option<jiff::civil::Date> = cell.parse().ok();
    let first = jiff::civil::date(1970, 1, 1);
    date.and_then(|date| date.since(first).ok()).map_or(CellValue::Nothing, |span| CellValue::Day(span.get_days()))
}

fn about_sheet(sheet: &mut Worksheet, facts: &[(&str, String)], left_out: &[String]) -> Result<(), XlsxError> {
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = Format::new().set_bold().set_align(FormatAlign::Top);
    sheet.set_name("about")?.set_column_width(0, 16.0)?.set_column_width(1, 90.0)?;
    let version = format!("mobilise {}", env!("CARGO_PKG_VERSION"));
    let missing = left_out.iter().map(|text| ("left out", text.clone()));
    let all = facts.iter().map(|(head, value)| (*head, value.clone())).chain([("program", version)]).chain(missing);
    for (row, (head, value)) in (0u32..).zip(all) {
        sheet.write_string_with_format(row, 0, head, &bold)?.write_string_with_format(row, 1, &value, &wrap)?;
    }
    Ok(())
}

/// A row a column of a table: what it holds and means.
fn columns_sheet(sheet: &mut Worksheet, tables: &[(String, SheetTable)]) -> Result<(), XlsxError> {
    let (bold, wrap) = (Format::new().set_bold(), Format::new().set_text_wrap().set_align(FormatAlign::Top));
    sheet.set_name(COLUMNS)?.set_freeze_panes(1, 0)?;
    for (n, (head, width)) in [("sheet", 12.0), ("column", 34.0), ("type", 10.0), ("meaning", 100.0)].iter().enumerate()
    {
        sheet.set_column_width(n as u16, *width)?.write_string_with_format(0, n as u16, *head, &bold)?;
    }
    let all = tables.iter().flat_map(|(name, table)| (0..table.heads.len()).map(move |column| (name, table, column)));
    for (row, (name, table, column)) in (1u32..).zip(all) {
        let head = &table.heads[column];
        sheet.write_string(row, 0, name)?.write_string(row, 1, head)?.write_string(row, 2, table.kind(column))?;
        sheet.write_string_with_format(row, 3, meaning(head), &wrap)?;
    }
    Ok(())
}

/// What a column means; empty where the glossary has no word for it.
fn meaning(column: &str) -> String {
    let entries = glossary::look_up(column).unwrap_or_default();
    entries.first().map(ToString::to_string).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_type_that_all_their_cells_have() {
        let read = |head: &str, cells: &[&str]| {
            let read = reading(head, cells.iter().copied());
            cells.iter().map(|cell| read(cell)).collect::<Vec<_>>()
        };
        let text = |text: &str| CellValue::Text(text.to_owned());
        assert_eq!(
            read("members", &["1", "", "2.5"]),
            [CellValue::Number(1.0), CellValue::Nothing, CellValue::Number(2.5)]
        );
        assert_eq!(read("scenario", &["1", "2"]), [text("1"), text("2")]);
        assert_eq!(read("date", &["1970-01-02", ""]), [CellValue::Day(1), CellValue::Nothing]);
        assert_eq!(read("date", &["2009-03-15"]), [CellValue::Day(14_318)]);
        assert_eq!(read("verdict", &["=1+1", "2"]), [text("=1+1"), text("2")]);
        assert_eq!(read("mean", &["NaN"]), [text("NaN")]);
    }
}
