//! A disk on which things go wrong. It counts a sync and does not wait for one: the tests' own machine stays up,
//! and thousands of sweeps would wait for minutes.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use mobilise::internals::files::FileError;
use mobilise::internals::files::disk::{Disk, DiskFile, RealDisk};

/// What goes wrong, and when.
#[derive(Debug, Clone, Copy)]
pub enum Wrong {
    /// The n-th operation fails, and those after it work.
    Once(u64),
    /// The n-th operation fails, and all after it.
    From(u64),
    /// After so many bytes the disk is full.
    FullAfter(u64),
    /// Nothing.
    Nothing,
}

/// A disk on which things go wrong.
pub struct BadDisk {
    wrong: Wrong,
    count: Arc<Count>,
}

#[derive(Default)]
struct Count {
    operations: AtomicU64,
    bytes: AtomicU64,
}

impl BadDisk {
    pub fn new(wrong: Wrong) -> Self {
        Self { wrong, count: Arc::default() }
    }

    /// Operations so far.
    pub fn operations(&self) -> u64 {
        self.count.operations.load(Ordering::SeqCst)
    }

    /// Bytes written so far.
    pub fn bytes(&self) -> u64 {
        self.count.bytes.load(Ordering::SeqCst)
    }

    fn step(&self, path: &Path) -> Result<(), FileError> {
        step(self.wrong, &self.count).map_err(|error| FileError::of("write", path, error))
    }

    fn file(&self, file: Box<dyn DiskFile>) -> Box<dyn DiskFile> {
        Box::new(BadFile { file, wrong: self.wrong, count: Arc::clone(&self.count) })
    }
}

fn step(wrong: Wrong, count: &Count) -> io::Result<()> {
    let number = count.operations.fetch_add(1, Ordering::SeqCst);
    match wrong {
        Wrong::Once(n) if number == n => Err(io::Error::other("the disk said no")),
        Wrong::From(n) if number >= n => Err(io::Error::other("the disk is gone")),
        _ => Ok(()),
    }
}

struct BadFile {
    file: Box<dyn DiskFile>,
    wrong: Wrong,
    count: Arc<Count>,
}

impl Write for BadFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A write that fails may have written a part.
        if let Err(error) = step(self.wrong, &self.count) {
            let _ = self.file.write(&bytes[..bytes.len() / 2]);
            return Err(error);
        }
        let before = self.count.bytes.fetch_add(bytes.len() as u64, Ordering::SeqCst);
        if let Wrong::FullAfter(limit) = self.wrong
            && before + bytes.len() as u64 > limit
        {
            let room = limit.saturating_sub(before) as usize;
            if room == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            // What still fits is written, as a file system does.
            return self.file.write(&bytes[..room.min(bytes.len())]);
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl DiskFile for BadFile {
    fn sync(&mut self) -> io::Result<()> {
        step(self.wrong, &self.count)
    }
}

impl Disk for BadDisk {
    fn make_folder(&self, path: &Path) -> Result<(), FileError> {
        self.step(path)?;
        RealDisk.make_folder(path)
    }
    fn create(&self, path: &Path) -> Result<Box<dyn DiskFile>, FileError> {
        self.step(path)?;
        Ok(self.file(RealDisk.create(path)?))
    }
    fn open_at(&self, path: &Path, length: u64) -> Result<Box<dyn DiskFile>, FileError> {
        self.step(path)?;
        Ok(self.file(RealDisk.open_at(path, length)?))
    }
    fn rename(&self, from: &Path, to: &Path) -> Result<(), FileError> {
        self.step(to)?;
        RealDisk.rename(from, to)
    }
    fn sync_folder(&self, path: &Path) -> Result<(), FileError> {
        self.step(path)
    }
    fn remove(&self, path: &Path) -> Result<(), FileError> {
        self.step(path)?;
        RealDisk.remove(path)
    }
}
