//! A folder of results and its record: either may be named, and means the same.

use std::path::{Path, PathBuf};

use super::types::FILE;

/// The folder of results that a path means: itself, or where the `run.json` lies that it names.
#[must_use]
pub fn folder_of(path: &Path) -> PathBuf {
    if path.file_name().is_some_and(|name| name == FILE) && path.is_file() {
        let folder = path.parent().unwrap_or(Path::new(""));
        return if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() };
    }
    path.to_owned()
}

/// The record that a path means: itself, or the `run.json` in the folder that it names.
#[must_use]
pub fn record_of(path: &Path) -> PathBuf {
    if path.is_dir() { path.join(FILE) } else { path.to_owned() }
}
