//! Data on standard output, everything else on standard error.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use mobilise::internals::files;
use mobilise::internals::text::{duration, printable};
use mobilise::workflow::{Progress, WorkflowError};

use super::failure::Failure;

/// Where output goes.
#[derive(Debug)]
pub struct Terminal {
    /// Say nothing but data and errors.
    quiet: bool,
    /// The command line without the program, for records.
    command: Vec<String>,
    /// The bar of the work that is under way.
    bar: RwLock<Option<Bar>>,
}

impl Progress for Terminal {
    fn note(&self, text: &str) {
        self.on_bar(|bar| match bar {
            Some(bar) => bar.say(self, text),
            None => self.say(text),
        });
    }

    fn begin(&self, total: u64) {
        *self.bar.write().unwrap_or_else(PoisonError::into_inner) = Some(self.bar_of(total));
    }

    fn step(&self) {
        self.on_bar(|bar| bar.into_iter().for_each(Bar::step));
    }

    fn advance_to(&self, done: u64) {
        self.on_bar(|bar| bar.into_iter().for_each(|bar| bar.to(done)));
    }

    fn finish(&self) {
        let bar = self.bar.write().unwrap_or_else(PoisonError::into_inner).take();
        bar.iter().for_each(Bar::finish);
    }
}

impl Terminal {
    /// A terminal on which no work is under way.
    pub fn new(quiet: bool, command: Vec<String>) -> Self {
        Self { quiet, command, bar: RwLock::new(None) }
    }

    /// The command line without the program, for records.
    pub fn command(&self) -> Vec<String> {
        self.command.clone()
    }

    /// Whether nothing is to be said but data and errors.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    fn on_bar(&self, act: impl FnOnce(Option<&Bar>)) {
        act(self.bar.read().unwrap_or_else(PoisonError::into_inner).as_ref());
    }

    /// Prints data. A reader that has seen enough and closed the pipe is no error; a full disk is one.
    pub fn data(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        // JSON that goes elsewhere stays as it is, and escapes what a terminal would obey; all else may be shown on one.
        let is_json = text.starts_with(['{', '[']) && !out.is_terminal();
        let shown = if is_json { text.into() } else { printable(text) };
        match out.write_all(shown.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(WorkflowError::output(format!("cannot write to standard output: {error}")).into())
            }
            _ => Ok(()),
        }
    }

    /// Prints a file that was written just now.
    pub fn file(&self, path: &Path) -> Result<(), Failure> {
        let text = files::read_text(path, 1 << 30);
        self.data(&text.map_err(|error| Failure::unusable(&error, "was it removed just now?"))?)
    }

    /// Says something in passing.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            let _ = writeln!(io::stderr().lock(), "{}", printable(text));
        }
    }

    /// Says what went wrong; the text is rendered, and may hold colours.
    pub fn error(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// How wide the terminal is.
    pub fn width(&self) -> u16 {
        terminal_size::terminal_size().map_or(110, |(width, _)| width.0.clamp(60, 140))
    }

    /// A bar for so many runs, with rate and time left; lines where standard error is no terminal.
    fn bar_of(&self, runs: u64) -> Bar {
        let is_watched = !self.quiet && io::stderr().is_terminal();
        let target = if is_watched { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(runs), target);
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} runs  {per_sec}  {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        if is_watched {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        let lines = !self.quiet && !is_watched;
        Bar { bar, runs, began: Instant::now(), lines, done: AtomicU64::new(0) }
    }
}

/// Progress of a study: a bar on a terminal, a line every quarter elsewhere.
#[derive(Debug)]
struct Bar {
    bar: ProgressBar,
    runs: u64,
    began: Instant,
    lines: bool,
    done: AtomicU64,
}

impl Bar {
    /// One run is done.
    fn step(&self) {
        self.bar.inc(1);
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let quarter = |runs: u64| runs * 4 / self.runs.max(1);
        if self.lines && quarter(done) > quarter(done - 1) {
            let _ = writeln!(io::stderr().lock(), "{done} of {} runs{}", self.runs, self.time_left(done));
        }
    }

    /// How long the rest takes at this rate, where that is two seconds or more.
    fn time_left(&self, done: u64) -> String {
        let left = self.began.elapsed().mul_f64(self.runs.saturating_sub(done) as f64 / done.max(1) as f64);
        if left < Duration::from_secs(2) { String::new() } else { format!(", about {} left", duration(left)) }
    }

    /// So many are done in all; as many as there are at the most.
    fn to(&self, done: u64) {
        for _ in self.done.load(Ordering::Relaxed)..done.min(self.runs) {
            self.step();
        }
    }

    /// Says something without disturbing the bar.
    fn say(&self, terminal: &Terminal, text: &str) {
        self.bar.suspend(|| terminal.say(text));
    }

    /// All are done.
    fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
