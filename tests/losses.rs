//! Nobody loses results: contract of names, of `--force`, and of what is left when a command is stopped.
//!
//! What is checked when a command begins must still hold when it ends. Two programs never end in one folder; replaced
//! is only what the program wrote itself; a file is whole or absent, also where the disk is full; a command that is
//! stopped leaves nothing behind, or the next one clears it away.
//!
//! What this has caught: the slower of two runs deleted the results of the quicker one; `--force` took a thesis that
//! lay beside a `run.json`; a report was cut off at a limit, under its final name.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use mobilise::internals::files::disk::Lock;
use mobilise::internals::files::{FolderInTheMaking, IfTaken, write_into};
use mobilise::internals::record::own_folder;

use crate::program::Desk;

const TINY: [&str; 8] =
    ["run", "meca", "--set", "population.workers=100", "--weeks=4", "--replicates=1", "--seed=22", "-q"];

fn tiny<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&TINY[..], more].concat()
}

/// A run of some seconds under seed 11, which has begun its folder.
fn slow(desk: &Desk, more: &[&str]) -> Child {
    let mut command = desk.program();
    command.args(["run", "j4dw", "--set", "population.workers=3000", "--weeks=400", "--replicates=8", "--seed=11"]);
    let child =
        command.args(["-q"]).args(more).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
    wait_for(|| desk.names("").iter().any(|name| name.ends_with(".making")));
    child
}

fn wait_for(condition: impl Fn() -> bool) {
    let clock = Instant::now();
    while !condition() {
        assert!(clock.elapsed() < Duration::from_secs(60), "it never came about");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn seed_of(desk: &Desk, folder: &str) -> u64 {
    let record: serde_json::Value = serde_json::from_str(&desk.read(&format!("{folder}/run.json"))).expect("JSON");
    record["seed"].as_u64().expect("a seed")
}

#[test]
fn two_runs_without_a_name_get_two_folders() {
    let desk = Desk::new();
    let mut first = slow(&desk, &[]);
    // The same scenario, so that the folder would have the same name.
    desk.good(&["run", "j4dw"].iter().chain(&TINY[2..]).copied().collect::<Vec<_>>());
    assert!(first.wait().expect("it ends").success());
    assert_eq!(desk.names(""), ["j4dw-run", "j4dw-run-2"]);
    assert_eq!((seed_of(&desk, "j4dw-run"), seed_of(&desk, "j4dw-run-2")), (11, 22));
}

#[test]
fn many_at_once_lose_nothing() {
    let desk = Desk::new();
    let run = || desk.program().args(tiny(&[])).stdout(Stdio::null()).spawn().expect("it starts");
    let mut all: Vec<Child> = (0..6).map(|_| run()).collect();
    assert!(all.iter_mut().all(|child| child.wait().expect("it ends").success()));
    let names = desk.names("");
    assert_eq!(names.len(), 6, "{names:?}");
    assert!(names.iter().all(|name| desk.names(name).contains(&"run.json".to_owned())), "{names:?}");
}

#[test]
fn a_name_that_another_run_is_about_to_write_is_refused_also_with_force() {
    let desk = Desk::new();
    let mut first = slow(&desk, &["--out", "x"]);
    for force in [&["--out", "x"][..], &["--out", "x", "--force"]] {
        desk.refused(&tiny(force), &["`x`", "another mobilise", "hint: "]);
    }
    assert!(first.wait().expect("it ends").success());
    assert_eq!((desk.names("").as_slice(), seed_of(&desk, "x")), (&["x".to_owned()][..], 11));
}

#[test]
fn what_somebody_puts_there_meanwhile_is_theirs() {
    let desk = Desk::new();
    for (if_taken, before) in [(IfTaken::Refuse, false), (IfTaken::Replace, true), (IfTaken::Replace, false)] {
        if before {
            desk.good(&tiny(&["--out", "x"]));
        }
        let making = FolderInTheMaking::begin(&desk.at("x"), if_taken, own_folder).expect("begun");
        write_into(&making.path().join("new"), b"new").expect("written");
        fs::create_dir_all(desk.at("x")).expect("made");
        desk.write("x/thesis.txt", "two years");
        let error = making.finish().expect_err("the place is taken").to_string();
        assert!(error.contains("x-2"), "{error}");
        assert_eq!((desk.read("x/thesis.txt").as_str(), desk.read("x-2/new").as_str()), ("two years", "new"));
        assert_eq!(desk.names(""), ["x", "x-2"]);
        for name in ["x", "x-2"] {
            fs::remove_dir_all(desk.at(name)).expect("removed");
        }
    }
}

#[test]
fn force_replaces_only_what_the_program_wrote() {
    let desk = Desk::new();
    desk.good(&tiny(&["--out", "x"]));
    let again = tiny(&["--out", "x", "--force"]);
    desk.write("x/thesis.docx", "two years");
    desk.refused(&again, &["`thesis.docx`", "--force", "hint: "]);
    assert_eq!(desk.read("x/thesis.docx"), "two years");
    fs::remove_file(desk.at("x/thesis.docx")).expect("removed");

    fs::create_dir(desk.at("x/notes")).expect("made");
    desk.refused(&again, &["`notes`"]);
    fs::remove_dir(desk.at("x/notes")).expect("removed");

    let table = desk.read("x/runs.csv");
    desk.write("x/runs.csv", &format!("{table}my own remark\n"));
    desk.refused(&again, &["`runs.csv`", "changed"]);
    desk.write("x/runs.csv", &table);
    desk.good(&again);
    assert_eq!(desk.names(""), ["x"]);
}

#[test]
#[cfg(unix)]
fn force_does_not_go_through_a_link() {
    let desk = Desk::new();
    desk.good(&tiny(&["--out", "x"]));
    std::os::unix::fs::symlink(desk.at("x"), desk.at("link")).expect("linked");
    desk.refused(&tiny(&["--out", "link", "--force"]), &["`link`", "hint: "]);
    assert_eq!(seed_of(&desk, "x"), 22);
}

#[test]
fn a_sweep_that_is_at_work_keeps_its_folder() {
    let desk = Desk::new();
    desk.write(
        "e.toml",
        "version = 1\nscenario = \"meca\"\nreplicates = 1\nseed = 3\n[vary]\ncoping.relief = [0.1, 0.2]\n",
    );
    desk.good(&["sweep", "e.toml", "--weeks=4", "--set", "population.workers=100", "--out", "x", "-q"]);
    let lock = Lock::take(&desk.at("x/store/lock"), true).expect("a lock").expect("free");
    desk.refused(&tiny(&["--out", "x", "--force"]), &["at work", "hint: "]);
    drop(lock);
    desk.write("x/store/mine.txt", "mine");
    desk.refused(&tiny(&["--out", "x", "--force"]), &["`mine.txt`"]);
    fs::remove_file(desk.at("x/store/mine.txt")).expect("removed");
    desk.good(&tiny(&["--out", "x", "--force"]));
    assert_eq!(seed_of(&desk, "x"), 22);
}

/// Runs the program under a limit on the size of files, in blocks of 512 or 1,024 bytes.
#[cfg(unix)]
fn limited(desk: &Desk, blocks: u32, arguments: &[&str]) -> std::process::Output {
    let program = env!("CARGO_BIN_EXE_mobilise");
    let words: Vec<String> = arguments.iter().map(|word| format!("'{word}'")).collect();
    let mut command = Command::new("/bin/sh");
    command.env_clear().current_dir(desk.at(""));
    command.args(["-c", &format!("ulimit -f {blocks}; exec '{program}' {}", words.join(" "))]);
    command.output().expect("a shell")
}

#[test]
#[cfg(unix)]
fn where_the_disk_is_full_a_file_is_absent_and_not_cut_off() {
    let desk = Desk::new();
    desk.good(&tiny(&["--out", "x"]));
    desk.good(&["network", "make", "ring", "--workers", "3000", "--seed=1", "--out", "ring.csv", "-q"]);
    let before = desk.names("");
    for arguments in [
        &["report", "x"][..],
        &["odd", "j4dw", "--out", "odd.md"],
        &["network", "make", "ring", "--workers", "3000", "--seed=1", "--out", "cut.csv"],
        &["network", "convert", "ring.csv", "cut.graphml"],
        &["new", "mine"],
        &["run", "j4dw", "--set", "population.workers=300", "--weeks=200", "--replicates=2", "--seed=1", "--csv"],
    ] {
        let ended = limited(&desk, if arguments[0] == "new" { 1 } else { 8 }, arguments);
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(1), "{arguments:?}\n{said}");
        let is_named = said.contains("limit on the size of files") || said.contains("File too large");
        assert!(is_named && said.contains("hint: "), "{arguments:?}\n{said}");
        assert_eq!(desk.names(""), before, "{arguments:?}");
    }
    let ended = limited(&desk, 8, &["plot", "x", "--out", "figures"]);
    assert_eq!(ended.status.code(), Some(1));
    let whole = |name: &String| !name.ends_with(".svg") || desk.read(&format!("figures/{name}")).ends_with("</svg>\n");
    assert!(desk.names("figures").iter().all(whole));
    assert!(!desk.names("figures").iter().any(|name| name.starts_with('.')), "{:?}", desk.names("figures"));
}

#[test]
#[cfg(unix)]
fn a_run_that_is_stopped_leaves_nothing_behind() {
    for signal in ["INT", "TERM"] {
        let desk = Desk::new();
        let mut run = slow(&desk, &[]);
        Command::new("/bin/kill").args(["-s", signal, &run.id().to_string()]).status().expect("kill");
        assert!(!run.wait().expect("it ends").success());
        assert_eq!(desk.names(""), [""; 0], "SIG{signal}");
        let mut last = String::new();
        run.stderr.take().expect("piped").read_to_string(&mut last).expect("text");
        assert!(last.contains("stopped: nothing was written"), "{last}");
    }
}

#[test]
#[cfg(unix)]
fn a_sweep_that_is_stopped_says_where_its_runs_are() {
    let desk = Desk::new();
    let mut command = desk.program();
    command.args(["sweep", "learning-and-relief", "--replicates", "400", "--quiet"]);
    let mut sweep = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
    wait_for(|| desk.at("learning-and-relief-sweep").exists());
    Command::new("/bin/kill").args(["-s", "INT", &sweep.id().to_string()]).status().expect("kill");
    assert!(!sweep.wait().expect("it ends").success());
    let mut last = String::new();
    sweep.stderr.take().expect("piped").read_to_string(&mut last).expect("text");
    assert!(
        last.contains("all finished runs are kept in learning-and-relief-sweep; the same command continues"),
        "{last}"
    );
}

#[test]
fn the_next_run_clears_away_what_a_killed_one_left() {
    let desk = Desk::new();
    let mut run = slow(&desk, &["--out", "x"]);
    run.kill().expect("killed");
    run.wait().expect("it ends");
    assert!(desk.names("").iter().any(|name| name.ends_with(".making")), "{:?}", desk.names(""));
    desk.good(&tiny(&["--out", "x"]));
    assert_eq!(desk.names(""), ["x"]);

    // Under another name, once it is clear that nobody is about to take the claim.
    let mut run = slow(&desk, &["--out", "y"]);
    run.kill().expect("killed");
    run.wait().expect("it ends");
    std::thread::sleep(Duration::from_millis(2_500));
    desk.good(&tiny(&["--out", "z"]));
    assert_eq!(desk.names(""), ["x", "z"]);
}

#[test]
fn a_folder_that_was_being_replaced_goes_back_to_its_place() {
    let desk = Desk::new();
    desk.good(&tiny(&["--out", "x"]));
    fs::create_dir(desk.at(".mobilise-x.aB3dEf.old")).expect("made");
    fs::rename(desk.at("x"), desk.at(".mobilise-x.aB3dEf.old/.old")).expect("moved");
    desk.refused(&tiny(&["--out", "x"]), &["there already"]);
    assert_eq!((desk.names("").as_slice(), seed_of(&desk, "x")), (&["x".to_owned()][..], 22));
}
