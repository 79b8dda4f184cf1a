//! A question as its file defines it, and its answer from a sample.

use crate::experiment::plan::SweepPlan;

use crate::text::capital;

use super::answer::{Answer, Section};
use super::chart::Chart;
use super::context::Context;
use super::kind::Kind;
use super::notes::{ended, notes};
use super::readings::Reading;
use super::sample::Sample;
use super::words::Words;

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// The question, one sentence.
    pub asks: String,
    /// The claim or open question it is about.
    pub from: String,
    /// Plain words for knobs, levels, scenarios and organisations.
    pub words: Words,
    /// The answer whose chart is shown first; by default the first that has one.
    pub(super) figure: Option<String>,
    /// The requested answers, in file order.
    pub(super) answers: Vec<AnswerRequest>,
}

/// A requested answer.
#[derive(Debug, Clone)]
pub(super) struct AnswerRequest {
    pub name: String,
    pub kind: Kind,
}

impl Question {
    /// What has to be read of weekly rows, since outcomes do not hold it.
    pub fn readings(&self) -> Vec<Reading> {
        let mut readings: Vec<Reading> = self.answers.iter().flat_map(|answer| answer.kind.readings()).collect();
        readings.dedup();
        readings
    }

    /// The points whose weekly rows have to be read.
    pub fn watched(&self, plan: &SweepPlan) -> Vec<u32> {
        let shape = Sample::shape(plan);
        let mut points: Vec<u32> = self.answers.iter().flat_map(|answer| answer.kind.watched(&shape)).collect();
        points.sort_unstable();
        points.dedup();
        points
    }

    /// The answer to the question.
    ///
    /// Every sentence is made of numbers of the sample; the same sample gives the same bytes.
    pub fn answer(&self, sample: &Sample) -> Answer {
        let context = Context { sample, words: &self.words };
        let section = |AnswerRequest { name, kind }: &AnswerRequest| Section {
            name: name.clone(),
            kind: kind.word(),
            ..kind.answer(context)
        };
        let mut sections: Vec<Section> = self.answers.iter().map(section).collect();
        headings(&mut sections);
        let is_first = |section: &&Section| {
            section.chart.is_some() && self.figure.as_ref().is_none_or(|name| *name == section.name)
        };
        let figure = sections.iter().find(is_first).map(|section| section.name.clone());
        let outcomes = self.answers.iter().flat_map(|answer| answer.kind.outcomes().iter().copied()).collect();
        let named = sections.iter().find(|section| self.figure.as_ref() == Some(&section.name));
        let short = named.or(sections.first()).map_or_else(String::new, |section| match section.short.as_str() {
            "" => section.gist(),
            short => short.to_owned(),
        });
        let asleep = ended(context).into_iter().collect();
        Answer { short, asleep, notes: notes(context, outcomes, &sections), sections, figure }
    }
}

/// What parts are about, in words: the titles of their charts, with the part's name where two are alike.
fn headings(sections: &mut [Section]) {
    let words = |name: &str| capital(&name.replace(['_', '-'], " "));
    let title = |section: &Section| match &section.chart {
        Some(Chart::Bars(bars)) if !bars.title.is_empty() => bars.title.clone(),
        Some(Chart::Grid(grid)) if !grid.title.is_empty() => grid.title.clone(),
        _ => words(&section.name),
    };
    let titles: Vec<String> = sections.iter().map(title).collect();
    for (section, title) in sections.iter_mut().zip(&titles) {
        let is_alone = titles.iter().filter(|other| *other == title).count() == 1;
        section.heading =
            if is_alone { title.clone() } else { format!("{title} ({})", section.name.replace('_', " ")) };
    }
}
