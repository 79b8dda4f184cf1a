//! A TOML text as an owned tree in file order, every part with its place.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use crate::knob::Value;

use super::problem::{Place, Problem, Problems, Source};

/// A part of a file.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// A number, word or switch.
    Value(Value),
    /// A day.
    Date(Date),
    /// A list of words.
    Words(Vec<(String, Place)>),
    /// A table.
    Table(Vec<Entry>),
    /// Something no key of a scenario takes: named for the message.
    Other(&'static str),
}

impl Node {
    /// What to call it in a message.
    pub fn sort(&self) -> &'static str {
        match self {
            Node::Value(Value::Real(_)) => "a number",
            Node::Value(Value::Whole(_)) => "a whole number",
            Node::Value(Value::Switch(_)) => "true or false",
            Node::Value(Value::Text(_)) => "a text",
            Node::Date(_) => "a date",
            Node::Words(_) => "a list",
            Node::Table(_) => "a table",
            Node::Other(sort) => sort,
        }
    }
}

/// A key with what it is set to.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub key: String,
    pub key_place: Place,
    pub node: Node,
    pub place: Place,
}

/// Reads a TOML text; all of what is wrong with it at once.
pub(super) fn parse(source: &Arc<Source>) -> Result<Vec<Entry>, Problems> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut problems: Vec<Problem> = errors
        .iter()
        .map(|error| {
            let place = Place { source: Arc::clone(source), span: error.span().unwrap_or(0..0) };
            let problem = Problem::at(&place, format!("this is not TOML: {}", error.message()), "here");
            match error.message() {
                "duplicate key" => Problem {
                    title: format!("`{}` is there twice", source.text.get(place.span.clone()).unwrap_or_default()),
                    ..problem
                }
                .hint("names of organisations and keys are given once; rename one of the two"),
                _ => {
                    problem.hint("text stands in \"quotes\", dates as 2009-03-15, tables as [name]; see `mobilise new`")
                }
            }
        })
        .collect();
    let entries = table_entries(source, table.get_ref(), &mut problems);
    if problems.is_empty() { Ok(entries) } else { Err(Problems(problems)) }
}

fn table_entries(source: &Arc<Source>, table: &DeTable<'_>, problems: &mut Vec<Problem>) -> Vec<Entry> {
    let place = |span: Range<usize>| Place { source: Arc::clone(source), span };
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_place: place(key.span()),
            node: node(source, value.get_ref(), place(value.span()), problems),
            place: place(value.span()),
        })
        .collect();
    // The parser sorts by name; what counts here is the order in the file, so that a name decides nothing.
    entries.sort_by_key(|entry| entry.key_place.span.start);
    entries
}

fn node(source: &Arc<Source>, value: &DeValue<'_>, place: Place, problems: &mut Vec<Problem>) -> Node {
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
                    let problem = Problem::at(&place, format!("{day} is not a day of the calendar"), "no such day");
                    problems.push(problem.hint("dates are written year-month-day, as 2012-04-06"));
                    Node::Other("no day of the calendar")
                }
            },
            _ => Node::Other("a time of day"),
        },
        DeValue::Array(items) => {
            let mut words = Vec::with_capacity(items.len());
            for item in items.iter() {
                match item.get_ref() {
                    DeValue::String(text) => {
                        words.push((text.to_string(), Place { source: Arc::clone(source), span: item.span() }));
                    }
                    _ => return Node::Other("a list of other than texts"),
                }
            }
            Node::Words(words)
        }
        DeValue::Table(table) => Node::Table(table_entries(source, table, problems)),
    }
}
