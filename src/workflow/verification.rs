//! Runs cases of the classics, and leaves a folder of what was compared.

use std::path::Path;

use serde_json::{Value, json};

use crate::config::{Problem, nearest};
use crate::figure;
use crate::files::IfTaken;
use crate::record::{CaseRecord, ClassicsRecord, Contents, Record};
use crate::results::classics::{COMPARISONS, CURVES, curves};
use crate::study::outcomes::cell;
use crate::verify::{CASES, Case, CaseResult, Comparison, Effort};

use super::error::WorkflowError;
use super::progress::Progress;
use super::recorded_folder::RecordedFolder;

/// Cases of the classics, with what each gave.
pub struct Verification {
    /// How much work was done, and with which seed.
    pub effort: Effort,
    /// The cases, in the order asked for.
    pub results: Vec<(&'static Case, CaseResult)>,
}

/// The cases of these names; all where none is named.
///
/// # Errors
/// A name that no case has.
pub fn cases_named(names: &[String]) -> Result<Vec<&'static Case>, Problem> {
    if names.is_empty() {
        return Ok(CASES.iter().collect());
    }
    let find = |name: &String| {
        CASES.iter().find(|case| case.name == name).ok_or_else(|| {
            let list = "`mobilise verify --list` lists the cases";
            let meant = nearest(name, CASES.iter().map(|case| case.name));
            let hint = meant.map_or_else(|| list.to_owned(), |meant| format!("did you mean `{meant}`? {list}"));
            Problem::whole(format!("there is no case `{name}` to verify"), hint)
        })
    };
    names.iter().map(find).collect()
}

impl Verification {
    /// Runs the cases, and notes each as it is done.
    ///
    /// # Errors
    /// What is wrong with a scenario of theirs.
    pub fn run(cases: &[&'static Case], effort: Effort, progress: &dyn Progress) -> Result<Self, WorkflowError> {
        let mut results = Vec::with_capacity(cases.len());
        for case in cases {
            let result = case.check(effort)?;
            let verdict = match result.failures() {
                0 => "all hold".to_owned(),
                failures => format!("{failures} do not hold"),
            };
            progress.note(&format!("{}: {} comparisons, {verdict}", case.name, result.comparisons.len()));
            results.push((*case, result));
        }
        Ok(Self { effort, results })
    }

    /// An error that names the cases that do not hold, if some do not.
    ///
    /// # Errors
    /// Comparisons that fail.
    pub fn check(&self) -> Result<(), WorkflowError> {
        let failed = self.results.iter().filter(|(_, result)| !result.passed());
        let failed: Vec<&str> = failed.map(|(case, _)| case.name).collect();
        if failed.is_empty() {
            return Ok(());
        }
        Err(WorkflowError::check(
            format!("the engine does not agree with the classics in {}", failed.join(", ")),
            "the rows marked `fails` are those; the same --seed gives them again",
        ))
    }

    /// All comparisons and curves as JSON; NaN is null.
    #[must_use]
    pub fn json(&self) -> Value {
        let comparison = |it: &Comparison| {
            json!({
                "what": it.what, "basis": it.basis, "expected": it.expected, "found": it.found,
                "tolerance": it.tolerance, "passed": it.passed(),
            })
        };
        let case = |(case, result): &(&Case, CaseResult)| {
            let curve = result.curve.as_ref();
            json!({
                "name": case.name, "title": case.title, "source": case.source, "passed": result.passed(),
                "findings": result.comparisons.iter().map(comparison).collect::<Vec<_>>(),
                "curve": curve.map(|c| json!({ "x": c.x, "y": c.y, "expected": c.expected, "found": c.found })),
            })
        };
        json!({
            "version": env!("CARGO_PKG_VERSION"), "seed": self.effort.seed, "long": self.effort.long,
            "cases": self.results.iter().map(case).collect::<Vec<_>>(),
        })
    }

    /// Writes a new folder: the comparisons and curves as tables, a figure of each curve, and the record.
    ///
    /// # Errors
    /// A folder that is there or cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), WorkflowError> {
        let mut folder = RecordedFolder::begin(folder, IfTaken::Refuse)?;
        folder.write(COMPARISONS, &self.comparison_table()?)?;
        folder.write(CURVES, &self.curve_table()?)?;
        let classics = self.record();
        let record = Record::new(self.effort.seed, Contents::Classics(classics.clone()));
        for picture in figure::classics::pictures(&record, &classics, &curves(folder.path())?) {
            folder.draw(&picture)?;
        }
        folder.finish(record)
    }

    fn record(&self) -> ClassicsRecord {
        let case = |(case, result): &(&Case, CaseResult)| {
            let curve = result.curve.as_ref();
            CaseRecord {
                name: case.name.to_owned(),
                title: case.title.to_owned(),
                source: case.source.to_owned(),
                x: curve.map(|curve| curve.x.to_owned()),
                y: curve.map(|curve| curve.y.to_owned()),
            }
        };
        let cases = self.results.iter().map(case).collect();
        ClassicsRecord { long: self.effort.long, cases }
    }

    fn comparison_table(&self) -> Result<Vec<u8>, WorkflowError> {
        let heads = ["case", "what", "basis", "expected", "found", "tolerance", "verdict"];
        let rows = self.results.iter().flat_map(|(case, result)| {
            result.comparisons.iter().map(|it| {
                let verdict = if it.passed() { "holds" } else { "fails" };
                let words = [case.name, &it.what, it.basis].map(str::to_owned);
                let numbers = [it.expected, it.found, it.tolerance].map(cell);
                words.into_iter().chain(numbers).chain([verdict.to_owned()]).collect()
            })
        });
        table(&heads, rows)
    }

    fn curve_table(&self) -> Result<Vec<u8>, WorkflowError> {
        let curves = self.results.iter().filter_map(|(case, result)| Some((case.name, result.curve.as_ref()?)));
        let rows = curves.flat_map(|(case, curve)| {
            let lines = [("expected", &curve.expected), ("found", &curve.found)];
            lines.into_iter().flat_map(move |(line, points)| {
                points.iter().map(move |(x, y)| vec![case.to_owned(), line.to_owned(), cell(*x), cell(*y)])
            })
        });
        table(&["case", "line", "x", "y"], rows)
    }
}

/// Runs the cases of a record again, into a new folder.
///
/// # Errors
/// A record of unknown cases, and what [`Verification::run`] and [`Verification::write`] refuse.
pub fn rerun_verification(
    seed: u64,
    record: &ClassicsRecord,
    folder: &Path,
    progress: &dyn Progress,
) -> Result<(), WorkflowError> {
    let names: Vec<String> = record.cases.iter().map(|case| case.name.clone()).collect();
    let effort = Effort { long: record.long, seed };
    Verification::run(&cases_named(&names)?, effort, progress)?.write(folder)
}

fn table(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, WorkflowError> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(heads).map_err(WorkflowError::output)?;
    for row in rows {
        table.write_record(row).map_err(WorkflowError::output)?;
    }
    table.into_inner().map_err(WorkflowError::output)
}
