//! The folder that `mobilise robust` leaves: written, looked over, and made again from what is recorded in it.

use std::path::Path;

use serde_json::Value;

use mobilise::config::Problem;
use mobilise::figure::robust::pictures;
use mobilise::figure::{Look, png};
use mobilise::files;
use mobilise::files::disk::{Disk, RealDisk, write_safely};
use mobilise::question::robust::record::{Part, parts};
use mobilise::question::robust::{About, Robustness, record, write};
use mobilise::store::StoreError;
use mobilise::study::changed::{Same, compare};
use mobilise::study::stored::{self, not_whole};

use super::options::word;
use super::robust::variant;
use super::robust_variants::FIRST;
use super::sensitivity::drawing;
use super::{Failure, Terminal, rerun};

/// Pixels of a PNG to a CSS pixel.
const PIXELS: f32 = 2.0;

/// Refuses a folder that holds something else: its record would be written over.
pub fn check_folder(folder: &Path) -> Result<(), Failure> {
    let unreadable = |error: files::FileError| Failure::output(&error, "another --out DIR");
    let other = match stored::record(folder) {
        Ok(record) => record["kind"] != record::KIND,
        Err(_) if !folder.is_dir() || folder.join(FIRST).is_dir() => false,
        Err(_) => !files::is_empty(folder).map_err(unreadable)?,
    };
    if other {
        let title =
            format!("cannot write to `{}`: it is there already and holds no variants of a question", folder.display());
        return Err(Problem::whole(title, "another --out DIR").into());
    }
    Ok(())
}

/// Writes what was found, and its picture; the names of the files.
pub fn write(out: &Path, robust: &Robustness) -> Result<Vec<&'static str>, Failure> {
    let mut made: Vec<(&str, Vec<u8>)> = Vec::new();
    let drawn = pictures(robust).pop();
    if let Some(picture) = &drawn {
        let svg = picture.svg(&Look::default()).map_err(drawing)?;
        made.push(("robust.png", png(&svg, PIXELS).map_err(drawing)?));
        made.push(("robust.svg", svg.into_bytes()));
    }
    let page = write::page(robust, drawn.map(|_| "robust.svg"));
    let texts = [page, write::csv(robust), write::json(robust)];
    made.extend(write::FILES.into_iter().zip(texts.map(String::into_bytes)));
    for (name, bytes) in &made {
        write_safely(&RealDisk, &out.join(name), bytes).map_err(StoreError::from)?;
    }
    let mut names: Vec<&str> = made.into_iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    Ok(names)
}

/// The record of a folder of results, whatever its kind; of one that `robust` has begun and not ended, what to do.
pub fn record_of(folder: &Path) -> Result<Value, Failure> {
    unfinished(folder).map_or(Ok(()), Err)?;
    Ok(stored::record(folder)?)
}

/// What to say of a folder in which variants were begun, and which has no record of them together.
pub fn unfinished(folder: &Path) -> Option<Problem> {
    if folder.join("run.json").is_file() || !folder.join(FIRST).is_dir() {
        return None;
    }
    let place = folder.display().to_string();
    let title =
        format!("`{place}` holds variants of a question that were not all asked yet, and no run.json of them together");
    let (place, first) = (word(&place), word(&folder.join(FIRST).display().to_string()));
    let hint = format!(
        "the same `mobilise robust` with --out {place} goes on where it was stopped; each variant that is done is a folder \
         of its own, such as {first}"
    );
    Some(Problem::whole(title, hint))
}

/// Compares the folder of every variant with its record, and that with the digest that is recorded of it: a row a
/// folder, or one for each file that is not as it was.
pub fn compared(record: &Value, folder: &Path) -> Result<Vec<(String, Same)>, Failure> {
    let mut found = Vec::new();
    for part in parts(record)? {
        let own = folder.join(&part.folder);
        let unreadable = |error: files::FileError| Failure::output(&error, "may you read it?");
        let state = part.state(folder).map_err(unreadable)?;
        let name = |file: &str| format!("{}/{file}", part.folder);
        if state != Same::Yes {
            found.push((name("run.json"), state));
            continue;
        }
        let files = compare(&stored::record(&own)?, &own).map_err(unreadable)?;
        let count = files.len();
        let other: Vec<_> = files.into_iter().filter(|(_, state)| *state != Same::Yes).collect();
        if other.is_empty() {
            found.push((format!("{} ({count} files)", name("")), Same::Yes));
        }
        found.extend(other.into_iter().map(|(file, state)| (name(&file), state)));
    }
    Ok(found)
}

/// Makes all variants again, each from the record in its own folder beside that of them together, and from them what was
/// found.
pub fn again(record: &Value, beside: &Path, place: &Path, threads: usize, terminal: &Terminal) -> Result<(), Failure> {
    let stored = Robustness::read(beside)?;
    let parts = parts(record)?;
    if parts.len() != stored.variants.len() {
        return Err(not_whole("which variants").into());
    }
    // What cannot be made is said before the others are run.
    let mut records = Vec::new();
    for part in &parts {
        check(part, beside)?;
        let record = stored::record(&beside.join(&part.folder))?;
        rerun::check_version(&record)?;
        rerun::check_networks(&record)?;
        records.push(record);
    }
    RealDisk.make_folder(place).map_err(StoreError::from)?;
    let (mut answers, mut about) = (Vec::new(), None);
    for (n, ((part, known), record)) in parts.iter().zip(&stored.variants).zip(records).enumerate() {
        terminal.say(&format!("{} of {}: {}", n + 1, parts.len(), part.name));
        let (plan, _) = rerun::sweep_of(&record)?;
        let answered = rerun::sweep(&record, &place.join(&part.folder), threads, terminal)?;
        let answered = answered.ok_or_else(|| not_whole("what was asked"))?;
        about.get_or_insert_with(|| About::of(&answered.question, &plan));
        answers.push((variant(&known.name, known.change, &plan), answered.answer));
    }
    let about = about.ok_or_else(|| not_whole("which variants"))?;
    write(place, &Robustness::of(about, answers, stored.left_out))?;
    Ok(record::renew(&RealDisk, place, record.clone())?)
}

/// Refuses a variant whose record is not the one that was found in its folder then.
fn check(part: &Part, folder: &Path) -> Result<(), Failure> {
    let state = part.state(folder).map_err(|error| Failure::output(&error, "may you read it?"))?;
    if state == Same::Yes {
        return Ok(());
    }
    let path = folder.join(&part.folder).join("run.json");
    let title = match state {
        Same::Absent => format!("`{}` is missing, and it says how \"{}\" was run", path.display(), part.name),
        _ => format!("`{}` is not the record of then: \"{}\" was run on or changed since", path.display(), part.name),
    };
    let hint = "a rerun needs the folders of the variants beside the record; the same `mobilise robust` with --out and this \
                folder takes up what is there and records it anew";
    Err(Problem::whole(title, hint).into())
}
