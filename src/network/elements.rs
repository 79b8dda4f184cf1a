//! Nodes and edges of a format that lists both, made a network: the part that such formats share.

use std::collections::{BTreeMap, BTreeSet};

use super::attribute::AttributeValue;
use super::character::find_illegal;
use super::column::Columns;
use super::draft::{Draft, unfit_name};
use super::fault::{Fault, shown};
use super::file::{Limits, NetworkFile};
use super::pending::Edge;
use super::reading::{Account, Reading};

/// A node as it stands in the file.
pub(super) struct Node {
    pub(super) id: String,
    pub(super) offset: usize,
    /// What the format shows for it.
    pub(super) label: Option<String>,
    pub(super) values: Vec<(String, AttributeValue)>,
}

/// All that a file lists.
#[derive(Default)]
pub(super) struct Elements {
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    /// What was passed over, by name.
    pub(super) unread: BTreeSet<String>,
    /// Whether weights were read for trust under another name.
    pub(super) weights: bool,
    /// Whether the format names every pair from both sides.
    pub(super) both_sides: bool,
    pub(super) notes: Vec<String>,
}

/// Reads a format that lists nodes and edges: what its reader lists, made a network.
pub(super) fn read_elements(
    text: &str,
    limits: Limits,
    reading: Reading,
    list: impl FnOnce(&str, Limits) -> Result<Elements, Fault>,
) -> Result<(NetworkFile, Account), Vec<Fault>> {
    list(text, limits).map_err(|fault| vec![fault])?.network(text, limits, reading)
}

impl Elements {
    /// Adds an edge, unless there are as many as are allowed.
    pub(super) fn add_edge(&mut self, edge: Edge, limits: Limits) -> Result<(), Fault> {
        limits.check_room(self.edges.len(), edge.offset)?;
        self.edges.push(edge);
        Ok(())
    }

    /// The network. People are called by their labels where everybody has one of their own, and else by their ids.
    fn network(self, text: &str, limits: Limits, reading: Reading) -> Result<(NetworkFile, Account), Vec<Fault>> {
        let one = |fault| vec![fault];
        let mut draft = Draft::new(text, limits, reading);
        let labels: BTreeSet<&str> = self.nodes.iter().filter_map(|node| node.label.as_deref()).collect();
        let by_label = labels.len() == self.nodes.len() && labels.iter().all(|label| unfit_name(label).is_none());
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        let mut columns = Columns::default();
        for node in self.nodes {
            let name = if by_label { node.label.clone().unwrap_or_default() } else { node.id.clone() };
            if names.insert(node.id.clone(), name.clone()).is_some() || draft.find(&name).is_some() {
                let label = format!("{} is there twice", shown(&node.id));
                return Err(one(Fault::at(node.offset, "same node twice", label, "give each node an id of its own")));
            }
            let number = draft.add_node(&name, node.offset).map_err(one)?;
            let label = node.label.filter(|_| !by_label).map(|label| ("label".to_owned(), AttributeValue::Text(label)));
            for (name, value) in node.values.into_iter().chain(label) {
                if let Some((label, hint)) = unfit_name(&name) {
                    return Err(one(Fault::at(node.offset, "unfit attribute name", label, hint)));
                }
                if let AttributeValue::Text(text) = &value
                    && let Some((_, c)) = find_illegal(text)
                {
                    let label = format!("a value of {} holds the character U+{:04X}", shown(&name), u32::from(c));
                    return Err(one(Fault::at(node.offset, "unfit value", label, "remove the character")));
                }
                let column = columns.number(&name);
                // A value that is given again does not count.
                let _ = columns.set(column, number, Some(value));
            }
        }
        if self.both_sides {
            draft.names_both_sides();
        }
        for mut edge in self.edges {
            for end in [&mut edge.source, &mut edge.target] {
                if let Some(name) = names.get(end.as_str()) {
                    end.clone_from(name);
                }
            }
            edge.resolve(&mut draft).map_err(one)?;
        }
        draft.account.notes.extend(self.notes);
        if self.weights {
            draft.account.notes.push("the weights of edges were read as trust".to_owned());
        }
        if !self.unread.is_empty() {
            let names: Vec<String> = self.unread.iter().take(10).map(|name| shown(name)).collect();
            draft.account.notes.push(format!("not read: {}", names.join(", ")));
        }
        let attributes = columns.finish(draft.node_count()).map_err(|_| {
            let label = "the attributes have far more empty cells than the file has values";
            one(Fault::at(0, "attribute table too large", label, "remove attributes the model does not use"))
        })?;
        draft.finish(attributes)
    }
}
