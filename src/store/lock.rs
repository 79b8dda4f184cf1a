//! Who may be at a store at the same time.
//!
//! Locks spare work and keep two whole sweeps apart. Nothing that shards do depends on them: a machine taken for
//! dead may live on, and file systems of clusters often know no locks.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::config::Problem;
use crate::files::FileError;
use crate::files::disk::Lock;

use super::StoreError;
use crate::experiment::Shard;

/// Locks that were taken, and what is to be said about them.
pub(super) struct Taken {
    pub locks: Vec<Lock>,
    pub notes: Vec<String>,
}

/// How long to wait for a lock that somebody looks at for a moment only.
const PATIENCE: Duration = Duration::from_millis(1_500);

const WATCH: &str = "see it with --watch; when it has ended, the same command goes on with what is left";

pub(crate) fn wait_for(path: &Path, shared: bool) -> Result<Option<Lock>, FileError> {
    let clock = Instant::now();
    loop {
        match Lock::take(path, shared)? {
            None if clock.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(50)),
            taken => return Ok(taken),
        }
    }
}

fn refused(folder: &Path, who: &str, hint: &str) -> StoreError {
    StoreError::Refused(Problem::whole(format!("{who} is running in `{}` already", folder.display()), hint))
}

fn taken(locks: Vec<Lock>, folder: &Path) -> Taken {
    let mut notes = Vec::new();
    if locks.iter().any(|lock| !lock.is_held()) {
        notes.push(format!("the file system of `{}` knows no locks: start no second sweep there", folder.display()));
    }
    Taken { locks, notes }
}

/// The whole sweep has the folder for itself.
pub(super) fn whole(store: &Path, folder: &Path) -> Result<Taken, StoreError> {
    let all = wait_for(&store.join("lock"), false)?;
    Ok(taken(vec![all.ok_or_else(|| refused(folder, "another sweep, or a shard of one,", WATCH))?], folder))
}

/// Shards share it. Two attempts at one are not kept apart: the other one may be dead, and its lock not yet.
pub(super) fn shard(store: &Path, folder: &Path, shard: Shard) -> Result<Taken, StoreError> {
    let all = wait_for(&store.join("lock"), true)?.ok_or_else(|| refused(folder, "a sweep without shards", WATCH))?;
    let mut locks = vec![all];
    match Lock::take(&store.join(format!("lock-{shard}")), false)? {
        Some(own) => {
            locks.push(own);
            // Nobody is kept out by shards' locks, so there is nothing to warn of where they do not hold.
            Ok(Taken { locks, notes: Vec::new() })
        }
        None => {
            let note =
                format!("shard {}/{} is running already: both go on, which costs time only", shard.number, shard.of);
            Ok(Taken { locks, notes: vec![note] })
        }
    }
}

/// Who collects goes beside shards, and not beside another who writes tables.
pub(super) fn collecting(store: &Path, folder: &Path) -> Result<Taken, StoreError> {
    let all = wait_for(&store.join("lock"), true)?.ok_or_else(|| refused(folder, "a sweep without shards", WATCH))?;
    let own = wait_for(&store.join("lock-collect"), false)?;
    let own = own.ok_or_else(|| refused(folder, "another command that collects", WATCH))?;
    Ok(taken(vec![all, own], folder))
}
