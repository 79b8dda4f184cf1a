//! Contract of `mobilise verify` and `mobilise selftest` as a user meets them: tables, JSON, figures, names
//! that are misspelt. That both exit with 3 where something does not hold is in `tests/canaries.rs`, which
//! can plant a bug.

#![allow(clippy::disallowed_methods)] // tests set up files of their own

#[allow(dead_code)] // other tests use the rest of it
use crate::program;

use mobilise::internals::verify::CASES;
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
    assert!(said.err.contains("degroot: 6 comparisons, all hold"), "{}", said.err);
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
fn verify_writes_tables_and_pictures_and_overwrites_nothing() {
    let desk = Desk::new();
    desk.good(&["verify", "lessons", "degroot", "--out", "checked"]);
    let written = ["comparisons.csv", "curves.csv", "lessons.png", "lessons.svg", "run.json"];
    assert_eq!(desk.names("checked"), written);
    let svg = desk.read("checked/lessons.svg");
    assert!(svg.contains("the engine") && svg.contains("lessons: learning alone") && svg.contains("Seed 1."));
    desk.refused(&["verify", "lessons", "--out", "checked"], &["checked", "hint: "]);
    // Every comparison that is printed stands in the table.
    let printed = desk.good(&["verify", "lessons", "degroot", "--json"]);
    let printed: Value = serde_json::from_str(&printed.out).expect("one document");
    let mut table = csv::Reader::from_path(desk.at("checked/comparisons.csv")).expect("a table");
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    let findings: Vec<&Value> = printed["cases"]
        .as_array()
        .expect("cases")
        .iter()
        .flat_map(|case| case["findings"].as_array().expect("a list"))
        .collect();
    assert_eq!(rows.len(), findings.len());
    // The library that reads JSON may miss a number's last digit.
    let near = |cell: &str, number: &Value| {
        let (cell, number) = (cell.parse::<f64>().expect("a number"), number.as_f64().expect("a number"));
        (cell - number).abs() <= 1e-12 * number.abs()
    };
    for (row, finding) in rows.iter().zip(findings) {
        assert_eq!((&row[1], &row[6]), (finding["what"].as_str().expect("words"), "holds"));
        assert!(near(&row[3], &finding["expected"]) && near(&row[4], &finding["found"]), "{row:?} {finding}");
    }
    // And every point of the curves.
    let mut table = csv::Reader::from_path(desk.at("checked/curves.csv")).expect("a table");
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    for line in ["expected", "found"] {
        let points = printed["cases"][0]["curve"][line].as_array().expect("points").iter();
        let written: Vec<&csv::StringRecord> =
            rows.iter().filter(|row| &row[0] == "lessons" && &row[1] == line).collect();
        assert!(!written.is_empty() && written.len() == points.len(), "{line}");
        for (row, point) in written.into_iter().zip(points) {
            assert!(near(&row[2], &point[0]) && near(&row[3], &point[1]), "{row:?} {point}");
        }
    }
    desk.good(&["verify-output", "checked"]);
    desk.good(&["rerun", "checked/run.json"]);
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
