//! Runs held to patterns.

use crate::model::run::RunResult;
use crate::study::error::StudyError;
use crate::study::replicates::run_all;

use super::super::pattern::What;
use super::super::predict::{Band, CurveId, quantiles};
use super::super::verdict::{Verdict, share_within};
use super::plan::{SheetPattern, PatternPlan, Sheet};

/// What runs gave for a pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct PatternResult {
    /// By replicate; not a number where a run has no value.
    pub values: Vec<f64>,
    /// From where to where counts as what was observed; not numbers where nothing was.
    pub observed: (f64, f64),
    /// The 2.5 %, 50 % and 97.5 % quantiles over the runs that have a value.
    pub simulated: [f64; 3],
    /// Runs that have a value.
    pub runs: usize,
    /// The share of these that lie in the observed range.
    pub within: f64,
    /// How the interval lies to the range.
    pub verdict: Option<Verdict>,
}

/// A weekly curve of a scenario that a pattern speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Of which row group and measure.
    pub id: CurveId,
    /// Its weeks: 2.5 % quantile, median and 97.5 % quantile over runs.
    pub bands: Vec<Band>,
}

/// What runs gave for a file of patterns.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetResults {
    /// By pattern.
    pub patterns: Vec<PatternResult>,
    /// The curves that its patterns speak of by themselves, not as a ratio: each once, in their order.
    pub curves: Vec<Curve>,
}

impl PatternPlan {
    /// Runs everything on the threads of rayon's present pool, and holds it to the patterns. The same numbers come
    /// out on any number of threads.
    ///
    /// # Errors
    /// The first run that failed.
    pub fn hold(&self, progress: &(dyn Fn() + Sync)) -> Result<Vec<SheetResults>, StudyError> {
        let mut gathered: Vec<Gathered> = self.sheets.iter().map(Gathered::new).collect();
        let study = &self.study;
        run_all(&study.plans(), study.seed, study.replicates, progress, |unit| -> Result<(), StudyError> {
            gathered[unit.scenario].add(&self.sheets[unit.scenario], &unit.result);
            Ok(())
        })?;
        Ok(gathered.into_iter().zip(&self.sheets).map(|(gathered, sheet)| gathered.held(sheet)).collect())
    }
}

/// What has been read off the runs of a scenario so far.
struct Gathered {
    values: Vec<Vec<f64>>,
    drawn: Vec<CurveId>,
    /// By curve, then by run, then by week; in single precision, enough for a band.
    curves: Vec<Vec<Vec<f32>>>,
}

impl Gathered {
    fn new(sheet: &Sheet) -> Self {
        let mut drawn: Vec<CurveId> = Vec::new();
        for listed in sheet.patterns.iter().filter(|listed| listed.pattern.over.is_none()) {
            if let What::Weeks { measure, .. } = listed.pattern.of.what {
                let one = CurveId { group: listed.pattern.of.group, measure };
                if !drawn.contains(&one) {
                    drawn.push(one);
                }
            }
        }
        Self { values: vec![Vec::new(); sheet.patterns.len()], curves: vec![Vec::new(); drawn.len()], drawn }
    }

    fn add(&mut self, sheet: &Sheet, run: &RunResult) {
        for (values, listed) in self.values.iter_mut().zip(&sheet.patterns) {
            values.push(listed.pattern.of(run));
        }
        for (series, drawn) in self.curves.iter_mut().zip(&self.drawn) {
            series.push(run.weeks[drawn.group].iter().map(|row| row.0[drawn.measure] as f32).collect());
        }
    }

    fn held(self, sheet: &Sheet) -> SheetResults {
        let found = self.values.into_iter().zip(&sheet.patterns).map(|(values, listed)| found(values, listed)).collect();
        let curves = self.drawn.into_iter().zip(&self.curves).map(|(drawn, runs)| Curve { drawn, bands: bands(runs) });
        SheetResults { patterns, curves: curves.collect() }
    }
}

fn found(values: Vec<f64>, listed: &SheetPattern) -> PatternResult {
    let there: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    let alike = vec![1.0 / there.len().max(1) as f64; there.len()];
    let simulated = quantiles(&there, &alike);
    let observed = listed.pattern.range();
    let within = share_within(&there, &alike, observed);
    let verdict = Verdict::of((simulated[0], simulated[2]), observed, within);
    PatternResult { values, observed, simulated, runs: there.len(), within, verdict }
}

fn bands(runs: &[Vec<f32>]) -> Vec<Band> {
    let weeks = runs.first().map_or(0, Vec::len);
    let alike = vec![1.0; runs.len()];
    let band = |week: usize| {
        let values: Vec<f64> = runs.iter().map(|run| f64::from(run[week])).collect();
        let [low, median, high] = quantiles(&values, &alike);
        Band { low, median, high }
    };
    (0..weeks).map(band).collect()
}
