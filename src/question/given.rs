//! What an answer is made from.

use super::sample::Sample;
use super::words::Words;

/// What an answer is made from.
pub(crate) struct Given<'a> {
    /// The numbers of all runs.
    pub sample: &'a Sample,
    /// Plain words for names.
    pub words: &'a Words,
}
