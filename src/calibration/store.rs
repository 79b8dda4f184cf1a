//! The store: what every finished proposal gave, safely on the disk.
//!
//! A folder `store` in the calibration's own: `plan.json` says what it belongs to, and the journal has a line for each
//! proposal, synced before the next ones are. It is the journal of a sweep's store, with other lines: a proposal
//! gives a handful of numbers, so that the line itself can hold them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::config::Problem;
use crate::files::disk::{Disk, Lock, write_safely};
use crate::record::{CalibrationStore, StorePlan};
use crate::store::journal::{self, Journal};
use crate::store::lock::wait_for;
use crate::store::{PLAN_FILE, StoreError, begun_alike, check_folder, inner, unreadable};

use super::keeper::{Address, Keeper, Outcome};
use super::plan::CalibrationPlan;

/// The version of the store's own format, and of the proposals: those of another one are not gone on with.
const FORMAT: u64 = 2;

/// A line of the journal: the outcome of a proposal. Addresses are generation, number and what it tries.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum ProposalLine {
    Failed { failed: (u32, u32, u64), why: String },
    Done { done: (u32, u32, u64), gave: Numbers },
}

/// Numbers as a text, which reads back to the last bit; none is NaN.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Numbers(Vec<f64>);

impl TryFrom<String> for Numbers {
    type Error = std::num::ParseFloatError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.split_whitespace().map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

impl From<Numbers> for String {
    fn from(numbers: Numbers) -> Self {
        numbers.0.iter().map(f64::to_string).collect::<Vec<_>>().join(" ")
    }
}

impl ProposalLine {
    fn of(address: Address, outcome: &Outcome) -> Self {
        let address = (address.generation, address.number, address.tries);
        match outcome {
            Ok(numbers) => Self::Done { done: address, gave: Numbers(numbers.clone()) },
            Err(why) => Self::Failed { failed: address, why: why.clone() },
        }
    }

    fn read(self) -> (Address, Outcome) {
        let ((generation, number, tries), outcome) = match self {
            Self::Done { done, gave } => (done, Ok(gave.0)),
            Self::Failed { failed, why } => (failed, Err(why)),
        };
        (Address { generation, number, tries }, outcome)
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
        let sound =
            |(_, kept): &(Address, Outcome)| kept.as_ref().map_or(true, |numbers| plan.is_outcome(numbers.len()));
        let known = lines.into_iter().map(ProposalLine::read).filter(sound).collect();
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
        let lines: Vec<ProposalLine> =
            done.iter().map(|(address, outcome)| ProposalLine::of(*address, outcome)).collect();
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
        let hint = "a scenario, a prior, a model, a pattern, particles or replicates are other than then: another --out DIR, or \
                    change it back; at_most, tolerance and acceptance may change";
        return Err(Problem::whole(title, hint).into());
    }
    Ok(())
}
