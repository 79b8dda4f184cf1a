//! Reads node-link JSON: what this program writes, NetworkX's `node_link_data`, and d3's files.

use serde_json::{Map, Value};

use super::attribute::AttributeValue;
use super::elements::{Elements, Node, read_elements};
use super::fault::{Fault, shown};
use super::file::{Limits, NetworkFile};
use super::pending::Edge;
use super::reading::{Account, Reading};

const HINT: &str = "node-link JSON is {\"nodes\": [{\"id\": …}], \"edges\": [{\"source\": …, \"target\": …}]}";

/// Reads a node-link document.
pub(super) fn read(text: &str, limits: Limits, reading: Reading) -> Result<(NetworkFile, Account), Vec<Fault>> {
    read_elements(text, limits, reading, elements)
}

fn elements(text: &str, limits: Limits) -> Result<Elements, Fault> {
    let document: Value = serde_json::from_str(text).map_err(|error| {
        let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let mut offset = (before + error.column().saturating_sub(1)).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        Fault::at(offset, "not JSON", error.to_string().split(" at line ").next().unwrap_or_default(), HINT)
    })?;
    let list = |key: &str| document.get(key).and_then(Value::as_array);
    let (Some(nodes), Some(edges)) = (list("nodes"), list("edges").or(list("links"))) else {
        return Err(Fault::at(0, "no node-link JSON", "there are no lists `nodes` and `edges` (or `links`)", HINT));
    };
    let directed = document.get("directed") == Some(&Value::Bool(true));
    let mut all = Elements::default();
    for (n, node) in nodes.iter().enumerate() {
        let what = || format!("nodes[{n}]");
        let node = node.as_object().ok_or_else(|| wrong(&what(), "is no {…}"))?;
        let id = node.get("id").and_then(name).ok_or_else(|| wrong(&what(), "has no `id`"))?;
        let values = node.iter().filter(|(key, _)| *key != "id");
        let mut found = Node { id, offset: 0, label: None, values: Vec::new() };
        for (key, value) in values {
            match value {
                Value::Number(number) => {
                    let whole = number.as_i64().map(AttributeValue::Whole);
                    let real = || number.as_f64().filter(|number| number.is_finite()).map(AttributeValue::Number);
                    found.values.extend(whole.or_else(real).map(|number| (key.clone(), number)));
                }
                Value::String(text) => found.values.push((key.clone(), AttributeValue::Text(text.clone()))),
                Value::Bool(on) => found.values.push((key.clone(), AttributeValue::Switch(*on))),
                Value::Null => {}
                _ => drop(all.unread.insert(key.clone())),
            }
        }
        all.nodes.push(found);
    }
    for (n, edge) in edges.iter().enumerate() {
        let what = || format!("edges[{n}]");
        let edge = edge.as_object().ok_or_else(|| wrong(&what(), "is no {…}"))?;
        let end = |key: &str| edge.get(key).and_then(name).ok_or_else(|| wrong(&what(), &format!("has no `{key}`")));
        let weight = weight(edge, &what())?;
        all.weights |= edge.contains_key("weight") && !edge.contains_key("trust");
        let known = ["source", "target", "trust", "weight", "key", "id"];
        all.unread.extend(edge.keys().filter(|key| !known.contains(&key.as_str())).cloned());
        let edge = Edge {
            source: end("source")?,
            source_offset: 0,
            target: end("target")?,
            target_offset: 0,
            offset: 0,
            weight: weight.map(|weight| (weight, 0)),
            directed,
        };
        all.add_edge(edge, limits)?;
    }
    Ok(all)
}

fn wrong(what: &str, why: &str) -> Fault {
    Fault::at(0, "no node-link JSON", format!("{} {why}", shown(what)), HINT)
}

/// A name as it is, or a number as one.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn weight(edge: &Map<String, Value>, what: &str) -> Result<Option<f64>, Fault> {
    match edge.get("trust").or(edge.get("weight")) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Number(number)) => Ok(number.as_f64().filter(|number| number.is_finite())),
        Some(_) => Err(wrong(what, "has a weight that is no number")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Attribute, write_node_link};
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let network = NetworkFile {
            ids: vec!["Zoë \"Z\"".into(), "b\\c".into(), "3".into()],
            attributes: vec![
                Attribute { name: "age".into(), values: vec![Some(AttributeValue::Number(0.1)), None, None] },
                Attribute { name: "union".into(), values: vec![None, Some(AttributeValue::Switch(true)), None] },
            ],
            ties: vec![(0, 2), (1, 2)],
            trust: vec![Some(0.3), None],
        };
        let mut bytes = Vec::new();
        write_node_link(&network, &mut bytes).expect("written");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let read = read(&text, Limits::LARGEST, Reading::default()).expect("read");
        assert_eq!(read.0, network);
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in [
            "",
            "{",
            "[]",
            "{\"nodes\": []}",
            "{\"nodes\": [1], \"edges\": []}",
            "{\"nodes\": [{}], \"links\": []}",
            "{\"nodes\": [{\"id\": 1}], \"edges\": [{\"source\": 1}]}",
            "{\"nodes\": [{\"id\": 1}], \"edges\": [{\"source\": 1, \"target\": 2}]}",
            "{\"nodes\": [{\"id\": \"1\"}, {\"id\": 1}], \"edges\": []}",
            "{\"nodes\": [], \"edges\": []}",
        ] {
            assert!(read(text, Limits::LARGEST, Reading::default()).is_err(), "{text}");
        }
    }
}
