//! An experiment to run on a cluster, a program that is followed, and the comparison with a run on one machine.

use std::io::Read;
use std::path::Path;
use std::process::{Child, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::program::Desk;

/// A limit for things that take seconds, on a machine that is slow and busy.
pub const LIMIT: Duration = Duration::from_secs(240);

/// Waits until something is so; what is waited for stands in the message where it does not come.
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let clock = Instant::now();
    while !is_so() {
        assert!(clock.elapsed() < LIMIT, "waited too long for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A desk with a scenario and an experiment of seven points, of this many replicates and weeks.
pub fn desk(replicates: u32, weeks: u32) -> Desk {
    let desk = Desk::new();
    desk.write(
        "tiny.toml",
        &format!(
            "version = 1\nname = \"Tiny\"\n\n[run]\nweeks = {weeks}\nthreshold = 2\n\n[population]\nworkers = 60\n\n\
             [organisation.Ours]\nfounders.count = 8\n"
        ),
    );
    desk.write(
        "experiment.toml",
        &format!(
            "version = 1\nscenario = \"tiny.toml\"\nreplicates = {replicates}\nseed = 5\noutcomes = [\"attendance\"]\n\n\
             [vary]\ncoping.relief = [0.1, 0.5]\norganisation.Ours.hours.learning = {{ from = 0.0, to = 0.5, steps = 3 }}\n"
        ),
    );
    desk
}

/// Whether two folders hold the same finished files; what depends on the moment aside.
pub fn assert_same(desk: &Desk, one: &str, other: &str) {
    let names = |folder: &str| -> Vec<String> {
        let finished = desk.names(folder).into_iter().filter(|name| name != "timing.json" && name != "store");
        finished.collect()
    };
    assert_eq!(names(one), names(other));
    assert!(names(one).len() > 5, "{:?}", names(one));
    for name in names(one) {
        let bytes = |folder: &str| std::fs::read(desk.at(folder).join(&name)).expect("a file");
        assert!(bytes(one) == bytes(other), "{name} differs between {one} and {other}");
    }
}

/// A program that is running, and what it said so far.
pub struct Running {
    child: Child,
    said: Arc<Mutex<String>>,
}

impl Running {
    pub fn start(mut command: std::process::Command) -> Self {
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut err = child.stderr.take().expect("a pipe");
        let said = Arc::new(Mutex::new(String::new()));
        let sink = Arc::clone(&said);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = err.read(&mut bytes) {
                sink.lock().expect("a text").push_str(&String::from_utf8_lossy(&bytes[..read]));
            }
        });
        Self { child, said }
    }

    pub fn said(&self) -> String {
        self.said.lock().expect("a text").clone()
    }

    /// Waits until it has said something.
    pub fn wait_for(&mut self, words: &str) {
        let clock = Instant::now();
        while !self.said().contains(words) {
            let ended = self.child.try_wait().expect("a process");
            // What it said last may still be on its way.
            let late = ended.is_some() && clock.elapsed() > Duration::from_secs(2);
            assert!(!late || self.said().contains(words), "it ended without {words:?}:\n{}", self.said());
            assert!(clock.elapsed() < LIMIT, "waited too long for {words:?}:\n{}", self.said());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Kills it with the signal that cannot be caught.
    pub fn kill(&mut self) {
        self.child.kill().expect("it dies");
        self.child.wait().expect("it is dead");
    }

    /// Waits for its end.
    pub fn end(&mut self) -> ExitStatus {
        let clock = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a process") {
                return status;
            }
            assert!(clock.elapsed() < LIMIT, "it does not end:\n{}", self.said());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes a script that can be run.
pub fn script(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, text).expect("written");
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("a script");
}
