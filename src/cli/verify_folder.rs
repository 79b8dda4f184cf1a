//! The folder of a verification: what was compared as tables, the curves as pictures, and a record.

use std::path::Path;

use serde_json::{Map, Value, json};

use mobilise::figure::classics::CURVES;
use mobilise::figure::{self, FigureError, Look, png};
use mobilise::files::{self, FileError, FolderInTheMaking};
use mobilise::study::manifest::digest;
use mobilise::study::outcomes::cell;
use mobilise::study::stored::not_whole;
use mobilise::verify::{CASES, Case, Effort, Outcome};

use super::Failure;

/// The table of what was compared.
const COMPARISONS: &str = "comparisons.csv";

/// Writes the folder, whole or not at all.
pub fn write(folder: &Path, results: &[(&Case, Outcome)], effort: Effort) -> Result<(), Failure> {
    let said = |error: FileError| Failure::output(&error, "name a folder that is not there yet");
    let making = FolderInTheMaking::begin(folder, false).map_err(said)?;
    let mut outputs = Map::new();
    let mut keep = |name: String, bytes: &[u8]| {
        outputs.insert(name.clone(), Value::String(digest(bytes)));
        files::write_new(&making.path().join(name), bytes).map_err(said)
    };
    keep(COMPARISONS.to_owned(), &comparisons(results)?)?;
    keep(CURVES.to_owned(), &curves(results)?)?;
    let mut record = record(results, effort);
    for picture in figure::classics::pictures(&record, making.path())? {
        let undrawn = |error: FigureError| Failure {
            text: format!("error: the figure of {} could not be drawn: {error}\nhint: leave --out out", picture.name),
            code: 1,
        };
        let svg = picture.svg(&Look::default()).map_err(undrawn)?;
        let pixels = png(&svg, 2.0).map_err(undrawn)?;
        keep(format!("{}.svg", picture.name), svg.as_bytes())?;
        keep(format!("{}.png", picture.name), &pixels)?;
    }
    record["outputs"] = Value::Object(outputs);
    files::write_new(&making.path().join("run.json"), format!("{record:#}\n").as_bytes()).map_err(said)?;
    making.finish().map_err(said)
}

/// Runs again what a record tells of, into a folder.
pub fn again(record: &Value, folder: &Path) -> Result<(), Failure> {
    let seed = record["seed"].as_u64().ok_or_else(|| not_whole("with which seed"))?;
    let effort = Effort { long: record["long"] == true, seed };
    let mut results = Vec::new();
    for name in record["cases"].as_array().into_iter().flatten().map(|case| &case["name"]) {
        let case = CASES.iter().find(|case| name == case.name).ok_or_else(|| not_whole("which cases"))?;
        results.push((case, case.check(effort)?));
    }
    write(folder, &results, effort)
}

fn record(results: &[(&Case, Outcome)], effort: Effort) -> Value {
    let case = |(case, outcome): &(&Case, Outcome)| {
        let axes = outcome.curve.as_ref().map(|curve| (curve.x, curve.y));
        json!({
            "name": case.name, "title": case.title, "source": case.source,
            "x": axes.map(|axes| axes.0), "y": axes.map(|axes| axes.1),
        })
    };
    json!({
        "program": "mobilise",
        "version": env!("CARGO_PKG_VERSION"),
        "kind": "classics",
        "seed": effort.seed,
        "long": effort.long,
        "cases": results.iter().map(case).collect::<Vec<_>>(),
    })
}

fn table(rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, Failure> {
    let failed = |error: String| Failure { text: format!("error: a table could not be written: {error}"), code: 1 };
    let mut table = csv::Writer::from_writer(Vec::new());
    for row in rows {
        table.write_record(row).map_err(|error| failed(error.to_string()))?;
    }
    table.into_inner().map_err(|error| failed(error.to_string()))
}

fn comparisons(results: &[(&Case, Outcome)]) -> Result<Vec<u8>, Failure> {
    let heads = ["case", "what", "basis", "expected", "found", "tolerance", "verdict"].map(str::to_owned).to_vec();
    let rows = results.iter().flat_map(|(case, outcome)| {
        outcome.findings.iter().map(|f| {
            let verdict = if f.passed() { "holds" } else { "fails" };
            let words = [case.name, &f.what, f.basis].map(str::to_owned);
            let numbers = [f.expected, f.found, f.tolerance].map(cell);
            words.into_iter().chain(numbers).chain([verdict.to_owned()]).collect()
        })
    });
    table(std::iter::once(heads).chain(rows))
}

fn curves(results: &[(&Case, Outcome)]) -> Result<Vec<u8>, Failure> {
    let heads = ["case", "line", "x", "y"].map(str::to_owned).to_vec();
    let rows = results.iter().filter_map(|(case, outcome)| Some((case, outcome.curve.as_ref()?)));
    let rows = rows.flat_map(|(case, curve)| {
        let lines = [("expected", &curve.expected), ("found", &curve.found)];
        lines.into_iter().flat_map(move |(line, points)| {
            points.iter().map(move |(x, y)| vec![case.name.to_owned(), line.to_owned(), cell(*x), cell(*y)])
        })
    });
    table(std::iter::once(heads).chain(rows))
}
