//! What a client may ask for, checked against what the program is willing to do.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

use crate::model::plan::Plan;
use crate::scenario::{Draft, Scenario, bytes_needed, plan};

use super::describe;
use super::http::{Refusal, event};
use super::jobs::Line;
use super::setting::Setting;

/// Most settings at once: two side by side, each with where it started.
const MOST_LINES: usize = 4;
/// Most replicates of a setting.
pub const MOST_REPLICATES: u32 = 200;
/// Most workers × weeks of one run: sixteen times those of the embedded cases.
const MOST_WORKER_WEEKS: u64 = 50_000_000;
/// Most bytes of one run.
const MOST_BYTES: u64 = 1 << 30;

/// Asks for runs of settings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Simulate {
    /// Who asks: a newer request of the same page ends the older.
    client: String,
    /// Which of its requests this is.
    number: u64,
    seed: u64,
    replicates: u32,
    lines: Vec<AskedLine>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AskedLine {
    setting: Setting,
    /// Replicates that the page has already.
    #[serde(default)]
    have: u32,
}

/// Asks about one run of a setting.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneRun {
    /// What is run.
    pub setting: Setting,
    /// The seed.
    pub seed: u64,
    /// The replicate.
    pub replicate: u32,
    /// Whose story is told.
    #[serde(default)]
    pub worker: u32,
    /// The week in which it is somebody's.
    #[serde(default)]
    pub week: u32,
}

/// Asks for a setting alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneSetting {
    /// Which.
    pub setting: Setting,
    /// The seed that is written into the file.
    #[serde(default)]
    pub seed: Option<u64>,
    /// The replicates that are.
    #[serde(default)]
    pub replicates: Option<u32>,
}

/// Reads what was asked.
///
/// # Errors
/// A body that says nothing of the kind.
pub fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| Refusal::new(400, format!("this cannot be asked: {error}")))
}

/// The scenario of a setting.
///
/// # Errors
/// What is wrong with it, as for a file.
pub fn scenario(setting: &Setting, own: Option<&Draft>) -> Result<Scenario, Refusal> {
    setting.scenario(own).map_err(|problems| Refusal::new(422, problems.render(false)))
}

/// Refuses what would take too long or too much memory.
///
/// # Errors
/// That it would.
pub fn fits(scenario: &Scenario) -> Result<(), Refusal> {
    let run = u64::from(scenario.population.knobs.traits.workers) * u64::from(scenario.run.weeks);
    if run > MOST_WORKER_WEEKS {
        let text = format!(
            "a run of {run} worker-weeks is too long for a page (most: {MOST_WORKER_WEEKS}): fewer workers or weeks, or `mobilise run`"
        );
        return Err(Refusal::new(422, text));
    }
    let mut once = scenario.clone();
    once.run.replicates = 1;
    if bytes_needed(&once, 1) > MOST_BYTES {
        return Err(Refusal::new(
            422,
            "a run needs too much memory for a page: fewer ties or workers, or `mobilise run`",
        ));
    }
    Ok(())
}

/// What is run for the page: without the slow measures, which it does not draw and which change no other number.
pub fn plan_of(scenario: &Scenario) -> Arc<Plan> {
    let mut quick = scenario.clone();
    quick.run.network_every = 0;
    plan(&quick)
}

impl Simulate {
    /// The lines to run, and the event that describes them.
    ///
    /// # Errors
    /// What is wrong with one, or too much of something.
    pub fn lines(&self, own: Option<&Draft>) -> Result<(Vec<Line>, String), Refusal> {
        if self.lines.is_empty() || self.lines.len() > MOST_LINES {
            return Err(Refusal::new(422, format!("ask for one to {MOST_LINES} settings")));
        }
        if self.replicates == 0 || self.replicates > MOST_REPLICATES {
            return Err(Refusal::new(422, format!("ask for one to {MOST_REPLICATES} replicates")));
        }
        let mut lines = Vec::new();
        let mut described = Vec::new();
        for asked in &self.lines {
            let scenario = scenario(&asked.setting, own)?;
            fits(&scenario)?;
            described.push(describe::brief(&scenario));
            lines.push(Line { plan: plan_of(&scenario), from: asked.have.min(self.replicates) });
        }
        Ok((lines, event("lines", &json!(described).to_string())))
    }

    /// Who asks, and the number of this request.
    ///
    /// # Errors
    /// A name that is none.
    pub fn client(&self) -> Result<(&str, u64), Refusal> {
        let fit = (8..=64).contains(&self.client.len()) && self.client.bytes().all(|c| c.is_ascii_alphanumeric());
        if fit {
            Ok((&self.client, self.number))
        } else {
            Err(Refusal::new(400, "a client calls itself by 8 to 64 letters and digits"))
        }
    }

    /// The seed.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// How many replicates.
    pub fn replicates(&self) -> u32 {
        self.replicates
    }
}
