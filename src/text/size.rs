//! Lengths of time and sizes in bytes.

use core::time::Duration;

/// A length of time: `42 seconds`, `2.0 hours`.
pub fn duration(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    match seconds {
        s if s < 1.0 => format!("{:.0} ms", s * 1e3),
        s if s < 90.0 => format!("{s:.0} seconds"),
        s if s < 5_400.0 => format!("{:.0} minutes", s / 60.0),
        s if s < 172_800.0 => format!("{:.1} hours", s / 3_600.0),
        s => format!("{:.1} days", s / 86_400.0),
    }
}

/// A number of bytes in MB, or from 1000 MB on in GB.
pub fn byte_size(bytes: u64) -> String {
    let megabytes = bytes as f64 / 1e6;
    if megabytes < 1_000.0 { format!("{megabytes:.0} MB") } else { format!("{:.1} GB", megabytes / 1_000.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        for (seconds, text) in [
            (0.25, "250 ms"),
            (42.0, "42 seconds"),
            (600.0, "10 minutes"),
            (7_200.0, "2.0 hours"),
            (864_000.0, "10.0 days"),
        ] {
            assert_eq!(duration(Duration::from_secs_f64(seconds)), text);
        }
    }
}
