//! The ties of one worker, read one after the other.

use std::iter::Zip;

use super::tie::{CROSSES_ORIGINS, MEETING, OTHER, Tie};

/// The ties of one worker.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    pub(super) others: &'a [u32],
    pub(super) trust: &'a [f32],
}

impl<'a> Row<'a> {
    /// Number of ties.
    pub fn len(&self) -> usize {
        self.others.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.others.is_empty()
    }

    /// The trust of all these ties together, in eight sums side by side.
    #[inline(always)]
    pub fn trust(&self) -> f64 {
        let there = |trust: f32| if trust.is_nan() { 0.0 } else { f64::from(trust) };
        let (eights, rest) = self.trust.as_chunks::<8>();
        let mut sums = [0.0; 8];
        for eight in eights {
            for (sum, trust) in sums.iter_mut().zip(eight) {
                *sum += there(*trust);
            }
        }
        sums.iter().sum::<f64>() + rest.iter().map(|trust| there(*trust)).sum::<f64>()
    }

    /// The trust of those of these ties that were made in sessions.
    #[inline(always)]
    pub fn meeting_trust(&self) -> f64 {
        let of = |(other, trust): (&u32, &f32)| if other & MEETING != 0 { f64::from(*trust) } else { 0.0 };
        self.others.iter().zip(self.trust).map(of).sum()
    }

    /// How many of these ties cross origins, and how many were made in sessions.
    #[inline(always)]
    pub fn crossing_and_meeting(&self) -> (u32, u32) {
        let each = |bit: u32| self.others.iter().map(|other| u32::from(other & bit != 0)).sum();
        (each(CROSSES_ORIGINS), each(MEETING))
    }

    /// Those at the other ends.
    #[inline]
    pub fn others(&self) -> impl Iterator<Item = u32> + 'a {
        self.others.iter().map(|other| other & OTHER)
    }

    /// One after the other.
    #[inline]
    pub fn iter(&self) -> RowIter<'a> {
        RowIter(self.others.iter().zip(self.trust))
    }
}

impl<'a> IntoIterator for Row<'a> {
    type Item = Tie;
    type IntoIter = RowIter<'a>;
    #[inline]
    fn into_iter(self) -> RowIter<'a> {
        self.iter()
    }
}

/// Goes through a [`Row`].
#[derive(Debug, Clone)]
pub struct RowIter<'a>(Zip<std::slice::Iter<'a, u32>, std::slice::Iter<'a, f32>>);

impl<'a> RowIter<'a> {
    /// Nothing to go through.
    pub(in crate::model) fn empty() -> Self {
        Row { others: &[], trust: &[] }.iter()
    }

    /// The next tie, and where its trust is kept.
    pub(in crate::model) fn next_kept(&mut self) -> Option<(Tie, &'a f32)> {
        self.0.next().map(|(other, trust)| (Tie { trust: *trust, other: *other }, trust))
    }
}

impl Iterator for RowIter<'_> {
    type Item = Tie;
    #[inline]
    fn next(&mut self) -> Option<Tie> {
        self.0.next().map(|(other, trust)| Tie { trust: *trust, other: *other })
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}
