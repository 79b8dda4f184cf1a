//! What a program leaves behind that is stopped in the middle: removed on the way out, or by the next one.

#![allow(clippy::disallowed_methods)] // part of the wrapper the others are banned for

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{FileError, failed};

/// What names of unfinished files and folders begin with.
pub(super) const PREFIX: &str = ".mobilise-";
/// What unfinished files end in.
pub(super) const FILE: &str = ".tmp";
/// What claims end in; see [`super::claim`].
pub(super) const CLAIM: &str = ".claim";
/// What unfinished folders end in.
pub(super) const FOLDER: &str = ".making";
/// What folders that are being replaced end in.
pub(super) const OLD: &str = ".old";

/// A file that was made a moment ago may be locked in the next.
const YOUNG: Duration = Duration::from_secs(2);

/// Everything unfinished of this process.
static UNDER_WAY: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn under_way() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Remembers, until dropped, that something is unfinished.
#[derive(Debug)]
pub(super) struct UnderWay(PathBuf);

impl UnderWay {
    pub(super) fn new(path: &Path) -> Self {
        // Where the program is stopped, it may have gone elsewhere.
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        under_way().insert(path.clone());
        Self(path)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        under_way().remove(&self.0);
    }
}

/// Removes all that this process has not finished: for a program that was told to stop, just before it does.
pub fn abandon() {
    for path in under_way().iter() {
        // Threads that are still at work may put something into a folder while it is emptied.
        for _ in 0..5 {
            let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
            if removed.is_ok() || path.symlink_metadata().is_err() {
                break;
            }
        }
    }
}

/// The folder that a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Removes unfinished files whose writers are gone.
pub(super) fn clear_files(folder: &Path) {
    for path in left_in(folder, FILE) {
        if let Ok(file) = fs::File::open(&path)
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(&path);
        }
    }
}

/// What lies in a folder under a name of ours with this ending, and not only since a moment.
pub(super) fn left_in(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let ours = entries.filter(|entry| {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(ending));
        let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        is_ours && age().is_some_and(|age| age > YOUNG)
    });
    ours.map(|entry| entry.path()).collect()
}

/// A folder for the moment, among the system's temporary files; it is removed when dropped, and on Ctrl-C.
#[derive(Debug)]
pub struct TemporaryFolder {
    folder: tempfile::TempDir,
    _under_way: UnderWay,
}

impl TemporaryFolder {
    /// A new one, empty.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new() -> Result<Self, FileError> {
        let folder = tempfile::tempdir().map_err(failed("make the folder", &std::env::temp_dir()))?;
        Ok(Self { _under_way: UnderWay::new(folder.path()), folder })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_holds_is_cleared_away() {
        let folder = tempfile::tempdir().expect("a folder");
        let old = std::time::SystemTime::UNIX_EPOCH;
        let make = |name: &str, age| {
            let file = fs::File::create(folder.path().join(name)).expect("made");
            if age {
                file.set_modified(old).expect("aged");
            }
            file
        };
        let held = make(".mobilise-held.tmp", true);
        held.try_lock().expect("locked");
        for name in [".mobilise-dead.tmp", "notes.tmp", ".mobilise-notes"] {
            drop(make(name, true));
        }
        drop(make(".mobilise-young.tmp", false));
        clear_files(folder.path());
        let mut names: Vec<_> = fs::read_dir(folder.path()).expect("read").flatten().map(|it| it.file_name()).collect();
        names.sort();
        assert_eq!(names, [".mobilise-held.tmp", ".mobilise-notes", ".mobilise-young.tmp", "notes.tmp"]);
    }
}
