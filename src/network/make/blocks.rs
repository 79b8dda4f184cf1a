//! More ties within an origin and an area than across.

use crate::knob::network::NetworkKnobs;
use crate::number::draws::{Purpose, Word};

use super::random::pairs;
use super::stream::part;

/// People by group: a list of them in the order of their groups, and where each group ends.
struct Groups {
    people: Vec<u32>,
    /// A group's number, and its range in the list.
    groups: Vec<(u32, std::ops::Range<usize>)>,
}

impl Groups {
    fn new(nodes: usize, number: impl Fn(usize) -> u32) -> Self {
        let mut people: Vec<u32> = (0..nodes as u32).collect();
        people.sort_by_key(|person| number(*person as usize));
        let mut groups = Vec::new();
        let mut start = 0;
        for group in people.chunk_by(|a, b| number(*a as usize) == number(*b as usize)) {
            groups.push((number(group[0] as usize), start..start + group.len()));
            start += group.len();
        }
        Self { people, groups }
    }

    /// Ties that the groups are too small to hold, of those that their people seek in them.
    fn shortfall(&self, degree: f64) -> f64 {
        let short = |size: f64| (size * degree / 2.0 - size * (size - 1.0) / 2.0).max(0.0);
        self.groups.iter().map(|(_, range)| short(range.len() as f64)).sum()
    }
}

/// The chance of a tie with each of the others, for somebody who seeks `degree` ties in a group of this size.
fn chance(degree: f64, size: usize) -> f64 {
    if size < 2 { 0.0 } else { (degree / (size as f64 - 1.0)).min(1.0) }
}

/// Four layers laid over one another: everybody, origins, areas, and people of one origin in one area. The
/// chances in the layers are such that over all of them a pair is tied with the sum that [`super::ties`] gives.
pub(super) fn blocks(knobs: &NetworkKnobs, origin: &[u16], area: &[u16], word: Word) -> Vec<(u32, u32)> {
    let nodes = origin.len();
    let (z, o, a) = (knobs.degree, knobs.within_origin, knobs.within_area);
    let origins = Groups::new(nodes, |i| u32::from(origin[i]));
    let areas = Groups::new(nodes, |i| u32::from(area[i]));
    let cells = Groups::new(nodes, |i| u32::from(origin[i]) << 16 | u32::from(area[i]));
    let sought = Sought { origin: z * o * (1.0 - a), area: z * (1.0 - o) * a, cell: z * o * a };
    let shortfall = origins.shortfall(sought.origin) + areas.shortfall(sought.area) + cells.shortfall(sought.cell);
    let all = nodes as f64 * (nodes as f64 - 1.0) / 2.0;
    let anywhere = ((nodes as f64 * z * (1.0 - o) * (1.0 - a) / 2.0 + shortfall) / all).min(1.0);
    let size_of = |groups: &Groups, number: u32| {
        let found = groups.groups.binary_search_by_key(&number, |(number, _)| *number);
        found.map_or(0, |index| groups.groups[index].1.len())
    };
    let beside = |p: f64| if anywhere < 1.0 { (p / (1.0 - anywhere)).min(1.0) } else { 1.0 };

    let mut ties = Vec::with_capacity((nodes as f64 * z.min(nodes as f64) / 2.0) as usize);
    pairs(nodes, anywhere, part(word, Purpose::NetworkTie, 0), |i, j| ties.push((i, j)));
    let mut layer = |number: u64, groups: &Groups, chance: &dyn Fn(u32, usize) -> f64| {
        let word = part(word, Purpose::NetworkTie, number);
        for (group, range) in &groups.groups {
            let own = part(word, Purpose::NetworkTie, u64::from(*group));
            let people = &groups.people[range.clone()];
            // People stand in ascending order within a group, so pairs do.
            pairs(people.len(), chance(*group, people.len()), own, |i, j| {
                ties.push((people[i as usize], people[j as usize]));
            });
        }
    };
    layer(1, &origins, &|_, size| beside(chance(sought.origin, size)));
    layer(2, &areas, &|_, size| beside(chance(sought.area, size)));
    layer(3, &cells, &|number, size| {
        let origin = chance(sought.origin, size_of(&origins, number >> 16));
        let area = chance(sought.area, size_of(&areas, number & 0xffff));
        let none = (1.0 - beside(origin)) * (1.0 - beside(area)) * (1.0 - anywhere);
        let some = (anywhere + origin + area + chance(sought.cell, size)).min(1.0);
        if none > 0.0 { (1.0 - (1.0 - some) / none).clamp(0.0, 1.0) } else { 0.0 }
    });
    super::sort(&mut ties);
    ties.dedup();
    ties
}

/// Ties that each person seeks in each layer.
struct Sought {
    origin: f64,
    area: f64,
    cell: f64,
}
