//! Social networks: [`make`]s them, [`describe`]s them, reads and writes them as files.
//!
//! Two formats are read and written: GraphML (what Gephi, NetworkX, igraph and yEd exchange, see
//! [`Format::GraphMl`]) and plain edge lists ([`Format::EdgeList`]). Both end in the same
//! [`NetworkFile`]: the nodes' names, one column a node attribute, and undirected ties with their
//! trust. NetworkX's node-link JSON ([`Format::NodeLink`]) is written only.
//!
//! A file is refused at its first problem, and a [`NetworkProblem`] says where (line and column),
//! what, and the way out. Nothing is guessed: a tie to an unknown node, a tie given twice or a
//! trust of 3 is a problem, not a repair. No input makes the readers panic, and their time and
//! memory grow with the size of the file alone, never with a number written in it.
//!
//! # Example
//!
//! ```
//! use mobilise::network::{Format, Limits, read};
//!
//! let limits = Limits { nodes: 1_000, ties: 10_000 };
//! let network = read("source,target,trust\nAnna,Bert,0.8\n", Format::EdgeList, limits)?;
//! assert_eq!(network.ids, ["Anna", "Bert"]);
//! assert_eq!(network.ties, [(0, 1)]);
//! assert_eq!(network.trust, [Some(0.8)]);
//! # Ok::<(), mobilise::network::NetworkProblem>(())
//! ```

mod attribute;
mod character;
mod column;
pub mod describe;
mod draft;
mod edge_list;
mod edge_list_write;
mod element;
mod field;
mod file;
mod graphml;
#[cfg(test)]
mod graphml_cases;
mod graphml_write;
mod key;
mod layout;
mod line;
pub mod make;
#[cfg(test)]
mod mutations;
mod neighbours;
mod node_link;
pub(crate) mod places;
mod problem;
#[cfg(test)]
mod round_trip;
mod xml;

use std::io;

pub use attribute::{Attribute, AttributeValue};
pub use edge_list_write::write_edge_list;
pub use file::{Format, Limits, NetworkFile, to_petgraph};
pub use graphml_write::write_graphml;
pub use neighbours::Neighbours;
pub use node_link::write_node_link;
pub use problem::NetworkProblem;

/// Reads a network from the text of a file.
///
/// # What it computes
///
/// The nodes in file order, their attributes, and the ties in file order as pairs `(a, b)` of node
/// numbers, `a < b`. A directed file is read as undirected, since a tie is mutual here. A leading
/// byte order mark is passed over.
///
/// # Shapes and units
///
/// `trust` has one entry a tie, in (0, 1], and each attribute one entry a node; `None` means the
/// file says nothing. The limits are counted before anything is kept.
///
/// # Errors
///
/// The first problem of the file, with its place; see [`NetworkProblem`]. [`Format::NodeLink`] is not read.
///
/// # Source
///
/// U. Brandes, M. Eiglsperger, I. Herman, M. Himsolt, M. S. Marshall (2002), "GraphML Progress
/// Report: Structural Layer Proposal", Graph Drawing 2001, LNCS 2265, and the format's primer,
/// <http://graphml.graphdrawing.org/primer/>.
pub fn read(text: &str, format: Format, limits: Limits) -> Result<NetworkFile, NetworkProblem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match format {
        Format::GraphMl => graphml::read(text, limits),
        Format::EdgeList => edge_list::read(text, limits),
        Format::NodeLink => {
            let hint = "GraphML (.graphml, .xml) and edge lists (.csv, .tsv, .txt, .edges) are read";
            Err(NetworkProblem::at(text, 0, "JSON is not read", "networks are written as JSON only", hint))
        }
    }
}

/// Writes a network in this format.
///
/// # What it computes
///
/// See [`write_graphml`], [`write_edge_list`] and [`write_node_link`].
///
/// # Errors
///
/// What `writer` reports, and [`io::ErrorKind::InvalidInput`] for what the format cannot hold.
pub fn write(network: &NetworkFile, format: Format, writer: &mut impl io::Write) -> io::Result<()> {
    match format {
        Format::GraphMl => write_graphml(network, writer),
        Format::EdgeList => write_edge_list(network, writer),
        Format::NodeLink => write_node_link(network, writer),
    }
}
