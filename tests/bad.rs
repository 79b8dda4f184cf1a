//! Every mistake gets its own message.
//!
//! The contract: a scenario with a mistake in it is refused, and what is said is what stands in the file
//! itself. Each `tests/bad/*.toml` makes one mistake (a few make several, to see them listed) and ends with
//! the expected message, one line of it after each `#^`. The block stands at the end, so that the line
//! numbers in it are those of the file as a user would have it. `tests/bad/parts/` holds what these files
//! name: bases, populations, networks, accepted sets. `tests/bad/experiments`, `tests/bad/questions`,
//! `tests/bad/calibrations` and `tests/bad/patterns` hold those, in the same manner.
//!
//! A message is a promise to somebody who does not read Rust: the subject, the place as file:line:column,
//! the value, what is allowed, and a `hint:`. It breaks easily and silently. A check that moves makes one
//! mistake two messages; a value of the wrong type goes on to be counted as if it were right; a range loses
//! its bound; a renderer changes its mind about columns. A test that asserts only *that* a file is refused
//! sees none of this.
//!
//! What it has caught: `base = 1` complained of a file without a name; a seed of -1 "takes a whole number,
//! this is a whole number"; `[network]` with `population.workers` beside it ran past the end of a column; a
//! single syntax error came with the parser's guesses after it.
//!
//! To write the blocks anew after a message was changed on purpose, and then read the diff:
//!
//! ```text
//! MOBILISE_BLESS=1 cargo test --release --test files bad
//! ```

#![allow(clippy::disallowed_methods)] // tests set up files of their own

use std::fmt::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use mobilise::experiment::plan::{Changes, SweepPlan};
use mobilise::internals::calibration::patterns::plan as patterns;
use mobilise::internals::calibration::plan as calibration;
use mobilise::internals::config::Problems;
use mobilise::question::Question;
use mobilise::scenario::{Overrides, Shelf, load, load_text, to_toml};

#[path = "common/diff.rs"]
mod diff;
use diff::diff;

/// A case's own text, and the message in its block.
fn parts(bytes: &[u8]) -> (Vec<u8>, String) {
    let mut text = Vec::new();
    let mut message = String::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"#^") {
            Some(rest) => {
                let rest = String::from_utf8_lossy(rest);
                message.push_str(rest.strip_prefix(' ').unwrap_or(&rest).trim_end());
                message.push('\n');
            }
            None => text.extend_from_slice(line),
        }
    }
    (text, message)
}

/// `law` is the former name of `distribution`, and is read wherever a knob is named.
#[test]
fn a_distribution_is_read_by_its_former_name() {
    let text = |key: &str| {
        format!(
            "version = 1\nstart = 2009-01-01\n[population]\nname = \"p\"\n{key} = \"uniform\"\n\
             [network]\nkind = \"configuration\"\n{key} = \"geometric\"\n"
        )
    };
    let read = |key: &str, set: &[&str]| {
        let set = set.iter().map(|set| ("--set".to_owned(), (*set).to_owned())).collect();
        let read = load_text("s.toml", &text(key), &Overrides(set));
        read.unwrap_or_else(|problems| panic!("{}", problems.render(false)))
    };
    assert_eq!(to_toml(&read("distribution", &[])), to_toml(&read("law", &[])));
    assert!(to_toml(&read("law", &[])).contains("distribution = \"geometric\""));
    let set = to_toml(&read("distribution", &["network.law=regular", "population.law=normal"]));
    assert!(set.contains("distribution = \"regular\"") && set.contains("distribution = \"normal\""), "{set}");
}

/// What the program says, with no blanks at the ends of lines.
fn said(problems: &Problems) -> String {
    problems.render(false).lines().fold(String::new(), |text, line| text + line.trim_end() + "\n")
}

fn block(message: &str) -> String {
    message.lines().fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "{}", format!("#^ {line}").trim_end());
        text
    })
}

fn cases() -> Vec<PathBuf> {
    cases_in("tests/bad")
}

fn cases_in(folder: &str) -> Vec<PathBuf> {
    let folder = std::fs::read_dir(folder).expect("the folder is there");
    let paths = folder.map(|entry| entry.expect("it can be read").path());
    let mut cases: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    cases.sort();
    cases
}

/// Holds every case of a folder to the message written in it, where `read` says what is wrong with a file.
fn hold(cases: &[PathBuf], least: usize, read: impl Fn(&str) -> Problems) {
    let bless = std::env::var_os("MOBILISE_BLESS").is_some();
    let mut report = String::new();
    for path in cases {
        let bytes = std::fs::read(path).expect("a case can be read");
        let (text, expected) = parts(&bytes);
        let name = path.display().to_string();
        let problems = read(&name);
        let got =
            if problems.0.is_empty() { "(nothing: the file was taken as right)\n".to_owned() } else { said(&problems) };
        if got == expected {
            continue;
        }
        if bless {
            let mut whole = text;
            whole.extend_from_slice(block(&got).as_bytes());
            std::fs::write(path, whole).expect("a case can be written");
        }
        let _ = writeln!(report, "{name}\n{}", diff(&expected, &got));
    }
    assert!(cases.len() >= least, "only {} cases were found", cases.len());
    assert!(bless || report.is_empty(), "messages differ (- written in the file, + said)\n\n{report}");
}

/// What is wrong with a file, which has a place and a hint and is said once.
fn told<T>(name: &str, read: Result<T, Problems>) -> Problems {
    let problems = read.err().unwrap_or(Problems(Vec::new()));
    for problem in &problems.0 {
        assert!(problem.hint.as_deref().is_some_and(|hint| !hint.trim().is_empty()), "{name}: {}", problem.title);
        assert!(problem.span.is_some(), "{name}: {}", problem.title);
    }
    let wanted = if name.contains("several") { 6 } else { 1 };
    assert!(problems.0.len() == wanted, "{name}: one mistake, one message\n{problems}");
    problems
}

#[test]
fn every_bad_file_gets_the_message_written_in_it() {
    let cases = cases();
    hold(&cases, 100, |name| load(name, &Overrides::default()).err().unwrap_or(Problems(Vec::new())));
}

/// The same for experiments, in `tests/bad/experiments`.
#[test]
fn every_bad_experiment_gets_the_message_written_in_it() {
    hold(&cases_in("tests/bad/experiments"), 40, |name| {
        told(name, SweepPlan::read(name, &Changes::default(), &Shelf::default(), &|| 1))
    });
}

/// The same for questions, in `tests/bad/questions`: experiments whose table `[question]` has a mistake.
#[test]
fn every_bad_question_gets_the_message_written_in_it() {
    hold(&cases_in("tests/bad/questions"), 30, |name| {
        let plan = SweepPlan::read(name, &Changes::default(), &Shelf::default(), &|| 1);
        told(name, plan.and_then(|plan| Question::of(&plan)))
    });
}

/// The same for calibrations, in `tests/bad/calibrations`.
#[test]
fn every_bad_calibration_gets_the_message_written_in_it() {
    hold(&cases_in("tests/bad/calibrations"), 40, |name| {
        told(
            name,
            calibration::CalibrationPlan::read(
                name,
                &calibration::CalibrationChanges::default(),
                &Shelf::default(),
                &|| 1,
            ),
        )
    });
}

/// The same for files of patterns, in `tests/bad/patterns`. What is wrong in a pattern itself is said as in a
/// calibration.
#[test]
fn every_bad_file_of_patterns_gets_the_message_written_in_it() {
    hold(&cases_in("tests/bad/patterns"), 12, |name| {
        let names = [name.to_owned()];
        told(name, patterns::PatternPlan::read(&names, &patterns::PatternChanges::default(), &Shelf::default(), &|| 1))
    });
}

/// Each message has a place and a way out, and says a thing once.
#[test]
fn every_message_has_one_place_and_one_hint_a_problem() {
    for path in cases() {
        let name = path.display().to_string();
        let problems = load(&name, &Overrides::default()).expect_err(&name);
        for problem in &problems.0 {
            let hint = problem.hint.as_deref().unwrap_or("");
            assert!(!hint.trim().is_empty(), "{name}: `{}` has no hint", problem.title);
            assert!(!problem.title.is_empty() && !problem.title.contains('\n'), "{name}: {:?}", problem.title);
        }
        // What has no place in a text is a file that could not be read as one.
        let placeless = problems.0.iter().filter(|problem| problem.span.is_none()).count();
        assert_eq!(placeless, usize::from(name.contains("not-utf-8")), "{name}: a problem has no place");
        let wanted = if name.contains("several") { 4 } else { 1 };
        assert_eq!(problems.0.len(), wanted, "{name}: one mistake, one message\n{problems}");
    }
}

/// What cannot lie in the folder as a file with its message in it.
#[test]
fn a_file_that_is_empty_endless_a_folder_or_absent_is_refused() {
    let folder = tempfile::tempdir().expect("a folder to work in");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("empty.toml"), "").expect("written");
    std::fs::write(at("long.toml"), "# long\n".repeat(1 << 20)).expect("written");
    std::fs::create_dir(at("folder.toml")).expect("made");
    std::fs::create_dir(at("folder")).expect("made");
    for (name, expected) in [
        ("empty.toml", "error: the file does not say which version of the scenario language it speaks"),
        ("long.toml", "error: cannot read `HERE/long.toml`: it is longer than 4194304 bytes"),
        ("folder.toml", "error: cannot read `HERE/folder.toml`: it is a folder"),
        ("folder", "error: cannot read `HERE/folder`: it is a folder"),
        ("absent.toml", "error: cannot read `HERE/absent.toml`: there is no such file or folder"),
    ] {
        let problems = load(&at(name).display().to_string(), &Overrides::default()).expect_err(name);
        let text = said(&problems).replace(&folder.path().display().to_string(), "HERE");
        assert_eq!(text.lines().next(), Some(expected), "{text}");
        assert!(text.contains("hint: "), "{text}");
    }
}

#[test]
fn a_name_that_is_nearly_one_of_the_library_is_guessed() {
    for (name, expected) in
        [("j4wd", "did you mean `j4dw`?"), ("mecca", "did you mean `meca`?"), ("", "cases are j4dw, ")]
    {
        let problems = load(name, &Overrides::default()).expect_err(name);
        assert!(said(&problems).contains(expected), "{problems}");
    }
}

/// Files of two million bytes made to be slow: time must grow with the file alone, and a message with nothing.
#[test]
fn large_files_are_refused_soon() {
    const SIZE: usize = 2_000_000;
    let full = |line: &dyn Fn(usize) -> String| {
        let mut text = String::from("version = 1\n");
        let mut n = 0;
        while text.len() < SIZE {
            text.push_str(&line(n));
            n += 1;
        }
        text
    };
    let long =
        |head: &str, part: &str, tail: &str| format!("version = 1\n{head}{}{tail}\n", part.repeat(SIZE / part.len()));
    for (what, text) in [
        ("unknown keys", full(&|n| format!("k{n} = 1\n"))),
        ("many organisations", full(&|n| format!("[organisation.o{n}]\n"))),
        ("many interventions", full(&|n| format!("[intervention.i{n}]\nkind=\"grant\"\n"))),
        ("duplicates", full(&|_| "a = 1\n".to_owned())),
        ("quotes", full(&|_| "\"\n".to_owned())),
        ("many origins", long("[population]\norigins = { a = 1", ", b.c = 0", "}")),
        ("one long key", long("", "a", " = 1")),
        ("one long text for a date", long("start = \"", "a", "\"")),
        ("one long word for a choice", long("[organisation.o]\nteaching = \"", "é", "\"")),
        ("one long number", long("seed = ", "9", "")),
        ("one long base", long("base = \"", "a", "\"")),
        ("one long path", long("base = \"", "a", ".toml\"")),
        ("one long name", long("[organisation.\"", "a", "\"]")),
        ("brackets", long("a = ", "[", "")),
        ("dots", long("", "a.", "a = 1")),
        ("one long line of texts", long("[organisation.o]\ndemands = [", "\"a\",", "]")),
    ] {
        let clock = Instant::now();
        let problems = load_text("large.toml", &text, &Overrides::default()).expect_err(what);
        let shown = problems.render(false);
        let limit = if cfg!(debug_assertions) { 30 } else { 3 };
        assert!(clock.elapsed() < Duration::from_secs(limit), "{what}: took {:?}", clock.elapsed());
        assert!(shown.len() < 50_000, "{what}: {} bytes of message", shown.len());
    }
}
