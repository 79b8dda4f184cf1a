//! What an experiment file calls things, for readers of its results.

use std::path::Path;
use std::sync::Arc;

use crate::config::stem;
use crate::config::{Node, Source, parse};
use crate::files;
use crate::knob::Value;
use crate::question::Words;

use super::table::MAX_BYTES;

/// What the experiment file in the folder says for readers.
#[derive(Debug, Default)]
pub struct Wording {
    /// The experiment's name, if it gives one.
    pub name: Option<String>,
    /// What it calls its base scenarios by, in the order of the file.
    pub scenarios: Vec<String>,
    /// Its plain words, if it asks a question.
    pub words: Words,
}

impl Wording {
    /// None of a folder without the file, or with a damaged one: it only words what the tables say.
    pub(super) fn read(folder: &Path, factors: &[String]) -> Self {
        let mut read = Self::of_file(folder);
        read.words.complete(factors.iter().map(String::as_str));
        read
    }

    fn of_file(folder: &Path) -> Self {
        let path = folder.join("experiment.toml");
        let Ok(text) = files::read_text(&path, MAX_BYTES) else { return Self::default() };
        let Ok(entries) = parse(&Arc::new(Source { name: path.display().to_string(), text })) else {
            return Self::default();
        };
        let node = |key: &str| entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node);
        let text = |key: &str| match node(key) {
            Some(Node::Value(Value::Text(text))) => Some(text.clone()),
            _ => None,
        };
        let several = match node("scenarios") {
            Some(Node::Words(words)) => words.iter().map(|(word, _)| word.clone()).collect(),
            _ => Vec::new(),
        };
        let scenarios = text("scenario").into_iter().chain(several).map(|word| stem(&word)).collect();
        Self { name: text("name"), scenarios, words: Words::of_file(&entries) }
    }
}
