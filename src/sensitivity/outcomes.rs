//! One outcome, at every point and in every replicate.

use super::refusal::Refusal;

/// One outcome: a row for each point of a design, a number for each replicate.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes {
    replicates: usize,
    values: Vec<f64>,
}

impl Outcomes {
    /// The outcomes row by row, each with so many replicates; replicate r has the same seed in all rows of a block.
    ///
    /// # Errors
    ///
    /// Rows that are not whole, or a number that is not finite.
    pub fn new(replicates: usize, values: Vec<f64>) -> Result<Self, Refusal> {
        if replicates == 0 || values.is_empty() || !values.len().is_multiple_of(replicates) {
            return Err(Refusal::Ragged { outcomes: values.len(), replicates });
        }
        match values.iter().position(|value| !value.is_finite()) {
            Some(at) => Err(Refusal::NotFinite { row: at / replicates, replicate: at % replicates, value: values[at] }),
            None => Ok(Self { replicates, values }),
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.values.len() / self.replicates
    }

    /// How many replicates each row has.
    #[must_use]
    pub fn replicates(&self) -> usize {
        self.replicates
    }

    /// The replicates of a row.
    ///
    /// # Panics
    ///
    /// When there are fewer rows.
    #[must_use]
    pub fn row(&self, row: usize) -> &[f64] {
        &self.values[row * self.replicates..(row + 1) * self.replicates]
    }

    /// The mean over replicates of each row.
    #[must_use]
    pub fn means(&self) -> Vec<f64> {
        self.values.chunks(self.replicates).map(mean).collect()
    }

    /// The means, if there are as many as a design has rows.
    pub(super) fn means_of(&self, expected: usize) -> Result<Vec<f64>, Refusal> {
        if self.rows() == expected { Ok(self.means()) } else { Err(Refusal::Length { expected, found: self.rows() }) }
    }

    /// How uncertain the mean of a row is: its variance over repetitions of the whole experiment, estimated as
    /// the replicates' variance by their number. `None` with one replicate, which says nothing of it.
    ///
    /// # Panics
    ///
    /// When there are fewer rows.
    #[must_use]
    pub fn variance_of_mean(&self, row: usize) -> Option<f64> {
        variance_of_mean(self.row(row))
    }
}

pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The sum of squared distances from the mean.
pub(super) fn squares(values: &[f64]) -> f64 {
    let mean = mean(values);
    values.iter().map(|value| (value - mean) * (value - mean)).sum()
}

pub(super) fn variance_of_mean(values: &[f64]) -> Option<f64> {
    let n = values.len() as f64;
    (values.len() > 1).then(|| squares(values) / ((n - 1.0) * n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_and_their_variance_by_hand() {
        let outcomes = Outcomes::new(2, vec![1.0, 3.0, 5.0, 5.0]).expect("numbers");
        assert_eq!((outcomes.rows(), outcomes.means()), (2, vec![2.0, 5.0]));
        assert_eq!((outcomes.variance_of_mean(0), outcomes.variance_of_mean(1)), (Some(1.0), Some(0.0)));
        assert_eq!(Outcomes::new(1, vec![1.0]).expect("a number").variance_of_mean(0), None);
    }

    #[test]
    fn what_is_no_number_is_refused_with_its_row() {
        for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let refused = Outcomes::new(2, vec![0.0, 0.0, 0.0, bad]).expect_err("refused");
            assert!(matches!(refused, Refusal::NotFinite { row: 1, replicate: 1, .. }), "{refused:?}");
            assert!(refused.to_string().starts_with(&format!("row 1, replicate 1: the outcome is {bad}")));
        }
        for (replicates, count) in [(0, 4), (3, 4), (1, 0)] {
            let refused = Outcomes::new(replicates, vec![0.0; count]);
            assert_eq!(refused, Err(Refusal::Ragged { outcomes: count, replicates }));
        }
    }
}
