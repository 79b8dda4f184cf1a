//! The science: workers, framings, ties, organisations, and the week they go through.
//!
//! One file a process of the week; [`week::WEEK`] is their order. Nothing in here reads or writes a file,
//! knows a name, or prints.

mod action;
mod around;
mod attendance;
mod below;
mod calendar;
pub(crate) mod chunks;
mod claims;
pub(crate) mod column;
mod components;
mod decisions;
mod employer;
mod encouragement;
mod exchange;
mod first_movers;
mod first_ties;
mod founding;
mod hours;
pub mod invariants;
mod joiners;
mod learning;
mod liberation;
pub(crate) mod marks;
pub mod measures;
mod meeting;
mod membership;
pub mod mind;
mod money;
mod network_measures;
mod network_sums;
pub(crate) mod newcomer;
mod observe;
pub mod organisation;
pub mod organisers;
pub mod plan;
mod recruitment;
pub mod run;
mod sharing;
mod start;
pub(crate) mod status;
mod strata;
pub mod sustainability;
mod talk;
mod tasks;
pub mod ties;
mod triangles;
mod turnover;
mod union;
pub mod week;
pub mod who;
pub mod workers;
pub mod world;
