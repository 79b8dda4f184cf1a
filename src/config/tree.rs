//! A TOML text as an owned tree in file order, every part with its place.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use crate::knob::Value;

use super::editors::{miswritten, of_editors};
use super::name::clip;
use super::problem::{Problem, Problems, Source, Span};

/// What the parser says of a key or table that is there twice.
const TWICE: &str = "duplicate key";

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

/// What is wrong with a text as TOML: every key given twice, or else the first thing that cannot be read.
/// After that the parser guesses, and what it says of its guesses leads astray.
fn syntax(source: &Arc<Source>, errors: &[toml::de::Error]) -> Vec<Problem> {
    let span = |error: &toml::de::Error| Span { source: Arc::clone(source), bytes: error.span().unwrap_or(0..0) };
    if let Some(error) = errors.iter().find(|error| error.message() != TWICE) {
        return vec![unreadable(error.message(), span(error))];
    }
    // A table that is there twice brings all its keys twice: the first is the mistake.
    errors.iter().take(1).map(|error| twice(span(error))).collect()
}

/// What the parser says, in words for people who never read its grammar.
fn unreadable(said: &str, mut span: Span) -> Problem {
    if let Some(problem) = of_editors(&span) {
        return problem;
    }
    if let Some(problem) = miswritten(&span).filter(|_| !said.starts_with("invalid date")) {
        return problem;
    }
    let written = clip(span.source.text.get(span.bytes.clone()).unwrap_or_default());
    let (title, label, hint) = match said {
        _ if said.starts_with("invalid date") => (
            format!("`{written}` is not a day of the calendar"),
            said.split_once(", ").map_or("no such day", |(_, expected)| expected),
            "dates are written year-month-day without quotes, as 2012-04-06",
        ),
        _ if said.contains("key with no value") => (
            "this line is not key = value".to_owned(),
            "no = before this",
            "write key = value, [name] above a table's keys, and # before a remark",
        ),
        _ if said.contains("unexpected key or value") => (
            "there is something after the end of the value".to_owned(),
            "one key = value a line",
            "a number has a point, not a comma: 0.5; a text stands in \"quotes\"",
        ),
        _ if said.contains("must be quoted") => (
            "a word stands without quotes".to_owned(),
            "a text, or a misspelt value",
            "write it in \"quotes\"; true and false go without",
        ),
        _ if said.starts_with("invalid basic string, expected")
            || said.starts_with("invalid literal string, expected") =>
        {
            (
                "a text in quotes cannot be read".to_owned(),
                "the quotes are not closed",
                "close it with the same quote on the same line; write \\\\ for \\ and \\\" for a quote in it",
            )
        }
        _ if said.contains("mantissa") || said.contains("float") || said.contains("integer") => (
            "a number cannot be read".to_owned(),
            "neither a number nor a date",
            "numbers are written 0.5, with a point and a digit before it; dates year-month-day, as 2009-03-15",
        ),
        _ if said.contains("unclosed table") => {
            ("the name of a table is not closed".to_owned(), "a ] is missing", "write it as [organisation.NAME]")
        }
        _ if said.contains("array") => (
            "a list cannot be read".to_owned(),
            said,
            "a list is written [\"one\", \"two\"], with a comma between and a ] at the end",
        ),
        _ if said.contains("recurs") => {
            if span.bytes.is_empty() && span.bytes.start == 0 {
                span.bytes = dotted(&span.source.text);
            }
            (
                "this is nested too deeply".to_owned(),
                "from here on",
                "nothing in a scenario is nested more than a few levels",
            )
        }
        _ => (
            format!("this is not TOML: {said}"),
            "here",
            "write key = value, with text in \"quotes\"; `mobilise new` writes an example",
        ),
    };
    Problem::at(&span, title, label).hint(hint)
}

/// The first name of very many parts. The parser gives no place for it.
fn dotted(text: &str) -> Range<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.bytes().filter(|byte| *byte == b'.').count() > 70 {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    0..0
}

/// A key or table that is there twice; `place` is the second time.
fn twice(span: Span) -> Problem {
    let text = span.source.text.as_str();
    let name = text.get(span.bytes.clone()).unwrap_or_default().trim_matches(['"', '\'']);
    let start = text[..span.bytes.start].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default().trim();
    let (title, hint) = match name {
        _ if line.starts_with('[') && name != "population" => (
            format!("the table {} is there twice", clip(line)),
            "put what both say under one heading or, if they are two things, give each its own name",
        ),
        "population" => (
            "`population` is there twice".to_owned(),
            "to change a population of the library write base = \"its name\" within [population]",
        ),
        _ => (format!("`{}` is there twice", clip(name)), "a key is given once: keep one of the two"),
    };
    let first = text[..start].lines().position(|before| before.trim() == line && line.starts_with('['));
    let label = first.map_or("the second time".to_owned(), |n| format!("the first is in line {}", n + 1));
    Problem::at(&span, title, label).hint(hint)
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
