//! Does a folder still hold what its record says was written?

use std::path::Path;

use serde_json::Value;

use crate::config::Problem;
use crate::files::FileError;
pub use crate::record::Same;

/// Every output of a record, compared with the files of a folder.
///
/// # Errors
/// A file that is there and cannot be read.
pub fn compare(record: &Value, folder: &Path) -> Result<Vec<(String, Same)>, FileError> {
    let failed = |problem: Problem| FileError::of("verify", folder, std::io::Error::other(problem.title));
    let record = super::stored::typed(record).map_err(failed)?;
    Ok(record.compare(folder).map_err(failed)?.into_iter().map(|(name, same)| (name.to_string(), same)).collect())
}
