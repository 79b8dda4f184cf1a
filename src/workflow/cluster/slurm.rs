//! Slurm: a job array by `sbatch`, looked at by `squeue`.

use super::engine::{Engine, JobState, Task, text};
use super::settings::ClusterSettings;

/// The largest array index where the site's is unknown: that of Slurm's own default.
const MAX_SHARD: u32 = 1_000;

/// States of jobs that have ended, as `squeue` writes them.
const ENDED: [&str; 10] = [
    "BOOT_FAIL",
    "CANCELLED",
    "COMPLETED",
    "DEADLINE",
    "FAILED",
    "NODE_FAIL",
    "OUT_OF_MEMORY",
    "PREEMPTED",
    "REVOKED",
    "TIMEOUT",
];

/// Slurm.
#[derive(Debug)]
pub(super) struct Slurm<'a>(pub &'a ClusterSettings);

impl Engine for Slurm<'_> {
    fn key(&self) -> &'static str {
        "slurm"
    }

    fn name(&self) -> &'static str {
        "Slurm"
    }

    fn program(&self) -> &'static str {
        "sbatch"
    }

    fn cancel(&self, job: &str) -> String {
        match job.split_once(';') {
            Some((id, cluster)) => format!("scancel --clusters={cluster} {id}"),
            None => format!("scancel {job}"),
        }
    }

    fn max_shard(&self) -> u32 {
        let done = self.call("scontrol", &["show".to_owned(), "config".to_owned()]);
        done.ok()
            .filter(|done| done.status.success())
            .and_then(|done| max_index(&text(&done.stdout)))
            .unwrap_or(MAX_SHARD)
    }

    fn arguments(&self, task: &Task) -> Vec<String> {
        let options = &self.0;
        let at_once = options.at_once.map(|n| format!("%{n}")).unwrap_or_default();
        // In the names of logs, % begins what Slurm puts in.
        let logs = task.logs.replace('%', "%%");
        let mut all = vec![
            "--parsable".to_owned(),
            format!("--array={}{at_once}", task.array()),
            format!("--job-name={}", task.name),
            "--nodes=1".to_owned(),
            "--ntasks=1".to_owned(),
            format!("--cpus-per-task={}", task.threads),
            format!("--chdir={}", task.folder),
            format!("--output={logs}/shard-%a.log"),
            "--open-mode=append".to_owned(),
            "--requeue".to_owned(),
        ];
        let own = [("partition", &options.partition), ("account", &options.account), ("time", &options.time)];
        all.extend(own.into_iter().filter_map(|(name, value)| Some(format!("--{name}={}", value.as_ref()?))));
        all.extend(options.scheduler_options.iter().cloned());
        all.push(format!("--wrap={}", task.command("SLURM_ARRAY_TASK_ID")));
        all
    }

    /// `1234`, or `1234;cluster`, on a line of its own: sites may print more.
    fn job(&self, output: &str) -> Option<String> {
        let is_job = |line: &&str| {
            let id = line.split(';').next().unwrap_or_default();
            !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
        };
        output.lines().map(str::trim).rfind(is_job).map(str::to_owned)
    }

    fn state(&self, job: &str, _: &str) -> JobState {
        let (id, cluster) = job.split_once(';').map_or((job, None), |(id, cluster)| (id, Some(cluster)));
        let mut arguments = ["--noheader", "--array", "--states=all", "--format=%T|%r"].map(str::to_owned).to_vec();
        arguments.push(format!("--jobs={id}"));
        arguments.extend(cluster.map(|cluster| format!("--clusters={cluster}")));
        let done = match self.call("squeue", &arguments) {
            Ok(done) => done,
            Err(error) => return JobState::Unknown(error.to_string()),
        };
        let err = text(&done.stderr);
        if !done.status.success() {
            // It remembers a job for some minutes after its end.
            let forgotten = err.contains("Invalid job id");
            return if forgotten { JobState::Ended { cancelled: false } } else { JobState::Unknown(err) };
        }
        state_of(&text(&done.stdout))
    }
}

/// The largest array index a site allows, from what `scontrol show config` prints.
fn max_index(config: &str) -> Option<u32> {
    let line = config.lines().find_map(|line| line.trim().strip_prefix("MaxArraySize"))?;
    // The size is one more than the largest index.
    line.trim_start_matches([' ', '=']).trim().parse::<u32>().ok().map(|size| size.saturating_sub(1))
}

/// The state of a job by its lines of states and reasons.
fn state_of(lines: &str) -> JobState {
    let (mut running, mut waiting, mut cancelled, mut why) = (0, 0, false, String::new());
    for line in lines.lines() {
        let (state, reason) = line.trim().split_once('|').unwrap_or((line.trim(), ""));
        match state {
            "RUNNING" | "COMPLETING" => running += 1,
            _ if ENDED.contains(&state) => cancelled |= state == "CANCELLED",
            // The title of a cluster, where one is named.
            _ if state.starts_with("CLUSTER:") || state.is_empty() => {}
            _ => {
                waiting += 1;
                if reason != "None" {
                    reason.clone_into(&mut why);
                }
            }
        }
    }
    if running + waiting == 0 { JobState::Ended { cancelled } } else { JobState::Live { running, why } }
}

#[cfg(test)]
mod tests {
    use super::super::settings::ClusterEngine;
    use super::*;

    #[test]
    fn what_slurm_prints_is_understood() {
        assert_eq!(max_index("MaxArraySize            = 1001\nMaxDBDMsgs = 20008"), Some(1_000));
        assert_eq!(max_index("nothing of it"), None);
        let slurm = Slurm(&ClusterSettings::new(ClusterEngine::Slurm));
        assert_eq!(slurm.job("12").as_deref(), Some("12"));
        assert_eq!(slurm.job("Welcome to the cluster\n4711;north\n").as_deref(), Some("4711;north"));
        assert_eq!(slurm.job("Submitted batch job 12"), None);
        assert_eq!(slurm.cancel("4711;north"), "scancel --clusters=north 4711");
    }

    #[test]
    fn states_are_understood() {
        let live = |running, why: &str| JobState::Live { running, why: why.to_owned() };
        assert_eq!(state_of("RUNNING|None\nCOMPLETED|None\nPENDING|Resources"), live(1, "Resources"));
        assert_eq!(state_of("REQUEUE_HOLD|launch failed requeued held"), live(0, "launch failed requeued held"));
        assert_eq!(state_of("COMPLETED|None\nFAILED|NonZeroExitCode"), JobState::Ended { cancelled: false });
        assert_eq!(state_of("COMPLETED|None\nCANCELLED|None"), JobState::Ended { cancelled: true });
        assert_eq!(state_of(""), JobState::Ended { cancelled: false });
    }
}
