//! Single files: each is whole under its name, or not there.

#![allow(clippy::disallowed_methods)] // part of the wrapper the others are banned for

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::leftover::{self, UnderWay};
use super::{FileError, failed};

/// Writes a file that is not there yet. It appears under its name when all of it is on the disk.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write(path, bytes, false)
}

/// Writes a file, over what was there; never leaves half of it.
pub fn write_over(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write(path, bytes, true)
}

/// Writes a file: over what was there if `replace`, and otherwise only where nothing is.
///
/// # Errors
/// A name that is taken or no file's, and what the disk refuses; then nothing stands under the name that was not there
/// before.
pub fn write(path: &Path, bytes: &[u8], replace: bool) -> Result<(), FileError> {
    let oops = |error| failed("write", path)(error);
    match fs::symlink_metadata(path) {
        Ok(there) if there.is_dir() => return Err(oops(io::ErrorKind::IsADirectory.into())),
        Ok(_) if !replace => return Err(oops(io::ErrorKind::AlreadyExists.into())),
        // The new file takes the place of what has its name: that must not be a terminal or a disk.
        Ok(there) if !there.is_file() && !there.is_symlink() => {
            return Err(FileError::refused("write", path, "it is not an ordinary file", "name a file"));
        }
        _ => {}
    }
    let folder = leftover::folder_of(path);
    leftover::clear_files(folder);
    let mut file = ordinary().prefix(leftover::PREFIX).suffix(leftover::FILE).tempfile_in(folder).map_err(oops)?;
    let _under_way = UnderWay::new(file.path());
    // Held while it is written: who finds it unlocked knows that its writer is gone.
    let _ = file.as_file().try_lock();
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(oops)?;
    let placed = if replace { file.persist(path) } else { file.persist_noclobber(path) };
    placed.map(|_| ()).map_err(|error| oops(error.error))
}

/// Writes a file into a folder that is itself in the making: the folder is what is whole or absent.
pub fn write_into(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    create_new(path)?.write_all(bytes).map_err(failed("write", path))
}

/// Opens a new file for writing piece by piece, in a folder that is itself in the making.
pub fn create_new(path: &Path) -> Result<fs::File, FileError> {
    fs::File::create_new(path).map_err(failed("write", path))
}

/// Temporary files are private; one that takes the place of a file is like any other.
fn ordinary() -> tempfile::Builder<'static, 'static> {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_or_no_files_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        write_new(&at("a"), b"one").expect("written");
        assert!(write_new(&at("a"), b"two").is_err_and(|error| !error.is_of_disk()));
        assert_eq!(fs::read(at("a")).expect("there"), b"one");
        write_over(&at("a"), b"two").expect("written");
        assert_eq!(fs::read(at("a")).expect("there"), b"two");
        fs::create_dir(at("b")).expect("made");
        assert!(write_over(&at("b"), b"two").is_err());
        assert!(write_new(&at("nowhere/c"), b"two").is_err_and(|error| !error.is_of_disk()));
        let names: Vec<_> = fs::read_dir(folder.path()).expect("read").flatten().map(|it| it.file_name()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_replaced_and_never_written_through() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("thesis"), "mine").expect("written");
        std::os::unix::fs::symlink(at("thesis"), at("link")).expect("linked");
        assert!(write_new(&at("link"), b"new").is_err());
        write_over(&at("link"), b"new").expect("written");
        assert_eq!(fs::read(at("thesis")).expect("there"), b"mine");
        assert!(write_over(Path::new("/dev/null"), b"new").is_err());
    }
}
