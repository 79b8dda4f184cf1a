//! `check`: what a scenario says, without a run.

use mobilise::scenario::{Overrides, load, load_text};

use crate::program::Desk;

const CASES: [&str; 4] = ["j4dw", "meca", "crossover-j4dw-in-somerset", "crossover-meca-in-london"];

#[test]
fn check_runs_nothing_and_writes_nothing() {
    let desk = Desk::new();
    for case in CASES {
        let said = desk.good(&["check", case]);
        assert_eq!(said.err, "");
        for word in ["is valid", "workers", "weeks", "replicates", "organisation", "memory"] {
            assert!(said.out.contains(word), "{case}: no {word} in\n{}", said.out);
        }
    }
    assert!(desk.names("").is_empty());
    assert!(desk.good(&["check", "j4dw"]).out.contains("2012-04-06"), "interventions come with their dates");
}

#[test]
fn check_resolved_read_again_is_the_same() {
    let desk = Desk::new();
    desk.write(
        "odd.toml",
        r#"version = 1
name = "it's \"odd\""
about = "line one\nline two\u007f"
start = 2009-03-15
seed = 12

[population]
origins = { "Sri Lanka" = 0.5, "it's \"so\"" = 0.5 }

[organisation."Ça va; it's \"us\""]
hours.internal = 0.5

[organisation."a.b"]

[intervention."money, at last"]
kind = "grant"
organisation = "a.b"
from = 2010-01-01
"#,
    );
    for case in CASES.into_iter().chain(["odd.toml"]) {
        let first = desk.good(&["check", case, "--resolved"]).out;
        desk.write("again.toml", &first);
        let second = desk.good(&["check", "again.toml", "--resolved"]).out;
        assert_eq!(first, second, "{case}");
        assert!(first.starts_with("version = 1\nname = "), "{case}");
        // A key that is never written comes back the same too: the scenarios must be equal, not only the texts.
        let path = desk.at(case);
        let name = if path.exists() { path.display().to_string() } else { case.to_owned() };
        let none = Overrides::default();
        assert_eq!(load_text("again.toml", &first, &none), load(&name, &none), "{case}");
    }
}
