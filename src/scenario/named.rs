//! Laying a file's named tables over a scenario: organisations, agencies, demands, interventions.

use crate::knob::intervention::InterventionKind;
use crate::knob::{Choice, Value};

use super::names::{few, fit};
use super::practices;
use super::walk::knobs;
use super::{Agency, Demand, Intervention, Named, Organisation};
use crate::config::ledger::Ledger;
use crate::config::tree::{Entry, Node};
use crate::config::{Problem, clip, nearest};

/// What has a name.
pub(super) trait HasName {
    fn name(&self) -> &str;
    fn set_name(&mut self, name: &str);
}

macro_rules! has_name {
    ($($type:ty),+) => { $(impl HasName for $type {
        fn name(&self) -> &str { &self.name }
        fn set_name(&mut self, name: &str) { self.name = name.to_owned(); }
    })+ };
}
has_name!(Organisation, Agency, Demand, Intervention);

impl<T> HasName for Named<T> {
    fn name(&self) -> &str {
        &self.name
    }
    fn set_name(&mut self, name: &str) {
        name.clone_into(&mut self.name);
    }
}

/// Lays a table of named tables over a list: one that is there is changed, a new one comes last.
pub(super) fn named<T: HasName + Default>(
    entry: &Entry,
    list: &mut Vec<T>,
    ledger: &mut Ledger,
    lay: impl Fn(&str, &Entry, &mut T, &mut Ledger),
) {
    let sort = entry.key.as_str();
    let Node::Table(entries) = &entry.node else {
        return ledger.wrong_type(
            sort,
            entry,
            "a table of named tables",
            format!("write [{sort}.NAME] above its keys"),
        );
    };
    if !few(sort, list.len() + entries.len(), entry, ledger) {
        return;
    }
    for item in entries {
        if ledger.full() {
            break;
        }
        if !fit(sort, item, ledger) {
            continue;
        }
        let full = format!("{sort}.{}", item.key);
        if !matches!(item.node, Node::Table(_)) {
            ledger.wrong_type(
                &full,
                item,
                "a table",
                format!("every {sort} has a name: write [{sort}.NAME] above its keys"),
            );
            continue;
        }
        let found = list.iter().position(|known| known.name() == item.key);
        let span = match found {
            Some(span) => span,
            None if ledger.pinning => {
                // The command line changes what is there; a misspelt name must not make something new.
                ledger.unknown(sort, item, list.iter().map(HasName::name));
                continue;
            }
            None => {
                let mut new = T::default();
                new.set_name(&item.key);
                list.push(new);
                list.len() - 1
            }
        };
        ledger.spans.entry(full.clone()).or_insert_with(|| item.key_span.clone());
        lay(&full, item, &mut list[span], ledger);
    }
}

pub(super) fn organisation(name: &str, entry: &Entry, organisation: &mut Organisation, ledger: &mut Ledger) {
    let Organisation { knobs: table, founded, area, founders_origin, union, demands, internal, .. } = organisation;
    let specials = ["founded", "area", "demands", "founders.origin", "union.with", "hours.internal"];
    knobs(name, entry, table, ledger, &specials, &mut |short, entry, ledger| {
        let full = format!("{name}.{short}");
        match short {
            "founded" => *founded = ledger.date(&full, entry),
            "area" => *area = ledger.text(&full, entry),
            "founders.origin" => *founders_origin = ledger.text(&full, entry),
            "union.with" => *union = ledger.text(&full, entry),
            "demands" => {
                ledger.note(&full, &entry.span);
                match &entry.node {
                    Node::Words(words) if !few(&full, words.len(), entry, ledger) => {}
                    Node::Words(words) => {
                        *demands = words.iter().map(|(word, _)| word.clone()).collect();
                        for (word, span) in words {
                            ledger.note(&format!("{full}.{word}"), span);
                        }
                    }
                    _ => ledger.wrong_type(
                        &full,
                        entry,
                        "a list of demands",
                        "as in demands = [\"change-employer\"]".to_owned(),
                    ),
                }
            }
            "hours.internal" => {
                ledger.note(&full, &entry.span);
                let allowed = "a number from 0 to 1";
                let hint = "The share of hours for sharing, learning and training; it moves the split between these and the others".to_owned();
                match &entry.node {
                    Node::Value(Value::Real(share)) if (0.0..=1.0).contains(share) => *internal = Some(*share + 0.0),
                    Node::Value(Value::Whole(share @ 0..=1)) => *internal = Some(*share as f64),
                    Node::Value(Value::Real(_) | Value::Whole(_)) => ledger.out_of_range(&full, entry, allowed, hint),
                    _ => ledger.wrong_type(&full, entry, allowed, hint),
                }
            }
            _ => return false,
        }
        true
    });
}

pub(super) fn agency(name: &str, entry: &Entry, agency: &mut Agency, ledger: &mut Ledger) {
    let Agency { knobs: table, area, .. } = agency;
    knobs(name, entry, table, ledger, &["area"], &mut |short, entry, ledger| {
        if short == "area" {
            *area = ledger.text(&format!("{name}.area"), entry);
        }
        short == "area"
    });
}

pub(super) fn demand(name: &str, entry: &Entry, demand: &mut Demand, ledger: &mut Ledger) {
    let Demand { knobs: table, target, opens, .. } = demand;
    knobs(name, entry, table, ledger, &["target", "opens"], &mut |short, entry, ledger| {
        match short {
            "target" => *target = ledger.text(&format!("{name}.target"), entry),
            "opens" => *opens = ledger.date(&format!("{name}.opens"), entry),
            _ => return false,
        }
        true
    });
}

pub(super) fn intervention(name: &str, entry: &Entry, intervention: &mut Intervention, ledger: &mut Ledger) {
    let Intervention { knobs: table, kind, from, until, organisation, practices, .. } = intervention;
    let specials = ["kind", "from", "until", "organisation", "workers", "to", "vote"];
    knobs(name, entry, table, ledger, &specials, &mut |short, entry, ledger| {
        let full = format!("{name}.{short}");
        match short {
            "from" => *from = ledger.date(&full, entry),
            "until" => *until = ledger.date(&full, entry),
            "organisation" => *organisation = ledger.text(&full, entry),
            "workers" => {} // laid when the network is known, whose file may give them names
            "to" => practices::lay(&full, entry, &mut practices.to, ledger),
            "vote" => practices.vote = practices::vote(&full, entry, ledger),
            "kind" => {
                if let Some(word) = ledger.text(&full, entry) {
                    *kind = InterventionKind::from_word(&word);
                    if kind.is_none() {
                        let hint = match nearest(&word, InterventionKind::WORDS.iter().copied()) {
                            Some(meant) => format!("did you mean \"{meant}\"?"),
                            None => format!("kinds are {}", InterventionKind::WORDS.join(", ")),
                        };
                        let title = format!("there is no kind of intervention \"{}\"", clip(&word));
                        ledger.problems.push(Problem::at(&entry.span, title, "not a kind").hint(hint));
                    }
                }
            }
            _ => return false,
        }
        true
    });
}
