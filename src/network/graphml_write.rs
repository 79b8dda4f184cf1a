//! Writes GraphML that Gephi, NetworkX and igraph open with typed attributes.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::attribute::AttributeValue;
use super::character::find_illegal;
use super::file::NetworkFile;

const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";
/// The key of the trust; node keys are called `d0`, `d1`, … as NetworkX calls them.
const TRUST: &str = "trust";

/// Writes a network as GraphML.
///
/// # What it computes
///
/// An undirected graph: a `<node>` each with its values, an `<edge>` each with its trust. Numbers
/// are declared `double`, or `int` or `long` where all are whole and written so; text `string`, switches `boolean`. An
/// attribute that mixes numbers, text or switches gets one key each, as NetworkX does it. [`read`](super::read) gives the same network back, bit for bit.
///
/// # Errors
///
/// What `writer` reports, and [`io::ErrorKind::InvalidInput`] for a network that contradicts
/// itself, two attributes of one name, or text with a character that XML forbids (such as U+0000).
///
/// # Source
///
/// The GraphML primer, <http://graphml.graphdrawing.org/primer/>.
pub fn write_graphml(network: &NetworkFile, writer: &mut impl io::Write) -> io::Result<()> {
    network.check()?;
    check_text(network)?;
    let keys: Vec<Key<'_>> = network.attributes.iter().enumerate().flat_map(keys_of).collect();
    let mut xml = Writer::new_with_indent(&mut *writer, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.write_event(Event::Start(BytesStart::new("graphml").with_attributes([("xmlns", NAMESPACE)])))?;
    for (number, key) in keys.iter().enumerate() {
        write_key(&mut xml, &format!("d{number}"), "node", key.name, key.kind)?;
    }
    if network.trust.iter().any(Option::is_some) {
        write_key(&mut xml, TRUST, "edge", TRUST, "double")?;
    }
    xml.write_event(Event::Start(BytesStart::new("graph").with_attributes([("edgedefault", "undirected")])))?;
    for (node, id) in network.ids.iter().enumerate() {
        write_node(&mut xml, network, &keys, node, id)?;
    }
    for (&(a, b), &trust) in network.ties.iter().zip(&network.trust) {
        write_edge(&mut xml, &network.ids[a as usize], &network.ids[b as usize], trust)?;
    }
    xml.write_event(Event::End(BytesEnd::new("graph")))?;
    xml.write_event(Event::End(BytesEnd::new("graphml")))?;
    writer.write_all(b"\n")
}

/// A key to be declared: values of one group of one attribute.
struct Key<'n> {
    attribute: usize,
    name: &'n str,
    group: Group,
    kind: &'static str,
}

/// One key for the numbers that the attribute's values have, one for texts and one for switches; an attribute without
/// values is declared as text.
fn keys_of<'n>((attribute, column): (usize, &'n super::Attribute)) -> Vec<Key<'n>> {
    let has = |group| column.values.iter().flatten().any(|value| group_of(value) == group);
    let mut kinds = Vec::new();
    if has(Group::Numbers) {
        kinds.push((Group::Numbers, type_of_numbers(column)));
    }
    if has(Group::Texts) || column.values.iter().all(Option::is_none) {
        kinds.push((Group::Texts, "string"));
    }
    if has(Group::Switches) {
        kinds.push((Group::Switches, "boolean"));
    }
    kinds.into_iter().map(|(group, kind)| Key { attribute, name: &column.name, group, kind }).collect()
}

/// The narrowest type that holds all numbers of an attribute.
fn type_of_numbers(column: &super::Attribute) -> &'static str {
    let all = |fits: fn(&AttributeValue) -> bool| {
        column.values.iter().flatten().filter(|value| group_of(value) == Group::Numbers).all(fits)
    };
    if all(|value| matches!(value, AttributeValue::Whole(number) if i32::try_from(*number).is_ok())) {
        "int"
    } else if all(|value| matches!(value, AttributeValue::Whole(_))) {
        "long"
    } else {
        "double"
    }
}

/// Values that one key can hold.
#[derive(Clone, Copy, PartialEq)]
enum Group {
    Numbers,
    Texts,
    Switches,
}

fn group_of(value: &AttributeValue) -> Group {
    match value {
        AttributeValue::Whole(_) | AttributeValue::Number(_) => Group::Numbers,
        AttributeValue::Text(_) => Group::Texts,
        AttributeValue::Switch(_) => Group::Switches,
    }
}

fn write_key<W: io::Write>(xml: &mut Writer<W>, id: &str, domain: &str, name: &str, kind: &str) -> io::Result<()> {
    let attributes = [("id", id), ("for", domain), ("attr.name", name), ("attr.type", kind)];
    xml.write_event(Event::Empty(BytesStart::new("key").with_attributes(attributes)))
}

fn write_node<W: io::Write>(
    xml: &mut Writer<W>,
    network: &NetworkFile,
    keys: &[Key<'_>],
    node: usize,
    id: &str,
) -> io::Result<()> {
    let start = BytesStart::new("node").with_attributes([("id", id)]);
    let value = |key: &Key<'_>| {
        let value = network.attributes[key.attribute].values[node].as_ref();
        value.filter(|value| group_of(value) == key.group)
    };
    if keys.iter().all(|key| value(key).is_none()) {
        return xml.write_event(Event::Empty(start));
    }
    xml.write_event(Event::Start(start))?;
    for (number, key) in keys.iter().enumerate() {
        if let Some(value) = value(key) {
            write_data(xml, &format!("d{number}"), value)?;
        }
    }
    xml.write_event(Event::End(BytesEnd::new("node")))
}

fn write_edge<W: io::Write>(xml: &mut Writer<W>, source: &str, target: &str, trust: Option<f64>) -> io::Result<()> {
    let start = BytesStart::new("edge").with_attributes([("source", source), ("target", target)]);
    let Some(trust) = trust else {
        return xml.write_event(Event::Empty(start));
    };
    xml.write_event(Event::Start(start))?;
    write_data(xml, TRUST, &AttributeValue::Number(trust))?;
    xml.write_event(Event::End(BytesEnd::new("edge")))
}

fn write_data<W: io::Write>(xml: &mut Writer<W>, key: &str, value: &AttributeValue) -> io::Result<()> {
    let text = match value {
        AttributeValue::Whole(number) => number.to_string(),
        // The shortest digits that read back as the same number; a double keeps its point (`1.0`).
        AttributeValue::Number(number) => format!("{number:?}"),
        AttributeValue::Text(text) => text.clone(),
        AttributeValue::Switch(switch) => switch.to_string(),
    };
    let element = xml.create_element("data").with_attribute(("key", key));
    element.write_text_content(BytesText::new(&text)).map(|_| ())
}

/// Refuses text XML cannot hold, and attributes of one name, which would become one when read.
fn check_text(network: &NetworkFile) -> io::Result<()> {
    let refuse = |what| Err(io::Error::new(io::ErrorKind::InvalidInput, what));
    let mut names: Vec<&str> = network.attributes.iter().map(|attribute| attribute.name.as_str()).collect();
    names.sort_unstable();
    if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        return refuse(format!("two attributes are called `{}`", pair[0]));
    }
    let values = network.attributes.iter().flat_map(|attribute| attribute.values.iter().flatten());
    let texts =
        values.filter_map(|value| if let AttributeValue::Text(text) = value { Some(text.as_str()) } else { None });
    for text in texts.chain(names).chain(network.ids.iter().map(String::as_str)) {
        if let Some((_, character)) = find_illegal(text) {
            return refuse(format!("XML cannot hold the character U+{:04X} of a name or text", u32::from(character)));
        }
    }
    Ok(())
}
