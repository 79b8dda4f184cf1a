//! A tie, as one end sees it, in eight bytes.

/// Where a tie was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// In daily life.
    Daily,
    /// In a session.
    Meeting,
}

/// One end's view of a tie: eight bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// How far the two trust each other, in (0, 1], in single precision.
    pub(super) trust: f32,
    /// The worker at the other end and, in the highest bits, what never changes of the tie.
    pub(super) other: u32,
}

/// Made in a session.
pub(super) const MEETING: u32 = 1 << 31;
/// Between two origins.
pub(super) const CROSSES_ORIGINS: u32 = 1 << 30;
/// Between two origins, or two areas.
pub(super) const CROSSES: u32 = 1 << 29;
pub(super) const OTHER: u32 = CROSSES - 1;

impl Tie {
    /// The worker at the other end.
    #[inline]
    pub fn other(&self) -> u32 {
        self.other & OTHER
    }

    /// Whether the two come from different origins.
    #[inline]
    pub fn crosses_origins(&self) -> bool {
        self.other & CROSSES_ORIGINS != 0
    }

    /// Whether the two come from different origins or live in different areas.
    #[inline]
    pub fn crosses(&self) -> bool {
        self.other & CROSSES != 0
    }

    /// How far the two trust each other, in (0, 1].
    #[inline]
    pub fn trust(&self) -> f64 {
        f64::from(self.trust)
    }

    /// Whether there is at least so much trust; both are compared in single precision.
    #[inline]
    pub fn is_trusted(&self, least: f32) -> bool {
        self.trust >= least
    }

    /// Where it was made.
    #[inline]
    pub fn made(&self) -> Made {
        if self.other & MEETING == 0 { Made::Daily } else { Made::Meeting }
    }
}

/// What never changes of a tie: where it was made, and whether it crosses origins or areas.
#[derive(Debug, Clone, Copy)]
pub struct Nature(pub(super) u32);

impl Nature {
    /// Of a tie made there.
    pub fn new(made: Made, crosses_origins: bool, crosses_areas: bool) -> Self {
        let mut bits = if made == Made::Meeting { MEETING } else { 0 };
        if crosses_origins {
            bits |= CROSSES_ORIGINS;
        }
        if crosses_origins || crosses_areas {
            bits |= CROSSES;
        }
        Self(bits)
    }

    /// Whether the two come from different origins.
    pub fn crosses_origins(self) -> bool {
        self.0 & CROSSES_ORIGINS != 0
    }

    /// Whether the two come from different origins or live in different areas.
    pub fn crosses(self) -> bool {
        self.0 & CROSSES != 0
    }
}
