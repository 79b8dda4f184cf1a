//! A sweep on a cluster gives the bytes of a sweep on one machine, whatever becomes of its shards.
//!
//! The contract: `mobilise sweep --on` submits shards of a plan that never changes; what is done is what lies on
//! the disk, never a scheduler's word; only what is missing is submitted again; who stops following can follow
//! again, and nothing is submitted twice; what cannot go on says why and loses nothing.
//!
//! It breaks in what schedulers do: they lose shards, start them twice, forget jobs, refuse them, print more than
//! they should; machines die; the files of the experiment change while it runs.
//!
//! Here are scripts that stand for a scheduler, for what a real one does too seldom; the real Slurm, with a
//! controller and two nodes on this machine; and HyperQueue's real engine, behind a script with the options of its
//! `hq`.
//!
//! Planted once each, and caught: all shards submitted again in place of those missing; rounds without a run that
//! are not counted; a job that was submitted before and is not looked for.

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // tests set up files of their own, and say when they skip
#![cfg(target_os = "linux")] // schedulers' processes are found in /proc

use crate::program;
use crate::python;

mod fakes;
mod hyperqueue;
mod odd;
mod processes;
mod slurm;
mod slurm_daemons;
mod tools;
