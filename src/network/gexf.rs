//! Reads GEXF, as Gephi writes it: nodes with attributes, edges with weights.
//!
//! Source: the GEXF working group, "GEXF File Format", <https://gexf.net>. Networks that change in time and nodes
//! inside nodes are refused.

use std::collections::BTreeMap;

use super::attribute::{AttributeValue, Kind};
use super::draft::parse_weight;
use super::element::Element;
use super::elements::{Elements, Node, read_elements};
use super::fault::{Fault, shown};
use super::file::{Limits, NetworkFile};
use super::key::value;
use super::pending::Edge;
use super::reading::{Account, Reading};
use super::xml::{Xml, clean};

/// Reads a GEXF document.
pub(super) fn read(text: &str, limits: Limits, reading: Reading) -> Result<(NetworkFile, Account), Vec<Fault>> {
    read_elements(text, limits, reading, |text, limits| {
        let (xml, all) = (Xml::new(text)?, Elements::default());
        let mut document = Document { xml, all, columns: BTreeMap::new(), directed: false, limits };
        document.root()?;
        Ok(document.all)
    })
}

struct Document<'a> {
    xml: Xml<'a>,
    all: Elements,
    /// Attributes of nodes by their id: name and kind.
    columns: BTreeMap<String, (String, Kind)>,
    directed: bool,
    limits: Limits,
}

impl Document<'_> {
    fn root(&mut self) -> Result<(), Fault> {
        let root = self.xml.child()?;
        let Some(root) = root.filter(|root| root.name == "gexf") else {
            let hint = "a GEXF file begins with <gexf>; is this the right file?";
            return Err(Fault::at(0, "no GEXF", "the outermost element is not <gexf>", hint));
        };
        let mut graphs = 0;
        while let Some(child) = self.xml.child()? {
            if child.name != "graph" {
                self.xml.skip()?;
                continue;
            }
            graphs += 1;
            if graphs > 1 {
                let label = "the file holds more than one graph";
                return Err(Fault::at(child.offset, "second graph", label, "export one workspace per file"));
            }
            self.graph(&child)?;
        }
        if graphs == 0 {
            return Err(Fault::at(root.offset, "no GEXF", "there is no <graph>", "is the file cut off?"));
        }
        self.xml.child().map(|_| ())
    }

    fn graph(&mut self, graph: &Element) -> Result<(), Fault> {
        if graph.get("mode").is_some_and(|mode| mode.value == "dynamic") {
            let hint = "export one moment of it: in Gephi, disable the timeline, or export GraphML";
            return Err(Fault::at(graph.offset, "dynamic graph", "this network changes in time", hint));
        }
        self.directed = graph.get("defaultedgetype").is_some_and(|default| default.value == "directed");
        while let Some(child) = self.xml.child()? {
            match child.name.as_str() {
                "attributes" if child.get("class").is_none_or(|class| class.value == "node") => self.attributes()?,
                "nodes" => {
                    while let Some(node) = self.xml.child()? {
                        self.node(&node)?;
                    }
                }
                "edges" => {
                    while let Some(edge) = self.xml.child()? {
                        self.edge(&edge)?;
                    }
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn attributes(&mut self) -> Result<(), Fault> {
        while let Some(attribute) = self.xml.child()? {
            self.xml.skip()?;
            let (Some(id), Some(title)) = (attribute.get("id"), attribute.get("title")) else { continue };
            let kind = attribute.get("type").map_or("string", |kind| kind.value.as_str());
            let kind = Kind::from_type(kind).unwrap_or(Kind::Text);
            self.columns.insert(id.value.clone(), (title.value.clone(), kind));
        }
        Ok(())
    }

    fn node(&mut self, element: &Element) -> Result<(), Fault> {
        let id = required(element, "id")?;
        let label = element.get("label").map(|label| label.value.clone()).filter(|label| !label.is_empty());
        let mut node = Node { id, offset: element.offset, label, values: Vec::new() };
        while let Some(child) = self.xml.child()? {
            match child.name.as_str() {
                "attvalues" => {
                    while let Some(datum) = self.xml.child()? {
                        self.xml.skip()?;
                        self.datum(&datum, &mut node)?;
                    }
                }
                "nodes" | "edges" => {
                    let hint = "flatten the hierarchy before the export: a tie is between two workers";
                    return Err(Fault::at(child.offset, "nested graph", "nodes stand inside a node", hint));
                }
                _ => self.xml.skip()?,
            }
        }
        self.all.nodes.push(node);
        Ok(())
    }

    fn datum(&mut self, datum: &Element, node: &mut Node) -> Result<(), Fault> {
        let (Some(key), Some(text)) = (datum.get("for").or(datum.get("id")), datum.get("value")) else {
            return Ok(());
        };
        let Some((name, kind)) = self.columns.get(&key.value) else {
            self.all.unread.insert(key.value.clone());
            return Ok(());
        };
        let value: Option<AttributeValue> = value(*kind, &text.value, text.offset)?;
        node.values.extend(value.map(|value| (name.clone(), value)));
        Ok(())
    }

    fn edge(&mut self, element: &Element) -> Result<(), Fault> {
        self.xml.skip()?;
        let mut weight = None;
        if let Some(given) = element.get("weight") {
            let number = parse_weight(&given.value, false)
                .map_err(|(label, hint)| Fault::at(given.offset, "trust is not in (0, 1]", label, hint))?;
            weight = number.map(|number| (number, given.offset));
            self.all.weights = true;
        }
        let edge = Edge {
            source: required(element, "source")?,
            source_offset: element.offset,
            target: required(element, "target")?,
            target_offset: element.offset,
            offset: element.offset,
            weight,
            directed: element.get("type").map_or(self.directed, |kind| kind.value == "directed"),
        };
        self.all.add_edge(edge, self.limits)
    }
}

fn required(element: &Element, name: &str) -> Result<String, Fault> {
    element.get(name).map(|attribute| attribute.value.clone()).ok_or_else(|| {
        let label = format!("this <{}> has no {}", clean(&element.name), shown(name));
        Fault::at(element.offset, "missing attribute", label, format!("add {name}=\"…\""))
    })
}

#[cfg(test)]
mod tests {
    use super::super::fault::first_fault;
    use super::*;

    const LIMITS: Limits = Limits { nodes: 5, ties: 4 };

    fn first(text: &str) -> Result<NetworkFile, Fault> {
        first_fault(read(text, LIMITS, Reading::default()))
    }

    #[test]
    fn nodes_edges_and_attributes_are_read() {
        let text = "<?xml version='1.0' encoding='UTF-8'?><gexf xmlns='http://gexf.net/1.3' version='1.3'>\
                    <meta><creator>Gephi</creator></meta><graph defaultedgetype='undirected'>\
                    <attributes class='node'><attribute id='0' title='skill' type='double'/></attributes>\
                    <nodes><node id='0' label='Zoë'><attvalues><attvalue for='0' value='0.5'/></attvalues></node>\
                    <node id='1' label='Bert'><viz:size xmlns:viz='u' value='3'/></node></nodes>\
                    <edges><edge id='0' source='0' target='1' weight='0.25'/></edges></graph></gexf>";
        let network = first(text).expect("good");
        assert_eq!((network.ids, network.ties), (vec!["Zoë".to_owned(), "Bert".into()], vec![(0, 1)]));
        assert_eq!(network.trust, [Some(0.25)]);
        assert_eq!(network.attributes[0].values, [Some(AttributeValue::Number(0.5)), None]);
    }

    #[test]
    fn what_is_no_plain_network_is_refused() {
        for (text, title) in [
            ("<graphml/>", "no GEXF"),
            ("<gexf/>", "no GEXF"),
            ("<gexf><graph mode='dynamic'/></gexf>", "dynamic graph"),
            ("<gexf><graph/><graph/></gexf>", "second graph"),
            ("<gexf><graph><nodes><node/></nodes></graph></gexf>", "missing attribute"),
            ("<gexf><graph><nodes><node id='a'><nodes/></node></nodes></graph></gexf>", "nested graph"),
            ("<gexf><graph/></gexf>", "no nodes"),
        ] {
            assert_eq!(first(text).map_err(|fault| fault.title), Err(title.to_owned()), "{text}");
        }
    }
}
