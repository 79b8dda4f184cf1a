//! Tables written beside their place, each whole or not at all.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use parquet::errors::ParquetError;

use crate::experiment::unit::Unit;
use crate::files::FileError;
use crate::files::disk::{Disk, DiskFile, move_into_place, unfinished};
use crate::model::sustainability::OUTCOMES;
use crate::study::estimate::Estimate;
use crate::study::outcomes::cell;

use super::error::StoreError;
use super::part::RunsWriter;
use super::point_rows::PointRows;

/// A table being written beside its place.
pub(crate) struct Table<'a> {
    disk: &'a dyn Disk,
    path: PathBuf,
    writer: csv::Writer<BufWriter<Box<dyn DiskFile>>>,
}

impl<'a> Table<'a> {
    pub(crate) fn begin(disk: &'a dyn Disk, path: PathBuf) -> Result<Self, StoreError> {
        let file = disk.create(&unfinished(&path))?;
        Ok(Self { disk, path, writer: csv::Writer::from_writer(BufWriter::new(file)) })
    }

    pub(crate) fn row<T: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = T>) -> Result<(), StoreError> {
        let written = self.writer.write_record(cells);
        written.map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => StoreError::File(FileError::of("write", &self.path, error)),
            other => StoreError::Rows(format!("cannot write `{}`: {other:?}", self.path.display())),
        })
    }

    pub(crate) fn finish(self) -> Result<(), StoreError> {
        let failed = |error: std::io::Error| FileError::of("write", &self.path, error);
        let buffer = self.writer.into_inner().map_err(|error| failed(error.into_error()))?;
        let mut file = buffer.into_inner().map_err(|error| failed(error.into_error()))?;
        file.sync().map_err(failed)?;
        drop(file);
        Ok(move_into_place(self.disk, &self.path)?)
    }
}

/// The table of runs, as Parquet and possibly as CSV.
pub(super) struct Runs<'a> {
    disk: &'a dyn Disk,
    path: PathBuf,
    parquet: RunsWriter<BufWriter<Box<dyn DiskFile>>>,
    csv: Option<Table<'a>>,
}

impl<'a> Runs<'a> {
    pub(super) fn begin(disk: &'a dyn Disk, folder: &Path, csv: bool) -> Result<Self, StoreError> {
        let path = folder.join("runs.parquet");
        let file = BufWriter::new(disk.create(&unfinished(&path))?);
        let parquet = RunsWriter::new(file).map_err(|error| rows_failed(&path, error))?;
        let mut csv = csv.then(|| Table::begin(disk, folder.join("runs.csv"))).transpose()?;
        if let Some(table) = &mut csv {
            let heads = ["point", "replicate", "organisation"].into_iter();
            table.row(heads.chain(OUTCOMES.iter().map(|o| o.name)))?;
        }
        Ok(Self { disk, path, parquet, csv })
    }

    pub(super) fn add(&mut self, point: u32, rows: &PointRows) -> Result<(), StoreError> {
        for (replicate, run) in rows.rows.iter().enumerate() {
            let Some(run) = run else { continue };
            let unit = Unit { point, replicate: replicate as u32 };
            let added = self.parquet.add(unit, &rows.names, run);
            added.map_err(|error| rows_failed(&self.path, error))?;
            if let Some(table) = &mut self.csv {
                for (name, row) in rows.names.iter().zip(run) {
                    let heads = [point.to_string(), replicate.to_string(), name.clone()];
                    table.row(heads.into_iter().chain(row.0.map(cell)))?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<(), StoreError> {
        let buffer = self.parquet.finish().map_err(|error| rows_failed(&self.path, error))?;
        let failed = |error: std::io::Error| FileError::of("write", &self.path, error);
        let mut file = buffer.into_inner().map_err(|error| failed(error.into_error()))?;
        file.flush().and_then(|()| file.sync()).map_err(failed)?;
        drop(file);
        move_into_place(self.disk, &self.path)?;
        self.csv.map_or(Ok(()), Table::finish)
    }
}

/// The library's error; where the disk is behind it, that of the disk, in the words that all files have for it.
fn rows_failed(path: &Path, error: ParquetError) -> StoreError {
    match error {
        ParquetError::External(cause) => match cause.downcast::<std::io::Error>() {
            Ok(cause) => StoreError::File(FileError::of("write", path, *cause)),
            Err(cause) => StoreError::Rows(format!("cannot write `{}`: {cause}", path.display())),
        },
        other => StoreError::Rows(format!("cannot write `{}`: {other}", path.display())),
    }
}

/// The cells of an estimate: mean, interval, standard error, replicates.
pub(super) fn estimated(e: &Estimate) -> Vec<String> {
    let cells = [e.mean, e.low, e.high, e.standard_error].map(cell);
    cells.into_iter().chain([e.replicates.to_string()]).collect()
}
