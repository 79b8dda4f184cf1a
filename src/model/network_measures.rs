//! Measures of the network among members, and of the whole of it.

use super::below::Below;
use super::components::components;
use super::measures::{Measure, Row as Measures};
use super::network_sums::{Known, Sums};
use super::triangles::closures;
use super::world::World;

/// Degree, trust and shares every week; clustering and components, which cost more, when `slow`.
pub(super) fn run(world: &mut World, rows: &mut [Measures], slow: bool) {
    let (ties, w) = (&world.ties, &world.workers);
    let (field, organisations) = rows.split_last_mut().expect("the field has a row");
    world.scratch.known.resize(world.organisations.len() + 1, Known::default());
    let (known_of_field, known) = world.scratch.known.split_last_mut().expect("the field has a row");
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
            meeting_trust: None,
        };
        *known_of_field = Known { changes, sums };
    }
    known_of_field.sums.write(field);
}
