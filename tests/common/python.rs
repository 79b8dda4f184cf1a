//! A Python with the package that is to judge us.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

/// Tests run side by side, and one alone should fetch.
static FETCHING: Mutex<()> = Mutex::new(());

/// A package: how pip and Python name it, which version, and what holds where it is there and recent enough.
pub struct Package {
    pub name: &'static str,
    pub version: &'static str,
    /// Others that are put in beside it.
    pub beside: &'static [&'static str],
    pub check: &'static str,
    /// Where this is set, as CI sets it, the package must be had.
    pub required: &'static str,
}

/// A Python with the package: the one that is there, or one in a folder of its own with the package put in by pip.
/// `None` where neither can be had – unless the package is required.
pub fn python(package: &Package) -> Option<PathBuf> {
    // A test that failed while it held the lock is no reason for the others to fail.
    let _alone = FETCHING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let imports = |python: &Path| {
        Command::new(python).args(["-c", package.check]).output().is_ok_and(|done| done.status.success())
    };
    let there = PathBuf::from("python3");
    if imports(&there) {
        return Some(there);
    }
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(package.name.to_lowercase());
    let own = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python3" });
    if !imports(&own) {
        let run = |program: &Path, arguments: &[&str]| Command::new(program).args(arguments).output();
        let wanted = format!("{}=={}", package.name, package.version);
        let install: Vec<&str> =
            ["-m", "pip", "install", "--quiet", &wanted].into_iter().chain(package.beside.iter().copied()).collect();
        let made = run(&there, &["-m", "venv", &home.display().to_string()]);
        let put = made.and_then(|_| run(&own, &install));
        if !imports(&own) {
            let why = put.map_or_else(|e| e.to_string(), |done| String::from_utf8_lossy(&done.stderr).into_owned());
            assert!(std::env::var_os(package.required).is_none(), "no {wanted} to be had: {why}");
            println!("skipped: no python3 with {}, and pip could not fetch {wanted}: {why}", package.name);
            return None;
        }
    }
    Some(own)
}
