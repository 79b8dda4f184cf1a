//! The answer to a question, as it stands in its folder.

use std::path::Path;

use maud::{Markup, html};
use serde_json::Value;

use crate::config::Problem;
use crate::files;
use crate::question::write::FILES;
use crate::record::Record;

/// The file that holds an answer with its numbers.
const ANSWER: &str = FILES[1];

/// No answer is longer.
const MOST_BYTES: u64 = 1 << 28;

/// What was asked and what the numbers said.
pub(super) struct Answered {
    /// The question.
    pub asks: String,
    from: String,
    /// How the numbers came about.
    made: String,
    /// Each part with its sentences.
    said: Vec<(String, Vec<String>)>,
    /// What speaks against relying on it.
    pub notes: Vec<String>,
}

impl Answered {
    /// The answer in a folder with this record; none where nothing was asked.
    pub(super) fn read(record: &Record, place: &Path) -> Result<Option<Self>, Problem> {
        let path = place.join(ANSWER);
        if !record.has_output(ANSWER) || !path.is_file() {
            return Ok(None);
        }
        let unreadable = |why: String| {
            let hint = "the same `mobilise ask` with --out and this folder writes it anew";
            Problem::whole(format!("cannot read `{}`: {why}", path.display()), hint)
        };
        let text = files::read_text(&path, MOST_BYTES).map_err(|error| unreadable(error.to_string()))?;
        let all: Value = serde_json::from_str(&text).map_err(|error| unreadable(error.to_string()))?;
        let lacks = |what: &str| unreadable(format!("it does not say {what}"));
        let asks = all["asks"].as_str().ok_or_else(|| lacks("what was asked"))?;
        let said = all["answers"].as_array().ok_or_else(|| lacks("what was answered"))?;
        let said = said.iter().map(|part| (word(&part["name"]), words(&part["sentences"])));
        Ok(Some(Self {
            asks: asks.to_owned(),
            from: word(&all["from"]),
            made: word(&all["made"]),
            said: said.collect(),
            notes: words(&all["notes"]),
        }))
    }

    /// What is said, part by part.
    pub(super) fn headline(&self) -> Markup {
        html! {
            @for (name, sentences) in &self.said {
                @if self.said.len() > 1 { h4 { (name) } }
                ul.headline { @for sentence in sentences { li { (sentence) } } }
            }
            @if !self.from.is_empty() { p.note { "From: " (self.from) } }
            p.note {
                (self.made) " Every sentence is made of the numbers of these runs. Intervals are 95 % intervals of means over \
                 runs; differences are taken within runs that share their random numbers. They say how well the mean "
                em { "of this model" } " is known, not the world’s."
            }
        }
    }
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn words(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(word).collect()
}
