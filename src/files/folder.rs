//! A folder of results: it appears under its name when all of it is there, and takes nobody's place.

#![allow(clippy::disallowed_methods)] // part of the wrapper the others are banned for

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::claim::{Claim, clear_folder};
use super::disk::Lock;
use super::leftover::{FOLDER, OLD, UnderWay, clear_files, folder_of};
use super::{Fault, FileError, failed};

/// What to do where the name of a new folder is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IfTaken {
    /// Refuse.
    #[default]
    Refuse,
    /// Replace a folder that this program wrote and nobody changed, or an empty one.
    Replace,
    /// Take the next free name: with `-2` behind it, `-3` and so on.
    NextFree,
}

/// Why a folder is not one that may be replaced, and the way out.
#[derive(Debug)]
pub struct NotOwn {
    /// Why.
    pub why: String,
    /// What to do.
    pub hint: &'static str,
}

/// Says whether a folder holds what this program wrote and nothing else; the locks keep others from its stores while
/// they are held. Only those who can read records know.
pub type OwnCheck = fn(&Path) -> Result<Vec<Lock>, NotOwn>;

const WHAT: &str = "write to the folder";

/// A folder that is filled beside its place and moved there whole when it is done; given up, it leaves nothing behind.
#[derive(Debug)]
pub struct FolderInTheMaking {
    making: tempfile::TempDir,
    claim: Claim,
    replaces: Option<OwnCheck>,
    _under_way: UnderWay,
}

impl FolderInTheMaking {
    /// Begins a folder that is to stand at `place`, and claims the name: no other program begins one there meanwhile.
    ///
    /// Replaced is only what `own` allows, or an empty folder: a slip such as `--force --out ~` must not cost anybody
    /// their files.
    ///
    /// # Errors
    /// A name that is taken or cannot be used, and a folder that may not be replaced or cannot be written.
    pub fn begin(place: &Path, if_taken: IfTaken, own: OwnCheck) -> Result<Self, FileError> {
        if place.file_name().is_none() {
            let hint = "name a folder that is not there yet";
            return Err(FileError::refused(WHAT, place, "it is not a name for a new folder", hint));
        }
        let parent = folder_of(place);
        if !parent.exists() {
            let hint = "make that folder first, or another --out DIR";
            return Err(FileError::refused(WHAT, place, "the folder it should lie in is not there", hint));
        }
        if if_taken == IfTaken::NextFree {
            for number in 1..u32::MAX {
                match Self::at(&numbered(place, number), IfTaken::Refuse, own) {
                    Err(error) if error.fault == Fault::Taken => {}
                    found => return found,
                }
            }
        }
        Self::at(place, if_taken, own)
    }

    fn at(place: &Path, if_taken: IfTaken, own: OwnCheck) -> Result<Self, FileError> {
        let check = |place| match if_taken {
            IfTaken::Replace => check_replaced(place, own).map(|_| ()),
            _ => check_free(place),
        };
        check(place)?;
        clear_folder(folder_of(place));
        clear_files(folder_of(place));
        let Some(claim) = Claim::take(place)? else {
            let hint = "another --out DIR, or wait until it has ended";
            return Err(FileError::taken(WHAT, place, "another mobilise is about to write it", hint));
        };
        claim.clear();
        // Another may have finished it before the claim was ours.
        check(place)?;
        let making = claim.folder(FOLDER)?;
        let replaces = (if_taken == IfTaken::Replace).then_some(own);
        Ok(Self { _under_way: UnderWay::new(making.path()), making, claim, replaces })
    }

    /// Where to write meanwhile.
    pub fn path(&self) -> &Path {
        self.making.path()
    }

    /// Where it will stand.
    pub fn place(&self) -> &Path {
        self.claim.place()
    }

    /// Moves the finished folder to its place.
    ///
    /// What was checked when it was begun is checked again: what somebody put there meanwhile is theirs. The new folder
    /// then stands beside it under the next free name.
    ///
    /// # Errors
    /// The place is taken by now, and where the folder is instead; or it cannot be moved.
    pub fn finish(self) -> Result<(), FileError> {
        open_to_all(self.making.path());
        let place = self.claim.place().to_owned();
        let moved = match self.replaces {
            Some(own) if place.symlink_metadata().is_ok() => self.replace(&place, own),
            _ => check_free(&place).and_then(|()| fs::rename(self.making.path(), &place).map_err(failed(WHAT, &place))),
        };
        match moved {
            // It stands under another name now: there is nothing left to remove.
            Ok(()) => {
                let _ = self.making.keep();
                Ok(())
            }
            Err(error) => self.set_beside(&place, error),
        }
    }

    fn replace(&self, place: &Path, own: OwnCheck) -> Result<(), FileError> {
        let _locks = check_replaced(place, own)?;
        // The old folder stands aside until the new one is in place; killed in between, the next one puts it back.
        let aside = self.claim.folder(OLD)?;
        let old = aside.path().join(OLD);
        fs::rename(place, &old).map_err(failed(WHAT, place))?;
        fs::rename(self.making.path(), place).map_err(|error| {
            let _ = fs::rename(&old, place);
            failed(WHAT, place)(error)
        })
    }

    /// Puts the finished folder under the next free name, and says so.
    fn set_beside(self, place: &Path, error: FileError) -> Result<(), FileError> {
        let free = (2..1_000).map(|number| numbered(place, number)).find_map(|next| {
            let claim = Claim::take(&next).ok()??;
            check_free(&next).ok()?;
            fs::rename(self.making.path(), &next).ok().map(|()| claim)
        });
        let Some(claim) = free else { return Err(error) };
        let _ = self.making.keep();
        let why = format!("{}; the results are in `{}`", error.why, claim.place().display());
        let hint = "somebody put something there while this ran; rename either folder";
        Err(FileError { fault: Fault::Disk, ..FileError::refused(WHAT, place, why, hint) })
    }
}

/// The place, or with a number behind it from the second on.
fn numbered(place: &Path, number: u32) -> PathBuf {
    if number == 1 {
        return place.to_owned();
    }
    let mut name = OsString::from(place.file_name().unwrap_or_default());
    name.push(format!("-{number}"));
    place.with_file_name(name)
}

fn check_free(place: &Path) -> Result<(), FileError> {
    match place.symlink_metadata() {
        Err(_) => Ok(()),
        Ok(there) if there.is_dir() => {
            let hint = "another --out DIR, or --force to replace the folder";
            Err(FileError::taken(WHAT, place, "it is there already", hint))
        }
        Ok(there) if there.is_symlink() && place.is_dir() => {
            Err(FileError::taken(WHAT, place, "it is there already, as a link to a folder", "another --out DIR"))
        }
        Ok(_) => Err(FileError::taken(WHAT, place, "there is a file of that name", "another --out DIR")),
    }
}

fn check_replaced(place: &Path, own: OwnCheck) -> Result<Vec<Lock>, FileError> {
    match place.symlink_metadata() {
        Ok(there) if there.is_dir() => {
            let is_empty = fs::read_dir(place).map_err(failed(WHAT, place))?.next().is_none();
            if is_empty {
                return Ok(Vec::new());
            }
            own(place).map_err(|refused| FileError::refused(WHAT, place, refused.why, refused.hint))
        }
        // Through a link somebody else's folder would go.
        _ => check_free(place).map(|()| Vec::new()),
    }
}

/// Temporary folders are private; a finished one is like any other.
#[cfg(unix)]
fn open_to_all(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o755));
}

#[cfg(not(unix))]
fn open_to_all(_: &Path) {}
