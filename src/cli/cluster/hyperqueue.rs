//! HyperQueue: a task array by `hq submit`, looked at by `hq job info`.

use serde_json::Value;

use super::engine::{Engine, JobState, Task, text};
use super::options::ClusterOptions;

/// HyperQueue sets no limit; more shards than this are of no use.
const MOST: u32 = 100_000;

/// HyperQueue.
#[derive(Debug)]
pub struct HyperQueue(pub ClusterOptions);

impl Engine for HyperQueue {
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

    fn most(&self) -> u32 {
        MOST
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
        all.extend(self.0.scheduler_option.iter().cloned());
        all.extend(["--", "sh", "-c"].map(str::to_owned));
        all.push(task.command("HQ_TASK_ID"));
        all
    }

    fn job(&self, said: &str) -> Option<String> {
        let is_job = |line: &&str| !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
        said.lines().map(str::trim).rfind(is_job).map(str::to_owned)
    }

    fn state(&self, job: &str, name: &str) -> JobState {
        let arguments = ["--output-mode=json", "job", "info", job].map(str::to_owned);
        match self.call("hq", &arguments) {
            Ok(done) if done.status.success() => state_of(&text(&done.stdout), name),
            Ok(done) => {
                let (out, err) = (text(&done.stdout), text(&done.stderr));
                JobState::Unknown(if err.is_empty() { out } else { err })
            }
            Err(failure) => JobState::Unknown(failure.text),
        }
    }
}

/// What `hq job info` says of a job; one of another name is that of another server, which counts from 1 again.
fn state_of(said: &str, name: &str) -> JobState {
    let Ok(jobs) = serde_json::from_str::<Value>(said) else {
        return JobState::Unknown(format!("what it said is no JSON: {said}"));
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
    use super::*;

    #[test]
    fn what_hyperqueue_prints_is_understood() {
        let said = |running: u32, waiting: u32, canceled: u32| {
            format!(
                r#"[{{"info": {{"id": 1, "name": "ours", "task_count": 3, "task_stats": {{"running": {running},
                "finished": 1, "failed": 0, "canceled": {canceled}, "aborted": 0, "waiting": {waiting}}}}}}}]"#
            )
        };
        let live = JobState::Live { running: 1, why: String::new() };
        assert_eq!(state_of(&said(1, 2, 0), "ours"), live);
        assert_eq!(state_of(&said(0, 0, 0), "ours"), JobState::Ended { cancelled: false });
        assert_eq!(state_of(&said(0, 0, 1), "ours"), JobState::Ended { cancelled: true });
        assert_eq!(state_of(&said(1, 2, 0), "another's"), JobState::Ended { cancelled: false });
        assert_eq!(state_of("[]", "ours"), JobState::Ended { cancelled: false });
        assert!(matches!(state_of("no server", "ours"), JobState::Unknown(_)));
        assert_eq!(HyperQueue(ClusterOptions::default()).job("7\n").as_deref(), Some("7"));
    }
}
