//! What was observed, and what a run gives in its place.

use crate::model::measures::MEASURES;
use crate::model::run::RunResult;
use crate::model::sustainability::OUTCOMES;
use crate::number::maths::normal_quantile;

/// Something observed that a calibration lays runs beside.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Its name in tables.
    pub name: String,
    /// What it is, with its source.
    pub about: String,
    /// What is measured of a run.
    pub of: Quantity,
    /// What that is divided by, where the pattern is a ratio.
    pub over: Option<Quantity>,
    /// What was observed.
    pub observed: f64,
    /// How far off counts as 1: the tolerance, half the width of a range, or the standard deviation of a likelihood.
    pub scale: f64,
    /// What being off costs.
    pub law: Law,
    /// How much it counts: 0.25 makes it four times as tolerant.
    pub weight: f64,
}

/// What being off costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Law {
    /// Nothing up to the tolerance, everything beyond it.
    Tolerance,
    /// As a normal error of observation would have it.
    Normal,
    /// As a normal error of its logarithm would have it.
    Lognormal,
}

/// A number that is read off a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The row group: an organisation by its place, or the field.
    pub group: usize,
    /// What that is called in tables.
    pub organisation: String,
    /// What is read there.
    pub what: What,
}

/// What is read off a row group.
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
    /// The number a run gives; NaN where it has none.
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

/// The mean of the values there are; NaN where there are none.
pub(crate) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0u32);
    for value in values.filter(|value| !value.is_nan()) {
        sum += value;
        count += 1;
    }
    sum / f64::from(count)
}

impl Pattern {
    /// What a run gives in the place of what was observed; NaN where it has no such number, as a ratio over 0.
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

    /// Whether it takes a number from 0 to 1 to say how far off a value may be.
    #[must_use]
    pub fn has_likelihood(&self) -> bool {
        self.law != Law::Tolerance
    }

    /// How far off a value is: at most 1 within the tolerance; infinite where there is no value.
    ///
    /// With a likelihood L a value is to be taken with the chance L / max L, that is if `leeway`, a number equally
    /// likely from 0 to 1, is below it. For a normal law that says: off by at most √(−2 ln leeway) standard
    /// deviations. So far off counts as 1, and at a tolerance of 1 the accepted set is that of the likelihood, exactly
    /// (R. D. Wilkinson 2013, "Approximate Bayesian computation (ABC) gives exact results under the assumption of
    /// model error", Statistical Applications in Genetics and Molecular Biology 12, 129–141). A weight is an exponent
    /// of the likelihood.
    #[must_use]
    pub fn distance(&self, value: f64, leeway: f64) -> f64 {
        let away = match self.law {
            Law::Lognormal => (libm::log(value) - libm::log(self.observed)).abs() / self.scale,
            _ => (value - self.observed).abs() / self.scale,
        };
        let off = match self.law {
            Law::Tolerance => away * self.weight,
            _ => away * self.weight.sqrt() / (-2.0 * libm::log(leeway)).sqrt(),
        };
        if off.is_nan() { f64::INFINITY } else { off }
    }

    /// From where to where counts as what was observed: the range, or 95 % of a likelihood.
    #[must_use]
    pub fn range(&self) -> (f64, f64) {
        let wide = normal_quantile(0.975) * self.scale;
        match self.law {
            Law::Tolerance => (self.observed - self.scale, self.observed + self.scale),
            Law::Normal => (self.observed - wide, self.observed + wide),
            Law::Lognormal => (self.observed * libm::exp(-wide), self.observed * libm::exp(wide)),
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
