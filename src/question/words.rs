//! Plain words for what a file calls by dotted names.

use std::collections::BTreeMap;

use crate::config::{Entry, Node};
use crate::knob::Value;
use crate::text::{list, rounded};

use super::sample::Sample;
use super::side::Side;

/// Plain words for knobs, levels, scenarios and organisations, as the file gives them.
#[derive(Debug, Clone, Default)]
pub struct Words(pub BTreeMap<String, String>);

impl Words {
    /// The words that a file gives, which was read and found right before; none where it asks nothing.
    pub(crate) fn given(entries: &[Entry]) -> Self {
        let below = |entries: &[Entry], key: &str| match &entries.iter().find(|entry| entry.key == key)?.node {
            Node::Table(inner) => Some(inner.clone()),
            _ => None,
        };
        let mut given = BTreeMap::new();
        if let Some(words) = below(entries, "question").and_then(|question| below(&question, "words")) {
            let mut flat = Vec::new();
            super::file::flat(&words, "", &mut flat);
            given.extend(flat.into_iter().filter_map(|(name, entry)| match &entry.node {
                Node::Value(Value::Text(word)) => Some((name, word.clone())),
                _ => None,
            }));
        }
        Self(given)
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

    /// What a side is called: its scenario, levels and organisation, as far as it names them.
    pub(crate) fn side(&self, sample: &Sample, side: &Side) -> String {
        let scenario = side.scenario.map(|scenario| self.of(&sample.scenarios[scenario]).to_owned());
        let levels = side.levels.iter().map(|(factor, label)| self.level(&sample.factors[*factor].name, label));
        let organisation = side.organisation.as_deref().map(|name| self.organisation(name));
        let parts: Vec<String> = scenario.into_iter().chain(levels).chain(organisation).collect();
        parts.join(", ")
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

    /// A point: by its levels, or where too many vary to be read by its number in `points.csv`.
    pub fn point(&self, sample: &Sample, number: usize) -> String {
        match &sample.points[number].labels {
            None => self.baseline().to_owned(),
            Some(_) if sample.is_numbered() => format!("point {number}"),
            Some(labels) => self.setting(sample, labels, &[]),
        }
    }

    /// A point by its levels, but for those factors that are left out.
    pub fn setting(&self, sample: &Sample, labels: &[String], but: &[usize]) -> String {
        let levels = sample.factors.iter().zip(labels).enumerate();
        let levels = levels.filter(|(place, (factor, _))| !but.contains(place) && factor.labels.len() > 1);
        let said: Vec<String> = levels.map(|(_, (factor, label))| self.level(&factor.name, label)).collect();
        list(&said)
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
