//! The journal: what is done, a line each, synced after what it speaks of is safely on the disk.
//!
//! A line carries a check of itself. What a crash left half-written at the end is cut off; rows whose line
//! was lost are made again.

use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::files::disk::{Disk, DiskFile};
use crate::files::{self, FileError};

use crate::experiment::unit::{Hash, Unit, hex};

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Entry {
    /// A run failed; it is tried again when the sweep is started again.
    Failed {
        /// Which run.
        failed: FailedUnit,
        /// What the engine said.
        why: String,
    },
    /// A part was written.
    Part(PartEntry),
}

/// A unit as the journal writes it: point and replicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub(crate) struct FailedUnit(pub Unit);

impl From<(u32, u32)> for FailedUnit {
    fn from((point, replicate): (u32, u32)) -> Self {
        Self(Unit { point, replicate })
    }
}

impl From<FailedUnit> for (u32, u32) {
    fn from(FailedUnit(unit): FailedUnit) -> Self {
        (unit.point, unit.replicate)
    }
}

/// A part of the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PartEntry {
    /// Its file.
    #[serde(rename = "part")]
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

/// A whole line: the check, the text, and the end.
fn line(entry: &impl Serialize) -> serde_json::Result<String> {
    let text = serde_json::to_string(entry)?;
    Ok(format!("{} {text}\n", check(&text)))
}

/// What a whole line says, where its check holds.
fn read_line<L: DeserializeOwned>(line: &str) -> Option<L> {
    let (sum, text) = line.split_once(' ')?;
    if sum == check(text) { serde_json::from_str(text).ok() } else { None }
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
pub(crate) fn read<L: DeserializeOwned>(path: &Path) -> Result<(Vec<L>, u64), FileError> {
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
    pub(crate) fn add<L: Serialize>(&mut self, entries: &[L]) -> Result<(), FileError> {
        let lines = entries.iter().map(line).collect::<Result<String, _>>();
        let lines = lines.map_err(|error| FileError::of("write", &self.path, error.into()))?;
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
        vec![
            Entry::Part(part("a")),
            Entry::Failed { failed: FailedUnit(unit), why: "a\n\"b\"".to_owned() },
            Entry::Part(part("b")),
        ]
    }

    /// The bytes on the disk are part of the store's format: folders that were begun before go on.
    #[test]
    fn lines_are_written_as_they_always_were() {
        let lines: String = entries()[..2].iter().map(|entry| line(entry).expect("a line")).collect();
        let expected = concat!(
            "14e81b154ab8 {\"part\":\"a\",\"digest\":\"sha256:00\",\"keys\":\"ff\",\"units\":[[0,0,20],[3,7,1]]}\n",
            "9aee157f758f {\"failed\":[3,9],\"why\":\"a\\n\\\"b\\\"\"}\n",
        );
        assert_eq!(lines, expected);
    }

    /// Wherever it is cut, what is read is a beginning of what was written, and what is added comes behind it.
    #[test]
    fn a_journal_cut_anywhere_is_a_shorter_journal() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("journal");
        let all = entries();
        let bytes: Vec<u8> = all.iter().flat_map(|entry| line(entry).expect("a line").into_bytes()).collect();
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
        let bytes: Vec<u8> = all.iter().flat_map(|entry| line(entry).expect("a line").into_bytes()).collect();
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
