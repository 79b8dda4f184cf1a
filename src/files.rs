//! The file system, with the path in every error. The rest of the program does not call `std::fs`.

#![allow(clippy::disallowed_methods)] // the wrapper the others are banned for

pub mod columns;
pub mod disk;
pub mod text;

use std::fmt;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What could not be done to which file.
#[derive(Debug)]
pub struct FileError {
    what: &'static str,
    path: PathBuf,
    why: String,
    hint: Option<&'static str>,
}

impl FileError {
    /// The way out, where it is known here.
    pub fn hint(&self) -> Option<&'static str> {
        self.hint
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
            _ => error.to_string(),
        };
        let hint = match error.kind() {
            io::ErrorKind::IsADirectory => Some("name a file in it"),
            _ => None,
        };
        FileError { what, path, why, hint }
    }
}

fn too_long(path: &Path, max_bytes: u64) -> FileError {
    FileError {
        what: "read",
        path: path.to_owned(),
        why: format!("it is longer than {max_bytes} bytes"),
        hint: Some("is it the right file?"),
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
    text::decode(bytes).map_err(|encoding| FileError {
        what: "read",
        path: path.to_owned(),
        why: encoding.to_string(),
        hint: Some("is it the right file? Save it as plain text in UTF-8"),
    })
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

/// Writes a file that is not there yet.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path).map_err(failed("write", path))?;
    file.write_all(bytes).map_err(failed("write", path))
}

/// Writes a file, over what was there; never leaves half of it.
pub fn write_over(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = ordinary().tempfile_in(folder).map_err(failed("write", path))?;
    file.write_all(bytes).map_err(failed("write", path))?;
    file.persist(path).map_err(|error| failed("write", path)(error.error))?;
    Ok(())
}

/// Writes a file: over what was there if `replace`, and otherwise only where nothing is.
pub fn write(path: &Path, bytes: &[u8], replace: bool) -> Result<(), FileError> {
    if replace { write_over(path, bytes) } else { write_new(path, bytes) }
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

/// Opens a new file for writing piece by piece.
pub fn create_new(path: &Path) -> Result<fs::File, FileError> {
    fs::File::create_new(path).map_err(failed("write", path))
}

/// The file by which a folder that this program wrote is known.
const RECORD: &str = "run.json";

/// A folder that is filled beside its place and moved there whole when it is done; given up, it leaves
/// nothing behind.
#[derive(Debug)]
pub struct FolderInTheMaking {
    making: tempfile::TempDir,
    place: PathBuf,
}

impl FolderInTheMaking {
    /// Begins a folder that is to stand at `place`. Refused where something stands there already, unless
    /// `replace` says that it may go; it goes only when the new one is done.
    ///
    /// Replaced is only what this program wrote, or an empty folder: a slip such as `--force --out ~` must
    /// not cost anybody their files.
    pub fn begin(place: &Path, replace: bool) -> Result<Self, FileError> {
        let what = "write to the folder";
        let refuse =
            |why: &str, hint| Err(FileError { what, path: place.to_owned(), why: why.to_owned(), hint: Some(hint) });
        if place.file_name().is_none() {
            return refuse("it is not a name for a new folder", "name a folder that is not there yet");
        }
        if place.is_dir() {
            if !replace {
                return refuse("it is there already", "another --out DIR, or --force to replace the folder");
            }
            let empty = fs::read_dir(place).map_err(failed(what, place))?.next().is_none();
            if !empty && !place.join(RECORD).is_file() {
                let hint = "--force replaces only what mobilise wrote; another --out DIR, or remove it yourself";
                return refuse("it is there already and holds no run.json", hint);
            }
        } else if place.symlink_metadata().is_ok() {
            return refuse("there is a file of that name", "another --out DIR");
        }
        let parent = place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !parent.exists() {
            return refuse("the folder it should lie in is not there", "make that folder first, or another --out DIR");
        }
        let making = tempfile::Builder::new().prefix(".mobilise-").tempdir_in(parent).map_err(failed(what, place))?;
        Ok(Self { making, place: place.to_owned() })
    }

    /// Where to write meanwhile.
    pub fn path(&self) -> &Path {
        self.making.path()
    }

    /// Moves the finished folder to its place.
    pub fn finish(self) -> Result<(), FileError> {
        let oops = "write to the folder";
        open_to_all(self.making.path());
        if self.place.is_dir() {
            // The old folder stands aside until the new one is in place.
            let parent = self.making.path().parent().unwrap_or(Path::new("."));
            let aside = tempfile::Builder::new()
                .prefix(".mobilise-old-")
                .tempdir_in(parent)
                .map_err(failed(oops, &self.place))?;
            let old = aside.path().join("old");
            fs::rename(&self.place, &old).map_err(failed(oops, &self.place))?;
            if let Err(error) = fs::rename(self.making.path(), &self.place) {
                let _ = fs::rename(&old, &self.place);
                return Err(failed(oops, &self.place)(error));
            }
        } else {
            fs::rename(self.making.path(), &self.place).map_err(failed(oops, &self.place))?;
        }
        // It stands under another name now: there is nothing left to remove.
        let _ = self.making.keep();
        Ok(())
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
