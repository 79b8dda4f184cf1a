//! Loading: a scenario by path, by embedded name or from a text, checked as a whole. Nothing runs and nothing is written
//! here.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{Problems, Source};

use super::Scenario;
use super::draft::Draft;
use super::lay::Overrides;
use super::library::scenarios;
use super::read::{self, Shelf, Text};

/// Loads a scenario by path or embedded name, checks all of it, and reads the network file it names.
///
/// # Errors
/// Everything that is wrong, each with its place and a hint.
pub fn load(name: &str, overrides: &Overrides) -> Result<Scenario, Problems> {
    whole(&read::find(name, Path::new(""), scenarios(), None, &Shelf::default())?, overrides)
}

/// Loads a scenario from a text, as [`load`] does from a file; `name` is what messages call it. Files that
/// it names are looked for from the working directory.
///
/// # Errors
/// Everything that is wrong, each with its place and a hint.
pub fn load_text(name: &str, text: &str, overrides: &Overrides) -> Result<Scenario, Problems> {
    load_text_with(name, text, overrides, &Shelf::default())
}

/// The same where accepted sets that the text names lie on a shelf.
///
/// # Errors
/// As [`load_text`].
pub fn load_text_with(name: &str, text: &str, overrides: &Overrides, shelf: &Shelf) -> Result<Scenario, Problems> {
    let source = Arc::new(Source { name: name.to_owned(), text: text.to_owned() });
    let (folder, identity) = (PathBuf::new(), PathBuf::new());
    whole(&Text { source, folder, identity, shelf: shelf.clone() }, overrides)
}

/// A scenario with all it draws from.
fn whole(text: &Text, overrides: &Overrides) -> Result<Scenario, Problems> {
    let scenario = Draft::read(text, overrides)?.finish()?;
    scenario.check_draw()?;
    Ok(scenario)
}
