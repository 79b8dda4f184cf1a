//! A scenario of a calibration: what is run of it, and the patterns that are its own.

use std::ops::Range;

use crate::config::{Node, Problems, Span, nested};
use crate::knob::catalogue::NAMED;
use crate::model::run::RunResult;
use crate::scenario::{Draft, Layer, Scenario, Text};

use super::pattern::Pattern;
use super::pattern_use::PatternUse;
use super::prior_file::KnobPrior;

/// A scenario of a calibration.
#[derive(Debug)]
pub struct Case {
    /// Its name in the calibration file.
    pub name: String,
    /// The scenario with its knobs as they stand, in the first model.
    pub scenario: Scenario,
    /// Which of the calibration's patterns are its own.
    pub patterns: Range<usize>,
    /// Patterns that are not fitted: they are measured of each run, and decide nothing.
    pub watched: Vec<WatchedPattern>,
    /// Whether it has each knob of the prior.
    pub(super) takes: Vec<bool>,
    /// By model.
    pub(super) bases: Vec<Draft>,
}

/// A pattern that is measured and not fitted.
#[derive(Debug, Clone)]
pub struct WatchedPattern {
    /// What is measured and was observed.
    pub pattern: Pattern,
    /// What it is for.
    pub purpose: PatternUse,
}

impl Case {
    /// Numbers of a run: its patterns, then those it is only watched for.
    pub(super) fn row(&self) -> usize {
        self.patterns.len() + self.watched.len()
    }

    /// These numbers of a run.
    pub(super) fn measure(&self, patterns: &[Pattern], run: &RunResult) -> Vec<f64> {
        let watched = self.watched.iter().map(|watched| &watched.pattern);
        patterns[self.patterns.clone()].iter().chain(watched).map(|pattern| pattern.of(run)).collect()
    }

    /// The scenario of a model with its knobs at some coordinates; `text` is the calibration's.
    pub(super) fn at(
        &self,
        model: usize,
        knobs: &[KnobPrior],
        values: &[f64],
        text: &Text,
    ) -> Result<Scenario, Problems> {
        let mut draft = self.bases[model].clone();
        let there = knobs.iter().zip(values).zip(&self.takes).filter(|((_, value), takes)| **takes && !value.is_nan());
        for ((knob, value), _) in there {
            if let Some(entry) = nested(&knob.path, Node::Value(knob.value(*value)), &knob.span) {
                draft.lay(Layer::Settings(text, &[entry]))?;
            }
        }
        draft.finish()
    }

    /// Whether it has a knob of the prior: one of a named thing it may lack.
    #[must_use]
    pub fn has_knob(&self, knob: usize) -> bool {
        self.takes[knob]
    }

    /// The name of a row group.
    #[must_use]
    pub fn group_name(&self, group: usize) -> &str {
        self.scenario.organisations.get(group).map_or("field", |o| o.name.as_str())
    }
}

/// Whether a knob belongs to a scenario: those of named things only where it has a thing of that name.
pub(super) fn has(draft: &Draft, path: &[&str]) -> bool {
    match path {
        [sort, name, _, ..] if NAMED.contains(sort) => draft.names(sort).contains(name),
        _ => true,
    }
}

/// The parts of a knob's name in a prior.
pub(super) fn parts(path: &[(String, Span)]) -> Vec<&str> {
    path.iter().map(|(part, _)| part.as_str()).collect()
}

/// The parts of the name in a setting `knob=value`.
pub(super) fn setting_parts(setting: &str) -> Vec<&str> {
    let knob = setting.split('=').next().unwrap_or_default();
    knob.split('.').map(|part| part.trim().trim_matches(['"', '\''])).collect()
}
