//! Contract: nothing that can be written in a file makes the program panic, hang or write.
//!
//! Every scenario, population and network file of the repository is damaged by a seeded generator, more than
//! a hundred thousand times a run, and read. What is refused is refused with a place and a hint for each
//! problem, within a second; what is still good is written out in full and read again, and must give the same
//! plan. What this has caught: an idle step-down that panicked, two megabytes of unknown keys that took 200 s.

#![allow(clippy::disallowed_methods)] // tests read the repository's own files

pub mod mutate;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use mobilise::internals::config::Source;
use mobilise::network::{Format, Limits, read};
use mobilise::scenario::{Overrides, Scenario, Shelf, load, load_text, load_text_with, plan, to_toml};

use mutate::{Random, mutate};

/// Cases of a run; a debug build is for looking for a bug, not for finding it.
const SCENARIO_CASES: u64 = if cfg!(debug_assertions) { 2_000 } else { 100_000 };
const SET_CASES: u64 = if cfg!(debug_assertions) { 200 } else { 10_000 };
const NETWORK_CASES: u64 = if cfg!(debug_assertions) { 2_000 } else { 30_000 };

/// The files of the repository with one of these endings, in order.
fn files(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("a folder of the repository");
    let mut entries: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, endings, found);
        } else if path.extension().is_some_and(|end| endings.iter().any(|wanted| end == *wanted)) {
            found.push(path);
        }
    }
}

fn corpus(endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in ["scenarios", "tests", "docs"] {
        files(Path::new(folder), endings, &mut found);
    }
    found.into_iter().filter_map(|path| Some((path.clone(), std::fs::read_to_string(path).ok()?))).collect()
}

/// What is in the folders that a reader could write to: names, lengths and times.
fn listing() -> Vec<(PathBuf, u64, std::time::SystemTime)> {
    let mut found = Vec::new();
    for folder in ["scenarios", "tests", "docs", "src"] {
        files(
            Path::new(folder),
            &["toml", "rs", "md", "csv", "graphml", "json", "txt", "svg", "png", "parquet"],
            &mut found,
        );
    }
    let about = |path: PathBuf| {
        let data = std::fs::metadata(&path).expect("a file of the repository");
        (path, data.len(), data.modified().expect("a time"))
    };
    found.into_iter().map(about).collect()
}

/// Whether a scenario that was read, written out in full and read again is the same plan.
fn same_again(scenario: &Scenario) -> Result<(), String> {
    let written = to_toml(scenario);
    let again = load_text("again.toml", &written, &Overrides::default());
    let again = again.map_err(|problems| format!("what was written cannot be read:\n{}", problems.render(false)))?;
    let (before, after) = (format!("{:?}", plan(scenario)), format!("{:?}", plan(&again)));
    if before == after { Ok(()) } else { Err(format!("another plan\nbefore {before}\nafter  {after}")) }
}

/// Reads a text as a scenario; whatever it holds, the answer comes soon, and has a place and a hint.
fn survives(name: &str, text: &str) -> Result<(), String> {
    let clock = Instant::now();
    let answer = load_text(name, text, &Overrides::default());
    let time = clock.elapsed();
    if time > Duration::from_secs(1) {
        return Err(format!("took {time:?}"));
    }
    let problems = match answer {
        Ok(scenario) => return same_again(&scenario),
        Err(problems) => problems,
    };
    let shown = problems.render(false);
    if problems.0.is_empty() || shown.is_empty() || shown.len() > 50_000 {
        return Err(format!("refused with {} bytes of message", shown.len()));
    }
    match problems.0.iter().find(|p| p.span.is_none() || p.hint.as_ref().is_none_or(|hint| hint.trim().is_empty())) {
        Some(problem) => Err(format!("without a place or a hint: {problem:?}")),
        None => Ok(()),
    }
}

/// Goes through damaged texts; says which case failed, and how.
fn damaged(
    seeds: &[(PathBuf, String)],
    cases: u64,
    check: impl Fn(&Path, &str) -> Result<(), String> + Sync,
) -> Result<(), String> {
    let failed = (0..cases).into_par_iter().find_map_any(|case| {
        let (path, seed) = &seeds[case as usize % seeds.len()];
        let text = mutate(seed, &mut Random(case));
        let answer = catch_unwind(AssertUnwindSafe(|| check(path, &text)));
        let why = match answer {
            Ok(Ok(())) => return None,
            Ok(Err(why)) => why,
            Err(_) => "a panic (its message is above)".to_owned(),
        };
        Some(format!("case {case}, a damaged {}: {why}\n{text}", path.display()))
    });
    failed.map_or(Ok(()), Err)
}

/// All scenario and population files, damaged: the number of cases and what went wrong.
pub fn damaged_scenarios(cases: u64) -> Result<(), String> {
    let seeds = corpus(&["toml"]);
    assert!(seeds.len() > 150, "only {} files were found", seeds.len());
    damaged(&seeds, cases, |path, text| survives(&path.display().to_string(), text))
}

#[test]
fn no_scenario_makes_the_reader_panic_hang_or_write() {
    let before = listing();
    damaged_scenarios(SCENARIO_CASES).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(before, listing(), "reading wrote something");
}

/// Accepted sets that a scenario draws from, damaged.
#[test]
fn no_accepted_set_makes_the_reader_panic_or_hang() {
    let mut seeds = corpus(&["csv"]);
    seeds.retain(|(path, _)| path.starts_with("tests/bad/parts/accepted"));
    assert!(seeds.len() > 10, "only {} files were found", seeds.len());
    let scenario = "version = 1\nbase = \"j4dw\"\n[draw]\nfrom = \"set.csv\"\n";
    let check = |_: &Path, text: &str| {
        let shelf = Shelf::sealed([("set.csv".to_owned(), text.to_owned())].into());
        match load_text_with("damaged.toml", scenario, &Overrides::default(), &shelf) {
            Ok(scenario) => scenario.drawn(1, 0).map(drop).map_err(|problems| problems.render(false)),
            Err(problems) => match problems.0.iter().find(|p| p.span.is_none() || p.hint.is_none()) {
                Some(problem) => Err(format!("without a place or a hint: {problem:?}")),
                None => Ok(()),
            },
        }
    };
    damaged(&seeds, SET_CASES, check).unwrap_or_else(|why| panic!("{why}"));
}

#[test]
fn no_network_makes_the_reader_panic_or_hang() {
    let seeds = corpus(&["graphml", "csv", "xml"]);
    assert!(seeds.len() > 8, "only {} files were found", seeds.len());
    let limits = Limits { nodes: 10_000, ties: 100_000 };
    let check = |path: &Path, text: &str| {
        let format = Format::from_path(path).expect("an ending of a network");
        let clock = Instant::now();
        let answer = read(&Source::new("damaged", text), format, limits);
        if clock.elapsed() > Duration::from_secs(1) {
            return Err(format!("took {:?}", clock.elapsed()));
        }
        match answer {
            Err(problems) if problems.0.iter().any(|problem| problem.span.is_none() || problem.hint.is_none()) => {
                Err(format!("{problems:?}"))
            }
            _ => Ok(()),
        }
    };
    damaged(&seeds, NETWORK_CASES, check).unwrap_or_else(|why| panic!("{why}"));
}

/// All good scenario files of the repository, as they stand and with knobs turned, written out and read again.
pub fn written_and_read_again() -> Result<usize, String> {
    let turned = [
        vec![],
        vec!["coping.relief=0.123456789012345", "run.weeks=7", "population.workers=321"],
        vec!["network.kind=small-world", "network.degree=6", "network.rewiring=0.25"],
        vec!["network.ties=[[1, 2], [2, 3]]", "action.looks_at=tie-count", "action.noise=0"],
    ];
    let mut good = 0;
    for (path, _) in corpus(&["toml"]) {
        for sets in &turned {
            let sets = sets.iter().map(|set| ("--set".to_owned(), (*set).to_owned())).collect();
            let Ok(scenario) = load(&path.display().to_string(), &Overrides(sets)) else { continue };
            same_again(&scenario).map_err(|why| format!("{}: {why}", path.display()))?;
            good += 1;
        }
    }
    Ok(good)
}

#[test]
fn what_is_written_out_reads_as_the_same_plan() {
    let good = written_and_read_again().unwrap_or_else(|why| panic!("{why}"));
    assert!(good > 60, "only {good} scenarios were good");
}
