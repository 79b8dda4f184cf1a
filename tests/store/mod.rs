//! The store survives anything, and its tables do not show it.
//!
//! The contract: whatever happens to a sweep – it is killed, the journal is cut, a write, sync or rename fails,
//! the disk is full, it runs on other threads, in shards, in another order – the same command goes on, and at
//! the end the tables are, byte for byte, those of a sweep that nothing happened to. A folder that somebody is
//! at, or that belongs to another version, seed or experiment, is refused, with a hint.
//!
//! It breaks where nobody looks: a journal line before its rows are safe, a rename without a sync, a part
//! whose order is that of the threads, a mean over what happens to be there.
//!
//! Planted once each, and caught: units kept in the order they ended; a changed part that counts; a store of
//! another seed that is taken; a journal that is not written; a lock that is shared; a torn line that is not cut
//! off; a precision looked at in the middle of a batch; shards that leave a unit out, or run one twice; pairs of
//! other replicates, of other organisations, without common random numbers; an interaction that is a sum; a
//! rename or a write whose failure nobody minds; who collects and keeps shards out. Four of these got past the first version of these tests.

#![allow(clippy::disallowed_methods)] // tests set up files of their own

use crate::program;

mod attempts;
mod cut;
mod failing;
mod faults;
mod kill;
mod precision;
mod refusals;
mod shards;
mod tools;
mod trace;
