//! The order of the week, as data: the engine steps through it, `mobilise explain week` prints it, and a
//! test holds the documentation to it.

use crate::canary::{Canary, is_planted};

use super::world::World;

/// One process of the week.
#[derive(Clone, Copy)]
pub struct Process {
    /// Its name.
    pub name: &'static str,
    /// What happens in it.
    pub what: &'static str,
    /// Does it.
    pub run: fn(&mut World),
}

/// The thirteen processes of a week, in order.
pub const WEEK: [Process; 13] = [
    Process {
        name: "calendar",
        what: "interventions and shocks begin or end; organisations are founded",
        run: super::calendar::run,
    },
    Process {
        name: "turnover",
        what: "workers leave, newcomers with fresh framings take their places; ties of leavers go",
        run: super::turnover::run,
    },
    Process {
        name: "employer",
        what: "framings drift back to their anchors; coping need grows; skill, fatigue, rights knowledge, efficacy and identities relax; free Sundays are drawn",
        run: super::employer::run,
    },
    Process {
        name: "talk",
        what: "on every tie whose two ends are free: relief, resonance, influence, trust; other ties lose trust",
        run: super::talk::run,
    },
    Process { name: "hours", what: "each organisation adds up its hours and splits them", run: super::hours::run },
    Process {
        name: "attendance",
        what: "sessions need an initiator and a place; free members decide to come",
        run: super::attendance::run,
    },
    Process {
        name: "meeting",
        what: "sharing in pairs, ties, learning, services, tasks and training",
        run: super::meeting::run,
    },
    Process {
        name: "liberation",
        what: "perceived gap, injustice, rights, efficacy, liberation",
        run: super::liberation::run,
    },
    Process {
        name: "recruitment",
        what: "asking along ties, outreach to strangers, referral; members leave or lapse",
        run: super::recruitment::run,
    },
    Process {
        name: "action",
        what: "calls, who is asked, who acts, what comes of it; individual claims",
        run: super::action::run,
    },
    Process {
        name: "union",
        what: "contacts where let in and by chance; joining and leaving; the organisation reviews access",
        run: super::union::run,
    },
    Process {
        name: "money and decisions",
        what: "fees, gifts, grants, staff; votes and who leaves after a lost one; dormancy",
        run: super::money::run,
    },
    Process { name: "observe", what: "measures are recorded; observers never steer", run: super::observe::run },
];

impl World {
    /// One week, in the order of [`WEEK`].
    pub fn step(&mut self) {
        self.begin_week();
        for index in 0..WEEK.len() {
            let index = match index {
                2 | 3 if is_planted(Canary::SwappedProcesses) => 5 - index,
                index => index,
            };
            (WEEK[index].run)(self);
        }
        if cfg!(debug_assertions)
            && let Err(what) = super::invariants::check(self)
        {
            panic!("after week {}: {what}", self.week);
        }
        self.end_week();
    }
}
