//! The slow twin: the simulated week written a second time, plainly, from docs/model.md.
//!
//! Two programs that share no line and give the same numbers are unlikely to have the same mistake. The twin
//! takes from the library only what goes in (the plan and its knobs), what comes out (the list of measures),
//! the named draws, and the generators of networks, which have tests of their own; every process is written
//! from its equations, in a file of its own, without any thought for speed. The worlds of both are stepped side
//! by side, and every measure of every row, and the state of every worker, are compared after every week.
//!
//! **What equal means.** Numbers of people, calls and claims are the same number, and so is all that is kept of
//! every worker and every tie, in the order of the rows (`states`). Sums and means may differ by one part in
//! 10⁹, because here they are added in another order (members' hours by origin, people by slot), and roots and
//! quantiles are made in another way. Such differences are near 10⁻¹⁵.
//!
//! What is kept can be the very same although it hangs on such sums, because both programs round at every
//! assignment of the document (`kept`): a difference of 10⁻¹⁶ before rounding is gone after it – unless the
//! number lies just between two that can be kept, once in some 10⁹ assignments, where one goes up and the other
//! down. To make that rarer still, equations are evaluated in the order in which the document writes them. A
//! rounding that is forgotten, or one too many, shows in the first week. A draw compares a uniform number with
//! a chance that may differ by 10⁻¹⁵, so that one of them goes the other way with about that probability, at
//! the very most 10⁻¹²; a run of this test makes fewer than 10⁸ draws. *No value* is equal to *no value*.
//!
//! Seen failing, each by planting it in the twin: no rounding; one rounding a talk too many; trust, floor and
//! latitude compared as doubles; a tie that ends only where the two did not meet; liberation from the rounded
//! injustice; concessions to newcomers one by one; rooms and calls that cost to the last digit.
//!
//! **Where the two disagree** the document decides: either the engine is mended or the document is.
//!
//! **To add a rule**: write it in the file of its process, draw its knobs in `random_knobs` or its neighbours,
//! and count in `coverage` that it happened.

mod acting;
mod action;
mod attendance;
mod calendar;
mod caseload;
mod claims;
mod compare;
mod coverage;
mod dice;
mod employer;
mod first_movers;
mod first_ties;
mod founding;
mod hearing;
mod hours;
mod initial;
mod interventions;
mod kept;
mod learning;
mod liberation;
mod meeting;
mod membership;
mod money;
mod network;
mod observe;
mod organisation;
mod person;
mod practices;
mod random_edges;
mod random_intervention;
mod random_knobs;
mod random_network;
mod random_organisation;
mod random_plan;
mod random_population;
mod recruitment;
mod scenarios;
mod states;
mod sums;
mod talk;
mod tasks;
mod ties;
mod turnover;
mod union;
mod vote;
mod walk_in;
mod week;
mod wild_knobs;
mod worker;
mod world;

use std::sync::Arc;

use self::compare::run_beside;
use self::coverage::Log;
use self::random_plan::random_plan;
use self::scenarios::{CASES, CLASSICS, beside};

/// How many small fields at random.
const FIELDS: u64 = if cfg!(debug_assertions) { 300 } else { 3_000 };

/// How many weeks of each case; all 624 are equal too, and take half a minute.
const WEEKS: &str = "run.weeks=26";

fn field_at_random(seed: u64) -> Result<Log, String> {
    run_beside(&Arc::new(random_plan(seed)), seed, (seed % 3) as u32, &format!("random plan {seed}"))
}

/// A moderate part of the comparison, for tests that plant bugs: the first difference, or none.
pub fn first_difference() -> Option<String> {
    let random = (0..150).map(|seed| field_at_random(seed).err());
    let files = [("tests/rich.toml", "run.weeks=60"), ("j4dw", "run.weeks=10")];
    let files = files.iter().map(|(name, weeks)| beside(name, &[weeks]).err());
    let classics = CLASSICS.iter().map(|(name, sets)| beside(name, sets).err());
    random.chain(files).chain(classics).flatten().next()
}

// Where bugs may be planted (tests/canaries.rs) these would see them while others run.

#[test]
#[cfg_attr(feature = "canaries", ignore = "bugs are planted")]
fn small_fields_at_random() {
    let mut log = Log::default();
    for seed in 0..FIELDS {
        log.add(&field_at_random(seed).unwrap_or_else(|what| panic!("{what}\n{:#?}\n{what}", random_plan(seed))));
    }
    // A generator in whose fields nothing happens would compare nothing.
    assert_eq!(log.never(), Vec::<&str>::new(), "never happened in any field; what did: {log:#?}");
    assert_eq!(log.kinds.len(), 17, "kinds of intervention in force: {:?}", log.kinds);
    assert_eq!(log.networks.len(), 11, "kinds of network: {:?}", log.networks);
}

#[test]
#[cfg_attr(feature = "canaries", ignore = "bugs are planted")]
fn cases() {
    for name in CASES {
        beside(name, &[WEEKS]).unwrap_or_else(|what| panic!("{what}"));
    }
}

#[test]
#[cfg_attr(feature = "canaries", ignore = "bugs are planted")]
fn classics() {
    for (name, sets) in CLASSICS {
        beside(name, sets).unwrap_or_else(|what| panic!("{what}"));
    }
}

#[test]
#[cfg_attr(feature = "canaries", ignore = "bugs are planted")]
fn everything_at_once() {
    beside("tests/rich.toml", &[]).unwrap_or_else(|what| panic!("{what}"));
}

#[test]
#[cfg_attr(feature = "canaries", ignore = "bugs are planted")]
fn no_difference_in_a_moderate_part() {
    assert_eq!(first_difference(), None);
}
