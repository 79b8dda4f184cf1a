//! From an experiment's file to its plan, and the check of every point.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::config::{MAX_PROBLEMS, Problem, Problems, distinct};
use crate::experiment::unit::Hash;
use crate::experiment::{Replicates, Shard, file, layers, points, precision};
use crate::scenario::library::scenarios;
use crate::scenario::{Draft, Scenario, Shelf, bytes_needed, find, number_equal_names};

use super::digest::scenario_digest;
use super::{Changes, SweepPlan};

/// More points than this are refused: each is checked before anything runs, which takes minutes.
const MAX_POINTS: u64 = 1_000_000;

/// With so many points it is said before the first is checked how many there are.
const MANY_POINTS: usize = 20_000;

/// How long points are checked before the first word of it, and between one and the next.
const QUIET: Duration = Duration::from_secs(4);

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

    /// Reads an experiment and looks at no point: what is known of its size before each is checked, which takes minutes
    /// where there are very many.
    ///
    /// # Errors
    /// What is wrong with the experiment and its base scenarios.
    pub(crate) fn outline(name: &str, changes: &Changes, shelf: &Shelf) -> Result<Self, Problems> {
        Self::unchecked(name, changes, shelf, &|| 0)
    }

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
            return Err(Problems(distinct(problems)));
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
        number_equal_names(&mut plan.baselines);
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
        let mut since = Instant::now();
        if let Some(checked) = self.changes.checked.filter(|_| points.len() >= MANY_POINTS) {
            checked(0, points.len());
        }
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
            problems = distinct(problems);
            if problems.len() >= MAX_PROBLEMS {
                break;
            }
            if let Some(checked) = self.changes.checked.filter(|_| since.elapsed() >= QUIET) {
                checked(points.end.min(first + 4_096) - points.start, points.len());
                since = Instant::now();
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
}
