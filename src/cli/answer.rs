//! The answer of a sweep's question, made anew of what is in its store: sentences, numbers, figures.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use mobilise::config::Problem;
use mobilise::experiment::Replicates;
use mobilise::experiment::plan::Plan;
use mobilise::figure::{self, Look, Picture, png};
use mobilise::files;
use mobilise::files::disk::write_safely;
use mobilise::question::readings::{self, Weekly};
use mobilise::question::sample::Sample;
use mobilise::question::{Answer, Question, write};
use mobilise::store::{Store, StoreError};
use serde_json::Value;

use super::Failure;
use super::sensitivity::{drawing, opened, recorded_files};

/// The file that holds every number of an answer.
const ANSWER: &str = write::FILES[1];

/// No answer is longer.
const MOST_BYTES: u64 = 1 << 28;

/// What was read of weeks while runs were made, and how many threads may make the others again.
#[derive(Debug, Default)]
pub struct Reading {
    /// By point and replicate.
    pub seen: Weekly,
    /// Threads; 0 for all there are.
    pub threads: usize,
}

/// A question that was answered.
#[derive(Debug)]
pub struct Answered {
    pub question: Question,
    pub answer: Answer,
    /// The picture worth showing first.
    pub figure: Option<PathBuf>,
}

/// Answers anew where that is asked for or was done before, and removes files of an earlier answer that are no more;
/// what was answered, and the names of its files.
pub fn renew(plan: &Plan, store: &Store, wanted: Option<Reading>) -> Result<(Option<Answered>, Vec<String>), Failure> {
    let folder = store.folder();
    let before = recorded(folder);
    let there = write::FILES.iter().any(|name| folder.join(name).is_file());
    let question = if wanted.is_some() || there { Question::read(plan)? } else { None };
    let (answered, made) = match question {
        None => (None, Vec::new()),
        Some(question) => {
            let (answered, made) = answer(plan, store, question, wanted.unwrap_or_default())?;
            (Some(answered), made)
        }
    };
    for name in before.iter().filter(|name| !made.contains(name)) {
        let path = folder.join(name);
        if path.is_file() {
            store.disk().remove(&path).map_err(StoreError::from)?;
        }
    }
    Ok((answered, made))
}

fn answer(
    plan: &Plan,
    store: &Store,
    question: Question,
    reading: Reading,
) -> Result<(Answered, Vec<String>), Failure> {
    let mut sample = Sample::of(plan, store)?;
    let mut made: Vec<String> = write::FILES.map(str::to_owned).to_vec();
    let wanted = question.readings();
    if !wanted.is_empty() {
        let units = read_of(plan, &question, &sample);
        sample.weekly = readings::complete(plan, store, &wanted, &units, reading.seen, reading.threads)?;
        made.push(readings::TABLE.to_owned());
    }
    let answer = question.answer(&sample);
    let mut figure = None;
    for picture in pictures(plan, &question, &answer) {
        let svg = picture.svg(&Look::default()).map_err(drawing)?;
        let png = png(&svg, 2.0).map_err(drawing)?;
        figure.get_or_insert(format!("{}.svg", picture.name));
        for (name, bytes) in [("svg", svg.into_bytes()), ("png", png)] {
            let name = format!("{}.{name}", picture.name);
            write_safely(store.disk(), &store.folder().join(&name), &bytes).map_err(StoreError::from)?;
            made.push(name);
        }
    }
    write::write(&question, &answer, plan, &sample, store, figure.as_deref())?;
    let figure = figure.map(|name| store.folder().join(name).with_extension("png"));
    Ok((Answered { question, answer, figure }, made))
}

/// The runs whose weeks have to be read, by point and replicate.
fn read_of(plan: &Plan, question: &Question, sample: &Sample) -> BTreeSet<(u32, u32)> {
    let runs = question.watched(plan).into_iter().flat_map(|point| {
        let there = sample.points[point as usize].runs.iter().zip(0u32..);
        there.filter(|(run, _)| run.is_some()).map(move |(_, replicate)| (point, replicate))
    });
    runs.collect()
}

/// The pictures of the answer in a folder, from what is stored; none where nothing was answered, or the runs are no
/// longer there. Nothing is run and nothing written.
pub fn pictures_of(record: &Value, folder: &Path) -> Result<Vec<Picture>, Failure> {
    let path = folder.join(ANSWER);
    if !path.is_file() || !folder.join("store").is_dir() {
        return Ok(Vec::new());
    }
    let (_, plan, store) = opened(record, folder)?;
    let Some(question) = Question::read(&plan)? else { return Ok(Vec::new()) };
    let mut sample = Sample::of(&plan, &store)?;
    let wanted = question.readings();
    if !wanted.is_empty() {
        let units = read_of(&plan, &question, &sample);
        sample.weekly = readings::kept(&plan, folder, &wanted, &units)?;
    }
    let answer = question.answer(&sample);
    // A picture of fewer runs than the sentences beside it would say something else.
    let text = files::read_text(&path, MOST_BYTES).map_err(|error| Failure::output(&error, "may you read it?"))?;
    let said: Value = serde_json::from_str(&text).unwrap_or_default();
    let (before, now) = (&said["runs"], &write::json(&question, &answer, &plan, &sample)["runs"]);
    if before != now {
        let title = format!("`{}` is of {before} runs, and the store beside it holds {now}", path.display());
        return Err(Problem::whole(title, "the same `mobilise ask` with --out and this folder answers anew").into());
    }
    Ok(pictures(&plan, &question, &answer))
}

/// The pictures of an answer.
fn pictures(plan: &Plan, question: &Question, answer: &Answer) -> Vec<Picture> {
    let at_most = if matches!(plan.replicates, Replicates::Until(_)) { " at the most" } else { "" };
    let caption = format!(
        "{} {} replicates a point{at_most}. Seed {}. mobilise {}.",
        question.asks,
        plan.replicates.most(),
        plan.seed,
        env!("CARGO_PKG_VERSION")
    );
    figure::question::pictures(answer, &caption)
}

/// Files of an earlier answer that a folder's record names, or that are always called so.
fn recorded(folder: &Path) -> Vec<String> {
    let figures = recorded_files(folder, |name| {
        let stem = name.strip_suffix(".svg").or(name.strip_suffix(".png")).unwrap_or("");
        stem == figure::question::NAME || stem.starts_with(&format!("{}-", figure::question::NAME))
    });
    write::FILES.into_iter().chain([readings::TABLE]).map(str::to_owned).chain(figures).collect()
}
