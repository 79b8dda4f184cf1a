//! Experiments of very many points.
//!
//! The contract: how large an experiment is is said before its points are checked, then how far the check is; `check`
//! says the same of an experiment as `sweep --dry-run`, and more points than are allowed are refused at once.
//!
//! It can break where the size is known only when every point has been made, or where a point costs as much again as
//! those before it.

use std::time::{Duration, Instant};

use crate::program::Desk;

fn experiment(steps: (u32, u32)) -> String {
    format!(
        "version = 1\nname = \"Many\"\nabout = \"Two knobs\"\nscenario = \"tiny.toml\"\nreplicates = 2\nseed = 1\n\
         outcomes = [\"members\"]\n\n[vary]\ncoping.relief = {{ from = 0.0, to = 1.0, steps = {} }}\n\
         coping.resonance = {{ from = 0.0, to = 1.0, steps = {} }}\n",
        steps.0, steps.1
    )
}

const TINY: &str = "version = 1\nname = \"Tiny\"\n\n[run]\nweeks = 4\n\n[population]\nworkers = 60\n\n\
    [organisation.Ours]\nfounders.count = 8\n";

#[test]
fn the_size_is_said_before_the_check() {
    let desk = Desk::new();
    desk.write("tiny.toml", TINY);
    desk.write("many.toml", &experiment((200, 100)));
    let clock = Instant::now();
    let said = desk.good(&["check", "many.toml"]);
    let taken = clock.elapsed();
    assert!(said.err.starts_with("20,001 points: each is checked before anything runs\n"), "{}", said.err);
    for words in [
        "`Many` is valid.\nTwo knobs\n",
        "20,001 (1 baseline, the rest a grid of coping relief and coping resonance)",
        "replicates     2",
        "runs           40,002",
    ] {
        assert!(said.out.contains(words), "no {words} in\n{}", said.out);
    }
    // About two seconds; thirty times as long where something grows with the square of the points.
    assert!(taken < Duration::from_secs(60), "{taken:?}");
    assert!(desk.good(&["sweep", "many.toml", "--dry-run"]).out.contains("20,001 (1 baseline"));
    assert_eq!(desk.good(&["--quiet", "check", "many.toml"]).err, "");
    // What is changed on the command line counts here too.
    let said = desk.good(&["check", "many.toml", "--replicates", "5"]);
    assert!(said.out.contains("runs           100,005"), "{}", said.out);
    // A small one has no such lines, and its mistakes are those that `sweep` names.
    desk.write("few.toml", &experiment((2, 3)));
    let said = desk.good(&["check", "few.toml"]);
    assert!(!said.err.contains("points") && said.out.contains("7 (1 baseline"), "{}{}", said.err, said.out);
    desk.write("wrong.toml", &experiment((2, 3)).replace("coping.resonance", "coping.resonnance"));
    let words = ["coping.resonnance", "did you mean"];
    let checked = desk.refused(&["check", "wrong.toml"], &words).err;
    assert_eq!(checked, desk.refused(&["sweep", "wrong.toml", "--dry-run"], &words).err);
    desk.refused(&["check", "few.toml", "--resolved"], &["is an experiment, not a scenario"]);
    assert!(desk.good(&["check", "learning-and-relief"]).out.contains("points"), "one that comes with the program");
}

#[test]
fn more_points_than_are_allowed_are_refused_at_once() {
    let desk = Desk::new();
    desk.write("tiny.toml", TINY);
    desk.write("million.toml", &experiment((1_000, 1_001)));
    for command in [&["check", "million.toml"][..], &["sweep", "million.toml", "--dry-run"]] {
        let clock = Instant::now();
        let said = desk.refused(command, &["more than 1000000 points", "hint: "]);
        assert!(clock.elapsed() < Duration::from_secs(5), "{:?}", clock.elapsed());
        assert!(!said.err.contains("each is checked"), "{}", said.err);
    }
}
