//! Reading a network file, for a scenario that names it or by itself.

use std::path::Path;
use std::sync::Arc;

use crate::config::problem::{Problem, Source, Span, clip};
use crate::files;
use crate::network::{self, Format, Limits, NetworkFile};

const READ: &str = "GraphML ends in .graphml or .xml, an edge list in .csv, .tsv, .txt or .edges";

/// Reads a network file: GraphML or an edge list, by its ending. `named_at` is where a scenario names it.
///
/// # Errors
/// A file that cannot be read, or the first problem in it, with its position there.
pub(crate) fn read_network_file(path: &Path, named_at: Option<&Span>) -> Result<NetworkFile, Box<Problem>> {
    let refuse = |title: String, label: &str, hint: String| {
        Box::new(match named_at {
            Some(span) => Problem::at(span, title, label).hint(hint),
            None => Problem::whole(title, hint),
        })
    };
    let name = clip(&path.display().to_string());
    // No file system takes a longer path, and a message could not show it.
    let format = match Format::from_path(path).filter(|_| path.as_os_str().len() <= 4_096) {
        Some(Format::NodeLink) => {
            let hint = format!("{READ}; convert it where it was made");
            return Err(refuse(format!("`{name}` is JSON, which is written and not read"), "JSON", hint));
        }
        Some(format) => format,
        None => return Err(refuse(format!("`{name}` is of no known format"), "unknown ending", READ.to_owned())),
    };
    let text = files::read_text(path, Limits::MAX_BYTES).map_err(|error| {
        let otherwise = match named_at {
            Some(_) => "the path starts from the scenario file's folder",
            None => "check the path",
        };
        refuse(error.to_string(), "named here", error.hint().unwrap_or(otherwise).to_owned())
    })?;
    network::read(&text, format, Limits::LARGEST).map_err(|problem| {
        let span = problem.span(&text);
        let span = Span { source: Arc::new(Source { name: path.display().to_string(), text }), bytes: span };
        Box::new(Problem::at(&span, problem.title, problem.label).hint(problem.hint))
    })
}
