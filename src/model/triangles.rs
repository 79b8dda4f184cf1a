//! Triangles of ties, counted in one pass for the whole network and for each organisation among its own members.

use super::below::Below;
use super::chunks;
use super::marks::Marks;
use super::ties::Ties;
use super::workers::NONE;

/// How often two of somebody's ties lead to people who are tied too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Closure {
    /// Three people, all tied.
    pub triangles: u64,
    /// Pairs of ties that meet at a person.
    pub triads: u64,
}

impl Closure {
    /// Of all pairs of ties that meet at a person, the share whose other ends are tied too (Newman 2003, SIAM
    /// Review 45, eq. 3.3). NaN where no two ties meet.
    pub(crate) fn transitivity(self) -> f64 {
        (3 * self.triangles) as f64 / self.triads as f64
    }

    fn and(&mut self, other: Self) {
        self.triangles += other.triangles;
        self.triads += other.triads;
    }
}

/// The closure of the network among the people of each group, and last that of the whole of it. `group` is the
/// number of somebody's group, or [`NONE`].
pub(crate) fn closures(
    ties: &Ties,
    below: &Below,
    groups: usize,
    group: impl Fn(u32) -> u16 + Sync + Send,
) -> Vec<Closure> {
    let mut all = vec![Closure::default(); groups + 1];
    chunks::gather_with(
        ties.workers(),
        chunks::of(ties.workers()),
        || Bench::new(ties.workers()),
        |bench, share| {
            let mut some = vec![Closure::default(); groups + 1];
            for person in share {
                bench.count(ties, below, person as u32, &group, &mut some);
            }
            some
        },
        |some| all.iter_mut().zip(some).for_each(|(sum, closure)| sum.and(closure)),
    );
    all
}

/// What is needed to count; nobody is marked between two people.
struct Bench {
    /// Who is tied to a person and ranks below them, and which of those share their group.
    near: Marks,
    fellows: Marks,
}

impl Bench {
    fn new(workers: usize) -> Self {
        Self { near: Marks::new(workers), fellows: Marks::new(workers) }
    }

    /// Adds the triads that meet at a person and the triangles in which they rank highest.
    fn count(
        &mut self,
        ties: &Ties,
        below: &Below,
        person: u32,
        group: &impl Fn(u32) -> u16,
        closures: &mut [Closure],
    ) {
        let row = ties.row(person);
        if row.len() < 2 {
            return;
        }
        let (own, everybody) = (group(person), closures.len() - 1);
        let is_fellow = |other: u32| own != NONE && group(other) == own;
        let pairs = |number: u64| number * number.saturating_sub(1) / 2;
        closures[everybody].triads += pairs(row.len() as u64);
        if own != NONE {
            let fellows = row.others().map(|other| u64::from(is_fellow(other))).sum();
            closures[usize::from(own)].triads += pairs(fellows);
        }
        let near = below.row(person);
        if near.len() > 1 {
            self.mark(near, true, &is_fellow);
            let (triangles, among_fellows) = self.triangles(near, below);
            self.mark(near, false, &is_fellow);
            closures[everybody].triangles += triangles;
            if own != NONE {
                closures[usize::from(own)].triangles += among_fellows;
            }
        }
    }

    /// Marks those near, and which of them are fellows, or takes the marks away.
    fn mark(&mut self, near: &[u32], marked: bool, is_fellow: &impl Fn(u32) -> bool) {
        for other in near {
            self.near.set(*other as usize, marked);
            self.fellows.set(*other as usize, marked && is_fellow(*other));
        }
    }

    /// How many pairs of those near are tied, and how many pairs of fellows: each is found at the one that ranks higher.
    fn triangles(&self, near: &[u32], below: &Below) -> (u64, u64) {
        let (mut found, mut among_fellows) = (0, 0);
        for other in near {
            let is_fellow = self.fellows.bit(*other as usize);
            for third in below.row(*other) {
                found += self.near.bit(*third as usize);
                among_fellows += is_fellow & self.fellows.bit(*third as usize);
            }
        }
        (found, among_fellows)
    }
}

#[cfg(test)]
mod tests {
    use super::super::ties::{Made, Nature};
    use super::*;

    fn tied(workers: usize, pairs: impl IntoIterator<Item = (u32, u32)>) -> Ties {
        let mut ties = Ties::new(workers, 100);
        for (a, b) in pairs {
            ties.add(a, b, 0.5, Nature::new(Made::Daily, false, false));
        }
        ties
    }

    /// Two triangles joined by a bridge, and somebody alone: 2 triangles, 10 triads at people of degree 2,
    /// 3, 3, 2, 2, 2 (1 + 3 + 3 + 1 + 1 + 1).
    #[test]
    fn a_bow_tie_by_hand() {
        let ties = tied(7, [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)]);
        let left = |worker: u32| if worker < 3 { 0 } else { NONE };
        let closures = closures(&ties, &Below::of(&ties), 2, left);
        let of = |triangles, triads| Closure { triangles, triads };
        assert_eq!(closures, [of(1, 3), of(0, 0), of(2, 10)]);
        assert_eq!(closures[0].transitivity(), 1.0);
        assert_eq!(closures[2].transitivity(), 0.6);
        assert!(closures[1].transitivity().is_nan());
    }

    /// Against all triples of forty people, in three groups and none, at several densities.
    #[test]
    fn agrees_with_looking_at_every_triple() {
        let mut state = 7u64;
        let mut next = |bound: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % bound
        };
        for one_in in [2, 4, 12] {
            let n = 40;
            // Early ones have more ties, so that degrees differ.
            let pairs: Vec<(u32, u32)> = (0..n)
                .flat_map(|a| (0..a).map(move |b| (a, b)))
                .filter(|(a, b)| next(one_in) == 0 || (*b < 3 && a % 2 == 0))
                .collect();
            let groups: Vec<u16> = (0..n).map(|_| [0, 1, 2, NONE][next(4) as usize]).collect();
            let ties = tied(n as usize, pairs.iter().copied());
            let tied = |a: u32, b: u32| ties.between(a, b).is_some();
            let mut wanted = [Closure::default(); 4];
            for middle in 0..n {
                for (a, b) in (0..n).flat_map(|a| (0..a).map(move |b| (a, b))) {
                    if a == middle || b == middle || !tied(a, middle) || !tied(b, middle) {
                        continue;
                    }
                    // A triangle is seen from each of its corners, and counted at the first.
                    let once = u64::from(tied(a, b) && middle < a && middle < b);
                    wanted[3].and(Closure { triangles: once, triads: 1 });
                    let group = groups[middle as usize];
                    if group != NONE && groups[a as usize] == group && groups[b as usize] == group {
                        wanted[usize::from(group)].and(Closure { triangles: once, triads: 1 });
                    }
                }
            }
            assert_eq!(closures(&ties, &Below::of(&ties), 3, |worker| groups[worker as usize]), wanted);
        }
    }
}
