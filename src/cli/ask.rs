//! `mobilise ask`: run a question's experiment, or go on with it, and say what the numbers answer.

use std::fmt::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;

use mobilise::experiment::Shard;
use mobilise::experiment::plan::Plan;
use mobilise::experiment::unit::Unit;
use mobilise::files;
use mobilise::files::disk::RealDisk;
use mobilise::model::run::RunResult;
use mobilise::question::Question;
use mobilise::question::readings::{Weekly, read};
use mobilise::store::Store;
use mobilise::store::run as runner;

use super::answer::{Answered, Reading};
use super::options::{self, QuestionOptions, word};
use super::sweep::{After, failed, finish, read_plan, state_text, write_timing};
use super::sweep_words::{forecast_text, time};
use super::{Failure, Terminal, report};

/// Arguments of `mobilise ask`.
#[derive(Debug, Args)]
pub struct AskArguments {
    #[command(flatten)]
    pub asked: QuestionOptions,
}

/// Runs what is missing, and answers.
pub fn run(arguments: &AskArguments, terminal: &Terminal) -> Result<(), Failure> {
    let asked_for = &arguments.asked;
    let threads = asked_for.change.threads()?;
    let folder = asked_for.folder("answer");
    let QuestionOptions { question: name, change, seed, long, .. } = asked_for;
    let plan = read_plan(name, change, seed.as_deref(), *long, &folder, Shard::WHOLE)?;
    let question = Question::of(&plan)?;
    if asked_for.dry_run {
        let text = forecast_text(&plan, threads)?;
        return terminal.data(&format!("question      {}\n{text}{}", question.asks, state_text(&folder)?));
    }
    let Asked { answered, ran, running, failed: runs } = asked(&plan, &question, name, &folder, threads, terminal)?;
    if let Some(answered) = &answered {
        if asked_for.json {
            let path = folder.join("answer.json");
            let text = files::read_text(&path, 1 << 30).map_err(|e| Failure::output(&e, "was it removed just now?"))?;
            terminal.data(&text)?;
        } else {
            terminal.data(&text(answered, usize::from(terminal.width())))?;
        }
        terminal.say(&closing(&folder, answered, ran, running));
    }
    failed(runs, &folder)
}

/// A question that was run to its end.
pub struct Asked {
    pub answered: Option<Answered>,
    /// Runs that were made just now.
    pub ran: u64,
    pub running: Duration,
    /// Runs that failed, of all.
    pub failed: u64,
}

/// Runs what is missing of a question in its folder, and writes its answer.
pub fn asked(
    plan: &Plan,
    question: &Question,
    name: &str,
    folder: &Path,
    threads: usize,
    terminal: &Terminal,
) -> Result<Asked, Failure> {
    options::check_memory(&plan.scenario(plan.largest())?, threads)?;
    let store = Store::open(Arc::new(RealDisk), folder, plan, Shard::WHOLE)?;
    store.notes.iter().for_each(|note| terminal.say(note));
    let done = store.done();
    let before = if done > 0 { format!(", {done} runs done before") } else { String::new() };
    let (points, runs) = (plan.len(), plan.most_runs());
    terminal.say(&format!("{points} points, {runs} runs, seed {}, {threads} threads{before}", plan.seed));
    let clock = Instant::now();
    let (ran, seen) = run_all(plan, &store, question, threads, terminal)?;
    let running = clock.elapsed();
    let after = After { answer: Some(Reading { seen, threads }), ..After::default() };
    let finished = finish(plan, &store, name, after)?;
    let timing = json!({
        "threads": threads,
        "runs": ran,
        "running_seconds": running.as_secs_f64(),
        "all_seconds": clock.elapsed().as_secs_f64(),
    });
    write_timing(&store, &timing)?;
    Ok(Asked { answered: finished.answered, ran, running, failed: finished.headline.failed })
}

/// Runs what is missing, and reads of weeks on the way what the question needs; how many were run, and what was read.
fn run_all(
    plan: &Plan,
    store: &Store,
    question: &Question,
    threads: usize,
    terminal: &Terminal,
) -> Result<(u64, Weekly), Failure> {
    let (wanted, watched) = (question.readings(), question.watched(plan));
    let seen = Mutex::new(Weekly::new());
    let watcher = |unit: Unit, run: &RunResult| {
        if watched.contains(&unit.point) {
            let rows = read(&wanted, run);
            seen.lock().unwrap_or_else(PoisonError::into_inner).insert((unit.point, unit.replicate), rows);
        }
    };
    let progress = terminal.progress(plan.most_runs().saturating_sub(store.done()));
    let ended = runner::run_watched(plan, store, threads, &runner::engine, &watcher, &|| progress.step());
    progress.finish();
    let ran = ended?.ran;
    Ok((ran, seen.into_inner().unwrap_or_else(PoisonError::into_inner)))
}

/// The answer as a terminal shows it.
fn text(answered: &Answered, width: usize) -> String {
    let mut out = format!("{}\n", answered.question.asks);
    let sections = answered.answer.sections.iter().map(|section| (section.name.as_str(), &section.sentences));
    let notes = (!answered.answer.notes.is_empty()).then_some(("to keep in mind", &answered.answer.notes));
    for (name, sentences) in sections.chain(notes) {
        let _ = writeln!(out, "\n{name}");
        for sentence in sentences {
            out.push_str(&wrapped(sentence, width));
        }
    }
    out
}

/// A sentence under a dash, broken between words.
pub fn wrapped(sentence: &str, width: usize) -> String {
    let mut out = String::new();
    let mut line = String::from("  -");
    for word in sentence.split_whitespace() {
        if line.chars().count() + 1 + word.chars().count() > width {
            let _ = writeln!(out, "{line}");
            line = String::from("   ");
        }
        line.push(' ');
        line.push_str(word);
    }
    let _ = writeln!(out, "{line}");
    out
}

fn closing(folder: &Path, answered: &Answered, ran: u64, running: Duration) -> String {
    let place = folder.display().to_string();
    let mut text = format!(
        "\n{ran} runs in {}\nwrote {place}: answer.md, answer.json (every number), the tables of the sweep, run.json",
        time(running)
    );
    if let Some(figure) = &answered.figure {
        let _ = write!(text, "\nworth showing first: {}", figure.display());
    }
    let _ = write!(
        text,
        "\n\nnext: {}\n      mobilise verify-output {}   whether a file was changed since\n      the same command with \
         --replicates N: only the new runs are made",
        report::next(folder),
        word(&place)
    );
    text
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn sentences_are_broken_between_words() {
        assert_eq!(wrapped("one two three four", 12), "  - one two\n    three\n    four\n");
        assert_eq!(wrapped("one", 5), "  -\n    one\n");
    }
}
