//! A record is read as it was written, those of the first edition too; a damaged one is refused with its file, the key and
//! what was expected there, and never half believed.
//!
//! Caught so far: settings that became empty ones where the key was misspelt; a record without outputs that was verified.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value, json};

use mobilise::internals::record::{
    CalibrationChanges, CalibrationRecord, CaseRecord, ClassicsRecord, Contents, Digest, FileName, LeftOutRecord,
    MAX_BYTES, NetworksRecord, PatternsChanges, PatternsRecord, PrecisionRecord, Record, ReplicatesRecord,
    RobustnessChanges, RobustnessRecord, Same, ScenarioRecord, Setting, StorePlan, StudyRecord, SweepChanges,
    SweepRecord, SweepStore, VariantRecord, WeekRecord,
};

fn file(name: &str) -> FileName {
    FileName::try_from(name.to_owned()).expect("a name")
}

fn scenarios() -> Vec<ScenarioRecord> {
    vec![ScenarioRecord {
        name: "tiny".to_owned(),
        digest: Digest::of(b"version = 1\n"),
        organisations: vec!["Ours".to_owned()],
        resolved: "version = 1\n".to_owned(),
    }]
}

fn settings() -> Vec<Setting> {
    vec![("--weeks".to_owned(), "run.weeks=6".to_owned())]
}

fn command() -> Vec<String> {
    ["run", "tiny.toml"].map(str::to_owned).to_vec()
}

fn sweep(replicates: ReplicatesRecord) -> Contents {
    Contents::Sweep(SweepRecord {
        experiment: "experiment.toml".to_owned(),
        common_random_numbers: true,
        replicates,
        changes: SweepChanges { settings: settings(), replicates: Some(3), long: true, last: settings() },
        points: 7,
        points_digest: Digest::of(b"points"),
        baselines: scenarios(),
    })
}

/// A record of each kind, with everything in it that can be.
fn samples() -> Vec<Record> {
    let precision = PrecisionRecord {
        outcome: "joined".to_owned(),
        organisation: Some("Ours".to_owned()),
        half_width: 0.1 + 0.2,
        at_most: 80,
    };
    let all = [
        Contents::Study(StudyRecord { command: command(), replicates: 4, scenarios: scenarios() }),
        sweep(ReplicatesRecord::Fixed(4)),
        sweep(ReplicatesRecord::Until(precision)),
        Contents::Calibration(CalibrationRecord {
            calibration: "first".to_owned(),
            particles: 20,
            replicates: 2,
            at_most: 500,
            changes: CalibrationChanges {
                settings: settings(),
                particles: Some(20),
                replicates: None,
                at_most: Some(500),
            },
            digest: Digest::of(b"calibration"),
            scenarios: scenarios(),
            sentences: vec!["It ended.".to_owned()],
        }),
        Contents::Networks(NetworksRecord {
            command: command(),
            replicate: 0,
            scenarios: scenarios(),
            weeks: vec![WeekRecord { week: 3, date: "2010-01-22".to_owned(), file: file("week-00003.graphml") }],
        }),
        Contents::Patterns(PatternsRecord {
            command: command(),
            patterns: vec!["field.toml".to_owned()],
            replicates: 2,
            changes: PatternsChanges { settings: settings(), replicates: Some(2) },
            scenarios: scenarios(),
        }),
        Contents::Classics(ClassicsRecord {
            long: false,
            cases: vec![CaseRecord {
                name: "lessons".to_owned(),
                title: "Lessons".to_owned(),
                source: "12".to_owned(),
                x: Some("week".to_owned()),
                y: None,
            }],
        }),
        Contents::Robustness(RobustnessRecord {
            command: command(),
            question: "asked.toml".to_owned(),
            asks: "Does it?".to_owned(),
            size: "short".to_owned(),
            changes: RobustnessChanges { settings: settings(), replicates: Some(2), structure_replicates: None },
            accepted_set: "accepted.csv".to_owned(),
            structures: "structures.toml".to_owned(),
            variants: vec![VariantRecord {
                name: "as it stands".to_owned(),
                change: "nothing".to_owned(),
                folder: file("as-it-stands"),
                replicates: 2,
                runs: 14,
                points_digest: Digest::of(b"points"),
                record: Digest::of(b"{}"),
            }],
            left_out: vec![LeftOutRecord { name: "no desk".to_owned(), why: "there is none".to_owned() }],
            baselines: scenarios(),
        }),
    ];
    let record = |contents| Record {
        texts: BTreeMap::from([("tiny.toml".to_owned(), "version = 1\n".to_owned())]),
        networks: BTreeMap::from([("friends.csv".to_owned(), Digest::of(b"A,B\n"))]),
        outputs: BTreeMap::from([(file("runs.csv"), Digest::of(b"runs"))]),
        ..Record::new(u64::MAX, contents)
    };
    all.map(record).into()
}

fn value(record: &Record) -> Value {
    serde_json::from_str(&record.to_text()).expect("JSON")
}

/// As the first edition wrote it: without the number of the format, and a study without a kind.
fn first_edition(record: &Record) -> Value {
    let mut all = value(record);
    let keys = all.as_object_mut().expect("an object");
    keys.shift_remove("record_version");
    if keys["kind"] == "study" {
        keys.shift_remove("kind");
    }
    all
}

fn refused(text: &str) -> String {
    Record::parse(text, "out/run.json").expect_err(text).title
}

#[test]
fn what_is_written_is_read() {
    for record in samples() {
        assert_eq!(Record::parse(&record.to_text(), "run.json").expect("its own text"), record);
        let old = first_edition(&record).to_string();
        assert_eq!(Record::parse(&old, "run.json").expect("the first edition"), record);
        assert_eq!(value(&record)["record_version"], 2);
    }
}

/// The record of a study as the program wrote it before records had a number.
#[test]
fn the_first_edition_is_read() {
    let digest = format!("sha256:{}", "0a".repeat(32));
    let text = json!({
        "program": "mobilise",
        "version": "0.1.0",
        "command": ["run", "tiny.toml"],
        "seed": 5,
        "replicates": 2,
        "scenarios": [{ "name": "tiny", "digest": digest, "organisations": [], "resolved": "version = 1\n" }],
        "outputs": { "runs.csv": digest },
    });
    let record = Record::parse(&text.to_string(), "run.json").expect("a record");
    assert_eq!((record.seed, record.version.as_str()), (5, "0.1.0"));
    assert!(record.texts.is_empty() && record.networks.is_empty() && record.has_output("runs.csv"));
    let Contents::Study(study) = &record.contents else { panic!("{record:?}") };
    assert_eq!((study.replicates, study.command.len(), study.scenarios.len()), (2, 2, 1));
    // Written again, it has a number.
    assert!(record.to_text().contains("\"record_version\": 2"));
}

/// Every path to a value, as the keys and numbers that lead to it.
fn paths(value: &Value, here: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let mut step = |key: String, inner: &Value| {
        here.push(key);
        found.push(here.clone());
        paths(inner, here, found);
        here.pop();
    };
    match value {
        Value::Object(all) => all.iter().for_each(|(key, inner)| step(key.clone(), inner)),
        Value::Array(all) => all.iter().enumerate().for_each(|(n, inner)| step(n.to_string(), inner)),
        _ => {}
    }
}

fn at<'a>(value: &'a mut Value, path: &[String]) -> &'a mut Value {
    path.iter().fold(value, |value, key| match value {
        Value::Array(all) => &mut all[key.parse::<usize>().expect("a number")],
        other => &mut other[key.as_str()],
    })
}

/// Values that do not belong where `value` is.
fn wrong(value: &Value) -> Vec<Value> {
    let any = [json!(true), json!(-1), json!(1.5), json!("much"), json!([[]]), json!({ "a": 1 })];
    let own = |other: &Value| match value {
        Value::Number(number) if number.is_f64() => other.is_number(),
        // A digest is a text, and "much" is none.
        Value::String(text) => other.is_string() && !text.starts_with("sha256:"),
        Value::Bool(_) => other.is_boolean(),
        // What is left out may have a value.
        Value::Null => true,
        _ => false,
    };
    any.into_iter().filter(|other| !own(other)).collect()
}

#[test]
fn a_value_of_another_type_is_refused() {
    for record in samples() {
        let all = value(&record);
        let mut found = Vec::new();
        paths(&all, &mut Vec::new(), &mut found);
        assert!(found.len() > 15, "{found:?}");
        for path in found {
            let key = path.iter().rfind(|key| key.parse::<usize>().is_err()).expect("a key");
            for other in wrong(at(&mut all.clone(), &path)) {
                let mut damaged = all.clone();
                *at(&mut damaged, &path) = other.clone();
                // A fixed number of replicates and a precision are both allowed.
                let said = refused(&damaged.to_string());
                assert!(said.contains("`out/run.json`"), "{path:?} = {other}: {said}");
                assert!(said.contains(key.as_str()) || said.contains("no record of"), "{path:?} = {other}: {said}");
            }
        }
    }
}

#[test]
fn a_key_that_is_missing_or_unknown_is_refused() {
    // Left out where they say nothing.
    const OPTIONAL: [&str; 2] = ["long", "last"];
    // Their keys are names of files.
    const BY_NAME: [&str; 3] = ["texts", "networks", "outputs"];
    for record in samples() {
        let all = value(&record);
        let mut found = Vec::new();
        paths(&all, &mut Vec::new(), &mut found);
        for path in found.iter().filter(|path| !(path.len() > 1 && BY_NAME.contains(&path[0].as_str()))) {
            let (key, parent) = path.split_last().expect("a key");
            let mut damaged = all.clone();
            let Value::Object(keys) = at(&mut damaged, parent) else { continue };
            let kept = keys.shift_remove(key).expect("a key");
            let is_optional = parent == ["changes"] && OPTIONAL.contains(&key.as_str());
            if !is_optional && key != "record_version" {
                let said = refused(&damaged.to_string());
                let named = said.contains(&format!("`{key}`")) || said.contains("`replicates`");
                assert!(named || key == "program", "without {path:?}: {said}");
            }
            let Value::Object(keys) = at(&mut damaged, parent) else { unreachable!() };
            keys.insert(format!("{key}s"), kept);
            let said = refused(&damaged.to_string());
            assert!(said.contains("`out/run.json`"), "{path:?} misspelt: {said}");
        }
    }
}

#[test]
fn an_empty_list_of_what_was_run_is_refused() {
    for (kind, key) in [("study", "scenarios"), ("sweep", "baselines"), ("networks", "weeks"), ("patterns", "patterns")]
        .into_iter()
        .chain([("classics", "cases"), ("robustness", "variants"), ("calibration", "scenarios")])
    {
        for mut all in samples().iter().map(value).filter(|all| all["kind"] == kind) {
            all[key] = json!([]);
            assert!(refused(&all.to_string()).contains(&format!("`{key}` is empty")), "{kind}");
        }
    }
}

#[test]
fn no_other_text_is_a_record() {
    for text in ["", "{", "[]", "7", "{}", "{\"program\": \"other\"}", "\u{feff}{}", &"[".repeat(100_000)] {
        assert_eq!(refused(text), "`out/run.json` is no record of mobilise");
    }
    let mut later = value(&samples()[0]);
    later["record_version"] = json!(3);
    assert!(refused(&later.to_string()).contains("format 3, and this program reads up to 2"));
    // A name that would lead out of the folder.
    for name in ["../runs.csv", "/etc/passwd", "a\\b", "", ".."] {
        let mut all = value(&samples()[0]);
        all["outputs"] = json!({ name: Digest::of(b"").to_string() });
        assert!(refused(&all.to_string()).contains("no name of a file in this folder"), "{name}");
    }
}

#[test]
fn a_record_that_is_too_long_is_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("run.json");
    #[allow(clippy::disallowed_methods)]
    let file = std::fs::File::create(&path).expect("a file");
    file.set_len(MAX_BYTES + 1).expect("a file that claims its length");
    let said = Record::of_folder(folder.path()).expect_err("too long").title;
    assert!(said.contains("longer than 67108864 bytes"), "{said}");
    let said = Record::of_folder(Path::new("nowhere")).expect_err("none").title;
    assert!(said.contains("no such file"), "{said}");
}

#[test]
fn files_are_compared_and_at_least_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = samples().remove(0);
    let write = |text: &str| {
        #[allow(clippy::disallowed_methods)]
        std::fs::write(folder.path().join("runs.csv"), text).expect("written");
    };
    let state = |record: &Record| record.compare(folder.path()).expect("compared").remove(0).1;
    assert_eq!(state(&record), Same::Absent);
    write("runs");
    assert_eq!(state(&record), Same::Yes);
    write("run");
    assert_eq!(state(&record), Same::No);
    record.outputs.clear();
    let said = record.compare(folder.path()).expect_err("nothing to verify").title;
    assert!(said.contains("there is nothing to verify"), "{said}");
}

#[test]
fn the_plan_of_a_store_is_read_as_it_was_written() {
    let sweep = SweepStore {
        experiment: "experiment".to_owned(),
        common_random_numbers: true,
        points: 7,
        scenarios: "0a".to_owned(),
        knobs: Some(vec!["coping.relief".to_owned()]),
        baselines: Some(vec![("tiny".to_owned(), Digest::of(b""))]),
    };
    let plan = StorePlan::of_sweep(1, 5, &sweep);
    let read = StorePlan::parse(&plan.to_text()).expect("a plan");
    assert_eq!((&read, read.sweep().as_ref()), (&plan, Ok(&sweep)));
    // As early programs wrote it.
    let mut early: Map<String, Value> = serde_json::from_str(&plan.to_text()).expect("JSON");
    early.shift_remove("knobs");
    early.shift_remove("baselines");
    let read = StorePlan::parse(&Value::Object(early.clone()).to_string()).expect("a plan");
    assert_eq!(read.sweep(), Ok(SweepStore { knobs: None, baselines: None, ..sweep }));
    for key in early.keys() {
        let mut damaged = early.clone();
        damaged.insert(key.clone(), json!([]));
        let found = StorePlan::parse(&Value::Object(damaged).to_string()).and_then(|plan| plan.sweep());
        assert!(found.is_err(), "{key}: {found:?}");
    }
    assert!(StorePlan::parse("no plan").is_err());
}
