//! What is kept of a number: single precision (docs/model.md, section 2).

use std::ops::Deref;

/// A number that equations read as a double (`*trust`) and that every assignment rounds to single precision.
///
/// A double cannot be assigned to it, nor compared with it, without [`kept`]: the compiler finds what is
/// forgotten. Two kept numbers compare as they are kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct Kept(f64);

/// Rounds once, to the nearest.
pub fn kept(value: f64) -> Kept {
    Kept(f64::from(value as f32))
}

impl Deref for Kept {
    type Target = f64;
    fn deref(&self) -> &f64 {
        &self.0
    }
}

impl Kept {
    /// x ← x + share (1 − x).
    pub fn rise(&mut self, share: f64) {
        *self = kept(self.0 + share * (1.0 - self.0));
    }

    /// x ← x − share x.
    pub fn shrink(&mut self, share: f64) {
        *self = kept(self.0 - share * self.0);
    }

    /// x ← x + rate (towards − x).
    pub fn relax(&mut self, towards: Kept, rate: f64) {
        *self = kept(self.0 + rate * (towards.0 - self.0));
    }

    /// x ← max(x, least).
    pub fn lift(&mut self, least: f64) {
        *self = kept(self.0.max(least));
    }
}
