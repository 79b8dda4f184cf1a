//! Reads GraphML: the structural layer (nodes and edges) with its attribute extension (keys and
//! data).
//!
//! Source: Brandes, Eiglsperger, Herman, Himsolt, Marshall (2002), "GraphML Progress Report", and
//! the format's primer. Nested graphs, hyperedges and ports are part of the format and refused: a
//! social network here has none.

use std::collections::BTreeSet;

use super::column::Columns;
use super::draft::{Draft, parse_weight};
use super::element::{Element, XmlAttribute};
use super::fault::{Fault, did_you_mean, shown};
use super::file::{Limits, NetworkFile};
use super::key::{EdgeDatum, Keys, NodeKey, value};
use super::pending::Edge;
use super::reading::{Account, Reading, count};
use super::xml::{Content, Xml, clean};

struct Document<'a> {
    xml: Xml<'a>,
    keys: Keys,
    columns: Columns,
    draft: Draft<'a>,
    edges: Vec<Edge>,
    directed: bool,
    graph_seen: bool,
    /// Values that were left out: pictures and lists, and those whose key is not declared.
    structured: usize,
    undeclared: BTreeSet<String>,
}

/// Reads a GraphML document that has no byte order mark.
pub(super) fn read(text: &str, limits: Limits, reading: Reading) -> Result<(NetworkFile, Account), Vec<Fault>> {
    let mut document = Document {
        xml: Xml::new(text).map_err(|fault| vec![fault])?,
        keys: Keys::default(),
        columns: Columns::default(),
        draft: Draft::new(text, limits, reading),
        edges: Vec::new(),
        directed: false,
        graph_seen: false,
        structured: 0,
        undeclared: BTreeSet::new(),
    };
    document.root().map_err(|fault| vec![fault])?;
    document.finish()
}

impl Document<'_> {
    fn root(&mut self) -> Result<(), Fault> {
        let Some(root) = self.xml.child()? else {
            let hint = "a GraphML file begins with <graphml>; is this the right file?";
            return Err(Fault::at(0, "no GraphML", "the file holds no element at all", hint));
        };
        if root.name != "graphml" {
            let label = format!("the outermost element is <{}>, not <graphml>", clean(&root.name));
            let hint = "export the network as GraphML; other formats are known by the ending of the file's name";
            return Err(Fault::at(root.offset, "no GraphML", label, hint));
        }
        while let Some(child) = self.xml.child()? {
            match child.name.as_str() {
                "key" if self.graph_seen => {
                    let hint = "move it before the <graph>";
                    return Err(Fault::at(child.offset, "late key", "this <key> follows the graph", hint));
                }
                "key" => self.keys.read(&mut self.xml, &child, &mut self.columns)?,
                "graph" => self.graph(&child)?,
                "desc" | "data" => self.xml.skip()?,
                _ => return Err(self.refuse(&child)),
            }
        }
        // The root has closed; what follows may only be blanks and comments.
        self.xml.child().map(|_| ())
    }

    fn graph(&mut self, graph: &Element) -> Result<(), Fault> {
        if self.graph_seen {
            let hint = "export one relation per file: in Gephi one workspace, in yEd one document, in igraph or \
                        NetworkX write_graphml of each graph";
            return Err(Fault::at(graph.offset, "second graph", "the file holds more than one graph", hint));
        }
        self.graph_seen = true;
        if let Some(default) = graph.get("edgedefault")
            && !["directed", "undirected"].contains(&default.value.as_str())
        {
            let label = format!("edges cannot be {}", shown(&default.value));
            let hint = "write edgedefault=\"undirected\"";
            return Err(Fault::at(default.offset, "unknown edgedefault", label, hint));
        }
        self.directed = graph.get("edgedefault").is_some_and(|default| default.value == "directed");
        while let Some(child) = self.xml.child()? {
            match child.name.as_str() {
                "node" => self.node(&child)?,
                "edge" => self.edge(&child)?,
                // Older programs declare what nodes have where the graph begins.
                "key" => self.keys.read(&mut self.xml, &child, &mut self.columns)?,
                "desc" | "data" => self.xml.skip()?,
                _ => return Err(self.refuse(&child)),
            }
        }
        Ok(())
    }

    fn node(&mut self, node: &Element) -> Result<(), Fault> {
        let id = self.required(node, "id")?;
        if let Some(first) = self.draft.find(&id.value) {
            let label = format!("{} is already the node of line {}", shown(&id.value), self.draft.node_line(first));
            return Err(Fault::at(id.offset, "same node twice", label, "give each node an id of its own"));
        }
        let number = self.draft.add_node(&id.value, id.offset)?;
        while let Some(child) = self.xml.child()? {
            match child.name.as_str() {
                "data" => self.node_data(&child, number)?,
                "desc" => self.xml.skip()?,
                _ => return Err(self.refuse(&child)),
            }
        }
        Ok(())
    }

    fn node_data(&mut self, data: &Element, node: u32) -> Result<(), Fault> {
        let (column, kind) = match self.keys.node(data)? {
            Some(NodeKey::Column(column, kind)) => (column, kind),
            Some(NodeKey::Private) => return self.xml.skip(),
            None => return self.leave_out(data),
        };
        let begin = self.xml.offset();
        let Content::Text(text) = self.xml.content()? else {
            self.structured += 1;
            return Ok(());
        };
        let value = value(kind, &text, begin)?;
        self.columns.set(column, node, value).map_err(|name| {
            let label = format!("this node has a value of {} already", shown(name));
            Fault::at(data.offset, "same attribute twice", label, "keep one of the two")
        })
    }

    fn edge(&mut self, edge: &Element) -> Result<(), Fault> {
        for port in ["sourceport", "targetport"] {
            if let Some(port) = edge.get(port) {
                let hint = "remove the port: a tie is between two nodes as a whole";
                return Err(Fault::at(port.offset, "ports refused", "this edge ends at a port", hint));
            }
        }
        self.draft.check_tie_limit(self.edges.len(), edge.offset)?;
        let source = self.required(edge, "source")?;
        let target = self.required(edge, "target")?;
        let mut trust = None;
        while let Some(child) = self.xml.child()? {
            match child.name.as_str() {
                "data" => match self.keys.edge(&child)? {
                    Some(EdgeDatum::Trust) if trust.is_some() => {
                        let label = "this edge has a trust already";
                        return Err(Fault::at(child.offset, "same attribute twice", label, "keep one of the two"));
                    }
                    Some(EdgeDatum::Trust) => {
                        let begin = self.xml.offset();
                        let Content::Text(text) = self.xml.content()? else {
                            self.structured += 1;
                            continue;
                        };
                        let weight = parse_weight(&text, false)
                            .map_err(|(label, hint)| Fault::at(begin, "trust is not in (0, 1]", label, hint))?;
                        trust = Some(weight.map(|weight| (weight, begin)));
                    }
                    Some(EdgeDatum::Other) => self.xml.skip()?,
                    None => self.leave_out(&child)?,
                },
                "desc" => self.xml.skip()?,
                _ => return Err(self.refuse(&child)),
            }
        }
        let directed = edge.get("directed").map_or(self.directed, |directed| directed.value == "true");
        self.edges.push(Edge {
            source: source.value.clone(),
            source_offset: source.offset,
            target: target.value.clone(),
            target_offset: target.offset,
            offset: edge.offset,
            weight: trust.unwrap_or_else(|| self.keys.default_trust().map(|trust| (trust, edge.offset))),
            directed,
        });
        Ok(())
    }

    fn finish(mut self) -> Result<(NetworkFile, Account), Vec<Fault>> {
        let ties = self.edges.into_iter().try_for_each(|edge| edge.resolve(&mut self.draft));
        ties.map_err(|fault| vec![fault])?;
        self.keys.note(&mut self.draft.account);
        if self.structured > 0 {
            let values = count(self.structured, "value was", "values were");
            self.draft.account.note(format!("{values} left out: pictures, labels or lists of another program"));
        }
        if !self.undeclared.is_empty() {
            let names: Vec<String> = self.undeclared.iter().take(10).map(|name| shown(name)).collect();
            let names = names.join(", ");
            self.draft.account.note(format!("left out, since no <key> declares them here: {names}"));
        }
        let attributes = self.columns.finish(self.draft.node_count()).map_err(|_| {
            let label = "the attributes have far more empty cells than the file has values";
            let hint = "remove attributes the model does not use";
            vec![Fault::at(0, "attribute table too large", label, hint)]
        })?;
        self.draft.finish(attributes)
    }

    /// Passes over a value whose key is not declared, and remembers its name.
    fn leave_out(&mut self, data: &Element) -> Result<(), Fault> {
        if let Some(key) = data.get("key").filter(|_| self.undeclared.len() < 100) {
            self.undeclared.insert(key.value.clone());
        }
        self.xml.skip()
    }

    fn required<'e>(&self, element: &'e Element, name: &str) -> Result<&'e XmlAttribute, Fault> {
        element.get(name).ok_or_else(|| {
            let label = format!("this <{}> has no {name}", clean(&element.name));
            Fault::at(element.offset, "missing attribute", label, format!("add {name}=\"…\""))
        })
    }

    /// The problem of an element that cannot stand where it does.
    fn refuse(&self, element: &Element) -> Fault {
        const KNOWN: [&str; 6] = ["key", "graph", "node", "edge", "data", "desc"];
        let name = clean(&element.name);
        let (title, label, hint) = match name.as_str() {
            "graph" => (
                "nested graph",
                "a graph lies inside another part".to_owned(),
                "export the graph flat, without groups: in yEd Ungroup all, in Cytoscape expand all, in Gephi flatten"
                    .to_owned(),
            ),
            "hyperedge" => (
                "hyperedge refused",
                "this edge joins more than two nodes".to_owned(),
                "write a tie for each pair instead".to_owned(),
            ),
            "port" | "endpoint" => (
                "ports refused",
                "this node has ports".to_owned(),
                "remove them: a tie is between two nodes as a whole".to_owned(),
            ),
            "locator" => {
                ("locator refused", "this part lies in another file".to_owned(), "put it into this file".to_owned())
            }
            known if KNOWN.contains(&known) => (
                "element in the wrong place",
                format!("<{name}> cannot stand here"),
                "nodes and edges stand in <graph>, data in <node> and <edge>".to_owned(),
            ),
            _ => (
                "unknown element",
                format!("<{name}> is not an element of GraphML"),
                did_you_mean(&name, KNOWN, "remove it, or put it inside <data> with a <key> of its own"),
            ),
        };
        Fault::at(element.offset, title, label, hint)
    }
}
