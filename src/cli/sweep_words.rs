//! What `mobilise sweep` says: before it runs, and when it has ended.

use std::fmt::Write;
use std::time::Duration;

use mobilise::config::Problems;
use mobilise::experiment::Replicates;
use mobilise::experiment::forecast::forecast;
use mobilise::experiment::plan::Plan;
use mobilise::model::sustainability::OUTCOMES;
use mobilise::question::Words;
use mobilise::scenario::Scenario;
use mobilise::store::tables::{Headline, Shown};
use mobilise::study::estimate::Estimate;

use super::options::bytes;
use mobilise::text::number;

/// What a dry run prints.
pub fn forecast_text(plan: &Plan, threads: usize) -> Result<String, Problems> {
    let f = forecast(plan, threads)?;
    let mut out = String::new();
    let mut line = |head: &str, text: String| {
        let _ = writeln!(out, "{head:<13} {text}");
    };
    line("experiment", plan.experiment.name.clone());
    let design = plan.experiment.design.name();
    let factors = plan.factors().join(", ");
    let bases = plan.baselines.len();
    line(
        "points",
        format!(
            "{} ({bases} baseline{}, the rest a {design} of {factors})",
            plan.len(),
            if bases > 1 { "s" } else { "" }
        ),
    );
    line(
        "replicates",
        match &plan.replicates {
            Replicates::Fixed(replicates) => replicates.to_string(),
            Replicates::Until(p) => {
                format!("until {} is known to ± {}, at most {}", OUTCOMES[p.outcome].name, p.half_width, p.at_most)
            }
        },
    );
    line("runs", format!("{}{}", number(f.runs as f64), at_most(plan)));
    line("worker-weeks", number(f.worker_weeks));
    line("memory", format!("about {} of the {} that are left", bytes(f.bytes), bytes(f.available)));
    let rate = format!("measured: {} worker-weeks a second on one thread", number(f.rate));
    line("time", format!("about {} on {threads} threads{} ({rate})", time(f.time(threads, 0)), at_most(plan)));
    Ok(out)
}

fn at_most(plan: &Plan) -> &'static str {
    if matches!(plan.replicates, Replicates::Until(_)) { " at the most" } else { "" }
}

/// A length of time as people say it.
pub fn time(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    match seconds {
        s if s < 1.0 => format!("{:.0} ms", s * 1e3),
        s if s < 90.0 => format!("{s:.0} seconds"),
        s if s < 5_400.0 => format!("{:.0} minutes", s / 60.0),
        s if s < 172_800.0 => format!("{:.1} hours", s / 3_600.0),
        s => format!("{:.1} days", s / 86_400.0),
    }
}

/// What the tables say in short: for each outcome the baseline, the largest effects and interactions.
///
/// Where the experiment asks a question, in its words.
pub fn headline_text(plan: &Plan, head: &Headline, words: Option<&Words>) -> String {
    let mut out = String::new();
    let factors = plan.factors();
    let first = plan.row_names(0).into_iter().next().unwrap_or_default();
    let called =
        |(base, word): (&Scenario, String)| words.and_then(|words| words.0.get(&word)).unwrap_or(&base.name).clone();
    let bases: Vec<String> = plan.baselines.iter().zip(plan.scenario_words()).map(called).collect();
    let first = words.map_or(first.clone(), |words| words.organisation(&first));
    let point = |shown: &Shown| -> String {
        let (base, row) = plan.place_of(shown.point);
        let labels = row.map(|row| plan.labels(row)).unwrap_or_default();
        let setting = |(name, label): (&&str, String)| match words {
            Some(words) => words.level(name, &label),
            None => format!("{name} {label}"),
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
        let _ = writeln!(out, "{} points are not as precisely known as was asked: raise at_most", head.imprecise);
    }
    out
}

fn difference(e: &Estimate) -> String {
    let sign = if e.mean > 0.0 { "+" } else { "" };
    let interval = if e.low.is_nan() { String::new() } else { format!(" ({} to {})", number(e.low), number(e.high)) };
    format!("{sign}{}{interval}", number(e.mean))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_well() {
        for (seconds, text) in [
            (0.25, "250 ms"),
            (42.0, "42 seconds"),
            (600.0, "10 minutes"),
            (7_200.0, "2.0 hours"),
            (864_000.0, "10.0 days"),
        ] {
            assert_eq!(time(Duration::from_secs_f64(seconds)), text);
        }
    }
}
