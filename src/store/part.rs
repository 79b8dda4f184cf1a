//! Runs as columns: parts of the store, and the finished table. A row is one organisation, or the field, of
//! one unit; a unit's rows stand together, in the order of the scenario.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::errors::Result;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;

use crate::files::columns;
use crate::model::sustainability::{OUTCOMES, OutcomeRow};

use crate::experiment::unit::Unit;

/// Rows after which a row group is written: large enough to pack well, small enough to hold.
const GROUP_ROWS: usize = 50_000;

/// What a unit gave: a row for each organisation, and last for the field.
pub(crate) type Rows = Vec<OutcomeRow>;

/// A table of runs in the making.
pub(crate) struct RunsWriter<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    point: Vec<i32>,
    replicate: Vec<i32>,
    organisation: Vec<ByteArray>,
    outcomes: Vec<Vec<f64>>,
}

impl<W: Write + Send> RunsWriter<W> {
    /// Begins the table.
    pub(crate) fn new(to: W) -> Result<Self> {
        let outcomes: String = OUTCOMES.iter().map(|o| format!("optional double {};\n", o.name)).collect();
        let schema = format!(
            "message runs {{
                required int32 point;
                required int32 replicate;
                required binary organisation (STRING);
                {outcomes}
            }}"
        );
        let writer = columns::begin(to, &schema)?;
        let outcomes = vec![Vec::new(); OUTCOMES.len()];
        Ok(Self { writer, point: Vec::new(), replicate: Vec::new(), organisation: Vec::new(), outcomes })
    }

    /// Adds a unit; `names` are those of its rows.
    pub(crate) fn add(&mut self, unit: Unit, names: &[String], rows: &[OutcomeRow]) -> Result<()> {
        for (name, row) in names.iter().zip(rows) {
            self.point.push(unit.point as i32);
            self.replicate.push(unit.replicate as i32);
            self.organisation.push(ByteArray::from(name.as_str()));
            for (column, value) in self.outcomes.iter_mut().zip(row.0) {
                column.push(value);
            }
        }
        if self.point.len() >= GROUP_ROWS { self.group() } else { Ok(()) }
    }

    /// Writes what is left and the footer; what was written to.
    pub(crate) fn finish(mut self) -> Result<W> {
        self.group()?;
        self.writer.into_inner()
    }

    fn group(&mut self) -> Result<()> {
        if self.point.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        let mut next = 0;
        while let Some(mut column) = group.next_column()? {
            match next {
                0 => drop(column.typed::<Int32Type>().write_batch(&self.point, None, None)?),
                1 => drop(column.typed::<Int32Type>().write_batch(&self.replicate, None, None)?),
                2 => drop(column.typed::<ByteArrayType>().write_batch(&self.organisation, None, None)?),
                _ => columns::write_numbers(&mut column, &self.outcomes[next - 3])?,
            }
            column.close()?;
            next += 1;
        }
        group.close()?;
        self.point.clear();
        self.replicate.clear();
        self.organisation.clear();
        self.outcomes.iter_mut().for_each(Vec::clear);
        Ok(())
    }
}

/// The bytes of a part: some units, in order.
pub(crate) fn encode(units: &[(Unit, Rows)], names: &dyn Fn(u32) -> Vec<String>) -> Result<Vec<u8>> {
    let mut writer = RunsWriter::new(Vec::new())?;
    let mut known: Option<(u32, Vec<String>)> = None;
    for (unit, rows) in units {
        let names = match &mut known {
            Some((point, names)) if *point == unit.point => names,
            known => &mut known.insert((unit.point, names(unit.point))).1,
        };
        writer.add(*unit, names, rows)?;
    }
    writer.finish()
}

/// The units of a part.
pub(crate) fn decode(path: &Path, file: File) -> std::result::Result<Vec<(Unit, Rows)>, String> {
    read(file).map_err(|error| format!("cannot read `{}`: {error}", path.display()))
}

fn read(file: File) -> Result<Vec<(Unit, Rows)>> {
    let reader = SerializedFileReader::new(file)?;
    let mut units: Vec<(Unit, Rows)> = Vec::new();
    for number in 0..reader.num_row_groups() {
        let group = reader.get_row_group(number)?;
        let rows = group.metadata().num_rows() as usize;
        let (point, replicate) = (columns::whole(&*group, 0)?, columns::whole(&*group, 1)?);
        let mut table = vec![OutcomeRow([f64::NAN; OUTCOMES.len()]); rows];
        for outcome in 0..OUTCOMES.len() {
            for (row, value) in table.iter_mut().zip(columns::numbers(&*group, outcome + 3)?) {
                row.0[outcome] = value;
            }
        }
        for (row, (point, replicate)) in table.into_iter().zip(point.into_iter().zip(replicate)) {
            let unit = Unit { point: point as u32, replicate: replicate as u32 };
            match units.last_mut() {
                Some((last, rows)) if *last == unit => rows.push(row),
                _ => units.push((unit, vec![row])),
            }
        }
    }
    Ok(units)
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, SeekFrom};

    use super::*;

    #[test]
    fn a_part_reads_as_it_was_written() {
        let row = |x: f64| OutcomeRow(std::array::from_fn(|n| if n == 3 { f64::NAN } else { x + n as f64 / 7.0 }));
        let units: Vec<(Unit, Rows)> = (0..50)
            .map(|n| (Unit { point: n / 7, replicate: n % 7 }, vec![row(f64::from(n)), row(-f64::from(n))]))
            .collect();
        let names = |_| vec!["Ours".to_owned(), "field".to_owned()];
        let bytes = encode(&units, &names).expect("encoded");
        assert_eq!(bytes, encode(&units, &names).expect("encoded"), "the same bytes each time");
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(&bytes).expect("written");
        file.seek(SeekFrom::Start(0)).expect("at the start");
        let read = decode(Path::new("part"), file).expect("decoded");
        assert_eq!(format!("{read:?}"), format!("{units:?}"));
    }
}
