//! The file system, with the path in every error. The rest of the program does not call `std::fs`.

#![allow(clippy::disallowed_methods)] // the wrapper the others are banned for

mod claim;
pub mod columns;
pub mod disk;
mod folder;
mod leftover;
pub mod text;
mod write;

use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub use folder::{FolderInTheMaking, IfTaken, NotOwn, OwnCheck};
pub use leftover::{TemporaryFolder, abandon};
pub use write::{create_new, write, write_into, write_new, write_over};

/// What could not be done to which file.
#[derive(Debug)]
pub struct FileError {
    what: &'static str,
    path: PathBuf,
    why: String,
    hint: Option<&'static str>,
    fault: Fault,
}

/// What is to blame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// The name that was given, or what was read.
    Name,
    /// Something else has the name.
    Taken,
    /// The disk.
    Disk,
}

impl FileError {
    /// The way out, where it is known here.
    pub fn hint(&self) -> Option<&'static str> {
        self.hint
    }

    /// Whether the name was fine and the disk was not: it is full, a limit was met, a cable pulled.
    pub fn is_of_disk(&self) -> bool {
        self.fault == Fault::Disk
    }

    /// A name that cannot be used, or what became of it meanwhile.
    fn refused(what: &'static str, path: &Path, why: impl Into<String>, hint: &'static str) -> Self {
        Self { what, path: path.to_owned(), why: why.into(), hint: Some(hint), fault: Fault::Name }
    }

    /// A name that something else has.
    fn taken(what: &'static str, path: &Path, why: &str, hint: &'static str) -> Self {
        Self { fault: Fault::Taken, ..Self::refused(what, path, why, hint) }
    }

    /// The same of another file, which is what the user named.
    fn about(self, what: &'static str, path: &Path) -> Self {
        Self { what, path: path.to_owned(), ..self }
    }

    /// What became of reading or writing a file.
    pub fn of(what: &'static str, path: &Path, error: io::Error) -> Self {
        failed(what, path)(error)
    }

    /// There is no such file.
    pub fn absent(path: &Path) -> Self {
        failed("read", path)(io::ErrorKind::NotFound.into())
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.what, self.path.display(), self.why)
    }
}

impl std::error::Error for FileError {}

fn failed(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> FileError {
    let path = path.to_owned();
    move |error| {
        let why = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
            io::ErrorKind::NotADirectory => "part of the path is a file, not a folder".to_owned(),
            io::ErrorKind::AlreadyExists => "it is there already".to_owned(),
            io::ErrorKind::StorageFull => "the disk is full".to_owned(),
            io::ErrorKind::QuotaExceeded => "your quota of the disk is used up".to_owned(),
            io::ErrorKind::FileTooLarge => "a limit on the size of files was met (ulimit -f)".to_owned(),
            _ => error.to_string(),
        };
        let fault = match error.kind() {
            _ if what == "read" => Fault::Name,
            io::ErrorKind::AlreadyExists => Fault::Taken,
            io::ErrorKind::NotFound
            | io::ErrorKind::PermissionDenied
            | io::ErrorKind::IsADirectory
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::ReadOnlyFilesystem
            | io::ErrorKind::InvalidFilename
            | io::ErrorKind::InvalidInput => Fault::Name,
            _ => Fault::Disk,
        };
        let hint = match error.kind() {
            io::ErrorKind::IsADirectory => Some("name a file in it"),
            _ => None,
        };
        FileError { what, path, why, hint, fault }
    }
}

fn too_long(path: &Path, max_bytes: u64) -> FileError {
    FileError {
        what: "read",
        path: path.to_owned(),
        why: format!("it is longer than {max_bytes} bytes"),
        hint: Some("is it the right file?"),
        fault: Fault::Name,
    }
}

/// Reads a text of at most so many bytes, however it was saved (see [`text::decode`]); a longer file is refused before
/// it is read.
pub fn read_text(path: &Path, max_bytes: u64) -> Result<String, FileError> {
    read_decoded(path, max_bytes).map(|decoded| decoded.text)
}

/// The same, with what was noticed about how the text was saved.
pub fn read_decoded(path: &Path, max_bytes: u64) -> Result<text::DecodedText, FileError> {
    let file = open_limited(path, max_bytes)?;
    let mut bytes = Vec::new();
    // Devices and pipes claim no length, and a file may grow: read one byte more than is allowed.
    file.take(max_bytes + 1).read_to_end(&mut bytes).map_err(failed("read", path))?;
    if bytes.len() as u64 > max_bytes {
        return Err(too_long(path, max_bytes));
    }
    text::decode(bytes).map_err(|what| FileError::refused("read", path, what.to_string(), what.hint()))
}

/// The path of a file that is named from a folder. A backslash between folders, as Windows writes it, is one on every
/// system, unless a file has it in its name.
pub fn named_from(folder: &Path, name: &str) -> PathBuf {
    let plain = folder.join(name);
    if cfg!(windows) || !name.contains('\\') || plain.exists() {
        return plain;
    }
    let turned = folder.join(name.replace('\\', "/"));
    if turned.exists() { turned } else { plain }
}

/// The one path of a file that may be named in several ways; the path itself where there is no such file.
pub fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Reads all of a file that this program wrote.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    fs::read(path).map_err(failed("read", path))
}

/// Opens a file of at most so many bytes to read.
pub fn open_limited(path: &Path, max_bytes: u64) -> Result<fs::File, FileError> {
    let file = open(path)?;
    match file.metadata() {
        Ok(about) if about.len() > max_bytes => Err(too_long(path, max_bytes)),
        _ => Ok(file),
    }
}

/// Opens a file to read.
pub fn open(path: &Path) -> Result<fs::File, FileError> {
    fs::File::open(path).map_err(failed("read", path))
}

/// Makes a folder with those above it, unless it is there.
pub fn make_folder(path: &Path) -> Result<(), FileError> {
    fs::create_dir_all(path).map_err(failed("make the folder", path))
}

/// Whether a folder has nothing in it.
pub fn is_empty(folder: &Path) -> Result<bool, FileError> {
    Ok(fs::read_dir(folder).map_err(failed("read the folder", folder))?.next().is_none())
}

/// What an entry of a folder is; a link is never followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link, or something else.
    Other,
}

/// Everything in a folder by name, sorted; a name that is no text is shown as well as it can be.
pub fn entries_in(folder: &Path) -> Result<Vec<(String, EntryKind)>, FileError> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed("read the folder", folder))? {
        let entry = entry.map_err(failed("read the folder", folder))?;
        let kind = match entry.file_type().map_err(failed("read the folder", folder))? {
            kind if kind.is_file() => EntryKind::File,
            kind if kind.is_dir() => EntryKind::Folder,
            _ => EntryKind::Other,
        };
        entries.push((entry.file_name().to_string_lossy().into_owned(), kind));
    }
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(entries)
}

/// The names of the files in a folder, sorted.
pub fn names_in(folder: &Path) -> Result<Vec<String>, FileError> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed("read the folder", folder))? {
        let entry = entry.map_err(failed("read the folder", folder))?;
        if entry.path().is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}
