//! Reading a network file, for a scenario that names it or by itself.

use std::path::Path;

use crate::config::{Problem, Problems, Source, Span, clip};
use crate::files;
use crate::network::{self, Account, Format, Limits, NetworkFile, Reading};

/// Endings of the formats that are read.
const READ: &str = "GraphML ends in .graphml or .xml, an edge list, matrix or list of alters in .csv, .tsv, .txt or \
                    .edges, and .gml, .net (Pajek), .dl (UCINET), .gexf and .json (node-link) are read";
/// The way from other programs.
const EXPORT: &str = "write GraphML: in Gephi File > Export, in R igraph::write_graph(g, \"x.graphml\", \"graphml\"), \
                      in Python networkx.write_graphml(g, \"x.graphml\")";

/// Reads a network file as it stands, by its ending. `named_at` is where a scenario names it.
///
/// # Errors
/// A file that cannot be read, or what is wrong in it, with the position there.
pub fn read_network_file(path: &Path, named_at: Option<&Span>) -> Result<NetworkFile, Problems> {
    read_network_file_as(path, named_at, Reading::default()).map(|(network, _)| network)
}

/// Reads a network file as the user declares it, with an account of what was assumed.
///
/// # Errors
/// As [`read_network_file`].
pub fn read_network_file_as(
    path: &Path,
    named_at: Option<&Span>,
    reading: Reading,
) -> Result<(NetworkFile, Account), Problems> {
    let refuse = |title: String, label: &str, hint: String| {
        Problems::from(match named_at {
            Some(span) => Problem::at(span, title, label).hint(hint),
            None => Problem::whole(title, hint),
        })
    };
    let name = clip(&path.display().to_string());
    // No file system takes a longer path, and a message could not show it.
    let format = Format::from_path(path).filter(|_| path.as_os_str().len() <= 4_096);
    let Some(format) = format else {
        let ending = path.extension().and_then(|end| end.to_str()).unwrap_or_default().to_ascii_lowercase();
        let hint = match ending.as_str() {
            "toml" => format!("a scenario or experiment: `mobilise check` and `mobilise run` take it. {READ}"),
            "xlsx" | "xls" | "ods" => {
                "save the sheet of ties as \"CSV UTF-8\", with a first line source,target".to_owned()
            }
            _ => format!("{READ}; else {EXPORT}"),
        };
        return Err(refuse(format!("`{name}` is of no known format"), "unknown ending", hint));
    };
    let decoded = files::read_decoded(path, Limits::MAX_BYTES).map_err(|error| {
        let is_windows = path.to_string_lossy().contains('\\');
        let otherwise = match named_at {
            Some(_) if is_windows => {
                "write / for \\: it goes on every system; the path starts from the scenario's folder"
            }
            Some(_) => "the path starts from the scenario file's folder",
            None => "check the path",
        };
        refuse(error.to_string(), "named here", error.hint().unwrap_or(otherwise).to_owned())
    })?;
    // What a file begins with says more than its ending, where it says something.
    let shown = Format::from_text(&decoded.text);
    let format = shown.filter(|_| matches!(format, Format::EdgeList | Format::GraphMl)).unwrap_or(format);
    network::read_as(&Source::new(path.display().to_string(), decoded.text), format, Limits::LARGEST, reading)
}
