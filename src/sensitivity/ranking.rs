//! Which of two is ahead, and what that hangs on.

use crate::number::maths::TOLERANCE;

use super::outcomes::{Outcomes, mean};
use super::refusal::Refusal;

/// Two columns of the same runs compared: outcomes whose indices say what decides between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// In each run, 1 where the first is ahead, 0 where the second is, ½ where they are even. The mean over
    /// replicates is the chance that the first is ahead; its indices say which factors turn the ranking round.
    pub ahead: Outcomes,
    /// In each run, the first less the second. Its indices say which factors widen or close the gap, also where
    /// the ranking stays as it is.
    pub difference: Outcomes,
    /// The share of points at which the first is ahead in most replicates; a draw counts half.
    pub points_ahead: f64,
}

/// Compares two columns run by run: two organisations in the same world, or under the same seed.
///
/// # What it computes
///
/// A difference within 10⁻⁹ counts as even. Put [`Ranking::ahead`] and [`Ranking::difference`] through
/// [`sobol_indices`](super::sobol_indices) or [`elementary_effects`](super::elementary_effects); where one is ahead in
/// every run, the former refuses with [`Refusal::NoVariation`]: nothing in the ranges tried turns the ranking
/// round.
///
/// # Errors
///
/// When the columns have not as many rows and replicates as one another, or a difference is too large for a number.
pub fn ranking(first: &Outcomes, second: &Outcomes) -> Result<Ranking, Refusal> {
    if first.rows() != second.rows() {
        return Err(Refusal::Length { expected: first.rows(), found: second.rows() });
    }
    if first.replicates() != second.replicates() {
        return Err(Refusal::Replicates(first.replicates(), second.replicates()));
    }
    let pairs = |row: usize| first.row(row).iter().zip(second.row(row)).map(|(x, y)| x - y);
    let differences: Vec<f64> = (0..first.rows()).flat_map(pairs).collect();
    let ahead = Outcomes::new(first.replicates(), differences.iter().map(|d| half_step(*d)).collect())?;
    let points: Vec<f64> = ahead.means().iter().map(|share| half_step(share - 0.5)).collect();
    Ok(Ranking { points_ahead: mean(&points), ahead, difference: Outcomes::new(first.replicates(), differences)? })
}

/// 1 above 0, 0 below, ½ at it.
fn half_step(difference: f64) -> f64 {
    if difference.abs() <= TOLERANCE {
        0.5
    } else if difference > 0.0 {
        1.0
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_columns_by_hand() {
        let of = |values: &[f64]| Outcomes::new(2, values.to_vec()).expect("numbers");
        let found = ranking(&of(&[1.0, 2.0, 3.0, 3.0, 5.0, 0.0]), &of(&[0.0, 2.0, 4.0, 4.0, 1.0, 9.0])).expect("alike");
        assert_eq!(found.ahead, of(&[1.0, 0.5, 0.0, 0.0, 1.0, 0.0]));
        assert_eq!(found.difference, of(&[1.0, 0.0, -1.0, -1.0, 4.0, -9.0]));
        assert_eq!(found.points_ahead, 0.5, "one ahead, one behind, one even");
        // 0.1 + 0.2 is not ahead of 0.3.
        assert_eq!(ranking(&of(&[0.1 + 0.2, 0.0]), &of(&[0.3, 0.0])).expect("alike").ahead, of(&[0.5, 0.5]));
    }

    #[test]
    fn columns_of_other_runs_are_refused() {
        let of = |replicates, n| Outcomes::new(replicates, vec![1.0; n]).expect("numbers");
        assert_eq!(ranking(&of(2, 4), &of(2, 6)), Err(Refusal::Length { expected: 2, found: 3 }));
        assert_eq!(ranking(&of(2, 4), &of(1, 2)), Err(Refusal::Replicates(2, 1)));
        let far = Outcomes::new(1, vec![f64::MAX]).expect("a number");
        let low = Outcomes::new(1, vec![-f64::MAX]).expect("a number");
        assert!(matches!(ranking(&far, &low), Err(Refusal::NotFinite { row: 0, .. })));
    }
}
