//! `mobilise ask`: run a question's experiment, or go on with it, and say what the numbers answer.

use std::fmt::Write;

use clap::Args;

use mobilise::internals::text::duration;
use mobilise::question::Question;
use mobilise::workflow::answer_files::QuestionAnswer;
use mobilise::workflow::forecast::{forecast_text, state_text};
use mobilise::workflow::sweep::{SweepOutcome, SweepRequest, run_sweep};

use super::failure::Failure;
use super::options::QuestionOptions;
use super::stopped;
use super::terminal::Terminal;
use super::words::{paragraph, report_command, verify_command, wrapped};

/// Arguments of `mobilise ask`.
#[derive(Debug, Args)]
pub struct AskArguments {
    #[command(flatten)]
    options: QuestionOptions,
    /// Also write all tables into a workbook for spreadsheets, tables.xlsx
    #[arg(long)]
    xlsx: bool,
}

/// Runs what is missing, and answers.
pub fn run(arguments: &AskArguments, terminal: &Terminal) -> Result<(), Failure> {
    let options = &arguments.options;
    let request = SweepRequest {
        changes: options.change.changes(),
        seed: options.seed.seed,
        long: options.long,
        answer: true,
        xlsx: arguments.xlsx,
        threads: options.change.threads(),
        ..SweepRequest::new(&options.question, options.folder("answer"))
    };
    if options.dry_run {
        let plan = request.plan()?;
        let asks = Question::of(&plan)?.asks;
        let (forecast, state) = (forecast_text(&plan, request.threads)?, state_text(&request.folder)?);
        return terminal.data(&format!("question      {asks}\n{forecast}{state}"));
    }
    stopped::keeps_runs_in(&request.folder);
    let outcome = run_sweep(&request, terminal)?;
    if let Some(answer) = &outcome.answer {
        if options.json {
            terminal.file(&outcome.folder.join("answer.json"))?;
        } else {
            terminal.data(&text(answer, terminal.width()))?;
        }
        terminal.say(&closing(&outcome, answer));
    }
    Ok(outcome.check_failed()?)
}

/// The answer as a terminal shows it.
fn text(answer: &QuestionAnswer, width: u16) -> String {
    let mut out = format!("{}\n", answer.question.asks);
    out.push_str(&paragraph(&format!("In short: {}", answer.answer.short), width));
    for sentence in &answer.answer.asleep {
        out.push('\n');
        out.push_str(&paragraph(sentence, width));
    }
    let sections = answer.answer.sections.iter().map(|section| (section.heading.as_str(), &section.sentences));
    let notes = (!answer.answer.notes.is_empty()).then_some(("To keep in mind", &answer.answer.notes));
    for (name, sentences) in sections.chain(notes) {
        let _ = writeln!(out, "\n{name}");
        for sentence in sentences {
            out.push_str(&wrapped(sentence, width));
        }
    }
    out
}

fn closing(outcome: &SweepOutcome, answer: &QuestionAnswer) -> String {
    let folder = &outcome.folder;
    let first = answer.figure.as_ref();
    let first = first.map_or_else(String::new, |figure| format!("\nworth showing first: {}", figure.display()));
    format!(
        "\n{} runs in {}\nwrote {}: answer.md, answer.json (every number), the tables of the sweep, run.json{first}\n\n\
         next: {}\n      {}\n      the same command with --replicates N: only the new runs are made",
        outcome.ran,
        duration(outcome.running),
        folder.display(),
        report_command(folder),
        verify_command(folder)
    )
}
