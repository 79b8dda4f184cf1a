//! How the numbers of a proposal lie in its outcome: one scenario after the other, of each all replicates, of each of these
//! its patterns and those it is only watched for.

use super::case::Case;
use super::pattern::mean;
use super::plan::CalibrationPlan;

impl CalibrationPlan {
    /// Whether so many numbers are an outcome: of all scenarios, of the first ones, or of these and the first patterns of
    /// a run that was stopped.
    pub(super) fn is_outcome(&self, numbers: usize) -> bool {
        let mut left = numbers;
        for case in &self.cases {
            if left < self.block(case) {
                return left == 0 || left <= self.known_of_stopped(case);
            }
            left -= self.block(case);
        }
        left == 0 && numbers > 0
    }

    /// How many patterns of a scenario a stopped run may say; none where a pattern is the mean of several runs.
    fn known_of_stopped(&self, case: &Case) -> usize {
        if self.replicates == 1 { case.patterns.len() } else { 0 }
    }

    /// Numbers of a scenario in an outcome.
    pub(super) fn block(&self, case: &Case) -> usize {
        case.row() * self.replicates as usize
    }

    /// The values of a pattern in the runs of an outcome: none where its scenario was not run.
    pub(super) fn values_of<'o>(&self, outcome: &'o [f64], pattern: usize) -> impl Iterator<Item = f64> + use<'o> {
        let number = self.cases.iter().position(|case| case.patterns.contains(&pattern)).unwrap_or_default();
        self.column(outcome, number, pattern - self.cases[number].patterns.start)
    }

    /// The same of a pattern that is only watched.
    pub(super) fn watched_values<'o>(
        &self,
        outcome: &'o [f64],
        case: usize,
        watched: usize,
    ) -> impl Iterator<Item = f64> + use<'o> {
        self.column(outcome, case, self.cases[case].patterns.len() + watched)
    }

    fn column<'o>(&self, outcome: &'o [f64], number: usize, column: usize) -> impl Iterator<Item = f64> + use<'o> {
        let case = &self.cases[number];
        let start: usize = self.cases[..number].iter().map(|before| self.block(before)).sum();
        let end = outcome.len().min(start + self.block(case));
        let block = outcome.get(start..end).unwrap_or_default();
        block.iter().copied().skip(column).step_by(case.row())
    }

    /// The mean of each pattern over the runs of a proposal: those that have a value. Of the scenarios that were run, and
    /// of a stopped run as many as were known.
    #[must_use]
    pub fn means(&self, outcome: &[f64]) -> Vec<f64> {
        let (mut left, mut patterns) = (outcome.len(), 0);
        for case in &self.cases {
            let whole = left >= self.block(case);
            patterns += if whole { case.patterns.len() } else { left.min(self.known_of_stopped(case)) };
            if !whole {
                break;
            }
            left -= self.block(case);
        }
        (0..patterns).map(|k| mean(self.values_of(outcome, k))).collect()
    }
}
