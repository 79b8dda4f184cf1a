//! Runs compared with patterns.

use crate::calibration::pattern::What;
use crate::calibration::predict::{Band, CurveId, quantiles};
use crate::calibration::verdict::{Verdict, share_within};
use crate::model::run::RunResult;
use crate::study::error::StudyError;
use crate::study::replicates::run_all;

use super::plan::{PatternPlan, Sheet, SheetPattern};

/// A pattern in the runs of its scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct PatternResult {
    /// By replicate; NaN if a run has no value.
    pub values: Vec<f64>,
    /// The observed range; NaN if nothing was observed.
    pub observed: (f64, f64),
    /// The 2.5 %, 50 % and 97.5 % quantiles over the runs that have a value.
    pub simulated: [f64; 3],
    /// Runs that have a value.
    pub runs: usize,
    /// The share of these that lie in the observed range.
    pub within: f64,
    /// The verdict on the interval; none if it or the range is missing.
    pub verdict: Option<Verdict>,
}

/// A weekly curve that a pattern is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Its row group and measure.
    pub id: CurveId,
    /// Its weeks: 2.5 % quantile, median and 97.5 % quantile over runs.
    pub bands: Vec<Band>,
}

/// All patterns of a file in the runs of its scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetResults {
    /// By pattern.
    pub patterns: Vec<PatternResult>,
    /// The curves that patterns other than ratios are about: each once, in their order.
    pub curves: Vec<Curve>,
}

impl PatternPlan {
    /// Runs everything on the threads of rayon's present pool, and compares it with the patterns. The same numbers
    /// come out on any number of threads.
    ///
    /// # Errors
    /// The first run that failed.
    pub fn run(&self, progress: &(dyn Fn() + Sync)) -> Result<Vec<SheetResults>, StudyError> {
        let mut series: Vec<Series> = self.sheets.iter().map(Series::new).collect();
        let study = &self.study;
        run_all(&study.plans(), study.seed, study.replicates, progress, |unit| -> Result<(), StudyError> {
            series[unit.scenario].add(&self.sheets[unit.scenario], &unit.result);
            Ok(())
        })?;
        Ok(series.into_iter().zip(&self.sheets).map(|(series, sheet)| series.results(sheet)).collect())
    }
}

/// What has been measured of the runs of a scenario so far.
struct Series {
    values: Vec<Vec<f64>>,
    ids: Vec<CurveId>,
    /// By curve, then by run, then by week; in single precision, enough for a band.
    curves: Vec<Vec<Vec<f32>>>,
}

impl Series {
    fn new(sheet: &Sheet) -> Self {
        let mut ids: Vec<CurveId> = Vec::new();
        for pattern in sheet.patterns.iter().map(|one| &one.pattern).filter(|pattern| pattern.over.is_none()) {
            if let What::Weeks { measure, .. } = pattern.of.what {
                let id = CurveId { case: 0, group: pattern.of.group, measure };
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        Self { values: vec![Vec::new(); sheet.patterns.len()], curves: vec![Vec::new(); ids.len()], ids }
    }

    fn add(&mut self, sheet: &Sheet, run: &RunResult) {
        for (values, one) in self.values.iter_mut().zip(&sheet.patterns) {
            values.push(one.pattern.of(run));
        }
        for (series, id) in self.curves.iter_mut().zip(&self.ids) {
            series.push(run.weeks[id.group].iter().map(|row| row.0[id.measure] as f32).collect());
        }
    }

    fn results(self, sheet: &Sheet) -> SheetResults {
        let patterns = self.values.into_iter().zip(&sheet.patterns).map(|(values, one)| result(values, one));
        let curves = self.ids.into_iter().zip(&self.curves).map(|(id, runs)| Curve { id, bands: bands(runs) });
        SheetResults { patterns: patterns.collect(), curves: curves.collect() }
    }
}

fn result(values: Vec<f64>, one: &SheetPattern) -> PatternResult {
    let present: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    let weights = vec![1.0 / present.len().max(1) as f64; present.len()];
    let simulated = quantiles(&present, &weights);
    let observed = one.pattern.range();
    let within = share_within(&present, &weights, observed);
    let verdict = Verdict::of((simulated[0], simulated[2]), observed, within);
    PatternResult { values, observed, simulated, runs: present.len(), within, verdict }
}

fn bands(runs: &[Vec<f32>]) -> Vec<Band> {
    let weeks = runs.first().map_or(0, Vec::len);
    let weights = vec![1.0; runs.len()];
    let band = |week: usize| {
        let values: Vec<f64> = runs.iter().map(|run| f64::from(run[week])).collect();
        let [low, median, high] = quantiles(&values, &weights);
        Band { low, median, high }
    };
    (0..weeks).map(band).collect()
}
