//! What a store does to the disk, one verb each, so that a test can make any of them fail.

#![allow(clippy::disallowed_methods)] // part of the wrapper the others are banned for

use std::ffi::OsString;
use std::fs;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use super::{FileError, failed};

/// A file being written.
pub trait DiskFile: Write + Send {
    /// Waits until what was written would survive a power cut.
    fn sync(&mut self) -> io::Result<()>;
}

/// What a store does to the disk.
pub trait Disk: Send + Sync {
    /// Makes a folder; one that is there is fine.
    fn make_folder(&self, path: &Path) -> Result<(), FileError>;
    /// Begins a file, empty, over what was there.
    fn create(&self, path: &Path) -> Result<Box<dyn DiskFile>, FileError>;
    /// Opens a file at this length, made where it is not there; what lies behind is cut off.
    fn open_at(&self, path: &Path, length: u64) -> Result<Box<dyn DiskFile>, FileError>;
    /// Gives a file another name, over what has it.
    fn rename(&self, from: &Path, to: &Path) -> Result<(), FileError>;
    /// Waits until the names in a folder would survive a power cut.
    fn sync_folder(&self, path: &Path) -> Result<(), FileError>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> Result<(), FileError>;
}

/// The disk as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl DiskFile for fs::File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

impl Disk for RealDisk {
    fn make_folder(&self, path: &Path) -> Result<(), FileError> {
        match fs::create_dir(path) {
            Err(_) if path.is_dir() => Ok(()),
            made => made.map_err(failed("make the folder", path)),
        }
    }

    fn create(&self, path: &Path) -> Result<Box<dyn DiskFile>, FileError> {
        Ok(Box::new(fs::File::create(path).map_err(failed("write", path))?))
    }

    fn open_at(&self, path: &Path, length: u64) -> Result<Box<dyn DiskFile>, FileError> {
        let open = || -> io::Result<fs::File> {
            let mut file = fs::OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
            file.set_len(length)?;
            file.seek(io::SeekFrom::End(0))?;
            Ok(file)
        };
        Ok(Box::new(open().map_err(failed("write", path))?))
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), FileError> {
        fs::rename(from, to).map_err(failed("write", to))
    }

    fn sync_folder(&self, path: &Path) -> Result<(), FileError> {
        // Only where folders can be opened as files is there anything to wait for.
        #[cfg(unix)]
        fs::File::open(path).and_then(|folder| folder.sync_all()).map_err(failed("write to the folder", path))?;
        let _ = path;
        Ok(())
    }

    fn remove(&self, path: &Path) -> Result<(), FileError> {
        fs::remove_file(path).map_err(failed("remove", path))
    }
}

/// Where a file stands until all of it is there.
pub fn unfinished(path: &Path) -> PathBuf {
    let mut name = OsString::from(path.file_name().unwrap_or_default());
    name.push(".tmp");
    path.with_file_name(name)
}

/// Writes a file so that under its name stands all of it or what stood there before, even after a power cut:
/// beside its place, synced, renamed, and the folder synced.
///
/// # Errors
/// The first step that failed.
pub fn write_safely(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write_safely_by(disk, &unfinished(path), path, bytes)
}

/// The same with a name of the writer's own for the file while it is unfinished: several may write at once, and
/// the last one's stays.
///
/// # Errors
/// The first step that failed.
pub fn write_safely_by(disk: &dyn Disk, beside: &Path, path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let mut file = disk.create(beside)?;
    file.write_all(bytes).and_then(|()| file.sync()).map_err(failed("write", path))?;
    drop(file);
    disk.rename(beside, path)?;
    disk.sync_folder(path.parent().unwrap_or(Path::new(".")))
}

/// Gives an unfinished file, written and synced, its name.
///
/// # Errors
/// The first step that failed.
pub fn move_into_place(disk: &dyn Disk, path: &Path) -> Result<(), FileError> {
    disk.rename(&unfinished(path), path)?;
    disk.sync_folder(path.parent().unwrap_or(Path::new(".")))
}

/// A lock on a file, held until dropped; the system lets it go when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    #[cfg_attr(not(unix), allow(dead_code))]
    file: fs::File,
    held: bool,
}

impl Lock {
    /// Takes the lock, made where it is not there; nothing where another process holds it.
    ///
    /// # Errors
    /// The file cannot be made.
    pub fn take(path: &Path, shared: bool) -> Result<Option<Self>, FileError> {
        let file = fs::OpenOptions::new().write(true).create(true).truncate(false).open(path);
        Self::on(file.map_err(failed("lock", path))?, path, shared)
    }

    /// The same for a lock file that may be absent or not ours to write; nothing is made.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn take_if_there(path: &Path, shared: bool) -> Result<Option<Self>, FileError> {
        Self::on(fs::File::open(path).map_err(failed("lock", path))?, path, shared)
    }

    /// Whether this is the file that has the name now; who gave a lock up may have removed its file.
    pub(super) fn is_of(&self, path: &Path) -> bool {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let same = |own: &fs::Metadata, there: &fs::Metadata| (own.dev(), own.ino()) == (there.dev(), there.ino());
            matches!((self.file.metadata(), fs::symlink_metadata(path)), (Ok(own), Ok(there)) if same(&own, &there))
        }
        #[cfg(not(unix))]
        path.exists()
    }

    /// Whether it keeps anybody out: on a file system that knows no locks it does not.
    pub fn is_held(&self) -> bool {
        self.held
    }

    fn on(file: fs::File, path: &Path, shared: bool) -> Result<Option<Self>, FileError> {
        match if shared { file.try_lock_shared() } else { file.try_lock() } {
            Ok(()) => Ok(Some(Self { file, held: true })),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) if knows_no_locks(&error) => Ok(Some(Self { file, held: false })),
            Err(fs::TryLockError::Error(error)) => Err(failed("lock", path)(error)),
        }
    }
}

/// What file systems of clusters answer that were mounted without locks: "not supported", "not implemented", or
/// on Linux "no locks available".
fn knows_no_locks(error: &io::Error) -> bool {
    const ENOLCK: i32 = 37;
    error.kind() == io::ErrorKind::Unsupported || (cfg!(target_os = "linux") && error.raw_os_error() == Some(ENOLCK))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_file_system_without_locks_is_known() {
        let of = |number| knows_no_locks(&io::Error::from_raw_os_error(number));
        assert!([37, 38, 95].into_iter().all(of), "no locks, not implemented, not supported");
        assert!(![4, 5, 13, 28].into_iter().any(of), "interrupted, broken, forbidden, full");
    }
}
