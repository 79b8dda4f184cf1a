//! A question is answered by its numbers and by nothing else.
//!
//! The contract: whatever was planted into the numbers of runs – an effect, none, the same turned round, a peak, a
//! boundary, a corner where the weaker one leads – is what the sentences say, with interval and number of runs; the
//! same store gives the same bytes, on any number of threads, after any interruption, and whether weeks were read while
//! runs were made or afterwards; every question that comes with the program can be asked in both sizes.
//!
//! It breaks where a sentence is written before the numbers are there: a fixed "more", an interval that is
//! not looked at, a setting averaged that should be told apart, a sign of the other side. Planted once each, and
//! caught: "more" whatever the interval, pairs that ignore `at`, the widening left out, an answer that a sweep
//! leaves as it was, a sign that nobody looks at when the structure is another, a structure laid over baselines alone.

#![allow(clippy::disallowed_methods)] // tests set up files of their own

use crate::program;

mod kinds;
mod library;
mod planted;
mod robust;
mod robust_folder;
mod same;
mod shown;
