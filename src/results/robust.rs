//! How robust an answer is, read back from the folder that `robust` left.

use std::path::Path;

use crate::config::Problem;
use crate::files;
use crate::question::robust::Robustness;
use crate::question::robust::write::FILES;

/// A longer file is refused before it is read.
const MAX_BYTES: u64 = 1 << 28;

/// What a folder says: the same as when it was written.
///
/// # Errors
/// `robust.json` is missing, or is not as it was written.
pub fn read(folder: &Path) -> Result<Robustness, Problem> {
    let path = folder.join(FILES[2]);
    let damaged = |why: String| {
        let folder = folder.display();
        let hint = format!(
            "`mobilise verify-output {folder}` says what was changed; the same `mobilise robust` with --out {folder} \
             writes it anew, without a new run"
        );
        Problem::whole(format!("cannot read `{}`: {why}", path.display()), hint)
    };
    let text = files::read_text(&path, MAX_BYTES).map_err(|error| damaged(error.to_string()))?;
    Robustness::parse(&text).map_err(damaged)
}
