//! How many patterns are met that were not used in fitting, beside what chance alone gives under a prior.

use std::collections::BTreeMap;

use crate::calibration::pattern_use::PatternUse;
use crate::text::number;

use super::plan::{PatternPlan, SheetPattern};
use super::results::{PatternResult, SheetResults};

/// Which patterns draws of a calibration's prior met.
#[derive(Debug, Clone, PartialEq)]
pub struct PriorShares {
    /// Where it was read from.
    pub name: String,
    /// Draws of the prior that were run.
    pub draws: usize,
    /// The share of draws that met a pattern, by the names of scenario and pattern.
    pub shares: BTreeMap<(String, String), f64>,
}

impl PriorShares {
    /// The share of draws that met a pattern; none where they were not compared with it.
    #[must_use]
    pub fn of(&self, scenario: &str, pattern: &str) -> Option<f64> {
        self.shares.get(&(scenario.to_owned(), pattern.to_owned())).copied()
    }
}

/// A pattern that was not used in fitting and has a range: the share of runs that meet it, and of draws of the prior.
struct Unfitted {
    runs: f64,
    prior: Option<f64>,
}

/// How many of the patterns not used in fitting are met; nothing where there are none with a range. A run without a value
/// does not meet a pattern.
#[must_use]
pub fn unfitted(plan: &PatternPlan, results: &[SheetResults], prior: Option<&PriorShares>) -> Option<String> {
    let all: Vec<Unfitted> = plan
        .study
        .scenarios
        .iter()
        .zip(&plan.sheets)
        .zip(results)
        .flat_map(|((scenario, sheet), results)| {
            let rows = sheet.patterns.iter().zip(&results.patterns);
            rows.filter(|(one, _)| one.purpose != PatternUse::Fitted && !one.pattern.observed.is_nan()).map(
                |(one, found)| Unfitted {
                    runs: met(one, found),
                    prior: prior.and_then(|prior| prior.of(&scenario.name, &one.pattern.name)),
                },
            )
        })
        .collect();
    if all.is_empty() {
        return None;
    }
    let most = all.iter().filter(|one| one.runs >= 0.5).count();
    let mean: f64 = all.iter().map(|one| one.runs).sum();
    let own = format!(
        "Patterns with a range that were not used in fitting: {}. At least half of the runs meet {most} of them; a run \
         meets {} on average.",
        all.len(),
        number(mean)
    );
    Some(own + &prior.map(|prior| chance(&all, prior)).unwrap_or_default())
}

/// What chance alone gives, of those patterns that draws of the prior were compared with.
fn chance(all: &[Unfitted], prior: &PriorShares) -> String {
    let both: Vec<(f64, f64)> = all.iter().filter_map(|one| Some((one.runs, one.prior?))).collect();
    if both.is_empty() {
        return format!(" No draws of the prior of {} were compared with any of them.", prior.name);
    }
    let [runs, draws] = [both.iter().map(|one| one.0).sum::<f64>(), both.iter().map(|one| one.1).sum()].map(number);
    format!(
        " By chance alone, a draw of the prior of {} ({} draws) meets {draws} of the {} it was compared with, and a run \
         here {runs} of the same.",
        prior.name,
        prior.draws,
        both.len()
    )
}

/// The share of runs that meet a pattern.
fn met(one: &SheetPattern, found: &PatternResult) -> f64 {
    let (from, to) = one.pattern.range();
    found.values.iter().filter(|value| (from..=to).contains(*value)).count() as f64 / found.values.len().max(1) as f64
}
