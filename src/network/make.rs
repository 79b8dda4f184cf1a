//! TEMPORARY until the generators land.
use crate::knob::network::{NetworkKind, NetworkKnobs};
use crate::number::draws::Word;
/// ties
pub fn ties(k: &NetworkKnobs, origin: &[u16], _: &[u16], _: Word) -> Vec<(u32, u32)> {
    let n = origin.len() as u32;
    match k.kind {
        NetworkKind::Complete => (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))).collect(),
        NetworkKind::Ring => (0..n)
            .flat_map(|a| (1..=(k.degree as u32 / 2)).map(move |d| (a, (a + d) % n)))
            .map(|(a, b)| (a.min(b), a.max(b)))
            .collect(),
        _ => Vec::new(),
    }
}
/// swap
pub fn swap(_: &mut [(u32, u32)], _: f64, _: usize, _: Word) {}
