//! The finished tables of a calibration.

use crate::model::measures::MEASURES;
use crate::store::StoreError;
use crate::store::table_file::Table;
use crate::study::outcomes::{cell, cell_of};

use super::model_summary::models_of;
use super::plan::CalibrationPlan;
use super::predict::Prediction;
use super::prior_patterns;
use super::smc::{AbcRun, Generation};
use super::store::Store;
use super::summary::Summary;
use super::verdict::Verdict;

/// The tables of every calibration, in the order they are recorded.
const TABLES: [&str; 6] =
    ["posterior.csv", "knobs.csv", "patterns.csv", "generations.csv", "curves.csv", "prior-patterns.csv"];

/// The shares of models in each generation.
const MODELS: &str = "models.csv";

/// The tables of a calibration, in the order they are recorded.
#[must_use]
pub fn tables(plan: &CalibrationPlan) -> Vec<&'static str> {
    let models = (!plan.models.is_empty()).then_some(MODELS);
    TABLES.into_iter().chain(models).collect()
}

/// Writes all tables, each whole or not at all: `posterior.csv` (every accepted particle of the last generation),
/// `knobs.csv` and `patterns.csv` (what that says of each), `generations.csv` (how it came about), `curves.csv`
/// (fresh runs of the accepted set, week by week), `prior-patterns.csv` (which patterns draws of the prior meet), and
/// `models.csv` (the share of each model, where it chooses among several).
///
/// # Errors
/// A file that cannot be written.
pub fn write(
    plan: &CalibrationPlan,
    store: &Store,
    done: &AbcRun,
    predicted: &Prediction,
    summary: &Summary,
) -> Result<(), StoreError> {
    let begin = |name: &str| Table::begin(store.disk(), store.folder().join(name));
    let (Some(first), Some(last)) = (done.generations.first(), done.generations.last()) else { return Ok(()) };
    posterior(plan, last, begin("posterior.csv")?)?;
    knobs(plan, summary, begin("knobs.csv")?)?;
    patterns(plan, summary, predicted.weights.len(), begin("patterns.csv")?)?;
    generations(plan, done, begin("generations.csv")?)?;
    curves(plan, predicted, begin("curves.csv")?)?;
    prior_patterns::write(plan, first, begin("prior-patterns.csv")?)?;
    if plan.models.is_empty() { Ok(()) } else { models(plan, done, begin(MODELS)?) }
}

fn posterior(plan: &CalibrationPlan, last: &Generation, mut table: Table<'_>) -> Result<(), StoreError> {
    let knobs = plan.knobs.iter().map(|knob| knob.name.clone());
    let patterns = plan.patterns.iter().map(|pattern| format!("pattern.{}", pattern.name));
    let heads = ["particle", "weight", "distance"].map(str::to_owned);
    let model = (!plan.models.is_empty()).then(|| "model".to_owned());
    table.row(heads.into_iter().chain(model).chain(knobs).chain(patterns))?;
    for (n, (particle, weight)) in last.particles.iter().zip(&last.weights).enumerate() {
        let known = [n.to_string(), cell(*weight), cell(particle.distance)];
        let knobs =
            plan.knobs.iter().zip(&particle.values).map(|(knob, value)| cell_of(knob.number(*value), knob.whole));
        let model = plan.models.get(particle.model).map(|model| model.name.clone());
        table.row(
            known.into_iter().chain(model).chain(knobs).chain(plan.means(&particle.outcome).into_iter().map(cell)),
        )?;
    }
    table.finish()
}

fn knobs(plan: &CalibrationPlan, summary: &Summary, mut table: Table<'_>) -> Result<(), StoreError> {
    let [prior, posterior] = ["prior", "posterior"].map(|of| ["low", "median", "high"].map(|q| format!("{of}_{q}")));
    table.row(["knob".to_owned()].into_iter().chain(prior).chain(posterior).chain(["narrower".to_owned()]))?;
    for (knob, found) in plan.knobs.iter().zip(&summary.knobs) {
        let numbers = found.prior.into_iter().chain(found.posterior).chain([found.narrower]);
        table.row(std::iter::once(knob.name.clone()).chain(numbers.map(cell)))?;
    }
    table.finish()
}

fn patterns(plan: &CalibrationPlan, summary: &Summary, runs: usize, mut table: Table<'_>) -> Result<(), StoreError> {
    table.row([
        "pattern",
        "about",
        "what",
        "observed",
        "observed_low",
        "observed_high",
        "prior_low",
        "prior_median",
        "prior_high",
        "posterior_low",
        "posterior_median",
        "posterior_high",
        "within",
        "runs",
        "verdict",
    ])?;
    for (pattern, found) in plan.patterns.iter().zip(&summary.patterns) {
        let words = [pattern.name.clone(), pattern.about.clone(), pattern.words()];
        let observed = [pattern.observed, found.observed.0, found.observed.1];
        let numbers = observed.into_iter().chain(found.prior).chain(found.posterior).chain([found.within]);
        let verdict = found.verdict.map_or("", Verdict::word);
        table.row(words.into_iter().chain(numbers.map(cell)).chain([runs.to_string(), verdict.to_owned()]))?;
    }
    table.finish()
}

fn generations(plan: &CalibrationPlan, done: &AbcRun, mut table: Table<'_>) -> Result<(), StoreError> {
    table.row([
        "generation",
        "tolerance",
        "proposals",
        "runs",
        "failed",
        "accepted",
        "acceptance",
        "effective_size",
        "particles",
    ])?;
    for g in &done.generations {
        // The first takes whatever says anything: no tolerance.
        let tolerance = if g.tolerance.is_finite() { cell(g.tolerance) } else { String::new() };
        let runs = g.runs * u64::from(plan.replicates);
        let counted = [g.proposals, runs, g.failed, g.accepted].map(|x| x.to_string());
        let shares = [g.acceptance(), g.effective_size()].map(cell);
        let heads = [g.number.to_string(), tolerance].into_iter();
        table.row(heads.chain(counted).chain(shares).chain([g.particles.len().to_string()]))?;
    }
    table.finish()
}

fn curves(plan: &CalibrationPlan, predicted: &Prediction, mut table: Table<'_>) -> Result<(), StoreError> {
    let heads = ["organisation", "measure", "week", "date", "low", "median", "high"];
    let several = plan.has_several_cases();
    table.row(several.then_some("scenario").into_iter().chain(heads))?;
    for (curve, bands) in predicted.curves.iter().zip(&predicted.bands) {
        for (week, band) in bands.iter().enumerate() {
            let case = &plan.cases[curve.case];
            let date = case.scenario.date_of(week as u32).to_string();
            let organisation = case.group_name(curve.group).to_owned();
            let heads = [organisation, MEASURES[curve.measure].name.to_owned(), week.to_string(), date];
            let scenario = several.then(|| case.name.clone());
            table.row(scenario.into_iter().chain(heads).chain([band.low, band.median, band.high].map(cell)))?;
        }
    }
    table.finish()
}

fn models(plan: &CalibrationPlan, done: &AbcRun, mut table: Table<'_>) -> Result<(), StoreError> {
    table.row(["generation", "model", "about", "prior", "share", "error", "low", "high", "particles"])?;
    for generation in &done.generations {
        for (model, found) in plan.models.iter().zip(models_of(plan, generation)) {
            let words = [generation.number.to_string(), model.name.clone(), model.about.clone()];
            let numbers = [found.prior, found.share, found.error, found.low, found.high].map(cell);
            table.row(words.into_iter().chain(numbers).chain([found.particles.to_string()]))?;
        }
    }
    table.finish()
}
