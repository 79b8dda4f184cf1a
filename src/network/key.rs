//! GraphML's keys: what the `<data key="…">` of nodes and edges mean.

use std::collections::BTreeMap;

use super::attribute::{AttributeValue, Kind};
use super::column::Columns;
use super::draft::{parse_weight, unfit_name};
use super::element::Element;
use super::fault::{Fault, did_you_mean, shown};
use super::reading::Account;
use super::xml::{Content, Xml};
use crate::config::nearest_slip;

/// What a node's datum is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NodeKey {
    /// A value of the column with this number.
    Column(usize, Kind),
    /// A program's private data, such as yEd's drawing; passed over.
    Private,
}

impl NodeKey {
    /// What two keys of one id mean together. NetworkX with `named_key_ids` declares an attribute
    /// twice under one id when some of its numbers are whole and others are not; any other
    /// contradiction is `None`.
    fn merge(self, other: NodeKey) -> Option<NodeKey> {
        match (self, other) {
            (a, b) if a == b => Some(a),
            (NodeKey::Column(a, Kind::Whole | Kind::Number), NodeKey::Column(b, Kind::Whole | Kind::Number))
                if a == b =>
            {
                Some(NodeKey::Column(a, Kind::Number))
            }
            _ => None,
        }
    }
}

/// What an edge's datum is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum EdgeKey {
    Trust,
    /// Stands in for the trust when no key is called so.
    Weight,
    Other,
}

/// What a datum of an edge says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum EdgeDatum {
    Trust,
    Other,
}

/// The keys that were declared. Nodes and edges have tables of their own: Gephi gives the same id
/// to a node's and an edge's attribute of one name.
#[derive(Default)]
pub(super) struct Keys {
    nodes: BTreeMap<String, NodeKey>,
    edges: BTreeMap<String, EdgeKey>,
    has_trust: bool,
    default_trust: Option<f64>,
    default_weight: Option<f64>,
    /// What edges have beside, by name.
    others: Vec<String>,
}

impl Keys {
    /// Reads a `<key>` that has just been opened, up to its closing.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>, key: &Element, columns: &mut Columns) -> Result<(), Fault> {
        let Some(id) = key.get("id") else {
            return Err(Fault::at(key.offset, "key without an id", "this <key> has no id", "add id=\"…\""));
        };
        let (for_nodes, for_edges) = domain(key)?;
        let (name, kind) = name_and_kind(key)?;
        let is_edge_number = |word: &str| for_edges && name.is_some_and(|name| name.eq_ignore_ascii_case(word));
        let edge = match () {
            () if is_edge_number("trust") => EdgeKey::Trust,
            () if is_edge_number("weight") => EdgeKey::Weight,
            () => EdgeKey::Other,
        };
        self.has_trust |= edge == EdgeKey::Trust;
        if let (Some(name), EdgeKey::Other, true) = (name, edge, for_edges && !for_nodes) {
            self.others.push(name.to_owned());
        }
        let column = match name {
            Some(name) if for_nodes => Some(columns.number(name)),
            _ => None,
        };
        while let Some(child) = xml.child()? {
            let begin = xml.offset();
            if child.name != "default" || name.is_none() || !(for_nodes || edge != EdgeKey::Other) {
                xml.skip()?;
                continue;
            }
            let Content::Text(text) = xml.content()? else { continue };
            if let Some(column) = column
                && let Some(value) = value(kind, &text, begin)?
            {
                columns.set_default(column, value);
            }
            self.set_default_trust(edge, &text, begin)?;
        }
        let node = column.map_or(NodeKey::Private, |column| NodeKey::Column(column, kind));
        let agreed = (!for_nodes || declare(&mut self.nodes, &id.value, node, NodeKey::merge))
            && (!for_edges || declare(&mut self.edges, &id.value, edge, |a, b| (a == b).then_some(a)));
        if !agreed {
            let label = format!("the key {} is declared a second time, with another meaning", shown(&id.value));
            return Err(Fault::at(id.offset, "same key twice", label, "give each <key> an id of its own"));
        }
        Ok(())
    }

    fn set_default_trust(&mut self, edge: EdgeKey, text: &str, offset: usize) -> Result<(), Fault> {
        let slot = match edge {
            EdgeKey::Trust => &mut self.default_trust,
            EdgeKey::Weight => &mut self.default_weight,
            EdgeKey::Other => return Ok(()),
        };
        match parse_weight(text, false) {
            Ok(trust) => *slot = slot.or(trust),
            // A weight that stays unused because the file has a trust too may be any number.
            Err(_) if edge == EdgeKey::Weight => {}
            Err((label, hint)) => {
                return Err(Fault::at(offset, "trust is not in (0, 1]", label, hint));
            }
        }
        Ok(())
    }

    /// What a datum of a node is; nothing where no key for nodes declares it.
    pub(super) fn node(&self, data: &Element) -> Result<Option<NodeKey>, Fault> {
        find(&self.nodes, &self.edges, data, "nodes")
    }

    /// What a datum of an edge is; nothing where no key for edges declares it.
    pub(super) fn edge(&self, data: &Element) -> Result<Option<EdgeDatum>, Fault> {
        let wanted = if self.has_trust { EdgeKey::Trust } else { EdgeKey::Weight };
        let key = find(&self.edges, &self.nodes, data, "edges")?;
        Ok(key.map(|key| if key == wanted { EdgeDatum::Trust } else { EdgeDatum::Other }))
    }

    /// Says which values of ties were taken for trust, and which were not.
    pub(super) fn note(&self, account: &mut Account) {
        let has_weight = self.edges.values().any(|key| *key == EdgeKey::Weight);
        if !self.has_trust && has_weight {
            account.note("the weights of edges were read as trust");
        }
        if !self.others.is_empty() {
            let names: Vec<String> = self.others.iter().take(10).map(|name| shown(name)).collect();
            let hint = if self.has_trust || has_weight { "" } else { "; call one of them `weight` if it is meant" };
            account.note(format!("not read of the ties: {}{hint}", names.join(", ")));
        }
    }

    /// The trust of an edge that gives none.
    pub(super) fn default_trust(&self) -> Option<f64> {
        if self.has_trust { self.default_trust } else { self.default_weight }
    }
}

/// Reads a value as its declared type.
pub(super) fn value(kind: Kind, text: &str, offset: usize) -> Result<Option<AttributeValue>, Fault> {
    kind.parse(text).map_err(|expected| {
        let label = format!("{} is not {expected}", shown(text));
        Fault::at(offset, "value of the wrong type", label, "correct the value, or the attr.type of its <key>")
    })
}

/// Whether a key is for nodes and for edges; other keys (of the graph, of ports) are of no concern
/// here.
fn domain(key: &Element) -> Result<(bool, bool), Fault> {
    const DOMAINS: [&str; 7] = ["all", "node", "edge", "graph", "graphml", "hyperedge", "port"];
    let Some(attribute) = key.get("for") else {
        return Ok((true, true));
    };
    match attribute.value.as_str() {
        "all" => Ok((true, true)),
        "node" => Ok((true, false)),
        "edge" => Ok((false, true)),
        "graph" | "graphml" | "hyperedge" | "port" | "endpoint" => Ok((false, false)),
        other => {
            let label = format!("a key cannot be for {}", shown(other));
            let hint = did_you_mean(other, DOMAINS, "write for=\"node\", for=\"edge\" or for=\"all\"");
            Err(Fault::at(attribute.offset, "unknown kind of key", label, hint))
        }
    }
}

/// The attribute's name and type. A key with neither is private to the program that wrote it.
fn name_and_kind(key: &Element) -> Result<(Option<&str>, Kind), Fault> {
    let kind = match key.get("attr.type") {
        None => Kind::Text,
        Some(given) => Kind::from_type(&given.value).map_err(|near| {
            let label = format!("there is no type {}", shown(&given.value));
            Fault::at(given.offset, "unknown type", label, format!("did you mean `{near}`?"))
        })?,
    };
    let named = match (key.get("attr.name"), key.get("attr.type")) {
        (Some(name), _) if !name.value.is_empty() => name,
        (None, None) => return Ok((None, kind)),
        _ => match key.get("id") {
            Some(id) => id,
            None => return Ok((None, kind)),
        },
    };
    match unfit_name(&named.value) {
        Some((label, hint)) => Err(Fault::at(named.offset, "unfit attribute name", label, hint)),
        None => Ok((Some(&named.value), kind)),
    }
}

/// Enters a key; `false` when it contradicts an earlier one of the same id.
fn declare<K: Copy>(keys: &mut BTreeMap<String, K>, id: &str, key: K, merge: impl Fn(K, K) -> Option<K>) -> bool {
    let merged = match keys.get(id) {
        None => Some(key),
        Some(&earlier) => merge(earlier, key),
    };
    merged.map(|merged| keys.insert(id.to_owned(), merged)).is_some()
}

/// The key of a datum. One that is declared for the other kind of element, or not at all, is of another program's; a
/// slip in a name is refused.
fn find<K: Copy, O>(
    keys: &BTreeMap<String, K>,
    others: &BTreeMap<String, O>,
    data: &Element,
    whose: &str,
) -> Result<Option<K>, Fault> {
    let Some(key) = data.get("key") else {
        let hint = "add key=\"…\" with the id of a <key>";
        return Err(Fault::at(data.offset, "data without a key", "this <data> names no key", hint));
    };
    if let Some(&found) = keys.get(&key.value) {
        return Ok(Some(found));
    }
    if others.contains_key(&key.value) {
        return Ok(None);
    }
    match nearest_slip(&key.value, keys.keys().map(String::as_str)) {
        None => Ok(None),
        Some(near) => {
            let label = format!("no <key> for {whose} has the id {}", shown(&key.value));
            Err(Fault::at(key.offset, "unknown key", label, format!("did you mean {}?", shown(near))))
        }
    }
}
