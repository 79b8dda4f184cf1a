//! What goes to standard output, what to standard error, and what ends in which exit code.

use std::process::Stdio;

use super::{json, tiny};
use crate::program::Desk;

#[test]
fn data_goes_to_standard_output_and_the_rest_to_standard_error() {
    let desk = Desk::new();
    let said = desk.good(&tiny(&["run", "j4dw", "--out", "here"]));
    assert!(said.out.contains("Does it last?"), "{}", said.out);
    for word in ["seed", "threads", "wrote here", "try next"] {
        assert!(said.err.contains(word) && !said.out.contains(word), "{word}\n{}{}", said.out, said.err);
    }
}

#[test]
fn json_is_one_document_and_nothing_else() {
    let desk = Desk::new();
    let said = desk.good(&tiny(&["compare", "--json", "--seed", "7", "--out", "here"]));
    let summary = json(&said.out);
    assert_eq!(summary["seed"], 7);
    assert_eq!(summary["replicates"], 2);
    assert_eq!(summary["out"], "here");
    assert_eq!(summary["scenarios"].as_array().map(Vec::len), Some(2));
    assert!(!summary["effects"].as_array().expect("effects").is_empty());
}

#[test]
fn quiet_says_nothing_but_errors() {
    let desk = Desk::new();
    let said = desk.good(&tiny(&["run", "meca", "--quiet", "--out", "here"]));
    assert_eq!(said.err, "");
    assert!(!said.out.is_empty());
    let both = desk.good(&tiny(&["run", "meca", "-q", "--json", "--out", "there"]));
    assert_eq!(both.err, "");
    json(&both.out);
    desk.refused(&["run", "mecca", "--quiet"], &["did you mean `meca`?"]);
}

/// Deterministic where `| head -1` is a race: nobody holds the other end of the pipe.
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let desk = Desk::new();
    for arguments in [["explain", "--all"], ["check", "j4dw"], ["explain", "week"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = desk.program().args(arguments).stdout(writer).stderr(Stdio::piped()).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

/// Output that is lost is a failure, and not one of the input.
#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_is_a_failure() {
    let desk = Desk::new();
    for arguments in [["explain", "--all"], ["check", "j4dw"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
        let output = desk.program().args(arguments).stdout(full).stderr(Stdio::piped()).output().expect("it runs");
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{err}");
        assert!(err.contains("standard output") && err.contains("hint: "), "{err}");
    }
}

#[test]
fn help_and_version_are_data() {
    let desk = Desk::new();
    for arguments in [&["--help"][..], &["run", "--help"], &["--version"]] {
        let said = desk.good(arguments);
        assert!(!said.out.is_empty() && said.err.is_empty(), "{arguments:?}");
    }
    assert!(desk.good(&["--help"]).out.contains("Exit codes: 0 success"));
    for arguments in [&[][..], &["dance"], &["run"], &["run", "j4dw", "--colour"]] {
        let said = desk.run(arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
    }
}
