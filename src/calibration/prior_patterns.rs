//! What chance alone gives: which patterns – fitted or not – each draw of the prior meets.

use crate::store::StoreError;
use crate::store::table_file::Table;
use crate::study::outcomes::cell;

use super::pattern::{Pattern, mean};
use super::pattern_use::PatternUse;
use super::plan::CalibrationPlan;
use super::smc::Generation;
use super::target::Particle;

/// Writes a row per draw and pattern: its value, and whether that lies in the observed range. A draw without a value
/// does not meet the pattern.
pub(super) fn write(plan: &CalibrationPlan, first: &Generation, mut table: Table<'_>) -> Result<(), StoreError> {
    let several = !plan.models.is_empty();
    let heads = ["scenario", "pattern", "use", "value", "met"];
    table.row(["draw"].into_iter().chain(several.then_some("model")).chain(heads))?;
    let mut draws: Vec<&Particle> = first.particles.iter().chain(&first.without_value).collect();
    draws.sort_by_key(|draw| draw.number);
    for draw in draws {
        for (scenario, pattern, purpose, value) in values(plan, draw) {
            let (from, to) = pattern.range();
            let met = if (from..=to).contains(&value) { "1" } else { "0" };
            let model = several.then(|| plan.models[draw.model].name.clone());
            // Where there are several scenarios the calibration's own tables put theirs before the name.
            let name = pattern.name.strip_prefix(&format!("{}.", scenario.0)).unwrap_or(&pattern.name);
            let words = [scenario.1, name, purpose.word()].map(str::to_owned);
            let row = std::iter::once(draw.number.to_string()).chain(model).chain(words);
            table.row(row.chain([cell(value), met.to_owned()]))?;
        }
    }
    table.finish()
}

/// A scenario's name in the calibration, and in other tables.
type Names<'p> = (&'p str, &'p str);

/// All patterns with their values in a draw, those of the first scenario first.
fn values<'p>(
    plan: &'p CalibrationPlan,
    draw: &'p Particle,
) -> impl Iterator<Item = (Names<'p>, &'p Pattern, PatternUse, f64)> {
    plan.cases.iter().enumerate().flat_map(move |(n, case)| {
        let names: Names<'p> = (&case.name, &case.scenario.name);
        let fitted = case
            .patterns
            .clone()
            .map(move |k| (names, &plan.patterns[k], PatternUse::Fitted, mean(plan.values_of(&draw.outcome, k))));
        let watched = case.watched.iter().enumerate().map(move |(k, watched)| {
            (names, &watched.pattern, watched.purpose, mean(plan.watched_values(&draw.outcome, n, k)))
        });
        fitted.chain(watched)
    })
}
