//! A results folder under way: files are written with their digests, and a record names them all.

use std::path::Path;

use crate::figure::{Look, Picture};
use crate::files::{self, FolderInTheMaking, IfTaken};
use crate::record::{Digest, FILE, FileName, Outputs, Record, own_folder};

use super::error::WorkflowError;

/// A folder that appears under its name when all of it is written, or not at all.
pub(super) struct RecordedFolder {
    making: FolderInTheMaking,
    outputs: Outputs,
}

impl RecordedFolder {
    /// Begins a folder; one that is there is refused or replaced.
    pub(crate) fn begin(folder: &Path, if_taken: IfTaken) -> Result<Self, WorkflowError> {
        let making = FolderInTheMaking::begin(folder, if_taken, own_folder)
            .map_err(|error| WorkflowError::unusable(&error, "say where to write with --out DIR"))?;
        Ok(Self { making, outputs: Outputs::new() })
    }

    /// Where its files are until it is finished.
    pub(crate) fn path(&self) -> &Path {
        self.making.path()
    }

    /// Writes a file and notes its digest.
    pub(crate) fn write(&mut self, name: impl Into<String>, bytes: &[u8]) -> Result<(), WorkflowError> {
        let name = name.into();
        files::write_into(&self.making.path().join(&name), bytes).map_err(WorkflowError::output)?;
        self.outputs.insert(FileName::try_from(name).map_err(WorkflowError::output)?, Digest::of(bytes));
        Ok(())
    }

    /// Writes a picture as PNG and SVG.
    pub(crate) fn draw(&mut self, picture: &Picture) -> Result<(), WorkflowError> {
        for (name, bytes) in picture.files(&Look::default())? {
            self.write(name, &bytes)?;
        }
        Ok(())
    }

    /// Writes the record, with the digests of all files, and puts the folder in its place.
    pub(crate) fn finish(self, mut record: Record) -> Result<(), WorkflowError> {
        record.outputs = self.outputs;
        files::write_into(&self.making.path().join(FILE), record.to_text().as_bytes())
            .map_err(WorkflowError::output)?;
        self.making.finish().map_err(WorkflowError::unplaced)
    }
}
