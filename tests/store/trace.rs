//! Every output can be traced, verified and made again: `run.json`, `verify-output`, `rerun`, `--watch`.

use super::program::Desk;
use super::tools::{EXPERIMENT, SCENARIO};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("tiny.toml", SCENARIO);
    desk.write("experiment.toml", EXPERIMENT);
    desk
}

#[test]
fn a_sweep_is_made_again_from_its_record_alone() {
    let desk = desk();
    desk.good(&["sweep", "experiment.toml", "--out", "out", "--csv", "--weeks", "6", "--set", "coping.relief=0.2"]);
    desk.good(&["verify-output", "out"]);
    // What it was made from is gone, and it is made elsewhere.
    std::fs::remove_file(desk.at("tiny.toml")).expect("removed");
    std::fs::remove_file(desk.at("experiment.toml")).expect("removed");
    let said = desk.good(&["rerun", "out/run.json", "--out", "again", "--threads", "1"]);
    assert_eq!(said.out.lines().count(), 7, "{}", said.out);
    assert!(said.out.lines().all(|line| line.starts_with("same ")), "{}", said.out);
    assert_eq!(desk.read("out/run.json"), desk.read("again/run.json"));
    assert_eq!(desk.names(""), ["again", "out"], "nothing else is left");
    desk.refused(&["rerun", "out/run.json", "--out", "again"], &["it is there already"]);
}

#[test]
fn run_and_compare_are_made_again() {
    let desk = desk();
    let tiny = ["--weeks", "4", "--replicates", "2", "--set", "population.workers=200"];
    desk.good(&[&["compare", "j4dw", "j4dw", "--csv", "--out", "two"][..], &tiny].concat());
    desk.good(&["run", "tiny.toml", "--replicates", "2", "--out", "one"]);
    for out in ["one", "two"] {
        let said = desk.good(&["rerun", &format!("{out}/run.json")]);
        assert!(said.out.contains("same     runs.csv") && !said.out.contains("differs"), "{}", said.out);
    }
}

#[test]
fn a_changed_file_is_found() {
    let desk = desk();
    desk.good(&["sweep", "experiment.toml", "--out", "out"]);
    let text = desk.read("out/effects.csv");
    desk.write("out/effects.csv", &text.replacen('1', "2", 1));
    std::fs::remove_file(desk.at("out/points.csv")).expect("removed");
    desk.write("out/notes.txt", "mine");
    let said = desk.run(&["verify-output", "out"]);
    assert_eq!(said.code, 3, "{}", said.err);
    for line in ["changed  effects.csv", "missing  points.csv", "same     runs.parquet", "unknown  notes.txt"] {
        assert!(said.out.contains(line), "{line}\n{}", said.out);
    }
    assert!(said.err.contains("2 of 6 files") && said.err.contains("hint: "), "{}", said.err);
    // The sweep itself writes them anew.
    desk.good(&["sweep", "experiment.toml", "--out", "out"]);
    let said = desk.good(&["verify-output", "out"]);
    assert!(said.err.contains("all 6 files are as they were written"), "{}", said.err);
    desk.refused(&["verify-output", "nowhere"], &["no such file or folder", "hint: "]);
    desk.write("run.json", "{}");
    desk.refused(&["verify-output", "."], &["no record of mobilise", "hint: "]);
    // A record without files is no proof of anything.
    let text = desk.read("out/run.json");
    let (before, _) = text.split_once("\"outputs\": {").expect("outputs");
    desk.write("out/run.json", &format!("{before}\"outputs\": {{}}\n}}\n"));
    desk.refused(&["verify-output", "out"], &["there is nothing to verify", "hint: "]);
}

/// A record that was changed by hand gives other numbers, and is told by them.
#[test]
fn a_changed_record_is_found() {
    let desk = desk();
    desk.good(&["sweep", "experiment.toml", "--out", "out"]);
    let text = desk.read("out/run.json");
    desk.write("out/run.json", &text.replace("\"seed\": 5", "\"seed\": 6"));
    let said = desk.run(&["rerun", "out/run.json"]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.out.contains("differs  runs.parquet") && said.err.contains("hint: "), "{}{}", said.out, said.err);
    desk.write("out/run.json", &text.replace("\"version\": \"", "\"version\": \"9."));
    desk.refused(&["rerun", "out/run.json"], &["was written by mobilise 9.", "hint: "]);
    desk.write("out/run.json", &text.replace("\"texts\"", "\"lost\""));
    desk.refused(&["rerun", "out/run.json"], &["missing field `texts`", "hint: "]);
}

#[test]
fn network_files_are_held_to_their_digest() {
    let desk = desk();
    desk.write("friends.csv", "source,target\nA,B\nB,C\nC,D\n");
    desk.write("net.toml", "version = 1\n\n[run]\nweeks = 3\n\n[network]\nfile = \"friends.csv\"\n\n[organisation.Ours]\nfounders.count = 2\n");
    desk.write(
        "net-sweep.toml",
        "version = 1\nscenario = \"net.toml\"\nseed = 1\nreplicates = 2\n[vary]\ncoping.relief = [0.1, 0.5]\n",
    );
    desk.good(&["run", "net.toml", "--replicates", "2", "--out", "one"]);
    desk.good(&["sweep", "net-sweep.toml", "--out", "many"]);
    for out in ["one", "many"] {
        desk.good(&["rerun", &format!("{out}/run.json")]);
    }
    desk.write("friends.csv", "source,target\nA,B\nB,C\nA,D\n");
    for out in ["one", "many"] {
        desk.refused(&["rerun", &format!("{out}/run.json")], &["friends.csv` has changed since", "hint: "]);
    }
    desk.refused(
        &["sweep", "net-sweep.toml", "--out", "many"],
        &["holds \"net-sweep\" as it was", "or a file that they name", "--out DIR"],
    );
}

#[test]
fn a_dry_run_says_much_and_does_nothing() {
    let desk = desk();
    let said = desk.good(&["sweep", "experiment.toml", "--dry-run"]);
    for word in [
        "7 (1 baseline",
        "runs          28",
        "worker-weeks",
        "memory",
        "time ",
        "nothing is done yet in experiment-sweep",
    ] {
        assert!(said.out.contains(word), "no {word:?} in\n{}", said.out);
    }
    assert_eq!((said.err.as_str(), desk.names("")), ("", vec!["experiment.toml".to_owned(), "tiny.toml".to_owned()]));
    desk.good(&["sweep", "experiment.toml", "--quiet"]);
    assert!(desk.good(&["sweep", "experiment.toml", "--dry-run"]).out.contains("28 runs are done in experiment-sweep"));
    desk.refused(
        &["sweep", "experiment.toml", "--set", "population.workers=40000000"],
        &["memory", "hint: fewer workers"],
    );
}

/// A seed that was drawn stays that of the folder; shards cannot each draw one.
#[test]
fn a_drawn_seed_is_kept() {
    let desk = desk();
    desk.write("experiment.toml", &EXPERIMENT.replace("seed = 5\n", ""));
    let shard = ["sweep", "experiment.toml", "--out", "out", "--shard", "1/2"];
    desk.refused(&shard, &["shards must share a seed", "hint: "]);
    desk.refused(&["sweep", "experiment.toml", "--shard", "3/2"], &["--> --shard:1:1", "i goes from 1 to n", "hint: "]);
    desk.good(&["sweep", "experiment.toml", "--out", "out", "--quiet"]);
    let first = desk.read("out/run.json");
    desk.good(&["sweep", "experiment.toml", "--out", "out", "--quiet"]);
    assert_eq!(desk.read("out/run.json"), first);
    desk.good(&shard);
    let drawn = first.lines().find(|line| line.contains("\"seed\"")).expect("a seed").to_owned();
    desk.good(&["sweep", "experiment.toml", "--out", "other", "--quiet"]);
    assert!(!desk.read("other/run.json").contains(&drawn), "another folder, another seed");
}

#[test]
fn watching_tells_how_far_it_is() {
    let desk = desk();
    desk.refused(&["sweep", "experiment.toml", "--watch", "--out", "out"], &["there is no sweep in `out`", "hint: "]);
    desk.good(&["sweep", "experiment.toml", "--out", "out", "--shard", "1/2"]);
    let half = desk.good(&["sweep", "experiment.toml", "--watch", "--out", "out"]).out;
    assert!(half.contains("14 runs of 7 points done") && half.contains("nor finished"), "{half}");
    desk.good(&["sweep", "experiment.toml", "--out", "out"]);
    let all = desk.good(&["sweep", "experiment.toml", "--watch", "--out", "out"]).out;
    assert!(all.contains("28 runs of 7 points done") && all.contains("its tables are written"), "{all}");
}

/// While it runs, another terminal sees it go on, and a second sweep is refused.
#[test]
fn watching_a_sweep_that_runs() {
    let desk = desk();
    desk.write("tiny.toml", &SCENARIO.replace("weeks = 8", "weeks = 300").replace("workers = 60", "workers = 3000"));
    desk.write("experiment.toml", &EXPERIMENT.replace("replicates = 4", "replicates = 200"));
    let mut program = desk.program();
    let arguments = ["sweep", "experiment.toml", "--out", "out", "--quiet"];
    let mut child = program.args(arguments).spawn().expect("it starts");
    while !desk.at("out/store/journal").is_file() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let second = desk.run(&["sweep", "experiment.toml", "--out", "out"]);
    let mut watcher = desk.program();
    let watcher = watcher.args(["sweep", "experiment.toml", "--out", "out", "--watch"]);
    let watching = watcher.stdout(std::process::Stdio::piped()).spawn().expect("it starts");
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    child.kill().expect("it dies");
    child.wait().expect("it is dead");
    let seen = String::from_utf8_lossy(&watching.wait_with_output().expect("it ends").stdout).into_owned();
    assert_eq!(second.code, 2, "{}", second.err);
    assert!(second.err.contains("is running in `out` already") && second.err.contains("--watch"), "{}", second.err);
    assert!(seen.lines().count() >= 3 && seen.contains("it is neither running nor finished"), "{seen}");
}
