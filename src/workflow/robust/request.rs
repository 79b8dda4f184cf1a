//! What is asked of a question's robustness.

use std::path::PathBuf;

use crate::workflow::changes::{ScenarioChanges, all_threads};

/// A question whose robustness is asked.
#[derive(Debug, Clone)]
pub struct RobustRequest {
    /// A question file, or an embedded name.
    pub question: String,
    /// Changes laid over its scenarios. The accepted set is that of `changes.draw`, or else that of [`RobustRequest::SET`].
    pub changes: ScenarioChanges,
    /// The seed; none for that of the file or of the folder, or a fresh one.
    pub seed: Option<u64>,
    /// Whether the long form of the question is run.
    pub long: bool,
    /// The experiment file whose `[alternatives.structure]` are the structures.
    pub structures: String,
    /// Replicates of each point under another structure; none for a quarter of the question's.
    pub structure_replicates: Option<u32>,
    /// The folder to write to; one that was begun goes on.
    pub folder: PathBuf,
    /// Threads to run on; they do not change the numbers.
    pub threads: usize,
}

impl RobustRequest {
    /// The accepted set that values are drawn from unless another is named.
    pub const SET: &str = "two-cases";
    /// The file of structures unless another is named.
    pub const STRUCTURES: &str = "headline-over-structures";

    /// This question as it stands, on all threads.
    pub fn new(question: impl Into<String>, folder: impl Into<PathBuf>) -> Self {
        Self {
            question: question.into(),
            changes: ScenarioChanges::default(),
            seed: None,
            long: false,
            structures: Self::STRUCTURES.to_owned(),
            structure_replicates: None,
            folder: folder.into(),
            threads: all_threads(),
        }
    }

    /// The accepted set to draw from.
    pub fn accepted_set(&self) -> &str {
        self.changes.draw.as_deref().unwrap_or(Self::SET)
    }

    /// The command that asks the same again, whatever the folder, the threads and what was left to chance or default.
    pub(super) fn command(&self, seed: u64) -> Vec<String> {
        let with_set = ScenarioChanges { draw: Some(self.accepted_set().to_owned()), ..self.changes.clone() };
        let mut options = with_set.options();
        options.push(("--structures", Some(self.structures.clone())));
        options.extend(self.structure_replicates.map(|n| ("--structure-replicates", Some(n.to_string()))));
        options.push(("--seed", Some(seed.to_string())));
        let mut words = vec!["robust".to_owned(), self.question.clone()];
        words.extend(options.into_iter().flat_map(|(option, value)| [Some(option.to_owned()), value]).flatten());
        words.extend(self.long.then(|| "--long".to_owned()));
        words
    }
}
