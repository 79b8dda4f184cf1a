//! What is wrong with an input: where, what, and the way out.

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
pub struct Place {
    /// The text.
    pub source: Arc<Source>,
    /// Bytes in it.
    pub span: Range<usize>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, if it has a place in a text.
    pub place: Option<Place>,
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
        Self { place: None, title: title.into(), label: String::new(), hint: Some(hint.into()) }
    }

    /// A problem at a place.
    pub fn at(place: &Place, title: impl Into<String>, label: impl Into<String>) -> Self {
        Self { place: Some(place.clone()), title: title.into(), label: label.into(), hint: None }
    }

    /// The same with a hint.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// Everything found wrong with an input; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// All of them as text for a terminal, with colours or without.
    pub fn render(&self, colours: bool) -> String {
        let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
        let mut text = String::new();
        for problem in &self.0 {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&render(problem, &renderer));
        }
        text
    }
}

fn render(problem: &Problem, renderer: &Renderer) -> String {
    let mut group = Group::with_title(Level::ERROR.primary_title(problem.title.as_str()));
    if let Some(place) = &problem.place {
        let length = place.source.text.len();
        let span = place.span.start.min(length)..place.span.end.min(length);
        let annotation = AnnotationKind::Primary.span(span).label(problem.label.as_str());
        let snippet = Snippet::source(place.source.text.as_str()).path(place.source.name.as_str());
        group = group.element(snippet.annotation(annotation));
    }
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.with_name("hint").message(hint.as_str()));
    }
    renderer.render(&[group])
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Problems {}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

/// The name among `names` that somebody who wrote `word` most likely meant.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let alike = |name: &str| {
        // The last part alone may be what was meant: `relief` for `coping.relief`.
        let last = name.rsplit('.').next().unwrap_or(name);
        let name = name.to_lowercase();
        strsim::jaro_winkler(&word, &name).max(if last == word { 0.95 } else { 0.0 })
    };
    let scored = names.into_iter().map(|name| (alike(name), name));
    scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}
