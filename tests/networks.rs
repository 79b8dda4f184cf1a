//! Made networks follow their theory, and measures say what is there.
//!
//! The contract: `network::make` draws from the distribution that its documentation states, gives everybody the number of
//! ties it promises, and never a tie twice or of somebody to themselves; the same word gives the same ties. The
//! measures of `network::describe` are those of the textbooks.
//!
//! It can break without a sound: a generator off by one draws a network that looks like any other, and a measure
//! wrong in a rare case (an isolate, a second component) is right in every demonstration. So generators are held
//! against published numbers and the chance of every single pair, and measures against a slow, obvious twin on
//! hundreds of small networks, against closed forms, and against rustworkx-core. No expected number here was
//! made by the code it checks, but for the digests of one test, which say only that nothing moved.
//!
//! Seeds are fixed, so a test that passes once passes always; the error rate said of a tolerance is that of a
//! fresh seed under a right program.
//!
//! What it has caught is said at the tests.

// Found beside expected, with --nocapture; the oracles are written as their formulas are, with indices.
#![allow(clippy::print_stdout, clippy::needless_range_loop)]

#[path = "networks/distributions.rs"]
mod distributions;
#[path = "networks/formats.rs"]
mod formats;
#[path = "networks/graphml_cases.rs"]
mod graphml_cases;
#[path = "networks/measures.rs"]
mod measures;
#[path = "networks/mutations.rs"]
mod mutations;
#[path = "networks/oracle.rs"]
mod oracle;
#[path = "networks/pairs.rs"]
mod pairs;
#[path = "networks/round_trip.rs"]
mod round_trip;
#[path = "networks/rules.rs"]
mod rules;
#[path = "networks/tools.rs"]
mod tools;
