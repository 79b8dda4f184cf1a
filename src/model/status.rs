//! Legal status.

/// Legal status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Settled or free to move.
    #[default]
    Settled,
    /// A visa that lets its holder change employer.
    Visa,
    /// A visa tied to one employer.
    Tied,
    /// No papers.
    Undocumented,
}
