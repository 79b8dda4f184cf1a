//! docs/files.md describes every file and every column that commands write.

use std::fs;

use mobilise::knob::Choice;
use mobilise::knob::intervention::InterventionKind;

use super::{run, text};

#[test]
fn every_kind_of_intervention_and_every_column_is_described() {
    let page = text("docs/files.md");
    for kind in InterventionKind::ALL {
        assert!(page.contains(&format!("- **{}**", kind.word())), "docs/files.md does not describe {}", kind.word());
    }
    let home = tempfile::tempdir().expect("a folder");
    run(
        home.path(),
        &["compare", "--weeks", "3", "--replicates", "2", "--seed", "1", "--out", "out", "--csv", "--quiet"],
    );
    let made = mobilise::internals::files::names_in(&home.path().join("out")).expect("the folder");
    for name in &made {
        assert!(page.contains(&format!("`{name}`")), "docs/files.md does not describe {name}");
    }
    run(
        home.path(),
        &["sweep", "learning-and-relief", "--weeks", "3", "--replicates", "2", "--out", "sweep", "--csv", "--quiet"],
    );
    for name in mobilise::internals::files::names_in(&home.path().join("sweep")).expect("the folder") {
        assert!(page.contains(&format!("`{name}`")), "docs/files.md does not describe {name}");
    }
    run(home.path(), &["ask", "coping", "--weeks", "3", "--replicates", "2", "--out", "answer", "--quiet"]);
    for name in mobilise::internals::files::names_in(&home.path().join("answer")).expect("the folder") {
        // Each part of an answer has a picture of its own name.
        let name = name.replace("answer-relief", "answer-NAME").replace("answer-resonance", "answer-NAME");
        assert!(page.contains(&format!("`{name}`")), "docs/files.md does not describe {name}");
    }
    let sizes = ["--particles", "12", "--at-most", "40", "--out", "calibration", "--quiet"];
    run(home.path(), &["calibrate", "first-year"].into_iter().chain(sizes).collect::<Vec<_>>());
    for name in mobilise::internals::files::names_in(&home.path().join("calibration")).expect("the folder") {
        assert!(page.contains(&format!("`{name}`")), "docs/files.md does not describe {name}");
    }
    for name in ["knobs.csv", "patterns.csv", "generations.csv", "curves.csv"] {
        let table = fs::read_to_string(home.path().join("calibration").join(name)).expect("a table");
        for column in table.lines().next().expect("a header").split(',') {
            assert!(page.contains(&format!("`{column}`")), "docs/files.md does not describe {column} of {name}");
        }
    }
    let sizes = ["--replicates", "2", "--draw", "j4dw-growth", "--out", "patterns", "--quiet"];
    run(home.path(), &["patterns", "no-way-in"].into_iter().chain(sizes).collect::<Vec<_>>());
    for name in mobilise::internals::files::names_in(&home.path().join("patterns")).expect("the folder") {
        assert!(page.contains(&format!("`{name}`")), "docs/files.md does not describe {name}");
        if !["patterns.csv", "values.csv", "curves.csv"].contains(&name.as_str()) {
            continue;
        }
        let table = fs::read_to_string(home.path().join("patterns").join(&name)).expect("a table");
        for column in table.lines().next().expect("a header").split(',') {
            assert!(page.contains(&format!("`{column}`")), "docs/files.md does not describe {column} of {name}");
        }
    }
    for experiment in ["which-knobs-matter", "shares-of-variance"] {
        run(
            home.path(),
            &["sensitivity", experiment, "--weeks", "3", "--replicates", "2", "--out", experiment, "--quiet"],
        );
        for name in mobilise::internals::files::names_in(&home.path().join(experiment)).expect("the folder") {
            assert!(page.contains(&format!("`{name}`")), "docs/files.md does not describe {name}");
        }
    }
    for name in [
        "out/curves.csv",
        "out/effects.csv",
        "sweep/effects.csv",
        "sweep/outcomes.csv",
        "sweep/interactions.csv",
        "which-knobs-matter/elementary_effects.csv",
        "shares-of-variance/indices.csv",
        "shares-of-variance/index_pairs.csv",
    ] {
        let table = fs::read_to_string(home.path().join(name)).expect("a table");
        for column in table.lines().next().expect("a header").split(',') {
            assert!(page.contains(&format!("`{column}`")), "docs/files.md does not describe {column} of {name}");
        }
    }
}
