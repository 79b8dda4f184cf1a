//! A network under construction: the rules that hold in every format, in one place.

use std::collections::BTreeMap;

use super::attribute::Attribute;
use super::fault::{Fault, did_you_mean, shown};
use super::file::{Limits, NetworkFile};
use super::likeness::{canonical, is_missing};
use super::oddities::{note_oddities, visible};
use super::reading::{Account, Direction, Reading, count};
use super::settle::{RawTie, settle};
use crate::config::line_number;

/// The longest name of a node or an attribute, in characters.
const NAME_AT_MOST: usize = 1_000;

/// What has been read so far. Offsets are bytes into the text.
pub(super) struct Draft<'a> {
    text: &'a str,
    limits: Limits,
    reading: Reading,
    ids: Vec<String>,
    id_offsets: Vec<usize>,
    numbers: BTreeMap<String, u32>,
    /// Names that were taken for another one that looks alike: how many, and the first two.
    joined: usize,
    first_joined: Option<(String, String)>,
    ties: Vec<RawTie>,
    /// Whether the format names every pair from both sides, so that this says nothing.
    both_sides: bool,
    /// Ties to which the file gives a direction.
    pub(super) directed: usize,
    pub(super) account: Account,
}

impl<'a> Draft<'a> {
    pub(super) fn new(text: &'a str, limits: Limits, reading: Reading) -> Draft<'a> {
        Draft {
            text,
            limits,
            reading,
            ids: Vec::new(),
            id_offsets: Vec::new(),
            numbers: BTreeMap::new(),
            joined: 0,
            first_joined: None,
            ties: Vec::new(),
            both_sides: false,
            directed: 0,
            account: Account::default(),
        }
    }

    /// The format names pairs from both sides, as a matrix does.
    pub(super) fn names_both_sides(&mut self) {
        self.both_sides = true;
    }

    pub(super) fn node_count(&self) -> usize {
        self.ids.len()
    }

    /// The number of the node with this name to the letter, if there is one.
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        self.numbers.get(id).copied()
    }

    /// The number of the node with this name or one that looks the same; it is added where there is none.
    pub(super) fn node_alike(&mut self, name: &str, offset: usize) -> Result<u32, Fault> {
        let plain = canonical(name);
        match self.numbers.get(plain.as_ref()) {
            Some(&number) => {
                let known = &mut self.ids[number as usize];
                if known != name {
                    self.joined += 1;
                    self.first_joined.get_or_insert_with(|| (name.to_owned(), known.clone()));
                    // Of 2.0 and 2 the whole number is the name.
                    if plain == name && canonical(known) != known.as_str() {
                        name.clone_into(known);
                    }
                }
                Ok(number)
            }
            None => {
                let plain = plain.into_owned();
                self.add(name, plain, offset)
            }
        }
    }

    /// Where the node with this number was named first.
    pub(super) fn node_line(&self, node: u32) -> usize {
        self.id_offsets.get(node as usize).map_or(1, |&offset| line_number(self.text, offset))
    }

    /// Adds a node that [`Draft::find`] does not know yet; gives its number.
    pub(super) fn add_node(&mut self, id: &str, offset: usize) -> Result<u32, Fault> {
        self.add(id, id.to_owned(), offset)
    }

    fn add(&mut self, id: &str, key: String, offset: usize) -> Result<u32, Fault> {
        if let Some((label, hint)) = unfit_name(id) {
            return Err(Fault::at(offset, "unfit node name", label, hint));
        }
        let limit = self.limits.nodes;
        match u32::try_from(self.ids.len()) {
            Ok(number) if self.ids.len() < limit => {
                self.ids.push(id.to_owned());
                self.id_offsets.push(offset);
                self.numbers.insert(key, number);
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

    /// Adds a tie between two nodes that were added before, with its weight as the file has it, and where.
    pub(super) fn add_tie(
        &mut self,
        (source, target): (u32, u32),
        weight: Option<(f64, usize)>,
        offset: usize,
    ) -> Result<(), Fault> {
        self.check_tie_limit(self.ties.len(), offset)?;
        let weight_at = weight.map_or(offset, |(_, at)| at);
        self.ties.push(RawTie { source, target, weight: weight.map(|(weight, _)| weight), offset, weight_at });
        Ok(())
    }

    /// Refuses one tie more when there are already `count`.
    pub(super) fn check_tie_limit(&self, count: usize, offset: usize) -> Result<(), Fault> {
        self.limits.check_room(count, offset)
    }

    /// The problem of a tie that names a node the file does not have.
    pub(super) fn unknown_node(&self, id: &str, offset: usize) -> Fault {
        let hint =
            did_you_mean(id, self.ids.iter().map(String::as_str), "give it a <node> of its own, or correct the name");
        let label = format!("there is no node {}", shown(id));
        Fault::at(offset, "tie to an unknown node", label, hint)
    }

    /// The finished network, with what is to be said of it; all problems of its ties at once.
    pub(super) fn finish(mut self, attributes: Vec<Attribute>) -> Result<(NetworkFile, Account), Vec<Fault>> {
        if self.ids.is_empty() {
            let hint = "a network needs at least one node; is this the right file?";
            return Err(vec![Fault::at(0, "no nodes", "the file names no node at all", hint)]);
        }
        self.note_names();
        if self.directed > 0 && self.reading.direction == Direction::Either {
            let ties = count(self.directed, "tie has", "ties have");
            self.account.note(format!("{ties} a direction in the file, which is not kept: a tie is mutual"));
        }
        let settled = settle(self.ties, self.text, &self.ids, self.reading, self.both_sides, &mut self.account)?;
        let network = NetworkFile { ids: self.ids, attributes, ties: settled.ties, trust: settled.trust };
        note_oddities(&network, &mut self.account);
        Ok((network, self.account))
    }

    fn note_names(&mut self) {
        if let Some((name, known)) = &self.first_joined {
            let known = shown(&visible(known));
            let names = count(self.joined, "name", "names");
            self.account.note(format!(
                "{names} taken for another that looks the same, as {} for {known}",
                shown(&visible(name))
            ));
        }
        // Formats that keep ids to the letter: pairs that cannot be told apart are told of.
        let mut alike: BTreeMap<String, usize> = BTreeMap::new();
        let mut pairs = Vec::new();
        for (number, id) in self.ids.iter().enumerate() {
            if let Some(other) = alike.insert(canonical(id).into_owned(), number) {
                pairs.push((other, number));
            }
        }
        if let Some((one, other)) = pairs.first() {
            let (one, other) = (shown(&visible(&self.ids[*one])), shown(&visible(&self.ids[*other])));
            let number = count(pairs.len(), "pair of names looks", "pairs of names look");
            self.account.note(format!("{number} alike and stands for different people, as {one} and {other}"));
        }
        if let Some(name) = self.ids.iter().find(|id| is_missing(id)) {
            self.account.note(format!("somebody is called {}: is the name missing?", shown(name)));
        }
    }
}

/// Reads the weight of a tie; `None` where the file says that it is missing. `Err` holds label and hint.
pub(super) fn parse_weight(text: &str, decimal_comma: bool) -> Result<Option<f64>, (String, &'static str)> {
    let word = text.trim();
    if word.is_empty() || is_missing(word) || word.eq_ignore_ascii_case("nan") {
        return Ok(None);
    }
    let pointed = if decimal_comma { word.replacen(',', ".", 1) } else { word.to_owned() };
    match pointed.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(Some(number)),
        Ok(_) => Err((format!("{} is not a finite number", shown(word)), "leave the weight out where it is not known")),
        Err(_) if word.replacen(',', ".", 1).parse::<f64>().is_ok() => {
            Err((format!("{} is not a number", shown(word)), "write the decimals after a point, not a comma"))
        }
        Err(_) => {
            let hint = "trust is a number above 0 and up to 1, such as `0.5`";
            Err((format!("{} is not a number", shown(word)), hint))
        }
    }
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
    fn weights_are_finite_or_missing() {
        assert_eq!(parse_weight(" 1 ", false), Ok(Some(1.0)));
        assert_eq!(parse_weight("1e-3", false), Ok(Some(0.001)));
        assert_eq!(parse_weight("0,5", true), Ok(Some(0.5)));
        for missing in ["", " ", "NA", "NaN", "nan", "None", "null", "#N/A"] {
            assert_eq!(parse_weight(missing, false), Ok(None), "{missing}");
        }
        for bad in ["inf", "-inf", "much", "0,5", "1,000,000"] {
            assert!(parse_weight(bad, false).is_err(), "{bad}");
        }
        assert!(parse_weight("0,5", false).is_err_and(|(_, hint)| hint.contains("point")));
        assert!(parse_weight("1,000,000", true).is_err());
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
