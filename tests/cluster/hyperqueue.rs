//! HyperQueue's real engine: a worker dies in the middle, its shard goes to the other, and the bytes are the same.
//!
//! Its Python package has no `hq`; `hq.py` stands for it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::processes::{command, lives, parent, signal, with};
use super::python::{Package, python};
use super::tools::{Running, assert_same, desk, script, wait_until};

const HYPERQUEUE: Package = Package {
    name: "hyperqueue",
    version: "0.27.0",
    beside: &[],
    check: "import hyperqueue.cluster; from importlib.metadata import version; \
            assert tuple(map(int, version('hyperqueue').split('.')[:2])) >= (0, 27)",
    required: "MOBILISE_REQUIRE_HYPERQUEUE",
};

/// A server with a worker, and one more worker, until dropped.
struct Cluster {
    folder: PathBuf,
    processes: Vec<Child>,
}

impl Cluster {
    fn start(python: &Path, folder: PathBuf) -> Self {
        std::fs::create_dir(&folder).expect("made");
        let shim = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cluster/hq.py");
        let line = format!("#!/bin/sh\nexec '{}' '{}' \"$@\"\n", python.display(), shim.display());
        script(&folder.join("hq"), &line);
        let mut cluster = Self { folder, processes: Vec::new() };
        cluster.add(&["serve", "server"]);
        cluster.add(&["work", "server", "worker"]);
        cluster
    }

    fn add(&mut self, words: &[&str]) {
        let own = self.folder.join(words[words.len() - 1]);
        std::fs::create_dir(&own).expect("made");
        let mut command = Command::new(self.folder.join("hq"));
        command.args(words).current_dir(&self.folder).env("MOBILISE_TEST_CLUSTER", &self.folder);
        let log = std::fs::File::create(own.join("log")).expect("a file");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let mut process = command.spawn().expect("it starts");
        wait_until("the engine", || {
            let ended = process.try_wait().expect("a process");
            assert!(ended.is_none(), "{}", std::fs::read_to_string(own.join("log")).unwrap_or_default());
            own.join("ready").exists()
        });
        self.processes.push(process);
    }

    fn processes(&self) -> Vec<u32> {
        with(&format!("MOBILISE_TEST_CLUSTER={}", self.folder.display()))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for process in &mut self.processes {
            let _ = process.kill();
            let _ = process.wait();
        }
        self.processes().into_iter().filter(|id| *id != std::process::id()).for_each(|id| signal(id, "KILL"));
    }
}

#[test]
fn a_real_hyperqueue_loses_nothing() {
    let Some(python) = python(&HYPERQUEUE) else { return };
    let desk = desk(24, 5_000);
    desk.good(&["sweep", "experiment.toml", "--out", "local", "--quiet"]);
    let mut cluster = Cluster::start(&python, desk.at("cluster"));
    // A shard that fails: the engine cannot write its log, for there is a folder of that name.
    std::fs::create_dir_all(desk.at("out/store/logs/shard-2.log")).expect("made");
    let mut program = desk.program();
    program.env("PATH", format!("{}:/usr/bin:/bin", cluster.folder.display()));
    program.env("HQ_SERVER_DIR", cluster.folder.join("server"));
    program.args(["sweep", "experiment.toml", "--out", "out", "--on", "hyperqueue", "--shards", "6"]);
    let mut follower = Running::start(program);

    // A shard of the second worker is held still, so that it is in the middle, and its worker dies.
    let worker = cluster.processes[1].id();
    let mut held = None;
    wait_until("a shard of the second worker", || {
        let all = cluster.processes();
        held = all.into_iter().find(|id| parent(*id) == Some(worker) && command(*id).contains(" shard /"));
        held.is_some_and(|id| {
            signal(id, "STOP");
            lives(id)
        })
    });
    cluster.processes[1].kill().expect("it dies");
    cluster.processes[1].wait().expect("it is dead");
    // Whether its shard dies with it is the engine's affair; it goes on if it does not.
    signal(held.expect("a shard"), "CONT");

    follower.wait_for("round 2: 1 of 6 shards submitted");
    std::fs::remove_dir(desk.at("out/store/logs/shard-2.log")).expect("an empty folder");
    assert!(follower.end().success(), "{}", follower.said());
    assert_same(&desk, "local", "out");
    let journals = desk.names("out/store");
    for shard in 1..=6 {
        let begin = format!("journal-{shard}-of-6.");
        assert!(journals.iter().any(|name| name.starts_with(&begin)), "{journals:?}");
    }
}
