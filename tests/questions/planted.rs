//! Hand-made runs: an experiment file whose runs say what a test wants them to say.

use std::collections::BTreeMap;

use mobilise::experiment::plan::{Changes, SweepPlan};
use mobilise::model::sustainability::{OUTCOMES, OutcomeRow};
use mobilise::question::sample::Sample;
use mobilise::question::{Answer, Number, Question, Section};
use mobilise::scenario::Shelf;
use mobilise::study::outcomes::outcome_number;

/// What a point is.
pub struct At<'a> {
    /// Its scenario, by the word of the file.
    pub scenario: &'a str,
    /// Its levels by factor; none of a baseline.
    pub levels: BTreeMap<&'a str, &'a str>,
    /// Which replicate.
    pub replicate: usize,
}

impl At<'_> {
    /// A level as a number; 0 of a baseline.
    pub fn number(&self, factor: &str) -> f64 {
        self.levels.get(factor).map_or(0.0, |level| level.parse().expect("a number"))
    }

    /// Whether a factor has this level.
    pub fn is(&self, factor: &str, level: &str) -> bool {
        self.levels.get(factor) == Some(&level)
    }

    /// Noise of ±1 that differs from run to run, and is the same at every point of a replicate.
    pub fn luck(&self) -> f64 {
        ((self.replicate * 7 + 3) % 11) as f64 / 5.0 - 1.0
    }

    /// Noise of ±1 that differs from point to point too.
    pub fn noise(&self) -> f64 {
        let words = self.levels.values().flat_map(|level| level.bytes()).chain(self.scenario.bytes());
        let mark = words.fold(17u64, |mark, byte| mark.wrapping_mul(31).wrapping_add(u64::from(byte)));
        let mut state = (mark ^ (self.replicate as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)) | 1;
        for _ in 0..8 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
        }
        (state >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }
}

/// The plan of an experiment file given as text.
pub fn plan(text: &str) -> SweepPlan {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("asked.toml");
    std::fs::write(&path, text).expect("a file");
    let name = path.display().to_string();
    SweepPlan::read(&name, &Changes::default(), &Shelf::default(), &|| 1)
        .unwrap_or_else(|problems| panic!("{problems}"))
}

/// The answer of a question to runs whose outcome `mobilised` is what `value` says, in all rows; NaN is a failed run.
/// Other outcomes are 0.5.
pub fn answer(text: &str, value: impl Fn(&At<'_>) -> f64) -> Answer {
    answer_in(text, &|at| vec![("mobilised", value(at))])
}

/// The same for several outcomes.
pub fn answer_in(text: &str, values: &dyn Fn(&At<'_>) -> Vec<(&'static str, f64)>) -> Answer {
    answer_with(text, values, &|_| BTreeMap::new())
}

/// The same for what is read of runs; outcomes are 0.5.
pub fn answer_of_readings(text: &str, readings: &dyn Fn(&At<'_>) -> BTreeMap<String, f64>) -> Answer {
    answer_with(text, &|_| Vec::new(), readings)
}

fn answer_with(
    text: &str,
    values: &dyn Fn(&At<'_>) -> Vec<(&'static str, f64)>,
    readings: &dyn Fn(&At<'_>) -> BTreeMap<String, f64>,
) -> Answer {
    let plan = plan(text);
    let question = Question::of(&plan).unwrap_or_else(|problems| panic!("{problems}"));
    let mut sample = Sample::shape(&plan);
    let factors: Vec<String> = sample.factors.iter().map(|factor| factor.name.clone()).collect();
    for (number, point) in sample.points.iter_mut().enumerate() {
        let labels = point.labels.clone().unwrap_or_default();
        for replicate in 0..plan.replicates.most() as usize {
            let levels = factors.iter().map(String::as_str).zip(labels.iter().map(String::as_str)).collect();
            let at = At { scenario: &sample.scenarios[point.scenario], levels, replicate };
            let mut row = OutcomeRow([0.5; OUTCOMES.len()]);
            for (name, value) in values(&at) {
                row.0[outcome_number(name).expect("an outcome")] = value;
            }
            point.runs.push(Some(vec![row; point.rows.len()]));
            sample.weekly.insert((number as u32, replicate as u32), vec![readings(&at); point.rows.len()]);
        }
    }
    question.answer(&sample)
}

/// A section of an answer.
pub fn part<'a>(answer: &'a Answer, name: &str) -> &'a Section {
    answer.sections.iter().find(|section| section.name == name).unwrap_or_else(|| panic!("no part {name}"))
}

/// A number of a section whose name holds these words.
pub fn number<'a>(section: &'a Section, words: &str) -> &'a Number {
    let found = section.numbers.iter().find(|number| number.what.contains(words));
    found.unwrap_or_else(|| panic!("no number {words} in {:?}", section.numbers))
}
