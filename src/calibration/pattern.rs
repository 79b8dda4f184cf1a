//! Patterns: what was observed, and the same measured of a run.

use crate::model::history::HISTORY;
use crate::model::measures::{MEASURES, Row};
use crate::model::run::RunResult;
use crate::model::sustainability::OUTCOMES;
use crate::number::maths::normal_quantile;

/// An observation that runs are compared with.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Its name in tables.
    pub name: String,
    /// What it is, with its source.
    pub about: String,
    /// The quantity of a run that is compared.
    pub of: Quantity,
    /// Its divisor, if the pattern is a ratio.
    pub over: Option<Quantity>,
    /// What was observed.
    pub observed: f64,
    /// The deviation that counts as 1: the tolerance, half the width of a range, or the standard deviation of a
    /// likelihood.
    pub scale: f64,
    /// The distribution of errors of observation.
    pub error: ErrorModel,
    /// How much it counts: 0.25 makes it four times as tolerant.
    pub weight: f64,
    /// Whether what lies outside a tolerance is as far off as its logarithm is. What lies within is the same.
    pub by_factors: bool,
}

/// The distribution of errors of observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorModel {
    /// Any error up to the tolerance is as likely, none beyond it.
    Tolerance,
    /// Normal.
    Normal,
    /// Normal for the logarithm.
    Lognormal,
}

/// A number that is measured of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The row group: an organisation by its index, or the field.
    pub group: usize,
    /// The name of that group in tables.
    pub organisation: String,
    /// What is measured there.
    pub what: What,
}

/// What is measured of a row group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The mean of a weekly measure over some weeks, both ends among them; of those weeks that have a value.
    Weeks {
        /// Its column.
        measure: usize,
        /// The first week, from 0.
        from: u32,
        /// The last.
        to: u32,
    },
    /// An outcome of the whole run: its column.
    Outcome(usize),
    /// How people came and went in the whole run: its column.
    History(usize),
}

impl Quantity {
    /// The value in a run; NaN if it has none.
    #[must_use]
    pub fn of(&self, run: &RunResult) -> f64 {
        match self.what {
            What::Outcome(outcome) => run.outcomes[self.group].0[outcome],
            What::History(column) => run.history[self.group].0[column],
            What::Weeks { .. } => self.of_weeks(&run.weeks),
        }
    }

    /// The same of the weekly rows alone, for each group those so far; NaN if it is not of weeks.
    fn of_weeks(&self, rows: &[Vec<Row>]) -> f64 {
        let What::Weeks { measure, from, to } = self.what else { return f64::NAN };
        let weeks = rows[self.group].iter().skip(from as usize).take((to - from) as usize + 1);
        mean(weeks.map(|row| row.0[measure]))
    }

    /// After how many weeks of a run it is known; none: at its end.
    fn known_after(&self) -> Option<usize> {
        if let What::Weeks { to, .. } = self.what { Some(to as usize + 1) } else { None }
    }

    /// In words: what, and when.
    #[must_use]
    pub fn words(&self) -> String {
        match self.what {
            What::Outcome(outcome) => OUTCOMES[outcome].name.to_owned(),
            What::History(column) => HISTORY[column].name.to_owned(),
            What::Weeks { measure, from, to } if from == to => format!("{} in week {from}", MEASURES[measure].name),
            What::Weeks { measure, from, to } => format!("{} in weeks {from} to {to}", MEASURES[measure].name),
        }
    }
}

/// The range that counts as what was observed: within the tolerance, or 95 % of a likelihood.
pub(crate) fn range_of(observed: f64, scale: f64, error: ErrorModel) -> (f64, f64) {
    let half = normal_quantile(0.975) * scale;
    match error {
        ErrorModel::Tolerance => (observed - scale, observed + scale),
        ErrorModel::Normal => (observed - half, observed + half),
        ErrorModel::Lognormal => (observed * libm::exp(-half), observed * libm::exp(half)),
    }
}

/// The mean of the values that are not NaN; NaN if there are none.
pub(crate) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0u32);
    for value in values.filter(|value| !value.is_nan()) {
        sum += value;
        count += 1;
    }
    sum / f64::from(count)
}

impl Pattern {
    /// The value in a run; NaN if it has none, as a ratio over 0.
    #[must_use]
    pub fn of(&self, run: &RunResult) -> f64 {
        self.value(|quantity| quantity.of(run))
    }

    /// The same of the weekly rows alone, once it is known.
    pub(super) fn of_weeks(&self, rows: &[Vec<Row>]) -> f64 {
        self.value(|quantity| quantity.of_weeks(rows))
    }

    fn value(&self, of: impl Fn(&Quantity) -> f64) -> f64 {
        let above = of(&self.of);
        let Some(over) = &self.over else { return above };
        let below = of(over);
        if below > 0.0 { above / below } else { f64::NAN }
    }

    /// After how many weeks of a run its value is known; none: at its end.
    pub(super) fn known_after(&self) -> Option<usize> {
        let over = self.over.as_ref().map_or(Some(0), Quantity::known_after)?;
        Some(self.of.known_after()?.max(over))
    }

    /// Whether its distance needs a leeway, a number from 0 to 1.
    #[must_use]
    pub fn has_likelihood(&self) -> bool {
        self.error != ErrorModel::Tolerance
    }

    /// The distance of a value: at most 1 within the tolerance; infinite if there is no value.
    ///
    /// With a likelihood L a value is to be taken with the chance L / max L, that is if `leeway`, a number equally
    /// likely from 0 to 1, is below it. With a normal error: off by at most √(−2 ln leeway) standard
    /// deviations. So far off counts as 1, and at a tolerance of 1 the accepted set is that of the likelihood, exactly
    /// (R. D. Wilkinson 2013, "Approximate Bayesian computation (ABC) gives exact results under the assumption of
    /// model error", Statistical Applications in Genetics and Molecular Biology 12, 129–141). A weight is an exponent
    /// of the likelihood.
    #[must_use]
    pub fn distance(&self, value: f64, leeway: f64) -> f64 {
        let away = match self.error {
            ErrorModel::Lognormal => (libm::log(value) - libm::log(self.observed)).abs() / self.scale,
            ErrorModel::Tolerance if self.by_factors => self.factors_away(value),
            _ => (value - self.observed).abs() / self.scale,
        };
        let off = match self.error {
            ErrorModel::Tolerance => away * self.weight,
            _ => away * self.weight.sqrt() / (-2.0 * libm::log(leeway)).sqrt(),
        };
        if off.is_nan() { f64::INFINITY } else { off }
    }

    /// How far the logarithm lies from the middle of that of the range, in halves of its width: 1 at both ends, as
    /// without logarithms, so that the same values lie within a tolerance of 1; and 0 infinitely far, not near.
    fn factors_away(&self, value: f64) -> f64 {
        let (from, to) = (libm::log(self.observed - self.scale), libm::log(self.observed + self.scale));
        (libm::log(value) - (from + to) / 2.0).abs() / ((to - from) / 2.0)
    }

    /// The observed range: within the tolerance, or 95 % of a likelihood.
    #[must_use]
    pub fn range(&self) -> (f64, f64) {
        range_of(self.observed, self.scale, self.error)
    }

    /// In words: what is measured.
    #[must_use]
    pub fn words(&self) -> String {
        let Some(over) = &self.over else { return format!("{}, {}", self.of.words(), self.of.organisation) };
        if self.of.organisation == over.organisation {
            format!("{} over {}, {}", self.of.words(), over.words(), self.of.organisation)
        } else {
            format!("{}, {}, over {}, {}", self.of.words(), self.of.organisation, over.words(), over.organisation)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By factors the same values lie within the range, what is nothing is infinitely far, and double is as far as half.
    #[test]
    fn distances_by_factors_agree_at_the_ends_of_a_range() {
        let of = Quantity { group: 0, organisation: String::new(), what: What::Outcome(0) };
        let pattern = |by_factors| Pattern {
            name: String::new(),
            about: String::new(),
            of: of.clone(),
            over: None,
            observed: 40.0,
            scale: 10.0,
            error: ErrorModel::Tolerance,
            weight: 1.0,
            by_factors,
        };
        let (linear, log) = (pattern(false), pattern(true));
        for value in [0.0, 1.0, 29.9, 30.1, 35.0, 49.9, 50.1, 300.0] {
            assert_eq!(linear.distance(value, 0.5) <= 1.0, log.distance(value, 0.5) <= 1.0, "{value}");
        }
        assert!([30.0, 50.0].iter().all(|end| (log.distance(*end, 0.5) - 1.0).abs() < 1e-12));
        assert_eq!((linear.distance(0.0, 0.5), log.distance(0.0, 0.5)), (4.0, f64::INFINITY));
        let middle = 1_500f64.sqrt();
        assert!((log.distance(middle / 4.0, 0.5) - log.distance(middle * 4.0, 0.5)).abs() < 1e-12);
        assert_eq!(log.distance(f64::NAN, 0.5), f64::INFINITY);
    }
}
