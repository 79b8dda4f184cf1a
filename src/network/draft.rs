//! A network under construction: the rules that hold in every format, in one place.

use std::collections::BTreeMap;

use super::attribute::Attribute;
use super::fault::{Fault, did_you_mean, shown};
use super::file::{Limits, NetworkFile};
use crate::config::line_number;

/// The longest name of a node or an attribute, in characters.
const NAME_AT_MOST: usize = 1_000;

/// What has been read so far. Offsets are bytes into the text.
pub(super) struct Draft<'a> {
    text: &'a str,
    limits: Limits,
    ids: Vec<String>,
    id_offsets: Vec<usize>,
    numbers: BTreeMap<String, u32>,
    ties: Vec<(u32, u32)>,
    tie_offsets: BTreeMap<(u32, u32), usize>,
    trust: Vec<Option<f64>>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(text: &'a str, limits: Limits) -> Draft<'a> {
        Draft {
            text,
            limits,
            ids: Vec::new(),
            id_offsets: Vec::new(),
            numbers: BTreeMap::new(),
            ties: Vec::new(),
            tie_offsets: BTreeMap::new(),
            trust: Vec::new(),
        }
    }

    pub(super) fn node_count(&self) -> usize {
        self.ids.len()
    }

    /// The number of the node with this name, if there is one.
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        self.numbers.get(id).copied()
    }

    /// Where the node with this number was named first.
    pub(super) fn node_line(&self, node: u32) -> usize {
        self.id_offsets.get(node as usize).map_or(1, |&offset| line_number(self.text, offset))
    }

    /// Adds a node that [`Draft::find`] does not know yet; gives its number.
    pub(super) fn add_node(&mut self, id: &str, offset: usize) -> Result<u32, Fault> {
        if let Some((label, hint)) = unfit_name(id) {
            return Err(Fault::at(offset, "unfit node name", label, hint));
        }
        let limit = self.limits.nodes;
        match u32::try_from(self.ids.len()) {
            Ok(number) if self.ids.len() < limit => {
                self.ids.push(id.to_owned());
                self.id_offsets.push(offset);
                self.numbers.insert(id.to_owned(), number);
                Ok(number)
            }
            _ => Err(Fault::at(
                offset,
                "too many nodes",
                format!("{} is one more than the {limit} nodes allowed", shown(id)),
                "use a smaller network, or a sample of this one",
            )),
        }
    }

    /// Adds a tie between two nodes that were added before.
    pub(super) fn add_tie(
        &mut self,
        (source, target): (u32, u32),
        trust: Option<f64>,
        offset: usize,
    ) -> Result<(), Fault> {
        let name = |node: u32| self.ids.get(node as usize).map_or_else(String::new, |id| shown(id));
        let problem = |title, label, hint| Err(Fault::at(offset, title, label, hint));
        if source == target {
            let label = format!("{} is tied to itself", name(source));
            return problem("self-tie", label, "remove this tie: trust is between two workers");
        }
        let pair = (source.min(target), source.max(target));
        if let Some(&first) = self.tie_offsets.get(&pair) {
            let line = line_number(self.text, offset);
            let first_line = line_number(self.text, first);
            let label =
                format!("line {line} ties {} and {} again, after line {first_line}", name(source), name(target));
            return problem(
                "same tie twice",
                label,
                "keep one of the two: a tie is mutual, so its direction does not matter",
            );
        }
        self.check_tie_limit(self.ties.len(), offset)?;
        self.tie_offsets.insert(pair, offset);
        self.ties.push(pair);
        self.trust.push(trust);
        Ok(())
    }

    /// Refuses one tie more when there are already `count`.
    pub(super) fn check_tie_limit(&self, count: usize, offset: usize) -> Result<(), Fault> {
        let limit = self.limits.ties;
        if count < limit {
            return Ok(());
        }
        Err(Fault::at(
            offset,
            "too many ties",
            format!("this is one more than the {limit} ties allowed"),
            "use a smaller network, or a sample of this one",
        ))
    }

    /// The problem of a tie that names a node the file does not have.
    pub(super) fn unknown_node(&self, id: &str, offset: usize) -> Fault {
        let hint =
            did_you_mean(id, self.ids.iter().map(String::as_str), "give it a <node> of its own, or correct the name");
        let label = format!("there is no node {}", shown(id));
        Fault::at(offset, "tie to an unknown node", label, hint)
    }

    /// The finished network.
    pub(super) fn finish(self, attributes: Vec<Attribute>) -> Result<NetworkFile, Fault> {
        if self.ids.is_empty() {
            let hint = "a network needs at least one node; is this the right file?";
            return Err(Fault::at(0, "no nodes", "the file names no node at all", hint));
        }
        Ok(NetworkFile { ids: self.ids, attributes, ties: self.ties, trust: self.trust })
    }
}

/// Reads a trust, in (0, 1]; `Err` holds label and hint.
pub(super) fn parse_trust(text: &str) -> Result<f64, (String, &'static str)> {
    let word = text.trim();
    let Some(trust) = word.parse::<f64>().ok().filter(|number| !number.is_nan()) else {
        let hint = if word.parse::<f64>().is_ok() {
            "leave the trust out where it is not known"
        } else if word.replacen(',', ".", 1).parse::<f64>().is_ok() {
            "write the decimals after a point, not a comma"
        } else {
            "trust is a number above 0 and up to 1, such as `0.5`"
        };
        return Err((format!("{} is not a number", shown(word)), hint));
    };
    if trust > 0.0 && trust <= 1.0 {
        return Ok(trust);
    }
    let hint = if trust > 1.0 {
        "trust goes from 0 (excluded) to 1: divide all weights by the largest"
    } else {
        "trust goes from 0 (excluded) to 1: remove a tie without trust"
    };
    Err((format!("{} is not above 0 and up to 1", shown(word)), hint))
}

/// Label and hint when a name cannot serve as the name of a node or an attribute.
pub(super) fn unfit_name(name: &str) -> Option<(String, &'static str)> {
    if name.is_empty() {
        return Some(("the name is empty".to_owned(), "give it a name"));
    }
    if name.chars().any(char::is_control) {
        let label = format!("{} holds a line break, tab or other control character", shown(name));
        return Some((label, "remove it from the name; is a quotation mark not closed?"));
    }
    // A name has at least as many bytes as characters, so short ones need no counting.
    if name.len() > NAME_AT_MOST && name.chars().count() > NAME_AT_MOST {
        let label = format!("{} is longer than {NAME_AT_MOST} characters", shown(name));
        return Some((label, "shorten the name; is a quotation mark not closed?"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_is_above_zero_and_up_to_one() {
        assert_eq!(parse_trust(" 1 "), Ok(1.0));
        assert_eq!(parse_trust("1e-3"), Ok(0.001));
        for bad in ["0", "-0.5", "1.0001", "NaN", "inf", "-inf", "", "much", "0,5"] {
            assert!(parse_trust(bad).is_err(), "{bad}");
        }
        assert!(parse_trust("0,5").is_err_and(|(_, hint)| hint.contains("point")));
        assert!(parse_trust("8").is_err_and(|(_, hint)| hint.contains("divide")));
    }

    #[test]
    fn names_are_neither_empty_nor_endless_nor_broken() {
        assert_eq!(unfit_name("Zoë, 2nd"), None);
        assert_eq!(unfit_name(&"é".repeat(1000)), None);
        for bad in ["", "a\nb", "a\0", &"é".repeat(1001)] {
            assert!(unfit_name(bad).is_some(), "{bad}");
        }
    }
}
