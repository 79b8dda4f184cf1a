//! In place of `workbook` in a library without the feature `workbook`.

use std::path::Path;

use super::error::WorkflowError;

/// No workbook.
pub(super) fn workbook(_: &Path, _: &[(&str, String)]) -> Result<Vec<u8>, WorkflowError> {
    Err(WorkflowError::check("this build writes no workbooks", "build it with the feature `workbook`"))
}
