//! What is run to compare it with patterns.

use crate::config::{Problem, Problems};
use crate::scenario::library::scenarios;
use crate::scenario::{Draft, Overrides, Scenario, Shelf, find};
use crate::study::Study;

use super::file::read_patterns;
use crate::calibration::pattern::Pattern;
use crate::calibration::pattern_use::PatternUse;

/// Changes on the command line.
#[derive(Debug, Clone, Default)]
pub struct PatternChanges {
    /// Settings of every scenario, as for `mobilise run`.
    pub overrides: Overrides,
    /// Runs of each scenario, in place of its own.
    pub replicates: Option<u32>,
    /// The seed, in place of the scenarios'.
    pub seed: Option<u64>,
}

/// A pattern of a file.
#[derive(Debug, Clone)]
pub struct SheetPattern {
    /// What is measured, and what was observed: NaN if nothing was, so that runs are only reported.
    pub pattern: Pattern,
    /// The codes of the claims it comes from.
    pub source: String,
    /// What it is for.
    pub purpose: PatternUse,
}

/// A file of patterns.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its name without folder and ending.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// Its patterns, in file order.
    pub patterns: Vec<SheetPattern>,
}

/// Scenarios to run, and the patterns to compare them with.
#[derive(Debug)]
pub struct PatternPlan {
    /// The scenarios, one for each file.
    pub study: Study,
    /// The files.
    pub sheets: Vec<Sheet>,
    /// The names by which they were given.
    pub names: Vec<String>,
    /// What the command line changed.
    pub changes: PatternChanges,
    shelf: Shelf,
}

impl PatternPlan {
    /// Reads files of patterns by path or embedded name, with the scenarios they name.
    ///
    /// `seed` gives the seed if neither the command line nor a scenario does.
    ///
    /// # Errors
    /// All problems of the first file that has any, each with its place and a hint.
    pub fn read(
        names: &[String],
        changes: &PatternChanges,
        shelf: &Shelf,
        seed: &dyn Fn() -> u64,
    ) -> Result<Self, Problems> {
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
        let fixed = changes.seed.or_else(|| scenarios.iter().find_map(|scenario| scenario.seed));
        let study = Study { scenarios, seed: fixed.unwrap_or_else(seed), replicates, command: Vec::new() };
        Ok(Self { study, sheets, names: names.to_vec(), changes: changes.clone(), shelf: shelf.clone() })
    }

    /// The texts that were read from the disk, by path.
    #[must_use]
    pub fn texts(&self) -> std::collections::BTreeMap<String, String> {
        self.shelf.texts()
    }
}

fn sheet(name: &str, changes: &PatternChanges, shelf: &Shelf) -> Result<(Scenario, Sheet), Problems> {
    let file = read_patterns(name, "".as_ref(), None, shelf)?;
    let mut overrides = Overrides::default();
    overrides.0.extend(file.weeks.map(|weeks| ("weeks".to_owned(), format!("run.weeks={weeks}"))));
    let option = format!("{}, set", file.text.source.name);
    overrides.0.extend(file.set.iter().map(|set| (option.clone(), set.clone())));
    overrides.0.extend(changes.overrides.0.iter().cloned());
    let (scenario_name, place) = &file.scenario;
    let mut scenario = find(scenario_name, &file.text.folder, scenarios(), Some(place), shelf)
        .and_then(|text| Draft::read(&text, &overrides)?.finish())?;
    scenario.check_draw()?;
    let mut problems = Vec::new();
    let patterns = file.patterns.into_iter().filter_map(|draft| {
        let (source, purpose) = (draft.source.clone(), draft.purpose);
        let pattern = draft.resolve(&scenario, &mut problems)?;
        Some(SheetPattern { pattern, source, purpose })
    });
    let patterns = patterns.collect();
    if !problems.is_empty() {
        return Err(Problems(problems));
    }
    if let Some(own) = file.name {
        scenario.name = own;
    }
    Ok((scenario, Sheet { name: file.stem, about: file.about, patterns }))
}
