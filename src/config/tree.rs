//! A TOML text as an owned tree in file order, every part with its place.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use crate::knob::Value;

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

/// What word processors, other systems and other languages put into a line that TOML has no place for.
fn of_editors(span: &Span) -> Option<Problem> {
    let text = span.source.text.as_str();
    let start = text.get(..span.bytes.start)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next()?;
    let content = line.split('#').next()?;
    let at = |offset: usize, length: usize| Span {
        source: Arc::clone(&span.source),
        bytes: start + offset..start + offset + length,
    };
    let find = |is: fn(char) -> bool| content.char_indices().find(|(_, c)| is(*c));
    if let Some((offset, c)) = find(|c| "\u{201c}\u{201d}\u{201e}\u{2018}\u{2019}\u{201a}\u{ab}\u{bb}".contains(c)) {
        let title = format!("a quotation mark of a word processor: {c}");
        let hint = "write straight quotes, \"like these\"; a plain text editor does not turn them";
        return Some(Problem::at(&at(offset, c.len_utf8()), title, "not a quote in TOML").hint(hint));
    }
    if let Some((offset, c)) = find(|c| matches!(c, '\u{a0}' | '\u{200b}' | '\u{2007}' | '\u{202f}' | '\u{feff}')) {
        let title = format!("a blank that only looks like one (U+{:04X})", u32::from(c));
        let hint = "delete it and type an ordinary blank; web pages and word processors put such blanks there";
        return Some(Problem::at(&at(offset, c.len_utf8()), title, "this one").hint(hint));
    }
    let value_at = content.find('=').map(|at| at + 1);
    if let Some(from) = value_at
        && content[from..].trim_start().starts_with('"')
        && let Some(slash) = content[from..].find('\\')
    {
        let hint = "write / in a path, which goes on Windows too, or put it in 'single quotes'";
        let title = "a backslash in a text in double quotes begins a special character";
        return Some(Problem::at(&at(from + slash, 1), title, "this backslash").hint(hint));
    }
    let head =
        if content.trim_start().starts_with('[') { Some(content) } else { value_at.map(|at| &content[..at - 1]) };
    if let Some(head) = head
        && !head.contains('"')
        && let Some((offset, _)) = head.char_indices().find(|(_, c)| c.is_alphabetic() && !c.is_ascii())
    {
        let from = head[..offset].rfind(['.', '[', ' ']).map_or(0, |at| at + 1);
        let length = head[from..].find(['.', ']', ' ', '=']).unwrap_or(head.len() - from);
        let name = &head[from..from + length];
        let title = format!("the name {} stands without quotes", clip(name));
        let hint = format!("names with other letters than a to z stand in quotes: \"{}\"", clip(name));
        return Some(Problem::at(&at(from, length), title, "not a bare name").hint(hint));
    }
    let value = value_at.map(|from| content[from..].trim())?;
    let words: Vec<&str> = value.split_whitespace().collect();
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |word: &&str| word.trim_end_matches(['.', ',']).chars().all(char::is_alphabetic) && word.len() > 2;
    let is_day =
        |word: &&str| word.trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<u8>().is_ok_and(|day| day < 32);
    let has = |is: &dyn Fn(&&str) -> bool| words.iter().any(is);
    if words.len() == 3 && has(&is_year) && has(&is_month) && has(&is_day) && !value.starts_with(['"', '\'']) {
        let from = content.find(value)?;
        let title = format!("`{}` is not written as a date", clip(value));
        let hint = "dates are written year-month-day without quotes, as 2012-04-06";
        return Some(Problem::at(&at(from, value.len()), title, "a date in words").hint(hint));
    }
    None
}

/// What people write where a share or a date belongs and TOML has no place for: `30 %`, `06.01.2019`.
fn miswritten(span: &Span) -> Option<Problem> {
    let text = span.source.text.as_str();
    let start = text.get(..span.bytes.start)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next()?;
    let from = line.find('=')? + 1;
    let value = line[from..].split('#').next()?;
    let from = start + from + (value.len() - value.trim_start().len());
    let value = value.trim();
    let span = Span { source: Arc::clone(&span.source), bytes: from..from + value.len() };
    if let Some(number) = value.strip_suffix('%').and_then(|number| number.trim().replace(',', ".").parse::<f64>().ok())
    {
        let title = "a number has no % sign".to_owned();
        let share = format!("{:.6}", number / 100.0);
        let share = share.trim_end_matches('0').trim_end_matches('.');
        let hint = format!("shares are written 0 to 1: {share} for {}", clip(value));
        return Some(Problem::at(&span, title, "a percentage").hint(hint));
    }
    let parts: Vec<&str> = value.split(['.', '/', '-']).collect();
    let digits =
        |part: &str, lengths: &[usize]| lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let is_date = match parts.as_slice() {
        [a, b, c] => {
            (digits(a, &[1, 2]) && digits(c, &[4]) || digits(a, &[4]) && digits(c, &[1, 2])) && digits(b, &[1, 2])
        }
        _ => false,
    };
    is_date.then(|| {
        let title = format!("`{value}` is not written as a date");
        // With points the day comes first; with other signs some put the month there.
        let example = match parts.as_slice() {
            [day, month, year] if value.contains('.') && year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
            _ => "2019-01-06".to_owned(),
        };
        let hint = format!("dates are written year-month-day without quotes, as {example}");
        Problem::at(&span, title, "a date in another order").hint(hint)
    })
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
