//! `mobilise selftest`: is this build sound?

use std::fmt::Write;

use clap::Args;
use serde_json::json;

use mobilise::internals::verify::selftest::checks;
use mobilise::workflow::WorkflowError;

use super::failure::Failure;
use super::terminal::Terminal;

/// Arguments of `mobilise selftest`.
#[derive(Debug, Args)]
pub struct SelftestArguments {
    /// Print the checks as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the checks and prints them; fails where one does not hold.
pub fn run(arguments: &SelftestArguments, terminal: &Terminal) -> Result<(), Failure> {
    let checks = checks();
    let failed = checks.iter().filter(|check| check.fault.is_some()).count();
    if arguments.json {
        let list: Vec<_> = checks
            .iter()
            .map(|check| json!({ "what": check.what, "passed": check.fault.is_none(), "fault": check.fault }))
            .collect();
        let all = json!({ "version": env!("CARGO_PKG_VERSION"), "passed": failed == 0, "checks": list });
        terminal.data(&format!("{all:#}\n"))?;
    } else {
        let mut out = String::new();
        for check in &checks {
            match &check.fault {
                None => _ = writeln!(out, "holds  {}", check.what),
                Some(fault) => _ = writeln!(out, "fails  {}\n       {fault}", check.what),
            }
        }
        if failed == 0 {
            let _ = writeln!(out, "\nmobilise {}: all {} checks hold.", env!("CARGO_PKG_VERSION"), checks.len());
        }
        terminal.data(&out)?;
    }
    if failed == 0 {
        return Ok(());
    }
    let message =
        format!("{failed} of {} checks do not hold: results of this build are not to be trusted", checks.len());
    let hint =
        "build it again with `cargo build --release --locked`; if that does not help, please report the lines above";
    Err(WorkflowError::check(message, hint).into())
}
