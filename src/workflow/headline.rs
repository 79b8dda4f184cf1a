//! The headline of a sweep in words.

use std::fmt::Write;

use crate::experiment::plan::SweepPlan;
use crate::model::sustainability::OUTCOMES;
use crate::question::Words;
use crate::scenario::Scenario;
use crate::store::{Headline, Shown};
use crate::study::estimate::Estimate;
use crate::text::number;

/// A sweep in short: for each outcome the baseline, the largest effects and interactions. `words` are those of its
/// question, if it asks one.
pub fn headline_text(plan: &SweepPlan, head: &Headline, words: Option<&Words>) -> String {
    let mut out = String::new();
    let factors = plan.factors();
    let mut words = words.cloned().unwrap_or_default();
    let asks = plan.experiment.question.is_some();
    words.complete(plan.factors());
    let first = plan.row_names(0).into_iter().next().unwrap_or_default();
    let called = |(base, word): (&Scenario, String)| words.0.get(&word).unwrap_or(&base.name).clone();
    let bases: Vec<String> = plan.baselines.iter().zip(plan.scenario_words()).map(called).collect();
    let first = if asks { words.organisation(&first) } else { first };
    let point = |shown: &Shown| -> String {
        let (base, row) = plan.place_of(shown.point);
        let labels = row.map(|row| plan.labels(row)).unwrap_or_default();
        let setting = |(name, label): (&&str, String)| match asks {
            true => words.level(name, &label),
            false => format!("{} {label}", words.of(name)),
        };
        let settings: Vec<String> = factors.iter().zip(labels).map(setting).collect();
        let base = if plan.baselines.len() > 1 { format!("{}: ", bases[base]) } else { String::new() };
        format!("{base}{}", settings.join(", "))
    };
    for (n, outcome) in plan.experiment.outcomes.iter().enumerate() {
        let info = &OUTCOMES[*outcome];
        let means = bases.iter().zip(&head.baselines).map(|(base, means)| format!("{base} {}", means[n][0]));
        let means: Vec<String> = means.collect();
        let _ = writeln!(out, "{} ({}; {first})\n  baseline: {}", info.label, info.unit, means.join("; "));
        for (title, list) in [("differs from it by", &head.effects[n]), ("interaction", &head.interactions[n])] {
            for (k, shown) in list.iter().enumerate() {
                if k == 0 {
                    let _ = writeln!(out, "  {title}");
                }
                let _ = writeln!(out, "    {:>24}  {}", difference(&shown.difference), point(shown));
            }
        }
        out.push('\n');
    }
    let _ = writeln!(
        out,
        "{} runs in {} points; differences within replicates, with 95 % intervals; the largest are shown, all are in effects.csv",
        head.runs,
        plan.len()
    );
    if head.imprecise > 0 {
        let _ = writeln!(out, "{} points do not reach the requested precision: raise at_most", head.imprecise);
    }
    out
}

fn difference(e: &Estimate) -> String {
    let sign = if e.mean > 0.0 { "+" } else { "" };
    let interval = if e.low.is_nan() { String::new() } else { format!(" ({} to {})", number(e.low), number(e.high)) };
    format!("{sign}{}{interval}", number(e.mean))
}
