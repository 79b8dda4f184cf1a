//! Watches a sweep that runs elsewhere, line by line, without touching it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::config::Problem;
use crate::store::watch::{self, State};

use super::error::WorkflowError;

/// Time between two looks at a sweep.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// A sweep that is being watched.
#[derive(Debug)]
pub struct SweepWatch {
    folder: PathBuf,
    since: Instant,
    /// Runs that were done at the first look.
    begun: Option<u64>,
    /// How far it was at the last line.
    last: String,
    ended: bool,
}

impl SweepWatch {
    /// Watches the sweep in a folder from now on.
    pub fn of(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), since: Instant::now(), begun: None, last: String::new(), ended: false }
    }

    /// Waits until more runs are done or the sweep has ended, and returns a line about it; nothing after its end.
    ///
    /// # Errors
    /// There is no sweep in the folder, or its store cannot be read.
    pub fn next_line(&mut self) -> Result<Option<String>, WorkflowError> {
        while !self.ended {
            let state = watch::look(&self.folder)?.ok_or_else(|| no_sweep(&self.folder))?;
            let line = self.line(&state);
            if !state.running {
                self.ended = true;
                let end = if state.finished {
                    "it is not running; its tables are written\n"
                } else {
                    "it is neither running nor finished: the command without --watch continues it\n"
                };
                return Ok(Some(line.unwrap_or_default() + end));
            }
            if line.is_some() {
                return Ok(line);
            }
            std::thread::sleep(LOOK_EVERY);
        }
        Ok(None)
    }

    /// How far the sweep is, with its rate since the first look; nothing where it is as far as at the last line.
    fn line(&mut self, state: &State) -> Option<String> {
        let begun = *self.begun.get_or_insert(state.done);
        let rate = (state.done - begun.min(state.done)) as f64 / self.since.elapsed().as_secs_f64().max(1e-9);
        let failed = if state.failed > 0 { format!(", {} failed", state.failed) } else { String::new() };
        let text = format!("{} runs of {} points done{failed}", state.done, state.points);
        if text == self.last {
            return None;
        }
        let speed = if rate > 0.0 { format!(", {rate:.1} per second") } else { String::new() };
        let line = format!("{text}{speed}\n");
        self.last = text;
        Some(line)
    }
}

fn no_sweep(folder: &Path) -> Problem {
    let title = format!("there is no sweep in `{}`", folder.display());
    Problem::whole(title, "name its folder with --out DIR; the folder appears when the sweep begins")
}
