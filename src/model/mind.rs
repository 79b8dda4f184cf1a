//! What goes on in a worker's head: the states that talk moves, side by side, so that hearing somebody reads
//! one place in memory and drifting back moves all of them at once.

/// A state of the mind; its number is its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // documented once, as traits of the population
pub enum State {
    Familial = 0,
    Servant = 1,
    DualReference = 2,
    Rights = 3,
    Efficacy = 4,
    WorkerIdentity = 5,
    EthnicIdentity = 6,
    CopingNeed = 7,
}

/// The eight states of a mind, or the eight they drift back to, in single precision.
///
/// Coping need grows instead of drifting back, so its entry among the roots is unused.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[repr(align(32))]
pub struct Mind(pub [f32; 8]);

impl Mind {
    /// A state, for computing.
    #[inline]
    pub fn at(&self, state: State) -> f64 {
        f64::from(self.0[state as usize])
    }

    /// Sets a state, rounded to single precision.
    #[inline]
    pub fn put(&mut self, state: State, value: f64) {
        self.0[state as usize] = value as f32;
    }

    /// Adds a share of what is missing to 1.
    #[inline]
    pub fn gain(&mut self, state: State, share: f64) {
        let x = self.at(state);
        self.put(state, x + share * (1.0 - x));
    }
}

impl State {
    /// The three framings.
    pub const FRAMINGS: [State; 3] = [State::Familial, State::Servant, State::DualReference];
}
