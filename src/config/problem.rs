//! What is wrong with an input: where, what, and the way out.

use crate::canary::{Canary, is_planted};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// A text that was read: a file, an embedded file, or an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What to call it in messages.
    pub name: String,
    /// All of it.
    pub text: String,
}

/// A place in a text.
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
    let mut group = Group::with_title(Level::ERROR.primary_title(problem.title.as_str()));
    if let Some(span) = &problem.span {
        let Line { number, text, marked } = line(span);
        let annotation = AnnotationKind::Primary.span(marked).label(problem.label.as_str());
        let snippet = Snippet::source(text).line_start(number).path(span.source.name.as_str());
        group = group.element(snippet.annotation(annotation));
    }
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.with_name("hint").message(hint.as_str()));
    }
    renderer.render(&[group])
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
    let number = all[..from].bytes().filter(|byte| *byte == b'\n').count() + 1;
    Line { number, text, marked: within(from)..within(to.clamp(from, end)) }
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

/// What somebody wrote, cut short for a message.
pub(crate) fn clip(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut short: String = text.chars().take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

/// A list of names for a hint, cut short where there are many.
pub(crate) fn listed(names: &[&str]) -> String {
    const MAX: usize = 20;
    let shown: Vec<String> = names.iter().take(MAX).map(|name| clip(name)).collect();
    let more = if names.len() > MAX { format!(" and {} more", names.len() - MAX) } else { String::new() };
    shown.join(", ") + &more
}

/// The name among `names` that somebody who wrote `word` most likely meant.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let alike = |name: &str| {
        let name = name.to_lowercase();
        // The last part alone may be what was meant: `relief` for `coping.relief`.
        if name.rsplit('.').next() == Some(&word) {
            return 0.95;
        }
        let likeness = strsim::jaro_winkler(&word, &name);
        // A few slips, or one the beginning of the other; a common start alone (start, strength) is no likeness.
        let slips = strsim::osa_distance(&word, &name) <= (word.chars().count() / 3).max(1);
        let begins = name.starts_with(&word) || word.starts_with(&name);
        if likeness > 0.9 || slips || begins { likeness } else { 0.0 }
    };
    // Nobody mistypes so long a word; comparing it would take long.
    let names = names.into_iter().filter(|name| name.len().max(word.len()) <= 200);
    let scored = names.map(|name| (alike(name), name));
    scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}
