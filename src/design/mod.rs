//! Designs of experiments: which points of the unit cube are tried.
//!
//! A point has one number from 0 to 1 for each factor; what these mean – a knob between two bounds, an
//! organisation of a list – is decided above. A [`Design`] is a recipe whose parameters were checked;
//! with a seed it becomes [`Points`], row by row and in no more memory for more rows than the recipe needs.
//!
//! | design | points | for |
//! |---|---|---|
//! | [`Grid`] | every combination of levels | few factors, pictures |
//! | [`Latin`] | one in each stratum of each factor | many factors, few rows |
//! | [`Sobol`] | a scrambled Sobol sequence | means over the cube, and more rows later |
//! | [`Morris`] | trajectories that move one factor a step | which of many factors matter |
//! | [`Saltelli`] | two samples, and the one with columns of the other | shares of variance |
//!
//! The same design and seed give the same points, to the bit, on any machine. Rows have names
//! ([`Position`]), so that an estimator never has to guess what a row was for.
//!
//! ```
//! use mobilise::internals::design::{Design, Role, Saltelli};
//!
//! let design = Design::from(Saltelli::new(3, 256, false)?);
//! assert_eq!(design.rows(), 256 * 5);
//! let points = design.points(1);
//! let (a, moved) = (points.values(0), points.values(2));
//! assert_eq!(points.position(2).role, Role::FromB(1));
//! assert!(a[0] == moved[0] && a[1] != moved[1] && a[2] == moved[2]);
//! # Ok::<(), mobilise::internals::design::DesignError>(())
//! ```

mod error;
mod grid;
mod latin;
mod morris;
pub(crate) mod owen;
mod points;
mod role;
mod saltelli;
mod sequence;
mod sobol;
mod spread;
pub(crate) mod stream;
mod trajectory;

pub use error::{DesignError, MAX_FACTORS, MAX_ROWS};
pub use grid::Grid;
pub use latin::{Latin, Stratum};
pub use morris::Morris;
pub use points::{Points, choice};
pub use role::{Position, Role};
pub use saltelli::Saltelli;
pub use sobol::Sobol;
pub use trajectory::Trajectories;

/// A recipe for points, its parameters checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Design {
    /// Every combination of levels.
    Grid(Grid),
    /// A Latin hypercube.
    Latin(Latin),
    /// A Sobol sequence.
    Sobol(Sobol),
    /// Morris's trajectories.
    Morris(Morris),
    /// Saltelli's blocks.
    Saltelli(Saltelli),
}

impl Design {
    /// How many factors there are: the numbers in a row.
    #[must_use]
    pub fn factors(&self) -> usize {
        match self {
            Design::Grid(grid) => grid.levels().len(),
            Design::Latin(latin) => latin.factors(),
            Design::Sobol(sobol) => sobol.factors(),
            Design::Morris(morris) => morris.factors(),
            Design::Saltelli(saltelli) => saltelli.factors(),
        }
    }

    /// How many rows a block has: those that one estimate compares, and that should share their replicates'
    /// seeds. 1 where rows stand alone.
    #[must_use]
    pub fn rows_per_block(&self) -> usize {
        match self {
            Design::Grid(_) | Design::Latin(_) | Design::Sobol(_) => 1,
            Design::Morris(morris) => morris.factors() + 1,
            Design::Saltelli(saltelli) => saltelli.rows_per_block(),
        }
    }

    /// How many blocks there are.
    #[must_use]
    pub fn blocks(&self) -> usize {
        match self {
            Design::Grid(grid) => grid.rows(),
            Design::Latin(latin) => latin.rows(),
            Design::Sobol(sobol) => sobol.rows(),
            Design::Morris(morris) => morris.trajectories(),
            Design::Saltelli(saltelli) => saltelli.base_rows(),
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.blocks() * self.rows_per_block()
    }

    /// The points under a seed. A grid is the same under any.
    #[must_use]
    pub fn points(&self, seed: u64) -> Points {
        Points::new(self, seed)
    }
}

macro_rules! from {
    ($($kind:ident),*) => {$(
        impl From<$kind> for Design {
            fn from(design: $kind) -> Self {
                Design::$kind(design)
            }
        }
    )*};
}

from!(Grid, Latin, Sobol, Morris, Saltelli);
