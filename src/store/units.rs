//! The store: what is done, safely on the disk, whatever happens to the program.
//!
//! A folder `store` in the sweep's own: `plan.json` says what it belongs to, `parts` holds the rows, and the
//! journal says which of these count. Rows are written, synced, renamed and their folder synced before the
//! journal speaks of them. State is what lies on the disk, never what a scheduler says.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::config::Problem;
use crate::files::disk::{Disk, Lock, write_safely};
use crate::files::{self, FileError};
use crate::record::Digest;

use super::begun::{belong, check_folder, inner};
use super::error::StoreError;
use super::index::Index;
use super::journal::{self, Entry, FailedUnit, Journal, PartEntry};
use super::lock::{self, Taken};
use super::names::Names;
use super::part::{Rows, encode};
use crate::experiment::Replicates;
use crate::experiment::Shard;
use crate::experiment::plan::SweepPlan;
use crate::experiment::unit::{Unit, hex, keys};

/// Most units of a part.
const PART_UNITS: usize = 4_096;

/// A store that is open for one sweep or one shard of it.
pub struct Store {
    folder: PathBuf,
    disk: Arc<dyn Disk>,
    shard: Shard,
    names: Names,
    state: Mutex<State>,
    journal: Mutex<Journal>,
    /// Units after which a part is written, however soon they come: a few megabytes.
    pub part_units: usize,
    /// What was found on opening that is worth saying: damage, and no locks.
    pub notes: Vec<String>,
    _locks: Vec<Lock>,
}

pub(super) struct State {
    pub index: Index,
    pub parts: Vec<PartEntry>,
    next: u32,
}

/// The journals of a store, by file name.
pub(crate) fn journals(folder: &Path) -> Result<Vec<String>, FileError> {
    let names = files::names_in(&inner(folder))?;
    Ok(names.into_iter().filter(|name| *name == "journal" || name.starts_with("journal-")).collect())
}

impl Store {
    /// Opens the store in a folder, which is made where it is not there, for the whole sweep or a shard.
    ///
    /// The whole sweep has the folder for itself. Shards share it, and two attempts at one shard may be at work
    /// at the same time: each writes files of its own names.
    ///
    /// # Errors
    /// Somebody else is at it; it belongs to another version, seed or experiment; the folder is something
    /// else; or a file cannot be read or written.
    pub fn open(disk: Arc<dyn Disk>, folder: &Path, plan: &SweepPlan, shard: Shard) -> Result<Self, StoreError> {
        Self::open_with(disk, folder, plan, shard, &|store| match shard.is_whole() {
            true => lock::whole(store, folder),
            false => lock::shard(store, folder, shard),
        })
    }

    /// Opens the store to see what is there and write its tables, while shards of it may still be at work: what
    /// they add from now on is not seen.
    ///
    /// # Errors
    /// As [`Store::open`], but for shards.
    pub fn collect(disk: Arc<dyn Disk>, folder: &Path, plan: &SweepPlan) -> Result<Self, StoreError> {
        Self::open_with(disk, folder, plan, Shard::WHOLE, &|store| lock::collecting(store, folder))
    }

    fn open_with(
        disk: Arc<dyn Disk>,
        folder: &Path,
        plan: &SweepPlan,
        shard: Shard,
        lock: &dyn Fn(&Path) -> Result<Taken, StoreError>,
    ) -> Result<Self, StoreError> {
        check_folder(folder, "sweep")?;
        let store = inner(folder);
        for path in [folder.to_owned(), store.clone(), store.join("parts")] {
            disk.make_folder(&path)?;
        }
        disk.sync_folder(&store)?;
        disk.sync_folder(folder)?;
        let Taken { locks, mut notes } = lock(&store)?;
        let names = Names::of(shard)?;
        belong(&*disk, folder, plan, &names)?;

        let (mut index, mut parts, mut next) = (Index::default(), Vec::new(), 1);
        let mut own_length = 0;
        for name in journals(folder)? {
            let (entries, length) = journal::read(&store.join(&name))?;
            own_length = if name == names.journal { length } else { own_length };
            for entry in entries {
                let Entry::Part(part) = entry else { continue };
                next = names.number(&part.name).map_or(next, |number| next.max(number + 1));
                // A thousand shards that each look at all the others' parts would read for hours.
                if !concerns(plan, shard, &part) {
                    continue;
                }
                match sound(&store, plan, &part)? {
                    None => {
                        index.add(parts.len() as u32, &part);
                        parts.push(part);
                    }
                    Some(note) => notes.push(note),
                }
            }
        }
        if shard.is_whole() {
            sweep_out(&*disk, &store, &names, &parts)?;
        }
        let journal = Mutex::new(Journal::open(&*disk, &store.join(&names.journal), own_length)?);
        let state = Mutex::new(State { index, parts, next });
        Ok(Self {
            folder: folder.to_owned(),
            disk,
            shard,
            names,
            state,
            journal,
            part_units: PART_UNITS,
            notes,
            _locks: locks,
        })
    }

    /// The sweep's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The disk it writes to.
    pub fn disk(&self) -> &dyn Disk {
        &*self.disk
    }

    /// Which share of the work it was opened for.
    pub fn shard(&self) -> Shard {
        self.shard
    }

    /// Units that are done: of a shard its own, otherwise of all.
    pub fn done(&self) -> u64 {
        self.state().index.count()
    }

    /// Whether a unit is done.
    pub(crate) fn has(&self, unit: Unit) -> bool {
        self.state().index.has(unit)
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        // A thread that panicked while it held this changed nothing by halves: both lists grow at their ends.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what units gave: when this returns, it is on the disk.
    ///
    /// # Errors
    /// A step that failed; what was kept before is not touched by it.
    pub(crate) fn keep(
        &self,
        plan: &SweepPlan,
        mut done: Vec<(Unit, Rows)>,
        failed: Vec<(Unit, String)>,
    ) -> Result<(), StoreError> {
        done.sort_by_key(|(unit, _)| *unit);
        let mut entries: Vec<Entry> =
            failed.into_iter().map(|(unit, why)| Entry::Failed { failed: FailedUnit(unit), why }).collect();
        // Held to the end, so that parts come one after the other. Threads that ask what is next do not wait
        // for the disk: they look at the state, which is held for a moment only.
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kept = None;
        if !done.is_empty() {
            let names = |point| plan.row_names(point);
            let bytes = encode(&done, &names).map_err(|error| StoreError::Rows(error.to_string()))?;
            let name = self.names.part(self.state().next);
            write_safely(&*self.disk, &inner(&self.folder).join("parts").join(&name), &bytes)?;
            let units = done.iter().map(|(unit, _)| *unit);
            let part = PartEntry {
                name,
                digest: Digest::of(&bytes).to_string(),
                keys: hex(&keys(units.clone().map(|unit| plan.key_of(unit)))),
                units: PartEntry::ranges(units),
            };
            entries.push(Entry::Part(part.clone()));
            kept = Some(part);
        }
        journal.add(&entries)?;
        let mut state = self.state();
        if let Some(part) = kept {
            let number = state.parts.len() as u32;
            state.index.add(number, &part);
            state.parts.push(part);
            state.next += 1;
        }
        Ok(())
    }

    /// Runs that failed and were not made up for, in order, with what the engine said last.
    ///
    /// # Errors
    /// A journal that cannot be read.
    pub fn failures(&self) -> Result<Vec<(Unit, String)>, StoreError> {
        let mut failed = std::collections::BTreeMap::new();
        for name in journals(&self.folder)? {
            for entry in journal::read(&inner(&self.folder).join(name))?.0 {
                if let Entry::Failed { failed: FailedUnit(unit), why } = entry {
                    failed.insert(unit, why);
                }
            }
        }
        let state = self.state();
        Ok(failed.into_iter().filter(|(unit, _)| !state.index.has(*unit)).collect())
    }
}

/// Whether the file of a part is there and as it was written, and of this plan; what is wrong with it.
fn sound(store: &Path, plan: &SweepPlan, part: &PartEntry) -> Result<Option<String>, StoreError> {
    let path = store.join("parts").join(&part.name);
    let again = |why: &str| Ok(Some(format!("`{}` {why}: its {} runs are made again", path.display(), part.count())));
    if part.units.iter().any(|(point, ..)| *point as usize >= plan.len())
        || hex(&keys(part.each().map(|unit| plan.key_of(unit)))) != part.keys
    {
        let title = format!("`{}` holds runs of another experiment", path.display());
        return Err(Problem::whole(title, "was a file moved between folders? Another --out DIR").into());
    }
    if !path.is_file() {
        return again("is not there");
    }
    if Digest::of_file(&path)?.to_string() != part.digest {
        return again("was changed since it was written");
    }
    Ok(None)
}

/// Removes what a crash left of a whole sweep: files half-written, and parts that the journal does not know.
/// What other shards left lies where it is: who wrote it may be alive.
fn sweep_out(disk: &dyn Disk, store: &Path, names: &Names, parts: &[PartEntry]) -> Result<(), FileError> {
    let known: std::collections::BTreeSet<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    let folder = store.join("parts");
    for name in files::names_in(&folder)? {
        let whole = name.strip_suffix(".tmp").unwrap_or(&name);
        let ours = names.number(whole).is_some();
        if ours && (whole != name || !known.contains(name.as_str())) {
            disk.remove(&folder.join(&name))?;
        }
    }
    Ok(())
}

/// Whether a part holds any unit of a shard.
fn concerns(plan: &SweepPlan, shard: Shard, part: &PartEntry) -> bool {
    let share = plan.share(shard);
    shard.is_whole()
        || part.units.iter().any(|(point, first, count)| {
            let own = match &plan.replicates {
                Replicates::Fixed(replicates) => {
                    let number = |replicate: u32| {
                        u64::from(*point) * u64::from(*replicates) + u64::from(replicate.min(*replicates))
                    };
                    number(*first)..number(first.saturating_add(*count))
                }
                Replicates::Until(_) => u64::from(*point)..u64::from(*point) + 1,
            };
            own.start.max(share.start) < own.end.min(share.end)
        })
}
