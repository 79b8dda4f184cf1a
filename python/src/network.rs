//! The network of one replicate at chosen weeks.

use mobilise::WorkflowError;
use mobilise::network::{self, Format};
use mobilise::workflow::changes::{check_memory, fresh_seed};
use mobilise::workflow::network::{FollowedNetwork, weeks_of};
use pyo3::prelude::*;

use crate::error::{raise, wrong};
use crate::scenario::Scenario;
use crate::work::{Hooks, work};

/// The networks as node-link JSON, each with its week and date; and the seed. `weeks` lists numbers or dates with commas
/// between; without it there are four.
#[pyfunction]
pub(crate) fn networks(
    py: Python<'_>,
    scenario: PyRef<'_, Scenario>,
    weeks: Option<&str>,
    seed: Option<u64>,
    replicate: u32,
) -> PyResult<(u64, Vec<(u32, String, String)>)> {
    let resolved = scenario.resolved.clone();
    check_memory(&resolved, 1).map_err(|problem| wrong(py, problem))?;
    let weeks = weeks_of(&resolved, weeks).map_err(|problem| wrong(py, problem))?;
    let seed = seed.or(resolved.seed).map_or_else(fresh_seed, Ok).map_err(|error| raise(py, &error))?;
    let followed = FollowedNetwork { scenario: resolved, seed, replicate, weeks, command: Vec::new() };
    let made = work(
        py,
        1,
        &Hooks::default(),
        |_| Ok(()),
        move |_| {
            let text = |network: &network::NetworkFile| -> Result<String, WorkflowError> {
                let mut bytes = Vec::new();
                network::write(network, Format::NodeLink, &mut bytes).map_err(WorkflowError::output)?;
                String::from_utf8(bytes).map_err(WorkflowError::output)
            };
            let networks = followed.networks()?;
            let weeks = followed.weeks.iter().zip(&networks);
            weeks
                .map(|(week, network)| Ok((*week, followed.scenario.date_of(*week).to_string(), text(network)?)))
                .collect()
        },
    )?;
    Ok((seed, made))
}
