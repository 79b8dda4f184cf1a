//! What a sweep runs: every point with its scenario, checked before anything runs.

mod digest;
mod read;

use std::path::PathBuf;
use std::sync::{Mutex, OnceLock};

use sha2::{Digest, Sha256};

use crate::config::Problems;
use crate::design;
use crate::scenario::{Draft, Overrides, Plans, Scenario, Text};

pub(crate) use self::digest::network_digest;
use self::digest::scenario_digest;
use super::factor::{Factor, Levels};
use super::layers;
use super::points::Points;
use super::shard::Shard;
use super::unit::{Hash, Unit, hex, key, own_seed};
use super::{Design, Experiment, Replicates};
use crate::config::stem;

/// What the command line changes in an experiment.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Settings laid over every base scenario, as for `mobilise run`.
    pub overrides: Overrides,
    /// Replicates of each point, in place of the file's.
    pub replicates: Option<u32>,
    /// The seed, in place of the file's.
    pub seed: Option<u64>,
    /// Whether the larger size of a question is run.
    pub long: bool,
    /// Settings laid over every point after what the point says, and things left out: another structure of the model.
    pub last: Overrides,
    /// Told, every few seconds, how many points of how many are checked, where that takes long; of very many once before
    /// the first.
    pub checked: Option<fn(usize, usize)>,
}

/// What a sweep runs. Points are numbered through: for each base scenario first its baseline, then the
/// points of the design.
#[derive(Debug)]
pub struct SweepPlan {
    /// What the file says.
    pub experiment: Experiment,
    /// How often each point is run.
    pub replicates: Replicates,
    /// The seed of all random numbers.
    pub seed: u64,
    /// What the command line changed.
    pub changes: Changes,
    /// The scenarios as baselines, one for each base.
    pub baselines: Vec<Scenario>,
    text: Text,
    bases: Vec<Draft>,
    points: Points,
    /// The digest of each point's scenario, where it is known.
    digests: Vec<OnceLock<Hash>>,
    /// The digest of all of them, where another process has checked them all.
    recorded: Option<String>,
    /// The point that needs most memory.
    largest: u32,
    /// Network files that scenarios read, with the digests of their bytes.
    networks: Vec<(PathBuf, Hash)>,
}

impl SweepPlan {
    /// Points in all, baselines among them.
    pub fn len(&self) -> usize {
        self.baselines.len() * self.stride()
    }

    /// Never: a sweep has its baseline at least.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Points of each base scenario: its baseline and those of the design.
    pub fn stride(&self) -> usize {
        self.points.len() + 1
    }

    /// The base scenario of a point, and which row of the design it is; a baseline is none.
    pub fn place_of(&self, point: u32) -> (usize, Option<usize>) {
        let (base, row) = (point as usize / self.stride(), point as usize % self.stride());
        (base, row.checked_sub(1))
    }

    /// The baseline of a point.
    pub fn baseline_of(&self, point: u32) -> u32 {
        (self.place_of(point).0 * self.stride()) as u32
    }

    /// The point of a base scenario at a row of the design.
    pub fn point_at(&self, base: usize, row: usize) -> u32 {
        (base * self.stride() + row + 1) as u32
    }

    /// What the factors are at a row of the design, for readers.
    pub fn labels(&self, row: usize) -> Vec<String> {
        let factors = self.experiment.factors.iter().zip(self.points.get(row));
        factors.map(|(factor, coordinate)| factor.label(coordinate)).collect()
    }

    /// The same as cells of a table, in which each column has one type.
    pub(crate) fn cells(&self, row: usize) -> Vec<String> {
        let factors = self.experiment.factors.iter().zip(self.points.get(row));
        factors.map(|(factor, coordinate)| factor.cell(coordinate)).collect()
    }

    /// The points of the unit cube that the rows of the design are made from, if they are.
    pub fn cube(&self) -> Option<&design::Points> {
        self.points.cube()
    }

    /// The base scenarios by the words the file calls them by, without folder and ending.
    pub fn scenario_words(&self) -> Vec<String> {
        self.experiment.scenarios.iter().map(|(word, _)| stem(word)).collect()
    }

    /// Whether the points are cases of a larger set – drawn, or rows of a table – rather than chosen one by one.
    pub fn is_drawn(&self) -> bool {
        matches!(self.experiment.design, Design::Table | Design::Cube(_))
    }

    /// The names of the factors.
    pub fn factors(&self) -> Vec<&str> {
        self.experiment.factors.iter().map(|factor| factor.name.as_str()).collect()
    }

    /// The labels of alternatives, which the file's author wrote.
    pub(crate) fn alternatives(&self) -> impl Iterator<Item = &str> {
        self.experiment
            .factors
            .iter()
            .flat_map(|factor| match &factor.levels {
                Levels::Alternatives(alternatives) => alternatives.as_slice(),
                _ => &[],
            })
            .map(|alternative| alternative.label.as_str())
    }

    /// What is varied, each with its levels in words.
    pub fn varied(&self) -> Vec<(String, String)> {
        self.experiment.factors.iter().map(|factor| (factor.name.clone(), factor.words())).collect()
    }

    /// The scenario of a point.
    ///
    /// # Errors
    /// What is wrong with it; a plan that was read has none such.
    pub fn scenario(&self, point: u32) -> Result<Scenario, Problems> {
        let (base, row) = self.place_of(point);
        match row {
            None => Ok(self.baselines[base].clone()),
            Some(row) => {
                let coordinates = self.points.get(row);
                let (text, last) = (&self.text, &self.changes.last);
                let mut scenario = layers::point(&self.bases[base], text, &self.experiment, &coordinates, last)?;
                scenario.name.clone_from(&self.baselines[base].name);
                Ok(scenario)
            }
        }
    }

    /// What the engine runs for a point's replicates.
    ///
    /// # Errors
    /// As [`SweepPlan::scenario`].
    pub fn engine_plans(&self, point: u32) -> Result<Plans, Problems> {
        Ok(Plans::new(&self.scenario(point)?))
    }

    /// The names of a point's organisations, in order.
    pub fn organisations(&self, point: u32) -> Vec<String> {
        let names = |scenario: &Scenario| scenario.organisations.iter().map(|o| o.name.clone()).collect();
        let base = &self.baselines[self.place_of(point).0];
        if self.experiment.factors.iter().any(Factor::changes_organisations) {
            return self.scenario(point).as_ref().map_or_else(|_| names(base), names);
        }
        names(base)
    }

    /// The names of a point's rows: its organisations, and `field`.
    pub fn row_names(&self, point: u32) -> Vec<String> {
        let mut names = self.organisations(point);
        names.push("field".to_owned());
        names
    }

    /// The seed of a point's runs: one for all, unless the file asks for random numbers of each point's own.
    pub fn seed_of(&self, point: u32) -> u64 {
        if self.experiment.common_random_numbers { self.seed } else { own_seed(self.seed, point) }
    }

    /// The key of a unit.
    pub fn key_of(&self, unit: Unit) -> Hash {
        key(&self.digest_of(unit.point), self.seed_of(unit.point), unit.replicate)
    }

    /// The digest of a point's scenario; of another shard's it is made here.
    fn digest_of(&self, point: u32) -> Hash {
        *self.digests[point as usize].get_or_init(|| {
            // Whoever checked all points found nothing wrong; a network file that vanished since fits no digest.
            let made = self.scenario(point).and_then(|scenario| scenario_digest(&scenario, &Mutex::default()));
            made.unwrap_or_default()
        })
    }

    /// Runs at the most.
    pub fn most_runs(&self) -> u64 {
        self.len() as u64 * u64::from(self.replicates.most())
    }

    /// Which numbers of units – or of points, where a precision decides how many units one has – are a shard's.
    pub(crate) fn share(&self, shard: Shard) -> std::ops::Range<u64> {
        match &self.replicates {
            Replicates::Fixed(replicates) => shard.part_of(self.len() as u64 * u64::from(*replicates)),
            // Whole points: how many runs one needs is known when it has ended.
            Replicates::Until(_) => shard.part_of(self.len() as u64),
        }
    }

    /// The digest of all points' scenarios: what a store belongs to, beside version and seed.
    pub fn digest(&self) -> String {
        if let Some(recorded) = &self.recorded {
            return recorded.clone();
        }
        let mut hash = Sha256::new();
        (0..self.len()).for_each(|point| hash.update(self.digest_of(point as u32)));
        hex(&hash.finalize().into())
    }

    /// The experiment file's text.
    pub fn file_text(&self) -> &str {
        &self.text.source.text
    }

    /// The experiment file's name without folder and ending.
    pub fn file_stem(&self) -> String {
        stem(&self.text.source.name)
    }

    /// The texts that were read from the disk, by path.
    pub fn texts(&self) -> std::collections::BTreeMap<String, String> {
        self.text.shelf.texts()
    }

    /// The point that needs most memory.
    pub fn largest(&self) -> u32 {
        self.largest
    }

    /// Network files that scenarios read, with the digests of their bytes.
    pub fn networks(&self) -> &[(PathBuf, Hash)] {
        &self.networks
    }
}
