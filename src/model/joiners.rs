//! Those who ever joined an organisation, and whether their skill has grown to an organiser's since.

/// A person who joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Joiner {
    pub worker: u32,
    pub joined: u32,
    pub grown: Grown,
}

/// How far the skill of somebody who joined has grown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grown {
    /// Skilled before.
    Before,
    /// Not so far yet.
    NotYet,
    /// An organiser since this week.
    Since(u32),
}

/// Those who ever joined an organisation, in the order of joining.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Joiners(pub(super) Vec<Joiner>);

impl Joiners {
    /// Records a first joining.
    pub fn join(&mut self, worker: u32, week: u32, skilled: bool) {
        let grown = if skilled { Grown::Before } else { Grown::NotYet };
        self.0.push(Joiner { worker, joined: week, grown });
    }

    /// Those who have joined so far are the founders.
    pub fn found(&mut self) {
        self.0.iter_mut().for_each(|joiner| joiner.grown = Grown::Before);
    }

    /// Records that a member's skill is enough from this week on; only the first time counts.
    pub fn grown(&mut self, worker: u32, week: u32) {
        // An earlier holder of this number stands further up.
        let own = self.0.iter_mut().rev().find(|joiner| joiner.worker == worker);
        if let Some(joiner) = own.filter(|joiner| joiner.grown == Grown::NotYet) {
            joiner.grown = Grown::Since(week);
        }
    }
}
