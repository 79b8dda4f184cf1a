//! Odd paths: shards lost, jobs refused, schedulers that say too much or nothing, followers that die.

use super::fakes::Fake;
use super::program::Desk;
use super::tools::{Running, assert_same, desk, wait_until};

#[test]
fn shards_of_a_cluster_do_not_show() {
    let fake = Fake::new();
    let words = [
        "--shards",
        "3",
        "--partition",
        "long",
        "--account",
        "abm",
        "--time",
        "20",
        "--at-once",
        "2",
        "--threads",
        "2",
    ];
    let said = fake.sweep(&[&words[..], &["--scheduler-option", "--mem=1G"]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    assert_same(&fake.desk, "local", "out");
    let asked = fake.asked();
    assert_eq!(asked.len(), 1, "{asked:?}");
    for word in [
        "--parsable",
        "--array=1-3%2",
        "--partition=long",
        "--account=abm",
        "--time=20",
        "--mem=1G",
        "--cpus-per-task=2",
        "--threads 2",
    ] {
        assert!(asked[0].contains(word), "no {word} in {}", asked[0]);
    }
    // Another time there is nothing to submit.
    assert_eq!(fake.sweep(&["--shards", "3"]).code, 0);
    assert_eq!(fake.asked().len(), 1);
    assert_same(&fake.desk, "local", "out");
}

#[test]
fn only_what_is_missing_is_submitted_again() {
    let fake = Fake::new();
    fake.tell("lost-1", "2\n3\n6\n");
    fake.tell("lost-2", "6\n");
    let said = fake.sweep(&["--shards", "7"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_same(&fake.desk, "local", "out");
    let arrays: Vec<String> =
        fake.asked().iter().map(|line| line.split(' ').nth(1).unwrap_or_default().to_owned()).collect();
    assert_eq!(arrays, ["--array=1-7", "--array=2-3,6", "--array=6"]);
    assert!(said.err.contains("round 2: 3 of 7 shards"), "{}", said.err);
}

/// A shard that fails again and again: it ends, with the last words of its log, and can be taken up.
#[test]
fn a_shard_that_never_comes_to_its_end() {
    let fake = Fake::new();
    fake.tell("lost", "2\n");
    let said = fake.sweep(&["--shards", "4"]);
    assert_eq!(said.code, 1, "{}", said.err);
    for words in
        ["after 3 rounds 1 of 4 shards still have runs left, shard 2", "shard-2.log", "no room on node07", "hint: "]
    {
        assert!(said.err.contains(words), "no {words:?} in\n{}", said.err);
    }
    assert_eq!(fake.asked().len(), 3);
    assert!(!fake.desk.at("out/run.json").exists());
    fake.forget("lost");
    assert_eq!(fake.sweep(&["--shards", "4"]).code, 0);
    assert!(fake.asked()[3].contains("--array=2 "), "{:?}", fake.asked());
    assert_same(&fake.desk, "local", "out");
}

#[test]
fn sites_print_more_than_a_number() {
    let fake = Fake::new();
    fake.tell("banner", "Welcome!\nYour budget is 400 hours.\n");
    fake.tell("cluster", ";north");
    fake.tell("lost-1", "1\n");
    let said = fake.sweep(&["--shards", "2"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("as job 1;north") && said.err.contains("scancel --clusters=north 1"), "{}", said.err);
    assert!(fake.desk.read("fake/looked").contains("--jobs=1 --clusters=north"));
    // No number at all.
    let other = Fake::new();
    other.tell("cluster", " is your number");
    let said = other.sweep(&["--shards", "2"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(
        said.err.contains("printed no identifier: 1 is your number") && said.err.contains("hint: "),
        "{}",
        said.err
    );
}

#[test]
fn a_refused_job_says_why() {
    let fake = Fake::new();
    fake.tell("refuse", "sbatch: error: invalid partition specified: lnog\n");
    let said = fake.sweep(&["--shards", "2", "--partition", "lnog"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""), "{}", said.err);
    for words in ["Slurm refused the job: sbatch: error: invalid partition specified: lnog", "--partition"] {
        assert!(said.err.contains(words), "no {words:?} in\n{}", said.err);
    }
    fake.forget("refuse");
    assert_eq!(fake.sweep(&["--shards", "2"]).code, 0);
    assert_same(&fake.desk, "local", "out");
}

#[test]
fn the_largest_array_is_kept_to() {
    let fake = Fake::new();
    fake.tell("size", "4");
    let said = fake.sweep(&["--shards", "4"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.contains("from 2 to 3"), "{}", said.err);
    assert_eq!(fake.sweep(&["--shards", "3"]).code, 0);
    let other = Fake::new();
    // There are 28 runs.
    assert!(other.sweep(&["--shards", "29"]).err.contains("from 2 to 28"));
}

/// A scheduler that does not answer is no reason to stop: what counts lies on the disk.
#[test]
fn a_scheduler_that_does_not_answer() {
    let fake = Fake::new();
    fake.tell("silent", "");
    fake.tell("lost-1", "2\n");
    let said = fake.sweep(&["--shards", "2"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("does not report on job 1 (Unable to contact slurm controller)"), "{}", said.err);
    assert_same(&fake.desk, "local", "out");
}

#[test]
fn a_job_that_was_cancelled_is_not_submitted_again() {
    let fake = Fake::new();
    fake.tell("lost", "2\n");
    fake.tell("states", "COMPLETED|None\nCANCELLED|None\n");
    let said = fake.sweep(&["--shards", "2"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("cancelled, and 1 of 2 shards"), "{}", said.err);
    assert_eq!(fake.asked().len(), 1);
    fake.forget("lost");
    fake.forget("states");
    assert_eq!(fake.sweep(&["--shards", "2"]).code, 0);
    assert_same(&fake.desk, "local", "out");
}

/// The follower is killed, the files are edited, the job goes on: the same command follows it, submits nothing,
/// and what comes out is what was submitted.
#[test]
fn who_follows_may_die_and_files_may_change() {
    let fake = Fake::new();
    fake.tell("later", "");
    fake.tell("states", "RUNNING|None\nPENDING|Priority\n");
    let mut first = Running::start(fake.program(&["--shards", "3"]));
    first.wait_for("job 1 runs");
    let second = fake.sweep(&["--shards", "3"]);
    assert_eq!(second.code, 2, "{}", second.err);
    assert!(second.err.contains("another command follows the sweep"), "{}", second.err);
    let watched = fake.desk.good(&["sweep", "experiment.toml", "--out", "out", "--dry-run"]);
    assert!(watched.out.contains("and it is running"), "{}", watched.out);
    first.kill();
    let (experiment, scenario) = (fake.desk.read("experiment.toml"), fake.desk.read("tiny.toml"));
    fake.desk.write("experiment.toml", "no experiment at all");
    fake.desk.write("tiny.toml", &scenario.replace("workers = 60", "workers = 70"));
    let dry = fake.sweep(&["--shards", "3", "--dry-run"]);
    assert_eq!(dry.code, 2, "the file is wrong: {}", dry.out);
    let mut again = Running::start(fake.program(&["--shards", "3"]));
    again.wait_for("job 1 was submitted before: following it");
    again.wait_for("the file has changed since submission");
    again.wait_for("job 1 runs");
    // The shards come to their end; the scheduler goes on telling that they run.
    let kept = fake.desk.read("fake/kept");
    let done = std::process::Command::new("sh").args(["-c", &kept]).output().expect("it runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(again.end().success(), "{}", again.said());
    assert_eq!(fake.asked().len(), 1);
    assert_same(&fake.desk, "local", "out");
    fake.desk.write("experiment.toml", &experiment);
    fake.desk.write("tiny.toml", &scenario);
    // With more replicates another plan is kept beside the first, and only the new runs are made.
    fake.forget("later");
    fake.desk.write("experiment.toml", &experiment.replace("replicates = 4", "replicates = 6"));
    assert_eq!(fake.sweep(&["--shards", "3"]).code, 0);
    fake.desk.good(&["sweep", "experiment.toml", "--out", "local", "--quiet"]);
    assert_same(&fake.desk, "local", "out");
    let plans = fake.desk.names("out/store").into_iter().filter(|name| name.starts_with("submitted-")).count();
    assert_eq!(plans, 2);
}

#[test]
fn a_dry_run_submits_nothing() {
    let fake = Fake::new();
    let said = fake.sweep(&["--shards", "3", "--dry-run"]);
    assert_eq!(said.code, 0, "{}", said.err);
    for words in ["shards        3, each about", "would submit  sbatch --parsable --array=1-3 ", "nothing is done yet"]
    {
        assert!(said.out.contains(words), "no {words:?} in\n{}", said.out);
    }
    assert_eq!((fake.asked().len(), fake.desk.at("out").exists()), (0, false));
}

#[test]
fn without_a_scheduler_it_says_what_else_to_do() {
    let desk = desk(4, 8);
    for (engine, program) in [("slurm", "sbatch"), ("hyperqueue", "hq")] {
        let words = [&format!("cannot start `{program}`") as &str, "without --on", "--shard 1/16", "hint: "];
        let mut program = desk.program();
        let arguments = ["sweep", "experiment.toml", "--on", engine, "--out", engine];
        let said = program.env("PATH", desk.at("nowhere")).args(arguments).output().expect("it starts");
        let err = String::from_utf8_lossy(&said.stderr);
        assert_eq!((said.status.code(), said.stdout.len()), (Some(2), 0), "{err}");
        for word in words {
            assert!(err.contains(word), "no {word:?} in\n{err}");
        }
    }
    desk.refused(
        &["sweep", "experiment.toml", "--on", "hyperqueue", "--partition", "x"],
        &["`--partition` is for --on slurm"],
    );
    for arguments in [
        ["sweep", "experiment.toml", "--shards", "3"],
        ["sweep", "experiment.toml", "--on", "pbs"],
        ["sweep", "experiment.toml", "--on=slurm", "--watch"],
        ["sweep", "experiment.toml", "--on=slurm", "--shard=1/2"],
    ] {
        assert_eq!(desk.run(&arguments).code, 2, "{arguments:?}");
    }
}

/// Another scheduler than it was submitted to; a damaged note of what was submitted.
#[test]
fn what_was_submitted_elsewhere() {
    let fake = Fake::new();
    fake.tell("later", "");
    fake.tell("states", "PENDING|Resources\n");
    let mut first = Running::start(fake.program(&["--shards", "2"]));
    first.wait_for("job 1 waits: Resources");
    first.kill();
    let other = ["sweep", "experiment.toml", "--on", "hyperqueue", "--out", "out"];
    fake.desk.refused(&other, &["was submitted with --on slurm, as job 1", "--on slurm follows it"]);
    fake.desk.write("out/store/submission.json", "{ torn");
    fake.desk.refused(&other, &["is damaged", "remove it"]);
}

/// A sweep whose plan was kept, for its shards.
fn submitted() -> (Fake, String) {
    let fake = Fake::new();
    assert_eq!(fake.sweep(&["--shards", "2"]).code, 0);
    let names = fake.desk.names("out/store");
    let plan = names.iter().find(|name| name.starts_with("submitted-")).expect("a plan");
    let plan = format!("out/store/{plan}");
    (fake, plan)
}

#[test]
fn a_shard_alone() {
    let (fake, plan) = submitted();
    let desk: &Desk = &fake.desk;
    // All of it is there: at once, and nothing is run.
    assert!(desk.good(&["shard", &plan, "2/2"]).err.contains("shard 2/2: 0 runs"));
    desk.refused(&["shard", &plan, "3/2"], &["takes one share of several"]);
    desk.refused(&["shard", "out/run.json", "1/2"], &["is not a submitted plan", "submitted-"]);
    desk.refused(&["shard", "out/store/submitted-none.json", "1/2"], &["there is no such file"]);
    let text = desk.read(&plan);
    // A plan that says other than its name; one of another version; one of another sweep than the folder's.
    desk.write(&plan, &text.replace("\"seed\": 5", "\"seed\": 6"));
    desk.refused(&["shard", &plan, "1/2"], &["or has changed since submission"]);
    desk.write(&plan, "{ torn");
    desk.refused(&["shard", &plan, "1/2"], &["is no record of mobilise"]);
    let renamed = |text: &str| {
        let path = format!("out/store/{}", mobilise::internals::store::record::frozen_name(text));
        desk.write(&path, text);
        path
    };
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let older = renamed(&text.replace(&version, "\"version\": \"0.0.9\""));
    desk.refused(&["shard", &older, "1/2"], &["written by mobilise 0.0.9"]);
    let other = renamed(&text.replace("\"seed\": 5", "\"seed\": 6"));
    desk.refused(&["shard", &other, "1/2"], &["begun with seed 5"]);
}

/// Killed wherever it is, a shard that is started again goes on, and nobody sees it.
#[test]
fn a_killed_shard_goes_on() {
    let fake = Fake::new();
    fake.tell("later", "");
    fake.tell("states", "RUNNING|None\n");
    let mut follower = Running::start(fake.program(&["--shards", "2"]));
    follower.wait_for("job 1 runs");
    let kept = fake.desk.read("fake/kept");
    for _ in 0..8 {
        let mut shell = std::process::Command::new("sh");
        // The first shard alone; the shell gives way to it.
        shell.args(["-c", kept.lines().next().expect("a shard").trim_matches(['(', ')'])]);
        let mut shard = Running::start(shell);
        wait_until("a journal of the attempt", || {
            fake.desk.names("out/store").iter().any(|n| n.starts_with("journal-1"))
        });
        shard.kill();
    }
    let done = std::process::Command::new("sh").args(["-c", &kept]).output().expect("it runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(follower.end().success(), "{}", follower.said());
    assert_same(&fake.desk, "local", "out");
}
