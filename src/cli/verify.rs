//! `mobilise verify`: the engine against the classics.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};
use serde_json::json;

use mobilise::config::{Problem, nearest};
use mobilise::text::trimmed;
use mobilise::verify::{CASES, Case, Effort, Finding, Outcome};

use super::options::word;
use super::{Failure, Terminal, verify_folder};

/// Arguments of `mobilise verify`.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// Cases to check, by the name of their scenario file; all, if none is named
    names: Vec<String>,
    /// Run the long form: the sizes of the literature, and more replicates
    #[arg(long)]
    long: bool,
    /// The seed of all random numbers
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print all comparisons as JSON
    #[arg(long)]
    json: bool,
    /// Write tables of what was compared, and a figure of each case that is a curve, into this new folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// List the cases and run none
    #[arg(long)]
    list: bool,
}

/// Runs the cases, prints what was compared, and fails where the engine does not agree.
pub fn run(arguments: &VerifyArguments, terminal: &Terminal) -> Result<(), Failure> {
    let cases = chosen(&arguments.names)?;
    if arguments.list {
        return terminal.data(&list(&cases));
    }
    let effort = Effort { long: arguments.long, seed: arguments.seed };
    let mut results = Vec::with_capacity(cases.len());
    for case in cases {
        let outcome = case.check(effort)?;
        let failed = outcome.findings.iter().filter(|finding| !finding.passed()).count();
        let verdict = if failed == 0 { "holds".to_owned() } else { format!("{failed} do not hold") };
        terminal.say(&format!("{}: {} comparisons, {verdict}", case.name, outcome.findings.len()));
        results.push((case, outcome));
    }
    if let Some(folder) = &arguments.out {
        verify_folder::write(folder, &results, effort)?;
        let place = word(&folder.display().to_string());
        terminal.say(&format!("wrote {place}: tables and figures\nnext: mobilise plot {place} --theme dark"));
    }
    if arguments.json {
        terminal.data(&as_json(&results, effort))?;
    } else {
        terminal.data(&as_table(&results, terminal.width()))?;
    }
    let failed: Vec<&str> =
        results.iter().filter(|(_, o)| !o.findings.iter().all(Finding::passed)).map(|(case, _)| case.name).collect();
    if failed.is_empty() {
        return Ok(());
    }
    let text = format!(
        "error: the engine does not agree with the classics in {}\nhint: the rows marked `fails` say where; the same --seed gives them again",
        failed.join(", ")
    );
    Err(Failure { text, code: 3 })
}

fn chosen(names: &[String]) -> Result<Vec<&'static Case>, Failure> {
    if names.is_empty() {
        return Ok(CASES.iter().collect());
    }
    names
        .iter()
        .map(|name| {
            CASES.iter().find(|case| case.name == name).ok_or_else(|| {
                let hint = match nearest(name, CASES.iter().map(|case| case.name)) {
                    Some(meant) => format!("did you mean `{meant}`? `mobilise verify --list` lists the cases"),
                    None => "`mobilise verify --list` lists the cases".to_owned(),
                };
                Problem::whole(format!("there is no case `{name}` to verify"), hint).into()
            })
        })
        .collect()
}

fn list(cases: &[&Case]) -> String {
    let mut out = String::new();
    for case in cases {
        let _ = writeln!(out, "{:<22} {} (theory {})", case.name, case.title, case.source);
    }
    out
}

fn as_table(results: &[(&Case, Outcome)], width: u16) -> String {
    let mut table = Table::new();
    table
        .load_style(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    let right = |text: &str| Cell::new(text).set_alignment(CellAlignment::Right);
    let heads = [Cell::new(""), Cell::new("by"), right("expected"), right("found"), right("±"), Cell::new("")];
    table.set_header(heads);
    for (case, outcome) in results {
        table.add_row([format!("{} — {}", case.name, case.title), format!("theory {}", case.source)]);
        for f in &outcome.findings {
            table.add_row([
                Cell::new(format!("  {}", f.what)),
                Cell::new(f.basis),
                right(&trimmed(f.expected)),
                right(&trimmed(f.found)),
                right(&trimmed(f.tolerance)),
                Cell::new(if f.passed() { "holds" } else { "fails" }),
            ]);
        }
    }
    let findings = || results.iter().flat_map(|(_, outcome)| &outcome.findings);
    let (all, held) = (findings().count(), findings().filter(|f| f.passed()).count());
    let text = table.to_string();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    format!("{}\n\n{held} of {all} comparisons hold.\n", lines.join("\n"))
}

fn as_json(results: &[(&Case, Outcome)], effort: Effort) -> String {
    let finding = |f: &Finding| {
        json!({
            "what": f.what, "basis": f.basis, "expected": finite(f.expected), "found": finite(f.found),
            "tolerance": f.tolerance, "passed": f.passed(),
        })
    };
    let cases: Vec<_> = results
        .iter()
        .map(|(case, outcome)| {
            let curve =
                outcome.curve.as_ref().map(|c| json!({ "x": c.x, "y": c.y, "expected": c.expected, "found": c.found }));
            json!({
                "name": case.name, "title": case.title, "source": case.source,
                "passed": outcome.findings.iter().all(Finding::passed),
                "findings": outcome.findings.iter().map(finding).collect::<Vec<_>>(), "curve": curve,
            })
        })
        .collect();
    let all = json!({
        "version": env!("CARGO_PKG_VERSION"), "seed": effort.seed, "long": effort.long, "cases": cases,
    });
    format!("{all:#}\n")
}

/// JSON has no word for what is no number.
fn finite(x: f64) -> Option<f64> {
    x.is_finite().then_some(x)
}
