//! The rows of a design by name, so that an estimator never guesses what a row is for.

/// The part that a row plays in its design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A row by itself.
    Alone,
    /// The first point of a trajectory.
    Start,
    /// The row before with one factor moved.
    Moved {
        /// The factor's number.
        factor: usize,
        /// Whether it moved up, towards 1.
        up: bool,
    },
    /// A row of the first sample.
    A,
    /// A row of the second sample.
    B,
    /// A's row with this factor from B.
    FromB(usize),
    /// B's row with this factor from A.
    FromA(usize),
}

/// The position of a row in its design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The index of its block: its base row or trajectory, or the row itself where each row is a block.
    pub block: usize,
    /// Its index within the block, from 0.
    pub within: usize,
    /// Its part.
    pub role: Role,
}
