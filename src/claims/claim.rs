//! A claim of the papers, and what it measures in a scenario.

use crate::calibration::pattern::Quantity;
use crate::calibration::quantity_file::QuantityDraft;
use crate::config::Span;
use crate::scenario::Scenario;

/// What is compared with the range of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// The value of one case.
    Value,
    /// The value of the first case minus that of the other, replicate by replicate.
    Difference,
    /// The mean of the first case over that of the other.
    Ratio,
}

/// A claim of the papers.
#[derive(Debug)]
pub struct Claim {
    /// Its name in tables.
    pub name: String,
    /// The codes of the claims it comes from, as in docs/sources.md.
    pub source: String,
    /// The claim in plain words.
    pub about: String,
    /// What is compared.
    pub compare: Compare,
    /// The range that the wording supports; an end may be infinite.
    pub range: (f64, f64),
    /// Embedded cases it is about; with `compare` other than a value in pairs, the first of each compared with the other.
    pub subjects: Vec<(String, Option<String>)>,
    /// Weeks a run must have for an outcome to be what the papers speak of; none for those of the case itself.
    pub(super) weeks: Option<u32>,
    pub(super) of: QuantityDraft,
    pub(super) over: Option<QuantityDraft>,
    pub(super) span: Span,
}

impl Claim {
    /// The quantity and its divisor in a scenario; none where it lacks the organisation or does not run the weeks.
    pub(super) fn quantities(&self, scenario: &Scenario) -> Option<(Quantity, Option<Quantity>)> {
        // A scenario that lacks something is no mistake here: the claim is not looked up in it.
        let mut lacking = Vec::new();
        let of = self.of.resolve(scenario, &self.span, &mut lacking)?;
        match &self.over {
            None => Some((of, None)),
            Some(over) => Some((of, Some(over.resolve(scenario, &self.span, &mut lacking)?))),
        }
    }
}
