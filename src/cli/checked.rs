//! The lines about the check of very many points, which takes minutes.

use std::io::{self, Write};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use mobilise::internals::text::{duration, with_separators};

use super::terminal::Terminal;

static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);

impl Terminal {
    /// What is told how many points are checked; none where nothing is to be said.
    pub fn checked(&self) -> Option<fn(usize, usize)> {
        LazyLock::force(&BEGAN);
        (!self.is_quiet()).then_some(say)
    }
}

fn say(done: usize, all: usize) {
    let _ = writeln!(io::stderr().lock(), "{}", line(done, all, BEGAN.elapsed()));
}

/// How many there are before the first is checked, and then how far the check is.
fn line(done: usize, all: usize, elapsed: Duration) -> String {
    let [count, total] = [done, all].map(|points| with_separators(&points.to_string()));
    if done == 0 {
        return format!("{total} points: each is checked before anything runs");
    }
    let left = elapsed.mul_f64((all - done.min(all)) as f64 / done as f64);
    let left = if left < Duration::from_secs(2) { String::new() } else { format!(", about {} left", duration(left)) };
    format!("checked {count} of {total} points{left}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_comes_first_and_then_what_is_left() {
        let lines = [(0, 0), (250_000, 10), (1_000_000, 40)]
            .map(|(done, seconds)| line(done, 1_000_000, Duration::from_secs(seconds)));
        assert_eq!(
            lines,
            [
                "1,000,000 points: each is checked before anything runs",
                "checked 250,000 of 1,000,000 points, about 30 seconds left",
                "checked 1,000,000 of 1,000,000 points"
            ]
        );
    }
}
