//! What is wrong with a network file, before it is known which file that is.

use std::sync::Arc;

use crate::config::{Problem, Source, Span, clip, nearest_slip};

/// The title of what no XML reader would accept.
pub(super) const NOT_XML: &str = "not well-formed XML";

/// Why a network file was refused. Readers see a text alone; [`Fault::in_file`] adds the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The byte of the text where it is.
    pub(super) offset: usize,
    /// What kind of problem it is, in a few words.
    pub(super) title: String,
    /// What was found there.
    pub(super) label: String,
    /// A way out.
    pub(super) hint: String,
}

impl Fault {
    pub(super) fn at(
        offset: usize,
        title: impl Into<String>,
        label: impl Into<String>,
        hint: impl Into<String>,
    ) -> Fault {
        Fault { offset, title: title.into(), label: label.into(), hint: hint.into() }
    }

    /// Its line and column in the text that was read, counted from 1.
    #[cfg(test)]
    pub(super) fn position(&self, text: &str) -> (usize, usize) {
        let span = self.clone().in_file(&Source::new("a network", text)).span;
        span.map_or((0, 0), |span| span.position())
    }

    /// The same as a problem of a file: the character at the byte is marked.
    pub(super) fn in_file(self, source: &Arc<Source>) -> Problem {
        let start = self.offset.min(source.text.len());
        let length = source.text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let span = Span { source: Arc::clone(source), bytes: start..start + length };
        Problem::at(&span, self.title, self.label).hint(self.hint)
    }
}

/// The network that a reader made, or what it found wrong first.
#[cfg(test)]
pub(super) fn first_fault<N, A>(read: Result<(N, A), Vec<Fault>>) -> Result<N, Fault> {
    read.map(|(network, _)| network).map_err(|mut faults| faults.remove(0))
}

/// A name from the file as a message shows it: in back-ticks and cut short.
pub(super) fn shown(name: &str) -> String {
    format!("`{}`", clip(name))
}

/// The hint for a name that the file does not define: what was probably meant, or the general way out.
pub(super) fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>, otherwise: &str) -> String {
    match nearest_slip(name, candidates) {
        Some(near) => format!("did you mean {}?", shown(near)),
        None => otherwise.to_owned(),
    }
}
