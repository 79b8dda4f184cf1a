//! Runs beside patterns, as tables of text.

use crate::calibration::pattern_use::PatternUse;
use crate::calibration::verdict::Verdict;
use crate::scenario::Scenario;
use crate::study::table::TextTable;
use crate::text::number;

use super::plan::{PatternPlan, Sheet, SheetPattern};
use super::prior::PriorShares;
use super::results::{PatternResult, SheetResults};

/// A table per scenario, with a row per pattern: observed range, simulated interval, share of runs within, verdict; and
/// the share of draws of a prior that meet it, where one is given.
pub fn tables(plan: &PatternPlan, results: &[SheetResults], prior: Option<&PriorShares>) -> Vec<TextTable> {
    let table = |((scenario, sheet), results): ((&Scenario, &Sheet), &SheetResults)| {
        let heads = [scenario.name.as_str(), "observed", "simulated", "95 % interval", "within", "", ""];
        let mut heads = heads.map(str::to_owned).to_vec();
        let mut rows: Vec<Vec<String>> = sheet.patterns.iter().zip(&results.patterns).map(row).collect();
        if let Some(prior) = prior {
            heads.insert(5, "by chance".to_owned());
            for (row, one) in rows.iter_mut().zip(&sheet.patterns) {
                let share = prior.of(&scenario.name, &one.pattern.name);
                row.insert(5, share.map_or_else(|| "–".to_owned(), |share| format!("{:.0} %", share * 100.0)));
            }
        }
        TextTable { heads, rows }
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
