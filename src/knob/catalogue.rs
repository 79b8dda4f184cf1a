//! All knobs by their dotted names: what the command line and the documentation list.

use super::behaviour::Behaviour;
use super::field::{AgencyKnobs, DemandKnobs, TargetKnobs, UnionKnobs};
use super::intervention::InterventionKnobs;
use super::network::NetworkKnobs;
use super::organisation::OrganisationKnobs;
use super::population::PopulationKnobs;
use super::run::Run;
use super::{Knob, Table};

/// Tables of a scenario that stand under a name of their own, as in `[organisation.J4DW]`.
pub const NAMED: [&str; 6] = ["organisation", "union", "agency", "target", "demand", "intervention"];

/// Every knob with its dotted name, in the order of the files: `coping.relief`,
/// `organisation.NAME.hours.learning`.
pub fn catalogue() -> Vec<(String, &'static Knob)> {
    let mut all = Vec::new();
    let mut add = |prefix: &str, table: &dyn Table| {
        table.each(prefix, &mut |name, knob, _| all.push((name.to_owned(), knob)));
    };
    add("run.", &Run::default());
    add("population.", &PopulationKnobs::default());
    add("network.", &NetworkKnobs::default());
    add("", &Behaviour::default());
    add("organisation.NAME.", &OrganisationKnobs::default());
    add("union.NAME.", &UnionKnobs::default());
    add("agency.NAME.", &AgencyKnobs::default());
    add("target.NAME.", &TargetKnobs::default());
    add("demand.NAME.", &DemandKnobs::default());
    add("intervention.NAME.", &InterventionKnobs::default());
    all
}
