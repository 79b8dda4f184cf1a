//! Contract of `mobilise verify` and `mobilise selftest` as a user meets them: tables, JSON, figures, names
//! that are misspelt. That both exit with 3 where something does not hold is in `tests/canaries.rs`, which
//! can plant a bug.

#![allow(clippy::disallowed_methods)] // tests set up files of their own

#[allow(dead_code)] // other tests use the rest of it
#[path = "common/program.rs"]
mod program;

use mobilise::verify::CASES;
use program::Desk;
use serde_json::Value;

#[test]
fn verify_prints_what_was_expected_and_what_was_found() {
    let desk = Desk::new();
    let said = desk.good(&["verify", "granovetter-uniform", "degroot"]);
    for word in ["expected", "found", "holds", "Granovetter 1978", "theory C.1", "8 of 8 comparisons hold."] {
        assert!(said.out.contains(word), "{word} is missing in\n{}", said.out);
    }
    assert!(!said.out.contains("fails"), "{}", said.out);
    assert!(said.err.contains("degroot: 6 comparisons, holds"), "{}", said.err);
}

#[test]
fn verify_lists_its_cases_and_knows_nearly_right_names() {
    let desk = Desk::new();
    let list = desk.good(&["verify", "--list"]).out;
    assert_eq!(list.lines().count(), CASES.len());
    assert!(CASES.iter().all(|case| list.contains(case.name)));
    desk.refused(&["verify", "degrot"], &["there is no case `degrot`", "did you mean `degroot`?", "hint: "]);
}

#[test]
fn verify_as_json_has_every_number() {
    let said = Desk::new().good(&["verify", "lessons", "granovetter-uniform", "--json", "--seed", "9"]);
    let all: Value = serde_json::from_str(&said.out).expect("one document");
    assert_eq!(all["seed"], 9);
    assert_eq!(all["cases"][0]["name"], "lessons");
    assert!(!all["cases"][0]["curve"]["expected"].as_array().expect("a curve").is_empty());
    let altered = &all["cases"][1]["findings"][1];
    assert_eq!((&altered["expected"], &altered["found"]), (&Value::from(1.0), &Value::from(1.0)));
    assert_eq!(altered["passed"], true);
}

#[test]
fn verify_draws_the_cases_that_are_curves_and_overwrites_nothing() {
    let desk = Desk::new();
    desk.good(&["verify", "lessons", "degroot", "--figures", "pictures"]);
    assert_eq!(desk.names("pictures"), ["lessons.png", "lessons.svg"]);
    let svg = desk.read("pictures/lessons.svg");
    assert!(svg.contains("the engine") && svg.contains("lessons: learning alone"));
    desk.refused(&["verify", "lessons", "--figures", "pictures"], &["pictures", "hint: "]);
}

/// "Any of them can be run, on another network, size, threshold, seed share."
#[test]
fn a_classic_is_an_ordinary_scenario() {
    let desk = Desk::new();
    for sets in [
        vec!["watts-cascade", "--set", "network.kind=small-world", "--set", "network.degree=4"],
        vec!["watts-cascade", "--set", "population.threshold=0.3", "--set", "intervention.first.share=0.05"],
        vec!["complex-contagion", "--set", "network.swaps=0.01", "--set", "intervention.first.position=random"],
        vec!["hegselmann-krause", "--set", "network.kind=ring", "--set", "talk.updating=pairwise"],
        vec!["brock-durlauf", "--set", "action.looks_at=ties", "--set", "network.kind=preferential"],
    ] {
        let size = ["--set", "population.workers=200", "--weeks", "5", "--replicates", "2", "--json", "-q"];
        let arguments: Vec<&str> = ["run"].into_iter().chain(sets).chain(size).collect();
        let said = desk.good(&arguments);
        assert!(said.out.starts_with('{'), "{arguments:?}\n{}", said.out);
    }
}

#[test]
fn selftest_says_that_this_build_is_sound() {
    let desk = Desk::new();
    let said = desk.good(&["selftest"]);
    assert!(said.out.contains("checks hold."), "{}", said.out);
    let all: Value = serde_json::from_str(&desk.good(&["selftest", "--json"]).out).expect("one document");
    assert_eq!(all["passed"], true);
    assert!(all["checks"].as_array().expect("checks").len() >= 9);
    assert!(desk.names("").is_empty(), "it leaves nothing behind");
}
