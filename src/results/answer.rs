//! The answer to a question, from its `answer.json`.

use std::path::Path;

use serde::Deserialize;

use crate::config::Problem;
use crate::files;
use crate::question::write::FILES;
use crate::record::{Record, json};

/// The file that holds an answer with its numbers.
pub const ANSWER: &str = FILES[1];

/// A longer one is refused before it is read.
const MAX_BYTES: u64 = 1 << 28;

/// What was asked and what the numbers say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StoredAnswer {
    /// The question.
    pub asks: String,
    /// Where it comes from; empty if the file does not say.
    #[serde(default)]
    pub from: String,
    /// Runs it rests on.
    pub runs: u64,
    /// How the numbers came about.
    pub made: String,
    /// The answer in one sentence; empty in answers of earlier versions.
    #[serde(default)]
    pub short: String,
    /// Who is asleep at the end, and what they lacked.
    #[serde(default)]
    pub asleep: Vec<String>,
    /// Each part of the answer.
    #[serde(rename = "answers")]
    pub parts: Vec<AnswerPart>,
    /// Reasons not to rely on it.
    pub notes: Vec<String>,
}

/// A part of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AnswerPart {
    /// Its name.
    pub name: String,
    /// What it is about, in words; empty in answers of earlier versions.
    #[serde(default)]
    pub heading: String,
    /// What the numbers say.
    pub sentences: Vec<String>,
}

impl StoredAnswer {
    /// The answer in a folder with this record; none where nothing was asked, or the file was lost.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn read(record: &Record, folder: &Path) -> Result<Option<Self>, Problem> {
        let path = folder.join(ANSWER);
        if record.has_output(ANSWER) && path.is_file() { Self::of_file(&path).map(Some) } else { Ok(None) }
    }

    /// The answer in a file.
    ///
    /// # Errors
    /// It cannot be read, or is damaged.
    pub fn of_file(path: &Path) -> Result<Self, Problem> {
        let damaged = |why: String| {
            let hint = "the same `mobilise ask` with --out and this folder writes it anew";
            Problem::whole(format!("cannot read `{}`: {why}", path.display()), hint)
        };
        let text = files::read_text(path, MAX_BYTES).map_err(|error| damaged(error.to_string()))?;
        json::parse(&text).map_err(damaged)
    }
}
