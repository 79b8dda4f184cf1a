//! Patterns: what was observed, and the same measured of a run.

use crate::model::measures::MEASURES;
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
}

impl Quantity {
    /// The value in a run; NaN if it has none.
    #[must_use]
    pub fn of(&self, run: &RunResult) -> f64 {
        match self.what {
            What::Outcome(outcome) => run.outcomes[self.group].0[outcome],
            What::Weeks { measure, from, to } => {
                let weeks = run.weeks[self.group].iter().skip(from as usize).take((to - from) as usize + 1);
                mean(weeks.map(|row| row.0[measure]))
            }
        }
    }

    /// In words: what, and when.
    #[must_use]
    pub fn words(&self) -> String {
        match self.what {
            What::Outcome(outcome) => OUTCOMES[outcome].name.to_owned(),
            What::Weeks { measure, from, to } if from == to => format!("{} in week {from}", MEASURES[measure].name),
            What::Weeks { measure, from, to } => format!("{} in weeks {from} to {to}", MEASURES[measure].name),
        }
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
        let above = self.of.of(run);
        match &self.over {
            None => above,
            Some(over) => {
                let below = over.of(run);
                if below > 0.0 { above / below } else { f64::NAN }
            }
        }
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
            _ => (value - self.observed).abs() / self.scale,
        };
        let off = match self.error {
            ErrorModel::Tolerance => away * self.weight,
            _ => away * self.weight.sqrt() / (-2.0 * libm::log(leeway)).sqrt(),
        };
        if off.is_nan() { f64::INFINITY } else { off }
    }

    /// The observed range: within the tolerance, or 95 % of a likelihood.
    #[must_use]
    pub fn range(&self) -> (f64, f64) {
        let half = normal_quantile(0.975) * self.scale;
        match self.error {
            ErrorModel::Tolerance => (self.observed - self.scale, self.observed + self.scale),
            ErrorModel::Normal => (self.observed - half, self.observed + half),
            ErrorModel::Lognormal => (self.observed * libm::exp(-half), self.observed * libm::exp(half)),
        }
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
