//! Contract: the engine becomes the classics. Every case of `mobilise verify` holds in its short form, every
//! case has a scenario file that a user can run, and docs/verification.md tells of this very model.
//!
//! The long form takes minutes and is not run here: `cargo test --release --test engine classics:: -- --ignored` runs
//! it and writes its table and date into docs/verification.md, with the digest of the code it was run with.
//! When that code changes, [`the_long_form_was_run_with_this_model`] fails until it is run again.

#![allow(clippy::disallowed_methods)] // tests read the repository's own files

use std::fmt::Write;
use std::path::{Path, PathBuf};

use mobilise::internals::record::Digest;
use mobilise::internals::verify::{CASES, CaseResult, Comparison, Effort};
use mobilise::scenario::library::{CASES as SCENARIOS, CLASSICS};
use mobilise::scenario::{Overrides, load};

const PAGE: &str = "docs/verification.md";
const BEGIN: &str = "<!-- generated: verification -->";
const END: &str = "<!-- end -->";

/// What does not hold among the cases of these names (all, where none is named).
pub fn failures(names: &[&str], effort: Effort) -> Vec<String> {
    let wanted = CASES.iter().filter(|case| names.is_empty() || names.contains(&case.name));
    let mut failed = Vec::new();
    for case in wanted {
        let outcome = case.check(effort).unwrap_or_else(|problems| panic!("{}", problems.render(false)));
        assert!(!outcome.comparisons.is_empty(), "{} compares nothing", case.name);
        for f in outcome.comparisons.iter().filter(|f| !f.passed()) {
            failed.push(format!(
                "{}: {}: {} ± {} expected, {} found",
                case.name, f.what, f.expected, f.tolerance, f.found
            ));
        }
    }
    failed
}

#[test]
fn every_classic_holds() {
    let failed = failures(&[], Effort { long: false, seed: 1 });
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn every_classic_has_a_scenario_to_run() {
    for case in CASES {
        let known = CLASSICS.iter().chain(SCENARIOS).any(|file| file.name == case.name);
        // Little's law is checked in J4DW itself.
        assert!(known || case.name == "stock-and-flow", "{} has no scenario file", case.name);
    }
    let on_disk = std::fs::read_dir("scenarios/classics").expect("the folder").count();
    assert_eq!(on_disk, CLASSICS.len(), "a classic in the folder is not embedded");
    for file in CLASSICS {
        let scenario = load(file.name, &Overrides::default()).unwrap_or_else(|p| panic!("{}", p.render(false)));
        assert!(!scenario.about.is_empty(), "{} does not say what it is about", file.name);
    }
}

/// The code and files that the numbers depend on, without comments and tests.
fn model() -> String {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { collect(&path, found) } else { found.push(path) }
        }
    }
    let mut files = Vec::new();
    for folder in ["src/number", "src/knob", "src/network/make", "src/model", "scenarios/classics"] {
        collect(Path::new(folder), &mut files);
    }
    files.sort();
    let mut all = String::new();
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a text");
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = code.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
        let _ = writeln!(all, "{}", path.display().to_string().replace('\\', "/"));
        all.extend(lines.flat_map(|line| [line, "\n"]));
    }
    Digest::of(all.as_bytes()).to_string()
}

#[test]
fn the_long_form_was_run_with_this_model() {
    let page = std::fs::read_to_string(PAGE).expect("the page");
    let digest = model();
    assert!(
        page.contains(&digest),
        "{PAGE} tells of another model than this one ({digest}).\n\
         Run the long form again: cargo test --release --test engine classics:: -- --ignored"
    );
    assert!(!page.contains("| fails |"), "{PAGE} shows a case that does not hold");
}

/// A number as precise as it is worth.
fn number(x: f64) -> String {
    match x.abs() {
        0.0 => "0".to_owned(),
        a if a < 1e-4 => format!("{x:.1e}"),
        _ => format!("{x:.5}").trim_end_matches('0').trim_end_matches('.').to_owned(),
    }
}

fn table(results: &[(&str, &str, &str, CaseResult)]) -> String {
    let mut out = String::new();
    for (name, title, source, outcome) in results {
        let _ = writeln!(out, "\n### {name}: {title} (theory {source})\n");
        let _ = writeln!(out, "| What | By | Expected | Found | ± | |\n| --- | --- | ---: | ---: | ---: | --- |");
        for f in &outcome.comparisons {
            let verdict = if f.passed() { "holds" } else { "fails" };
            let numbers = [f.expected, f.found, f.tolerance].map(number).join(" | ");
            let _ = writeln!(out, "| {} | {} | {numbers} | {verdict} |", f.what, f.basis);
        }
    }
    out
}

#[test]
#[ignore = "takes minutes; writes docs/verification.md"]
fn the_long_form_holds() {
    let effort = Effort { long: true, seed: 1 };
    let results: Vec<(&str, &str, &str, CaseResult)> = CASES
        .iter()
        .map(|case| {
            let outcome = case.check(effort).unwrap_or_else(|problems| panic!("{}", problems.render(false)));
            (case.name, case.title, case.source, outcome)
        })
        .collect();
    let findings = || results.iter().flat_map(|(.., outcome)| &outcome.comparisons);
    let (all, held) = (findings().count(), findings().filter(|f| Comparison::passed(f)).count());
    let head = format!(
        "\nRun on {} with version {} (long form, seed {}); {held} of {all} comparisons hold. Digest of the model:\n`{}`.\n",
        jiff::Zoned::now().date(),
        env!("CARGO_PKG_VERSION"),
        effort.seed,
        model()
    );
    let page = std::fs::read_to_string(PAGE).expect("the page");
    let (before, rest) = page.split_once(BEGIN).expect("a generated part");
    let (_, after) = rest.split_once(END).expect("its end");
    std::fs::write(PAGE, format!("{before}{BEGIN}\n{head}{}\n{END}{after}", table(&results))).expect("written");
    assert_eq!(held, all, "{PAGE} says which comparisons do not hold");
}
