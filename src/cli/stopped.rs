//! Ctrl-C and `kill`: what was not finished is cleared away.

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
            // Ends the program as the signal would have done, so that a shell sees which it was.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

/// Elsewhere the next run clears away what was left.
#[cfg(not(unix))]
pub fn clear_up_when_stopped() {}
