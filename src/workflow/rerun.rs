//! What a record says, made again from the record alone, and compared byte by byte; and a folder compared with its own
//! record.

use std::path::{Path, PathBuf};

use crate::config::Problem;
use crate::files::{self, IfTaken, TemporaryFolder};
use crate::record::{Contents, NetworksRecord, Record, Same, record_of};
use crate::scenario::Scenario;
use crate::study::recorded::{not_of, scenarios_of, study_of};
use crate::text::shell_word;

use super::WORKBOOK;
use super::calibration::rerun_calibration;
use super::changes::check_memory;
use super::error::WorkflowError;
use super::network::FollowedNetwork;
use super::patterns::rerun_patterns;
use super::pictures::folder_record;
use super::progress::Progress;
use super::recorded::{check_networks, check_version};
use super::rerun_sweep::rerun_sweep;
use super::robust::{compare_variants, rerun_robust, unfinished};
use super::study::{AlsoWritten, write_study};
use super::verification::rerun_verification;

/// As many as `--replicates` takes.
const MAX_REPLICATES: u32 = 1_000_000;

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

    /// Compares with the files of a folder; the records of variants are `beside` the record itself.
    fn of(record: &Record, beside: &Path, folder: &Path) -> Result<Self, WorkflowError> {
        let compared = record.compare(folder)?;
        let mut files: Vec<(String, Same)> =
            compared.into_iter().map(|(name, same)| (name.to_string(), same)).collect();
        if let Contents::Robustness(robustness) = &record.contents {
            files.extend(compare_variants(robustness, beside, folder)?);
        }
        Ok(Self { files, unrecorded: Vec::new() })
    }
}

/// Compares the files of a folder with its record.
///
/// # Errors
/// No record, or a file that cannot be read. Files that differ are no error: see [`check_folder`].
pub fn compare_folder(folder: &Path) -> Result<FileComparison, WorkflowError> {
    let mut comparison = FileComparison::of(&folder_record(folder)?, folder, folder)?;
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
                    "{differing} of {} files in `{}` have changed since they were written",
                    comparison.files.len(),
                    folder.display()
                ),
                format!("run `mobilise rerun {record}` to make them again"),
            ))
        }
    }
}

/// A record to make again.
#[derive(Debug, Clone)]
pub struct RerunRequest {
    /// The `run.json` of a folder, or the folder.
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
    let file = record_of(&request.record);
    let beside = file.parent().map_or(PathBuf::new(), Path::to_owned);
    unfinished(&beside)?;
    let record = Record::read(&file)?;
    check_version(&record)?;
    check_networks(&record)?;
    if let Some(out) = request.folder.as_ref().filter(|out| out.symlink_metadata().is_ok()) {
        let title = format!("cannot write to `{}`: it is there already", out.display());
        return Err(Problem::whole(title, "another --out DIR, or none: then nothing is kept").into());
    }
    let passing = TemporaryFolder::new().map_err(WorkflowError::output)?;
    let folder = request.folder.clone().unwrap_or_else(|| passing.path().join("again"));
    make_again(&record, &beside, &folder, request.threads, progress)?;
    FileComparison::of(&record, &beside, &folder)
}

/// Refuses a rerun of which files differ from the record.
///
/// # Errors
/// How many differ.
pub fn check_rerun(comparison: &FileComparison) -> Result<(), WorkflowError> {
    match comparison.differing() {
        0 => Ok(()),
        differing => Err(WorkflowError::check(
            format!("{differing} of {} files came out different", comparison.files.len()),
            "was the record changed, or was it written by another build? `mobilise selftest` says whether this one is sound",
        )),
    }
}

fn make_again(
    record: &Record,
    beside: &Path,
    folder: &Path,
    threads: usize,
    progress: &dyn Progress,
) -> Result<(), WorkflowError> {
    match &record.contents {
        Contents::Sweep(_) => rerun_sweep(record, folder, threads, progress).map(|_| ()),
        Contents::Robustness(robustness) => rerun_robust(record, robustness, beside, folder, threads, progress),
        Contents::Networks(networks) => {
            let followed = followed(record, networks)?;
            check_size(std::slice::from_ref(&followed.scenario), 1, 1)?;
            followed.write(folder, IfTaken::Refuse)
        }
        Contents::Patterns(patterns) => rerun_patterns(record, patterns, folder, threads, progress),
        Contents::Classics(classics) => rerun_verification(record.seed, classics, folder, progress),
        Contents::Calibration(_) => rerun_calibration(record, folder, threads, progress),
        Contents::Study(_) => {
            let study = study_of(record)?;
            check_size(&study.scenarios, study.replicates, threads)?;
            let also = AlsoWritten { csv: record.has_output("weeks.csv"), xlsx: record.has_output(WORKBOOK) };
            write_study(&study, folder, IfTaken::Refuse, also, threads, progress).map(|_| ())
        }
    }
}

/// Refuses what no command line would have run: a record may have been written by anybody.
fn check_size(scenarios: &[Scenario], replicates: u32, threads: usize) -> Result<(), Problem> {
    if !(1..=MAX_REPLICATES).contains(&replicates) {
        let title = format!("the record names {replicates} replicates, and 1 to {MAX_REPLICATES} can be run");
        return Err(Problem::whole(title, "was it changed by hand?"));
    }
    for scenario in scenarios {
        let mut all = scenario.clone();
        all.run.replicates = replicates;
        check_memory(&all, threads)?;
    }
    Ok(())
}

/// The replicate whose networks a record names.
fn followed(record: &Record, networks: &NetworksRecord) -> Result<FollowedNetwork, WorkflowError> {
    let scenario = scenarios_of(record)?.into_iter().next().ok_or_else(|| not_of("a scenario"))?;
    let weeks: Vec<u32> = networks.weeks.iter().map(|week| week.week).collect();
    if let Some(week) = weeks.iter().find(|week| **week >= scenario.run.weeks) {
        let title = format!("the record names week {week} of a scenario of {} weeks", scenario.run.weeks);
        return Err(Problem::whole(title, "was it changed by hand?").into());
    }
    let NetworksRecord { replicate, command, .. } = networks;
    Ok(FollowedNetwork { scenario, seed: record.seed, replicate: *replicate, weeks, command: command.clone() })
}
