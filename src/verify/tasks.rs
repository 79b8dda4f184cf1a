//! The task ledger as an urn.

use crate::config::Problems;
use crate::model::measures::Measure;

use super::result::{CaseResult, Curve, Effort};
use super::runs::{last, mean_and_error, organisations, planned};

/// Concentration of tasks: 2/(n + 1) where a task makes the next likelier in proportion, 1/n by lot, and
/// nearly 1 where the likelihood grows faster.
pub(crate) fn urn(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    let replicates = effort.of(100, 400);
    let weeks = 500.0;
    let concentration = |people: u32, exponent: f64| -> Result<(f64, f64), Problems> {
        let sets = [
            format!("population.workers={people}"),
            format!("organisation.circle.founders.count={people}"),
            format!("organisation.circle.tasks.exponent={exponent}"),
        ];
        let runs = organisations(&planned("task-urn", &sets)?, effort.seed, replicates);
        Ok(mean_and_error(&runs.iter().map(|rows| last(rows, Measure::TaskConcentration)).collect::<Vec<_>>()))
    };
    let mut points = Vec::new();
    for people in [4, 8, 15, 30] {
        let n = f64::from(people);
        let expected = 1.0 / weeks + (1.0 - 1.0 / weeks) * 2.0 / (n + 1.0);
        let (found, error) = concentration(people, 1.0)?;
        points.push((n, found));
        // Skill grows by a share of what is missing, and the ledger forgets within 20,000 weeks: both pull
        // the engine's urn from the pure one by a few per cent.
        outcome.compare(
            format!("concentration among {people}, in proportion"),
            "1/T + (1 − 1/T)·2/(n + 1)",
            expected,
            found,
            4.0 * error + 0.03 * expected,
        );
        let by_lot = 1.0 / weeks + (1.0 - 1.0 / weeks) / n;
        let (found, error) = concentration(people, 0.0)?;
        outcome.compare(
            format!("concentration among {people}, by lot"),
            "1/T + (1 − 1/T)/n",
            by_lot,
            found,
            4.0 * error + 0.002,
        );
    }
    let (found, _) = concentration(8, 4.0)?;
    outcome.compare("concentration among 8, the able get everything", "monopoly", 1.0, found, 0.1);
    let expected = (40..=300)
        .map(|n| f64::from(n) / 10.0)
        .map(|n| (n, 1.0 / weeks + (1.0 - 1.0 / weeks) * 2.0 / (n + 1.0)))
        .collect();
    outcome.curve = Some(Curve { x: "people", y: "concentration of tasks", expected, found: points });
    Ok(outcome)
}
