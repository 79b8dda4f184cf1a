//! Measures of the network among members, and of the whole of it.

use crate::number::wide::wide;

use super::measures::{Measure, Row as Measures};
use super::ties::{Row, Ties};
use super::triangles::closures;
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
    let forest = &mut world.scratch.forest;
    let (field, organisations) = rows.split_last_mut().expect("the field has a row");
    world.scratch.known.resize(world.organisations.len() + 1, Known::default());
    let (known_of_field, known) = world.scratch.known.split_last_mut().expect("the field has a place");
    let group = |worker: u32| w.organisation.at(worker as usize);
    if slow {
        let closures = closures(ties, organisations.len(), group);
        let rows = organisations.iter_mut().chain([&mut *field]);
        rows.zip(closures).for_each(|(row, closure)| row[Measure::Clustering] = closure.transitivity());
    }
    for (o, ((organisation, row), known)) in (0..).zip(world.organisations.iter().zip(organisations).zip(known)) {
        let members = organisation.members.iter().copied();
        let changes = (ties.changes() + 1, organisation.changes);
        if known.changes != changes {
            *known = Known { changes, sums: Sums::of(ties, members.clone()) };
        }
        known.sums.write(row);
        if slow {
            row[Measure::Components] = components(ties, members, forest, |worker| group(worker) == o);
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
        field[Measure::Components] = components(ties, 0..w.len() as u32, forest, |_| true);
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
        wide(
            #[inline(always)]
            || {
                let mut sums = Self::default();
                for person in people {
                    let row = ties.row(person);
                    sums.people += 1;
                    sums.degree += row.len() as u64;
                    sums.over(row);
                }
                sums
            },
        )
    }

    /// Adds what some half-ties are.
    #[inline(always)]
    fn over(&mut self, halves: Row<'_>) {
        let (crossing, meeting) = halves.crossing_and_meeting();
        self.crossing += u64::from(crossing);
        self.meeting += u64::from(meeting);
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

/// Connected components of a group, single people counted, by union–find with path halving.
pub fn components(
    ties: &Ties,
    people: impl Iterator<Item = u32>,
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
    use super::super::ties::{Made, Nature};
    use super::*;

    /// Two triangles joined by a bridge, and somebody alone.
    #[test]
    fn a_bow_tie_in_parts() {
        let mut ties = Ties::new(7, 10);
        for (a, b) in [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)] {
            ties.add(a, b, 0.5, Nature::new(Made::Daily, false, false));
        }
        let mut forest = Vec::new();
        assert_eq!(components(&ties, 0..7, &mut forest, |_| true), 2.0);
        // Without the bridge's two ends nothing but pairs and single people is left.
        let apart = [0, 1, 4, 5, 6];
        assert_eq!(components(&ties, apart.into_iter(), &mut forest, |i| apart.contains(&i)), 3.0);
    }
}
