//! Which values a knob takes, by its dotted name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::knob::Kind;
use crate::knob::catalogue::{NAMED, catalogue};
use crate::scenario::knob_name;

/// The kind of a knob by its dotted name, whatever name stands in it; nothing for what is no knob of the table.
pub(crate) fn kind(name: &str) -> Option<Kind> {
    let mut parts: Vec<&str> = knob_name(name).split('.').collect();
    if parts.len() > 2 && NAMED.contains(&parts[0]) {
        parts[1] = "NAME";
    }
    static KINDS: LazyLock<BTreeMap<String, Kind>> =
        LazyLock::new(|| catalogue().into_iter().map(|(name, knob)| (name, knob.kind)).collect());
    KINDS.get(&parts.join(".")).copied()
}

/// Whether a knob takes whole numbers only.
pub(crate) fn is_whole(kind: Option<Kind>) -> bool {
    matches!(kind, Some(Kind::Whole { .. }))
}

/// Whether a knob of this kind takes the number.
pub(crate) fn within(x: f64, kind: Option<Kind>) -> bool {
    match kind {
        Some(Kind::Real { low, high }) => (low..=high).contains(&x),
        Some(Kind::Whole { low, high }) => (f64::from(low)..=f64::from(high)).contains(&x) && x.fract() == 0.0,
        _ => x.is_finite(),
    }
}
