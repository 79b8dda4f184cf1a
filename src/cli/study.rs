//! `mobilise run` and `mobilise compare`: run, write the folder, show the table, suggest what to try next.

use clap::Args;

use mobilise::claims;
use mobilise::figure::study::worth_showing;
use mobilise::internals::text::shell_word;
use mobilise::study::diagnosis::diagnosis;
use mobilise::study::outcomes::MARK_MEANS;
use mobilise::study::summary::summary;
use mobilise::study::{purse, table};
use mobilise::workflow::folder_names::DefaultFolder;
use mobilise::workflow::study::{StudyOutcome, StudyRequest, run_study, variation};

use super::failure::Failure;
use super::options::NewRunOptions;
use super::stopped;
use super::terminal::Terminal;
use super::words::{paragraph, path_word, render, report_command, wrapped};

/// Arguments of `mobilise run`.
#[derive(Debug, Args)]
pub struct RunArguments {
    /// A scenario file, or a name that `mobilise list` shows
    scenario: String,
    #[command(flatten)]
    options: RunOptions,
}

/// Arguments of `mobilise compare`.
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// Scenario files, or names that `mobilise list` shows; the first is compared with each of the others
    #[arg(default_values = ["j4dw", "meca"])]
    scenarios: Vec<String>,
    #[command(flatten)]
    options: RunOptions,
}

/// Options of both.
#[derive(Debug, Clone, Args)]
struct RunOptions {
    #[command(flatten)]
    run: NewRunOptions,
    /// Also write the weekly table as CSV
    #[arg(long)]
    csv: bool,
    /// Also write all tables into a workbook for spreadsheets, tables.xlsx
    #[arg(long)]
    xlsx: bool,
    /// Print only JSON on standard output: a summary
    #[arg(long)]
    json: bool,
}

/// Runs one scenario.
pub fn run(arguments: RunArguments, terminal: &Terminal) -> Result<(), Failure> {
    study(vec![arguments.scenario], &arguments.options, terminal)
}

/// Runs several scenarios under the same random numbers.
pub fn compare(arguments: CompareArguments, terminal: &Terminal) -> Result<(), Failure> {
    study(arguments.scenarios, &arguments.options, terminal)
}

fn study(scenarios: Vec<String>, options: &RunOptions, terminal: &Terminal) -> Result<(), Failure> {
    let NewRunOptions { change, seed, folder } = &options.run;
    stopped::writes_at_the_end();
    let request = StudyRequest {
        changes: change.changes(),
        seed: seed.seed,
        folder: folder.folder_or(&DefaultFolder::Compared(&scenarios)),
        if_taken: folder.if_taken_or_numbered(),
        scenarios,
        csv: options.csv,
        xlsx: options.xlsx,
        threads: change.threads(),
        command: terminal.command(),
    };
    let outcome = run_study(&request, terminal)?;
    if options.json {
        let mut summary = summary(&outcome.study, &outcome.results, &outcome.folder);
        summary["claims"] = claims::table::json(&outcome.findings, &outcome.reasons);
        terminal.data(&format!("{summary:#}\n"))?;
    } else {
        terminal.data(&first_of_all(&outcome, terminal.width()))?;
        terminal.data(&tables(&outcome, terminal.width()))?;
        terminal.data(&against_the_papers(&outcome, terminal.width()))?;
    }
    terminal.say(&closing(&outcome, &request));
    Ok(())
}

/// What became of organisations that fell asleep or stayed small, and of their money.
fn first_of_all(outcome: &StudyOutcome, width: u16) -> String {
    let said = diagnosis(&outcome.study, &outcome.results);
    let lines: String = said.iter().map(|line| paragraph(line, width)).collect();
    if lines.is_empty() { lines } else { lines + "\n" }
}

fn tables(outcome: &StudyOutcome, width: u16) -> String {
    let StudyOutcome { study, results, .. } = outcome;
    let below = table::turnover(study, results).into_iter().chain(purse::sentences(study, results));
    let turnover: String = below.map(|note| wrapped(&note, width)).collect();
    let foot = format!(
        "± half the 95 % interval of the mean over {} replicates; – no value; {MARK_MEANS}\n",
        study.replicates
    );
    let notes = |other| -> String {
        let notes = table::notes(study, results, other);
        notes.iter().map(|note| wrapped(note, width)).collect()
    };
    if study.scenarios.len() == 1 {
        return render(&table::single(study, results), width) + &foot + &notes(None) + &turnover;
    }
    if study.scenarios.len() > 2 {
        let table = render(&table::variants(study, results), width);
        let foot = format!(
            "{foot}± of a difference: half the 95 % interval over pairs of runs; * over the pairs in which both have a value\n"
        );
        let told: String = (1..study.scenarios.len())
            .map(|other| {
                format!("{}\n{}", notes(Some(other)), paragraph(&table::verdict(study, results, other), width))
            })
            .collect();
        return table + &foot + &told + &turnover;
    }
    let all: Vec<String> = (1..study.scenarios.len())
        .map(|other| {
            let table = render(&table::compared(study, results, other), width);
            format!("{table}{foot}{}\n{}\n", notes(Some(other)), table::verdict(study, results, other))
        })
        .collect();
    all.join("\n") + &turnover
}

/// The claims of the papers that the result contradicts.
fn against_the_papers(outcome: &StudyOutcome, width: u16) -> String {
    let StudyOutcome { findings, reasons, folder, .. } = outcome;
    let table = path_word(&folder.join(claims::table::TABLE));
    let Some((heading, lines)) = claims::words::lines(findings, reasons, Some(&table)) else { return String::new() };
    let lines: String = lines.iter().map(|line| wrapped(line, width)).collect();
    format!("\n{}{lines}", paragraph(&format!("{heading}{}", if lines.is_empty() { "." } else { ":" }), width))
}

fn closing(outcome: &StudyOutcome, request: &StudyRequest) -> String {
    let StudyOutcome { study, results, folder, .. } = outcome;
    let first = folder.join(format!("{}.png", worth_showing(study, results)));
    let several = study.scenarios.len() > 1;
    let mut text = format!(
        "\nwrote {}: tables (weeks.parquet, runs.csv, curves.csv), figures (curves.png, behind.png), run.json",
        folder.display()
    );
    if several {
        text.push_str(", effects.csv, effects.png");
    }
    text.push_str(&format!("\nworth showing first: {}", first.display()));
    let names: Vec<String> = request.scenarios.iter().map(|name| shell_word(name)).collect();
    let command = if several { "compare" } else { "run" };
    let (changes, what) = variation(outcome, request);
    text.push_str("\n\ntry next:");
    text.push_str(&format!("\n  {}", report_command(folder)));
    text.push_str(&format!(
        "\n  mobilise {command} {}{}   {what}",
        names.join(" "),
        changes.option_words(request.seed)
    ));
    if request.scenarios == ["j4dw", "meca"] {
        text.push_str(&format!(
            "\n  mobilise compare j4dw crossover-meca-in-london{}     both organisations on one population",
            request.changes.option_words(request.seed)
        ));
    }
    text.push_str("\n  mobilise explain week                              what happens in a week, in order");
    text
}
