//! An edge as it stands in a file. It may name nodes that come later, so it is resolved at the end.

use super::draft::Draft;
use super::fault::Fault;

/// The edge. Offsets are bytes into the text.
pub(super) struct Edge {
    pub(super) source: String,
    pub(super) source_offset: usize,
    pub(super) target: String,
    pub(super) target_offset: usize,
    pub(super) offset: usize,
    pub(super) weight: Option<(f64, usize)>,
    pub(super) directed: bool,
}

impl Edge {
    /// Adds it to a network that has all its nodes.
    pub(super) fn resolve(self, draft: &mut Draft<'_>) -> Result<(), Fault> {
        let find = |id: &str, offset| draft.find(id).ok_or_else(|| draft.unknown_node(id, offset));
        let source = find(&self.source, self.source_offset)?;
        let target = find(&self.target, self.target_offset)?;
        if self.directed {
            draft.directed += 1;
        }
        draft.add_tie((source, target), self.weight, self.offset)
    }
}
