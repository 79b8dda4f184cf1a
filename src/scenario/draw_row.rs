//! A scenario with the values of one row of the accepted set it draws from.

use std::sync::Arc;

use crate::config::tree::{Node, nested};
use crate::config::{Problems, Span};

use super::Scenario;
use super::accepted::Draw;
use super::draft::{Draft, Layer};
use super::read::{Shelf, Text};

impl Scenario {
    /// The scenario with the values of a row of the set it draws from; as it stands where it draws from none.
    ///
    /// It is what this scenario, written out in full, would be with each value set on the command line.
    ///
    /// # Errors
    /// A value that does not go with the scenario; one that was loaded has none such.
    pub fn with_row(&self, row: usize) -> Result<Scenario, Problems> {
        let mut plain = self.clone();
        let Some(draw) = plain.draw.take() else { return Ok(plain) };
        let mut draft = Draft::of(plain);
        lay_row(&draw, row, &mut draft)?;
        draft.finish()
    }

    /// The scenario as a replicate under a seed runs it.
    ///
    /// # Errors
    /// As [`Scenario::with_row`].
    pub fn drawn(&self, seed: u64, replicate: u32) -> Result<Scenario, Problems> {
        self.with_row(self.draw.as_ref().map_or(0, |draw| draw.row(seed, replicate)))
    }

    /// Whether every row of the set goes with the scenario: the first that does not is told.
    pub(crate) fn check_draw(&self) -> Result<(), Problems> {
        let rows = self.draw.as_ref().map_or(0, Draw::rows);
        (0..rows).try_for_each(|row| self.with_row(row).map(drop))
    }
}

/// Lays a row over a scenario, as the command line would.
fn lay_row(draw: &Draw, row: usize, draft: &mut Draft) -> Result<(), Problems> {
    let source = Arc::clone(draw.source());
    let text = Text { source, folder: "".into(), identity: "".into(), shelf: Shelf::default() };
    for (name, span, (value, at)) in draw.row_values(row) {
        let path: Vec<(String, Span)> = name.split('.').map(|part| (part.to_owned(), span.clone())).collect();
        if let Some(entry) = nested(&path, Node::Value(value.clone()), at) {
            draft.lay(Layer::Settings(&text, &[entry]))?;
        }
    }
    Ok(())
}
