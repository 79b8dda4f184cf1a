//! Long work: on threads of its own, without the interpreter lock, stopped by Ctrl-C.
//!
//! The thread that called waits, looks for signals ten times a second and calls whatever Python wants called; Python code
//! never runs on a thread of the engine. Work is stopped by unwinding from [`Progress::step`], which every workflow calls
//! after each run: folders in the making are removed and stores closed on the way.
//!
//! Nothing runs on a pool that outlives the call, so that a process may fork between calls.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use mobilise::study::Unit;
use mobilise::{Progress, WorkflowError};
use pyo3::prelude::*;

use crate::error::{fault, raise};

/// How often signals are looked for.
const TICK: Duration = Duration::from_millis(100);
/// How long a stopped call waits for its threads: they end after the runs that are under way.
const PATIENCE: Duration = Duration::from_millis(800);
/// Runs that may wait for Python.
const AHEAD: usize = 4;

thread_local! {
    static OURS: Cell<bool> = const { Cell::new(false) };
}

/// Panics on the threads of calls are caught and raised as exceptions; they print nothing.
pub(crate) fn quiet_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !OURS.get() {
            before(info);
        }
    }));
}

/// Clears away what calls have not finished; Python calls it when it ends.
#[pyfunction]
pub(crate) fn abandon() {
    mobilise::internals::files::abandon();
}

/// What a call reports while it works.
#[derive(Default)]
struct State {
    stopped: AtomicBool,
    done: AtomicU64,
    total: AtomicU64,
    notes: Mutex<Vec<String>>,
}

/// What the waiting thread is told.
enum Message {
    Run(Box<Unit>),
    Ended,
}

/// Receives what a workflow reports, and hands finished runs to Python.
pub(crate) struct Reporter {
    state: Arc<State>,
    send: SyncSender<Message>,
}

impl Reporter {
    /// Whether the call was stopped.
    pub(crate) fn is_stopped(&self) -> bool {
        self.state.stopped.load(Ordering::Relaxed)
    }

    /// Hands a run to the waiting thread; an error where nobody waits any more.
    pub(crate) fn hand_over(&self, unit: Unit) -> Result<(), ()> {
        self.send.send(Message::Run(Box::new(unit))).map_err(|_| ())
    }
}

/// The payload with which stopped work unwinds.
struct Stopped;

impl Progress for Reporter {
    fn note(&self, text: &str) {
        self.state.notes.lock().unwrap_or_else(PoisonError::into_inner).push(text.to_owned());
    }

    fn begin(&self, total: u64) {
        self.state.done.store(0, Ordering::Relaxed);
        self.state.total.store(total, Ordering::Relaxed);
    }

    fn step(&self) {
        if self.is_stopped() {
            // Without the panic hook, which would print.
            resume_unwind(Box::new(Stopped));
        }
        self.state.done.fetch_add(1, Ordering::Relaxed);
    }

    fn advance_to(&self, done: u64) {
        self.state.done.fetch_max(done, Ordering::Relaxed);
    }

    fn finish(&self) {}
}

/// Python's side of a call.
#[derive(Default)]
pub(crate) struct Hooks<'py> {
    /// Called with runs done, runs in all, and what there is to say.
    pub report: Option<Bound<'py, PyAny>>,
}

/// Does some work on `threads` threads without the interpreter lock. `on_run` is called on this thread with each run that
/// the work hands over.
pub(crate) fn work<T: Send + 'static>(
    py: Python<'_>,
    threads: usize,
    hooks: &Hooks<'_>,
    mut on_run: impl FnMut(Unit) -> PyResult<()>,
    f: impl FnOnce(&Reporter) -> Result<T, WorkflowError> + Send + 'static,
) -> PyResult<T> {
    let state = Arc::new(State::default());
    let (send, receive) = sync_channel(AHEAD);
    let slot = Arc::new(Mutex::new(None));
    let thread = {
        let (state, slot) = (Arc::clone(&state), Arc::clone(&slot));
        let run = move || {
            OURS.set(true);
            let reporter = Reporter { state, send };
            let done = catch_unwind(AssertUnwindSafe(|| in_pool(threads, || f(&reporter))));
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
            let _ = reporter.send.send(Message::Ended);
        };
        let builder = std::thread::Builder::new().name("mobilise".to_owned());
        builder.spawn(run).map_err(|error| fault(py, &format!("cannot start a thread: {error}")))?
    };
    let waited = wait(py, &state, receive, hooks, &mut on_run);
    if let Err(error) = waited {
        state.stopped.store(true, Ordering::Relaxed);
        py.detach(|| {
            let asked = Instant::now();
            while !thread.is_finished() && asked.elapsed() < PATIENCE {
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        return Err(error);
    }
    let done = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
    match done {
        Some(Ok(result)) => result.map_err(|error| raise(py, &error)),
        Some(Err(panic)) => Err(fault(py, &words(&*panic))),
        None => Err(fault(py, "the work ended without a result")),
    }
}

/// The same for work that hands over no runs.
pub(crate) fn work_alone<T: Send + 'static>(
    py: Python<'_>,
    threads: usize,
    report: Option<Bound<'_, PyAny>>,
    f: impl FnOnce(&Reporter) -> Result<T, WorkflowError> + Send + 'static,
) -> PyResult<T> {
    work(py, threads, &Hooks { report }, |_| Ok(()), f)
}

/// Waits for the end, or for a signal or an exception of Python's.
fn wait(
    py: Python<'_>,
    state: &State,
    receive: Receiver<Message>,
    hooks: &Hooks<'_>,
    on_run: &mut dyn FnMut(Unit) -> PyResult<()>,
) -> PyResult<()> {
    let mut receive = receive;
    let mut told = Instant::now();
    loop {
        let receiver = &mut receive;
        let message = py.detach(move || receiver.recv_timeout(TICK));
        let ended = match message {
            Ok(Message::Run(unit)) => {
                on_run(*unit)?;
                false
            }
            Ok(Message::Ended) | Err(RecvTimeoutError::Disconnected) => true,
            Err(RecvTimeoutError::Timeout) => false,
        };
        if ended || told.elapsed() >= TICK {
            told = Instant::now();
            py.check_signals()?;
            tell(state, hooks)?;
        }
        if ended {
            return Ok(());
        }
    }
}

fn tell(state: &State, hooks: &Hooks<'_>) -> PyResult<()> {
    let Some(report) = &hooks.report else { return Ok(()) };
    let notes = std::mem::take(&mut *state.notes.lock().unwrap_or_else(PoisonError::into_inner));
    report.call1((state.done.load(Ordering::Relaxed), state.total.load(Ordering::Relaxed), notes)).map(|_| ())
}

/// On a pool of the call's own: whatever runs in parallel below must not start the process-wide one.
fn in_pool<T: Send>(threads: usize, f: impl FnOnce() -> Result<T, WorkflowError> + Send) -> Result<T, WorkflowError> {
    let builder = rayon::ThreadPoolBuilder::new().num_threads(threads).start_handler(|_| OURS.set(true));
    let pool = builder
        .build()
        .map_err(|error| WorkflowError::run(format!("cannot start threads: {error}"), "try fewer threads"))?;
    pool.install(f)
}

/// Does something short on this thread; a panic becomes an exception.
pub(crate) fn guard<T>(py: Python<'_>, f: impl FnOnce() -> T) -> PyResult<T> {
    let before = OURS.replace(true);
    let done = catch_unwind(AssertUnwindSafe(f));
    OURS.set(before);
    done.map_err(|panic| fault(py, &words(&*panic)))
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("the engine panicked").to_owned()
}

/// The threads asked for, or as many as the machine has.
pub(crate) fn threads(asked: Option<usize>) -> usize {
    asked.unwrap_or_else(mobilise::workflow::changes::all_threads).clamp(1, 1024)
}
