//! The page's files are those that its sources give.
//!
//! They are committed, so that nobody needs more than cargo; and so they could be out of date, or not be what the
//! sources say. With `MOBILISE_REQUIRE_PAGE` set, as CI sets it where npm works, they are built anew and compared.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the page's sources.
pub fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/serve/page")
}

const BUILT: [&str; 3] = ["page.js", "page.css", "licences.txt"];

#[test]
fn the_built_files_are_those_of_the_sources() {
    if std::env::var_os("MOBILISE_REQUIRE_PAGE").is_none() {
        println!("skipped: MOBILISE_REQUIRE_PAGE is not set, and building needs npm");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(page()).expect("the page's folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            std::fs::copy(&path, folder.path().join(path.file_name().expect("a name"))).expect("a copy");
        }
    }
    for arguments in [&["ci", "--no-audit", "--no-fund"][..], &["run", "build"]] {
        let done = Command::new("npm").args(arguments).current_dir(&folder).output().expect("npm");
        let said = String::from_utf8_lossy(&done.stderr).into_owned() + &String::from_utf8_lossy(&done.stdout);
        assert!(done.status.success(), "npm {arguments:?}: {said}");
    }
    for file in BUILT {
        let committed = std::fs::read(page().join("built").join(file)).expect("a committed file");
        let made = std::fs::read(folder.path().join("built").join(file)).expect("a built file");
        assert!(committed == made, "built/{file} is out of date: npm ci && npm run build in src/serve/page");
    }
}

/// Whoever has the page has its licences.
#[test]
fn the_page_keeps_what_it_is_made_from() {
    let text = |path: &str| std::fs::read_to_string(page().join(path)).expect(path);
    let licences = text("built/licences.txt");
    for words in ["uPlot 1.6.32", "MIT License", "Leon Sorokin", "AS IS"] {
        assert!(licences.contains(words), "{words}");
    }
    // Pinned to the patch, as the lock file has it too.
    let pinned = text("package.json");
    for package in ["\"uplot\": \"1.6.32\"", "\"esbuild\": \"0.28.2\"", "\"typescript\": \"5.9.3\""] {
        assert!(pinned.contains(package), "{package}");
    }
    let lock = text("package-lock.json");
    assert!(lock.contains("\"integrity\": \"sha512-") && !lock.contains("file:"), "packages by their digests");
}
