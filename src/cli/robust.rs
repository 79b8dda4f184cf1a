//! `mobilise robust`: ask a question as it stands, over an accepted set, and under each of some other structures of the
//! model, and say which of its statements keep their sign.

use clap::Args;

use mobilise::internals::text::{duration, shell_word};
use mobilise::question::robust::Robustness;
use mobilise::workflow::robust::{RobustOutcome, RobustRequest, forecast_text, plan_variants, run_robust};

use super::failure::Failure;
use super::options::QuestionOptions;
use super::parse::replicates;
use super::stopped;
use super::terminal::Terminal;
use super::words::{report_command, wrapped};

/// Arguments of `mobilise robust`.
#[derive(Debug, Args)]
pub struct RobustArguments {
    #[command(flatten)]
    options: QuestionOptions,
    /// Replicates of each point under another structure [default: a quarter of the question's, at least 4]
    #[arg(long, value_name = "N", value_parser = replicates)]
    structure_replicates: Option<u32>,
    /// The experiment file whose [alternatives.structure] tables are the structures
    #[arg(long, value_name = "NAME|FILE", default_value = RobustRequest::STRUCTURES)]
    structures: String,
}

/// Asks in all variants, and says what holds.
pub fn run(arguments: &RobustArguments, terminal: &Terminal) -> Result<(), Failure> {
    let options = &arguments.options;
    let request = RobustRequest {
        changes: options.change.changes(),
        seed: options.seed.seed,
        long: options.long,
        structures: arguments.structures.clone(),
        structure_replicates: arguments.structure_replicates,
        threads: options.change.threads(),
        ..RobustRequest::new(&options.question, options.folder("robust"))
    };
    if options.dry_run {
        let (planned, left_out) = plan_variants(&request)?;
        return terminal.data(&forecast_text(&planned, &left_out, request.threads)?);
    }
    stopped::keeps_runs_in(&request.folder);
    let outcome = run_robust(&request, terminal)?;
    if options.json {
        terminal.file(&outcome.folder.join("robust.json"))?;
    } else {
        terminal.data(&text(&outcome.robustness, terminal.width()))?;
    }
    terminal.say(&closing(&outcome));
    Ok(outcome.check_failed()?)
}

fn text(robust: &Robustness, width: u16) -> String {
    let mut out = format!("{}\n\nhow robust\n", robust.about.asks);
    robust.summary().iter().for_each(|sentence| out.push_str(&wrapped(sentence, width)));
    let mut answer = "";
    for statement in &robust.statements {
        if statement.answer != answer {
            answer = &statement.answer;
            out.push_str(&format!("\n{answer}\n"));
        }
        out.push_str(&wrapped(&robust.sentence(statement), width));
    }
    out
}

fn closing(outcome: &RobustOutcome) -> String {
    let folder = outcome.folder.display().to_string();
    format!(
        "\n{} runs in {}\nwrote {folder}: robust.md, robust.json and robust.csv (every number), robust.png, run.json; a \
         folder for each variant\n\nnext: {}\n      mobilise report {}/as-it-stands   the answer as it stands on one \
         page\n      the same command with --structure-replicates N: only the new runs are made",
        outcome.ran,
        duration(outcome.running),
        report_command(&outcome.folder),
        shell_word(&folder)
    )
}
