//! Does a folder still hold what its record says was written?

use std::path::Path;

use crate::config::Problem;

use super::digest::{Digest, FileName};
use super::types::{FILE, Record};

/// How a file compares with the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Same {
    /// It is as it was written.
    Yes,
    /// It is there with other bytes.
    No,
    /// It is missing.
    Absent,
}

impl Same {
    /// What to print before its name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Same::Yes => "same",
            Same::No => "changed",
            Same::Absent => "missing",
        }
    }

    /// How a file compares with its digest.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn of(path: &Path, recorded: &Digest) -> Result<Self, Problem> {
        if !path.is_file() {
            return Ok(Same::Absent);
        }
        let digest = Digest::of_file(path).map_err(|error| Problem::whole(error.to_string(), "may you read it?"))?;
        Ok(if digest == *recorded { Same::Yes } else { Same::No })
    }
}

impl Record {
    /// Every output, compared with the files of a folder; at least one.
    ///
    /// # Errors
    /// It names no output, so there is nothing to compare; or a file is there and cannot be read.
    pub fn compare(&self, folder: &Path) -> Result<Vec<(FileName, Same)>, Problem> {
        if self.outputs.is_empty() {
            let title = format!("there is nothing to verify: the `{FILE}` for `{}` names no files", folder.display());
            return Err(Problem::whole(title, "was it changed by hand? Bring back the one that was written"));
        }
        let state = |(name, digest): (&FileName, &Digest)| Ok((name.clone(), Same::of(&folder.join(name), digest)?));
        self.outputs.iter().map(state).collect()
    }
}
