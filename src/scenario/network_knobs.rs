//! The knobs of a network that is made without a scenario.

use crate::config::ledger::Ledger;
use crate::config::{Problem, Problems};
use crate::knob::network::{DegreeDistribution, NetworkKind, NetworkKnobs};

use super::Scenario;
use super::lay::lay_override;
use super::network_check::{check_made, check_read};
use super::read::Shelf;

/// Keys of the table `network` that only a scenario has.
const OF_SCENARIOS: [&str; 3] = ["kind", "file", "ties"];

/// The knobs of a network of a kind, with settings as `degree=10` or `network.degree=10`, for so many people.
///
/// # Errors
/// What is wrong with a setting, with its position; a setting that the kind does not read; a number of people that does
/// not go with the kind.
pub fn network_knobs(kind: NetworkKind, settings: &[String], workers: u32) -> Result<NetworkKnobs, Problems> {
    let mut scenario = Scenario::default();
    scenario.population.knobs.traits.workers = workers;
    scenario.network.knobs.kind = kind;
    let mut ledger = Ledger { pinning: true, ..Ledger::default() };
    for setting in settings {
        let short = setting.trim_start();
        let short = short.strip_prefix("network.").unwrap_or(short);
        let name = short.split('=').next().unwrap_or_default().trim();
        if OF_SCENARIOS.contains(&name) {
            let title = format!("`network.{name}` cannot be set here");
            return Err(Problem::whole(title, "the kind is named before the options; the rest needs a scenario").into());
        }
        lay_override("--set", &format!("network.{short}"), &Shelf::default(), &mut scenario, &mut ledger)?;
    }
    if ledger.problems.is_empty() {
        check_made(&scenario, &mut ledger);
        check_read(&scenario, &mut ledger);
        check_distribution(&scenario.network.knobs, &mut ledger);
    }
    if ledger.problems.is_empty() { Ok(scenario.network.knobs) } else { Err(Problems(ledger.problems)) }
}

/// A configuration reads its degree or its exponent, by the distribution of degrees.
fn check_distribution(knobs: &NetworkKnobs, ledger: &mut Ledger) {
    if knobs.kind != NetworkKind::Configuration {
        return;
    }
    let (name, label, hint) = match knobs.distribution {
        DegreeDistribution::PowerLaw => {
            ("network.degree", "not read by a power law", "its mean follows from network.exponent")
        }
        _ => ("network.exponent", "read by a power law only", "add --set distribution=power-law, or leave it out"),
    };
    if let Some(span) = ledger.spans.get(name) {
        ledger.problems.push(Problem::at(span, format!("`{name}` does nothing"), label).hint(hint));
    }
}
