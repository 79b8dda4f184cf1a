//! Reads GML, as Gephi, igraph, NetworkX and Cytoscape write it.
//!
//! Source: M. Himsolt (1997), "GML: A portable Graph File Format". A file is keys with values: a number, a text in
//! quotation marks, or a list of keys in brackets. Nodes are called by their labels where all have one of their own.

use quick_xml::escape::unescape;

use super::attribute::{AttributeValue, finite};
use super::draft::parse_weight;
use super::elements::{Elements, Node, read_elements};
use super::fault::{Fault, shown};
use super::file::{Limits, NetworkFile};
use super::pending::Edge;
use super::reading::{Account, Reading};

/// How deep lists may nest; a drawing needs about 5.
const DEPTH_AT_MOST: usize = 32;

enum Value {
    Word(String),
    Text(String),
    List(Vec<Entry>),
}

struct Entry {
    key: String,
    offset: usize,
    value: Value,
}

impl Value {
    /// A number or text as it is written.
    fn text(&self) -> Option<&str> {
        match self {
            Value::Word(text) | Value::Text(text) => Some(text),
            Value::List(_) => None,
        }
    }
}

/// Reads a GML document.
pub(super) fn read(text: &str, limits: Limits, reading: Reading) -> Result<(NetworkFile, Account), Vec<Fault>> {
    read_elements(text, limits, reading, |text, limits| elements(&Parser { text, at: 0 }.entries(0)?, limits))
}

fn elements(entries: &[Entry], limits: Limits) -> Result<Elements, Fault> {
    let graphs: Vec<&Entry> = entries.iter().filter(|entry| entry.key.eq_ignore_ascii_case("graph")).collect();
    let [graph] = graphs.as_slice() else {
        let label =
            if graphs.is_empty() { "there is no graph [ … ]" } else { "there is more than one graph [ … ]" };
        return Err(Fault::at(0, "not one graph", label, "a GML file of a network holds one graph [ … ]"));
    };
    let Value::List(items) = &graph.value else {
        return Err(Fault::at(graph.offset, "not one graph", "`graph` is no list", "write graph [ … ]"));
    };
    let mut all = Elements::default();
    let directed = items.iter().any(|item| item.key == "directed" && item.value.text() == Some("1"));
    for item in items {
        let Value::List(parts) = &item.value else { continue };
        match item.key.as_str() {
            "node" => all.nodes.push(node(item.offset, parts, &mut all.unread)?),
            "edge" => {
                let edge = edge(item.offset, parts, directed, &mut all)?;
                all.add_edge(edge, limits)?;
            }
            _ => {}
        }
    }
    Ok(all)
}

fn required<'e>(offset: usize, parts: &'e [Entry], key: &str, of: &str) -> Result<&'e str, Fault> {
    let found = parts.iter().find(|part| part.key == key).and_then(|part| part.value.text());
    found.ok_or_else(|| Fault::at(offset, "missing key", format!("this {of} has no {key}"), format!("add {key} 1")))
}

fn node(offset: usize, parts: &[Entry], unread: &mut std::collections::BTreeSet<String>) -> Result<Node, Fault> {
    let id = required(offset, parts, "id", "node")?.to_owned();
    let mut node = Node { id, offset, label: None, values: Vec::new() };
    for part in parts {
        match (&part.value, part.key.as_str()) {
            (_, "id") => {}
            (value, "label") => node.label = value.text().map(str::to_owned),
            (Value::Text(text), key) => node.values.push((key.to_owned(), AttributeValue::Text(text.clone()))),
            (Value::Word(word), key) => {
                node.values.extend(finite(word).map(|number| (key.to_owned(), number)));
            }
            (Value::List(_), key) => drop(unread.insert(key.to_owned())),
        }
    }
    Ok(node)
}

fn edge(offset: usize, parts: &[Entry], directed: bool, all: &mut Elements) -> Result<Edge, Fault> {
    let source = required(offset, parts, "source", "edge")?.to_owned();
    let target = required(offset, parts, "target", "edge")?.to_owned();
    let of = |key: &str| parts.iter().find(|part| part.key.eq_ignore_ascii_case(key));
    let mut weight = None;
    if let Some(part) = of("trust").or(of("weight")) {
        let number = parse_weight(part.value.text().unwrap_or_default(), false)
            .map_err(|(label, hint)| Fault::at(part.offset, "trust is not in (0, 1]", label, hint))?;
        weight = number.map(|number| (number, part.offset));
        all.weights |= part.key.eq_ignore_ascii_case("weight");
    }
    let known = ["source", "target", "trust", "weight", "id", "label", "graphics"];
    let unread = parts.iter().filter(|part| !known.contains(&part.key.to_lowercase().as_str()));
    all.unread.extend(unread.map(|part| part.key.clone()));
    Ok(Edge { source, source_offset: offset, target, target_offset: offset, offset, weight, directed })
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn entries(&mut self, depth: usize) -> Result<Vec<Entry>, Fault> {
        let mut entries = Vec::new();
        loop {
            self.skip_blanks();
            let offset = self.at;
            match self.rest().chars().next() {
                None if depth == 0 => return Ok(entries),
                None => {
                    let hint = "add a ]; is the file cut off?";
                    return Err(Fault::at(offset, "unclosed list", "the file ends inside [ … ]", hint));
                }
                Some(']') if depth > 0 => {
                    self.at += 1;
                    return Ok(entries);
                }
                Some(first) if first.is_ascii_alphabetic() || first == '_' => {
                    let key = self.word().to_owned();
                    self.skip_blanks();
                    let value = self.value(depth)?;
                    entries.push(Entry { key, offset, value });
                }
                Some(other) => {
                    let label = format!("{} stands where a key belongs", shown(&other.to_string()));
                    return Err(Fault::at(offset, "not GML", label, "write key value; is this the right file?"));
                }
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, Fault> {
        let offset = self.at;
        match self.rest().chars().next() {
            Some('[') if depth == DEPTH_AT_MOST => {
                let label = format!("lists are nested more than {DEPTH_AT_MOST} deep");
                Err(Fault::at(offset, "nesting too deep", label, "is a list not closed?"))
            }
            Some('[') => {
                self.at += 1;
                Ok(Value::List(self.entries(depth + 1)?))
            }
            Some('"') => {
                let Some(end) = self.rest()[1..].find('"') else {
                    let label = "this quotation mark is not closed";
                    return Err(Fault::at(offset, "not GML", label, "close it"));
                };
                let inside = &self.rest()[1..=end];
                let plain = unescape(inside).map_or_else(|_| inside.to_owned(), |text| text.into_owned());
                self.at += end + 2;
                Ok(Value::Text(plain))
            }
            Some(_) if !self.word_ahead().is_empty() => Ok(Value::Word(self.word().to_owned())),
            _ => Err(Fault::at(offset, "not GML", "a key has no value", "write key value")),
        }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn word_ahead(&self) -> &str {
        let rest = self.rest();
        &rest[..rest.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '"')).unwrap_or(rest.len())]
    }

    fn word(&mut self) -> &str {
        let (start, length) = (self.at, self.word_ahead().len());
        self.at += length;
        &self.text[start..start + length]
    }

    /// Passes over blanks, and over remarks, which begin with `#` at the front of a line.
    fn skip_blanks(&mut self) {
        loop {
            self.at += self.rest().len() - self.rest().trim_start().len();
            if !self.rest().starts_with('#') {
                return;
            }
            self.at += self.rest().find('\n').unwrap_or(self.rest().len());
        }
    }
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
    fn labels_are_names_and_other_keys_attributes() {
        let text = "# made by hand\nCreator \"me\"\ngraph [\n directed 0\n node [ id 1 label \"Zo&#235;\" age 30.5 graphics [ x 1 ] ]\n \
                    node [ id 2 label \"Bert\" team \"A\" ]\n edge [ source 1 target 2 weight 0.25 ]\n]\n";
        let network = first(text).expect("good");
        assert_eq!(
            (network.ids.as_slice(), network.ties.as_slice()),
            (&["Zoë".to_owned(), "Bert".into()][..], &[(0, 1)][..])
        );
        assert_eq!(network.trust, [Some(0.25)]);
        assert_eq!(network.attributes.len(), 2);
        let same = first("graph [ node [ id 1 label \"a\" ] node [ id 2 label \"a\" ] edge [ source 2 target 1 ] ]");
        assert_eq!(same.expect("good").ids, ["1", "2"]);
    }

    #[test]
    fn what_is_no_gml_is_refused() {
        for (text, title) in [
            ("", "not one graph"),
            ("graph [ node [ id 1 ]", "unclosed list"),
            ("graph [ node [ label \"x\" ] ]", "missing key"),
            ("graph [ node [ id 1 label \"x ] ]", "not GML"),
            ("graph [ node [ id 1 ] edge [ source 1 target 9 ] ]", "tie to an unknown node"),
            ("graph [ node [ id 1 ] node [ id 1 ] ]", "same node twice"),
            ("graph [ ] graph [ ]", "not one graph"),
            ("graph [ ]", "no nodes"),
        ] {
            assert_eq!(first(text).map_err(|fault| fault.title), Err(title.to_owned()), "{text}");
        }
        assert_eq!(first(&"a [".repeat(10_000)).map_err(|fault| fault.title), Err("nesting too deep".to_owned()));
    }
}
