//! What `mobilise calibrate` says when it has ended: each knob, each pattern, and what to beware of.

use std::fmt::Write;

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};

use mobilise::calibration::make::Made;
use mobilise::calibration::plan::Plan;
use mobilise::calibration::summary::sentences;
use mobilise::calibration::verdict::{MEANING, Verdict};

use mobilise::text::number;

/// The tables and sentences.
pub fn summary_text(plan: &Plan, made: &Made, width: u16) -> String {
    let mut out = table(width, &["Knob", "prior", "median", "95 % interval", "narrower"], &knobs(plan, made));
    out.push('\n');
    out += &table(width, &["Pattern", "observed", "simulated", "95 % interval", ""], &patterns(plan, made));
    let _ = writeln!(out, "simulated: fresh runs of the accepted set, median and 95 % interval; {MEANING}\n");
    for sentence in sentences(plan, &made.done, &made.last, &made.summary) {
        let _ = writeln!(out, "{sentence}");
    }
    let _ = writeln!(out, "The whole accepted set is the answer, not its middle: posterior.csv has every particle.");
    out
}

fn knobs(plan: &Plan, made: &Made) -> Vec<Vec<String>> {
    let one = |(knob, found): (&mobilise::calibration::prior_file::KnobPrior, _)| {
        let found: &mobilise::calibration::summary::KnobSummary = found;
        let [low, median, high] = found.posterior.map(fine);
        let narrower = format!("{:.0} %", (found.narrower * 100.0).max(0.0));
        vec![knob.name.clone(), knob.words(), median, format!("{low} to {high}"), narrower]
    };
    plan.knobs.iter().zip(&made.summary.knobs).map(one).collect()
}

fn patterns(plan: &Plan, made: &Made) -> Vec<Vec<String>> {
    let rows = plan.patterns.iter().zip(&made.summary.patterns).map(|(pattern, found)| {
        let (from, to) = found.observed;
        let [low, median, high] = found.posterior.map(number);
        let verdict = found.verdict.map_or("–", Verdict::word);
        let observed = format!("{} to {}", number(from), number(to));
        vec![pattern.name.clone(), observed, median, format!("{low} to {high}"), verdict.to_owned()]
    });
    rows.collect()
}

/// A knob's value: small ones need their digits.
fn fine(x: f64) -> String {
    if x != 0.0 && x.abs() < 0.1 { format!("{x:.4}") } else { number(x) }
}

/// A table without lines: the first column to the left, the others to the right.
pub fn table(width: u16, heads: &[&str], rows: &[Vec<String>]) -> String {
    let mut table = Table::new();
    table
        .load_style(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    let cell = |(n, text): (usize, &str)| {
        Cell::new(text).set_alignment(if n == 0 { CellAlignment::Left } else { CellAlignment::Right })
    };
    table.set_header(heads.iter().copied().enumerate().map(cell));
    for row in rows {
        table.add_row(row.iter().map(String::as_str).enumerate().map(cell));
    }
    let text = table.to_string();
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
}
