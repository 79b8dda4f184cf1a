//! Who is tied to whom, in rows.

/// An undirected network as rows of neighbours, in two flat lists.
///
/// # Shapes
///
/// The row of a person holds the numbers of those they are tied to, in ascending order; a tie stands in the
/// rows of both its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbours {
    /// Where each row begins, and at the end where the last one ends.
    starts: Vec<usize>,
    others: Vec<u32>,
}

impl Neighbours {
    /// The rows of a network of `nodes` people.
    ///
    /// # Panics
    ///
    /// When a tie names a person from `nodes` up.
    #[must_use]
    pub fn new(nodes: usize, ties: &[(u32, u32)]) -> Self {
        let mut starts = vec![0; nodes + 1];
        for &(a, b) in ties {
            starts[a as usize] += 1;
            starts[b as usize] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += std::mem::replace(start, sum);
        }
        // Filled at the running ends of the rows: each start then stands where the next one belongs.
        let mut others = vec![0; 2 * ties.len()];
        for &(a, b) in ties {
            for (one, other) in [(a, b), (b, a)] {
                others[starts[one as usize]] = other;
                starts[one as usize] += 1;
            }
        }
        starts.rotate_right(1);
        starts[0] = 0;
        let mut all = Self { starts, others };
        for person in 0..nodes {
            let row = all.row_mut(person);
            if !row.is_sorted() {
                row.sort_unstable();
            }
        }
        all
    }

    /// Number of people.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.starts.len() - 1
    }

    /// Number of ties.
    #[must_use]
    pub fn ties(&self) -> usize {
        self.others.len() / 2
    }

    /// Those a person is tied to, in ascending order.
    #[inline]
    #[must_use]
    pub fn row(&self, person: u32) -> &[u32] {
        &self.others[self.starts[person as usize]..self.starts[person as usize + 1]]
    }

    /// How many ties a person has.
    #[inline]
    #[must_use]
    pub fn degree(&self, person: u32) -> usize {
        self.row(person).len()
    }

    /// Everybody's number.
    pub fn people(&self) -> impl DoubleEndedIterator<Item = u32> + use<> {
        0..self.nodes() as u32
    }

    /// Whether two people are tied.
    #[inline]
    #[must_use]
    pub fn tied(&self, a: u32, b: u32) -> bool {
        let (a, b) = if self.degree(a) <= self.degree(b) { (a, b) } else { (b, a) };
        self.row(a).binary_search(&b).is_ok()
    }

    fn row_mut(&mut self, person: usize) -> &mut [u32] {
        &mut self.others[self.starts[person]..self.starts[person + 1]]
    }

    /// Puts `new` in the place of `old` in a person's row, once; the row stays in order.
    pub(super) fn replace(&mut self, person: u32, old: u32, new: u32) {
        let row = self.row_mut(person as usize);
        let from = row.partition_point(|other| *other < old);
        if row.get(from) != Some(&old) {
            return;
        }
        let to = row.partition_point(|other| *other < new);
        if to <= from {
            row.copy_within(to..from, to + 1);
            row[to] = new;
        } else {
            row.copy_within(from + 1..to, from);
            row[to - 1] = new;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_order_whatever_the_order_of_ties() {
        let rows = Neighbours::new(5, &[(2, 3), (0, 3), (0, 2), (1, 3)]);
        let all: Vec<&[u32]> = rows.people().map(|person| rows.row(person)).collect();
        assert_eq!(all, [&[2, 3][..], &[3], &[0, 3], &[0, 1, 2], &[]]);
        assert_eq!((rows.nodes(), rows.ties(), rows.degree(3)), (5, 4, 3));
        assert!(rows.tied(3, 1) && rows.tied(1, 3) && !rows.tied(0, 1) && !rows.tied(4, 0));
        assert_eq!(Neighbours::new(0, &[]).nodes(), 0);
    }

    #[test]
    fn a_replaced_neighbour_leaves_the_row_in_order() {
        for old in [1, 3, 5, 7] {
            for new in [0, 2, 4, 6, 8, 3] {
                let mut rows = Neighbours::new(10, &[(1, 9), (3, 9), (5, 9), (7, 9)]);
                let mut expected: Vec<u32> = [1, 3, 5, 7].into_iter().filter(|x| *x != old).collect();
                expected.push(new);
                expected.sort_unstable();
                rows.replace(9, old, new);
                assert_eq!(rows.row(9), expected, "{old} by {new}");
            }
        }
    }
}
