//! Reading a network file, for a scenario that names it or by itself.

use std::path::Path;

use crate::config::{Problem, Problems, Source, Span, clip};
use crate::files;
use crate::network::{self, Format, Limits, NetworkFile};

const READ: &str = "GraphML ends in .graphml or .xml, an edge list in .csv, .tsv, .txt or .edges";

/// Reads a network file: GraphML or an edge list, by its ending. `named_at` is where a scenario names it.
///
/// # Errors
/// A file that cannot be read, or the first problem in it, with its position there.
pub fn read_network_file(path: &Path, named_at: Option<&Span>) -> Result<NetworkFile, Problems> {
    let refuse = |title: String, label: &str, hint: String| {
        Problems::from(match named_at {
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
    network::read(&Source::new(path.display().to_string(), text), format, Limits::LARGEST)
}
