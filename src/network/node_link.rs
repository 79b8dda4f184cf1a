//! Writes node-link JSON, which NetworkX reads. Reading stands in `node_link_read`.

use std::io;

use serde_json::{Map, Value, json};

use super::attribute::AttributeValue;
use super::file::NetworkFile;

/// Keys of a node and of an edge that are not attributes.
const NODE: &str = "id";
const TRUST: &str = "trust";

/// Writes a network as node-link JSON, one node and one tie a line.
///
/// # What it computes
///
/// What NetworkX's `node_link_graph` takes: `directed` and `multigraph` false, `nodes` with their `id` and
/// attributes, `edges` with `source`, `target` and, where it is known, `trust`. NetworkX calls the list `edges` from
/// 3.4 on; an older one is told so, `node_link_graph(data, link="edges")`. What a node has no value of is not
/// there. Numbers are written with the digits that read back as the same number.
///
/// # Errors
///
/// What `writer` reports, and [`io::ErrorKind::InvalidInput`] for a network that contradicts itself, two
/// attributes of one name, or one called `id`, which is the node's own.
///
/// # Source
///
/// NetworkX 3.6, `networkx/readwrite/json_graph/node_link.py`.
pub fn write_node_link(network: &NetworkFile, writer: &mut impl io::Write) -> io::Result<()> {
    network.check()?;
    let mut names: Vec<&str> = network.attributes.iter().map(|attribute| attribute.name.as_str()).collect();
    names.push(NODE);
    names.sort_unstable();
    if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        let what = if pair[0] == NODE {
            "an attribute is called `id`, which is what JSON calls a node's name".to_owned()
        } else {
            format!("two attributes are called `{}`", pair[0])
        };
        return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
    }
    write!(writer, "{{\n\"directed\": false,\n\"multigraph\": false,\n\"graph\": {{}},\n\"nodes\": [")?;
    for (node, id) in network.ids.iter().enumerate() {
        let mut entry = Map::new();
        entry.insert(NODE.to_owned(), json!(id));
        for attribute in &network.attributes {
            if let Some(value) = &attribute.values[node] {
                entry.insert(attribute.name.clone(), json_value(value));
            }
        }
        write_entry(writer, node == 0, entry)?;
    }
    write!(writer, "\n],\n\"edges\": [")?;
    for (tie, (&(a, b), trust)) in network.ties.iter().zip(&network.trust).enumerate() {
        let mut entry = Map::new();
        entry.insert("source".to_owned(), json!(network.ids[a as usize]));
        entry.insert("target".to_owned(), json!(network.ids[b as usize]));
        if let Some(trust) = trust {
            entry.insert(TRUST.to_owned(), json!(trust));
        }
        write_entry(writer, tie == 0, entry)?;
    }
    writer.write_all(b"\n]\n}\n")
}

fn write_entry(writer: &mut impl io::Write, first: bool, entry: Map<String, Value>) -> io::Result<()> {
    write!(writer, "{}\n{}", if first { "" } else { "," }, Value::Object(entry))
}

fn json_value(value: &AttributeValue) -> Value {
    match value {
        AttributeValue::Whole(number) => json!(number),
        AttributeValue::Number(number) => json!(number),
        AttributeValue::Text(text) => json!(text),
        AttributeValue::Switch(switch) => json!(switch),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Attribute;
    use super::*;

    fn small() -> NetworkFile {
        NetworkFile {
            ids: vec!["Zoë \"Z\"".into(), "b\\c".into(), "3".into()],
            attributes: vec![
                Attribute { name: "age".into(), values: vec![Some(AttributeValue::Number(0.1)), None, None] },
                Attribute { name: "union".into(), values: vec![None, Some(AttributeValue::Switch(true)), None] },
            ],
            ties: vec![(0, 2), (1, 2)],
            trust: vec![Some(0.3), None],
        }
    }

    #[test]
    fn it_is_the_document_networkx_expects() {
        let mut bytes = Vec::new();
        write_node_link(&small(), &mut bytes).expect("written");
        let found: Value = serde_json::from_slice(&bytes).expect("JSON");
        let expected = json!({
            "directed": false, "multigraph": false, "graph": {},
            "nodes": [{"id": "Zoë \"Z\"", "age": 0.1}, {"id": "b\\c", "union": true}, {"id": "3"}],
            "edges": [
                {"source": "Zoë \"Z\"", "target": "3", "trust": 0.3}, {"source": "b\\c", "target": "3"},
            ],
        });
        assert_eq!(found, expected);
        let mut empty = Vec::new();
        write_node_link(&NetworkFile::default(), &mut empty).expect("written");
        let empty: Value = serde_json::from_slice(&empty).expect("JSON");
        assert_eq!((&empty["nodes"], &empty["edges"]), (&json!([]), &json!([])));
    }

    #[test]
    fn what_json_cannot_tell_apart_is_refused() {
        for name in ["id", "union"] {
            let mut network = small();
            network.attributes[0].name = name.into();
            let error = write_node_link(&network, &mut Vec::new()).expect_err(name);
            assert!(error.to_string().contains(name), "{error}");
        }
        let mut unequal = small();
        unequal.trust.pop();
        assert!(write_node_link(&unequal, &mut Vec::new()).is_err());
    }
}
