//! Runs on all threads, shared out fairly: the job with the fewest runs is next.
//!
//! A request is a job of some lines (settings), each run under the same seed from its first wanted replicate on. A newer
//! job of the same client ends the older one, within a week of its runs. A slow client costs no memory: a job whose
//! results are not taken is not worked on.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use crate::model::world::World;
use crate::scenario::Plans;

use super::guard::Role;
use super::http::{Refusal, event};
use super::lock::lock;
use super::sample::Sampler;

/// Results of a job that wait to be taken; with so many it pauses.
const MAX_WAITING: u32 = 6;
/// Jobs of guests at once; the presenter has one per page and is always let in.
const MAX_JOBS: usize = 512;
/// In how many parts a line's first replicate is sent, so that the page moves at once.
const PARTS: u32 = 8;

/// One setting of a request.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// What is run.
    pub plans: Plans,
    /// The first replicate that is wanted; those before it the client has.
    pub from: u32,
}

/// A client's request.
pub(crate) struct Job {
    /// Whether it is the presenter's.
    is_first: bool,
    lines: Vec<Line>,
    seed: u64,
    replicates: u32,
    ended: AtomicBool,
    /// Next replicate of each line, and the number of unfinished runs.
    progress: Mutex<(Vec<u32>, u32)>,
    waiting: AtomicU32,
    events: Mutex<Sender<String>>,
}

impl Job {
    fn is_ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }

    fn send(&self, text: String) {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        if lock(&self.events).send(text).is_err() {
            self.ended.store(true, Ordering::Relaxed);
        }
    }

    /// Takes the next run: the lowest replicate, of the first line that wants it.
    fn next(&self) -> Option<(usize, u32)> {
        let mut progress = lock(&self.progress);
        let (next, unfinished) = &mut *progress;
        let line = (0..next.len()).filter(|line| next[*line] < self.replicates).min_by_key(|line| next[*line])?;
        *unfinished += 1;
        next[line] += 1;
        Some((line, next[line] - 1))
    }

    fn started(&self) -> u32 {
        let progress = lock(&self.progress);
        progress.0.iter().zip(&self.lines).map(|(next, line)| next - line.from).sum()
    }

    fn has_more(&self) -> bool {
        lock(&self.progress).0.iter().any(|next| *next < self.replicates)
    }

    /// One run has ended; after the last, so has the job.
    fn end_of_run(&self) {
        let mut progress = lock(&self.progress);
        progress.1 -= 1;
        if progress.1 == 0 && progress.0.iter().all(|next| *next >= self.replicates) {
            self.end();
        }
    }

    fn end(&self) {
        self.send(event("done", "{}"));
        self.ended.store(true, Ordering::Relaxed);
    }

    fn run(&self, line: usize, replicate: u32) {
        let Line { plans, from } = &self.lines[line];
        let done = catch_unwind(AssertUnwindSafe(|| {
            // One that was loaded goes with every row that it may draw.
            let Ok(plan) = plans.of(self.seed, replicate) else { return false };
            let weeks = plan.run.weeks;
            let mut world = World::new(&plan, self.seed, replicate);
            let mut sampler = Sampler::new(weeks, plan.organisations.len() + 1);
            let part = if replicate == *from { weeks.div_ceil(PARTS).max(1) } else { weeks };
            for week in 1..=weeks {
                if self.is_ended() {
                    return true;
                }
                world.step();
                sampler.take(world.rows());
                if week.is_multiple_of(part) || week == weeks {
                    let (first, values) = sampler.give();
                    let head = format!("{{\"line\":{line},\"replicate\":{replicate},\"first\":{first}");
                    self.send(event("runs", &format!("{head},\"values\":{values}}}")));
                }
            }
            true
        }));
        if !done.unwrap_or(false) {
            self.send(event("failed", &format!("{{\"line\":{line},\"replicate\":{replicate}}}")));
        }
    }
}

/// The results of a job as they come; dropped, they end it.
pub(crate) struct JobResults {
    job: Arc<Job>,
    events: Receiver<String>,
    is_done: bool,
    pool: Arc<Pool>,
}

impl JobResults {
    /// The next event; an empty text where none came within a while, nothing at the end.
    pub(crate) fn next(&mut self, within: Duration) -> Option<String> {
        if self.is_done {
            return None;
        }
        match self.events.recv_timeout(within) {
            Ok(text) => {
                self.job.waiting.fetch_sub(1, Ordering::Relaxed);
                self.is_done = text.starts_with("event: done\n");
                self.pool.wake.notify_all();
                Some(text)
            }
            Err(RecvTimeoutError::Timeout) if self.job.is_ended() => None,
            Err(RecvTimeoutError::Timeout) => Some(String::new()),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }
}

impl Drop for JobResults {
    fn drop(&mut self) {
        self.job.ended.store(true, Ordering::Relaxed);
        self.pool.wake.notify_all();
    }
}

/// Clients whose latest request is remembered.
const MAX_CLIENTS: usize = 4_096;

/// Whether it is the presenter's, and the name a page gives itself.
type Client = (bool, String);

/// The threads and what they work on.
pub(crate) struct Pool {
    jobs: Mutex<BTreeMap<Client, Arc<Job>>>,
    /// The number of each client's latest request: connections overtake one another. Guests' names, which anybody may
    /// invent, never drive out the presenter's.
    latest: [Mutex<BTreeMap<String, u64>>; 2],
    /// Whether the run begun last was the presenter's: every second one may be.
    was_first: AtomicBool,
    wake: Condvar,
}

impl Pool {
    /// Starts so many threads, which live as long as the program.
    pub(crate) fn start(threads: usize) -> Arc<Self> {
        let pool = Arc::new(Self {
            jobs: Mutex::default(),
            latest: Default::default(),
            was_first: AtomicBool::new(false),
            wake: Condvar::new(),
        });
        for _ in 0..threads.max(1) {
            let pool = Arc::clone(&pool);
            std::thread::spawn(move || pool.work());
        }
        pool
    }

    /// Begins a job, and ends the client's older one: that with a lower number, whichever came first.
    ///
    /// # Errors
    /// Too many jobs.
    pub(crate) fn begin(
        self: &Arc<Self>,
        role: Role,
        (client, number): (&str, u64),
        lines: Vec<Line>,
        seed: u64,
        replicates: u32,
    ) -> Result<JobResults, Refusal> {
        let (sender, events) = channel();
        let next = lines.iter().map(|line| line.from).collect();
        let is_first = role == Role::Presenter;
        let job = Arc::new(Job {
            is_first,
            lines,
            seed,
            replicates,
            ended: AtomicBool::new(false),
            progress: Mutex::new((next, 0)),
            waiting: AtomicU32::new(0),
            events: Mutex::new(sender),
        });
        if !job.has_more() {
            job.end();
        }
        let mut jobs = lock(&self.jobs);
        if !self.is_latest(is_first, client, number) {
            job.ended.store(true, Ordering::Relaxed);
            return Ok(JobResults { job, events, is_done: false, pool: Arc::clone(self) });
        }
        jobs.retain(|_, job| !job.is_ended());
        let client = (is_first, client.to_owned());
        let guests = jobs.keys().filter(|(is_first, _)| !is_first).count();
        if !is_first && guests >= MAX_JOBS && !jobs.contains_key(&client) {
            return Err(Refusal::new(503, "too many requests at once; try again in a moment"));
        }
        if let Some(older) = jobs.insert(client, Arc::clone(&job)) {
            older.ended.store(true, Ordering::Relaxed);
        }
        drop(jobs);
        self.wake.notify_all();
        Ok(JobResults { job, events, is_done: false, pool: Arc::clone(self) })
    }

    /// Whether this is a client's newest request; remembers its number.
    fn is_latest(&self, is_first: bool, client: &str, number: u64) -> bool {
        let mut latest = lock(&self.latest[usize::from(is_first)]);
        if latest.len() >= MAX_CLIENTS && !latest.contains_key(client) {
            latest.pop_first();
        }
        let known = latest.entry(client.to_owned()).or_insert(number);
        *known = (*known).max(number);
        *known == number
    }

    /// Jobs that have not ended.
    pub(crate) fn running_jobs(&self) -> usize {
        lock(&self.jobs).values().filter(|job| !job.is_ended()).count()
    }

    fn work(&self) {
        loop {
            let (job, line, replicate) = self.take();
            job.run(line, replicate);
            job.end_of_run();
        }
    }

    /// Waits for a run to do.
    fn take(&self) -> (Arc<Job>, usize, u32) {
        let mut jobs = lock(&self.jobs);
        loop {
            jobs.retain(|_, job| !job.is_ended());
            let ready = |job: &&Arc<Job>| job.has_more() && job.waiting.load(Ordering::Relaxed) < MAX_WAITING;
            // The presenter's are every second run: guests who begin anew all the time hold up one another only.
            let may_be_first = !self.was_first.load(Ordering::Relaxed);
            let first = |job: &&Arc<Job>| job.is_first && may_be_first && ready(job);
            let next =
                jobs.values().find(first).or(jobs.values().filter(ready).min_by_key(|job| job.started())).cloned();
            self.was_first.store(next.as_ref().is_some_and(|job| job.is_first), Ordering::Relaxed);
            if let Some((job, (line, replicate))) = next.and_then(|job| job.next().map(|run| (job, run))) {
                return (job, line, replicate);
            }
            // A wake-up between the look and the wait would be lost: so look again in a while in any case.
            let waited = self.wake.wait_timeout(jobs, Duration::from_millis(100));
            jobs = waited.map_or_else(|poisoned| poisoned.into_inner().0, |(jobs, _)| jobs);
        }
    }
}
