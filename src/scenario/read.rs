//! Finding and reading the text of a scenario or a population, by path or by name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files;

use super::library::{self, Embedded};
use super::problem::{Place, Problem, Problems, Source, clip, nearest};

/// No scenario needs more; a larger file is refused before it is read.
const MOST_BYTES: u64 = 4 << 20;

/// A text with the folder that paths in it start from.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub source: Arc<Source>,
    pub folder: PathBuf,
    /// What tells it from any other text, however it was named.
    pub identity: PathBuf,
}

/// The text that `name` stands for: a path if it looks like one or exists, otherwise a name of the library.
pub(super) fn find(
    name: &str,
    folder: &Path,
    library: &[Embedded],
    asked_at: Option<&Place>,
) -> Result<Text, Problems> {
    let path = folder.join(name);
    let looks_like_path = name.ends_with(".toml") || name.contains('/') || name.contains('\\');
    // No file system takes a longer path, and a message could not show it.
    let can_be_path = name.len() <= 4_096;
    if can_be_path && (looks_like_path || path.is_file()) {
        return read(&path, asked_at);
    }
    if let Some(embedded) = library::find(library, name) {
        let source = Source { name: embedded.path.to_owned(), text: embedded.text.to_owned() };
        return Ok(Text { source: Arc::new(source), folder: folder.to_owned(), identity: embedded.name.into() });
    }
    if can_be_path && !name.is_empty() && path.exists() {
        return read(&path, asked_at); // a folder: what is wrong with it is said there
    }
    let meant = nearest(name, library.iter().map(|file| file.name));
    let hint = match meant {
        Some(meant) => format!("did you mean `{meant}`? Files of your own end in .toml"),
        None => format!("embedded ones are {}; a file of your own ends in .toml", library::names(library)),
    };
    let title = format!("there is no `{}`", clip(name));
    Err(match asked_at {
        Some(place) => Problem::at(place, title, "neither a file nor an embedded name").hint(hint),
        None => Problem::whole(title, hint),
    }
    .into())
}

fn read(path: &Path, asked_at: Option<&Place>) -> Result<Text, Problems> {
    let text = files::read_text(path, MOST_BYTES).map_err(|error| {
        let hint = error.hint().unwrap_or("check the path; `mobilise new NAME` writes a scenario to start from");
        match asked_at {
            Some(place) => Problem::at(place, error.to_string(), "named here").hint(hint),
            None => Problem::whole(error.to_string(), hint),
        }
    })?;
    let source = Arc::new(Source { name: path.display().to_string(), text });
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    Ok(Text { source, folder, identity: files::identity(path) })
}
