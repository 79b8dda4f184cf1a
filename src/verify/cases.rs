//! The classic models, in the order of the documentation.

use crate::config::Problems;

use super::result::{CaseResult, Effort};
use super::{accounts, cascade, closed_forms, confidence, influence, spreading, tasks, threshold};

/// A classic model.
#[derive(Clone, Copy)]
pub struct Case {
    /// Its name: that of its scenario file.
    pub name: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// The row of `docs/sources.md`.
    pub source: &'static str,
    /// Does the runs and compares.
    check: fn(Effort) -> Result<CaseResult, Problems>,
}

impl Case {
    /// Runs the case.
    ///
    /// # Errors
    /// What is wrong with its scenario file; those that come with the program have nothing wrong.
    pub fn check(&self, effort: Effort) -> Result<CaseResult, Problems> {
        (self.check)(effort)
    }
}

/// All cases, in the order of the documentation.
pub const CASES: &[Case] = &[
    Case {
        name: "granovetter-uniform",
        title: "thresholds from 0 to 99, and one of them changed",
        source: "C.1",
        check: threshold::uniform,
    },
    Case {
        name: "granovetter-normal",
        title: "normal thresholds and their jump",
        source: "C.2",
        check: threshold::normal_jump,
    },
    Case {
        name: "brock-durlauf",
        title: "logit choice with everybody in view",
        source: "C.14",
        check: threshold::logit_with_peers,
    },
    Case {
        name: "logit",
        title: "participation without others in view",
        source: "C.19",
        check: closed_forms::participation,
    },
    Case { name: "watts-cascade", title: "global cascades on random networks", source: "C.3", check: cascade::window },
    Case {
        name: "complex-contagion",
        title: "contagion on a ring, and shortcuts",
        source: "C.5",
        check: cascade::ring,
    },
    Case { name: "degroot", title: "consensus of fixed weights", source: "C.6", check: influence::degroot },
    Case {
        name: "friedkin-johnsen",
        title: "influence with stubbornness",
        source: "C.6",
        check: influence::friedkin_johnsen,
    },
    Case { name: "deffuant", title: "bounded confidence in pairs", source: "C.7", check: confidence::deffuant },
    Case {
        name: "hegselmann-krause",
        title: "bounded confidence all at once",
        source: "C.7",
        check: confidence::hegselmann_krause,
    },
    Case { name: "si", title: "logistic growth by outreach", source: "C.8", check: spreading::growth },
    Case { name: "sir", title: "final size of a wave", source: "C.8", check: spreading::final_size },
    Case { name: "branching", title: "recruitment as a branching process", source: "C.9", check: spreading::branching },
    Case {
        name: "stock-and-flow",
        title: "Little's law in a run of J4DW",
        source: "C.10",
        check: accounts::stock_and_flow,
    },
    Case { name: "task-urn", title: "concentration of tasks", source: "C.15", check: tasks::urn },
    Case { name: "lessons", title: "learning alone", source: "C.19", check: closed_forms::learning },
    Case { name: "liberation", title: "the power mean of equals", source: "C.19", check: closed_forms::liberation },
    Case { name: "spending", title: "money alone", source: "C.19", check: accounts::spending },
    Case { name: "never-free", title: "nobody is ever free", source: "C.19", check: accounts::never_free },
];
