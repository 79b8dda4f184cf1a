//! One scenario, or several under the same random numbers: run, tabulated, drawn, recorded.

use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::json;

use crate::claims::{self, Finding, Reason};
use crate::files::{self, FolderInTheMaking, IfTaken};
use crate::record::own_folder;
use crate::scenario::{self, Scenario};
use crate::study::Study;
use crate::study::results::StudyResults;

use super::WORKBOOK;
use super::changes::{ScenarioChanges, all_threads, fresh_seed, pool};
use super::drawing::study_figures;
use super::error::WorkflowError;
use super::progress::{Progress, Stretch, say_missing_letters};
use super::workbook::workbook;

/// A study to run.
#[derive(Debug, Clone)]
pub struct StudyRequest {
    /// Scenario files or embedded names; the first is compared with each of the others.
    pub scenarios: Vec<String>,
    /// Changes laid over all of them.
    pub changes: ScenarioChanges,
    /// The seed; none for that of the scenario files, or a fresh one.
    pub seed: Option<u64>,
    /// The folder to write to.
    pub folder: PathBuf,
    /// What to do where the folder is there already.
    pub if_taken: IfTaken,
    /// Whether the weekly table is written as CSV too.
    pub csv: bool,
    /// Whether all tables are written into a workbook too (with the feature `workbook`).
    pub xlsx: bool,
    /// Threads to run on; they do not change the numbers.
    pub threads: usize,
    /// The command line, for the record.
    pub command: Vec<String>,
}

impl StudyRequest {
    /// A study of these scenarios as they stand, on all threads, into a folder that is not there yet.
    pub fn new<S: Into<String>>(scenarios: impl IntoIterator<Item = S>, folder: impl Into<PathBuf>) -> Self {
        Self {
            scenarios: scenarios.into_iter().map(Into::into).collect(),
            changes: ScenarioChanges::default(),
            seed: None,
            folder: folder.into(),
            if_taken: IfTaken::Refuse,
            csv: false,
            xlsx: false,
            threads: all_threads(),
            command: Vec::new(),
        }
    }
}

/// A study that was run.
#[derive(Debug)]
pub struct StudyOutcome {
    /// What was run.
    pub study: Study,
    /// What came out.
    pub results: StudyResults,
    /// The claims of the papers that could be looked up in it.
    pub findings: Vec<Finding>,
    /// Why changed cases contradict claims that they do not contradict as they stand.
    pub reasons: Vec<Reason>,
    /// The folder with tables, figures and record.
    pub folder: PathBuf,
}

/// Runs a study and leaves its folder: tables, figures (with the feature `figures`), `run.json`.
///
/// # Errors
/// A wrong scenario or change, a folder that cannot be used, a run that failed. Then there is no folder.
pub fn run_study(request: &StudyRequest, progress: &dyn Progress) -> Result<StudyOutcome, WorkflowError> {
    let scenarios = request.changes.load(&request.scenarios, request.threads)?;
    let replicates = scenarios[0].run.replicates;
    let in_files = scenarios.iter().find_map(|scenario| scenario.seed);
    let seed = request.seed.or(in_files).map_or_else(fresh_seed, Ok)?;
    for doubt in scenarios.iter().flat_map(Scenario::doubts) {
        progress.note(&format!("note: {doubt}"));
    }
    if let Some(note) = other_seeds(&scenarios, seed) {
        progress.note(&note);
    }
    let study = Study { scenarios, seed, replicates, command: request.command.clone() };
    let StudyRequest { folder, if_taken, csv, xlsx, threads, .. } = request;
    let also = AlsoWritten { csv: *csv, xlsx: *xlsx };
    leave_study(study, folder, *if_taken, also, *threads, progress)
}

/// Runs a study of scenarios that are in memory, and leaves the folder that [`run_study`] leaves.
///
/// # Errors
/// As [`run_study`].
pub fn leave_study(
    study: Study,
    folder: &Path,
    if_taken: IfTaken,
    also: AlsoWritten,
    threads: usize,
    progress: &dyn Progress,
) -> Result<StudyOutcome, WorkflowError> {
    let Written { results, findings, reasons, folder } =
        write_study(&study, folder, if_taken, also, threads, progress)?;
    Ok(StudyOutcome { study, results, findings, reasons, folder })
}

/// What is written of a study beside its usual tables.
#[derive(Debug, Clone, Copy, Default)]
pub struct AlsoWritten {
    /// The weekly table as CSV.
    pub csv: bool,
    /// All tables in a workbook.
    pub xlsx: bool,
}

/// What a study gave, and where: its place is among it, since the name of a folder may be numbered.
#[derive(Debug)]
pub(super) struct Written {
    results: StudyResults,
    findings: Vec<Finding>,
    reasons: Vec<Reason>,
    folder: PathBuf,
}

/// That a scenario names another seed than the one which all are run under.
fn other_seeds(scenarios: &[Scenario], seed: u64) -> Option<String> {
    let other = scenarios.iter().find(|scenario| scenario.seed.is_some_and(|own| own != seed))?;
    let own = other.seed?;
    let hint = "all scenarios run under the same random numbers";
    Some(format!("note: seed {seed} is taken, and {own} of `{}` is not: {hint}", other.name))
}

/// Runs a study and leaves its folder.
pub(super) fn write_study(
    study: &Study,
    folder: &Path,
    if_taken: IfTaken,
    also: AlsoWritten,
    threads: usize,
    progress: &dyn Progress,
) -> Result<Written, WorkflowError> {
    let making = FolderInTheMaking::begin(folder, if_taken, own_folder)
        .map_err(|error| WorkflowError::unusable(&error, "say where to write with --out DIR"))?;
    progress.note(&opening(study, threads));
    let pool = pool(threads)?;
    let clock = Instant::now();
    let stretch = Stretch::begin(progress, study.runs());
    let results = pool.install(|| study.run_into(&making, also.csv, &|| progress.step()))?;
    drop(stretch);
    let running = clock.elapsed().as_secs_f64();
    say_missing_letters(progress, &study.scenarios, []);
    let findings = claims::of_folder(study, &results, making.path())?;
    let reasons = pool.install(|| claims::reasons(study, &results, &findings))?;
    if !findings.is_empty() {
        claims::table::write(&findings, &reasons, making.path())?;
    }
    if also.xlsx {
        let bytes = workbook(making.path(), &facts(study))?;
        files::write_into(&making.path().join(WORKBOOK), &bytes).map_err(WorkflowError::output)?;
    }
    for (name, bytes) in pool.install(|| study_figures(study, &results))? {
        files::write_into(&making.path().join(name), &bytes).map_err(WorkflowError::output)?;
    }
    study.write_manifest(&making)?;
    let worker_weeks = worker_weeks(study);
    let timing = json!({
        "threads": threads,
        "running_seconds": running,
        "all_seconds": clock.elapsed().as_secs_f64(),
        "worker_weeks": worker_weeks,
        "worker_weeks_per_second": worker_weeks / running,
    });
    files::write_into(&making.path().join("timing.json"), format!("{timing:#}\n").as_bytes())
        .map_err(WorkflowError::output)?;
    let place = making.place().to_owned();
    making.finish().map_err(WorkflowError::unplaced)?;
    Ok(Written { results, findings, reasons, folder: place })
}

/// Changes that make another run worth comparing with a finished one, and what they do in words: no hours for a
/// practice of one of its organisations, or twice as many weeks.
pub fn variation(outcome: &StudyOutcome, request: &StudyRequest) -> (ScenarioChanges, String) {
    let scenarios = &outcome.study.scenarios;
    for (practice, words) in [("learning", "politicised learning"), ("sharing", "sharing"), ("outreach", "outreach")] {
        for organisation in scenarios.iter().flat_map(|scenario| &scenario.organisations) {
            let hours = &organisation.knobs.hours;
            let share = match practice {
                "learning" => hours.learning,
                "sharing" => hours.sharing,
                _ => hours.outreach,
            };
            let bare = organisation.name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
            let name = if bare { organisation.name.clone() } else { scenario::quoted(&organisation.name) };
            let knob = format!("organisation.{name}.hours.{practice}");
            let mut changes = request.changes.clone();
            changes.set.retain(|set| set.split('=').next().map(str::trim) != Some(knob.as_str()));
            changes.set.push(format!("{knob}=0"));
            // The remaining shares may be fixed at a sum below 1.
            if share > 0.0 && changes.load(&request.scenarios, request.threads).is_ok() {
                return (changes, format!("the same without {words} in {}", organisation.name));
            }
        }
    }
    let weeks = Some(scenarios[0].run.weeks.saturating_mul(2));
    (ScenarioChanges { weeks, ..request.changes.clone() }, "the same for twice as long".to_owned())
}

/// What was run, for a workbook.
fn facts(study: &Study) -> Vec<(&'static str, String)> {
    let each = study.scenarios.iter().map(|scenario| ("scenario", format!("{}: {}", scenario.name, scenario.about)));
    let run = [("seed", study.seed.to_string()), ("replicates", study.replicates.to_string())];
    each.chain(run).chain([("made again by", "`mobilise rerun` of this folder".to_owned())]).collect()
}

fn opening(study: &Study, threads: usize) -> String {
    let names: Vec<&str> = study.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    format!(
        "{}: {} weeks, {} replicates each, seed {}, {threads} threads",
        names.join(" and "),
        study.scenarios[0].run.weeks,
        study.replicates,
        study.seed
    )
}

fn worker_weeks(study: &Study) -> f64 {
    let each = study.scenarios.iter().map(|scenario| {
        let workers = f64::from(scenario.population.knobs.traits.workers);
        workers * f64::from(scenario.run.weeks) * f64::from(study.replicates)
    });
    each.sum()
}
