//! How the numbers of a proposal lie in its outcome: one scenario after the other, of each all replicates, of each of these
//! its patterns and those it is only watched for.

use super::case::Case;
use super::pattern::mean;
use super::plan::CalibrationPlan;

impl CalibrationPlan {
    /// Whether so many numbers are an outcome: of all scenarios, or of the first ones.
    pub(super) fn is_outcome(&self, numbers: usize) -> bool {
        let mut sum = 0;
        self.cases.iter().any(|case| {
            sum += self.block(case);
            sum == numbers
        })
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
        let block = outcome.get(start..start + self.block(case)).unwrap_or_default();
        block.iter().copied().skip(column).step_by(case.row())
    }

    /// The mean of each pattern over the runs of a proposal: those that have a value. Of the scenarios that were run.
    #[must_use]
    pub fn means(&self, outcome: &[f64]) -> Vec<f64> {
        let mut run = 0;
        let cases = self.cases.iter().take_while(|case| {
            run += self.block(case);
            run <= outcome.len()
        });
        let patterns = cases.map(|case| case.patterns.end).last().unwrap_or_default();
        (0..patterns).map(|k| mean(self.values_of(outcome, k))).collect()
    }
}
