//! `mobilise calibrate`: find the values of knobs that agree with what was observed.

use std::fmt::Write;

use clap::Args;

use mobilise::internals::calibration::sentences::sentences;
use mobilise::internals::calibration::verdict::MEANING;
use mobilise::internals::calibration::words::{knob_table, model_table, pattern_table};
use mobilise::internals::text::duration;
use mobilise::workflow::calibration::{CalibrationOutcome, CalibrationRequest, calibrate};

use super::failure::Failure;
use super::options::{BegunFolderOption, SeedOption, ThreadsOption};
use super::parse::whole;
use super::stopped;
use super::terminal::Terminal;
use super::words::{path_word, render, report_command, verify_command};

/// Arguments of `mobilise calibrate`.
#[derive(Debug, Args)]
pub struct CalibrateArguments {
    /// A calibration file, or a name that `mobilise list calibrations` shows
    calibration: String,
    /// Change a setting of the scenarios, as in --set coping.relief=0.1; may be repeated
    #[arg(long = "set", value_name = "KNOB=VALUE")]
    set: Vec<String>,
    /// Particles per generation, instead of the file's number
    #[arg(long, value_name = "N", value_parser = whole::<u32>(1..=100_000, IN_PLACE))]
    particles: Option<u32>,
    /// Runs of each proposal, instead of the file's number
    #[arg(long, value_name = "N", value_parser = whole::<u32>(1..=10_000, IN_PLACE))]
    replicates: Option<u32>,
    /// Maximum number of runs in the search, instead of the file's; the accepted set is then run once more
    #[arg(long, value_name = "N", value_parser = whole::<u64>(1..=1_000_000_000, IN_PLACE))]
    at_most: Option<u64>,
    #[command(flatten)]
    seed: SeedOption,
    #[command(flatten)]
    out: BegunFolderOption,
    #[command(flatten)]
    threads: ThreadsOption,
}

const IN_PLACE: &str = "instead of the value in the file";

/// Calibrates, or goes on with it.
pub fn run(arguments: CalibrateArguments, terminal: &Terminal) -> Result<(), Failure> {
    let request = CalibrationRequest {
        folder: arguments.out.folder(&arguments.calibration, "calibration"),
        calibration: arguments.calibration,
        set: arguments.set,
        particles: arguments.particles,
        replicates: arguments.replicates,
        at_most: arguments.at_most,
        seed: arguments.seed.seed,
        threads: arguments.threads.count(),
    };
    stopped::keeps_runs_in(&request.folder);
    let outcome = calibrate(&request, terminal)?;
    terminal.data(&text(&outcome, terminal.width()))?;
    terminal.say(&closing(&outcome));
    Ok(outcome.check_failed()?)
}

fn text(outcome: &CalibrationOutcome, width: u16) -> String {
    let CalibrationOutcome { plan, made, .. } = outcome;
    let mut out = String::new();
    if !plan.models.is_empty() {
        out += &render(&model_table(plan, made), width);
        out += "share: of the accepted set, by weight, with its standard error; models.csv has that of each generation\n\n";
    }
    out += &render(&knob_table(plan, made), width);
    out.push('\n');
    out += &render(&pattern_table(plan, made), width);
    let _ = writeln!(out, "simulated: fresh runs of the accepted set, median and 95 % interval; {MEANING}\n");
    for sentence in sentences(plan, &made.run, &made.last, &made.summary) {
        let _ = writeln!(out, "{sentence}");
    }
    let _ = writeln!(out, "The whole accepted set is the answer, not its middle: posterior.csv has every particle.");
    out
}

fn closing(outcome: &CalibrationOutcome) -> String {
    let folder = &outcome.folder;
    format!(
        "\n{}\nwrote {}: tables (posterior.csv, knobs.csv, patterns.csv, generations.csv, curves.csv, prior-patterns.csv{}), figures \
         (pairs.png, patterns.png, curves.png), run.json\n\nnext: {}\n      {}\n      \
         a larger at_most in the file, and the same command: it goes on where it stopped",
        duration(outcome.running),
        path_word(folder),
        if outcome.plan.models.is_empty() { "" } else { ", models.csv" },
        report_command(folder),
        verify_command(folder)
    )
}
