//! The tables of runs compared with patterns, and their record.

use serde_json::{Value, json};

use crate::calibration::pattern::What;
use crate::calibration::verdict::Verdict;
use crate::files::{self, FolderInTheMaking};
use crate::model::measures::MEASURES;
use crate::record::{Contents, PatternsChanges, PatternsRecord, Record};
use crate::study::error::StudyError;
use crate::study::folder::write_table;
use crate::study::manifest::{networks_of, scenarios_of};
use crate::study::outcomes::cell;

use super::plan::{PatternPlan, SheetPattern};
use super::prior::{PriorShares, unfitted};
use super::results::{PatternResult, SheetResults};

/// The columns of `patterns.csv`.
pub(crate) const COLUMNS: [&str; 19] = [
    "scenario",
    "pattern",
    "about",
    "what",
    "source",
    "use",
    "organisation",
    "measure",
    "from",
    "to",
    "observed",
    "observed_low",
    "observed_high",
    "simulated_low",
    "simulated_median",
    "simulated_high",
    "runs",
    "within",
    "verdict",
];

impl PatternPlan {
    /// Writes `patterns.csv` and `patterns.json` (one row per pattern), `values.csv` (one per run and pattern),
    /// `curves.csv` (weeks of the measures that patterns are about), and `draws.csv` if values are drawn.
    ///
    /// # Errors
    /// A file that could not be written.
    pub fn write_tables(&self, results: &[SheetResults], folder: &FolderInTheMaking) -> Result<(), StudyError> {
        let at = |name: &str| folder.path().join(name);
        write_table(&at("patterns.csv"), |table| {
            table.write_record(COLUMNS)?;
            self.each(results, &mut |scenario, pattern, found| table.write_record(self.row(scenario, pattern, found)))
        })?;
        write_table(&at("values.csv"), |table| {
            table.write_record(["scenario", "replicate", "pattern", "value"])?;
            self.each(results, &mut |scenario, pattern, found| {
                found.values.iter().enumerate().try_for_each(|(replicate, value)| {
                    let name = &self.study.scenarios[scenario].name;
                    let heads = [name.clone(), replicate.to_string(), pattern.pattern.name.clone()];
                    table.write_record(heads.into_iter().chain([cell(*value)]))
                })
            })
        })?;
        write_table(&at("curves.csv"), |table| self.curves_table(results, table))?;
        if self.study.scenarios.iter().any(|scenario| scenario.draw.is_some()) {
            write_table(&at("draws.csv"), |table| self.study.draws_table(table))?;
        }
        let text = format!("{:#}\n", self.json(results));
        Ok(files::write_into(&at("patterns.json"), text.as_bytes())?)
    }

    fn each(
        &self,
        results: &[SheetResults],
        take: &mut dyn FnMut(usize, &SheetPattern, &PatternResult) -> csv::Result<()>,
    ) -> csv::Result<()> {
        for (scenario, (sheet, results)) in self.sheets.iter().zip(results).enumerate() {
            for (pattern, found) in sheet.patterns.iter().zip(&results.patterns) {
                take(scenario, pattern, found)?;
            }
        }
        Ok(())
    }

    fn row(&self, scenario: usize, one: &SheetPattern, found: &PatternResult) -> Vec<String> {
        let (pattern, scenario) = (&one.pattern, &self.study.scenarios[scenario]);
        let [organisation, measure, from, to] = match (pattern.of.what, &pattern.over) {
            (What::Weeks { measure, from, to }, None) => {
                let date = |week: u32| scenario.date_of(week).to_string();
                [pattern.of.organisation.clone(), MEASURES[measure].name.to_owned(), date(from), date(to)]
            }
            _ => Default::default(),
        };
        let mut row = vec![scenario.name.clone(), pattern.name.clone(), pattern.about.clone(), pattern.words()];
        row.extend([one.source.clone(), one.purpose.word().to_owned(), organisation, measure, from, to]);
        row.extend([pattern.observed, found.observed.0, found.observed.1].map(cell));
        row.extend(found.simulated.map(cell));
        let within = if found.verdict.is_some() { cell(found.within) } else { String::new() };
        row.extend([found.runs.to_string(), within, found.verdict.map_or("", Verdict::word).to_owned()]);
        row
    }

    fn curves_table(&self, results: &[SheetResults], table: &mut csv::Writer<Vec<u8>>) -> csv::Result<()> {
        table.write_record(["scenario", "organisation", "measure", "week", "date", "low", "median", "high"])?;
        for (n, (scenario, results)) in self.study.scenarios.iter().zip(results).enumerate() {
            for curve in &results.curves {
                for (week, band) in curve.bands.iter().enumerate() {
                    let heads = [
                        scenario.name.clone(),
                        self.study.group_name(n, curve.id.group).to_owned(),
                        MEASURES[curve.id.measure].name.to_owned(),
                        week.to_string(),
                        scenario.date_of(week as u32).to_string(),
                    ];
                    table.write_record(heads.into_iter().chain([band.low, band.median, band.high].map(cell)))?;
                }
            }
        }
        Ok(())
    }

    /// All of it as JSON, one object per pattern; with a prior the share of its draws that meet each, and the sentence
    /// about those not used in fitting.
    #[must_use]
    pub fn json_beside(&self, results: &[SheetResults], prior: Option<&PriorShares>) -> Value {
        let mut all = self.json(results);
        let sheets = all["scenarios"].as_array_mut().into_iter().flatten();
        for (sheet, scenario) in sheets.zip(&self.study.scenarios) {
            for pattern in sheet["patterns"].as_array_mut().into_iter().flatten() {
                let name = pattern["pattern"].as_str().unwrap_or_default();
                pattern["by_chance"] = json!(prior.and_then(|prior| prior.of(&scenario.name, name)));
            }
        }
        all["not_used_in_fitting"] = json!(unfitted(self, results, prior));
        all
    }

    /// All of it as JSON, one object per pattern.
    #[must_use]
    pub fn json(&self, results: &[SheetResults]) -> Value {
        let number = |x: f64| if x.is_nan() { Value::Null } else { json!(x) };
        let range = |(low, high): (f64, f64)| if low.is_nan() { Value::Null } else { json!([low, high]) };
        let pattern = |(pattern, found): (&SheetPattern, &PatternResult)| {
            let judged = found.verdict.is_some();
            json!({
                "pattern": pattern.pattern.name,
                "about": pattern.pattern.about,
                "what": pattern.pattern.words(),
                "source": pattern.source,
                "use": pattern.purpose.word(),
                "observed": number(pattern.pattern.observed),
                "observed_range": range(found.observed),
                "simulated_interval": range((found.simulated[0], found.simulated[2])),
                "simulated_median": number(found.simulated[1]),
                "runs": found.runs,
                "within": if judged { json!(found.within) } else { Value::Null },
                "verdict": found.verdict.map(Verdict::word),
            })
        };
        let sheets = self.sheets.iter().zip(results).zip(&self.study.scenarios).map(|((sheet, results), scenario)| {
            let patterns: Vec<Value> = sheet.patterns.iter().zip(&results.patterns).map(pattern).collect();
            json!({ "patterns_of": sheet.name, "scenario": scenario.name, "about": sheet.about, "patterns": patterns })
        });
        json!({
            "program": "mobilise",
            "version": env!("CARGO_PKG_VERSION"),
            "seed": self.study.seed,
            "replicates": self.study.replicates,
            "scenarios": sheets.collect::<Vec<_>>(),
        })
    }

    /// The record, of no outputs yet, and what it holds of patterns.
    ///
    /// # Errors
    /// A network file that could not be read.
    pub fn record(&self) -> Result<(Record, PatternsRecord), StudyError> {
        let study = &self.study;
        let contents = PatternsRecord {
            command: study.command.clone(),
            patterns: self.names.clone(),
            replicates: study.replicates,
            changes: PatternsChanges {
                settings: self.changes.overrides.0.clone(),
                replicates: self.changes.replicates,
            },
            scenarios: scenarios_of(&study.scenarios),
        };
        let record = Record {
            texts: self.texts(),
            networks: networks_of(&study.scenarios)?,
            ..Record::new(study.seed, Contents::Patterns(contents.clone()))
        };
        Ok((record, contents))
    }
}
