//! Does a folder still hold what its record says was written?

use std::path::Path;

use serde_json::Value;

use crate::files::{self, FileError};

use super::manifest::digest;

/// How a file compares with the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Same {
    /// It is as it was written.
    Yes,
    /// It is there with other bytes.
    No,
    /// It is not there.
    Absent,
}

impl Same {
    /// What to print before its name.
    pub fn word(self) -> &'static str {
        match self {
            Same::Yes => "same",
            Same::No => "changed",
            Same::Absent => "missing",
        }
    }
}

/// Every output of a record, compared with the files of a folder.
///
/// # Errors
/// A file that is there and cannot be read.
pub fn compare(record: &Value, folder: &Path) -> Result<Vec<(String, Same)>, FileError> {
    let outputs = record["outputs"].as_object().into_iter().flatten();
    outputs
        .map(|(name, recorded)| {
            // A name with a folder in it is none that we wrote, and would lead elsewhere.
            let path = folder.join(Path::new(name).file_name().unwrap_or_default());
            if !path.is_file() {
                return Ok((name.clone(), Same::Absent));
            }
            let bytes = files::read_bytes(&path)?;
            let same = recorded.as_str() == Some(digest(&bytes).as_str());
            Ok((name.clone(), if same { Same::Yes } else { Same::No }))
        })
        .collect()
}
