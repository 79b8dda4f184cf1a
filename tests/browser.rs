//! The local page and the report, served, attacked, and opened in a real browser.
//!
//! One program, so that it is linked once; each module opens with its contract.

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // tests set up files, and say when they skip

#[path = "common/chromium.rs"]
mod chromium;
#[allow(dead_code)] // other programs use all of it
#[path = "common/program.rs"]
mod program;

mod page;
mod report_page;
mod serve;
