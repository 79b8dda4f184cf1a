//! What the papers claim, held to results by the real program.
//!
//! The contract: a result names the claims of the papers that it contradicts, from data and with both numbers; a changed
//! setting that reverses the headline is named with the reason; and a folder read back says the same as the terminal.
//!
//! It can break where a claim is looked up in a scenario that is not its case, where few runs are taken for many, or
//! where an open interval is called a contradiction.

#![allow(clippy::disallowed_methods)] // tests set up files of their own

use std::collections::BTreeMap;

use mobilise::claims::{self, Stand};
use mobilise::results::{Folder, FolderResults};

use crate::program::Desk;

fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().expect("heads").clone();
    let row = |row: csv::StringRecord| heads.iter().zip(&row).map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

/// Without campaigning J4DW calls for nothing, whatever its other values are: the headline reverses, and the terminal says
/// so, with what was changed and what moved.
#[test]
fn a_setting_that_reverses_the_headline_is_named_with_its_reason() {
    let desk = Desk::new();
    let setting = "organisation.J4DW.hours.campaigning=0";
    let run = ["compare", "--set", setting, "--seed", "1", "--replicates", "8", "--out", "out"];
    let said = desk.good(&run);
    let flat = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("Against the papers: of"), "{flat}");
    for words in [
        "More people are mobilised by J4DW's practices than by MECA's (S110). The papers: more. Here, J4DW against MECA:",
        "As the cases stand the papers are not contradicted here:",
        "Changed: organisation.J4DW.hours.campaigning from 0.15 to 0",
        "What moved most, one case beside the other –",
        "docs/findings.md",
    ] {
        assert!(flat.contains(words), "{words}\n{flat}");
    }
    // The same from the folder, and in the report.
    let folder = Folder::read(&desk.at("out")).expect("a folder");
    let FolderResults::Study(study) = &folder.results else { panic!("a study") };
    let found = claims::of_folder(&study.0, &study.1, &folder.path).expect("findings");
    let table = rows(&desk.read("out/claims.csv"));
    assert_eq!(found.len(), table.len());
    for (one, row) in found.iter().zip(&table) {
        assert_eq!((one.claim.as_str(), one.stand.word()), (row["claim"].as_str(), row["verdict"].as_str()));
        assert_eq!(one.sentence(), row["sentence"]);
    }
    let headline = &table[0];
    assert_eq!((headline["claim"].as_str(), headline["verdict"].as_str()), ("more-mobilised", "contradicts"));
    assert!(headline["reason"].contains("hours.campaigning"), "{headline:?}");
    desk.good(&["report", "out", "--out", "page.html"]);
    let page = desk.read("page.html");
    assert!(page.contains("Against the papers") && page.contains("As the cases stand the papers are not contradicted"));
}

/// The verdict follows from the outcomes of the run table, replicate by replicate; computed here in another way.
#[test]
fn a_verdict_is_that_of_the_run_table() {
    let desk = Desk::new();
    desk.good(&["compare", "j4dw", "crossover-meca-in-london", "--seed", "2", "--replicates", "5", "--out", "out"]);
    let runs = rows(&desk.read("out/runs.csv"));
    let claims = rows(&desk.read("out/claims.csv"));
    let of = |organisation: &str, outcome: &str| -> Vec<f64> {
        runs.iter()
            .filter(|row| row["organisation"] == organisation)
            .map(|row| row[outcome].parse().unwrap_or(f64::NAN))
            .collect()
    };
    for (claim, outcome) in [("more-mobilised", "mobilised"), ("rights", "rights"), ("trust", "trust")] {
        let pairs = of("J4DW", outcome).into_iter().zip(of("MECA", outcome)).map(|(a, b)| a - b);
        let pairs: Vec<f64> = pairs.filter(|x| x.is_finite()).collect();
        let n = pairs.len() as f64;
        let mean = pairs.iter().sum::<f64>() / n;
        let deviation = (pairs.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0)).sqrt();
        // Student's t for 5 pairs.
        assert_eq!(pairs.len(), 5, "{outcome}");
        let half = 2.776_445 * deviation / n.sqrt();
        let verdict = match (mean - half, mean + half) {
            (low, _) if low >= 0.0 => "agrees",
            (_, high) if high < 0.0 => "contradicts",
            _ => "cannot be told",
        };
        let row = claims.iter().find(|row| row["claim"] == claim).expect("the claim");
        assert_eq!(row["verdict"], verdict, "{row:?}");
        assert_eq!((row["scenario"].as_str(), row["beside"].as_str()), ("J4DW", "MECA in London"));
        assert!((row["here"].parse::<f64>().expect("a number") - mean).abs() < 1e-9, "{row:?}");
    }
    // Claims about MECA in Somerset are not looked up in London.
    assert!(claims.iter().all(|row| !row["claim"].starts_with("meca/")), "{claims:?}");
}

/// A scenario of another name, and runs that are too short, have no claims; four runs are not judged one by one.
#[test]
fn what_is_no_case_is_not_held_to_the_papers() {
    let desk = Desk::new();
    desk.write("other.toml", "version = 1\nname = \"Another\"\nbase = \"j4dw\"\n[run]\nweeks = 10\n");
    let said = desk.good(&["run", "other.toml", "--seed", "1", "--replicates", "2", "--out", "other"]);
    assert!(!said.out.contains("Against the papers"), "{}", said.out);
    assert!(!desk.names("other").contains(&"claims.csv".to_owned()));
    desk.good(&["run", "j4dw", "--weeks", "200", "--seed", "1", "--replicates", "4", "--out", "few"]);
    let few = rows(&desk.read("few/claims.csv"));
    assert!(few.iter().any(|row| row["claim"] == "j4dw/attendance"), "{few:?}");
    assert!(few.iter().all(|row| row["verdict"] == Stand::Open.word()), "{few:?}");
    // Of the whole run, which is not as long as the case's.
    assert!(few.iter().all(|row| row["claim"] != "union-joiners"), "{few:?}");
}
