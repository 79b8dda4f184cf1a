//! A TOML text as an owned tree in file order, every part with its place.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use crate::knob::Value;

use super::problem::{Problem, Problems, Source, Span};
use super::syntax::syntax;

/// What lists are called that no key of a scenario takes.
const MIXED: &str = "a list of other or of mixed things";

/// A part of a file.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    /// A number, word or switch.
    Value(Value),
    /// A day.
    Date(Date),
    /// A list of words.
    Words(Vec<(String, Span)>),
    /// A list of numbers, words and switches that are not all texts and not all whole numbers.
    Values(Vec<(Value, Span)>),
    /// A list of whole numbers.
    Numbers(Vec<(i64, Span)>),
    /// A list of pairs of whole numbers.
    Pairs(Vec<([i64; 2], Span)>),
    /// A table.
    Table(Vec<Entry>),
    /// Something no key of a scenario takes: named for the message.
    Other(&'static str),
}

impl Node {
    /// What to call it in a message.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Node::Value(Value::Real(x)) if x.is_nan() => "nan, which is no number",
            Node::Value(Value::Real(x)) if x.is_infinite() => "infinite",
            Node::Value(Value::Real(_)) => "a number with a point",
            Node::Value(Value::Whole(_)) => "a whole number",
            Node::Value(Value::Switch(_)) => "a switch (true or false)",
            Node::Value(Value::Text(_)) => "a text",
            Node::Date(_) => "a date",
            Node::Words(_) => "a list",
            Node::Numbers(_) => "a list of numbers",
            Node::Pairs(_) => "a list of pairs",
            Node::Table(_) => "a table",
            Node::Values(_) => MIXED,
            Node::Other(name) => name,
        }
    }
}

/// A key with what it is set to.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub key: String,
    pub key_span: Span,
    pub node: Node,
    pub span: Span,
}

/// The tree `a.b.c = value`, as a file with that line would have it.
pub(crate) fn nested(path: &[(String, Span)], node: Node, span: &Span) -> Option<Entry> {
    let ((last, key_span), above) = path.split_last()?;
    let leaf = Entry { key: last.clone(), key_span: key_span.clone(), node, span: span.clone() };
    Some(above.iter().rev().fold(leaf, |inner, (key, key_span)| Entry {
        key: key.clone(),
        key_span: key_span.clone(),
        node: Node::Table(vec![inner]),
        span: key_span.clone(),
    }))
}

/// Reads a TOML text; all of what is wrong with it at once.
pub(crate) fn parse(source: &Arc<Source>) -> Result<Vec<Entry>, Problems> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut problems = syntax(source, &errors);
    let entries = table_entries(source, table.get_ref(), &mut problems);
    if problems.is_empty() { Ok(entries) } else { Err(Problems(problems)) }
}

fn table_entries(source: &Arc<Source>, table: &DeTable<'_>, problems: &mut Vec<Problem>) -> Vec<Entry> {
    let span = |span: Range<usize>| Span { source: Arc::clone(source), bytes: span };
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: span(key.span()),
            node: node(source, value.get_ref(), span(value.span()), problems),
            span: span(value.span()),
        })
        .collect();
    // The parser sorts by name; what counts here is the order in the file, so that a name decides nothing.
    entries.sort_by_key(|entry| entry.key_span.bytes.start);
    entries
}

fn node(source: &Arc<Source>, value: &DeValue<'_>, span: Span, problems: &mut Vec<Problem>) -> Node {
    match value {
        DeValue::String(text) => Node::Value(Value::Text(text.to_string())),
        DeValue::Boolean(on) => Node::Value(Value::Switch(*on)),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Node::Value(Value::Whole(number)),
            Err(_) => Node::Other("a number too large to count with"),
        },
        DeValue::Float(number) => match number.as_str().parse() {
            Ok(number) => Node::Value(Value::Real(number)),
            Err(_) => Node::Other("not a number"),
        },
        DeValue::Datetime(day) => match (day.date, day.time) {
            (Some(date), None) => match Date::new(date.year as i16, date.month as i8, date.day as i8) {
                Ok(date) => Node::Date(date),
                Err(_) => {
                    let problem = Problem::at(&span, format!("{day} is not a day of the calendar"), "no such day");
                    problems.push(problem.hint("dates are written year-month-day, as 2012-04-06"));
                    Node::Other("no day of the calendar")
                }
            },
            (Some(_), Some(_)) => Node::Other("a date with a time of day"),
            (None, _) => Node::Other("a time of day"),
        },
        DeValue::Array(items) => list(source, items),
        DeValue::Table(table) => Node::Table(table_entries(source, table, problems)),
    }
}

/// A list of texts, of whole numbers or of pairs of these; an empty one counts as one of texts.
fn list(source: &Arc<Source>, items: &toml::de::DeArray<'_>) -> Node {
    let span = |span: Range<usize>| Span { source: Arc::clone(source), bytes: span };
    let whole = |value: &DeValue<'_>| match value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    };
    let pair = |value: &DeValue<'_>| match value {
        DeValue::Array(ends) if ends.len() == 2 => Some([whole(ends[0].get_ref())?, whole(ends[1].get_ref())?]),
        _ => None,
    };
    let text = |value: &DeValue<'_>| match value {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    };
    if items.iter().any(|item| matches!(item.get_ref(), DeValue::Table(_))) {
        return Node::Other("a list of tables");
    }
    if let Some(words) = items.iter().map(|item| Some((text(item.get_ref())?, span(item.span())))).collect() {
        return Node::Words(words);
    }
    if let Some(numbers) = items.iter().map(|item| Some((whole(item.get_ref())?, span(item.span())))).collect() {
        return Node::Numbers(numbers);
    }
    if let Some(pairs) = items.iter().map(|item| Some((pair(item.get_ref())?, span(item.span())))).collect() {
        return Node::Pairs(pairs);
    }
    if let Some(values) = items.iter().map(|item| Some((single(item.get_ref())?, span(item.span())))).collect() {
        return Node::Values(values);
    }
    Node::Other(MIXED)
}

/// A single value, where it is one that a knob may have.
fn single(value: &DeValue<'_>) -> Option<Value> {
    match value {
        DeValue::String(text) => Some(Value::Text(text.to_string())),
        DeValue::Boolean(on) => Some(Value::Switch(*on)),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(Value::Whole),
        DeValue::Float(number) => number.as_str().parse().ok().map(Value::Real),
        _ => None,
    }
}
