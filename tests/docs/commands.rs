//! Every command and every scenario shown runs.

use std::fs;

use super::{PAGES, commands, run, text};

/// The words of a command, of which some stand in double quotes.
pub(super) fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    parts
        .flat_map(|(n, part)| -> Vec<String> {
            if n % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
        })
        .collect()
}

/// Commands that build, install or test: said by other tests, not run here.
const NOT_RUN: [&str; 3] = ["cargo test --release", "cargo install --path .", "cargo bench"];

/// Every command shown runs, in order, in an empty folder; those that simulate do so for a few weeks.
#[test]
fn every_command_shown_runs() {
    for path in PAGES {
        let home = tempfile::tempdir().expect("a folder");
        for command in &commands(&text(path)) {
            if NOT_RUN.contains(&command.as_str()) {
                continue;
            }
            let line = command.split(" #").next().unwrap_or_default().trim();
            let rest = line.strip_prefix("cargo run --release -- ").or_else(|| line.strip_prefix("mobilise "));
            let rest = rest.unwrap_or_else(|| panic!("{path}: `{command}` is no command of ours"));
            assert!(!rest.contains(['|', '>', '\\', '*']), "{path}: `{command}` needs a shell");
            let mut arguments = words(rest);
            let is_study = ["run", "compare"].contains(&arguments[0].as_str());
            let is_experiment = ["sweep", "sensitivity", "ask"].contains(&arguments[0].as_str());
            // All weeks are needed there, and few runs.
            if arguments[0] == "patterns" {
                if let Some(place) = arguments.iter().position(|word| word == "--replicates") {
                    arguments.drain(place..place + 2);
                }
                arguments.extend(["--replicates", "1", "--quiet"].map(str::to_owned));
            }
            if arguments[0] == "serve" {
                // It would go on until it is stopped: here it is enough that it takes these options.
                arguments.push("--help".to_owned());
            }
            // A folder says itself what was run.
            let is_folder = arguments.get(1).is_some_and(|word| home.path().join(word).is_dir());
            if is_study || (is_experiment && !is_folder) {
                // The last of two is taken nowhere: what the command says itself is left out. Later commands go on
                // in the folder it names.
                for option in &["--weeks", "--replicates"] {
                    if let Some(place) = arguments.iter().position(|word| word == option) {
                        arguments.drain(place..place + 2);
                    }
                }
                arguments.extend(["--weeks", "4", "--replicates", "2", "--quiet"].map(str::to_owned));
            }
            run(home.path(), &arguments.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
    assert!(commands(&text("README.md")).len() >= 8, "the README shows how to use the program");
    assert_eq!(words("explain \"awake at the end\" --all"), ["explain", "awake at the end", "--all"]);
}

/// Every scenario shown is one that loads.
#[test]
fn every_scenario_shown_is_right() {
    for path in PAGES {
        let page = text(path);
        for block in page.split("```toml\n").skip(1).filter_map(|block| block.split_once("```")).map(|(block, _)| block)
        {
            let home = tempfile::tempdir().expect("a folder");
            fs::write(home.path().join("shown.toml"), block).expect("a file");
            let is_experiment = block.lines().any(|line| line.starts_with("scenario"));
            if block.contains("[pattern.") && !block.contains("[prior]") {
                run(home.path(), &["patterns", "shown.toml", "--replicates", "2", "--quiet", "--out", "shown"]);
            } else if block.contains("[prior]") {
                let sizes = ["--particles", "8", "--at-most", "8", "--quiet", "--out", "shown"];
                run(home.path(), &["calibrate", "shown.toml"].into_iter().chain(sizes).collect::<Vec<_>>());
            } else if is_experiment {
                run(home.path(), &["sweep", "shown.toml", "--dry-run", "--weeks", "4"]);
            } else {
                run(home.path(), &["check", "shown.toml"]);
            }
        }
    }
}
