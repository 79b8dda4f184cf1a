//! A column of a table has one type.
//!
//! The contract: programs decide on a column's type by its first rows (polars by a hundred, DuckDB by some thousands), so
//! the numbers of a column in any CSV table are all whole or all have a point or an exponent; columns of whole-number
//! knobs are whole, those of other knobs are not.
//!
//! It can break in any table that writes a number as the shortest text, `1` beside `0.5`.

use crate::program::Desk;

const TINY: &str = "version = 1\nname = \"Tiny\"\n\n[run]\nweeks = 30\nthreshold = 2\n\n[population]\nworkers = 60\n\n\
    [organisation.Ours]\nfounders.count = 8\n\n[organisation.Theirs]\nfounders.count = 4\n";

/// What the numbers of a column are; nothing where it has none, or something else.
#[derive(Debug, PartialEq, Clone, Copy)]
enum Type {
    Whole,
    Decimal,
}

/// The type of every column of numbers in every table of a folder, as `TABLE COLUMN`.
fn types(desk: &Desk, folder: &str) -> Vec<(String, Type)> {
    let mut found = Vec::new();
    for table in desk.names(folder).into_iter().filter(|name| name.ends_with(".csv")) {
        let mut reader = csv::Reader::from_path(desk.at(folder).join(&table)).expect("a table");
        let heads = reader.headers().expect("heads").clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        for (n, head) in heads.iter().enumerate() {
            let cells: Vec<&str> = rows.iter().map(|row| &row[n]).filter(|cell| !cell.is_empty()).collect();
            if cells.is_empty() || cells.iter().any(|cell| cell.parse::<f64>().is_err()) {
                continue;
            }
            let whole = cells.iter().filter(|cell| cell.parse::<i64>().is_ok()).count();
            let name = format!("{table} {head}");
            assert!(whole == 0 || whole == cells.len(), "{name}: {whole} of {} are whole: {cells:?}", cells.len());
            found.push((name, if whole == 0 { Type::Decimal } else { Type::Whole }));
        }
    }
    found
}

fn of(types: &[(String, Type)], column: &str) -> Option<Type> {
    types.iter().find(|(name, _)| name == column).map(|(_, found)| *found)
}

#[test]
fn tables_of_studies_and_verifications() {
    let desk = Desk::new();
    desk.write("tiny.toml", TINY);
    desk.write("accepted.csv", "weight,coping.relief,population.daily_contacts\n1,1,2\n1,0.5,3\n1,0,4\n");
    desk.good(
        &"run tiny.toml --replicates 6 --seed 1 --csv --draw accepted.csv --out run --quiet"
            .split(' ')
            .collect::<Vec<_>>(),
    );
    let found = types(&desk, "run");
    assert_eq!(of(&found, "draws.csv coping.relief"), Some(Type::Decimal), "{found:?}");
    assert_eq!(of(&found, "weeks.csv week"), Some(Type::Whole));
    assert_eq!(of(&found, "weeks.csv members"), Some(Type::Decimal));
    assert_eq!(of(&found, "history.csv joined_founders"), Some(Type::Decimal));
    desk.good(&["compare", "--weeks", "60", "--replicates", "3", "--seed", "1", "--out", "both", "--quiet"]);
    assert!(of(&types(&desk, "both"), "effects.csv difference").is_some());
    desk.good(&["verify", "--out", "verified", "--quiet"]);
    assert_eq!(of(&types(&desk, "verified"), "comparisons.csv expected"), Some(Type::Decimal));
}

#[test]
fn tables_of_sweeps() {
    let desk = Desk::new();
    desk.write("tiny.toml", TINY);
    // Whole numbers and others side by side, also where the file mixes them in one list.
    let head =
        "version = 1\nscenario = \"tiny.toml\"\nreplicates = 2\nseed = 5\noutcomes = [\"members\", \"retention\"]\n";
    let knobs = "[vary]\ncoping.relief = [0, 0.5, 1]\norganisation.Ours.founders.count = [2, 8]\n";
    desk.write("grid.toml", &format!("{head}{knobs}"));
    desk.write("range.toml", &format!("{head}[vary]\ncoping.relief = {{ from = 0.0, to = 1.0, steps = 3 }}\n"));
    desk.write("points.csv", "coping.relief,organisation.Ours.founders.count\n0,2\n0.5,8\n1,3\n");
    desk.write("table.toml", &format!("{head}design = \"table\"\ntable = \"points.csv\"\n"));
    let shared = "organisation.Ours.founders.count";
    for (name, count) in [("grid", true), ("range", false), ("table", true)] {
        desk.good(&["sweep", &format!("{name}.toml"), "--csv", "--quiet", "--out", name]);
        let found = types(&desk, name);
        assert_eq!(of(&found, "points.csv coping.relief"), Some(Type::Decimal), "{name}: {found:?}");
        assert_eq!(of(&found, &format!("points.csv {shared}")), count.then_some(Type::Whole), "{name}: {found:?}");
        for column in ["outcomes.csv mean", "effects.csv difference", "runs.csv members"] {
            assert_eq!(of(&found, column), Some(Type::Decimal), "{name}: {column}");
        }
    }
    let found = types(&desk, "grid");
    assert_eq!(of(&found, "interactions.csv value_1"), Some(Type::Decimal));
    assert_eq!(of(&found, "interactions.csv value_2"), Some(Type::Whole));
    // Readers see the numbers as the file has them.
    let drawn = desk.good(&["plot", "grid", "--figure", "effects-members", "--out", "figures", "--quiet"]);
    let svg = desk.read("figures/effects-members.svg");
    assert!(!svg.contains("1.0,") && !svg.contains("relief 1.0") && svg.contains("relief 1"), "{}\n{svg}", drawn.err);
}

#[test]
fn tables_of_calibrations_and_patterns() {
    let desk = Desk::new();
    desk.write("tiny.toml", TINY);
    desk.write(
        "calibration.toml",
        "version = 1\nscenario = \"tiny.toml\"\nseed = 3\nparticles = 20\nreplicates = 2\nat_most = 200\n\n[prior]\n\
         coping.relief = { from = 0.0, to = 1.0 }\norganisation.Ours.founders.count = { from = 2, to = 12 }\n\n\
         [pattern.members]\nmeasure = \"members\"\norganisation = \"Ours\"\nweek = 20\nobserved = 8\ntolerance = 4\n",
    );
    desk.good(&["calibrate", "calibration.toml", "--quiet", "--out", "fitted", "--particles", "12", "--at-most", "60"]);
    let found = types(&desk, "fitted");
    assert_eq!(of(&found, "posterior.csv organisation.Ours.founders.count"), Some(Type::Whole), "{found:?}");
    for column in ["posterior.csv coping.relief", "posterior.csv weight", "patterns.csv observed", "curves.csv median"]
    {
        assert_eq!(of(&found, column), Some(Type::Decimal), "{column}: {found:?}");
    }
    // The set can be drawn from: a whole number is still one.
    desk.good(&[
        "run",
        "tiny.toml",
        "--draw",
        "fitted/posterior.csv",
        "--replicates",
        "2",
        "--out",
        "drawn",
        "--quiet",
    ]);
    assert_eq!(of(&types(&desk, "drawn"), "draws.csv organisation.Ours.founders.count"), Some(Type::Whole));
    desk.good(&["patterns", "j4dw", "--replicates", "2", "--out", "seen", "--quiet", "--seed", "1"]);
    let found = types(&desk, "seen");
    assert_eq!(of(&found, "values.csv value"), Some(Type::Decimal), "{found:?}");
    assert_eq!(of(&found, "patterns.csv simulated_median"), Some(Type::Decimal), "{found:?}");
}
