//! The files that come with the program, by what they are, with a line on each.

use serde::Deserialize;

use crate::scenario::library::{
    CALIBRATIONS, CASES, CLASSICS, EXPERIMENTS, Embedded, PATTERNS, POPULATIONS, QUESTIONS,
};

/// Files of one kind.
#[derive(Debug, Clone, Copy)]
pub struct Collection {
    /// What they are called together.
    pub name: &'static str,
    /// What one of them is called.
    pub one: &'static str,
    /// What to do with one.
    pub use_with: &'static str,
    /// The files.
    pub files: &'static [Embedded],
}

/// All kinds, in the order in which they are listed.
pub const COLLECTIONS: [Collection; 7] = [
    collection("cases", "case", "mobilise run NAME", CASES),
    collection("populations", "population", "mobilise new NEW-FILE --population NAME", POPULATIONS),
    collection("questions", "question", "mobilise ask NAME", QUESTIONS),
    collection("experiments", "experiment", "mobilise sweep NAME", EXPERIMENTS),
    collection("calibrations", "calibration", "mobilise calibrate NAME", CALIBRATIONS),
    collection("patterns", "file of patterns", "mobilise patterns NAME", PATTERNS),
    collection("classics", "classic model", "mobilise run NAME", CLASSICS),
];

const fn collection(
    name: &'static str,
    one: &'static str,
    use_with: &'static str,
    files: &'static [Embedded],
) -> Collection {
    Collection { name, one, use_with, files }
}

/// What a file says of itself.
#[derive(Debug, Default, Deserialize)]
struct Header {
    #[serde(default)]
    about: String,
    #[serde(default)]
    question: Option<Asks>,
}

#[derive(Debug, Deserialize)]
struct Asks {
    asks: String,
}

/// One line on a file: the question it asks, or what it is about.
#[must_use]
pub fn about(file: &Embedded) -> String {
    // A file that comes with the program can be read: a test reads them all.
    let header: Header = toml::from_str(file.text).unwrap_or_default();
    header.question.map_or(header.about, |question| question.asks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_line() {
        for collection in COLLECTIONS {
            for file in collection.files {
                let about = about(file);
                assert!(!about.is_empty() && !about.contains('\n'), "{}: {about:?}", file.path);
            }
        }
    }
}
