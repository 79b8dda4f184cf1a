//! The answer of a sweep's question, made from what is in its store: sentences, numbers, figures.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::claims;
use crate::config::Problem;
use crate::experiment::Replicates;
use crate::experiment::plan::SweepPlan;
#[cfg(feature = "figures")]
use crate::figure::{self, Picture};
use crate::model::sustainability::Outcome;
use crate::question::readings::{self, Weekly};
use crate::question::sample::{Point, Sample};
use crate::question::{Answer, FIGURE, Question, runs_in, write};
use crate::record::Record;
use crate::results::answer::StoredAnswer;
use crate::store::run::engine;
use crate::store::{Store, StoreError};
use crate::study::diagnosis::of_runs;
use crate::study::fate::{Fate, fates};
use crate::text::count;

use super::changes::pool;
use super::drawing::write_answer_figures;
use super::error::WorkflowError;
use super::recorded::{StoredSweep, recorded_files, remove_outdated};

/// The file that holds every number of an answer.
const ANSWER: &str = write::FILES[1];

/// Weekly values that a question reads, as far as they were read while runs were made.
#[derive(Debug, Default)]
pub struct WeeklyReadings {
    /// By point and replicate.
    pub read: Weekly,
    /// Threads that may run the others again; 0 for all.
    pub threads: usize,
}

/// A question that was answered.
#[derive(Debug)]
pub struct QuestionAnswer {
    /// The question.
    pub question: Question,
    /// What the numbers say to it.
    pub answer: Answer,
    /// The picture worth showing first.
    pub figure: Option<PathBuf>,
}

/// Answers anew if `readings` are given or there is an answer already, and removes outdated files; the answer and the
/// names of its files.
pub(super) fn renew_answer(
    plan: &SweepPlan,
    store: &Store,
    readings: Option<WeeklyReadings>,
) -> Result<(Option<QuestionAnswer>, Vec<String>), WorkflowError> {
    let folder = store.folder();
    let before = written_before(folder);
    let is_answered = write::FILES.iter().any(|name| folder.join(name).is_file());
    let question = if readings.is_some() || is_answered { Question::read(plan)? } else { None };
    let (answer, written) = match question {
        None => (None, Vec::new()),
        Some(question) => {
            let (answer, written) = answer(plan, store, question, readings.unwrap_or_default())?;
            (Some(answer), written)
        }
    };
    remove_outdated(store, &before, &written)?;
    Ok((answer, written))
}

fn answer(
    plan: &SweepPlan,
    store: &Store,
    question: Question,
    readings: WeeklyReadings,
) -> Result<(QuestionAnswer, Vec<String>), WorkflowError> {
    let mut sample = Sample::of(plan, store)?;
    let mut written: Vec<String> = write::FILES.map(str::to_owned).to_vec();
    let wanted = question.readings();
    if !wanted.is_empty() {
        let units = watched_runs(plan, &question, &sample);
        sample.weekly = readings::complete(plan, store, &wanted, &units, readings.read, readings.threads)?;
        written.push(readings::TABLE.to_owned());
    }
    let mut answer = question.answer(&sample);
    answer.asleep.extend(lacked(plan, &sample, readings.threads)?);
    // What contradicts the papers is to be kept in mind beside what speaks against the answer itself.
    if let Some((heading, lines)) = claims::words::lines(&claims::of_sample(plan, &sample)?, &[], None) {
        answer.notes.push(format!("{heading}."));
        answer.notes.extend(lines);
    }
    let figures = write_answer_figures(&answer, &caption(plan, &question), store)?;
    written.extend(figures.iter().flatten().cloned());
    let svg = figures.first().map(|[svg, _]| svg.as_str());
    write::write(&question, &answer, plan, &sample, store, svg)?;
    let figure = figures.first().map(|[_, png]| store.folder().join(png));
    Ok((QuestionAnswer { question, answer, figure }, written))
}

/// Runs made again to say why an organisation fell asleep.
const AGAIN: usize = 5;
/// Larger populations are not run again for that.
const MAX_WORKERS: u32 = 100_000;

/// What the organisation lacked at the point where most runs end asleep, from a few of these runs made again.
fn lacked(plan: &SweepPlan, sample: &Sample, threads: usize) -> Result<Option<String>, WorkflowError> {
    let asleep = |point: &Point| -> Vec<u32> {
        let awake = if point.rows.len() > 1 { point.values(0, Outcome::Survived as usize) } else { Vec::new() };
        awake.iter().zip(0..).filter(|(awake, _)| **awake == 0.0).map(|(_, replicate)| replicate).collect()
    };
    let of_points = sample.points.iter().zip(0u32..).map(|(point, number)| (number, asleep(point)));
    let Some((point, mut runs)) = of_points.max_by_key(|(_, runs)| runs.len()).filter(|(_, runs)| !runs.is_empty())
    else {
        return Ok(None);
    };
    let scenario = plan.scenario(point)?;
    if scenario.population.knobs.traits.workers > MAX_WORKERS {
        return Ok(None);
    }
    runs.truncate(AGAIN);
    let (plans, seed) = (plan.engine_plans(point)?, plan.seed_of(point));
    let fate = |replicate: u32| -> Result<Fate, String> {
        let made = plans.of(seed, replicate).map_err(|problems| problems.to_string())?;
        Ok(fates(&engine(&made, seed, replicate).weeks).swap_remove(0))
    };
    let made: Result<Vec<Fate>, String> = pool(threads)?.install(|| runs.par_iter().map(|run| fate(*run)).collect());
    let said = of_runs(&scenario, 0, &made.map_err(StoreError::Rows)?);
    Ok(said.map(|said| format!("Of {} of these, made again: {said}", count(runs.len(), "run", "runs"))))
}

/// The runs whose weeks the question reads, by point and replicate.
fn watched_runs(plan: &SweepPlan, question: &Question, sample: &Sample) -> BTreeSet<(u32, u32)> {
    let runs = question.watched(plan).into_iter().flat_map(|point| {
        let there = sample.points[point as usize].runs.iter().zip(0u32..);
        there.filter(|(run, _)| run.is_some()).map(move |(_, replicate)| (point, replicate))
    });
    runs.collect()
}

/// The pictures of a folder's answer, from what is stored; none if it has no answer, or its runs are no longer there.
/// Nothing is run, nothing written.
#[cfg(feature = "figures")]
pub(super) fn answer_pictures(record: &Record, folder: &Path) -> Result<Vec<Picture>, WorkflowError> {
    let path = folder.join(ANSWER);
    if !path.is_file() || !folder.join("store").is_dir() {
        return Ok(Vec::new());
    }
    let StoredSweep { plan, store, .. } = StoredSweep::open(record, folder)?;
    let Some(question) = Question::read(&plan)? else { return Ok(Vec::new()) };
    let mut sample = Sample::of(&plan, &store)?;
    let wanted = question.readings();
    if !wanted.is_empty() {
        let units = watched_runs(&plan, &question, &sample);
        sample.weekly = readings::kept(&plan, folder, &wanted, &units)?;
    }
    let answer = question.answer(&sample);
    // A picture of other runs than the sentences beside it would contradict them.
    let (before, now) = (StoredAnswer::of_file(&path)?.runs, runs_in(&sample) as u64);
    if before != now {
        let title = format!("`{}` covers {before} runs, but its store holds {now}", path.display());
        return Err(
            Problem::whole(title, "run the same `mobilise ask` with --out and this folder to answer again").into()
        );
    }
    Ok(figure::question::pictures(&answer, &caption(&plan, &question)))
}

/// What stands under the figures of an answer.
fn caption(plan: &SweepPlan, question: &Question) -> String {
    let at_most = if matches!(plan.replicates, Replicates::Until(_)) { " at the most" } else { "" };
    format!(
        "{} {} replicates a point{at_most}. Seed {}. mobilise {}.",
        question.asks,
        plan.replicates.most(),
        plan.seed,
        env!("CARGO_PKG_VERSION")
    )
}

/// Files of an earlier answer: those that the record names, and those that always have these names.
fn written_before(folder: &Path) -> Vec<String> {
    let figures = recorded_files(folder, |name| {
        let stem = name.strip_suffix(".svg").or(name.strip_suffix(".png")).unwrap_or("");
        stem == FIGURE || stem.starts_with(&format!("{}-", FIGURE))
    });
    write::FILES.into_iter().chain([readings::TABLE]).map(str::to_owned).chain(figures).collect()
}
