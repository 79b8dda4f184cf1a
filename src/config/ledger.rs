//! What was laid over a scenario so far, and what was wrong with it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::canary::{Canary, is_planted};
use crate::knob::Value;

use super::name::{clip, listed, nearest};
use super::problem::{Problem, Span};
use super::tree::{Entry, Node};

/// More problems than anybody mends at a time; after them no more are looked for, since each takes its time.
pub(crate) const MAX_PROBLEMS: usize = 100;

/// What was laid over so far: where each key stands, which were set on the command line, what is wrong.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ledger {
    /// The last place each dotted name was set at.
    pub spans: BTreeMap<String, Span>,
    /// Dotted names set on the command line.
    pub pinned: BTreeSet<String>,
    /// Whether the present layer is the command line.
    pub pinning: bool,
    /// Whether the present layer lies over a base, so that the shares it sets are kept and others give way.
    pub overlaying: bool,
    /// Layers so far that lay over a base.
    pub layers: u32,
    /// Dotted names set by such layers, each with the last of them.
    pub overlaid: BTreeMap<String, u32>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

impl Ledger {
    pub(crate) fn note(&mut self, name: &str, span: &Span) {
        self.spans.insert(name.to_owned(), span.clone());
        if self.pinning {
            self.pinned.insert(name.to_owned());
        }
        if self.overlaying {
            self.overlaid.insert(name.to_owned(), self.layers);
        }
    }

    /// Notes a problem with a key: at its place, or with the whole where it stands in no file.
    pub(crate) fn say(&mut self, name: &str, title: String, label: &str, hint: String) {
        let problem = match self.near(name) {
            Some(span) => Problem::at(span, title, label).hint(hint),
            None => Problem::whole(title, hint),
        };
        self.problems.push(problem);
    }

    /// Whether a key was set by the same file as another one, or on the command line: not only by a base
    /// whose choice that other one has replaced.
    pub(crate) fn meant_with(&self, name: &str, other: &str) -> bool {
        let Some(span) = self.spans.get(name) else { return false };
        let together = self.spans.get(other).is_none_or(|other| Arc::ptr_eq(&span.source, &other.source));
        together || self.pinned.contains(name)
    }

    /// Where to point for a key: its own place or, where no file gives it, that of a key beside or above it.
    pub(crate) fn near(&self, name: &str) -> Option<&Span> {
        let mut part = name;
        loop {
            let below = format!("{part}.");
            let beside = self.spans.range(below.clone()..).next().filter(|(key, _)| key.starts_with(&below));
            if let Some(span) = self.spans.get(part).or(beside.map(|(_, span)| span)) {
                return Some(span);
            }
            match part.rsplit_once('.') {
                Some((above, _)) => part = above,
                None => return self.spans.values().next(),
            }
        }
    }

    /// Whether enough is wrong already.
    pub(crate) fn full(&self) -> bool {
        self.problems.len() >= MAX_PROBLEMS
    }

    pub(crate) fn wrong_type(&mut self, name: &str, entry: &Entry, wanted: &str, hint: String) {
        let label = format!("this is {}", entry.node.type_name());
        self.problems.push(Problem::at(&entry.span, format!("`{name}` takes {wanted}"), label).hint(hint));
    }

    pub(crate) fn out_of_range(&mut self, name: &str, entry: &Entry, allowed: &str, hint: String) {
        let title = format!("`{name}` is out of range");
        self.problems.push(Problem::at(&entry.span, title, format!("{} is not {allowed}", written(entry))).hint(hint));
    }

    pub(crate) fn unknown<'a>(&mut self, parent: &str, entry: &Entry, known: impl IntoIterator<Item = &'a str>) {
        let known: Vec<&str> = known.into_iter().collect();
        let same = |name: &&&str| name.rsplit_once('.').is_some_and(|(_, last)| last == entry.key);
        let same: Vec<String> = known.iter().filter(same).map(|name| format!("`{name}`")).collect();
        let hint = match nearest(&entry.key, known.iter().copied()) {
            _ if !same.is_empty() => format!("did you mean {}?", same.join(" or ")),
            Some(meant) => format!("did you mean `{meant}`?"),
            None if known.is_empty() => format!("the scenario has no `{parent}`"),
            None if known.len() <= 20 => format!("it takes {}", listed(&known)),
            None => "`mobilise explain --all` lists all knobs".to_owned(),
        };
        let (title, label) = if parent.is_empty() {
            (format!("there is no `{}`", clip(&entry.key)), "not a key of a scenario".to_owned())
        } else {
            (format!("there is no `{parent}.{}`", clip(&entry.key)), format!("not a key of `{parent}`"))
        };
        self.problems.push(Problem::at(&entry.key_span, title, label).hint(hint));
    }

    pub(crate) fn text(&mut self, name: &str, entry: &Entry) -> Option<String> {
        self.note(name, &entry.span);
        match &entry.node {
            Node::Value(Value::Text(text)) => return Some(text.clone()),
            _ => self.wrong_type(name, entry, "a text", "write it in \"quotes\"".to_owned()),
        }
        None
    }

    pub(crate) fn date(&mut self, name: &str, entry: &Entry) -> Option<Date> {
        self.note(name, &entry.span);
        match &entry.node {
            Node::Date(date) if is_planted(Canary::ReaderPanics) && date.year() == 9999 => panic!("a planted bug"),
            Node::Date(date) => return Some(*date),
            _ => self.wrong_type(name, entry, "a date", "dates are written without quotes, as 2012-04-06".to_owned()),
        }
        None
    }
}

/// What a file says for a key, as it is written there.
fn written(entry: &Entry) -> String {
    clip(entry.span.source.text.get(entry.span.bytes.clone()).unwrap_or_default())
}
