//! The ties of one replicate at chosen weeks, as files and pictures.

use std::path::Path;

use jiff::civil::Date;

use crate::config::{Problem, Problems};
use crate::figure;
use crate::files::IfTaken;
use crate::network::{self, Format, NetworkFile};
use crate::record::{Contents, FileName, NetworksRecord, Record, WeekRecord};
use crate::results;
use crate::scenario::Scenario;
use crate::study::manifest::{scenarios_of, texts_of};
use crate::study::networks::networks;
use crate::workflow::error::WorkflowError;
use crate::workflow::recorded_folder::RecordedFolder;

/// One replicate and the weeks at which its network is kept.
#[derive(Debug, Clone)]
pub struct FollowedNetwork {
    /// The scenario.
    pub scenario: Scenario,
    /// Its seed.
    pub seed: u64,
    /// Which replicate, from 0.
    pub replicate: u32,
    /// The weeks, from 0, ascending.
    pub weeks: Vec<u32>,
    /// The command line, for the record.
    pub command: Vec<String>,
}

impl FollowedNetwork {
    /// Runs the replicate; its network at the end of each of the weeks, with attributes of workers and ties.
    ///
    /// # Errors
    /// As [`Scenario::with_row`], where each replicate draws values.
    pub fn networks(&self) -> Result<Vec<NetworkFile>, Problems> {
        let scenario = self.scenario.drawn(self.seed, self.replicate)?;
        Ok(networks(&scenario, self.seed, self.replicate, &self.weeks))
    }

    /// Runs the replicate and leaves a folder: a GraphML file per week, pictures, and the record.
    ///
    /// # Errors
    /// A folder that is there (unless it is to be replaced) or cannot be written.
    pub fn write(&self, out: &Path, if_taken: IfTaken) -> Result<(), WorkflowError> {
        let mut folder = RecordedFolder::begin(out, if_taken)?;
        let mut weeks = Vec::new();
        for (week, network) in self.weeks.iter().zip(self.networks()?) {
            let name = format!("week-{week:05}.graphml");
            let mut bytes = Vec::new();
            network::write(&network, Format::GraphMl, &mut bytes).map_err(WorkflowError::output)?;
            folder.write(name.as_str(), &bytes)?;
            let file = FileName::try_from(name).map_err(WorkflowError::output)?;
            weeks.push(WeekRecord { week: *week, date: self.scenario.date_of(*week).to_string(), file });
        }
        let contents = NetworksRecord {
            command: self.command.clone(),
            replicate: self.replicate,
            scenarios: scenarios_of(std::slice::from_ref(&self.scenario)),
            weeks,
        };
        let mut record = Record::new(self.seed, Contents::Networks(contents.clone()));
        let networks = results::networks::read(folder.path(), &contents.weeks)?;
        record.texts = texts_of(std::slice::from_ref(&self.scenario));
        for picture in figure::networks::pictures(&record, &contents, &networks) {
            folder.draw(&picture)?;
        }
        folder.finish(record)
    }
}

/// The weeks that a text lists, ascending, each once: numbers from 0, or dates, with commas between. Without a text,
/// four from the first to the last.
///
/// # Errors
/// A week that the scenario does not have.
pub fn weeks_of(scenario: &Scenario, text: Option<&str>) -> Result<Vec<u32>, Problem> {
    let last = scenario.run.weeks - 1;
    let mut weeks = match text {
        None => vec![0, last / 3, last - last / 3, last],
        Some(text) => text.split(',').map(|one| week_of(scenario, one.trim())).collect::<Result<_, _>>()?,
    };
    weeks.sort_unstable();
    weeks.dedup();
    Ok(weeks)
}

fn week_of(scenario: &Scenario, text: &str) -> Result<u32, Problem> {
    let last = scenario.run.weeks - 1;
    let week = match text.parse::<Date>() {
        Ok(date) => u32::try_from((date - scenario.start).get_days() / 7).ok().filter(|_| date >= scenario.start),
        Err(_) => text.parse().ok(),
    };
    week.filter(|week| *week <= last).ok_or_else(|| {
        let title = format!("`{text}` is not a week of `{}`", scenario.name);
        let hint = format!(
            "a number from 0 to {last}, or a date from {} to {}; several with commas between",
            scenario.start,
            scenario.date_of(last)
        );
        Problem::whole(title, hint)
    })
}
