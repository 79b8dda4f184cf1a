//! Which units a store has, and in which part each lies.

use std::collections::BTreeMap;

use super::journal::PartEntry;
use crate::experiment::unit::Unit;

/// Which units there are: for each point ranges of replicates with the part they lie in. It grows with the
/// points, not with the runs, as long as a point's replicates are run together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    /// In order and apart.
    points: BTreeMap<u32, Vec<Range>>,
    count: u64,
}

/// Replicates of a point that lie in one part.
#[derive(Debug, Clone, Copy)]
struct Range {
    first: u32,
    count: u32,
    part: u32,
}

impl Range {
    fn end(&self) -> u32 {
        self.first.saturating_add(self.count)
    }
}

impl Index {
    /// Adds the units of a part. One that is there already stays where it is: both have the same numbers.
    pub(crate) fn add(&mut self, part: u32, entry: &PartEntry) {
        for (point, first, count) in &entry.units {
            let ranges = self.points.entry(*point).or_default();
            let end = first.saturating_add(*count);
            let mut from = *first;
            while from < end {
                // The first range that ends behind here: it holds this replicate, or what is free ends at it.
                let place = ranges.partition_point(|range| range.end() <= from);
                let next = ranges.get(place).copied();
                if let Some(next) = next.filter(|range| range.first <= from) {
                    from = next.end();
                    continue;
                }
                let free = next.map_or(end, |range| range.first.min(end)) - from;
                ranges.insert(place, Range { first: from, count: free, part });
                self.count += u64::from(free);
                from += free;
            }
        }
    }

    /// The part a unit lies in.
    pub(crate) fn part(&self, unit: Unit) -> Option<u32> {
        let ranges = self.points.get(&unit.point)?;
        let place = ranges.partition_point(|range| range.end() <= unit.replicate);
        ranges.get(place).filter(|range| range.first <= unit.replicate).map(|range| range.part)
    }

    /// Whether a unit is there.
    pub(crate) fn has(&self, unit: Unit) -> bool {
        self.part(unit).is_some()
    }

    /// The parts with units of a point, each once.
    pub(crate) fn parts(&self, point: u32) -> Vec<u32> {
        let mut parts: Vec<u32> = self.points.get(&point).into_iter().flatten().map(|range| range.part).collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// Units in all.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_counts_once() {
        let part = |units: &[(u32, u32, u32)]| PartEntry {
            name: String::new(),
            digest: String::new(),
            keys: String::new(),
            units: units.to_vec(),
        };
        let mut index = Index::default();
        index.add(0, &part(&[(0, 0, 10), (2, 5, 1)]));
        index.add(1, &part(&[(0, 5, 10)]));
        assert_eq!(index.count(), 16);
        let at = |point, replicate| index.part(Unit { point, replicate });
        assert_eq!((at(0, 9), at(0, 10), at(0, 14), at(0, 15), at(1, 0)), (Some(0), Some(1), Some(1), None, None));
        assert_eq!((at(2, 5), at(2, 4)), (Some(0), None));
        assert_eq!(index.parts(0), [0, 1]);
    }
}
