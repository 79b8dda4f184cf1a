//! Why a submitted sweep was not finished.

use std::path::Path;

use crate::files;
use crate::workflow::error::WorkflowError;

use super::draft::logs;
use super::submission::Submission;

/// Lines of a shard's log that are shown.
const LOG_LINES: usize = 5;
/// Shards that are named.
const MAX_NAMED: usize = 10;

/// The job was cancelled with `left` shards unfinished.
pub(super) fn cancelled(submission: &Submission, left: usize) -> WorkflowError {
    WorkflowError::run(
        format!("the job was cancelled, and {left} of {} shards have runs left", submission.of),
        "what is done is kept; the same command submits the rest",
    )
}

/// Shards that several rounds did not finish, with the end of the first one's log.
pub(super) fn given_up(submission: &Submission, left: &[u32], folder: &Path) -> WorkflowError {
    let named: Vec<String> = left.iter().take(MAX_NAMED).map(u32::to_string).collect();
    let more = if left.len() > MAX_NAMED { " and others" } else { "" };
    let message = format!(
        "after {} rounds {} of {} shards still have runs left, shard {}{more}\n{}",
        submission.rounds,
        left.len(),
        submission.of,
        named.join(", "),
        log_text(folder, left.first().copied().unwrap_or_default())
    );
    WorkflowError::run(message, "what is done is kept; once the cause is removed, the same command submits the rest")
}

fn log_text(folder: &Path, shard: u32) -> String {
    let log = logs(folder).join(format!("shard-{shard}.log"));
    match files::read_bytes(&log) {
        Ok(bytes) if !bytes.is_empty() => {
            let text = String::from_utf8_lossy(&bytes);
            let lines: Vec<&str> = text.lines().collect();
            let last: Vec<String> =
                lines[lines.len().saturating_sub(LOG_LINES)..].iter().map(|line| format!("  {line}")).collect();
            format!("the end of `{}`:\n{}", log.display(), last.join("\n"))
        }
        _ => format!("`{}` is empty: did a machine start, and can it see this folder?", log.display()),
    }
}
