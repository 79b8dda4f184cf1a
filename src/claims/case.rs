//! The embedded cases that claims are about, and how a result is recognised as one of them.

use std::collections::BTreeMap;

use crate::config::Problems;
use crate::scenario::{Agency, Overrides, Scenario, load};

use super::claim::Claim;

/// Embedded cases by their names, as they stand.
#[derive(Debug)]
pub struct Cases(BTreeMap<String, Scenario>);

impl Cases {
    /// The cases that these claims are about.
    ///
    /// # Errors
    /// An embedded case that is wrong; tests hold that none is.
    pub fn of(claims: &[Claim]) -> Result<Self, Problems> {
        let mut all = BTreeMap::new();
        for (first, other) in claims.iter().flat_map(|claim| &claim.subjects) {
            for name in [Some(first), other.as_ref()].into_iter().flatten() {
                if !all.contains_key(name) {
                    all.insert(name.clone(), load(name, &Overrides::default())?);
                }
            }
        }
        Ok(Self(all))
    }

    /// A case as it stands.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Scenario> {
        self.0.get(name)
    }

    /// The name of the case that a scenario is by its own name, whatever settings were changed in it.
    #[must_use]
    pub fn named(&self, scenario: &Scenario) -> Option<&str> {
        self.0.iter().find(|(_, case)| case.name == scenario.name).map(|(name, _)| name.as_str())
    }

    /// The name of the case whose organisations, population and agencies a scenario has: what is laid over one another
    /// makes a case, or a crossover, too.
    #[must_use]
    pub fn alike(&self, scenario: &Scenario) -> Option<&str> {
        let parts = |s: &Scenario| {
            let organisations: Vec<String> = s.organisations.iter().map(|o| o.name.clone()).collect();
            // An agency that sends nobody is none.
            let sends = |a: &&Agency| a.knobs.referrals > 0.0 || a.knobs.clients > 0 || a.knobs.registrations > 0.0;
            let agencies: Vec<_> = s.agencies.iter().filter(sends).map(|a| (a.name.clone(), a.knobs.clone())).collect();
            (organisations, s.population.name.clone(), agencies)
        };
        let own = parts(scenario);
        self.0.iter().find(|(_, case)| parts(case) == own).map(|(name, _)| name.as_str())
    }
}
