//! The real Slurm: an array to its end, a node that dies in the middle, a shard that fails, only what is missing
//! submitted again, and the same bytes.

use super::processes::{command, lives, parent, signal, with};
use super::slurm_daemons::Slurm;
use super::tools::{Running, assert_same, desk, wait_until};

/// A shard that runs on a node: its process.
fn shard_on(slurm: &Slurm, node: &str) -> Option<u32> {
    let ours = with(&format!("SLURMD_NODENAME={node}"));
    let all = slurm.processes();
    ours.into_iter().find(|id| all.contains(id) && command(*id).contains(" shard /"))
}

#[test]
fn a_real_slurm_loses_nothing() {
    let Some(slurm) = Slurm::start() else { return };
    // Some seconds a shard: long enough to meet one in the middle, on a machine of any speed.
    let desk = desk(24, 5_000);
    desk.good(&["sweep", "experiment.toml", "--out", "local", "--quiet"]);
    // A shard that fails: Slurm cannot write its log, for there is a folder of that name.
    std::fs::create_dir_all(desk.at("out/store/logs/shard-5.log")).expect("made");
    let mut program = desk.program();
    program.envs([slurm.environment()]).env("PATH", std::env::var_os("PATH").unwrap_or_default());
    program.args(["sweep", "experiment.toml", "--out", "out", "--on", "slurm", "--shards", "6", "--partition", "all"]);
    let mut follower = Running::start(program);

    // A shard on the first node is held still, so that it is in the middle, and the node dies with all it has.
    wait_until("a shard on n1", || {
        shard_on(&slurm, "n1").is_some_and(|id| {
            signal(id, "STOP");
            lives(id)
        })
    });
    let shard = shard_on(&slurm, "n1").expect("it is held");
    let task = command(shard);
    let step = parent(shard).expect("a parent");
    assert!(command(step).contains("slurmstepd"), "{}", command(step));
    for id in [slurm.node("n1"), step, shard] {
        signal(id, "KILL");
    }
    wait_until("the end of the shard", || !lives(shard));

    // The others come to their end, and so does the killed one on the other node; what failed is submitted again.
    follower.wait_for("round 2: 1 of 6 shards submitted");
    std::fs::remove_dir(desk.at("out/store/logs/shard-5.log")).expect("an empty folder");
    assert!(follower.end().success(), "{}", follower.said());
    assert_same(&desk, "local", "out");

    let jobs = slurm.jobs();
    let count = |words: &[&str]| jobs.iter().filter(|job| words.iter().all(|word| job.contains(word))).count();
    assert_eq!(count(&["NODE_FAIL", "NodeList=n1"]), 1, "{task} was lost with its node: {jobs:#?}");
    assert!(count(&["JobState=FAILED", "ArrayTaskId=5 "]) >= 1, "{jobs:#?}");
    // Each shard's work was done once: one attempt that wrote parts, beside those that were killed before.
    let parts = desk.names("out/store/parts");
    for shard in 1..=6 {
        let attempts: std::collections::BTreeSet<&str> = parts
            .iter()
            .filter(|name| name.starts_with(&format!("shard-{shard}-of-6.")))
            .filter_map(|name| name.split("-part-").next())
            .collect();
        assert_eq!(attempts.len(), 1, "shard {shard}: {parts:?}");
    }
    assert!(follower.said().contains("round 2"), "{}", follower.said());
}
