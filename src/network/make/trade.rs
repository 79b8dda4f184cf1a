//! Two ties exchange ends: everybody keeps their number of ties.

use super::super::neighbours::Neighbours;
use super::shuffle::shuffle;
use super::stream::{Stream, part, uniform};
use crate::number::draws::{Purpose, Word};

/// How many other partners a tie tries where the first does not do.
pub(super) const TRIES: usize = 200;
/// So many ties at a time are read ahead; an even number.
const TOUCHED: usize = 64;

/// A list of ties beside the rows that tell whether two people are tied.
pub(super) struct Trade<'a> {
    pub(super) ties: &'a mut [(u32, u32)],
    pub(super) rows: Neighbours,
}

impl Trade<'_> {
    /// Lets ties `i` and `j` exchange ends, a–b and c–d becoming a–d and c–b or (with `other_way` first) a–c and
    /// b–d; says whether they did. They do not where that would tie somebody to themselves or two people twice.
    pub(super) fn exchange(&mut self, i: usize, j: usize, other_way: bool) -> bool {
        let (a, b) = self.ties[i];
        let (first, second) = self.ties[j];
        [other_way, !other_way].into_iter().any(|other_way| {
            let (c, d) = if other_way { (second, first) } else { (first, second) };
            let free = |one, other| one != other && !self.rows.tied(one, other);
            let fits = pair(a, d) != pair(c, b) && free(a, d) && free(c, b);
            if fits {
                for (person, old, new) in [(a, b, d), (b, a, c), (c, d, b), (d, c, a)] {
                    self.rows.replace(person, old, new);
                }
                (self.ties[i], self.ties[j]) = (pair(a, d), pair(c, b));
            }
            fits
        })
    }

    /// Reads what exchanging these ties will read. Far memory answers many questions in the time of one when
    /// none waits for another's answer, and in an exchange each does.
    fn touch(&self, ties: &[u32]) {
        let first = |person| self.rows.row(person).first().copied().unwrap_or_default();
        let read = |tie: &u32| {
            let (a, b) = self.ties[*tie as usize];
            first(a) ^ first(b)
        };
        std::hint::black_box(ties.iter().map(read).fold(0, |all, one| all ^ one));
    }
}

fn pair(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}

/// Takes a share of the ties apart and puts them together again in pairs: everybody keeps their number of ties.
///
/// # What it computes
///
/// Each tie is picked with chance `share`. The picked ones are paired at random, and each pair (a–b, c–d)
/// exchanges ends to a–d and c–b, or to a–c and b–d, as a coin falls. Where that would tie somebody to
/// themselves or two people twice, the pair tries the other way, and then each of the two up to 200 other
/// partners among the picked; a tie that finds none stays as it is. So does a single picked tie.
///
/// # Shapes and units
///
/// `ties` are pairs (a, b), a < b < `nodes`, each once, in any order. What comes of a tie stands in its place,
/// so a list beside it (of trust, say) still fits. With more `share`, the same ties are picked, and others too.
/// Share 0 changes nothing. Takes 8 bytes a person and 12 a tie meanwhile.
///
/// # Panics
///
/// When a tie names a person from `nodes` up.
///
/// # Source
///
/// S. Maslov, K. Sneppen (2002), "Specificity and Stability in Topology of Protein Networks", Science 296,
/// 910–913, who exchange ends over and over; here each picked tie does so about once, so that the share says
/// how much of the network is left.
pub fn swap(ties: &mut [(u32, u32)], share: f64, nodes: usize, word: Word) {
    let word = part(word, Purpose::NetworkSwap, 0);
    let is_picked = |tie: &u32| uniform(word, Purpose::NetworkSwap, u64::from(*tie)) < share;
    let mut picked: Vec<u32> = (0..ties.len() as u32).filter(is_picked).collect();
    if picked.len() < 2 {
        return;
    }
    shuffle(&mut picked, word, Purpose::NetworkTie);
    let rows = Neighbours::new(nodes, ties);
    let mut trade = Trade { ties, rows };
    let mut stream = Stream::new(word, Purpose::NetworkWhom);
    for some in picked.chunks(TOUCHED) {
        trade.touch(some);
        for two in some.chunks(2) {
            if let [one, other] = two
                && trade.exchange(*one as usize, *other as usize, stream.coin())
            {
                continue;
            }
            for one in two {
                for _ in 0..TRIES {
                    let other = picked[stream.index(picked.len())];
                    if other != *one && trade.exchange(*one as usize, other as usize, stream.coin()) {
                        break;
                    }
                }
            }
        }
    }
}
