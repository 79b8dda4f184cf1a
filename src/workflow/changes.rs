//! What a request changes in its scenarios, and what every request needs before it runs: seed, threads, memory.

use rand::TryRng;
use rand::rngs::SysRng;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::config::Problem;
use crate::knob::catalogue::NAMED;
use crate::scenario::{self, Overrides, Scenario};
use crate::text::shell_word;

use super::error::WorkflowError;

/// Changes laid over every scenario of a request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScenarioChanges {
    /// Settings of knobs: `coping.relief=0.3`.
    pub set: Vec<String>,
    /// The accepted set from which each replicate draws its knobs: an embedded name, or a `posterior.csv`.
    pub draw: Option<String>,
    /// Whether all replicates of a scenario that draws take one row, the medoid of the accepted set.
    pub fixed: bool,
    /// Weeks to simulate, in place of the scenario's.
    pub weeks: Option<u32>,
    /// Replicates, in place of the file's.
    pub replicates: Option<u32>,
}

impl ScenarioChanges {
    /// The overrides of every base scenario of an experiment.
    pub fn overrides(&self) -> Overrides {
        let mut all: Vec<(String, String)> = self.set.iter().map(|set| ("--set".to_owned(), set.clone())).collect();
        all.extend(self.draw_overrides());
        all.extend(self.weeks.map(|weeks| ("--weeks".to_owned(), format!("run.weeks={weeks}"))));
        Overrides(all)
    }

    fn draw_overrides(&self) -> impl Iterator<Item = (String, String)> {
        let from =
            self.draw.as_ref().map(|from| ("--draw".to_owned(), format!("draw.from={}", scenario::quoted(from))));
        let fixed = self.fixed.then(|| ("--fixed".to_owned(), "draw.fixed=true".to_owned()));
        from.into_iter().chain(fixed)
    }

    /// Loads scenarios with these changes, to run on `threads` threads. A change of something named, such as
    /// `organisation.J4DW.…`, is made in the scenarios that have it. Scenarios of one name are numbered.
    ///
    /// # Errors
    /// What is wrong with a scenario or a change, or a scenario for which there is not enough memory.
    pub fn load(&self, names: &[String], threads: usize) -> Result<Vec<Scenario>, WorkflowError> {
        let unchanged = if names.len() > 1 && self.set.iter().any(|set| named_subject(set).is_some()) {
            names.iter().map(|name| scenario::load(name, &Overrides::default())).collect::<Result<Vec<_>, _>>()?
        } else {
            Vec::new()
        };
        let load = |(n, name): (usize, &String)| {
            let meant_for_others = |set: &&String| {
                named_subject(set).is_some_and(|(kind, subject)| {
                    unchanged.get(n).is_some_and(|own| !has(own, kind, subject))
                        && unchanged.iter().any(|other| has(other, kind, subject))
                })
            };
            let sets = self.set.iter().filter(|set| !meant_for_others(set));
            let mut all: Vec<(String, String)> = sets.map(|set| ("--set".to_owned(), set.clone())).collect();
            all.extend(self.draw_overrides());
            all.extend(self.weeks.map(|weeks| ("--weeks".to_owned(), format!("run.weeks={weeks}"))));
            all.extend(self.replicates.map(|n| ("--replicates".to_owned(), format!("run.replicates={n}"))));
            scenario::load(name, &Overrides(all))
        };
        let mut scenarios = names.iter().enumerate().map(load).collect::<Result<Vec<_>, _>>()?;
        scenario::number_equal_names(&mut scenarios);
        for scenario in &scenarios {
            check_memory(scenario, threads)?;
        }
        Ok(scenarios)
    }

    /// The command-line options that ask for these changes, in order, each with its value; a switch has none.
    pub fn options(&self) -> Vec<(&'static str, Option<String>)> {
        let mut all: Vec<_> = self.set.iter().map(|set| ("--set", Some(set.clone()))).collect();
        all.extend(self.draw.iter().map(|from| ("--draw", Some(from.clone()))));
        all.extend(self.fixed.then_some(("--fixed", None)));
        all.extend(self.weeks.map(|weeks| ("--weeks", Some(weeks.to_string()))));
        all.extend(self.replicates.map(|replicates| ("--replicates", Some(replicates.to_string()))));
        all
    }

    /// These options and that of a seed as the end of a command line, quoted for a shell.
    pub fn option_words(&self, seed: Option<u64>) -> String {
        let seed = seed.map(|seed| ("--seed", Some(seed.to_string())));
        let all = self.options().into_iter().chain(seed);
        let words = all.flat_map(|(option, value)| [Some(option.to_owned()), value]).flatten();
        words.map(|word| format!(" {}", shell_word(&word))).collect()
    }
}

/// Kind and name of what `organisation.J4DW.hours.learning=0` changes.
fn named_subject(set: &str) -> Option<(&str, &str)> {
    let (knob, _) = set.split_once('=')?;
    let (kind, rest) = knob.trim().split_once('.')?;
    let name = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?.0,
        None => rest.split('.').next()?,
    };
    NAMED.contains(&kind).then_some((kind, name))
}

/// Whether a scenario has something of this kind and name.
pub(super) fn has(scenario: &Scenario, kind: &str, name: &str) -> bool {
    match kind {
        "organisation" => scenario.organisations.iter().any(|x| x.name == name),
        "union" => scenario.unions.iter().any(|x| x.name == name),
        "agency" => scenario.agencies.iter().any(|x| x.name == name),
        "target" => scenario.targets.iter().any(|x| x.name == name),
        "demand" => scenario.demands.iter().any(|x| x.name == name),
        _ => scenario.interventions.iter().any(|x| x.name == name),
    }
}

/// A seed for a request that names none. It is recorded like a chosen one, and short enough to type.
///
/// # Errors
/// The system gives no random numbers.
pub fn fresh_seed() -> Result<u64, WorkflowError> {
    let seed = SysRng.try_next_u32().map_err(|error| {
        WorkflowError::run(format!("could not obtain a random seed: {error}"), "give one with --seed")
    })?;
    Ok(u64::from(seed))
}

/// Threads that this machine runs at a time.
pub fn all_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Refuses a scenario that needs more memory than is available.
///
/// # Errors
/// How much is needed, and how much there is.
pub fn check_memory(scenario: &Scenario, threads: usize) -> Result<(), Problem> {
    let needed = scenario::bytes_needed(scenario, threads);
    let what = format!("`{}` on {threads} threads", scenario.name);
    let hint = "fewer workers (population.workers), fewer weeks, or fewer --threads";
    scenario::check_available(&what, needed, hint)
}

/// Threads to run on.
pub(super) fn pool(threads: usize) -> Result<ThreadPool, WorkflowError> {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| WorkflowError::run(format!("cannot start threads: {error}"), "try fewer --threads"))
}
