//! The outcomes of every run, and the table they go into.

use crate::model::sustainability::{OUTCOMES, Outcome, OutcomeInfo, OutcomeRow};

use super::estimate::Estimate;
use super::share;

/// Outcomes of all runs of a study, kept for the effects: a few hundred bytes a run.
#[derive(Debug, Clone, Default)]
pub struct Outcomes {
    /// For each scenario, for each organisation and last the field: one row a replicate.
    pub rows: Vec<Vec<Vec<OutcomeRow>>>,
}

impl Outcomes {
    /// Room for scenarios of so many rows each (organisations and the field).
    pub fn new(groups: &[usize]) -> Self {
        Self { rows: groups.iter().map(|groups| vec![Vec::new(); *groups]).collect() }
    }

    /// Adds a replicate's rows; replicates come in order.
    pub fn add(&mut self, scenario: usize, rows: &[OutcomeRow]) {
        for (list, row) in self.rows[scenario].iter_mut().zip(rows) {
            list.push(*row);
        }
    }

    /// One outcome over all replicates.
    pub fn values(&self, scenario: usize, group: usize, outcome: usize) -> impl Iterator<Item = f64> {
        self.rows[scenario][group].iter().map(move |row| row.0[outcome])
    }

    /// The mean of one outcome with its interval; a share of runs has that of a proportion.
    pub fn estimate(&self, scenario: usize, group: usize, outcome: usize) -> Estimate {
        let values = self.values(scenario, group, outcome);
        if outcome == Outcome::Survived as usize { share::estimate(values) } else { Estimate::of(values) }
    }
}

/// Outcomes of which a lower value is better for the members: framings that hide exploitation, unmet need, and tasks that
/// few people do.
const LOWER_IS_BETTER: [&str; 3] = ["mean_framing", "coping_need", "task_concentration"];

/// What the mark behind some labels means.
pub const MARK_MEANS: &str = "↓ a lower value is better";

/// Whether a lower value of an outcome is better for the members.
#[must_use]
pub fn lower_is_better(outcome: usize) -> bool {
    LOWER_IS_BETTER.contains(&OUTCOMES[outcome].name)
}

/// An outcome's label, with a mark where a lower value is better: without it a reader takes the larger number for the
/// better one.
pub fn marked_label(outcome: usize) -> String {
    let OutcomeInfo { label, .. } = &OUTCOMES[outcome];
    if lower_is_better(outcome) { format!("{label} ↓") } else { (*label).to_owned() }
}

/// Outcomes as tables for readers group them: what lasts, what it wins, and what lies behind it.
pub const GROUPS: [(&str, &[&str]); 3] = [
    (
        "Does it last?",
        &["survived", "ever_members", "attendance", "mobilised", "acted", "retention", "half_life", "mobilised_weeks"],
    ),
    (
        "What does it win?",
        &["calls_won", "employment_calls_won", "claims_won", "union_joins", "union_uptake", "legitimacy"],
    ),
    (
        "What are its members like?",
        &[
            "mean_framing",
            "injustice",
            "rights",
            "efficacy",
            "coping_need",
            "trust",
            "meeting_trust",
            "task_concentration",
            "newcomers_mobilised",
        ],
    ),
];

/// The place of an outcome in the run table.
pub fn outcome_number(name: &str) -> Option<usize> {
    OUTCOMES.iter().position(|outcome| outcome.name == name)
}

/// A number as tables write it: the shortest text that reads back the same, always with a point or an exponent, so that
/// a column has one type, whatever its first rows hold; nothing where there is no value.
pub fn cell(value: f64) -> String {
    // A minus zero is a zero.
    if value.is_nan() { String::new() } else { format!("{:?}", value + 0.0) }
}

/// The same for a column that holds whole numbers alone, if it does.
pub fn cell_of(value: f64, whole: bool) -> String {
    if whole && value.is_finite() { format!("{:.0}", value + 0.0) } else { cell(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_groups_is_an_outcome() {
        for (_, names) in GROUPS {
            assert!(names.iter().all(|name| outcome_number(name).is_some()), "{names:?}");
        }
    }
}
