//! Replicates until an outcome is known well enough.
//!
//! Looked at after every [`BATCH`] replicates of a point, over these replicates from the first one on, and
//! never in between: so the answer does not depend on which of them ended first, on how many threads, or in
//! which of several sittings.

use crate::config::{Problem, Problems, Span, nearest};
use crate::scenario::Scenario;
use crate::study::estimate::Estimate;

use super::{BATCH, Precision, Replicates};

impl Precision {
    /// How many replicates a point has when it ends, given its first ones in order (NaN where there is no
    /// value); nothing where that cannot be said yet.
    pub fn decide(&self, values: &[f64]) -> Option<u32> {
        let mut end = self.batch_end(0);
        while values.len() >= end as usize {
            if self.is_enough(&values[..end as usize]) {
                return Some(end);
            }
            end = self.batch_end(end);
        }
        None
    }

    /// Whether these values, a whole number of batches, are enough.
    pub fn is_enough(&self, values: &[f64]) -> bool {
        let e = Estimate::of(values.iter().copied());
        values.len() >= self.at_most as usize || (e.high - e.low) / 2.0 <= self.half_width
    }

    /// The end of the batch that a point is in after so many replicates.
    pub fn batch_end(&self, replicates: u32) -> u32 {
        ((replicates / BATCH + 1) * BATCH).min(self.at_most)
    }

    /// The row group of a point whose outcome counts.
    pub fn group(&self, organisations: &[String]) -> usize {
        match &self.organisation {
            Some(name) if name == "field" => organisations.len(),
            Some(name) => organisations.iter().position(|o| o == name).unwrap_or(organisations.len()),
            None => 0,
        }
    }
}

/// The organisation that a precision names must be in every base scenario.
pub(super) fn check(replicates: &Replicates, span: Option<&Span>, baselines: &[Scenario]) -> Result<(), Problems> {
    let Replicates::Until(Precision { organisation: Some(name), .. }) = replicates else { return Ok(()) };
    for base in baselines {
        if name != "field" && !base.organisations.iter().any(|o| o.name == *name) {
            let hint = match nearest(name, base.organisations.iter().map(|o| o.name.as_str())) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => "name one of its organisations, or \"field\"".to_owned(),
            };
            let title = format!("`replicates.organisation`: `{}` has no organisation \"{name}\"", base.name);
            let problem = match span {
                Some(span) => Problem::at(span, title, "named here").hint(hint),
                None => Problem::whole(title, hint),
            };
            return Err(problem.into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn precision(half_width: f64, at_most: u32) -> Precision {
        Precision { outcome: 0, organisation: None, half_width, at_most }
    }

    #[test]
    fn it_ends_at_the_first_batch_that_is_good_enough() {
        // Alternating 0 and 1: the deviation is about ½, so 95 % of the mean is ± 1 / √n.
        let values: Vec<f64> = (0..400).map(|n| f64::from(n % 2)).collect();
        assert_eq!(precision(0.11, 1000).decide(&values), Some(100));
        assert_eq!(precision(0.11, 70).decide(&values), Some(70), "given up");
        assert_eq!(precision(0.01, 1000).decide(&values), None, "not yet");
        assert_eq!(precision(0.11, 1000).decide(&values[..99]), None, "never in the middle of a batch");
        assert_eq!(precision(0.11, 10).decide(&values[..10]), Some(10), "fewer than a batch");
    }

    #[test]
    fn what_comes_later_does_not_matter() {
        let mut values: Vec<f64> = (0..400).map(|n| f64::from(n % 2)).collect();
        values[150] = 1e9;
        assert_eq!(precision(0.11, 1000).decide(&values), Some(100));
    }

    #[test]
    fn no_value_is_no_precision() {
        assert_eq!(precision(0.1, 40).decide(&[f64::NAN; 40]), Some(40));
        assert_eq!(precision(0.1, 60).decide(&[f64::NAN; 40]), None);
    }
}
