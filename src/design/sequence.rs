//! The Sobol sequence, by row and column.

use sobol::params::JoeKuoD6;
use sobol::{Sobol, SobolParams};

use super::owen::scrambled;
use super::stream::{Purpose, Stream, unit};

/// The columns of a Sobol sequence.
#[derive(Clone, Debug)]
pub(super) struct Sequence {
    columns: Vec<Column>,
}

#[derive(Clone, Debug)]
struct Column {
    directions: Vec<u64>,
    /// What scrambles it, if anything.
    word: Option<u64>,
}

impl Sequence {
    /// A sequence of so many columns, scrambled if there is a seed.
    pub(super) fn new(columns: usize, seed: Option<u64>) -> Self {
        // The shorter table where it is long enough: reading the other takes longer than most designs.
        let short = JoeKuoD6::minimal();
        let table = if columns <= short.max_dims() { short } else { JoeKuoD6::standard() };
        let directions = Sobol::<u64>::init_direction_vals(columns, 64, &table);
        let word = |column| seed.map(|seed| Stream::new(seed, Purpose::Scramble, column).bits());
        let columns = directions.into_iter().zip(0..).map(|(directions, n)| Column { directions, word: word(n) });
        Self { columns: columns.collect() }
    }

    /// The number in this row and column, from 0 (included) to 1 (not included).
    ///
    /// Rows are in the order of the Gray code, as those of SciPy, R and most others are: the first 2ᵐ rows are
    /// the same points as in the order of plain counting.
    pub(super) fn number(&self, row: usize, column: usize) -> f64 {
        let Column { directions, word } = &self.columns[column];
        let mut code = row ^ (row >> 1);
        let mut bits = 0;
        while code != 0 {
            bits ^= directions[code.trailing_zeros() as usize];
            code &= code - 1;
        }
        unit(word.map_or(bits, |word| scrambled(word, bits)))
    }
}
