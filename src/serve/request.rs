//! Requests of the page, and their limits.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

use crate::model::plan::Plan;
use crate::scenario::{Draft, Plans, Scenario, bytes_needed};

use super::describe;
use super::http::{Refusal, event};
use super::jobs::Line;
use super::setting::Setting;

/// Settings at once: two side by side, each with where it started.
const MAX_LINES: usize = 4;
/// Replicates of a setting.
pub(crate) const MAX_REPLICATES: u32 = 200;
/// Workers × weeks of one run: sixteen times those of the embedded cases.
const MAX_WORKER_WEEKS: u64 = 50_000_000;
/// Bytes of one run.
const MAX_BYTES: u64 = 1 << 30;

/// A request for runs of settings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RunsRequest {
    /// The page: a newer request of the same one ends the older.
    client: String,
    /// The number of this request among the page's.
    number: u64,
    seed: u64,
    replicates: u32,
    lines: Vec<RequestedLine>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestedLine {
    setting: Setting,
    /// Replicates that the page has already.
    #[serde(default)]
    have: u32,
}

/// A request for one run of a setting.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RunRequest {
    /// The setting.
    pub setting: Setting,
    /// The seed.
    pub seed: u64,
    /// The replicate.
    pub replicate: u32,
    /// The worker of a story, from 0.
    #[serde(default)]
    pub worker: u32,
    /// The week whose holder of that number is meant: workers leave, and others take their number.
    #[serde(default)]
    pub week: u32,
}

/// A request for a setting alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettingRequest {
    /// The setting.
    pub setting: Setting,
    /// The seed to write into the file.
    #[serde(default)]
    pub seed: Option<u64>,
    /// The replicates to write into the file.
    #[serde(default)]
    pub replicates: Option<u32>,
}

/// Reads a request.
///
/// # Errors
/// A body that is not one.
pub(crate) fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| Refusal::new(400, format!("malformed request: {error}")))
}

/// The scenario of a setting.
///
/// # Errors
/// What is wrong with it, as for a file.
pub(crate) fn scenario(setting: &Setting, own: Option<&Draft>) -> Result<Scenario, Refusal> {
    setting.scenario(own).map_err(|problems| Refusal::new(422, problems.render(false)))
}

/// Refuses what would take too long or too much memory.
///
/// # Errors
/// Which limit it exceeds.
pub(crate) fn check_size(scenario: &Scenario) -> Result<(), Refusal> {
    let run = u64::from(scenario.population.knobs.traits.workers) * u64::from(scenario.run.weeks);
    if run > MAX_WORKER_WEEKS {
        let text = format!(
            "a run of {run} worker-weeks is too long for the page (maximum: {MAX_WORKER_WEEKS}): fewer workers or weeks, or `mobilise run`"
        );
        return Err(Refusal::new(422, text));
    }
    let mut once = scenario.clone();
    once.run.replicates = 1;
    if bytes_needed(&once, 1) > MAX_BYTES {
        return Err(Refusal::new(
            422,
            "a run needs too much memory for the page: fewer ties or workers, or `mobilise run`",
        ));
    }
    Ok(())
}

/// What a page's runs are: without the slow measures, which the page does not draw and which change no other number.
pub(crate) fn plans_of(scenario: &Scenario) -> Plans {
    let mut quick = scenario.clone();
    quick.run.network_every = 0;
    Plans::new(&quick)
}

/// What one replicate of a page's scenario runs.
///
/// # Errors
/// Values that it draws and that do not go with it.
pub(crate) fn plan_of(scenario: &Scenario, run: &RunRequest) -> Result<Arc<Plan>, Refusal> {
    let plan = plans_of(scenario).of(run.seed, run.replicate);
    plan.map_err(|problems| Refusal::new(422, problems.render(false)))
}

impl RunsRequest {
    /// The lines to run, and the event that describes them.
    ///
    /// # Errors
    /// What is wrong with one, or too much of something.
    pub(crate) fn lines(&self, own: Option<&Draft>) -> Result<(Vec<Line>, String), Refusal> {
        if self.lines.is_empty() || self.lines.len() > MAX_LINES {
            return Err(Refusal::new(422, format!("ask for one to {MAX_LINES} settings")));
        }
        if self.replicates == 0 || self.replicates > MAX_REPLICATES {
            return Err(Refusal::new(422, format!("ask for one to {MAX_REPLICATES} replicates")));
        }
        let mut lines = Vec::new();
        let mut described = Vec::new();
        for line in &self.lines {
            let scenario = scenario(&line.setting, own)?;
            check_size(&scenario)?;
            described.push(describe::brief(&scenario));
            lines.push(Line { plans: plans_of(&scenario), from: line.have.min(self.replicates) });
        }
        Ok((lines, event("lines", &json!(described).to_string())))
    }

    /// The page, and the number of this request.
    ///
    /// # Errors
    /// A malformed name.
    pub(crate) fn client(&self) -> Result<(&str, u64), Refusal> {
        let fit = (8..=64).contains(&self.client.len()) && self.client.bytes().all(|c| c.is_ascii_alphanumeric());
        if fit {
            Ok((&self.client, self.number))
        } else {
            Err(Refusal::new(400, "a client's name is 8 to 64 letters and digits"))
        }
    }

    /// The seed.
    pub(crate) fn seed(&self) -> u64 {
        self.seed
    }

    /// How many replicates.
    pub(crate) fn replicates(&self) -> u32 {
        self.replicates
    }
}
