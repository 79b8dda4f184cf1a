//! What a sweep asks of the program that runs its shards elsewhere.

use std::process::{Command, Output};

use crate::config::Problem;
use crate::text::shell_word;
use crate::workflow::error::WorkflowError;

/// Shards to run: what is handed to an engine.
pub(super) struct Task {
    /// The job's name; no two sweeps share it.
    pub name: String,
    /// The shards, ascending.
    pub shards: Vec<u32>,
    /// Of how many.
    pub of: u32,
    /// Threads of each.
    pub threads: usize,
    /// This program, the plan, the folder to work in and the folder of the shards' logs.
    pub program: String,
    pub plan: String,
    pub folder: String,
    pub logs: String,
}

impl Task {
    /// The shell command that runs a shard whose number is in a variable.
    pub(crate) fn command(&self, variable: &str) -> String {
        let (program, plan) = (shell_word(&self.program), shell_word(&self.plan));
        format!("exec {program} shard {plan} \"${variable}/{}\" --threads {}", self.of, self.threads)
    }

    /// The shards as engines take them: `1-4,7`.
    pub(crate) fn array(&self) -> String {
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for &shard in &self.shards {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == shard => *last = shard,
                _ => ranges.push((shard, shard)),
            }
        }
        let text =
            |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("{first}-{last}") };
        ranges.iter().map(text).collect::<Vec<_>>().join(",")
    }
}

/// What an engine reports of a job. It decides when to look and what to say, never what is done: the disk does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum JobState {
    /// It has shards that run or wait.
    Live {
        /// Shards that run.
        running: u32,
        /// Why others wait, in the engine's words.
        why: String,
    },
    /// None of its shards will run any more; or the engine has forgotten it.
    Ended {
        /// Whether it was cancelled.
        cancelled: bool,
    },
    /// The engine does not answer, for this reason.
    Unknown(String),
}

/// A program that runs shards elsewhere.
pub(super) trait Engine {
    /// Its name on the command line.
    fn key(&self) -> &'static str;
    /// Its name in sentences.
    fn name(&self) -> &'static str;
    /// The program to which jobs are submitted.
    fn program(&self) -> &'static str;
    /// The command that cancels a job.
    fn cancel(&self, job: &str) -> String;
    /// The largest number a shard may have.
    fn max_shard(&self) -> u32;
    /// The arguments that submit a task.
    fn arguments(&self, task: &Task) -> Vec<String>;
    /// The job's identifier in what the program printed.
    fn job(&self, output: &str) -> Option<String>;
    /// What it reports of a job of this identifier and name.
    fn state(&self, job: &str, name: &str) -> JobState;

    /// Submits a task; the identifier of the job it became.
    fn submit(&self, task: &Task) -> Result<String, WorkflowError> {
        let done = self.call(self.program(), &self.arguments(task))?;
        let (out, err) = (text(&done.stdout), text(&done.stderr));
        if !done.status.success() {
            let title = format!("{} refused the job: {}", self.name(), one_line(&err, &out));
            let hint = "nothing was submitted; --dry-run shows the command, --shards, --partition, --account, --time \
                        and --scheduler-option change it";
            return Err(Problem::whole(title, hint).into());
        }
        self.job(&out).ok_or_else(|| {
            let message = format!("{} took the job but printed no identifier: {}", self.name(), one_line(&out, &err));
            let hint = format!(
                "look for the job `{}` there; it does no harm, and the same command submits what it has not done by \
                 then",
                task.name
            );
            WorkflowError::run(message, hint)
        })
    }

    /// Runs one of the engine's programs.
    fn call(&self, program: &str, arguments: &[String]) -> Result<Output, WorkflowError> {
        Command::new(program).args(arguments).output().map_err(|error| {
            let title = format!("cannot start `{program}`: {error}");
            let hint = format!(
                "{} is not installed here, or not in the PATH. Run this where it is; or without --on, on the threads of \
                 this machine; or --shard 1/16, 2/16 and so on in any way you like (docs/cluster.md)",
                self.name()
            );
            Problem::whole(title, hint).into()
        })
    }
}

/// What a program printed.
pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// One output, or the other where that is empty, in one line.
fn one_line(output: &str, other: &str) -> String {
    let shown = if output.is_empty() { other } else { output };
    if shown.is_empty() { "no reason was given".to_owned() } else { shown.lines().collect::<Vec<_>>().join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_written_as_ranges() {
        let task = |shards: &[u32]| Task {
            name: String::new(),
            shards: shards.to_vec(),
            of: 20,
            threads: 2,
            program: "/opt/my programs/mobilise".to_owned(),
            plan: "/data/it's/store/submitted-1.json".to_owned(),
            folder: String::new(),
            logs: String::new(),
        };
        assert_eq!(task(&[1, 2, 3, 7, 9, 10]).array(), "1-3,7,9-10");
        assert_eq!(task(&[4]).array(), "4");
        let command = task(&[1]).command("NUMBER");
        let expected =
            "exec '/opt/my programs/mobilise' shard '/data/it'\\''s/store/submitted-1.json' \"$NUMBER/20\" --threads 2";
        assert_eq!(command, expected);
    }
}
