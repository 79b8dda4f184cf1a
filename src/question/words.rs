//! Plain words for what a file calls by dotted names.

use std::collections::BTreeMap;

use crate::config::{Entry, Node};
use crate::knob::Value;
use crate::text::{knob_words, rounded};

/// Plain words for knobs, levels, scenarios and organisations, as the file gives them.
#[derive(Debug, Clone, Default)]
pub struct Words(pub BTreeMap<String, String>);

impl Words {
    /// The words of a file that has been checked; none if it has no `[question]`.
    pub(crate) fn of_file(entries: &[Entry]) -> Self {
        let below = |entries: &[Entry], key: &str| match &entries.iter().find(|entry| entry.key == key)?.node {
            Node::Table(inner) => Some(inner.clone()),
            _ => None,
        };
        let mut words = BTreeMap::new();
        if let Some(table) = below(entries, "question").and_then(|question| below(&question, "words")) {
            let mut flat = Vec::new();
            flatten(&table, "", &mut flat);
            words.extend(flat.into_iter().filter_map(|(name, entry)| match &entry.node {
                Node::Value(Value::Text(word)) => Some((name, word.clone())),
                _ => None,
            }));
        }
        Self(words)
    }

    /// Plain words for factors that the file has none for.
    pub(crate) fn complete<'n>(&mut self, factors: impl IntoIterator<Item = &'n str>) {
        for factor in factors.into_iter().filter(|factor| factor.contains('.')) {
            self.0.entry(factor.to_owned()).or_insert_with(|| knob_words(factor));
        }
    }

    /// The names of scenarios that the file has no words for, each with what the file calls it by.
    pub(crate) fn complete_scenarios(&mut self, scenarios: impl IntoIterator<Item = (String, String)>) {
        for (word, name) in scenarios {
            self.0.entry(word).or_insert(name);
        }
    }

    /// The word for a name: the file's, or the name itself.
    pub fn of<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }

    /// A level of a factor: the file's word for it, the label where it is one, or the factor with its number.
    pub fn level(&self, factor: &str, label: &str) -> String {
        let own = format!("{factor} = {label}");
        if let Some(word) = self.0.get(&own).or_else(|| self.0.get(label)) {
            return word.clone();
        }
        match label.parse::<f64>() {
            Ok(number) => format!("{} {}", self.of(factor), short(number)),
            _ if label == "true" => self.of(factor).to_owned(),
            _ if label == "false" => format!("no {}", self.of(factor)),
            _ => label.to_owned(),
        }
    }

    /// A level beside others of its factor: its number alone, or its word.
    pub fn bare(&self, factor: &str, label: &str) -> String {
        let own = format!("{factor} = {label}");
        let word = self.0.get(&own).or_else(|| self.0.get(label)).cloned();
        word.unwrap_or_else(|| label.parse::<f64>().map_or_else(|_| label.to_owned(), short))
    }

    /// An organisation, or the field.
    pub fn organisation(&self, name: &str) -> String {
        if name == "field" { self.0.get(name).map_or("the whole field", String::as_str) } else { self.of(name) }
            .to_owned()
    }

    /// The baseline.
    pub fn baseline(&self) -> &str {
        self.0.get("baseline").map_or("the baseline", String::as_str)
    }
}

/// The entries of nested tables by their dotted names.
pub(super) fn flatten<'a>(entries: &'a [Entry], above: &str, found: &mut Vec<(String, &'a Entry)>) {
    for entry in entries {
        let name = if above.is_empty() { entry.key.clone() } else { format!("{above}.{}", entry.key) };
        match &entry.node {
            Node::Table(inner) => flatten(inner, &name, found),
            _ => found.push((name, entry)),
        }
    }
}

/// A number of a knob without the digits that only a computer needs.
fn short(number: f64) -> String {
    rounded(number, 4).to_string().replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_word_comes_before_the_label() {
        let words = Words(BTreeMap::from([
            ("coping.relief".to_owned(), "relief".to_owned()),
            ("coping.relief = 0.5".to_owned(), "much relief".to_owned()),
            ("j4dw".to_owned(), "J4DW's practices".to_owned()),
        ]));
        assert_eq!(words.level("coping.relief", "0.1"), "relief 0.1");
        assert_eq!(words.level("coping.relief", "0.30000000000000004"), "relief 0.3");
        assert_eq!(words.level("coping.relief", "0.5"), "much relief");
        assert_eq!(words.level("organisations", "j4dw"), "J4DW's practices");
        assert_eq!(words.level("intervention.visa", "false"), "no intervention.visa");
        assert_eq!((words.bare("coping.relief", "0.1"), words.baseline()), ("0.1".to_owned(), "the baseline"));
    }
}
