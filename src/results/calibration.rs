//! The tables of a calibration: the same numbers as when they were written.

use std::path::Path;

use crate::calibration::plan::CalibrationPlan;
use crate::calibration::predict::{Band, CurveId, curves_of};
use crate::calibration::verdict::Verdict;
use crate::config::Problem;
use crate::model::measures::MEASURES;

use super::table::{Table, other_row};

/// The tables of a finished calibration: the same numbers as when they were written.
#[derive(Debug, Clone, PartialEq)]
pub struct CalibrationTables {
    /// The weight of each accepted particle.
    pub weights: Vec<f64>,
    /// Of each knob its coordinate in every particle: the number, or its logarithm where the prior is of that.
    pub coordinates: Vec<Vec<f64>>,
    /// The tolerance of the last generation; infinite where it took whatever had values.
    pub tolerance: f64,
    /// How many particles of equal weight would say as much.
    pub effective_size: f64,
    /// How many generations there were.
    pub generations: usize,
    /// Runs of all generations together.
    pub runs: u64,
    /// By knob.
    pub knobs: Vec<KnobRow>,
    /// By pattern.
    pub patterns: Vec<PatternRow>,
    /// The curves that patterns speak of, and the weeks of each.
    pub curves: Vec<(CurveId, Vec<Band>)>,
}

/// A row of `knobs.csv`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KnobRow {
    /// The 2.5 %, 50 % and 97.5 % quantiles of the prior.
    pub prior: [f64; 3],
    /// Those of the accepted set.
    pub posterior: [f64; 3],
    /// By which share its interval is narrower than the prior's.
    pub narrower: f64,
}

/// A row of `patterns.csv`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PatternRow {
    /// From where to where counts as what was observed.
    pub observed: (f64, f64),
    /// The 2.5 %, 50 % and 97.5 % quantiles over single runs of the prior.
    pub prior: [f64; 3],
    /// Those over fresh runs of the accepted set.
    pub posterior: [f64; 3],
    /// The share of fresh runs that come to lie in the observed range.
    pub within: f64,
    /// Fresh runs of the accepted set.
    pub runs: u64,
    /// How the posterior's 95 % interval lies to the observed range; none where no run has a value.
    pub verdict: Option<Verdict>,
}

impl CalibrationTables {
    /// Reads the tables in the folder of a calibration with this plan.
    ///
    /// # Errors
    /// A table that is missing, or is not as it was written: other knobs, patterns or weeks, or a cell without a number.
    pub fn read(plan: &CalibrationPlan, folder: &Path) -> Result<Self, Problem> {
        let posterior = Table::read(folder, "posterior.csv")?;
        let column = |name: &str| posterior.numbers(name);
        let mut coordinates = Vec::with_capacity(plan.knobs.len());
        for knob in &plan.knobs {
            coordinates.push(column(&knob.name)?.into_iter().map(|number| knob.coordinate(number)).collect());
        }
        let generations = Table::read(folder, "generations.csv")?;
        let tolerance = generations.numbers("tolerance")?.last().copied().unwrap_or(f64::NAN);
        // Folders of earlier builds call it so.
        let particles = generations.numbers("particles").or_else(|_| generations.numbers("accepted"))?;
        let weights = column("weight")?;
        if weights.is_empty() || Some(weights.len() as f64) != particles.last().copied() {
            return Err(posterior.damaged("it does not hold the particles of the last generation"));
        }
        Ok(Self {
            weights,
            coordinates,
            tolerance: if tolerance.is_nan() { f64::INFINITY } else { tolerance },
            effective_size: generations.numbers("effective_size")?.last().copied().unwrap_or(0.0),
            generations: generations.rows().len(),
            runs: generations.numbers("runs")?.iter().map(|runs| *runs as u64).sum(),
            knobs: knobs(plan, &Table::read(folder, "knobs.csv")?)?,
            patterns: patterns(plan, &Table::read(folder, "patterns.csv")?)?,
            curves: curves(plan, &Table::read(folder, "curves.csv")?)?,
        })
    }

    /// Fresh runs of the accepted set.
    #[must_use]
    pub fn fresh_runs(&self) -> u64 {
        self.patterns.first().map_or(0, |pattern| pattern.runs)
    }
}

fn knobs(plan: &CalibrationPlan, table: &Table) -> Result<Vec<KnobRow>, Problem> {
    named(table, "knob", plan.knobs.iter().map(|knob| knob.name.as_str()))?;
    let (prior, posterior) = (table.quantiles("prior")?, table.quantiles("posterior")?);
    let narrower = table.numbers("narrower")?;
    let row = |n: usize| KnobRow { prior: prior[n], posterior: posterior[n], narrower: narrower[n] };
    Ok((0..plan.knobs.len()).map(row).collect())
}

fn patterns(plan: &CalibrationPlan, table: &Table) -> Result<Vec<PatternRow>, Problem> {
    named(table, "pattern", plan.patterns.iter().map(|pattern| pattern.name.as_str()))?;
    let (prior, posterior) = (table.quantiles("prior")?, table.quantiles("posterior")?);
    let [low, high, within, runs] = ["observed_low", "observed_high", "within", "runs"].map(|name| table.numbers(name));
    let (low, high, within, runs, verdict) = (low?, high?, within?, runs?, table.texts("verdict")?);
    let row = |n: usize| PatternRow {
        observed: (low[n], high[n]),
        prior: prior[n],
        posterior: posterior[n],
        within: within[n],
        runs: runs[n] as u64,
        verdict: Verdict::named(verdict[n]),
    };
    Ok((0..plan.patterns.len()).map(row).collect())
}

fn curves(plan: &CalibrationPlan, table: &Table) -> Result<Vec<(CurveId, Vec<Band>)>, Problem> {
    let [organisations, measures, weeks] = ["organisation", "measure", "week"].map(|name| table.texts(name));
    let (organisations, measures, weeks) = (organisations?, measures?, weeks?);
    let scenarios = if plan.has_several_cases() { Some(table.texts("scenario")?) } else { None };
    let [low, median, high] = ["low", "median", "high"].map(|name| table.numbers(name));
    let (low, median, high) = (low?, median?, high?);
    let mut row = 0;
    let mut curves = Vec::new();
    for curve in curves_of(plan) {
        let case = &plan.cases[curve.case];
        let mut bands = Vec::with_capacity(case.scenario.run.weeks as usize);
        for week in 0..case.scenario.run.weeks {
            let here = [case.group_name(curve.group), MEASURES[curve.measure].name, &week.to_string()];
            let other = |scenarios: &Vec<&str>| scenarios[row] != case.name;
            if row >= weeks.len()
                || [organisations[row], measures[row], weeks[row]] != here
                || scenarios.as_ref().is_some_and(other)
            {
                return Err(table.damaged(&other_row(row)));
            }
            bands.push(Band { low: low[row], median: median[row], high: high[row] });
            row += 1;
        }
        curves.push((curve, bands));
    }
    if row != weeks.len() {
        return Err(table.damaged("it has rows that were not written"));
    }
    Ok(curves)
}

/// Refuses a table whose rows are not those of these names.
fn named<'n>(table: &Table, column: &str, names: impl Iterator<Item = &'n str>) -> Result<(), Problem> {
    if table.texts(column)?.into_iter().eq(names) {
        return Ok(());
    }
    Err(table.damaged(&format!("its rows are not those of the {column}s that were calibrated")))
}
