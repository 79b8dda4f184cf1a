//! What a study writes, named and shaped as other tools read it.

use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{json, tiny};
use crate::program::Desk;

/// The columns that the contract names; there may be more.
const COLUMNS: &str = "scenario, replicate, week, date, organisation, members, ever_members, attendance, asked, participants, \
    mobilised, familial, servant, dual_reference, injustice, rights, efficacy, worker_identity, ethnic_identity, \
    liberation, coping_need, union_members, union_contacts, union_joins, task_concentration, task_holders, money, \
    grant, legitimacy, session_quality, mean_degree, clustering, components, cross_origin_share, claims_won, calls_won";

fn lines(text: &str) -> Vec<Vec<&str>> {
    text.lines().map(|line| line.split(',').collect()).collect()
}

#[test]
fn every_file_of_the_contract_is_there_and_shaped_as_it_says() {
    let desk = Desk::new();
    desk.good(&["compare", "--weeks", "12", "--replicates", "3", "--csv", "--seed", "5", "--out", "here"]);
    let files = "behind.png behind.svg columns.csv curves.csv curves.png curves.svg draws.csv effects.csv effects.png effects.svg \
                 history.csv run.json runs.csv timing.json weeks.csv weeks.parquet";
    assert_eq!(desk.names("here"), files.split_whitespace().collect::<Vec<_>>());

    let weeks = desk.read("here/weeks.csv");
    let weeks = lines(&weeks);
    for column in COLUMNS.split(',').map(str::trim) {
        assert!(weeks[0].contains(&column), "weeks.csv has no column {column}");
    }
    // Two scenarios, three replicates, twelve weeks, an organisation and the field.
    let rows = 2 * 3 * 12 * 2;
    assert_eq!(weeks.len(), 1 + rows);
    assert_eq!(weeks[1][..5], ["J4DW", "0", "0", "2009-03-15", "J4DW"]);
    assert_eq!(weeks[2][4], "field");

    let file = std::fs::File::open(desk.at("here/weeks.parquet")).expect("weeks.parquet");
    let table = SerializedFileReader::new(file).expect("Parquet");
    let schema = table.metadata().file_metadata().schema_descr();
    let columns: Vec<&str> = schema.columns().iter().map(|column| column.name()).collect();
    assert_eq!(columns, weeks[0], "weeks.parquet and weeks.csv have the same columns");
    assert_eq!(table.metadata().file_metadata().num_rows(), rows as i64);

    let runs = desk.read("here/runs.csv");
    let runs = lines(&runs);
    assert_eq!(runs[0][..3], ["scenario", "replicate", "organisation"]);
    assert_eq!(runs.len(), 1 + 2 * 3 * 2);

    let effects = desk.read("here/effects.csv");
    let effects = lines(&effects);
    for column in "measure scenario versus scenario_mean versus_mean difference low high standard_error variance_removed replicates".split(' ') {
        assert!(effects[0].contains(&column), "effects.csv has no column {column}");
    }
    assert!(effects.len() > 20 && effects[1..].iter().all(|row| row.len() == effects[0].len()));

    for figure in ["curves", "behind", "effects"] {
        assert!(desk.read(&format!("here/{figure}.svg")).contains("<svg"), "{figure}");
        let png = std::fs::read(desk.at(&format!("here/{figure}.png"))).expect(figure);
        assert!(png.starts_with(b"\x89PNG\r\n") && png.len() > 5_000, "{figure}");
    }
    let timing = json(&desk.read("here/timing.json"));
    assert!(timing["worker_weeks_per_second"].as_f64().is_some_and(|rate| rate > 0.0));
}

#[test]
fn without_csv_there_is_no_weekly_csv() {
    let desk = Desk::new();
    desk.good(&tiny(&["run", "j4dw", "--out", "here"]));
    let names = desk.names("here");
    assert!(!names.contains(&"weeks.csv".to_owned()) && !names.contains(&"effects.csv".to_owned()), "{names:?}");
}

#[test]
fn the_record_says_what_was_run_and_its_digests_hold() {
    let desk = Desk::new();
    let arguments = tiny(&["compare", "--seed", "11", "--csv", "--out", "here", "--force"]);
    desk.good(&arguments);
    let first = desk.read("here/run.json");
    let record = json(&first);
    assert_eq!(record["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(record["seed"], 11);
    let command: Vec<&str> = record["command"].as_array().expect("command").iter().filter_map(Value::as_str).collect();
    assert_eq!(command, arguments);

    let digest = |bytes: &[u8]| {
        let hex: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        format!("sha256:{hex}")
    };
    let outputs = record["outputs"].as_object().expect("outputs");
    let mut named: Vec<&str> = outputs.keys().map(String::as_str).chain(["run.json", "timing.json"]).collect();
    named.sort_unstable();
    assert_eq!(named, desk.names("here"), "every file is in the record");
    for (name, said) in outputs {
        let bytes = std::fs::read(desk.at("here").join(name)).expect("a file in the record is there");
        assert_eq!(said, &digest(&bytes), "{name}");
    }
    for scenario in record["scenarios"].as_array().expect("scenarios") {
        let resolved = scenario["resolved"].as_str().expect("resolved");
        assert_eq!(scenario["digest"], digest(resolved.as_bytes()));
        desk.write("resolved.toml", resolved);
        assert_eq!(desk.good(&["check", "resolved.toml", "--resolved"]).out, resolved);
    }

    desk.good(&arguments);
    assert_eq!(desk.read("here/run.json"), first, "the same command gives the same record");
}

/// A seed that nobody gave is recorded, and gives the same numbers when it is given.
#[test]
fn a_seed_that_was_drawn_can_be_given_again() {
    let desk = Desk::new();
    desk.good(&tiny(&["run", "j4dw", "--out", "drawn"]));
    let drawn = json(&desk.read("drawn/run.json"));
    let seed = drawn["seed"].as_u64().expect("a seed").to_string();
    desk.good(&tiny(&["run", "j4dw", "--out", "given", "--seed", &seed]));
    let given = json(&desk.read("given/run.json"));
    assert_eq!(drawn["outputs"], given["outputs"]);
    desk.good(&tiny(&["run", "j4dw", "--out", "other", "--seed", "1"]));
    assert_ne!(given["outputs"]["runs.csv"], json(&desk.read("other/run.json"))["outputs"]["runs.csv"]);
}
