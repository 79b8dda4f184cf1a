//! The store: what every finished proposal gave, safely on the disk.
//!
//! A folder `store` in the calibration's own: `plan.json` says what it belongs to, and the journal has a line for each
//! proposal, synced before the next ones are. It is the journal of a sweep's store, with other lines: a proposal
//! gives a handful of numbers, so that the line itself can hold them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};

use crate::config::Problem;
use crate::files::disk::{Disk, Lock, write_safely};
use crate::record::{CalibrationStore, StorePlan};
use crate::store::journal::{self, Journal, Line};
use crate::store::lock::wait_for;
use crate::store::{PLAN_FILE, StoreError, begun_alike, check_folder, inner, unreadable};

use super::keeper::{Address, Keeper, Outcome};
use super::plan::CalibrationPlan;

/// The version of the store's own format.
const FORMAT: u64 = 1;

/// The outcome of a proposal.
struct ProposalLine {
    address: Address,
    outcome: Outcome,
}

impl Line for ProposalLine {
    fn text(&self) -> String {
        let Address { generation, number } = self.address;
        match &self.outcome {
            // As texts, which read back to the last bit; no value is NaN.
            Ok(numbers) => {
                let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
                json!({ "done": [generation, number], "gave": numbers.join(" ") }).to_string()
            }
            Err(why) => json!({ "failed": [generation, number], "why": why }).to_string(),
        }
    }

    fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let address = |key: &str| {
            let part = |n: usize| value[key].get(n).and_then(Value::as_u64).and_then(|x| u32::try_from(x).ok());
            Some(Address { generation: part(0)?, number: part(1)? })
        };
        if let Some(address) = address("failed") {
            return Some(Self { address, outcome: Err(value["why"].as_str()?.to_owned()) });
        }
        let numbers = value["gave"].as_str()?.split_whitespace().map(|x| x.parse().ok());
        Some(Self { address: address("done")?, outcome: Ok(numbers.collect::<Option<_>>()?) })
    }
}

/// A store that is open for one calibration.
pub struct Store {
    folder: PathBuf,
    disk: Arc<dyn Disk>,
    known: BTreeMap<Address, Outcome>,
    journal: Mutex<Journal>,
    _lock: Lock,
}

impl Store {
    /// Opens the store in a folder, which is made where it is not there.
    ///
    /// # Errors
    /// Somebody else is at it; it belongs to another version, seed or calibration; the folder is something else; or
    /// a file cannot be read or written.
    pub fn open(disk: Arc<dyn Disk>, folder: &Path, plan: &CalibrationPlan) -> Result<Self, StoreError> {
        check_folder(folder, "calibration")?;
        let store = inner(folder);
        for path in [folder.to_owned(), store.clone()] {
            disk.make_folder(&path)?;
        }
        disk.sync_folder(folder)?;
        let lock = wait_for(&store.join("lock"), false)?.ok_or_else(|| {
            let title = format!("another calibration is running in `{}` already", folder.display());
            Problem::whole(title, "when it has ended, the same command goes on with what is left")
        })?;
        belong(&*disk, folder, plan)?;
        let path = store.join("journal");
        let (lines, length) = journal::read::<ProposalLine>(&path)?;
        let wanted = plan.patterns.len() * plan.replicates as usize;
        let sound = |kept: &ProposalLine| kept.outcome.as_ref().map_or(true, |numbers| numbers.len() == wanted);
        let known = lines.into_iter().filter(sound).map(|kept| (kept.address, kept.outcome)).collect();
        let journal = Mutex::new(Journal::open(&*disk, &path, length)?);
        Ok(Self { folder: folder.to_owned(), disk, known, journal, _lock: lock })
    }

    /// The calibration's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The disk it writes to.
    #[must_use]
    pub fn disk(&self) -> &dyn Disk {
        &*self.disk
    }

    /// Proposals that were finished before it was opened.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.known.len() as u64
    }
}

impl Keeper for Store {
    fn known(&self, address: Address) -> Option<&Outcome> {
        self.known.get(&address)
    }

    fn keep(&self, done: &[(Address, Outcome)]) -> Result<(), StoreError> {
        let lines: Vec<ProposalLine> = done
            .iter()
            .map(|(address, outcome)| ProposalLine { address: *address, outcome: outcome.clone() })
            .collect();
        Ok(self.journal.lock().unwrap_or_else(PoisonError::into_inner).add(&lines)?)
    }
}

/// Writes what the store belongs to, or refuses one that belongs to something else.
fn belong(disk: &dyn Disk, folder: &Path, plan: &CalibrationPlan) -> Result<(), StoreError> {
    let own = CalibrationStore { calibration: plan.name.clone(), digest: plan.digest() };
    let begun = StorePlan::of_calibration(FORMAT, plan.settings.seed, &own);
    let path = inner(folder).join(PLAN_FILE);
    if !path.is_file() {
        return Ok(write_safely(disk, &path, begun.to_text().as_bytes())?);
    }
    let there = begun_alike(folder, &begun)?.calibration().map_err(|why| unreadable(folder, &why))?;
    if there.digest != own.digest {
        let (place, name) = (folder.display(), &there.calibration);
        let title = format!("the store in `{place}` belongs to another calibration, \"{name}\"");
        let hint = "the scenario, a prior, a pattern, particles or replicates are other than then: another --out DIR, or \
                    change it back; at_most, tolerance and acceptance may change";
        return Err(Problem::whole(title, hint).into());
    }
    Ok(())
}
