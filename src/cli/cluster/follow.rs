//! Submitting, following, submitting again what is missing, collecting.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;

use mobilise::config::Problem;
use mobilise::experiment::forecast::forecast;
use mobilise::experiment::plan::Plan;
use mobilise::files;
use mobilise::files::disk::{Disk, Lock, RealDisk};
use mobilise::store::Store;
use mobilise::store::missing::missing;
use mobilise::store::record;
use mobilise::store::watch;
use mobilise::study::stored::read_record;

use mobilise::text::{duration, shell_word};
use mobilise::workflow::forecast::{forecast_text, state_text};
use mobilise::workflow::recorded::{check_version, sweep_plan};
use mobilise::workflow::sweep::{SweepOutcome, SweepRequest, SweepTables, write_tables, write_timing};
use mobilise::workflow::{Progress, WorkflowError};

use super::super::{Failure, Terminal};
use super::engine::{Engine, JobState, Task};
use super::options::ClusterOptions;
use super::size::shards;
use super::submission::Submission;

/// Most rounds of submitting what is missing, in one go.
const MOST_ROUNDS: u32 = 10;

/// Rounds without a single run after which it is given up.
const MOST_IDLE: u32 = 2;

/// Lines of a shard's log that are shown.
const LOG_LINES: usize = 5;

/// A sweep that is out, or about to be.
struct Out<'a> {
    engine: &'a dyn Engine,
    terminal: &'a Terminal,
    folder: &'a Path,
    plan: Plan,
    /// What the experiment is called by.
    name: String,
    submission: Submission,
}

/// Submits a sweep, or goes on following one that was submitted, and writes its tables when all is there. Nothing
/// where only a forecast was asked for.
pub fn run(
    sweep: &SweepRequest,
    is_dry_run: bool,
    engine: &dyn Engine,
    options: &ClusterOptions,
    terminal: &Terminal,
) -> Result<Option<SweepOutcome>, Failure> {
    let open = Submission::open(&sweep.folder)?;
    if is_dry_run {
        return dry_run(sweep, open, engine, options, terminal).map(|()| None);
    }
    let clock = Instant::now();
    let begun = open.is_some();
    let mut out = match open {
        Some(submission) => again(sweep, submission, engine, terminal)?,
        None => new(sweep, engine, options, terminal)?,
    };
    // Two would submit everything twice: no harm to the numbers, but to the neighbours.
    let store = Store::collect(Arc::new(RealDisk), &sweep.folder, &out.plan)?;
    let lock = Lock::take(&sweep.folder.join("store").join("lock-follow"), false).map_err(WorkflowError::output)?;
    let Some(_lock) = lock else {
        let title = format!("another command follows the sweep in `{}` already", sweep.folder.display());
        return Err(Problem::whole(title, "see it with --watch").into());
    };
    let before = store.done();
    if !begun {
        record::freeze(&out.plan, &store, &out.name)?;
    }
    drop(store);
    let store = out.until_all_is_there(begun)?;
    let SweepTables { headline, analysis, answer } =
        write_tables(&out.plan, &store, &out.name, sweep.csv, sweep.analyse, None)?;
    let timing = json!({
        "on": out.submission.on,
        "shards": out.submission.of,
        "threads": out.submission.threads,
        "rounds": out.submission.rounds,
        "runs": store.done() - before,
        "all_seconds": clock.elapsed().as_secs_f64(),
    });
    write_timing(&store, &timing)?;
    let (ran, running) = (store.done() - before, clock.elapsed());
    Ok(Some(SweepOutcome { plan: out.plan, folder: sweep.folder.clone(), headline, analysis, answer, ran, running }))
}

/// A plan and how it would be submitted.
struct Draft {
    plan: Plan,
    submission: Submission,
    /// What a shard will take, in words.
    each: String,
}

/// Reads the plan and cuts it into shards.
fn draft(sweep: &SweepRequest, engine: &dyn Engine, options: &ClusterOptions) -> Result<Draft, Failure> {
    let plan = sweep.plan()?;
    let forecast = forecast(&plan, sweep.threads)?;
    let of = shards(&plan, &forecast, sweep.threads, engine, options)?;
    let (kept, _) = record::frozen(&plan, &sweep.folder, &sweep.experiment);
    let submission = Submission {
        on: engine.key().to_owned(),
        name: job_name(&plan, &kept),
        plan: file_name(&kept),
        of,
        threads: sweep.threads,
        job: None,
        rounds: 0,
        idle: 0,
        done: 0,
    };
    let threads = if sweep.threads == 1 { "one thread".to_owned() } else { format!("{} threads", sweep.threads) };
    let each = format!("about {} on {threads}", duration(forecast.time(sweep.threads, 0) / of));
    Ok(Draft { plan, submission, each })
}

/// A sweep that was not submitted yet.
fn new<'a>(
    sweep: &'a SweepRequest,
    engine: &'a dyn Engine,
    options: &ClusterOptions,
    terminal: &'a Terminal,
) -> Result<Out<'a>, Failure> {
    let Draft { plan, submission, each } = draft(sweep, engine, options)?;
    terminal.say(&format!(
        "{}: {} points, {} runs, seed {}; {} shards, each {each}",
        plan.experiment.name,
        plan.len(),
        plan.most_runs(),
        plan.seed,
        submission.of,
    ));
    Ok(Out { engine, terminal, folder: &sweep.folder, plan, name: sweep.experiment.clone(), submission })
}

/// A sweep that was submitted before: as it was then, whatever its files say now.
fn again<'a>(
    sweep: &'a SweepRequest,
    submission: Submission,
    engine: &'a dyn Engine,
    terminal: &'a Terminal,
) -> Result<Out<'a>, Failure> {
    let job = submission.job.clone().unwrap_or_default();
    if submission.on != engine.key() {
        let title = format!(
            "the sweep in `{}` was submitted with --on {}, as job {job}",
            sweep.folder.display(),
            submission.on
        );
        return Err(Problem::whole(title, format!("--on {} follows it", submission.on)).into());
    }
    let record = read_record(&sweep.folder.join("store").join(&submission.plan))?;
    check_version(&record)?;
    let (plan, name) = sweep_plan(&record)?;
    terminal.say(&format!("job {job} was submitted before: following it"));
    let same = |now: Plan| now.digest() == plan.digest() && now.replicates == plan.replicates && now.seed == plan.seed;
    if !sweep.plan().is_ok_and(same) {
        terminal.say("the file says other than when it was submitted; what was submitted is finished first");
    }
    Ok(Out { engine, terminal, folder: &sweep.folder, plan, name, submission })
}

/// How it went on with a job.
enum Followed {
    /// Nothing of it will run any more.
    Ended { cancelled: bool },
    /// As many runs are there as there should be.
    Enough,
}

impl Out<'_> {
    /// Submits and follows until no shard has work left; the store as it is then.
    fn until_all_is_there(&mut self, begun: bool) -> Result<Store, Failure> {
        // Who gives the command again wants runs that failed tried again, once.
        let (mut but_failed, mut counted) = (begun, false);
        let mut cancelled = false;
        loop {
            let store = Store::collect(Arc::new(RealDisk), self.folder, &self.plan)?;
            store.notes.iter().for_each(|note| self.terminal.say(note));
            let left = missing(&self.plan, &store, self.submission.of, but_failed)?;
            if left.is_empty() {
                self.submission.job = None;
                self.submission.keep(self.folder)?;
                return Ok(store);
            }
            let done = store.done();
            drop(store);
            if cancelled {
                return Err(self.called_off(left.len()));
            }
            if self.submission.job.is_none() {
                self.submit(&left, done)?;
                counted = false;
            }
            but_failed = true;
            match self.follow(counted)? {
                Followed::Enough => counted = true,
                Followed::Ended { cancelled: by_somebody } => {
                    cancelled = by_somebody;
                    self.submission.job = None;
                    self.submission.keep(self.folder)?;
                }
            }
        }
    }

    /// Submits shards, unless the last rounds were of no use.
    fn submit(&mut self, left: &[u32], done: u64) -> Result<(), Failure> {
        let submission = &mut self.submission;
        if submission.rounds > 0 {
            submission.idle = if done > submission.done { 0 } else { submission.idle + 1 };
            if submission.idle >= MOST_IDLE || submission.rounds >= MOST_ROUNDS {
                return Err(self.given_up(left));
            }
        }
        let task = task(self.folder, submission, left)?;
        let disk = RealDisk;
        disk.make_folder(Path::new(&task.logs)).map_err(WorkflowError::output)?;
        let job = self.engine.submit(&task)?;
        submission.rounds += 1;
        submission.done = done;
        submission.job = Some(job.clone());
        submission.keep(self.folder)?;
        let again = if submission.rounds > 1 { format!("round {}: ", submission.rounds) } else { String::new() };
        self.terminal.say(&format!(
            "{again}{} of {} shards submitted to {} as job {job}",
            left.len(),
            submission.of,
            self.engine.name()
        ));
        if submission.rounds == 1 {
            self.terminal.say(&format!(
                "Ctrl-C ends the following only: the job goes on, and the same command follows it again; `{}` calls it off",
                self.engine.cancel(&job)
            ));
        }
        Ok(())
    }

    /// Looks at what is done, and at whether more will come, until one of both settles it.
    fn follow(&self, counted: bool) -> Result<Followed, Failure> {
        let job = self.submission.job.as_deref().unwrap_or_default();
        let progress = self.terminal;
        progress.begin(self.plan.most_runs());
        let clock = Instant::now();
        let mut said = String::new();
        loop {
            let looking = Instant::now();
            let state = watch::look(self.folder)?;
            let (done, failed) = state.map_or((0, 0), |state| (state.done, state.failed));
            progress.advance_to(done);
            if !counted && done + failed >= self.plan.most_runs() {
                progress.finish();
                return Ok(Followed::Enough);
            }
            let words = match self.engine.state(job, &self.submission.name) {
                JobState::Ended { cancelled } => {
                    progress.finish();
                    return Ok(Followed::Ended { cancelled });
                }
                JobState::Live { running: 0, why, .. } if !why.is_empty() => format!("job {job} waits: {why}"),
                JobState::Live { running: 0, .. } => format!("job {job} waits"),
                JobState::Live { .. } => format!("job {job} runs"),
                JobState::Unknown(why) => {
                    format!("{} does not say how job {job} is ({why}); looking at the disk goes on", self.engine.name())
                }
            };
            if words != said {
                progress.note(&words);
                said = words;
            }
            // Rarely where it takes long, and where looking itself takes long.
            let pause = (clock.elapsed() / 20).clamp(Duration::from_millis(500), Duration::from_secs(30));
            std::thread::sleep(pause.max(looking.elapsed() * 10));
        }
    }

    fn called_off(&self, left: usize) -> Failure {
        let text = format!(
            "error: the job was called off, and {left} of {} shards have runs left\nhint: what is done is kept; the same \
             command submits the rest",
            self.submission.of
        );
        Failure { text, code: 1 }
    }

    /// What is said of shards that do not come to their end, with what the first of them said last.
    fn given_up(&self, left: &[u32]) -> Failure {
        let some: Vec<String> = left.iter().take(10).map(u32::to_string).collect();
        let more = if left.len() > 10 { " and others" } else { "" };
        let rounds = self.submission.rounds;
        let mut text = format!(
            "error: after {rounds} rounds {} of {} shards still have runs left, shard {}{more}",
            left.len(),
            self.submission.of,
            some.join(", ")
        );
        let log = logs(self.folder).join(format!("shard-{}.log", left.first().copied().unwrap_or_default()));
        match files::read_bytes(&log) {
            Ok(bytes) if !bytes.is_empty() => {
                let all = String::from_utf8_lossy(&bytes);
                let lines: Vec<&str> = all.lines().collect();
                let last: Vec<String> =
                    lines[lines.len().saturating_sub(LOG_LINES)..].iter().map(|line| format!("  {line}")).collect();
                text += &format!("\nthe end of `{}`:\n{}", log.display(), last.join("\n"));
            }
            _ => {
                text += &format!(
                    "\n`{}` says nothing: did a machine get that far, and is this folder there?",
                    log.display()
                );
            }
        }
        let hint = "what is done is kept; when what is wrong is mended, the same command submits the rest again";
        Failure { text: format!("{text}\nhint: {hint}"), code: 1 }
    }
}

/// Says what would be submitted.
fn dry_run(
    sweep: &SweepRequest,
    open: Option<Submission>,
    engine: &dyn Engine,
    options: &ClusterOptions,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let Draft { plan, submission, each } = draft(sweep, engine, options)?;
    let of = submission.of;
    let all: Vec<u32> = (1..=of).collect();
    let task = task(&sweep.folder, &submission, &all)?;
    let words: Vec<String> = engine.arguments(&task).iter().map(|argument| shell_word(argument)).collect();
    let mut text = forecast_text(&plan, sweep.threads * of as usize)? + &state_text(&sweep.folder)?;
    text += &format!("shards        {of}, each {each}\n");
    text += &format!("would submit  {} {}\n", engine.program(), words.join(" "));
    if let Some(job) = open.and_then(|open| open.job) {
        text += &format!("but           job {job} is out: the same command without --dry-run follows it\n");
    }
    terminal.data(&text)
}

/// What is handed to an engine.
fn task(folder: &Path, submission: &Submission, left: &[u32]) -> Result<Task, Failure> {
    let cannot = |what: &str, error: std::io::Error| Failure {
        text: format!("error: cannot tell where {what} is: {error}"),
        code: 1,
    };
    let here = std::env::current_dir().map_err(|error| cannot("this folder", error))?;
    let folder = here.join(folder);
    Ok(Task {
        name: submission.name.clone(),
        shards: left.to_vec(),
        of: submission.of,
        threads: submission.threads,
        program: std::env::current_exe().map_err(|error| cannot("this program", error))?.display().to_string(),
        plan: folder.join("store").join(&submission.plan).display().to_string(),
        logs: logs(&folder).display().to_string(),
        folder: here.display().to_string(),
    })
}

fn logs(folder: &Path) -> PathBuf {
    folder.join("store").join("logs")
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What jobs are called: after the experiment, and after the digest in the name of the plan that was kept.
fn job_name(plan: &Plan, kept: &Path) -> String {
    let plain: String = plan.file_stem().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
    let digest = file_name(kept).trim_start_matches("submitted-").trim_end_matches(".json").to_owned();
    format!("mobilise-{plain}-{digest}")
}
