//! Ctrl-C and `kill`: what was not finished is cleared away, and the last line says what is kept.

use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// What to say when the program is stopped now.
static KEPT: Mutex<Option<String>> = Mutex::new(None);

/// From now on the command keeps every finished run in this folder.
pub fn keeps_runs_in(folder: &Path) {
    let folder = super::words::path_word(folder);
    set(format!("stopped: all finished runs are kept in {folder}; the same command continues from there"));
}

/// From now on the command has something to lose: it writes its folder when all runs have ended.
pub fn writes_at_the_end() {
    set("stopped: nothing was written; results are written when all runs have ended".to_owned());
}

fn set(text: String) {
    *KEPT.lock().unwrap_or_else(PoisonError::into_inner) = Some(text);
}

/// Says on standard error what is kept.
#[cfg_attr(not(unix), allow(dead_code))]
fn say() {
    if let Some(text) = KEPT.lock().unwrap_or_else(PoisonError::into_inner).take() {
        let _ = writeln!(std::io::stderr().lock(), "\n{text}");
    }
}

/// From now on a signal that ends the program first removes what it has not finished. What a sweep keeps stays.
///
/// Where a limit on the size of files is met, the write fails with a message instead of the whole program.
#[cfg(unix)]
pub fn clear_up_when_stopped() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use signal_hook::consts::{SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;

    let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    // A terminal that is closed (SIGHUP) is left alone: under `nohup` it must not end the program.
    // Without a handler the program is ended as before; the next one clears away what it left.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            mobilise::internals::files::abandon();
            say();
            // Ends the program as the signal would have done, so that a shell sees which it was.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

/// Elsewhere the next run clears away what was left.
#[cfg(not(unix))]
pub fn clear_up_when_stopped() {}
