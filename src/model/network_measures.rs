//! Measures of the network among members, and of the whole of it.

use super::measures::{Measure, Row};
use super::ties::{Made, Ties};
use super::workers::Workers;
use super::world::World;

/// Degree, trust and shares every week; clustering and components, which cost more, when `slow`.
pub(super) fn run(world: &mut World, rows: &mut [Row], slow: bool) {
    let (ties, w) = (&world.ties, &world.workers);
    let marks = &mut world.scratch.marks;
    let forest = &mut world.scratch.forest;
    let stamps = &mut world.scratch.stamps;
    let (field, organisations) = rows.split_last_mut().expect("the field has a row");
    let everybody = 0..w.len() as u32;
    for (organisation, row) in world.organisations.iter().zip(organisations) {
        let members = organisation.members.iter().copied();
        quick(ties, w, members.clone(), row);
        if slow {
            for m in members.clone() {
                marks[m as usize] = true;
            }
            row[Measure::Clustering] = transitivity(ties, members.clone(), stamps, |i| marks[i as usize]);
            row[Measure::Components] = components(ties, members.clone(), forest, |i| marks[i as usize]);
            for m in members {
                marks[m as usize] = false;
            }
        }
    }
    quick(ties, w, everybody.clone(), field);
    if slow {
        field[Measure::Clustering] = transitivity(ties, everybody.clone(), stamps, |_| true);
        field[Measure::Components] = components(ties, everybody, forest, |_| true);
    }
}

fn quick(ties: &Ties, w: &Workers, people: impl Iterator<Item = u32>, row: &mut Row) {
    let (mut number, mut degree, mut crossing, mut meeting, mut trust) = (0u32, 0u32, 0u32, 0u32, 0.0);
    for person in people {
        number += 1;
        let origin = w.origin[person as usize];
        for tie in ties.row(person) {
            degree += 1;
            crossing += u32::from(w.origin[tie.other as usize] != origin);
            meeting += u32::from(tie.made == Made::Meeting);
            trust += tie.trust;
        }
    }
    let all = f64::from(degree);
    row[Measure::MeanDegree] = all / f64::from(number);
    row[Measure::CrossOriginShare] = f64::from(crossing) / all;
    row[Measure::MeetingShare] = f64::from(meeting) / all;
    row[Measure::Trust] = trust / all;
}

/// Transitivity among a group: of all pairs of ties that meet at a person, the share whose other ends are
/// tied too (Newman 2003, SIAM Review 45, eq. 3.3). NaN where no two ties meet. `stamps` has a place for
/// every worker; what stands in it does not matter.
pub fn transitivity(
    ties: &Ties,
    people: impl Iterator<Item = u32>,
    stamps: &mut [u32],
    is_in: impl Fn(u32) -> bool,
) -> f64 {
    stamps.fill(u32::MAX);
    let (mut triangles, mut triads) = (0u64, 0u64);
    for person in people {
        let row = ties.row(person);
        let mut degree = 0u64;
        for tie in row.iter().filter(|tie| is_in(tie.other)) {
            degree += 1;
            stamps[tie.other as usize] = person;
        }
        triads += degree * degree.saturating_sub(1) / 2;
        // Each triangle is found once, from its lowest corner by way of its middle one.
        for middle in row.iter().map(|tie| tie.other).filter(|middle| *middle > person && is_in(*middle)) {
            let others = ties.row(middle).iter().map(|tie| tie.other);
            triangles += others.filter(|other| *other > middle && stamps[*other as usize] == person).count() as u64;
        }
    }
    (3 * triangles) as f64 / triads as f64
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
        for tie in ties.row(person).iter().filter(|tie| tie.other < person && is_in(tie.other)) {
            let (a, b) = (root(forest, person), root(forest, tie.other));
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
    use super::*;

    /// Two triangles joined by a bridge, and somebody alone: 2 triangles, 10 triads at people of degree 2,
    /// 3, 3, 2, 2, 2 (1 + 3 + 3 + 1 + 1 + 1).
    #[test]
    fn a_bow_tie_by_hand() {
        let mut ties = Ties::new(7, 10);
        for (a, b) in [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)] {
            ties.add(a, b, 0.5, Made::Daily);
        }
        let mut stamps = vec![0; 7];
        let all = transitivity(&ties, 0..7, &mut stamps, |_| true);
        assert!((all - 6.0 / 10.0).abs() < 1e-12, "{all}");
        assert_eq!(transitivity(&ties, 0..3, &mut stamps, |i| i < 3), 1.0);
        assert!(transitivity(&ties, 6..7, &mut stamps, |_| true).is_nan());
        let mut forest = Vec::new();
        assert_eq!(components(&ties, 0..7, &mut forest, |_| true), 2.0);
        // Without the bridge's two ends nothing but pairs and single people is left.
        let apart = [0, 1, 4, 5, 6];
        assert_eq!(components(&ties, apart.into_iter(), &mut forest, |i| apart.contains(&i)), 3.0);
    }
}
