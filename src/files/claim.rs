//! A claim on a name: for as long as one program makes a folder, no other makes one of that name.
//!
//! The claim is a lock on a hidden file beside the place. The system lets go of it however the program ends, so that a
//! claim nobody holds is one of a program that was killed: the next clears away what that one left.

#![allow(clippy::disallowed_methods)] // part of the wrapper the others are banned for

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::Lock;
use super::leftover::{CLAIM, FOLDER, OLD, PREFIX, UnderWay, folder_of, left_in};
use super::{FileError, failed};

/// How often to look again at a claim that somebody may hold for a moment only, to clear away.
const LOOKS: u32 = 3;

/// A name that is ours until this is dropped.
#[derive(Debug)]
pub(super) struct Claim {
    place: PathBuf,
    file: PathBuf,
    lock: Lock,
    _under_way: UnderWay,
}

impl Claim {
    /// Claims a name; nothing where another program has it.
    pub(super) fn take(place: &Path) -> Result<Option<Self>, FileError> {
        let file = beside(place, "", CLAIM);
        for _ in 0..LOOKS {
            match Lock::take(&file, false).map_err(|error| error.about("write to the folder", place))? {
                // Who gave it up meanwhile removed the file, and this lock keeps nobody out.
                Some(lock) if !lock.is_of(&file) => {}
                Some(lock) => {
                    let _under_way = UnderWay::new(&file);
                    return Ok(Some(Self { place: place.to_owned(), file, lock, _under_way }));
                }
                None => std::thread::sleep(Duration::from_millis(25)),
            }
        }
        Ok(None)
    }

    /// Clears away what a program left that was killed while it held this claim: what it made, and the folder it was
    /// about to replace, which goes back to its place if nothing is there.
    pub(super) fn clear(&self) {
        if !self.lock.is_held() {
            return; // Nothing is known of others here.
        }
        for old in self.left(OLD) {
            let before = old.join(OLD);
            if self.place.symlink_metadata().is_err() && before.is_dir() {
                let _ = fs::rename(&before, &self.place);
            }
            let _ = fs::remove_dir_all(&old);
        }
        for making in self.left(FOLDER) {
            let _ = fs::remove_dir_all(making);
        }
    }

    /// Folders of this claim with an ending: a dot, six letters or digits, and the ending.
    fn left(&self, ending: &str) -> Vec<PathBuf> {
        let beginning = beside(&self.place, ".", "");
        let beginning = beginning.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let entries = fs::read_dir(folder_of(&self.place)).into_iter().flatten().flatten();
        let is_ours = |name: &str| {
            let middle = name.strip_prefix(&beginning).and_then(|name| name.strip_suffix(ending));
            middle.is_some_and(|middle| middle.len() == 6 && middle.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        };
        let ours = entries.filter(|entry| entry.file_name().to_str().is_some_and(is_ours));
        ours.map(|entry| entry.path()).collect()
    }

    /// A new folder beside the place, known as this claim's.
    pub(super) fn folder(&self, ending: &str) -> Result<tempfile::TempDir, FileError> {
        let beginning = beside(&self.place, ".", "");
        tempfile::Builder::new()
            .prefix(beginning.file_name().unwrap_or_default())
            .suffix(ending)
            .tempdir_in(folder_of(&self.place))
            .map_err(failed("write to the folder", &self.place))
    }

    pub(super) fn place(&self) -> &Path {
        &self.place
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        // Removed while it is still held; the lock goes with the fields.
        let _ = fs::remove_file(&self.file);
    }
}

/// Clears away what killed programs left in a folder, whatever the names they had claimed.
pub(super) fn clear_folder(folder: &Path) {
    for file in left_in(folder, CLAIM) {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(name) = name.strip_prefix(PREFIX).and_then(|name| name.strip_suffix(CLAIM)) else { continue };
        if let Ok(Some(claim)) = Claim::take(&folder.join(name)) {
            claim.clear();
        }
    }
}

fn beside(place: &Path, middle: &str, ending: &str) -> PathBuf {
    let mut name = OsString::from(PREFIX);
    name.push(place.file_name().unwrap_or_default());
    name.push(middle);
    name.push(ending);
    folder_of(place).join(name)
}
