//! What an answer is worded from: the sample, and plain words for its names.

use crate::text::list;

use super::contrast::Contrast;
use super::sample::Sample;
use super::side::Side;
use super::words::Words;

/// What an answer is worded from.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The numbers of all runs.
    pub sample: &'a Sample,
    /// Plain words for names.
    pub words: &'a Words,
}

impl Context<'_> {
    /// The name of a factor, a scenario or an organisation in the file's words.
    pub(crate) fn factor(&self, factor: usize) -> &str {
        self.words.of(&self.sample.factors[factor].name)
    }

    /// The scenario of a point.
    pub(crate) fn scenario(&self, point: usize) -> &str {
        self.words.of(&self.sample.scenarios[self.sample.points[point].scenario])
    }

    /// A level beside others of its factor.
    pub(crate) fn bare(&self, factor: usize, label: &str) -> String {
        self.words.bare(&self.sample.factors[factor].name, label)
    }

    /// A factor with its levels in order.
    pub(crate) fn axis(&self, factor: usize) -> (String, Vec<String>) {
        let labels = self.sample.factors[factor].ordered().into_iter().map(|label| self.bare(factor, label));
        (self.factor(factor).to_owned(), labels.collect())
    }

    /// A side by its scenario, levels and organisation, as far as it names them.
    pub(crate) fn side(&self, side: &Side) -> String {
        let (sample, words) = (self.sample, self.words);
        let scenario = side.scenario.map(|scenario| words.of(&sample.scenarios[scenario]).to_owned());
        let levels = side.levels.iter().map(|(factor, label)| words.level(&sample.factors[*factor].name, label));
        let organisation = side.organisation.as_deref().map(|name| words.organisation(name));
        let parts: Vec<String> = scenario.into_iter().chain(levels).chain(organisation).collect();
        parts.join(", ")
    }

    /// Both sides of a contrast.
    pub(crate) fn sides(&self, contrast: &Contrast) -> [String; 2] {
        let this = self.side(&contrast.this);
        let beside = match &contrast.beside {
            Some(side) => self.side(side),
            None => self.words.baseline().to_owned(),
        };
        let or = |text: String, otherwise: &str| if text.is_empty() { otherwise.to_owned() } else { text };
        [or(this, "each point"), or(beside, "the other")]
    }

    /// A point by its levels, or by its number in `points.csv` if too many factors vary.
    pub(crate) fn point(&self, point: usize) -> String {
        match &self.sample.points[point].labels {
            None => self.words.baseline().to_owned(),
            Some(_) if self.sample.is_numbered() => format!("point {point}"),
            Some(labels) => self.setting(labels, &[]),
        }
    }

    /// A point by its levels, except those of some factors.
    pub(crate) fn setting(&self, labels: &[String], except: &[usize]) -> String {
        let levels = self.sample.factors.iter().zip(labels).enumerate();
        let levels = levels.filter(|(index, (factor, _))| !except.contains(index) && factor.labels.len() > 1);
        let levels: Vec<String> = levels.map(|(_, (factor, label))| self.words.level(&factor.name, label)).collect();
        list(&levels)
    }
}
