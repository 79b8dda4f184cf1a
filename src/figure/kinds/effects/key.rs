//! The key of a figure whose colours say which side does better.

use crate::figure::canvas::{Anchor, Canvas};
use crate::figure::error::Done;
use crate::figure::font::{self, Face};
use crate::figure::page::Page;
use crate::figure::theme::{LABEL, Theme};

use super::data::EffectFigure;

/// Height of a line of the key, and the room under it.
const LINE: f64 = 20.0;
const UNDER: f64 = 8.0;
/// From the left edge of a dot to its words, and from entry to entry.
const BESIDE_DOT: f64 = 14.0;
const BETWEEN: f64 = 20.0;

/// What open dots mean.
const NEITHER: &str = "no detectable difference";

/// The entries of a key, each with its line and left edge. Empty where colours follow the sides.
pub(super) struct Key {
    entries: Vec<(String, Option<usize>, (usize, f64))>,
    top: f64,
    left: f64,
}

impl Key {
    pub(super) fn new(figure: &EffectFigure, page: &Page) -> Self {
        let words = figure.better.iter().flat_map(|[left, right]| {
            // The right side first: what is more of the first scenario lies there.
            [(right.as_str(), Some(figure.right_group)), (left.as_str(), Some(figure.left_group)), (NEITHER, None)]
        });
        let words: Vec<(String, Option<usize>)> = words
            .map(|(words, group)| (font::shorten(words, LABEL, Face::Regular, page.inner() - BESIDE_DOT), group))
            .collect();
        let widths: Vec<f64> =
            words.iter().map(|(words, _)| BESIDE_DOT + font::width(words, LABEL, Face::Regular)).collect();
        let places = font::flow(&widths, BETWEEN, page.inner());
        let entries = words.into_iter().zip(places).map(|((words, group), place)| (words, group, place)).collect();
        Self { entries, top: page.top(), left: page.margin }
    }

    /// The room it takes.
    pub(super) fn height(&self) -> f64 {
        self.entries.last().map_or(0.0, |(.., (line, _))| (line + 1) as f64 * LINE + UNDER)
    }

    pub(super) fn draw(&self, canvas: &Canvas<'_>, theme: Theme) -> Done {
        let colours = theme.colours();
        for (words, group, (line, left)) in &self.entries {
            let (x, middle) = (self.left + left, self.top + *line as f64 * LINE + LINE / 2.0);
            let centre = (x + 5.0, middle);
            match group {
                Some(group) => canvas.dot(centre, 4.6, theme.line(*group))?,
                None => canvas.ring(centre, 4.0, colours.muted, colours.ground)?,
            }
            let baseline = (x + BESIDE_DOT, middle + 0.36 * LABEL);
            canvas.text(words, baseline, LABEL, Face::Regular, colours.text, Anchor::Left)?;
        }
        Ok(())
    }
}
