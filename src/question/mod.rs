//! Questions: experiments that know what is asked of them, and answer in plain language with interval and number of
//! runs.
//!
//! A question is an experiment file with a table `[question]` (`docs/questions.md`). Its answers are of general
//! kinds: each turns the numbers of runs into sentences, and no sentence stands anywhere before the
//! numbers are there. What cannot be told from chance is called so.
//!
//! ```text
//! Question::read    what the file asks, every name in it checked
//! Sample::of        the numbers of all runs, from the store of the sweep
//! Question::answer  sentences, numbers, and what a picture shows
//! page, write       answer.md and answer.json
//! ```

mod answer;
mod contrast;
mod file;
mod given;
pub(crate) mod kind;
mod notes;
mod page;
mod quantity;
pub mod readings;
mod region;
pub mod robust;
pub mod sample;
mod shown;
mod side;
mod spectrum;
mod table;
mod verdict;
mod words;
pub mod write;

pub use answer::{Answer, Number, Said};
pub use shown::{Bar, Bars, Grid, Pane, Shown};
pub use words::Words;

use crate::config::{Problems, Span};
use crate::experiment::plan::Plan;

use given::Given;
use kind::Kind;
use readings::Wanted;
use sample::Sample;

/// A question as its file asks it.
#[derive(Debug, Clone)]
pub struct Question {
    /// The question, one sentence.
    pub asks: String,
    /// Which claim or open question it is about.
    pub from: String,
    /// Plain words for knobs, levels, scenarios and organisations.
    pub words: Words,
    /// The answer whose picture is worth showing first; the first that has one where the file names none.
    figure: Option<String>,
    /// What is to be said, in file order.
    answers: Vec<Asked>,
}

/// An answer as it is asked for.
#[derive(Debug, Clone)]
struct Asked {
    name: String,
    kind: Kind,
}

impl Question {
    /// What the experiment of a plan asks; nothing where it asks nothing.
    ///
    /// # Errors
    /// Everything that is wrong with its table `[question]`, each with its place and a hint.
    pub fn read(plan: &Plan) -> Result<Option<Self>, Problems> {
        plan.experiment.question.as_ref().map(|entry| file::read(entry, plan)).transpose()
    }

    /// The same of an experiment that must ask something.
    ///
    /// # Errors
    /// As [`Question::read`], and where the file has no table `[question]`.
    pub fn of(plan: &Plan) -> Result<Self, Problems> {
        Self::read(plan)?.ok_or_else(|| file::nothing_asked(plan).into())
    }

    /// What weekly rows have to be read for, since outcomes do not hold it.
    pub fn wanted(&self) -> Vec<Wanted> {
        let mut wanted: Vec<Wanted> = self.answers.iter().flat_map(|asked| asked.kind.wanted()).collect();
        wanted.dedup();
        wanted
    }

    /// The points whose weekly rows have to be read.
    pub fn watched(&self, plan: &Plan) -> Vec<u32> {
        let shape = Sample::shape(plan);
        let mut points: Vec<u32> = self.answers.iter().flat_map(|asked| asked.kind.watched(&shape)).collect();
        points.sort_unstable();
        points.dedup();
        points
    }

    /// What the numbers say.
    ///
    /// Every sentence is made of numbers of the sample; the same sample gives the same bytes.
    pub fn answer(&self, sample: &Sample) -> Answer {
        let given = Given { sample, words: &self.words };
        let said: Vec<Said> = self
            .answers
            .iter()
            .map(|asked| Said { name: asked.name.clone(), kind: asked.kind.word(), ..asked.kind.answer(&given) })
            .collect();
        let has = |said: &&Said| said.picture.is_some() && self.figure.as_ref().is_none_or(|name| *name == said.name);
        let figure = said.iter().find(has).map(|said| said.name.clone());
        let concerned = self.answers.iter().flat_map(|asked| asked.kind.outcomes().iter().copied()).collect();
        Answer { notes: notes::notes(&given, concerned, &said), said, figure }
    }
}

/// A name in a question, and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub text: String,
    pub span: Span,
}
