//! What the files of a store are called, so that nobody writes over another's.

use std::path::{Path, PathBuf};

use rand::TryRng;
use rand::rngs::SysRng;
use sysinfo::System;

use super::StoreError;
use crate::experiment::Shard;

/// The names of the files that one process writes.
///
/// The whole sweep is alone in its folder and goes on with its own files. A shard may be tried twice at the same
/// time – a machine is thought dead, its work is given to another, and it lives on – so each attempt has names
/// that no other process has: its host, its number there, and a random number. A scheduler's own number of the
/// attempt would not do: after a restart it may come again.
#[derive(Debug)]
pub(super) struct Names {
    /// The journal.
    pub journal: String,
    /// What parts begin with.
    prefix: String,
}

impl Names {
    /// Names for the whole sweep, or new ones for an attempt at a shard.
    ///
    /// # Errors
    /// The system has no random number.
    pub(crate) fn of(shard: Shard) -> Result<Self, StoreError> {
        if shard.is_whole() {
            return Ok(Self { journal: "journal".to_owned(), prefix: "part-".to_owned() });
        }
        let random = SysRng
            .try_next_u64()
            .map_err(|error| StoreError::Rows(format!("could not obtain a random number: {error}")))?;
        let host: String =
            System::host_name().unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).take(24).collect();
        let attempt = format!("{shard}.{host}-{}-{random:016x}", std::process::id());
        Ok(Self { journal: format!("journal-{attempt}"), prefix: format!("shard-{attempt}-part-") })
    }

    /// The file of a part.
    pub(crate) fn part(&self, number: u32) -> String {
        format!("{}{number:06}.parquet", self.prefix)
    }

    /// The number of a part, where it is one of these.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        name.strip_prefix(&self.prefix)?.strip_suffix(".parquet")?.parse().ok()
    }

    /// Where a file stands that several may write, until all of it is there.
    pub(crate) fn beside(&self, path: &Path) -> PathBuf {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        path.with_file_name(format!("{file}.{}.tmp", self.journal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_attempts_share_a_name() {
        let shard = Shard { number: 3, of: 16 };
        let (one, other) = (Names::of(shard).expect("names"), Names::of(shard).expect("names"));
        assert_ne!(one.journal, other.journal);
        assert_ne!(one.part(1), other.part(1));
        assert_eq!((one.number(&one.part(7)), one.number(&other.part(7))), (Some(7), None));
        assert!(one.journal.starts_with("journal-3-of-16."), "{one:?}");
        let whole = Names::of(Shard::WHOLE).expect("names");
        assert_eq!((whole.part(2).as_str(), whole.number(&one.part(7))), ("part-000002.parquet", None));
    }
}
