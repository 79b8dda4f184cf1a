//! What a network file holds, which formats there are, and how large a file may be.

use std::io;
use std::path::Path;

use petgraph::graph::{NodeIndex, UnGraph};

use super::attribute::{Attribute, AttributeValue};
use super::fault::Fault;

/// A network as read from a file: nodes with their attributes, ties with their trust.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetworkFile {
    /// Node `i`'s name in the file, in file order; no name occurs twice.
    pub ids: Vec<String>,
    /// One entry a node attribute, in the order the file declares them; empty for an edge list.
    pub attributes: Vec<Attribute>,
    /// Undirected ties as node numbers `(a, b)` with `a < b`, each pair once, in file order.
    pub ties: Vec<(u32, u32)>,
    /// One entry a tie: the trust it carries, in (0, 1], or `None` where the file gives none.
    pub trust: Vec<Option<f64>>,
}

impl NetworkFile {
    /// Checks what the writers rely on; the readers never break it, a hand-made network may.
    pub(super) fn check(&self) -> io::Result<()> {
        let refuse = |what: String| Err(io::Error::new(io::ErrorKind::InvalidInput, what));
        if self.trust.len() != self.ties.len() {
            return refuse(format!("{} ties but {} values of trust", self.ties.len(), self.trust.len()));
        }
        if let Some((a, b)) = self.ties.iter().find(|(a, b)| a >= b || *b as usize >= self.ids.len()) {
            return refuse(format!("the tie ({a}, {b}) is not a pair of two nodes, lower number first"));
        }
        if let Some(trust) = self.trust.iter().flatten().find(|trust| !(**trust > 0.0 && **trust <= 1.0)) {
            return refuse(format!("a trust of {trust} is not in (0, 1]"));
        }
        for attribute in &self.attributes {
            if attribute.values.len() != self.ids.len() {
                return refuse(format!("the attribute `{}` has not one value a node", attribute.name));
            }
            if attribute.values.iter().flatten().any(AttributeValue::is_infinite_or_nan) {
                return refuse(format!("the attribute `{}` holds a number that is not finite", attribute.name));
            }
        }
        Ok(())
    }
}

/// A format a network is read from or written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// GraphML: XML with nodes, edges and typed attributes.
    GraphMl,
    /// One tie a line: two names and possibly a trust, between commas, tabs, semicolons or white
    /// space.
    EdgeList,
    /// Node-link JSON, as NetworkX and d3 have it.
    NodeLink,
    /// GML; read only.
    Gml,
    /// Pajek's network file; read only.
    Pajek,
    /// UCINET's DL; read only.
    Dl,
    /// Gephi's GEXF; read only.
    Gexf,
}

impl Format {
    /// The format a file's ending stands for: `.graphml` and `.xml`; `.csv`, `.tsv`, `.txt` and
    /// `.edges`; `.json`, in either case. `None` for any other ending.
    #[must_use]
    pub fn from_path(path: &Path) -> Option<Format> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "graphml" | "xml" => Some(Format::GraphMl),
            "csv" | "tsv" | "txt" | "edges" => Some(Format::EdgeList),
            "json" => Some(Format::NodeLink),
            "gml" => Some(Format::Gml),
            "net" | "paj" => Some(Format::Pajek),
            "dl" => Some(Format::Dl),
            "gexf" => Some(Format::Gexf),
            _ => None,
        }
    }

    /// The format that a text shows by how it begins, where it shows one.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Format> {
        let start: String = text.trim_start().chars().take(2_000).collect::<String>().to_lowercase();
        let begins = |words: &[&str]| words.iter().any(|word| start.starts_with(word));
        match () {
            () if start.starts_with('<') && start.contains("<gexf") => Some(Format::Gexf),
            () if start.starts_with('<') && start.contains("<graphml") => Some(Format::GraphMl),
            () if start.starts_with('{') => Some(Format::NodeLink),
            () if begins(&["*vertices", "*network"]) => Some(Format::Pajek),
            () if begins(&["dl ", "dl\t", "dl\n", "dl\r"]) && start.contains("data:") => Some(Format::Dl),
            () if begins(&["graph [", "graph\n[", "graph\r\n[", "creator "]) && start.contains('[') => {
                Some(Format::Gml)
            }
            () => None,
        }
    }
}

/// The largest network that is accepted; a file with more is refused when its first node or tie too
/// many is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// At most this many nodes.
    pub nodes: usize,
    /// At most this many ties.
    pub ties: usize,
}

impl Limits {
    /// The largest network there can be: numbers of people and of half-ties stay within 32 bits.
    pub const LARGEST: Limits = Limits { nodes: 50_000_000, ties: 100_000_000 };
    /// The longest file of one, in bytes; a longer one is refused before it is read.
    pub const MAX_BYTES: u64 = 1 << 30;

    /// Refuses one tie more where there are so many already, before it takes memory.
    pub(super) fn check_room(self, ties: usize, offset: usize) -> Result<(), Fault> {
        if ties < self.ties {
            return Ok(());
        }
        let label = format!("this is one more than the {} ties allowed", self.ties);
        Err(Fault::at(offset, "too many ties", label, "use a smaller network, or a sample of this one"))
    }
}

/// The network as a petgraph graph, for measures and algorithms.
///
/// # What it computes
///
/// Node `i` of the file is node `i` of the graph and carries `i`; tie `t` is edge `t` and carries
/// its trust, or 1 where the file gives none (an unweighted tie counts in full).
///
/// # Panics
///
/// When a hand-made network names a node in `ties` that it lacks in `ids`; a network that was read
/// never does.
#[must_use]
pub fn to_petgraph(network: &NetworkFile) -> UnGraph<u32, f64> {
    let mut graph = UnGraph::with_capacity(network.ids.len(), network.ties.len());
    for (node, _) in (0..).zip(&network.ids) {
        graph.add_node(node);
    }
    for (&(a, b), trust) in network.ties.iter().zip(&network.trust) {
        graph.add_edge(NodeIndex::new(a as usize), NodeIndex::new(b as usize), trust.unwrap_or(1.0));
    }
    graph
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_names_the_format() {
        for (name, format) in [
            ("a.graphml", Some(Format::GraphMl)),
            ("a.XML", Some(Format::GraphMl)),
            ("a.b.csv", Some(Format::EdgeList)),
            ("a.tsv", Some(Format::EdgeList)),
            ("a.txt", Some(Format::EdgeList)),
            ("a.edges", Some(Format::EdgeList)),
            ("a.json", Some(Format::NodeLink)),
            ("a.gexf", Some(Format::Gexf)),
            ("a.net", Some(Format::Pajek)),
            ("a.ods", None),
            ("graphml", None),
        ] {
            assert_eq!(Format::from_path(Path::new(name)), format, "{name}");
        }
    }

    #[test]
    fn the_graph_keeps_numbers_and_trust() {
        let network = NetworkFile {
            ids: vec!["a".into(), "b".into(), "c".into()],
            ties: vec![(0, 2), (1, 2)],
            trust: vec![Some(0.25), None],
            ..NetworkFile::default()
        };
        let graph = to_petgraph(&network);
        let edges: Vec<_> = graph.edge_indices().map(|edge| (graph.edge_endpoints(edge), graph[edge])).collect();
        assert_eq!(graph.node_weights().copied().collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(edges[0], (Some((NodeIndex::new(0), NodeIndex::new(2))), 0.25));
        assert_eq!(edges[1], (Some((NodeIndex::new(1), NodeIndex::new(2))), 1.0));
    }

    #[test]
    fn a_hand_made_network_that_contradicts_itself_is_not_written() {
        let good = NetworkFile {
            ids: vec!["a".into(), "b".into()],
            ties: vec![(0, 1)],
            trust: vec![None],
            attributes: vec![Attribute { name: "age".into(), values: vec![None, None] }],
        };
        assert!(good.check().is_ok());
        assert!(NetworkFile { trust: vec![], ..good.clone() }.check().is_err());
        assert!(NetworkFile { ties: vec![(1, 0)], ..good.clone() }.check().is_err());
        assert!(NetworkFile { ties: vec![(0, 2)], ..good.clone() }.check().is_err());
        assert!(NetworkFile { trust: vec![Some(f64::NAN)], ..good.clone() }.check().is_err());
        let mut short = good.clone();
        short.attributes[0].values.pop();
        assert!(short.check().is_err());
        let mut infinite = good;
        infinite.attributes[0].values[1] = Some(AttributeValue::Number(f64::INFINITY));
        assert!(infinite.check().is_err());
    }
}
