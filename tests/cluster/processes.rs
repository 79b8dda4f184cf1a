//! Processes of a test that are nobody's children any more: found by what stands in their environment.

use std::path::Path;
use std::process::Command;

/// The processes whose environment has this entry, and those alone: schedulers' helpers leave their parents.
pub fn with(entry: &str) -> Vec<u32> {
    let mut found = Vec::new();
    for process in std::fs::read_dir("/proc").expect("processes").flatten() {
        let Ok(id) = process.file_name().to_string_lossy().parse::<u32>() else { continue };
        // One that is gone, or somebody else's, cannot be read.
        let Ok(environment) = std::fs::read(process.path().join("environ")) else { continue };
        if environment.split(|byte| *byte == 0).any(|own| own == entry.as_bytes()) {
            found.push(id);
        }
    }
    found
}

/// The parent of a process.
pub fn parent(id: u32) -> Option<u32> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("PPid:"))?.trim().parse().ok()
}

/// The command line of a process.
pub fn command(id: u32) -> String {
    let bytes = std::fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&bytes).replace('\0', " ")
}

/// Whether a process is there and not only waiting to be buried.
pub fn lives(id: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{id}/status")).is_ok_and(|text| !text.contains("State:\tZ"))
}

/// Sends a signal to a process, which may be gone.
pub fn signal(id: u32, name: &str) {
    let _ = Command::new("kill").args([&format!("-{name}"), &id.to_string()]).output();
}

/// Whether a program is installed; daemons stand where not every user looks.
pub fn program(name: &str) -> Option<std::path::PathBuf> {
    let places = std::env::var("PATH").unwrap_or_default() + ":/usr/sbin:/usr/local/sbin:/sbin";
    places.split(':').map(|place| Path::new(place).join(name)).find(|path| path.is_file())
}
