//! The rows of a design.

use super::Design;
use super::latin::Sample;
use super::role::{Position, Role};
use super::sequence::Sequence;
use super::trajectory::Trajectories;

/// The rows of a design under a seed, made when asked for.
#[derive(Clone, Debug)]
pub struct Points {
    design: Design,
    maker: Maker,
}

/// What rows are made from.
#[derive(Clone, Debug)]
enum Maker {
    Grid,
    Latin(Sample),
    Sequence(Sequence),
    Trajectories(Trajectories),
}

impl Points {
    pub(super) fn new(design: &Design, seed: u64) -> Self {
        let maker = match design {
            Design::Grid(_) => Maker::Grid,
            Design::Latin(latin) => Maker::Latin(latin.sample(seed)),
            Design::Sobol(sobol) => {
                Maker::Sequence(Sequence::new(sobol.factors(), sobol.is_scrambled().then_some(seed)))
            }
            Design::Morris(morris) => Maker::Trajectories(Trajectories::new(morris, seed)),
            Design::Saltelli(saltelli) => Maker::Sequence(Sequence::new(2 * saltelli.factors(), Some(seed))),
        };
        Self { design: design.clone(), maker }
    }

    /// What they were made by.
    #[must_use]
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.design.rows()
    }

    /// How many numbers a row has.
    #[must_use]
    pub fn factors(&self) -> usize {
        self.design.factors()
    }

    /// The trajectories, if these are.
    #[must_use]
    pub fn trajectories(&self) -> Option<&Trajectories> {
        match &self.maker {
            Maker::Trajectories(trajectories) => Some(trajectories),
            _ => None,
        }
    }

    /// The numbers of a row: one a factor, from 0 to 1, where 1 itself is only on grids and trajectories.
    ///
    /// # Panics
    ///
    /// When there are fewer rows.
    #[must_use]
    pub fn values(&self, row: usize) -> Vec<f64> {
        let mut values = vec![0.0; self.factors()];
        self.fill(row, &mut values);
        values
    }

    /// Writes the [`values`](Self::values) of a row to a slice.
    ///
    /// # Panics
    ///
    /// When there are fewer rows, or the slice does not have one number per factor.
    pub fn fill(&self, row: usize, values: &mut [f64]) {
        assert!(row < self.rows(), "there are {} rows, so none of number {row}", self.rows());
        assert_eq!(values.len(), self.factors(), "one number a factor");
        match (&self.maker, &self.design) {
            (Maker::Latin(sample), _) => sample.fill(row, values),
            (Maker::Trajectories(trajectories), _) => trajectories.fill(row, values),
            (Maker::Sequence(sequence), Design::Saltelli(_)) => {
                let position = self.position(row);
                for (factor, value) in values.iter_mut().enumerate() {
                    let from_b = match position.role {
                        Role::B => true,
                        Role::FromB(taken) => taken == factor,
                        Role::FromA(taken) => taken != factor,
                        _ => false,
                    };
                    *value = sequence.number(position.block, 2 * factor + usize::from(from_b));
                }
            }
            (Maker::Sequence(sequence), _) => {
                for (column, value) in values.iter_mut().enumerate() {
                    *value = sequence.number(row, column);
                }
            }
            (Maker::Grid, Design::Grid(grid)) => grid.fill(row, values),
            (Maker::Grid, _) => unreachable!("only grids are made from nothing"),
        }
    }

    /// The block of a row, its index in it, and its role.
    ///
    /// # Panics
    ///
    /// When there are fewer rows.
    #[must_use]
    pub fn position(&self, row: usize) -> Position {
        assert!(row < self.rows(), "there are {} rows, so none of number {row}", self.rows());
        let length = self.design.rows_per_block();
        let (block, within) = (row / length, row % length);
        let role = match (&self.maker, &self.design) {
            (Maker::Trajectories(trajectories), _) => trajectories.role(block, within),
            (_, Design::Saltelli(saltelli)) => saltelli.role(within),
            _ => Role::Alone,
        };
        Position { block, within, role }
    }

    /// The number of a factor's level in a row, from 0, where factors have levels: on grids and trajectories.
    ///
    /// # Panics
    ///
    /// When there are fewer rows or factors.
    #[must_use]
    pub fn level(&self, row: usize, factor: usize) -> Option<u32> {
        match (&self.maker, &self.design) {
            (Maker::Trajectories(trajectories), _) => Some(trajectories.levels_at(row)[factor]),
            (_, Design::Grid(grid)) => Some(grid.level(row, factor)),
            _ => None,
        }
    }
}

/// Which of `length` choices, each with an equal part of the range, a number from 0 to 1 means.
///
/// # Panics
///
/// When there is no choice.
#[must_use]
pub fn choice(u: f64, length: usize) -> usize {
    assert!(length > 0, "there is no choice");
    // 1 itself belongs to the last.
    ((u * length as f64) as usize).min(length - 1)
}
