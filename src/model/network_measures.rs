//! Measures of the network among members, and of the whole of it.

use super::marks::Marks;
use super::measures::{Measure, Row as Measures};
use super::shares::{self, SHARE};
use super::ties::{Made, Row, Ties};
use super::world::World;

/// What is known of the ties of a group, until they change.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    /// How often ties and the group had changed.
    changes: (u64, u64),
    sums: Sums,
}

/// Degree, trust and shares every week; clustering and components, which cost more, when `slow`.
pub(super) fn run(world: &mut World, rows: &mut [Measures], slow: bool) {
    let (ties, w) = (&world.ties, &world.workers);
    let marks = &mut world.scratch.marks;
    let forest = &mut world.scratch.forest;
    let (field, organisations) = rows.split_last_mut().expect("the field has a row");
    world.scratch.known.resize(world.organisations.len() + 1, Known::default());
    let (known_of_field, known) = world.scratch.known.split_last_mut().expect("the field has a place");
    for ((organisation, row), known) in world.organisations.iter().zip(organisations).zip(known) {
        let members = organisation.members.iter().copied();
        let changes = (ties.changes() + 1, organisation.changes);
        if known.changes != changes {
            *known = Known { changes, sums: Sums::of(ties, members.clone()) };
        }
        known.sums.write(row);
        if slow {
            for m in members.clone() {
                marks.set(m as usize, true);
            }
            row[Measure::Clustering] = transitivity(ties, &organisation.members, |i| marks.has(i as usize));
            row[Measure::Components] = components(ties, members.clone(), forest, |i| marks.has(i as usize));
            for m in members {
                marks.set(m as usize, false);
            }
        }
    }
    let changes = (ties.changes() + 1, 0);
    if known_of_field.changes != changes {
        let (crossing, meeting) = ties.crossing_and_meeting();
        let sums = Sums {
            people: w.len() as u64,
            degree: 2 * ties.count() as u64,
            crossing: crossing as u64,
            meeting: meeting as u64,
            trust: ties.trust(),
        };
        *known_of_field = Known { changes, sums };
    }
    known_of_field.sums.write(field);
    if slow {
        let everybody: Vec<u32> = (0..w.len() as u32).collect();
        field[Measure::Clustering] = transitivity(ties, &everybody, |_| true);
        field[Measure::Components] = components(ties, everybody.iter().copied(), forest, |_| true);
    }
}

/// Sums over the ties of a group of people.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    people: u64,
    degree: u64,
    crossing: u64,
    meeting: u64,
    trust: f64,
}

impl Sums {
    fn of(ties: &Ties, people: impl Iterator<Item = u32>) -> Self {
        let mut sums = Self::default();
        for person in people {
            sums.people += 1;
            sums.degree += ties.row(person).len() as u64;
            sums.over(ties.row(person));
        }
        sums
    }

    /// Adds what some half-ties are.
    fn over(&mut self, halves: Row<'_>) {
        for tie in halves {
            self.crossing += u64::from(tie.crosses_origins());
            self.meeting += u64::from(tie.made() == Made::Meeting);
        }
        self.trust += halves.trust();
    }

    fn write(&self, row: &mut Measures) {
        let all = self.degree as f64;
        row[Measure::MeanDegree] = all / self.people as f64;
        row[Measure::CrossOriginShare] = self.crossing as f64 / all;
        row[Measure::MeetingShare] = self.meeting as f64 / all;
        row[Measure::Trust] = self.trust / all;
    }
}

/// Transitivity among a group: of all pairs of ties that meet at a person, the share whose other ends are
/// tied too (Newman 2003, SIAM Review 45, eq. 3.3). NaN where no two ties meet.
pub fn transitivity(ties: &Ties, people: &[u32], is_in: impl Fn(u32) -> bool + Sync + Send) -> f64 {
    let (mut triangles, mut triads) = (0u64, 0u64);
    shares::gather_with(
        people.len(),
        people.chunks(SHARE),
        || Marks::new(ties.workers()),
        |near, people| triangles_and_triads(ties, people, near, &is_in),
        |(some, others)| {
            triangles += some;
            triads += others;
        },
    );
    (3 * triangles) as f64 / triads as f64
}

/// Triangles whose lowest corner is one of these people, and pairs of ties that meet at one of them. Nobody is
/// marked as `near` before and after.
fn triangles_and_triads(ties: &Ties, people: &[u32], near: &mut Marks, is_in: impl Fn(u32) -> bool) -> (u64, u64) {
    let (mut triangles, mut triads) = (0u64, 0u64);
    for person in people {
        let row = ties.row(*person);
        let mut degree = 0u64;
        for tie in row.iter().filter(|tie| is_in(tie.other())) {
            degree += 1;
            near.set(tie.other() as usize, true);
        }
        triads += degree * degree.saturating_sub(1) / 2;
        // Each triangle is found once, from its lowest corner by way of its middle one.
        for middle in row.iter().map(|tie| tie.other()).filter(|middle| *middle > *person && is_in(*middle)) {
            let others = ties.row(middle).iter().map(|tie| tie.other());
            triangles += others.map(|other| u64::from(other > middle) & near.bit(other as usize)).sum::<u64>();
        }
        for tie in row {
            near.set(tie.other() as usize, false);
        }
    }
    (triangles, triads)
}

/// Connected components of a group, single people counted, by union–find with path halving.
pub fn components(
    ties: &Ties,
    people: impl Iterator<Item = u32> + Clone,
    forest: &mut Vec<u32>,
    is_in: impl Fn(u32) -> bool,
) -> f64 {
    forest.clear();
    forest.extend(0..ties.workers() as u32);
    let (mut number, mut joined) = (0u32, 0u32);
    for person in people {
        number += 1;
        for tie in ties.row(person).iter().filter(|tie| tie.other() < person && is_in(tie.other())) {
            let (a, b) = (root(forest, person), root(forest, tie.other()));
            if a != b {
                forest[a.max(b) as usize] = a.min(b);
                joined += 1;
            }
        }
    }
    f64::from(number - joined)
}

fn root(forest: &mut [u32], mut node: u32) -> u32 {
    while forest[node as usize] != node {
        let above = forest[forest[node as usize] as usize];
        forest[node as usize] = above;
        node = above;
    }
    node
}

#[cfg(test)]
mod tests {
    use super::super::ties::Nature;
    use super::*;

    /// Two triangles joined by a bridge, and somebody alone: 2 triangles, 10 triads at people of degree 2,
    /// 3, 3, 2, 2, 2 (1 + 3 + 3 + 1 + 1 + 1).
    #[test]
    fn a_bow_tie_by_hand() {
        let mut ties = Ties::new(7, 10);
        for (a, b) in [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)] {
            ties.add(a, b, 0.5, Nature::new(Made::Daily, false, false));
        }
        let all = transitivity(&ties, &[0, 1, 2, 3, 4, 5, 6], |_| true);
        assert!((all - 6.0 / 10.0).abs() < 1e-12, "{all}");
        assert_eq!(transitivity(&ties, &[0, 1, 2], |i| i < 3), 1.0);
        assert!(transitivity(&ties, &[6], |_| true).is_nan());
        let mut forest = Vec::new();
        assert_eq!(components(&ties, 0..7, &mut forest, |_| true), 2.0);
        // Without the bridge's two ends nothing but pairs and single people is left.
        let apart = [0, 1, 4, 5, 6];
        assert_eq!(components(&ties, apart.into_iter(), &mut forest, |i| apart.contains(&i)), 3.0);
    }
}
