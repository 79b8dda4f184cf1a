//! What an accepted set depends on, as one digest.

use sha2::{Digest, Sha256};

use crate::experiment::unit::hex;
use crate::scenario::text_for_digest;

use super::pattern::Pattern;
use super::plan::CalibrationPlan;

impl CalibrationPlan {
    /// The digest of all that the accepted set depends on, beside version and seed: scenarios, priors, models, patterns,
    /// particles, replicates. When to stop is not in it, so that a calibration can go on with more runs.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        let first = &self.cases[0];
        hash.update(text_for_digest(&first.scenario));
        for knob in &self.knobs {
            hash.update(format!("\n{} {:?} {} {:?} {:?}", knob.name, knob.prior, knob.log, knob.from, knob.to));
        }
        self.patterns.iter().for_each(|pattern| hash.update(line(pattern)));
        hash.update(format!("\n{} {} {:?}", self.settings.particles, self.replicates, self.settings.keep));
        self.networks().iter().for_each(|(_, digest)| hash.update(digest));
        // What is said only where it is there leaves the digests of other calibrations as they were.
        for case in &self.cases[1..] {
            hash.update(format!("\n{} {:?}\n{}", case.name, case.patterns, text_for_digest(&case.scenario)));
        }
        for watched in self.cases.iter().flat_map(|case| &case.watched) {
            hash.update(line(&watched.pattern));
        }
        for (n, model) in self.models.iter().enumerate() {
            hash.update(format!("\n{} {:?}", model.name, model.prior));
            for case in &self.cases {
                // One that cannot be finished with the knobs as they stand is refused at an end of a prior.
                let resolved = case.bases[n].clone().finish().map(|scenario| text_for_digest(&scenario));
                hash.update(resolved.unwrap_or_default());
            }
        }
        hex(&hash.finalize().into())
    }
}

fn line(p: &Pattern) -> String {
    let numbers = [p.observed, p.scale, p.weight];
    let factors = if p.by_factors { " by factors" } else { "" };
    format!("\n{} {:?} {:?} {numbers:?} {:?}{factors}", p.name, p.of, p.over, p.error)
}
