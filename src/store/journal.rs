//! The journal: what is done, a line each, synced after what it speaks of is safely on the disk.
//!
//! A line carries a check of itself. What a crash left half-written at the end is cut off; rows whose line
//! was lost are made again.

use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::files::disk::{Disk, DiskFile};
use crate::files::{self, FileError};

use crate::experiment::unit::{Hash, Unit, hex};

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A part was written.
    Part(PartEntry),
    /// A run failed; it is tried again when the sweep is started again.
    Failed {
        /// Which run.
        unit: Unit,
        /// What the engine said.
        why: String,
    },
}

/// A part of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PartEntry {
    /// Its file.
    pub name: String,
    /// The digest of its bytes.
    pub digest: String,
    /// The key of its units together.
    pub keys: String,
    /// Its units: point, first replicate, how many.
    pub units: Vec<(u32, u32, u32)>,
}

impl PartEntry {
    /// All units, in order.
    pub(crate) fn each(&self) -> impl Iterator<Item = Unit> {
        self.units.iter().flat_map(|(point, first, count)| {
            (*first..first.saturating_add(*count)).map(|replicate| Unit { point: *point, replicate })
        })
    }

    /// How many units.
    pub(crate) fn count(&self) -> u64 {
        self.units.iter().map(|(_, _, count)| u64::from(*count)).sum()
    }

    /// Units in order, as point, first replicate and how many.
    pub(crate) fn ranges(units: impl Iterator<Item = Unit>) -> Vec<(u32, u32, u32)> {
        let mut ranges: Vec<(u32, u32, u32)> = Vec::new();
        for unit in units {
            match ranges.last_mut() {
                Some((point, first, count)) if *point == unit.point && *first + *count == unit.replicate => *count += 1,
                _ => ranges.push((unit.point, unit.replicate, 1)),
            }
        }
        ranges
    }
}

/// What a line of a journal says.
pub(crate) trait Line: Sized {
    /// As text on one line.
    fn text(&self) -> String;
    /// Read back; nothing where it says something else.
    fn read(text: &str) -> Option<Self>;
}

/// A whole line: the check, the text, and the end.
fn line(entry: &impl Line) -> String {
    let text = entry.text();
    format!("{} {text}\n", check(&text))
}

/// What a whole line says, where its check holds.
fn read_line<L: Line>(line: &str) -> Option<L> {
    let (sum, text) = line.split_once(' ')?;
    if sum == check(text) { L::read(text) } else { None }
}

impl Line for Entry {
    fn text(&self) -> String {
        let value = match self {
            Entry::Part(part) => json!({
                "part": part.name, "digest": part.digest, "keys": part.keys, "units": part.units,
            }),
            Entry::Failed { unit, why } => json!({ "failed": [unit.point, unit.replicate], "why": why }),
        };
        value.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        if let Some([point, replicate]) = value["failed"].as_array().map(Vec::as_slice) {
            let number = |value: &Value| value.as_u64().and_then(|x| u32::try_from(x).ok());
            return Some(Entry::Failed {
                unit: Unit { point: number(point)?, replicate: number(replicate)? },
                why: text("why")?,
            });
        }
        let units = serde_json::from_value(value["units"].clone()).ok()?;
        Some(Entry::Part(PartEntry { name: text("part")?, digest: text("digest")?, keys: text("keys")?, units }))
    }
}

/// The first bytes of a digest of a line: a torn or altered line does not match it.
fn check(text: &str) -> String {
    let hash: Hash = Sha256::digest(text).into();
    hex(&hash)[..12].to_owned()
}

/// The lines of a journal up to the first that is not whole, and how many bytes they take. A journal that is
/// not there has none.
///
/// # Errors
/// The file is there and cannot be read.
pub(crate) fn read<L: Line>(path: &Path) -> Result<(Vec<L>, u64), FileError> {
    if !path.exists() {
        return Ok((Vec::new(), 0));
    }
    let bytes = files::read_bytes(path)?;
    let (mut entries, mut length) = (Vec::new(), 0);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let whole = line.strip_suffix(b"\n").and_then(|line| std::str::from_utf8(line).ok()).and_then(read_line);
        let Some(entry) = whole else { break };
        entries.push(entry);
        length += line.len() as u64;
    }
    Ok((entries, length))
}

/// A journal being written.
pub(crate) struct Journal {
    path: std::path::PathBuf,
    file: Box<dyn DiskFile>,
}

impl Journal {
    /// Opens a journal behind its whole lines, cutting off what comes after.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub(crate) fn open(disk: &dyn Disk, path: &Path, length: u64) -> Result<Self, FileError> {
        let mut file = disk.open_at(path, length)?;
        file.sync().map_err(|error| FileError::of("write", path, error))?;
        disk.sync_folder(path.parent().unwrap_or(Path::new(".")))?;
        Ok(Self { path: path.to_owned(), file })
    }

    /// Adds lines and waits until they are on the disk.
    ///
    /// # Errors
    /// They could not be written; the end of the journal may be torn, and it must be opened again.
    pub(crate) fn add<L: Line>(&mut self, entries: &[L]) -> Result<(), FileError> {
        let lines: String = entries.iter().map(line).collect();
        let written = self.file.write_all(lines.as_bytes()).and_then(|()| self.file.flush());
        let written = written.and_then(|()| self.file.sync());
        written.map_err(|error| FileError::of("write", &self.path, error))
    }
}

#[cfg(test)]
mod tests {
    use crate::files::disk::RealDisk;

    use super::*;

    fn entries() -> Vec<Entry> {
        let part = |name: &str| PartEntry {
            name: name.to_owned(),
            digest: "sha256:00".to_owned(),
            keys: "ff".to_owned(),
            units: vec![(0, 0, 20), (3, 7, 1)],
        };
        let unit = Unit { point: 3, replicate: 9 };
        vec![Entry::Part(part("a")), Entry::Failed { unit, why: "a\n\"b\"".to_owned() }, Entry::Part(part("b"))]
    }

    /// Wherever it is cut, what is read is a beginning of what was written, and what is added comes behind it.
    #[test]
    fn a_journal_cut_anywhere_is_a_shorter_journal() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("journal");
        let all = entries();
        let bytes: Vec<u8> = all.iter().flat_map(|entry| line(entry).into_bytes()).collect();
        for cut in 0..=bytes.len() {
            files::write_over(&path, &bytes[..cut]).expect("written");
            let (read_back, length) = read::<Entry>(&path).expect("read");
            let whole = bytes[..cut].iter().filter(|byte| **byte == b'\n').count();
            assert_eq!(read_back, all[..whole], "cut at {cut}");
            Journal::open(&RealDisk, &path, length).expect("opened").add(&all[whole..]).expect("added");
            assert_eq!(read::<Entry>(&path).expect("read").0, all, "cut at {cut}");
        }
    }

    /// A byte turned anywhere is noticed: that line and those behind it do not count.
    #[test]
    fn a_turned_byte_is_noticed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("journal");
        let all = entries();
        let bytes: Vec<u8> = all.iter().flat_map(|entry| line(entry).into_bytes()).collect();
        for at in 0..bytes.len() {
            let mut turned = bytes.clone();
            turned[at] ^= 1;
            files::write_over(&path, &turned).expect("written");
            let (found, _) = read::<Entry>(&path).expect("read");
            assert!(found.len() < all.len() && found[..] == all[..found.len()], "byte {at}");
        }
    }

    #[test]
    fn units_are_written_as_ranges() {
        let unit = |point, replicate| Unit { point, replicate };
        let units = [unit(0, 0), unit(0, 1), unit(0, 3), unit(1, 4)];
        let ranges = PartEntry::ranges(units.into_iter());
        assert_eq!(ranges, [(0, 0, 2), (0, 3, 1), (1, 4, 1)]);
        let part = PartEntry { name: String::new(), digest: String::new(), keys: String::new(), units: ranges };
        assert_eq!(part.each().collect::<Vec<_>>(), units);
    }
}
