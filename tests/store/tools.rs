//! A sweep small enough to run hundreds of times, and the comparison of what it leaves.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mobilise::experiment::Shard;
use mobilise::experiment::plan::{Changes, SweepPlan};
use mobilise::internals::files::disk::{Disk, RealDisk};
use mobilise::internals::store::record;
use mobilise::internals::store::run::{Ended, Engine, engine, run};
use mobilise::internals::store::tables;
use mobilise::internals::store::{Store, StoreError};
use mobilise::scenario::Shelf;

/// A scenario of a few people and weeks.
pub const SCENARIO: &str = "version = 1\nname = \"Tiny\"\n\n[run]\nweeks = 8\nthreshold = 2\n\n[population]\nworkers = 60\n\n\
    [organisation.Ours]\nfounders.count = 8\n\n[organisation.Theirs]\nfounders.count = 4\n";

/// Two knobs in a grid: six points and the baseline, four replicates each.
pub const EXPERIMENT: &str = "version = 1\nscenario = \"tiny.toml\"\nreplicates = 4\nseed = 5\n\
    outcomes = [\"members\", \"attendance\", \"retention\"]\n\n[vary]\ncoping.relief = [0.1, 0.5]\n\
    organisation.Ours.hours.learning = { from = 0.0, to = 0.5, steps = 3 }\n";

/// A folder with both files in it.
pub struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    pub fn new(experiment: &str) -> Self {
        let bench = Self { folder: tempfile::tempdir().expect("a folder to work in") };
        bench.write("tiny.toml", SCENARIO);
        bench.write("experiment.toml", experiment);
        bench
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.at(name), text).expect("a file can be written");
    }

    /// The plan of an experiment file here.
    pub fn plan(&self, name: &str) -> SweepPlan {
        let path = self.at(name).display().to_string();
        let plan = SweepPlan::read(&path, &Changes::default(), &Shelf::default(), &|| 1);
        plan.unwrap_or_else(|problems| panic!("{problems}"))
    }

    /// Runs a plan whole on some disk, with parts of a few units, and writes its tables.
    pub fn sweep(&self, plan: &SweepPlan, out: &str, disk: Arc<dyn Disk>, threads: usize) -> Result<Ended, StoreError> {
        self.sweep_with(plan, out, disk, threads, &engine)
    }

    pub fn sweep_with(
        &self,
        plan: &SweepPlan,
        out: &str,
        disk: Arc<dyn Disk>,
        threads: usize,
        engine: &Engine,
    ) -> Result<Ended, StoreError> {
        let mut store = Store::open(disk, &self.at(out), plan, Shard::WHOLE)?;
        store.part_units = 3;
        let ended = run(plan, &store, threads, engine, &|| ())?;
        let head = tables::write(plan, &store, true)?;
        record::remove_stale(&store, true, head.failed > 0)?;
        record::write(plan, &store, "experiment.toml", &record::TABLES)?;
        Ok(ended)
    }

    /// Runs a shard of a plan; writes no tables.
    pub fn shard(&self, plan: &SweepPlan, out: &str, shard: Shard) -> Result<Ended, StoreError> {
        let mut store = Store::open(Arc::new(RealDisk), &self.at(out), plan, shard)?;
        store.part_units = 3;
        run(plan, &store, 2, &engine, &|| ())
    }

    /// What a sweep that nothing happens to leaves.
    pub fn undisturbed(&self, plan: &SweepPlan) -> BTreeMap<String, Vec<u8>> {
        self.sweep(plan, "undisturbed", Arc::new(RealDisk), 1).expect("nothing happens to it");
        files(&self.at("undisturbed"))
    }

    /// Whether a folder holds the same files with the same bytes.
    pub fn assert_same(&self, expected: &BTreeMap<String, Vec<u8>>, out: &str, what: &str) {
        assert_same(expected, &self.at(out), what);
    }
}

/// The finished files of a folder: all but what depends on the moment.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let names = mobilise::internals::files::names_in(folder).expect("a folder");
    let named = names.into_iter().filter(|name| name != "timing.json");
    named.map(|name| (name.clone(), std::fs::read(folder.join(&name)).expect("a file"))).collect()
}

pub fn assert_same(expected: &BTreeMap<String, Vec<u8>>, folder: &Path, what: &str) {
    let found = files(folder);
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(expected), names(&found), "{what}");
    for (name, bytes) in expected {
        assert!(bytes == &found[name], "{what}: {name} differs");
    }
}

/// The files a sweep of two knobs leaves.
#[test]
fn an_undisturbed_sweep_leaves_every_table() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let all = bench.undisturbed(&plan);
    let names: Vec<&str> = all.keys().map(String::as_str).collect();
    let expected =
        "effects.csv experiment.toml interactions.csv outcomes.csv points.csv run.json runs.csv runs.parquet";
    assert_eq!(names, expected.split(' ').collect::<Vec<_>>());
    let lines = |name: &str| String::from_utf8_lossy(&all[name]).lines().count() - 1;
    // Seven points of two organisations and the field; three outcomes; a 2 × 3 grid has two interactions.
    assert_eq!(lines("points.csv"), 7);
    assert_eq!(lines("outcomes.csv"), 7 * 3 * 3);
    assert_eq!(lines("effects.csv"), 6 * 3 * 3);
    assert_eq!(lines("interactions.csv"), 2 * 3 * 3);
    assert_eq!(lines("runs.csv"), 7 * 4 * 3);
}

/// What the effects say is what the runs say: counted again, from the table of runs, by other code.
#[test]
fn effects_are_the_differences_of_the_runs() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let all = bench.undisturbed(&plan);
    let rows = |name: &str| -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_reader(all[name].as_slice());
        reader.deserialize().map(|row| row.expect("a row")).collect()
    };
    let runs = rows("runs.csv");
    let value = |point: &str, replicate: usize, organisation: &str, outcome: &str| -> Option<f64> {
        let found = runs.iter().find(|row| {
            row["point"] == point && row["replicate"] == replicate.to_string() && row["organisation"] == organisation
        });
        found.expect("a run")[outcome].parse().ok()
    };
    let mut moved = 0;
    for effect in rows("effects.csv") {
        let (organisation, outcome) = (effect["organisation"].as_str(), effect["outcome"].as_str());
        let differences: Vec<f64> = (0..4)
            .filter_map(|r| {
                let there = value(&effect["versus"], r, &effect["versus_organisation"], outcome)?;
                Some(value(&effect["point"], r, organisation, outcome)? - there)
            })
            .collect();
        assert_eq!(effect["replicates"], differences.len().to_string());
        assert_eq!(organisation, effect["versus_organisation"], "laid beside its namesake");
        if differences.is_empty() {
            continue;
        }
        let mean = differences.iter().sum::<f64>() / differences.len() as f64;
        let said: f64 = effect["difference"].parse().expect("a number");
        assert!((mean - said).abs() < 1e-9, "{effect:?}: {mean}");
        moved += u32::from(said != 0.0);
        if differences.len() == 4 {
            // Student's t for three degrees of freedom is 3.182.
            let square: f64 = differences.iter().map(|d| (d - mean) * (d - mean)).sum();
            let half = 3.182_446_305 * (square / 3.0 / 4.0).sqrt();
            let low: f64 = effect["low"].parse().expect("a number");
            assert!((mean - half - low).abs() < 1e-6 * half.max(1.0), "{effect:?}");
        }
    }
    assert!(moved > 10, "hardly anything moved: {moved}");
}

/// Interactions, counted again from the table of runs.
#[test]
fn interactions_are_differences_of_differences() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let all = bench.undisturbed(&plan);
    let rows = |name: &str| -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_reader(all[name].as_slice());
        reader.deserialize().map(|row| row.expect("a row")).collect()
    };
    let (runs, points) = (rows("runs.csv"), rows("points.csv"));
    let mut moved = 0;
    for row in rows("interactions.csv") {
        let value = |first: &str, second: &str, replicate: usize| -> Option<f64> {
            let point = points.iter().find(|p| p[&row["knob_1"]] == row[first] && p[&row["knob_2"]] == row[second]);
            let point = &point.expect("a point")["point"];
            let found = runs.iter().find(|run| {
                run["point"] == *point
                    && run["replicate"] == replicate.to_string()
                    && run["organisation"] == row["organisation"]
            });
            found.expect("a run")[&row["outcome"]].parse().ok()
        };
        let values: Vec<f64> = (0..4)
            .filter_map(|r| {
                let there = value("value_1", "value_2", r)? - value("reference_1", "value_2", r)?;
                let here = value("value_1", "reference_2", r)? - value("reference_1", "reference_2", r)?;
                Some(there - here)
            })
            .collect();
        assert_eq!(row["replicates"], values.len().to_string());
        if values.is_empty() {
            continue;
        }
        let said: f64 = row["interaction"].parse().expect("a number");
        assert!((values.iter().sum::<f64>() / values.len() as f64 - said).abs() < 1e-9, "{row:?}");
        moved += u32::from(said != 0.0);
    }
    assert!(moved > 4, "hardly any interaction: {moved}");
}

/// A grid point that is the baseline written otherwise has the baseline's numbers: the random numbers are common.
#[test]
fn a_point_like_the_baseline_has_its_numbers() {
    for (common, same) in [("true", true), ("false", false)] {
        let experiment = EXPERIMENT.replace("coping.relief = [0.1, 0.5]", "run.threshold = [2, 3]");
        let experiment = format!("common_random_numbers = {common}\n{experiment}");
        let experiment = experiment.split("organisation.Ours").next().expect("a text").to_owned();
        let bench = Bench::new(&experiment);
        let all = bench.undisturbed(&bench.plan("experiment.toml"));
        let text = String::from_utf8_lossy(&all["runs.csv"]).into_owned();
        let rows = |point: &str| -> Vec<String> {
            let own = text.lines().filter(|line| line.starts_with(point));
            own.map(|line| line.strip_prefix(point).unwrap_or_default().to_owned()).collect()
        };
        assert_eq!(rows("0,").len(), 4 * 3);
        assert_eq!(rows("0,") == rows("1,"), same, "common random numbers: {common}");
    }
}
