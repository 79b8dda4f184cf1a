//! HyperQueue: a task array by `hq submit`, looked at by `hq job info`.

use serde_json::Value;

use super::engine::{Engine, JobState, Task, text};
use super::settings::ClusterSettings;

/// HyperQueue sets no limit; more shards than this are of no use.
const MAX_SHARD: u32 = 100_000;

/// HyperQueue.
#[derive(Debug)]
pub(super) struct HyperQueue<'a>(pub &'a ClusterSettings);

impl Engine for HyperQueue<'_> {
    fn key(&self) -> &'static str {
        "hyperqueue"
    }

    fn name(&self) -> &'static str {
        "HyperQueue"
    }

    fn program(&self) -> &'static str {
        "hq"
    }

    fn cancel(&self, job: &str) -> String {
        format!("hq job cancel {job}")
    }

    fn max_shard(&self) -> u32 {
        MAX_SHARD
    }

    fn arguments(&self, task: &Task) -> Vec<String> {
        let mut all = vec![
            "--output-mode=quiet".to_owned(),
            "submit".to_owned(),
            format!("--array={}", task.array()),
            format!("--name={}", task.name),
            format!("--cpus={}", task.threads),
            format!("--cwd={}", task.folder),
            "--stdout=none".to_owned(),
            format!("--stderr={}/shard-%{{TASK_ID}}.log", task.logs),
        ];
        all.extend(self.0.time.iter().map(|time| format!("--time-limit={time}")));
        all.extend(self.0.scheduler_options.iter().cloned());
        all.extend(["--", "sh", "-c"].map(str::to_owned));
        all.push(task.command("HQ_TASK_ID"));
        all
    }

    fn job(&self, output: &str) -> Option<String> {
        let is_job = |line: &&str| !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
        output.lines().map(str::trim).rfind(is_job).map(str::to_owned)
    }

    fn state(&self, job: &str, name: &str) -> JobState {
        let arguments = ["--output-mode=json", "job", "info", job].map(str::to_owned);
        match self.call("hq", &arguments) {
            Ok(done) if done.status.success() => state_of(&text(&done.stdout), name),
            Ok(done) => {
                let (out, err) = (text(&done.stdout), text(&done.stderr));
                JobState::Unknown(if err.is_empty() { out } else { err })
            }
            Err(error) => JobState::Unknown(error.to_string()),
        }
    }
}

/// What `hq job info` prints of a job; one of another name belongs to another server, which counts from 1 again.
fn state_of(output: &str, name: &str) -> JobState {
    let Ok(jobs) = serde_json::from_str::<Value>(output) else {
        return JobState::Unknown(format!("its output is not JSON: {output}"));
    };
    let info = jobs.get(0).map(|job| &job["info"]).filter(|info| info["name"] == name);
    let Some(info) = info else { return JobState::Ended { cancelled: false } };
    let count = |key: &str| info["task_stats"][key].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    let (running, waiting) = (count("running"), count("waiting"));
    if running + waiting == 0 {
        return JobState::Ended { cancelled: count("canceled") > 0 };
    }
    JobState::Live { running, why: String::new() }
}

#[cfg(test)]
mod tests {
    use super::super::settings::ClusterEngine;
    use super::*;

    #[test]
    fn what_hyperqueue_prints_is_understood() {
        let printed = |running: u32, waiting: u32, canceled: u32| {
            format!(
                r#"[{{"info": {{"id": 1, "name": "ours", "task_count": 3, "task_stats": {{"running": {running},
                "finished": 1, "failed": 0, "canceled": {canceled}, "aborted": 0, "waiting": {waiting}}}}}}}]"#
            )
        };
        let live = JobState::Live { running: 1, why: String::new() };
        assert_eq!(state_of(&printed(1, 2, 0), "ours"), live);
        assert_eq!(state_of(&printed(0, 0, 0), "ours"), JobState::Ended { cancelled: false });
        assert_eq!(state_of(&printed(0, 0, 1), "ours"), JobState::Ended { cancelled: true });
        assert_eq!(state_of(&printed(1, 2, 0), "another's"), JobState::Ended { cancelled: false });
        assert_eq!(state_of("[]", "ours"), JobState::Ended { cancelled: false });
        assert!(matches!(state_of("no server", "ours"), JobState::Unknown(_)));
        assert_eq!(HyperQueue(&ClusterSettings::new(ClusterEngine::HyperQueue)).job("7\n").as_deref(), Some("7"));
    }
}
