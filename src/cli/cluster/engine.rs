//! What a sweep asks of whoever runs its shards elsewhere.

use std::process::{Command, Output};

use mobilise::config::Problem;
use mobilise::text::shell_word;

use super::super::Failure;

/// Shards to be run: what is handed to an engine.
pub struct Task {
    /// What the job is called; no two sweeps share it.
    pub name: String,
    /// The shards, in order.
    pub shards: Vec<u32>,
    /// Of how many.
    pub of: u32,
    /// Threads of each.
    pub threads: usize,
    /// This program, the plan, the folder to work in and the folder for what shards say.
    pub program: String,
    pub plan: String,
    pub folder: String,
    pub logs: String,
}

impl Task {
    /// The shell command that runs a shard whose number is in a variable.
    pub fn command(&self, variable: &str) -> String {
        let (program, plan) = (shell_word(&self.program), shell_word(&self.plan));
        format!("exec {program} shard {plan} \"${variable}/{}\" --threads {}", self.of, self.threads)
    }

    /// The shards as engines take them: `1-4,7`.
    pub fn array(&self) -> String {
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

/// What an engine says of a job. It decides nothing about what is done: that is what lies on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobState {
    /// It has shards that run or wait.
    Live {
        /// Shards that run.
        running: u32,
        /// Why others wait, in the engine's words.
        why: String,
    },
    /// Nothing of it will run any more; or the engine has forgotten it.
    Ended {
        /// Somebody called it off.
        cancelled: bool,
    },
    /// The engine does not answer, and says this.
    Unknown(String),
}

/// Whoever runs shards elsewhere.
pub trait Engine {
    /// What it is called on the command line.
    fn key(&self) -> &'static str;
    /// What people call it.
    fn name(&self) -> &'static str;
    /// The program to which jobs are handed.
    fn program(&self) -> &'static str;
    /// How a job is called off.
    fn cancel(&self, job: &str) -> String;
    /// The largest number a shard may have.
    fn most(&self) -> u32;
    /// What is handed to the program to submit a task.
    fn arguments(&self, task: &Task) -> Vec<String>;
    /// The job's name in what the program said, where there is one.
    fn job(&self, said: &str) -> Option<String>;
    /// What it says of a job that has such a name.
    fn state(&self, job: &str, name: &str) -> JobState;

    /// Submits a task; the job it became.
    fn submit(&self, task: &Task) -> Result<String, Failure> {
        let done = self.call(self.program(), &self.arguments(task))?;
        let (out, err) = (text(&done.stdout), text(&done.stderr));
        if !done.status.success() {
            let title = format!("{} refused the job: {}", self.name(), first_of(&err, &out));
            let hint = "nothing was submitted; --dry-run shows what is asked of it, --shards, --partition, --account, \
                        --time and --scheduler-option change it";
            return Err(Problem::whole(title, hint).into());
        }
        self.job(&out).ok_or_else(|| {
            let text = format!(
                "error: {} took the job, but what it said names none: {}\nhint: look for the job `{}` there; it does no \
                 harm, and the same command submits what it has not done by then",
                self.name(),
                first_of(&out, &err),
                task.name
            );
            Failure { text, code: 1 }
        })
    }

    /// Runs one of the engine's programs.
    fn call(&self, program: &str, arguments: &[String]) -> Result<Output, Failure> {
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
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// What one said, or else the other, in a line.
fn first_of(one: &str, other: &str) -> String {
    let said = if one.is_empty() { other } else { one };
    if said.is_empty() { "it did not say why".to_owned() } else { said.lines().collect::<Vec<_>>().join("; ") }
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
