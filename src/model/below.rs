//! Every tie once, at the end that ranks higher.

use std::ops::Range;

use super::chunks::{self, CHUNK};
use super::ties::Ties;

/// Of everybody's ties, those to people who rank below them. Who has more ties ranks higher, so these rows are short
/// even where a few have very many ties, and a triangle stands in the rows of two of its people alone.
#[derive(Debug)]
pub(crate) struct Below(Vec<Rows>);

/// The rows of a share of the workers, one after the other.
#[derive(Debug)]
struct Rows {
    starts: Vec<u32>,
    people: Vec<u32>,
}

impl Below {
    /// Everybody's ties to those who rank below them.
    pub(crate) fn of(ties: &Ties) -> Self {
        let of_share = |share: Range<usize>| {
            let mut rows = Rows { starts: Vec::with_capacity(share.len() + 1), people: Vec::new() };
            let mut number = 0;
            rows.starts.push(0);
            for person in share.start as u32..share.end as u32 {
                let row = ties.row(person);
                let highest = (row.len(), person);
                rows.people.resize(number + row.len(), 0);
                for other in row.others() {
                    // Written in any case and counted if it counts: a branch would be guessed wrong as often as not.
                    rows.people[number] = other;
                    let degree = ties.degree(other);
                    number += usize::from((degree < highest.0) | ((degree == highest.0) & (other < highest.1)));
                }
                rows.starts.push(number as u32);
            }
            rows
        };
        let mut all = Vec::with_capacity(ties.workers().div_ceil(CHUNK));
        chunks::gather(ties.workers(), chunks::of(ties.workers()), of_share, |rows| all.push(rows));
        Self(all)
    }

    /// Those below somebody.
    #[inline]
    pub(crate) fn row(&self, person: u32) -> &[u32] {
        let (rows, index) = (&self.0[person as usize / CHUNK], person as usize % CHUNK);
        &rows.people[rows.starts[index] as usize..rows.starts[index + 1] as usize]
    }
}
