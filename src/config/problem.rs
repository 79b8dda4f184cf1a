//! What is wrong with an input: where, what, and the way out.

use crate::canary::{Canary, is_planted};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::text::{is_unprintable, printable};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// A text that was read: a file, an embedded file, or an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What to call it in messages.
    pub name: String,
    /// All of it.
    pub text: String,
}

impl Source {
    /// A text under the name that messages call it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into() })
    }
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub source: Arc<Source>,
    /// Bytes in it.
    pub bytes: Range<usize>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, if it has a place in a text.
    pub span: Option<Span>,
    /// What is wrong, with the subject in it.
    pub title: String,
    /// What is wrong with the marked place.
    pub label: String,
    /// The way out.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem of an input as a whole.
    pub fn whole(title: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { span: None, title: title.into(), label: String::new(), hint: Some(hint.into()) }
    }

    /// A problem at a place.
    pub fn at(span: &Span, title: impl Into<String>, label: impl Into<String>) -> Self {
        Self { span: Some(span.clone()), title: title.into(), label: label.into(), hint: None }
    }

    /// The same with a hint.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: (!is_planted(Canary::NoHint)).then(|| hint.into()), ..self }
    }
}

/// Everything found wrong with an input; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

/// More than anybody reads at once.
const MAX_SHOWN: usize = 20;

impl Problems {
    /// The first of them as text for a terminal, with colours or without, and that there are more.
    pub fn render(&self, colours: bool) -> String {
        let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
        let shown: Vec<String> = self.0.iter().take(MAX_SHOWN).map(|problem| render(problem, &renderer)).collect();
        let mut text = shown.join("\n\n");
        if self.0.len() > MAX_SHOWN {
            text.push_str("\n\nand more; mend these first, then check again");
        }
        text
    }
}

fn render(problem: &Problem, renderer: &Renderer) -> String {
    let mut group = Group::with_title(Level::ERROR.primary_title(printable(&problem.title)));
    if let Some(span) = &problem.span {
        let Line { number, text, marked } = line(span);
        let (text, marked) = shown(text, marked);
        let annotation = AnnotationKind::Primary.span(marked).label(printable(&problem.label));
        let snippet = Snippet::source(text).line_start(number).path(printable(&span.source.name));
        group = group.element(snippet.annotation(annotation));
    }
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.with_name("hint").message(printable(hint)));
    }
    renderer.render(&[group])
}

/// A line of a file, and what is marked in it, without what a terminal would obey. A carriage return is shown as such.
fn shown(text: &str, marked: Range<usize>) -> (Cow<'_, str>, Range<usize>) {
    let is_bad = |c: char| c != '\r' && is_unprintable(c);
    if !text.contains(is_bad) {
        return (Cow::Borrowed(text), marked);
    }
    let replace = |part: &str| -> String {
        part.chars().map(|c| if is_bad(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
    };
    let before = replace(&text[..marked.start]);
    let middle = replace(&text[marked.clone()]);
    let after = replace(&text[marked.end..]);
    let marked = before.len()..before.len() + middle.len();
    (Cow::Owned(before + &middle + &after), marked)
}

/// The line of a byte of a text, counted from 1.
pub(crate) fn line_number(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

impl Span {
    /// The line and column where it begins, both counted from 1; columns are characters, a tab is one.
    pub fn position(&self) -> (usize, usize) {
        let text = self.source.text.as_str();
        let start = self.bytes.start.min(text.len());
        let before = &text.as_bytes()[..start];
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        // Bytes 10xxxxxx continue a character; the others begin one.
        let column = before[line_start..].iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count() + 1;
        (line_number(text, start), column)
    }
}

/// One line of a text, with what is marked in it.
struct Line<'a> {
    number: usize,
    text: &'a str,
    marked: Range<usize>,
}

/// The line a place begins on. The renderer is shown no more than that: it would lay out the whole text, and
/// a network may have a gigabyte of it.
fn line(span: &Span) -> Line<'_> {
    let all = span.source.text.as_str();
    let boundary = |at: usize| (0..=at.min(all.len())).rev().find(|at| all.is_char_boundary(*at)).unwrap_or(0);
    let (from, to) = (boundary(span.bytes.start), boundary(span.bytes.end));
    let start = all[..from].rfind('\n').map_or(0, |end| end + 1);
    let end = all[from..].find('\n').map_or(all.len(), |length| from + length);
    let text = all[start..end].strip_suffix('\r').unwrap_or(&all[start..end]);
    let within = |at: usize| (at - start).min(text.len());
    Line { number: line_number(all, from), text, marked: within(from)..within(to.clamp(from, end)) }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Problems {}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&render(self, &Renderer::plain()))
    }
}

impl std::error::Error for Problem {}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

/// Problems without those that say again what another one says.
pub(crate) fn distinct(problems: Vec<Problem>) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for problem in problems {
        let span = problem.span.as_ref().map(|span| (span.source.name.clone(), span.bytes.start));
        if seen.insert((span, problem.title.clone())) {
            kept.push(problem);
        }
    }
    kept
}
