//! What is wrong with a text as TOML, in words for people who never read its grammar.

use std::ops::Range;
use std::sync::Arc;

use super::editors::{miswritten, of_editors};
use super::name::clip;
use super::problem::{Problem, Source, Span};

/// What the parser says of a key or table that is given twice.
const TWICE: &str = "duplicate key";

/// What is wrong with a text as TOML: every key given twice, or else the first thing that cannot be read.
/// After that the parser guesses, and what it says of its guesses leads astray.
pub(super) fn syntax(source: &Arc<Source>, errors: &[toml::de::Error]) -> Vec<Problem> {
    let span = |error: &toml::de::Error| Span { source: Arc::clone(source), bytes: error.span().unwrap_or(0..0) };
    if let Some(error) = errors.iter().find(|error| error.message() != TWICE) {
        return vec![unreadable(error.message(), span(error))];
    }
    // A table that is given twice brings all its keys twice: the first is the mistake.
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
    if said.contains("recurs") && span.bytes.is_empty() && span.bytes.start == 0 {
        span.bytes = dotted(&span.source.text);
    }
    let written = clip(span.source.text.get(span.bytes.clone()).unwrap_or_default());
    let (title, label, hint) = in_values(said, &written).or_else(|| in_structure(said)).unwrap_or_else(|| {
        (
            format!("this is not TOML: {said}"),
            "here",
            "write key = value, with text in \"quotes\"; `mobilise new` writes an example",
        )
    });
    Problem::at(&span, title, label).hint(hint)
}

/// A title, a label and a hint.
type Words<'a> = (String, &'a str, &'static str);

/// What is wrong with a value: a date, a word, a text, a number.
fn in_values<'a>(said: &'a str, written: &str) -> Option<Words<'a>> {
    let unclosed = ["invalid basic string, expected", "invalid literal string, expected"];
    Some(match said {
        _ if said.starts_with("invalid date") => (
            format!("`{written}` is not a day of the calendar"),
            said.split_once(", ").map_or("no such day", |(_, expected)| expected),
            "dates are written year-month-day without quotes, as 2012-04-06",
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
        _ if unclosed.iter().any(|beginning| said.starts_with(beginning)) => (
            "a text in quotes cannot be read".to_owned(),
            "the quotes are not closed",
            "close it with the same quote on the same line; write \\\\ for \\ and \\\" for a quote in it",
        ),
        _ if said.contains("mantissa") || said.contains("float") || said.contains("integer") => (
            "a number cannot be read".to_owned(),
            "neither a number nor a date",
            "numbers are written 0.5, with a point and a digit before it; dates year-month-day, as 2009-03-15",
        ),
        _ => return None,
    })
}

/// What is wrong with lines, tables and lists.
fn in_structure(said: &str) -> Option<Words<'_>> {
    Some(match said {
        _ if said.contains("key with no value") => (
            "this line is not key = value".to_owned(),
            "no = before this",
            "write key = value, [name] above a table's keys, and # before a remark",
        ),
        _ if said.contains("unclosed table") => {
            ("the name of a table is not closed".to_owned(), "a ] is missing", "write it as [organisation.NAME]")
        }
        _ if said.contains("array") => (
            "a list cannot be read".to_owned(),
            said,
            "a list is written [\"one\", \"two\"], with a comma between and a ] at the end",
        ),
        _ if said.contains("recurs") => (
            "this is nested too deeply".to_owned(),
            "from here on",
            "nothing in a scenario is nested more than a few levels",
        ),
        _ => return None,
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

/// A key or table that is given twice; `place` is the second time.
fn twice(span: Span) -> Problem {
    let text = span.source.text.as_str();
    let name = text.get(span.bytes.clone()).unwrap_or_default().trim_matches(['"', '\'']);
    let start = text[..span.bytes.start].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default().trim();
    let (title, hint) = match name {
        _ if line.starts_with('[') && name != "population" => (
            format!("the table {} is given twice", clip(line)),
            "put what both say under one heading or, if they are two things, give each its own name",
        ),
        "population" => (
            "`population` is given twice".to_owned(),
            "to change a population of the library write base = \"its name\" within [population]",
        ),
        _ => (format!("`{}` is given twice", clip(name)), "a key is given once: keep one of the two"),
    };
    let first = text[..start].lines().position(|before| before.trim() == line && line.starts_with('['));
    let label = first.map_or("the second time".to_owned(), |n| format!("the first is in line {}", n + 1));
    Problem::at(&span, title, label).hint(hint)
}
