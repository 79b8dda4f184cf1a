//! Finding and reading the text of a scenario or a population, by path or by name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::files::{self, FileError};

use super::library::{self, Embedded};
use crate::config::{Problem, Problems, Source, Span, clip, nearest};
use crate::network::Format;

/// No scenario needs more; a larger file is refused before it is read.
const MAX_BYTES: u64 = 4 << 20;

/// A text with the folder that paths in it start from.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    pub source: Arc<Source>,
    pub folder: PathBuf,
    /// What tells it from any other text, however it was named.
    pub identity: PathBuf,
    /// Where texts that it names are kept.
    pub shelf: Shelf,
}

/// The texts that were read on the way, by path. Each file is read once, so that all who name it see the
/// same text; and what is kept can be given to a later reading, in place of a disk that may have changed.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    texts: Arc<Mutex<BTreeMap<String, String>>>,
    sealed: bool,
}

impl Shelf {
    /// A shelf that answers from these texts alone and never from the disk.
    pub fn sealed(texts: BTreeMap<String, String>) -> Self {
        Self { texts: Arc::new(Mutex::new(texts)), sealed: true }
    }

    /// All texts read so far, by path.
    pub fn texts(&self) -> BTreeMap<String, String> {
        self.texts.lock().map(|texts| texts.clone()).unwrap_or_default()
    }

    /// Whether a path stands for a file.
    pub(super) fn holds(&self, path: &Path) -> bool {
        self.kept(path).is_some() || (!self.sealed && path.is_file())
    }

    fn kept(&self, path: &Path) -> Option<String> {
        self.texts.lock().ok()?.get(&path.display().to_string()).cloned()
    }

    /// The text of a file of at most so many bytes.
    pub(crate) fn text(&self, path: &Path, most_bytes: u64) -> Result<String, FileError> {
        if let Some(text) = self.kept(path) {
            return Ok(text);
        }
        if self.sealed {
            return Err(FileError::absent(path));
        }
        let text = files::read_text(path, most_bytes)?;
        if let Ok(mut texts) = self.texts.lock() {
            texts.insert(path.display().to_string(), text.clone());
        }
        Ok(text)
    }
}

/// The text that `name` stands for: a path if it looks like one or exists, otherwise a name of the library.
pub(crate) fn find(
    name: &str,
    folder: &Path,
    library: &[Embedded],
    asked_at: Option<&Span>,
    shelf: &Shelf,
) -> Result<Text, Problems> {
    let path = files::named_from(folder, name);
    let looks_like_path = name.ends_with(".toml") || name.contains('/') || name.contains('\\');
    // No file system takes a longer path, and a message could not show it.
    let can_be_path = name.len() <= 4_096;
    if can_be_path && (looks_like_path || shelf.holds(&path)) {
        return read(&path, asked_at, shelf);
    }
    if let Some(embedded) = library::find(library, name) {
        let source = Source { name: embedded.path.to_owned(), text: embedded.text.to_owned() };
        let (folder, shelf) = (folder.to_owned(), shelf.clone());
        return Ok(Text { source: Arc::new(source), folder, identity: embedded.name.into(), shelf });
    }
    if can_be_path && !name.is_empty() && path.exists() {
        return read(&path, asked_at, shelf); // a folder: what is wrong with it is said there
    }
    let meant = nearest(name, library.iter().map(|file| file.name));
    let hint = match (alike(&path, shelf), meant, library::other(library, name)) {
        (Some(file), ..) => format!("did you mean {file}?"),
        (_, _, Some((what, command))) if asked_at.is_none() => format!("it is {what}: `mobilise {command} {name}`"),
        (_, Some(meant), _) => format!("did you mean `{meant}`? Files of your own end in .toml"),
        _ => {
            let cases = library.first().is_some_and(|file| file.path.starts_with("scenarios/cases/"));
            let what = if cases { "cases" } else { "embedded ones" };
            format!("{what} are {}; a file of your own ends in .toml", library::names(library))
        }
    };
    let title = format!("there is no `{}`", clip(name));
    Err(match asked_at {
        Some(span) => Problem::at(span, title, "neither a file nor an embedded name").hint(hint),
        None => Problem::whole(title, hint),
    }
    .into())
}

/// A TOML file in the same folder that somebody who wrote this path most likely meant; none where the disk is not asked.
fn alike(path: &Path, shelf: &Shelf) -> Option<String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name()?.to_string_lossy().into_owned();
    let name = name.strip_suffix(".toml").unwrap_or(&name);
    let there = if shelf.sealed { Vec::new() } else { files::names_in(folder).unwrap_or_default() };
    let stems: Vec<&str> = there.iter().filter_map(|file| file.strip_suffix(".toml")).collect();
    let meant = nearest(name, stems)?;
    Some(path.with_file_name(format!("{meant}.toml")).display().to_string())
}

fn read(path: &Path, asked_at: Option<&Span>, shelf: &Shelf) -> Result<Text, Problems> {
    let text = shelf.text(path, MAX_BYTES).map_err(|error| {
        let otherwise = "check the path; `mobilise new NAME` writes a scenario to start from";
        let hint = match alike(path, shelf) {
            Some(file) if !path.exists() => format!("did you mean {file}?"),
            _ => error.hint().unwrap_or(otherwise).to_owned(),
        };
        match asked_at {
            Some(span) => Problem::at(span, error.to_string(), "named here").hint(hint),
            None => Problem::whole(error.to_string(), hint),
        }
    })?;
    if let Some((what, hint)) = foreign(path, &text) {
        let title = format!("`{}` is {what}, not a scenario", clip(&path.display().to_string()));
        return Err(match asked_at {
            Some(span) => Problem::at(span, title, "named here").hint(hint),
            None => Problem::whole(title, hint),
        }
        .into());
    }
    let source = Arc::new(Source { name: path.display().to_string(), text });
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    Ok(Text { source, folder, identity: files::identity(path), shelf: shelf.clone() })
}

/// What a file is that is no TOML, by its ending and its beginning, and what takes it.
fn foreign(path: &Path, text: &str) -> Option<(&'static str, String)> {
    let name = clip(&path.display().to_string());
    let network = || {
        let hint = format!(
            "name it in a scenario, as in [network] with file = \"{name}\" below it; `mobilise network describe {name}` \
             measures it"
        );
        Some(("a network", hint))
    };
    let begins = text.trim_start();
    match Format::from_path(path) {
        Some(Format::NodeLink) if begins.contains("\"program\"") => {
            Some(("a record", format!("`mobilise rerun {name}` makes again what it records")))
        }
        Some(Format::EdgeList) if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv")) => {
            let head = text.lines().next().unwrap_or_default();
            let is_set = head.split([',', ';', '\t']).any(|column| column.trim() == "weight") && head.contains('.');
            let is_result = ["scenario,", "point,", "measure,", "particle,", "case,", "knob,"];
            match () {
                () if is_set => Some(("an accepted set", format!("`--draw {name}` draws from it"))),
                () if is_result.iter().any(|start| head.starts_with(start)) => {
                    Some(("a table of results", "`mobilise plot` and `mobilise report` take its folder".to_owned()))
                }
                () => network(),
            }
        }
        // Some call their scenarios .txt.
        Some(Format::EdgeList) => None,
        Some(_) => network(),
        None if begins.starts_with('<') => network(),
        None => None,
    }
}
