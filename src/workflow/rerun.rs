//! What a record says, made again from the record alone, and compared byte by byte; and a folder compared with its own
//! record.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::config::Problem;
use crate::files;
use crate::question::robust::record::KIND;
use crate::study::Study;
use crate::study::changed::{Same, compare};
use crate::study::stored::{self, not_whole, read_record};
use crate::text::shell_word;

use super::calibration::rerun_calibration;
use super::error::WorkflowError;
use super::network::FollowedNetwork;
use super::patterns::rerun_patterns;
use super::pictures::folder_record;
use super::progress::Progress;
use super::recorded::{check_networks, check_version};
use super::rerun_sweep::rerun_sweep;
use super::robust::{compare_variants, rerun_robust, unfinished};
use super::study::write_study;
use super::verification::rerun_verification;

/// Files compared with a record.
#[derive(Debug, Clone)]
pub struct FileComparison {
    /// Each recorded file, and whether it has the recorded bytes.
    pub files: Vec<(String, Same)>,
    /// Files that are in the folder and not in the record.
    pub unrecorded: Vec<String>,
}

impl FileComparison {
    /// Files that are missing or have other bytes.
    pub fn differing(&self) -> usize {
        self.files.iter().filter(|(_, state)| *state != Same::Yes).count()
    }

    fn of(record: &Value, folder: &Path) -> Result<Self, WorkflowError> {
        let unreadable = |error| WorkflowError::unusable(&error, "may you read it?");
        let mut files = compare(record, folder).map_err(unreadable)?;
        if record["kind"] == KIND {
            files.extend(compare_variants(record, folder)?);
        }
        Ok(Self { files, unrecorded: Vec::new() })
    }
}

/// Compares the files of a folder with its record.
///
/// # Errors
/// No record, or a file that cannot be read. Files that differ are no error: see [`check_folder`].
pub fn compare_folder(folder: &Path) -> Result<FileComparison, WorkflowError> {
    let mut comparison = FileComparison::of(&folder_record(folder)?, folder)?;
    let names = files::names_in(folder)
        .map_err(|error| WorkflowError::unusable(&error, "name a folder that mobilise wrote"))?;
    let is_known = |name: &String| {
        ["run.json", "timing.json"].contains(&name.as_str()) || comparison.files.iter().any(|(known, _)| known == name)
    };
    comparison.unrecorded = names.into_iter().filter(|name| !is_known(name)).collect();
    Ok(comparison)
}

/// Refuses a folder whose files differ from its record.
///
/// # Errors
/// How many differ.
pub fn check_folder(comparison: &FileComparison, folder: &Path) -> Result<(), WorkflowError> {
    match comparison.differing() {
        0 => Ok(()),
        differing => {
            let record = shell_word(&folder.join("run.json").display().to_string());
            Err(WorkflowError::check(
                format!(
                    "{differing} of {} files in `{}` are not as they were written",
                    comparison.files.len(),
                    folder.display()
                ),
                format!("`mobilise rerun {record}` makes them again"),
            ))
        }
    }
}

/// A record to make again.
#[derive(Debug, Clone)]
pub struct RerunRequest {
    /// The `run.json` of a folder.
    pub record: PathBuf,
    /// The folder to write to, which must not be there; none to keep nothing.
    pub folder: Option<PathBuf>,
    /// Threads to run on; they do not change the numbers.
    pub threads: usize,
}

/// Makes again what a record says, and compares the bytes with those recorded.
///
/// # Errors
/// A record that cannot be read, or of another version; a folder that is there already; what the run itself refuses. Files
/// that differ are no error: see [`check_rerun`].
pub fn rerun(request: &RerunRequest, progress: &dyn Progress) -> Result<FileComparison, WorkflowError> {
    let beside = request.record.parent().map_or(PathBuf::new(), Path::to_owned);
    unfinished(&beside)?;
    let record = read_record(&request.record)?;
    check_version(&record)?;
    check_networks(&record)?;
    if let Some(out) = request.folder.as_ref().filter(|out| out.symlink_metadata().is_ok()) {
        let title = format!("cannot write to `{}`: it is there already", out.display());
        return Err(Problem::whole(title, "another --out DIR, or none: then nothing is kept").into());
    }
    let passing = tempfile::tempdir()
        .map_err(|error| WorkflowError::output(format!("cannot make a temporary folder: {error}")))?;
    let folder = request.folder.clone().unwrap_or_else(|| passing.path().join("again"));
    make_again(&record, &beside, &folder, request.threads, progress)?;
    FileComparison::of(&record, &folder)
}

/// Refuses a rerun of which files differ from the record.
///
/// # Errors
/// How many differ.
pub fn check_rerun(comparison: &FileComparison) -> Result<(), WorkflowError> {
    match comparison.differing() {
        0 => Ok(()),
        differing => Err(WorkflowError::check(
            format!("{differing} of {} files came out otherwise", comparison.files.len()),
            "was the record changed, or was it written by another build? `mobilise selftest` says whether this one is sound",
        )),
    }
}

fn make_again(
    record: &Value,
    beside: &Path,
    folder: &Path,
    threads: usize,
    progress: &dyn Progress,
) -> Result<(), WorkflowError> {
    match record["kind"].as_str() {
        Some("sweep") => rerun_sweep(record, folder, threads, progress).map(|_| ()),
        Some(KIND) => rerun_robust(record, beside, folder, threads, progress),
        Some("networks") => followed(record)?.write(folder, false),
        Some("patterns") => rerun_patterns(record, folder, threads, progress),
        Some("classics") => rerun_verification(record, folder, progress),
        Some("calibration") => rerun_calibration(record, folder, threads, progress),
        _ => {
            let study = stored::study(record)?;
            let csv = record["outputs"].get("weeks.csv").is_some();
            write_study(&study, folder, false, csv, threads, progress).map(|_| ())
        }
    }
}

/// The replicate whose networks a record names.
fn followed(record: &Value) -> Result<FollowedNetwork, WorkflowError> {
    let number = |value: &Value| value.as_u64().and_then(|n| u32::try_from(n).ok());
    let replicate = number(&record["replicate"]).ok_or_else(|| not_whole("which replicate"))?;
    // Everything else is as in the record of a study of one replicate.
    let mut as_study = record.clone();
    as_study["replicates"] = 1.into();
    let Study { scenarios, seed, command, .. } = stored::study(&as_study)?;
    let scenario = scenarios.into_iter().next().ok_or_else(|| not_whole("which scenario"))?;
    let weeks = record["weeks"].as_array().into_iter().flatten();
    let weeks = weeks.map(|week| number(&week["week"])).collect::<Option<Vec<_>>>();
    let weeks = weeks.filter(|weeks| weeks.iter().all(|week| *week < scenario.run.weeks));
    Ok(FollowedNetwork { scenario, seed, replicate, weeks: weeks.ok_or_else(|| not_whole("which weeks"))?, command })
}
