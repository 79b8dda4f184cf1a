//! Options that several commands share, and the scenarios they resolve to.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use mobilise::config::{Problem, Source, Span};
use mobilise::knob::catalogue::NAMED;
use mobilise::scenario::{self, Overrides, Scenario};

use super::Failure;
pub use mobilise::text::shell_word as word;

/// What changes a scenario from the command line.
#[derive(Debug, Clone, Default, Args)]
pub struct ChangeOptions {
    /// Change a knob: its dotted name, =, and a value; may be given many times
    #[arg(long = "set", value_name = "KNOB=VALUE")]
    pub set: Vec<String>,
    /// Draw knobs for each replicate from the accepted set of a calibration: an embedded name (j4dw-growth), or its posterior.csv
    #[arg(long, value_name = "NAME|FILE")]
    pub draw: Option<String>,
    /// Weeks to simulate, in place of the scenario's
    #[arg(long, value_name = "N")]
    pub weeks: Option<String>,
    /// Replicates of each scenario, in place of the scenario's
    #[arg(long, value_name = "N")]
    pub replicates: Option<String>,
    /// Threads to run on; the numbers are the same on any number of them
    #[arg(long, value_name = "N")]
    pub threads: Option<String>,
}

/// What a command that asks a question takes.
#[derive(Debug, Clone, Args)]
pub struct QuestionOptions {
    /// A question: a file, or an embedded name (`mobilise questions` lists them)
    pub question: String,
    #[command(flatten)]
    pub change: ChangeOptions,
    /// The long size, as [question.long] in the file says: more points or runs
    #[arg(long)]
    pub long: bool,
    /// The seed of all random numbers, in place of the file's
    #[arg(long, value_name = "N")]
    pub seed: Option<String>,
    /// The folder to write to; one that was begun goes on [default: the question's name and -answer (`ask`) or -robust (`robust`), of the long size and -long]
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Say what would run and how long it takes; run nothing, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the result as JSON on standard output, every number with interval and runs, and nothing else there
    #[arg(long)]
    pub json: bool,
    /// Say nothing on standard error but errors
    #[arg(long, short)]
    pub quiet: bool,
}

impl QuestionOptions {
    /// The folder to write to; where none is named it is called by the question, so that what was begun goes on.
    pub fn folder(&self, ending: &str) -> PathBuf {
        let named = || {
            let stem = Path::new(&self.question).file_stem();
            let stem = stem.map_or(self.question.as_str().into(), |stem| stem.to_string_lossy());
            PathBuf::from(format!("{stem}-{ending}{}", if self.long { "-long" } else { "" }))
        };
        self.out.clone().unwrap_or_else(named)
    }
}

/// What a command that runs takes.
#[derive(Debug, Clone, Args)]
pub struct RunOptions {
    #[command(flatten)]
    pub change: ChangeOptions,
    /// The seed of all random numbers; the same seed gives the same numbers
    #[arg(long, value_name = "N")]
    pub seed: Option<String>,
    /// The folder to write to; it must not be there yet, unless --force
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Write the weekly table as CSV too
    #[arg(long)]
    pub csv: bool,
    /// Print a summary as JSON on standard output, and nothing else there
    #[arg(long)]
    pub json: bool,
    /// Say nothing on standard error but errors
    #[arg(long, short)]
    pub quiet: bool,
    /// Replace the folder given by --out if it is there
    #[arg(long)]
    pub force: bool,
}

impl RunOptions {
    /// The seed asked for, if one was.
    pub fn seed(&self) -> Result<Option<u64>, Failure> {
        seed(self.seed.as_deref())
    }
}

/// The seed asked for, if one was.
pub fn seed(text: Option<&str>) -> Result<Option<u64>, Failure> {
    let hint = "any will do; the same gives the same numbers";
    text.map(|seed| whole("--seed", seed, 0..=i64::MAX.unsigned_abs(), hint)).transpose()
}

impl ChangeOptions {
    /// What is laid over every base scenario of an experiment.
    pub fn overrides(&self) -> Overrides {
        let mut overrides: Vec<(String, String)> =
            self.set.iter().map(|set| ("--set".to_owned(), set.clone())).collect();
        overrides.extend(self.drawn());
        overrides.extend(self.weeks.iter().map(|weeks| ("--weeks".to_owned(), format!("run.weeks={weeks}"))));
        Overrides(overrides)
    }

    /// The accepted set to draw from, if one was named.
    fn drawn(&self) -> Option<(String, String)> {
        self.draw.as_ref().map(|from| ("--draw".to_owned(), format!("draw.from={}", scenario::quoted(from))))
    }

    /// The replicates asked for, if some were.
    pub fn replicates(&self) -> Result<Option<u32>, Failure> {
        let hint = "in place of what the file says";
        let number = |text: &String| whole("--replicates", text, 1..=1_000_000, hint);
        Ok(self.replicates.as_ref().map(number).transpose()?.and_then(|n| u32::try_from(n).ok()))
    }

    /// Loads scenarios with these changes. A change of something named, such as `organisation.J4DW.…`, is
    /// made in the scenarios that have it.
    pub fn load(&self, names: &[String]) -> Result<Vec<Scenario>, Failure> {
        self.threads()?;
        let plain = if names.len() > 1 && self.set.iter().any(|set| subject(set).is_some()) {
            names.iter().map(|name| scenario::load(name, &Overrides::default())).collect::<Result<Vec<_>, _>>()?
        } else {
            Vec::new()
        };
        let scenarios = names.iter().enumerate().map(|(s, name)| {
            let mut overrides = Overrides::default();
            for set in &self.set {
                let meant_for_others = subject(set).is_some_and(|(sort, subject)| {
                    plain.get(s).is_some_and(|own| !has(own, sort, subject))
                        && plain.iter().any(|other| has(other, sort, subject))
                });
                if !meant_for_others {
                    overrides.0.push(("--set".to_owned(), set.clone()));
                }
            }
            overrides.0.extend(self.drawn());
            for (option, knob, value) in
                [("--weeks", "weeks", &self.weeks), ("--replicates", "replicates", &self.replicates)]
            {
                if let Some(value) = value {
                    overrides.0.push((option.to_owned(), format!("run.{knob}={value}")));
                }
            }
            scenario::load(name, &overrides)
        });
        let mut scenarios = scenarios.collect::<Result<Vec<_>, _>>()?;
        tell_apart(&mut scenarios);
        for scenario in &scenarios {
            check_memory(scenario, self.threads()?)?;
        }
        Ok(scenarios)
    }

    /// Threads that will be used.
    pub fn threads(&self) -> Result<usize, Failure> {
        threads(self.threads.as_deref())
    }
}

/// Threads that will be used: as many as asked for, or as the machine has.
pub fn threads(asked: Option<&str>) -> Result<usize, Failure> {
    let hint = "leave it out to use all the machine has; the numbers are the same on any number of threads";
    match asked {
        Some(threads) => Ok(whole("--threads", threads, 1..=1024, hint)? as usize),
        None => Ok(std::thread::available_parallelism().map_or(1, usize::from)),
    }
}

/// Refuses a scenario that there is not memory enough to run.
pub fn check_memory(scenario: &Scenario, threads: usize) -> Result<(), Failure> {
    let needed = scenario::bytes_needed(scenario, threads);
    let available = scenario::available_bytes();
    if needed > available {
        let title = format!(
            "`{}` needs about {} of memory on {threads} threads, and {} is left",
            scenario.name,
            bytes(needed),
            bytes(available)
        );
        let hint = "fewer workers (population.workers), fewer weeks, or fewer --threads";
        return Err(Problem::whole(title, hint).into());
    }
    Ok(())
}

/// A whole number given to an option.
pub fn whole(option: &str, text: &str, allowed: RangeInclusive<u64>, hint: &str) -> Result<u64, Failure> {
    match text.trim().parse() {
        Ok(number) if allowed.contains(&number) => Ok(number),
        _ => {
            let source = Source { name: option.to_owned(), text: text.to_owned() };
            let place = Span { source: Arc::new(source), bytes: 0..text.len() };
            let title = format!("`{option}` takes a whole number from {} to {}", allowed.start(), allowed.end());
            Err(Problem::at(&place, title, "this is not one").hint(hint).into())
        }
    }
}

/// The sort and name in `organisation.J4DW.hours.learning=0`.
fn subject(set: &str) -> Option<(&str, &str)> {
    let (knob, _) = set.split_once('=')?;
    let (sort, rest) = knob.trim().split_once('.')?;
    let name = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?.0,
        None => rest.split('.').next()?,
    };
    NAMED.contains(&sort).then_some((sort, name))
}

/// Whether a scenario has something of this sort and name.
pub fn has(scenario: &Scenario, sort: &str, name: &str) -> bool {
    match sort {
        "organisation" => scenario.organisations.iter().any(|x| x.name == name),
        "union" => scenario.unions.iter().any(|x| x.name == name),
        "agency" => scenario.agencies.iter().any(|x| x.name == name),
        "target" => scenario.targets.iter().any(|x| x.name == name),
        "demand" => scenario.demands.iter().any(|x| x.name == name),
        _ => scenario.interventions.iter().any(|x| x.name == name),
    }
}

/// Two scenarios of one name would be one in the tables: the later ones are numbered.
fn tell_apart(scenarios: &mut [Scenario]) {
    for s in 1..scenarios.len() {
        let (before, rest) = scenarios.split_at_mut(s);
        let taken = |name: &str| before.iter().any(|other| other.name == name);
        if taken(&rest[0].name) {
            let name = rest[0].name.clone();
            let free = (2..).map(|n| format!("{name} ({n})")).find(|name| !taken(name));
            rest[0].name = free.unwrap_or(name);
        }
    }
}

/// A number of bytes as people read it.
pub fn bytes(bytes: u64) -> String {
    let megabytes = bytes as f64 / 1e6;
    if megabytes < 1_000.0 { format!("{megabytes:.0} MB") } else { format!("{:.1} GB", megabytes / 1_000.0) }
}
