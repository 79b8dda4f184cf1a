//! A calibration of the model that takes a second, and its folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mobilise::internals::calibration::make::{CalibrationResult, run_calibration};
use mobilise::internals::calibration::plan::{CalibrationChanges, CalibrationPlan};
use mobilise::internals::calibration::record;
use mobilise::internals::calibration::store::Store;
use mobilise::internals::calibration::tables::tables;
use mobilise::internals::files::disk::Disk;
use mobilise::internals::store::StoreError;
use mobilise::scenario::Shelf;

/// A scenario of a few people and weeks.
pub const SCENARIO: &str = "version = 1\nname = \"Tiny\"\n\n[run]\nweeks = 30\n\n[population]\nworkers = 150\n\n\
    [organisation.Ours]\nfounders.count = 30\n";

/// Two knobs and three patterns; observed numbers are put in where letters stand.
pub const CALIBRATION: &str = "version = 1\nscenario = \"tiny.toml\"\nparticles = 100\nat_most = 40000\nseed = 5\n\
    acceptance = 0.0\n\n[prior]\nattendance.base = { from = -4.0, to = 0.0 }\n\
    efficacy.meeting = { from = 0.02, to = 0.4 }\n\n\
    [pattern.sundays]\nmeasure = \"attendance\"\nweeks = [5, 29]\nobserved = A\nlikelihood = \"normal\"\nsd = 1.5\n\n\
    [pattern.efficacy]\nmeasure = \"efficacy\"\nweeks = [15, 29]\nobserved = B\nlikelihood = \"normal\"\nsd = 0.03\n\n\
    [pattern.kept]\nmeasure = \"members\"\nweek = 29\nover = { measure = \"ever_members\" }\nobserved = C\n\
    likelihood = \"normal\"\nsd = 0.1\n";

/// A folder with both files in it.
pub struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    /// With these numbers observed.
    pub fn new(observed: [f64; 3]) -> Self {
        let bench = Self { folder: tempfile::tempdir().expect("a folder to work in") };
        bench.write("tiny.toml", SCENARIO);
        let text = ["= A", "= B", "= C"].iter().zip(observed).fold(CALIBRATION.to_owned(), |text, (letter, number)| {
            text.replace(&format!("{letter}\n"), &format!("= {number:?}\n"))
        });
        bench.write("calibration.toml", &text);
        bench
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.at(name), text).expect("a file can be written");
    }

    pub fn plan(&self, changes: &CalibrationChanges) -> CalibrationPlan {
        let path = self.at("calibration.toml").display().to_string();
        CalibrationPlan::read(&path, changes, &Shelf::default(), &|| 1).unwrap_or_else(|problems| panic!("{problems}"))
    }

    /// Calibrates into a folder and writes all but the figures.
    pub fn calibrate(
        &self,
        plan: &CalibrationPlan,
        out: &str,
        disk: Arc<dyn Disk>,
        threads: usize,
    ) -> Result<CalibrationResult, StoreError> {
        let store = Store::open(disk, &self.at(out), plan)?;
        let made = run_calibration(plan, &store, threads, &|| (), &mut |_| ())?.expect("generations");
        let outputs: Vec<String> = tables(plan).into_iter().map(str::to_owned).collect();
        record::write(plan, &store, "calibration.toml", &outputs, &[])?;
        Ok(made)
    }
}

/// The finished files of a folder.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let names = mobilise::internals::files::names_in(folder).expect("a folder");
    let named = names.into_iter().filter(|name| name != "timing.json");
    named.map(|name| (name.clone(), std::fs::read(folder.join(&name)).expect("a file"))).collect()
}

pub fn assert_same(expected: &BTreeMap<String, Vec<u8>>, folder: &Path, what: &str) {
    let found = files(folder);
    assert_eq!(expected.keys().collect::<Vec<_>>(), found.keys().collect::<Vec<_>>(), "{what}");
    for (name, bytes) in expected {
        assert!(bytes == &found[name], "{what}: {name} differs");
    }
}
