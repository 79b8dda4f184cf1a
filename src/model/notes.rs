//! Notes of how people came to an organisation and what became of those who left, taken as it happens, since the state
//! of the last week no longer shows it.
//!
//! No process reads them: they draw nothing and change nothing. [`super::history`] reports them.

/// How somebody came to join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A founder, or a member from the first day on.
    Founder,
    /// Asked by a member along a tie.
    Friend,
    /// Sent or told by an agency.
    Agency,
    /// With a problem that a service can solve.
    WalkIn,
    /// Met by outreach.
    Outreach,
    /// Sent by an intervention.
    Sent,
}

/// How many ways there are.
pub(super) const WAYS: usize = 6;

/// Somebody who left over a lost vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Loser {
    pub(super) worker: u32,
    /// Whether they joined again.
    pub(super) back: bool,
    /// Whether they have left the country.
    pub(super) gone: bool,
}

/// What is noted of an organisation's people.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Notes {
    /// First joinings by way.
    pub(super) ways: [u32; WAYS],
    /// Unmet coping need of those who joined for the first time, founders left out, in the week they did.
    pub(super) need: (f64, u32),
    /// Ever-members who have left the country.
    pub(super) gone: u32,
    /// Those who left over a lost vote.
    pub(super) losers: Vec<Loser>,
}

impl Notes {
    /// Somebody joins for the first time.
    pub(super) fn join(&mut self, way: Way, need: f64) {
        self.ways[way as usize] += 1;
        if way != Way::Founder {
            self.need = (self.need.0 + need, self.need.1 + 1);
        }
    }

    /// Somebody joins again.
    pub(super) fn rejoin(&mut self, worker: u32) {
        self.losers.iter_mut().filter(|one| one.worker == worker && !one.gone).for_each(|one| one.back = true);
    }

    /// Somebody leaves over a lost vote.
    pub(super) fn lose(&mut self, worker: u32) {
        self.losers.push(Loser { worker, back: false, gone: false });
    }

    /// Somebody whose last organisation this was leaves the country.
    pub(super) fn go(&mut self, worker: u32) {
        self.gone += 1;
        self.losers.iter_mut().filter(|one| one.worker == worker).for_each(|one| one.gone = true);
    }
}
