//! Options that several commands share: each group stands here once.

use std::path::{Path, PathBuf};

use clap::Args;

use mobilise::IfTaken;
use mobilise::internals::files;
use mobilise::scenario::Scenario;
use mobilise::workflow::ScenarioChanges;
use mobilise::workflow::changes::all_threads;
use mobilise::workflow::folder_names::DefaultFolder;

use super::failure::Failure;
use super::parse::{replicates, seed, whole};

/// Threads to run on.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct ThreadsOption {
    /// Number of threads; results do not depend on it
    #[arg(long = "threads", value_name = "N", value_parser = whole::<usize>(1..=1024,
        "leave it out to use all processors; results do not depend on it"))]
    given: Option<usize>,
}

impl ThreadsOption {
    /// The threads asked for, or as many as the machine has.
    pub fn count(self) -> usize {
        self.given.unwrap_or_else(all_threads)
    }

    /// The threads asked for, or one.
    pub fn count_or_one(self) -> usize {
        self.given.unwrap_or(1)
    }
}

/// The seed.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct SeedOption {
    /// The seed of all random numbers, instead of the file's; the same seed gives the same numbers
    #[arg(long, value_name = "N", value_parser = seed)]
    pub seed: Option<u64>,
}

/// Whether what is there is replaced.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct ForceOption {
    /// Replace an existing file or folder of the name given by --out
    #[arg(long)]
    pub force: bool,
}

/// The folder of a command that leaves it finished or not at all.
#[derive(Debug, Clone, Default, Args)]
pub struct NewFolderOptions {
    /// The folder to write to; it must not exist, unless --force is given [default: named after what is run]
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    replace: ForceOption,
}

impl NewFolderOptions {
    /// The folder asked for, or one named after what is run.
    pub fn folder_or(&self, named: &DefaultFolder<'_>) -> PathBuf {
        self.out.clone().unwrap_or_else(|| named.path())
    }

    /// What to do where the folder is there already.
    pub fn if_taken(&self) -> IfTaken {
        if self.replace.force { IfTaken::Replace } else { IfTaken::Refuse }
    }

    /// The same where a folder that was not named is numbered: `j4dw-run`, `j4dw-run-2` and so on.
    pub fn if_taken_or_numbered(&self) -> IfTaken {
        if self.out.is_none() { IfTaken::NextFree } else { self.if_taken() }
    }
}

/// The folder of a command that goes on where it stopped.
#[derive(Debug, Clone, Default, Args)]
pub struct BegunFolderOption {
    /// The folder to write to; unfinished work in it continues [default: the file's name and -sweep, -answer, -robust or -calibration]
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

impl BegunFolderOption {
    /// The folder asked for; or one named after the file, so that the same command goes on with what was begun.
    pub fn folder(&self, file: &str, ending: &str) -> PathBuf {
        self.out.clone().unwrap_or_else(|| DefaultFolder::Of(file, ending).path())
    }
}

/// What changes a scenario from the command line.
#[derive(Debug, Clone, Default, Args)]
pub struct ChangeOptions {
    /// Change a setting, as in --set coping.relief=0.1; may be repeated
    #[arg(long = "set", value_name = "KNOB=VALUE")]
    pub set: Vec<String>,
    /// Draw values for each replicate from the accepted set of a calibration: two-cases, j4dw-growth, or a posterior.csv
    #[arg(long, value_name = "NAME|FILE")]
    pub draw: Option<String>,
    /// Use one row of the accepted set, its medoid, for all replicates
    #[arg(long)]
    pub fixed: bool,
    /// Weeks to simulate, instead of the scenario's number
    #[arg(long, value_name = "N", value_parser = whole::<u32>(1..=20_000, "instead of the value in the file"))]
    pub weeks: Option<u32>,
    /// Replicates of each scenario, instead of the scenario's number
    #[arg(long, value_name = "N", value_parser = replicates)]
    pub replicates: Option<u32>,
    #[command(flatten)]
    threads: ThreadsOption,
}

impl ChangeOptions {
    /// The changes as the library takes them.
    pub fn changes(&self) -> ScenarioChanges {
        ScenarioChanges {
            set: self.set.clone(),
            draw: self.draw.clone(),
            fixed: self.fixed,
            weeks: self.weeks,
            replicates: self.replicates,
        }
    }

    /// Loads scenarios with these changes.
    pub fn load(&self, names: &[String]) -> Result<Vec<Scenario>, Failure> {
        Ok(self.changes().load(names, self.threads())?)
    }

    /// Threads that will be used.
    pub fn threads(&self) -> usize {
        self.threads.count()
    }

    /// The threads asked for, or one: for shards on machines that are shared.
    pub fn threads_or_one(&self) -> usize {
        self.threads.count_or_one()
    }
}

/// What a command takes that runs scenarios into a new folder.
#[derive(Debug, Clone, Args)]
pub struct NewRunOptions {
    #[command(flatten)]
    pub change: ChangeOptions,
    #[command(flatten)]
    pub seed: SeedOption,
    #[command(flatten)]
    pub folder: NewFolderOptions,
}

/// What a command that asks a question takes.
#[derive(Debug, Clone, Args)]
pub struct QuestionOptions {
    /// A question: a file, or a name that `mobilise list questions` shows
    pub question: String,
    #[command(flatten)]
    pub change: ChangeOptions,
    /// Use the long size that the file gives in [question.long]: more points or runs
    #[arg(long)]
    pub long: bool,
    #[command(flatten)]
    pub seed: SeedOption,
    #[command(flatten)]
    out: BegunFolderOption,
    /// Show the number of runs and the time they take, without running or writing anything
    #[arg(long)]
    pub dry_run: bool,
    /// Print only JSON on standard output: every number with interval and runs
    #[arg(long)]
    pub json: bool,
}

impl QuestionOptions {
    /// The folder to write to; the long size has one of its own.
    pub fn folder(&self, ending: &str) -> PathBuf {
        self.out.folder(&self.question, &format!("{ending}{}", if self.long { "-long" } else { "" }))
    }
}

impl ForceOption {
    /// Writes a file, over one that is there only with --force. `otherwise` is what else to name.
    pub fn write(self, path: &Path, bytes: &[u8], otherwise: &str) -> Result<(), Failure> {
        files::write(path, bytes, self.force)
            .map_err(|error| Failure::unusable(&error, &format!("{otherwise}, or --force to write over it")))
    }
}
