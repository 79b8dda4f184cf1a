//! A record as the text of its file.

use serde::Serialize;
use std::collections::BTreeMap;

use super::digest::Digest;
use super::kinds::{Contents, Kind};
use super::types::{Outputs, PROGRAM, RECORD_VERSION, Record};

/// The keys in the order they are written.
#[derive(Serialize)]
struct Layout<'a> {
    program: &'a str,
    record_version: u32,
    version: &'a str,
    kind: Kind,
    seed: u64,
    #[serde(flatten)]
    contents: &'a Contents,
    texts: &'a BTreeMap<String, String>,
    networks: &'a BTreeMap<String, Digest>,
    outputs: &'a Outputs,
}

impl Record {
    /// The text of the file, in the format [`RECORD_VERSION`].
    #[must_use]
    pub fn to_text(&self) -> String {
        let layout = Layout {
            program: PROGRAM,
            record_version: RECORD_VERSION,
            version: &self.version,
            kind: self.kind(),
            seed: self.seed,
            contents: &self.contents,
            texts: &self.texts,
            networks: &self.networks,
            outputs: &self.outputs,
        };
        // Texts, numbers and lists of them: nothing that JSON cannot hold.
        let text = serde_json::to_string_pretty(&layout).expect("a record is made of texts and numbers");
        text + "\n"
    }
}
