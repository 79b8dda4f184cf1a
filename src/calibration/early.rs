//! A proposal's run that is stopped once what is known of it lies beyond the tolerance. What is accepted stays the same; what
//! is refused costs fewer weeks.

use crate::model::measures::Row;
use crate::model::run::run_while;

use super::case::Case;
use super::pattern::Pattern;
use super::plan::CalibrationPlan;
use super::target::Trial;

impl CalibrationPlan {
    /// The one run of a scenario; adds its numbers to `all`, or, where it was stopped, those of its first patterns.
    ///
    /// # Errors
    /// As [`CalibrationPlan::scenario_at`], in words.
    pub(super) fn one_run(
        &self,
        number: usize,
        trial: &Trial<'_>,
        all: &mut Vec<f64>,
        beyond: &dyn Fn(&[f64]) -> bool,
    ) -> Result<(), String> {
        let plan = self.engine_plan(number, trial.model, trial.values).map_err(|problems| problems.to_string())?;
        let (case, start) = (&self.cases[number], all.len());
        let patterns = &self.patterns[case.patterns.clone()];
        let stages = stages(case, patterns);
        let mut goes_on = |rows: &[Vec<Row>]| {
            let Some((_, known)) = stages.iter().find(|(weeks, _)| *weeks == rows[0].len()) else { return true };
            all.truncate(start);
            all.extend(patterns[..*known].iter().map(|pattern| pattern.of_weeks(rows)));
            !beyond(all)
        };
        if let Ok(run) = run_while(&plan, trial.seed, 0, &mut goes_on) {
            all.truncate(start);
            all.extend(case.measure(&self.patterns, &run));
        }
        Ok(())
    }
}

/// After how many weeks a run can be judged, and how many of the first patterns are known then.
fn stages(case: &Case, patterns: &[Pattern]) -> Vec<(usize, usize)> {
    let (mut all, mut weeks) = (Vec::<(usize, usize)>::new(), 0);
    for (n, pattern) in patterns.iter().enumerate() {
        let Some(needed) = pattern.known_after() else { break };
        weeks = weeks.max(needed);
        all.retain(|(earlier, _)| *earlier < weeks);
        all.push((weeks, n + 1));
    }
    all.retain(|(weeks, _)| *weeks < case.scenario.run.weeks as usize);
    all
}
