//! The slow twin: the simulated week written a second time, plainly, from docs/model.md.
//!
//! Two programs that share no line and give the same numbers are unlikely to have the same mistake. The twin
//! takes from the library only what goes in (the plan and its knobs), what comes out (the list of measures)
//! and the named draws; every process is written from its equations, in a file of its own, without any
//! thought for speed. The worlds of both are stepped side by side, and every measure of every row is compared
//! after every week.
//!
//! **What equal means.** Numbers of people, calls and claims are the same number. Sums and means may differ
//! by one part in 10⁹, because here they are added in another order (members' hours by origin, people by slot,
//! a whole sum times attention) and the geometric mean takes its cube root from `libm` and not from the
//! engine's own. Such differences are near 10⁻¹⁵ and stay there, as nearly every equation pulls values
//! together. A draw compares a uniform number with a chance that may differ by as much, so that one of them
//! goes the other way with a probability of about 10⁻¹⁵, at the very most 10⁻¹²; a run of this test makes
//! fewer than 10⁸ draws. Two things are less forgiving: a cube root near 0 (see `compare`), and money, where
//! whatever rounding leaves of a purse paid out in full decides whether anybody is paid (see `money`).
//! *No value* is equal to *no value*.
//!
//! **Where the two disagree** the twin follows the document; `unsettled` lists these points, and twin-notes.md
//! says more.
//!
//! **To add a rule**: write it in the file of its process, draw its knobs in `random_knobs`, take them off the
//! list in `wild_knobs`, and count in `coverage` that it happened.

mod action;
mod attendance;
mod calendar;
mod claims;
mod compare;
mod coverage;
mod dice;
mod employer;
mod founding;
mod hours;
mod initial;
mod interventions;
mod learning;
mod liberation;
mod meeting;
mod membership;
mod money;
mod network;
mod observe;
mod organisation;
mod random_knobs;
mod random_organisation;
mod random_plan;
mod recruitment;
mod sums;
mod talk;
mod tasks;
mod ties;
mod turnover;
mod union;
mod unsettled;
mod vote;
mod week;
mod wild_knobs;
mod worker;
mod world;

use std::sync::Arc;

use mobilise::scenario::{Overrides, load, plan};

use crate::compare::run_beside;
use crate::coverage::Log;
use crate::random_plan::random_plan;

/// How many small fields at random.
const FIELDS: u64 = if cfg!(debug_assertions) { 300 } else { 2_000 };

/// How many weeks of each embedded case; all 624 are equal too, and take half a minute.
const WEEKS: u32 = 26;

#[test]
fn small_fields_at_random() {
    let mut log = Log::default();
    for seed in 0..FIELDS {
        log.add(&run_beside(&Arc::new(random_plan(seed)), seed, (seed % 3) as u32, &format!("random plan {seed}")));
    }
    // A generator in whose fields nothing happens would compare nothing.
    assert_eq!(log.never(), Vec::<&str>::new(), "never happened in any field; what did: {log:#?}");
    assert_eq!(log.kinds.len(), 15, "kinds of intervention in force: {:?}", log.kinds);
}

fn case(name: &str, weeks: Option<u32>) {
    let sets = weeks.map(|weeks| ("--set".to_owned(), format!("run.weeks={weeks}")));
    let scenario = load(name, &Overrides(sets.into_iter().collect())).unwrap_or_else(|p| panic!("{}", p.render(false)));
    run_beside(&plan(&scenario), 1, 0, name);
}

#[test]
fn j4dw() {
    case("j4dw", Some(WEEKS));
}

#[test]
fn meca() {
    case("meca", Some(WEEKS));
}

#[test]
fn j4dw_in_somerset() {
    case("crossover-j4dw-in-somerset", Some(WEEKS));
}

#[test]
fn meca_in_london() {
    case("crossover-meca-in-london", Some(WEEKS));
}

#[test]
fn everything_at_once() {
    case("tests/rich.toml", None);
}
