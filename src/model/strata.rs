//! Workers by area and origin: slots keep both, so these lists never change.

use super::workers::Workers;

/// Slots grouped by one key.
#[derive(Debug, Clone, Default)]
struct Groups {
    starts: Vec<u32>,
    /// Group by group; not kept where there is one group, in which each slot stands at its own index.
    slots: Option<Vec<u32>>,
}

impl Groups {
    fn new(groups: usize, slots: usize, key: impl Fn(usize) -> usize) -> Self {
        let mut starts = vec![0; groups + 1];
        for slot in 0..slots {
            starts[key(slot) + 1] += 1;
        }
        for group in 0..groups {
            starts[group + 1] += starts[group];
        }
        if groups == 1 {
            return Self { starts, slots: None };
        }
        let mut next = starts.clone();
        let mut list = vec![0; slots];
        for slot in 0..slots {
            let group = key(slot);
            list[next[group] as usize] = slot as u32;
            next[group] += 1;
        }
        Self { starts, slots: Some(list) }
    }

    /// A worker of a group; `draw` picks an index below a length.
    fn pick(&self, group: usize, draw: impl FnOnce(usize) -> usize) -> Option<u32> {
        let (start, end) = (*self.starts.get(group)?, *self.starts.get(group + 1)?);
        if start == end {
            return None;
        }
        let index = start as usize + draw((end - start) as usize);
        Some(self.slots.as_ref().map_or(index as u32, |slots| slots[index]))
    }
}

/// Lists of slots by area, by origin and by both.
#[derive(Debug, Clone, Default)]
pub(crate) struct Strata {
    everybody: usize,
    origins: usize,
    by_area: Groups,
    by_origin: Groups,
    by_both: Groups,
}

impl Strata {
    /// Lists for these workers.
    pub(crate) fn new(workers: &Workers, origins: usize, areas: usize) -> Self {
        let n = workers.len();
        let (origins, areas) = (origins.max(1), areas.max(1));
        let (origin, area) = (|i: usize| usize::from(workers.origin.at(i)), |i: usize| usize::from(workers.area.at(i)));
        Self {
            everybody: n,
            origins,
            by_area: Groups::new(areas, n, area),
            by_origin: Groups::new(origins, n, origin),
            by_both: Groups::new(areas * origins, n, |i| area(i) * origins + origin(i)),
        }
    }

    /// A worker of this area and origin (either may be open), or `None` where there is none; `draw` picks an index
    /// below a length.
    pub(crate) fn pick(
        &self,
        area: Option<u16>,
        origin: Option<u16>,
        draw: impl FnOnce(usize) -> usize,
    ) -> Option<u32> {
        let area = area.map(usize::from);
        let origin = origin.map(usize::from);
        match (area, origin) {
            (None, None) => (self.everybody > 0).then(|| draw(self.everybody) as u32),
            (Some(area), None) => self.by_area.pick(area, draw),
            (None, Some(origin)) => self.by_origin.pick(origin, draw),
            (Some(area), Some(origin)) => self.by_both.pick(area * self.origins + origin, draw),
        }
    }
}
