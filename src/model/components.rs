//! Connected components, counted in one pass for the whole network and for each organisation among its own members.

use super::below::Below;
use super::workers::NONE;

/// How many components there are among the people of each group, single people counted, and last in the whole
/// network; by union–find with path halving. `group` is the number of somebody's group, or [`NONE`].
pub(crate) fn components(below: &Below, workers: usize, groups: usize, group: impl Fn(u32) -> u16) -> Vec<u32> {
    let (mut people, mut joined) = (vec![0u32; groups + 1], vec![0u32; groups + 1]);
    let (mut all, mut fellows) = (Forest::new(workers), Forest::new(workers));
    for person in 0..workers as u32 {
        let own = group(person);
        people[groups] += 1;
        if own != NONE {
            people[usize::from(own)] += 1;
        }
        for other in below.row(person) {
            joined[groups] += u32::from(all.join(person, *other));
            if own != NONE && group(*other) == own {
                joined[usize::from(own)] += u32::from(fellows.join(person, *other));
            }
        }
    }
    people.iter().zip(joined).map(|(people, joined)| people - joined).collect()
}

/// For each worker another one of their component, who leads to its first.
struct Forest(Vec<u32>);

impl Forest {
    fn new(workers: usize) -> Self {
        Self((0..workers as u32).collect())
    }

    /// Makes one component of those of two people; says whether they were two.
    #[inline]
    fn join(&mut self, a: u32, b: u32) -> bool {
        // Mostly both are known to belong to the same.
        if self.0[a as usize] == self.0[b as usize] {
            return false;
        }
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
        a != b
    }

    fn root(&mut self, mut node: u32) -> u32 {
        while self.0[node as usize] != node {
            let above = self.0[self.0[node as usize] as usize];
            self.0[node as usize] = above;
            node = above;
        }
        node
    }
}

#[cfg(test)]
mod tests {
    use super::super::ties::{Made, Nature, Ties};
    use super::*;

    /// Two triangles joined by a bridge, and somebody alone.
    #[test]
    fn a_bow_tie_in_parts() {
        let mut ties = Ties::new(7, 10);
        for (a, b) in [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)] {
            ties.add(a, b, 0.5, Nature::new(Made::Daily, false, false));
        }
        // Without the bridge's two ends nothing but pairs and single people is left.
        let apart = |worker: u32| if [2, 3].contains(&worker) { NONE } else { 0 };
        assert_eq!(components(&Below::of(&ties), 7, 1, apart), [3, 2]);
        assert_eq!(components(&Below::of(&ties), 7, 2, |worker| u16::from(worker < 3)), [2, 1, 2]);
    }
}
