//! Measures of the network among members, and of the whole of it.

use crate::number::simd::vectorised;

use super::below::Below;
use super::components::components;
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
    let (field, organisations) = rows.split_last_mut().expect("the field has a row");
    world.scratch.known.resize(world.organisations.len() + 1, Known::default());
    let (known_of_field, known) = world.scratch.known.split_last_mut().expect("the field has a place");
    let group = |worker: u32| w.organisation.at(worker as usize);
    if slow {
        let below = Below::of(ties);
        let closures = closures(ties, &below, organisations.len(), group);
        let components = components(&below, w.len(), organisations.len(), group);
        let rows = organisations.iter_mut().chain([&mut *field]);
        for ((row, closure), number) in rows.zip(closures).zip(components) {
            row[Measure::Clustering] = closure.transitivity();
            row[Measure::Components] = f64::from(number);
        }
    }
    for ((organisation, row), known) in world.organisations.iter().zip(organisations).zip(known) {
        let members = organisation.members.iter().copied();
        let changes = (ties.changes() + 1, organisation.changes);
        if known.changes != changes {
            *known = Known { changes, sums: Sums::of(ties, members) };
        }
        known.sums.write(row);
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
        vectorised(
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
