//! What a store belongs to: written when it is begun, and compared whenever it is opened again.

use std::path::{Path, PathBuf};

use crate::config::Problem;
use crate::experiment::plan::SweepPlan;
use crate::files::disk::{Disk, write_safely_by};
use crate::files::{self, FileError};
use crate::record::{Digest, Kind, MAX_PLAN_BYTES, StorePlan, SweepStore};
use crate::scenario::{Scenario, text_for_digest};

use super::error::StoreError;
use super::names::Names;

/// The version of the store's own format.
const FORMAT: u64 = 1;

/// The file that says what a store belongs to.
pub(crate) const PLAN_FILE: &str = "plan.json";

/// The folder of the store within a sweep's folder.
pub(crate) fn inner(folder: &Path) -> PathBuf {
    folder.join("store")
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
pub(super) fn belong(disk: &dyn Disk, folder: &Path, plan: &SweepPlan, names: &Names) -> Result<(), StoreError> {
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
    Digest::of(text_for_digest(scenario).as_bytes())
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
        let earlier = if there.version == own.version { "an earlier build of " } else { "" };
        let title = format!(
            "the store in `{place}` was begun by {earlier}mobilise {}, and this is {}",
            there.version, own.version
        );
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
