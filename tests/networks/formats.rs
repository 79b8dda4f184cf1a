//! Reading a network from a text, for the tests of the formats.

pub use mobilise::network::{
    Attribute, AttributeValue, Format, Limits, NetworkFile, to_petgraph, write_edge_list, write_graphml,
};

use std::fmt;

use mobilise::internals::config::Source;

/// Why a text was refused, with its position counted from 1.
#[derive(Debug, PartialEq)]
pub struct Refused {
    pub line: usize,
    pub column: usize,
    pub title: String,
    pub label: String,
    pub hint: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, title, label, hint } = self;
        write!(f, "{line}:{column}: {title}: {label}\nhint: {hint}")
    }
}

pub fn read(text: &str, format: Format, limits: Limits) -> Result<NetworkFile, Refused> {
    mobilise::network::read(&Source::new("a network", text), format, limits).map_err(|problems| {
        let problem = problems.0.first().expect("a problem");
        let (line, column) = problem.span.as_ref().expect("a position").position();
        let hint = problem.hint.clone().unwrap_or_default();
        Refused { line, column, title: problem.title.clone(), label: problem.label.clone(), hint }
    })
}
