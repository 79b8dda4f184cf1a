//! README, justfile, CI, licence and version agree.

use std::fs;

use super::{commands, root, text};

/// The commands of a recipe of the justfile.
fn recipe(name: &str) -> Vec<String> {
    let file = text("justfile");
    let lines = file.lines().skip_while(|line| *line != format!("{name}:")).skip(1);
    lines.take_while(|line| line.starts_with("    ")).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn readme_justfile_and_ci_test_alike() {
    assert_eq!(recipe("test"), ["cargo test --release"]);
    let readme = commands(&text("README.md"));
    assert_eq!(readme[..2], ["cargo run --release -- compare".to_owned(), "cargo test --release".to_owned()]);
    let ci = text(".ci/run");
    let steps: Vec<&str> = ci.lines().filter_map(|line| line.strip_prefix("step ")).collect();
    assert_eq!(steps, ["format", "lint", "features", "docs", "test", "debug-golden", "canaries", "bindings"]);
    for step in steps {
        assert!(!recipe(step).is_empty(), "the justfile has no recipe `{step}`");
    }
}

#[test]
fn ci_is_a_program_that_stops_at_the_first_failure() {
    for path in [".ci/run", ".ci/bindings"] {
        let ci = text(path);
        assert!(ci.starts_with("#!/usr/bin/env bash\n") && ci.contains("set -euo pipefail"), "{path}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(root().join(path)).expect("a file").permissions().mode();
            assert!(mode & 0o111 == 0o111, "{path} is not executable");
        }
    }
}

#[test]
fn version_and_licence_are_the_same_everywhere() {
    let version = env!("CARGO_PKG_VERSION");
    assert!(text("CITATION.cff").contains(&format!("version: {version}\n")));
    assert!(text("CHANGELOG.md").contains(&format!("## [{version}]")));
    assert!(text("python/Cargo.toml").contains(&format!("\nversion = \"{version}\"\n")));
    assert!(text("r/DESCRIPTION").contains(&format!("\nVersion: {version}\n")));
    assert!(text("LICENSE").contains("MIT OR Apache-2.0"));
    assert!(text("Cargo.toml").contains("license = \"MIT OR Apache-2.0\""));
    assert!(text("LICENSE-MIT").contains("The mobilise founders"));
    assert!(text("LICENSE-APACHE").contains("Apache License"));
    assert!(text("README.md").contains(&format!("Rust {}", env!("CARGO_PKG_RUST_VERSION"))));
    assert!(text("CHANGELOG.md").contains("Results changed"));
}
