//! What a sweep runs: every point with its scenario, checked before anything runs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::config::{MAX_PROBLEMS, Problem, Problems};
use crate::design;
use crate::files;
use crate::scenario::library::scenarios;
use crate::scenario::{Draft, Draw, Overrides, Plans, Scenario, Shelf, Text, bytes_needed, find, to_toml};

use super::factor::Factor;
use super::file;
use super::layers;
use super::points::{self, Points};
use super::precision;
use super::shard::Shard;
use super::unit::{Hash, Unit, hex, key, own_seed};
use super::{Design, Experiment, Replicates};
use crate::config::stem;

/// More points than this are refused: each is checked before anything runs, which takes minutes.
const MAX_POINTS: u64 = 1_000_000;

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
    /// Reads an experiment by path or embedded name, and checks the scenario of every point.
    ///
    /// `seed` answers where neither the command line, nor the file, nor a scenario gives one.
    ///
    /// # Errors
    /// Everything that is wrong, each thing once, with its place and a hint.
    pub fn read(name: &str, changes: &Changes, shelf: &Shelf, seed: &dyn Fn() -> u64) -> Result<Self, Problems> {
        let mut plan = Self::unchecked(name, changes, shelf, seed)?;
        plan.check(0..plan.len())?;
        precision::check(&plan.replicates, plan.experiment.replicates_span.as_ref(), &plan.baselines)?;
        Ok(plan)
    }

    /// Reads an experiment of which another process has read and checked all, for a shard: the scenarios of its own
    /// points are checked, and the digest of all is the one recorded. A thousand shards of a hundred thousand points
    /// would otherwise check for hours.
    ///
    /// # Errors
    /// As [`SweepPlan::read`].
    pub fn read_for(
        shard: Shard,
        recorded: &str,
        name: &str,
        changes: &Changes,
        shelf: &Shelf,
    ) -> Result<Self, Problems> {
        let mut plan = Self::unchecked(name, changes, shelf, &|| 0)?;
        let share = plan.share(shard);
        let units = match &plan.replicates {
            Replicates::Fixed(replicates) => u64::from(*replicates),
            Replicates::Until(_) => 1,
        };
        plan.check((share.start / units) as usize..share.end.div_ceil(units) as usize)?;
        plan.recorded = Some(recorded.to_owned());
        Ok(plan)
    }

    /// Reads an experiment, and looks at no point.
    fn unchecked(name: &str, changes: &Changes, shelf: &Shelf, seed: &dyn Fn() -> u64) -> Result<Self, Problems> {
        let file::Read { text, mut experiment, rows } = file::read(name, changes.long, shelf)?;
        let mut problems = Vec::new();
        let mut bases = Vec::new();
        for (name, span) in &experiment.scenarios {
            let draft = find(name, &text.folder, scenarios(), Some(span), shelf)
                .and_then(|base| Draft::read(&base, &changes.overrides));
            match draft {
                Ok(draft) => bases.push(draft),
                Err(found) => problems.extend(found.0),
            }
        }
        if !problems.is_empty() {
            return Err(Problems(once(problems)));
        }
        let count = points::count(&experiment, rows.len()).unwrap_or(u64::MAX);
        if count.saturating_mul(bases.len() as u64) > MAX_POINTS {
            let title = format!("the experiment has more than {MAX_POINTS} points");
            let hint = "fewer values, fewer factors at a time, or another design";
            return Err(match experiment.factors.first() {
                Some(factor) => Problem::at(&factor.span, title, "with the others").hint(hint),
                None => Problem::whole(title, hint),
            }
            .into());
        }
        let baselines = bases
            .iter()
            .map(|base| layers::baseline(base, &text, &experiment.factors, &experiment.baseline, &changes.last))
            .collect::<Result<Vec<_>, _>>()?;
        baselines.iter().try_for_each(Scenario::check_draw)?;
        let asked = changes.replicates.map(Replicates::Fixed).or_else(|| experiment.replicates.take());
        let replicates = asked.unwrap_or(Replicates::Fixed(baselines[0].run.replicates));
        experiment.replicates = Some(replicates.clone());
        let given = changes.seed.or(experiment.seed).or_else(|| baselines.iter().find_map(|base| base.seed));
        let seed = given.unwrap_or_else(seed);
        let points = points::points(&experiment, rows, seed);
        let mut plan = Self {
            experiment,
            replicates,
            seed,
            changes: changes.clone(),
            baselines,
            text,
            bases,
            points,
            digests: Vec::new(),
            recorded: None,
            largest: 0,
            networks: Vec::new(),
        };
        tell_apart(&mut plan.baselines);
        plan.digests = vec![OnceLock::new(); plan.len()];
        Ok(plan)
    }

    /// Makes the scenario of points, to check it and to know its digest; keeps none of them.
    fn check(&mut self, points: std::ops::Range<usize>) -> Result<(), Problems> {
        let networks = Mutex::new(Vec::<(PathBuf, Hash)>::new());
        let largest = Mutex::new((0u64, 0u32));
        let one = |point: usize| -> Result<Hash, Problems> {
            let scenario = self.scenario(point as u32)?;
            if let Ok(mut largest) = largest.lock() {
                *largest = (*largest).max((bytes_needed(&scenario, 1), point as u32));
            }
            scenario_digest(&scenario, &networks)
        };
        let mut problems = Vec::new();
        // A few at a time, so that a mistake in all of them is not collected a million times.
        for first in points.clone().step_by(4_096) {
            let some = first..points.end.min(first + 4_096);
            let found: Vec<Result<Hash, Problems>> = some.clone().into_par_iter().map(one).collect();
            for (point, found) in some.zip(found) {
                match found {
                    Ok(digest) => drop(self.digests[point].set(digest)),
                    Err(found) => problems.extend(found.0.into_iter().map(|problem| self.in_point(point, problem))),
                }
            }
            problems = once(problems);
            if problems.len() >= MAX_PROBLEMS {
                break;
            }
        }
        if !problems.is_empty() {
            return Err(Problems(problems));
        }
        self.largest = largest.into_inner().map_or(0, |(_, point)| point);
        self.networks = networks.into_inner().unwrap_or_default();
        self.networks.sort();
        Ok(())
    }

    /// Says in which point something is wrong, where the place does not.
    fn in_point(&self, point: usize, problem: Problem) -> Problem {
        let here = problem.span.as_ref().is_some_and(|span| Arc::ptr_eq(&span.source, &self.text.source));
        let (_, Some(row)) = self.place_of(point as u32) else { return problem };
        if here {
            return problem;
        }
        let settings: Vec<String> = self
            .experiment
            .factors
            .iter()
            .zip(self.points.get(row))
            .map(|(factor, coordinate)| format!("{} {}", factor.name, factor.label(coordinate)))
            .collect();
        let hint = problem.hint.clone().unwrap_or_default();
        Problem { hint: Some(format!("{hint} (in the point with {})", settings.join(", "))), ..problem }
    }

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

    /// What the factors are at a row of the design, as tables write it.
    pub fn labels(&self, row: usize) -> Vec<String> {
        let factors = self.experiment.factors.iter().zip(self.points.get(row));
        factors.map(|(factor, coordinate)| factor.label(coordinate)).collect()
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

/// Problems without those that say again what another one says.
pub(crate) fn once(problems: Vec<Problem>) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for problem in problems {
        let span = problem.span.as_ref().map(|span| (span.source.name.clone(), span.bytes.start));
        if seen.insert((span, problem.title.clone())) {
            kept.push(problem);
        }
    }
    kept
}

/// Two base scenarios of one name would be one in the tables: the later ones are numbered.
fn tell_apart(baselines: &mut [Scenario]) {
    for base in 1..baselines.len() {
        let (before, rest) = baselines.split_at_mut(base);
        let taken = |name: &str| before.iter().any(|other| other.name == name);
        if taken(&rest[0].name) {
            let free = (2..).map(|n| format!("{} ({n})", rest[0].name)).find(|name| !taken(name));
            rest[0].name = free.unwrap_or_default();
        }
    }
}

/// The digest of a scenario: of all it says, and of what its network file and the set it draws from hold.
fn scenario_digest(scenario: &Scenario, networks: &Mutex<Vec<(PathBuf, Hash)>>) -> Result<Hash, Problems> {
    let mut hash = Sha256::new();
    hash.update(to_toml(scenario));
    if let Some(from) = &scenario.network.file {
        hash.update(network_digest(&from.path, networks)?);
    }
    if let Some((_, text)) = scenario.draw.as_ref().and_then(Draw::file) {
        hash.update(text);
    }
    Ok(hash.finalize().into())
}

/// The digest of a network file's bytes, read once: its name alone would not tell that it was changed.
pub(crate) fn network_digest(path: &Path, known: &Mutex<Vec<(PathBuf, Hash)>>) -> Result<Hash, Problems> {
    let Ok(mut known) = known.lock() else { return Ok([0; 32]) };
    if let Some((_, digest)) = known.iter().find(|(other, _)| other == path) {
        return Ok(*digest);
    }
    let bytes = files::read_bytes(path).map_err(|error| Problem::whole(error.to_string(), "was it moved just now?"))?;
    let digest: Hash = Sha256::digest(bytes).into();
    known.push((path.to_owned(), digest));
    Ok(digest)
}
