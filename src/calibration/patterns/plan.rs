//! What is run to hold it to patterns.

use crate::config::{Problem, Problems};
use crate::scenario::library::scenarios;
use crate::scenario::{Draft, Overrides, Scenario, Shelf, find};
use crate::study::Study;

use super::super::pattern::Pattern;
use super::file;

/// What the command line changes.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Settings laid over every scenario, as for `mobilise run`.
    pub overrides: Overrides,
    /// Runs of each scenario, in place of its own.
    pub replicates: Option<u32>,
    /// The seed, in place of the scenarios'.
    pub seed: Option<u64>,
}

/// A pattern of a file.
#[derive(Debug, Clone)]
pub struct Listed {
    /// What is measured, and what was observed: not a number where nothing was, and the runs are only told.
    pub pattern: Pattern,
    /// The codes of the claims it comes from.
    pub source: String,
    /// Whether calibrations may use it; otherwise it is a test of the model.
    pub calibrated: bool,
}

impl Listed {
    /// How it is used, in a word.
    #[must_use]
    pub fn used(&self) -> &'static str {
        if self.calibrated { "calibrated" } else { "predicted" }
    }
}

/// A file of patterns.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its name without folder and ending.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// Its patterns, in file order.
    pub listed: Vec<Listed>,
}

/// What is run, and held to what.
#[derive(Debug)]
pub struct Plan {
    /// The scenarios, one for each file.
    pub study: Study,
    /// The files.
    pub sheets: Vec<Sheet>,
    /// What they were called by.
    pub names: Vec<String>,
    /// What the command line changed.
    pub changes: Changes,
    shelf: Shelf,
}

impl Plan {
    /// Reads files of patterns by path or embedded name, with the scenarios they name.
    ///
    /// `seed` answers where neither the command line nor a scenario gives one.
    ///
    /// # Errors
    /// Everything that is wrong with the first file in which something is, each with its place and a hint.
    pub fn read(names: &[String], changes: &Changes, shelf: &Shelf, seed: &dyn Fn() -> u64) -> Result<Self, Problems> {
        let (mut scenarios, mut sheets) = (Vec::new(), Vec::new());
        for name in names {
            let (scenario, sheet) = sheet(name, changes, shelf)?;
            if scenarios.iter().any(|other: &Scenario| other.name == scenario.name) {
                let title = format!("two files of patterns are of a scenario called \"{}\"", scenario.name);
                let hint = "`name` at the top of one of the files gives it another name in the tables";
                return Err(Problem::whole(title, hint).into());
            }
            scenarios.push(scenario);
            sheets.push(sheet);
        }
        let replicates = changes.replicates.unwrap_or_else(|| scenarios.first().map_or(1, |s| s.run.replicates));
        let given = changes.seed.or_else(|| scenarios.iter().find_map(|scenario| scenario.seed));
        let study = Study { scenarios, seed: given.unwrap_or_else(seed), replicates, command: Vec::new() };
        Ok(Self { study, sheets, names: names.to_vec(), changes: changes.clone(), shelf: shelf.clone() })
    }

    /// The texts that were read from the disk, by path.
    #[must_use]
    pub fn texts(&self) -> std::collections::BTreeMap<String, String> {
        self.shelf.texts()
    }
}

fn sheet(name: &str, changes: &Changes, shelf: &Shelf) -> Result<(Scenario, Sheet), Problems> {
    let read = file::read(name, "".as_ref(), None, shelf)?;
    let mut overrides = Overrides::default();
    overrides.0.extend(read.weeks.map(|weeks| ("weeks".to_owned(), format!("run.weeks={weeks}"))));
    let option = format!("{}, set", read.text.source.name);
    overrides.0.extend(read.set.iter().map(|set| (option.clone(), set.clone())));
    overrides.0.extend(changes.overrides.0.iter().cloned());
    let (scenario_name, place) = &read.scenario;
    let mut scenario = find(scenario_name, &read.text.folder, scenarios(), Some(place), shelf)
        .and_then(|text| Draft::read(&text, &overrides)?.finish())?;
    scenario.check_draw()?;
    let mut problems = Vec::new();
    let listed = read.patterns.into_iter().filter_map(|draft| {
        let (source, calibrated) = (draft.source.clone(), draft.calibrated);
        let pattern = draft.settle(&scenario, &mut problems)?;
        Some(Listed { pattern, source, calibrated })
    });
    let listed = listed.collect();
    if !problems.is_empty() {
        return Err(Problems(problems));
    }
    if let Some(own) = read.name {
        scenario.name = own;
    }
    Ok((scenario, Sheet { name: read.stem, about: read.about, listed }))
}
