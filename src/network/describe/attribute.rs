//! What is known of a node attribute, and how ties run within and across its values.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::network::attribute::{Attribute, AttributeValue};
use crate::network::neighbours::Neighbours;

use super::mixing::{Mixing, mixing};

/// A node attribute, measured.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeSummary {
    /// The attribute's name.
    pub name: String,
    /// What its values are: `text` (switches too), `number`, `text and number`, or `nothing`.
    pub value_type: &'static str,
    /// How many people have a value.
    pub known: usize,
    /// The mean of its numbers; NaN where it has none.
    pub mean: f64,
    /// How many people have each text or switch.
    pub groups: BTreeMap<String, usize>,
    /// How ties run within and across these groups; `None` where no two people share a value, as with names.
    pub mixing: Option<Mixing>,
}

impl AttributeSummary {
    /// Measures an attribute of the people of a network.
    #[must_use]
    pub fn new(attribute: &Attribute, network: &Neighbours) -> Self {
        let known = || attribute.values.iter().flatten();
        let numbers: Vec<f64> = known().filter_map(AttributeValue::number).collect();
        let labels: Vec<Option<String>> = attribute.values.iter().map(|value| label(value.as_ref()?)).collect();
        let mut groups = BTreeMap::new();
        for name in labels.iter().flatten() {
            *groups.entry(name.clone()).or_insert(0) += 1;
        }
        let index: BTreeMap<&String, u32> = groups.keys().zip(0..).collect();
        let group_of: Vec<Option<u32>> = labels.iter().map(|name| index.get(name.as_ref()?).copied()).collect();
        let is_shared = groups.values().any(|people| *people > 1);
        Self {
            name: attribute.name.clone(),
            value_type: match (groups.is_empty(), numbers.is_empty()) {
                (false, true) => "text",
                (true, false) => "number",
                (true, true) => "nothing",
                (false, false) => "text and number",
            },
            known: known().count(),
            mean: numbers.iter().sum::<f64>() / numbers.len() as f64,
            mixing: is_shared.then(|| mixing(network, &group_of)),
            groups,
        }
    }

    /// The summary as JSON; NaN is null.
    pub(super) fn json(&self) -> Value {
        json!({
            "name": self.name,
            "sort": self.value_type,
            "known": self.known,
            "mean": self.mean,
            "values": self.groups,
            "ties": self.mixing.map(|mixing| mixing.ties),
            "share_across": self.mixing.map(|mixing| mixing.across),
            "assortativity": self.mixing.map(|mixing| mixing.assortativity),
        })
    }
}

/// The group of people that a text or switch names.
fn label(value: &AttributeValue) -> Option<String> {
    match value {
        AttributeValue::Whole(_) | AttributeValue::Number(_) => None,
        AttributeValue::Text(text) => Some(text.clone()),
        AttributeValue::Switch(on) => Some(on.to_string()),
    }
}
