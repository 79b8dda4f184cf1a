//! The store: what is done, safely on the disk, whatever happens to the program.
//!
//! A folder `store` in the sweep's own: `plan.json` says what it belongs to, `parts` holds the rows, and the
//! journal says which of these count. Rows are written, synced, renamed and their folder synced before the
//! journal speaks of them. State is what lies on the disk, never what a scheduler says.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::config::Problem;
use crate::files::disk::{Disk, Lock, write_safely, write_safely_by};
use crate::files::{self, FileError};
use crate::record::{Digest, Kind, MAX_PLAN_BYTES, StorePlan, SweepStore};
use crate::scenario::{Scenario, to_toml};

use super::index::Index;
use super::journal::{self, Entry, FailedUnit, Journal, PartEntry};
use super::lock::{self, Taken};
use super::names::Names;
use super::part::{Rows, encode};
use crate::experiment::Replicates;
use crate::experiment::Shard;
use crate::experiment::plan::SweepPlan;
use crate::experiment::unit::{Unit, hex, keys};

/// The version of the store's own format.
const FORMAT: u64 = 1;

/// The file that says what a store belongs to.
pub(crate) const PLAN_FILE: &str = "plan.json";

/// Most units of a part.
const PART_UNITS: usize = 4_096;

/// Why a store cannot be used.
#[derive(Debug)]
pub enum StoreError {
    /// It belongs to something else, or to somebody else just now.
    Refused(Problem),
    /// A file could not be read or written.
    File(FileError),
    /// Rows could not be packed, or what was packed is not what was written.
    Rows(String),
}

impl From<FileError> for StoreError {
    fn from(error: FileError) -> Self {
        StoreError::File(error)
    }
}

impl From<Problem> for StoreError {
    fn from(problem: Problem) -> Self {
        StoreError::Refused(problem)
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            StoreError::Refused(problem) => f.write_str(&problem.title),
            StoreError::File(error) => error.fmt(f),
            StoreError::Rows(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for StoreError {}

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

/// The folder of the store within a sweep's folder.
pub(crate) fn inner(folder: &Path) -> PathBuf {
    folder.join("store")
}

/// The journals of a store, by file name.
pub(crate) fn journals(folder: &Path) -> Result<Vec<String>, FileError> {
    let names = files::names_in(&inner(folder))?;
    Ok(names.into_iter().filter(|name| *name == "journal" || name.starts_with("journal-")).collect())
}

/// What a store belongs to; none where there is no store yet.
///
/// # Errors
/// The file is there and cannot be read, or is damaged.
pub fn belongs_to(folder: &Path) -> Result<Option<StorePlan>, StoreError> {
    let path = inner(folder).join(PLAN_FILE);
    if !path.is_file() {
        return Ok(None);
    }
    let text = files::read_text(&path, MAX_PLAN_BYTES)?;
    StorePlan::parse(&text).map(Some).map_err(|why| unreadable(folder, &why))
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

/// A folder that holds something else is not ours to write into.
pub(crate) fn check_folder(folder: &Path, holds: &str) -> Result<(), StoreError> {
    let refuse = |why: &str, hint: &str| {
        Err(StoreError::Refused(Problem::whole(format!("cannot write to `{}`: {why}", folder.display()), hint)))
    };
    if folder.file_name().is_none() {
        return refuse("it is not a name for a new folder", "name a folder with --out DIR");
    }
    if folder.is_dir() {
        let empty = files::is_empty(folder)?;
        if !empty && !inner(folder).is_dir() {
            return refuse(&format!("it is there already and holds no {holds}"), "another --out DIR");
        }
    } else if folder.symlink_metadata().is_ok() {
        return refuse("there is a file of that name", "another --out DIR");
    }
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !parent.is_dir() {
        return refuse("the folder it should lie in is not there", "make that folder first, or another --out DIR");
    }
    Ok(())
}

/// Writes what the store belongs to, or refuses one that belongs to something else.
fn belong(disk: &dyn Disk, folder: &Path, plan: &SweepPlan, names: &Names) -> Result<(), StoreError> {
    let own = SweepStore {
        experiment: plan.experiment.name.clone(),
        common_random_numbers: plan.experiment.common_random_numbers,
        points: plan.len() as u64,
        scenarios: plan.digest(),
        knobs: Some(plan.factors().into_iter().map(str::to_owned).collect()),
        baselines: Some(plan.baselines.iter().map(|base| (base.name.clone(), digest_of(base))).collect()),
    };
    let begun = StorePlan::of_sweep(FORMAT, plan.seed, &own);
    let path = inner(folder).join(PLAN_FILE);
    if !path.is_file() {
        // Shards that begin at the same time write the same, each beside a name of its own.
        let beside = names.beside(&path);
        return Ok(write_safely_by(disk, &beside, &path, begun.to_text().as_bytes())?);
    }
    let there = begun_alike(folder, &begun)?.sweep().map_err(|why| unreadable(folder, &why))?;
    let same = |store: &SweepStore| (store.points, store.common_random_numbers, store.scenarios.clone());
    if same(&there) == same(&own) {
        return Ok(());
    }
    let (place, name) = (folder.display(), &there.experiment);
    let whose = match there.experiment == own.experiment {
        true => format!("holds \"{name}\" as it was, which now is another"),
        false => format!("belongs to another experiment, \"{name}\""),
    };
    let title = format!("the store in `{place}` {whose}: {}", differences(&there, &own).join("; "));
    let replicates = match there.points == own.points {
        true => "",
        false => "; more replicates can be added to a store, points cannot",
    };
    let hint =
        format!("another --out DIR; or change it back; or remove `{place}`, and with it what is done{replicates}");
    Err(StoreError::Refused(Problem::whole(title, hint)))
}

fn digest_of(scenario: &Scenario) -> Digest {
    Digest::of(to_toml(scenario).as_bytes())
}

/// How a sweep differs from the one a store was begun for, as far as the store says it.
fn differences(there: &SweepStore, own: &SweepStore) -> Vec<String> {
    let list = |names: Vec<&str>| if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
    let mut found = Vec::new();
    if let (Some(then), Some(now)) = (&there.knobs, &own.knobs)
        && then != now
    {
        let [then, now] = [then, now].map(|names| list(names.iter().map(String::as_str).collect()));
        found.push(format!("that one varies {then}, this one {now}"));
    }
    if there.points != own.points {
        found.push(format!("that one has {} points, this one {}", there.points, own.points));
    }
    if there.common_random_numbers != own.common_random_numbers {
        found.push("common_random_numbers was the other way".to_owned());
    }
    if let (Some(then), Some(now)) = (&there.baselines, &own.baselines)
        && then != now
    {
        let [then, now] = [then, now].map(|bases| list(bases.iter().map(|(name, _)| name.as_str()).collect()));
        found.push(match then == now {
            true => format!("the scenario, {now}, says other than then"),
            false => format!("that one is over {then}, this one over {now}"),
        });
    }
    if found.is_empty() {
        found.push(match there.baselines {
            None => "the file or a scenario it names says other than then".to_owned(),
            Some(_) => {
                "the points take other values than then, or a file that they name says other than then".to_owned()
            }
        });
    }
    found
}

pub(crate) fn unreadable(folder: &Path, why: &str) -> StoreError {
    let path = inner(folder).join(PLAN_FILE);
    let title = format!("`{}` cannot be read as what a store belongs to: {why}", path.display());
    Problem::whole(title, "another --out DIR; or remove the folder, and with it what is done").into()
}

/// What a store belongs to; refused unless the same command, version and seed began it.
pub(crate) fn begun_alike(folder: &Path, own: &StorePlan) -> Result<StorePlan, StoreError> {
    let place = folder.display();
    let refuse = |title: String, hint: String| Err(StoreError::Refused(Problem::whole(title, hint)));
    let there =
        belongs_to(folder)?.ok_or_else(|| StoreError::File(FileError::absent(&inner(folder).join(PLAN_FILE))))?;
    if there.kind != own.kind {
        let kind = if there.kind == Kind::Sweep { "sweep" } else { "calibration" };
        return refuse(format!("the store in `{place}` is that of a {kind}"), "another --out DIR".to_owned());
    }
    if (&there.version, there.format) != (&own.version, own.format) {
        let title =
            format!("the store in `{place}` was begun by mobilise {}, and this is {}", there.version, own.version);
        let hint = "versions may give other numbers: finish it with that one, or another --out DIR";
        return refuse(title, hint.to_owned());
    }
    if there.seed != own.seed {
        let was = there.seed;
        let title = format!("the store in `{place}` was begun with seed {was}, and this is {}", own.seed);
        return refuse(title, format!("--seed {was}, or another --out DIR"));
    }
    Ok(there)
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
