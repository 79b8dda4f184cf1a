//! An answer as text: for the terminal and `answer.md`.

use std::fmt::Write;

use crate::experiment::Replicates;
use crate::experiment::plan::SweepPlan;
use crate::scenario::WITHOUT;
use crate::text::{count, knob_words, setting_words};

use super::answer::Answer;
use super::definition::Question;
use super::sample::Sample;

/// Runs that are in a sample.
pub(crate) fn runs(sample: &Sample) -> usize {
    sample.points.iter().map(|point| point.runs.iter().flatten().count()).sum()
}

/// How the numbers came about, in one sentence.
pub(super) fn made(plan: &SweepPlan, sample: &Sample) -> String {
    let replicates = match &plan.replicates {
        Replicates::Fixed(replicates) => format!("{replicates} a point"),
        Replicates::Until(_) => "as many a point as the precision asked for needs".to_owned(),
    };
    let size = if plan.changes.long { "long size" } else { "seminar size" };
    let laid = plan.changes.overrides.0.iter().chain(&plan.changes.last.0);
    let mut changes: Vec<String> = laid.map(|(option, set)| change_words(option, set)).collect();
    changes.sort();
    let changed = if changes.is_empty() { String::new() } else { format!(", changed: {}", changes.join("; ")) };
    format!(
        "{} runs of {} points, {replicates} ({size}), seed {}{changed}, mobilise {}.",
        runs(sample),
        plan.len(),
        plan.seed,
        env!("CARGO_PKG_VERSION")
    )
}

/// What a command changed, in words: a setting, something left out, or where values are drawn from.
fn change_words(option: &str, set: &str) -> String {
    let value = || set.split_once('=').map_or(set, |(_, value)| value).trim().trim_matches('"');
    match option {
        WITHOUT => format!("without {}", knob_words(set)),
        "--draw" => format!("values drawn from {}", value()),
        "--fixed" => "one row of the accepted set in all runs".to_owned(),
        "--weeks" => count(value().parse().unwrap_or(0), "week", "weeks"),
        _ => setting_words(set),
    }
}

/// An answer in plain language, with a line for each sentence.
pub(super) fn text(
    question: &Question,
    answer: &Answer,
    plan: &SweepPlan,
    sample: &Sample,
    figure: Option<&str>,
) -> String {
    let mut out = format!("# {}\n\n", question.asks);
    if !question.from.is_empty() {
        let _ = writeln!(out, "From: {}\n", question.from);
    }
    let _ = writeln!(out, "**In short:** {}\n", answer.short);
    for sentence in &answer.asleep {
        let _ = writeln!(out, "{sentence}\n");
    }
    for section in &answer.sections {
        let _ = writeln!(out, "## {}\n", section.heading);
        for sentence in &section.sentences {
            let _ = writeln!(out, "- {sentence}");
        }
        out.push('\n');
    }
    if !answer.notes.is_empty() {
        out.push_str("## To keep in mind\n\n");
        for note in &answer.notes {
            let _ = writeln!(out, "- {note}");
        }
        out.push('\n');
    }
    if let Some(figure) = figure {
        let _ = writeln!(out, "![{}]({figure})\n", question.asks);
    }
    let _ = writeln!(
        out,
        "{} Intervals are 95 % intervals of means over runs; differences are taken within runs that share their random \
         numbers. They say how well the model's mean is known, not the world's.",
        made(plan, sample)
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_said_in_words() {
        for (option, set, words) in [
            ("--set", "organisation.Cleaners United.hours.learning=0", "Cleaners United's hours for learning = 0"),
            ("structure no link", "practice.teaching=\"dialogic\"", "practice teaching = dialogic"),
            (WITHOUT, "agency.Desk", "without Desk"),
            ("--draw", "draw.from=\"j4dw-growth\"", "values drawn from j4dw-growth"),
            ("--weeks", "run.weeks=52", "52 weeks"),
        ] {
            assert_eq!(change_words(option, set), words);
        }
    }
}
