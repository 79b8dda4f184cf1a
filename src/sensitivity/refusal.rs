//! Outcomes of which nothing can be computed.

use std::fmt;

/// Why nothing was computed.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// An outcome is no finite number. Taking it for 0, or leaving its row out, would give indices of something
    /// else without a word.
    NotFinite {
        /// The row of the design, from 0.
        row: usize,
        /// The replicate, from 0.
        replicate: usize,
        /// What stands there: NaN or an infinity.
        value: f64,
    },
    /// There are not as many outcomes as rows.
    Length {
        /// How many rows there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// The outcomes do not make whole rows of so many replicates.
    Ragged {
        /// How many outcomes there are.
        outcomes: usize,
        /// Replicates a row.
        replicates: usize,
    },
    /// The two columns have not as many replicates as one another.
    Replicates(usize, usize),
    /// The outcome is the same at all points: there is no variance to share out.
    NoVariation(f64),
    /// A share of confidence that is none, above 0 and below 1.
    Confidence(f64),
    /// Weights, distances or densities that are negative, no numbers, or all zero.
    Weights,
    /// Particles that lie in less than the space of their parameters, so that no kernel has a density.
    Flat,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::NotFinite { row, replicate, value } => write!(
                f,
                "row {row}, replicate {replicate}: the outcome is {value}, and indices need a finite number in every \
                 row\nhint: take an outcome that every run has, or say what counts where there is none"
            ),
            Refusal::Length { expected, found } => {
                write!(
                    f,
                    "there are {found} rows of outcomes, and the design has {expected}\nhint: all rows, in its order"
                )
            }
            Refusal::Ragged { outcomes, replicates } => write!(
                f,
                "{outcomes} outcomes make no whole rows of {replicates} replicates\nhint: as many replicates, at least \
                 one, in every row"
            ),
            Refusal::Replicates(one, other) => write!(
                f,
                "one column has {one} replicates and the other {other}\nhint: compare outcomes of the same runs"
            ),
            Refusal::NoVariation(value) => write!(
                f,
                "the outcome is {value} at all points, so there is no variance to share out\nhint: another outcome, or \
                 wider ranges of the knobs"
            ),
            Refusal::Confidence(share) => {
                write!(f, "the confidence is {share}\nhint: a share above 0 and below 1, as in 0.95")
            }
            Refusal::Weights => write!(
                f,
                "weights, distances and densities are numbers from 0 up, and not all 0\nhint: accept more particles"
            ),
            Refusal::Flat => write!(
                f,
                "the particles do not spread in all directions, so no kernel can move them\nhint: more particles than \
                 parameters, and no parameter that is fixed by another"
            ),
        }
    }
}

impl std::error::Error for Refusal {}
