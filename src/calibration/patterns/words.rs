//! Runs beside patterns, as tables of text.

use crate::calibration::pattern_use::PatternUse;
use crate::calibration::verdict::Verdict;
use crate::study::table::TextTable;
use crate::text::number;

use super::plan::{PatternPlan, SheetPattern};
use super::results::{PatternResult, SheetResults};

/// A table per scenario, with a row per pattern: observed range, simulated interval, share of runs within, verdict.
pub fn tables(plan: &PatternPlan, results: &[SheetResults]) -> Vec<TextTable> {
    let table = |((scenario, sheet), results): ((&crate::scenario::Scenario, &super::plan::Sheet), &SheetResults)| {
        let heads = [scenario.name.as_str(), "observed", "simulated", "95 % interval", "within", "", ""];
        let rows = sheet.patterns.iter().zip(&results.patterns).map(row).collect();
        TextTable { heads: heads.map(str::to_owned).to_vec(), rows }
    };
    plan.study.scenarios.iter().zip(&plan.sheets).zip(results).map(table).collect()
}

fn row((listed, found): (&SheetPattern, &PatternResult)) -> Vec<String> {
    let [low, median, high] = found.simulated.map(number);
    let (observed, within) = match found.verdict {
        Some(_) => {
            let (from, to) = found.observed;
            (format!("{} to {}", number(from), number(to)), format!("{:.0} %", found.within * 100.0))
        }
        None => ("–".to_owned(), "–".to_owned()),
    };
    let verdict = found.verdict.map_or("–", Verdict::word).to_owned();
    let about = &listed.pattern.about;
    let about = if about.is_empty() { &listed.pattern.name } else { about };
    vec![about.clone(), observed, median, format!("{low} to {high}"), within, verdict, used(listed.purpose).to_owned()]
}

/// What a pattern is for, as a table says it: only of what was fitted that it was.
fn used(purpose: PatternUse) -> &'static str {
    match purpose {
        PatternUse::Fitted => "used in fitting",
        other => other.word(),
    }
}
