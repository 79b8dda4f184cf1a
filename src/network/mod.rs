//! Social networks: [`make`]s them, [`describe`]s them, reads and writes them as files.
//!
//! GraphML ([`Format::GraphMl`]: what Gephi, NetworkX, igraph and yEd exchange), edge lists with matrices and lists of
//! alters ([`Format::EdgeList`]) and node-link JSON ([`Format::NodeLink`]) are read and written; GML, Pajek, UCINET DL and
//! GEXF are read. All end in the same [`NetworkFile`]: the nodes' names, one column a node attribute, and undirected
//! ties with their trust.
//!
//! A file is refused at the first problem of its form, which says where, what, and the way out. What its ties leave open
//! – weights that are no trust, pairs named twice, ties to oneself, direction – is not guessed: all such places are
//! counted and told of at once, unless the user declares what is to be done ([`Reading`]). An [`Account`] says what was
//! assumed, joined and left out. No input makes the readers panic, and their time and memory grow with the size of the
//! file alone, never with a number written in it.
//!
//! # Example
//!
//! ```
//! use mobilise::internals::config::Source;
//! use mobilise::network::{Format, Limits, read};
//!
//! let limits = Limits { nodes: 1_000, ties: 10_000 };
//! let file = Source::new("ties.csv", "source,target,trust\nAnna,Bert,0.8\n");
//! let network = read(&file, Format::EdgeList, limits)?;
//! assert_eq!(network.ids, ["Anna", "Bert"]);
//! assert_eq!(network.ties, [(0, 1)]);
//! assert_eq!(network.trust, [Some(0.8)]);
//! # Ok::<(), mobilise::internals::config::Problems>(())
//! ```

mod attribute;
mod character;
mod column;
pub mod describe;
mod dl;
mod draft;
mod edge_list;
mod edge_list_write;
mod element;
mod elements;
mod fault;
mod field;
mod file;
mod gexf;
mod gml;
mod graphml;
mod graphml_write;
mod key;
mod layout;
pub(crate) mod likeness;
pub mod make;
mod neighbours;
mod node_link;
mod node_link_read;
mod oddities;
mod pajek;
mod pending;
pub(crate) mod places;
mod reading;
mod settle;
mod square;
pub(crate) mod together;
mod xml;

use std::io;
use std::sync::Arc;

use crate::config::{Problems, Source};

pub use attribute::{Attribute, AttributeValue};
pub use edge_list_write::write_edge_list;
pub use file::{Format, Limits, NetworkFile, to_petgraph};
pub use graphml_write::write_graphml;
pub use neighbours::Neighbours;
pub use node_link::write_node_link;
pub use reading::{Account, Direction, Reading, SelfTies, Twice, Weights};

/// Reads a network from the text of a file.
///
/// # What it computes
///
/// The nodes in file order, their attributes, and the ties in file order as pairs `(a, b)` of node
/// numbers, `a < b`. A directed file is read as undirected, since a tie is mutual here.
///
/// # Shapes and units
///
/// `trust` has one entry a tie, in (0, 1], and each attribute one entry a node; `None` means the
/// file says nothing. The limits are counted before anything is kept.
///
/// # Errors
///
/// The first problem of the file's form, or all of its ties at once, each kind with its first position and its count.
///
/// # Source
///
/// U. Brandes, M. Eiglsperger, I. Herman, M. Himsolt, M. S. Marshall (2002), "GraphML Progress
/// Report: Structural Layer Proposal", Graph Drawing 2001, LNCS 2265, and the format's primer,
/// <http://graphml.graphdrawing.org/primer/>.
pub fn read(source: &Arc<Source>, format: Format, limits: Limits) -> Result<NetworkFile, Problems> {
    read_as(source, format, limits, Reading::default()).map(|(network, _)| network)
}

/// Reads a network from the text of a file as the user declares it, with an account of what was assumed, joined and
/// left out.
///
/// # Errors
///
/// As [`read`].
pub fn read_as(
    source: &Arc<Source>,
    format: Format,
    limits: Limits,
    reading: Reading,
) -> Result<(NetworkFile, Account), Problems> {
    let text = source.text.as_str();
    let network = match format {
        Format::GraphMl => graphml::read(text, limits, reading),
        Format::EdgeList => edge_list::read(text, limits, reading),
        Format::NodeLink => node_link_read::read(text, limits, reading),
        Format::Gml => gml::read(text, limits, reading),
        Format::Pajek => pajek::read(text, limits, reading),
        Format::Dl => dl::read(text, limits, reading),
        Format::Gexf => gexf::read(text, limits, reading),
    };
    network.map_err(|faults| Problems(faults.into_iter().map(|fault| fault.in_file(source)).collect()))
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
        Format::Gml | Format::Pajek | Format::Dl | Format::Gexf => {
            Err(io::Error::new(io::ErrorKind::InvalidInput, "this format is read and not written"))
        }
    }
}
